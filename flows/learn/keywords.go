package learn

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"gridbot/flows/grids"
)

const (
	// The words of an English keyword without small words may stand in any order
	// within so many words, "smell of gas" for "gas smell", and then count for less.
	nearby    = 6
	scattered = 0.6
	// What makes a mere mention dangerous weighs more than what does not.
	dangerous = 1.5
)

// A Keyword is one thing people say for one class.
type Keyword struct {
	Class  int
	Words  string
	Danger bool // it weighs more
	Fixed  bool // its words must stand as they are
}

// keyword is a Keyword as it is looked for.
type keyword struct {
	class  int
	words  []string
	weight float64
	loose  bool // its words may stand apart
}

// Keywords is every keyword, found by the first letter of its first word.
type Keywords struct {
	all     []keyword // the weightiest first
	byFirst map[rune][]int
}

// NewKeywords is an index of keywords.
func NewKeywords(list []Keyword) *Keywords {
	k := &Keywords{byFirst: map[rune][]int{}}
	for _, kw := range list {
		k.add(kw)
	}
	slices.SortStableFunc(k.all, func(a, b keyword) int { return cmp.Compare(b.weight, a.weight) })
	for i, kw := range k.all {
		first, _ := utf8.DecodeRuneInString(kw.words[0])
		k.byFirst[first] = append(k.byFirst[first], i)
	}
	return k
}

// add weighs a keyword: a long one says more than two halves of it, and a Han
// character as much as three letters.
func (k *Keywords) add(kw Keyword) {
	words := grids.Hear(kw.Words).Split()
	letters := 0
	for _, w := range words {
		letters += len(w) // a Han character has three bytes
	}
	if letters < 2 {
		return // it would be found everywhere
	}
	weight := math.Pow(float64(letters), 1.3)
	if kw.Danger {
		weight *= dangerous
	}
	loose := !kw.Fixed && len(words) > 1 && !slices.ContainsFunc(words, small)
	k.all = append(k.all, keyword{kw.Class, words, weight, loose})
}

// Scores is what the keywords in said weigh, for each of so many classes: each
// once, and not what is part of a longer one. Chinese keywords are found
// anywhere, English ones where a word begins: "park" in "parked", not in
// "spark".
func (k *Keywords) Scores(said []string, classes int) []float64 {
	scores := make([]float64, classes)
	counted := map[int][]bool{} // by class: the words of said that have scored
	for _, hit := range k.in(said) {
		kw := k.all[hit.keyword]
		seen := counted[kw.class]
		if seen == nil {
			seen = make([]bool, len(said))
			counted[kw.class] = seen
		}
		fresh := false
		for _, at := range hit.at {
			fresh = fresh || !seen[at]
			seen[at] = true
		}
		if fresh {
			scores[kw.class] += kw.weight * hit.share
		}
	}
	return scores
}

// A hit is a keyword found, with the places of its words.
type hit struct {
	keyword int
	at      []int
	share   float64 // of its weight
}

// in is the keywords that stand in said, each once, the weightiest first.
func (k *Keywords) in(said []string) []hit {
	found := map[int]hit{}
	for i, w := range said {
		first, _ := utf8.DecodeRuneInString(w)
		for _, n := range k.byFirst[first] {
			if found[n].share == 1 {
				continue
			}
			kw := k.all[n]
			if !meant(w, kw.words[0]) {
				continue
			}
			if standsAt(said[i:], kw.words) {
				at := make([]int, len(kw.words))
				for j := range at {
					at[j] = i + j
				}
				found[n] = hit{n, at, 1}
			} else if kw.loose && found[n].share == 0 {
				if at, all := around(said, i, kw.words); all {
					found[n] = hit{n, at, scattered}
				}
			}
		}
	}
	hits := make([]hit, 0, len(found))
	for _, h := range found {
		hits = append(hits, h)
	}
	slices.SortFunc(hits, func(a, b hit) int {
		return cmp.Or(cmp.Compare(k.all[b.keyword].weight*b.share, k.all[a.keyword].weight*a.share), cmp.Compare(a.keyword, b.keyword))
	})
	return hits
}

func standsAt(said, words []string) bool {
	if len(said) < len(words) {
		return false
	}
	for i, w := range words {
		if !meant(said[i], w) {
			return false
		}
	}
	return true
}

// around looks for the other words of a keyword near its first, at i.
func around(said []string, i int, words []string) (at []int, all bool) {
	at = append(at, i)
	for _, w := range words[1:] {
		found := -1
		for j := max(0, i-nearby); j < min(len(said), i+nearby+1); j++ {
			if found < 0 && !slices.Contains(at, j) && meant(said[j], w) {
				found = j
			}
		}
		if found < 0 {
			return nil, false
		}
		at = append(at, found)
	}
	return at, true
}

// meant reports whether somebody who wrote said may mean the word. Five
// letters and more mean whatever begins with them, a last "e" or "y" aside
// ("noise": noisy; "battery": batteries). Shorter ones begin too much else
// ("car": carry), so they take endings only.
func meant(said, word string) bool {
	if said == word {
		return true
	}
	if !latin(word) {
		return false
	}
	if len(word) >= 5 {
		if !strings.HasPrefix(said, word[:4]) {
			return false // most words, at once
		}
		if stem := strings.TrimRight(word, "ey"); len(stem) >= 4 {
			word = stem
		}
		return strings.HasPrefix(said, word)
	}
	ending, begins := strings.CutPrefix(said, word)
	if !begins {
		return false
	}
	if doubled := word[len(word)-1:]; strings.HasPrefix(ending, doubled) {
		switch ending[1:] {
		case "ed", "ing", "y":
			return true
		}
	}
	switch ending {
	case "s", "es":
		return true
	case "d", "ed", "ing", "er", "ers", "y":
		return len(word) == 4
	}
	return false
}

// small reports whether a word is Chinese, or one of those English ones that
// stand near anything: "on fire" is not "the fire lane on the left".
func small(word string) bool {
	return !latin(word) || len(word) < 3 || word == "the" || word == "and" || word == "not" || word == "out"
}

// latin reports whether a word is of the letters a to z.
func latin(word string) bool { return word != "" && word[0] >= 'a' && word[0] <= 'z' }
