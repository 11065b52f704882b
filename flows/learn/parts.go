// Package learn learns from examples which of several classes a sentence
// belongs to: Chinese, English, or both at once. It does not know what the
// classes mean, nor where examples come from, nor what becomes of an answer.
package learn

import (
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/kljensen/snowball/english"

	"gridbot/flows/grids"
)

// A group is features of one sort. The features of a group weigh together the
// same in a long sentence as in a short one.
type group byte

const (
	han     group = iota // one to three Han characters in a row
	sound                // two and three syllables in a row, without tones: for homophones
	word                 // one to three stems in a row
	shape                // three to five letters of a word: for slips of the keyboard
	told                 // what the caller adds; taken as it is
	nGroups = iota
)

// groupWeight is how much a group counts, as measured by cross-validation.
var groupWeight = [nGroups]float64{han: 1, sound: 0.35, word: 1, shape: 0.8, told: 0.35}

// mostParts is how many features of one sentence are looked at: a page of text
// would take long and say no more than its beginning.
const mostParts = 1500

// Parts is a sentence taken apart: its features, by name. It is built once and
// may be scored by several models.
type Parts struct {
	said   []string // its words, folded
	clause []int    // where in them each clause ends
	asked  bool     // somebody asks
	names  []byte   // all of them, one after the other
	ends   []int32
	keys   []uint64 // of the names
	groups []group
	values []float64 // of those told; 1 for others
}

// Len is the number of features.
func (p *Parts) Len() int { return len(p.ends) }

// name is the feature i; it is good until the next is added.
func (p *Parts) name(i int) []byte {
	from := int32(0)
	if i > 0 {
		from = p.ends[i-1]
	}
	return p.names[from:p.ends[i]]
}

// Tell adds a feature that somebody else has found in the sentence.
func (p *Parts) Tell(name string, value float64) {
	p.names = append(p.names, name...)
	p.end(told, value)
}

func (p *Parts) end(g group, value float64) {
	p.ends = append(p.ends, int32(len(p.names)))
	p.keys = append(p.keys, keyOf(p.name(len(p.ends)-1)))
	p.groups = append(p.groups, g)
	p.values = append(p.values, value)
}

// keyOf is a name as a number (FNV-1a): a sentence is looked up in several models,
// and two of a hundred thousand names are the same once in a billion models.
func keyOf[T string | []byte](name T) uint64 {
	key := uint64(14695981039346656037)
	for i := range len(name) {
		key = (key ^ uint64(name[i])) * 1099511628211
	}
	return key
}

// Said is the words of the sentence, folded, one by one.
func (p *Parts) Said() []string { return p.said }

// Asked reports whether a question mark stands in the sentence.
func (p *Parts) Asked() bool { return p.asked }

// Clauses goes through the words of the sentence clause by clause.
func (p *Parts) Clauses(yield func(words []string) bool) {
	from := 0
	for _, to := range p.clause {
		if !yield(p.said[from:to]) {
			return
		}
		from = to
	}
}

// Alone is some words of a sentence, taken apart by themselves.
func Alone(words []string) *Parts {
	p := &Parts{said: words, clause: []int{len(words)}}
	p.take()
	return p
}

// Forget takes back what somebody told of the sentence.
func (p *Parts) Forget() {
	n := slices.Index(p.groups, told)
	if n < 0 {
		return
	}
	end := int32(0)
	if n > 0 {
		end = p.ends[n-1]
	}
	p.names, p.ends, p.keys, p.groups, p.values = p.names[:end], p.ends[:n], p.keys[:n], p.groups[:n], p.values[:n]
}

// longestWords is how much of a sentence is looked at: a whole message of
// Telegram.
const longestWords = 4096

// hear folds a sentence, clause by clause.
func (p *Parts) hear(sentence string) {
	p.said = make([]string, 0, 64)
	for sentence != "" && len(p.said) < longestWords {
		part := sentence
		if i := strings.IndexFunc(sentence, endsClause); i >= 0 {
			_, size := utf8.DecodeRuneInString(sentence[i:])
			part, sentence = sentence[:i], sentence[i+size:]
		} else {
			sentence = ""
		}
		if words := grids.Hear(part).Split(); len(words) > 0 {
			numberHouses(words)
			p.said = append(p.said, words...)
			p.clause = append(p.clause, len(p.said))
		}
	}
}

// What stands before, or soon behind, a number that is no telephone.
const (
	beforeNumber = " building bldg block tower gate door entrance room house flat unit apartment apt suite shop store stall lane alley no number nr bus line route floor pole meter bin "
	behindNumber = " road rd street st lane avenue ave alley highway bus yuan rmb metres meters km minutes hours days percent people cars "
	callNumber   = " call dial ring phone the "
)

