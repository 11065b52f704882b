package store

import (
	"fmt"
	"maps"
	"slices"
	"strconv"

	"gridbot/flows/cases"
	"gridbot/flows/world"
)

// moved writes a case with the lists it is in and its timer. The timer is set
// also where it was before: it may be the one that struck, and a clock that
// runs on must not be left without.
func (s *Store) moved(in *instructions, m world.Moved) {
	c := m.After
	number := strconv.Itoa(c.Number)
	rev := 0
	if m.Before != nil {
		rev = m.Before.Rev
	} else {
		s.keepSource(in, c)
		in.do("max", s.keys.number(), number)
	}
	if m.Before != nil {
		s.joined(in, *m.Before, c)
	}
	s.traced(in, m)
	s.mapped(in, m)
	s.watched(in, m)
	s.keepPhotos(in, m)
	s.putCase(in, rev, c)
	in.do("hset", s.keys.lines(), number, c.Line().String())
	was, is := s.places(m.Before), s.places(&c)
	for p := range was {
		if _, still := is[p]; !still {
			in.do("zrem", p.key, p.member)
		}
	}
	for p, score := range is {
		if old, ok := was[p]; ok && old == score && p.key != s.keys.timers() {
			continue
		}
		in.do("zadd", p.key, score, p.member)
	}
}

// joined keeps a case among those of who told of the same thing, as long as they
// want to hear of it, and of who took it over from its reporter.
func (s *Store) joined(in *instructions, before, c cases.Case) {
	theirs := func(c cases.Case) map[int64]string {
		all := map[int64]string{}
		for _, j := range c.Joined {
			all[j.ID] = s.mineKey(&c, j.ID)
		}
		if c.By.ID != 0 {
			all[c.By.ID] = s.mineKey(&c, c.By.ID)
		}
		return all
	}
	since := func(c cases.Case, id int64) int64 {
		if i := slices.IndexFunc(c.Joined, func(j cases.Joiner) bool { return j.ID == id }); i >= 0 && id != c.By.ID {
			return c.Joined[i].At
		}
		return c.Opened
	}
	number, was, is := strconv.Itoa(c.Number), theirs(before), theirs(c)
	for _, id := range slices.Sorted(maps.Keys(was)) {
		if key := is[id]; key == "" || key != was[id] {
			for _, key := range s.mineKeys(id) { // it may still stand where it did before there were keys
				in.do("zrem", key, number)
			}
		}
	}
	for _, id := range slices.Sorted(maps.Keys(is)) {
		if key := is[id]; key != "" && (key != was[id] || since(c, id) != since(before, id)) {
			in.do("zadd", key, since(c, id), number)
		}
	}
}

// putCase writes the record of a case.
func (s *Store) putCase(in *instructions, rev int, c cases.Case) {
	key := s.keys.caseOf(c.Number)
	kept, err := s.veiled(key, c)
	if err != nil {
		in.err = fmt.Errorf("write %s: %w", key, err)
	}
	in.put(key, rev, kept)
}

// place is where a case stands: in which sorted set, and as what.
type place struct{ key, member string }

// never is the score of a case without a deadline: behind all that have one.
const never = int64(1) << 40

// places are the sorted sets a case stands in now, with its score in each. In
// those of its grid and its assignee it stands while it is open or watched; its
// reporter's it never leaves, and the map's only for another cell. The case, each of its legs and each
// posting that waits have timers of their own.
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
	if since := c.OverSince(); since != 0 && c.Stripped == 0 {
		if c.Forgotten != 0 {
			since = 1 // they wanted it before: nothing is waited for
		}
		all[place{s.keys.over(), overMember(*c)}] = since
	}
	if c.OnAgenda != 0 {
		all[place{s.keys.agenda(c.Grid), number}] = c.OnAgenda
	}
	if at := c.Clock.Strikes(); at != 0 {
		all[place{s.keys.timers(), timer(c.Number, string(c.Clock.Name))}] = at
	}
	if at := c.Asking.Strikes(); at != 0 {
		all[place{s.keys.timers(), timer(c.Number, string(c.Asking.Name))}] = at
	}
	for _, p := range c.Postings {
		if at := p.Clock.Strikes(); at != 0 && p.Waits() {
			all[place{s.keys.timers(), timer(c.Number, p.Timer())}] = at
		}
	}
	for _, l := range c.OpenLegs() {
		all[place{s.keys.legs(l.Agency), number}] = l.Clock.Due
		if at := l.Clock.Strikes(); at != 0 {
			all[place{s.keys.timers(), timer(c.Number, l.Timer())}] = at
		}
	}
	return all
}

// mapped keeps a case where whoever asks for a place finds it: also when the
// place was learnt or put right later.
func (s *Store) mapped(in *instructions, m world.Moved) {
	was, is := "", ""
	if m.Before != nil && m.Before.Place.Point != nil {
		was = s.keys.around(cellOf(*m.Before.Place.Point))
	}
	if p := m.After.Place.Point; p != nil {
		is = s.keys.around(cellOf(*p))
	}
	number := strconv.Itoa(m.After.Number)
	if was != "" && was != is {
		in.do("zrem", was, number)
	}
	if is != "" && was != is {
		in.do("zadd", is, m.After.Opened, number)
	}
}

// watched keeps what was closed and is still looked after where a new report
// of the same kind finds it.
func (s *Store) watched(in *instructions, m world.Moved) {
	is := m.After.Place.Point != nil && lookedAfter(m.After)
	was := m.Before != nil && m.Before.Place.Point != nil && lookedAfter(*m.Before)
	number := strconv.Itoa(m.After.Number)
	switch p := m.After.Place.Point; {
	case is && !was:
		in.do("geoadd", s.keys.closed(m.After.Category), p.Lon, p.Lat, number)
	case was && !is:
		in.do("zrem", s.keys.closed(m.Before.Category), number)
	}
}

func lookedAfter(c cases.Case) bool { return c.Status.Type() == cases.Done && c.Clock.Due != 0 }
