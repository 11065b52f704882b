package ask

import (
	"slices"
	"strings"

	"gridbot/flows/district"
	"gridbot/flows/talk"
	"gridbot/flows/text"
)

// What somebody answers to a question of a category, pressed or in words.

// Typed is the choice somebody wrote instead of pressing it; "" for none.
func Typed(a district.Ask, words string) string {
	first, _, _ := strings.Cut(strings.NewReplacer("，", ",", "。", ",", ".", ",", "、", ",").Replace(words), ",")
	if whole := Named(a, PlainWords(words)); whole != "" {
		return whole
	}
	return Named(a, PlainWords(first))
}

// Named is the choice of a name; "" for none.
func Named(a district.Ask, name string) string {
	if a.Kind == district.KindYesNo {
		return yesOrNo[name]
	}
	for _, c := range a.Choices {
		for _, known := range c.Names {
			if strings.EqualFold(known, name) {
				return c.ID
			}
		}
	}
	return ""
}

var yesOrNo = map[string]string{
	"是": "yes", "是的": "yes", "有": "yes", "有的": "yes", "对": "yes", "yes": "yes", "y": "yes",
	"否": "no", "不": "no", "不是": "no", "没": "no", "没有": "no", "no": "no", "n": "no",
	"不知道": "unsure", "不清楚": "unsure", "不确定": "unsure", "not sure": "unsure", "i don't know": "unsure", "don't know": "unsure",
}

// Fact is the answer to a question in what was pressed or written.
func Fact(a district.Ask, e talk.Event) (value string, ok bool) {
	if e.Press == "" {
		return writtenFact(a, e.Text)
	}
	if e.Press == "skip" {
		return "", a.Optional
	}
	value, ok = strings.CutPrefix(e.Press, "f-")
	offered := slices.ContainsFunc(a.Choices, func(c district.Choice) bool { return c.ID == value })
	if a.Kind == district.KindYesNo {
		offered = offered || value == "yes" || value == "no" || value == "unsure"
	}
	return value, ok && offered
}

// writtenFact is the answer to a question in words, as far as it can be
// answered in words.
func writtenFact(a district.Ask, words string) (value string, ok bool) {
	if said := Typed(a, words); said != "" {
		return said, true
	}
	switch a.Kind {
	case district.KindText:
		return text.CleanLine(words, 200), words != ""
	case district.KindNumber:
		value = digits(words)
	}
	return value, value != ""
}

// digits is the first number in what was said, full-width digits too.
func digits(words string) string {
	var b strings.Builder
	for _, c := range words {
		if c >= '０' && c <= '９' {
			c -= '０' - '0'
		}
		if c >= '0' && c <= '9' {
			b.WriteRune(c)
		} else if b.Len() > 0 {
			break
		}
		if b.Len() == 9 {
			break
		}
	}
	return b.String()
}
