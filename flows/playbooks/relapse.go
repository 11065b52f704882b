package playbooks

// Relapse adds up, of all that is over and was done by a playbook in an area (or in
// all, ""), what was closed before and after, and what of it came back within 90 days.
// Of a topic a playbook was made from it is not known whose grid it is: it counts for
// the grid of the first version.
func (b *Book) Relapse(area string) (before, after Span) {
	if b == nil {
		return before, after
	}
	for _, p := range b.All {
		if p.Over() && (area == "" || p.Versions[0].Grid == area) {
			before, after = before.Plus(p.Went.Before), after.Plus(p.Went.After)
		}
		for _, u := range p.Uses {
			if u.Over() && u.Case == 0 && (area == "" || u.Grid == area) {
				before, after = before.Plus(u.Went.Before), after.Plus(u.Went.After)
			}
		}
	}
	return before, after
}
