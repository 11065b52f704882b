// Package alarm hears danger in what somebody wrote: from signs that hold in
// any district, and from examples. It does not know the district, nor whom to
// call, nor what is done about it.
package alarm

import (
	"slices"
	"strings"

	"gridbot/flows/learn"
)

// A clause is the notions in it, by their place in the table: the words that
// told, "" for none.
type clause struct {
	said   []string
	denied []bool
}

// live reports whether a notion is said and not denied.
func (c clause) live(n int) bool { return c.said[n] != "" && !c.denied[n] }

// lineOf is a clause as the tables have it: Han as it stands, other words with
// a space before and after.
func lineOf(words []string) string {
	var line strings.Builder
	for i, w := range words {
		if i == 0 || w[0] < 0x80 || words[i-1][0] < 0x80 {
			line.WriteByte(' ')
		}
		line.WriteString(w)
	}
	line.WriteByte(' ')
	return line.String()
}

// list is words as the tables have them, ready to be looked for.
func list(words string) []string {
	return strings.Split(strings.ReplaceAll(words, "_", " "), "|")
}

// What is found in a line besides notions.
const (
	aBut = -1 - iota
	aNo
	anOwn
	aSeeming
)

// The tables, taken apart.
var (
	spoken = func() *phrases {
		p := &phrases{}
		add := func(words string, whose int) {
			for _, w := range list(words) {
				p.add(w, whose)
			}
		}
		add(but, aBut) // before notions: "现在" begins a part, and is in it
		add(no, aNo)
		add(own, anOwn)
		add(seems, aSeeming)
		for n := range notions {
			add(notions[n].words, n)
		}
		return p
	}()
	// notionAt is the place of a notion in its table.
	notionAt = func() map[string]int {
		at := map[string]int{}
		for i, n := range notions {
			at[n.name] = i
		}
		return at
	}()
	signNotions = func() [][]int {
		var all [][]int
		for _, s := range signs {
			var these []int
			for _, name := range s.all {
				these = append(these, slices.IndexFunc(notions, func(n notion) bool { return n.name == name }))
			}
			all = append(all, these)
		}
		return all
	}()
	// saidNames and deniedNames are the features of a notion.
	saidNames, deniedNames = func() (said, denied []string) {
		for _, n := range notions {
			said, denied = append(said, "+"+n.name), append(denied, "-"+n.name)
		}
		return said, denied
	}()
	// pairNames is the feature of two notions in one clause, the later in the table first.
	pairNames = func() [][]string {
		all := make([][]string, len(notions))
		for i, n := range notions {
			for _, m := range notions[:i] {
				all[i] = append(all[i], "+"+m.name+"+"+n.name)
			}
		}
		return all
	}()
)

// A span is where words stand in a line, and whose they are.
type span struct{ from, to, whose int }

// around reports whether a span is more of the line than another, and all of it.
func (s span) around(o span) bool {
	return s.from <= o.from && o.to <= s.to && s.to-s.from > o.to-o.from
}

// clausesOf finds the notions of a line, in each of its parts: a word that turns
// the sentence round begins another. A "no" holds to the end of its part.
func clausesOf(line string) []clause {
	all := []clause{{make([]string, len(notions)), make([]bool, len(notions))}}
	var nos, owns, others []span
	found := make([]span, 0, 64)
	spoken.in(line, func(from, to, whose int) {
		if whose == aSeeming {
			others = append(others, span{from, to, whose})
		} else {
			found = append(found, span{from, to, whose})
		}
	})
	for _, f := range found {
		switch {
		case f.whose == aNo:
			nos = append(nos, f)
		case f.whose == anOwn:
			owns = append(owns, f)
		case f.whose == aBut:
			if f.from > 0 {
				all = append(all, clause{make([]string, len(notions)), make([]bool, len(notions))})
				nos = nil
			}
		case slices.ContainsFunc(others, func(o span) bool { return o.around(f) }):
		default:
			if c := all[len(all)-1]; c.said[f.whose] == "" {
				c.said[f.whose], c.denied[f.whose] = strings.TrimSpace(line[f.from:f.to]), denied(f.from, nos, owns)
			}
		}
	}
	return all
}

