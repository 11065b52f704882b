package bot

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"gridbot/flows/talk"
	"gridbot/flows/world"
)

// Members counts who is in each work group: people come and go in it without a word to
// the bot. One that cannot be counted now is counted tomorrow. Errors: world.ErrFenced
// while another process owns the district.
func (b *Bot) Members(ctx context.Context, at time.Time) error {
	if !b.owns.Load() {
		return fmt.Errorf("%s: %w", world.ClockMembers, world.ErrFenced)
	}
	staff := b.desk.staff.Load()
	if staff == nil || b.desk.members == nil {
		return nil
	}
	var faults []error
	for _, key := range slices.Sorted(maps.Keys(staff.Groups)) {
		n := b.desk.members(ctx, staff.Groups[key].Chat)
		if n == 0 {
			continue
		}
		k := talk.Clock{Grid: key, Name: world.ClockMembers, Due: at}
		e := talk.Event{ID: fmt.Sprintf("%s:%s:%d", k.Name, key, at.Unix()), At: b.opts.District.Here(b.opts.Now()), Clock: &k, Members: n}
		if err := b.desk.decide(ctx, e, world.Op{Once: &k}); err != nil {
			faults = append(faults, err)
		}
	}
	return errors.Join(faults...)
}
