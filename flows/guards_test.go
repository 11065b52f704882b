package flows_test

import (
	"strings"
	"testing"

	"gridbot/flows/cases"
	"gridbot/flows/room"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// Guards that stand alone: where one of these lines falls away nothing else holds.
// Each test says what somebody would then read, hear or do.

// happens lets somebody of the canary do something in their private chat.
func (k *watcher) happens(id int64, e talk.Event) (world.Change, string) {
	e.ID, e.From, e.Chat, e.Language = "1-0", talk.Sender{ID: id, Name: "甲"}, talk.Chat{ID: id}, "zh-hans"
	if e.Press != "" {
		e.Query = "q"
	}
	ch := k.room.Copy().Happen(e)
	for i := range ch.Letters {
		ch.Letters[i].To = talk.Chat{}
	}
	return ch, plain(k.t, ch.Letters)
}

// holds tells whether what was shown has the mark of a place in it.
func (k *watcher) holds(shown, place string) bool {
	for mark, of := range k.marks.places {
		if of == place && strings.Contains(shown, mark) {
			return true
		}
	}
	return false
}

func open(number string) talk.Event { return talk.Event{Command: "start", Payload: "c" + number} }

func TestWhoFollowsANoticeReadsNoPlaceInTheReportersWords(t *testing.T) {
	t.Parallel()
	k := prepared(t, "works", cases.Rectifying, cases.ClockRectify)
	_, card := k.happens(canFollow, open("4711"))
	_, paper := k.happens(canHolder, talk.Event{Press: "c|4711|pdf"})
	_, worker := k.happens(canWorker, open("4711"))
	for _, place := range []string{"Place.Name", "Place.More"} {
		if k.holds(card, place) {
			t.Errorf("%s stands on the addressee's card: %s", place, card)
		}
		if k.holds(paper, place) {
			t.Errorf("%s stands on the paper of the notice: %s", place, paper)
		}
		if !k.holds(worker, place) {
			t.Errorf("%s does not stand on the worker's card: the test shows nothing", place)
		}
	}
}

func TestNoAgencyHearsWhoReported(t *testing.T) {
	t.Parallel()
	k := prepared(t, "loading", cases.Rectifying, cases.ClockRectify)
	for _, id := range []int64{canCalled, canThere} {
		_, files := k.happens(id, talk.Event{Press: "c|4711|files"})
		for _, kind := range []string{"voice", "audio", "video", "note", "document"} {
			if k.holds(files, "file reporter "+kind) {
				t.Errorf("an agency gets the %s of who reported: %s", kind, files)
			}
		}
		if !k.holds(files, "file reporter photo") {
			t.Errorf("an agency does not get the photo: the test shows nothing")
		}
	}
}

// The paper that was served on one is no way to follow what was served on another.
func TestANoticeOfAnotherIsNotFollowedWithAnOldPaper(t *testing.T) {
	t.Parallel()
	k := prepared(t, "loading", cases.Rectifying, cases.ClockRectify)
	c := k.theCase()
	c.Notices[0].Token, c.Notices[0].To, c.Notices[1].To = "an-old-token-of-the-paper", "甲店", "乙店"
	k.room.Cases[theCase] = room.Freeze(t, c)
	ch, shown := k.happens(canNobody, talk.Event{Command: "start", Payload: "n4711_an-old-token-of-the-paper"})
	if len(ch.Cases) > 0 || !strings.Contains(shown, "follow.over") {
		t.Errorf("who has the paper of another follows the notice: %s", shown)
	}
	c.Notices[1].To = "甲店"
	k.room.Cases[theCase] = room.Freeze(t, c)
	if ch, shown = k.happens(canNobody, talk.Event{Command: "start", Payload: "n4711_an-old-token-of-the-paper"}); len(ch.Cases) != 1 {
		t.Errorf("who has the paper does not follow what took its place: %s", shown)
	}
}

func TestAnAlbumEndsWithTheRightToIt(t *testing.T) {
	t.Parallel()
	for _, gone := range []bool{true, false} {
		k := prepared(t, "loading", cases.Handling, cases.ClockHandle)
		p := world.Person{ID: canHolder, Name: "Min", Lang: text.English, Album: &world.Album{ID: "7", Case: theCase, Phase: cases.PhaseNote, N: 1}}
		if !gone {
			p.Role, p.Grid, p.Duty = world.Worker, homeGrid, true
		}
		k.room.People[canHolder] = room.Freeze(t, p)
		ch, _ := k.happens(canHolder, talk.Event{Files: []talk.File{{Kind: "photo", ID: "late"}}, Album: "7"})
		if put := strings.Contains(plain(t, ch.Cases), `"late"`); put == gone {
			t.Errorf("dismissed %t: a further photo of the album goes to the case: %t", gone, put)
		}
	}
}

func TestWhoReportedDoesNotReadWhyTheStaffPause(t *testing.T) {
	t.Parallel()
	k := prepared(t, "loading", cases.Paused, cases.ClockPause)
	for _, id := range []int64{canTeller, canJoiner, canFiler, canFollow} {
		if _, shown := k.happens(id, open("4711")); k.holds(shown, "Standstill.Why") {
			t.Errorf("%d reads the staff's own words of a pause: %s", id, shown)
		}
	}
	if _, shown := k.happens(canLead, open("4711")); !k.holds(shown, "Standstill.Why") {
		t.Error("a lead does not read it: the test shows nothing")
	}
}

func TestAPlaceListsNoCasesOfOtherGrids(t *testing.T) {
	t.Parallel()
	k := prepared(t, "loading", cases.Handling, cases.ClockHandle)
	for id, sees := range map[int64]bool{canWorker: true, canLead: true, canChief: true, canAbroad: false, canOther: false, canUncall: false} {
		_, shown := k.happens(id, talk.Event{Command: "place", Payload: "崧涵庭"})
		if strings.Contains(shown, "4711") != sees || strings.Contains(shown, "place.none") == sees {
			t.Errorf("%d is shown the case by its place: want %t: %s", id, sees, shown)
		}
	}
}

func TestTheCodeOfAConferenceIsForItsMembers(t *testing.T) {
	t.Parallel()
	for _, f := range figures {
		s := newScene(t)
		s.set(f, cases.Handling, cases.ClockHandle, true, false)
		s.free = true
		for _, member := range []bool{false, true} {
			s.meeting = &world.Conference{Grid: homeGrid, N: 1, Stage: world.StageOpen, Token: "a-token-nobody-guesses"}
			if member {
				s.meeting.Members = []world.Member{{ID: figureID}}
			}
			ch := s.happens(talk.Event{Command: "start", Payload: "m" + homeGrid + "_a-token-nobody-guesses"})
			may := s.me.Role != world.Resident && (member || f.within("LEAD"))
			if sorry := strings.Contains(plain(t, ch.Letters), "conference.scan.sorry"); (ch.Met != nil) != may || sorry == may {
				t.Errorf("%s, a member %t, is noted as present: %t, and reads the agenda: %t; want %t: %s", f.name, member, ch.Met != nil, !sorry, may, plain(t, ch.Letters))
			}
		}
	}
}

func TestWhoWasDismissedHasNoPart(t *testing.T) {
	t.Parallel()
	for _, is := range []struct {
		part   cases.Part
		change func(*cases.Case)
	}{
		{cases.PartAssignee, func(c *cases.Case) { c.Assignee = 7 }},
		{cases.PartVerifier, func(c *cases.Case) { c.Verifier = 7 }},
		{cases.PartFiler, func(c *cases.Case) { c.Filed = &cases.Filing{By: 7} }},
	} {
		c := cases.Case{Number: 1, Grid: homeGrid, Status: cases.Handling, By: cases.Reporter{ID: 8}}
		is.change(&c)
		works := world.Person{ID: 7, Role: world.Worker, Grid: homeGrid, Duty: true}
		if parts := c.Parts(works.Part()); !strings.Contains(plain(t, parts), string(is.part)) {
			t.Errorf("who works here is no %s: %v", is.part, parts)
		}
		gone := world.Person{ID: 7}
		if parts, why := c.Parts(gone.Part()), c.Why(gone.Part()); len(parts) > 0 || len(why) > 0 {
			t.Errorf("who was dismissed is still %v, and sees it as %v", parts, why)
		}
	}
}