// numberHouses makes a plain number of what is one, though it could be called:
// "building 110", "120 Wenxi Road", 119弄.
func numberHouses(words []string) {
	among := func(list string, i int) bool {
		return i >= 0 && i < len(words) && strings.Contains(list, " "+words[i]+" ")
	}
	for i, w := range words {
		switch w {
		case "110", "119", "120", "112", "911", "999":
			house := among(beforeNumber, i-1) && !among(callNumber, i-2) || i+1 < len(words) && strings.Contains(counted, words[i+1])
			for next := i + 1; next <= i+3 && !house; next++ {
				house = among(behindNumber, next)
			}
			if house {
				words[i] = "0"
			}
		}
	}
}

func endsClause(r rune) bool {
	switch r {
	case ',', '.', '!', '?', ';', ':', '(', ')', '\n', '，', '。', '！', '？', '；', '：', '、', '…', '（', '）', '—':
		return true
	}
	return false
}

// Take takes a sentence apart. Script, width and case make no difference; a
// number is any number, in digits or in Han.
func Take(sentence string) *Parts {
	p := &Parts{asked: strings.ContainsAny(sentence, "?？")}
	p.hear(sentence)
	p.take()
	return p
}

// take finds the features of what was said.
func (p *Parts) take() {
	n := min(mostParts, 12*len(p.said))
	p.names, p.ends, p.keys = make([]byte, 0, 10*n), make([]int32, 0, n), make([]uint64, 0, n)
	p.groups, p.values = make([]group, 0, n), make([]float64, 0, n)
	words := compact(p.said) // 啊啊啊 says no more than 啊
	for from := 0; from < len(words) && p.Len() < mostParts; {
		to := from + 1
		for to < len(words) && chinese(words[from]) == chinese(words[to]) {
			to++
		}
		if chinese(words[from]) {
			p.takeHan(words[from:to])
		} else {
			p.takeWords(words[from:to])
		}
		from = to
	}
}

// compact is words without those that stand right after themselves.
func compact(words []string) []string {
	for i := 1; i < len(words); i++ {
		if words[i] == words[i-1] {
			return slices.Compact(slices.Clone(words))
		}
	}
	return words
}

// chinese reports whether a word is a Han character or a number, which belongs
// to what is around it; in English a number says little.
func chinese(word string) bool { return word[0] >= utf8.RuneSelf || digit(word[0]) }

func digit(b byte) bool { return '0' <= b && b <= '9' }

// counted is what stands after a number.
const counted = "楼层号栋幢室弄天点岁年月米个人次户条家块遍"

// plainNumbers makes every number "#", but for the short ones that are phones.
func plainNumbers(words []string) []string {
	plain := make([]string, 0, len(words))
	for i, w := range words {
		number := digit(w[0]) && w != "110" && w != "119" && w != "120" ||
			strings.Contains("一二三四五六七八九十两百几", w) && i+1 < len(words) && strings.Contains(counted, words[i+1])
		switch {
		case !number:
			plain = append(plain, w)
		case len(plain) == 0 || plain[len(plain)-1] != "#":
			plain = append(plain, "#")
		}
	}
	return plain
}

// takeHan takes a row of Han characters.
func (p *Parts) takeHan(words []string) {
	words = plainNumbers(words)
	sounds := make([]string, len(words))
	for i, w := range words {
		sounds[i] = soundOf(w)
	}
	for i := range words {
		for n := 1; n <= 3 && i+n <= len(words); n++ {
			for _, w := range words[i : i+n] {
				p.names = append(p.names, w...)
			}
			p.end(han, 1)
		}
		for n := 2; n <= 3 && i+n <= len(words); n++ {
			p.names = append(p.names, '~')
			for _, s := range sounds[i : i+n] {
				p.names = append(p.names, s...)
				p.names = append(p.names, '~')
			}
			p.end(sound, 1)
		}
	}
}

// takeWords takes a row of words in letters.
func (p *Parts) takeWords(words []string) {
	stems := make([]string, len(words))
	for i, w := range words {
		stems[i] = english.Stem(w, true)
	}
	for i, w := range words {
		for n := 1; n <= 3 && i+n <= len(words); n++ {
			for j, s := range stems[i : i+n] {
				if j > 0 {
					p.names = append(p.names, ' ')
				}
				p.names = append(p.names, s...)
			}
			p.end(word, 1)
		}
		p.takeShape(w)
	}
}

// takeShape takes the letters of a word, with its edges.
func (p *Parts) takeShape(w string) {
	if len(w) < 4 {
		return // it is its own shape
	}
	if len(w) > 30 {
		w = w[:30] // no word is so long
	}
	w = "^" + w + "$"
	for n := 3; n <= 5; n++ {
		for i := 0; i+n <= len(w); i++ {
			p.names = append(p.names, '/')
			p.names = append(p.names, w[i:i+n]...)
			p.end(shape, 1)
		}
	}
}

// scales is by how much the features of each group are multiplied.
func (p *Parts) scales() [nGroups]float64 {
	var n [nGroups]int
	for _, g := range p.groups {
		n[g]++
	}
	var scales [nGroups]float64
	for g := range scales {
		scales[g] = groupWeight[g] / math.Sqrt(float64(max(1, n[g])))
	}
	scales[told] = groupWeight[told]
	return scales
}
