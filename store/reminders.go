package store

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/redis/go-redis/v9"

	"gridbot/flows/cases"
	"gridbot/flows/talk"
	"gridbot/flows/world"
)

// Reminders wait until their person is told of all of them at once.

// mostReminders is how many of the reminders that wait for a person are read.
const mostReminders = 50

// mostLeft is of how many reminders that were left out it is told what they were about.
const mostLeft = 500

// leftScore is where those stand among a person's reminders that were left out: before
// every deadline.
const leftScore = -1

// readReminders reads records, and the reminders that wait for a person with
// their cases.
func (s *Store) readReminders(ctx context.Context, who int64, wanted *records, found *world.Reading) error {
	pipe := s.rdb.Pipeline()
	got := pipe.MGet(ctx, wanted.keys...)
	first := pipe.ZRangeByScore(ctx, s.keys.remind(who), &redis.ZRangeBy{Min: "0", Max: "+inf", Count: mostReminders})
	left := pipe.ZRangeByScore(ctx, s.keys.remind(who), &redis.ZRangeBy{Min: "-inf", Max: "(0", Count: mostLeft})
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
	for _, member := range left.Val() {
		command, _, ok := strings.Cut(strings.TrimPrefix(member, "0:"), ":")
		if !ok {
			continue // not one of ours
		}
		if found.Gathered.Left == nil {
			found.Gathered.Left = map[string]int{}
		}
		found.Gathered.Left[command]++
	}
	var err error
	found.List, err = s.cases(ctx, numbers)
	return err
}

// remind lets reminders wait, and takes away those that were told.
func (s *Store) remind(in *instructions, op world.Op, who int64, ch world.Change) {
	for i, r := range ch.Remind {
		if r.Left != "" {
			in.do("zadd", s.keys.remind(r.To), leftScore, "0:"+r.Left+":"+onlyOnce(op, i))
			in.do("zaddnx", s.keys.timers(), r.Wind.Unix(), timerOf(talk.Clock{Person: r.To, Name: world.ClockRemind}))
			continue
		}
		in.do("zadd", s.keys.remind(r.To), r.Due, strconv.Itoa(r.Case)+":"+string(r.Clock)+":"+strconv.Itoa(r.Step))
		in.do("zaddnx", s.keys.timers(), r.Wind.Unix(), timerOf(talk.Clock{Person: r.To, Name: world.ClockRemind}))
	}
	if told := ch.Reminded; told != nil {
		in.do("card", s.keys.remind(who), told.All) // none was added since
		in.do("del", s.keys.remind(who))
	}
}

// onlyOnce names the i-th thing of what one op does, so that two are never one.
func onlyOnce(op world.Op, i int) string {
	name := op.Inbox
	for _, k := range []*talk.Clock{op.Timer, op.Once} {
		if k != nil {
			name = timerOf(*k) + "@" + strconv.FormatInt(k.Due.Unix(), 10)
		}
	}
	return name + "#" + strconv.Itoa(i)
}
