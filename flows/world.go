// Package flows is what the bot does: it decides what an event changes and
// who is told. It is pure: everything it looks at is in the World it is given,
// everything it wants is in the Change it returns.
package flows

import (
	"cmp"
	"slices"
	"time"

	"gridbot/flows/cases"
	"gridbot/flows/district"
	"gridbot/flows/talk"
	"gridbot/flows/text"
)

// A World is all that one event is decided on. Nothing in it may be changed.
type World struct {
	District *district.District
	Bot      string // the bot's user name, for links
	Now      time.Time

	Me      Person
	Session talk.Session // zero when no dialogue is open
	Staff   Staff
	Case    *cases.Case  // the case the event is about; nil when there is none
	List    []cases.Case // the cases of the list that was asked for, in order
	Invite  *Invite      // the invitation that was followed; nil when it is not valid

	Number func() int    // takes a fresh case number
	Token  func() string // makes an unguessable token of at most 22 characters
}

// Role is what a person may be at all.
type Role string

const (
	Resident    Role = ""
	Worker      Role = "worker"
	Lead        Role = "lead"
	Coordinator Role = "coordinator"
)

// A Person is somebody who talks with the bot.
type Person struct {
	ID     int64     `json:"id"`
	Rev    int       `json:"-"`
	Name   string    `json:"name,omitempty"`
	Lang   text.Lang `json:"lang,omitempty"`
	Chosen bool      `json:"chosen,omitempty"` // the language was chosen, not guessed
	Role   Role      `json:"role,omitempty"`
	Grid   string    `json:"grid,omitempty"` // of a worker or lead
	Duty   bool      `json:"duty,omitempty"`
	Gone   bool      `json:"gone,omitempty"`  // blocked the bot: nothing is sent
	Album  *Album    `json:"album,omitempty"` // the last one that went to a case
}

// part is what the lifecycle must know of the person.
func (p Person) part() cases.Person {
	return cases.Person{
		ID: p.ID, Grid: p.Grid,
		Worker: p.Role == Worker && p.Duty, Lead: p.Role == Lead, Coordinator: p.Role == Coordinator,
	}
}

// Staff is everybody with a role, and the work groups, as last committed.
type Staff struct {
	People map[int64]Person
	Groups map[string]Group // by grid
}

// A Group is the work group bound to a grid.
type Group struct {
	Grid   string    `json:"grid"`
	Chat   int64     `json:"chat"`
	Thread int       `json:"thread,omitempty"`
	Lang   text.Lang `json:"lang"`
	Was    int64     `json:"was,omitempty"` // its chat before it became a supergroup
}

// in lists the staff of a role, of one grid or of all, in a steady order.
func (s Staff) in(role Role, grid string) []Person {
	var ps []Person
	for _, p := range s.People {
		if p.Role == role && (grid == "" || p.Grid == grid) {
			ps = append(ps, p)
		}
	}
	slices.SortFunc(ps, func(a, b Person) int {
		return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID))
	})
	return ps
}

// onDuty lists the workers of a grid who can be offered a task now.
func (s Staff) onDuty(grid string) []Person {
	return slices.DeleteFunc(s.in(Worker, grid), func(p Person) bool {
		return !p.Duty || p.Gone || grid == ""
	})
}

// name is what a member of the staff is called; "" when they have left.
func (s Staff) name(id int64) string { return s.People[id].Name }

// An Invite is a one-time way into the staff.
type Invite struct {
	Token   string `json:"token"`
	Role    Role   `json:"role"`
	Grid    string `json:"grid,omitempty"`
	By      int64  `json:"by,omitempty"` // 0: from the command line
	Expires int64  `json:"expires"`      // unix seconds
}

// InviteLasts is how long an invitation can be used.
const InviteLasts = 7 * 24 * time.Hour

// A Need is what must be read before an event can be decided.
type Need struct {
	Case   int    // this case
	Invite string // the invitation of this token
	Mine   bool   // the cases the person reported, newest first
	Held   bool   // the cases the person has claimed, most urgent first
	HeldBy int64  // the cases somebody else has claimed
	Grid   string // the open cases of these grids, separated by commas, most urgent first; Unrouted for those without
}

// Unrouted names the list of cases whose grid nobody knows yet.
const Unrouted = "-"

// A Change is all that one event changes; it is committed whole or not at all.
type Change struct {
	Session *talk.Session // nil: as it was; the zero Session: ended
	People  []Person      // changed or new
	Cases   []Moved
	Group   *Group  // bound
	Unbind  string  // the grid whose group is no more
	Invite  *Invite // made
	Used    string  // the token of the invitation that was used up
	Letters []Letter
	Log     []Logged
	Flood   *Flood // nil: as it was
	Draft   *int64 // when the person's unfinished report of danger is told, unix seconds; 0: not any more; nil: as it was

	Toast text.Text // shown over the pressed button
	Alert bool      // the toast waits to be read
	Open  string    // payload of a link to the private chat the press leads to
}

// Moved is a case before and after. Before is nil for a new case.
type Moved struct {
	Before *cases.Case
	After  cases.Case
}

// A Logged is one line of the event log, the truth for every figure.
type Logged struct {
	At       int64        `json:"at"`
	Case     int          `json:"case"`
	Do       cases.Action `json:"do"`
	From     cases.Status `json:"from,omitempty"`
	To       cases.Status `json:"to"`
	Part     cases.Part   `json:"part"`
	By       int64        `json:"by,omitempty"`
	Grid     string       `json:"grid,omitempty"`
	Category string       `json:"category"`
	Danger   bool         `json:"danger,omitempty"`
	Rating   int          `json:"rating,omitempty"`
}

// Class is how urgent a letter is: a lower class never waits for a higher one.
type Class int

const (
	ClassDanger Class = iota
	ClassReply
	ClassTask
	ClassReminder
	ClassBulk
)

// A Letter is one message the bot owes somebody. It waits in the outbox, in no
// language yet, until Telegram has it.
type Letter struct {
	Class Class       `json:"class"`
	To    talk.Chat   `json:"to"`
	Lang  text.Lang   `json:"lang"`
	Say   talk.Prompt `json:"say"`
	// Card is the case this message is the card of in that chat: it is
	// edited in place if the chat has one already.
	Card int `json:"card,omitempty"`
	// Fresh sends the card anew, so that the person notices, and takes the
	// old one away.
	Fresh bool `json:"fresh,omitempty"`
	// Edit is a message to be changed instead of sending one; when it cannot
	// be changed any more, one is sent. A card that is new to the chat takes
	// the place of that message.
	Edit int `json:"edit,omitempty"`
	// Brief is a card of the work group in one line: when many wait, they are
	// sent as a list.
	Brief text.Text `json:"brief,omitzero"`
	// Strip takes the buttons off the message Edit and says nothing.
	Strip bool `json:"strip,omitempty"`
}
