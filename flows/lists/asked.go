package lists

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"gridbot/flows/acts"
	"gridbot/flows/grids"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// A listName is a list, and the command that shows it.
type listName string

const (
	tasks   listName = "tasks"   // what is the person's to do
	overdue listName = "overdue" // what cannot wait longer than today
	open    listName = "open"    // what is open where they work
	find    listName = "find"    // whatever they may see, by words; also what is over
)

// asked is which page of which list is shown, and what it is narrowed to. All of
// it stands on each button of the list, in the 64 bytes a button has, so that no
// button means another list than the one it stands under:
//
//	~<page><shown><part><stands>[<facet><tag>…][q<words> or h<tag of words>]
//
// The page is three digits of base 36; the others are one letter each, "-" for
// none; a tag is the begin of a world.Tag. Words are folded, and short; longer ones
// are kept with the person, and only their tag stands there.
type asked struct {
	list   listName
	page   int
	shown  byte
	part   world.Part
	stands world.Stands
	tags   [len(facets)]string
	words  string
	gone   bool // the words are kept no more: others were asked for since
}

// What is shown of a list: a page of it; what it can be narrowed by; what there
// is of one of the facets (its letter); a workbook or a map of all of it.
const (
	showPage  = '-'
	showPanel = 'f'
	showSheet = 'x'
	showMap   = 'm'
)

// A facet is by what a list can be narrowed, as it stands on buttons.
type facet struct {
	letter byte
	name   string
	wide   int // how much of a tag stands on a button
	label  text.Text
}

var facets = [...]facet{
	{'g', world.FacetGrid, 3, text.T("list.by.grid")},
	{'s', world.FacetStreet, 4, text.T("list.by.street")},
	{'k', world.FacetKind, 3, text.T("list.by.kind")},
	{'w', world.FacetWorker, 4, text.T("list.by.worker")},
	{'a', world.FacetForce, 3, text.T("list.by.force")},
}

// facetOf is which facet a letter stands for; -1 for none.
func facetOf(letter byte) int {
	return slices.IndexFunc(facets[:], func(f facet) bool { return f.letter == letter })
}

// The letters of what a list is of.
var (
	partLetters   = map[byte]world.Part{'l': world.PartLate, 't': world.PartToday, 'r': world.PartLooks}
	standsLetters = map[byte]world.Stands{'o': world.StandsOpen, 'c': world.StandsOver}
)

// longestWords is how many bytes of words fit on a button with all else that may
// stand there: nine Chinese characters.
const longestWords = 27

// mostWords is how many bytes of words are looked for: forty Chinese characters.
const mostWords = 120

// keptWords is how many long searches are kept of a person: the lists of the last
// ones can still be turned.
const keptWords = 4

// data is what stands on a button that shows this.
func (a asked) data() string {
	page := strconv.FormatInt(int64(min(max(a.page, 0), 36*36*36-1)), 36)
	b := []byte("~" + strings.Repeat("0", 3-len(page)) + page)
	b = append(b, max(a.shown, '-'), letter(partLetters, a.part), letter(standsLetters, a.stands))
	for i, f := range facets {
		if a.tags[i] != "" {
			b = append(append(b, f.letter), a.tags[i]...)
		}
	}
	switch {
	case len(a.words) > longestWords:
		b = append(append(b, 'h'), world.Tag(a.words)...)
	case a.words != "":
		b = append(append(b, 'q'), a.words...)
	}
	return string(b)
}

func letter[V comparable](letters map[byte]V, v V) byte {
	for b, of := range letters {
		if of == v {
			return b
		}
	}
	return '-'
}

// read reads what is asked for: of a button, or words that were typed. It is not
// ok where words are needed, or are too many. Sought are the long words that are kept
// of the person.
func read(list listName, choice string, sought []string) (asked, bool) {
	a := asked{list: list, shown: showPage}
	if rest, ok := strings.CutPrefix(choice, "~"); ok && len(rest) >= 6 {
		return a.button(rest, sought), true
	}
	if list == find {
		a.words = fold(choice)
		return a, a.words != "" && len(a.words) <= mostWords
	}
	// The list of the day was turned by part before: late|1.
	part, page, _ := strings.Cut(choice, "|")
	for _, p := range []world.Part{world.PartLate, world.PartToday, world.PartLooks} {
		if n, err := strconv.Atoi(page); list == overdue && part == string(p) && err == nil && n > 0 {
			a.part, a.page = p, n
		}
	}
	return a, true
}

