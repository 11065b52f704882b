// Package cases is what a case is, and its life. It knows no dialogue, no
// chat and no storage; time and deadlines are handed to it.
package cases

import (
	"slices"

	"gridbot/flows/grids"
	"gridbot/flows/text"
)

// A Case is our record of a hazard. Times are UTC, whole seconds.
type Case struct {
	Number   int    `json:"n"`
	Rev      int    `json:"-"` // how often it was written; kept beside the body
	Category string `json:"category"`
	Past     string `json:"past,omitempty"`   // it is about somebody of this grid (PastAll: nobody knows which), and goes past all of it
	Echo     int    `json:"echo,omitempty"`   // the case whose alarm it came with, and did not ring again
	Echoes   int    `json:"echoes,omitempty"` // how often the alarm was raised again in its time
	With     int    `json:"with,omitempty"`   // the case of somebody else whose alarm it came with: nobody was rung anew
	Others   []int  `json:"others,omitempty"` // the cases of others that came with its alarm
	Danger   bool   `json:"danger,omitempty"`
	Alarm    int64  `json:"alarm,omitempty"` // since when danger learnt later waits for somebody to answer for it
	Status   Status `json:"status"`
	Grid     string `json:"grid,omitempty"`    // "" until somebody knows
	Strayed  string `json:"strayed,omitempty"` // of one without a grid: the grid it was in, which the folder knows no more

	What    string   `json:"what"`
	Place   Place    `json:"place"`
	Facts   []Fact   `json:"facts,omitempty"`
	Files   []File   `json:"files,omitempty"`
	Opened  int64    `json:"opened"`
	Entered int64    `json:"entered"` // its present status
	Clock   Clock    `json:"clock,omitzero"`
	Log     []Entry  `json:"log,omitempty"`
	Cards   []Card   `json:"cards,omitempty"`
	By      Reporter `json:"by"`              // ID 0: nobody, it was brought in or filed
	From    *Source  `json:"from,omitempty"`  // where from
	Filed   *Filing  `json:"filed,omitempty"` // by whom it was typed, where no resident told us

	Joined []Joiner `json:"joined,omitempty"` // who told of the same thing, in order
	Sealed [][]byte `json:"sealed,omitempty"` // contacts of who told of it anonymously, where the store could not open them: it stays with the case

	Assignee int64   `json:"assignee,omitempty"`
	OnWay    int64   `json:"on_way,omitempty"` // when the assignee set out
	Handlers []int64 `json:"handlers,omitempty"`
	Verifier int64   `json:"verifier,omitempty"` // a worker the lead named
	Rating   int     `json:"rating,omitempty"`   // 1 to 5, of the reporter
	Outcome  Outcome `json:"outcome,omitempty"`

	Meeting  *Meeting     `json:"meeting,omitempty"` // the way there ends at a time that was agreed on
	Notices  []Notice     `json:"notices,omitempty"` // rectification notices, oldest first; the last one counts
	Plea     *Plea        `json:"plea,omitempty"`    // waits for a lead's word
	Pauses   []Standstill `json:"pauses,omitempty"`  // oldest first; the last one may still run
	Red      bool         `json:"red,omitempty"`     // on the red list: so long overdue that all who lead must talk of it
	OnAgenda int64        `json:"agenda,omitempty"`  // since when it is on the agenda of the next conference
	Proposed bool         `json:"topic,omitempty"`   // and proposed there as a key topic

	Legs     []Leg      `json:"legs,omitempty"`     // in the order in which agencies were called
	Proposal *Whistling `json:"proposal,omitempty"` // waits for a lead's word
	Ceding   *Cession   `json:"ceding,omitempty"`   // waits for another grid's word
	Former   []string   `json:"former,omitempty"`   // grids that gave it away
	Raised   int64      `json:"raised,omitempty"`   // when it was taken up to the coordinator
	Spots    []Spot     `json:"spots,omitempty"`    // the places of an action, where there are several
	Scan     string     `json:"scan,omitempty"`     // what the code shown at the place says: unguessable, another each time

	Postings []Posting  `json:"postings,omitempty"` // what those who lead wrote, oldest first
	Better   string     `json:"better,omitempty"`   // what it is, as somebody put it right; the words of who reported it stay
	Apart    int        `json:"apart,omitempty"`    // the case it was split from
	Pieces   []int      `json:"split,omitempty"`    // the cases that were split from it
	Into     int        `json:"into,omitempty"`     // the case it was merged into
	Took     []int      `json:"took,omitempty"`     // the cases that were merged into it
	Nothing  bool       `json:"nothing,omitempty"`  // nothing was found on the spot; whoever checks it, and the reporter, may say otherwise
	Besides  []Evidence `json:"besides,omitempty"`  // what else shows that somebody was there when it was handed in last
	Contest  int64      `json:"contest,omitempty"`  // until when the reporter may contest that it was declined
	Dispute  *Dispute   `json:"dispute,omitempty"`  // it was contested
	Passes   int        `json:"passes,omitempty"`   // how often it went from one to the other
	Kept     []Clock    `json:"kept,omitempty"`     // clocks that were running when it was passed on: they run on, whoever has it

	Ended  int64  `json:"ended,omitempty"`  // when it was closed
	After  int    `json:"after,omitempty"`  // how many of the looks after closing were begun
	Asking Clock  `json:"asking,omitzero"`  // until the reporter is asked how it is now: the grid's own look holds it up no longer
	Next   int    `json:"next,omitempty"`   // the round of it that came after: nobody is asked of this one any more
	Round  int    `json:"round,omitempty"`  // 2 and more: it came back; 0 and 1: the first time
	Came   int64  `json:"came,omitempty"`   // when the round before it had been closed
	Owed   int64  `json:"owed,omitempty"`   // when its handling fell due: handed in, or the deadline passed
	Family int    `json:"family,omitempty"` // the case it came back from
	Alike  []int  `json:"alike,omitempty"`  // other cases in which an after-photo of this one was used
	Near   []Near `json:"near,omitempty"`   // earlier cases it may be a round of, until somebody says so

	KeyTopic int `json:"key_topic,omitempty"` // the key topic it is of

	Forgotten int64 `json:"forgotten,omitempty"` // when somebody was last taken out who told of it, while it was open: what of them it takes to find it goes when it is over
	Stripped  int64 `json:"stripped,omitempty"`  // when everybody was: it had been over for long enough
}

