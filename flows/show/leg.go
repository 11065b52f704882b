package show

import (
	"slices"
	"strconv"
	"time"

	"gridbot/flows/cases"
	"gridbot/flows/danger"
	"gridbot/flows/district"
	"gridbot/flows/measures"
	"gridbot/flows/sight"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// legCard is what an agency sees of a joint case: its own leg, the place, what
// is needed and the notice in force. Who reported, in which words, and what
// others note stays with the grid.
func legCard(w *world.World, c cases.Case, k cases.Card, head text.Text) talk.Prompt {
	l := c.LegOf(w.AgencyOf(k))
	if l == nil {
		return talk.Prompt{Say: text.T("leg.none")}
	}
	lines := []text.Text{
		head, Title(w, c), danger.Agency(w, c, k.As), text.T("leg.agency", "agency", AgencyName(w, l.Agency)),
		PlaceLine(w, c, k.As, k.Chat), FactsText(w, c.Category, sight.Facts(c, k.As, k.Chat, chosen(w, c.Category))), heldText(c, k), text.T("leg.ask", "ask", l.Ask), MeetText(w, *l),
	}
	if len(c.Spots) > 0 {
		lines = append(lines, text.T("card.spots"), SpotsText(c.Spots))
	}
	lines = append(lines, noticeText(w, c, k.As), postingsFor(w, c, k))
	for _, d := range l.Deeds {
		lines = append(lines, measures.Line(w, &c, *l, d))
	}
	lines = append(lines, measures.Handed(w, c, *l, k.As), measures.Mates(w, c, *l), measures.Asked(w, *l))
	if n := c.Notice(); n != nil && n.By == k.Chat { // what is written to who served it
		lines = append(lines, measures.Waiting(c))
	}
	if l.Turned != nil {
		lines = append(lines, text.T("leg.turned", "reason", l.Turned.Why))
	}
	lines = append(lines, Said("leg.result", l.Result), Said("leg.ref", l.Ref), text.T("card.status", "status", LegStatus(w, *l)), legNext(w, *l))
	return talk.Prompt{Say: text.Lines(lines...), Rows: legButtons(w, c, *l, k)}
}

// chosen tells whether an answer was chosen, or counted; what is neither is in words.
func chosen(w *world.World, category string) func(cases.Fact) bool {
	kind, _ := w.District.Category(category)
	return func(f cases.Fact) bool {
		return slices.ContainsFunc(kind.Asks, func(a district.Ask) bool { return a.ID == f.Ask && a.Kind != district.KindText })
	}
}

// heldText says that there is more about the place, and how one reads it.
func heldText(c cases.Case, k cases.Card) text.Text {
	if sight.Held(c, k.As, k.Chat) {
		return text.T("leg.held")
	}
	return text.Text{}
}

// MeetText says when and where to meet.
func MeetText(w *world.World, l cases.Leg) text.Text {
	switch {
	case l.Meet == 0:
		return text.T("leg.meet.can")
	case l.Meet <= l.At:
		return text.T("leg.meet.now")
	case l.Where != "":
		return text.T("leg.meet.where", "time", Dated(w, l.Meet), "where", l.Where)
	}
	return text.T("leg.meet", "time", Dated(w, l.Meet))
}

// LegStatus says where a leg stands, with who and since when.
func LegStatus(w *world.World, l cases.Leg) text.Text {
	who := Called(w, l.Officer)
	if l.Rest != nil {
		return text.Join(" · ", who, measures.Resting(w, l))
	}
	if l.Law != nil && (l.Open() || l.Status == cases.LegFinished) {
		return measures.Pursuit(w, l, who)
	}
	switch l.Status {
	case cases.LegComing:
		if l.Due != 0 {
			return text.T("leg.coming.due", "name", who, "time", Dated(w, l.Due))
		}
		return text.T("leg.coming", "name", who, "time", Dated(w, l.In))
	case cases.LegThere:
		if l.Far > 0 {
			return text.T("leg.there.far", "name", who, "time", Dated(w, l.Arrived), "metres", l.Far)
		}
		return text.T("leg.there", "name", who, "time", Dated(w, l.Arrived))
	case cases.LegFinished:
		return text.T("leg.finished", "name", who, "time", Dated(w, l.Ended))
	case cases.LegReleased:
		return text.T("leg.released", "reason", l.Why)
	case cases.LegSwapped:
		return text.T("leg.swapped")
	}
	return text.T("leg.called", "time", Dated(w, l.At))
}

// legNext says what happens next in a leg and by when; honestly, also when it
// is late.
func legNext(w *world.World, l cases.Leg) text.Text {
	if l.Clock.Due == 0 || l.Rest != nil {
		return text.Text{}
	}
	if l.Clock.Promise != 0 {
		return text.T("next.promise", "time", Dated(w, l.Clock.Promise))
	}
	if w.Now.Unix() >= l.Clock.Due {
		return text.T("next.late", "what", nextTexts[l.Clock.Name], "time", Dated(w, l.Clock.Due))
	}
	return text.T("next", "what", nextTexts[l.Clock.Name], "time", Dated(w, l.Clock.Due))
}

// legButtons are what an officer may do now. In the agency's group it is one
// tap to report in; everything else is asked in private.
func legButtons(w *world.World, c cases.Case, l cases.Leg, k cases.Card) [][]talk.Button {
	if k.As == cases.ViewAgency {
		row := []talk.Button{{Label: text.T("button.open"), Start: "c" + strconv.Itoa(c.Number)}}
		if l.Status == cases.LegCalled {
			row = append([]talk.Button{Acting(ActOf[cases.ReportIn].Label, c.Number, cases.ReportIn)}, row...)
		}
		return [][]talk.Button{row}
	}
	may := c.Actions(w.Holder(k).Part())
	var bs []talk.Button
	for _, do := range OnCard(k.As) {
		switch {
		case !slices.Contains(may, do):
		case do == cases.Undo:
			for _, i := range l.Standing() {
				if c.Holds(l.Deeds[i]) {
					continue // its line says when
				}
				bs = append(bs, Acting(text.T("button.undo", "what", measures.Undoing(w, l.Agency, l.Deeds[i].ID)), c.Number, do, strconv.Itoa(i)))
			}
		case do == cases.Perform && len(measures.Can(w, l)) == 0:
		default:
			bs = append(bs, Acting(measures.Named(c, do, ActOf[do].Label), c.Number, do))
		}
	}
	rows := talk.Pairs(bs...)
	var looks []talk.Button
	if slices.ContainsFunc(BehindMore(k.As), func(do cases.Action) bool { return slices.Contains(may, do) }) {
		looks = append(looks, Acting(text.T("button.more"), c.Number, "more"))
	}
	if n := len(w.FilesFor(c, k.As, l.Agency)); n > 0 {
		looks = append(looks, Acting(text.T("button.files", "n", n), c.Number, "files"))
	}
	if l.Awaited() {
		looks = append(looks, Acting(measures.Either(text.T("button.pdf"), text.T("button.pdf.advice"))(c), c.Number, "pdf"))
	}
	if c.Place.Point != nil {
		looks = append(looks, Acting(text.T("button.map"), c.Number, "map"))
	}
	if len(looks) > 0 && l.Open() {
		rows = append(rows, looks)
	}
	return rows
}

// legsText is a line for each agency, on the card of who has the case.
func legsText(w *world.World, c cases.Case) text.Text {
	var lines []text.Text
	for _, l := range c.Legs {
		if l.Status != cases.LegSwapped {
			lines = append(lines, text.T("leg.line", "agency", AgencyName(w, l.Agency), "status", text.Join(" · ", LegStatus(w, l), DutyPhone(w, l))))
		}
	}
	return text.Lines(lines...)
}

// DutyPhone is where an agency answers now, as long as nobody of it is there.
func DutyPhone(w *world.World, l cases.Leg) text.Text {
	a, _ := w.District.Agency(l.Agency)
	number := a.Duty.At(w.District.Here(w.Now))
	if number == "" || !l.Open() || l.Status == cases.LegThere {
		return text.Text{}
	}
	return text.T("leg.phone", "phone", number)
}

// LegHead is the first line of a card that comes as a reminder of a leg.
func LegHead(w *world.World, c cases.Case, l cases.Leg) text.Text {
	what, due := LackTexts[l.Clock.Name], text.On(w.District.Here(time.Unix(l.Clock.Due, 0)))
	if late := w.Now.Sub(time.Unix(l.Clock.Due, 0)); late >= 0 {
		return text.T("leg.late", "agency", AgencyName(w, l.Agency), "what", what, "time", due, "late", text.Lasting(late))
	}
	return text.T("leg.soon", "agency", AgencyName(w, l.Agency), "what", what, "time", due)
}

// LateLegs is a line for every agency that is late: who is told of one must
// not miss the others. Where none is, it is what was to be said.
func LateLegs(w *world.World, c cases.Case, otherwise text.Text) text.Text {
	var lines []text.Text
	for _, l := range c.OpenLegs() {
		if l.Turned == nil && w.Now.Unix() >= l.Clock.Due {
			lines = append(lines, LegHead(w, c, l))
		}
	}
	if len(lines) == 0 {
		return otherwise
	}
	return text.Lines(lines...)
}
