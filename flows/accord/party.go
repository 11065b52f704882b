package accord

import (
	"errors"
	"maps"
	"slices"
	"strings"

	"gridbot/flows/grids"
)

// Errors: why something cannot be done.
var (
	ErrOver    = errors.New("it has ended")
	ErrNotNow  = errors.New("not as it stands")
	ErrUnknown = errors.New("there is no such thing")
	ErrFull    = errors.New("there are too many")
	ErrTwice   = errors.New("that is so already")
	ErrPast    = errors.New("that time was done already, or is too long ago")
	ErrVoice   = errors.New("no voice here")
	ErrTaken   = errors.New("somebody else speaks for it")
	ErrOther   = errors.New("somebody else of the household has voted")
	ErrCrowd   = errors.New("the household has as many as can speak for it")
	ErrOut     = errors.New("they were put out, and nobody has let them in again")
)

// Invite lets people in by a link until a moment. Of each house there is one link:
// the one before is void.
func (a *Accord) Invite(token string, h House, until int64) error {
	if !a.Open() {
		return ErrOver
	}
	a.Links = append(slices.DeleteFunc(a.Links, func(l Link) bool { return l.House == h }), Link{Token: token, House: h, Until: until})
	return nil
}

// Link is the house a link leads to; false for one that is void.
func (a Accord) Link(token string, at int64) (House, bool) {
	for _, l := range a.Links {
		if token != "" && l.Token == token && at < l.Until && a.Open() {
			return l.House, true
		}
	}
	return "", false
}

// Same is how a name is compared: the same shop is not two because of a blank.
func Same(name string) string {
	return strings.ToLower(strings.Join(strings.Fields(name), ""))
}

// Join lets somebody in who speaks for a household, a shop or another party. A
// household that is there already has one more who speaks for it, and one voice as
// before; for a shop that has somebody, only who leads can change who that is.
// Errors: ErrOver, ErrTwice, ErrOut, ErrTaken, ErrCrowd, ErrFull.
func (a *Accord) Join(person int64, lang string, h House, name string, at int64) (*Party, error) {
	switch {
	case !a.Open():
		return nil, ErrOver
	case a.Of(person) != nil:
		return a.Of(person), ErrTwice
	case a.WasPutOut(person) != nil:
		return nil, ErrOut
	}
	i := a.called(h, name)
	switch {
	case i < 0 && len(a.Parties) >= mostParties:
		return nil, ErrFull
	case i < 0:
		p := Party{ID: a.id(string(h[:1])), House: h, Name: name, Since: at}
		if h == Residents {
			p.Home = 1 + a.homes()
		}
		a.Parties = append(a.Parties, p)
		i = len(a.Parties) - 1
	case len(a.Parties[i].People) == 0: // it was left by who spoke for it
	case h != Residents:
		return &a.Parties[i], ErrTaken
	case len(a.Parties[i].People) >= MostSpeak:
		return &a.Parties[i], ErrCrowd
	}
	p := &a.Parties[i]
	p.People, p.Langs = append(p.People, person), append(p.Langs, lang)
	return p, nil
}

// called is the index of the party of a house that a name means; -1 for none. A flat
// is one however it is written, so that a household has one voice; where two could be
// meant it is neither.
func (a *Accord) called(h House, name string) int {
	found, said := -1, grids.Flat(name)
	for i, p := range a.Parties {
		switch {
		case p.House != h || p.Left != 0:
		case Same(p.Name) == Same(name):
			return i
		case h != Residents || !grids.SameFlat(grids.Flat(p.Name), said):
		case found >= 0:
			found = len(a.Parties)
		default:
			found = i
		}
	}
	if found == len(a.Parties) {
		return -1
	}
	return found
}

// homes is how many households ever came in.
func (a *Accord) homes() (n int) {
	for _, p := range a.Parties {
		n = max(n, p.Home)
	}
	return n
}

// ChangeHands says that a shop, or a household, has changed hands: who spoke for it
// does no more, and comes in again only when they are let in. The vote that was given in the open round goes, and what was accepted
// is asked of whoever comes next; the keys it has are still its own. Errors:
// ErrOver, ErrUnknown.
func (a *Accord) ChangeHands(party string, at int64) error {
	p := a.Party(party)
	switch {
	case !a.Open():
		return ErrOver
	case p == nil || p.Left != 0:
		return ErrUnknown
	}
	a.putOut(p, at)
	p.People, p.Langs, p.Since, p.Doubted = nil, nil, at, 0
	a.unsay(party)
	return nil
}

// Leave says that a party takes part no more. Its keys are astray until somebody has
// them back. Errors: ErrOver, ErrUnknown.
func (a *Accord) Leave(party string, at int64) error {
	if err := a.ChangeHands(party, at); err != nil {
		return err
	}
	a.Party(party).Left = at
	return nil
}

// unsay takes back what a party has said yes to.
func (a *Accord) unsay(party string) {
	if r := a.Voting(); r != nil {
		delete(r.Votes, party)
		delete(r.By, party)
	}
	a.Accepted = slices.DeleteFunc(a.Accepted, func(x Acceptance) bool { return x.Owner == PartyOwner(party) })
}

// Forget takes somebody out of all that is kept: that they said something for their
// party is the party's, their words go. With the last of a household goes where it lives;
// its number stays. What was laid down in a version stays, as it is never changed.
func (a *Accord) Forget(person int64) {
	if r := a.Voting(); r != nil {
		maps.DeleteFunc(r.By, func(_ string, by int64) bool { return by == person })
	}
	a.Out = slices.DeleteFunc(a.Out, func(o Out) bool { return o.Person == person })
	if a.Owner == person {
		a.Owner = 0 // whoever leads the grid has it
	}
	for i := range a.Parties {
		p := &a.Parties[i]
		for j := len(p.People) - 1; j >= 0; j-- {
			if p.People[j] == person {
				p.People = slices.Delete(p.People, j, j+1)
				p.Langs = slices.Delete(p.Langs, j, min(j+1, len(p.Langs)))
				if p.House == Residents && len(p.People) == 0 {
					p.Name = "" // where they live: nobody else of the household is here
				}
			}
		}
	}
	for i := range a.Comments {
		if a.Comments[i].By == person {
			a.Comments[i].By, a.Comments[i].Words = 0, ""
		}
	}
	for i := range a.Accepted {
		if a.Accepted[i].By == person {
			a.Accepted[i].By = 0
		}
	}
	for i := range a.Refused {
		if a.Refused[i].By == person {
			a.Refused[i].By, a.Refused[i].Why = 0, ""
		}
	}
	for i := range a.Duties {
		for j := range a.Duties[i].Done {
			if a.Duties[i].Done[j].By == person {
				a.Duties[i].Done[j].By, a.Duties[i].Done[j].Words = 0, ""
			}
		}
	}
}

// Say adds a comment. Errors: ErrOver, ErrFull where a party has said enough.
func (a *Accord) Say(by int64, words string, at int64) error {
	c := Comment{At: at, By: by, Words: words}
	if p := a.Of(by); p != nil {
		c.Party = p.ID
	}
	n := 0
	for _, o := range a.Comments {
		if c.Party != "" && o.Party == c.Party {
			n++
		}
	}
	switch {
	case !a.Open():
		return ErrOver
	case n >= mostSaid || len(a.Comments) >= mostComments:
		return ErrFull
	}
	a.Comments = append(a.Comments, c)
	return nil
}
