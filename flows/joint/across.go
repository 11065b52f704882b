package joint

import (
	"strings"

	"gridbot/flows/acts"
	"gridbot/flows/ask"
	"gridbot/flows/cases"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// ceding: a lead asks another grid to take the case over.
var ceding = talk.Dialogue[*world.World, ask.OnCaseData]{
	Name: "cede",
	Steps: []talk.Step[*world.World, ask.OnCaseData]{
		{
			Name: "grid",
			Ask: func(w *world.World, _ ask.OnCaseData) talk.Prompt {
				p := talk.Prompt{Say: text.T("cede.grid", "number", ask.About(w))}
				for _, g := range w.District.Map.All() {
					if w.Case == nil || g.ID != w.Case.Grid {
						p.Rows = append(p.Rows, talk.Row(show.Pick(text.Named(g.Names), "g"+g.ID)))
					}
				}
				return p
			},
			Hear: func(w *world.World, d *ask.OnCaseData, e talk.Event) talk.Answer {
				id, ok := strings.CutPrefix(e.Press, "g")
				if _, known := w.District.Map.Grid(id); !ok || !known || w.Case != nil && id == w.Case.Grid {
					return talk.Sorry("cede.grid.sorry")
				}
				d.Grid = id
				return talk.OK()
			},
		},
		ask.WhyStep(text.T("cede.why"), []ask.Choice{{Press: "between", Label: text.T("cede.between")}, {Press: "theirs", Label: text.T("cede.theirs")}}, nil),
	},
	Finish: func(_ *world.World, d ask.OnCaseData) talk.Decision {
		a := ask.Act(cases.Cede, d)
		a.Grid = d.Grid
		return a
	},
}

// keeping: the grid that was asked does not take the case.
var keeping = ask.Reasoned("keep", cases.Refuse, text.T("keep.why"), []ask.Choice{
	{Press: "notours", Label: text.T("keep.notours")}, {Press: "together", Label: text.T("keep.together")},
})

// escalating: a lead takes the case up a level (提级).
var escalating = ask.Reasoned("escalate", cases.Escalate, text.T("escalate.why"), []ask.Choice{
	{Press: "power", Label: text.T("escalate.power")}, {Press: "agencies", Label: text.T("escalate.agencies")}, {Press: "several", Label: text.T("escalate.several")},
})

// spotsData is the places of an action heard so far.
type spotsData struct {
	Spots []cases.Spot `json:"spots,omitempty"`
}

// spotting: the places and hours of an action over several places, one a message.
var spotting = talk.Dialogue[*world.World, spotsData]{
	Name: "spots",
	Steps: []talk.Step[*world.World, spotsData]{{
		Name:    "list",
		Gathers: true,
		Ask: func(w *world.World, d spotsData) talk.Prompt {
			p := talk.Prompt{Say: text.Lines(text.T("spots.ask", "number", ask.About(w), "n", cases.MostSpots), show.SpotsText(d.Spots))}
			if len(d.Spots) > 0 {
				p.Rows = append(p.Rows, talk.Row(show.Pick(text.T("spots.done", "n", len(d.Spots)), "done"), show.Pick(text.T("notice.items.undo"), "undo")))
			}
			return p
		},
		Hear: func(w *world.World, d *spotsData, e talk.Event) talk.Answer {
			words := text.CleanLine(e.Text, 80)
			switch {
			case e.Press == "done" && len(d.Spots) > 0:
				return talk.OK()
			case e.Press == "undo" && len(d.Spots) > 0:
				d.Spots = d.Spots[:len(d.Spots)-1]
			case words != "" && len(d.Spots) < cases.MostSpots:
				d.Spots = append(d.Spots, spot(w, words))
			case words != "":
				return talk.Sorry("notice.items.full", "n", cases.MostSpots)
			default:
				return talk.Sorry("spots.sorry")
			}
			return talk.Redo("list")
		},
	}},
	Finish: func(_ *world.World, d spotsData) talk.Decision { return cases.Act{Do: cases.Spots, Spots: d.Spots} },
}

// spot reads a place and its hours: "粤秀路 6:00-8:00".
func spot(w *world.World, words string) cases.Spot {
	name, hours, _ := strings.Cut(words, " ")
	s := cases.Spot{Place: cases.Place{Name: text.Said(name)}, Hours: strings.TrimSpace(hours)}
	if place, at, ok := w.PlaceOf(name); ok {
		s.Place = cases.Place{Name: place, Point: &at}
	}
	return s
}

// pickLeadGrid asks the coordinator which grid is to lead.
func pickLeadGrid(x *acts.Turn, c cases.Case) {
	p := talk.Prompt{Say: text.T("entrust.grid", "number", c.Number)}
	for _, g := range x.District.Map.All() {
		if g.ID != c.Grid {
			p.Rows = append(p.Rows, talk.Row(show.Acting(text.Named(g.Names), c.Number, cases.Entrust, g.ID)))
		}
	}
	x.InPlace(c, p)
}
