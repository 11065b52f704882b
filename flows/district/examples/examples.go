// Package examples reads examples.csv: sentences as people wrote them, and what each
// means. It knows no category but by its ID.
package examples

import (
	"slices"
	"strings"
	"unicode/utf8"

	"gridbot/flows/alarm"
	"gridbot/flows/district/faults"
	"gridbot/flows/district/rows"
)

// An Example is a sentence as somebody wrote it, and what it means.
type Example struct {
	Words    string
	Category string // the ID of a category; "" for no hazard at all
	Danger   string // a kind, AnyDanger or ""
}

// AnyDanger is danger of a kind that the example does not say.
const AnyDanger = "yes"

// Columns is the first line of examples.csv.
var Columns = []string{"text", "lang", "category", "danger"}

const longest = 1000 // runes

// A Reader reads the file: rows tells its faults.
type Reader struct {
	Rows  rows.Table
	Warn  func(line int, format string, say ...any)
	Langs []string // which a sentence may be in
	File  string   // where the categories stand
}

// Read reads the file; ids are the categories there are, none where nobody knows.
func (r Reader) Read(b []byte, ids []string) (all []Example) {
	r.Rows.Columns, r.Rows.Fixed = Columns, true
	faulty, fault := false, r.Rows.Fault
	r.Rows.Fault = func(line int, format string, say ...any) { faulty = true; fault(line, format, say...) }
	seen := map[string]int{}
	r.Rows.Read(b, func(line int, field func(string) string) {
		faulty = false
		if e, ok := r.row(line, field, ids, seen); ok && !faulty {
			all = append(all, e)
		}
	})
	return all
}

// row is one row; false where it is told of no more.
func (r Reader) row(line int, field func(string) string, ids []string, seen map[string]int) (Example, bool) {
	e := Example{field("text"), field("category"), field("danger")}
	if e.Words == "" {
		r.Rows.Fault(line, "there is no text")
	}
	if n := utf8.RuneCountInString(e.Words); n > longest {
		r.Rows.Fault(line, "the text has %d characters; %d are the most", n, longest)
	}
	if first, twice := seen[e.Words]; twice {
		r.Warn(line, "%q stands in line %d already", faults.Clip(e.Words), first)
		return e, false
	}
	seen[e.Words] = line
	if lang := field("lang"); !slices.Contains(r.Langs, lang) {
		r.Rows.Fault(line, "the language is %q, but may be zh or en only", faults.Clip(lang))
	}
	if _, told := seen["\t"+e.Category]; e.Category != "" && len(ids) > 0 && !slices.Contains(ids, e.Category) {
		if told { // one word in categories.yaml may be wrong, not a hundred lines here
			return e, false
		}
		seen["\t"+e.Category] = line // no text begins with a tab
		r.Rows.Fault(line, "there is no category %q in %s%s", faults.Clip(e.Category), r.File, r.Rows.Alike(e.Category, ids))
	}
	kinds := append(slices.Clone(alarm.Kinds), "no", AnyDanger)
	switch {
	case e.Danger == "no":
		e.Danger = ""
	case e.Danger != "" && !slices.Contains(kinds, e.Danger):
		r.Rows.Fault(line, "there is no kind of danger %q; the kinds are %s%s", faults.Clip(e.Danger), strings.Join(kinds, ", "), r.Rows.Alike(e.Danger, kinds))
	}
	return e, true
}
