package cases

import (
	"slices"

	"gridbot/flows/text"
)

// What lies between two grids, or belongs to another, changes hands with the
// consent of the other lead, or by the coordinator's word; what a grid cannot
// settle goes a level up (提级).

// A Cession asks another grid to take the case over.
type Cession struct {
	To  string    `json:"to"`
	By  int64     `json:"by"`
	At  int64     `json:"at"`
	Why text.Text `json:"why"`
}

// A Spot is one of several places of an action, and the hours that matter there.
type Spot struct {
	Place Place  `json:"place"`
	Hours string `json:"hours,omitempty"`
}

// MostSpots is how many places one action takes.
const MostSpots = 12

// Crossing is what a case has crossed: between agencies, levels and areas
// (跨部门、跨层级、跨区域). It is not set by hand: it is what happened.
type Crossing struct {
	Agencies bool // at least two reported in and finished
	Levels   bool // it was taken up to the district
	Grids    bool // it went from one grid to another
}

// Crossed is what the case has crossed so far.
func (c Case) Crossed() Crossing {
	return Crossing{Agencies: c.AgenciesDone() >= 2, Levels: c.Raised != 0, Grids: len(c.Former) > 0}
}

// watches tells whether somebody leads a grid that gave the case away, or is
// asked to take it: both see it until it is closed.
func (c Case) watches(p Person) bool {
	if !p.Lead || p.Grid == "" || c.Status.Type() != Open {
		return false
	}
	return c.asked(p) || slices.ContainsFunc(c.Former, p.of)
}

// asked tells whether somebody leads the grid that is asked to take the case.
func (c Case) asked(p Person) bool {
	return p.Lead && c.Ceding != nil && p.of(c.Ceding.To) && p.ID != c.By.ID
}

// cede: a lead asks another grid to take the case over, and says why.
func cede(c *Case, a Act) error {
	if a.Grid == "" || a.Grid == c.Grid || a.Note.Empty() {
		return ErrMissing
	}
	c.Ceding = &Cession{To: a.Grid, By: a.By.ID, At: a.At.Unix(), Why: a.Note}
	return nil
}

// accede: the other grid takes it.
func accede(c *Case, a Act) error {
	c.pass(c.Ceding.To)
	c.settle(a.At)
	return c.passedOn(a)
}

// refuse: the other grid does not take it, and says why.
func refuse(c *Case, a Act) error {
	c.Ceding = nil
	return because(c, a)
}

// unask: the grid that asked wants it no more.
func unask(c *Case, _ Act) error {
	c.Ceding = nil
	return nil
}

// entrust: the coordinator names the grid that leads, whatever the others say.
func entrust(c *Case, a Act) error {
	if a.Grid == "" || a.Grid == c.Grid {
		return ErrMissing
	}
	c.pass(a.Grid)
	c.settle(a.At)
	return nil
}

// pass gives the case to another grid. The agencies that are at work stay.
func (c *Case) pass(to string) {
	if c.Grid != "" && !slices.Contains(c.Former, c.Grid) {
		c.Former = append(c.Former, c.Grid)
	}
	c.Former = slices.DeleteFunc(c.Former, func(g string) bool { return g == to })
	if len(c.Former) == 0 {
		c.Former = nil // it is back where it was, as if it had never gone
	}
	c.Grid, c.Assignee, c.OnWay, c.Verifier, c.Ceding, c.Proposal, c.Plea = to, 0, 0, 0, nil, nil, nil
	c.Owed = 0 // what one grid owed is not another's debt
}

// escalate: a lead takes it up to the coordinator, and says why.
func escalate(c *Case, a Act) error {
	c.Raised = a.At.Unix()
	return because(c, a)
}

// spots: the places of an action, each with its hours.
func spots(c *Case, a Act) error {
	if len(a.Spots) == 0 {
		return ErrMissing
	}
	if len(a.Spots) > MostSpots {
		return ErrFull
	}
	c.Spots = slices.Clone(a.Spots)
	return nil
}
