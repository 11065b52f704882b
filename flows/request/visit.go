package request

import (
	"maps"
	"slices"
	"strconv"
	"time"

	"gridbot/flows/calendar"
)

// A Visit is one appointment of all who must look at the place. Each marks when it
// suits them; the first time that suits all is agreed on.
type Visit struct {
	Steps []string           `json:"steps"`
	Times []int64            `json:"times,omitempty"`
	Can   map[string][]int64 `json:"can,omitempty"`   // by agency, and of the applicant
	Not   map[string][]int64 `json:"not,omitempty"`   // what does not suit, as they have said
	By    map[string]int64   `json:"by,omitempty"`    // which officer marked it, by agency and time
	Asked []string           `json:"asked,omitempty"` // who was asked and has not said anything since
	Round int                `json:"round"`
	At    int64              `json:"at,omitempty"` // agreed on
	Clock Clock              `json:"clock,omitzero"`
}

// Applicant is who asked, among those a visit must suit.
const Applicant = "+"

// mostTimes is how many times are offered in one round: they stand on buttons.
const mostTimes = 6

func (v Visit) clone() Visit {
	v.Steps, v.Times, v.Can, v.By = slices.Clone(v.Steps), slices.Clone(v.Times), maps.Clone(v.Can), maps.Clone(v.By)
	v.Not, v.Asked = maps.Clone(v.Not), slices.Clone(v.Asked)
	return v
}

// Parties are whom the visit must suit: the departments and who asked.
func (v Visit) Parties(r *Request) []string {
	all := []string{Applicant}
	for _, id := range v.Steps {
		if s := r.Step(id); s != nil && !slices.Contains(all, s.Agency) {
			all = append(all, s.Agency)
		}
	}
	return all
}

// together are the steps somebody must look for that can be looked for at once: those
// that do not wait for another visit.
func (r *Request) together() []string {
	unseen := func(s Step) bool { return s.Visit && !s.Seen && !s.Over() }
	known := map[string]bool{}
	var behind func(s Step) bool // whether it waits, over others too, for one that is unseen
	behind = func(s Step) bool {
		if is, asked := known[s.ID]; asked {
			return is
		}
		known[s.ID] = slices.ContainsFunc(r.Before(s), func(id string) bool { return unseen(*r.Step(id)) || behind(*r.Step(id)) })
		return known[s.ID]
	}
	var all []string
	for _, s := range r.Steps {
		if unseen(s) && !behind(s) {
			all = append(all, s.ID)
		}
	}
	return all
}

// arrange offers times for a visit when all who must look can: each has its step.
func (r *Request) arrange(c *calendar.Calendar, at int64) {
	group := r.together()
	switch {
	case len(group) == 0:
		r.Visit = nil
		return
	case slices.ContainsFunc(group, func(id string) bool { return r.Step(id).Met == 0 }):
		return // one visit for all: who was quicker waits
	case r.Visit != nil:
		return
	}
	r.Visit = &Visit{Steps: group}
	r.Visit.offer(r, c, at, at)
}

// offer offers times after a moment, from the next half-day on, that lie in everybody's
// hours.
func (v *Visit) offer(r *Request, c *calendar.Calendar, after, now int64) {
	v.Can, v.By, v.At, v.Times = map[string][]int64{}, nil, 0, nil
	v.Round++
	v.Asked = v.Parties(r)
	v.Times = v.times(r, c, after, mostTimes, true)
	if len(v.Times) == 0 {
		v.Times = v.times(r, c, after, mostTimes, false) // nobody's hours meet: they must say so
	}
	v.Clock = Clock{Next: Add(c, now, 2*60*60)}
}

// later is how long after the first time of a half-day there is another one, where the
// first ones did not suit.
const later = 90

// times are so many after a moment that are not on offer and that nobody has ruled out, two
// a day at most. At first each half-day has one.
func (v *Visit) times(r *Request, c *calendar.Calendar, after int64, most int, hours bool) []int64 {
	var times []int64
	from := time.Unix(after, 0).In(c.Zone()).Add(2 * time.Hour)
	d := calendar.DateOf(from)
	for range 60 {
		today := 0
		for _, begin := range v.begins(c) {
			at := d.At(begin, c.Zone())
			if !c.Works(d) || at.Before(from) || hours && !v.open(r, begin) || today == 2 || slices.Contains(v.Times, at.Unix()) || v.Ruled(at.Unix()) {
				continue
			}
			today++
			if times = append(times, at.Unix()); len(times) == most {
				return times
			}
		}
		d = d.Plus(1)
	}
	return times
}

// begins are the times of a day at which somebody could come.
func (v *Visit) begins(c *calendar.Calendar) (all []calendar.Clock) {
	for _, h := range c.Office() {
		if all = append(all, h.From+30); v.Round > 1 || len(v.Not) > 0 {
			if second := h.From + 30 + later; second+30 <= h.To {
				all = append(all, second)
			}
		}
	}
	return all
}

// open tells whether a time of day lies in the hours of all who come.
func (v *Visit) open(r *Request, at calendar.Clock) bool {
	return !slices.ContainsFunc(v.Steps, func(id string) bool {
		s := r.Step(id)
		return len(s.Hours) > 0 && !slices.ContainsFunc(s.Hours, func(h calendar.Hours) bool { return h.From <= at && at < h.To })
	})
}

