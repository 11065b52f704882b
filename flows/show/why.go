package show

import (
	"time"

	"gridbot/flows/cases"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// Why somebody is told of an act: by whom it was done, and with which reason,
// where they are to know that.

// A whyText is the line that says why somebody is told.
type whyText func(w *world.World, c cases.Case, a cases.Act) text.Text

// Why is the line that says why somebody is told.
func Why(w *world.World, c cases.Case, a cases.Act) text.Text {
	if a.Danger && a.Do.Observes() {
		return text.Lines(text.T("tell.danger.later"), a.Note, FilesText(len(a.Files)))
	}
	if why := ActOf[a.Do].Why; why != nil {
		return why(w, c, a)
	}
	return text.Text{}
}

// told says what happened.
func told(id string) whyText {
	said := text.Text{ID: id}
	return func(*world.World, cases.Case, cases.Act) text.Text { return said }
}

// toldBy says who did it.
func toldBy(id string) whyText {
	return func(w *world.World, _ cases.Case, a cases.Act) text.Text {
		return text.T(id, "name", w.Staff.Name(a.By.ID))
	}
}

// toldWhy says with which reason.
func toldWhy(id string) whyText {
	return func(_ *world.World, _ cases.Case, a cases.Act) text.Text { return text.T(id, "reason", a.Note) }
}

// toldByWhy says who did it, and with which reason.
func toldByWhy(id string) whyText {
	return func(w *world.World, _ cases.Case, a cases.Act) text.Text {
		return text.T(id, "name", w.Staff.Name(a.By.ID), "reason", a.Note)
	}
}

func whyReport(w *world.World, c cases.Case, _ cases.Act) text.Text {
	switch {
	case c.Grid == "":
		return text.T("tell.unrouted")
	case c.Danger && len(w.Reached(c, c.By.ID)) == 0: // the coordinator reads it
		return text.T("tell.danger.unreached", "grid", GridName(w, c.Grid))
	}
	return text.T("tell.danger")
}

// whyPass: the reporter is asked next; where nobody can be, it is closed.
func whyAdd(w *world.World, c cases.Case, a cases.Act) text.Text {
	if c.FiledBy(a.By.ID) {
		return text.Lines(text.T("tell.add.filed", "name", w.Staff.Name(a.By.ID)), a.Note, FilesText(len(a.Files)))
	}
	return text.Lines(text.T("tell.add"), a.Note, FilesText(len(a.Files)))
}

func whyDetail(w *world.World, c cases.Case, a cases.Act) text.Text {
	if a.Place != nil {
		return text.T("tell.detail", "words", a.Place.More)
	}
	return text.Lines(text.T("tell.detail.answers"), FactsText(w, c.Category, a.Facts))
}

func whyLocate(_ *world.World, c cases.Case, _ cases.Act) text.Text {
	return text.T("tell.locate", "place", WhereText(c.Place))
}

// whyLate says to who reported that a deadline has passed: which, whom we have
// told, and when the next one hears of it.
func whyLate(w *world.World, c cases.Case, _ cases.Act) text.Text {
	due := text.On(w.District.Here(c.Awaited()))
	if c.Clock.Next == 0 || w.Rung(c, c.Clock.Step).IsZero() { // who leads has heard of it
		return text.T("tell.late", "what", nextTexts[c.Clock.Name], "time", due)
	}
	return text.T("tell.late.next", "what", nextTexts[c.Clock.Name], "time", due, "next", text.On(w.District.Here(time.Unix(c.Clock.Next, 0))))
}

// whyArrange says when somebody comes, as it was agreed on.
func whyArrange(w *world.World, _ cases.Case, a cases.Act) text.Text {
	return text.T("tell.arrange", "name", w.Staff.Name(a.By.ID), "time", text.On(w.District.Here(a.Until)))
}

// whyUnarrange says that this is off, and by when somebody comes now.
func whyUnarrange(w *world.World, c cases.Case, _ cases.Act) text.Text {
	return text.T("tell.unarrange", "time", text.On(w.District.Here(c.Awaited())))
}

func whyReopen(_ *world.World, _ cases.Case, a cases.Act) text.Text {
	return text.Lines(text.T("tell.reopen"), a.Note, FilesText(len(a.Files)))
}

func whyNote(w *world.World, _ cases.Case, a cases.Act) text.Text {
	return text.Lines(text.T("tell.note", "name", w.Staff.Name(a.By.ID)), a.Note, FilesText(len(a.Files)))
}

// whyUrged says what was not heard, of the posting the act is about.
func whyUrged(w *world.World, c cases.Case, a cases.Act) text.Text {
	p := c.Posting(a.Item)
	if p == nil {
		return text.T("tell.urge")
	}
	return PostingHead(w, c, *p, 0)
}

func whyProve(_ *world.World, c cases.Case, a cases.Act) text.Text {
	what := text.Text{}
	if n := c.Notice(); n != nil && a.Item >= 0 && a.Item < len(n.Items) {
		what = text.T("item.label", "n", a.Item+1, "what", n.Items[a.Item].What)
	}
	return text.Lines(text.T("tell.prove"), what, a.Note, FilesText(len(a.Files)))
}

func whyAgain(_ *world.World, c cases.Case, _ cases.Act) text.Text {
	return text.T("tell.again", "round", c.Round)
}

func whyGrid(w *world.World, c cases.Case, a cases.Act) text.Text {
	return text.T("tell.accede", "name", w.Staff.Name(a.By.ID), "grid", GridName(w, c.Grid))
}

func whyTurnDown(w *world.World, c cases.Case, a cases.Act) text.Text {
	l := c.Leg(c.Log[len(c.Log)-1].Leg)
	return text.T("tell.turndown", "agency", AgencyName(w, l.Agency), "reason", a.Note)
}

func whyFinish(w *world.World, c cases.Case, _ cases.Act) text.Text {
	l := c.Leg(c.Log[len(c.Log)-1].Leg)
	if !c.Legged() {
		return text.T("tell.finish.all", "agency", AgencyName(w, l.Agency), "words", text.CleanLine(l.Result, 200))
	}
	return text.T("tell.finish", "agency", AgencyName(w, l.Agency), "words", text.CleanLine(l.Result, 200))
}
