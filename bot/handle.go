package bot

import (
	"context"
	"errors"

	"gridbot/flows/talk"
	"gridbot/flows/world"
)

// handleTries is how often an update is tried before it is put aside.
const handleTries = 3

// handle takes one update from the inbox to its end: committed, or put aside.
// An error means that the district is not ours any more, or that we stop.
func (d *desk) handle(ctx context.Context, u understood) error {
	began := d.real.now()
	entry, e, ok := u.entry, u.event, u.ours
	if u.err != nil {
		return d.putAside(ctx, entry, "not an update")
	}
	outcome := "ignored"
	for try := 1; ; try++ {
		err := d.decideOrDrop(ctx, e, ok, world.Op{Inbox: entry.ID})
		switch {
		case err == nil:
			if ok {
				outcome = "handled"
			}
		case errors.Is(err, world.ErrFenced) || ctx.Err() != nil:
			return err
		case hopeless(err) && try >= handleTries:
			d.log.Error("update", "entry", entry.ID, "try", try, "err", err)
			if err := d.putAside(ctx, entry, err.Error()); err != nil {
				return err
			}
			d.tellOf(ctx, u)
			return nil
		default:
			d.log.Warn("update", "entry", entry.ID, "try", try, "err", err)
			if !hopeless(err) && ok { // else it would not be true that nothing is lost
				d.outage.person(e)
			}
			if err := d.pause(ctx, try); err != nil {
				return err
			}
			continue
		}
		took := d.real.now().Sub(began)
		d.metrics.outcome(e, outcome, took)
		d.log.Info("update", "entry", entry.ID, "outcome", outcome, "took", took)
		return nil
	}
}

// understood is an entry of the inbox with what it means.
type understood struct {
	entry world.Entry
	event talk.Event
	ours  bool  // it means something to us
	err   error // it is not an update
}

// understand decodes an update; a panic there is a fault of this one update.
func (d *desk) understand(entry world.Entry) (u understood) {
	u.entry = entry
	defer d.caught(entry.ID, &u.err)
	u.event, u.ours, u.err = decode(entry.Body, d.bot, d.district.Here(d.now()))
	u.event.ID = entry.ID
	return u
}

// lane is whose lane an update belongs in: the person's, or else the chat's.
func (u understood) lane() int64 {
	if u.event.From.ID != 0 {
		return u.event.From.ID
	}
	return u.event.Chat.ID
}

// decideOrDrop handles an event, or just uses up the entry of an update that
// means nothing to us.
func (d *desk) decideOrDrop(ctx context.Context, e talk.Event, ok bool, op world.Op) error {
	if ok {
		if e.Chat.Group && (e.Command == "bind" || e.Command == "start") && d.members != nil {
			e.Members = d.members(ctx, e.Chat.ID)
		}
		return d.decide(ctx, e, op)
	}
	_, err := d.records.Commit(ctx, op, 0, world.Change{})
	return err
}

func (d *desk) putAside(ctx context.Context, entry world.Entry, why string) error {
	d.metrics.updates.WithLabelValues("any", "put aside").Inc()
	for try := 1; ; try++ {
		err := d.records.PutAside(ctx, entry, why)
		if err == nil || errors.Is(err, world.ErrFenced) {
			return err
		}
		d.log.Warn("put aside", "entry", entry.ID, "try", try, "err", err)
		if err := d.pause(ctx, try); err != nil {
			return err
		}
	}
}
