package store

import (
	"strings"

	"gridbot/flows/talk"
	"gridbot/flows/world"
)

// meetings adds the conferences that are needed.
func (s *Store) meetings(need world.Need, all *records, found *world.Reading) {
	add := func(grid string, take func(world.Conference)) {
		all.add(s.keys.conference(grid), func(v string) error {
			var m world.Conference
			rev, err := record(v, &m)
			m.Rev = rev
			take(m)
			return err
		})
	}
	if need.Meeting != "" {
		add(need.Meeting, func(m world.Conference) { found.Meeting = &m })
	}
	for grid := range strings.SplitSeq(need.Meetings, ",") {
		if grid != "" {
			add(grid, func(m world.Conference) { found.Meetings = append(found.Meetings, m) })
		}
	}
}

// met writes a conference with its timers: when it begins, and those of its
// tasks. The one before it is kept as it was.
func (s *Store) met(in *instructions, m world.Met) {
	rev := 0
	if m.Before != nil {
		rev = m.Before.Rev
		if m.Before.N != m.After.N {
			in.do("hset", s.keys.conferences(m.Before.Grid), m.Before.N, in.json(m.Before))
		}
		for _, t := range meetingTimers(*m.Before) {
			in.do("zrem", s.keys.timers(), t.member)
		}
	}
	in.put(s.keys.conference(m.After.Grid), rev, m.After)
	for _, t := range meetingTimers(m.After) {
		in.do("zadd", s.keys.timers(), t.at, t.member)
	}
}

type meetingTimer struct {
	member string
	at     int64
}

// meetingTimers are the timers a conference has.
func meetingTimers(m world.Conference) []meetingTimer {
	var all []meetingTimer
	if m.Stage == world.StageCalled {
		all = append(all, meetingTimer{timerOf(talk.Clock{Grid: m.Grid, Name: world.ClockBegin}), m.At})
	}
	for _, t := range m.Tasks {
		if at := t.Clock.Strikes(); t.Done == 0 && at != 0 {
			all = append(all, meetingTimer{timerOf(talk.Clock{Grid: m.Grid, Name: t.Timer()}), at})
		}
	}
	return all
}
