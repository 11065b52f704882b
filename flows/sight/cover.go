package sight

import (
	"slices"
	"strings"

	"gridbot/flows/personal"
	"gridbot/flows/talk"
	"gridbot/flows/text"
)

// Those who lead read telephone and identity numbers whole; who works below them, an
// agency and every group read enough to know them again, and residents see no flat and
// no plate of others besides. It is how a record is shown: the record stays as it was told.

// A Reader is what of the words of others is covered for somebody.
type Reader struct {
	Hides []personal.Kind
	Own   func(found string) bool // what they wrote themselves, or what was written to them; nil: nothing
}

// What is covered: for who works below those who lead, agencies and groups; and for
// residents, of whom nobody goes to anybody else's door.
var (
	Below     = personal.Numbers
	Residents = append([]personal.Kind{personal.Flat, personal.Plate}, personal.Numbers...)
)

// ours are blanks that hold what is not anybody's words: numbers to call, links.
var ours = map[string]bool{"phone": true, "link": true, "number": true, "id": true, "hash": true}

// Prompt is a message as they read it: its words, its buttons, where it is on the map and
// what is drawn with it. Files are shown as they are.
func (r Reader) Prompt(p talk.Prompt) talk.Prompt {
	p.Say = r.Text(p.Say)
	if p.Rows != nil {
		rows := make([][]talk.Button, len(p.Rows))
		for i, row := range p.Rows {
			rows[i] = slices.Clone(row)
			for j, b := range row {
				rows[i][j].Label = r.Text(b.Label)
			}
		}
		p.Rows = rows
	}
	if p.Spot != nil {
		spot := *p.Spot
		spot.Name, spot.Where = r.Text(spot.Name), r.Text(spot.Where)
		p.Spot = &spot
	}
	if p.Draw != nil {
		p.Draw = p.Draw.With(r.Text)
	}
	return p
}

// Text is a text as they read it.
func (r Reader) Text(t text.Text) text.Text {
	t.Words = r.hide(t.Words)
	if len(t.List) > 0 {
		list := make([]text.Text, len(t.List))
		for i, line := range t.List {
			list[i] = r.Text(line)
		}
		t.List = list
	}
	if len(t.Blank) > 0 {
		blank := make(map[string]any, len(t.Blank))
		for name, v := range t.Blank {
			switch v := v.(type) {
			case text.Text:
				blank[name] = r.Text(v)
			case string:
				blank[name] = v
				if !ours[name] {
					blank[name] = r.hide(v)
				}
			default:
				blank[name] = v
			}
		}
		t.Blank = blank
	}
	return t
}

// Numberless is words with the numbers of people covered; what else is in them stays.
func Numberless(words string) string { return personal.Mask(words, Below...) }

func (r Reader) hide(words string) string { return personal.MaskBut(words, r.Own, r.Hides...) }

// Knows tells what stands in somebody's own words, which are looked up when it is asked
// for first: 502 does not stand in 15021.
func Knows(words func() []string) func(found string) bool {
	var own []string
	return func(found string) bool {
		if own == nil {
			own = append(words(), "")
		}
		return slices.ContainsFunc(own, func(said string) bool { return stands(said, found) })
	}
}

// stands reports whether something stands in words, and not in a longer number.
func stands(words, found string) bool {
	digit := func(s string, i int) bool { return i >= 0 && i < len(s) && s[i] >= '0' && s[i] <= '9' }
	for from := 0; found != ""; {
		at := strings.Index(words[from:], found)
		if at < 0 {
			return false
		}
		at += from
		from = at + len(found)
		if !(digit(found, 0) && digit(words, at-1)) && !(digit(found, len(found)-1) && digit(words, from)) {
			return true
		}
	}
	return false
}