// Near is an earlier case of the same kind at the same place.
type Near struct {
	Number int   `json:"n"`
	Round  int   `json:"round,omitempty"`
	Closed int64 `json:"closed"`
	Open   int   `json:"open,omitempty"` // the case in which its newest round is worked on; Round is that round then
}

// Place is where the problem is.
type Place struct {
	Name  text.Text    `json:"name"`            // a place we know, or the person's words
	More  string       `json:"more,omitempty"`  // building, floor: the person's words
	Point *grids.Point `json:"point,omitempty"` // nil when only words are known
	Wide  int          `json:"wide,omitempty"`  // metres by which the point may be wrong, as the phone says; 0: not said
}

// Known is the place's own name; nothing when there are only words of who
// reported, which may tell who that was.
func (p Place) Known() text.Text {
	if p.Name.Words != "" {
		return text.Text{}
	}
	return p.Name
}

// A Fact is the answer to a question of the category: a choice, or words.
type Fact struct {
	Ask   string `json:"ask"`
	Value string `json:"value"`
}

// A File is evidence, kept by Telegram's file ID.
type File struct {
	Kind   FileKind `json:"kind"`
	ID     string   `json:"id"`
	Unique string   `json:"unique,omitempty"`
	Look   string   `json:"look,omitempty"` // what the picture looks like, as 16 hex digits; "" when not known
	Phase  Phase    `json:"phase"`
	At     int64    `json:"at"`
	Wrong  int64    `json:"wrong,omitempty"` // since when it is known to be of something else: it is shown no more
}

// Shows reports whether there is something to look at: a voice tells, and shows
// nothing.
func (f File) Shows() bool { return f.Kind != KindVoice && f.Kind != KindAudio }

// FileKind is what sort of thing was sent, in Telegram's words.
type FileKind string

const (
	KindPhoto    FileKind = "photo"
	KindVideo    FileKind = "video"
	KindNote     FileKind = "note" // a round video
	KindVoice    FileKind = "voice"
	KindAudio    FileKind = "audio"
	KindDocument FileKind = "document"
)

