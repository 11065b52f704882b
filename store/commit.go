package store

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"time"

	"gridbot/flows"
	"gridbot/flows/cases"
	"gridbot/flows/talk"
)

// batch collects the instructions of one commit.
type batch struct {
	keys []string
	args []any
	at   map[string]int
	err  error
}

func (b *batch) do(verb, key string, args ...any) {
	i, ok := b.at[key]
	if !ok {
		b.keys = append(b.keys, key)
		i = len(b.keys)
		b.at[key] = i
	}
	b.args = append(b.args, verb, i, len(args))
	b.args = append(b.args, args...)
}

// put writes a record whose revision must still be the one that was read.
func (b *batch) put(key string, rev int, v any) {
	s, err := written(rev+1, v)
	if err != nil {
		b.err = fmt.Errorf("write %s: %w", key, err)
	}
	b.do("rev", key, rev)
	b.do("set", key, s, 0)
}

// append writes an entry of a stream.
func (b *batch) append(key, field string, v any) {
	s, err := json.Marshal(v)
	if err != nil {
		b.err = fmt.Errorf("append to %s: %w", key, err)
	}
	b.do("xadd", key, field, s)
}

// Commit writes all that an event of a person changes, in one script, or
// nothing. Errors: flows.ErrStale, flows.ErrFenced.
func (s *Store) Commit(ctx context.Context, op flows.Op, who int64, ch flows.Change) (flows.Written, error) {
	b := &batch{at: map[string]int{}}
	from, kind, entry, deadline := s.keys.inbox(), "none", "", int64(0)
	switch {
	case op.Timer != nil:
		from, kind = s.keys.timers(), "timer"
		entry, deadline = timerOf(*op.Timer), op.Timer.Due.Unix()
	case op.Once != nil:
		from, kind = s.keys.ran(), "once"
		entry, deadline = timerOf(*op.Once), op.Once.Due.Unix()
	case op.Inbox != "":
		kind, entry = "inbox", op.Inbox
	}
	b.keys = append(b.keys, s.keys.lease(), from)
	b.args = append(b.args, s.held, kind, entry, deadline)
	b.at[from] = 2

	letters := len(ch.Letters)
	for _, l := range ch.Letters { // first, so that their IDs come first
		b.append(s.keys.outbox(), "l", l)
	}
	s.session(b, who, ch)
	if due := ch.Draft; due != nil {
		member := timerOf(talk.Clock{Person: who, Name: flows.ClockDraft})
		if *due == 0 {
			b.do("zrem", s.keys.timers(), member)
		} else {
			b.do("zadd", s.keys.timers(), *due, member)
		}
	}
	for _, id := range ch.Told {
		b.do("count", s.keys.told(ch.Day), id, 1, toldLasts.Milliseconds())
	}
	for _, r := range ch.Remind {
		b.do("zadd", s.keys.remind(r.To), r.Due, strconv.Itoa(r.Case)+":"+string(r.Clock)+":"+strconv.Itoa(r.Step))
		b.do("zaddnx", s.keys.timers(), r.Wind.Unix(), timerOf(talk.Clock{Person: r.To, Name: flows.ClockRemind}))
	}
	if g := ch.Reminded; g != nil {
		b.do("card", s.keys.remind(who), g.All) // none was added since
		b.do("del", s.keys.remind(who))
	}
	if f := ch.Flood; f != nil {
		v, err := json.Marshal(f)
		if err != nil {
			return flows.Written{}, fmt.Errorf("write flood: %w", err)
		}
		b.do("set", s.keys.flood(who), v, floodLasts.Milliseconds())
	}
	for _, p := range ch.People {
		s.person(b, p)
	}
	for _, m := range ch.Cases {
		s.moved(b, m)
	}
	if m := ch.Met; m != nil {
		s.met(b, *m)
	}
	if g := ch.Group; g != nil {
		v, err := json.Marshal(g)
		if err != nil {
			return flows.Written{}, fmt.Errorf("write group: %w", err)
		}
		b.do("hset", s.keys.groups(), g.Key(), v)
	}
	if ch.Unbind != "" {
		b.do("hdel", s.keys.groups(), ch.Unbind)
	}
	if in := ch.Invite; in != nil {
		v, err := json.Marshal(in)
		if err != nil {
			return flows.Written{}, fmt.Errorf("write invitation: %w", err)
		}
		b.do("set", s.keys.invite(in.Token), v, flows.InviteLasts.Milliseconds())
	}
	if ch.Used != "" {
		b.do("has", s.keys.invite(ch.Used))
		b.do("del", s.keys.invite(ch.Used))
	}
	for _, l := range ch.Log {
		b.append(s.keys.log(), "e", l)
		for _, t := range l.Tallies() {
			b.do("count", s.keys.week(t.Week, t.Grid), t.Field(), t.N, 0)
			b.do("sadd", s.keys.weeks(), t.Week+":"+t.Grid)
			if t.Listed {
				b.do("rpush", s.keys.behind(t.Week, t.Grid, t.Name), l.Case)
			}
		}
		if week, as := l.Leg(); week != "" {
			b.do("count", s.keys.forces(week), as, 1, 0)
		}
	}
	if b.err != nil {
		return flows.Written{}, b.err
	}
	got, err := s.eval(ctx, s.commit, b.keys, b.args).StringSlice()
	if err != nil {
		return flows.Written{}, fmt.Errorf("commit: %w", err)
	}
	switch got[0] {
	case "written":
		return flows.Written{Letters: got[1 : 1+letters]}, nil
	case "again":
		return flows.Written{Again: true}, nil
	case "stale":
		return flows.Written{}, fmt.Errorf("commit: %s: %w", got[1], flows.ErrStale)
	case "fenced":
		return flows.Written{}, fmt.Errorf("commit: %w", flows.ErrFenced)
	}
	return flows.Written{}, fmt.Errorf("commit: the script said %q", got[0])
}

