package store

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"gridbot/flows/aside"
	"gridbot/flows/carecase"
	"gridbot/flows/cases"
	"gridbot/flows/talk"
	"gridbot/flows/world"
)

// A list of cases, or of people, is only made of what it lists. One that was put
// aside is made anew beside all work: what is committed meanwhile is newer and stays.

// Remake makes a list anew that was put aside. It may be stopped and begun again.
// Errors: world.ErrFenced.
func (s *Store) Remake(ctx context.Context, item aside.Item) (err error) {
	key := s.keys.of(joined(item.What, item.Of))
	if item.Of == "" {
		key = s.keys.of(item.What)
	}
	switch item.What {
	case "staff":
		err = s.remakeStaff(ctx, key)
	case "number", "carenumber", "servicenumber":
		err = s.remakeNumber(ctx, item.What)
	case "cares", "caring":
		err = s.remakeCares(ctx, key)
	case "services":
		err = s.remakeServices(ctx, key)
	case "accords":
		err = s.remakeAccords(ctx, key)
	case "timers":
		err = errors.Join(s.remakeOf(ctx, key), s.remakeCares(ctx, key), s.remakeServices(ctx, key), s.remakeAccords(ctx, key), s.remakeTopics(ctx), s.remakePlays(ctx), s.remakeMeetings(ctx))
	case "standing":
		if err = s.rdb.HDel(ctx, s.keys.ran(), standingKept).Err(); err == nil {
			_, err = s.KeepLines(ctx)
		}
	default:
		err = s.remakeOf(ctx, key)
	}
	if err != nil {
		return fmt.Errorf("make %s anew: %w", item.Name, err)
	}
	item.Redo = false
	in := s.begin(world.Op{})
	in.do("hset", s.keys.aside(), item.Name, in.closed(s.keys.aside(), item))
	_, _, err = s.carryOut(ctx, in)
	return err
}

// remakeOf makes a list of cases anew.
func (s *Store) remakeOf(ctx context.Context, key string) error {
	last, err := s.Number(ctx)
	if err != nil {
		return err
	}
	for first := 1; first <= last; first += perPage {
		numbers := make([]string, 0, perPage)
		for n := first; n < first+perPage && n <= last; n++ {
			numbers = append(numbers, strconv.Itoa(n))
		}
		page, err := s.readable(ctx, numbers)
		if err != nil {
			return err
		}
		for _, c := range page {
			for try := 0; ; try++ {
				in := s.begin(world.Op{})
				in.do("rev", s.keys.caseOf(c.Number), c.Rev)
				if !s.stood(in, c, key) {
					break
				}
				_, _, err := s.carryOut(ctx, in)
				if err == nil {
					break
				}
				if !errors.Is(err, world.ErrStale) || try == 3 {
					return err
				}
				again, err := s.readable(ctx, []string{strconv.Itoa(c.Number)})
				if err != nil {
					return err
				}
				if len(again) == 0 {
					break
				}
				c = again[0]
			}
		}
	}
	return nil
}

// stood puts a case where it stands in one list; false when it does not stand there.
// An empty key is all lists.
func (s *Store) stood(in *instructions, c cases.Case, key string) (stands bool) {
	number := strconv.Itoa(c.Number)
	put := func(at string, verb string, args ...any) {
		if at != "" && (key == "" || at == key) {
			in.do(verb, at, args...)
			stands = true
		}
	}
	for p, score := range s.places(&c) {
		put(p.key, "zadd", score, p.member)
	}
	if c.By.ID != 0 {
		put(s.mineKey(&c, c.By.ID), "zadd", c.Opened, number)
	}
	for _, j := range c.Joined {
		put(s.mineKey(&c, j.ID), "zadd", j.At, number)
	}
	if c.Filed != nil {
		put(s.keys.mine(c.Filed.By), "zadd", c.Opened, number)
	}
	for id := range c.Outsiders() {
		if all := s.tracesKeys(id); !alias(id) {
			put(all[len(all)-1], "zadd", c.Number, number)
		}
	}
	if p := c.Place.Point; p != nil {
		put(s.keys.around(cellOf(*p)), "zadd", c.Opened, number)
		if lookedAfter(c) {
			put(s.keys.closed(c.Category), "geoadd", p.Lon, p.Lat, number)
		}
	}
	put(s.keys.lines(), "hset", number, c.Line().String())
	return stands
}

