package bot

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync"
	"time"

	"gridbot/flows/talk"
	"gridbot/flows/world"
)

// Tick has everything decided that is due by now. Timers of different cases
// are independent; it returns when all are done. Nothing happens while another
// process owns the district.
func (b *Bot) Tick(ctx context.Context, now time.Time) error {
	if !b.owns.Load() {
		return nil
	}
	for {
		due, err := b.opts.Store.Due(ctx, now, 500)
		if err != nil || len(due) == 0 {
			return err
		}
		// What is to be told to people comes after what is due of cases: it is
		// gathered from them.
		if of := slices.DeleteFunc(slices.Clone(due), func(k talk.Clock) bool { return k.Case == 0 && k.Grid == "" && k.Care == 0 }); len(of) > 0 {
			due = of
		}
		faults := make([]error, len(due))
		var wg sync.WaitGroup
		for i, k := range due {
			wg.Add(1)
			lane := -int64(k.Case)
			if k.Care != 0 {
				lane = -int64(k.Care) - caresLane
			}
			if k.Person != 0 {
				lane = k.Person // in order with what the person says
			}
			b.lanes.put(lane, func() {
				defer wg.Done()
				e := talk.Event{ID: clockID(k), At: b.opts.District.Here(now), Clock: &k,
					From: talk.Sender{ID: k.Person}, Chat: talk.Chat{ID: k.Person}}
				b.ahead(ctx, k)
				faults[i] = b.desk.decide(ctx, e, world.Op{Timer: &k})
				b.metrics.struck(k, now)
			})
		}
		wg.Wait()
		if err := errors.Join(faults...); err != nil {
			return fmt.Errorf("decide what is due: %w", err)
		}
	}
}

// caresLane is beyond the lanes of all cases.
const caresLane = 1 << 40

// clockID names the attempt to handle a timer.
func clockID(k talk.Clock) string {
	if k.Care != 0 {
		return fmt.Sprintf("clock:k%d:%s", k.Care, k.Name)
	}
	return fmt.Sprintf("clock:%d:%d:%s", k.Case, k.Person, k.Name)
}

// What runs unasked for people is an event of theirs, in order with what they
// say, and counts once for its moment.

// Morning gives everybody who works here the list of the day, and whoever leads the
// list of what is with people who have left. Errors: world.ErrFenced while another
// process owns the district.
func (b *Bot) Morning(ctx context.Context, at time.Time) error {
	return errors.Join(b.each(ctx, world.ClockMorning, at, func(p world.Person) bool { return p.Role != world.Resident }),
		b.each(ctx, world.ClockLeft, at, func(p world.Person) bool { return p.Role == world.Lead || p.Role == world.Coordinator }))
}

// Digest gives the leads of each grid, and the coordinators, the week that has
// ended. Errors: world.ErrFenced while another process owns the district.
func (b *Bot) Digest(ctx context.Context, at time.Time) error {
	return b.each(ctx, world.ClockDigest, at, func(p world.Person) bool { return p.Role == world.Lead || p.Role == world.Coordinator })
}

// Year tells the coordinators that the working days of this year are not known,
// or from December on those of the next. Errors: world.ErrFenced while another
// process owns the district.
func (b *Bot) Year(ctx context.Context, at time.Time) error {
	return b.each(ctx, world.ClockYear, at, func(p world.Person) bool { return p.Role == world.Coordinator })
}

// Quiet reports whether nobody is to be disturbed.
func (b *Bot) Quiet(now time.Time) bool { return b.opts.District.Quiet.Holds(now) }

// each lets a clock strike for some of the staff.
func (b *Bot) each(ctx context.Context, clock string, at time.Time, who func(world.Person) bool) error {
	if !b.owns.Load() {
		return fmt.Errorf("%s: %w", clock, world.ErrFenced)
	}
	var (
		wg     sync.WaitGroup
		mu     sync.Mutex
		faults []error
	)
	for id, p := range b.desk.staff.Load().People {
		if !who(p) {
			continue
		}
		wg.Add(1)
		b.lanes.put(id, func() {
			defer wg.Done()
			k := talk.Clock{Person: id, Name: clock, Due: at}
			e := talk.Event{ID: fmt.Sprintf("%s:%d:%d", clock, id, at.Unix()), At: b.opts.District.Here(b.opts.Now()), Clock: &k,
				From: talk.Sender{ID: id}, Chat: talk.Chat{ID: id}}
			if err := b.desk.decide(ctx, e, world.Op{Once: &k}); err != nil {
				mu.Lock()
				faults = append(faults, err)
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	return errors.Join(faults...)
}

// Gaps tells the leads of the hours nobody is planned for that come near. Errors:
// world.ErrFenced while another process owns the district.
func (b *Bot) Gaps(ctx context.Context, at time.Time) error {
	var plans []string
	if staff := b.desk.staff.Load(); staff != nil {
		plans = slices.Sorted(maps.Keys(staff.Rota.Plans))
	}
	return b.eachGrid(ctx, world.ClockGaps, at, plans)
}

// Convene calls the grids' regular conferences that are near. Errors:
// world.ErrFenced while another process owns the district.
func (b *Bot) Convene(ctx context.Context, at time.Time) error {
	var grids []string
	for _, g := range b.opts.District.Map.All() {
		grids = append(grids, g.ID)
	}
	return b.eachGrid(ctx, world.ClockConvene, at, grids)
}

// eachGrid lets a clock strike for grids, and counts once for its moment.
func (b *Bot) eachGrid(ctx context.Context, clock string, at time.Time, grids []string) error {
	if !b.owns.Load() {
		return fmt.Errorf("%s: %w", clock, world.ErrFenced)
	}
	var faults []error
	for _, grid := range grids {
		k := talk.Clock{Grid: grid, Name: clock, Due: at}
		e := talk.Event{ID: fmt.Sprintf("%s:%s:%d", k.Name, grid, at.Unix()), At: b.opts.District.Here(b.opts.Now()), Clock: &k}
		if err := b.desk.decide(ctx, e, world.Op{Once: &k}); err != nil {
			faults = append(faults, err)
		}
	}
	return errors.Join(faults...)
}
