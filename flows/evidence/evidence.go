// Package evidence is what a case's files show, and who may see which of them: by
// whose they are, and of what kind. It knows neither people nor the district.
package evidence

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

// reach is who sees what of a case's files: whose it is, what kind of thing, and
// which views. A voice, a video and a document can say who somebody is: of who
// reported they go to those who lead, who write down what the others need.
var reach = map[cases.Origin]struct{ pictures, videos, others []cases.View }{
	cases.FromReporter: {
		pictures: []cases.View{cases.ViewReporter, cases.ViewWorker, cases.ViewGroup, cases.ViewLead, cases.ViewOfficer, cases.ViewAgency},
		videos:   []cases.View{cases.ViewReporter, cases.ViewLead},
		others:   []cases.View{cases.ViewReporter, cases.ViewLead},
	},
	cases.FromJoiner: {
		pictures: []cases.View{cases.ViewWorker, cases.ViewGroup, cases.ViewLead, cases.ViewOfficer, cases.ViewAgency},
		videos:   []cases.View{cases.ViewLead},
		others:   []cases.View{cases.ViewLead},
	},
	cases.FromPlace: {
		pictures: []cases.View{cases.ViewReporter, cases.ViewWorker, cases.ViewGroup, cases.ViewLead, cases.ViewOfficer, cases.ViewAgency},
		videos:   []cases.View{cases.ViewWorker, cases.ViewGroup, cases.ViewLead, cases.ViewOfficer, cases.ViewAgency},
		others:   staffAlone,
	},
	cases.FromNotes:  {staffAlone, staffAlone, staffAlone},
	cases.FromNotice: {staffAlone, staffAlone, staffAlone},
	cases.FromAgency: {staffAlone, staffAlone, staffAlone}, // and the agency itself: it keeps them with its leg
}

var staffAlone = []cases.View{cases.ViewWorker, cases.ViewGroup, cases.ViewLead}

// Reaches reports whether a view may see a file of a case.
func Reaches(c cases.Case, f cases.File, as cases.View) bool {
	to := reach[c.OriginOf(f)]
	views := to.others
	switch f.Kind {
	case cases.KindPhoto:
		views = to.pictures
	case cases.KindVideo:
		views = to.videos
	}
	return f.Wrong == 0 && slices.Contains(views, as)
}

// Seen is what a view may see of a case's evidence in all parts of its life. What
// the staff photograph in a home is not for who reported it.
func Seen(c cases.Case, as cases.View, home bool) []cases.File {
	return slices.DeleteFunc(c.FilesOf(Phases...), func(f cases.File) bool {
		return !Reaches(c, f, as) || home && as == cases.ViewReporter && c.OriginOf(f) == cases.FromPlace
	})
}

// Withheld is how many files of who reported a view is not shown.
func Withheld(c cases.Case, as cases.View) int {
	n := 0
	for _, f := range c.Files {
		if of := c.OriginOf(f); (of == cases.FromReporter || of == cases.FromJoiner) && f.Wrong == 0 && !Reaches(c, f, as) {
			n++
		}
	}
	return n
}

// Phases are all parts of a case's life, in their order.
var Phases = []cases.Phase{cases.PhaseReport, cases.PhaseSite, cases.PhaseNote, cases.PhaseNotice, cases.PhaseProof, cases.PhaseLeg, cases.PhaseAfter}
