package flows_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"gridbot/flows"
	"gridbot/flows/cases"
	"gridbot/flows/room"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// chased is a case of a worker whose clock has run out, and the world in which
// it strikes.
func chased(t *testing.T, at string) (*world.World, cases.Case) {
	t.Helper()
	r := room.New(t)
	now, err := time.ParseInLocation("2006-01-02 15:04", at, r.District.Zone)
	if err != nil {
		t.Fatal(err)
	}
	c := cases.Case{
		Number: 1001, Category: "lamp", Grid: homeGrid, Status: cases.Claimed, Assignee: holderID, Handlers: []int64{holderID}, What: "路灯不亮",
		Place: cases.Place{Name: text.Said("崧涵庭")}, By: cases.Reporter{ID: tellerID}, Log: []cases.Entry{{Do: cases.Report}},
		Clock: cases.Clock{Name: cases.ClockArrive, Since: now.Add(-4 * time.Hour).Unix(), Due: now.Unix(), Step: 1, Next: now.Unix()},
	}
	return &world.World{District: r.District, Bot: "gridbot", Now: now, Found: world.Found{Case: &c}, Staff: world.Staff{People: map[int64]world.Person{
		holderID: {ID: holderID, Name: "王建国", Lang: text.Chinese, Role: world.Worker, Grid: homeGrid, Duty: true, Rev: 1},
		helperID: {ID: helperID, Name: "Min", Lang: text.English, Role: world.Worker, Grid: homeGrid, Duty: true, Rev: 1},
		bossID:   {ID: bossID, Name: "周莉", Lang: text.Chinese, Role: world.Lead, Grid: homeGrid, Rev: 1},
		chiefID:  {ID: chiefID, Name: "孙悦", Lang: text.Chinese, Role: world.Coordinator, Rev: 1},
	}}}, c
}

// strikes lets the clock of the world's case strike.
func strikes(t *testing.T, w *world.World) world.Change {
	t.Helper()
	ch, err := flows.Decide(w, talk.Event{ID: "clock", At: w.Now, Clock: &talk.Clock{Case: 1001, Name: string(w.Case.Clock.Name),
		Due: time.Unix(w.Case.Clock.Strikes(), 0)}})
	if err != nil {
		t.Fatal(err)
	}
	return ch
}

// told are the people a change gathers reminders for, and when they are told.
func told(ch world.Change, zone *time.Location) string {
	var all []string
	for _, r := range ch.Remind {
		name := map[int64]string{holderID: "holder", helperID: "helper", bossID: "boss", chiefID: "chief"}[r.To]
		all = append(all, name+" "+r.Wind.In(zone).Format("02 15:04"))
	}
	slices.Sort(all)
	return strings.Join(all, ", ")
}

// Whoever was reminded just now waits for the gap; when that ends at night, for
// the morning. Who is off duty is stood in for; where nobody does, by a lead.
func TestAReminderComesWhenItMay(t *testing.T) {
	for _, tc := range []struct {
		what, at, want string
		how            func(*world.World)
	}{
		{"at once", "2026-11-23 14:00", "holder 23 14:00", func(*world.World) {}},
		{"after the gap", "2026-11-23 14:00", "holder 23 14:20", func(w *world.World) { reminded(w, holderID, 10*time.Minute) }},
		{"the gap is over", "2026-11-23 14:00", "holder 23 14:00", func(w *world.World) { reminded(w, holderID, 31*time.Minute) }},
		{"the gap ends at night", "2026-11-23 21:50", "holder 24 07:00", func(w *world.World) { reminded(w, holderID, time.Minute) }},
		{"off duty", "2026-11-23 14:00", "boss 23 14:00", func(w *world.World) { off(w, 0) }},
		{"stood in for", "2026-11-23 14:00", "helper 23 14:00", func(w *world.World) { off(w, helperID) }},
		{"who stands in is off duty too", "2026-11-23 14:00", "boss 23 14:00", func(w *world.World) {
			off(w, helperID)
			p := w.Staff.People[helperID]
			p.Duty = false
			w.Staff.People[helperID] = p
		}},
		{"the bot was away for days", "2026-11-23 14:00", "boss 23 14:00, chief 23 14:00, holder 23 14:00", func(w *world.World) {
			w.Case.Clock.Due -= 4 * 86400
			w.Case.Clock.Next = w.Case.Clock.Due
		}},
		{"what came back climbs one rung higher", "2026-11-23 14:00", "boss 23 14:00, holder 23 14:00", func(w *world.World) { w.Case.Round = 2 }},
	} {
		w, _ := chased(t, tc.at)
		tc.how(w)
		if got := told(strikes(t, w), w.District.Zone); got != tc.want {
			t.Errorf("%s: %s, want %s", tc.what, got, tc.want)
		}
	}
}

