package rights_test

import (
	"strings"
	"testing"

	"gridbot/flows/carecase"
	"gridbot/flows/rights"
	"gridbot/flows/text"
	"gridbot/flows/world"
	"gridbot/flows/world/worldtest"
)

// Who told of a household finds what they told, and nothing that the team wrote; who is
// of the team finds what they wrote and had to do, and nothing that others told.
func TestMyDataHoldsCareCases(t *testing.T) {
	w := worldtest.New(t)
	at := w.Now.Unix()
	c := carecase.Case{N: 12, Opened: at, By: 50, Kind: "elderly", Severity: carecase.High, Stage: carecase.Identified, Where: "toldwhere", What: "toldwhat",
		Files: []carecase.File{{Kind: "photo", ID: "toldphoto"}}, Calls: []carecase.Call{{Role: "police", At: at, Asked: []int64{13}}}}
	c.Join(11, "doctor", carecase.Sections, at)
	c.Notes = []carecase.Note{{At: at, By: 50, Words: "toldmore"}, {At: at, By: 11, Words: "worknote", Files: []carecase.File{{Kind: "photo", ID: "workphoto"}}}}
	c.AddStep("workstep", 11, at, at+7200)
	c.AddVisit(11, at+3600)
	c.Visits[0].Found = "workfound"
	c.See(11, at)
	words := []string{"toldwhere", "toldwhat", "toldphoto", "toldmore", "worknote", "workphoto", "workstep", "workfound"}
	for id, reads := range map[int64]string{50: "told", 11: "work", 13: "nothing"} {
		var all []string
		for _, line := range rights.Data(w, world.Kept{Me: world.Person{ID: id}, Cares: []carecase.Case{c}}) {
			all = append(all, flat(line))
		}
		data := strings.Join(all, "\n")
		for _, word := range words {
			if strings.Contains(data, word) != strings.HasPrefix(word, reads) {
				t.Errorf("%d, and %s:\n%s", id, word, data)
			}
		}
		if !strings.Contains(data, "K12") {
			t.Errorf("%d does not read that there is a care case:\n%s", id, data)
		}
	}
}

// flat is all that stands in a text.
func flat(t text.Text) string {
	s := t.ID + " " + t.Words
	for _, v := range t.Blank {
		switch v := v.(type) {
		case text.Text:
			s += " " + flat(v)
		case string:
			s += " " + v
		}
	}
	for _, l := range t.List {
		s += " " + flat(l)
	}
	return s
}