// toldLasts is how long it is known how much the staff were told.
const toldLasts = 40 * 24 * time.Hour

// floodLasts is longer than anybody's share takes to be free again.
const floodLasts = 10 * time.Minute

func (s *Store) session(b *batch, who int64, ch flows.Change) {
	switch {
	case ch.Session == nil:
	case ch.Session.Dialogue == "":
		b.do("del", s.keys.session(who))
	default:
		v, err := json.Marshal(ch.Session)
		if err != nil {
			b.err = fmt.Errorf("write session: %w", err)
		}
		b.do("set", s.keys.session(who), v, flows.SessionLasts.Milliseconds())
	}
}

func (s *Store) person(b *batch, p flows.Person) {
	b.put(s.keys.person(p.ID), p.Rev, p)
	if p.Role == flows.Resident {
		b.do("srem", s.keys.staff(), p.ID)
	} else {
		b.do("sadd", s.keys.staff(), p.ID)
	}
}

// moved writes a case with the lists it is in and its timer. The timer is set
// also where it was before: it may be the one that struck, and a clock that
// runs on must not be left without.
func (s *Store) moved(b *batch, m flows.Moved) {
	c := m.After
	number := strconv.Itoa(c.Number)
	rev := 0
	if m.Before != nil {
		rev = m.Before.Rev
	} else {
		s.from(b, c)
		b.do("max", s.keys.number(), number)
		if p := c.Place.Point; p != nil {
			b.do("zadd", s.keys.around(cellOf(*p)), c.Opened, number)
		}
	}
	s.watched(b, m)
	s.shown(b, m)
	b.put(s.keys.caseOf(c.Number), rev, c)
	was, is := s.places(m.Before), s.places(&c)
	for p := range was {
		if _, still := is[p]; !still {
			b.do("zrem", p.key, p.member)
		}
	}
	for p, score := range is {
		if old, ok := was[p]; ok && old == score && p.key != s.keys.timers() {
			continue
		}
		b.do("zadd", p.key, score, p.member)
	}
}

// place is where a case stands: in which sorted set, and as what.
type place struct{ key, member string }

