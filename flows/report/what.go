package report

import (
	"slices"
	"strings"

	"gridbot/flows/ask"
	"gridbot/flows/cases"
	"gridbot/flows/district"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// This file is the part of the report that finds out what it is about: the
// category, guessed or picked from the list, and the category's own questions.

func askGuess(w *world.World, r report) talk.Prompt {
	p := talk.Prompt{Say: text.T("report.category.guess")}
	for i, id := range r.Guess {
		label := show.CategoryName(w, id)
		if i == 0 {
			label = text.T("report.category.yes", "category", label)
		}
		p.Rows = append(p.Rows, talk.Row(show.Pick(label, "c-"+id)))
	}
	p.Rows = append(p.Rows, talk.Row(show.Pick(text.T("report.category.other"), "list")))
	return p
}

func askFromList(w *world.World, r report) talk.Prompt {
	var bs []talk.Button
	g, ok := w.District.Group(r.Group)
	if !ok {
		for _, g := range w.District.Groups {
			bs = append(bs, show.Pick(text.Named(g.Names), "g-"+g.ID))
		}
		return talk.Prompt{Say: text.T("report.category"), Rows: talk.Pairs(bs...)}
	}
	for _, c := range w.District.InGroup(g.ID) {
		bs = append(bs, show.Pick(text.Named(c.Names), "c-"+c.ID))
	}
	return talk.Prompt{Say: text.T("report.category.in", "group", text.Named(g.Names)), Rows: talk.Pairs(bs...)}
}

func hearCategory(w *world.World, r *report, e talk.Event) talk.Answer {
	if e.Press == "list" {
		r.List, r.Group = true, ""
		return talk.Redo("category")
	}
	if id, ok := strings.CutPrefix(e.Press, "g-"); ok {
		if _, ok := w.District.Group(id); !ok {
			return talk.Sorry("talk.choose")
		}
		r.List, r.Group = true, id
		return talk.Redo("category")
	}
	id, ok := strings.CutPrefix(e.Press, "c-")
	c, known := w.District.Category(id)
	if !ok || !known {
		return talk.Sorry("talk.choose")
	}
	if c.ID != r.Category {
		r.Facts = nil
	}
	r.Category = c.ID
	r.Warned = r.Warned || c.Danger // it is sent at once, and what is missing is asked afterwards
	return talk.OK()
}

// asking is the category's first question that is not answered; the last one
// where all are, which is so when somebody came back to them.
func (r report) asking(w *world.World) (ask district.Ask, open bool) {
	c, _ := w.District.Category(r.Category)
	for _, ask = range c.Asks {
		if !slices.ContainsFunc(r.Facts, func(f cases.Fact) bool { return f.Ask == ask.ID }) {
			return ask, true
		}
	}
	return ask, false
}

// factIsWords tells whether words answer the question asked now.
func (r report) factIsWords(w *world.World, words string) bool {
	a, _ := r.asking(w)
	return a.Kind == district.KindText || a.Kind == district.KindNumber || typed(a, words) != ""
}

// typed is the choice somebody wrote instead of pressing it; "" for none.
func typed(a district.Ask, words string) string {
	words = ask.PlainWords(words)
	if a.Kind == district.KindYesNo {
		return yesOrNo[words]
	}
	for _, c := range a.Choices {
		for _, name := range c.Names {
			if strings.EqualFold(name, words) {
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

// What people write instead of pressing the button.
var (
	skipWords = map[string]bool{"跳过": true, "没有": true, "无": true, "不用": true, "skip": true, "no": true, "none": true}
	sendWords = map[string]bool{"发送": true, "发": true, "确认": true, "好": true, "好的": true, "可以": true, "send": true, "ok": true, "yes": true}
	nameWords = map[string]string{"匿名": "anonymous", "不留名": "anonymous", "anonymous": "anonymous",
		"留名": "named", "实名": "named", "with my name": "named", "named": "named"}
)

// answersIn reports whether words are an answer to the question of a step that
// is usually pressed.
func answersIn(step, words string) bool {
	switch step {
	case "here":
		return yesOrNo[words] != ""
	case "photo":
		return skipWords[words]
	case "name":
		return nameWords[words] != ""
	case "preview":
		return sendWords[words]
	}
	return false
}

func askFact(w *world.World, r report) talk.Prompt {
	a, _ := r.asking(w)
	var bs []talk.Button
	for _, c := range a.Choices {
		bs = append(bs, show.Pick(text.Named(c.Names), "f-"+c.ID))
	}
	if a.Kind == district.KindYesNo {
		bs = append(bs, show.Pick(text.T("talk.yes"), "f-yes"), show.Pick(text.T("talk.no"), "f-no"), show.Pick(text.T("talk.unsure"), "f-unsure"))
	}
	rows := talk.Pairs(bs...)
	if a.Optional {
		rows = append(rows, talk.Row(show.Pick(text.T("talk.skip"), "skip")))
	}
	return talk.Prompt{Say: text.Named(a.Names), Rows: rows}
}

func hearFact(w *world.World, r *report, e talk.Event) talk.Answer {
	a, _ := r.asking(w)
	value, ok := factIn(a, e)
	switch {
	case !ok && a.Kind == district.KindNumber && e.Press == "":
		return talk.Sorry("report.fact.number")
	case !ok:
		return talk.Sorry("talk.choose")
	}
	r.Facts = slices.DeleteFunc(slices.Clone(r.Facts), func(f cases.Fact) bool { return f.Ask == a.ID })
	r.Facts = append(r.Facts, cases.Fact{Ask: a.ID, Value: value})
	if _, more := r.asking(w); more {
		return talk.Redo("facts")
	}
	return talk.OK()
}

// factIn is the answer to a question in what was pressed or written.
func factIn(a district.Ask, e talk.Event) (value string, ok bool) {
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
	if said := typed(a, words); said != "" {
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
