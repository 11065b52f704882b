package playbooks

import (
	"slices"

	"gridbot/flows/cases"
	"gridbot/flows/hotspots"
)

// Seen is what was read to tell how playbooks go: all of them, the topics, and cases of
// those that are asked about.
type Seen struct {
	Book   *Book
	Topics *hotspots.Topics
	Cases  []cases.Case
	Now    int64
}

// Going are the topics that show how a playbook goes, and are not over: of those that
// are it is kept how it went.
func (s Seen) Going(p Playbook) []hotspots.Topic {
	var all []hotspots.Topic
	for _, n := range p.Until() {
		if u := p.Use(n); u != nil && u.Over() || n == p.Topic && p.Over() {
			continue
		}
		if t := s.Topics.Topic(n); t != nil {
			all = append(all, *t)
		}
	}
	return all
}

// mostIdle is how many cases are read of topics for which nothing was begun.
const mostIdle = 1500

// Idle are the topics of its kind for which nothing was begun: it is held against them.
// Of many the newest, each whole.
func (s Seen) Idle(p Playbook) []hotspots.Topic {
	var all []hotspots.Topic
	if s.Topics == nil {
		return nil
	}
	n := 0
	for _, t := range slices.Backward(s.Topics.All) {
		if _, u := s.Book.Used(t.N); u != nil || t.N == p.Topic || Turn(t) != 0 || p.Kind != "" && p.Kind != t.Kind {
			continue
		}
		if n += len(t.Cases); n > mostIdle {
			break
		}
		all = append(all, t)
	}
	return all
}

// live is how it went with a topic or a case, as far as it is known: what was kept
// when it was over, or what is told now. A case that is not over says nothing.
func (s Seen) live(a Account, topic int, began int64) Evidence {
	if a.Over() {
		return *a.Went
	}
	if t := s.Topics.Topic(topic); t != nil && topic != 0 {
		return Told(*t, s.Cases, began, s.Now)
	}
	return Evidence{}
}

// began is when what was agreed of the topic a playbook was made from was begun.
func (s Seen) began(p Playbook) int64 {
	if t := s.Topics.Topic(p.Topic); t != nil {
		return Turn(*t)
	}
	return 0
}

// Meanwhile is how it went with the topics of its kind for which nothing was begun.
func (s Seen) Meanwhile(p Playbook) (e Evidence) {
	for _, t := range s.Idle(p) {
		e = e.Plus(Told(t, s.Cases, t.Opened, s.Now))
	}
	return e
}

// Proof is all that is known of a playbook now, to be kept with the version that is
// written: nobody counts it anew.
func (s Seen) Proof(p Playbook) *Proof {
	e := s.live(p.Account, p.Topic, s.began(p))
	for _, u := range p.Uses {
		e = e.Plus(s.live(u.Account, u.Topic, u.At))
	}
	return &Proof{At: s.Now, Own: e, Nothing: s.Meanwhile(p)}
}

// Since is how a version went after it was written: where it was used, and of the
// first, where it comes from, without what was known by then. What is over is held
// against what it was held against on its last day.
func (s Seen) Since(p Playbook, v Version) (e, nothing Evidence) {
	over := true
	add := func(a Account, one Evidence) {
		if e = e.Plus(one); !a.Over() && one.Topics > 0 {
			over = false
		}
	}
	if p.Versions[0].Label() == v.Label() {
		own := s.live(p.Account, p.Topic, s.began(p))
		if v.Proof != nil {
			own = own.Later(v.Proof.Own)
		}
		add(p.Account, own)
	}
	for _, u := range p.Uses {
		if u.Version == v.Label() {
			add(u.Account, s.live(u.Account, u.Topic, u.At))
		}
	}
	if over {
		return e, p.Against(v.Label())
	}
	return e, s.Meanwhile(p)
}
