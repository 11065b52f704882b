package flows

import (
	"cmp"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"time"

	"gridbot/flows/cases"
	"gridbot/flows/grids"
	"gridbot/flows/talk"
	"gridbot/flows/text"
)

// What is closed is looked at again, and what comes back is known again.

// relapseWithin is how long after closing a new report of the same kind at the
// same place may be a relapse. What is still looked after counts anyway.
const relapseWithin = 90 * oneDay

// A Nearby asks for the cases of a category around a point, newest first.
type Nearby struct {
	Category string
	Point    grids.Point
	Metres   float64
}

// nearDraft is what the report in the session must be compared with.
func (w *World) nearDraft() Nearby {
	var r struct { // of the report's data, what is needed here
		Category string `json:"category"`
		Place    struct {
			Point *grids.Point `json:"point"`
		} `json:"place"`
	}
	if w.Session.Dialogue != reporting.Name || json.Unmarshal(w.Session.Data, &r) != nil {
		return Nearby{}
	}
	category, ok := w.District.Category(r.Category)
	if !ok || r.Place.Point == nil || category.Near <= 0 {
		return Nearby{}
	}
	return Nearby{Category: r.Category, Point: *r.Place.Point, Metres: category.Near}
}

// nearCases are those of the cases found nearby that a new one may be a round of.
func (w *World) nearCases(found []cases.Case) []cases.Near {
	var near []cases.Near
	for _, c := range found {
		old := w.Now.Unix()-c.Ended > int64(relapseWithin/time.Second)
		if c.Status.Type() != cases.Done || old && c.Status != cases.Watch {
			continue
		}
		near = append(near, cases.Near{Number: c.Number, Round: c.Round, Closed: c.Ended})
		if len(near) == 3 {
			break
		}
	}
	return near
}

// lookers are who is asked to look again: who did the work, or else everybody
// on duty.
func (x *change) lookers(c cases.Case) []Person {
	if p := x.Staff.People[c.Assignee]; p.Role == Worker && p.Duty && !p.Gone && p.Grid == c.Grid {
		return []Person{p}
	}
	if on := x.Staff.onDuty(c.Grid); len(on) > 0 {
		return on
	}
	return x.leads(c.Grid)
}

// relapsed opens the next round of a case that was looked at again and has come
// back. Its reporter is told, and will be asked at the end.
func (x *change) relapsed(old cases.Case) {
	c := cases.Case{
		Number: x.Number(), Category: old.Category, Danger: old.Danger, Grid: old.Grid,
		What: old.What, Place: old.Place, Facts: old.Facts, Files: slices.Clone(old.FilesOf(cases.PhaseReport)), By: old.By,
		Round: max(old.Round, 1) + 1, Family: old.Number, Came: old.Ended,
	}
	after := cases.Start(c, x.Now, x)
	after.Log[0].By, after.Log[0].Part = x.Me.ID, cases.PartWorker // who looked told us, not the reporter
	if c.By.ID != 0 {
		after.Cards = []cases.Card{{Chat: c.By.ID, As: cases.ViewReporter, Lang: c.By.Lang}}
	}
	x.moved(nil, after, []cases.Tell{cases.TellWorkers, cases.TellLeads, cases.TellReporter},
		cases.Act{Do: cases.Relapse, By: x.Me.part(), At: x.Now})
}

// roundText says that a case is not the first of its kind here.
func (x *change) roundText(c cases.Case, as cases.View) text.Text {
	if as == cases.ViewReporter {
		return text.Text{}
	}
	var lines []text.Text
	if c.Round > 1 {
		lines = append(lines, text.T("card.round", "round", c.Round, "number", c.Family))
	}
	if as == cases.ViewWorker || as == cases.ViewLead {
		for _, n := range c.Near {
			lines = append(lines, text.T("card.near", "number", n.Number, "time", x.dated(n.Closed)))
		}
	}
	return text.Lines(lines...)
}

// pickRound asks which earlier case it is a round of.
func (x *change) pickRound(c cases.Case) {
	p := talk.Prompt{Say: text.T("pick.round", "number", c.Number)}
	for _, n := range c.Near {
		p.Rows = append(p.Rows, talk.Row(acting(text.T("pick.round.yes", "number", n.Number, "round", max(n.Round, 1)+1), c.Number, cases.Again,
			strconv.Itoa(n.Number))))
	}
	p.Rows = append(p.Rows, talk.Row(acting(text.T("pick.round.no"), c.Number, cases.Again, "0")))
	x.inPlace(c, p)
}

// placeFile answers /place: everything that was ever reported around there,
// newest first, with its rounds.
func (x *change) placeFile(words string) {
	if text.CleanLine(words, 60) == "" {
		x.reply(talk.Prompt{Say: text.T("place.ask")})
		return
	}
	at, point, ok := x.World.placeOf(words)
	if !ok {
		x.reply(talk.Prompt{Say: text.T("place.unknown")})
		return
	}
	p := talk.Prompt{}
	lines := []text.Text{text.T("place.head", "place", at)}
	var rows [][]talk.Button
	newest := slices.SortedFunc(slices.Values(x.List), func(a, b cases.Case) int {
		return cmp.Or(cmp.Compare(b.Opened, a.Opened), cmp.Compare(b.Number, a.Number)) // what was brought in is old with a new number
	})
	for _, c := range newest {
		if !c.Sees(x.Me.part()) || len(rows) == 20 || c.Place.Point == nil || c.Place.Point.Meters(point) > placeRadius {
			continue
		}
		rows = append(rows, talk.Row(acting(x.placeLine(c), c.Number, "open")))
	}
	if len(rows) == 0 {
		lines = append(lines, text.T("place.none"))
	}
	p.Say, p.Rows = text.Lines(lines...), rows
	x.beside(p) // what led here may be needed again
}

func (x *change) placeLine(c cases.Case) text.Text {
	line := x.line(c, ViewOf(c, x.Me))
	if c.Round > 1 {
		line = text.Join(" ", text.T("mark.round", "round", c.Round), line)
	}
	return text.Join(" · ", x.dated(c.Opened), line)
}

// placeRadius is how far around a place its file reaches, in metres.
const placeRadius = 150

// placeOf is the place of the folder that somebody means.
func (w *World) placeOf(words string) (text.Text, grids.Point, bool) {
	if at, ok := coordinates(words); ok {
		name := text.T("place.here")
		if p, ok := w.District.Places.Nearest(at, placeRadius); ok {
			name = text.Named(p.Names)
		}
		return name, at, true
	}
	exact, near := w.District.Places.Find(words, 1)
	for _, p := range append(exact, near...) {
		return text.Named(p.Names), p.Point, true
	}
	return text.Text{}, grids.Point{}, false
}

// coordinates reads "31.28500,121.45200", as buttons name a place.
func coordinates(words string) (grids.Point, bool) {
	lat, lon, ok := strings.Cut(words, ",")
	p := grids.Point{}
	var err, err2 error
	p.Lat, err = strconv.ParseFloat(strings.TrimSpace(lat), 64)
	p.Lon, err2 = strconv.ParseFloat(strings.TrimSpace(lon), 64)
	return p, ok && err == nil && err2 == nil && p.Valid()
}
