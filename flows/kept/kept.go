// Package kept is what is written down so that people know what is kept of them: who
// looked at names, who asked for them, what knows somebody, and what is over. It knows neither people
// nor the district.
package kept

import "gridbot/flows/cases"

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
