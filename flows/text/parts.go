package text

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
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

// localizer knows a message as it is written, also where it was taken apart: one of which
// a blank is missing.
func (c *Catalog) localizer(l Lang, id string) *i18n.Localizer {
	parts := c.parts[l][id]
	if parts == nil {
		return c.speaks[l]
	}
	var b strings.Builder
	for _, p := range parts {
		b.WriteString(p.words)
		if p.blank != "" {
			b.WriteString("{{." + p.blank + "}}")
		}
	}
	tag := language.MustParse(string(l))
	alone := i18n.NewBundle(tag)
	alone.MustAddMessages(tag, &i18n.Message{ID: id, Other: b.String()})
	return i18n.NewLocalizer(alone, string(l))
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
