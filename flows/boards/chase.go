package boards

import (
	"slices"

	"gridbot/flows/cases"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// MostReminders is how many reminders one message shows.
const MostReminders = 8

// ChaseList is several cases in one message, the longest overdue first, each with
// the clock it is about.
func ChaseList(w *world.World, head text.Text, list []cases.Case, names []cases.ClockName) talk.Prompt {
	p := talk.Prompt{}
	lines := []text.Text{head}
	var opens []talk.Button
	for i, c := range list[:min(len(list), MostReminders)] {
		lines = append(lines, ChaseLine(w, c, names[i]))
		if !slices.ContainsFunc(list[:i], func(o cases.Case) bool { return o.Number == c.Number }) {
			opens = append(opens, show.Acting(text.T("remind.open", "number", c.Number), c.Number, "open"))
		}
	}
	p.Say = text.Lines(lines...)
	p.Rows = show.InFours(opens)
	if len(list) > MostReminders {
		p.Rows = append(p.Rows, talk.Row(show.MenuButton(text.T("menu.overdue"), "overdue", "all")))
	}
	return p
}

// ChaseLine is a case in a list of reminders: what is missing, and since when; of
// a leg or a posting, where the clock is of one.
func ChaseLine(w *world.World, c cases.Case, name cases.ClockName) text.Text {
	what, due, late, place := show.LackTexts[c.Clock.Name], text.On(w.District.Here(c.Due())), c.Late(w.Now), show.WhereText(c.Place)
	if p := c.Posting(world.PostingOf(string(name))); p != nil && p.Waits() {
		what, due, late = show.LackTexts[cases.ClockPost], show.Dated(w, p.Clock.Due), true
	}
	if l := c.Leg(world.LegOf(string(name))); l != nil && l.Open() {
		what, due, late = show.LackTexts[l.Clock.Name], show.Dated(w, l.Clock.Due), w.Now.Unix() >= l.Clock.Due
		what = text.T("leg.lack", "agency", show.AgencyName(w, l.Agency), "what", what)
		place = show.PlaceFor(w, c, cases.ViewAgency, 0) // an officer may read it
	}
	mark := text.T("mark.soon")
	if late {
		mark = text.T("mark.late")
	}
	if c.Red {
		mark = text.T("mark.red")
	}
	return text.Join(" ", mark, text.T("remind.line", "number", c.Number, "category", show.CategoryName(w, c.Category),
		"place", place, "what", what, "time", due))
}

// ChaseHead is the first line of a card that comes as a reminder.
func ChaseHead(w *world.World, c cases.Case) text.Text {
	what, due := show.LackTexts[c.Clock.Name], text.On(w.District.Here(c.Due()))
	head := text.T("remind.soon", "what", what, "time", due)
	if c.Late(w.Now) {
		head = text.T("remind.late", "what", what, "time", due, "late", text.Lasting(w.Now.Sub(c.Due())))
	}
	lines := []text.Text{head}
	if n := c.Clock.Promises; n > 0 {
		lines = append(lines, text.T("remind.promised", "n", n))
	}
	if c.Red {
		lines = append(lines, text.T("remind.red"))
	}
	return text.Lines(lines...)
}
