package grids

import (
	"unicode"

	"golang.org/x/text/width"

	"gridbot/flows/text"
)

// longestWords is how much of what somebody writes is looked at, in runes: a
// whole Telegram message.
const longestWords = 4096

// Words is what somebody wrote, folded so that it can be compared: letters and
// digits only, lower case, full-width forms made plain, traditional script
// simplified. It remembers where words began, so that "park" is found in "the
// park" and not in "sparkle".
type Words struct {
	runes  []rune
	breaks []bool // breaks[i]: a word may end before rune i and begin at it; one more than runes
	from   []int  // the byte of what was said at which rune i began
}

// Hear folds what somebody wrote. Han characters are words of their own;
// digits and letters next to each other are different words.
func Hear(said string) Words {
	var w Words
	var last class
	broken := true
	taken := 0
	for at, r := range said {
		if taken++; taken > longestWords {
			break
		}
		r = plain(r)
		c := classOf(r)
		if c == mark { // an accent belongs to the letter before it
			continue
		}
		if c == space {
			broken = true
			continue
		}
		w.runes = append(w.runes, r)
		w.breaks = append(w.breaks, broken || c != last || c == han)
		w.from = append(w.from, at)
		last, broken = c, false
	}
	w.breaks = append(w.breaks, true)
	return w
}

// plain is the lower-case, half-width, simplified form of a rune.
func plain(r rune) rune {
	if r < 0x80 {
		return unicode.ToLower(r)
	}
	if f := width.LookupRune(r).Folded(); f != 0 {
		r = f
	}
	return unicode.ToLower(text.Simplified(r))
}

type class byte

const (
	space class = iota
	letter
	digit
	han
	mark
)

func classOf(r rune) class {
	switch {
	case r == '\'' || r == '’' || unicode.Is(unicode.Mn, r):
		return mark // "neighbour's" is one word
	case unicode.IsDigit(r):
		return digit
	case unicode.Is(unicode.Han, r) || unicode.In(r, unicode.Hiragana, unicode.Katakana, unicode.Hangul):
		return han
	case unicode.IsLetter(r):
		return letter
	}
	return space
}

// String is the folded form.
func (w Words) String() string { return string(w.runes) }

// Len is the number of runes of the folded form.
func (w Words) Len() int { return len(w.runes) }

// Split is the words one by one: Han characters singly, runs of other letters,
// runs of digits.
func (w Words) Split() []string {
	var words []string
	begin := 0
	for i := 1; i <= len(w.runes); i++ {
		if w.breaks[i] {
			words = append(words, string(w.runes[begin:i]))
			begin = i
		}
	}
	return words
}
