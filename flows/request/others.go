package request

import (
	"cmp"
	"maps"
	"slices"

	"gridbot/flows/calendar"
)

// mostKept is how many times of those that were offered before stay on offer beside others,
// and fewestNew how many others there are at least.
const (
	mostKept  = 6
	fewestNew = 3
)

// Others offers other times: none of these suits somebody, or nobody was there. What the
// others have marked stays on offer with their marks, and so does what is left where it
// was agreed on already; the nearest times that nobody has ruled out come beside it. Round
// is the one that was seen. Errors: ErrOver, ErrNotNow, ErrUnknown for who does not come,
// ErrRound where others were offered meanwhile.
func (r *Request) Others(party string, round int, c *calendar.Calendar, at int64) error {
	v := r.Visit
	switch {
	case !r.Open():
		return ErrOver
	case v == nil || v.Round >= mostRounds:
		return ErrNotNow
	case !slices.Contains(v.Parties(r), party):
		return ErrUnknown
	case round != v.Round:
		return ErrRound
	}
	ruled, left := slices.Clone(v.Times), []int64(nil)
	if v.At != 0 { // it was to be then: the others may suit still
		ruled, left = []int64{v.At}, v.Times
	}
	v.At = 0
	v.rule(party, ruled, at)
	v.keep(left, at)
	n := max(fewestNew, mostTimes-len(v.Times))
	v.Times = append(v.Times, v.times(r, c, at, (n+1)/2, true)...) // at other hours of the same days, and on other days
	v.Times = append(v.Times, v.times(r, c, slices.Max(append(ruled, at)), n/2, true)...)
	if len(v.Times) == 0 { // nobody's hours meet: they must say so
		v.Times = append(v.Times, v.times(r, c, at, mostTimes, false)...)
	}
	slices.Sort(v.Times)
	v.Asked = v.Parties(r)
	v.Round++
	v.Clock = Clock{Next: Add(c, at, 2*60*60)}
	v.agree(r, at)
	return nil
}

// rule says that times do not suit somebody, and takes their marks of them; what has gone by
// is nobody's matter any more.
func (v *Visit) rule(party string, times []int64, now int64) {
	v.Not, v.Can, v.By = maps.Clone(v.Not), maps.Clone(v.Can), maps.Clone(v.By)
	if v.Not == nil {
		v.Not = map[string][]int64{}
	}
	no := slices.Concat(v.Not[party], times)
	slices.Sort(no)
	v.Not[party] = slices.Compact(slices.DeleteFunc(no, func(t int64) bool { return t <= now }))
	if can := without(v.Can[party], times); len(can) > 0 {
		v.Can[party] = can
	} else {
		delete(v.Can, party)
	}
	for _, t := range times {
		delete(v.By, markOf(party, t))
	}
}

// keep leaves on offer what somebody has marked, and what is left; of many, those that
// suit most, and then the first. Marks of what is not on offer any more go.
func (v *Visit) keep(left []int64, now int64) {
	times := slices.DeleteFunc(slices.Clone(v.Times), func(t int64) bool {
		return t <= now || v.Marks(t) == 0 && (!slices.Contains(left, t) || v.Ruled(t))
	})
	slices.SortStableFunc(times, func(a, b int64) int { return cmp.Or(cmp.Compare(v.Marks(b), v.Marks(a)), cmp.Compare(a, b)) })
	times = times[:min(len(times), mostKept)]
	slices.Sort(times)
	v.Times = times
	for p, can := range v.Can {
		if v.Can[p] = slices.DeleteFunc(slices.Clone(can), func(t int64) bool { return !slices.Contains(times, t) }); len(v.Can[p]) == 0 {
			delete(v.Can, p)
		}
	}
}

// Marks is how many a time suits.
func (v *Visit) Marks(at int64) (n int) {
	for _, can := range v.Can {
		if slices.Contains(can, at) {
			n++
		}
	}
	return n
}

// Ruled tells whether a time does not suit somebody, as they have said.
func (v *Visit) Ruled(at int64) bool {
	for _, no := range v.Not {
		if slices.Contains(no, at) {
			return true
		}
	}
	return false
}

func without(all, some []int64) []int64 {
	return slices.DeleteFunc(slices.Clone(all), func(t int64) bool { return slices.Contains(some, t) })
}

// Waiting tells whether somebody was asked when it suits them and has not said yet: they
// are not asked again in other words.
func (v *Visit) Waiting(party string) bool { return v != nil && slices.Contains(v.Asked, party) }

// TooLate is the first time somebody can come, and by when a department was to be done that
// has to look before: zeros where it still can be in time.
func (r *Request) TooLate(now int64) (first, due int64) {
	if r.Visit == nil {
		return 0, 0
	}
	first = r.Visit.Soonest(now)
	for _, id := range r.Visit.Steps {
		if s := r.Step(id); s != nil && s.State == Runs && s.Clock.Due < first && (due == 0 || s.Clock.Due < due) {
			due = s.Clock.Due
		}
	}
	if due == 0 {
		return 0, 0
	}
	return first, due
}
