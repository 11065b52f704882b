package world

import (
	"cmp"

	"gridbot/flows/cases"
	"gridbot/flows/figures"
	"gridbot/flows/request"
	"gridbot/flows/talk"
	"gridbot/flows/text"
)

// A Change is all that one event changes; it is committed whole or not at all.
type Change struct {
	Session  *talk.Session // nil: as it was; the zero Session: ended
	People   []Person      // changed or new
	Cases    []Moved
	Met      *Met     // a conference that changed
	Hot      *Board   // what is frequent, when something was decided of it
	Topics   *Topics  // the key topics, when one changed
	Plays    *Book    // the playbooks, when one changed
	Cared    *Cared   // a care case that changed
	Parted   []Cared  // care cases somebody was taken out of, who has left or is forgotten
	Served   *Served  // a request that changed
	Agreed   []Agreed // what is agreed on about topics that changed
	Group    *Group   // bound
	Rota     *Rota    // the plans of duty, when one changed
	Unbind   []string // the keys of the groups that are no more
	Invite   *Invite  // made
	Used     string   // the token of the invitation that was used up
	Letters  []Letter
	Said     []Said // messages of people that became part of a case
	Log      []Logged
	Flood    *Flood       // nil: as it was
	Remind   []Reminder   // gathered for later
	Told     []int64      // members of the staff who are told something they did not ask for
	Day      string       // on which, such as 2026-11-24
	Reminded *Gathered    // told now, or not worth it any more; nil: none
	Strikes  []talk.Clock // clocks of people and chats that are to strike, at once where they are due
	Looked   []Look       // somebody looked who somebody is
	Forget   *Person      // whose record, and all that is kept of them besides their cases, is taken away; Left: that they worked here stays
	Rest     int64        // since when there is more to forget of the person than fits into one commit, unix seconds; 0: nothing
	Heard    int64        // the day on which the person wrote, unix seconds; 0: it was not them
	Draft    *int64       // when the person's unfinished report of danger is told, unix seconds; 0: not any more; nil: as it was

	Again *talk.Session // whose question comes back, which needs more than the event; nil: none does

	Unserved []request.Request // whose records are taken away: who asked is forgotten

	Toast text.Text // shown over the pressed button
	Lang  text.Lang // of the toast: whoever pressed reads it
	Alert bool      // the toast waits to be read
	Open  string    // payload of a link to the private chat the press leads to
}

// Said is a message of a person that became part of a case: the report, or
// something added to it. When it is changed later, we know what it was.
type Said struct {
	Message
	Case int
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
	// About is the case this message is about, where it is no card: who answers
	// it means that case.
	About int `json:"about,omitempty"`
	// Asks is the dialogue whose question this is: who answers it answers that.
	Asks string `json:"asks,omitempty"`
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
	// Care is the care case whose photos these are: where they stand is kept, so
	// that Empty can take them away. Below zero it is the person whose badge it shows.
	Care int `json:"care,omitempty"`
	// Empty takes a card away: its words take the place of what it says where it
	// stands, and are not sent where none stands.
	Empty bool `json:"empty,omitempty"`
	// Protect keeps it from being passed on or saved: it is about people.
	Protect bool `json:"protect,omitempty"`
	// Hush lets it come without a sound: nobody is waked by it.
	Hush bool `json:"hush,omitempty"`
	// Strip takes the buttons off the message Edit and says nothing.
	Strip bool `json:"strip,omitempty"`
}

// Of is the case a letter is about; 0 for none.
func (l Letter) Of() int { return cmp.Or(l.About, max(l.Card, 0)) }