func reminded(w *world.World, id int64, ago time.Duration) {
	p := w.Staff.People[id]
	p.Reminded = w.Now.Add(-ago).Unix()
	w.Staff.People[id] = p
}

func off(w *world.World, substitute int64) {
	p := w.Staff.People[holderID]
	p.Duty, p.Substitute = false, substitute
	w.Staff.People[holderID] = p
}

// At night the clock is set to the morning, and nobody hears of it; danger is
// told at once.
func TestNobodyIsRemindedAtNightExceptOfDanger(t *testing.T) {
	w, _ := chased(t, "2026-11-23 23:00")
	ch := strikes(t, w)
	if len(ch.Remind)+len(ch.Letters)+len(ch.Log) != 0 || len(ch.Cases) != 1 ||
		w.District.Here(time.Unix(ch.Cases[0].After.Clock.Strikes(), 0)).Format("02 15:04") != "24 07:00" {
		t.Errorf("%+v", ch)
	}
	w.Case.Danger = true
	ch = strikes(t, w)
	var heard []int64
	for _, l := range ch.Letters {
		if l.Class == world.ClassDanger {
			heard = append(heard, l.To.ID)
		}
	}
	slices.Sort(heard)
	if len(ch.Remind) != 0 || !slices.Equal(heard, []int64{holderID, bossID}) {
		t.Errorf("of danger heard %v, gathered %v", heard, ch.Remind)
	}
}

// What moved on, was answered for or was told higher up meanwhile is left out
// when the gathered reminders are told; of several rungs the last counts.
func TestOnlyWhatIsStillTrueIsTold(t *testing.T) {
	w, c := chased(t, "2026-11-23 14:00")
	list := func(change func(*cases.Case)) cases.Case {
		other := c
		other.Number = 1002
		change(&other)
		return other
	}
	first := []world.Reminder{{Case: 1001, Clock: cases.ClockArrive, Step: 1}, {Case: 1002, Clock: cases.ClockArrive, Step: 1}}
	for what, tc := range map[string]struct {
		change func(*cases.Case)
		lines  int
	}{
		"nothing happened":    {func(*cases.Case) {}, 2},
		"it moved on":         {func(o *cases.Case) { o.Clock.Name = cases.ClockHandle }, 1},
		"it was answered for": {func(o *cases.Case) { o.Clock.Promise = w.Now.Unix() + 9 }, 1},
		"it climbed higher":   {func(o *cases.Case) { o.Clock.Step = 2 }, 1},
		"it went elsewhere":   {func(o *cases.Case) { o.Grid, o.Assignee = farGrid, 0 }, 1},
	} {
		w.Me = w.Staff.People[holderID]
		w.Case, w.List = nil, []cases.Case{c, list(tc.change)}
		w.Gathered = world.Gathered{First: first, All: 2}
		ch, err := flows.Decide(w, talk.Event{ID: "remind", At: w.Now, From: talk.Sender{ID: holderID}, Chat: talk.Chat{ID: holderID},
			Clock: &talk.Clock{Person: holderID, Name: world.ClockRemind, Due: w.Now}})
		if err != nil {
			t.Fatal(err)
		}
		if len(ch.Letters) != 1 || ch.Letters[0].Class != world.ClassReminder || ch.Reminded == nil || ch.Reminded.All != 2 {
			t.Fatalf("%s: %+v", what, ch)
		}
		if got := strings.Count(plain(t, ch.Letters[0].Say), "remind.line"); got != tc.lines {
			t.Errorf("%s: %d lines, want %d", what, got, tc.lines)
		}
	}
}

