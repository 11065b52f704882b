package history

import (
	"errors"
	"strconv"
	"time"

	"gridbot/flows/world"
)

// A Fault is a kind of thing that goes wrong from outside.
type Fault string

// What goes wrong.
const (
	faultCut      Fault = "cut before" // a call does not reach the other side
	faultCutAfter Fault = "cut after"  // it does, and its answer is lost
	faultCrash    Fault = "crash"      // the process ends in the middle of anything
	fault429      Fault = "429"        // Telegram limits us
	fault500      Fault = "500"        // Telegram stumbles
	faultDouble   Fault = "double"     // updates come twice
	faultSeize    Fault = "seize"      // another process takes the district over
	faultBeside   Fault = "beside"     // something else happens between reading and writing
	faultSkew     Fault = "skew"       // a clock is wrong for a while
	faultHang     Fault = "hang"       // a process sleeps longer than its lease
	faultForgets  Fault = "forgets"    // Redis forgets its scripts, as after a restart
	faultJump     Fault = "jump"       // a machine's clock is a month ahead for minutes, or an hour back
	faultPower    Fault = "power"      // Redis and who asked it are gone before anything was on the disk
	faultLate     Fault = "late"       // Telegram brings for hours nothing
	faultSlow     Fault = "time-out"   // who asks waits long before they hear that something failed
	faultOld      Fault = "old"        // a session is as an older release wrote it, or a newer one
)

// Faults are all kinds, in the order in which a history is made simpler by leaving them out.
var Faults = []Fault{faultOld, faultLate, faultJump, faultSlow, faultPower, faultForgets, faultSkew, faultHang, fault429, fault500, faultDouble, faultBeside, faultSeize, faultCut, faultCutAfter, faultCrash}

func (h *history) happens(f Fault, p float64) bool {
	if h.calm || h.o.Calm[f] {
		return false
	}
	if !h.chance(h.faults, p) {
		return false
	}
	h.told.Stats.Faults++
	return true
}

func (h *history) telegramFault(method string) Fault {
	rate := .004
	switch {
	case h.happens(faultCut, rate):
		h.note("!! telegram is not reached before %s", method)
		h.dawdles()
		return faultCut
	case h.happens(faultCutAfter, rate):
		h.note("!! telegram's answer is lost after %s", method)
		h.slow = h.happens(faultSlow, .5)
		h.twice = true
		return faultCutAfter
	case h.happens(fault500, rate):
		h.note("!! telegram stumbles at %s", method)
		return fault500
	case h.happens(fault429, rate/2):
		h.note("!! telegram limits us at %s", method)
		return fault429
	}
	return ""
}

func (h *history) storeFault(p *process, what string, after bool) Fault {
	if h.happens(faultCrash, .0006) {
		return faultCrash
	}
	if after && h.happens(faultCutAfter, .003) {
		return faultCutAfter
	}
	if !after && h.happens(faultCut, .002) {
		return faultCut
	}
	return ""
}

// interrupts lets something else happen just before a process writes what it decided.
func (h *history) interrupts(p *process) {
	if h.nested > 0 {
		return
	}
	h.nested++
	defer func() { h.nested-- }()
	if h.happens(faultSeize, .0015) {
		for _, other := range h.procs {
			if other != p && !other.dead && !other.busy {
				h.note("!! %s seizes the district from %s", other.name, p.name)
				h.told.Stats.Takeovers++
				h.takes(other, true)
			}
		}
		return
	}
	if p.steps == nil || !p.steps.Owns() || !h.happens(faultBeside, .08) {
		return
	}
	if lanes := p.steps.Lanes(); len(lanes) > 0 {
		lane := lanes[h.order.IntN(len(lanes))]
		_ = p.steps.Handle(p.ctx, lane)
	} else if _, _, err := p.steps.Send(p.ctx); err != nil {
		return
	}
}

// meddle lets things go wrong between the steps.
func (h *history) meddle() {
	if h.happens(faultDouble, .02) {
		h.peer.again = 1 + h.faults.IntN(5)
		h.note("!! telegram repeats %d updates", h.peer.again)
	}
	if h.happens(faultLate, .01) {
		h.peer.silent = h.now.Add(time.Duration(1+h.faults.IntN(180)) * time.Minute)
		h.note("!! telegram brings nothing until %s", h.peer.silent.In(h.stage.District.Zone).Format("15:04"))
	}
	if h.happens(faultForgets, .003) {
		h.note("!! redis forgets its scripts")
		h.redis.ForgetScripts()
	}
	if h.happens(faultSkew, .01) {
		p := h.procs[h.faults.IntN(len(h.procs))]
		p.skew = time.Duration(h.faults.IntN(180)-90) * time.Second
		h.note("!! the clock of %s is wrong by %s", p.name, p.skew)
	}
	h.ages()
	if h.owner != nil && h.happens(faultHang, .004) {
		h.note("!! %s sleeps longer than its lease", h.owner.name)
		h.owner = nil
		h.leaseLasts(time.Millisecond)
		h.advance(h.now.Add(15 * time.Second))
	}
	if h.happens(faultSeize, .004) {
		for _, p := range h.procs {
			if !p.dead && h.owner != p && !p.steps.Owns() {
				h.note("!! %s seizes the district", p.name)
				h.told.Stats.Takeovers++
				h.takes(p, true)
				return
			}
		}
	}
}

func isFenced(err error) bool { return errors.Is(err, world.ErrFenced) }

// leaseLasts lets the lease of whoever has it run out after so long.
func (h *history) leaseLasts(d time.Duration) {
	h.asks("pexpire", "{"+h.stage.District.ID+"}:lease", strconv.FormatInt(d.Milliseconds(), 10))
}

// asks asks Redis itself, past every store.
func (h *history) asks(args ...string) any {
	reply, err := h.redis.Do(args...)
	if err != nil {
		h.wrong("reads", "%v", err)
	}
	return reply
}
