package store

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"gridbot/flows/cases"
	"gridbot/flows/talk"
	"gridbot/flows/world"
)

// Reminders wait under one timer; told once, they are gone, and one that was
// added between reading and telling is not lost.
func TestRemindersAreReadAndToldOnce(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s := opened(t, address)
		remind := func(update int64, number int, wind int64) {
			s.mustCommit(t, s.received(t, update), 7001, world.Change{Remind: []world.Reminder{
				{To: 7011, Case: number, Clock: cases.ClockClaim, Step: 1, Due: monday.Unix() - int64(number), Wind: time.Unix(wind, 0)}}})
		}
		s.mustCommit(t, s.received(t, 1), 7001, opens(reported(1001, "yanchang", 0), reported(1002, "yanchang", 0)))
		remind(2, 1001, monday.Unix()+60)
		remind(3, 1002, monday.Unix()+7200)
		due, err := s.Due(t.Context(), time.Unix(monday.Unix()+60, 0), 9)
		clock := talk.Clock{Person: 7011, Name: world.ClockRemind, Due: time.Unix(monday.Unix()+60, 0)}
		if err != nil || len(due) != 1 || fmt.Sprint(due[0]) != fmt.Sprint(clock) {
			t.Fatalf("the first reminder sets the time: %v, %v", due, err)
		}
		got, err := s.Read(t.Context(), 7011, world.Need{Gathered: true})
		if err != nil || got.Gathered.All != 2 || len(got.Gathered.First) != 2 || got.Gathered.First[0].Case != 1002 || !slices.Equal(numbersOf(got.List), []int{1001, 1002}) {
			t.Fatalf("%+v, %v", got.Gathered, err)
		}
		remind(4, 1003, monday.Unix()+60)
		told := world.Change{Reminded: &got.Gathered}
		if _, err := s.Commit(t.Context(), world.Op{Timer: &clock}, 7011, told); !errors.Is(err, world.ErrStale) {
			t.Fatalf("one was added meanwhile: %v", err)
		}
		if got, err = s.Read(t.Context(), 7011, world.Need{Gathered: true}); err != nil || got.Gathered.All != 3 {
			t.Fatalf("%+v, %v", got.Gathered, err)
		}
		told = world.Change{Reminded: &got.Gathered}
		s.mustCommit(t, world.Op{Timer: &clock}, 7011, told)
		if w, err := s.Commit(t.Context(), world.Op{Timer: &clock}, 7011, told); err != nil || !w.Again {
			t.Errorf("the same timer again: %+v, %v", w, err)
		}
		if got, err = s.Read(t.Context(), 7011, world.Need{Gathered: true}); err != nil || got.Gathered.All != 0 {
			t.Errorf("%+v, %v", got.Gathered, err)
		}
	})
}

// What was left out waits with the reminders, counted by what shows it; the same commit
// tried again counts once, two of one moment count twice.
func TestWhatWasLeftOutIsCounted(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s := opened(t, address)
		wind := monday.Add(time.Hour)
		left := func(command string) world.Reminder { return world.Reminder{To: 7011, Left: command, Wind: wind} }
		op := s.received(t, 1)
		s.mustCommit(t, op, 7001, world.Change{Remind: []world.Reminder{left("topics"), left("topics"), left("accord")}})
		if w, err := s.Commit(t.Context(), op, 7001, world.Change{Remind: []world.Reminder{left("topics")}}); err != nil || !w.Again {
			t.Fatalf("the same again: %+v, %v", w, err)
		}
		clock := talk.Clock{Topic: 1, Name: world.ClockTopic, Due: monday}
		s.mustCommit(t, world.Op{}, 0, world.Change{Strikes: []talk.Clock{clock}})
		s.mustCommit(t, world.Op{Timer: &clock}, 0, world.Change{Remind: []world.Reminder{left("topics")}})
		got, err := s.Read(t.Context(), 7011, world.Need{Gathered: true})
		if err != nil || got.Gathered.All != 4 || len(got.Gathered.First) != 0 || got.Gathered.Left["topics"] != 3 || got.Gathered.Left["accord"] != 1 {
			t.Fatalf("%+v, %v", got.Gathered, err)
		}
		due, err := s.Due(t.Context(), wind, 9)
		if err != nil || len(due) != 1 || due[0].Person != 7011 || !due[0].Due.Equal(wind) {
			t.Fatalf("%v, %v", due, err)
		}
		s.mustCommit(t, world.Op{Timer: &due[0]}, 7011, world.Change{Reminded: &got.Gathered})
		if got, err = s.Read(t.Context(), 7011, world.Need{Gathered: true}); err != nil || got.Gathered.All != 0 || len(got.Gathered.Left) != 0 {
			t.Errorf("%+v, %v", got.Gathered, err)
		}
	})
}
