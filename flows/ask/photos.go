package ask

import (
	"bytes"
	"encoding/json"
	"strings"

	"gridbot/flows/cases"
	"gridbot/flows/talk"
	"gridbot/flows/world"
)

// EvidenceOf names the photos of a session, its case and an event, for what they
// are compared with: file:look, separated by commas.
func EvidenceOf(w *world.World, s talk.Session, e talk.Event) string {
	var data struct {
		Files []cases.File `json:"files"`
		Found []struct {
			File cases.File `json:"file"`
		} `json:"found"`
	}
	if len(s.Data) > 0 && bytes.HasPrefix(s.Data, []byte("{")) && json.Unmarshal(s.Data, &data) != nil {
		return "" // the dialogue itself will say that it cannot be read
	}
	files := append(data.Files, Evidence(e, cases.PhaseAfter)...)
	if c := w.Case; c != nil && c.Number == s.About { // what was shown without a question
		files = append(files, c.Noted(cases.PhaseAfter)...)
	}
	for _, f := range data.Found {
		files = append(files, f.File)
	}
	var names []string
	for _, f := range files[:min(len(files), 20)] {
		if f.Kind == cases.KindPhoto {
			names = append(names, f.Unique+":"+f.Look)
		}
	}
	return strings.Join(names, ",")
}