// never is the score of a case without a deadline: behind all that have one.
const never = int64(1) << 40

// places are the sorted sets an open case is in, besides its reporter's, with
// its score in each. The case and each of its legs have timers of their own.
func (s *Store) places(c *cases.Case) map[place]int64 {
	all := map[place]int64{}
	if c == nil {
		return all
	}
	number := strconv.Itoa(c.Number)
	due := c.Clock.Due
	if due == 0 {
		due = never
	}
	if c.Status.Type() == cases.Open || c.Status == cases.Watch {
		all[place{s.keys.grid(c.Grid), number}] = due
		if c.Assignee != 0 {
			all[place{s.keys.held(c.Assignee), number}] = due
		}
	}
	if c.OnAgenda != 0 {
		all[place{s.keys.agenda(c.Grid), number}] = c.OnAgenda
	}
	if at := c.Clock.Strikes(); at != 0 {
		all[place{s.keys.timers(), timer(c.Number, string(c.Clock.Name))}] = at
	}
	for _, l := range c.OpenLegs() {
		all[place{s.keys.legs(l.Agency), number}] = l.Clock.Due
		if at := l.Clock.Strikes(); at != 0 {
			all[place{s.keys.timers(), timer(c.Number, l.Timer())}] = at
		}
	}
	return all
}

// met writes a conference with its timers: when it begins, and those of its
// tasks. The one before it is kept as it was.
func (s *Store) met(b *batch, m flows.Met) {
	rev := 0
	if m.Before != nil {
		rev = m.Before.Rev
		if m.Before.N != m.After.N {
			v, err := json.Marshal(m.Before)
			if err != nil {
				b.err = fmt.Errorf("keep a conference: %w", err)
			}
			b.do("hset", s.keys.conferences(m.Before.Grid), m.Before.N, v)
		}
		for _, member := range meetingTimers(*m.Before) {
			b.do("zrem", s.keys.timers(), member.member)
		}
	}
	b.put(s.keys.conference(m.After.Grid), rev, m.After)
	for _, t := range meetingTimers(m.After) {
		b.do("zadd", s.keys.timers(), t.at, t.member)
	}
}

type meetingTimer struct {
	member string
	at     int64
}

// meetingTimers are the timers a conference has.
func meetingTimers(m flows.Conference) []meetingTimer {
	var all []meetingTimer
	if m.Stage == flows.StageCalled {
		all = append(all, meetingTimer{timerOf(talk.Clock{Grid: m.Grid, Name: flows.ClockBegin}), m.At})
	}
	for _, t := range m.Tasks {
		if at := t.Clock.Strikes(); t.Done == 0 && at != 0 {
			all = append(all, meetingTimer{timerOf(talk.Clock{Grid: m.Grid, Name: t.Timer()}), at})
		}
	}
	return all
}

// watched keeps what was closed and is still looked after where a new report
// of the same kind finds it.
func (s *Store) watched(b *batch, m flows.Moved) {
	is := m.After.Place.Point != nil && lookedAfter(m.After)
	was := m.Before != nil && m.Before.Place.Point != nil && lookedAfter(*m.Before)
	number := strconv.Itoa(m.After.Number)
	switch p := m.After.Place.Point; {
	case is && !was:
		b.do("geoadd", s.keys.closed(m.After.Category), p.Lon, p.Lat, number)
	case was && !is:
		b.do("zrem", s.keys.closed(m.Before.Category), number)
	}
}

func lookedAfter(c cases.Case) bool { return c.Status.Type() == cases.Done && c.Clock.Due != 0 }

// PutInvite keeps an invitation that was not made in a chat.
func (s *Store) PutInvite(ctx context.Context, in flows.Invite, now time.Time) error {
	v, err := json.Marshal(in)
	if err != nil {
		return fmt.Errorf("write invitation: %w", err)
	}
	if err := s.rdb.Set(ctx, s.keys.invite(in.Token), v, time.Unix(in.Expires, 0).Sub(now)).Err(); err != nil {
		return fmt.Errorf("write invitation: %w", err)
	}
	return nil
}
