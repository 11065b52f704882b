package answer

import (
	"strings"
	"unicode"

	"gridbot/flows/text"
)

// bare is words without their marks: simplified script, small letters, digits, and one
// space where anything else stood.
func bare(words string) string {
	var b strings.Builder
	for _, r := range words {
		if r >= '！' && r <= '～' {
			r -= 0xfee0
		}
		if r = unicode.ToLower(text.Simplified(r)); !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			r = ' '
		}
		b.WriteRune(r)
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// asks tells whether words are a question themselves.
func asks(words string) bool {
	words = strings.TrimSpace(words)
	return strings.HasSuffix(words, "?") || strings.HasSuffix(words, "？") || strings.HasSuffix(words, "吗")
}

// Label is which of several buttons words stand on, by all that each of them says; -1 for
// none, or several.
func Label(words string, labels [][]string) int {
	said := bare(words)
	return only(labels, func(label string) bool {
		if !strings.ContainsFunc(said, unicode.IsLetter) { // -5 is not 5
			return strings.TrimSpace(words) == label
		}
		return !asks(words) && bare(label) == said
	})
}

// PartOfLabel is the only one of several buttons on which words stand among others: 周莉
// on 周莉 · 网格长. It takes no single sign, and no part of a word that is spelled.
func PartOfLabel(words string, labels [][]string) int {
	said := bare(words)
	if asks(words) || len([]rune(said)) < 2 || !strings.ContainsFunc(said, unicode.IsLetter) {
		return -1
	}
	return only(labels, func(label string) bool { return holds(bare(label), said) })
}

// only is the one button of which something is true; -1 for none, or several.
func only(labels [][]string, is func(label string) bool) int {
	found := -1
	for i, all := range labels {
		for _, label := range all {
			switch {
			case !is(label) || found == i:
			case found >= 0:
				return -1
			default:
				found = i
			}
		}
	}
	return found
}
