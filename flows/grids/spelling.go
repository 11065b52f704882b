package grids

import (
	"regexp"
	"slices"
	"unicode"
	"unicode/utf8"
)

// A spelling is words as names are compared: folded as by Hear, and more. A
// number is one rune, however it is written (14, １４, 十四; the 第 before it is
// dropped), tones are left out (líng, ling2), and each rune has a sound, so that
// homophones are alike.
type spelling struct {
	runes  []rune
	sounds []rune // of each rune: its syllable where it is Han, else itself
	breaks []bool // as those of Words
}

// heard is the spelling of what somebody said, and where in it each rune was.
type heard struct {
	spelling
	from []int // the byte at which rune i began
	to   []int // and the byte behind its last
}

// Runes above those of Unicode stand for syllables and for numbers. A syllable
// has at most six letters: 27⁶ of them are below the numbers.
const (
	firstSyllable = 1 << 29
	firstNumber   = 1 << 30
)

// spell is the spelling of what somebody said.
func spell(said string) heard {
	w := Hear(said)
	var s heard
	toned := w.toned(said)
	ordinal := -1 // the byte at which 第 began
	tone := false // the one before was a tone: whatever it was written with, a word ends there
	for i := 0; i < len(w.runes); {
		r, size := w.runes[i], 1
		number, figures := w.number(i)
		switch {
		case figures > 0 && toned[i]:
			tone, i = true, i+1
			continue
		case figures > 0:
			r, size = firstNumber+rune(number%firstNumber), figures
		case r == '第':
			if _, before := w.number(i + 1); before > 0 {
				ordinal, i = w.from[i], i+1
				continue
			}
		default:
			r = toneless(r)
		}
		last := w.from[i+size-1]
		_, width := utf8.DecodeRuneInString(said[last:])
		from := w.from[i]
		if ordinal >= 0 {
			from, ordinal = ordinal, -1
		}
		s.runes = append(s.runes, r)
		s.sounds = append(s.sounds, soundOf(r))
		s.breaks = append(s.breaks, w.breaks[i] || tone)
		s.from, s.to = append(s.from, from), append(s.to, last+width)
		tone, i = false, i+size
	}
	s.breaks = append(s.breaks, true)
	return s
}

// number is the number that begins at rune i, in either script, and how many
// runes it takes; none where there is none.
func (w Words) number(i int) (n, size int) {
	if i >= len(w.runes) {
		return 0, 0
	}
	for at, r := range w.runes[i:] {
		if r < '0' || r > '9' || at > 0 && w.breaks[i+at] {
			break
		}
		n, size = (10*n+int(r-'0'))%firstNumber, size+1
	}
	if size > 0 {
		return n, size
	}
	return numeral(w.runes[i:])
}

// toned are the digits that are tones: ling2 shi2 lu4. One alone may be a
// building (lou3); where two syllables have one, each digit behind a syllable is
// one (lu458hao4 is 58).
func (w Words) toned(said string) map[int]bool {
	tones := map[int]bool{}
	begin, alone := 0, 0
	for i, r := range w.runes {
		if w.breaks[i] && (r < '0' || r > '9') {
			begin = i
		}
		if r < '1' || r > '5' || i == begin || !w.breaks[i] ||
			w.from[i] != w.from[i-1]+utf8.RuneLen(w.runes[i-1]) || !isSyllable.MatchString(string(w.runes[begin:i])) {
			continue
		}
		tones[i] = true
		if w.breaks[i+1] {
			alone++
		}
	}
	if alone < 2 {
		return nil
	}
	return tones
}

// isSyllable is how a syllable of pinyin is built.
var isSyllable = regexp.MustCompile(`^([bpmfdtnlgkhjqxrzcsyw]|[zcs]h)?([aoeiuvü]{1,3}|[aoeiuvü]{1,2}ng?|er)$`)

// toneless is a letter without the mark of its tone; ü is v, as keyboards have it.
func toneless(r rune) rune {
	if r < 0x80 {
		return r
	}
	if plain, ok := withoutTone[r]; ok {
		return plain
	}
	return r
}

var withoutTone = map[rune]rune{
	'ā': 'a', 'á': 'a', 'ǎ': 'a', 'à': 'a', 'ē': 'e', 'é': 'e', 'ě': 'e', 'è': 'e', 'ê': 'e',
	'ī': 'i', 'í': 'i', 'ǐ': 'i', 'ì': 'i', 'ō': 'o', 'ó': 'o', 'ǒ': 'o', 'ò': 'o',
	'ū': 'u', 'ú': 'u', 'ǔ': 'u', 'ù': 'u', 'ǖ': 'v', 'ǘ': 'v', 'ǚ': 'v', 'ǜ': 'v', 'ü': 'v',
	'ń': 'n', 'ň': 'n', 'ǹ': 'n', 'ḿ': 'm',
}

// soundOf is what a rune sounds like: the same for Han characters that are read
// alike, whatever their tone; any other rune is itself.
func soundOf(r rune) rune {
	if r < 0x80 || !unicode.Is(unicode.Han, r) {
		return r
	}
	read := readings(r)
	if len(read) == 0 {
		return r
	}
	var sound rune
	for _, letter := range read[0] {
		sound = 27*sound + (letter-'a'+1)%27
	}
	return firstSyllable + sound
}

// isNumber reports whether a rune of a spelling stands for a number.
func isNumber(r rune) bool { return r >= firstNumber }

// isLetter reports whether a rune of a spelling is part of a word of several.
func isLetter(r rune) bool { return r < firstSyllable && classOf(r) == letter }

// part is the runes from one to another, not included.
func (s spelling) part(from, to int) spelling {
	return spelling{s.runes[from:to], s.sounds[from:to], s.breaks[from : to+1]}
}

// cut is the first n runes.
func (s spelling) cut(n int) spelling { return s.part(0, min(n, len(s.runes))) }

// stands reports whether the runes of a name stand in s as whole words.
func (s spelling) stands(name []rune) bool {
	n := len(name)
	for i := 0; i+n <= len(s.runes); i++ {
		if s.breaks[i] && s.breaks[i+n] && slices.Equal(s.runes[i:i+n], name) {
			return true
		}
	}
	return false
}
