package joint

import (
	"strconv"
	"time"

	"gridbot/flows/acts"
	"gridbot/flows/ask"
	"gridbot/flows/cases"
	"gridbot/flows/drawn"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// reaching: an officer is there. Whoever is far away is asked nothing more; it
// only shows.
var reaching = talk.Dialogue[*world.World, legData]{
	Name: "reach",
	Steps: []talk.Step[*world.World, legData]{{
		Name: "where",
		Ask: func(w *world.World, _ legData) talk.Prompt {
			return talk.Prompt{Say: text.T("reach.where", "number", ask.About(w)), Rows: [][]talk.Button{{show.Pick(text.T("reach.here"), "here")}}}
		},
		Hear: func(_ *world.World, d *legData, e talk.Event) talk.Answer {
			switch {
			case e.Point != nil:
				d.Point = e.Point
			case len(e.Files) > 0:
				d.Files = append(d.Files, ask.Evidence(e, cases.PhaseLeg)...)
			case e.Press != "here":
				return talk.Sorry("reach.where.sorry")
			}
			return talk.OK()
		},
	}},
	Finish: func(w *world.World, d legData) talk.Decision {
		a := cases.Act{Do: cases.Reach, Files: d.Files}
		if d.Point != nil && w.Case != nil && w.Case.Place.Point != nil {
			if m := d.Point.Meters(*w.Case.Place.Point); m > w.District.Far() {
				a.Far = int(m)
			}
		}
		return a
	},
}

// sendPlaceCode sends whoever is on the spot the code for the officers to scan.
// It is another each time: the picture of an old one opens nothing.
func sendPlaceCode(x *acts.Turn, c cases.Case) {
	after := x.Pending(c)
	after.Scan = x.Token()
	x.Letters = append(x.Letters, world.Letter{Class: world.ClassReply, To: x.Private(), Lang: x.Me.Lang, Say: talk.Prompt{
		Say: text.T("reach.code", "number", c.Number), Draw: &drawn.Drawing{Code: world.PlaceLink(x.Bot, c.Number, after.Scan)}}})
}

// scannedPlace: somebody has scanned the code at the place of a case. An officer
// who was called is there; everybody else sees what they may see. A code that is
// old, or was typed, says nothing of where somebody is.
func scannedPlace(x *acts.Turn, payload string) {
	number, token := world.PayloadPlace(payload)
	c := x.World.Case
	if c == nil || c.Number != number || c.May(cases.Reach, x.Me.Part()) != nil {
		x.OpenCase(number)
		return
	}
	if !c.Scans(token) {
		x.ShowCase(*c, text.T("reach.stale"))
		return
	}
	if x.Do(cases.Act{Do: cases.Reach, By: x.Me.Part(), At: x.Now}) {
		x.ShowCase(*x.Pending(*c), text.T("reach.scanned"))
	}
}

// pickArrival asks an officer who reports in when they will be there.
func pickArrival(x *acts.Turn, c cases.Case) {
	l := c.LegOf(x.Me.Agency)
	p := talk.Prompt{Say: text.T("reportin.when", "number", c.Number)}
	if l != nil && (l.Meet == 0 || l.Meet > x.Now.Unix()) {
		p.Rows = append(p.Rows, talk.Row(show.Acting(text.T("reportin.asked"), c.Number, cases.ReportIn, "0")))
	}
	var bs []talk.Button
	for _, minutes := range []int{15, 30, 60, 120} {
		bs = append(bs, show.Acting(text.T("reportin.in", "n", minutes), c.Number, cases.ReportIn, strconv.Itoa(minutes)))
	}
	p.Rows = append(p.Rows, talk.Pairs(bs...)...)
	x.InPlace(c, p)
}

// arrival is when an officer will be there, as the button says; the zero time
// when they come as they were asked.
func arrival(w *world.World, choice string) (time.Time, bool) {
	minutes, err := strconv.Atoi(choice)
	if err != nil || minutes < 0 || minutes > 24*60 {
		return time.Time{}, false
	}
	if minutes == 0 {
		return time.Time{}, true
	}
	return w.Now.Add(time.Duration(minutes) * time.Minute), true
}
