package danger

import (
	"slices"
	"strings"
	"unicode/utf8"

	"gridbot/flows/district"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// Who is frightened writes long, and what burns stands at the end. So of long words the
// sentence that tells of danger is shown and kept, rather than their beginning.

// Sentence is what long words tell of danger, in at most so many characters; shorter
// words, and those in which no part tells of it by itself, as they begin.
func Sentence(w *world.World, words string, most int) string {
	if utf8.RuneCountInString(words) <= most {
		return words
	}
	for _, marks := range []string{"。！？!?\n；;", "。！？!?\n；;，,、.：:"} {
		if s := heardIn(w, strings.FieldsFunc(words, func(r rune) bool { return strings.ContainsRune(marks, r) }), most); s != "" {
			return s
		}
	}
	if s := around(w, words, most); s != "" {
		return s
	}
	return text.CleanLine(words, most)
}

// heardIn is the last of several sentences that tells of danger, rather one that says of
// which than a cry; "" for none that fits.
func heardIn(w *world.World, sentences []string, most int) string {
	cry := ""
	for _, s := range slices.Backward(sentences) {
		s = strings.TrimSpace(s)
		if utf8.RuneCountInString(s)+2 > most {
			continue
		}
		switch d, ok := w.District.Danger(s); {
		case ok && d.Kind != district.Help:
			return text.CleanLine("…"+s+"…", most)
		case ok && cry == "":
			cry = text.CleanLine("…"+s+"…", most)
		}
	}
	return cry
}

// around is what stands around the words that told, where nobody put a mark.
func around(w *world.World, words string, most int) string {
	d, ok := w.District.Danger(words)
	if !ok {
		return ""
	}
	for _, why := range d.Why {
		at := strings.Index(words, why)
		if at < 0 {
			continue
		}
		runes, from := []rune(words), utf8.RuneCountInString(words[:at])
		from = max(0, min(from-most/3, len(runes)-most+1))
		return text.CleanLine("…"+string(runes[from:min(len(runes), from+most-1)]), most)
	}
	return ""
}

// Kept is what is kept of words that tell of danger, in at most so many characters: all
// of them, or the sentence that tells of it and then as much of the rest as there is
// room for.
func Kept(w *world.World, words string, most int) string {
	whole := text.Clean(words, most)
	if all := text.Clean(words, utf8.RuneCountInString(words)); all == whole {
		return whole
	}
	s := Sentence(w, words, mostTold)
	return text.Clean(s+"\n"+whole, most)
}
