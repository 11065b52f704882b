package flows_test

import (
	"slices"
	"strings"
	"testing"

	"gridbot/flows/cases"
	"gridbot/flows/talk"
	"gridbot/flows/world"
)

// An officer who answers the whistle in words has reported nothing: they read
// where to answer. Danger is a report whoever tells of it, and so is a photo.
func TestWhatAnOfficerWritesIsNoReport(t *testing.T) {
	s := newScene(t)
	f := figures[slices.IndexFunc(figures, func(f figure) bool { return f.name == "officer-called" })]
	for _, c := range []struct {
		event   talk.Event
		reports bool
	}{
		{talk.Event{Text: "马上来，十分钟"}, false},
		{talk.Event{Text: "楼道里有很重的煤气味"}, true},
		{talk.Event{Text: "路灯不亮", Files: []talk.File{{Kind: "photo", ID: "p"}}}, true},
		{talk.Event{Command: "report"}, true},
	} {
		s.set(f, cases.Joint, cases.ClockHandle, true, false)
		ch := s.happens(c.event)
		if reports := ch.Session != nil && (ch.Session.Dialogue == "report" || ch.Session.Dialogue == "locate"); reports != c.reports {
			t.Errorf("%+v begins a report: %t", c.event, reports)
		}
		if !c.reports && !strings.Contains(plain(t, ch.Letters), "officer.words") {
			t.Errorf("%s", plain(t, ch.Letters))
		}
	}
}

// Every picture of an officer's album is their agency's, not only the first.
func TestAnOfficersAlbumIsTheirAgencys(t *testing.T) {
	s := newScene(t)
	f := figures[slices.IndexFunc(figures, func(f figure) bool { return f.name == "officer-called" })]
	s.set(f, cases.Joint, cases.ClockHandle, true, false)
	files, shown := len(s.kase.Files), len(s.kase.LegOf(s.me.Agency).Files)
	for _, id := range []string{"p1", "p2", "p3"} {
		e := talk.Event{Files: []talk.File{{Kind: "photo", ID: id}}, Album: "7"}
		if id == "p1" {
			e.Reply, e.Quoted = 899, "#4711"
		}
		s.keep(s.happens(e))
	}
	if got := len(s.kase.LegOf(s.me.Agency).Files) - shown; got != 3 || len(s.kase.Files) != files {
		t.Errorf("%d pictures are the agency's, and %d the case's", got, len(s.kase.Files)-files)
	}
}

// The code at the place counts for who was called and has not arrived; for all
// others it is a link to the case, and to nothing where they may not see it.
func TestTheCodeAtThePlaceIsForWhoWasCalled(t *testing.T) {
	s := newScene(t)
	for _, st := range statuses {
		for _, f := range figures {
			if cannotBe(f, st.status, st.held) {
				continue
			}
			s.set(f, st.status, st.clock, st.held, false)
			s.t = named{t, f.name + ", case " + string(st.status)}
			s.kase.Scan = "the-code-that-is-shown-there"
			may := s.kase.May(cases.Reach, cases.Person{ID: s.me.ID, Agency: s.me.Agency}) == nil && s.me.Agency != ""
			for _, typed := range []string{"a4711", "a4711_", "a4711_the-code-that-was-shown-then"} {
				if ch := s.happens(talk.Event{Command: "start", Payload: typed}); len(ch.Cases) == 1 && ch.Cases[0].After.LegOf(s.me.Agency) != nil && ch.Cases[0].After.LegOf(s.me.Agency).Arrived == s.now.Unix() {
					s.t.Errorf("arrived by typing %s", typed)
				}
			}
			ch := s.happens(talk.Event{Command: "start", Payload: "a4711_the-code-that-is-shown-there"})
			if moved := len(ch.Cases) == 1 && ch.Cases[0].After.LegOf(s.me.Agency) != nil && ch.Cases[0].After.LegOf(s.me.Agency).Arrived == s.now.Unix(); moved != may {
				s.t.Errorf("arrived: %t, may: %t", moved, may)
			}
		}
	}
	f := figures[slices.IndexFunc(figures, func(f figure) bool { return f.name == "assignee" })]
	s.t = t
	s.set(f, cases.Joint, cases.ClockHandle, true, false)
	ch := s.happens(talk.Event{Press: "c|4711|code"})
	if len(ch.Letters) != 1 || len(ch.Cases) != 1 || ch.Letters[0].Say.Draw == nil || len(ch.Cases[0].After.Scan) < 16 ||
		ch.Letters[0].Say.Draw.Code != world.PlaceLink("gridbot", theCase, ch.Cases[0].After.Scan) || ch.Letters[0].Edit != 0 {
		t.Errorf("%s", plain(t, ch.Letters))
	}
}