// button reads what stands on a button, behind its mark. What nobody could have
// put there is passed over: it shows no more than the person may see.
func (a asked) button(s string, sought []string) asked {
	if page, err := strconv.ParseInt(s[:3], 36, 32); err == nil && page > 0 {
		a.page = int(page)
	}
	a.shown, a.part, a.stands = s[3], partLetters[s[4]], standsLetters[s[5]]
	for s = s[6:]; s != ""; {
		if words, ok := strings.CutPrefix(s, "q"); ok {
			if a.list == find {
				a.words = fold(words)
			}
			return a
		}
		if tag, ok := strings.CutPrefix(s, "h"); ok {
			if a.list == find {
				i := slices.IndexFunc(sought, func(words string) bool { return world.Tag(words) == tag })
				if a.gone = i < 0; !a.gone {
					a.words = sought[i]
				}
			}
			return a
		}
		i := facetOf(s[0])
		if i < 0 || len(s) <= facets[i].wide {
			return a
		}
		a.tags[i], s = s[1:1+facets[i].wide], s[1+facets[i].wide:]
	}
	return a
}

// fold are words as they are looked for.
func fold(said string) string {
	var words []string
	for _, w := range strings.Fields(said) {
		if f := grids.Hear(w).String(); f != "" && !slices.Contains(words, f) {
			words = append(words, f)
		}
	}
	return strings.Join(words, " ")
}

// listing is what must be read.
func (a asked) listing(w *world.World) world.Listing {
	l := w.Tasks()
	l.Mine, l.Stands, l.Part, l.From = a.list == tasks || a.list == overdue, a.stands, a.part, a.page*world.ListPage
	switch {
	case a.list == overdue && a.part == "":
		l.Part = world.PartDay
	case a.list == tasks, a.list == open:
		l.Stands = cmp.Or(a.stands, world.StandsOpen)
	}
	l.Grid, l.Street, l.Kind, l.Worker, l.Force = a.tags[0], a.tags[1], a.tags[2], a.tags[3], a.tags[4]
	l.Words, l.Kinds = a.words, kindsCalled(w, a.words)
	switch i := facetOf(a.shown); {
	case i >= 0: // what there is besides what was chosen
		*[]*string{&l.Grid, &l.Street, &l.Kind, &l.Worker, &l.Force}[i] = ""
		l.Facet, l.From, l.Most = facets[i].name, 0, 0
	case a.shown == showSheet, a.shown == showMap:
		l.Whole, l.From, l.Most = true, 0, 0
	case a.shown == showPanel:
		l.From, l.Most = 0, 0
	}
	return l
}

// kindsCalled are, for each word, the categories that are called so.
func kindsCalled(w *world.World, words string) string {
	var all []string
	for word := range strings.FieldsSeq(words) {
		var kinds []string
		for _, c := range w.District.Categories {
			for _, name := range c.Names {
				if len([]rune(word)) > 1 && strings.Contains(grids.Hear(name).String(), word) && !slices.Contains(kinds, c.ID) {
					kinds = append(kinds, c.ID)
				}
			}
		}
		all = append(all, strings.Join(kinds, ","))
	}
	return strings.Join(all, "|")
}

// narrowed tells whether the list is narrowed to something, its own words aside.
func (a asked) narrowed() bool {
	return a.tags != [len(facets)]string{} || a.stands != "" || a.part != "" && a.list != overdue
}

// needWords is what must be read for words that were asked for.
func needWords(w *world.World, said string, n *world.Need) {
	if a, ok := read(find, said, w.Me.Sought); ok && slices.Contains(acts.EveryStaff, w.Me.Role) {
		n.Listing = a.listing(w)
	}
}
