package report

import (
	"testing"
	"time"

	"gridbot/flows/cases"
	"gridbot/flows/world"
	"gridbot/flows/world/worldtest"
)

// What was closed is known again for three months; longer only while somebody
// is still to look.
func TestWhatWasClosedIsKnownForThreeMonths(t *testing.T) {
	w := worldtest.New(t)
	closed := func(days time.Duration, s cases.Status) int {
		return len(nearCases(w, []cases.Case{{Number: 1001, Status: s, Ended: w.Now.Add(-days * world.OneDay).Unix()}}))
	}
	if n := nearCases(w, nil); n != nil {
		t.Errorf("nothing is near, and %v", n)
	}
	if closed(89, cases.Closed) != 1 || closed(91, cases.Closed) != 0 || closed(91, cases.Watch) != 1 || closed(1, cases.Handling) != 0 {
		t.Error("what was closed longer ago, or not at all, is taken for a round, or what is still looked after is not")
	}
}

// While a round is worked on, what is told of the place is asked about, and is
// that round; what else is open there makes no round.
func TestWhatCameBackIsAskedAboutWhileItIsOpen(t *testing.T) {
	w := worldtest.New(t)
	was := []cases.Case{{Number: 1001, Status: cases.Watch, Ended: w.Now.Add(-world.OneDay).Unix()}}
	ask := func(list ...cases.Case) (cases.Near, int) {
		w.List = list
		n := nearCases(w, was)[0]
		return n, n.Next()
	}
	if n, next := ask(cases.Case{Number: 1002, Status: cases.Handling, Family: 1001, Round: 2}); n.Open != 1002 || next != 2 {
		t.Errorf("while round 2 is open: %+v, %d", n, next)
	}
	for name, other := range map[string]cases.Case{
		"it was closed again": {Number: 1002, Status: cases.Closed, Family: 1001, Round: 2}, "another thing is open": {Number: 1002, Status: cases.Handling},
		"it came back from another": {Number: 1002, Status: cases.Handling, Family: 1000, Round: 2},
	} {
		if n, next := ask(other); n.Open != 0 || next != 2 {
			t.Errorf("%s: %+v, %d", name, n, next)
		}
	}
}

// Shown of the same thing is a photo its reporter sent, of what lies open to all: not
// what somebody sent who joined, nor what was found to be wrong, nor a voice, nor a home.
func TestOnlyWhatLiesOpenIsShown(t *testing.T) {
	w := worldtest.New(t)
	file := func(id string, kind cases.FileKind, phase cases.Phase) cases.File {
		return cases.File{ID: id, Kind: kind, Phase: phase}
	}
	photo := file("p", cases.KindPhoto, cases.PhaseReport)
	wrong := photo
	wrong.Wrong = 1
	lamp := func(files ...cases.File) cases.Case {
		return cases.Case{Number: 1001, Category: "lamp", Files: files}
	}
	joined := lamp(photo)
	joined.Log = []cases.Entry{{Part: cases.PartJoiner, Do: cases.Join, Files: []string{"p"}}}
	home := lamp(photo)
	home.Category = "conversion"
	for name, test := range map[string]struct {
		all  []cases.Case
		want int
	}{
		"a photo": {[]cases.Case{lamp(photo)}, 1001}, "a voice": {[]cases.Case{lamp(file("v", cases.KindVoice, cases.PhaseReport))}, 0},
		"taken on site": {[]cases.Case{lamp(file("s", cases.KindPhoto, cases.PhaseSite))}, 0}, "of something else": {[]cases.Case{lamp(wrong)}, 0},
		"of who joined": {[]cases.Case{joined}, 0}, "of a home": {[]cases.Case{home}, 0}, "of the second": {[]cases.Case{lamp(), {Number: 1002, Category: "lamp", Files: []cases.File{photo}}}, 1002},
		"nothing": {nil, 0},
	} {
		if _, of := shownOf(w, test.all); of != test.want {
			t.Errorf("%s: shown of %d, want %d", name, of, test.want)
		}
	}
}
