package flows_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"gridbot/flows"
	"gridbot/flows/cases"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// untaken is gas that was reported at night and that nobody has taken, with its clocks as
// the district has them, and the world in which it strikes.
func untaken(t *testing.T, at string) *world.World {
	t.Helper()
	w, _ := chased(t, at)
	c := cases.Start(cases.Case{Number: 1001, Category: "gas", Danger: true, Grid: homeGrid, What: "楼道里有煤气味",
		Place: cases.Place{Name: text.Said("崧涵庭")}, By: cases.Reporter{ID: tellerID}}, w.Now, w)
	w.Case = &c
	off := w.Staff.People[helperID]
	off.ID, off.Duty = helperID+7, false
	w.Staff.People[off.ID] = off
	return w
}

// rang are who hears a change as danger, in their order.
func rang(ch world.Change) string {
	names := map[int64]string{holderID: "holder", helperID: "helper", helperID + 7: "off", bossID: "boss", chiefID: "chief", tellerID: "teller"}
	var all []string
	for _, l := range ch.Letters {
		if l.Class == world.ClassDanger {
			all = append(all, names[l.To.ID])
		}
	}
	slices.Sort(all)
	return strings.Join(all, " ")
}

// goesOn is the world once its case has struck, at the time of its next strike.
func goesOn(t *testing.T, w *world.World) world.Change {
	t.Helper()
	w.Now = time.Unix(w.Case.Clock.Strikes(), 0).In(w.District.Zone)
	ch := strikes(t, w)
	for _, m := range ch.Cases {
		if m.After.Number == w.Case.Number {
			w.Case = &m.After
		}
	}
	return ch
}

const everybody = "boss chief helper holder"

// The ladder ends in the middle of the night, and it rings on: at first every half hour,
// later every hour, on the days after, too. One letter for each, which is no card, and
// nothing of it in the history or the log.
func TestDangerNobodyHasTakenRingsOn(t *testing.T) {
	w := untaken(t, "2026-11-24 02:08")
	var at, who []string
	for range 4 {
		ch := goesOn(t, w)
		at, who = append(at, w.Now.Format("15:04")), append(who, rang(ch))
	}
	if got, heard := strings.Join(at, " "), strings.Join(who, ", "); got != "02:10 02:13 02:43 04:13" || heard != "helper holder, boss helper holder, "+everybody+", "+everybody {
		t.Fatalf("the ladder strikes at %s: %q", got, who)
	}
	said, hours := len(w.Case.Log), map[int]int{}
	for range 60 {
		ch := goesOn(t, w)
		if got := rang(ch); got != everybody || len(ch.Letters) != 4 || len(ch.Remind) != 0 || slices.ContainsFunc(ch.Log, func(l world.Logged) bool { return l.Case != 0 }) || len(w.Case.Log) != said {
			t.Fatalf("at %s %q hear it, in %d letters; %d reminders, %d lines", w.Now, got, len(ch.Letters), len(ch.Remind), len(ch.Log))
		}
		if l := ch.Letters[0]; l.Card != 0 || l.About != 1001 || l.Fresh || l.Edit != 0 {
			t.Fatalf("it takes the place of something: %+v", l)
		}
		hours[int(w.Now.Sub(w.Case.Due())/time.Hour)]++
	}
	if hours[2] != 1 || hours[3] != 2 || hours[5] != 2 || hours[7] != 1 || hours[30] != 1 {
		t.Errorf("how often it rings, by hours after the deadline: %v", hours)
	}
}

// Whoever has the bot run again after a week reads one letter, and the next ring is an
// hour from then; also where the ladder itself was not at its end.
func TestABotThatWasAwayRingsOnce(t *testing.T) {
	for what, steps := range map[string]int{"in the middle of the ladder": 1, "while it rang": 6} {
		w := untaken(t, "2026-11-24 02:08")
		for range steps {
			goesOn(t, w)
		}
		due := w.Case.Clock.Strikes()
		w.Now = w.Now.Add(7 * 24 * time.Hour)
		ch := strikes(t, w)
		after := ch.Cases[0].After
		if got := rang(ch); got != everybody || after.Clock.Strikes() != w.Now.Add(time.Hour).Unix() || due >= w.Now.Unix() {
			t.Errorf("%s: %q hear it, and again at %s", what, got, time.Unix(after.Clock.Strikes(), 0))
		}
	}
}

