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
	if g := ch.Group; g != nil {
		v, err := json.Marshal(g)
		if err != nil {
			return flows.Written{}, fmt.Errorf("write group: %w", err)
		}
		b.do("hset", s.keys.groups(), g.Grid, v)
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
		b.do("zadd", s.keys.mine(c.By.ID), c.Opened, number)
		b.do("max", s.keys.number(), number)
	}
	b.put(s.keys.caseOf(c.Number), rev, c)
	was, is := s.places(m.Before), s.places(&c)
	for key := range was {
		if _, still := is[key]; !still {
			b.do("zrem", key, was[key].member)
		}
	}
	for key, p := range is {
		if old, ok := was[key]; ok && old.member != p.member {
			b.do("zrem", key, old.member)
		} else if ok && old == p && key != s.keys.timers() {
			continue
		}
		b.do("zadd", key, p.score, p.member)
	}
}

// place is where a case stands in a sorted set.
type place struct {
	score  int64
	member string
}

// never is the score of a case without a deadline: behind all that have one.
const never = int64(1) << 40

// places are the sorted sets an open case is in, besides its reporter's.
func (s *Store) places(c *cases.Case) map[string]place {
	all := map[string]place{}
	if c == nil {
		return all
	}
	number := strconv.Itoa(c.Number)
	due := c.Clock.Due
	if due == 0 {
		due = never
	}
	if c.Status.Type() == cases.Open {
		all[s.keys.grid(c.Grid)] = place{due, number}
		if c.Assignee != 0 {
			all[s.keys.held(c.Assignee)] = place{due, number}
		}
	}
	if c.Clock.Due != 0 && !c.Clock.Rung {
		all[s.keys.timers()] = place{c.Clock.Due, timer(c.Number, string(c.Clock.Name))}
	}
	return all
}

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
