package world

import (
	"strconv"

	"gridbot/flows/carecase"
)

// Caring is what is read of care cases: of one, of those of somebody or of grids,
// and how often the projects were offered.
type Caring struct {
	Case     *carecase.Case  // the one the event is about
	List     []carecase.Case // those that were asked for, the newest first
	Listed   bool            // the list was asked for
	Last     int             // the highest number given; read with the list
	Projects map[string]int  // grid, project and what was said, apart by |
	Shut     bool            // something is there that cannot be opened here
}

// Care is what is counted of care cases, of the whole district, and how many are open
// now.
type Care struct {
	Counts map[string]int // by figures.CareField
	Open   int
}

// CaresOf asks for the care cases somebody is in, is called to or told of, also for
// those that are closed, for as long as anybody is in them.
func CaresOf(id int64) string {
	n := strconv.FormatInt(id, 10)
	return "p" + n + ",c" + n
}

// MostCares is how many of a list are read at once.
const MostCares = 20

// The clocks at which somebody is held against the care teams they are in: their role
// has ended, or what they answer for is less than before.
const (
	ClockParted  = "parted"
	ClockChanged = "changed"
)

// Cared is a care case before and after. Before is nil for a new one.
type Cared struct {
	Before *carecase.Case
	After  carecase.Case
	Counts []string // week and counter, apart by |
}
