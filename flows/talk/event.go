package talk

import (
	"slices"
	"time"

	"gridbot/flows/grids"
)

// An Event is one thing that happened: a person did something in a chat, or
// the clock struck. It is what an update of Telegram means to us.
type Event struct {
	ID   string    // names the attempt: a retry of the same event carries the same one
	At   time.Time // when, in the district's zone
	From Sender
	Chat Chat

	Message int    // the message it came as, or the one whose button was pressed
	Reply   int    // the message it answers, 0 for none
	Quoted  string // the first line of that message, where it is the bot's own
	Edited  bool   // a message changed after it was sent
	Command string // without the slash and the bot's name, lower case
	Payload string // what followed the command
	Text    string // what was written, or the caption
	Counted bool   // it is a number, and the question that is open asks for one
	Press   string // what stood on the pressed button
	Query   string // Telegram's ID of the press, to be answered

	Point    *grids.Point
	Wide     int    // metres by which the point may be wrong, as the phone says; 0: not said
	Venue    string // the name of a venue; its point is in Point
	Moving   bool   // a live location that moved
	Files    []File
	Album    string // items sent together carry the same one
	Contact  int64  // the person a contact card is of, -1 when it names nobody here
	Unheard  string // a kind of message we take no meaning from: sticker, poll …
	Blocked  bool   // the person blocked the bot
	Unblock  bool   // the person let it back in
	Joined   bool   // the bot was added to the group
	Left     bool   // the bot was removed from the group
	Refused  string // why the group takes nothing from the bot: rights, topic
	About    int    // the case of what it did not take
	Members  int    // how many are in the group, the bot among them; 0: not known
	MovedTo  int64  // the group became the supergroup with this ID
	Clock    *Clock // the clock struck; nobody is talking
	Language string // From's language as Telegram tells it, may be ""
}

// A Sender is whom an event comes from.
type Sender struct {
	ID   int64
	Name string // as Telegram shows it, cleaned
}

// A Chat is where people and the bot talk.
type Chat struct {
	ID     int64  `json:"id"`
	Thread int    `json:"thread,omitempty"` // topic of a forum group, 0 for none
	Group  bool   `json:"-"`
	Title  string `json:"-"`
}

// A Clock is a deadline that has run out: of a case, or of what a person has
// not finished.
type Clock struct {
	Case   int
	Person int64
	Grid   string // of the conference of a grid
	Care   int    // of a care case
	Name   string
	Due    time.Time

	Service int // of a request
	Accord  int // of what is agreed on about a topic
	Topic   int // of a key topic
}

// A File is a photo or a recording, which Telegram keeps for us.
type File struct {
	Kind   string `json:"kind"` // photo, video, voice, document
	ID     string `json:"id"`
	Unique string `json:"unique,omitempty"` // the same for the same file, whoever sent it
	Small  string `json:"-"`                // the ID of a small copy of a photo, as it came
	Look   string `json:"-"`                // what the photo looks like, once it was looked at
}

// Shows reports whether the event brings something to look at: a voice does not.
func (e Event) Shows() bool {
	return slices.ContainsFunc(e.Files, func(f File) bool { return f.Kind != "voice" && f.Kind != "audio" })
}

// Given reports whether the event carries anything that could be part of a
// report: words, a place or a file.
func (e Event) Given() bool {
	return e.Text != "" || e.Point != nil || len(e.Files) > 0
}
