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
	Code string `json:"code,omitempty"` // of an export at the machine: which wish it belongs to
	From int64  `json:"from,omitempty"` // of such a wish: of which days
	To   int64  `json:"to,omitempty"`
}

// Seen is what was looked at.
type Seen string

const (
	SeenName    Seen = "name"    // what who told of it is called
	SeenContact Seen = "contact" // how to reach who told the office
	SeenExport  Seen = "export"  // a file with names
	SeenAsked   Seen = "asked"   // a file with names was asked for
	SeenRefused Seen = "refused" // and refused
	SeenAgreed  Seen = "agreed"  // and let go, at the machine
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

// Wished is what was asked for at the machine by a code, as far as nobody has answered
// it: which names, and since when; ok tells whether it still waits for an answer.
func Wished(looks []Look, code string, now int64) (wish Look, ok bool) {
	for _, l := range looks {
		if code == "" || l.Code != code || l.By != 0 {
			continue
		}
		if l.What != SeenAsked {
			return wish, false
		}
		wish, ok = l, now-l.At < WishLasts
	}
	return wish, ok
}

// Agreed is who let go what was asked for at the machine by a code, within a day and
// not taken yet; 0 for nobody.
func Agreed(looks []Look, code string, now int64) (who int64, wish Look) {
	for _, l := range looks {
		switch {
		case code == "" || l.Code != code || l.By != 0:
		case l.What == SeenExport || l.What == SeenRefused:
			return 0, wish
		case l.What == SeenAgreed && now-l.At < WishLasts:
			who = l.With
		case l.What == SeenAsked:
			wish = l
		}
	}
	return who, wish
}

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
