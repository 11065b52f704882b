package district

import (
	"slices"
	"strconv"

	"go.yaml.in/yaml/v3"

	"gridbot/flows/text"
)

// An After is what is to be shown when a case of a category is handed in.
type After struct {
	None    bool       // no photo makes sense: an account in words, and who checks it, do
	Of      text.Names // what the photo is of; empty: what was put right
	Why     text.Names // why it must be that, or why none makes sense
	Besides []string   // what may show it besides, as who hands in likes: BesideCode, BesidePin
}

// What may be shown besides a photo.
const (
	BesideCode = "code" // the code of the case, in the picture
	BesidePin  = "pin"  // where the phone is
)

// Passes is after how many times what is passed on goes up by itself; 0: never.
type Passes struct{ Lead, Coordinator int }

func (p page) after(n *yaml.Node) (a After) {
	if n == nil {
		return a
	}
	e := p.entry(n, "after")
	a.None = p.oneOf(e.get("photo"), "photo", "needed", "none") == "none"
	a.Of, a.Why = p.names(e.get("of"), "of", longestQuestion), p.names(e.get("why"), "why", longestQuestion)
	besides := e.get("besides")
	a.Besides = p.words(besides, "besides")
	if e.done(); a.None && (a.Why == nil || a.Of != nil) {
		p.fault(n.Line, "where no photo is needed, \"why\" must say the reason, and \"of\" nothing")
	}
	if slices.ContainsFunc(a.Besides, func(s string) bool { return s != BesideCode && s != BesidePin }) {
		p.fault(besides.Line, "besides may be %s or %s only", BesideCode, BesidePin)
	}
	return a
}

// passes is read as "lead: 2" and "coordinator: 4", which it is when left out.
func (p page) passes(n *yaml.Node) Passes {
	if n == nil {
		return Passes{2, 4}
	}
	e := p.entry(n, "passes")
	defer e.done()
	return Passes{p.times(e.get("lead")), p.times(e.get("coordinator"))}
}

// times is how many times; a nil n is never.
func (p page) times(n *yaml.Node) int {
	return p.whole(n, "passes", "passes are counted from %d to %d; leave it out for never", 1, 20, 0)
}

// whole reads a whole number; usual where there is nothing, or another one.
func (p page) whole(n *yaml.Node, what, fault string, least, most, usual int) int {
	if n == nil {
		return usual
	}
	many, err := strconv.Atoi(p.word(n, what))
	if err != nil || many < least || many > most {
		p.fault(n.Line, fault, least, most)
		return usual
	}
	return many
}

// retention is how many days people stay in what is over.
func (p page) retention(n *yaml.Node, usual int) int {
	return p.whole(n, "retention", "retention is a number of days from %d to %d", 30, 3650, usual)
}

// mostRaise is after how many who told of it something is urgent at the latest.
const mostRaise = 50

// raise reads when so many have told of it that it is urgent. One alone is no crowd.
func (p page) raise(n *yaml.Node, usual int) int {
	if n != nil && n.Value == "never" {
		return 0
	}
	return p.whole(n, "raise", "raise is how many people make it urgent, from %d to %d, or never", 2, mostRaise, usual)
}

func (p page) fromStart(n *yaml.Node, usual bool) bool {
	return n == nil && usual || n != nil && p.oneOf(n, "corrected", "now", "start") == "start"
}
