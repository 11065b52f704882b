// Package figures is what happened, counted: which line of the event log
// counts where, and what each figure of the street office means. It knows no
// chat, no storage and no clock: weeks are handed to it.
package figures

import (
	"gridbot/flows/cases"
)

// A Logged is one line of the event log, the truth for every figure. It holds
// facts; what they count as is said in tally.go alone. Times are unix seconds,
// durations seconds, weeks ISO weeks in the district's time zone such as
// 2026-W48.
type Logged struct {
	At       int64        `json:"at"`
	Case     int          `json:"case"`
	Do       cases.Action `json:"do"`
	From     cases.Status `json:"from,omitempty"`
	To       cases.Status `json:"to"`
	Part     cases.Part   `json:"part"`
	By       int64        `json:"by,omitempty"`
	Grid     string       `json:"grid,omitempty"`
	Left     string       `json:"left,omitempty"` // the grid it went away from; Everywhere: it had none
	Category string       `json:"category"`
	Danger   bool         `json:"danger,omitempty"`
	Rating   int          `json:"rating,omitempty"`
	Week     string       `json:"week,omitempty"`
	Late     bool         `json:"late,omitempty"`  // the clock it stood under had run out
	Round    int          `json:"round,omitempty"` // 2 and more: it came back

	Clock    cases.ClockName `json:"clock,omitempty"`    // the clock that was kept or missed with this
	Kept     bool            `json:"kept,omitempty"`     // kept, not missed
	Due      string          `json:"due,omitempty"`      // of a missed clock: the week in which it ran out
	Answered *int64          `json:"answered,omitempty"` // the first time somebody of the staff answered the report: how long that took
	Waited   *int64          `json:"waited,omitempty"`   // it was taken: how long it had been on offer
	Owed     string          `json:"owed,omitempty"`     // the week in which its handling fell due
	Owes     bool            `json:"owes,omitempty"`     // and it fell due with this
	Handed   bool            `json:"handed,omitempty"`   // handed in for the first time
	Outcome  cases.Outcome   `json:"outcome,omitempty"`  // of a closing
	Agencies int             `json:"agencies,omitempty"` // of a closing: how many agencies had finished their part
	Unasked  bool            `json:"unasked,omitempty"`  // of a check that was passed: there is no reporter to be asked
	Asked    string          `json:"asked,omitempty"`    // of an answer: the week in which the reporter was asked
	Ended    string          `json:"ended,omitempty"`    // of what came back or was reopened: the week in which it had been closed
	Rested   int64           `json:"rested,omitempty"`   // of what came back: how long it had been closed
	Items    int             `json:"items,omitempty"`    // of a notice, inspected for the first time
	Passed   int             `json:"passed,omitempty"`   // of those, put right
	Plea     cases.PleaKind  `json:"plea,omitempty"`     // what was granted
	Fixed    cases.Aspect    `json:"fixed,omitempty"`    // what of the case was put right, the first time
	Rose     bool            `json:"rose,omitempty"`     // it was passed on so often that it went up by itself
	Proofs   int             `json:"proofs,omitempty"`   // of a closing: how many independent things show that it was done
	Told     int             `json:"told,omitempty"`     // messages to the staff of the grid they had not asked for
	Hushed   int             `json:"hushed,omitempty"`   // reminders in quiet hours
	Taps     int             `json:"taps,omitempty"`     // buttons pressed by workers
	Agency   string          `json:"agency,omitempty"`   // whose leg it was; Late is then of the leg's clock
	Lapsed   cases.ClockName `json:"lapsed,omitempty"`   // which clock of the leg had run out, the first time
	Nameless bool            `json:"nameless,omitempty"` // who told of it gave no name: no file says when to the minute
	Spot     string          `json:"spot,omitempty"`     // where it was told to be, and of every line that moves it: a known place, or a square of the map
	Voice    int             `json:"voice,omitempty"`    // of a report by a resident with a name: one of 64 at this spot, and of no other
	Called   string          `json:"called,omitempty"`   // of such a leg: the week in which the agency was called
}

// Leg is where a line of the log counts for an agency; in no week when it is
// not about a leg.
func (l Logged) Leg() (week, as string) {
	if l.Agency == "" {
		return "", ""
	}
	as = l.Agency + "|" + string(l.Do)
	if l.Late {
		as += "|late"
	}
	return l.Week, as
}

// Calling and Lapsing are the lines about an agency that was called, and about one
// that was late: no act of the lifecycle is called so.
const (
	Calling cases.Action = "call"
	Lapsing cases.Action = "lapsed"
)

// Burden is the line of a commit that is about no case: what the staff were
// told, and what they pressed.
const Burden cases.Action = "burden"

// Muting, Unmuting and Folding are the lines of who is muted for a while, and heard
// again, and of an alarm that rang nobody because one like it had. They say of which
// case, never of whom, and count as nothing.
const (
	Muting   cases.Action = "mute"
	Unmuting cases.Action = "unmute"
	Folding  cases.Action = "fold"
)

// Everywhere stands for all grids together, where figures of a grid are asked
// for; Unrouted for the cases whose grid nobody knows yet.
const (
	Everywhere = "*"
	Unrouted   = "-"
)
