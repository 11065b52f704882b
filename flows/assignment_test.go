package flows_test

import (
	"strings"
	"testing"
	"time"

	"gridbot/flows/cases"
	"gridbot/flows/room"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// gasOfficer is an officer of the gas company who was not invited.
var gasOfficer = world.Person{ID: mateID, Name: "高工", Role: world.Officer, Agency: "gas", Duty: true, Lang: text.Chinese, Rev: 1}

// A task that is left stands once on each agenda, until it is done.
func TestATaskThatIsLeftStandsOnceOnEachAgenda(t *testing.T) {
	s := newScene(t)
	s.as("lead", world.StageSigned)
	s.meeting.Items = s.meeting.Items[1:]
	s.meeting.Tasks, s.meeting.LastTask = []world.Task{{N: 5, Item: 0, Whose: "gas", What: "摸排", Due: s.now.Unix() + 86400}}, 5
	times := func() int { return strings.Count(plain(t, s.meeting.Items), "摸排") }
	for round := range 4 {
		s.meets("now")
		s.meets("begin")
		s.meets("end|yes")
		if times() != 1 || len(s.meeting.Tasks) != 1 || s.meeting.Tasks[0].N != 5 {
			t.Fatalf("round %d: one task, %d times on an agenda of %d: %+v", round+1, times(), len(s.meeting.Items), s.meeting.Tasks)
		}
	}
	s.meets("now")
	s.meets("done|5")
	s.meets("begin")
	s.decides(`"at":0,"outcome":"task","whom":["police"],`+s.until(900), "巡查")
	if s.meeting.Tasks[1].N != 6 {
		t.Errorf("a number is given twice: %+v", s.meeting.Tasks)
	}
	s.meeting.Tasks = s.meeting.Tasks[:1]
	s.meets("end|yes")
	if s.meets("now"); times() != 0 {
		t.Errorf("it is done, and opens the agenda still: %+v", s.meeting.Items)
	}
}

// Agencies that are not done open the next agenda, too.
func TestAJointActionThatIsNotDoneOpensTheNextAgenda(t *testing.T) {
	s := newScene(t)
	s.as("lead", world.StageOpen)
	s.meeting.Items, s.meeting.Tasks = s.meeting.Items[:1], nil
	s.decides(`"at":0,"case":4711,"outcome":"legs","whom":["police"],`+s.until(9000), "一起上门")
	for range 2 {
		s.meets("end|yes")
		s.meets("now")
		s.meets("begin")
		on := 0
		for _, it := range s.meeting.Items {
			if it.Case == theCase && it.Why == world.WhyLeft && it.Outcome == "" {
				on++
			}
		}
		if on != 1 {
			t.Fatalf("%+v", s.meeting.Items)
		}
	}
}

// The button below a reminder works for whoever reads it, invited or not, also
// when the next conference has been called since.
func TestTheButtonBelowAReminderWorks(t *testing.T) {
	s := newScene(t)
	for _, next := range []bool{false, true} {
		s.as("lead", world.StageSigned)
		s.staff[mateID] = gasOfficer
		s.now = s.district.Here(time.Unix(s.meeting.Tasks[0].Clock.Strikes(), 0))
		ch := s.keepMet(s.happens(talk.Event{Clock: &talk.Clock{Grid: homeGrid, Name: "task1", Due: s.now}}))
		if len(to(ch, mateID)) != 1 {
			t.Fatalf("%s", plain(t, ch.Letters))
		}
		if next {
			s.meets("now")
		}
		s.me = gasOfficer
		done := s.keepMet(s.happens(talk.Event{Press: to(ch, mateID)[0].Say.Rows[0][0].Data}))
		if s.meeting.Tasks[0].Done == 0 || len(to(done, bossID)) != 1 {
			t.Errorf("it does nothing, or the leads are not told; the next one is called: %t", next)
		}
		if again := s.happens(talk.Event{Press: to(ch, mateID)[0].Say.Rows[0][0].Data}); again.Met != nil {
			t.Error("done twice")
		}
		s.now = room.Monday
	}
}

// What is due at the same time is one message, and each of it is told once.
func TestTasksOfTheSameHourAreOneReminder(t *testing.T) {
	s := newScene(t)
	s.as("lead", world.StageSigned)
	s.staff[mateID] = gasOfficer
	s.meeting.Tasks = nil
	due := s.now.Add(8 * time.Hour).Unix()
	for n := 1; n <= 6; n++ {
		s.meeting.Tasks = append(s.meeting.Tasks, world.Task{N: n, Whose: "gas", What: "摸排", Due: due,
			Clock: cases.Clock{Name: cases.ClockFinish, Since: s.now.Unix(), Due: due, Next: due, Step: 1}})
	}
	s.now = s.district.Here(time.Unix(due, 0))
	letters := 0
	for n := 1; n <= 6; n++ {
		ch := s.keepMet(s.happens(talk.Event{Clock: &talk.Clock{Grid: homeGrid, Name: s.meeting.Tasks[n-1].Timer(), Due: s.now}}))
		letters += len(to(ch, mateID))
	}
	if letters != 1 {
		t.Errorf("%d reminders", letters)
	}
}

// Whoever has a task reads it in the minutes, and a ladder that was climbed to
// its end begins anew with the next conference.
func TestATaskIsToldAndChasedOn(t *testing.T) {
	s := newScene(t)
	s.as("lead", world.StageOpen)
	s.staff[mateID] = gasOfficer
	if ch := s.meets("end|yes"); len(to(ch, mateID)) != 2 {
		t.Errorf("the gas company does not read the minutes: %s", plain(t, ch.Letters))
	}
	for i := range s.meeting.Tasks {
		s.meeting.Tasks[i].Clock.Step, s.meeting.Tasks[i].Clock.Rung, s.meeting.Tasks[i].Clock.Next = 9, true, 0
	}
	s.meets("now")
	for _, task := range s.meeting.Tasks {
		if at := task.Clock.Strikes(); at <= s.now.Unix() {
			t.Errorf("nobody is told any more: %+v", task.Clock)
		}
	}
}
