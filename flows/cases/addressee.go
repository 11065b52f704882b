package cases

import (
	"slices"
	"time"

	"gridbot/flows/text"
)

// A notice hangs where anybody can scan it. So the code alone shows nothing: who
// scans it asks, and who served the notice says whether they are the one it is for.

// An Asker is somebody who scanned a notice. Only who answers reads who it is.
type Asker struct {
	N    int       `json:"n"` // counted from 1: what stands on buttons, so that no ID does
	ID   int64     `json:"id"`
	Name string    `json:"name,omitempty"`
	Lang text.Lang `json:"lang,omitempty"`
	At   int64     `json:"at"`
	Yes  int64     `json:"yes,omitempty"` // when it was said that they are
	No   int64     `json:"no,omitempty"`  // … that they are not, or not any more
}

// Waits tells whether nobody has answered yet.
func (a Asker) Waits() bool { return a.Yes == 0 && a.No == 0 }

// What a notice keeps of who asks. The longest waiting gives way, so that many who
// scan it lock nobody out; and who was told no may ask again, but not at once.
const (
	mostAskers = 20
	askedAgain = 24 * time.Hour
	askedLong  = 4 * time.Hour // who scans it again after so long is heard by the leads, too
)

// An Asking is what became of a scan.
type Asking int

const (
	AskingNothing Asking = iota // nothing can be asked for: the notice is done with
	AskingNew                   // they ask, and whoever answers is to be told
	AskingWaits                 // they ask already
	AskingLong                  // … and have waited for long: the leads are to be told
	AskingRefused               // they were told no lately
)

// Waiting are those of whom nobody has said whether the notice is for them.
func (n Notice) Waiting() []Asker {
	return slices.DeleteFunc(slices.Clone(n.Askers), func(a Asker) bool { return !a.Waits() })
}

// Asker is who asked to follow the notice in force; nil for others.
func (c *Case) Asker(id int64) *Asker {
	n := c.Notice()
	if n == nil {
		return nil
	}
	if i := slices.IndexFunc(n.Askers, func(a Asker) bool { return a.ID == id }); i >= 0 {
		return &n.Askers[i]
	}
	return nil
}

// Ask is the case with somebody who scanned the notice in force and asks to follow it.
func (c Case) Ask(a Asker, at time.Time) (Case, Asking) {
	if n := c.Notice(); n == nil || len(n.Open()) == 0 || a.ID == 0 {
		return c, AskingNothing
	}
	next := c.clone()
	n := next.Notice()
	if was := next.Asker(a.ID); was != nil {
		switch {
		case was.Waits() && at.Unix() >= was.At+int64(askedLong/time.Second):
			was.At = at.Unix()
			return next, AskingLong
		case was.Waits():
			return c, AskingWaits
		case was.No != 0 && at.Unix() < was.No+int64(askedAgain/time.Second):
			return c, AskingRefused
		}
		n.Askers = slices.DeleteFunc(n.Askers, func(o Asker) bool { return o.ID == a.ID })
	}
	if len(n.Askers) >= mostAskers {
		gone := slices.IndexFunc(n.Askers, func(o Asker) bool { return !slices.Contains(n.Followers, o.ID) })
		n.Askers = slices.Delete(n.Askers, gone, gone+1)
	}
	a.N, a.At, a.Yes, a.No = 1, at.Unix(), 0, 0
	for _, o := range c.Notice().Askers {
		a.N = max(a.N, o.N+1)
	}
	n.Askers = append(n.Askers, a)
	return next, AskingNew
}

// admit: the notice is for them. They follow it from now on.
func admit(c *Case, a Act) error {
	asker := c.Asker(a.To)
	switch {
	case asker == nil || a.To == a.By.ID || a.To == c.By.ID || c.HasJoined(a.To):
		return ErrMissing
	case !asker.Waits():
		return ErrCalled
	case len(c.Notice().Followers) >= mostFollowers:
		return ErrFull
	}
	asker.Yes = a.At.Unix()
	n := c.Notice()
	n.Followers = append(n.Followers, a.To)
	return nil
}

// rebuff: the notice is not for them.
func rebuff(c *Case, a Act) error {
	asker := c.Asker(a.To)
	switch {
	case asker == nil:
		return ErrMissing
	case !asker.Waits():
		return ErrCalled
	}
	asker.No = a.At.Unix()
	return nil
}

// oust: it was not for them after all.
func oust(c *Case, a Act) error {
	n := c.Notice()
	if n == nil || !slices.Contains(n.Followers, a.To) {
		return ErrMissing
	}
	n.Followers = slices.DeleteFunc(n.Followers, func(id int64) bool { return id == a.To })
	if len(n.Followers) == 0 {
		n.Followers = nil
	}
	if asker := c.Asker(a.To); asker != nil {
		asker.Yes, asker.No = 0, a.At.Unix()
	}
	if c.Plea != nil && c.Plea.By == a.To && c.Plea.Part == PartAddressee {
		c.Plea = nil // it was not theirs to ask
	}
	return nil
}

// Guards of who follows a notice.
var (
	wanted = guard{"while somebody asks to follow the notice; an officer, the one they served", func(c Case, p Person) bool {
		n := c.Notice()
		if n == nil || len(n.Waiting()) == 0 {
			return false
		}
		return n.By == p.ID || !slices.Contains(c.Parts(p), PartOfficer)
	}}
	followed = given("while somebody follows the notice", func(c Case) bool { n := c.Notice(); return n != nil && len(n.Followers) > 0 })
)
