package lists

import (
	"cmp"
	"maps"
	"slices"
	"strconv"

	"gridbot/flows/ask"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// panel is what the list can be narrowed by, in place of the list.
func panel(w *world.World, a asked) talk.Prompt {
	a.page = 0
	var bs []talk.Button
	for i, f := range facets {
		if f.name == world.FacetGrid && w.Me.Role != world.Coordinator && w.Me.Role != world.Officer {
			continue // theirs is one
		}
		label := f.label
		if a.tags[i] != "" {
			label = text.T("list.chosen", "by", f.label, "what", chosen(w, a, i))
		}
		bs = append(bs, a.to(label, func(a *asked) { a.shown = f.letter }))
	}
	if a.list != overdue {
		if a.part == world.PartLate {
			bs = append(bs, a.to(text.T("list.late.off"), func(a *asked) { a.part, a.shown = "", showPage }))
		} else {
			bs = append(bs, a.to(text.T("list.late.on"), func(a *asked) { a.part, a.stands, a.shown = world.PartLate, "", showPage }))
		}
		for _, s := range []world.Stands{world.StandsOpen, world.StandsOver, world.StandsAny} {
			now := a.stands
			if now == "" && a.list != find {
				now = world.StandsOpen
			}
			if s == now || s == world.StandsAny && a.list != find {
				continue
			}
			bs = append(bs, a.to(standsTexts[s], func(a *asked) {
				if a.stands, a.shown = s, showPage; s != world.StandsOpen {
					a.part = ""
				}
			}))
		}
	}
	rows := talk.Pairs(bs...)
	last := []talk.Button{a.to(text.T("talk.back"), func(a *asked) { a.shown = showPage })}
	if a.narrowed() {
		last = append(last, a.to(text.T("list.clear"), func(a *asked) { *a = asked{list: a.list, words: a.words} }))
	}
	return talk.Prompt{Say: text.Lines(text.T("list.filter.head", "list", called(w, a), "n", w.Listed.All), narrowedTo(w, a)), Rows: append(rows, last)}
}

// choicesAtOnce is how many choices of a facet stand under one message.
const choicesAtOnce = 12

// choices are what there is of a facet in the list, the most first.
func choices(w *world.World, a asked, i int) talk.Prompt {
	count := w.Listed.Choices
	all := slices.SortedFunc(maps.Keys(count), func(v, o string) int { return cmp.Or(cmp.Compare(count[o], count[v]), cmp.Compare(v, o)) })
	from := a.page * choicesAtOnce
	if from >= len(all) {
		from = max(0, (len(all)-1)/choicesAtOnce*choicesAtOnce)
	}
	a.page = from / choicesAtOnce
	var bs []talk.Button
	for _, v := range all[from:min(from+choicesAtOnce, len(all))] {
		bs = append(bs, a.to(text.T("list.count", "what", facetValue(w, facets[i].name, v), "n", count[v]), func(a *asked) {
			a.tags[i], a.shown, a.page = world.Tag(v)[:facets[i].wide], showPage, 0
		}))
	}
	rows := talk.Pairs(bs...)
	var turns []talk.Button
	if from > 0 {
		turns = append(turns, a.to(text.T("list.before"), func(a *asked) { a.page-- }))
	}
	if from+choicesAtOnce < len(all) {
		turns = append(turns, a.to(text.T("list.after"), func(a *asked) { a.page++ }))
	}
	if len(turns) > 0 {
		rows = append(rows, turns)
	}
	last := []talk.Button{a.to(text.T("talk.back"), func(a *asked) { a.shown, a.page = showPanel, 0 })}
	if a.tags[i] != "" {
		last = append(last, a.to(text.T("list.any"), func(a *asked) { a.tags[i], a.shown, a.page = "", showPage, 0 }))
	}
	say := text.T("list.which", "by", facets[i].label)
	if len(all) == 0 {
		say = text.T("list.which.none", "by", facets[i].label)
	}
	return talk.Prompt{Say: say, Rows: append(rows, last)}
}

// facetValue is what a value of a facet is called.
func facetValue(w *world.World, facet, v string) text.Text {
	switch facet {
	case world.FacetGrid:
		return show.GridName(w, v)
	case world.FacetKind:
		return show.CategoryName(w, v)
	case world.FacetWorker:
		id, _ := strconv.ParseInt(v, 10, 64)
		called := show.Called(w, id)
		called.Words = text.CleanLine(called.Words, show.LongestOnLabel)
		return called
	case world.FacetForce:
		return show.AgencyName(w, v)
	}
	return street(w, v)
}

// street is what a road or a place is called, in the folder's other language too.
func street(w *world.World, name string) text.Text {
	exact, _ := w.District.Places.Find(name, 1)
	for _, p := range exact {
		if p.Names[text.Chinese] == name {
			return text.Named(p.Names)
		}
	}
	return text.Said(text.CleanLine(name, show.LongestOnLabel))
}

// chosen is what a facet is narrowed to, in words. Of what the folder or the staff
// does not know any more nothing is known but that it was chosen.
func chosen(w *world.World, a asked, i int) text.Text {
	tagged := func(v string) bool { return world.Tagged(v, a.tags[i]) }
	switch facets[i].name {
	case world.FacetGrid:
		for _, g := range w.District.Map.All() {
			if tagged(g.ID) {
				return text.Named(g.Names)
			}
		}
	case world.FacetKind:
		for _, c := range w.District.Categories {
			if tagged(c.ID) {
				return text.Named(c.Names)
			}
		}
	case world.FacetWorker:
		for id := range w.Staff.People {
			if tagged(strconv.FormatInt(id, 10)) {
				return show.Called(w, id)
			}
		}
	case world.FacetForce:
		for _, g := range ask.Called(w.District) {
			if tagged(g.ID) {
				return text.Named(g.Names)
			}
		}
	case world.FacetStreet:
		if w.Listed.Street != "" {
			return street(w, w.Listed.Street)
		}
		for _, p := range w.District.Places.All() {
			if tagged(p.Names[text.Chinese]) {
				return text.Named(p.Names)
			}
		}
	}
	return text.T("list.chosen.gone")
}
