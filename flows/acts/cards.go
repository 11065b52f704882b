package acts

import (
	"strconv"

	"gridbot/flows/cases"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// OpenCase shows a case somebody asked for by its number or by a link. A case
// one may not see is answered exactly like one that does not exist.
func (x *Turn) OpenCase(number int) {
	c := x.World.Case
	if c == nil || c.Number != number || !c.Sees(x.Me.Part()) {
		x.Reply(talk.Prompt{Say: text.T("case.none", "number", strconv.Itoa(number)), Rows: x.Menu()})
		return
	}
	x.ShowCase(*c, text.Text{})
}

// ShowCase sends the card anew to the person's private chat, which holds it
// from then on, with a first line where there is one to say.
func (x *Turn) ShowCase(c cases.Case, head text.Text) {
	after := x.Pending(c)
	k := cases.Card{Chat: x.Me.ID, As: world.ViewOf(*after, x.Me), Lang: x.Me.Lang}
	if k.As != cases.ViewOutside { // they look once more, and hold nothing
		Hold(after, k)
	}
	l := x.CardLetter(*after, k, head, true)
	l.Class = world.ClassReply
	x.Letters = append(x.Letters, l)
}

// Latest is a case as this change has left it so far.
func (x *Turn) Latest(c cases.Case) cases.Case {
	for _, m := range x.Cases {
		if m.After.Number == c.Number {
			return m.After
		}
	}
	return c
}

// Pending is the case as this change leaves it, to be changed further.
func (x *Turn) Pending(c cases.Case) *cases.Case {
	for i := range x.Cases {
		if x.Cases[i].After.Number == c.Number {
			return &x.Cases[i].After
		}
	}
	before := c
	after := c
	after.Cards = append([]cases.Card(nil), c.Cards...)
	x.Cases = append(x.Cases, world.Moved{Before: &before, After: after})
	return &x.Cases[len(x.Cases)-1].After
}

// Refresh draws the pressed card again, as the case is now. A card nobody
// holds any more loses its buttons.
func (x *Turn) Refresh(c cases.Case) {
	for _, k := range c.Cards {
		if k.Chat == x.Event.Chat.ID {
			x.Letters = append(x.Letters, x.CardLetter(c, k, text.Text{}, false))
			return
		}
	}
	x.Strip()
}

// InPlace shows a question on the card itself.
func (x *Turn) InPlace(c cases.Case, p talk.Prompt) {
	p.Rows = append(p.Rows, talk.Row(show.Acting(text.T("talk.back"), c.Number, "look")))
	x.Letters = append(x.Letters, world.Letter{Class: world.ClassReply, To: x.Event.Chat, Lang: x.Me.Lang, Say: p, Card: c.Number, At: x.Event.Message})
}

// Hold makes a chat a holder of a card; what it is shown as may change.
func Hold(c *cases.Case, k cases.Card) {
	for i := range c.Cards {
		if c.Cards[i].Chat == k.Chat {
			c.Cards[i] = k
			return
		}
	}
	c.Cards = append(c.Cards, k)
}

// CardLetter is the card of a case for one chat.
func (x *Turn) CardLetter(c cases.Case, k cases.Card, head text.Text, fresh bool) world.Letter {
	k.As = x.viewNow(c, k)
	if p, ok := x.Staff.People[k.Chat]; ok {
		k.Lang = p.Lang // they may have chosen another since
	}
	l := world.Letter{
		Class: x.cardClass(c, k, fresh), To: talk.Chat{ID: k.Chat, Thread: k.Thread}, Lang: k.Lang,
		Say: show.Card(x.World, c, k, head), Card: c.Number, Fresh: fresh, Head: head,
	}
	if k.As == cases.ViewGroup && world.OnOffer(c) && !c.Danger {
		l.Brief = text.T("group.brief", "number", c.Number, "category", show.CategoryName(x.World, c.Category), "place", show.GroupPlace(x.World, c))
	}
	if e := x.Event; e.Press != "" && !x.used && k.Chat == e.Chat.ID && x.receipt(c, k) {
		l.Edit = e.Message // the preview becomes the receipt
	}
	return l
}

// receipt tells whether a card is what somebody gets for what they have just told
// of, or filed.
func (x *Turn) receipt(c cases.Case, k cases.Card) bool {
	if c.FiledBy(k.Chat) {
		_, step, _ := talk.Pressed(x.Event.Press)
		return step == "preview" && c.Opened == x.Now.Unix()
	}
	return k.As == cases.ViewReporter && len(c.Log) == 1 && c.Log[0].Part == cases.PartReporter
}

// viewNow is through whose eyes a card shows the case now: its holder may have
// become somebody else since they got it.
func (x *Turn) viewNow(c cases.Case, k cases.Card) cases.View {
	switch {
	case k.As != cases.ViewGroup && k.As != cases.ViewAgency:
		return world.ViewBy(c, x.Holder(k), k.As)
	case x.Outside(k, c):
		return cases.ViewOutside
	}
	return k.As
}

// cardClass is how urgent a card is.
func (x *Turn) cardClass(c cases.Case, k cases.Card, fresh bool) world.Class {
	outsider := k.As == cases.ViewReporter || k.As == cases.ViewJoiner || k.As == cases.ViewAddressee
	switch {
	case c.Danger && fresh && (world.OnOffer(c) || c.Late(x.Now) || c.Legged() || c.Alarm != 0) && !outsider:
		return world.ClassDanger
	case k.Chat == x.Event.Chat.ID:
		return world.ClassReply
	case x.Event.Clock != nil && (!fresh || outsider && c.Late(x.Now)):
		return world.ClassBulk // a card that says it is late may wait; who must act is told first
	}
	return world.ClassTask
}
