// Package sheet writes what was kept of cases into tables for people who work
// with a spreadsheet. It knows how such a program may be tricked; what stands in
// a row is decided by the flows, and it knows neither Telegram nor Redis.
package sheet

import (
	"strings"
	"unicode/utf8"
)

// risky are the characters with which a spreadsheet takes a cell for something
// to be worked out, and their full-width forms, which some of them fold.
const risky = "=+-@\t\r＝＋－＠"

// Plain is words that no spreadsheet takes for a formula: with an apostrophe
// before them where they begin like one, also behind blanks.
func Plain(words string) string {
	if first, _ := utf8.DecodeRuneInString(strings.TrimLeft(words, " \n\u00a0\u3000")); first != utf8.RuneError && strings.ContainsRune(risky, first) {
		return "'" + words
	}
	return words
}
