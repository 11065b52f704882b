package acts

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"

	"gridbot/flows/ask"
	"gridbot/flows/cases"
	"gridbot/flows/evidence"
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
	files := append(data.Files, ask.Evidence(e, cases.PhaseAfter)...)
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

// usedBefore are the other cases in which one of the photos was an after-photo.
func (x *Turn) usedBefore(c cases.Case, files []cases.File) []int {
	used := slices.Clone(c.Alike)
	for _, u := range x.Same {
		if u.Case == c.Number || slices.Contains(used, u.Case) || len(used) >= 5 {
			continue
		}
		if slices.ContainsFunc(files, func(f cases.File) bool {
			return f.Phase == cases.PhaseAfter && evidence.SamePhoto(f, cases.File{Unique: u.Unique, Look: u.Look})
		}) {
			used = append(used, u.Case)
		}
	}
	return used
}
