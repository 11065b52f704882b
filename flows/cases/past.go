package cases

import "cmp"

// What somebody reports about a lead or a worker goes past them: nobody of their grid
// sees it. It begins without a grid, with the coordinator, who finds another one.

// PastAll is the grid of who is meant where nobody knows which it is.
const PastAll = "?"

// GoesPast is the case that goes past its grid.
func (c Case) GoesPast() Case {
	c.Past, c.Grid = cmp.Or(c.Grid, PastAll), ""
	return c
}

// past tells whether the case goes past a person: it is about their grid. Of one of
// which nobody knows the grid, only the coordinator says whose it is.
func (c Case) past(p Person) bool {
	return c.Past != "" && (p.of(c.Past) || !p.Coordinator && c.Past == PastAll && c.Grid == "") // who stands in for the coordinator is of a grid
}
