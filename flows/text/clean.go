package text

import (
	"strings"
	"unicode"
)

// Clean makes what a person wrote harmless to show to others: control
// characters, marks that turn the direction of writing and invisible
// characters go, runs of line breaks shrink to one empty line, and the whole
// is cut to at most max characters (code points), with an ellipsis.
func Clean(s string, max int) string {
	var b strings.Builder
	length, breaks := 0, 0
	for _, r := range strings.TrimSpace(s) {
		if r == '\r' || (r != '\n' && r != '\t' && hidden(r)) {
			continue
		}
		if r == '\n' {
			if breaks++; breaks > 2 {
				continue
			}
		} else {
			breaks = 0
		}
		if length == max-1 {
			b.WriteRune('…')
			break
		}
		b.WriteRune(r)
		length++
	}
	return strings.TrimSpace(b.String())
}

// CleanLine is Clean for what must stay on one line: names and places.
func CleanLine(s string, max int) string {
	return Clean(strings.Join(strings.Fields(s), " "), max)
}

// hidden tells the characters that show nothing or reorder what is around
// them. The joiner U+200D and variation selectors stay: emoji need them.
func hidden(r rune) bool {
	switch {
	case r == '\u200d' || (r >= 0xfe00 && r <= 0xfe0f):
		return false
	case unicode.IsControl(r), unicode.Is(unicode.Cf, r), r == unicode.ReplacementChar:
		return true
	case r == '\u115f', r == '\u1160', r == '\u3164', r == '\u2800': // blank letters
		return true
	}
	return false
}
