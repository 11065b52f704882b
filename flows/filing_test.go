package flows_test

import (
	"slices"
	"strings"
	"testing"

	"gridbot/flows/cases"
	"gridbot/flows/room"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// says lets somebody do one thing in their own chat.
func says(r *room.Room, who int64, e talk.Event) world.Change {
	r.Messages++
	e.ID, e.From, e.Chat = strings.Repeat("x", r.Messages), talk.Sender{ID: who, Name: "某人"}, talk.Chat{ID: who}
	if e.Press != "" {
		e.Query, e.Message = "q", r.Messages
	}
	return r.Happen(e)
}

// What was found and put right at once counts as told of, taken and handed in, and
// makes nobody faster than they are; the lead's check is its own kind of end.
func TestWhatWasPutRightAtOnceCountsForWhatItIs(t *testing.T) {
	r := room.New(t)
	photo := func(id string, words string) talk.Event {
		return talk.Event{Text: words, Files: []talk.File{{Kind: "photo", ID: id, Unique: id}}}
	}
	says(r, room.Wang, talk.Event{Command: "file"})
	says(r, room.Wang, talk.Event{Press: "d|report|door|fixed"})
	says(r, room.Wang, photo("before", "崧涵庭门口垃圾堆满了没人清"))
	says(r, room.Wang, photo("after", ""))
	ch := says(r, room.Wang, talk.Event{Press: "d|report|preview|send"})
	c := room.Thaw[cases.Case](t, r.Cases[1001])
	var did []cases.Action
	for _, e := range c.Log {
		did = append(did, e.Do)
	}
	if !slices.Equal(did, []cases.Action{cases.Report, cases.Claim, cases.Arrive, cases.Submit}) || c.Status != cases.Submitted || len(c.FilesOf(cases.PhaseAfter)) != 1 || len(c.FilesOf(cases.PhaseReport)) != 1 {
		t.Fatalf("%v, %s, %+v", did, c.Status, c.Files)
	}
	for _, l := range ch.Letters {
		if l.To.ID != room.Wang && l.To.ID != room.Zhou && !l.Strip {
			t.Errorf("%d is told of what is done", l.To.ID)
		}
	}
	if says(r, room.Wang, talk.Event{Press: "c|1001|pass"}); room.Thaw[cases.Case](t, r.Cases[1001]).Status != cases.Submitted {
		t.Error("who put it right has checked it")
	}
	says(r, room.Zhou, talk.Event{Press: "c|1001|pass"})
	s := r.Counts.Sum("yanchang", "2026-W48")
	for name, want := range map[string]int{
		"reported": 1, "taken": 1, "handed": 1, "due": 1, "disposed": 1, "closed.checked": 1, "closed.confirmed": 0, "closed.unconfirmed": 0,
		"answered": 0, "asked": 0, "kept.claim": 0, "kept.arrive": 0, "kept.handle": 0, "kept.verify": 1,
	} {
		if s[name] != want {
			t.Errorf("%s is counted %d times, not %d", name, s[name], want)
		}
	}
}

// How to reach who told of it stands on no card: who leads looks, and it is written
// down. The number of the hotline is read by everybody who works on it.
func TestHowToReachACallerStandsOnNoCard(t *testing.T) {
	s := newScene(t)
	const caller, ref = "张先生 13800000000", "20261123-00457"
	for _, st := range statuses {
		for _, f := range figures {
			if cannotBe(f, st.status, st.held) {
				continue
			}
			s.set(f, st.status, st.clock, st.held, false)
			filed := cases.Filing{By: helperID, Door: cases.DoorHotline, Ref: ref, Caller: caller}
			s.kase.By, s.kase.Filed = cases.Reporter{}, &filed
			w := &world.World{District: s.district, Bot: "gridbot", Now: s.now, Me: s.me, Staff: world.Staff{People: s.staff, Groups: s.groups}}
			for _, as := range []cases.View{cases.ViewReporter, cases.ViewWorker, cases.ViewLead, cases.ViewGroup, cases.ViewAddressee, cases.ViewOfficer, cases.ViewAgency} {
				said := plain(t, show.Card(w, *s.kase, cases.Card{Chat: s.me.ID, As: as, Lang: text.Chinese}, text.Text{}))
				if strings.Contains(said, caller) {
					t.Errorf("%s, %s: the card of %s tells how to reach who told of it", f.name, st.status, as)
				}
				staff := as == cases.ViewWorker || as == cases.ViewLead || as == cases.ViewGroup
				if read := strings.Contains(said, ref); read != staff {
					t.Errorf("%s, %s: the card of %s tells the number of the hotline: %t", f.name, st.status, as, read)
				}
			}
		}
	}
}

// The link makes a reporter of whoever opens it first, and of nobody who has a hand
// in the case.
func TestTheLinkIsForOneWhoHasNoHandInIt(t *testing.T) {
	const token = "a-token-nobody-guesses"
	s := newScene(t)
	for _, st := range statuses {
		for _, f := range figures {
			if cannotBe(f, st.status, st.held) || f.within("reporter lead-who-reported worker-who-reported") {
				continue
			}
			for payload, right := range map[string]bool{"o4711_" + token: true, "o4711_" + token[:20]: false, "o4711_a-token-somebody-made": false, "o4712_" + token: false} {
				s.set(f, st.status, st.clock, st.held, false)
				by := s.kase.Filed
				if by == nil {
					by = &cases.Filing{By: helperID, Door: cases.DoorPhone}
				}
				by.Token = token
				s.kase.By, s.kase.Filed = cases.Reporter{}, by
				hand := f.within("ASSIGNEE LEAD former-handler verifier dismissed-handler dismissed-assignee dismissed-verifier ADDRESSEE officer-called officer-finished officer-released FILER dismissed-filer")
				over := st.status == cases.Withdrawn || st.status == cases.Merged
				ch := s.happens(talk.Event{Command: "start", Payload: payload})
				owned := slices.ContainsFunc(ch.Cases, func(m world.Moved) bool { return m.After.By.ID == s.me.ID })
				if owned && (!right || hand || over) || !owned && right && !hand && !over {
					t.Errorf("%s opens %s of a case that is %s: it is theirs now %t", f.name, payload, st.status, owned)
				}
				if len(ch.Letters) == 0 {
					t.Errorf("%s opens %s and reads nothing", f.name, payload)
				}
			}
		}
	}
}
