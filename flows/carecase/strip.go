package carecase

import "slices"

// What is over is kept for a while, and then without anybody in it.

// Strip takes the household and who told of it out of a case: words, names, places,
// photos. What stays is its kind, its times, its projects, and who of the staff was in
// the team and looked.
func (c Case) Strip(at int64) Case {
	next := c.Clone()
	next.Stripped = at
	next.By, next.From, next.Who, next.Where, next.What, next.Onto = 0, 0, "", "", "", ""
	next.Files, next.Notes, next.Calls = nil, nil, nil
	next.Consent.Why = ""
	for i := range next.Steps {
		next.Steps[i].What = ""
	}
	for i := range next.Visits {
		next.Visits[i].Found = ""
	}
	for i := range next.Team {
		next.Team[i].Shown = 0
	}
	return next
}

// Forget takes who told of it out of a case: what they sent goes, and of their words
// stays what plain leaves of them. The team has a household to help, so the rest stays
// until it is over.
func (c Case) Forget(id, at int64, plain func(string) string) Case {
	next := c.Clone()
	if c.By != id || c.Staff {
		return next
	}
	next.By, next.Forgotten = 0, at
	next.What, next.Where = plain(c.What), plain(c.Where)
	next.Files = nil
	for i := range next.Notes {
		if n := &next.Notes[i]; n.By == id {
			n.By, n.Words, n.Files = 0, plain(n.Words), nil
		}
	}
	next.Notes = slices.DeleteFunc(next.Notes, func(n Note) bool { return n.By == 0 && n.Words == "" })
	return next
}
