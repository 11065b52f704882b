package figures

import (
	"slices"
	"strings"
	"testing"
	"time"

	"gridbot/flows/carecase"
)

// Worked by hand: a care case from the door to ordinary life, and how each step of it
// counts.
func TestCareCasesCountAsTheyAreDefined(t *testing.T) {
	const due = 1800
	called := carecase.Case{N: 1, Severity: carecase.Life, Stage: carecase.Identified, Calls: []carecase.Call{{Role: "doctor", Clock: carecase.Start(0, due*time.Second)}}}
	taken := called.Clone()
	taken.Join(2, "doctor", carecase.Sections, due)
	late := called.Clone()
	late.Unheeded(due)
	lateTaken := late.Clone()
	lateTaken.Join(2, "doctor", carecase.Sections, due+60)
	planned := taken.Clone()
	planned.AddStep("x", 2, due, 2*due)
	looked := planned.Clone()
	looked.Look("better", 2, planned.Review.Due)
	overdue := planned.Clone()
	overdue.Review = overdue.Review.Strike(overdue.Review.Due, 3)
	lookedLate := overdue.Clone()
	lookedLate.Look("same", 2, overdue.Review.Due+60)
	offered := planned.Clone()
	offered.Offers = []carecase.Offer{{Project: "meals", At: due}}
	again := offered.Clone()
	again.Offers[0].Taken = due
	ended, onwards := looked.Clone(), looked.Clone()
	ended.End(carecase.OrdinaryLife, "", 9*due)
	onwards.End(carecase.Onwards, "x", 9*due)
	for _, c := range []struct {
		name   string
		before *carecase.Case
		after  carecase.Case
		at     int64
		want   string
	}{
		{"it is opened", nil, called, 0, "opened"},
		{"it is opened by somebody of the team", nil, taken, 0, "opened"},
		{"somebody has it in time", &called, taken, due, "answered.life"},
		{"somebody has it before its clock struck, and too late", &called, taken, due + 1, "unanswered.life"},
		{"nobody has it", &called, late, due, "unanswered.life"},
		{"it is late once", &late, lateTaken, due + 60, ""},
		{"a call that waits for the morning is not late", &carecase.Case{Stage: carecase.Identified, Severity: carecase.High, Calls: []carecase.Call{{Clock: carecase.Clock{Due: 1, Next: due}}}}, carecase.Case{Stage: carecase.Responding}, due, "answered.high"},
		{"it is looked at on its date", &planned, looked, planned.Review.Due, "reviewed"},
		{"it is looked at after its date, before its clock struck", &planned, looked, planned.Review.Due + 1, "unreviewed"},
		{"its date is over", &planned, overdue, planned.Review.Due, "unreviewed"},
		{"it is overdue once", &overdue, lookedLate, planned.Review.Due + 60, ""},
		{"a project is offered", &planned, offered, due, "offered"},
		{"and taken", &offered, again, due, ""},
		{"it is handed to ordinary life", &looked, ended, 9 * due, "closed.ordinary"},
		{"it is handed onwards", &looked, onwards, 9 * due, "closed.onwards"},
		{"nobody is in it any more", &ended, ended.Strip(99 * due), 99 * due, ""},
	} {
		if got := strings.Join(CareCounted(c.before, c.after, c.at), " "); got != c.want {
			t.Errorf("%s: it counts as %q, want %q", c.name, got, c.want)
		}
	}
}

// What is counted is also shown, and no number of households is said to one.
func TestNoNumberOfHouseholdsIsSaidToOne(t *testing.T) {
	var shown []string
	for _, f := range Care {
		shown = append(append(shown, f.Num...), f.Of...)
	}
	for _, s := range carecase.Severities {
		for _, counter := range []string{CareAnswered + string(s), CareUnanswered + string(s)} {
			if !slices.Contains(shown, counter) {
				t.Errorf("%s is counted and shown nowhere", counter)
			}
		}
	}
	for n := range 100 {
		from, to, few := Band(n)
		if few != (n < FewestHouseholds) || from > n || n > to || to-from < FewestHouseholds-1 {
			t.Errorf("%d is said as %d to %d, few: %v", n, from, to, few)
		}
	}
}
