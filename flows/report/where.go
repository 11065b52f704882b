package report

import (
	"regexp"
	"strings"

	"gridbot/flows/ask"
	"gridbot/flows/cases"
	"gridbot/flows/grids"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// This file is the part of the report that finds out where: a pin, a venue or
// the name of a place. Where the phone is, is not where the problem is.

func askWhere(w *world.World, r report) talk.Prompt {
	switch {
	case r.Other != "":
		return askOther(w, r)
	case len(r.Near) > 0:
		p := talk.Prompt{Say: text.T("report.where.near")}
		for _, id := range r.Near {
			if place, ok := w.District.Places.ByID(id); ok {
				p.Rows = append(p.Rows, talk.Row(show.Pick(text.Named(place.Names), "p-"+id)))
			}
		}
		p.Rows = append(p.Rows, talk.Row(show.Pick(text.T("report.where.none"), "none")))
		return p
	case r.Unknown:
		var bs []talk.Button
		for _, g := range w.District.Map.All() {
			bs = append(bs, show.Pick(text.Named(g.Names), "g-"+g.ID))
		}
		return talk.Prompt{
			Say:  text.T("report.where.unknown", "place", r.Place.Name),
			Rows: append(talk.Pairs(bs...), talk.Row(show.Pick(text.T("report.where.nogrid"), "g-"), show.Pick(text.T("report.where.again"), "again"))),
		}
	}
	if r.Guessed {
		return talk.Prompt{Say: text.Lines(text.T("report.where.guessed", "category", show.CategoryName(w, r.Category)), text.T("report.where")), Keys: talk.KeysAsk}
	}
	return talk.Prompt{Say: text.T("report.where"), Keys: talk.KeysAsk}
}

func hearWhere(w *world.World, r *report, e talk.Event) talk.Answer {
	if e.Point != nil {
		return r.hearPoint(w, e)
	}
	if e.Press != "" {
		return r.pressPlace(w, e.Press)
	}
	switch pin, pasted := grids.Pasted(e.Text); {
	case pin.Closed:
		return talk.Sorry("report.where.link")
	case pasted:
		e.Point, e.Venue = &pin.Point, pin.Name
		return r.hearPoint(w, e)
	}
	words := text.CleanLine(e.Text, 100)
	if words == "" || skipWords[ask.PlainWords(words)] {
		return talk.Sorry("report.where.sorry")
	}
	if r.Other == "" && r.isOther(w, e.Text) {
		r.forgetPlace()
		r.Other = text.Clean(e.Text, ask.LongestWords)
		return talk.Redo("where")
	}
	return r.namePlace(w, words)
}

// namePlace takes the words that say where it is.
func (r *report) namePlace(w *world.World, words string) talk.Answer {
	r.forgetPlace()
	exact, near := w.District.Places.Find(words, 5)
	if len(exact) == 1 {
		r.settle(exact[0])
		r.Place.More = w.District.Places.Beyond(words, exact[0].ID)
		return placed(*r)
	}
	r.Place = cases.Place{Name: text.Said(words)}
	for _, p := range append(exact, near...) {
		if len(r.Near) < 5 {
			r.Near = append(r.Near, p.ID)
		}
	}
	r.Unknown = len(r.Near) == 0
	return talk.Redo("where")
}

// hearPoint takes a location or a venue, if it is in the district.
func (r *report) hearPoint(w *world.World, e talk.Event) talk.Answer {
	grid, ok := w.District.GridAt(*e.Point)
	if !ok {
		return talk.Sorry("report.where.outside", "district", text.Named(w.District.Names))
	}
	r.forgetPlace()
	r.Grid, r.Pin = grid.ID, e.Venue == "" && e.Text == "" // what was pasted was chosen on a map
	r.Place.Point = e.Point
	known, near := w.District.Places.Nearest(*e.Point, nearbyMetres)
	switch {
	case e.Venue != "":
		r.Place.Name = text.Said(text.CleanLine(e.Venue, 60))
	case near:
		r.Place.Name = text.T("report.where.by", "place", text.Named(known.Names))
	default:
		r.Place.Name = text.T("report.where.pin", "grid", text.Named(grid.Names))
	}
	return placed(*r)
}

// isOther tells whether words that were to say where it is tell of another kind
// of hazard: "the drain at number 3 is blocked" is not where a lamp is out.
func (r report) isOther(w *world.World, words string) bool {
	if r.Category == "" || r.What == "" || !happens.MatchString(words) {
		return false
	}
	guess := w.District.Guess(unplaced(w, words))
	return guess.Sure && guess.Likely[0].ID != r.Category
}

// happens is what stands in words that say what is the matter, and seldom in a
// place: "by the bins" is one, "the bins are full" is none.
var happens = regexp.MustCompile(`[了满坏堵占乱漏没被]|(?i)\b(?:is|are|was|were|has|have|been|keeps?|isn't|aren't)\b`)

// askOther asks whether words that tell of something else are the place or
// another report.
func askOther(w *world.World, r report) talk.Prompt {
	kind := show.CategoryName(w, w.District.Guess(unplaced(w, r.Other)).Likely[0].ID)
	return talk.Prompt{Say: text.T("report.where.other", "other", kind, "category", show.CategoryName(w, r.Category)), Rows: [][]talk.Button{
		{show.Pick(text.T("report.where.other.place"), "place")}, {show.Pick(text.T("report.where.other.instead"), "instead")},
	}}
}

// hearOther: the words were the place after all, or are told instead.
func (r *report) hearOther(w *world.World, press string) talk.Answer {
	switch words := r.Other; press {
	case "place":
		return r.namePlace(w, text.CleanLine(words, 100))
	case "instead":
		r.forgetPlace()
		r.Category, r.Facts = "", nil
		a := r.hearWhat(w, words)
		switch {
		case r.Category == "":
			return talk.Redo("category", "where")
		case r.Place.Name.Empty():
			return talk.Redo("where")
		}
		return a
	}
	return talk.Sorry("talk.choose")
}

// pressPlace takes a place that was offered, or the grid of one nobody knows.
func (r *report) pressPlace(w *world.World, press string) talk.Answer {
	if r.Other != "" {
		return r.hearOther(w, press)
	}
	if id, ok := strings.CutPrefix(press, "p-"); ok {
		place, ok := w.District.Places.ByID(id)
		if !ok {
			return talk.Sorry("talk.choose")
		}
		words := r.Place.Name.Words
		r.settle(place)
		if r.Place.More = w.District.Places.Beyond(words, place.ID); r.Place.More == "" && spot.MatchString(words) {
			r.Place.More = words[spot.FindStringIndex(words)[0]:] // the name was misspelt, the house was not
		}
		return placed(*r)
	}
	if id, ok := strings.CutPrefix(press, "g-"); ok && r.Unknown {
		if _, known := w.District.Map.Grid(id); !known && id != "" {
			return talk.Sorry("talk.choose")
		}
		r.Grid, r.Unknown = id, false
		return placed(*r)
	}
	switch press {
	case "none":
		r.Near, r.Unknown = nil, true
		return talk.Redo("where")
	case "again":
		r.forgetPlace()
		return talk.Redo("where")
	}
	return talk.Sorry("talk.choose")
}

// settle makes a known place the place of the report.
func (r *report) settle(p grids.Place) {
	r.forgetPlace()
	r.Place, r.Grid = placeOf(p), p.Grid
}

// placed says back where it is; it also takes the location keyboard away.
func placed(r report) talk.Answer {
	return talk.OK().After(talk.Prompt{Say: text.T("report.where.kept", "place", r.Place.Name), Keys: talk.KeysRemove}).Unasked("same")
}
