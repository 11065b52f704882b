package store

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"gridbot/flows/cases"
	"gridbot/flows/figures"
	"gridbot/flows/strays"
	"gridbot/flows/world"
)

// A grid, a category or an agency gets another name: everything that is kept says the
// new one, record by record, each with all its lists in one commit. What was once
// written down (the log, who looked) stays as it is, and is read by the move.
//
// It may be killed at any moment and begun again: what has the new name is not touched
// a second time, and counters are carried over together with the old ones going away.

// ErrOtherMove: another move was begun and broke off; it must be brought to its end first.
var ErrOtherMove = errors.New("another move was begun and broke off: run it again first")

// Moved is how much says the new name now, or would.
type Moved struct {
	Cases, Staff, Groups, Plans, Invites, Conferences, Cares, Counters int
	Back                                                               int      // of the cases: those that had lost their grid, and are back in it
	Left                                                               []string // what stays as it is, and why
}

// movedAtOnce is how many cases are written in one commit.
const movedAtOnce = 64

// moving is a move on its way.
type moving struct {
	*Store
	strays.Move
	dry bool
	now time.Time
	did Moved
}

// Move gives everything another name, or says how much that would be. The caller owns
// the district, but for a dry one. Errors: ErrOtherMove, world.ErrFenced, world.ErrLost.
func (s *Store) Move(ctx context.Context, m strays.Move, dry bool, now time.Time) (Moved, error) {
	before, err := s.Moves(ctx)
	if err != nil {
		return Moved{}, err
	}
	field := len(before) + 1
	for i, b := range before {
		if !b.Done && (b.Kind != m.Kind || b.Old != m.Old || b.New != m.New) {
			return Moved{}, fmt.Errorf("%w: %s", ErrOtherMove, b)
		} else if !b.Done {
			field = i + 1
		}
	}
	w := &moving{Store: s, Move: m, dry: dry, now: now}
	w.At, w.Done = now.Unix(), false
	if err := w.mark(ctx, field); err != nil {
		return w.did, err
	}
	for _, step := range []func(context.Context) error{w.cases, w.staff, w.rota, w.invites, w.meetings, w.cares, w.frequents, w.services, w.accords, w.counters, w.ran} {
		if err := step(ctx); err != nil {
			return w.did, fmt.Errorf("move %s: %w", m, err)
		}
	}
	w.Done = true
	return w.did, w.mark(ctx, field)
}

// commit carries out what is instructed, unless it is dry.
func (w *moving) commit(ctx context.Context, in *instructions) error {
	if w.dry {
		return in.err
	}
	_, _, err := w.carryOut(ctx, in)
	return err
}

// mark says in Redis that the move was begun, or that it is done.
func (w *moving) mark(ctx context.Context, field int) error {
	in := w.begin(world.Op{})
	in.do("hset", w.keys.moved(), strconv.Itoa(field), in.json(w.Move))
	return w.commit(ctx, in)
}

// cases moves all cases there are. Most say nothing of the old name, and are not taken
// apart.
func (w *moving) cases(ctx context.Context) error {
	last, err := w.Number(ctx)
	if err != nil {
		return err
	}
	var all []world.Moved
	for first := 1; first <= last; first += perPage {
		page, err := w.saying(ctx, first, min(last, first+perPage-1))
		if err != nil {
			return err
		}
		for _, c := range page {
			after, changed := w.Case(c, cases.Act{At: w.now})
			if !changed {
				continue
			}
			if w.did.Cases++; c.Grid == "" && after.Grid != "" {
				w.did.Back++
			}
			all = append(all, world.Moved{Before: &c, After: after})
		}
		for len(all) >= movedAtOnce || len(all) > 0 && first+perPage > last {
			n := min(len(all), movedAtOnce)
			if err := w.write(ctx, all[:n]); err != nil {
				return err
			}
			all = all[n:]
		}
	}
	return nil
}

// saying reads the cases of a page whose records have the old name in them.
func (w *moving) saying(ctx context.Context, first, last int) ([]cases.Case, error) {
	var names []string
	for n := first; n <= last; n++ {
		names = append(names, w.keys.caseOf(n))
	}
	values, err := w.rdb.MGet(ctx, names...).Result()
	if err != nil {
		return nil, fmt.Errorf("read %d cases: %w", len(names), err)
	}
	var page []cases.Case
	err = eachValue(names, values, func(i int, v string) error {
		if !strings.Contains(v, `"`+w.Old+`"`) {
			return nil
		}
		c, err := w.caseFrom(names[i], v)
		if err == nil {
			page = append(page, c)
		}
		return err
	})
	return page, w.undamaged(err)
}

// write writes cases that have the new name, with all lists they stand in.
func (w *moving) write(ctx context.Context, all []world.Moved) error {
	in := w.begin(world.Op{})
	for _, m := range all {
		w.moved(in, m)
		if p := m.After.Place.Point; p != nil && m.Before.Category != m.After.Category && lookedAfter(m.After) {
			in.do("zrem", w.keys.closed(m.Before.Category), m.After.Number)
			in.do("geoadd", w.keys.closed(m.After.Category), p.Lon, p.Lat, m.After.Number)
		}
		if m.Before.Grid == "" && m.After.Grid != "" { // it comes from nowhere into a grid, as when the coordinator says so
			w.logged(in, w.back(m.After))
		}
	}
	return w.commit(ctx, in)
}

