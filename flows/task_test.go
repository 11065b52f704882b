package flows_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"gridbot/flows/calendar"
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

// asksFor is what is said in the dialogue about a task that a press has begun.
func (s *scene) asksFor(press string, answers ...talk.Event) world.Change {
	s.t.Helper()
	ch := s.meets(press)
	for _, e := range answers {
		ch = s.keepMet(s.happens(e))
	}
	return ch
}

// A task for which more time was granted is due then, and its ladder begins anew; the
// lead hears of the wish and who asked of the answer. A wish of long ago is not granted.
func TestATaskIsGivenMoreTime(t *testing.T) {
	s := newScene(t)
	s.as("officer-called", world.StageSigned)
	until := strconv.FormatInt(s.closing(10), 10)
	ch := s.asksFor("plead|1", talk.Event{Press: "d|taskplea|kind|extension"}, talk.Event{Press: "d|taskplea|until|" + until}, talk.Event{Press: "d|taskplea|why|parts"})
	task := s.meeting.Tasks[0]
	if task.Plea == nil || task.Due >= s.closing(10) || len(to(ch, bossID)) != 1 {
		t.Fatalf("nothing is asked for: %s", plain(t, ch))
	}
	if again := s.meets("plead|1"); !again.Alert || again.Session != nil {
		t.Errorf("it is asked for twice: %s", plain(t, again))
	}
	officer := s.me
	s.staff[officer.ID] = officer
	s.me = s.staff[bossID]
	now := s.now
	s.now = time.Unix(s.closing(11), 0)
	if late := s.meets("yes|1"); late.Met != nil || !late.Alert {
		t.Errorf("what was wished for long ago is granted")
	}
	s.now = now
	if ch = s.meets("yes|1"); ch.Met == nil || len(to(ch, officer.ID)) != 1 {
		t.Fatalf("it is not granted: %s", plain(t, ch))
	}
	if task = s.meeting.Tasks[0]; task.Due != s.closing(10) || task.Clock.Due != task.Due || task.Plea != nil || task.Clock.Step != 0 || task.Clock.Strikes() == 0 {
		t.Errorf("it is due at %d: %+v", task.Due, task)
	}
	if again := s.meets("yes|1"); again.Met != nil || !again.Alert {
		t.Errorf("it is granted twice")
	}
}

// A task that rests is asked for again when the pause is over, and has as much working
// time left as it had; nobody is chased meanwhile. Who asked late finds it done.
func TestATaskRestsAndRunsOn(t *testing.T) {
	s := newScene(t)
	s.as("lead", world.StageSigned)
	s.staff[mateID] = world.Person{ID: mateID, Name: "高工", Lang: text.Chinese, Role: world.Officer, Agency: "gas", Duty: true, Rev: 1}
	before := s.meeting.Tasks[0]
	ch := s.asksFor("pause|1", talk.Event{Press: "d|taskrest|until|" + strconv.FormatInt(s.closing(2), 10)}, talk.Event{Text: "等配件到货"})
	task := s.meeting.Tasks[0]
	if task.Rest == nil || task.Clock.Strikes() != s.closing(2) || len(to(ch, mateID)) != 1 {
		t.Fatalf("it does not rest: %s", plain(t, ch))
	}
	from := s.now
	early := s.happens(talk.Event{Clock: &talk.Clock{Grid: homeGrid, Name: task.Timer(), Due: time.Unix(before.Clock.Due, 0)}})
	if early.Met != nil || len(early.Letters) > 0 {
		t.Errorf("a clock of before the pause is heard: %s", plain(t, early))
	}
	s.now = time.Unix(task.Clock.Strikes(), 0)
	ch = s.keepMet(s.happens(talk.Event{Clock: &talk.Clock{Grid: homeGrid, Name: task.Timer(), Due: s.now}}))
	task = s.meeting.Tasks[0]
	c := s.district.Calendar
	if want := c.Shift(time.Unix(before.Due, 0), c.Between(from, s.now)).Unix(); task.Rest != nil || task.Due != want || task.Clock.Strikes() == 0 {
		t.Errorf("it goes on until %d, not %d: %+v", task.Due, want, task)
	}
	if told := to(ch, mateID); len(told) != 1 || !strings.Contains(plain(t, told), "conference.task.woken") {
		t.Errorf("who has it does not hear that it goes on: %s", plain(t, ch))
	}
	s.asksFor("pause|1", talk.Event{Press: "d|taskrest|until|" + strconv.FormatInt(s.closing(5), 10)})
	done := s.meeting.Clone()
	done.Tasks[0].Done = s.now.Unix()
	s.meeting = &done
	if ch := s.happens(talk.Event{Text: "再等等"}); ch.Met != nil {
		t.Errorf("what is done by now rests")
	}
}

// closing is the closing hour of the working day so many days from now.
func (s *scene) closing(days int) int64 {
	w := world.World{District: s.district, Now: s.now}
	return w.Closing(s.district.Calendar.Add(s.now, calendar.Span{Work: days})).Unix()
}