// remakeStaff finds everybody who works here, or did.
func (s *Store) remakeStaff(ctx context.Context, key string) error {
	return s.eachKey(ctx, func(name, kind string) error {
		if what, _ := s.keys.parts(name); what != "person" || kind != "string" {
			return nil
		}
		v, err := s.rdb.Get(ctx, name).Result()
		if err != nil {
			return unlessGone(err)
		}
		p, err := s.personFrom(name, v)
		if err != nil || p.Role == world.Resident && p.Left == 0 {
			return nil // who is damaged is met when they are read
		}
		return s.rdb.SAdd(ctx, key, p.ID).Err()
	})
}

// remakeNumber finds the highest number that was given: none is given twice.
func (s *Store) remakeNumber(ctx context.Context, what string) error {
	of, key := "case", s.keys.number()
	switch what {
	case "carenumber":
		of, key = "care", s.keys.careNumber()
	case "servicenumber":
		of, key = "service", s.keys.serviceNumber()
	}
	highest := 0
	found := func(n string) {
		if i, err := strconv.Atoi(n); err == nil {
			highest = max(highest, i)
		}
	}
	err := s.eachKey(ctx, func(name, _ string) error {
		if what, n := s.keys.parts(name); what == of {
			found(n)
		}
		return nil
	})
	if err != nil {
		return err
	}
	if of == "case" { // also those whose record was put aside
		numbers, err := s.rdb.HKeys(ctx, s.keys.lines()).Result()
		if err != nil {
			return err
		}
		for _, n := range numbers {
			found(n)
		}
	}
	in := s.begin(world.Op{})
	in.do("max", key, highest)
	_, _, err = s.carryOut(ctx, in)
	return err
}

// remakeCares makes a list of care cases anew, or puts their timers back.
func (s *Store) remakeCares(ctx context.Context, key string) error {
	return s.eachKey(ctx, func(name, kind string) error {
		what, of := s.keys.parts(name)
		number, err := strconv.Atoi(of)
		if what != "care" || kind != "string" || err != nil {
			return nil
		}
		var found world.Reading
		c, err := s.care(ctx, number, &found)
		if err != nil || c == nil {
			return nil // it cannot be opened here, or is met when it is read
		}
		in := s.begin(world.Op{})
		in.do("rev", name, c.Rev)
		s.careStood(in, *c, key)
		if _, _, err := s.carryOut(ctx, in); err != nil && !errors.Is(err, world.ErrStale) {
			return err
		}
		return nil
	})
}

// careStood puts a care case where it stands in one list, or its timers back.
func (s *Store) careStood(in *instructions, c carecase.Case, key string) {
	for _, list := range s.caresIn(c) {
		if list == key {
			in.do("zadd", list, c.Opened, c.N)
		}
	}
	if key == s.keys.timers() {
		for name, at := range c.Timers() {
			in.do("zadd", key, at, timerOf(talk.Clock{Care: c.N, Name: name}))
		}
	}
}

// remakeMeetings puts the timers of conferences back, and those of gathered reminders.
func (s *Store) remakeMeetings(ctx context.Context) error {
	return s.eachKey(ctx, func(name, kind string) error {
		what, of := s.keys.parts(name)
		switch {
		case what == "conference" && kind == "string":
			v, err := s.rdb.Get(ctx, name).Result()
			if err != nil {
				return unlessGone(err)
			}
			var m world.Conference
			rev, err := record(v, &m)
			if err != nil {
				return nil // it is met when it is read
			}
			in := s.begin(world.Op{})
			in.do("rev", name, rev)
			for _, t := range meetingTimers(m) {
				in.do("zadd", s.keys.timers(), t.at, t.member)
			}
			if _, _, err := s.carryOut(ctx, in); err != nil && !errors.Is(err, world.ErrStale) {
				return err
			}
		case what == "remind" && kind == "zset":
			first, err := s.rdb.ZRangeWithScores(ctx, name, 0, 0).Result()
			id, no := strconv.ParseInt(of, 10, 64)
			if err != nil || no != nil || len(first) == 0 {
				return err
			}
			in := s.begin(world.Op{})
			in.do("zaddnx", s.keys.timers(), max(0, int64(first[0].Score)), timerOf(talk.Clock{Person: id, Name: world.ClockRemind}))
			if _, _, err := s.carryOut(ctx, in); err != nil {
				return err
			}
		}
		return nil
	})
}
