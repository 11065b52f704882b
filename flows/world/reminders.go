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
}

// Gathered are the reminders that wait for one person.
type Gathered struct {
	First []Reminder // the longest overdue, in order
	All   int        // how many there are
}
