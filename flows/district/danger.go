package district

// A Danger is danger heard in what somebody wrote.
type Danger struct {
	Kind     string   // what it is: one of the Danger constants
	Category string   // the ID of the category a case of it has; "" where the words do not say
	Call     []string // phones of Emergency that help, the right one first; never empty
	Why      []string // the words that told
}

// Danger is the danger that words tell of; false for none.
func (d *District) Danger(words string) (Danger, bool) {
	for _, c := range d.Alarms(words) {
		return Danger{Kind: c.ID, Category: c.ID, Call: c.Call}, true
	}
	return Danger{}, false
}
