// Package world is what an event is decided on and what comes of it: the records
// that are read, the change that is committed whole, and what can be seen in them
// without a word being said. It knows no wording, no buttons and no subject.
package world

import (
	"time"

	"gridbot/flows/cases"
	"gridbot/flows/district"
	"gridbot/flows/talk"
	"gridbot/flows/text"
)

// A World is all that one event is decided on. What was read is never changed:
// a turn has a copy of its own, in which people are as the turn leaves them.
type World struct {
	District *district.District
	Bot      string // the bot's user name, for links
	Now      time.Time

	Me      Person
	Session talk.Session // zero when no dialogue is open
	Staff   Staff
	Found
	Changed []Person // people as the turn has left them so far

	Again *Found // what the question needs that comes back; nil: not read

	attended bool // everybody is as the plans have them now

	Seals  bool          // what is confided can be sealed here
	Says   *text.Catalog // what stands on buttons, to know it when it is typed; nil: it is not known
	Number func() int    // takes a fresh case number
	// Had is how many messages of today a member of the staff did not ask for; nil:
	// nobody counts.
	Had   func(id int64) int
	Token func() string // makes an unguessable token of at most 22 characters
}

// Found is what was read because an event needs it; what does not exist, or was
// not asked for, is zero.
type Found struct {
	Case     *cases.Case   // the case the event is about
	Other    *cases.Case   // another case beside it
	Replied  Replied       // what the message is about that is answered, or changed
	List     []cases.Case  // the cases of the list that was asked for, in order
	Invite   *Invite       // the invitation that was followed; nil when it is not valid
	Same     []Photo       // after-photos that may be the same as those sent now
	Near     []cases.Case  // what was closed lately near the report that is sent
	Alarms   []cases.Case  // what was ever reported around the place that danger is told of, newest first
	Person   *Person       // somebody else
	Theirs   []cases.Case  // the cases the person reported, newest first
	Rounds   []cases.Case  // the cases that were asked for by their numbers
	Gathered Gathered      // the reminders that wait for the person
	Weekly   *Weekly       // figures, and what belongs to them
	Told     map[int64]int // messages of this day the staff did not ask for, by person
	Meeting  *Conference   // the conference of the grid the event is about
	Meetings []Conference  // the conferences of the grids that were asked for
	Forces   Forces        // how the agencies did lately
	Caring   Caring        // care cases
	Serving  Serving       // requests to do something in one go
	Agreeing Agreeing      // what is agreed on about topics
	Listed   Listed        // what the list is a page of
	Invites  []Invite      // every invitation that can still be used
	Standing []cases.Case  // the cases whose cards stand in the chat
	Traces   Traces        // the cases that know the person
	Looks    []Look        // who looked at names, the newest first
	Hot      *Board        // what is frequent, and what was decided of it; nil: never looked for
	Topics   *Topics       // the key topics; nil: none yet
	Plays    *Book         // the playbooks; nil: none yet
}
