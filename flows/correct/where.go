package correct

import (
	"strings"

	"gridbot/flows/cases"
	"gridbot/flows/grids"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// This file is finding out where it is: a pin, or the name of a place we know.

// nearPin is within how many metres a pin is called after a place.
const nearPin = 60

func askWhere(w *world.World, d draft) talk.Prompt {
	if len(d.Near) == 0 {
		return talk.Prompt{Say: text.T("correct.where"), Keys: talk.KeysAsk}
	}
	p := talk.Prompt{Say: text.T("correct.where.near")}
	for _, id := range d.Near {
		if place, ok := w.District.Places.ByID(id); ok {
			p.Rows = append(p.Rows, talk.Row(show.Pick(text.Named(place.Names), "p-"+id)))
		}
	}
	return p
}

func hearWhere(w *world.World, d *draft, e talk.Event) talk.Answer {
	if e.Point != nil {
		return d.pinned(w, *e.Point, e.Wide)
	}
	if id, ok := strings.CutPrefix(e.Press, "p-"); ok {
		place, known := w.District.Places.ByID(id)
		if !known {
			return talk.Sorry("correct.choose")
		}
		return d.settle(w, cases.Place{Name: text.Named(place.Names), Point: &place.Point}, place.Grid)
	}
	pin, pasted := grids.Pasted(e.Text)
	if pasted && !pin.Closed {
		return d.pinned(w, pin.Point, 0)
	}
	words := text.CleanLine(e.Text, 100)
	if words == "" {
		return talk.Sorry("correct.where.sorry")
	}
	exact, near := w.District.Places.Find(words, 5)
	if len(exact) == 1 {
		place := cases.Place{Name: text.Named(exact[0].Names), Point: &exact[0].Point}
		if words != exact[0].Names[text.Chinese] && words != exact[0].Names[text.English] {
			place.More = words
		}
		return d.settle(w, place, exact[0].Grid)
	}
	d.Near = nil
	for _, p := range append(exact, near...) {
		if len(d.Near) < 5 {
			d.Near = append(d.Near, p.ID)
		}
	}
	if len(d.Near) == 0 {
		return talk.Sorry("correct.where.unknown")
	}
	return talk.Redo("where")
}

// pinned takes a point of the district.
func (d *draft) pinned(w *world.World, at grids.Point, wide int) talk.Answer {
	grid, ok := w.District.GridAt(at)
	if !ok {
		return talk.Sorry("correct.where.outside", "district", text.Named(w.District.Names))
	}
	place := cases.Place{Name: text.T("correct.where.pin", "grid", text.Named(grid.Names)), Point: &at, Wide: wide}
	if known, near := w.District.Places.Nearest(at, nearPin); near {
		place.Name = text.T("correct.where.by", "place", text.Named(known.Names))
	}
	return d.settle(w, place, grid.ID)
}

// settle is where it is. Whoever only works on the case does not send it to
// another grid.
func (d *draft) settle(w *world.World, place cases.Place, grid string) talk.Answer {
	if w.Case != nil && grid != w.Case.Grid && !leads(w) {
		return talk.Sorry("correct.where.elsewhere", "grid", show.GridName(w, grid))
	}
	d.Place, d.Grid = &place, grid
	return talk.OK().After(talk.Prompt{Say: text.T("correct.where.kept", "place", place.Name), Keys: talk.KeysRemove})
}
