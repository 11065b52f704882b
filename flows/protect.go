package flows

import (
	"strings"

	"gridbot/flows/acts"
	"gridbot/flows/cases"
	"gridbot/flows/world"
)

// What staff read of a case is about people: it is not passed on nor saved from the
// chat. What somebody told themselves is theirs, and what is made to be handed on
// (papers, codes, links, files of figures) stays so.

// protect says of every letter of the turn whether Telegram is to hold it there.
func protect(x *acts.Turn) {
	for i := range x.Letters {
		x.Letters[i].Protect = personal(x, x.Letters[i])
	}
}

// personal tells whether a letter holds what is about others.
func personal(x *acts.Turn, l world.Letter) bool {
	switch {
	case l.Care < 0: // the photo of somebody's badge
		return !l.Empty
	case l.Strip || l.Empty || l.Asks != "" || l.Say.Keys != "":
		return false
	case l.Say.Draw != nil && l.Say.Draw.Pairs == nil:
		return false
	}
	if behindTheDoor(x, l) && x.Me.Role != world.Resident {
		return true
	}
	if strings.HasPrefix(x.Event.Press, "m|shop|") && x.Me.Role != world.Resident && l.To.ID == x.Me.ID {
		return true // the papers of who opens a shop
	}
	number := max(l.Of(), -l.Card)
	if number == 0 {
		return false
	}
	if l.To.ID < 0 {
		return true
	}
	if c := known(x, number); c != nil && c.Concerns(l.To.ID) {
		return false
	}
	if len(l.Say.Files) > 0 {
		return true
	}
	_, staff := x.Staff.People[l.To.ID]
	return staff || l.To.ID == x.Me.ID && x.Me.Role != world.Resident
}

// known is a case as the turn leaves it, as far as it has it at hand.
func known(x *acts.Turn, number int) *cases.Case {
	for i := range x.Cases {
		if x.Cases[i].After.Number == number {
			return &x.Cases[i].After
		}
	}
	for _, c := range []*cases.Case{x.World.Case, x.Other} {
		if c != nil && c.Number == number {
			return c
		}
	}
	return nil
}
