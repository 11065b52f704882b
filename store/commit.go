package store

import (
	"context"
	"fmt"
	"time"

	"github.com/redis/go-redis/v9"

	"gridbot/flows/fastjson"
	"gridbot/flows/talk"
	"gridbot/flows/world"
)

// Commit writes all that an event of a person changes, in one script, or
// nothing. Errors: world.ErrStale, world.ErrFenced.
func (s *Store) Commit(ctx context.Context, op world.Op, who int64, ch world.Change) (world.Written, error) {
	in := s.begin(op)
	for _, l := range ch.Letters { // first, so that their IDs come first
		in.appendClosed(s.keys.outbox(), fieldLetter, l)
	}
	s.stands(in, ch.Letters)
	for _, k := range ch.Strikes {
		in.do("zadd", s.keys.timers(), k.Due.Unix(), timerOf(k))
	}
	s.said(in, ch.Said)
	s.session(in, who, ch)
	s.draft(in, who, ch.Draft)
	for _, id := range ch.Told {
		in.do("count", s.keys.told(ch.Day), id, 1, toldLasts.Milliseconds())
	}
	s.remind(in, op, who, ch)
	if ch.Flood != nil {
		in.do("set", s.keys.flood(who), in.json(ch.Flood), floodLasts.Milliseconds())
	}
	for _, p := range ch.People {
		s.person(in, p)
	}
	for _, m := range ch.Cases {
		s.moved(in, m)
	}
	if ch.Met != nil {
		s.met(in, *ch.Met)
	}
	if ch.Cared != nil {
		s.cared(in, *ch.Cared)
	}
	for _, m := range ch.Parted {
		s.cared(in, m)
	}
	if ch.Served != nil {
		s.served(in, *ch.Served)
	}
	for _, r := range ch.Unserved {
		s.unserve(in, r)
	}
	for _, m := range ch.Agreed {
		s.agreed(in, m)
	}
	s.decided(in, ch)
	s.group(in, ch)
	if ch.Rota != nil {
		in.put(s.keys.rota(), ch.Rota.Rev, *ch.Rota)
	}
	s.invite(in, ch)
	for _, l := range ch.Log {
		s.logged(in, l)
	}
	s.rights(in, who, ch)
	ids, again, err := s.carryOut(ctx, in)
	if err != nil {
		return world.Written{}, fmt.Errorf("commit: %w", err)
	}
	if again {
		return world.Written{Again: true}, nil
	}
	s.known.gave(ch)
	return world.Written{Letters: ids[:len(ch.Letters)]}, nil
}

// toldLasts is how long it is known how much the staff were told.
const toldLasts = 40 * 24 * time.Hour

// floodLasts is longer than anybody's share takes to be free again.
const floodLasts = 10 * time.Minute

func (s *Store) session(in *instructions, who int64, ch world.Change) {
	switch {
	case ch.Session == nil:
	case ch.Session.Over():
		in.do("del", s.keys.session(who))
	default:
		key := s.keys.session(who)
		in.do("set", key, in.closed(key, ch.Session), world.SessionLasts.Milliseconds())
	}
}

// draft sets the timer of a person's unfinished report, or takes it away.
func (s *Store) draft(in *instructions, who int64, due *int64) {
	if due == nil {
		return
	}
	member := timerOf(talk.Clock{Person: who, Name: world.ClockDraft})
	if *due == 0 {
		in.do("zrem", s.keys.timers(), member)
	} else {
		in.do("zadd", s.keys.timers(), *due, member)
	}
}

func (s *Store) person(in *instructions, p world.Person) {
	in.put(s.keys.person(p.ID), p.Rev, s.discreet(in, p))
	if p.Left != 0 { // and so they are forgotten some day
		in.do("zaddnx", s.keys.heard(), p.Left, p.ID)
	}
	if p.Role == world.Resident && p.Left == 0 {
		in.do("srem", s.keys.staff(), p.ID)
	} else {
		in.do("sadd", s.keys.staff(), p.ID)
	}
}

func (s *Store) group(in *instructions, ch world.Change) {
	for _, key := range ch.Unbind {
		in.do("hdel", s.keys.groups(), key)
	}
	if g := ch.Group; g != nil {
		in.do("hset", s.keys.groups(), g.Key(), in.json(g))
	}
}

func (s *Store) invite(in *instructions, ch world.Change) {
	if made := ch.Invite; made != nil {
		in.do("set", s.keys.invite(made.Token), in.json(made), world.InviteLasts.Milliseconds())
		in.do("zadd", s.keys.invited(), made.Expires, made.Token)
		in.do("newest", s.keys.invited(), mostInvited, world.InviteLasts.Milliseconds())
	}
	if ch.Used != "" {
		in.do("has", s.keys.invite(ch.Used))
		in.do("del", s.keys.invite(ch.Used))
		in.do("zrem", s.keys.invited(), ch.Used)
	}
}

// mostInvited is how many invitations are known by a list.
const mostInvited = 500

// readInvites reads the invitations that can still be used, the first to expire first.
func (s *Store) readInvites(ctx context.Context) ([]world.Invite, error) {
	tokens, err := s.rdb.ZRange(ctx, s.keys.invited(), 0, -1).Result()
	if err != nil || len(tokens) == 0 {
		return nil, err
	}
	names := make([]string, len(tokens))
	for i, token := range tokens {
		names[i] = s.keys.invite(token)
	}
	values, err := s.rdb.MGet(ctx, names...).Result()
	if err != nil {
		return nil, fmt.Errorf("read invitations: %w", err)
	}
	var all []world.Invite
	err = eachValue(names, values, func(_ int, v string) error {
		var in world.Invite
		err := fastjson.Unmarshal([]byte(v), &in)
		all = append(all, in)
		return err
	})
	return all, err
}

// logged writes a line of the log, and counts what it counts as.
func (s *Store) logged(in *instructions, l world.Logged) {
	in.append(s.keys.log(), fieldLine, s.unsigned(l))
	for _, t := range l.Tallies() {
		in.do("count", s.keys.week(t.Week, t.Grid), t.Field(), t.N, 0)
		in.do("sadd", s.keys.weeks(), joined(t.Week, t.Grid))
		if t.Listed {
			in.do("rpush", s.keys.behind(t.Week, t.Grid, t.Name), l.Case)
		}
	}
	if week, as := l.Leg(); week != "" {
		in.do("count", s.keys.forces(week), as, 1, 0)
	}
}

// PutInvite keeps an invitation that was not made in a chat.
func (s *Store) PutInvite(ctx context.Context, in world.Invite, now time.Time) error {
	v, err := fastjson.Marshal(in)
	if err != nil {
		return fmt.Errorf("write invitation: %w", err)
	}
	pipe := s.rdb.Pipeline()
	pipe.Set(ctx, s.keys.invite(in.Token), v, time.Unix(in.Expires, 0).Sub(now))
	pipe.ZAdd(ctx, s.keys.invited(), redis.Z{Score: float64(in.Expires), Member: in.Token})
	pipe.PExpire(ctx, s.keys.invited(), world.InviteLasts)
	if _, err := pipe.Exec(ctx); err != nil {
		return fmt.Errorf("write invitation: %w", err)
	}
	return nil
}
