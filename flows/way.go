package flows

import (
	"slices"

	"gridbot/flows/cases"
	"gridbot/flows/talk"
	"gridbot/flows/text"
)

// A way is where an event leads: what must be read first, and what is done.
type way struct {
	need func(n *Need)
	does func(x *change) error
}

// way finds where an event leads, as far as that is known by now.
func (b *book) way(w *World, e talk.Event) way {
	if e.Clock != nil {
		return b.clockWay(w, *e.Clock)
	}
	for _, s := range b.subjects {
		if h, ok := heard(s.first, w, e); ok {
			return h
		}
	}
	switch {
	case e.Press != "":
		return b.pressWay(w, e)
	case e.Chat.Group:
		return b.groupWay(e)
	case e.Edited:
		return way{does: (*change).edited}
	case e.Command != "":
		return b.commandWay(w, e.Command, e.Payload)
	case w.Session.Dialogue != "":
		return way{func(n *Need) { b.open(w, e, n) }, (*change).goOn}
	}
	for _, s := range b.subjects {
		if h, ok := heard(s.hears, w, e); ok {
			return h
		}
	}
	return way{does: (*change).unheard}
}

func heard(all []hearing, w *World, e talk.Event) (way, bool) {
	for _, h := range all {
		if !h.is(w, e) {
			continue
		}
		found := way{does: h.does}
		if h.need != nil {
			found.need = func(n *Need) { h.need(w, e, n) }
		}
		return found, true
	}
	return way{}, false
}

// clockWay is where a deadline leads that has run out.
func (b *book) clockWay(w *World, k talk.Clock) way {
	for _, s := range b.subjects {
		for _, c := range s.clocks {
			if !c.is(k) {
				continue
			}
			return way{func(n *Need) {
				if n.Case = k.Case; c.need != nil {
					c.need(w, k, n)
				}
			}, func(x *change) error { return c.does(x, k) }}
		}
	}
	return way{does: func(*change) error { return nil }}
}

// pressWay is where a pressed button leads. What stands on it is a format we
// have published:
//
//	d|<dialogue>|<step>|<press>   answers a question of a dialogue
//	c|<case>|<action>[|<choice>]  acts on a case
//	m|<command>[|<choice>]        the menu
func (b *book) pressWay(w *World, e talk.Event) way {
	if dialogue, _, _ := talk.Pressed(e.Press); dialogue != "" {
		if e.Chat.Group || w.Session.Dialogue != dialogue {
			return way{does: (*change).stale} // the message keeps its buttons: it may be a card by now
		}
		return way{func(n *Need) { b.open(w, e, n) }, (*change).goOn}
	}
	if number, do, choice, ok := pressedCase(e.Press); ok {
		act := cases.Action(do)
		return way{func(n *Need) {
			n.Case = number
			if w.Case == nil || w.Case.Number != number || !w.Case.Sees(w.Me.part()) {
				return
			}
			if p := b.presses[act]; p.need != nil {
				p.need(w, n)
			}
			b.heeded(w, n, act)
		}, func(x *change) error { return x.pressCase(number, do, choice) }}
	}
	if command, choice, ok := pressedMenu(e.Press); ok && !e.Chat.Group {
		return b.commandWay(w, command, choice)
	}
	return way{does: (*change).stale}
}

// heeded adds what those need who do something about an act.
func (b *book) heeded(w *World, n *Need, acts ...cases.Action) {
	for _, s := range b.subjects {
		for _, h := range s.heeds {
			if h.need != nil && slices.ContainsFunc(acts, func(do cases.Action) bool { return slices.Contains(h.acts, do) }) {
				h.need(w, n)
			}
		}
	}
}

// commandWay is where a command leads, typed or pressed in the menu.
func (b *book) commandWay(w *World, name, choice string) way {
	if name == "start" {
		for _, s := range b.subjects {
			for _, l := range s.links {
				if l.is(choice) {
					return way{func(n *Need) {
						if l.need != nil {
							l.need(choice, n)
						}
					}, func(x *change) error { return l.does(x, choice) }}
				}
			}
		}
	}
	c, ok := b.commands[name]
	if !ok {
		return way{does: func(x *change) error {
			x.reply(talk.Prompt{Say: text.T("start.command"), Rows: x.menu()})
			return nil
		}}
	}
	may := func(p Person) bool { return c.may == nil || slices.Contains(c.may, p.Role) }
	return way{func(n *Need) {
		if c.need != nil && may(w.Me) {
			c.need(w, choice, n)
		}
	}, func(x *change) error {
		if !may(x.Me) {
			x.reply(c.sorry(x))
			return nil
		}
		return c.does(x, choice)
	}}
}

// groupWay hears a work group: nothing but the few commands that belong there.
// What people say to each other is theirs.
func (b *book) groupWay(e talk.Event) way {
	c, ok := b.group[e.Command]
	if !ok {
		return way{does: func(*change) error { return nil }}
	}
	return way{does: func(x *change) error { return c.does(x, e.Payload) }}
}

// open adds what the dialogue needs that is open.
func (b *book) open(w *World, e talk.Event, n *Need) {
	s := w.Session
	n.Case = s.About
	if d, ok := b.dialogues[s.Dialogue]; ok && d.need != nil {
		d.need(w, s, e, n)
	}
	if w.Case != nil && w.Case.Number == s.About {
		b.heeded(w, n, leadsTo(s.Dialogue)...)
	}
}

// Needs tells what must be read to decide an event. It is asked until it asks
// for nothing more: first with nothing but the event, then with the person and
// the session read, then with what was asked for.
func Needs(w *World, e talk.Event) Need {
	var n Need
	b := theBook
	if found := b.way(w, e); found.need != nil {
		found.need(&n)
	}
	if n == (Need{}) && e.Clock == nil {
		b.open(w, e, &n) // whatever else is asked, the question that is open comes back
	}
	return n
}

// stale answers a button that nothing can be done with any more.
func (x *change) stale() error {
	x.toast(text.T("talk.stale"))
	return nil
}

// unheard answers what nothing could be made of.
func (x *change) unheard() error {
	x.reply(talk.Prompt{Say: text.T("start.unheard"), Rows: x.menu()})
	return nil
}