// Phase is when in the life of a case a file was taken.
type Phase string

const (
	PhaseReport Phase = "report"
	PhaseSite   Phase = "site"
	PhaseNote   Phase = "note"
	PhaseAfter  Phase = "after"
	PhaseNotice Phase = "notice" // the signed notice
	PhaseProof  Phase = "proof"  // sent by the addressee of a notice
	PhaseLeg    Phase = "leg"    // by an officer, of their agency's share
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
	Leg  int       `json:"leg,omitempty"` // the leg it was about, from 1

	Files []string `json:"files,omitempty"` // the IDs of what came with it
	Back  int64    `json:"back,omitempty"`  // Add, Note: when it was taken back; its words are nobody's to read then

	Fix *Correction `json:"fix,omitempty"` // Correct, Resite: what was put right
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
	ViewJoiner   View = "joiner" // who told of the same thing: where it stands, and nobody's words
	ViewWorker   View = "worker"
	ViewLead     View = "lead"
	ViewGroup    View = "group"
	// ViewAddressee shows the notice and nothing else: who was told to put it
	// right never learns what was reported, nor by whom.
	ViewAddressee View = "addressee"
	// ViewOfficer shows an agency its own leg, the place and what is needed: who
	// reported, in which words, and what the other agencies note is not theirs.
	ViewOfficer View = "officer"
	ViewAgency  View = "agency" // the same, for the work group of an agency
	// ViewOutside is of who has no reason to see the case any more: a closing line.
	ViewOutside View = "outside"
)

// Outcome is how a closed case was closed.
type Outcome string

const (
	Confirmed   Outcome = "confirmed"   // the reporter said it is fixed
	Unconfirmed Outcome = "unconfirmed" // nobody answered: not the same as satisfied
	Elsewhere   Outcome = "imported"    // another system had closed it; how, nobody knows
	NothingSeen Outcome = "nothing"     // nothing was found there, somebody else agreed, and the reporter did not contest it
	Checked     Outcome = "checked"     // nobody but the lead could say whether it is fixed: it passed their check
)

// FilesOf are the files of some phases, oldest first, but for those that are of
// something else.
func (c Case) FilesOf(phases ...Phase) []File {
	var fs []File
	for _, f := range c.Files {
		if f.Wrong == 0 && slices.Contains(phases, f.Phase) {
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

// Own is the case for somebody alone: whatever they do with it, who else has it sees
// nothing of that.
func (c Case) Own() Case {
	c = c.clone()
	c.Facts, c.Spots, c.Alike, c.Sealed = slices.Clone(c.Facts), slices.Clone(c.Spots), slices.Clone(c.Alike), slices.Clone(c.Sealed)
	return c
}

// clone copies what Apply may change, so that nobody sees a half-made case.
func (c Case) clone() Case {
	c.Files = slices.Clone(c.Files)
	c.Log = slices.Clone(c.Log)
	c.Cards = slices.Clone(c.Cards)
	c.Handlers, c.Joined = slices.Clone(c.Handlers), slices.Clone(c.Joined)
	c.Pauses = slices.Clone(c.Pauses)
	c.Near = slices.Clone(c.Near)
	c.Pieces, c.Besides, c.Kept = slices.Clone(c.Pieces), slices.Clone(c.Besides), slices.Clone(c.Kept)
	c.Took = slices.Clone(c.Took)
	if c.Dispute != nil {
		d := *c.Dispute
		c.Dispute = &d
	}
	c.Notices = slices.Clone(c.Notices)
	c.Postings = slices.Clone(c.Postings)
	c.Legs, c.Former = slices.Clone(c.Legs), slices.Clone(c.Former)
	for i, l := range c.Legs {
		c.Legs[i].Files, c.Legs[i].Deeds = slices.Clone(l.Files), slices.Clone(l.Deeds)
	}
	for i, n := range c.Notices {
		c.Notices[i].Items, c.Notices[i].Followers, c.Notices[i].Askers = slices.Clone(n.Items), slices.Clone(n.Followers), slices.Clone(n.Askers)
		c.Notices[i].Statements = slices.Clone(n.Statements)
	}
	return c
}
