package hotspots

import "time"

// heldFor is how long what was agreed has to hold before it is said that it has.
const heldFor = 90 * 24 * time.Hour

// Held counts, of the topics of an area (or of all, "") that came to hold 90 days ago
// or longer, those that did not come back in these 90 days. One that was closed before
// they were over says nothing: nobody watched it for so long.
func (ts *Topics) Held(area string, now time.Time) (held, of int) {
	if ts == nil {
		return 0, 0
	}
	for _, t := range ts.All {
		if area != "" && t.Grid != area {
			continue
		}
		since, over := int64(0), int64(0)
		for _, e := range t.Diary {
			switch {
			case e.Stage == StageHeld && since == 0:
				since = e.At
			case since != 0 && over == 0 && (e.Stage == StageBack || e.Stage == StageClosed):
				over = e.At
			}
		}
		until := since + int64(heldFor/time.Second)
		if since == 0 || until > now.Unix() {
			continue
		}
		back := over != 0 && over < until
		if back && t.closedAt(over) {
			continue
		}
		if of++; !back {
			held++
		}
	}
	return held, of
}

// closedAt tells whether the topic was closed then.
func (t Topic) closedAt(at int64) bool {
	for _, e := range t.Diary {
		if e.At == at && e.Stage == StageClosed {
			return true
		}
	}
	return false
}

// Shares counts, of the shares of costs that are due by now, those that are paid.
func (ts *Topics) Shares(area string, now time.Time) (paid, of int) {
	if ts == nil {
		return 0, 0
	}
	for _, t := range ts.All {
		if area != "" && t.Grid != area {
			continue
		}
		for _, b := range t.Bills {
			if b.Off != 0 || b.Due > now.Unix() {
				continue
			}
			of += len(b.Shares)
			paid += len(b.Shares) - len(b.Overdue(now))
		}
	}
	return paid, of
}
