package cases

// The folder of a district may change under what is open: a grid is renamed, or is
// no more. A case of such a grid must not stay where nobody looks.

// Unrouted is the case without its grid, which is none any more, and who hears of it
// at once. Whoever has it keeps it, its clocks run on, and which grid it was stays
// known: it may have another name now.
func (c Case) Unrouted(a Act) (Case, []Tell) {
	next := c.clone()
	next.Strayed, next.Grid = c.Grid, ""
	next.Log = append(next.Log, Entry{At: a.At.Unix(), Part: PartClock, Do: Unroute, To: c.Status, Note: a.Note})
	switch {
	case !c.Danger || c.Status.Type() != Open:
		return next, nil
	case next.Everywhere():
		return next, []Tell{TellWorkers}
	}
	return next, []Tell{TellRouter}
}

// Rerouted is a case without a grid in the grid that has the name now of the one it
// was in.
func (c Case) Rerouted(to string, a Act) Case {
	next := c.clone()
	next.Strayed, next.Grid = "", to
	next.Log = append(next.Log, Entry{At: a.At.Unix(), Part: PartClock, Do: Route, To: c.Status})
	return next
}
