package text

import (
	"slices"
	"strings"
	"unicode"
)

// Clean makes what a person wrote harmless to show to others: control
// characters, marks that turn the direction of writing and invisible
// characters go, runs of line breaks shrink to one empty line, and the whole
// is cut to at most max characters (code points), with an ellipsis. What shows
// nothing at all is empty.
func Clean(s string, max int) string {
	out := make([]rune, 0, min(len(s), 4*max))
	for _, r := range s {
		switch r {
		case '\u2028', '\u2029', '\u0085':
			r = '\n'
		}
		switch {
		case r == '\n':
			for len(out) > 0 && (out[len(out)-1] == ' ' || out[len(out)-1] == '\t') {
				out = out[:len(out)-1] // a line of spaces is an empty line
			}
			if n := len(out); n > 1 && out[n-1] == '\n' && out[n-2] == '\n' {
				continue
			}
		case r != '\t' && hidden(r):
			continue
		}
		out = append(out, r)
	}
	clean := []rune(strings.TrimSpace(string(out)))
	if !slices.ContainsFunc(clean, visible) {
		return ""
	}
	if len(clean) > max {
		clean = append(clean[:max-1], '…')
	}
	return string(clean)
}

// CleanLine is Clean for what must stay on one line: names and places.
func CleanLine(s string, max int) string {
	return Clean(strings.Join(strings.Fields(s), " "), max)
}

// visible tells the characters that show something by themselves: a name of
// joiners alone is no name, and Telegram refuses it on a button.
func visible(r rune) bool {
	return !unicode.IsSpace(r) && !hidden(r) && !unicode.Is(unicode.M, r) && r != '\u200d'
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
