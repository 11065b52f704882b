package care

import (
	"strings"
	"testing"
	"time"

	"gridbot/flows/acts"
	"gridbot/flows/carecase"
	"gridbot/flows/cases"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
	"gridbot/flows/world/worldtest"
)

// Who told of a household and tells of danger within two hours tells of the same one,
// unless the kind is another, or the place, or it is over.
func TestAnotherKindOrPlaceIsAnotherHousehold(t *testing.T) {
	w := worldtest.New(t)
	w.Me = world.Person{ID: 50}
	told := func(what, where string) cases.Case {
		return cases.Case{What: what, Grid: "yanchang", Place: cases.Place{Name: text.Said(where)}}
	}
	was := carecase.Case{N: 12, By: 50, Kind: "elderly", Stage: carecase.Identified, Grid: "yanchang", Where: "崧涵庭", Opened: w.Now.Unix() - 3600}
	for name, row := range map[string]struct {
		told   cases.Case
		change func(c *carecase.Case)
		same   bool
	}{
		"the same":              {told("独居老人", "崧涵庭"), nil, true},
		"no place is said":      {told("独居老人", ""), nil, true},
		"another kind":          {told("打老婆", "崧涵庭"), nil, false},
		"another place":         {told("独居老人", "延长新村"), nil, false},
		"another grid":          {cases.Case{What: "独居老人", Grid: "lingshi"}, nil, false},
		"three hours later":     {told("独居老人", "崧涵庭"), func(c *carecase.Case) { c.Opened -= 7200 }, false},
		"it is over":            {told("独居老人", "崧涵庭"), func(c *carecase.Case) { c.Stage = carecase.Closed }, false},
		"somebody else told it": {told("独居老人", "崧涵庭"), func(c *carecase.Case) { c.By = 51 }, false},
	} {
		c := was
		if row.change != nil {
			row.change(&c)
		}
		w.Caring = world.Caring{List: []carecase.Case{c}, Listed: true}
		if got := recent(&acts.Turn{World: w}, row.told); (got != nil) != row.same {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// A report may be sent by a word as by a button: what the person told of before is read
// for both, and for danger, and for nothing else.
func TestWhatIsTypedMaySend(t *testing.T) {
	w := worldtest.New(t)
	w.Seals, w.Me = true, world.Person{ID: 50}
	draft := talk.Session{Dialogue: "report"}
	for name, row := range map[string]struct {
		session talk.Session
		event   talk.Event
		reads   bool
	}{
		"typed":              {draft, talk.Event{Text: "匿名发送"}, true},
		"pressed":            {draft, talk.Event{Press: "d|report|preview|send"}, true},
		"danger":             {talk.Session{}, talk.Event{Text: "有人要跳楼"}, true},
		"the draft's time":   {talk.Session{}, talk.Event{Clock: &talk.Clock{Name: world.ClockDraft}}, true},
		"a word":             {talk.Session{}, talk.Event{Text: "你好"}, false},
		"in a group":         {draft, talk.Event{Text: "发送", Chat: talk.Chat{ID: -7, Group: true}}, false},
		"of a household now": {talk.Session{Dialogue: opening.Name}, talk.Event{Text: "陈伯"}, false},
	} {
		w.Session, row.event.From = row.session, talk.Sender{ID: 50}
		var n world.Need
		if needApart(w, row.event, &n); (n.Cares == "p50") != row.reads {
			t.Errorf("%s: reads %q", name, n.Cares)
		}
	}
}

// Whoever sees all of a case may answer for it; who sees a part of it only where nobody
// does any more.
func TestWhoMayKeepACase(t *testing.T) {
	w := worldtest.New(t)
	c := full(w.Now.Unix()) // 11 answers for it, 12 sees nothing
	w.Staff = world.Staff{People: map[int64]world.Person{11: {ID: 11, Role: world.Worker}, 12: {ID: 12, Role: world.Worker}}}
	may := func(id int64) bool {
		w.Me = world.Person{ID: id}
		return mayKeep(&acts.Turn{World: w}, c)
	}
	if may(12) {
		t.Error("who sees nothing of it takes all of it")
	}
	c.Member(12).Sees = carecase.Sections[:2]
	if may(12) {
		t.Error("who sees a part of it takes all of it")
	}
	c.Member(12).Sees = carecase.Sections
	if !may(12) {
		t.Error("who sees all of it may not")
	}
	c.Member(12).Sees = nil
	for name, p := range map[string]world.Person{"dismissed": {ID: 11}, "unreachable": {ID: 11, Role: world.Worker, Gone: true}} {
		if w.Staff.People[11] = p; !may(12) {
			t.Errorf("nobody may, and who answers for it is %s", name)
		}
	}
}

// The clock of a case that cannot be opened waits for the keys, and changes nothing.
func TestAClockWaitsForTheKeys(t *testing.T) {
	w := worldtest.New(t)
	w.Seals, w.Caring.Shut = true, true
	for _, clock := range []talk.Clock{{Care: 12, Name: carecase.ClockCall, Due: w.Now}, {Person: 11, Name: world.ClockParted, Due: w.Now}} {
		x := &acts.Turn{World: w, Book: acts.NewBook(Subject())}
		if clock.Care != 0 {
			strike(x, clock)
		} else {
			held(x, clock)
		}
		if len(x.Strikes) != 1 || x.Strikes[0].Name != clock.Name || !x.Strikes[0].Due.Equal(w.Now.Add(10*time.Minute)) || x.Cared != nil || len(x.Letters) != 0 {
			t.Errorf("%s: %+v, %+v, %d letters", clock.Name, x.Strikes, x.Cared, len(x.Letters))
		}
	}
}

// Who stands in for the coordinator reads of every grid that there is a care case, and
// not more; once they do not, that of their own grid.
func TestWhoStandsInForTheCoordinator(t *testing.T) {
	w := worldtest.New(t)
	c := full(w.Now.Unix())
	c.Grid = "lingshi"
	w.Me = world.Person{ID: 24, Role: world.Lead, Grid: "yanchang"}
	if knows(w, c) || strings.Contains(theirs(w), "lingshi") {
		t.Error("a lead reads of another grid")
	}
	w.Me.Acting = true
	if !knows(w, c) || !strings.Contains(theirs(w), "lingshi") || !strings.Contains(theirs(w), world.Unrouted) {
		t.Errorf("who stands in reads %s", theirs(w))
	}
	if mayAudit(w, c) || c.May(carecase.Add, 24) == nil {
		t.Error("who stands in reads who looked, or writes")
	}
}

// Every door through which a member looks leaves a line: the card, and what was shown.
func TestEveryLookLeavesALine(t *testing.T) {
	for _, choice := range []string{"12|open", "12|photos", "12|team", "12|note", "12|offer", "12|call|doctor"} {
		own := *worldtest.New(t)
		w := &own
		c := full(w.Now.Unix())
		c.See(12, w.Now.Unix()-7200)
		w.Seals, w.Caring.Case, w.Me = true, &c, world.Person{ID: 11, Role: world.Worker, Grid: "yanchang"}
		w.Staff = world.Staff{People: map[int64]world.Person{11: w.Me, 12: {ID: 12, Role: world.Worker}}}
		x := &acts.Turn{World: w, Book: acts.NewBook(Subject()), Event: talk.Event{Press: "m|care|" + choice, Message: 7, From: talk.Sender{ID: 11}, Chat: talk.Chat{ID: 11}}}
		if err := care(x, choice); err != nil {
			t.Fatal(err)
		}
		read := false
		for _, l := range x.Letters {
			read = read || strings.Contains(flat(l.Say.Say), "secret") || len(l.Say.Files) > 0
		}
		looked := x.Cared != nil && len(x.Cared.After.Views) > len(c.Views)
		if read != looked {
			t.Errorf("%s: something is read: %t, and a line is left: %t", choice, read, looked)
		}
	}
}

// flat is all that stands in a text.
func flat(t text.Text) string {
	s := t.Words
	for _, v := range t.Blank {
		switch v := v.(type) {
		case text.Text:
			s += " " + flat(v)
		case string:
			s += " " + v
		}
	}
	for _, l := range t.List {
		s += " " + flat(l)
	}
	return s
}
