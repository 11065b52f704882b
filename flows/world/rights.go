package world

import (
	"time"

	"gridbot/flows/cases"
	"gridbot/flows/talk"
)

// What somebody has a right to: to read what is kept of them, to have it forgotten,
// and to know that whoever looks who they are is written down.

// A Look is that somebody looked who somebody is, or took that away. It is added to
// and never changed.
type Look struct {
	At   int64  `json:"at"`
	By   int64  `json:"by,omitempty"`   // 0: who runs the bot, at the machine
	Case int    `json:"case,omitempty"` // 0: an export
	Grid string `json:"grid,omitempty"` // of the case or the export; "": of the whole district, or not known
	What Seen   `json:"what"`
	With int64  `json:"with,omitempty"` // of an export: the second person, who let it go
}

// Seen is what was looked at.
type Seen string

const (
	SeenName    Seen = "name"    // what who told of it is called
	SeenContact Seen = "contact" // how to reach who told the office
	SeenExport  Seen = "export"  // a file with names
	SeenAsked   Seen = "asked"   // a file with names was asked for
	SeenRefused Seen = "refused" // and refused
)

// A Wish is an export with names that somebody asked for; it waits for a second
// person.
type Wish struct {
	At     int64  `json:"at"`
	Grid   string `json:"grid,omitempty"`
	From   int64  `json:"from"`
	To     int64  `json:"to"`
	Format string `json:"format"`
}

// WishLasts is how long a second person may say yes, in seconds.
const WishLasts = 24 * 60 * 60

// Traces are the cases that know somebody who does not work here, or that they filed.
type Traces struct {
	Cases []cases.Case // the oldest numbers first, at most MostTraces
	All   int
}

// MostTraces is out of how many cases somebody is taken at once.
const MostTraces = 100

// MostLooks is how many of the newest lines on who looked are shown.
const MostLooks = 500

// An Over is a case about which nothing is done any more.
type Over struct {
	Number   int
	Category string
	Since    int64 // unix seconds; 1 when somebody in it wanted to be forgotten before it was over
}

// Kept is all that is kept of a person, as /mydata tells it.
type Kept struct {
	Me      Person
	Session talk.Session
	Traces  Traces
	Looks   []Look // who looked at their name or how to reach them
	Letters int    // messages of theirs of which it is known what case they are about
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
