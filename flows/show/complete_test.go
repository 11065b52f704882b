package show

import (
	"slices"
	"testing"

	"gridbot/flows/cases"
	"gridbot/flows/world/worldtest"
)

// What an act goes without, and why it may.
var (
	noLabel = map[cases.Action]string{
		cases.Own:    "it is a link",
		cases.Detail: "asked after the receipt", cases.Rate: "a button for each answer", cases.Clear: "it is inspecting, with all items passed", cases.Resite: "it is correcting, with a place of another grid",
		cases.Undo:    "named after what is undone",
		cases.Release: "named after the agency", cases.Lift: "named after what is undone", cases.Swap: "named after the agency", cases.Insist: "named after the agency", cases.CallHead: "named after the agency",
	}
	noPlace = map[cases.Action]string{
		cases.Own:  "it is a link",
		cases.Rate: "below what is asked at the end", cases.Clear: "it is inspecting", cases.Resite: "it is correcting", cases.Prove: "on the card of a notice", cases.Question: "on the card of a notice", cases.Object: "on the card of a notice",
		cases.TakeBack: "under what was added", cases.Rebuff: "beside admitting", cases.Detail: "asked after the receipt",
		cases.CallOff: "on the page of the agencies", cases.Lift: "on the page of the agencies", cases.Release: "on the page of the agencies", cases.Swap: "on the page of the agencies",
		cases.Insist: "on the page of the agencies", cases.CallHead: "on the page of the agencies",
	}
	noDone = map[cases.Action]string{
		cases.Arrive: "the card shows it", cases.Submit: "the card shows it", cases.Return: "the card shows it", cases.Decline: "the card shows it",
		cases.SendBack: "the card shows it", cases.Reach: "the card shows it",
	}
	noDid = map[cases.Action]string{
		cases.ReportIn: "the board shows it", cases.Reach: "the board shows it", cases.Perform: "the board shows it", cases.Undo: "the board shows it",
		cases.Insist: "the board shows it", cases.CallHead: "the board shows it", cases.LegWarn: "the board shows it", cases.LegLate: "the board shows it",
		cases.Warn: "it only reminds", cases.Detail: "the card shows it",
	}
)

// Whatever can be done to a case is a row, and the row has all its parts.
func TestEveryActHasAllItsParts(t *testing.T) {
	known := worldtest.Constants(t, "../cases", "Action")
	for _, r := range Acts {
		if !slices.Contains(known, string(r.Do)) {
			t.Errorf("the row of %q is of no act", r.Do)
		}
	}
	for _, name := range known {
		do := cases.Action(name)
		rows := 0
		for _, r := range Acts {
			if r.Do == do {
				rows++
			}
		}
		if rows != 1 {
			t.Errorf("%s has %d rows", do, rows)
			continue
		}
		r, by := ActOf[do], do.By()
		person := slices.ContainsFunc(by, func(p cases.Part) bool { return p != cases.PartClock })
		lacks := func(part string, empty bool, without map[cases.Action]string, needed bool) {
			_, may := without[do]
			switch {
			case empty && needed && !may:
				t.Errorf("%s has no %s", do, part)
			case !empty && may:
				t.Errorf("%s has a %s, and is said to need none", do, part)
			}
		}
		lacks("label", r.Label.Empty(), noLabel, person)
		lacks("place on a card", len(r.Front)+len(r.Behind) == 0, noPlace, person)
		lacks("word for who did it", r.Done == nil, noDone, person)
		lacks("line in the history", r.Did.Empty(), noDid, true)
	}
}

// Every clock that climbs says what comes next and what is lacking.
func TestEveryClockIsSpokenOf(t *testing.T) {
	silent := []cases.ClockName{cases.ClockAnswer, cases.ClockPause, cases.ClockAfter, cases.ClockSurvey} // they strike once, and nobody is late
	for _, name := range worldtest.Constants(t, "../cases", "ClockName") {
		k := cases.ClockName(name)
		if slices.Contains(silent, k) {
			continue
		}
		if nextTexts[k].Empty() || LackTexts[k].Empty() {
			t.Errorf("of the clock %q nobody hears what comes next (%t), or what is lacking (%t)", k, nextTexts[k].Empty(), LackTexts[k].Empty())
		}
	}
}

// Every status and every phase of a file has its word.
func TestEveryStatusIsSpokenOf(t *testing.T) {
	for _, s := range worldtest.Constants(t, "../cases", "Status") {
		if ShortTexts[cases.Status(s)].Empty() {
			t.Errorf("the status %q has no word", s)
		}
	}
	for _, p := range worldtest.Constants(t, "../cases", "Phase") {
		if PhaseTexts[cases.Phase(p)].Empty() {
			t.Errorf("files of the phase %q have no word", p)
		}
	}
}

// A case of a key topic says so, whatever else the conference is to talk of.
func TestACaseOfAKeyTopicSaysSo(t *testing.T) {
	for _, c := range []struct {
		of   cases.Case
		want []string
	}{
		{cases.Case{}, nil}, {cases.Case{KeyTopic: 3}, []string{"card.keytopic"}}, {cases.Case{OnAgenda: 1}, []string{"card.agenda"}},
		{cases.Case{OnAgenda: 1, Proposed: true}, []string{"card.topic"}}, {cases.Case{KeyTopic: 3, OnAgenda: 1}, []string{"card.keytopic", "card.agenda"}},
		{cases.Case{KeyTopic: 3, OnAgenda: 1, Proposed: true}, []string{"card.keytopic", "card.agenda"}},
	} {
		var said []string
		for _, line := range agendaText(c.of).List {
			said = append(said, line.ID)
		}
		if !slices.Equal(said, c.want) {
			t.Errorf("%+v: %v, want %v", c.of, said, c.want)
		}
	}
}
