package district

import (
	"slices"
	"strings"
	"unicode/utf8"

	"gridbot/flows/alarm"
	"gridbot/flows/district/rows"
)

// An example is a sentence as somebody wrote it, and what it means.
type example struct {
	words    string
	category string // the ID of a category; "" for no hazard at all
	danger   string // a kind, anyDanger or ""
}

// anyDanger is danger of a kind that the example does not say.
const anyDanger = "yes"

// exampleColumns is the first line of examples.csv.
var exampleColumns = []string{"text", "lang", "category", "danger"}

const longestExample = 1000 // runes

// readExamples reads examples.csv, after the categories.
func readExamples(p page, b []byte, categories []Category) (all []example) {
	table := rows.Table{Columns: exampleColumns, Fixed: true, Alike: didYouMean, Fault: p.fault}
	ids := idsOf(categories, func(c Category) string { return c.ID })
	seen := map[string]int{}
	table.Read(b, func(line int, field func(string) string) {
		if e, ok := p.example(line, field, ids, seen); ok {
			all = append(all, e)
		}
	})
	return all
}

// example is one row; false, with faults, when it cannot be used.
func (p page) example(line int, field func(string) string, ids []string, seen map[string]int) (example, bool) {
	before := len(p.faults)
	e := example{field("text"), field("category"), field("danger")}
	if e.words == "" {
		p.fault(line, "there is no text")
	}
	if n := utf8.RuneCountInString(e.words); n > longestExample {
		p.fault(line, "the text has %d characters; %d are the most", n, longestExample)
	}
	if first, twice := seen[e.words]; twice {
		p.warn(line, "%q stands in line %d already", clip(e.words), first)
		return e, false
	}
	seen[e.words] = line
	if lang := field("lang"); !slices.ContainsFunc(langKeys, func(l langKey) bool { return l.key == lang }) {
		p.fault(line, "the language is %q, but may be zh or en only", clip(lang))
	}
	if _, told := seen["\t"+e.category]; e.category != "" && len(ids) > 0 && !slices.Contains(ids, e.category) {
		if told { // one word in categories.yaml may be wrong, not a hundred lines here
			return e, false
		}
		seen["\t"+e.category] = line // no text begins with a tab
		p.fault(line, "there is no category %q in %s%s", clip(e.category), categoriesFile, didYouMean(e.category, ids))
	}
	kinds := append(slices.Clone(alarm.Kinds), "no", anyDanger)
	switch {
	case e.danger == "no":
		e.danger = ""
	case e.danger != "" && !slices.Contains(kinds, e.danger):
		p.fault(line, "there is no kind of danger %q; the kinds are %s%s", clip(e.danger), strings.Join(kinds, ", "), didYouMean(e.danger, kinds))
	}
	return e, len(p.faults) == before
}
