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
	err := b.tick(ctx, now)
	if err == nil {
		b.pulse.minute.does(ticking(b.opts.Real).now())
	}
	return err
}

func (b *Bot) tick(ctx context.Context, now time.Time) error {
	b.desk.attend(ctx)
	var faults []error
	failed := map[string]bool{} // each is tried once in a minute: none holds up the others
	for {
		var due []talk.Clock
		err := b.desk.mended(ctx, func() (err error) {
			due, err = b.opts.Store.Due(ctx, now, dueAtOnce+len(failed)+b.striking.many())
			return err
		})
		due = slices.DeleteFunc(due, func(k talk.Clock) bool { return failed[strikeOf(k)] || b.striking.has(strikeOf(k)) })
		if err != nil || len(due) == 0 {
			return errors.Join(append(faults, err)...)
		}
		// What is to be told to people comes after what is due of cases: it is
		// gathered from them.
		if of := slices.DeleteFunc(slices.Clone(due), func(k talk.Clock) bool {
			return k.Case == 0 && k.Grid == "" && k.Care == 0 && k.Service == 0 && k.Accord == 0 && k.Topic == 0
		}); len(of) > 0 {
			due = of
		}
		if err := b.strikeDue(ctx, due, now, failed); err != nil {
			faults = append(faults, fmt.Errorf("decide what is due: %w", err))
		}
	}
}

// dueAtOnce is how many timers are read in one go.
const dueAtOnce = 500

// strikeDue has timers decided, each in its lane. What fails, or does not end in
// time, is noted as failed; what always fails is put aside.
func (b *Bot) strikeDue(ctx context.Context, due []talk.Clock, now time.Time, failed map[string]bool) error {
	all := newBatch(len(due))
	var mu sync.Mutex
	for _, k := range due {
		lane := -int64(k.Case)
		if k.Care != 0 {
			lane = -int64(k.Care) - caresLane
		}
		if k.Service != 0 {
			lane = -int64(k.Service) - servicesLane
		}
		if k.Accord != 0 {
			lane = -int64(k.Accord) - accordsLane
		}
		if k.Topic != 0 {
			lane = -topicsLane // all lie in one record
		}
		if k.Person != 0 {
			lane = k.Person // in order with what the person says
		}
		name := strikeOf(k)
		b.striking.begin(name)
		b.lanes.put(lane, func() {
			e := talk.Event{ID: clockID(k), At: b.opts.District.Here(now), Clock: &k,
				From: talk.Sender{ID: k.Person}, Chat: talk.Chat{ID: k.Person}}
			all.does(func() error {
				b.ahead(ctx, k)
				err := b.desk.decide(ctx, e, world.Op{Timer: &k})
				b.metrics.struck(k, now)
				if err != nil {
					mu.Lock()
					failed[name] = true
					mu.Unlock()
				}
				if b.striking.end(name, err) >= handleTries {
					b.desk.poisoned(ctx, k)
				}
				return err
			})
		})
	}
	err := all.wait(ctx, b.patience)
	mu.Lock()
	defer mu.Unlock()
	return err
}

// strikeOf names a timer with its moment.
func strikeOf(k talk.Clock) string {
	return fmt.Sprint(clockID(k), ":", k.Grid, ":", k.Due.Unix())
}

// striking is what is on its way in the lanes, and how often what is due has failed for
// good.
type striking struct {
	mu    sync.Mutex
	now   map[string]bool
	fails map[string]int
}

func (s *striking) begin(name string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.now == nil {
		s.now, s.fails = map[string]bool{}, map[string]int{}
	}
	s.now[name] = true
}

// end returns how often it has failed so that trying again does not help.
func (s *striking) end(name string, err error) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.now, name)
	switch {
	case err == nil:
		delete(s.fails, name)
		return 0
	case hopeless(err):
		s.fails[name]++
	}
	n := s.fails[name]
	if n >= handleTries {
		delete(s.fails, name)
	}
	return n
}

func (s *striking) has(name string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.now[name]
}

func (s *striking) many() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.now)
}

// caresLane is beyond the lanes of all cases.
const caresLane = 1 << 40

// servicesLane is beyond the lanes of all care cases.
const servicesLane = 1 << 41

// accordsLane is beyond the lanes of all requests.
const accordsLane = 1 << 42

// topicsLane is beyond the lanes of all that is agreed on.
const topicsLane = 1 << 43

// clockID names the attempt to handle a timer.
func clockID(k talk.Clock) string {
	if k.Care != 0 {
		return fmt.Sprintf("clock:k%d:%s", k.Care, k.Name)
	}
	if k.Service != 0 {
		return fmt.Sprintf("clock:s%d:%s", k.Service, k.Name)
	}
	if k.Accord != 0 {
		return fmt.Sprintf("clock:a%d:%s", k.Accord, k.Name)
	}
	if k.Topic != 0 {
		return fmt.Sprintf("clock:t%d:%s", k.Topic, k.Name)
	}
	return fmt.Sprintf("clock:%d:%d:%s", k.Case, k.Person, k.Name)
}

// What runs unasked for people is an event of theirs, in order with what they
// say, and counts once for its moment.

// Morning gives everybody who works here the list of the day, and whoever leads the
// list of what is with people who have left. Errors: world.ErrFenced while another
// process owns the district.
func (b *Bot) Morning(ctx context.Context, at time.Time) error {
	if b.owns.Load() { // what somebody had begun before the folder changed may have come later
		b.unroute(ctx)
	}
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
	var ids []int64
	people := b.desk.people().People
	for _, id := range slices.Sorted(maps.Keys(people)) { // in an order: what is told comes in it
		if who(people[id]) {
			ids = append(ids, id)
		}
	}
	all := newBatch(len(ids))
	for _, id := range ids {
		b.lanes.put(id, func() {
			k := talk.Clock{Person: id, Name: clock, Due: at}
			e := talk.Event{ID: fmt.Sprintf("%s:%d:%d", clock, id, at.Unix()), At: b.opts.District.Here(b.opts.Now()), Clock: &k,
				From: talk.Sender{ID: id}, Chat: talk.Chat{ID: id}}
			all.does(func() error { return b.desk.decide(ctx, e, world.Op{Once: &k}) })
		})
	}
	return all.wait(ctx, b.patience)
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
