package world

import (
	"testing"

	"gridbot/flows/cases"
	"gridbot/flows/district"
)

// A photo that is of something else is shown to nobody.
func TestAWrongPhotoIsShownToNobody(t *testing.T) {
	c := cases.Case{Files: []cases.File{{ID: "a", Kind: cases.KindPhoto, Phase: cases.PhaseReport, Wrong: 1}, {ID: "b", Kind: cases.KindPhoto, Phase: cases.PhaseReport}}}
	for _, as := range []cases.View{cases.ViewLead, cases.ViewWorker, cases.ViewReporter, cases.ViewOfficer, cases.ViewGroup} {
		if files := (&World{District: &district.District{}}).FilesFor(c, as, ""); len(files) != 1 || files[0].ID != "b" {
			t.Errorf("%s is shown %+v", as, files)
		}
	}
}
