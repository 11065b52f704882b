package report

import (
	"encoding/json"
	"slices"

	"gridbot/flows/acts"
	"gridbot/flows/ask"
	"gridbot/flows/cases"
	"gridbot/flows/danger"
	"gridbot/flows/district"
	"gridbot/flows/grids"
	"gridbot/flows/show"
	"gridbot/flows/slip"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// newCase is the case a finished report becomes.
func (r report) newCase(x *acts.Turn) cases.Case {
	c := cases.Case{
		Number: x.Number(), Category: r.Category, Danger: r.Warned, Grid: r.Grid,
		What: r.What, Place: r.Place, Facts: r.Facts, Files: r.Files,
		By: cases.Reporter{ID: x.Me.ID, Anonymous: r.Anonymous, Lang: x.Me.Lang}, Filed: r.typed(x),
	}
	if category, ok := x.District.Category(r.Category); ok && category.Danger {
		c.Danger = true
	}
	if r.Warned && x.Me.Role == world.Resident { // who they are is asked when it has been sent
		c.By.Anonymous = true
	} else if !r.Anonymous {
		c.By.Name = x.Me.Name
	}
	if r.Past && c.Filed == nil && !c.Danger {
		return c.GoesPast()
	}
	c.Near = ask.NearCases(x.World, x.World.Near)
	return c
}

// open makes a case of a finished report.
func open(x *acts.Turn, r report) cases.Case { return opened(x, r, r.newCase(x)) }

// opened is nothing where the case goes into a lane of its own.
func opened(x *acts.Turn, r report, c cases.Case) cases.Case {
	if x.Parts(c) {
		return cases.Case{}
	}
	var after cases.Case
	if c.Filed == nil {
		after = cases.Start(c, x.Now, x)
	} else {
		c.Files = slices.Clone(c.Files)
		for i := range c.Files { // nothing of it is said to be put right
			c.Files[i].Phase = cases.PhaseReport
		}
		after = cases.Typed(c, x.Me.Part(), x.Now, x)
	}
	x.Became(c.Number, r.Messages...)
	after.Cards = []cases.Card{{Chat: x.Me.ID, As: world.ViewOf(after, x.Me), Lang: x.Me.Lang}}
	tells := []cases.Tell{cases.TellWorkers}
	if c.Danger {
		tells = append(tells, cases.TellLeads)
	}
	x.Moved(nil, after, tells, cases.Act{Do: cases.Report, By: x.Me.Part(), At: x.Now})
	if after.Slip(x.Me.ID) {
		slip.Send(x, after)
	}
	return after
}

// begin enters the report with what the event brought.
func begin(x *acts.Turn) error {
	return beginWith(x, report{})
}

func beginWith(x *acts.Turn, r report) error {
	s, err := reporting.Begin(r)
	if err != nil {
		return err
	}
	s.Below = x.Below().Without(reporting.Name, locating.Name) // what waits goes on afterwards
	if !x.Event.Given() || x.Event.Command != "" || x.Event.Press != "" {
		p, _, err := reporting.Ask(x.World, s)
		if err != nil {
			return err
		}
		x.KeepSession(s)
		x.Reply(p)
		return nil
	}
	return x.Advance(x.Book.Dialogues[reporting.Name], s)
}

// unsent takes a report back to its preview, where nothing else is left to ask:
// it is sent by whoever presses so, never by what was stored.
func unsent(s talk.Session) talk.Session {
	if s.Dialogue == reporting.Name {
		s.Answered = slices.DeleteFunc(slices.Clone(s.Answered), func(step string) bool { return step == "preview" })
	}
	return s
}

// listCases answers /cases: what the person reported, newest first.
func listCases(x *acts.Turn) {
	if len(x.List) == 0 {
		x.Reply(talk.Prompt{Say: text.T("cases.none"), Rows: x.Menu()})
		return
	}
	p := talk.Prompt{Say: text.T("cases.head")}
	for _, c := range x.List {
		if !c.Sees(x.Me.Part()) {
			continue // they filed it, and have left
		}
		p.Rows = append(p.Rows, talk.Row(show.Acting(show.Line(x.World, c, cases.ViewReporter), c.Number, "open")))
	}
	x.Reply(p)
}

// reportCommand begins a report. One that is half done is not thrown away unasked.
func reportCommand(x *acts.Turn, choice string) error {
	if choice == "danger" {
		return answerCall(x, district.Danger{Kind: district.Help, Call: danger.Of(x.World, "").Call})
	}
	if at, err := scannedAgain(x, choice); at {
		return err
	}
	return takeUp(x, choice, talk.Row(show.MenuButton(text.T("report.open.on"), "report", "on")), talk.Row(show.MenuButton(text.T("report.open.new"), "report", "new")),
		func() error { return begin(x) })
}

// takeUp goes on with the report that is half done, if they want to, or begins.
func takeUp(x *acts.Turn, choice string, on, anew []talk.Button, begin func() error) error {
	s := x.World.Session
	if s.Dialogue != reporting.Name && s.Below != nil {
		s = *s.Below // what interrupted the report is given up, the report is not
	}
	if s.Dialogue != reporting.Name || choice == "new" {
		return begin()
	}
	if len(s.Answered) == 0 && choice == "" {
		return begin() // nothing was said yet that could be lost
	}
	if choice != "on" {
		x.Reply(talk.Prompt{Say: text.T("report.open"), Rows: [][]talk.Button{on, anew}})
		return nil
	}
	s = unsent(s)
	p, ok, err := reporting.Ask(x.World, s)
	if err != nil || !ok {
		return err
	}
	x.KeepSession(s)
	x.Reply(p)
	return nil
}

// nearDraft is what the report in the session must be compared with.
func nearDraft(w *world.World) world.Nearby {
	var r struct { // of the report's data, what is needed here
		Category string `json:"category"`
		Place    struct {
			Point *grids.Point `json:"point"`
		} `json:"place"`
	}
	if w.Session.Dialogue != reporting.Name || json.Unmarshal(w.Session.Data, &r) != nil {
		return world.Nearby{}
	}
	category, ok := w.District.Category(r.Category)
	if !ok || r.Place.Point == nil || category.Near <= 0 {
		return world.Nearby{}
	}
	return world.Nearby{Category: r.Category, Point: *r.Place.Point, Metres: category.Near}
}
