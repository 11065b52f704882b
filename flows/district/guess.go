package district

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"gridbot/flows/grids"
	"gridbot/flows/text"
)

const (
	mostGuesses = 4
	// A category with less than this share of the best one's score was named in
	// passing, and a button for it would only be in the way.
	inPassing = 0.2
	// The words of an English keyword without small words may stand in any order
	// within so many words, "smell of gas" for "gas smell", and then count for less.
	nearby    = 6
	scattered = 0.6
	// What makes a mere mention dangerous weighs more than what does not.
	dangerous = 1.5
)

// A keyword is one thing residents say for one category.
type keyword struct {
	category int
	words    []string
	weight   float64
	danger   bool // one of the danger words
	loose    bool // its words may stand apart
}

// keywords is every keyword, found by the first letter of its first word.
type keywords struct {
	all     []keyword // longest first
	byFirst map[rune][]int
}

// keywordsOf is the index of what Guess and Alarms look for: the keywords, the
// danger words and the names of the categories.
func keywordsOf(categories []Category) keywords {
	k := keywords{byFirst: map[rune][]int{}}
	for i, c := range categories {
		for _, l := range text.Langs {
			for _, w := range c.Keywords[l] {
				k.add(keyword{category: i, words: grids.Hear(w).Split(), loose: true})
			}
			for _, w := range c.DangerWords[l] {
				k.add(keyword{category: i, words: grids.Hear(w).Split(), loose: true, danger: true})
			}
			k.add(keyword{category: i, words: grids.Hear(c.Names[l]).Split()})
		}
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
func (k *keywords) add(kw keyword) {
	letters := 0
	for _, w := range kw.words {
		letters += len(w) // a Han character has three bytes
	}
	if letters < 2 {
		return // it would be found everywhere
	}
	kw.loose = kw.loose && len(kw.words) > 1 && !slices.ContainsFunc(kw.words, small)
	kw.weight = math.Pow(float64(letters), 1.3)
	if kw.danger {
		kw.weight *= dangerous
	}
	k.all = append(k.all, kw)
}

// Guess is the categories that words may mean, best first, at most four; nil
// when they say nothing we know. Each category scores what its keywords
// weigh, long ones more than short ones, each once. Chinese keywords are found
// anywhere, English ones where a word begins: "park" in "parked", not in
// "spark". Of equal scores danger comes first, then the order of the file.
func (d *District) Guess(words string) []Category {
	said := grids.Hear(words).Split()
	scores := map[int]float64{}
	counted := map[int][]bool{} // by category: the words of said that have scored
	for _, hit := range d.keywords.in(said) {
		kw := d.keywords.all[hit.keyword]
		seen := counted[kw.category]
		if seen == nil {
			seen = make([]bool, len(said))
			counted[kw.category] = seen
		}
		fresh := false
		for _, at := range hit.at {
			fresh = fresh || !seen[at]
			seen[at] = true
		}
		if fresh { // not part of a longer keyword that has scored
			scores[kw.category] += kw.weight * hit.share
		}
	}
	order := make([]int, 0, len(scores))
	best := 0.0
	for c, score := range scores {
		order = append(order, c)
		best = max(best, score)
	}
	slices.SortFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(scores[b], scores[a]), -compareBool(d.Categories[a].Danger, d.Categories[b].Danger), cmp.Compare(a, b))
	})
	var guesses []Category
	for _, c := range order {
		if len(guesses) < mostGuesses && scores[c] >= inPassing*best {
			guesses = append(guesses, d.Categories[c])
		}
	}
	return guesses
}

// Alarms is the categories whose danger words stand in what somebody wrote,
// whatever else it says: emergency numbers come before any question. It does
// not understand "no": a needless number costs less than a missing one.
func (d *District) Alarms(words string) []Category {
	var alarms []Category
	seen := map[int]bool{}
	for _, hit := range d.keywords.in(grids.Hear(words).Split()) {
		kw := d.keywords.all[hit.keyword]
		if kw.danger && !seen[kw.category] {
			seen[kw.category] = true
			alarms = append(alarms, d.Categories[kw.category])
		}
	}
	return alarms
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

// A hit is a keyword found, with the places of its words.
type hit struct {
	keyword int
	at      []int
	share   float64 // of its weight
}

// in is the keywords that stand in said, each once, the weightiest first.
func (k keywords) in(said []string) []hit {
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
