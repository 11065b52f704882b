// Package slip is what whoever told the staff of a hazard gets: a number they can say
// on the telephone, and a link with which they follow it themselves. Whoever has the
// link first has it.
package slip

import (
	"strconv"

	"gridbot/flows/acts"
	"gridbot/flows/cases"
	"gridbot/flows/drawn"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// Subject is the slip, and the link on it.
func Subject() acts.Subject {
	return acts.Subject{
		Name:  "slip",
		Words: Words,
		Looks: []acts.Look{{Name: "slip", Whole: true, Does: look}},
		Links: []acts.Link{{
			Is:   func(payload string) bool { number, _ := world.PayloadOwn(payload); return number != 0 },
			Need: func(payload string, n *world.Need) { n.Case, _ = world.PayloadOwn(payload) },
			Does: func(x *acts.Turn, payload string) error {
				number, token := world.PayloadOwn(payload)
				return claim(x, number, token)
			},
		}},
	}
}

// prompt is what is given to them.
func prompt(w *world.World, c cases.Case) talk.Prompt {
	link := world.OwnLink(w.Bot, c.Number, c.Filed.Token)
	return talk.Prompt{Say: text.T("file.slip", "number", strconv.Itoa(c.Number), "link", link), Draw: &drawn.Drawing{Code: link}}
}

// look sends it again, to who typed the case and to those who lead.
func look(x *acts.Turn, c cases.Case, _ string) error {
	switch {
	case !c.FiledBy(x.Me.ID) && world.ViewOf(c, x.Me) != cases.ViewLead:
		x.Refuse(c, "", cases.ErrNotYours)
	case c.Filed == nil || !c.Slip(c.Filed.By):
		x.ShowAlert(text.T("file.slip.none"))
	default:
		Send(x, c)
	}
	return nil
}

// claim makes whoever opened the link the reporter. Of a link that is wrong, used
// up or of no case nothing is said but that.
func claim(x *acts.Turn, number int, token string) error {
	c, me := x.World.Case, x.Me.Part()
	if c != nil && c.Number == number && c.By.ID == x.Me.ID {
		x.ShowCase(*c, text.T("own.already"))
		return nil
	}
	if c == nil || c.Number != number || !c.Opens(token) {
		x.Reply(talk.Prompt{Say: text.T("own.none"), Rows: x.Menu()})
		return nil
	}
	me.Shows = token
	if err := c.May(cases.Own, me); err != nil {
		say := text.T("own.over", "number", number)
		if c.Status == cases.Merged {
			say = text.T("own.merged", "number", number, "into", c.Into)
		}
		if c.Sees(x.Me.Part()) {
			say = text.T("own.staff", "number", number)
		}
		x.Reply(talk.Prompt{Say: say, Rows: x.Menu()})
		return nil
	}
	if x.Do(cases.Act{Do: cases.Own, By: me, At: x.Now, Lang: x.Me.Lang}) {
		now := x.Latest(*c)
		x.ShowCase(now, show.DoneText(cases.Own, now))
	}
	return nil
}

// Send sends what is given to whoever told of a case: the number, which can
// be said on the telephone, and the link to the tracking card.
func Send(x *acts.Turn, c cases.Case) {
	x.Letters = append(x.Letters, world.Letter{Class: world.ClassReply, To: x.Private(), Lang: x.Me.Lang, Say: prompt(x.World, c)})
}
