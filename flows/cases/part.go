package cases

import "slices"

// Part is what somebody is to one case.
type Part string

const (
	PartReporter Part = "reporter"
	PartJoiner   Part = "joiner"   // told of the same thing
	PartWorker   Part = "worker"   // on duty in the case's grid; in danger off duty too
	PartAssignee Part = "assignee" // who has claimed it
	PartVerifier Part = "verifier" // may check the work: never who did it, nor whose own affair it is
	PartLead     Part = "lead"     // of the case's grid; the coordinator of every grid
	PartRouter   Part = "router"   // the coordinator
	PartClock    Part = "clock"
	// PartAddressee is who follows the rectification notice in force.
	PartAddressee Part = "addressee"
	// PartImport is the other system a case was brought in from.
	PartImport    Part = "import"
	PartOfficer   Part = "officer"   // of an agency that has a leg to go
	PartNeighbour Part = "neighbour" // lead of the grid that is asked to take the case
	PartFiler     Part = "filer"     // of the staff, who typed it for somebody
	PartCaller    Part = "caller"    // who shows the link to the tracking card
)

// A Person is what the lifecycle must know of somebody: who they are, and what
// they may be at all.
type Person struct {
	ID          int64
	Name        string // what who reported is called, if they say so
	Grid        string
	Also        []string // the other grids they work in, or lead for somebody who is away
	Worker      bool     // and on duty
	Off         bool     // a worker, and off duty
	Lead        bool
	Coordinator bool
	Clock       bool
	Agency      string   // of an officer
	Share       Share    // what an officer answers for
	Barred      []string // the categories they have no part in, but in danger
	Shows       string   // the token of the link they have just opened
}

// staff tells whether the person works here: a worker or lead has a grid, the
// coordinator has all of them.
func (p Person) staff() bool { return p.Coordinator || p.Grid != "" }

// Parts is what p is to c now.
func (c Case) Parts(p Person) []Part {
	if p.Clock {
		return []Part{PartClock}
	}
	if p.ID == 0 {
		return nil // nobody is not the assignee of a case that has none
	}
	p = c.without(p)
	var all []Part
	for _, is := range parts {
		if is.so(c, p) {
			all = append(all, is.part)
		}
	}
	return all
}

// parts are who has which part in a case; of the clock there is only one.
var parts = []struct {
	part Part
	so   func(c Case, p Person) bool
}{
	{PartReporter, func(c Case, p Person) bool { return p.ID == c.By.ID }},
	{PartJoiner, func(c Case, p Person) bool { return c.HasJoined(p.ID) }},
	{PartWorker, func(c Case, p Person) bool { return (p.Worker || p.Off && c.Danger) && c.in(p) && p.ID != c.By.ID }},
	{PartAssignee, func(c Case, p Person) bool { return p.ID == c.Assignee && p.staff() }},
	{PartVerifier, func(c Case, p Person) bool {
		return (c.ledBy(p) || p.ID == c.Verifier && p.staff()) && !slices.Contains(c.Handlers, p.ID) && !c.Concerns(p.ID)
	}},
	{PartLead, Case.ledBy},
	{PartRouter, func(_ Case, p Person) bool { return p.Coordinator }},
	{PartAddressee, Case.followedBy},
	{PartNeighbour, Case.asked},
	{PartOfficer, func(c Case, p Person) bool { return p.ID != c.By.ID && c.openLeg(p.Agency) != nil && c.answeredBy(p) }},
	{PartFiler, Case.filed},
	{PartCaller, Case.callsFor},
}

// in tells whether the case is in the person's grid. Danger of which nobody knows
// where it is is in every grid.
func (c Case) in(p Person) bool {
	return p.Grid != "" && !c.past(p) && (p.of(c.Grid) || c.Everywhere())
}

// of tells whether a grid is one of the person's.
func (p Person) of(grid string) bool {
	return grid != "" && (p.Grid == grid || slices.Contains(p.Also, grid))
}

// Everywhere tells whether the case concerns every grid: it is of danger, and
// nobody has found out where.
func (c Case) Everywhere() bool {
	return c.Grid == "" && c.Danger && slices.Contains(offered, c.Status)
}

// ledBy tells whether the person leads the grid of the case.
func (c Case) ledBy(p Person) bool { return p.Coordinator || p.Lead && c.in(p) }

// followedBy tells whether the person follows the notice in force.
func (c Case) followedBy(p Person) bool {
	n := c.Notice()
	return n != nil && slices.Contains(n.Followers, p.ID)
}
