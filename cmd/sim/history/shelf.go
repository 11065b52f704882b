package history

import (
	"context"
	"errors"
	"runtime"
	"slices"
	"time"

	"gridbot/flows/talk"
	"gridbot/flows/world"
	"gridbot/store"
)

// errAway is a Redis that does not answer.
var errAway = errors.New("history: redis is away")

// shelf is the real store as one process sees it, with the faults of the history before
// and after what it does. It is where the history looks at what was truly committed.
type shelf struct {
	*store.Store
	h *history
	p *process
}

// fails lets a call fail, before or after it took effect; it ends the process where the
// power goes.
func (s *shelf) fails(what string, after bool) error {
	h, p := s.h, s.p
	if p.dead { // a step within a step crashed
		runtime.Goexit()
	}
	switch h.storeFault(p, what, after) {
	case faultCrash:
		h.note("!! %s: the power goes %s %s", p.name, when(after), what)
		p.dead = true
		runtime.Goexit()
	case faultCut, faultCutAfter:
		h.note("!! %s: redis does not answer %s %s", p.name, when(after), what)
		h.dawdles()
		return errAway
	}
	return nil
}

func when(after bool) string {
	if after {
		return "after"
	}
	return "before"
}

// call does something between its two chances to fail.
func call[T any](s *shelf, what string, does func() (T, error)) (T, error) {
	var none T
	if err := s.fails(what, false); err != nil {
		return none, err
	}
	got, err := does()
	if err != nil {
		return got, err
	}
	if err := s.fails(what, true); err != nil {
		return none, err
	}
	return got, nil
}

func (s *shelf) Read(ctx context.Context, who int64, need world.Need) (world.Reading, error) {
	if who == firstResident+1 && s.h.plants(plantDamaged) || s.h.plants(plantStrict) && s.h.aged[who] {
		return world.Reading{}, errDamaged
	}
	return call(s, "read", func() (world.Reading, error) { return s.Store.Read(ctx, who, need) })
}

func (s *shelf) Staff(ctx context.Context) (world.Staff, error) {
	return call(s, "staff", func() (world.Staff, error) { return s.Store.Staff(ctx) })
}

func (s *shelf) Number(ctx context.Context) (int, error) {
	return call(s, "number", func() (int, error) { return s.Store.Number(ctx) })
}

func (s *shelf) Inbox(ctx context.Context, after string, wait time.Duration) ([]world.Entry, error) {
	return call(s, "inbox", func() ([]world.Entry, error) { return s.Store.Inbox(ctx, after, -1) })
}

func (s *shelf) Outbox(ctx context.Context, after string, n int64) ([]world.Post, error) {
	if s.h.plants(plantUnread) || s.h.plants(plantUnsure) && s.p.steps.Owns() {
		return nil, nil
	}
	return call(s, "outbox", func() ([]world.Post, error) { return s.Store.Outbox(ctx, after, n) })
}

func (s *shelf) Card(ctx context.Context, number int, chat int64) (int, error) {
	return call(s, "card", func() (int, error) { return s.Store.Card(ctx, number, chat) })
}

func (s *shelf) Due(ctx context.Context, now time.Time, n int) ([]talk.Clock, error) {
	if s.h.plants(plantEarly) {
		now = now.Add(time.Hour)
	}
	return call(s, "due", func() ([]talk.Clock, error) { return s.Store.Due(ctx, now, n) })
}

func (s *shelf) Put(ctx context.Context, updates []world.Raw, now time.Time) ([]string, error) {
	if len(updates) > 0 && s.h.seldom(plantLoseIntake, .05) {
		return make([]string, len(updates)), nil
	}
	if s.h.plants(plantPunctual) {
		updates = slices.Clone(updates)
		updates = slices.DeleteFunc(updates, func(u world.Raw) bool { return s.h.peer.waited(u.ID) > 10*time.Minute })
	}
	if s.h.plants(plantReversed) {
		updates = slices.Clone(updates)
		slices.Reverse(updates)
	}
	st := s.Store
	if s.h.o.Plant == plantUnnoticed && s.h.lost {
		fresh, err := store.OpenIn(ctx, s.h.redis.Hook(), s.h.stage.District.ID) // it has seen nothing
		if err != nil {
			return nil, err
		}
		defer fresh.Close()
		st = fresh
	}
	return call(s, "put", func() ([]string, error) {
		entries, err := st.Put(ctx, updates, now)
		if err == nil {
			for i, id := range entries {
				if id != "" {
					s.h.entered(id, updates[i].ID)
				}
			}
		}
		return entries, err
	})
}

func (s *shelf) Commit(ctx context.Context, op world.Op, who int64, ch world.Change) (world.Written, error) {
	s.h.interrupts(s.p)
	op, ch = s.h.tampered(op, ch)
	return call(s, "commit", func() (world.Written, error) {
		st := s.Store
		if o := s.h.owner; o != nil && o.shelf != nil && s.h.plants(plantUnfenced) {
			st = o.shelf.Store
		}
		if s.h.seldom(plantUnwritten, .01) {
			return world.Written{Letters: make([]string, len(ch.Letters))}, nil
		}
		before := s.h.beforePower()
		w, err := st.Commit(ctx, op, who, ch)
		early := before != nil && s.h.plants(plantEarlyWord)
		if err == nil && !w.Again && (before == nil || early) {
			s.h.committed(s.p, op, who, ch)
			s.h.pends(w.Letters)
		}
		if before != nil {
			s.h.power(s.p, before)
		}
		return w, err
	})
}

func (s *shelf) PutAside(ctx context.Context, e world.Entry, why string) error {
	_, err := call(s, "aside", func() (struct{}, error) {
		err := s.Store.PutAside(ctx, e, why)
		if err == nil {
			s.h.note("!! put aside: %s", why)
			s.h.aside(e, why)
		}
		return struct{}{}, err
	})
	return err
}

func (s *shelf) Sent(ctx context.Context, p world.Post, message int) error {
	if s.h.seldom(plantUnsent, .02) {
		return nil
	}
	_, err := call(s, "sent", func() (struct{}, error) {
		err := s.Store.Sent(ctx, p, message)
		if err == nil {
			s.h.left(s.p, p, message)
		}
		return struct{}{}, err
	})
	return err
}

func (s *shelf) TakeLease(ctx context.Context, owner string, lasts time.Duration) (bool, error) {
	return call(s, "lease", func() (bool, error) {
		ours, err := s.Store.TakeLease(ctx, owner, leaseLasts)
		if err == nil && ours {
			s.h.owns(s.p)
		}
		return ours, err
	})
}

func (s *shelf) SeizeLease(ctx context.Context, owner string, lasts time.Duration) error {
	_, err := call(s, "seize", func() (struct{}, error) {
		err := s.Store.SeizeLease(ctx, owner, leaseLasts)
		if err == nil {
			s.h.owns(s.p)
		}
		return struct{}{}, err
	})
	return err
}

func (s *shelf) KeepLease(ctx context.Context, lasts time.Duration) (bool, error) {
	return call(s, "keep", func() (bool, error) { return s.Store.KeepLease(ctx, leaseLasts) })
}

// leaseLasts is longer than the leaps time takes here: an owner who lives keeps the
// lease. When one falls silent, the history lets the lease run out.
const leaseLasts = 400 * 24 * time.Hour
