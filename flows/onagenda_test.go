package flows_test

import (
	"strings"
	"testing"

	"gridbot/flows/cases"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// What a lead puts on the agenda of a conference that was called is on it, and
// what they take off is not.
func TestTheAgendaOfACalledConferenceFollowsTheCase(t *testing.T) {
	s := newScene(t)
	s.as("lead", world.StageCalled)
	s.meeting.Items, s.meeting.Tasks = s.meeting.Items[1:], nil
	s.kase.OnAgenda = 0
	s.keepMet(s.happens(talk.Event{Press: "c|4711|agenda"}))
	if n := len(s.meeting.Items); n != 2 || s.meeting.Items[1].Case != theCase || s.meeting.Items[1].Why != world.WhyAgenda {
		t.Fatalf("%+v", s.meeting.Items)
	}
	s.meeting.Tasks = []world.Task{{N: 1, Item: 1, What: "摸排", Whose: "gas"}, {N: 2, Item: 0, What: "登记"}}
	s.keepMet(s.happens(talk.Event{Press: "c|4711|settle"}))
	if len(s.meeting.Items) != 1 || s.meeting.Items[0].Case != 0 || s.meeting.Tasks[0].Item != -1 || s.meeting.Tasks[1].Item != 0 {
		t.Errorf("%+v %+v", s.meeting.Items, s.meeting.Tasks)
	}
	s.as("lead", world.StageOver)
	s.kase.OnAgenda = 0
	if ch := s.happens(talk.Event{Press: "c|4711|agenda"}); ch.Met != nil {
		t.Error("a conference that is over gets an item")
	}
}

// The minutes say that another grid was asked to lead, and not that it leads,
// until it agrees; when it does not, they say nothing of it.
func TestTheMinutesSayWhoWasAskedToLead(t *testing.T) {
	for answer, want := range map[string]struct{ lead, says string }{
		"c|4711|accede": {farGrid, "conference.led"}, "c|4711|keep": {"", ""},
	} {
		s := newScene(t)
		s.as("lead", world.StageOpen)
		s.staff[33] = world.Person{ID: 33, Name: "对方网格长", Role: world.Lead, Grid: farGrid, Lang: text.Chinese, Rev: 1}
		s.decides(`"at":0,"case":4711,"outcome":"legs","whom":["police"],"lead":"`+farGrid+`",`+s.until(900), "由那边牵头")
		if page := plain(t, s.meets("end|yes").Letters); !strings.Contains(page, "conference.led.asked") {
			t.Fatalf("asked, and the page says %s", page)
		}
		s.me, s.session = s.staff[33], talk.Session{}
		for _, e := range []talk.Event{{Press: answer}, {Text: "不在我们这里"}} {
			e.From, e.Chat = talk.Sender{ID: 33}, talk.Chat{ID: 33}
			s.keepMet(s.happens(e))
		}
		it := s.meeting.Items[0]
		if it.Asked || it.Lead != want.lead || s.meeting.Draft != (want.lead == "") {
			t.Errorf("%s: %+v, a draft: %t", answer, it, s.meeting.Draft)
		}
	}
}

// A proposal is taken back by who made it, or by the chair; a button that others
// have overtaken means no other item.
func TestAProposalIsTakenBack(t *testing.T) {
	mark := func(s *scene, what, title string) string {
		page := plain(s.t, s.happens(talk.Event{Command: "conference", Payload: homeGrid}).Letters)
		_, rest, ok := strings.Cut(page, "|"+what+"|1-")
		if !ok {
			s.t.Fatalf("no button to %s %s: %s", what, title, page)
		}
		return what + "|1-" + rest[:strings.IndexByte(rest, '"')]
	}
	s := newScene(t)
	s.as("lead", world.StageCalled)
	drop, up := mark(s, "drop", "软管更换"), mark(s, "up", "软管更换")
	s.meets(up)
	if s.meets(up); s.meeting.Items[0].Title.Words != "软管更换" {
		t.Errorf("an old button moved another item: %+v", s.meeting.Items)
	}
	if s.meets(drop); len(s.meeting.Items) != 2 {
		t.Errorf("an old button dropped another item: %+v", s.meeting.Items)
	}
	s.as("lead", world.StageCalled)
	if s.meets(drop); len(s.meeting.Items) != 1 || s.meeting.Items[0].Case != theCase || s.meeting.Tasks[0].Item != -1 {
		t.Errorf("%+v %+v", s.meeting.Items, s.meeting.Tasks)
	}
	s.as("officer-called", world.StageCalled)
	if s.meets(drop); len(s.meeting.Items) != 2 {
		t.Error("somebody else's proposal is taken back")
	}
	s.meeting.Items[1].By = figureID
	if s.meets(drop); len(s.meeting.Items) != 1 {
		t.Error("one's own proposal is not taken back")
	}
}

// Long before its time a conference is not opened by a slip of the thumb.
func TestBeginningEarlyIsAskedOnceMore(t *testing.T) {
	s := newScene(t)
	s.as("lead", world.StageCalled)
	s.meeting.At = s.now.Unix() + 3601
	if ch := s.meets("begin"); ch.Met != nil || len(to(ch, bossID)) != 0 || !strings.Contains(plain(t, ch.Letters), "|begin|yes") {
		t.Errorf("%s", plain(t, ch.Letters))
	}
	if s.meets("begin|yes"); s.meeting.Stage != world.StageOpen {
		t.Errorf("%+v", s.meeting)
	}
}

// What was called off left nothing undone: what was proposed is a proposal still.
func TestWhatWasCalledOffLeftNothingUndone(t *testing.T) {
	s := newScene(t)
	s.as("lead", world.StageCalled)
	s.meeting.Items, s.meeting.Tasks = []world.AgendaItem{{Why: world.WhyProposal, Title: text.Said("软管更换"), By: bossID}}, nil
	s.meets("off|yes")
	s.meets("now")
	if it := s.meeting.Items[0]; it.Why != world.WhyProposal || it.By != bossID {
		t.Errorf("%+v", s.meeting.Items)
	}
}

// What another grid leads by now is not decided anew in the words alone.
func TestWhatAnotherGridLeadsIsDecidedThere(t *testing.T) {
	s := newScene(t)
	s.as("coordinator", world.StageOpen)
	s.decides(`"at":0,"case":4711,"outcome":"legs","whom":["police"],"lead":"`+farGrid+`",`+s.until(900), "由那边牵头")
	if s.kase.Grid != farGrid {
		t.Fatalf("the case is in %s", s.kase.Grid)
	}
	ch := s.decides(`"at":0,"case":4711,"outcome":"not"`, "以后再说")
	if it := s.meeting.Items[0]; it.Outcome != world.OutcomeLegs || it.Lead != farGrid || it.Asked || !strings.Contains(plain(t, ch.Letters), "decide.given") || s.kase.Grid != farGrid {
		t.Errorf("%+v %s", it, plain(t, ch.Letters))
	}
	if s.kase.Status.Type() != cases.Open {
		t.Errorf("%s", s.kase.Status)
	}
}
