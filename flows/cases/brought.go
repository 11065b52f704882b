package cases

import "time"

// A Source is the other system a case was brought in from.
type Source struct {
	ID     string `json:"id"`               // its number there
	Agency string `json:"agency,omitempty"` // who had it there, in their words
	Print  string `json:"print,omitempty"`  // of its row, to know one that has changed
}

// Brought is a case that another system had. What it had closed is closed, and
// nobody looks again at what was over before we came; its clock only says how
// long what comes back at its place is known again. What it left open is on
// offer, and may take as long as if it were told now.
func Brought(c Case, now time.Time, times Times) Case {
	c.Log = append(c.Log, Entry{At: c.Opened, Part: PartImport, Do: Report, To: Reported})
	if c.Ended == 0 {
		c.enter(Reported, Report, now, times)
		return c
	}
	c.Status, c.Entered, c.Outcome = Closed, c.Ended, Elsewhere
	c.Log = append(c.Log, Entry{At: c.Ended, Part: PartImport, Do: Import, To: Closed})
	if c.Place.Point != nil {
		c.wind(ClockAfter, now, times)
	}
	return c
}
