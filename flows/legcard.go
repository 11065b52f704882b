package flows

import (
	"reflect"
	"slices"
	"strconv"
	"time"

	"gridbot/flows/cases"
	"gridbot/flows/talk"
	"gridbot/flows/text"
)

// legCard is what an agency sees of a joint case: its own leg, the place, what
// is needed and the notice in force. Who reported, in which words, and what
// others note stays with the grid.
func (x *change) legCard(c cases.Case, k cases.Card, head text.Text) talk.Prompt {
	l := c.LegOf(x.agencyOf(k))
	if l == nil {
		return talk.Prompt{Say: text.T("leg.none")}
	}
	lines := []text.Text{
		head, x.title(c), text.T("leg.agency", "agency", agencyName(x.World, l.Agency)),
		text.T("card.place", "place", placeText(c.Place), "grid", gridName(x.World, c.Grid)),
		factsText(x.World, c.Category, c.Facts), text.T("leg.ask", "ask", l.Ask), x.meetText(*l),
	}
	if len(c.Spots) > 0 {
		lines = append(lines, text.T("card.spots"), spotsText(c.Spots))
	}
	lines = append(lines, x.noticeText(c, k.As))
	for _, d := range l.Deeds {
		lines = append(lines, x.deedText(*l, d))
	}
	if l.Turned != nil {
		lines = append(lines, text.T("leg.turned", "reason", l.Turned.Why))
	}
	lines = append(lines, said("leg.result", l.Result), said("leg.ref", l.Ref), text.T("card.status", "status", x.legStatus(*l)), x.legNext(*l))
	return talk.Prompt{Say: text.Lines(lines...), Rows: x.legButtons(c, *l, k)}
}

// agencyOf is the agency whose eyes a card is for.
func (x *change) agencyOf(k cases.Card) string {
	if k.As == cases.ViewAgency {
		g, _ := x.bound(k.Chat)
		return g.Agency
	}
	return x.holder(k).Agency
}

// dated is a moment with its date.
func (w *World) dated(at int64) text.Text { return text.On(w.District.Here(time.Unix(at, 0))) }

// meetText says when and where to meet.
func (x *change) meetText(l cases.Leg) text.Text {
	switch {
	case l.Meet == 0:
		return text.T("leg.meet.can")
	case l.Meet <= l.At:
		return text.T("leg.meet.now")
	case l.Where != "":
		return text.T("leg.meet.where", "time", x.dated(l.Meet), "where", l.Where)
	}
	return text.T("leg.meet", "time", x.dated(l.Meet))
}

// deedText is what an officer did, and by when it must be undone.
func (x *change) deedText(l cases.Leg, d cases.Deed) text.Text {
	name := x.deedName(l.Agency, d.ID)
	line := text.T("leg.deed", "what", name, "time", x.dated(d.At))
	switch {
	case d.UndoneAt != 0:
		line = text.T("leg.deed.undone", "what", x.undoName(l.Agency, d.ID), "time", x.dated(d.UndoneAt))
	case d.Stands():
		line = text.T("leg.deed.stands", "what", name, "time", x.dated(d.At), "until", x.dated(d.Undo))
	}
	return text.Join(" · ", line, said("leg.deed.ref", d.Ref))
}

// deedName is what a deed is called.
func (x *change) deedName(agency, id string) text.Text {
	a, _ := x.District.Agency(agency)
	for _, d := range a.Deeds {
		if d.Serves && id == string(cases.Serve) {
			return text.Named(d.Names)
		}
	}
	if d, ok := a.Deed(id); ok {
		return text.Named(d.Names)
	}
	return text.Said(id)
}

func (x *change) undoName(agency, id string) text.Text {
	a, _ := x.District.Agency(agency)
	if d, ok := a.Deed(id); ok && d.Undone() {
		return text.Named(d.Undo)
	}
	return text.T("leg.undo")
}

// legStatus says where a leg stands, with who and since when.
func (x *change) legStatus(l cases.Leg) text.Text {
	who := x.called(l.Officer)
	switch l.Status {
	case cases.LegComing:
		if l.Due != 0 {
			return text.T("leg.coming.due", "name", who, "time", x.dated(l.Due))
		}
		return text.T("leg.coming", "name", who, "time", x.dated(l.In))
	case cases.LegThere:
		if l.Far > 0 {
			return text.T("leg.there.far", "name", who, "time", x.dated(l.Arrived), "metres", l.Far)
		}
		return text.T("leg.there", "name", who, "time", x.dated(l.Arrived))
	case cases.LegFinished:
		return text.T("leg.finished", "name", who, "time", x.dated(l.Ended))
	case cases.LegReleased:
		return text.T("leg.released", "reason", l.Why)
	case cases.LegSwapped:
		return text.T("leg.swapped")
	}
	return text.T("leg.called", "time", x.dated(l.At))
}

