package flows

import (
	"strings"

	"gridbot/flows/cases"
	"gridbot/flows/talk"
	"gridbot/flows/text"
)

// ceding: a lead asks another grid to take the case over.
var ceding = talk.Dialogue[*World, onCaseData]{
	Name: "cede",
	Steps: []talk.Step[*World, onCaseData]{
		{
			Name: "grid",
			Ask: func(w *World, _ onCaseData) talk.Prompt {
				p := talk.Prompt{Say: text.T("cede.grid", "number", w.about())}
				for _, g := range w.District.Map.All() {
					if w.Case == nil || g.ID != w.Case.Grid {
						p.Rows = append(p.Rows, talk.Row(pick(text.Named(g.Names), "g"+g.ID)))
					}
				}
				p.Rows = append(p.Rows, talk.Row(leave()))
				return p
			},
			Hear: func(w *World, d *onCaseData, e talk.Event) talk.Answer {
				id, ok := strings.CutPrefix(e.Press, "g")
				if _, known := w.District.Map.Grid(id); !ok || !known || w.Case != nil && id == w.Case.Grid {
					return talk.Sorry("cede.grid.sorry")
				}
				d.Grid = id
				return talk.OK()
			},
		},
		whyStep(text.T("cede.why"), []choice{{"between", text.T("cede.between")}, {"theirs", text.T("cede.theirs")}}, nil),
	},
	Finish: func(_ *World, d onCaseData) talk.Decision {
		a := act(cases.Cede, d)
		a.Grid = d.Grid
		return a
	},
}

// keeping: the grid that was asked does not take the case.
var keeping = reasoned("keep", cases.Refuse, text.T("keep.why"), []choice{
	{"notours", text.T("keep.notours")}, {"together", text.T("keep.together")},
})

// escalating: a lead takes the case up a level (提级).
var escalating = reasoned("escalate", cases.Escalate, text.T("escalate.why"), []choice{
	{"power", text.T("escalate.power")}, {"agencies", text.T("escalate.agencies")}, {"several", text.T("escalate.several")},
})

// spotsData is the places of an action heard so far.
type spotsData struct {
	Spots []cases.Spot `json:"spots,omitempty"`
}

// spotting: the places and hours of an action over several places, one a message.
var spotting = talk.Dialogue[*World, spotsData]{
	Name: "spots",
	Steps: []talk.Step[*World, spotsData]{{
		Name: "list",
		Ask: func(w *World, d spotsData) talk.Prompt {
			p := talk.Prompt{Say: text.Lines(text.T("spots.ask", "number", w.about()), spotsText(d.Spots))}
			if len(d.Spots) > 0 {
				p.Rows = append(p.Rows, talk.Row(pick(text.T("spots.done", "n", len(d.Spots)), "done"), pick(text.T("notice.items.undo"), "undo")))
			}
			p.Rows = append(p.Rows, talk.Row(leave()))
			return p
		},
		Hear: func(w *World, d *spotsData, e talk.Event) talk.Answer {
			words := text.CleanLine(e.Text, 80)
			switch {
			case e.Press == "done" && len(d.Spots) > 0:
				return talk.OK()
			case e.Press == "undo" && len(d.Spots) > 0:
				d.Spots = d.Spots[:len(d.Spots)-1]
			case words != "" && len(d.Spots) < cases.MostSpots:
				d.Spots = append(d.Spots, w.spot(words))
			case words != "":
				return talk.Sorry("notice.items.full", "n", cases.MostSpots)
			default:
				return talk.Sorry("spots.sorry")
			}
			return talk.Redo("list")
		},
	}},
	Finish: func(_ *World, d spotsData) talk.Decision { return cases.Act{Do: cases.Spots, Spots: d.Spots} },
}

// spot reads a place and its hours: "粤秀路 6:00-8:00".
func (w *World) spot(words string) cases.Spot {
	name, hours, _ := strings.Cut(words, " ")
	s := cases.Spot{Place: cases.Place{Name: text.Said(name)}, Hours: strings.TrimSpace(hours)}
	if place, at, ok := w.placeOf(name); ok {
		s.Place = cases.Place{Name: place, Point: &at}
	}
	return s
}

// spotsText is the places of an action, a line each.
func spotsText(spots []cases.Spot) text.Text {
	var lines []text.Text
	for i, s := range spots {
		lines = append(lines, text.Join(" ", text.T("item.label", "n", i+1, "what", placeText(s.Place)), text.Said(s.Hours)))
	}
	return text.Lines(lines...)
}

// pickLeadGrid asks the coordinator which grid is to lead.
func (x *change) pickLeadGrid(c cases.Case) {
	p := talk.Prompt{Say: text.T("entrust.grid", "number", c.Number)}
	for _, g := range x.District.Map.All() {
		if g.ID != c.Grid {
			p.Rows = append(p.Rows, talk.Row(acting(text.Named(g.Names), c.Number, cases.Entrust, g.ID)))
		}
	}
	x.inPlace(c, p)
}

// acrossText is where the case is on its way between grids and levels.
func (x *change) acrossText(c cases.Case) text.Text {
	var lines []text.Text
	if k := c.Ceding; k != nil {
		lines = append(lines, text.T("card.ceding", "grid", gridName(x.World, k.To), "reason", k.Why))
	}
	for _, g := range c.Former {
		lines = append(lines, text.T("card.former", "grid", gridName(x.World, g)))
	}
	if c.Raised != 0 {
		lines = append(lines, text.T("card.raised"))
	}
	if len(c.Spots) > 0 {
		lines = append(lines, text.T("card.spots"), spotsText(c.Spots))
	}
	if crossed := crossedText(c); !crossed.Empty() {
		lines = append(lines, text.T("card.crossed", "what", crossed))
	}
	return text.Lines(lines...)
}

// crossedText is what a case has crossed (三跨), as it happened.
func crossedText(c cases.Case) text.Text {
	var what []text.Text
	k := c.Crossed()
	if k.Agencies {
		what = append(what, text.T("crossed.agencies"))
	}
	if k.Levels {
		what = append(what, text.T("crossed.levels"))
	}
	if k.Grids {
		what = append(what, text.T("crossed.grids"))
	}
	if len(what) == 0 {
		return text.Text{}
	}
	return text.Join(" · ", what...)
}

// tellGrids finds the leads of the other grid a Tell of the table means.
func (x *change) tellGrids(t cases.Tell, before *cases.Case, c cases.Case, a cases.Act, to func(Person, cases.View, text.Text)) {
	grid := before.Grid
	switch {
	case t == cases.TellAsked && c.Ceding != nil:
		grid = c.Ceding.To
	case t == cases.TellAsked: // asked no more
		grid = before.Ceding.To
	}
	for _, p := range x.leads(grid) {
		to(p, ViewOf(c, p), x.why(c, a))
	}
}
