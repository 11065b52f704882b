package sight

import (
	"gridbot/flows/personal"
	"gridbot/flows/text"
)

// Those who lead read telephone and identity numbers whole; who works below them, an
// agency and every group read enough to know them again. It is how a record is shown:
// the record stays as it was told.

// ours are blanks that hold what is not anybody's words: numbers to call, links.
var ours = map[string]bool{"phone": true, "link": true, "number": true, "id": true}

// Cover is a text with the numbers of people in it covered.
func Cover(t text.Text) text.Text { return CoverBut(t, nil) }

// CoverBut is a text with the numbers of people in it covered, but for words that are
// the reader's own; nil: none are.
func CoverBut(t text.Text, own func(words string) bool) text.Text {
	hide := func(words string) string {
		if own != nil && own(words) {
			return words
		}
		return personal.Mask(words, personal.Numbers...)
	}
	t.Words = hide(t.Words)
	if len(t.List) > 0 {
		list := make([]text.Text, len(t.List))
		for i, line := range t.List {
			list[i] = CoverBut(line, own)
		}
		t.List = list
	}
	if len(t.Blank) > 0 {
		blank := make(map[string]any, len(t.Blank))
		for name, v := range t.Blank {
			switch v := v.(type) {
			case text.Text:
				blank[name] = CoverBut(v, own)
			case string:
				blank[name] = v
				if !ours[name] {
					blank[name] = hide(v)
				}
			default:
				blank[name] = v
			}
		}
		t.Blank = blank
	}
	return t
}
