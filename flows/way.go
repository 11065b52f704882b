package flows

import (
	"slices"

	"gridbot/flows/acts"
	"gridbot/flows/cases"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// A way is where an event leads: what must be read first, and what is done.
type way struct {
	need func(n *world.Need)
	does func(x *acts.Turn) error
}

// find finds where an event leads, as far as that is known by now.
func find(b *acts.Book, w *world.World, e talk.Event) way {
	if e.Clock != nil {
		return clockWay(b, w, *e.Clock)
	}
	for i := range b.Subjects {
		if h, ok := heard(b.Subjects[i].First, w, e); ok {
			return h
		}
	}
	switch {
	case e.Press != "":
		return pressWay(b, w, e)
	case e.Chat.Group:
		return groupWay(b, e)
	case e.Edited:
		return way{does: edited}
	case e.Command != "":
		return commandWay(b, w, e.Command, e.Payload)
	case outlived(b, w, e), leaves(b, w, e):
		return anew(b, w, e)
	case w.Session.Dialogue != "":
		return goesOn(b, w, e)
	}
	for i := range b.Subjects {
		if h, ok := heard(b.Subjects[i].Hears, w, e); ok {
			return h
		}
	}
	return way{does: unheard}
}

// goesOn is the way of an answer to the question that is open.
func goesOn(b *acts.Book, w *world.World, e talk.Event) way {
	return way{func(n *world.Need) { open(b, w, e, n) }, (*acts.Turn).GoOn}
}

// freed is the world without the question that is open.
func freed(w *world.World) world.World {
	free := *w
	if free.Session = (talk.Session{}); w.Session.Below != nil {
		free.Session = *w.Session.Below
	}
	return free
}

// leaves tells whether an event is no answer to the question that is open, and
// the question can wait for ever.
func leaves(b *acts.Book, w *world.World, e talk.Event) bool {
	d, ok := b.Dialogues[w.Session.Dialogue]
	return ok && d.Leaves != nil && d.Leaves(w, w.Session, e)
}

// outlived tells whether words come to a question whose case has moved on since.
func outlived(b *acts.Book, w *world.World, e talk.Event) bool {
	return w.Session.Dialogue != "" && e.Text != "" && e.Press == "" && e.Command == "" && !e.Edited && !e.Chat.Group && acts.Over(b, w)
}

// anew hears words for what they are: the question they would have answered is
// about something that has moved on since.
func anew(b *acts.Book, w *world.World, e talk.Event) way {
	free := freed(w)
	found := find(b, &free, e)
	return way{func(n *world.Need) {
		if open(b, w, e, n); found.need != nil {
			found.need(n)
		}
		if about := w.Session.About; n.Case != about && n.Other == 0 { // or nobody knows any more that it has moved on
			n.Other = about
		}
	}, func(x *acts.Turn) error {
		x.World.Session = free.Session
		x.KeepSession(free.Session)
		return found.does(x)
	}}
}

func heard(all []acts.Hearing, w *world.World, e talk.Event) (way, bool) {
	for i := range all {
		if h := &all[i]; h.Is(w, e) {
			return wayOf(h, w, e), true
		}
	}
	return way{}, false
}

// wayOf is the way of a hearing. It stands by itself: who keeps an event in a
// closure pays for its copy each time they are asked, not only when they keep it.
func wayOf(h *acts.Hearing, w *world.World, e talk.Event) way {
	found := way{does: h.Does}
	if h.Need != nil {
		found.need = func(n *world.Need) { h.Need(w, e, n) }
	}
	return found
}

// clockWay is where a deadline leads that has run out.
func clockWay(b *acts.Book, w *world.World, k talk.Clock) way {
	for _, s := range b.Subjects {
		for _, c := range s.Clocks {
			if !c.Is(k) {
				continue
			}
			return way{func(n *world.Need) {
				if n.Case = k.Case; c.Need != nil {
					c.Need(w, k, n)
				}
			}, func(x *acts.Turn) error { return c.Does(x, k) }}
		}
	}
	return way{does: func(*acts.Turn) error { return nil }}
}

// pressWay is where a pressed button leads. What stands on it is a format we
// have published:
//
//	d|<dialogue>|<step>|<press>   answers a question of a dialogue
//	c|<case>|<action>[|<choice>]  acts on a case
//	m|<command>[|<choice>]        the menu
func pressWay(b *acts.Book, w *world.World, e talk.Event) way {
	if dialogue, _, _ := talk.Pressed(e.Press); dialogue != "" {
		if e.Chat.Group || w.Session.Dialogue != dialogue {
			return way{does: stale} // the message keeps its buttons: it may be a card by now
		}
		return goesOn(b, w, e)
	}
	if number, do, choice, ok := world.PressedCase(e.Press); ok {
		act := cases.Action(do)
		return way{func(n *world.Need) {
			n.Case = number
			if w.Case == nil || w.Case.Number != number || !w.Case.Sees(w.Me.Part()) {
				return
			}
			if p := b.Presses[act]; p.Need != nil {
				p.Need(w, n)
			}
			heeded(b, w, n, act)
		}, func(x *acts.Turn) error { return x.PressCase(number, do, choice) }}
	}
	if command, choice, ok := world.PressedMenu(e.Press); ok && !e.Chat.Group {
		return commandWay(b, w, command, choice)
	}
	return way{does: stale}
}

// heeded adds what those need who do something about an act.
func heeded(b *acts.Book, w *world.World, n *world.Need, acts ...cases.Action) {
	for _, s := range b.Subjects {
		for _, h := range s.Heeds {
			if h.Need != nil && slices.ContainsFunc(acts, func(do cases.Action) bool { return slices.Contains(h.Acts, do) }) {
				h.Need(w, n)
			}
		}
	}
}

// commandWay is where a command leads, typed or pressed in the menu.
func commandWay(b *acts.Book, w *world.World, name, choice string) way {
	if name == "start" {
		for _, s := range b.Subjects {
			for _, l := range s.Links {
				if l.Is(choice) {
					return way{func(n *world.Need) {
						if l.Need != nil {
							l.Need(choice, n)
						}
					}, func(x *acts.Turn) error { return l.Does(x, choice) }}
				}
			}
		}
	}
	c, ok := b.Commands[name]
	if !ok {
		return way{does: func(x *acts.Turn) error {
			x.Reply(talk.Prompt{Say: text.T("start.command"), Rows: x.Menu()})
			return nil
		}}
	}
	return way{func(n *world.Need) {
		if c.Need != nil && c.Allows(w.Me.Role) {
			c.Need(w, choice, n)
		}
	}, func(x *acts.Turn) error {
		if !c.Allows(x.Me.Role) {
			x.Reply(c.Sorry(x))
			return nil
		}
		return c.Does(x, choice)
	}}
}

// groupWay hears a work group: nothing but the few commands that belong there.
// What people say to each other is theirs.
func groupWay(b *acts.Book, e talk.Event) way {
	c, ok := b.Group[e.Command]
	if !ok {
		return way{does: func(*acts.Turn) error { return nil }}
	}
	return way{does: func(x *acts.Turn) error { return c.Does(x, e.Payload) }}
}

// open adds what the dialogue needs that is open.
func open(b *acts.Book, w *world.World, e talk.Event, n *world.Need) {
	s := w.Session
	n.Case = s.About
	if d, ok := b.Dialogues[s.Dialogue]; ok && d.Need != nil {
		d.Need(w, s, e, n)
	}
	if w.Case != nil && w.Case.Number == s.About {
		heeded(b, w, n, show.LeadsTo(s.Dialogue)...)
	}
}

// Needs tells what must be read to decide an event. It is asked until it asks
// for nothing more: first with nothing but the event, then with the person and
// the session read, then with what was asked for.
func Needs(w *world.World, e talk.Event) world.Need {
	var n world.Need
	b := theBook
	if !w.Attended() {
		own := *w
		own.Attend()
		w = &own
	}
	e = behind(w, e)
	if found := find(b, w, e); found.need != nil {
		found.need(&n)
	}
	if n == (world.Need{}) && e.Clock == nil {
		open(b, w, e, &n) // whatever else is asked, the question that is open comes back
	}
	asks := w
	if leaves(b, w, e) || outlived(b, w, e) {
		free := freed(w)
		asks = &free
	}
	for i := range b.Subjects {
		if before := b.Subjects[i].Before; before != nil {
			before(asks, e, &n)
		}
	}
	return n
}

// stale answers a button that nothing can be done with any more.
func stale(x *acts.Turn) error {
	x.ShowToast(text.T("talk.stale"))
	return nil
}

// unheard answers what nothing could be made of.
func unheard(x *acts.Turn) error {
	x.Reply(talk.Prompt{Say: text.T("start.unheard"), Rows: x.Menu()})
	return nil
}
