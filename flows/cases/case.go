// Package cases is what a case is, and its life. It knows no dialogue, no
// chat and no storage; time and deadlines are handed to it.
package cases

import (
	"slices"
	"time"

	"gridbot/flows/grids"
	"gridbot/flows/text"
)

// A Case is our record of a hazard. Times are UTC, whole seconds.
type Case struct {
	Number   int    `json:"n"`
	Rev      int    `json:"-"` // how often it was written; kept beside the body
	Category string `json:"category"`
	Danger   bool   `json:"danger,omitempty"`
	Status   Status `json:"status"`
	Grid     string `json:"grid,omitempty"` // "" until somebody knows

	What    string   `json:"what"`
	Place   Place    `json:"place"`
	Facts   []Fact   `json:"facts,omitempty"`
	Files   []File   `json:"files,omitempty"`
	Opened  int64    `json:"opened"`
	Entered int64    `json:"entered"` // its present status
	Clock   Clock    `json:"clock,omitzero"`
	Log     []Entry  `json:"log,omitempty"`
	Cards   []Card   `json:"cards,omitempty"`
	By      Reporter `json:"by"`

	Assignee int64   `json:"assignee,omitempty"`
	OnWay    int64   `json:"on_way,omitempty"` // when the assignee set out
	Handlers []int64 `json:"handlers,omitempty"`
	Verifier int64   `json:"verifier,omitempty"` // a worker the lead named
	Rating   int     `json:"rating,omitempty"`   // 1 to 5, of the reporter
	Outcome  Outcome `json:"outcome,omitempty"`
}

// Place is where the problem is.
type Place struct {
	Name  text.Text    `json:"name"`            // a place we know, or the person's words
	More  string       `json:"more,omitempty"`  // building, floor: the person's words
	Point *grids.Point `json:"point,omitempty"` // nil when only words are known
}

// A Fact is the answer to a question of the category: a choice, or words.
type Fact struct {
	Ask   string `json:"ask"`
	Value string `json:"value"`
}

// A File is evidence, kept by Telegram's file ID.
type File struct {
	Kind   string `json:"kind"`
	ID     string `json:"id"`
	Unique string `json:"unique,omitempty"`
	Phase  Phase  `json:"phase"`
	At     int64  `json:"at"`
}

// Phase is when in the life of a case a file was taken.
type Phase string

const (
	PhaseReport Phase = "report"
	PhaseSite   Phase = "site"
	PhaseNote   Phase = "note"
	PhaseAfter  Phase = "after"
)

// A Reporter is who told us. Only leads and the coordinator see who that is,
// and the name only when it was given.
type Reporter struct {
	ID        int64     `json:"id"`
	Name      string    `json:"name,omitempty"`
	Anonymous bool      `json:"anonymous,omitempty"`
	Lang      text.Lang `json:"lang,omitempty"`
}

// An Entry is one line of the case's history.
type Entry struct {
	At   int64     `json:"at"`
	By   int64     `json:"by,omitempty"` // 0 for the clock
	Part Part      `json:"part"`
	Do   Action    `json:"do"`
	To   Status    `json:"to"`
	Note text.Text `json:"note,omitzero"` // words, or a usual reason
}

// A Card is a message in some chat that shows the case and is edited when it
// changes. The sender knows its message.
type Card struct {
	Chat   int64     `json:"chat"`
	Thread int       `json:"thread,omitempty"`
	As     View      `json:"as"`
	Lang   text.Lang `json:"lang"`
}

// View is through whose eyes a card shows the case.
type View string

const (
	ViewReporter View = "reporter"
	ViewWorker   View = "worker"
	ViewLead     View = "lead"
	ViewGroup    View = "group"
)

// A Clock is what must happen next, and by when.
type Clock struct {
	Name  ClockName `json:"name,omitempty"`
	Since int64     `json:"since,omitempty"`
	Due   int64     `json:"due,omitempty"`
	Rung  bool      `json:"rung,omitempty"` // it has run out and was told
}

// ClockName names a deadline; its length comes from the category.
type ClockName string

const (
	ClockClaim  ClockName = "claim"
	ClockArrive ClockName = "arrive"
	ClockHandle ClockName = "handle"
	ClockVerify ClockName = "verify"
	ClockAnswer ClockName = "answer"
)

// clockOf is the clock that runs in a status. A status that has the same
// clock as the one before lets it run on.
var clockOf = map[Status]ClockName{
	Reported:  ClockClaim,
	Returned:  ClockClaim,
	Claimed:   ClockArrive,
	OnSite:    ClockHandle,
	Handling:  ClockHandle,
	Rework:    ClockHandle,
	Submitted: ClockVerify,
	Verified:  ClockAnswer,
}

// Outcome is how a closed case was closed.
type Outcome string

const (
	Confirmed   Outcome = "confirmed"   // the reporter said it is fixed
	Unconfirmed Outcome = "unconfirmed" // nobody answered: not the same as satisfied
)

// Late reports whether the case's clock has run out at now.
func (c Case) Late(now time.Time) bool {
	return c.Clock.Due != 0 && now.Unix() >= c.Clock.Due
}

// Due is the case's next deadline; zero when none runs.
func (c Case) Due() time.Time {
	if c.Clock.Due == 0 {
		return time.Time{}
	}
	return time.Unix(c.Clock.Due, 0)
}

// FilesOf are the files of some phases, oldest first.
func (c Case) FilesOf(phases ...Phase) []File {
	var fs []File
	for _, f := range c.Files {
		if slices.Contains(phases, f.Phase) {
			fs = append(fs, f)
		}
	}
	return fs
}

// Last is the newest entry of an action, for its note.
func (c Case) Last(do Action) (Entry, bool) {
	for _, e := range slices.Backward(c.Log) {
		if e.Do == do {
			return e, true
		}
	}
	return Entry{}, false
}

// clone copies what Apply may change, so that nobody sees a half-made case.
func (c Case) clone() Case {
	c.Files = slices.Clone(c.Files)
	c.Log = slices.Clone(c.Log)
	c.Cards = slices.Clone(c.Cards)
	c.Handlers = slices.Clone(c.Handlers)
	return c
}
