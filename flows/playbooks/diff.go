package playbooks

import "slices"

// A Field is what of a version can be another in the next: a part, or a line.
type Field string

// What a version says besides its parts.
const (
	When     Field = "when"
	Plan     Field = "plan"
	Notice   Field = "notice"
	Cost     Field = "cost"
	Pitfalls Field = "pitfalls"
)

// Fields are all that can be improved, in the order in which a version is read.
var Fields = []Field{When, Field(Clear), Field(Run), Field(Guard), Plan, Notice, Cost, Pitfalls}

// A Change is one line that a version has and another has not.
type Change struct {
	Field Field
	New   bool // the later has it
	Step  Step // of a part
	Words string
}

// Diff is what stands in one version and not in the other, in the order in which
// they are read: what went before what came.
func Diff(was, is Version) []Change {
	var all []Change
	for _, f := range Fields {
		if slices.Contains(Parts, Part(f)) {
			before, after := was.In(Part(f)), is.In(Part(f))
			for _, s := range before {
				if !slices.Contains(after, s) {
					all = append(all, Change{Field: f, Step: s})
				}
			}
			for _, s := range after {
				if !slices.Contains(before, s) {
					all = append(all, Change{Field: f, New: true, Step: s})
				}
			}
			continue
		}
		before, after := was.Line(f), is.Line(f)
		if before == after {
			continue
		}
		if before != "" {
			all = append(all, Change{Field: f, Words: before})
		}
		if after != "" {
			all = append(all, Change{Field: f, New: true, Words: after})
		}
	}
	return all
}

// Line is what a version says besides its steps.
func (v Version) Line(f Field) string {
	switch f {
	case When:
		return v.When
	case Plan:
		return v.Plan
	case Notice:
		return v.Notice
	case Cost:
		return v.Cost
	case Pitfalls:
		return v.Pitfalls
	}
	return ""
}

// Put is the version with one field another: a part with other steps, or a line
// with other words. The version itself stays.
func (v Version) Put(f Field, steps []Step, words string) Version {
	switch f {
	case When:
		v.When = words
	case Plan:
		v.Plan = words
	case Notice:
		v.Notice = words
	case Cost:
		v.Cost = words
	case Pitfalls:
		v.Pitfalls = words
	default:
		var all []Step
		for _, p := range Parts {
			if p == Part(f) {
				all = append(all, steps...)
			} else {
				all = append(all, v.In(p)...)
			}
		}
		v.Steps = all
	}
	return v
}
