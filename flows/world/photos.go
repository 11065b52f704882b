package world

import (
	"math/bits"
	"slices"
	"strconv"

	"gridbot/flows/cases"
)

// HandedIn are the photos that are to show that the work is done: of each item
// of the notice that has passed, or else of what was handed in last. What was
// sent back, and what did not pass, is not looked at again.
func HandedIn(c cases.Case) []cases.File {
	var files []cases.File
	if n := c.Notice(); n != nil {
		for _, it := range n.Items {
			if it.After != nil && it.Passed != 0 && it.After.Kind == cases.KindPhoto {
				files = append(files, *it.After)
			}
		}
	}
	if len(files) > 0 {
		return files
	}
	back := int64(0)
	for _, e := range c.Log {
		if e.Do == cases.SendBack || e.Do == cases.Reopen {
			back = e.At
		}
	}
	for _, f := range c.FilesOf(cases.PhaseAfter) {
		if f.Kind == cases.KindPhoto && f.At > back {
			files = append(files, f)
		}
	}
	return files
}

// alikeBits is how many of the 64 bits of a look may differ between copies of
// one photo.
const alikeBits = 5

// SamePhoto reports whether two files are the same, or look so.
func SamePhoto(a, b cases.File) bool {
	return a.Unique != "" && a.Unique == b.Unique || SameLook(a.Look, b.Look)
}

// SameLook reports whether two looks, 16 hex digits each, are of one photo.
func SameLook(a, b string) bool {
	x, err := strconv.ParseUint(a, 16, 64)
	y, err2 := strconv.ParseUint(b, 16, 64)
	return err == nil && err2 == nil && bits.OnesCount64(x^y) <= alikeBits
}

// Before is the photo a case's work is compared with: of the site, or else of
// the report.
func Before(c cases.Case) (cases.File, bool) {
	for _, phase := range []cases.Phase{cases.PhaseSite, cases.PhaseReport, cases.PhaseNote} {
		for _, f := range slices.Backward(c.FilesOf(phase)) {
			if f.Kind == cases.KindPhoto {
				return f, true
			}
		}
	}
	return cases.File{}, false
}

// FilesFor is what a view may see of the evidence, besides the other parts of
// the life of a case: an agency the photos of the place and its own.
func (w *World) FilesFor(c cases.Case, as cases.View, agency string) []cases.File {
	if as == cases.ViewJoiner {
		return nil
	}
	if as != cases.ViewOfficer && as != cases.ViewAgency {
		return slices.DeleteFunc(slices.Clone(SeenFiles(c, as)), func(f cases.File) bool { return f.Wrong != 0 })
	}
	files := slices.DeleteFunc(c.FilesOf(cases.PhaseReport, cases.PhaseSite, cases.PhaseAfter), func(f cases.File) bool {
		return f.Kind != cases.KindPhoto && f.Kind != cases.KindVideo // a voice is somebody's
	})
	if l := c.LegOf(agency); l != nil {
		files = append(files, l.Files...)
	}
	return files
}

// SeenFiles is what a view may see of a case's evidence in all parts of its life.
func SeenFiles(c cases.Case, as cases.View) []cases.File {
	files := c.FilesOf(PhasesOf(as)...)
	if as != cases.ViewReporter {
		return files
	}
	theirs := c.FilesOfJoiners()
	return slices.DeleteFunc(files, func(f cases.File) bool { return slices.Contains(theirs, f.ID) })
}

// PhasesOf are the parts of a case's life whose files a view shows: the signed
// paper names the addressee, and what they sent in shows their home.
func PhasesOf(as cases.View) []cases.Phase {
	if as == cases.ViewJoiner {
		return nil
	}
	if as == cases.ViewReporter {
		return []cases.Phase{cases.PhaseReport, cases.PhaseSite, cases.PhaseNote, cases.PhaseAfter}
	}
	return []cases.Phase{cases.PhaseReport, cases.PhaseSite, cases.PhaseNote, cases.PhaseNotice, cases.PhaseProof, cases.PhaseLeg, cases.PhaseAfter}
}
