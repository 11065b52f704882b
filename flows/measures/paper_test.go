package measures_test

import (
	"strings"
	"testing"

	"gridbot/flows/cases"
	"gridbot/flows/measures"
	"gridbot/flows/text"
)

// Each paper is called by its own name: of the paper that was served last on a button, of
// the paper of that time in the history; also when it is in force no more.
func TestAPaperIsCalledByItsName(t *testing.T) {
	advice, order := cases.Notice{ID: "1-1", At: 10, Advice: true, Over: 20}, cases.Notice{ID: "1-2", At: 20}
	otherwise := text.T("button.annul")
	for _, what := range []struct {
		papers []cases.Notice
		advice bool
	}{
		{nil, false}, {[]cases.Notice{advice}, true}, {[]cases.Notice{advice, order}, false}, {[]cases.Notice{order, advice}, true},
	} {
		c := cases.Case{Notices: what.papers}
		for _, do := range []cases.Action{cases.Annul, cases.Replace, cases.Admit} {
			if said := measures.Named(c, do, otherwise); strings.HasSuffix(said.ID, ".advice") != what.advice {
				t.Errorf("%+v: on the button of %s stands %s", what.papers, do, said.ID)
			}
		}
		if said := measures.Named(c, cases.Claim, otherwise); said.ID != otherwise.ID {
			t.Errorf("another act is called %s", said.ID)
		}
	}
	both := cases.Case{Notices: []cases.Notice{advice, order}}
	for at, advised := range map[int64]bool{5: false, 10: true, 19: true, 20: false, 30: false} {
		for _, do := range []cases.Action{cases.Serve, cases.Replace, cases.Annul, cases.Admit, cases.Oust} {
			if said := measures.Did(both, cases.Entry{At: at, Do: do}, text.T("did.serve")); strings.HasSuffix(said.ID, ".advice") != advised {
				t.Errorf("%s at %d is told as %s", do, at, said.ID)
			}
		}
	}
	if said := measures.Did(both, cases.Entry{At: 10, Do: cases.Claim}, text.T("did.claim")); said.ID != "did.claim" {
		t.Errorf("another act is told as %s", said.ID)
	}
}
