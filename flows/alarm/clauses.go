// Package alarm hears danger in what somebody wrote: from signs that hold in
// any district, and from examples. It does not know the district, nor whom to
// call, nor what is done about it.
package alarm

import (
	"slices"
	"strings"

	"gridbot/flows/grids"
	"gridbot/flows/learn"
)

// A clause is the notions in it, by their place in the table: the words that
// told, "" for none.
type clause struct {
	said   []string
	denied []bool
}

// clauses is what was written, folded, clause by clause: Han as it stands, other
// words with a space before and after. A "no" holds to the end of its clause.
func clauses(said string) []string {
	var all []string
	for _, part := range strings.FieldsFunc(said, endsClause) {
		words := grids.Hear(part).Split()
		if len(words) == 0 {
			continue
		}
		var line strings.Builder
		for i, w := range words {
			if i == 0 || w[0] < 0x80 || words[i-1][0] < 0x80 {
				line.WriteByte(' ')
			}
			line.WriteString(w)
		}
		line.WriteByte(' ')
		all = append(all, cutAtBut(line.String())...)
	}
	return all
}

func endsClause(r rune) bool {
	return strings.ContainsRune("，。！？；：、…\n,.!?;:()（）—", r)
}

// cutAtBut cuts before each word that turns a sentence round.
func cutAtBut(line string) []string {
	var parts []string
	for {
		at, _ := first(line[min(1, len(line)):], butWords)
		if at <= 0 {
			return append(parts, line)
		}
		at++ // the first byte was left out
		parts = append(parts, line[:at]+" ")
		line = line[at:]
	}
}

// list is words as the tables have them, ready to be looked for.
func list(words string) []string {
	return strings.Split(strings.ReplaceAll(words, "_", " "), "|")
}

// first is where the first of the words stands, and which it is; -1 for none.
func first(line string, words []string) (at int, which string) {
	at = -1
	for _, w := range words {
		if i := strings.Index(line, w); i >= 0 && (at < 0 || i < at) {
			at, which = i, w
		}
	}
	return at, which
}

// The tables, taken apart.
var (
	butWords    = list(but)
	noWords     = list(no)
	ownWords    = list(own)
	notionWords = func() [][]string {
		var all [][]string
		for _, n := range notions {
			all = append(all, list(n.words))
		}
		return all
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
)

// clauseOf finds the notions of a clause.
func clauseOf(line string) clause {
	c := clause{make([]string, len(notions)), make([]bool, len(notions))}
	for i, words := range notionWords {
		if at, which := first(line, words); at >= 0 {
			c.said[i], c.denied[i] = strings.TrimSpace(which), denied(line[:at])
		}
	}
	return c
}

// denied reports whether a "no" stands in what comes before a notion.
func denied(before string) bool {
	for _, w := range ownWords {
		before = strings.ReplaceAll(before, w, "·")
	}
	at, _ := first(before+" ", noWords)
	return at >= 0
}

// live reports whether a notion is said and not denied.
func (c clause) live(n int) bool { return c.said[n] != "" && !c.denied[n] }

// shows is the kinds of danger whose signs stand in a clause, with their words.
func (c clause) shows() map[string]string {
	kinds := map[string]string{}
	for i, s := range signs {
		words, all := "", true
		for _, n := range signNotions[i] {
			all = all && c.live(n)
			words = strings.TrimSpace(words + " " + c.said[n])
		}
		if all && kinds[s.kind] == "" {
			kinds[s.kind] = words
		}
	}
	return kinds
}

// How much what is told weighs against the words themselves.
const (
	ofNotion = 0.8 // each, and each pair
	ofSign   = 1
)

// tell adds what a sentence speaks of to its parts: notions, pairs of them in
// one clause, and the signs of danger. It returns the signs' words by kind.
func tell(p *learn.Parts, said string) map[string]string {
	signs := map[string]string{}
	told := map[string]bool{}
	once := func(name string, value float64) {
		if !told[name] {
			told[name] = true
			p.Tell(name, value)
		}
	}
	for _, line := range clauses(said) {
		c := clauseOf(line)
		for i, n := range notions {
			switch {
			case c.said[i] == "":
				continue
			case c.denied[i]:
				once("-"+n.name, ofNotion)
				continue
			}
			once("+"+n.name, ofNotion)
			for j, m := range notions[:i] {
				if c.live(j) {
					once("+"+m.name+"+"+n.name, ofNotion)
				}
			}
		}
		for kind, words := range c.shows() {
			signs[kind] = words
		}
	}
	for _, k := range Kinds {
		if signs[k] != "" {
			once("!"+k, ofSign)
			once("!any", ofSign)
		}
	}
	asked := strings.ContainsAny(said, "?？")
	if asked {
		once("?", ofNotion)
	}
	if told["!any"] && !asked && !slices.ContainsFunc(softens, func(name string) bool { return told["+"+name] }) {
		once("!plain", ofSign)
		for kind := range signs {
			once("!plain "+kind, ofSign)
		}
	}
	return signs
}
