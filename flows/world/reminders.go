package world

import (
	"time"

	"gridbot/flows/cases"
)

// A Reminder is one rung of the ladder of a case, for one person.
type Reminder struct {
	To    int64           `json:"-"`
	Wind  time.Time       `json:"-"` // when the person is told, unless that is planned already
	Case  int             `json:"case"`
	Clock cases.ClockName `json:"clock"`
	Step  int             `json:"step"` // rungs told with this one
	Due   int64           `json:"due"`  // of the clock
	// Left is the command that shows what a reminder was about that was not sent,
	// because the person was told enough on that day; then it is of no case.
	Left string `json:"left,omitempty"`
}

// Gathered are the reminders that wait for one person.
type Gathered struct {
	First []Reminder // the longest overdue, in order
	All   int        // how many there are, with those that were left out
	// Left is how many reminders were left out since, by the command that shows what
	// they were about.
	Left map[string]int
}

// Enough tells whether a member of the staff was told so much today, with n messages
// more, that another reminder can wait.
func (w *World) Enough(id int64, n int) bool {
	most := w.District.Reminders.Day
	return most > 0 && w.Had != nil && w.Had(id)+n >= most
}

// NextMorning is when a day begins on which somebody may be told again.
func (w *World) NextMorning() time.Time {
	now := w.District.Here(w.Now)
	return w.District.Quiet.End(time.Date(now.Year(), now.Month(), now.Day()+1, earliest, 0, 0, 0, now.Location()))
}

// earliest is the hour at which nobody is told anything that can wait, where the
// district has no quiet hours.
const earliest = 7
