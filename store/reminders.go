package store

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"gridbot/flows/cases"
	"gridbot/flows/talk"
	"gridbot/flows/world"
)

// Reminders wait until their person is told of all of them at once.

// mostReminders is how many of the reminders that wait for a person are read.
const mostReminders = 50

// readReminders reads records, and the reminders that wait for a person with
// their cases.
func (s *Store) readReminders(ctx context.Context, who int64, wanted *records, found *world.Reading) error {
	pipe := s.rdb.Pipeline()
	got := pipe.MGet(ctx, wanted.keys...)
	first := pipe.ZRange(ctx, s.keys.remind(who), 0, mostReminders-1)
	all := pipe.ZCard(ctx, s.keys.remind(who))
	if _, err := pipe.Exec(ctx); err != nil {
		return fmt.Errorf("read reminders: %w", err)
	}
	if err := wanted.fill(got.Val()); err != nil {
		return err
	}
	found.Gathered.All = int(all.Val())
	var numbers []string
	for _, member := range first.Val() {
		parts := strings.Split(member, ":")
		if len(parts) != 3 {
			continue // not one of ours
		}
		number, err := strconv.Atoi(parts[0])
		step, err2 := strconv.Atoi(parts[2])
		if err != nil || err2 != nil {
			continue
		}
		found.Gathered.First = append(found.Gathered.First, world.Reminder{To: who, Case: number, Clock: cases.ClockName(parts[1]), Step: step})
		numbers = append(numbers, parts[0])
	}
	var err error
	found.List, err = s.cases(ctx, numbers)
	return err
}

// remind lets reminders wait, and takes away those that were told.
func (s *Store) remind(in *instructions, who int64, ch world.Change) {
	for _, r := range ch.Remind {
		in.do("zadd", s.keys.remind(r.To), r.Due, strconv.Itoa(r.Case)+":"+string(r.Clock)+":"+strconv.Itoa(r.Step))
		in.do("zaddnx", s.keys.timers(), r.Wind.Unix(), timerOf(talk.Clock{Person: r.To, Name: world.ClockRemind}))
	}
	if told := ch.Reminded; told != nil {
		in.do("card", s.keys.remind(who), told.All) // none was added since
		in.do("del", s.keys.remind(who))
	}
}