// back is the line of the log of a case that is in its grid again.
func (w *moving) back(c cases.Case) world.Logged {
	year, week := w.now.ISOWeek()
	return world.Logged{At: w.now.Unix(), Case: c.Number, Do: cases.Route, From: c.Status, To: c.Status, Part: cases.PartClock, Grid: c.Grid, Left: figures.Everywhere,
		Category: c.Category, Danger: c.Danger, Week: fmt.Sprintf("%d-W%02d", year, week), Round: c.Round, Nameless: c.By.Anonymous}
}

// staff moves the people who work here, or did, and the work groups.
func (w *moving) staff(ctx context.Context) error {
	staff, err := w.Store.Staff(ctx)
	if err = w.undamaged(err); err != nil {
		return err
	}
	for _, all := range []map[int64]world.Person{staff.People, staff.Left} {
		for _, id := range slices.Sorted(maps.Keys(all)) {
			after, changed := w.Person(all[id])
			if !changed {
				continue
			}
			in := w.begin(world.Op{})
			w.person(in, after)
			if err := w.commit(ctx, in); err != nil {
				return err
			}
			w.did.Staff++
		}
	}
	for key, g := range staff.Groups {
		now := w.Group(g)
		if now.Key() == key {
			continue
		}
		in := w.begin(world.Op{})
		in.do("hdel", w.keys.groups(), key)
		if _, taken := staff.Groups[now.Key()]; taken {
			w.did.Left = append(w.did.Left, "the work group of "+w.Old+" is bound no more: "+w.New+" has one")
		} else {
			in.do("hset", w.keys.groups(), now.Key(), in.json(now))
		}
		if err := w.commit(ctx, in); err != nil {
			return err
		}
		w.did.Groups++
	}
	return nil
}

// rota moves the plans of duty.
func (w *moving) rota(ctx context.Context) error {
	staff, err := w.Store.Staff(ctx)
	if err = w.undamaged(err); err != nil {
		return err
	}
	rota, changed := w.Rota(staff.Rota)
	if !changed {
		return nil
	}
	w.did.Plans++
	in := w.begin(world.Op{})
	in.put(w.keys.rota(), rota.Rev, rota)
	return w.commit(ctx, in)
}

// invites moves the invitations that can still be used; they end when they did.
func (w *moving) invites(ctx context.Context) error {
	all, err := w.readInvites(ctx)
	if err = w.undamaged(err); err != nil {
		return err
	}
	for _, invite := range all {
		after, changed := w.Invite(invite)
		left := time.Unix(invite.Expires, 0).Sub(w.now)
		if !changed || left <= 0 {
			continue
		}
		in := w.begin(world.Op{})
		in.do("has", w.keys.invite(invite.Token))
		in.do("set", w.keys.invite(invite.Token), in.json(after), left.Milliseconds())
		if err := w.commit(ctx, in); err != nil && !errors.Is(err, world.ErrStale) { // it was used just now
			return err
		}
		w.did.Invites++
	}
	return nil
}

// cares moves the care cases. One that cannot be opened here keeps the old name.
func (w *moving) cares(ctx context.Context) error {
	last, err := w.highest(ctx, w.keys.careNumber())
	if err = w.undamaged(err); err != nil {
		return err
	}
	if w.Kind != strays.Grid {
		return nil
	}
	shut := 0
	for n := 1; n <= last; n++ {
		var found world.Reading
		c, err := w.care(ctx, n, &found)
		if err = w.undamaged(err); err != nil {
			return err
		}
		if found.Caring.Shut {
			shut++
		}
		if c == nil {
			continue
		}
		after, changed := w.Care(*c)
		if !changed {
			continue
		}
		in := w.begin(world.Op{})
		w.cared(in, world.Cared{Before: c, After: after})
		if err := w.commit(ctx, in); err != nil {
			return err
		}
		w.did.Cares++
	}
	if shut > 0 {
		w.did.Left = append(w.did.Left, fmt.Sprintf("%d care cases cannot be opened here, and stay as they are: GRIDBOT_KEYS", shut))
	}
	return nil
}

// ran moves what has run for the grid, so that nothing runs twice for its moment.
func (w *moving) ran(ctx context.Context) error {
	if w.Kind != strays.Grid {
		return nil
	}
	ran, err := w.rdb.HGetAll(ctx, w.keys.ran()).Result()
	if err != nil {
		return err
	}
	in := w.begin(world.Op{})
	for _, field := range slices.Sorted(maps.Keys(ran)) {
		job, ok := strings.CutPrefix(field, "g"+w.Old+":")
		if !ok {
			continue
		}
		in.do("hdel", w.keys.ran(), field)
		if now := "g" + w.New + ":" + job; ran[now] < ran[field] {
			in.do("hset", w.keys.ran(), now, ran[field])
		}
	}
	return w.commit(ctx, in)
}
