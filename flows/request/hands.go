package request

import (
	"crypto/subtle"
	"maps"
	"slices"

	"gridbot/flows/calendar"
)

// A Hand is how a request changes hands: whoever comes with the token takes it over.
type Hand struct {
	Token string `json:"token"`
	Until int64  `json:"until"`
}

// Takes tells whether somebody with a token takes it over now.
func (r Request) Takes(token string, at int64) bool {
	return r.Hand != nil && token != "" && subtle.ConstantTimeCompare([]byte(r.Hand.Token), []byte(token)) == 1 && at < r.Hand.Until
}

// ChangeHands makes a request that is under way somebody else's. What goes with the
// person (own) is asked of them anew, and what was done with it is done anew, with all
// that came after; everything else stays as it is, the visit too. It gives the steps
// that begin anew. Errors: ErrOver, ErrNotNow.
func (r *Request) ChangeHands(to int64, own []string, c *calendar.Calendar, at int64) (anew []string, err error) {
	switch {
	case !r.Open():
		return nil, ErrOver
	case to == r.By:
		return nil, ErrNotNow
	}
	r.By, r.Lang, r.Hand, r.Remind, r.Wanted = to, "", nil, Clock{}, 0
	for i := range r.Papers {
		if p := &r.Papers[i]; slices.Contains(own, p.ID) {
			*p = Paper{ID: p.ID, For: p.For, Asked: p.Asked + min(1, int(p.At))}
		}
	}
	before := r.ahead()
	redo := map[string]bool{}
	for more := true; more; {
		more = false
		for _, s := range r.Steps {
			again := slices.ContainsFunc(s.Needs, func(p string) bool { return slices.Contains(own, p) }) ||
				slices.ContainsFunc(before[s.ID], func(id string) bool { return redo[id] })
			if again && !redo[s.ID] {
				redo[s.ID], more = true, true
			}
		}
	}
	for i := range r.Steps {
		s := &r.Steps[i]
		if !redo[s.ID] || s.Met == 0 {
			continue
		}
		anew = append(anew, s.ID)
		s.State, s.Met, s.Ran, s.Since, s.Clock, s.Ended, s.By, s.Why, s.Took = Idle, 0, 0, 0, Clock{}, 0, 0, "", 0
	}
	for i := range r.Papers { // what those steps found wrong they look at again
		p := &r.Papers[i]
		p.Wrong = slices.DeleteFunc(slices.Clone(p.Wrong), func(w Wrong) bool { return slices.Contains(anew, w.Step) })
	}
	r.unmark(anew)
	r.settle(c, at)
	return anew, nil
}

// unmark takes out of the visit what suited who has left, and the steps that begin
// anew; what is agreed on stands.
func (r *Request) unmark(anew []string) {
	v := r.Visit
	if v == nil {
		return
	}
	v.Can, v.Not = maps.Clone(v.Can), maps.Clone(v.Not)
	delete(v.Can, Applicant)
	delete(v.Not, Applicant)
	v.Steps = slices.DeleteFunc(v.Steps, func(id string) bool { return slices.Contains(anew, id) })
	if len(v.Steps) == 0 {
		r.Visit = nil
	}
}
