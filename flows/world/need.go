package world

import (
	"gridbot/flows/figures"
	"gridbot/flows/grids"
)

// A Photo is an after-photo of some case that may be the same as one sent now.
type Photo struct {
	Case   int
	Unique string
	Look   string
}

// Figures are asked for over a span of weeks: 2026-W47, or from one to the
// other, 2026-W44~2026-W47.

// A Span is what must be read for figures.
type Span struct {
	Grid    string // figures.Everywhere for the district
	Weeks   string // separated by commas
	Now     int64  // with cases: what is late now, unix seconds; 0: figures alone
	Last    string // with cases: the week whose new cases are shown
	Grids   string // with cases: the grids whose lists are read, separated by commas
	Forces  string // with cases: the agencies of whose legs the late ones are read, separated by commas
	Holders string // with cases: the workers whose load is read, separated by commas
	Care    string // the grids whose open care cases are counted, separated by commas, with what is counted of all care cases
}

// A Behind asks for a page of the cases behind a figure, the newest first.
type Behind struct {
	Grid  string
	Weeks string // separated by commas
	Names string // of the counters, separated by commas
	From  int    // so many are passed over
}

// A Nearby asks for the cases of a category around a point, newest first.
type Nearby struct {
	Category string
	Point    grids.Point
	Metres   float64
}

// A Message is a message of a chat, the bot's own or a person's.
type Message struct {
	Chat int64
	ID   int
}

// Replied is what a message that is answered is about.
type Replied struct {
	Case int
	Asks string // the dialogue whose question it was
}

// A Standing asks for the cases whose cards or boards stand in a chat, the newest
// first: those with a lower number than Below, where it is not 0.
type Standing struct {
	Chat  int64
	Below int
}

// MostStanding is how many of them are read at once.
const MostStanding = 25

// A Need is what must be read before an event can be decided.
type Need struct {
	Case     int         // this case
	Other    int         // another case beside it
	Reply    Message     // what this message is about: it is answered, or changed
	Invite   string      // the invitation of this token
	Mine     bool        // the cases the person reported or filed, newest first
	Person   int64       // somebody else
	Theirs   bool        // the cases the person reported, beside another list
	Held     bool        // the cases the person has claimed, most urgent first
	HeldBy   int64       // the cases somebody else has claimed
	Grid     string      // the open cases of these grids, separated by commas, most urgent first; Unrouted for those without
	Photos   string      // after-photos like these: file:look, separated by commas
	Rounds   string      // cases that came back, or may have: these numbers, separated by commas
	Near     Nearby      // the cases closed lately around here
	Around   grids.Point // every case ever reported around there, newest first
	Alarms   grids.Point // what was ever reported around there, newest first, beside every list
	Gathered bool        // the reminders that wait for the person, with their cases as the list
	Span     Span        // figures of some weeks, and what belongs to them
	Behind   Behind      // as the list, the cases behind a figure
	Told     string      // how much the staff were told on this day
	Meeting  string      // the conference of this grid
	Meetings string      // the conferences of these grids, separated by commas
	Agenda   string      // the cases on the agenda of this grid's next conference, by when they came there
	Agency   string      // the cases in which this agency has a leg to go, most urgent first
	Forces   string      // how the agencies did in these weeks, separated by commas
	Care     int         // this care case
	Cares    string      // the open care cases of these, separated by commas: grids, or p and a person; c and a person: their closed ones
	Projects bool        // how often the care projects were offered
	Service  int         // this request
	Services string      // the requests of these, separated by commas: grids, p and a person, @ and a department
	Served   bool        // how long the steps of requests took
	ServedIn string      // the same of these weeks, separated by commas, by grid
	Accord   int         // what is agreed on about this topic
	Accords  string      // what is agreed on of these, separated by commas: grids, or p and a person
	Listing  Listing     // as the list, a page of those somebody may see
	Invites  bool        // every invitation that can still be used
	Standing Standing    // the cases whose cards stand in a chat
	Traces   bool        // the cases that know the person
	Looks    bool        // who looked at names
	Hot      bool        // what is frequent
	Topics   bool        // the key topics
	Plays    bool        // the playbooks
}

// Unrouted names the list of cases whose grid nobody knows yet.
const Unrouted = figures.Unrouted
