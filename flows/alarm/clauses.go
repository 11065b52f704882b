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
		for n := range notions {
			add(notions[n].words, n)
		}
		return p
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

// A span is where words stand in a line.
type span struct{ from, to int }

// clausesOf finds the notions of a line, in each of its parts: a word that turns
// the sentence round begins another. A "no" holds to the end of its part.
func clausesOf(line string) []clause {
	all := []clause{{make([]string, len(notions)), make([]bool, len(notions))}}
	var nos, owns []span
	spoken.in(line, func(from, to, whose int) {
		switch whose {
		case aNo:
			nos = append(nos, span{from, to})
		case anOwn:
			owns = append(owns, span{from, to})
		case aBut:
			if from > 0 {
				all = append(all, clause{make([]string, len(notions)), make([]bool, len(notions))})
				nos = nil
			}
		default:
			if c := all[len(all)-1]; c.said[whose] == "" {
				c.said[whose], c.denied[whose] = strings.TrimSpace(line[from:to]), denied(from, nos, owns)
			}
		}
	})
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

// How much what is told weighs against the words themselves.
const (
	ofNotion = 0.8 // each, and each pair
	ofSign   = 1
)

// telling is what is told of a sentence, each thing once.
type telling struct {
	*learn.Parts
	said map[string]bool
}

func (t telling) once(name string, value float64) {
	if !t.said[name] {
		t.said[name] = true
		t.Tell(name, value)
	}
}

// tell adds what a sentence speaks of to its parts: notions, pairs of them in
// one clause, and the signs of danger. It returns the signs' words by kind, and
// whether what is told is over, or no more than spoken of.
func tell(p *learn.Parts) (signs map[string]string, takenBack bool) {
	signs = map[string]string{}
	t := telling{p, make(map[string]bool, 64)}
	for words := range p.Clauses {
		for _, c := range clausesOf(lineOf(words)) {
			t.notions(c)
			for kind, words := range c.shows() {
				signs[kind] = words
			}
		}
	}
	for _, k := range Kinds {
		if signs[k] != "" {
			t.once("!"+k, ofSign)
			t.once("!any", ofSign)
		}
	}
	asked := p.Asked()
	if asked {
		t.once("?", ofNotion)
	}
	if t.said["!any"] && !asked && !slices.ContainsFunc(softens, func(name string) bool { return t.said["+"+name] }) {
		t.once("!plain", ofSign)
		for _, kind := range Kinds {
			if signs[kind] != "" {
				t.once("!plain "+kind, ofSign)
			}
		}
	}
	return signs, asked || slices.ContainsFunc(takesBack, func(name string) bool { return t.said["+"+name] })
}

func (t telling) notions(c clause) {
	var live []int
	for n := range notions {
		switch {
		case c.said[n] == "":
		case c.denied[n]:
			t.once("-"+notions[n].name, ofNotion)
		default:
			t.once("+"+notions[n].name, ofNotion)
			for _, m := range live {
				t.once(pairNames[n][m], ofNotion)
			}
			live = append(live, n)
		}
	}
}
