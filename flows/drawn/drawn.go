// Package drawn is what is drawn to go with a message, when it is sent: pages,
// pictures, codes and files of many cases. It says what is on them, and knows
// neither how they are drawn nor why they are sent.
package drawn

import (
	"gridbot/flows/grids"
	"gridbot/flows/text"
)

// A Drawing is one of these. One that cannot be drawn does not hold up the words.
type Drawing struct {
	Notice  *Notice   `json:"sheet,omitempty"`   // as PDF
	Lang    text.Lang `json:"lang,omitempty"`    // of the notice, when it is another than the reader's
	Minutes *Minutes  `json:"minutes,omitempty"` // as PDF
	Pairs   []Pair    `json:"pairs,omitempty"`   // before and after, side by side
	Week    *Week     `json:"week,omitempty"`    // the picture of a digest
	Code    string    `json:"code,omitempty"`    // a link, as a QR code
	Export  *Export   `json:"export,omitempty"`  // a file of many cases
	Map     *Map      `json:"map,omitempty"`     // where the cases of a list are
	Mine    *Mine     `json:"mine,omitempty"`    // a file of all that is kept of somebody
	Profile *Profile  `json:"profile,omitempty"` // when something is told of
	Pact    *Pact     `json:"pact,omitempty"`    // as PDF
	Dates   *Dates    `json:"dates,omitempty"`   // as a calendar file
	Guide   *Guide    `json:"guide,omitempty"`   // as PDF
	Sample  *Sample   `json:"sample,omitempty"`  // what a good paper looks like
}

// A Sample is a page that shows what a good paper looks like, line by line as the folder
// writes it.
type Sample struct {
	Title text.Text `json:"title"`
	Lines text.Text `json:"lines"`
}

// A Guide is the district's guide, or the part of it that is for residents.
type Guide struct {
	Office    text.Text `json:"office"`
	Printed   text.Text `json:"printed"`
	Residents bool      `json:"residents,omitempty"`
	Chapters  []Chapter `json:"chapters"`
}

// A Chapter is a class of the guide: its norms, each with what it says.
type Chapter struct {
	Title text.Text `json:"title"`
	Parts []Item    `json:"parts"`
}

// A Profile is when something is told of: by the hours of the day, by weekdays.
type Profile struct {
	Title    text.Text `json:"title"`
	Hours    []Bar     `json:"hours"`
	Weekdays []Bar     `json:"weekdays"`
}

// A Bar is how often, of one part of a whole.
type Bar struct {
	Label text.Text `json:"label"`
	N     int       `json:"n"`
}

// Mine is a file of all that is kept of a person. It is filled when it is sent.
type Mine struct {
	Person int64 `json:"person"`
}

// A Notice is the page of a rectification notice.
type Notice struct {
	ID       string    `json:"id"`
	Office   text.Text `json:"office"`
	To       string    `json:"to"`
	Place    text.Text `json:"place"`
	Basis    text.Text `json:"basis"`
	Wording  text.Text `json:"wording"`
	Items    []Item    `json:"items"`
	Replaces string    `json:"replaces,omitempty"`
	Served   text.Text `json:"served"`
	Proof    text.Text `json:"proof"`
	Link     string    `json:"link"` // where the addressee follows it
	Advice   bool      `json:"advice,omitempty"`
	Photo    *Photo    `json:"photo,omitempty"` // shows how it was served
}

// An Item is one thing to be put right, or one that was decided.
type Item struct {
	What text.Text `json:"what"`
	Due  text.Text `json:"due"`
}

// Minutes are the page of what a conference has decided.
type Minutes struct {
	ID     string    `json:"id"`
	Office text.Text `json:"office"`
	Who    text.Text `json:"place"` // was there, and was not
	Held   text.Text `json:"served"`
	Items  []Item    `json:"items"`
	Signed text.Text `json:"wording"`
	Hash   text.Text `json:"proof"` // of what they say
}

// A Pact is the page of what is agreed on about a topic: who does what.
type Pact struct {
	ID      string    `json:"id"`
	Office  text.Text `json:"office"`
	What    text.Text `json:"what"`
	Option  string    `json:"option,omitempty"`
	Parties text.Text `json:"parties"`
	At      text.Text `json:"at"`
	Items   []Item    `json:"items"`
	Stands  text.Text `json:"stands"` // in force, or what still waits
	Hash    text.Text `json:"hash"`
}

// A Pair is two photos of the same thing.
type Pair struct {
	Before Photo     `json:"before"`
	After  Photo     `json:"after"`
	Was    text.Text `json:"was"` // when the first was taken
	Is     text.Text `json:"is"`
}

// A Photo is known by Telegram's file ID.
type Photo struct {
	Kind string `json:"kind"`
	ID   string `json:"id"`
}

// A Week is the picture of a digest: five weeks side by side, and a map.
type Week struct {
	Title  text.Text         `json:"title"`
	Weeks  []string          `json:"weeks"`  // what each is called, the oldest first
	Counts [3][]int          `json:"counts"` // reported, closed, overdue; of each week
	Times  [2][]int          `json:"times"`  // median and 90th percentile of the response time in seconds; -1: none
	Grid   string            `json:"grid"`   // whose map, "*" for the whole district
	Load   map[string][2]int `json:"load"`   // of each grid on it: open cases, and those overdue
	Marks  []Mark            `json:"marks,omitempty"`
}

// A Mark is a case on a map.
type Mark struct {
	Point grids.Point `json:"point"`
	Late  bool        `json:"late,omitempty"`
	Back  bool        `json:"back,omitempty"` // it came back
	Hot   bool        `json:"hot,omitempty"`  // no case: many told of something here
}

// A Map is where cases are, on the map of the district.
type Map struct {
	Title text.Text `json:"title"`
	Grid  string    `json:"grid"` // whose map, "*" for the whole district
	Marks []Mark    `json:"marks,omitempty"`
}

// An Export is a file of the cases that were opened within a span, and of what
// happened in it. The letter says what is to be in it; it is filled when it is
// sent.
type Export struct {
	Grid     string `json:"grid,omitempty"` // "": the whole district
	From     int64  `json:"from"`           // unix seconds
	To       int64  `json:"to"`             // no more in it
	Format   string `json:"format"`         // xlsx, with everything; csv, with one part
	Part     string `json:"part,omitempty"` // of csv: cases or events
	Identity bool   `json:"identity,omitempty"`
	// Numbers are the cases of a list, in its order: these are in it, whenever
	// they were opened, and no events. From is the moment it was asked for.
	Numbers []int `json:"numbers,omitempty"`
}

// Dates are a file for the calendar on somebody's phone.
type Dates struct {
	All []Date `json:"all"`
	Off bool   `json:"off,omitempty"` // takes them out of the calendar again
	At  int64  `json:"at"`            // when it was said, unix seconds, as all moments here
}

// A Date is one of them. One with the UID of an earlier one and a higher Seq takes its
// place.
type Date struct {
	UID   string    `json:"uid"`
	Seq   int       `json:"seq,omitempty"`
	Title text.Text `json:"title"`
	Words text.Text `json:"words,omitzero"`
	Place text.Text `json:"place,omitzero"`
	From  int64     `json:"from"`
	To    int64     `json:"to"`
}
