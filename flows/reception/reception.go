// Package reception is whoever comes in: greeted, helped on, spoken to in their
// language, let out of what they began.
package reception

import (
	"gridbot/flows/acts"
	"gridbot/flows/cases"
	"gridbot/flows/matter"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
)

// start is the first word anybody says.
func start(x *acts.Turn, payload string) error {
	say := text.T("start.hello", "district", text.Named(x.District.Names))
	if payload != "" && payload != "hello" { // hello is the way over from a group
		say = text.Lines(text.T("start.badlink"), say)
	}
	x.Reply(talk.Prompt{Say: say, Rows: x.Menu()})
	return nil
}

// help says in a few lines what the person can do.
func help(x *acts.Turn) {
	x.Reply(talk.Prompt{Say: text.Lines(show.Help(x.World), matter.Help(x.World)), Rows: x.Menu()})
}

// language shows or takes the choice of language.
func language(x *acts.Turn, choice string) error {
	for _, l := range text.Langs {
		if string(l) != choice {
			continue
		}
		me := x.Me
		me.Lang, me.Chosen = l, true
		x.KeepPerson(me)
		speak(x, l)
		if s := x.World.Session; s.Dialogue != "" {
			x.Reply(talk.Prompt{Say: text.T("language.done")})
			x.KeepSession(s)
			return x.Resume() // the question, in the language just chosen
		}
		x.Reply(talk.Prompt{Say: text.T("language.done"), Rows: x.Menu()})
		return nil
	}
	x.Reply(talk.Prompt{Say: text.T("language.ask"), Rows: [][]talk.Button{
		{show.MenuButton(text.Said("中文"), "language", string(text.Chinese)), show.MenuButton(text.Said("English"), "language", string(text.English))},
	}})
	return nil
}

// speak makes the person's own reports speak the language from now on, also
// where nobody asked.
func speak(x *acts.Turn, l text.Lang) {
	for _, c := range x.List {
		if c.By.ID != x.Me.ID || c.Status.Type() == cases.Ended {
			continue
		}
		now := x.Pending(c)
		now.By.Lang = l
		for i, k := range now.Cards {
			if k.Chat == x.Me.ID {
				now.Cards[i].Lang = l
			}
		}
	}
}
