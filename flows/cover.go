package flows

import (
	"slices"
	"strings"

	"gridbot/flows/acts"
	"gridbot/flows/cases"
	"gridbot/flows/sight"
	"gridbot/flows/talk"
	"gridbot/flows/world"
)

// cover covers what tells of people in all that goes to those who do not lead: words,
// buttons, what is drawn, and what is shown over a pressed button. Workers, agencies and
// groups do not read telephone and identity numbers; residents read less than a worker,
// never more. What they wrote themselves, and what was written to them, they read whole.
func cover(x *acts.Turn) {
	for i := range x.Letters {
		l := &x.Letters[i]
		if r, covered := reader(x, *l); covered {
			l.Say, l.Head, l.Brief = r.Prompt(l.Say), r.Text(l.Head), r.Text(l.Brief)
		}
	}
	if r, covered := reader(x, world.Letter{To: talk.Chat{ID: x.Me.ID}}); covered {
		x.Toast = r.Text(x.Toast)
	}
}

// reader is who reads a letter, and false where nothing in it is covered for them.
func reader(x *acts.Turn, l world.Letter) (sight.Reader, bool) {
	if _, group := x.Bound(l.To.ID); group || l.To.Group {
		return sight.Reader{Hides: sight.Below}, true
	}
	p := x.Holder(cases.Card{Chat: l.To.ID})
	switch {
	case p.Role != world.Resident && p.Role != world.Worker && p.Role != world.Officer, behindTheDoor(x, l):
		return sight.Reader{}, false
	case p.Role == world.Resident:
		return sight.Reader{Hides: sight.Residents, Own: sight.Knows(func() []string { return theirs(x, p.ID) })}, true
	}
	r := sight.Reader{Hides: sight.Below}
	if question(x, l) { // about a case: what stands there already may be what others wrote
		writes, stood := sight.Knows(func() []string { return []string{drafted(x)} }), sight.Knows(func() []string { return []string{kept(x.World.Case)} })
		r.Own = func(found string) bool { return writes(found) && !stood(found) }
	}
	return r, !theirOwn(x, l) && !theirPaper(x, l)
}

// behindTheDoor tells whether a letter answers somebody who has opened a care case: its
// team needs to call, and nobody else reads any of it.
func behindTheDoor(x *acts.Turn, l world.Letter) bool {
	return l.To.ID == x.Me.ID && (strings.HasPrefix(x.Event.Press, "m|care|") || strings.HasPrefix(x.World.Session.Dialogue, "care"))
}

// theirOwn tells whether a letter shows somebody what they are writing themselves, or
// told of.
func theirOwn(x *acts.Turn, l world.Letter) bool {
	if l.Card > 0 {
		for _, m := range x.Cases {
			if m.After.Number == l.Card {
				return m.After.By.ID == l.To.ID || m.After.FiledBy(l.To.ID)
			}
		}
		c := x.World.Case
		return c != nil && c.Number == l.Card && (c.By.ID == l.To.ID || c.FiledBy(l.To.ID))
	}
	return question(x, l) && sessionOf(x).About == 0 // what others wrote comes without
}

// question tells whether a letter asks who did something the question of what they are in.
func question(x *acts.Turn, l world.Letter) bool {
	s := sessionOf(x)
	return l.To.ID == x.Me.ID && s.Dialogue != "" && slices.ContainsFunc(slices.Concat(l.Say.Rows...), func(b talk.Button) bool {
		return strings.HasPrefix(b.Data, "d|"+s.Dialogue+"|")
	})
}

// sessionOf is the dialogue that goes on, or the one that has just ended.
func sessionOf(x *acts.Turn) talk.Session {
	if s := x.Change.Session; s != nil && s.Dialogue != "" {
		return *s
	}
	return x.World.Session
}

// theirPaper tells whether a letter is the page of a notice that its reader serves: the
// paper is what they wrote, and is handed over as it is.
func theirPaper(x *acts.Turn, l world.Letter) bool {
	if l.Say.Draw == nil || l.Say.Draw.Notice == nil || x.World.Case == nil {
		return false
	}
	return !slices.ContainsFunc(x.World.Case.Notices, func(n cases.Notice) bool { return n.ID == l.Say.Draw.Notice.ID && n.By != l.To.ID })
}
