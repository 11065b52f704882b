package grids

import (
	"cmp"
	"iter"
	"math"
	"slices"
)

const (
	mostCompared = 200  // names compared loosely with one message
	mostEndings  = 9    // places that may end as the words do for that to be a hint
	nearEnough   = 0.6  // the likeness from which on a name is offered, 0 to 1
	tie          = 0.01 // how much of the likeness decides between names that begin alike
	// longestHint is how long a message may be, in runes, for the first or last
	// words of a name in it to be a hint: in a story they are chance.
	longestHint = 40
)

// What a difference between two names costs.
const (
	homophone   = 25  // a rune that sounds the same
	swapped     = 80  // two neighbours
	slip        = 100 // a rune too many, too few, or another
	misnumbered = 110 // a number with a figure missing, or two swapped
	otherHouse  = 150 // any other number
)

// like is the places with names like what was said, best first.
func (p *Places) like(said spelling) []int {
	best := map[int]float64{}
	endings := map[int]float64{}
	for _, k := range p.candidates(said) {
		name := p.keys[k]
		if l := likeness(said, name.spelling); l >= nearEnough {
			best[name.place] = max(best[name.place], l)
		}
		if l := ending(said, name.spelling); l >= nearEnough {
			endings[name.place] = max(endings[name.place], l)
		}
	}
	if len(endings) <= mostEndings {
		for place, l := range endings {
			best[place] = max(best[place], l)
		}
	}
	places := make([]int, 0, len(best))
	for place := range best {
		places = append(places, place)
	}
	slices.SortFunc(places, func(a, b int) int { return cmp.Or(cmp.Compare(best[b], best[a]), cmp.Compare(a, b)) })
	return places
}

// candidates is the names that share most with what was said, by what is rare
// in names.
func (p *Places) candidates(said spelling) []int {
	shared := make([]float32, len(p.keys))
	var keys []int
	for gram := range gramsOf(said) {
		with := p.grams[gram]
		weight := float32(math.Log(1 + float64(len(p.keys))/float64(len(with)+1)))
		for _, k := range with {
			if shared[k] == 0 {
				keys = append(keys, int(k))
			}
			shared[k] += weight
		}
	}
	slices.SortFunc(keys, func(a, b int) int {
		return cmp.Or(cmp.Compare(shared[b], shared[a]), cmp.Compare(len(p.keys[a].runes), len(p.keys[b].runes)), cmp.Compare(a, b))
	})
	return keys[:min(len(keys), mostCompared)]
}

// likeness is 1 for a name that stands in what was said, and less by the share
// of it that would have to change for it to stand there. What was said may also
// be the beginning of the name ("崧涵"), or hold its first words ("at Songhan,
// building 3").
func likeness(said, name spelling) float64 {
	n := len(name.runes)
	alike := 1 - float64(apart(said, name, true))/float64(slip*n)
	if m := len(said.runes); m >= 2 && m < n && slices.Equal(said.runes, name.runes[:m]) {
		alike = max(alike, 0.7+0.3*float64(m)/float64(n)+tie*alike)
	}
	for m := n - 1; m > 1 && len(said.runes) <= longestHint; m-- {
		if name.breaks[m] && (m >= 4 || !isLetter(name.runes[0])) && said.stands(name.runes[:m]) {
			return max(alike, nearEnough+0.3*float64(m)/float64(n)+tie*alike)
		}
	}
	return alike
}

// ending is how much of a name what was said begins with, that the name ends
// with: of 大宁国际小区, people say 国际小区 too, and the building behind it.
func ending(said, name spelling) float64 {
	n, m := len(name.runes), len(said.runes)
	if m > longestHint || isLetter(name.runes[n-1]) {
		return 0
	}
	for m = min(m, n-1); m > 1; m-- {
		switch share := float64(m) / float64(n); {
		case !slices.Equal(said.runes[:m], name.runes[n-m:]):
		case m == len(said.runes):
			return 0.67 + 0.1*share // a little less than one rune missing
		case m > 2:
			return nearEnough + 0.1*share
		}
	}
	return 0
}

// apart is what it costs to change a name so that it stands in what was said:
// anywhere (Sellers' algorithm: the edit distance with both ends of said free),
// or else at its beginning. Two neighbours that are swapped are one change.
func apart(said, name spelling, anywhere bool) int {
	n := len(name.runes)
	before, last, column := make([]int, n+1), make([]int, n+1), make([]int, n+1)
	for i := range n {
		last[i+1] = last[i] + lack(name.runes[i])
	}
	best := last[n]
	for j, r := range said.runes {
		column[0] = 0
		if !anywhere {
			column[0] = last[0] + lack(r)
		}
		for i, want := range name.runes {
			cost := min(last[i]+change(said, j, name, i), last[i+1]+lack(r), column[i]+lack(want))
			if i > 0 && j > 0 && said.sounds[j] == name.sounds[i-1] && said.sounds[j-1] == name.sounds[i] {
				cost = min(cost, before[i-1]+swapped)
			}
			column[i+1] = cost
		}
		best = min(best, column[n])
		before, last, column = last, column, before
	}
	return best
}

// change is what it costs that rune j was said and not rune i of the name.
func change(said spelling, j int, name spelling, i int) int {
	switch r, want := said.runes[j], name.runes[i]; {
	case r == want:
		return 0
	case said.sounds[j] == name.sounds[i]:
		return homophone
	case isNumber(r) && isNumber(want) && slippedNumber(int(r-firstNumber), int(want-firstNumber)):
		return misnumbered
	default:
		return max(lack(r), lack(want))
	}
}

// slippedNumber reports whether one number is the other with a figure missing,
// or with two neighbours swapped.
func slippedNumber(a, b int) bool {
	a, b = max(a, b), min(a, b)
	for unit := 1; unit <= a; unit *= 10 {
		if a/(10*unit)*unit+a%unit == b {
			return true
		}
		low, high := a/unit%10, a/(10*unit)%10
		if a > b && a-(high*10+low)*unit+(low*10+high)*unit == b {
			return true
		}
	}
	return false
}

// lack is what it costs that a rune is missing, or is too many.
func lack(r rune) int {
	if isNumber(r) {
		return otherHouse
	}
	return slip
}

// gramsOf is what two names must share to be compared: three letters in a row,
// how one Han character sounds, a number, or how two of them next to each other
// sound.
func gramsOf(s spelling) iter.Seq[[3]rune] {
	return func(yield func([3]rune) bool) {
		seen := map[[3]rune]bool{}
		give := func(gram [3]rune) bool {
			if seen[gram] {
				return true
			}
			seen[gram] = true
			return yield(gram)
		}
		for i, r := range s.sounds {
			rest := s.sounds[i+1:]
			letters := isLetter(r)
			if !letters && !give([3]rune{r}) {
				return
			}
			switch {
			case len(rest) > 1 && letters && isLetter(rest[0]) && isLetter(rest[1]):
				if !give([3]rune{r, rest[0], rest[1]}) {
					return
				}
			case len(rest) > 0 && !(letters && isLetter(rest[0])):
				if !give([3]rune{r, rest[0]}) {
					return
				}
			}
		}
	}
}
