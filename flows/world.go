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
	"gridbot/flows/figures"
	"gridbot/flows/grids"
	"gridbot/flows/talk"
	"gridbot/flows/text"
)

// A World is all that one event is decided on. What was read is never changed:
// a turn has a copy of its own, in which people are as the turn leaves them.
type World struct {
	District *district.District
	Bot      string // the bot's user name, for links
	Now      time.Time

	Me       Person
	Session  talk.Session // zero when no dialogue is open
	Staff    Staff
	Case     *cases.Case   // the case the event is about; nil when there is none
	List     []cases.Case  // the cases of the list that was asked for, in order
	Invite   *Invite       // the invitation that was followed; nil when it is not valid
	Seen     []Used        // after-photos that may be the same as those sent now
	Near     []cases.Case  // what was closed lately near the report that is sent
	Gathered Gathered      // the reminders that wait for the person
	Weekly   *Weekly       // figures, and what belongs to them; nil when not asked for
	Told     map[int64]int // messages of this day the staff did not ask for, by person
	Meeting  *Conference   // the conference of the grid the event is about; nil when there was none
	Forces   Forces        // how the agencies did lately
	Changed  []Person      // people as the turn has left them so far

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
	Officer     Role = "officer" // of an agency that reports in when it is called
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

	Notice     int   `json:"notice,omitempty"`     // the case whose notice they opened last as its addressee
	Substitute int64 `json:"substitute,omitempty"` // who stands in for a worker off duty
	Reminded   int64 `json:"reminded,omitempty"`   // when they were last sent reminders, unix seconds

	Agency string   `json:"agency,omitempty"` // of an officer
	Head   bool     `json:"head,omitempty"`   // of the agency
	Grids  []string `json:"grids,omitempty"`  // an officer answers for; none: for all
	Kinds  []string `json:"kinds,omitempty"`  // the categories an officer answers for; none: for all
}

// holder is the person whose private chat holds a card, as they are now.
func (w *World) holder(k cases.Card) Person {
	for _, p := range w.Changed {
		if p.ID == k.Chat {
			return p
		}
	}
	if p, ok := w.Staff.People[k.Chat]; ok {
		return p
	}
	return Person{ID: k.Chat, Lang: k.Lang}
}

// part is what the lifecycle must know of the person.
func (p Person) part() cases.Person {
	return cases.Person{
		ID: p.ID, Grid: p.Grid,
		Worker: p.Role == Worker && p.Duty, Lead: p.Role == Lead, Coordinator: p.Role == Coordinator,
		Agency: p.Agency,
	}
}

// Staff is everybody with a role, and the work groups, as last committed.
type Staff struct {
	People map[int64]Person
	Groups map[string]Group // by their key
}

// A Group is the work group bound to a grid, or to an agency.
type Group struct {
	Grid   string    `json:"grid"`
	Agency string    `json:"agency,omitempty"`
	Chat   int64     `json:"chat"`
	Thread int       `json:"thread,omitempty"`
	Lang   text.Lang `json:"lang"`
	Was    int64     `json:"was,omitempty"` // its chat before it became a supergroup
}

// Key is what the group is kept by: no grid's ID holds an @.
func (g Group) Key() string {
	if g.Agency != "" {
		return "@" + g.Agency
	}
	return g.Grid
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
	Grid    string `json:"grid,omitempty"`   // of an officer: the grid they answer for; "": all
	Agency  string `json:"agency,omitempty"` // of an officer
	Head    bool   `json:"head,omitempty"`   // of the agency
	By      int64  `json:"by,omitempty"`     // 0: from the command line
	Expires int64  `json:"expires"`          // unix seconds
}

// InviteLasts is how long an invitation can be used.
const InviteLasts = 7 * 24 * time.Hour

// A Need is what must be read before an event can be decided.
type Need struct {
	Case     int         // this case
	Invite   string      // the invitation of this token
	Mine     bool        // the cases the person reported, newest first
	Held     bool        // the cases the person has claimed, most urgent first
	HeldBy   int64       // the cases somebody else has claimed
	Grid     string      // the open cases of these grids, separated by commas, most urgent first; Unrouted for those without
	Photos   string      // after-photos like these: file:look, separated by commas
	Near     Nearby      // the cases closed lately around here
	Around   grids.Point // every case ever reported around there, newest first
	Gathered bool        // the reminders that wait for the person, with their cases as the list
	Span     Span        // figures of some weeks, and what belongs to them
	Behind   Behind      // as the list, the cases behind a figure
	Told     string      // how much the staff were told on this day
	Meeting  string      // the conference of this grid
	Agenda   string      // the cases on the agenda of this grid's next conference, by when they came there
	Agency   string      // the cases in which this agency has a leg to go, most urgent first
	Forces   string      // how the agencies did in these weeks, separated by commas
}

// tasks adds what the person has, and what is open where they work.
func (n *Need) tasks(w *World) {
	n.Held = true
	switch w.Me.Role {
	case Officer:
		n.Agency = w.Me.Agency
	case Worker, Lead:
		n.Grid = w.Me.Grid
	case Coordinator:
		n.Grid = w.gridsOf(figures.Everywhere)
	}
}

// Unrouted names the list of cases whose grid nobody knows yet.
const Unrouted = figures.Unrouted

// A Change is all that one event changes; it is committed whole or not at all.
type Change struct {
	Session  *talk.Session // nil: as it was; the zero Session: ended
	People   []Person      // changed or new
	Cases    []Moved
	Met      *Met    // a conference that changed
	Group    *Group  // bound
	Unbind   string  // the key of the group that is no more
	Invite   *Invite // made
	Used     string  // the token of the invitation that was used up
	Letters  []Letter
	Log      []Logged
	Flood    *Flood     // nil: as it was
	Remind   []Reminder // gathered for later
	Told     []int64    // members of the staff who are told something they did not ask for
	Day      string     // on which, such as 2026-11-24
	Reminded *Gathered  // told now, or not worth it any more; nil: none
	Draft    *int64     // when the person's unfinished report of danger is told, unix seconds; 0: not any more; nil: as it was

	Toast text.Text // shown over the pressed button
	Lang  text.Lang // of the toast: whoever pressed reads it
	Alert bool      // the toast waits to be read
	Open  string    // payload of a link to the private chat the press leads to
}

// Met is a conference before and after. Before is nil for a grid's first one.
type Met struct {
	Before *Conference
	After  Conference
}

// Moved is a case before and after. Before is nil for a new case.
type Moved struct {
	Before *cases.Case
	After  cases.Case
}

// Logged is one line of the event log, and Counts is what it counts as; desk
// and store know them by these names.
type (
	Logged = figures.Logged
	Counts = figures.Counts
)

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
	// Head is the first line of a card that came fresh: why it came.
	Head text.Text `json:"head,omitzero"`
	// At is the message that was pressed: a card that stands elsewhere comes
	// to where the person is looking.
	At int `json:"at,omitempty"`
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
