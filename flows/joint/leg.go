package joint

import (
	"slices"
	"strconv"
	"strings"

	"gridbot/flows/acts"
	"gridbot/flows/ask"
	"gridbot/flows/cases"
	"gridbot/flows/district"
	"gridbot/flows/grids"
	"gridbot/flows/measures"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// legData is what a dialogue about an agency's own leg has heard.
type legData struct {
	Files []cases.File `json:"files,omitempty"`
	Words string       `json:"words,omitempty"`
	Ref   string       `json:"ref,omitempty"`
	Deed  string       `json:"deed,omitempty"`

	Ruling cases.Ruling `json:"ruling,omitempty"`

	Point *grids.Point `json:"point,omitempty"`
	Album string       `json:"album,omitempty"`
}

// finishing: the agency has done its share, and signs for it.
var finishing = talk.Dialogue[*world.World, legData]{
	Name: "finish",
	Steps: []talk.Step[*world.World, legData]{
		{
			Name: "words",
			Ask: func(w *world.World, _ legData) talk.Prompt {
				return talk.Prompt{Say: text.T("finish.words", "number", ask.About(w))}
			},
			Hear: func(_ *world.World, d *legData, e talk.Event) talk.Answer {
				again := e.Album != "" && e.Album == d.Album
				d.Album = e.Album
				if len(d.Files) < ask.MostFiles {
					d.Files = append(d.Files, ask.Evidence(e, cases.PhaseLeg)...)
				}
				switch words := text.Clean(e.Text, ask.LongestWords); {
				case words != "" && len(d.Files) > 0:
					d.Words = words
					return talk.OK().And("photo")
				case words != "":
					d.Words = words
					return talk.OK()
				case again:
					return talk.Silent()
				}
				return talk.Sorry("finish.words.sorry")
			},
		},
		{
			Name: "photo",
			Ask: func(*world.World, legData) talk.Prompt {
				return talk.Prompt{Say: text.T("finish.photo"), Rows: [][]talk.Button{{show.Pick(text.T("talk.skip"), "skip")}}}
			},
			Hear: func(_ *world.World, d *legData, e talk.Event) talk.Answer {
				if e.Press == "skip" {
					return talk.OK()
				}
				if !e.Shows() {
					return talk.Sorry("finish.photo.sorry")
				}
				d.Files = append(d.Files, ask.Evidence(e, cases.PhaseLeg)...)
				return talk.OK()
			},
		},
		legRef(),
	},
	Finish: func(_ *world.World, d legData) talk.Decision {
		return cases.Act{Do: cases.Finish, Note: text.Said(d.Words), Files: d.Files, Ref: d.Ref}
	},
}

// legRef asks for the number the agency has it under.
func legRef() talk.Step[*world.World, legData] {
	return talk.Step[*world.World, legData]{
		Name: "ref",
		Ask: func(*world.World, legData) talk.Prompt {
			return talk.Prompt{Say: text.T("finish.ref"), Rows: [][]talk.Button{{show.Pick(text.T("finish.ref.none"), "skip")}}}
		},
		Hear: func(_ *world.World, d *legData, e talk.Event) talk.Answer {
			d.Ref = text.CleanLine(e.Text, 40)
			switch {
			case len(e.Files) > 0:
				d.Files = append(d.Files, ask.Evidence(e, cases.PhaseLeg)...)
				return talk.Silent() // the rest of an album
			case e.Press != "skip" && d.Ref == "":
				return talk.Sorry("finish.ref.sorry")
			}
			return talk.OK()
		},
	}
}

// performing: an officer does something of the agency's list.
var performing = talk.Dialogue[*world.World, legData]{
	Name: "perform",
	Steps: []talk.Step[*world.World, legData]{
		{
			Name: "which",
			Ask: func(w *world.World, _ legData) talk.Prompt {
				p := talk.Prompt{Say: text.T("perform.which", "number", ask.About(w))}
				for _, d := range measures.Mine(w) {
					p.Rows = append(p.Rows, talk.Row(show.Pick(text.Named(d.Names), "e"+d.ID)))
				}
				return p
			},
			Hear: func(w *world.World, d *legData, e talk.Event) talk.Answer {
				id, ok := strings.CutPrefix(e.Press, "e")
				if !ok || !slices.ContainsFunc(measures.Mine(w), func(one district.Deed) bool { return one.ID == id }) {
					return talk.Sorry("perform.which.sorry")
				}
				d.Deed = id
				return talk.OK()
			},
		},
		shown(),
		legRef(),
	},
	Finish: func(w *world.World, d legData) talk.Decision {
		return cases.Act{Do: cases.Perform, Deed: performed(w, d.Deed), Ref: d.Ref, Files: d.Files}
	},
}

// turningDown: an officer asks for another agency (退单).
var turningDown = ask.Reasoned("turndown", cases.TurnDown, text.T("turndown.why"), []ask.Choice{
	{Press: "notours", Label: text.T("turndown.notours")}, {Press: "elsewhere", Label: text.T("turndown.elsewhere")}, {Press: "busy", Label: text.T("turndown.busy")},
})

// legsAgain shows what is left of them.
func legsAgain(x *acts.Turn, c cases.Case) error {
	pickLegs(x, c)
	return nil
}

// pickLegs shows a lead the legs that are to go, and what can be done with each.
func pickLegs(x *acts.Turn, c cases.Case) {
	p := talk.Prompt{Say: text.T("legs.head", "number", c.Number)}
	may := c.Actions(x.Me.Part())
	lines := []text.Text{p.Say}
	for _, l := range c.OpenLegs() {
		name := show.AgencyName(x.World, l.Agency)
		lines = append(lines, text.T("leg.line", "agency", name, "status", show.LegStatus(x.World, l)))
		n := strconv.Itoa(l.N)
		if l.Turned != nil {
			lines = append(lines, text.T("leg.turned", "reason", l.Turned.Why))
			if slices.Contains(may, cases.Insist) {
				p.Rows = append(p.Rows, talk.Row(show.Acting(text.T("legs.insist", "agency", name), c.Number, cases.Insist, n)))
			}
		}
		asked, answers := askedRows(x, c, l)
		lines, p.Rows = append(lines, asked...), append(p.Rows, answers...)
		var row []talk.Button
		if slices.Contains(may, cases.CallHead) && l.Status == cases.LegCalled && l.Turned == nil {
			row = append(row, show.Acting(text.T("legs.head.call", "agency", name), c.Number, cases.CallHead, n))
		}
		if len(l.Standing()) == 0 && slices.Contains(may, cases.Release) {
			row = append(row, show.Acting(text.T("legs.swap", "agency", name), c.Number, cases.Swap, n), show.Acting(text.T("legs.release", "agency", name), c.Number, cases.Release, n))
		}
		if len(row) > 0 {
			p.Rows = append(p.Rows, row)
		}
		p.Rows = append(p.Rows, heldRows(x, c, l)...)
	}
	var row []talk.Button
	for _, do := range []cases.Action{cases.Whistle, cases.CallOff} {
		if slices.Contains(may, do) {
			row = append(row, show.Acting(show.ActOf[do].Label, c.Number, do))
		}
	}
	if len(row) > 0 {
		p.Rows = append(p.Rows, row)
	}
	p.Say = text.Lines(lines...)
	x.InPlace(c, p)
}

// pickAgency asks a lead whom to call in place of an agency.
func pickAgency(x *acts.Turn, c cases.Case, l cases.Leg) {
	p := talk.Prompt{Say: text.T("legs.swap.whom", "agency", show.AgencyName(x.World, l.Agency))}
	var bs []talk.Button
	for _, a := range ask.Called(x.District) {
		if o := c.LegOf(a.ID); a.ID != l.Agency && (o == nil || !o.Open()) {
			bs = append(bs, show.Acting(text.Named(a.Names), c.Number, cases.Swap, strconv.Itoa(l.N)+"-"+a.ID))
		}
	}
	p.Rows = talk.Pairs(bs...)
	x.InPlace(c, p)
}

// fillLeg fills in what a press of a lead or an officer says about a leg. It
// reports false where more is asked first, or nothing counts.
func fillLeg(x *acts.Turn, c cases.Case, a *cases.Act, choice string) (bool, error) {
	switch a.Do {
	case cases.LegResume:
		if mine := x.MyLeg(c); mine != 0 { // an officer, their own
			a.Leg = mine
			return true, nil
		}
	case cases.ReportIn:
		if x.Event.Chat.Group {
			return true, nil
		}
		if choice == "" {
			pickArrival(x, c)
			return false, nil
		}
		at, ok := arrival(x.World, choice)
		if !ok {
			x.Refuse(c, a.Do, cases.ErrMissing)
			return false, nil
		}
		a.Until = at
		return true, nil
	}
	number, agency, _ := strings.Cut(choice, "-")
	n, _ := strconv.Atoi(number)
	l := c.Leg(n)
	if l == nil || !l.Open() {
		x.Refuse(c, a.Do, cases.ErrCalled)
		return false, nil
	}
	a.Leg = n
	switch a.Do {
	case cases.Release:
		return false, beginLeg(x, c, *l)
	case cases.Swap:
		to, ok := ask.Callable(x.District, agency)
		if !ok {
			pickAgency(x, c, *l)
			return false, nil
		}
		a.Whistle = &cases.Whistling{Calls: []cases.Call{{Agency: to.ID, Ask: l.Ask, Serves: to.Serves()}}}
	}
	return true, nil
}

// beginLeg asks why an agency is let go.
func beginLeg(x *acts.Turn, c cases.Case, l cases.Leg) error {
	s, err := releasing.Begin(ask.OnCaseData{Leg: l.N})
	if err != nil {
		return err
	}
	return x.Enter(c, releasing, s)
}
