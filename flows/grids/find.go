package grids

import (
	"cmp"
	"iter"
	"slices"
	"unicode"
)

const (
	longestName  = 60  // runes of a name that are compared
	longestNear  = 80  // runes of a message that are compared with names loosely
	mostCompared = 200 // names compared loosely with one message
	nearEnough   = 0.6 // the likeness from which on a name is offered, 0 to 1
)

// Find is the places that words may mean, at most "most" of each sort.
//
// Exact are the places one of whose names, or aliases, stands in the words as
// whole words: "崧涵庭3号楼", "in front of Songhan Court, building 3". The longest
// name comes first, then the one that comes first in the words; a name that
// only stands inside a longer one found ("Lingshi Road" in "Lingshi Road
// Market") does not count. Near are the places one of whose names is like the
// words or like a part of them, or begins with them, best first; exact ones
// are not repeated. Case, width, spaces and punctuation never matter. Only the
// first 4096 runes are looked at, for near ones the first 80, so the cost has
// a bound whatever is written.
func (p *Places) Find(words string, most int) (exact []Place, near []Place) {
	if most <= 0 {
		return nil, nil
	}
	said := Hear(words)
	named := map[int]bool{}
	for _, place := range p.standing(said) {
		named[place] = true
		if len(exact) < most {
			exact = append(exact, p.all[place])
		}
	}
	for _, place := range p.like(said.cut(longestNear)) {
		if !named[place] && len(near) < most {
			near = append(near, p.all[place])
		}
	}
	return exact, near
}

// Named is the exact places of Find alone, which cost much less to find.
func (p *Places) Named(words string, max int) []Place {
	var exact []Place
	for _, place := range p.standing(Hear(words)) {
		if len(exact) < max {
			exact = append(exact, p.all[place])
		}
	}
	return exact
}

// standing is the places whose names stand in said as whole words, the longest
// name first. A name inside a longer one that was found does not count.
func (p *Places) standing(said Words) []int {
	type hit struct{ key, from, to int }
	var hits []hit
	for i := 0; i+1 < len(said.runes); i++ {
		if !said.breaks[i] {
			continue
		}
		for _, k := range p.starts[[2]rune{said.runes[i], said.runes[i+1]}] {
			name := p.keys[k].words.runes
			if j := i + len(name); j <= len(said.runes) && said.breaks[j] && slices.Equal(said.runes[i:j], name) {
				hits = append(hits, hit{k, i, j})
			}
		}
	}
	slices.SortStableFunc(hits, func(a, b hit) int {
		return cmp.Or(cmp.Compare(b.to-b.from, a.to-a.from), cmp.Compare(a.from, b.from), cmp.Compare(a.key, b.key))
	})

	covered := make([]int, len(said.runes)) // how far the longer names over this rune reach
	var sameLength []hit                    // two places of one name both count
	var places []int
	named := map[int]bool{}
	for _, h := range hits {
		if len(sameLength) > 0 && sameLength[0].to-sameLength[0].from > h.to-h.from {
			for _, longer := range sameLength {
				for i := longer.from; i < longer.to; i++ {
					covered[i] = max(covered[i], longer.to)
				}
			}
			sameLength = sameLength[:0]
		}
		if covered[h.from] >= h.to {
			continue
		}
		sameLength = append(sameLength, h)
		if place := p.keys[h.key].place; !named[place] {
			named[place] = true
			places = append(places, place)
		}
	}
	return places
}

// like is the places with names like what was said, best first.
func (p *Places) like(said Words) []int {
	shared := map[int]int{}
	for gram := range gramsOf(said) {
		for _, k := range p.grams[gram] {
			shared[k]++
		}
	}
	keys := make([]int, 0, len(shared))
	for k := range shared {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b int) int { return cmp.Or(cmp.Compare(shared[b], shared[a]), cmp.Compare(a, b)) })
	best := map[int]float64{}
	for _, k := range keys[:min(len(keys), mostCompared)] {
		if l := likeness(said, p.keys[k].words); l >= nearEnough {
			best[p.keys[k].place] = max(best[p.keys[k].place], l)
		}
	}
	places := make([]int, 0, len(best))
	for place := range best {
		places = append(places, place)
	}
	slices.SortFunc(places, func(a, b int) int { return cmp.Or(cmp.Compare(best[b], best[a]), cmp.Compare(a, b)) })
	return places
}

// likeness is 1 for a name that stands in what was said, and less by the share
// of its letters that would have to change for it to stand there. What was
// said may also be the beginning of the name ("崧涵"), or hold its first words
// ("at Songhan, building 3").
func likeness(said, name Words) float64 {
	n := len(name.runes)
	alike := 1 - float64(distance(said.runes, name.runes))/float64(n)
	if m := len(said.runes); m >= 2 && m < n && slices.Equal(said.runes, name.runes[:m]) {
		alike = max(alike, 0.7+0.3*float64(m)/float64(n))
	}
	for m := n - 1; m > 1 && len(said.runes) <= longestHint; m-- {
		first := Words{name.runes[:m], name.breaks[:m+1]}
		if name.breaks[m] && (m >= 4 || classOf(name.runes[0]) == han) && said.stands(first) {
			return max(alike, nearEnough+0.3*float64(m)/float64(n))
		}
	}
	return alike
}

// longestHint is how long a message may be, in runes, for the first words of a
// name in it to be a hint: in a story they are chance.
const longestHint = 40

// stands reports whether sought stands in w as whole words.
func (w Words) stands(sought Words) bool {
	n := len(sought.runes)
	for i := 0; i+n <= len(w.runes); i++ {
		if w.breaks[i] && w.breaks[i+n] && slices.Equal(w.runes[i:i+n], sought.runes) {
			return true
		}
	}
	return false
}

// distance is how many letters of name must change for it to stand somewhere
// in said (Sellers' algorithm: the edit distance with both ends of said free).
func distance(said, name []rune) int {
	column := make([]int, len(name)+1)
	for i := range column {
		column[i] = i
	}
	best := len(name)
	for _, r := range said {
		diagonal := column[0]
		for i, want := range name {
			next := diagonal
			if r != want {
				next = 1 + min(diagonal, column[i], column[i+1])
			}
			diagonal, column[i+1] = column[i+1], next
		}
		best = min(best, column[len(name)])
	}
	return best
}

// gramsOf is what two names must share to be compared: two runes next to each
// other, or one Han character.
func gramsOf(w Words) iter.Seq[[2]rune] {
	return func(yield func([2]rune) bool) {
		seen := map[[2]rune]bool{}
		for i, r := range w.runes {
			if unicode.Is(unicode.Han, r) && !seen[[2]rune{r}] {
				seen[[2]rune{r}] = true
				if !yield([2]rune{r}) {
					return
				}
			}
			if i+1 < len(w.runes) {
				two := [2]rune{r, w.runes[i+1]}
				if !seen[two] {
					seen[two] = true
					if !yield(two) {
						return
					}
				}
			}
		}
	}
}
