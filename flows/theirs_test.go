package flows_test

import (
	"slices"
	"strings"
	"testing"

	"gridbot/flows/cases"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// A case that has just been reported, opened out of a list, leaves the list
// where it is: only the preview becomes the receipt.
func TestAListStaysWhenACaseIsOpenedFromIt(t *testing.T) {
	s := newScene(t)
	s.as("lead", world.StageSigned)
	s.kase.Status, s.kase.Assignee, s.kase.Log = cases.Reported, 0, []cases.Entry{{Do: cases.Report, Part: cases.PartReporter}}
	for _, l := range s.happens(talk.Event{Press: "c|4711|open"}).Letters {
		if l.Edit != 0 {
			t.Errorf("the card takes the place of the list: %s", plain(t, l))
		}
	}
}

// Who chooses a language reads their own reports in it, also what comes unasked.
func TestTheChosenLanguageHoldsForWhatWasReportedBefore(t *testing.T) {
	s := newScene(t)
	i := slices.IndexFunc(figures, func(f figure) bool { return f.name == "reporter" })
	s.set(figures[i], cases.Claimed, cases.ClockArrive, false, false)
	s.kase.By.Lang = text.Chinese
	s.kase.Cards = []cases.Card{{Chat: figureID, As: cases.ViewReporter, Lang: text.Chinese}, {Chat: bossID, As: cases.ViewLead, Lang: text.Chinese}}
	ch := s.happens(talk.Event{Press: "m|language|en"})
	if len(ch.Cases) != 1 {
		t.Fatalf("%+v", ch.Cases)
	}
	c := ch.Cases[0].After
	if c.By.Lang != text.English || c.Cards[0].Lang != text.English || c.Cards[1].Lang != text.Chinese {
		t.Errorf("reporter %s, cards %+v", c.By.Lang, c.Cards)
	}
}

// The lead of the grid that took a case over has the lead's buttons on the card
// they had as a neighbour.
func TestWhoTookACaseOverLeadsIt(t *testing.T) {
	s := newScene(t)
	s.as("lead", world.StageSigned)
	s.me.Grid = farGrid
	s.staff[figureID] = s.me
	s.kase.Ceding = &cases.Cession{To: farGrid, By: bossID, At: s.now.Unix() - 60, Why: text.T("cede.theirs")}
	s.kase.Cards = []cases.Card{{Chat: figureID, As: cases.ViewWorker, Lang: text.Chinese}}
	for _, l := range to(s.happens(talk.Event{Press: "c|4711|accede"}), figureID) {
		if l.Card == theCase && !strings.Contains(plain(t, l.Say.Rows), "c|4711|assign") {
			t.Errorf("the case is theirs, and the card says %s", plain(t, l))
		}
	}
}
