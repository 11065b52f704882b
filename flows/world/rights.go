package world

import (
	"time"

	"gridbot/flows/accord"
	"gridbot/flows/carecase"
	"gridbot/flows/kept"
	"gridbot/flows/quiet"
	"gridbot/flows/request"
	"gridbot/flows/talk"
)

// What somebody has a right to: to read what is kept of them, to have it forgotten,
// and to know that whoever looks who they are is written down.

// What is written down of that; desk and store know it by these names.
type (
	Look   = kept.Look
	Wish   = kept.Wish
	Traces = kept.Traces
	Over   = kept.Over
)

// What somebody told again and again, and that they are not heard for a while.
type (
	Alarm  = quiet.Alarm
	Mute   = quiet.Mute
	Muting = quiet.Muting
)

// Kept is all that is kept of a person, as /mydata tells it.
type Kept struct {
	Me      Person
	Session talk.Session
	Traces  Traces
	Looks   []Look          // who looked at their name or how to reach them
	Cares   []carecase.Case // that they told of, or are in the team of
	Shut    bool            // there are some that cannot be opened here
	// Requests are what they do in one go; Locked where some of it cannot be opened here.
	Requests []request.Request
	Locked   bool
	Accords  []accord.Accord // in which they stand; Closed where some cannot be opened here
	Closed   bool
	Topics   *Topics // all there are, and all playbooks: they may stand in them, and pay a share
	Plays    *Book
	Letters  int // messages of theirs of which it is known what case they are about
}

// Keeps is for how long people stay in a case of a category that is over.
func (w *World) Keeps(category string) time.Duration {
	days := w.District.Retention
	if c, ok := w.District.Category(category); ok {
		days = c.Retention
	}
	return time.Duration(days) * OneDay
}

// The clocks of what is not kept for ever.
const (
	ClockRetain = "retain" // a case has been over for long enough
	ClockIdle   = "idle"   // a person was not heard of for long enough
	ClockForget = "forget" // what did not fit into one commit of what somebody wanted forgotten
)
