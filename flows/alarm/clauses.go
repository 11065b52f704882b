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

// A heard sign is one that stands in a clause, with the words that told.
type heard struct {
	kind   string
	words  string
	denied bool
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
	butWords  = list(but)
	noWords   = list(no)
	ownWords  = list(own)
	signWords = taken(signs, func(s sign) []string { return s.all })
	cueWords  = func() [][]string {
		var all [][]string
		for _, c := range cues {
			all = append(all, list(c.words))
		}
		return all
	}()
)

func taken[T any](rows []T, words func(T) []string) [][][]string {
	var all [][][]string
	for _, r := range rows {
		var row [][]string
		for _, w := range words(r) {
			row = append(row, list(w))
		}
		all = append(all, row)
	}
	return all
}

// signsIn is the signs that stand in a clause.
func signsIn(line string) []heard {
	var found []heard
	for i, s := range signs {
		begins, words := len(line), ""
		for _, any := range signWords[i] {
			at, which := first(line, any)
			if at < 0 {
				begins = -1
				break
			}
			begins = min(begins, at)
			words = strings.TrimSpace(words + " " + strings.TrimSpace(which))
		}
		if begins >= 0 {
			found = append(found, heard{s.kind, words, denied(line[:begins])})
		}
	}
	return found
}

// denied reports whether a "no" stands in what comes before a sign.
func denied(before string) bool {
	for _, w := range ownWords {
		before = strings.ReplaceAll(before, w, "·")
	}
	at, _ := first(before+" ", noWords)
	return at >= 0
}

// tell adds what the signs and cues say to the parts of a sentence.
func tell(p *learn.Parts, said string) (found []heard) {
	lines := clauses(said)
	for _, line := range lines {
		found = append(found, signsIn(line)...)
	}
	told := map[string]bool{}
	once := func(name string, value float64) {
		if !told[name] {
			told[name] = true
			p.Tell(name, value)
		}
	}
	live := slices.ContainsFunc(found, func(h heard) bool { return !h.denied })
	for _, h := range found {
		if h.denied {
			once("!no", 0.5)
		} else {
			once("!"+h.kind, 1)
		}
	}
	if live {
		once("!any", 1)
	}
	whole := strings.Join(lines, "")
	for i, c := range cues {
		if at, _ := first(whole, cueWords[i]); at < 0 {
			continue
		}
		once("?"+c.name, 0.5)
		if live {
			once("!?"+c.name, 0.7)
		}
	}
	if strings.ContainsAny(said, "?？") {
		once("?mark", 0.5)
	}
	return found
}
