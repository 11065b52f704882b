package show

import (
	"slices"
	"time"

	"gridbot/flows/cases"
	"gridbot/flows/danger"
	"gridbot/flows/district"
	"gridbot/flows/evidence"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// SpotsText is the places of an action, a line each.
func SpotsText(spots []cases.Spot) text.Text {
	var lines []text.Text
	for i, s := range spots {
		lines = append(lines, text.Join(" ", text.T("item.label", "n", i+1, "what", PlaceText(s.Place)), text.Said(s.Hours)))
	}
	return text.Lines(lines...)
}

// acrossText is where the case is on its way between grids and levels.
func acrossText(w *world.World, c cases.Case) text.Text {
	var lines []text.Text
	if k := c.Ceding; k != nil {
		lines = append(lines, text.T("card.ceding", "grid", GridName(w, k.To), "reason", k.Why))
	}
	for _, g := range c.Former {
		lines = append(lines, text.T("card.former", "grid", GridName(w, g)))
	}
	if c.Raised != 0 {
		lines = append(lines, text.T("card.raised"))
	}
	if len(c.Spots) > 0 {
		lines = append(lines, text.T("card.spots"), SpotsText(c.Spots))
	}
	if crossed := CrossedText(c); !crossed.Empty() {
		lines = append(lines, text.T("card.crossed", "what", crossed))
	}
	return text.Lines(lines...)
}

// CrossedText is what a case has crossed (三跨), as it happened.
func CrossedText(c cases.Case) text.Text {
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

// itemText is an item with how far it is.
func itemText(w *world.World, c cases.Case, i int, it cases.Item) text.Text {
	line := itemLine(w, i, it, c.Pursues(i) != nil)
	if it.Proved != 0 && it.Passed == 0 {
		return text.T("item.proved", "line", line)
	}
	return line
}

func itemLine(w *world.World, i int, it cases.Item, law bool) text.Text {
	due := text.On(w.District.Here(time.Unix(it.Due, 0)))
	switch {
	case it.Passed != 0:
		return text.T("item.passed", "n", i+1, "what", it.What)
	case law, it.Ref != "" && w.District.Orders.Enforce.Agency == "":
		return text.T("item.law", "n", i+1, "what", it.What, "time", due)
	case it.Failed > 0:
		return text.Join(" · ", text.T("item.failed", "n", i+1, "what", it.What, "time", due), it.Why)
	case w.Now.Unix() >= it.Due:
		return text.T("item.late", "n", i+1, "what", it.What, "time", due)
	}
	return text.T("item.due", "n", i+1, "what", it.What, "time", due)
}

// noticeText is the notice in force on the card of those who work on the case;
// the reporter reads what is to be done, not whom it was served on.
func noticeText(w *world.World, c cases.Case, as cases.View) text.Text {
	n := c.Notice()
	if n == nil {
		return text.Text{}
	}
	lines := []text.Text{text.T("card.notice", "id", n.ID)}
	if as == cases.ViewWorker || as == cases.ViewLead {
		lines[0] = text.T("card.notice.to", "id", n.ID, "to", n.To)
	}
	switch staff := as == cases.ViewWorker || as == cases.ViewLead; {
	case n.Advice && staff:
		lines[0] = text.T("card.advice.to", "id", n.ID, "to", n.To)
	case n.Advice:
		lines[0] = text.T("card.advice", "id", n.ID)
	}
	if as == cases.ViewGroup {
		return lines[0]
	}
	for i, it := range n.Items {
		if as == cases.ViewReporter { // why is between those who look and those who are to do it
			it.Why = text.Text{}
		}
		lines = append(lines, itemText(w, c, i, it))
		if it.Ref != "" && as != cases.ViewReporter {
			lines = append(lines, text.T("item.ref", "ref", it.Ref, "time", text.On(w.District.Here(time.Unix(it.RefAt, 0)))))
		}
	}
	return text.Lines(lines...)
}

// pleaText is what somebody asked a lead for.
func pleaText(w *world.World, c cases.Case) text.Text {
	p := c.Plea
	if p == nil {
		return text.Text{}
	}
	until := text.On(w.District.Here(time.Unix(p.Until, 0)))
	who := Called(w, p.By)
	if p.Part == cases.PartAddressee {
		who = text.T("plea.addressee")
	}
	switch n := c.Notice(); {
	case p.Kind == cases.PleaPause:
		return text.T("plea.pause", "who", who, "time", until, "reason", p.Why)
	case p.Item >= 0 && n != nil && p.Item < len(n.Items):
		return text.T("plea.item", "who", who, "what", n.Items[p.Item].What, "time", until, "reason", p.Why)
	}
	return text.T("plea.extension", "who", who, "time", until, "reason", p.Why)
}

// Called is what a member of the staff is called; of who left, until when they
// were here.
func Called(w *world.World, id int64) text.Text {
	if p, left := w.Staff.Left[id]; left {
		here := w.District.Here(time.Unix(p.Left, 0))
		return text.T("card.left.since", "name", p.Name, "month", int(here.Month()), "day", here.Day())
	}
	if w.Staff.Name(id) != "" {
		return Named(w.Staff.People[id])
	}
	return text.T("card.left")
}

// holderFor is what who has a case is called; whether that is confirmed is not for those
// outside.
func holderFor(w *world.World, c cases.Case, as cases.View) text.Text {
	if as == cases.ViewLead || as == cases.ViewWorker || as == cases.ViewGroup || w.Staff.People[c.Assignee].Known() {
		return Called(w, c.Assignee)
	}
	return text.Said(w.Staff.Name(c.Assignee))
}

// Named is what one of the staff is called, and that nobody has confirmed it yet.
func Named(p world.Person) text.Text {
	if !p.Known() {
		return text.T("card.unproven", "name", p.Name)
	}
	return text.Said(p.Name)
}

// agendaText says of which key topic it is, and that the next conference will talk of it.
func agendaText(c cases.Case) text.Text {
	var of, on text.Text
	if c.KeyTopic != 0 {
		of = text.T("card.keytopic", "n", c.KeyTopic)
	}
	switch {
	case c.OnAgenda != 0 && c.Proposed && c.KeyTopic == 0:
		on = text.T("card.topic")
	case c.OnAgenda != 0:
		on = text.T("card.agenda")
	}
	return text.Lines(of, on)
}

// sourceText says where a case was brought in from; nothing of others.
func sourceText(c cases.Case) text.Text {
	if c.From == nil {
		return text.Text{}
	}
	return text.Lines(text.T("card.source", "id", c.From.ID), Said("card.source.agency", c.From.Agency))
}

func reporterText(w *world.World, c cases.Case, k cases.Card) text.Text {
	if c.By.ID == 0 || c.Everywhere() && w.Holder(k).Role != world.Coordinator {
		return text.Text{} // nobody told us; or nobody knows yet whose lead may read it
	}
	if c.By.Anonymous || c.By.Name == "" {
		return text.T("card.reporter.anonymous")
	}
	return text.T("card.reporter")
}

// proposalText is whom somebody asks a lead to call.
func proposalText(w *world.World, c cases.Case) text.Text {
	p := c.Proposal
	if p == nil {
		return text.Text{}
	}
	lines := []text.Text{text.T("card.proposal", "who", Called(w, p.By))}
	for _, k := range p.Calls {
		lines = append(lines, text.T("whistle.call", "agency", AgencyName(w, k.Agency), "ask", k.Ask))
	}
	return text.Lines(lines...)
}

// Said is a line with words of a person; none when they said nothing.
func Said(id, words string) text.Text {
	if words == "" {
		return text.Text{}
	}
	return text.T(id, "words", words)
}

// addedText is what the reporter added later: who takes the case after that
// must know it too. What stands above already is left out.
func addedText(w *world.World, c cases.Case, head text.Text) text.Text {
	var lines []text.Text
	shown := danger.Shown(w, c)
	for i, e := range c.Log {
		if e.Do != cases.Add || e.Back != 0 || e.Note.Empty() || i == shown || danger.Says(head, e.Note) {
			continue
		}
		lines = append(lines, text.T("card.added", "words", text.CleanLine(e.Note.Words, 200)))
	}
	return text.Lines(lines[max(0, len(lines)-addedLines):]...)
}

func FilesText(n int) text.Text {
	if n == 0 {
		return text.Text{}
	}
	return text.T("card.files", "n", n)
}

// withheldText says to who works on it that there is more, and who has it.
func withheldText(c cases.Case, as cases.View) text.Text {
	n := evidence.Withheld(c, as)
	if n == 0 || as != cases.ViewWorker {
		return text.Text{}
	}
	return text.T("card.files.withheld", "n", n)
}

func CategoryName(w *world.World, id string) text.Text {
	c, ok := w.District.Category(id)
	if !ok {
		return text.T("card.category.none")
	}
	return text.Named(c.Names)
}

func GridName(w *world.World, id string) text.Text {
	g, ok := w.District.Map.Grid(id)
	if !ok {
		return text.T("card.nogrid")
	}
	return text.Named(g.Names)
}

// flagText tells whoever checks that a photo was used before.
func flagText(c cases.Case, k cases.Card) text.Text {
	if c.Status != cases.Submitted || k.As != cases.ViewLead && k.Chat != c.Verifier {
		return text.Text{}
	}
	var lines []text.Text
	olds := c.FilesOf(cases.PhaseReport, cases.PhaseSite, cases.PhaseNote)
	if slices.ContainsFunc(evidence.HandedIn(c), func(a cases.File) bool {
		return slices.ContainsFunc(olds, func(o cases.File) bool { return evidence.SamePhoto(a, o) })
	}) {
		lines = append(lines, text.T("check.same"))
	}
	for _, n := range c.Alike {
		lines = append(lines, text.T("check.used", "number", n))
	}
	return text.Lines(lines...)
}

// Whose is who has a task: an agency, or the grid itself.
func Whose(w *world.World, agency, grid string) text.Text {
	if agency == "" {
		return GridName(w, grid)
	}
	return AgencyName(w, agency)
}

// Dated is a moment with its date.
func Dated(w *world.World, at int64) text.Text { return text.On(w.District.Here(time.Unix(at, 0))) }

// OnPaper is a moment with its year, as paper needs it.
func OnPaper(w *world.World, at int64) text.Text {
	t := w.District.Here(time.Unix(at, 0))
	return text.T("sheet.time", "year", t.Year(), "time", text.On(t))
}

// AgencyName is what an agency is called; one the folder has dropped, by its ID.
func AgencyName(w *world.World, id string) text.Text {
	if a, ok := w.District.Agency(id); ok {
		return text.Named(a.Names)
	}
	return text.Said(id)
}

// FactsText is the questions of the category with their answers.
func FactsText(w *world.World, category string, facts []cases.Fact) text.Text {
	c, _ := w.District.Category(category)
	var lines []text.Text
	for _, f := range facts {
		i := slices.IndexFunc(c.Asks, func(a district.Ask) bool { return a.ID == f.Ask })
		if i < 0 || f.Value == "" {
			continue // a release dropped the question, or it was skipped
		}
		lines = append(lines, text.T("report.preview.fact",
			"question", text.Named(c.Asks[i].Names), "answer", factValue(c.Asks[i], f.Value)))
	}
	return text.Lines(lines...)
}

func factValue(a district.Ask, value string) text.Text {
	if a.Kind == district.KindYesNo && value == "yes" {
		return text.T("talk.yes")
	}
	if a.Kind == district.KindYesNo && value == "unsure" {
		return text.T("talk.unsure")
	}
	if a.Kind == district.KindYesNo {
		return text.T("talk.no")
	}
	for _, c := range a.Choices {
		if c.ID == value {
			return text.Named(c.Names)
		}
	}
	return text.Said(value)
}

// WhereText is where it is, also where nobody knows, and how sure the phone was.
func WhereText(p cases.Place) text.Text {
	switch {
	case p.Name.Empty():
		return text.T("card.place.none")
	case p.Wide > 0:
		return text.T("card.place.wide", "place", PlaceText(p), "m", p.Wide)
	}
	return PlaceText(p)
}

// PlaceText is a place with what was said about where in it.
func PlaceText(p cases.Place) text.Text {
	if p.More == "" || p.More == p.Name.Words {
		return p.Name
	}
	return text.T("card.place.more", "place", p.Name, "more", p.More)
}

// WhichGrid is the grid's name, or the whole district.
func WhichGrid(w *world.World, grid string) text.Text {
	if grid == "" {
		return text.Named(w.District.Names)
	}
	return GridName(w, grid)
}

// roundText says that a case is not the first of its kind here.
func roundText(w *world.World, c cases.Case, as cases.View) text.Text {
	if as == cases.ViewReporter {
		return text.Text{}
	}
	var lines []text.Text
	if c.Round > 1 {
		lines = append(lines, text.T("card.round", "round", c.Round, "number", c.Family))
	}
	if as == cases.ViewWorker || as == cases.ViewLead {
		for _, n := range c.Near {
			lines = append(lines, text.T("card.near", "number", n.Number, "time", Dated(w, n.Closed)))
		}
	}
	return text.Lines(lines...)
}
