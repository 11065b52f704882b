package declare

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"gridbot/flows/ask"
	"gridbot/flows/cases"
	"gridbot/flows/district"
	"gridbot/flows/frequent"
	"gridbot/flows/grids"
	"gridbot/flows/hotspots"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

const (
	longestName = 40                  // letters
	mostNear    = 5                   // places that may be meant
	mostJoined  = 40                  // cases that are taken at the beginning, the newest
	back        = 90 * 24 * time.Hour // what was told of before is not of it
)

// draft is a key topic in the making.
type draft struct {
	Group string   `json:"group,omitempty"` // of the kinds, while one is chosen
	Kind  string   `json:"kind,omitempty"`
	Near  []string `json:"near,omitempty"` // places that may be meant
	Grid  string   `json:"grid,omitempty"`
	Place string   `json:"place,omitempty"` // what it is counted under; "": all of the grid
	Name  string   `json:"name,omitempty"`
}

func (d draft) spot() hotspots.Spot { return hotspots.Spot{Place: d.Place, Kind: d.Kind} }

// declaring asks for it.
var declaring = talk.Dialogue[*world.World, draft]{
	Name: "declare",
	Steps: []talk.Step[*world.World, draft]{
		{
			Name:  "kind",
			Ask:   askKind,
			Hear:  hearKind,
			Which: func(_ *world.World, d draft) string { return d.Group },
		},
		{
			Name:  "where",
			Ask:   askWhere,
			Hear:  hearWhere,
			Which: func(_ *world.World, d draft) string { return strings.Join(d.Near, ",") },
		},
		{
			Name: "name",
			Ask: func(w *world.World, d draft) talk.Prompt {
				return talk.Prompt{Say: text.T("declare.name", "what", called(w, d), "n", longestName), Rows: [][]talk.Button{{show.Pick(text.T("declare.name.none"), "none")}}}
			},
			Hear: hearName,
		},
		{
			Name: "agree",
			Ask:  askAgree,
			Hear: func(_ *world.World, _ *draft, e talk.Event) talk.Answer {
				if e.Press != "yes" {
					return talk.Sorry("declare.agree.sorry")
				}
				return talk.OK()
			},
		},
	},
	Finish: func(_ *world.World, d draft) talk.Decision { return d },
}

// public tells whether a kind can be worked on as one thing: what is about somebody at
// home is no matter of all who work here.
func public(w *world.World, c district.Category) bool {
	return !c.Private && !ask.BehindTheDoor(w, c.ID)
}

// kindsOf are the kinds of a group that can be chosen.
func kindsOf(w *world.World, group string) (all []district.Category) {
	for _, c := range w.District.InGroup(group) {
		if public(w, c) {
			all = append(all, c)
		}
	}
	return all
}

func askKind(w *world.World, d draft) talk.Prompt {
	var bs []talk.Button
	if g, ok := w.District.Group(d.Group); ok {
		for _, c := range kindsOf(w, g.ID) {
			bs = append(bs, show.Pick(text.Named(c.Names), "c-"+c.ID))
		}
		return talk.Prompt{Say: text.T("declare.kind.in", "group", text.Named(g.Names)), Rows: talk.Pairs(bs...)}
	}
	for _, g := range w.District.Groups {
		if len(kindsOf(w, g.ID)) > 0 {
			bs = append(bs, show.Pick(text.Named(g.Names), "g-"+g.ID))
		}
	}
	return talk.Prompt{Say: text.T("declare.kind"), Rows: talk.Pairs(bs...)}
}

// hearKind takes a kind that was pressed, or that words name for sure.
func hearKind(w *world.World, d *draft, e talk.Event) talk.Answer {
	if id, ok := strings.CutPrefix(e.Press, "g-"); ok && len(kindsOf(w, id)) > 0 {
		d.Group = id
		return talk.Redo("kind")
	}
	id, _ := strings.CutPrefix(e.Press, "c-")
	if words := text.CleanLine(e.Text, 100); words != "" {
		if guess := w.District.Guess(words); guess.Sure {
			id = guess.Likely[0].ID
		}
	}
	c, known := w.District.Category(id)
	switch {
	case !known:
		return talk.Sorry("declare.kind.sorry")
	case !public(w, c):
		return talk.Sorry("declare.kind.private")
	}
	d.Kind = c.ID
	return talk.OK()
}

// theirs are the grids the person can make one in.
func theirs(w *world.World) (all []grids.Grid) {
	for _, g := range w.District.Map.All() {
		if leads(w, g.ID) {
			all = append(all, g)
		}
	}
	return all
}

func askWhere(w *world.World, d draft) talk.Prompt {
	p := talk.Prompt{Say: text.T("declare.where", "kind", show.CategoryName(w, d.Kind))}
	if len(d.Near) > 0 {
		p.Say = text.T("declare.where.near")
		for _, id := range d.Near {
			if place, ok := w.District.Places.ByID(id); ok {
				p.Rows = append(p.Rows, talk.Row(show.Pick(text.Named(place.Names), "p-"+id)))
			}
		}
		return p
	}
	var bs []talk.Button
	for _, g := range theirs(w) {
		bs = append(bs, show.Pick(text.T("declare.where.grid", "grid", text.Named(g.Names)), "g-"+g.ID))
	}
	p.Rows = talk.Pairs(bs...)
	return p
}