// denied reports whether a "no" stands before a notion, and not as part of what
// only looks so.
func denied(at int, nos, owns []span) bool {
	return slices.ContainsFunc(nos, func(no span) bool {
		return no.to <= at+1 && no.from < at &&
			!slices.ContainsFunc(owns, func(own span) bool { return own.from <= no.from && no.to <= own.to && own.to <= at+1 })
	})
}

// shows is the kinds of danger whose signs stand in a clause, with their words.
func (c clause) shows() map[string]string {
	var kinds map[string]string
	for i, s := range signs {
		if slices.ContainsFunc(signNotions[i], func(n int) bool { return !c.live(n) }) || kinds[s.kind] != "" {
			continue
		}
		words := ""
		for _, n := range signNotions[i] {
			words = strings.TrimSpace(words + " " + c.said[n])
		}
		if kinds == nil {
			kinds = map[string]string{}
		}
		kinds[s.kind] = words
	}
	return kinds
}

// around is the kinds of what endangers everybody around whose signs stand in a clause.
// Who has fallen in a building is no building that falls.
func (c clause) around() (kinds []string) {
	for i, s := range signs {
		told := !slices.ContainsFunc(signNotions[i], func(n int) bool { return !c.live(n) })
		if told && slices.ContainsFunc(endangering[s.kind], func(name string) bool { return slices.Contains(s.all, name) }) {
			kinds = append(kinds, s.kind)
		}
	}
	return kinds
}

// How much what is told weighs against the words themselves.
const (
	ofNotion = 0.8 // each, and each pair
	ofSign   = 1
)

// telling is what is told of a sentence, each thing once.
type telling struct {
	*learn.Parts
	signs        map[string]string // by kind: their words
	said, denied []bool            // by notion
	pairs        []bool            // of two notions
}

// tell adds what a sentence speaks of to its parts: notions, pairs of them in
// one clause, and the signs of danger. It returns the signs' words by kind, the
// kinds of what endangers everybody around, the clauses that show any sign, and whether
// what is told is over, or no more than spoken of.
func tell(p *learn.Parts) (signs map[string]string, around []string, shown [][]string, takenBack bool) {
	n := len(notions)
	t := telling{p, map[string]string{}, make([]bool, n), make([]bool, n), make([]bool, n*n)}
	for words := range p.Clauses {
		shows := false
		for _, c := range clausesOf(lineOf(words)) {
			t.notions(c)
			for kind, words := range c.shows() {
				t.signs[kind], shows = words, true
			}
			around = append(around, c.around()...)
		}
		if shows {
			shown = append(shown, words)
		}
	}
	t.kinds("!", "!any")
	asked := p.Asked()
	if asked {
		t.Tell("?", ofNotion)
	}
	if !asked && !t.any(softens) {
		t.kinds("!plain ", "!plain")
	}
	return t.signs, around, shown, asked || t.any(takesBack)
}

// kinds tells of the kinds of danger whose signs stand there, and of any.
func (t telling) kinds(each, any string) {
	if len(t.signs) == 0 {
		return
	}
	t.Tell(any, ofSign)
	for _, k := range Kinds {
		if t.signs[k] != "" {
			t.Tell(each+k, ofSign)
		}
	}
}

// any reports whether one of some notions is said.
func (t telling) any(names []string) bool {
	return slices.ContainsFunc(names, func(name string) bool { return t.said[notionAt[name]] })
}

func (t telling) notions(c clause) {
	var live []int
	for n := range notions {
		switch {
		case c.said[n] == "":
		case c.denied[n]:
			if !t.denied[n] {
				t.denied[n] = true
				t.Tell(deniedNames[n], ofNotion)
			}
		default:
			if !t.said[n] {
				t.said[n] = true
				t.Tell(saidNames[n], ofNotion)
			}
			for _, m := range live {
				if pair := n*len(notions) + m; !t.pairs[pair] {
					t.pairs[pair] = true
					t.Tell(pairNames[n][m], ofNotion)
				}
			}
			live = append(live, n)
		}
	}
}
