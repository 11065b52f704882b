// Package faults is what is wrong in the files of a folder, and how it is told. It
// knows no file.
package faults

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// A Fault is something wrong in a district folder: where, what, and what to
// do about it. Line is 0 where a whole file is meant.
type Fault struct {
	File string
	Line int
	Say  string
}

// String is the fault as compilers write theirs: "grids.geojson:12: …".
func (f Fault) String() string {
	if f.Line == 0 {
		return f.File + ": " + f.Say
	}
	return fmt.Sprintf("%s:%d: %s", f.File, f.Line, f.Say)
}

// Faults is everything wrong in a folder at once, by file and line.
type Faults []Fault

// Error is one line for each fault.
func (fs Faults) Error() string {
	lines := make([]string, len(fs))
	for i, f := range fs {
		lines[i] = f.String()
	}
	return strings.Join(lines, "\n")
}

// Clip keeps what is quoted in a fault short.
func Clip(s string) string {
	if r := []rune(s); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return s
}

// mostFaults is how many are told: nobody mends more in one go, and a broken
// map of a whole city should not bury the first of them.
const mostFaults = 200

// Tidy sorts faults as somebody would mend them, by the files in their order, and cuts
// the list.
func Tidy(fs []Fault, files []string) []Fault {
	at := func(file string) int { // of a folder inside: after all others
		if i := slices.Index(files, file); i >= 0 {
			return i
		}
		return len(files)
	}
	slices.SortStableFunc(fs, func(a, b Fault) int {
		return cmp.Or(cmp.Compare(at(a.File), at(b.File)), cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line))
	})
	fs = slices.Compact(fs)
	if more := len(fs) - mostFaults; more > 0 {
		fs = append(fs[:mostFaults:mostFaults], Fault{fs[mostFaults].File, 0, fmt.Sprintf("and %d faults more from here on", more)})
	}
	return fs
}
