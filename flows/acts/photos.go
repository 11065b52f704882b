package acts

import (
	"slices"

	"gridbot/flows/cases"
	"gridbot/flows/evidence"
)

// usedBefore are the other cases in which one of the photos was an after-photo.
func (x *Turn) usedBefore(c cases.Case, files []cases.File) []int {
	used := slices.Clone(c.Alike)
	for _, u := range x.Same {
		if u.Case != c.Number && !slices.Contains(used, u.Case) && len(used) < 5 && slices.ContainsFunc(files, func(f cases.File) bool {
			return f.Phase == cases.PhaseAfter && evidence.SamePhoto(f, cases.File{Unique: u.Unique, Look: u.Look})
		}) {
			used = append(used, u.Case)
		}
	}
	return used
}
