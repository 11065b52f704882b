package groups

import (
	"gridbot/flows/acts"
	"gridbot/flows/cases"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// whyRefused is what a group does that takes nothing from the bot.
var whyRefused = map[string]text.Text{"rights": text.T("groups.refused.rights"), "topic": text.T("groups.refused.topic")}

// refused tells the leads, once, that their group takes nothing from the bot. What it
// did not take comes to them, and so does what would come there, until it does again.
func refused(x *acts.Turn, g world.Group) {
	why, ok := whyRefused[x.Event.Refused]
	if !ok {
		return
	}
	first := g.Refused == ""
	if first {
		g.Refused = x.Event.Refused
		x.Change.Group = &g
	}
	for _, p := range minders(x, g) {
		if first {
			x.Write(p, world.ClassTask, talk.Prompt{Say: text.T("groups.refused", "grid", whose(x.World, g), "why", why),
				Rows: [][]talk.Button{{show.MenuButton(text.T("groups.try"), "groups", "try", g.Key())}}})
		}
		if c := x.World.Case; c != nil && c.Sees(p.Part()) && world.OnOffer(*c) && !p.Gone {
			after := x.Pending(*c)
			k := cases.Card{Chat: p.ID, As: world.ViewOf(*after, p), Lang: p.Lang}
			acts.Hold(after, k)
			x.Letters = append(x.Letters, x.CardLetter(*after, k, show.OfferHead(*after, nil), true))
		}
	}
}

// try writes to a group that took nothing: if it does not take this, the leads hear
// of it again.
func try(x *acts.Turn, g world.Group) {
	g.Refused = ""
	x.Change.Group = &g
	x.Letters = append(x.Letters, world.Letter{Class: world.ClassReply, To: talk.Chat{ID: g.Chat, Thread: g.Thread}, Lang: g.Lang,
		Say: talk.Prompt{Say: text.T("groups.try.there", "grid", whose(x.World, g))}})
	x.Reply(talk.Prompt{Say: text.T("groups.try.done", "grid", whose(x.World, g)), Rows: x.Menu()})
}
