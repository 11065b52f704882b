package show

import (
	"gridbot/flows/cases"
	"gridbot/flows/sight"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// Of a case that is about somebody at home a group reads that there is one, and in which
// grid. Whoever works on it opens it in private; all others ask the lead.

// forFew tells whether a group reads nothing else of a case.
func forFew(w *world.World, c cases.Case) bool {
	kind, _ := w.District.Category(c.Category)
	return kind.Private
}

// privateCard is such a case in a work group, of the grid or of an agency.
func privateCard(w *world.World, c cases.Case, k cases.Card, head text.Text) talk.Prompt {
	if offers := head.ID == "tell.offer" || head.ID == "tell.offer.again" || head.ID == "tell.offer.danger"; !offers {
		head = text.Text{} // it may say more than a group is to read
	}
	lines := []text.Text{head, Title(w, c), GridName(w, c.Grid), text.T("card.private")}
	if l := c.LegOf(w.AgencyOf(k)); k.As == cases.ViewAgency && l != nil {
		return talk.Prompt{Say: text.Lines(append(lines, text.T("card.status", "status", LegStatus(w, *l)), legNext(w, *l))...), Rows: legButtons(w, c, *l, k)}
	}
	lines = append(lines, text.T("card.status", "status", ShortStatus(c, k.As)), next(w, c, k.As))
	return talk.Prompt{Say: text.Lines(lines...), Rows: groupButtons(w, c, k)}
}

// GroupPlace is where a case is, as a group reads it.
func GroupPlace(w *world.World, c cases.Case) text.Text {
	if forFew(w, c) {
		return GridName(w, c.Grid)
	}
	return PlaceText(c.Place)
}

// PlaceFor is where a case is, as far as who reads a view is told: who is not told it in
// the words of who reported reads the place of ours they mean, or the one nearby.
func PlaceFor(w *world.World, c cases.Case, as cases.View, id int64) text.Text {
	at := sight.Place(c, as, id)
	if !at.Name.Empty() || sight.Whole(c, as, id) {
		return PlaceText(at)
	}
	if exact, _ := w.District.Places.Find(c.Place.Name.Words, 1); len(exact) > 0 {
		return text.Named(exact[0].Names)
	}
	if at.Point != nil {
		if p, ok := w.District.Places.Nearest(*at.Point, world.PlaceRadius); ok {
			return text.Named(p.Names)
		}
	}
	return text.Text{}
}

// PlaceLine is that with its grid, or the grid alone.
func PlaceLine(w *world.World, c cases.Case, as cases.View, id int64) text.Text {
	if at := PlaceFor(w, c, as, id); !at.Empty() {
		return text.T("card.place", "place", at, "grid", GridName(w, c.Grid))
	}
	return GridName(w, c.Grid)
}
