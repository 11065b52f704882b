package flows

import (
	"strconv"
	"strings"
	"time"

	"gridbot/flows/cases"
	"gridbot/flows/talk"
	"gridbot/flows/text"
)

// reaching: an officer is there. Whoever is far away is asked nothing more; it
// only shows.
var reaching = talk.Dialogue[*World, legData]{
	Name: "reach",
	Steps: []talk.Step[*World, legData]{{
		Name: "where",
		Ask: func(w *World, _ legData) talk.Prompt {
			return talk.Prompt{Say: text.T("reach.where", "number", w.about()), Rows: [][]talk.Button{{pick(text.T("reach.here"), "here")}, {leave()}}}
		},
		Hear: func(_ *World, d *legData, e talk.Event) talk.Answer {
			switch {
			case e.Point != nil:
				d.Point = e.Point
			case len(e.Files) > 0:
				d.Files = append(d.Files, evidence(e, cases.PhaseLeg)...)
			case e.Press != "here":
				return talk.Sorry("reach.where.sorry")
			}
			return talk.OK()
		},
	}},
	Finish: func(w *World, d legData) talk.Decision {
		a := cases.Act{Do: cases.Reach, Files: d.Files}
		if d.Point != nil && w.Case != nil && w.Case.Place.Point != nil {
			if m := d.Point.Meters(*w.Case.Place.Point); m > w.District.Far() {
				a.Far = int(m)
			}
		}
		return a
	},
}

// PlaceLink is on the code that is shown at the place of a case: the officer who
// scans it is there.
func PlaceLink(bot string, number int) string {
	return "https://t.me/" + bot + "?start=a" + strconv.Itoa(number)
}

// payloadPlace reads the payload of such a link; 0 for any other.
func payloadPlace(p string) int {
	if rest, ok := strings.CutPrefix(p, "a"); ok {
		return caseNumber(rest)
	}
	return 0
}

// sendPlaceCode sends whoever is on the spot the code for the officers to scan.
func (x *change) sendPlaceCode(c cases.Case) {
	x.Letters = append(x.Letters, Letter{Class: ClassReply, To: x.private(), Lang: x.Me.Lang, Say: talk.Prompt{
		Say: text.T("reach.code", "number", c.Number), Draw: &talk.Drawing{Code: PlaceLink(x.Bot, c.Number)}}})
}

// scannedPlace: somebody has scanned the code at the place of a case. An officer
// who was called is there; everybody else sees what they may see.
func (x *change) scannedPlace(number int) {
	if c := x.World.Case; c != nil && c.Number == number && c.May(cases.Reach, x.Me.part()) == nil {
		if x.do(cases.Act{Do: cases.Reach, By: x.Me.part(), At: x.Now}) {
			x.showCase(*x.pending(*c), text.T("reach.scanned"))
		}
		return
	}
	x.openCase(number)
}

// pickArrival asks an officer who reports in when they will be there.
func (x *change) pickArrival(c cases.Case) {
	l := c.LegOf(x.Me.Agency)
	p := talk.Prompt{Say: text.T("reportin.when", "number", c.Number)}
	if l != nil && (l.Meet == 0 || l.Meet > x.Now.Unix()) {
		p.Rows = append(p.Rows, talk.Row(acting(text.T("reportin.asked"), c.Number, cases.ReportIn, "0")))
	}
	var bs []talk.Button
	for _, minutes := range []int{15, 30, 60, 120} {
		bs = append(bs, acting(text.T("reportin.in", "n", minutes), c.Number, cases.ReportIn, strconv.Itoa(minutes)))
	}
	p.Rows = append(p.Rows, talk.Pairs(bs...)...)
	x.inPlace(c, p)
}

// arrival is when an officer will be there, as the button says; the zero time
// when they come as they were asked.
func (x *change) arrival(choice string) (time.Time, bool) {
	minutes, err := strconv.Atoi(choice)
	if err != nil || minutes < 0 || minutes > 24*60 {
		return time.Time{}, false
	}
	if minutes == 0 {
		return time.Time{}, true
	}
	return x.Now.Add(time.Duration(minutes) * time.Minute), true
}