// leave takes a step out of the visit.
func (v *Visit) leave(step string, r *Request, now int64) {
	v.Steps = slices.DeleteFunc(v.Steps, func(id string) bool { return id == step })
	if len(v.Steps) == 0 {
		r.Visit = nil
		return
	}
	v.agree(r, now)
}

// Suits marks that a time suits somebody, or not any more. The first time to come that
// suits all is agreed on. Errors: ErrOver, ErrNotNow, ErrUnknown.
func (r *Request) Suits(party string, at, now int64) error {
	v := r.Visit
	switch {
	case !r.Open():
		return ErrOver
	case v == nil || v.At != 0 || at <= now:
		return ErrNotNow
	case !slices.Contains(v.Times, at) || !slices.Contains(v.Parties(r), party):
		return ErrUnknown
	}
	v.Asked = slices.DeleteFunc(slices.Clone(v.Asked), func(p string) bool { return p == party })
	if no := v.Not[party]; slices.Contains(no, at) { // after all
		v.Not = maps.Clone(v.Not)
		v.Not[party] = without(no, []int64{at})
	}
	had := v.Can[party]
	if slices.Contains(had, at) {
		v.Can[party] = slices.DeleteFunc(slices.Clone(had), func(t int64) bool { return t == at })
		return nil
	}
	if v.Can == nil {
		v.Can = map[string][]int64{}
	}
	v.Can[party] = append(slices.Clone(had), at)
	v.agree(r, now)
	return nil
}

// markOf names a mark of a department.
func markOf(party string, at int64) string { return party + " " + strconv.FormatInt(at, 10) }

// Marker is which officer of a department marked a time; 0 where nobody did, or it is
// not known.
func (v *Visit) Marker(party string, at int64) int64 {
	if !slices.Contains(v.Can[party], at) {
		return 0
	}
	return v.By[markOf(party, at)]
}

// Mark marks for somebody that a time suits them, or their department, or takes the mark
// back: one of a colleague only where that is meant. Errors: those of Suits, and ErrTheirs.
func (r *Request) Mark(party string, by, at, now int64, meant bool) error {
	v := r.Visit
	if v != nil && r.Open() && v.At == 0 && at > now {
		set := slices.Contains(v.Can[party], at)
		switch other := v.Marker(party, at); {
		case meant && !set:
			return nil // taken back already
		case other != 0 && other != by && !meant:
			return ErrTheirs
		}
	}
	if err := r.Suits(party, at, now); err != nil {
		return err
	}
	if v.By = maps.Clone(v.By); v.By == nil {
		v.By = map[string]int64{}
	}
	delete(v.By, markOf(party, at))
	if party != Applicant && slices.Contains(v.Can[party], at) {
		v.By[markOf(party, at)] = by
	}
	return nil
}

// Torn tells whether all have said when it suits them, and no time to come suits all.
func (v *Visit) Torn(r *Request) bool {
	return v.At == 0 && !slices.ContainsFunc(v.Parties(r), func(p string) bool { return len(v.Can[p]) == 0 || v.Waiting(p) })
}

// Soonest is the first time to come that is offered or agreed on; 0 for none.
func (v *Visit) Soonest(now int64) int64 {
	if v.At != 0 {
		return v.At
	}
	for _, at := range v.Times {
		if at > now {
			return at
		}
	}
	return 0
}

func (v *Visit) agree(r *Request, now int64) {
	for _, at := range v.Times {
		all := at > now && !slices.ContainsFunc(v.Parties(r), func(p string) bool { return !slices.Contains(v.Can[p], at) })
		if all && v.At == 0 {
			v.At, v.Clock = at, Clock{Due: at, Next: at - oneDay/2}
		}
	}
}

// mostRounds is how often other times are offered: then people must telephone.
const mostRounds = 20

// Look is the visit as it was made. Errors: ErrOver, ErrNotNow.
func (r *Request) Look(c *calendar.Calendar, at int64) error {
	v := r.Visit
	switch {
	case !r.Open():
		return ErrOver
	case v == nil || v.At == 0 || at < v.At:
		return ErrNotNow
	}
	for _, id := range v.Steps {
		r.Step(id).Seen = true
	}
	r.Held++
	r.Visit = nil
	r.settle(c, at)
	return nil
}

// Visiting is the clock of the visit that has struck: of times nobody has marked yet,
// before it, and a day after it, where nobody has said that it was made. It reports
// whether other times were offered, as those there were have gone by.
func (r *Request) Visiting(c *calendar.Calendar, at int64) (anew bool) {
	v := r.Visit
	if v.Soonest(at) == 0 && v.Round < roundsUnasked {
		v.offer(r, c, at, at)
		return true
	}
	switch v.Clock.Rung++; {
	case v.Clock.Rung >= mostReminded:
		v.Clock.Next = 0
	case v.At > at:
		v.Clock.Next = v.At + oneDay
	default:
		v.Clock.Next = at + oneDay
	}
	return false
}

const (
	mostReminded  = 5 // how often a visit is reminded of
	roundsUnasked = 4 // rounds after which other times are offered only to who asks
)
