package correct

import (
	"slices"
	"strings"

	"gridbot/flows/cases"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// This file is finding out which kind it is: what the words sound like first, and
// then the list.

// guesses are the kinds the words may mean, the likeliest first. What was reported
// is about something, whatever it sounds like; what is said just now may be about
// nothing.
func guesses(w *world.World, words string, reported bool) []string {
	var ids []string
	danger, inDanger, heard := w.District.Hear(words)
	if inDanger && danger.Category != "" {
		ids = append(ids, danger.Category)
	}
	if reported || !heard.None {
		for _, s := range heard.Likely {
			ids = append(ids, s.ID)
		}
	}
	var all []string
	for _, id := range ids {
		if !slices.Contains(all, id) && len(all) < 3 {
			all = append(all, id)
		}
	}
	return all
}

// about are the words that tell the kind: what was said of it just now, or what
// was reported.
func (d draft) about(w *world.World) string {
	switch {
	case d.Said != "" || w.Case == nil:
		return d.Said
	case d.Of == "": // of a split
		return d.Words
	}
	return w.Case.What
}

func askCategory(w *world.World, d draft) talk.Prompt {
	var bs []talk.Button
	if g, ok := w.District.Group(d.Group); ok {
		for _, c := range w.District.InGroup(g.ID) {
			bs = append(bs, show.Pick(text.Named(c.Names), "c-"+c.ID))
		}
		return talk.Prompt{Say: text.T("correct.category.in", "group", text.Named(g.Names)), Rows: talk.Pairs(bs...)}
	}
	p := talk.Prompt{Say: text.T("correct.category.which")}
	if d.Of == "" {
		p.Say = text.T("split.category")
	}
	for _, id := range guesses(w, d.about(w), true) {
		if d.Of == cases.OfCategory && w.Case != nil && id == w.Case.Category {
			continue
		}
		p.Rows = append(p.Rows, talk.Row(show.Pick(text.T("correct.category.guess", "category", show.CategoryName(w, id)), "c-"+id)))
	}
	for _, g := range w.District.Groups {
		bs = append(bs, show.Pick(text.Named(g.Names), "g-"+g.ID))
	}
	p.Rows = append(p.Rows, talk.Pairs(bs...)...)
	return p
}

func hearCategory(w *world.World, d *draft, e talk.Event) talk.Answer {
	if id, ok := strings.CutPrefix(e.Press, "g-"); ok {
		if _, known := w.District.Group(id); !known {
			return talk.Sorry("correct.choose")
		}
		d.Group = id
		return talk.Redo("category")
	}
	if e.Press == "" {
		said := text.CleanLine(e.Text, 100)
		if len(guesses(w, said, false)) == 0 {
			return talk.Sorry("correct.category.sorry")
		}
		d.Said, d.Group = said, ""
		return talk.Redo("category")
	}
	id, ok := strings.CutPrefix(e.Press, "c-")
	c, known := w.District.Category(id)
	switch {
	case !ok || !known:
		return talk.Sorry("correct.choose")
	case d.Of == cases.OfCategory && w.Case != nil && c.ID == w.Case.Category:
		return talk.Sorry("correct.category.same")
	}
	d.Category = c.ID
	return talk.OK()
}

// splitting: a second matter was told with it.
var splitting = talk.Dialogue[*world.World, draft]{
	Name: "split",
	Steps: []talk.Step[*world.World, draft]{
		{
			Name: "words",
			Ask: func(w *world.World, _ draft) talk.Prompt {
				p := talk.Prompt{Say: text.T("split.words")}
				if w.Case != nil {
					p.Say = text.Lines(text.T("card.number", "number", w.Case.Number), text.T("split.words"), show.Said("card.what", w.Case.What))
				}
				return p
			},
			Hear: hearWords,
		},
		{Name: "category", Gathers: true, Ask: askCategory, Hear: hearCategory},
	},
	Finish: func(w *world.World, d draft) talk.Decision {
		c, _ := w.District.Category(d.Category)
		_, danger := w.District.Danger(d.Words)
		return cases.Act{Do: cases.Split, Note: text.Said(d.Words), Category: d.Category, Urgent: danger || c.Danger}
	},
}
