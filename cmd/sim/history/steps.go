package history

import (
	"context"
	"time"
)

// settle lets everything happen that can happen now, in an order of its own.
func (h *history) settle() {
	for range 20_000 {
		if h.told.Wrong != "" {
			return
		}
		steps := h.possible()
		if len(steps) == 0 {
			if next := h.nextSend(); next.Sub(h.now) < 20*time.Second {
				h.advance(next)
				continue
			}
			return
		}
		steps[h.order.IntN(len(steps))]()
	}
	h.wrong("drains", "there is always something left to do")
}

// possible are the steps that can be taken now.
func (h *history) possible() (steps []func()) {
	for _, p := range h.procs {
		if p.dead {
			if !p.back.After(h.now) {
				steps = append(steps, func() {
					h.note("-- %s starts", p.name)
					if err := h.start(p); err != nil {
						h.wrong("starts", "%v", err)
					}
				})
			}
			continue
		}
		if !p.steps.Owns() {
			if h.owner == nil || h.owner == p {
				steps = append(steps, func() { h.takes(p, false) })
			}
			continue
		}
		steps = append(steps, h.work(p)...)
	}
	return steps
}

// takes lets a process try to own the district.
func (h *history) takes(p *process, seize bool) {
	h.in(p, func() {
		ours, err := p.steps.Own(p.ctx, seize)
		if err == nil && ours {
			h.note("-- %s owns the district", p.name)
			p.sendAt = time.Time{}
		}
		if err == nil && !ours {
			h.advance(h.now.Add(2 * time.Second))
		}
	})
}

// work are the steps of an owner.
func (h *history) work(p *process) (steps []func()) {
	fenced := func(err error) {
		if isFenced(err) {
			h.note("-- %s is fenced", p.name)
			p.steps.Lose()
			if h.owner == p {
				h.owner = nil
			}
		}
	}
	if len(h.peer.updates) > 0 && h.unconfirmed(p) {
		steps = append(steps, func() {
			h.in(p, func() {
				if err := p.steps.Poll(p.ctx); err != nil {
					p.polled = 0
					h.advance(h.now.Add(time.Second))
				} else {
					p.polled = max(p.polled, h.peer.handed)
				}
			})
		})
	}
	if p.steps.Unsure() {
		steps = append(steps, func() { h.in(p, func() { fenced(p.steps.Read(p.ctx)) }) })
	}
	for _, lane := range p.steps.Lanes() {
		steps = append(steps, func() { h.in(p, func() { fenced(p.steps.Handle(p.ctx, lane)) }) })
	}
	if !p.sendAt.After(h.now) {
		steps = append(steps, func() {
			h.in(p, func() {
				sent, wait, err := p.steps.Send(p.ctx)
				fenced(err)
				if sent || err != nil {
					return
				}
				p.sendAt = h.now.Add(wait)
				if wait == 0 {
					p.sendAt = h.now.Add(365 * 24 * time.Hour) // until something comes
				} else if q := h.stage.District.Quiet; wait > 20*time.Second && q.Holds(h.now) {
					p.sendAt = q.End(h.now)
				}
			})
		})
	}
	return steps
}

// unconfirmed tells whether there is something to ask Telegram for that it has not given
// a process.
func (h *history) unconfirmed(p *process) bool {
	return !h.peer.silent.After(h.now) && (h.peer.updates[len(h.peer.updates)-1].id > p.polled || h.peer.again > 0)
}

// nextSend is when a process looks next whether a letter may go; in a year when none does.
func (h *history) nextSend() time.Time {
	next := h.now.Add(365 * 24 * time.Hour)
	for _, p := range h.procs {
		if !p.dead && p.steps.Owns() && p.sendAt.After(h.now) && p.sendAt.Before(next) {
			next = p.sendAt
		}
	}
	return next
}

// turn lets time pass until the next thing happens, and that happen.
func (h *history) turn() {
	next := h.ended
	sooner := func(t time.Time) {
		if t.After(h.now) && t.Before(next) {
			next = t
		}
	}
	for _, a := range h.people {
		sooner(a.next)
	}
	for _, p := range h.procs {
		if p.dead {
			sooner(p.back)
		}
	}
	sooner(h.nextSend())
	sooner(h.peer.silent)
	sooner(h.nextJob())
	h.advance(next)
	for _, a := range h.people {
		if !a.next.After(h.now) {
			h.act(a)
		}
	}
	if !h.jobAt.After(h.now) {
		h.runJobs()
	}
	h.meddle()
	h.jumps()
	h.everyDay()
}

// advance moves the clock, of everybody.
func (h *history) advance(to time.Time) {
	if d := to.Sub(h.now); d > 0 {
		h.now = to
		h.redis.At(to)
	}
}

// nextJob is when a job or a timer is due next.
func (h *history) nextJob() time.Time {
	if h.jobAt.After(h.now) && !h.stirred {
		return h.jobAt
	}
	h.stirred = false
	z := h.stage.District.Zone
	here := h.now.In(z)
	best := time.Date(here.Year(), here.Month(), here.Day()+1, 3, 10, 0, 0, z)
	for _, at := range [][2]int{{3, 10}, {8, 30}, {9, 0}, {9, 15}, {10, 0}} {
		if t := time.Date(here.Year(), here.Month(), here.Day(), at[0], at[1], 0, 0, z); t.After(here) && t.Before(best) {
			best = t
		}
	}
	due, err := h.raw.Due(context.Background(), h.now.Add(400*24*time.Hour), 1)
	if err != nil {
		h.wrong("reads", "%v", err)
	}
	if len(due) > 0 {
		at := due[0].Due.Add(time.Minute - time.Nanosecond).Truncate(time.Minute)
		if !at.After(h.now) {
			at = h.now.Truncate(time.Minute).Add(time.Minute)
		}
		if at.Before(best) {
			best = at
		}
	}
	h.jobAt = best.UTC()
	return h.jobAt
}

// runJobs runs what is due, in every process: who does not own the district does nothing.
func (h *history) runJobs() {
	h.stirred = true
	for _, p := range h.procs {
		if p.dead {
			continue
		}
		h.in(p, func() {
			if err := p.jobs.Run(p.ctx, p.now()); err != nil && isFenced(err) && p.steps.Owns() {
				p.steps.Lose()
			}
		})
	}
}
