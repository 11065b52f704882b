package flows_test

import (
	"slices"
	"strconv"
	"testing"
	"time"

	"gridbot/flows/cases"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// An officer names a day for a task of the conference, once, and is asked on it and not
// before; a colleague to whom it is handed is the one who is asked, and whose it is not
// can do neither.
func TestATaskIsPromisedAndHandedOn(t *testing.T) {
	s := newScene(t)
	gas := figures[slices.IndexFunc(figures, func(f figure) bool { return f.name == "officer-called" })]
	s.set(gas, cases.Claimed, cases.ClockArrive, true, false)
	s.staff[gasMateID] = world.Person{ID: gasMateID, Name: "小高", Lang: text.Chinese, Role: world.Officer, Agency: "gas", Duty: true, Rev: 1}
	s.held(gas, world.StageSigned)
	n := strconv.Itoa(s.meeting.Tasks[0].N)
	press := func(what string) world.Change {
		return s.happens(talk.Event{Press: "m|conference|" + homeGrid + "|3|" + what})
	}
	if ch := press("day|" + n); ch.Met != nil || len(ch.Letters) != 1 || len(ch.Letters[0].Say.Rows) == 0 {
		t.Fatalf("which day is not asked: %s", plain(t, ch))
	}
	if ch := press("day|" + n + "|77"); ch.Met != nil {
		t.Errorf("a day nobody offered counts")
	}
	ch := press("day|" + n + "|3")
	if ch.Met == nil {
		t.Fatalf("the day is not kept: %s", plain(t, ch))
	}
	s.meeting = &ch.Met.After
	if k := s.meeting.Tasks[0].Clock; k.Promise == 0 || k.Strikes() != k.Promise {
		t.Errorf("it is not asked on the day: %+v", k)
	}
	if ch := press("day|" + n + "|5"); ch.Met != nil || !ch.Alert {
		t.Errorf("a second day counts: %s", plain(t, ch))
	}
	if ch := press("hand|" + n + "|" + strconv.Itoa(mateID)); ch.Met != nil {
		t.Errorf("it is handed to another agency: %s", plain(t, ch))
	}
	ch = press("hand|" + n + "|" + strconv.Itoa(gasMateID))
	if ch.Met == nil || !slices.ContainsFunc(ch.Letters, func(l world.Letter) bool { return l.To.ID == gasMateID }) {
		t.Fatalf("the colleague does not hear of it: %s", plain(t, ch))
	}
	s.meeting = &ch.Met.After
	k := s.meeting.Tasks[0].Clock
	s.now = s.district.Here(time.Unix(k.Strikes(), 0))
	ch = s.happens(talk.Event{Clock: &talk.Clock{Grid: homeGrid, Name: s.meeting.Tasks[0].Timer(), Due: s.now}})
	if ch.Met == nil || ch.Met.After.Tasks[0].Clock.Broken == 0 || !slices.ContainsFunc(ch.Letters, func(l world.Letter) bool { return l.To.ID == gasMateID }) {
		t.Errorf("on the day nobody asks who has it: %s", plain(t, ch))
	}
	s.me = s.staff[mateID]
	for _, what := range []string{"day|" + n + "|3", "hand|" + n + "|" + strconv.Itoa(gasMateID)} {
		if ch := press(what); ch.Met != nil {
			t.Errorf("another agency may %s", what)
		}
	}
}