// It stops when somebody has it, names a day, or it is over; and a timer of before does
// nothing any more.
func TestItStopsWhenSomebodyHasIt(t *testing.T) {
	for what, a := range map[string]cases.Act{
		"a worker takes it":    {Do: cases.Claim, By: cases.Person{ID: holderID, Worker: true, Grid: homeGrid}},
		"a lead assigns it":    {Do: cases.Assign, By: cases.Person{ID: bossID, Lead: true, Grid: homeGrid}, To: holderID},
		"a lead names a day":   {Do: cases.Promise, By: cases.Person{ID: bossID, Lead: true, Grid: homeGrid}, Until: time.Date(2026, 11, 26, 9, 0, 0, 0, time.UTC)},
		"a lead declines it":   {Do: cases.Decline, By: cases.Person{ID: bossID, Lead: true, Grid: homeGrid}, Note: text.T("decline.nothing")},
		"a lead says it is no": {Do: cases.Correct, By: cases.Person{ID: bossID, Lead: true, Grid: homeGrid}, Of: cases.OfUrgency, Note: text.T("decline.nothing")},
		"it is another's":      {Do: cases.Merge, By: cases.Person{ID: bossID, Lead: true, Grid: homeGrid}, To: 900},
	} {
		w := untaken(t, "2026-11-24 02:08")
		for range 6 {
			goesOn(t, w)
		}
		due := w.Case.Clock.Strikes()
		a.At = w.Now
		after, _, err := w.Case.Apply(a, w)
		if err != nil {
			t.Fatalf("%s: %v", what, err)
		}
		w.Case, w.Now = &after, time.Unix(due, 0)
		ch, err := flows.Decide(w, talk.Event{ID: "clock", At: w.Now, Clock: &talk.Clock{Case: 1001, Name: string(cases.ClockClaim), Due: w.Now}})
		if err != nil || len(ch.Letters)+len(ch.Cases) != 0 {
			t.Errorf("%s, and %q hear that nobody has it, %v", what, rang(ch), err)
		}
	}
}

// Who cannot be reached, or told of it themselves, does not hear it; nobody on duty, and
// who is off duty is woken; what came with an alarm that had rung, and what an agency is
// on its way for, is quiet; a dispute is for those who lead.
func TestWhoHearsThatNobodyHasIt(t *testing.T) {
	for what, c := range map[string]struct {
		want string
		how  func(*world.World)
	}{
		"nobody is on duty":               {"boss chief helper holder off", func(w *world.World) { offDuty(w, holderID, helperID) }},
		"somebody blocked the bot":        {"boss chief helper", func(w *world.World) { gone(w, holderID) }},
		"all of the grid blocked the bot": {"chief", func(w *world.World) { gone(w, holderID, helperID, helperID+7, bossID) }},
		"a worker told of it":             {"boss chief helper", func(w *world.World) { w.Case.By.ID = holderID }},
		"nobody knows where it is":        {"boss chief helper holder", func(w *world.World) { w.Case.Grid = "" }},
		"it goes past the grid":           {"chief", func(w *world.World) { w.Case.Grid, w.Case.Past = "", homeGrid }},
		"it came with another alarm":      {"", func(w *world.World) { w.Case.Echo = 900 }},
		"it came with one that rings": {"", func(w *world.World) {
			w.Case.With, w.Other = 900, &cases.Case{Number: 900, Danger: true, Status: cases.Reported}
		}},
		"it came with one somebody has": {"", func(w *world.World) {
			w.Case.With, w.Other = 900, &cases.Case{Number: 900, Danger: true, Status: cases.OnSite}
		}},
		"it came with one that is over": {"", func(w *world.World) {
			w.Case.With, w.Other = 900, &cases.Case{Number: 900, Danger: true, Status: cases.Closed}
		}},
		"that one was declined": {everybody, func(w *world.World) {
			w.Case.With, w.Other = 900, &cases.Case{Number: 900, Danger: true, Status: cases.Declined}
		}},
		"that one is not urgent":         {everybody, func(w *world.World) { w.Case.With, w.Other = 900, &cases.Case{Number: 900, Status: cases.Reported} }},
		"nobody knows what became of it": {everybody, func(w *world.World) { w.Case.With = 900 }},
		"an agency comes":                {"", func(w *world.World) { isCalled(w.Case, 0); w.Case.Legs[0].Status = cases.LegComing }},
		"an agency is silent":            {everybody, func(w *world.World) { isCalled(w.Case, 0) }},
		"a lead declined it before":      {"boss chief", func(w *world.World) { w.Case.Dispute = &cases.Dispute{By: bossID, At: w.Now.Unix()} }},
	} {
		w := untaken(t, "2026-11-24 02:08")
		for range 5 {
			goesOn(t, w)
		}
		c.how(w)
		w.Now = time.Unix(w.Case.Clock.Strikes(), 0)
		if got := rang(strikes(t, w)); got != c.want {
			t.Errorf("%s: %q hear it, want %q", what, got, c.want)
		}
	}
}

func offDuty(w *world.World, ids ...int64) {
	for _, id := range ids {
		p := w.Staff.People[id]
		p.Duty = false
		w.Staff.People[id] = p
	}
}

func gone(w *world.World, ids ...int64) {
	for _, id := range ids {
		p := w.Staff.People[id]
		p.Gone = true
		w.Staff.People[id] = p
	}
}

// What somebody has is chased by the ladder to its end, and not beyond: they are on it.
func TestWhatSomebodyHasDoesNotRingOn(t *testing.T) {
	w := untaken(t, "2026-11-24 02:08")
	after, _, err := w.Case.Apply(cases.Act{Do: cases.Claim, By: cases.Person{ID: holderID, Worker: true, Grid: homeGrid}, At: w.Now}, w)
	if err != nil {
		t.Fatal(err)
	}
	w.Case = &after
	for range 4 {
		if goesOn(t, w); w.Case.Clock.Name != cases.ClockArrive {
			t.Fatalf("%+v", w.Case.Clock)
		}
	}
	if w.Case.Clock.Strikes() != 0 {
		t.Errorf("it rings on at %s", time.Unix(w.Case.Clock.Strikes(), 0))
	}
}
