package flows_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"gridbot/flows/cases"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// until is so many seconds from now, as the dialogue keeps it.
func (s *scene) until(seconds int64) string {
	return `"until":` + strconv.FormatInt(s.now.Unix()+seconds, 10)
}

// press presses buttons one after the other.
func (s *scene) press(data ...string) {
	for _, d := range data {
		s.keepMet(s.happens(talk.Event{Press: d}))
	}
}

// A dialogue that was left open speaks of the conference in which it began.
func TestADecisionIsOfTheConferenceInWhichItWasBegun(t *testing.T) {
	s := newScene(t)
	s.as("lead", world.StageOver)
	s.meets("item|0")
	s.press("d|decide|outcome|not")
	lead, session := s.me, s.session
	s.me, s.session = s.staff[bossID], talk.Session{} // the other lead goes on
	s.meets("now")
	s.meets("begin")
	s.me, s.session = lead, session
	s.keepMet(s.happens(talk.Event{Text: "等排水改造"}))
	if it := s.meeting.Items[0]; it.Outcome != "" {
		t.Errorf("said in conference 3, decided in conference %d: %+v", s.meeting.N, it)
	}
	s.as("lead", world.StageOpen)
	s.session = talk.Session{Dialogue: "suggest", Data: []byte(`{"meeting":"` + homeGrid + `","n":2}`)}
	if ch := s.happens(talk.Event{Text: "换灯"}); ch.Met != nil {
		t.Error("a proposal goes to another conference")
	}
}

// Of two leads who decide the same item the second one is shown what the first
// decided, and nobody is let go meanwhile.
func TestOfTwoLeadsTheSecondSeesWhatTheFirstDecided(t *testing.T) {
	s := newScene(t)
	s.as("lead", world.StageOpen)
	s.meets("item|0")
	s.press("d|decide|outcome|not")
	slow := s.session
	s.decides(`"at":0,"case":4711,"outcome":"legs","whom":["police"],`+s.until(9000), "一起上门")
	s.session = slow
	ch := s.keepMet(s.happens(talk.Event{Text: "等一等"}))
	if it := s.meeting.Items[0]; it.Outcome != world.OutcomeLegs || len(s.kase.OpenLegs()) != 1 || !strings.Contains(plain(t, ch.Letters), "decide.meanwhile") {
		t.Errorf("%+v %s", it, plain(t, ch.Letters))
	}
}

// Whoever goes back and decides something else has taken back what was chosen.
func TestNotNowGivesNothingAway(t *testing.T) {
	for _, who := range []string{"lead", "coordinator"} {
		s := newScene(t)
		s.as(who, world.StageOpen)
		s.meets("item|0")
		s.press("d|decide|outcome|legs", "d|decide|whom|lead", "d|decide|lead|g"+farGrid, "d|decide|whom|wpolice",
			"d|decide|whom|back", "d|decide|lead|back", "d|decide|whom|back", "d|decide|outcome|not")
		s.keepMet(s.happens(talk.Event{Text: "等排水改造"}))
		it := s.meeting.Items[0]
		if s.kase.Grid != homeGrid || s.kase.Ceding != nil || it.Lead != "" || it.Due != 0 || len(it.Whom) != 0 || it.Outcome != world.OutcomeNot {
			t.Errorf("%s: not now, and the case is in %s: %+v", who, s.kase.Grid, it)
		}
	}
	s := newScene(t)
	s.as("lead", world.StageOpen)
	s.decides(`"at":0,"case":4711,"outcome":"not","whom":["gas"],"lead":"`+farGrid+`",`+s.until(900), "不办")
	if it := s.meeting.Items[0]; len(it.Whom) != 0 || it.Lead != "" || it.Due != 0 || s.kase.Ceding != nil {
		t.Errorf("%+v", it)
	}
	s.as("lead", world.StageOpen)
	s.meets("item|0")
	s.press("d|decide|outcome|task", "d|decide|whom|wown", "d|decide|whom|back", "d|decide|outcome|legs", "d|decide|whom|wpolice", "d|decide|whom|done")
	s.keepMet(s.happens(talk.Event{Text: "上门"}))
	s.keepMet(s.happens(talk.Event{Text: "3wd"}))
	if it := s.meeting.Items[0]; !slices.Equal(it.Whom, []string{"police"}) || len(s.kase.OpenLegs()) != 1 {
		t.Errorf("%+v", it)
	}
}

// What the conference decides of a joint action the agencies read, also when it
// decides another day.
func TestAnotherDayOfTheJointActionIsTold(t *testing.T) {
	s := newScene(t)
	s.as("lead", world.StageOpen)
	s.decides(`"at":0,"case":4711,"outcome":"legs","whom":["police"],`+s.until(9000), "一起上门")
	ch := s.decides(`"at":0,"case":4711,"outcome":"legs","whom":["police"],`+s.until(99000), "改到周四，带破拆工具")
	l := s.kase.LegOf("police")
	if it := s.meeting.Items[0]; l.Meet != it.Due || l.Ask.Words != it.Words || len(s.kase.Legs) != 1 {
		t.Errorf("decided: %+v; the leg: %+v", it, l)
	}
	if len(to(ch, mateID)) == 0 {
		t.Error("the officer is not told")
	}
}