// hearWhere takes a pin, the name of a place, or a whole grid.
func hearWhere(w *world.World, d *draft, e talk.Event) talk.Answer {
	pin, pasted := grids.Pasted(e.Text)
	if pasted && !pin.Closed {
		e.Point = &pin.Point
	}
	if e.Point != nil {
		g, ok := w.District.GridAt(*e.Point)
		if !ok {
			return talk.Sorry("declare.where.outside", "district", text.Named(w.District.Names))
		}
		return d.settle(w, g.ID, w.District.Places.Spot(*e.Point))
	}
	if id, ok := strings.CutPrefix(e.Press, "g-"); ok {
		if _, known := w.District.Map.Grid(id); known {
			return d.settle(w, id, "")
		}
	}
	if id, ok := strings.CutPrefix(e.Press, "p-"); ok {
		if place, known := w.District.Places.ByID(id); known {
			return d.settle(w, place.Grid, place.ID)
		}
	}
	words := text.CleanLine(e.Text, 100)
	if words == "" || pasted {
		return talk.Sorry("declare.where.sorry")
	}
	exact, near := w.District.Places.Find(words, mostNear)
	if len(exact) == 1 {
		return d.settle(w, exact[0].Grid, exact[0].ID)
	}
	var ids []string
	for _, p := range append(exact, near...) {
		if len(ids) < mostNear && leads(w, p.Grid) {
			ids = append(ids, p.ID)
		}
	}
	if len(ids) == 0 {
		return talk.Sorry("declare.where.unknown")
	}
	d.Near = ids
	return talk.Redo("where")
}

// settle is where it is: in a grid of theirs, and nowhere where there is one already.
func (d *draft) settle(w *world.World, grid, place string) talk.Answer {
	if !leads(w, grid) {
		return talk.Sorry("declare.where.elsewhere", "grid", show.GridName(w, grid))
	}
	at := hotspots.Spot{Place: place, Kind: d.Kind}
	if t := w.Topics.Same(grid, at); t != nil {
		return talk.Sorry("declare.same", "n", t.N, "what", frequent.Name(w, at))
	}
	d.Grid, d.Place, d.Near = grid, place, nil
	return talk.OK()
}

func hearName(_ *world.World, d *draft, e talk.Event) talk.Answer {
	if e.Press == "none" {
		d.Name = ""
		return talk.OK()
	}
	d.Name = text.CleanLine(e.Text, longestName+1)
	switch {
	case d.Name == "":
		return talk.Sorry("declare.name.sorry")
	case utf8.RuneCountInString(d.Name) > longestName:
		return talk.Sorry("declare.name.long", "n", longestName)
	}
	return talk.OK()
}

// askAgree shows what it will be, with how many cases.
func askAgree(w *world.World, d draft) talk.Prompt {
	lines := []text.Text{text.T("declare.agree", "what", called(w, d), "grid", show.GridName(w, d.Grid))}
	if d.Name != "" {
		lines = append(lines, text.T("declare.agree.name", "name", d.Name))
	}
	lines = append(lines, joinText(len(joined(w, d))), text.T("declare.agree.then"))
	return talk.Prompt{Say: text.Lines(lines...), Rows: [][]talk.Button{{show.Pick(text.T("declare.agree.yes"), "yes")}}}
}

// joinText says how many cases it takes.
func joinText(n int) text.Text {
	switch {
	case n == 0:
		return text.T("declare.agree.none")
	case n >= mostJoined:
		return text.T("declare.agree.most", "n", n)
	}
	return text.T("declare.agree.cases", "n", n)
}

// called is what it is about, and where.
func called(w *world.World, d draft) text.Text {
	if d.Place == "" {
		return show.CategoryName(w, d.Kind)
	}
	return frequent.Name(w, d.spot())
}

// same says that there is one already.
func same(w *world.World, t *hotspots.Topic) text.Text {
	return text.T("declare.same", "n", t.N, "what", frequent.Name(w, t.Spot))
}

// joined are the cases it would take, by the rule by which those to come join it: what
// was told of that kind there, and is of no other topic that is worked on.
func joined(w *world.World, d draft) (all []cases.Case) {
	for _, c := range slices.Concat(w.List, w.Rounds) {
		switch {
		case c.Grid != d.Grid || c.Category != d.Kind || c.Past != "" || d.Place != "" && w.SpotOf(c) != d.Place:
		case w.Now.Sub(time.Unix(c.Opened, 0)) > back || taken(w, c.Number):
		case c.Status == cases.Withdrawn || c.Status == cases.Declined || c.Status == cases.Merged || c.Outcome == cases.NothingSeen:
		case !slices.ContainsFunc(all, func(o cases.Case) bool { return o.Number == c.Number }):
			all = append(all, c)
		}
	}
	slices.SortFunc(all, func(a, b cases.Case) int { return a.Number - b.Number })
	return all[max(0, len(all)-mostJoined):]
}

// taken tells whether a case is of a topic that is worked on.
func taken(w *world.World, number int) bool {
	return w.Topics != nil && slices.ContainsFunc(w.Topics.All, func(t hotspots.Topic) bool { return t.Open() && slices.Contains(t.Cases, number) })
}

// marked tells whether a case shows its topic on its card from now on.
func marked(c cases.Case) bool { return c.Status.Type() == cases.Open }

// last are the highest of some numbers.
func last(numbers []int) []int {
	numbers = slices.Sorted(slices.Values(numbers))
	return numbers[max(0, len(numbers)-mostJoined):]
}
