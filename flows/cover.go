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

// cover covers telephone and identity numbers in what goes to those who do not lead: to
// workers, agencies and groups, and on cards to residents, who read less than a worker,
// never more. Their own words they read as they wrote them.
func cover(x *acts.Turn) {
	for i := range x.Letters {
		l := &x.Letters[i]
		if own := wroteOn(x, *l); own != nil {
			l.Say.Say, l.Head = sight.CoverBut(l.Say.Say, own), sight.CoverBut(l.Head, own)
			continue
		}
		if !coveredFor(x, *l) {
			continue
		}
		l.Say.Say, l.Head, l.Brief = sight.Cover(l.Say.Say), sight.Cover(l.Head), sight.Cover(l.Brief)
		if s := l.Say.Spot; s != nil {
			spot := *s
			spot.Where = sight.Cover(spot.Where)
			l.Say.Spot = &spot
		}
	}
}

// wroteOn tells which words on a resident's card of a case are their own; nil where a
// letter is no card, or goes to somebody else.
func wroteOn(x *acts.Turn, l world.Letter) func(string) bool {
	if l.Card <= 0 || l.To.Group || x.Holder(cases.Card{Chat: l.To.ID}).Role != world.Resident {
		return nil
	}
	if _, group := x.Bound(l.To.ID); group {
		return nil
	}
	c := x.World.Case
	for i := range x.Cases {
		if x.Cases[i].After.Number == l.Card {
			c = &x.Cases[i].After
		}
	}
	if c == nil || c.Number != l.Card {
		return func(string) bool { return false }
	}
	return func(words string) bool {
		if c.By.ID == l.To.ID && (strings.Contains(c.What, words) || strings.Contains(c.Place.More, words)) {
			return true
		}
		return slices.ContainsFunc(c.Log, func(e cases.Entry) bool { return e.By == l.To.ID && strings.Contains(e.Note.Words, words) })
	}
}

// coveredFor tells whether a letter goes to somebody below those who lead, and is about
// what others wrote.
func coveredFor(x *acts.Turn, l world.Letter) bool {
	if _, group := x.Bound(l.To.ID); group || l.To.Group {
		return true
	}
	p := x.Holder(cases.Card{Chat: l.To.ID})
	if p.Role != world.Worker && p.Role != world.Officer {
		return false
	}
	return !theirOwn(x, l) && !behindTheDoor(x, l)
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
	s := x.World.Session
	if x.Change.Session != nil && x.Change.Session.Dialogue != "" {
		s = *x.Change.Session
	}
	return l.To.ID == x.Me.ID && s.Dialogue != "" && s.About == 0 && slices.ContainsFunc(slices.Concat(l.Say.Rows...), func(b talk.Button) bool {
		return strings.HasPrefix(b.Data, "d|"+s.Dialogue+"|") // its question: what others wrote comes without
	})
}
