package playbooks

import (
	"slices"
	"time"

	"gridbot/flows/cases"
)

// What is due is told by itself: on its day, and once more. Then whoever owns it has
// heard it, and it stands in the digest.

const (
	again = 3 * day // after which a step that is due is told a second and last time
	looks = 30 * day
)

// An Account is how a use went, as it was when it was over: what it rests on may be
// gone by then.
type Account struct {
	Look int64     `json:"look,omitempty"` // when it is looked at next whether it is over
	Went *Evidence `json:"went,omitempty"` // it is over, and that is how it went

	// When it was over, and how it had gone by then where nothing was begun; older
	// releases kept neither.
	Ended   int64    `json:"ended,omitempty"`
	Against Evidence `json:"against,omitzero"`
}

// Rest is when it is looked at again that is not over yet.
func (a *Account) Rest(now time.Time) { a.Look = now.Unix() + looks }

// Freeze keeps how it went. It is looked at no more, and nobody hears of it.
func (a *Account) Freeze(e Evidence) { a.Look, a.Went = 0, &e }

// End freezes it with what it is held against, as that is on the day.
func (a *Account) End(e, against Evidence, now int64) {
	a.Freeze(e)
	a.Ended, a.Against = now, against
}

// Over tells whether it is over.
func (a Account) Over() bool { return a.Went != nil }

// Open tells whether the step is to be done still.
func (d Doing) Open() bool { return d.Done == 0 && d.Not == 0 }

// Strikes is when somebody is told of a step next; 0: not any more.
func (d Doing) Strikes() int64 {
	switch {
	case d.Open() && d.Held():
		return d.strikes()
	case !d.Open() || d.Due == 0 || d.Told > 1:
		return 0
	case d.Told == 1:
		return d.Due + again
	}
	return d.Due
}

// Late are the numbers of the steps whose day has passed, in order.
func (u Use) Late(now time.Time) (all []int) {
	for i, d := range u.Doing {
		if d.Open() && d.Due != 0 && d.Due < now.Unix() && !u.Over() {
			all = append(all, i)
		}
	}
	return all
}

// Due are the numbers of the steps whose owner is told now, in order.
func (u Use) Due(now time.Time) (all []int) {
	for i, d := range u.Doing {
		if at := d.Strikes(); at != 0 && at <= now.Unix() && !u.Over() {
			all = append(all, i)
		}
	}
	return all
}

// Tell keeps that the owner of what is due has heard it now, and tells the most that
// somebody heard of one of it before; -1 where nothing is due. What is that late
// already is not told twice.
func (p *Playbook) Tell(of int, now time.Time) (before int) {
	u, before := p.Use(of), -1
	if u == nil {
		return before
	}
	for _, i := range u.Due(now) {
		if u.Doing[i].Held() {
			continue // who has it is told by the ladder
		}
		before = max(before, u.Doing[i].Told)
		p.change(of, i, func(d *Doing) {
			d.Told++
			if d.Told == 1 && d.Due+again <= now.Unix() {
				d.Told = 2
			}
		})
	}
	return before
}

// Hush has nobody hear of the steps any more.
func (p *Playbook) Hush(of int) {
	for i := range p.Use(of).Doing {
		p.change(of, i, func(d *Doing) { d.Told, d.Clock = 2, cases.Clock{} })
	}
}

// Reckon changes the account of a use.
func (p *Playbook) Reckon(of int, does func(a *Account)) {
	p.Uses = slices.Clone(p.Uses)
	does(&p.Use(of).Account)
}

// Strikes is when the next of all that is due is told, or looked at; 0: nothing is.
func (b Book) Strikes() int64 {
	next := int64(0)
	first := func(at int64) {
		if at != 0 && (next == 0 || at < next) {
			next = at
		}
	}
	for _, p := range b.All {
		first(p.Look)
		for _, u := range p.Uses {
			first(u.Look)
			for _, d := range u.Doing {
				if !u.Over() {
					first(d.Strikes())
				}
			}
		}
	}
	for _, t := range b.Tasks {
		first(t.Strikes())
	}
	if next == 0 {
		return 0
	}
	return max(next, b.Wait)
}

// Of is how a version went, by what is over: with how many topics and cases. The topic
// it was made from is of the first version.
func (p Playbook) Of(version string) Evidence {
	var e Evidence
	if p.Over() && p.Versions[0].Label() == version {
		e = e.Plus(*p.Went)
	}
	for _, u := range p.Uses {
		if u.Over() && u.Version == version {
			e = e.Plus(*u.Went)
		}
	}
	return e
}

// Calls are the steps of a version with an agency, one of each agency, the first.
func (v Version) Calls() []Step {
	var all []Step
	for _, s := range v.Steps {
		if s.Agency != "" && !slices.ContainsFunc(all, func(o Step) bool { return o.Agency == s.Agency }) {
			all = append(all, s)
		}
	}
	return all
}

// Calls are the open steps of a use with an agency, one of each.
func (u Use) Calls() []Step {
	v := Version{}
	for _, d := range u.Doing {
		if d.Open() {
			v.Steps = append(v.Steps, d.Step)
		}
	}
	return v.Calls()
}
