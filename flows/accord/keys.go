package accord

import "slices"

// A Key is one that somebody has: of a bollard, a gate, a box.
type Key struct {
	ID     string `json:"id"`
	Words  string `json:"words"`
	Holder string `json:"holder,omitempty"` // an owner; "": it hangs at the station
	Since  int64  `json:"since"`
	Lost   int64  `json:"lost,omitempty"` // since when it counts as lost: the lock is to be changed
	Hands  []Hand `json:"hands,omitempty"`
}

// A Hand is one time a key went from one to another; "" is the station.
type Hand struct {
	At   int64  `json:"at"`
	From string `json:"from,omitempty"`
	To   string `json:"to,omitempty"`
	Lost bool   `json:"lost,omitempty"`
}

// AddKey puts a key on the list; it hangs at the station. Errors: ErrOver, ErrFull.
func (a *Accord) AddKey(words string, at int64) (string, error) {
	switch {
	case !a.Open():
		return "", ErrOver
	case len(a.Keys) >= mostKeys:
		return "", ErrFull
	}
	k := Key{ID: a.id("k"), Words: words, Since: at}
	a.Keys = append(a.Keys, k)
	return k.ID, nil
}

// Key is a key by its ID; nil for none.
func (a *Accord) Key(id string) *Key {
	for i := range a.Keys {
		if a.Keys[i].ID == id {
			return &a.Keys[i]
		}
	}
	return nil
}

// Take gives a key that hangs at the station to somebody. Errors: ErrOver, ErrUnknown,
// ErrTaken, ErrNotNow for one that is lost.
func (a *Accord) Take(id, owner string, at int64) error {
	k := a.Key(id)
	switch {
	case !a.Open():
		return ErrOver
	case k == nil || owner == "":
		return ErrUnknown
	case k.Lost != 0:
		return ErrNotNow
	case k.Holder != "":
		return ErrTaken
	}
	k.hand(owner, at)
	return nil
}

// GiveBack brings a key back, also after the end, and also one that was lost and is
// found. Errors: ErrUnknown, ErrTwice where it hangs at the station.
func (a *Accord) GiveBack(id string, at int64) error {
	k := a.Key(id)
	switch {
	case k == nil:
		return ErrUnknown
	case k.Holder == "" && k.Lost == 0:
		return ErrTwice
	}
	k.Lost = 0
	k.hand("", at)
	return nil
}

// Lose says that a key is lost, or gone with whoever had it. Who had it last stays to
// be read. Errors: ErrUnknown, ErrTwice.
func (a *Accord) Lose(id string, at int64) error {
	k := a.Key(id)
	switch {
	case k == nil:
		return ErrUnknown
	case k.Lost != 0:
		return ErrTwice
	}
	k.hands(Hand{At: at, From: k.Holder, Lost: true})
	k.Lost, k.Since, k.Holder = at, at, ""
	return nil
}

func (k *Key) hand(to string, at int64) {
	k.hands(Hand{At: at, From: k.Holder, To: to})
	k.Holder, k.Since = to, at
}

func (k *Key) hands(h Hand) {
	k.Hands = append(k.Hands, h)
	k.Hands = k.Hands[max(0, len(k.Hands)-mostDone):]
}

// Astray are the keys whose holder is gone: a party that left or has nobody who
// speaks for it, or somebody of the staff who works here no more.
func (a *Accord) Astray(works func(person int64) bool) []Key {
	return slices.DeleteFunc(slices.Clone(a.Keys), func(k Key) bool {
		party, person, _ := OwnerOf(k.Holder)
		switch {
		case party != "":
			p := a.Party(party)
			return p != nil && p.Left == 0 && len(p.People) > 0
		case person != 0:
			return works(person)
		}
		return true
	})
}
