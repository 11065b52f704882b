package text

import (
	"regexp"
	"strconv"
	"strings"
)

// part is a piece of a message: words, or the blank behind them.
type part struct{ words, blank string }

// aBlank is how a blank stands in a message.
var aBlank = regexp.MustCompile(`\{\{ *\.([A-Za-z][A-Za-z0-9]*) *\}\}`)

// partsOf takes a message apart; nil when there is more in it than words and blanks.
func partsOf(message string) []part {
	var parts []part
	from := 0
	for _, at := range aBlank.FindAllStringSubmatchIndex(message, -1) {
		parts = append(parts, part{message[from:at[0]], message[at[2]:at[3]]})
		from = at[1]
	}
	parts = append(parts, part{words: message[from:]})
	for _, p := range parts {
		if strings.Contains(p.words, "{{") || strings.Contains(p.words, "}}") {
			return nil
		}
	}
	return parts
}

// fill fills the blanks of a message; ok is false where that takes more than to put one
// after the other, or where a blank is missing.
func (c *Catalog) fill(l Lang, t Text, faults *[]error) (s string, ok bool) {
	parts := c.parts[l][t.ID]
	if parts == nil {
		return "", false
	}
	for _, p := range parts {
		if _, given := t.Blank[p.blank]; p.blank != "" && !given {
			return "", false
		}
	}
	var b strings.Builder
	for _, p := range parts {
		b.WriteString(p.words)
		switch v := t.Blank[p.blank].(type) {
		case Text:
			b.WriteString(c.say(l, v, faults))
		case string:
			b.WriteString(v)
		case int:
			b.WriteString(strconv.Itoa(v))
		}
	}
	return b.String(), true
}
