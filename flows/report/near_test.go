package report

import (
	"testing"

	"gridbot/flows/cases"
	"gridbot/flows/world/worldtest"
)

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
