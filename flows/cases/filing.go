package cases

import (
	"crypto/subtle"
	"slices"
	"time"
)

// What the staff file did not come from a resident's phone: they found it, or it
// came by another door. Nobody is its reporter until whoever told of it claims the
// tracking card; so who typed it keeps all that their work lets them do.

// A Filing is how a case came that somebody of the staff typed.
type Filing struct {
	By     int64  `json:"by"`
	Door   Door   `json:"door,omitempty"`   // "": danger was told before anybody said
	Ref    string `json:"ref,omitempty"`    // its number in the system it came from
	Caller string `json:"caller,omitempty"` // how to reach who told of it: for those who lead alone
	Token  string `json:"token,omitempty"`  // unguessable: whoever has it may claim the tracking card, once
	Fixed  bool   `json:"fixed,omitempty"`  // it had been put right when it was filed
}

// Door is by which way it came.
type Door string

const (
	DoorHotline Door = "hotline" // 12345
	DoorPhone   Door = "phone"
	DoorVisit   Door = "visit" // or on paper
	DoorOrder   Door = "order" // of another platform
	DoorPatrol  Door = "patrol"
	DoorCamera  Door = "camera"
	DoorFound   Door = "found" // by who filed it
)

// Doors are all of them, in the order in which they are offered.
var Doors = []Door{DoorHotline, DoorPhone, DoorVisit, DoorOrder, DoorPatrol, DoorCamera, DoorFound}

// Numbered reports whether what comes by the door has a number elsewhere.
func (d Door) Numbered() bool { return d == DoorHotline || d == DoorOrder }

// Called reports whether somebody told of it, and may want to follow it.
func (d Door) Called() bool { return d == DoorHotline || d == DoorPhone || d == DoorVisit }

// FiledBy reports whether somebody typed the case.
func (c Case) FiledBy(id int64) bool { return c.Filed != nil && c.Filed.By == id && id != 0 }

// Opens reports whether a token opens the tracking card still.
func (c Case) Opens(token string) bool {
	return c.By.ID == 0 && c.Filed != nil && c.Filed.Token != "" && subtle.ConstantTimeCompare([]byte(c.Filed.Token), []byte(token)) == 1
}

// Slip reports whether somebody typed the case for a caller who has not claimed
// its tracking card.
func (c Case) Slip(id int64) bool { return c.FiledBy(id) && c.By.ID == 0 && c.Filed.Token != "" }

// Typed is a new case, typed by somebody of the staff.
func Typed(c Case, by Person, at time.Time, times Times) Case {
	c.Opened, c.By = at.Unix(), Reporter{}
	c.Log = append(c.Log, Entry{At: at.Unix(), By: by.ID, Part: by.works(), Do: Report, To: Reported})
	c.enter(Reported, Report, at, times)
	return c
}

// works is what somebody of the staff is, whatever the case.
func (p Person) works() Part {
	switch {
	case p.Coordinator:
		return PartRouter
	case p.Lead:
		return PartLead
	case p.Agency != "":
		return PartOfficer
	}
	return PartWorker
}

// filed tells whether the person typed the case, and works here still.
func (c Case) filed(p Person) bool { return c.FiledBy(p.ID) && (p.staff() || p.Agency != "") }

// callsFor tells whether the person shows the link to the tracking card, and is
// nobody who typed the case, works on it or checks it: the doer never confirms.
func (c Case) callsFor(p Person) bool {
	return c.Opens(p.Shows) && !c.FiledBy(p.ID) && p.ID != c.Assignee && p.ID != c.Verifier && !slices.Contains(c.Handlers, p.ID) &&
		!c.ledBy(p) && c.LegOf(p.Agency) == nil && !c.followedBy(p)
}

// claimCard: who told of it has the tracking card from now on. The link is used up, and
// what they are called stays with them: the office knows how to reach them.
func claimCard(c *Case, a Act) error {
	c.By = Reporter{ID: a.By.ID, Anonymous: true, Lang: a.Lang}
	filed := *c.Filed
	filed.Token = ""
	c.Filed = &filed
	return leave(c, a) // who had joined it is not asked twice
}

// check: nobody else can say that it is fixed; so it is closed by the check, and
// called no more than that.
func check(c *Case, a Act) error {
	c.Outcome, c.Ended = Checked, a.At.Unix()
	if c.Nothing {
		c.Outcome = NothingSeen
	}
	return add(c, a)
}
