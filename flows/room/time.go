package room

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"time"

	"gridbot/flows/cases"
	"gridbot/flows/talk"
	"gridbot/flows/world"
)

// gather keeps the reminders, and holds them against what is promised: each
// rung of a clock is told to a person once.
func (r *Room) gather(who int64, ch world.Change) {
	if r.rungs == nil {
		r.rungs, r.gathered, r.wound = map[string]bool{}, map[int64][]world.Reminder{}, map[int64]time.Time{}
		r.told = map[string]map[int64]int{}
	}
	for _, id := range ch.Told {
		if r.told[ch.Day] == nil {
			r.told[ch.Day] = map[int64]int{}
		}
		r.told[ch.Day][id]++
	}
	for _, k := range ch.Strikes {
		if k.Name == world.ClockRemind {
			r.wound[k.Person] = k.Due
		}
	}
	for _, m := range ch.Remind {
		if m.Left != "" {
			r.gathered[m.To] = append(r.gathered[m.To], m)
			if _, ok := r.wound[m.To]; !ok {
				r.wound[m.To] = m.Wind
			}
			continue
		}
		c := r.Case(m.Case)
		since := c.Clock.Since
		for _, l := range c.Legs {
			if string(m.Clock) == l.Timer() {
				since = l.Clock.Since
			}
		}
		rung := fmt.Sprintf("%d %s since %d, due %d, rung %d, promise %d, to %d", m.Case, m.Clock, since, m.Due, m.Step, c.Clock.Promises, m.To)
		if r.rungs[rung] {
			r.T.Fatalf("told twice: %s", rung)
		}
		r.rungs[rung] = true
		if m.Wind.Before(r.Now) || r.District.Quiet.Holds(m.Wind) {
			r.T.Fatalf("%s would be told at %s", rung, m.Wind)
		}
		r.gathered[m.To] = append(r.gathered[m.To], m)
		if _, ok := r.wound[m.To]; !ok {
			r.wound[m.To] = m.Wind
		}
	}
	if ch.Reminded != nil {
		delete(r.gathered, who)
	}
	for _, l := range ch.Letters {
		if l.Class == world.ClassReminder && r.District.Quiet.Holds(r.Now) {
			r.T.Fatalf("a reminder at %s: %s", r.District.Here(r.Now), Freeze(r.T, l))
		}
	}
}

// remind tells everybody what was gathered for them by now.
func (r *Room) remind() {
	for _, who := range slices.Sorted(maps.Keys(r.wound)) {
		if at := r.wound[who]; !at.After(r.Now) {
			delete(r.wound, who)
			r.Happen(talk.Event{ID: "remind", From: talk.Sender{ID: who}, Chat: talk.Chat{ID: who},
				Clock: &talk.Clock{Person: who, Name: world.ClockRemind, Due: at}})
		}
	}
}

// Pass lets time go by; the clocks of the cases strike when they run out.
func (r *Room) Pass(d time.Duration) {
	r.Now = r.Now.Add(d)
	for {
		due := r.all(func(c cases.Case) bool { at := c.Clock.Strikes(); return at != 0 && at <= r.Now.Unix() },
			func(a, b cases.Case) int { return cmp.Compare(a.Clock.Strikes(), b.Clock.Strikes()) })
		if r.legStrikes() || r.asks() || r.careStrikes() || r.serviceStrikes() || r.accordStrikes() || r.playsStrike() || r.topicStrikes() {
			continue
		}
		if len(due) == 0 {
			r.remind()
			return
		}
		c := due[0]
		r.Happen(talk.Event{ID: "clock", Clock: &talk.Clock{Case: c.Number, Name: string(c.Clock.Name), Due: time.Unix(c.Clock.Strikes(), 0)}})
		if after := r.Case(c.Number); after.Clock == c.Clock {
			r.T.Fatalf("the clock of a case strikes for ever: %+v", after)
		}
	}
}

// Live lets time go by with the bot at work: what was agreed on strikes when it is due, and
// not all of it at the end, as after an absence.
func (r *Room) Live(d time.Duration) {
	for end := r.Now.Add(d); ; {
		next := end
		for topic := range r.accords {
			for _, at := range r.Accord(topic).Timers() {
				if t := time.Unix(at, 0); t.After(r.Now) && t.Before(next) {
					next = t
				}
			}
		}
		if r.Pass(next.Sub(r.Now)); !next.Before(end) {
			return
		}
	}
}

// legStrikes lets the clock of one leg strike that has to by now.
func (r *Room) legStrikes() bool {
	for _, c := range r.all(cases.Case.Legged, func(a, b cases.Case) int { return cmp.Compare(a.Number, b.Number) }) {
		for _, l := range c.OpenLegs() {
			at := l.Clock.Strikes()
			if at == 0 || at > r.Now.Unix() {
				continue
			}
			r.Happen(talk.Event{ID: "clock", Clock: &talk.Clock{Case: c.Number, Name: l.Timer(), Due: time.Unix(at, 0)}})
			if after := r.Case(c.Number).Leg(l.N); after.Clock == l.Clock {
				r.T.Fatalf("the clock of a leg strikes for ever: %+v", after)
			}
			return true
		}
	}
	return false
}

// loseGrid puts what is open in the grid of a case into one that no folder knows, and
// lets the bot start with that; where it was lost before, it only starts again.
func (r *Room) loseGrid(number int) {
	const lost = "cangchang"
	of, n := r.Case(number).Grid, 0
	for _, c := range r.all(func(c cases.Case) bool { return of != "" && c.Grid == of && c.Status.Type() == cases.Open }, func(a, b cases.Case) int { return cmp.Compare(a.Number, b.Number) }) {
		c.Grid = lost
		r.Cases[c.Number] = Freeze(r.T, c)
		n++
	}
	r.Happen(talk.Event{ID: "start", Clock: &talk.Clock{Name: fmt.Sprintf("%s%d:%s", world.ClockUnroute, n, lost), Due: r.Now}})
}

// asks lets the clock strike by which one reporter is asked how it is now.
func (r *Room) asks() bool {
	struck := r.all(func(c cases.Case) bool { at := c.Asking.Strikes(); return at != 0 && at <= r.Now.Unix() },
		func(a, b cases.Case) int { return cmp.Compare(a.Number, b.Number) })
	if len(struck) == 0 {
		return false
	}
	c := struck[0]
	r.Happen(talk.Event{ID: "clock", Clock: &talk.Clock{Case: c.Number, Name: string(c.Asking.Name), Due: time.Unix(c.Asking.Strikes(), 0)}})
	if after := r.Case(c.Number); after.Asking == c.Asking {
		r.T.Fatalf("a reporter is asked for ever: %+v", after)
	}
	return true
}
