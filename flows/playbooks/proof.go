package playbooks

// How it went moves with every case that is told of, and with every one that is
// forgotten. So a version keeps what was known on the day it was written, and what
// is over keeps what was known when it ended, each with what it was held against on
// that day. What comes later is told apart.

// A Proof is how it went up to a day, and meanwhile where nothing was begun. It is
// never changed.
type Proof struct {
	At      int64    `json:"at"`
	Own     Evidence `json:"own,omitzero"`
	Nothing Evidence `json:"nothing,omitzero"`
}

// Verdict says how it went, as it was known then.
func (p Proof) Verdict() Verdict { return p.Own.Verdict(p.Nothing) }

// Later is what is known now and was not then: the days before are the same, those
// after begin where the others ended. None where no day has passed. What was counted
// then and is gone by now is not counted below zero.
func (e Evidence) Later(then Evidence) Evidence {
	if then.Topics == 0 {
		return e
	}
	e.After = Span{
		Cases: max(0, e.After.Cases-then.After.Cases), Days: e.After.Days - then.After.Days,
		Closed: max(0, e.After.Closed-then.After.Closed), Back: max(0, e.After.Back-then.After.Back),
	}
	if e.After.Days <= 0 {
		return Evidence{}
	}
	e.After.Back = min(e.After.Back, e.After.Closed)
	return e
}

// accounts are those of a version: of its uses, and of the first also that of the
// topic it was made from.
func (p Playbook) accounts(version string) []Account {
	var all []Account
	if p.Versions[0].Label() == version {
		all = append(all, p.Account)
	}
	for _, u := range p.Uses {
		if u.Version == version {
			all = append(all, u.Account)
		}
	}
	return all
}

// Against is what a version was held against when the last of what is over was over.
func (p Playbook) Against(version string) Evidence {
	var last Account
	for _, a := range p.accounts(version) {
		if a.Over() && a.Ended >= last.Ended {
			last = a
		}
	}
	return last.Against
}

// Judged is what can be said of a playbook by what was kept alone: by what is over,
// of the newest version of which anything is known, or else by what was known when
// the newest was written.
func (p Playbook) Judged() Verdict {
	for i := len(p.Versions) - 1; i >= 0; i-- {
		label := p.Versions[i].Label()
		if v := p.Of(label).Verdict(p.Against(label)); v != Few {
			return v
		}
	}
	if proof := p.Newest().Proof; proof != nil {
		return proof.Verdict()
	}
	return Few
}

// Bad tells whether it went worse than before, or worse than where nothing was done.
func (v Verdict) Bad() bool { return v == Worse || v == Nothing }
