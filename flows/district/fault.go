package district

import (
	"fmt"

	"gridbot/flows/district/faults"
)

// A Fault is something wrong in a district folder.
type Fault = faults.Fault

// Faults is everything wrong in a folder at once, by file and line.
type Faults = faults.Faults

// findings collects what Load finds.
type findings struct {
	faults   []Fault
	warnings []Fault
}

// page is one file of the folder.
type page struct {
	file string
	*findings
}

func (p page) fault(line int, format string, args ...any) {
	p.faults = append(p.faults, Fault{File: p.file, Line: line, Say: fmt.Sprintf(format, args...)})
}

func (p page) warn(line int, format string, args ...any) {
	p.warnings = append(p.warnings, Fault{File: p.file, Line: line, Say: fmt.Sprintf(format, args...)})
}