// Who goes off duty while reminders wait for them is not disturbed at home: who
// stands in is told.
func TestWhoWentOffDutyMeanwhileIsNotReminded(t *testing.T) {
	for what, tc := range map[string]struct {
		substitute int64
		want       string
	}{"a colleague stands in": {helperID, "helper 23 14:00"}, "nobody does": {0, "boss 23 14:00"}} {
		w, c := chased(t, "2026-11-23 14:00")
		off(w, tc.substitute)
		w.Case, w.Me, w.List = nil, w.Staff.People[holderID], []cases.Case{c}
		w.Gathered = world.Gathered{First: []world.Reminder{{Case: 1001, Clock: cases.ClockArrive, Step: 1}}, All: 1}
		ch, err := flows.Decide(w, talk.Event{ID: "remind", At: w.Now, From: talk.Sender{ID: holderID}, Chat: talk.Chat{ID: holderID},
			Clock: &talk.Clock{Person: holderID, Name: world.ClockRemind, Due: w.Now}})
		if err != nil || len(ch.Letters) != 0 || ch.Reminded == nil || told(ch, w.District.Zone) != tc.want {
			t.Errorf("%s: %d letters, told %q, %v", what, len(ch.Letters), told(ch, w.District.Zone), err)
		}
	}
}

// From the December before it the coordinator hears of a year whose working days
// are missing; not before, and not of one that is known.
func TestAMissingYearIsToldFromDecember(t *testing.T) {
	for at, want := range map[string]int{"2026-11-30 10:00": 0, "2026-12-01 10:00": 1, "2025-12-08 10:00": 0, "2027-01-05 10:00": 1, "2027-03-02 10:00": 1} {
		w, _ := chased(t, at)
		w.Case, w.Me = nil, w.Staff.People[chiefID]
		ch, err := flows.Decide(w, talk.Event{ID: "year", At: w.Now, From: talk.Sender{ID: chiefID}, Chat: talk.Chat{ID: chiefID},
			Clock: &talk.Clock{Person: chiefID, Name: world.ClockYear, Due: w.Now}})
		if err != nil || len(ch.Letters) != want {
			t.Errorf("%s: %d letters, %v", at, len(ch.Letters), err)
		}
	}
}

// The list of the day comes on working days, to who is on duty and has
// something to do.
func TestTheMorningListIsForThoseAtWork(t *testing.T) {
	for what, tc := range map[string]struct {
		at   string
		how  func(*world.World)
		want int
	}{
		"a working day":    {"2026-11-23 08:30", func(*world.World) {}, 1},
		"a Sunday":         {"2026-11-22 08:30", func(*world.World) {}, 0},
		"a make-up Sunday": {"2026-09-20 08:30", func(*world.World) {}, 1},
		"a holiday":        {"2026-10-01 08:30", func(*world.World) {}, 0},
		"off duty":         {"2026-11-23 08:30", func(w *world.World) { w.Me.Duty = false }, 0},
		"blocked us":       {"2026-11-23 08:30", func(w *world.World) { w.Me.Gone = true }, 0},
		"nothing to do":    {"2026-11-23 08:30", func(w *world.World) { w.List = nil }, 0},
		"due next week":    {"2026-11-23 08:30", func(w *world.World) { w.List[0].Clock.Due += 7 * 86400 }, 0},
		"dismissed":        {"2026-11-23 08:30", func(w *world.World) { w.Me.Role = world.Resident }, 0},
	} {
		w, c := chased(t, tc.at)
		w.Case, w.Me, w.List = nil, w.Staff.People[holderID], []cases.Case{c}
		tc.how(w)
		e := talk.Event{ID: "morning", At: w.Now, From: talk.Sender{ID: holderID}, Chat: talk.Chat{ID: holderID},
			Clock: &talk.Clock{Person: holderID, Name: world.ClockMorning, Due: w.Now}}
		var lines []cases.Line
		for _, c := range w.List {
			lines = append(lines, c.Line())
		}
		w.Listed, _ = flows.Needs(w, e).Listing.Of(slices.Values(lines))
		ch, err := flows.Decide(w, e)
		if err != nil || len(ch.Letters) != tc.want {
			t.Errorf("%s: %d letters, %v", what, len(ch.Letters), err)
		}
	}
}
