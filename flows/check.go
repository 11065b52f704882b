package flows

import (
	"bytes"
	"encoding/json"
	"math/bits"
	"slices"
	"strconv"
	"strings"
	"time"

	"gridbot/flows/cases"
	"gridbot/flows/talk"
	"gridbot/flows/text"
)

// Whoever checks the work sees it before and after, side by side; and is told
// when a photo was used before. It is told, not refused: the light in a
// stairwell is the same every day.

// pairLetter is the picture of the work before and after, for one person.
func (x *change) pairLetter(c cases.Case, p Person) {
	if p.ID == 0 || p.Gone {
		return
	}
	pairs := x.pairs(c)
	if len(pairs) == 0 {
		return
	}
	x.Letters = append(x.Letters, Letter{Class: ClassTask, To: talk.Chat{ID: p.ID}, Lang: p.Lang,
		Say: talk.Prompt{Say: text.T("check.pair", "number", c.Number), Draw: &talk.Drawing{Pairs: pairs}}})
}

// mostPairs is how many fit one picture.
const mostPairs = 4

// pairs are the photos of the work before and after: of each item of the
// notice, or of the whole.
func (x *change) pairs(c cases.Case) []talk.Pair {
	before, ok := Before(c)
	if !ok {
		return nil
	}
	afters := handedIn(c)
	var pairs []talk.Pair
	for _, after := range afters[max(0, len(afters)-mostPairs):] {
		pairs = append(pairs, talk.Pair{
			Before: talk.File{Kind: string(before.Kind), ID: before.ID}, After: talk.File{Kind: string(after.Kind), ID: after.ID},
			Was: text.On(x.District.Here(time.Unix(before.At, 0))), Is: text.On(x.District.Here(time.Unix(after.At, 0))),
		})
	}
	return pairs
}

// handedIn are the photos that are to show that the work is done: of each item
// of the notice that has passed, or else of what was handed in last. What was
// sent back, and what did not pass, is not looked at again.
func handedIn(c cases.Case) []cases.File {
	var files []cases.File
	if n := c.Notice(); n != nil {
		for _, it := range n.Items {
			if it.After != nil && it.Passed != 0 && it.After.Kind == cases.KindPhoto {
				files = append(files, *it.After)
			}
		}
	}
	if len(files) > 0 {
		return files
	}
	back := int64(0)
	for _, e := range c.Log {
		if e.Do == cases.SendBack || e.Do == cases.Reopen {
			back = e.At
		}
	}
	for _, f := range c.FilesOf(cases.PhaseAfter) {
		if f.Kind == cases.KindPhoto && f.At > back {
			files = append(files, f)
		}
	}
	return files
}

// flagText tells whoever checks that a photo was used before.
func flagText(c cases.Case, k cases.Card) text.Text {
	if c.Status != cases.Submitted || k.As != cases.ViewLead && k.Chat != c.Verifier {
		return text.Text{}
	}
	var lines []text.Text
	olds := c.FilesOf(cases.PhaseReport, cases.PhaseSite, cases.PhaseNote)
	if slices.ContainsFunc(handedIn(c), func(a cases.File) bool {
		return slices.ContainsFunc(olds, func(o cases.File) bool { return samePhoto(a, o) })
	}) {
		lines = append(lines, text.T("check.same"))
	}
	for _, n := range c.Alike {
		lines = append(lines, text.T("check.used", "number", n))
	}
	return text.Lines(lines...)
}

// alikeBits is how many of the 64 bits of a look may differ between copies of
// one photo.
const alikeBits = 5

// samePhoto reports whether two files are the same, or look so.
func samePhoto(a, b cases.File) bool {
	return a.Unique != "" && a.Unique == b.Unique || SameLook(a.Look, b.Look)
}

// SameLook reports whether two looks, 16 hex digits each, are of one photo.
func SameLook(a, b string) bool {
	x, err := strconv.ParseUint(a, 16, 64)
	y, err2 := strconv.ParseUint(b, 16, 64)
	return err == nil && err2 == nil && bits.OnesCount64(x^y) <= alikeBits
}

// evidenceOf names the photos of a session and an event, for what they are
// compared with: file:look, separated by commas.
func evidenceOf(s talk.Session, e talk.Event) string {
	var data struct {
		Files []cases.File `json:"files"`
		Found []struct {
			File cases.File `json:"file"`
		} `json:"found"`
	}
	if len(s.Data) > 0 && bytes.HasPrefix(s.Data, []byte("{")) && json.Unmarshal(s.Data, &data) != nil {
		return "" // the dialogue itself will say that it cannot be read
	}
	files := append(data.Files, evidence(e, cases.PhaseAfter)...)
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
func (x *change) usedBefore(c cases.Case, files []cases.File) []int {
	used := slices.Clone(c.Alike)
	for _, u := range x.Seen {
		if u.Case == c.Number || slices.Contains(used, u.Case) || len(used) >= 5 {
			continue
		}
		if slices.ContainsFunc(files, func(f cases.File) bool {
			return f.Phase == cases.PhaseAfter && samePhoto(f, cases.File{Unique: u.Unique, Look: u.Look})
		}) {
			used = append(used, u.Case)
		}
	}
	return used
}

// A Used is an after-photo of some case that may be the same as one sent now.
type Used struct {
	Case   int
	Unique string
	Look   string
}
