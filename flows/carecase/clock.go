package carecase

import "time"

// How long each part may take, by what is at risk. How long somebody may be waited
// for is of the folder; these follow.
var (
	planWithin   = map[Severity]time.Duration{Life: 24 * time.Hour, High: 3 * 24 * time.Hour, Ordinary: 7 * 24 * time.Hour}
	reviewWithin = map[Severity]time.Duration{Life: 7 * 24 * time.Hour, High: 14 * 24 * time.Hour, Ordinary: 30 * 24 * time.Hour}
	// waits is how long until the next one hears of a call that nobody takes.
	waits = map[Severity]time.Duration{Life: 15 * time.Minute, High: 2 * time.Hour, Ordinary: 24 * time.Hour}
)

// again is how long until what nobody has done is told once more.
const again = 24 * time.Hour

// Respond is how long a call waits for somebody, where the folder says nothing.
var Respond = map[Severity]time.Duration{Life: 30 * time.Minute, High: 4 * time.Hour, Ordinary: 24 * time.Hour}

// Start is a clock that begins now.
func Start(at int64, d time.Duration) Clock {
	due := at + int64(d/time.Second)
	return Clock{Due: due, Next: due}
}

// Strike is a clock that has struck, and when it strikes next: never after the last
// rung that somebody hears.
func (k Clock) Strike(at int64, most int) Clock {
	if k.Rung++; k.Rung >= most {
		k.Next = 0
		return k
	}
	k.Next = at + int64(again/time.Second)
	return k
}

// Unheard is the clock of a call that nobody has taken: it climbs, and then comes
// again every day for as long as nobody is there.
func (k Clock) Unheard(s Severity, at int64) Clock {
	wait := waits[s]
	if k.Rung++; k.Rung > 2 {
		wait = again
	}
	k.Next = at + int64(wait/time.Second)
	return k
}

// Tallied is what changed of the projects' counts between two states of a case: the
// grid, the project and offered, taken or refused. It says nothing of a household.
func Tallied(before, after Case) []string {
	var all []string
	for _, o := range after.Offers {
		was := Offer{}
		if b := before.Offer(o.Project); b != nil {
			was = *b
		}
		for _, one := range []struct {
			name    string
			was, is int64
		}{{"offered", was.At, o.At}, {"taken", was.Taken, o.Taken}, {"refused", was.Refused, o.Refused}} {
			if one.was == 0 && one.is != 0 {
				all = append(all, after.Grid+"|"+o.Project+"|"+one.name)
			}
		}
	}
	return all
}