// legNext says what happens next in a leg and by when; honestly, also when it
// is late.
func (x *change) legNext(l cases.Leg) text.Text {
	if l.Clock.Due == 0 {
		return text.Text{}
	}
	if x.Now.Unix() >= l.Clock.Due {
		return text.T("next.late", "what", nextTexts[l.Clock.Name], "time", x.dated(l.Clock.Due))
	}
	return text.T("next", "what", nextTexts[l.Clock.Name], "time", x.dated(l.Clock.Due))
}

// legButtons are what an officer may do now. In the agency's group it is one
// tap to report in; everything else is asked in private.
func (x *change) legButtons(c cases.Case, l cases.Leg, k cases.Card) [][]talk.Button {
	if k.As == cases.ViewAgency {
		row := []talk.Button{{Label: text.T("button.open"), Start: "c" + strconv.Itoa(c.Number)}}
		if l.Status == cases.LegCalled {
			row = append([]talk.Button{acting(rowOf[cases.ReportIn].label, c.Number, cases.ReportIn)}, row...)
		}
		return [][]talk.Button{row}
	}
	may := c.Actions(x.holder(k).part())
	var bs []talk.Button
	for _, do := range stands(k.As, front) {
		switch {
		case !slices.Contains(may, do):
		case do == cases.Undo:
			for _, i := range l.Standing() {
				bs = append(bs, acting(text.T("button.undo", "what", x.undoName(l.Agency, l.Deeds[i].ID)), c.Number, do, strconv.Itoa(i)))
			}
		case do == cases.Perform && len(x.deeds(l)) == 0:
		default:
			bs = append(bs, acting(rowOf[do].label, c.Number, do))
		}
	}
	rows := talk.Pairs(bs...)
	var looks []talk.Button
	if slices.ContainsFunc(stands(k.As, behind), func(do cases.Action) bool { return slices.Contains(may, do) }) {
		looks = append(looks, acting(text.T("button.more"), c.Number, "more"))
	}
	if n := len(x.filesFor(c, k.As, l.Agency)); n > 0 {
		looks = append(looks, acting(text.T("button.files", "n", n), c.Number, "files"))
	}
	if c.Place.Point != nil {
		looks = append(looks, acting(text.T("button.map"), c.Number, "map"))
	}
	if len(looks) > 0 && l.Open() {
		rows = append(rows, looks)
	}
	return rows
}

// legsText is a line for each agency, on the card of who has the case.
func (x *change) legsText(c cases.Case) text.Text {
	var lines []text.Text
	for _, l := range c.Legs {
		if l.Status != cases.LegSwapped {
			lines = append(lines, text.T("leg.line", "agency", agencyName(x.World, l.Agency), "status", x.legStatus(l)))
		}
	}
	return text.Lines(lines...)
}

// filesFor is what a view may see of the evidence, besides the other parts of
// the life of a case: an agency the photos of the place and its own.
func (x *change) filesFor(c cases.Case, as cases.View, agency string) []cases.File {
	if as != cases.ViewOfficer && as != cases.ViewAgency {
		return c.Files
	}
	files := slices.DeleteFunc(c.FilesOf(cases.PhaseReport, cases.PhaseSite, cases.PhaseAfter), func(f cases.File) bool {
		return f.Kind != cases.KindPhoto && f.Kind != cases.KindVideo // a voice is somebody's
	})
	if l := c.LegOf(agency); l != nil {
		files = append(files, l.Files...)
	}
	return files
}

// legConcerns reports whether the card of an agency must change in place: it
// is no news to it what the others do.
func (x *change) legConcerns(k cases.Card, before *cases.Case, after cases.Case) bool {
	agency := x.agencyOf(k)
	return before == nil || !reflect.DeepEqual(before.LegOf(agency), after.LegOf(agency)) ||
		!reflect.DeepEqual(before.Notice(), after.Notice()) || !reflect.DeepEqual(before.Place, after.Place) || !reflect.DeepEqual(before.Spots, after.Spots) ||
		len(x.filesFor(*before, k.As, agency)) != len(x.filesFor(after, k.As, agency)) || before.Status.Type() != after.Status.Type()
}

// myLeg is which leg of a case the person's agency has to go; 0 for none.
func (x *change) myLeg(c cases.Case) int {
	if l := c.LegOf(x.Me.Agency); x.Me.Role == Officer && l != nil && l.Open() {
		return l.N
	}
	return 0
}
