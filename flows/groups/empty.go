package groups

import (
	"maps"
	"reflect"
	"slices"
	"strconv"

	"gridbot/flows/acts"
	"gridbot/flows/boards"
	"gridbot/flows/cases"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// A chat whose business something is not any more must not go on showing it: what
// stands there is emptied in place, some cards at a time, so that nobody else waits.

// empty takes away what stands in a chat and is not for it now. Where there may be
// more, it strikes again.
func empty(x *acts.Turn, chat int64) {
	for _, c := range x.Standing {
		emptied(x, chat, c)
	}
	if n := len(x.Standing); n == world.MostStanding {
		x.Strikes = append(x.Strikes, strike(x, chat, strconv.Itoa(x.Standing[n-1].Number)))
	}
}

// strike is the clock at which a chat is emptied, from below a case on.
func strike(x *acts.Turn, chat int64, below string) talk.Clock {
	return talk.Clock{Person: chat, Name: world.ClockEmpty + below, Due: x.Now}
}

// emptied takes the card of one case away, and its board; what the holder may still
// see of it stays, and no more than that.
func emptied(x *acts.Turn, chat int64, c cases.Case) {
	k, held := cases.Card{Chat: chat, As: cases.ViewOutside, Lang: x.Holder(cases.Card{Chat: chat}).Lang}, false
	if g, ok := x.Bound(chat); ok {
		k.As, k.Lang = cases.ViewGroup, g.Lang
		if g.Agency != "" {
			k.As = cases.ViewAgency
		}
	} else if chat < 0 {
		k.As = cases.ViewGroup
	}
	for _, stands := range c.Cards {
		if stands.Chat == chat {
			k, held = stands, true
		}
	}
	if k.Lang == "" {
		k.Lang = x.District.Langs[0]
	}
	outside := x.Outside(k, c)
	if outside || chat > 0 && world.ViewOf(c, x.Holder(k)) != cases.ViewLead {
		board(x, k, c)
	}
	switch {
	case outside:
		l := x.CardLetter(c, k, text.Text{}, false)
		l.Class, l.Empty, l.Brief = world.ClassTask, true, text.Text{}
		x.Letters = append(x.Letters, l)
		if held {
			after := x.Pending(c)
			after.Cards = slices.DeleteFunc(after.Cards, func(o cases.Card) bool { return o.Chat == chat })
		}
	case held && chat > 0:
		if now := world.ViewBy(c, x.Holder(k), k.As); now != k.As {
			k.As = now
			acts.Hold(x.Pending(c), k)
			x.Letters = append(x.Letters, x.CardLetter(c, k, text.Text{}, false))
		}
	}
}

// board takes the board of a joint case away.
func board(x *acts.Turn, k cases.Card, c cases.Case) {
	if len(c.Legs) == 0 {
		return
	}
	x.Letters = append(x.Letters, world.Letter{Class: world.ClassTask, To: talk.Chat{ID: k.Chat, Thread: k.Thread}, Lang: k.Lang, Empty: true,
		Say: talk.Prompt{Say: text.Lines(show.Title(x.World, c), text.T("card.outside"))}, Card: boards.BoardOf(c.Number)})
}

// lost finds the chats that this turn has shut out of something: of people who are
// not what they were, and groups that are work groups no more. However that came
// about, it is found out here.
func lost(x *acts.Turn) {
	for _, p := range x.People {
		if was, ok := x.Staff.People[p.ID]; ok && loses(was, p) {
			x.Strikes = append(x.Strikes, strike(x, p.ID, ""))
			ended(x, p)
		}
	}
	after := maps.Clone(x.Staff.Groups)
	for _, key := range x.Unbind {
		delete(after, key)
	}
	if g := x.Change.Group; g != nil {
		if after == nil {
			after = map[string]world.Group{}
		}
		after[g.Key()] = *g
	}
	for _, key := range slices.Sorted(maps.Keys(x.Staff.Groups)) {
		was, is := x.Staff.Groups[key], after[key]
		if is.Chat == was.Chat || is.Was == was.Chat || x.Event.Left && was.Chat == x.Event.Chat.ID {
			continue
		}
		x.Strikes = append(x.Strikes, strike(x, was.Chat, ""))
		if !slices.ContainsFunc(slices.Collect(maps.Values(after)), func(g world.Group) bool { return g.Chat == was.Chat }) {
			x.Letters = append(x.Letters, world.Letter{Class: world.ClassTask, To: talk.Chat{ID: was.Chat, Thread: was.Thread}, Lang: was.Lang,
				Say: talk.Prompt{Say: text.T("groups.gone", "grid", whose(x.World, was))}})
		}
	}
}

// loses tells whether somebody may see less than before.
func loses(was, is world.Person) bool {
	return was.Role != is.Role || was.Agency != is.Agency || was.Head && !is.Head ||
		slices.ContainsFunc(was.AllGrids(), func(grid string) bool { return !is.Belongs(grid) }) ||
		is.Role == world.Officer && !reflect.DeepEqual(was.Scope(), is.Scope())
}

// ended ends the bindings of somebody who may not bind those groups any more. Whoever
// wants to keep one takes it over before.
func ended(x *acts.Turn, p world.Person) {
	for _, key := range slices.Sorted(maps.Keys(x.Staff.Groups)) {
		g := x.Staff.Groups[key]
		if g.By != p.ID || mayBind(p, g) || slices.Contains(x.Unbind, key) {
			continue
		}
		x.Unbind = append(x.Unbind, key)
		link := "b" + g.Grid
		if g.Agency != "" {
			link = "a" + g.Agency
		}
		told := map[int64]bool{p.ID: true}
		for _, o := range minders(x, g) {
			if !told[o.ID] {
				told[o.ID] = true
				x.Write(o, world.ClassTask, talk.Prompt{Say: text.T("groups.ended", "name", p.Name, "grid", whose(x.World, g)),
					Rows: [][]talk.Button{{{Label: text.T("groups.bind", "grid", whose(x.World, g)), Group: link}}}})
			}
		}
	}
}