// Six agencies for six others are eight at most at the same time.
func TestAllAgenciesCanBeChanged(t *testing.T) {
	s := newScene(t)
	s.as("lead", world.StageOpen)
	var ids []string
	for _, a := range s.district.Agencies {
		ids = append(ids, `"`+a.ID+`"`)
	}
	s.decides(`"at":0,"case":4711,"outcome":"legs","whom":[`+strings.Join(ids[:6], ",")+`],`+s.until(9000), "一起上门")
	s.decides(`"at":0,"case":4711,"outcome":"legs","whom":[`+strings.Join(ids[6:11], ",")+`],`+s.until(9000), "换一批")
	if open := s.kase.OpenLegs(); len(open) != 5 || len(s.meeting.Items[0].Whom) != 5 {
		t.Errorf("%d at work: %+v", len(open), s.meeting.Items[0])
	}
}

// More than can be at work at the same time are refused before anybody is let go.
func TestTooManyAgenciesAreRefusedAndNobodyIsLetGo(t *testing.T) {
	s := newScene(t)
	s.as("lead", world.StageOpen)
	for _, a := range []string{"fire", "market", "water", "traffic"} {
		callIn(s.kase, a)
	}
	s.decides(`"at":0,"case":4711,"outcome":"legs","whom":["police","centre"],`+s.until(9000), "一起上门")
	ch := s.decides(`"at":0,"case":4711,"outcome":"legs","whom":["gas","enforcement","centre","property","housing"],`+s.until(9000), "换一批")
	if len(ch.Cases) != 0 || len(s.kase.OpenLegs()) != 6 || !slices.Equal(s.meeting.Items[0].Whom, []string{"police", "centre"}) {
		t.Errorf("%d at work: %+v", len(s.kase.OpenLegs()), s.meeting.Items[0])
	}
}

// A case that went to another grid, or is over, is no matter of this one: what
// is decided is recorded, and moves nothing there.
func TestWhatHasGoneIsDecidedAndNotMoved(t *testing.T) {
	for _, c := range []struct {
		name string
		is   func(*scene)
	}{{"elsewhere", func(s *scene) { s.kase.Grid = farGrid }}, {"withdrawn", func(s *scene) { s.kase.Status = cases.Withdrawn }}} {
		for _, who := range []string{"lead", "coordinator"} {
			for _, outcome := range []string{"not", "task", "legs"} {
				s := newScene(t)
				s.as(who, world.StageOpen)
				c.is(s)
				ch := s.decides(`"at":0,"case":4711,"outcome":"`+outcome+`","whom":["gas"],`+s.until(9000), "由对方办")
				if decided := s.meeting.Items[0].Outcome != ""; decided == (outcome == "legs") || len(ch.Cases) > 0 {
					t.Errorf("%s, %s: %s decided: %t, moved: %d", c.name, who, outcome, decided, len(ch.Cases))
				}
			}
		}
	}
}

// While another grid is asked already, the minutes name none.
func TestTheMinutesNameNoGridThatWasNotAsked(t *testing.T) {
	s := newScene(t)
	lead := figures[slices.IndexFunc(figures, func(f figure) bool { return f.name == "lead" })]
	s.set(lead, cases.Rectifying, cases.ClockRectify, true, false) // it stays where the notice was served
	s.held(lead, world.StageOpen)
	s.decides(`"at":0,"case":4711,"outcome":"legs","whom":["police"],"lead":"`+farGrid+`",`+s.until(900), "由那边牵头")
	if it := s.meeting.Items[0]; it.Outcome != world.OutcomeLegs || it.Lead != "" || s.kase.Ceding != nil {
		t.Errorf("%+v", it)
	}
}

func TestAProposalThatFindsNoRoomIsSaidToFindNone(t *testing.T) {
	s := newScene(t)
	s.as("lead", world.StageOpen)
	for len(s.meeting.Items) < 15 {
		s.meeting.Items = append(s.meeting.Items, world.AgendaItem{Why: world.WhyProposal, Title: text.Said("灯")})
	}
	s.session = talk.Session{Dialogue: "suggest", Data: []byte(`{"meeting":"` + homeGrid + `","n":3}`)}
	if ch := s.happens(talk.Event{Text: "换灯"}); ch.Met != nil || !strings.Contains(plain(t, ch.Letters), "suggest.full") || !strings.Contains(plain(t, ch.Letters), "换灯") {
		t.Errorf("%s", plain(t, ch.Letters))
	}
	// It is said before anything is written.
	s.session = talk.Session{}
	if ch := s.meets("suggest"); !ch.Alert || ch.Toast.ID != "suggest.full" || ch.Session != nil && ch.Session.Dialogue != "" {
		t.Errorf("asked for words that find no room: %s", plain(t, ch))
	}
}
