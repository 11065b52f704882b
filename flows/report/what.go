package report

import (
	"slices"
	"strings"

	"gridbot/flows/cases"
	"gridbot/flows/danger"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// This file is the part of the report that finds out what it is about: the
// category, guessed or picked from the list.

// askWhat asks for words; what is reported most can be pressed.
func askWhat(w *world.World, r report) talk.Prompt {
	p := talk.Prompt{Say: text.T("report.what"), Words: true}
	if len(r.Files) > 0 {
		p.Say = text.T("report.what.shown", "n", len(r.Files))
	}
	spoken := slices.ContainsFunc(r.Files, func(f cases.File) bool { return !f.Shows() })
	if spoken && !r.Warned { // the old and the frightened speak
		p.Say = text.Lines(text.T("report.what.spoken", "numbers", danger.Numbers(w)), p.Say)
	}
	var often []talk.Button
	for _, c := range w.District.Categories {
		if c.Often && !c.Danger && !r.Warned {
			often = append(often, show.Pick(text.Named(c.Names), "c-"+c.ID))
		}
	}
	p.Rows = append(talk.Pairs(often...), talk.Row(show.Pick(text.T("report.what.list"), "list")))
	return p
}

func askGuess(w *world.World, r report) talk.Prompt {
	p := talk.Prompt{Say: text.T("report.category.guess")}
	switch {
	case r.None:
		p.Say = text.T("report.category.none")
	case len(r.Guess) > 0:
		p.Say = text.Lines(danger.Perhaps(w, r.Guess[0]), p.Say)
	}
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
		say := text.T("report.category")
		if r.None && r.What != "" {
			say = text.T("report.category.none")
		}
		return talk.Prompt{Say: say, Rows: talk.Pairs(bs...)}
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
	return r.pickCategory(w, e.Press)
}

// pickCategory takes the category that was pressed.
func (r *report) pickCategory(w *world.World, press string) talk.Answer {
	id, ok := strings.CutPrefix(press, "c-")
	c, known := w.District.Category(id)
	if !ok || !known {
		return talk.Sorry("talk.choose")
	}
	if c.ID != r.Category {
		r.Facts = nil
	}
	r.Category, r.Guessed = c.ID, false
	r.Warned = r.Warned || c.Danger // it is sent at once, and what is missing is asked afterwards
	return talk.OK()
}

// What people write instead of pressing the button.
var (
	skipWords = map[string]bool{"跳过": true, "没有": true, "无": true, "不用": true, "skip": true, "no": true, "none": true}
	sendWords = map[string]string{"发送": "send", "登记": "send", "file": "send", "发": "send", "确认": "send", "好": "send", "好的": "send", "可以": "send", "send": "send", "ok": "send", "yes": "send",
		"留名": "send", "实名": "send", "留名发送": "send", "with my name": "send", "named": "send",
		"匿名": "anonymous", "不留名": "anonymous", "匿名发送": "anonymous", "anonymous": "anonymous", "anonymously": "anonymous"}
)

// answersIn reports whether words are an answer to the question of a step that
// is usually pressed.
func answersIn(step, words string) bool {
	switch step {
	case "photo":
		return skipWords[words]
	case "same":
		return sameWords[words] != ""
	case "preview":
		return sendWords[words] != ""
	}
	return false
}
