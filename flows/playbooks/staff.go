package playbooks

import (
	"slices"

	"gridbot/flows/hotspots"
)

// Stands is in which playbooks somebody stands who wrote a version or began to use one,
// by their numbers.
func (b *Book) Stands(who int64) (in []int) {
	if b == nil || who == 0 {
		return nil
	}
	for _, p := range b.All {
		if slices.ContainsFunc(p.Versions, func(v Version) bool { return v.By == who }) || slices.ContainsFunc(p.Uses, func(u Use) bool { return u.By == who }) {
			in = append(in, p.N)
		}
	}
	return in
}

// Forget takes somebody out of all playbooks; what a version says, and its grid, stay. It
// tells whether they stood in one.
func (b *Book) Forget(who int64) bool {
	if len(b.Stands(who)) == 0 {
		return false
	}
	b.All = slices.Clone(b.All)
	for i := range b.All {
		p := &b.All[i]
		p.Versions, p.Uses = slices.Clone(p.Versions), slices.Clone(p.Uses)
		for j := range p.Versions {
			if p.Versions[j].By == who {
				p.Versions[j].By = hotspots.Gone
			}
		}
		for j := range p.Uses {
			if p.Uses[j].By == who {
				p.Uses[j].By = hotspots.Gone
			}
		}
	}
	return true
}
