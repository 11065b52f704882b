package flows

import (
	"gridbot/flows/cases"
	"gridbot/flows/talk"
	"gridbot/flows/text"
)

// start is the first word anybody says.
func (x *change) start(payload string) error {
	say := text.T("start.hello", "district", text.Named(x.District.Names))
	if payload != "" && payload != "hello" { // hello is the way over from a group
		say = text.Lines(text.T("start.badlink"), say)
	}
	x.reply(talk.Prompt{Say: say, Rows: x.menu()})
	return nil
}

// menu is what a person can do, under the first message; in a group, nothing.
func (x *change) menu() [][]talk.Button {
	if x.event.Chat.Group {
		return nil
	}
	return x.menuRows()
}

// menuRows is what a person can do.
func (x *change) menuRows() [][]talk.Button {
	rows := [][]talk.Button{
		{menuButton(text.T("menu.report"), "report")},
		{menuButton(text.T("menu.cases"), "cases"), menuButton(text.T("menu.language"), "language")},
	}
	if x.Me.Role == Resident && x.Me.Notice != 0 {
		rows = append([][]talk.Button{{acting(text.T("menu.notice"), x.Me.Notice, "open")}}, rows...)
	}
	switch x.Me.Role {
	case Worker:
		return append([][]talk.Button{
			{menuButton(text.T("menu.tasks"), "tasks"), menuButton(text.T("menu.overdue"), "overdue")}, {x.dutyButton()},
		}, rows...)
	case Officer:
		return append([][]talk.Button{{menuButton(text.T("menu.legs"), "tasks"), menuButton(text.T("menu.overdue"), "overdue")},
			{menuButton(text.T("menu.conference"), "conference"), x.dutyButton()}}, rows...)
	case Lead, Coordinator:
		return append([][]talk.Button{
			{menuButton(text.T("menu.open"), "tasks"), menuButton(text.T("menu.staff"), "staff")},
			{menuButton(text.T("menu.overdue"), "overdue"), menuButton(text.T("menu.digest"), "digest")},
			{menuButton(text.T("menu.stats"), "stats"), menuButton(text.T("menu.conference"), "conference")},
			{menuButton(text.T("menu.roster"), "roster"), menuButton(text.T("menu.invite"), "invite")},
		}, rows...)
	}
	return rows
}

// help says in a few lines what the person can do, by role.
func (x *change) help() {
	lines := []text.Text{text.T("help.resident")}
	switch x.Me.Role {
	case Worker:
		lines = append(lines, text.T("help.worker"))
	case Lead:
		lines = append(lines, text.T("help.lead"))
	case Coordinator:
		lines = append(lines, text.T("help.coordinator"))
	case Officer:
		lines = append(lines, text.T("help.officer"))
	}
	x.reply(talk.Prompt{Say: text.Join("\n\n", lines...), Rows: x.menu()})
}

// report begins a report. One that is half done is not thrown away unasked.
func (x *change) report(choice string) error {
	s := x.World.Session
	if s.Dialogue != reporting.Name && s.Below != nil {
		s = *s.Below // what interrupted the report is given up, the report is not
	}
	if s.Dialogue != reporting.Name || choice == "new" {
		return x.begin()
	}
	if len(s.Answered) == 0 && choice == "" {
		return x.begin() // nothing was said yet that could be lost
	}
	if choice != "on" {
		x.reply(talk.Prompt{Say: text.T("report.open"), Rows: [][]talk.Button{
			{menuButton(text.T("report.open.on"), "report", "on")},
			{menuButton(text.T("report.open.new"), "report", "new")},
		}})
		return nil
	}
	s = unsent(s)
	p, ok, err := reporting.Ask(x.World, s)
	if err != nil || !ok {
		return err
	}
	x.session(s)
	x.reply(p)
	return nil
}

// cancel leaves the dialogue; it is the way out of everything.
func (x *change) cancel() error {
	if x.World.Session.Dialogue == "" {
		x.reply(talk.Prompt{Say: text.T("cancel.nothing"), Rows: x.menu()})
		return nil
	}
	about := x.World.Session.About
	x.endSession()
	if c := x.World.Case; about != 0 && c != nil && c.Number == about && c.Sees(x.Me.part()) {
		x.reply(talk.Prompt{Say: text.T("cancel.done")})
		x.showCase(*c, text.Text{}) // back to where they came from
		return x.resume()
	}
	x.reply(talk.Prompt{Say: text.T("cancel.done"), Keys: talk.KeysRemove})
	return x.resume()
}

// language shows or takes the choice of language.
func (x *change) language(choice string) error {
	for _, l := range text.Langs {
		if string(l) != choice {
			continue
		}
		me := x.Me
		me.Lang, me.Chosen = l, true
		x.person(me)
		x.speak(l)
		if s := x.World.Session; s.Dialogue != "" {
			x.reply(talk.Prompt{Say: text.T("language.done")})
			x.session(s)
			return x.resume() // the question, in the language just chosen
		}
		x.reply(talk.Prompt{Say: text.T("language.done"), Rows: x.menu()})
		return nil
	}
	x.reply(talk.Prompt{Say: text.T("language.ask"), Rows: [][]talk.Button{
		{menuButton(text.Said("中文"), "language", string(text.Chinese)), menuButton(text.Said("English"), "language", string(text.English))},
	}})
	return nil
}

// speak makes the person's own reports speak the language from now on, also
// where nobody asked.
func (x *change) speak(l text.Lang) {
	for _, c := range x.List {
		if c.By.ID != x.Me.ID || c.Status.Type() == cases.Ended {
			continue
		}
		now := x.pending(c)
		now.By.Lang = l
		for i, k := range now.Cards {
			if k.Chat == x.Me.ID {
				now.Cards[i].Lang = l
			}
		}
	}
}

// edited: we answer what was said, and a message changed later would make the
// record say something else than what we answered. So it is asked for anew.
func (x *change) edited() error {
	if x.World.Session.Dialogue != "" && x.event.Text != "" && !x.event.Moving {
		x.reply(talk.Prompt{Say: text.T("talk.edited")})
	}
	return nil
}
