package evidence_test

import (
	"testing"

	"gridbot/flows/cases"
	"gridbot/flows/evidence"
)

// Who sees which file, by whose it is and of what kind: written by hand, and held
// against the table.
func TestAFileGoesAsFarAsItMay(t *testing.T) {
	t.Parallel()
	entry := func(p cases.Part, do cases.Action, id string) cases.Entry {
		return cases.Entry{Part: p, Do: do, Files: []string{id}}
	}
	c := cases.Case{Log: []cases.Entry{
		entry(cases.PartReporter, cases.Add, "added"), entry(cases.PartAssignee, cases.Note, "noted"),
		entry(cases.PartJoiner, cases.Join, "joined"), entry(cases.PartReporter, cases.Reopen, "reopened"),
	}}
	views := map[byte]cases.View{'r': cases.ViewReporter, 'j': cases.ViewJoiner, 'w': cases.ViewWorker, 'l': cases.ViewLead,
		'g': cases.ViewGroup, 'a': cases.ViewAddressee, 'o': cases.ViewOfficer, 'y': cases.ViewAgency, 'x': cases.ViewOutside}
	for _, is := range []struct {
		id    string
		phase cases.Phase
		kind  cases.FileKind
		who   string
	}{
		{"told", cases.PhaseReport, cases.KindPhoto, "rwlgoy"},
		{"told", cases.PhaseReport, cases.KindVideo, "rl"},
		{"told", cases.PhaseReport, cases.KindVoice, "rl"},
		{"told", cases.PhaseReport, cases.KindNote, "rl"},
		{"told", cases.PhaseReport, cases.KindAudio, "rl"},
		{"told", cases.PhaseReport, cases.KindDocument, "rl"},
		{"added", cases.PhaseNote, cases.KindPhoto, "rwlgoy"},
		{"added", cases.PhaseNote, cases.KindVoice, "rl"},
		{"reopened", cases.PhaseNote, cases.KindPhoto, "rwlgoy"},
		{"joined", cases.PhaseReport, cases.KindPhoto, "wlgoy"},
		{"joined", cases.PhaseReport, cases.KindVoice, "l"},
		{"noted", cases.PhaseNote, cases.KindPhoto, "wlg"},
		{"noted", cases.PhaseNote, cases.KindDocument, "wlg"},
		{"of an older release", cases.PhaseNote, cases.KindDocument, "wlg"},
		{"site", cases.PhaseSite, cases.KindPhoto, "rwlgoy"},
		{"site", cases.PhaseSite, cases.KindVideo, "wlgoy"},
		{"site", cases.PhaseSite, cases.KindDocument, "wlg"},
		{"after", cases.PhaseAfter, cases.KindPhoto, "rwlgoy"},
		{"paper", cases.PhaseNotice, cases.KindPhoto, "wlg"},
		{"proof", cases.PhaseProof, cases.KindPhoto, "wlg"},
		{"leg", cases.PhaseLeg, cases.KindPhoto, "wlg"},
	} {
		f := cases.File{ID: is.id, Phase: is.phase, Kind: is.kind}
		for letter, as := range views {
			want := false
			for i := range is.who {
				want = want || is.who[i] == letter
			}
			if got := evidence.Reaches(c, f, as); got != want {
				t.Errorf("%s, a %s of the %s, for the %s: %t, want %t", is.id, is.kind, is.phase, as, got, want)
			}
			wrong := f
			if wrong.Wrong = 1; evidence.Reaches(c, wrong, as) {
				t.Errorf("%s is known to be of something else, and shown to the %s", is.id, as)
			}
		}
	}
}

// What is photographed in a home is not for who reported it; in the street it is.
func TestAHomeIsNobodysToLookInto(t *testing.T) {
	t.Parallel()
	c := cases.Case{Files: []cases.File{{ID: "told", Kind: cases.KindPhoto, Phase: cases.PhaseReport}, {ID: "site", Kind: cases.KindPhoto, Phase: cases.PhaseSite}, {ID: "after", Kind: cases.KindPhoto, Phase: cases.PhaseAfter}}}
	for as, n := range map[cases.View][2]int{cases.ViewReporter: {3, 1}, cases.ViewWorker: {3, 3}, cases.ViewLead: {3, 3}, cases.ViewOfficer: {3, 3}, cases.ViewJoiner: {0, 0}} {
		if street, home := len(evidence.Seen(c, as, false)), len(evidence.Seen(c, as, true)); street != n[0] || home != n[1] {
			t.Errorf("the %s sees %d files of the street and %d of a home, want %v", as, street, home, n)
		}
	}
}
