package cases

import (
	"slices"
	"time"
)

// What somebody added to a case in a hurry may be wrong, or meant for another
// one: they may take it back for a while. That they did stays in the history;
// the words are nobody's to read any more, and what came with them goes.

// BackWithin is how long one may take back what one added.
const BackWithin = 10 * time.Minute

// added is where in the log stands what somebody added last, if it still stands.
func (c Case) added(by int64) (at int, ok bool) {
	for i, e := range slices.Backward(c.Log) {
		if e.By == by && by != 0 && (e.Do == Add || e.Do == Note) {
			return i, e.Back == 0
		}
	}
	return 0, false
}

// Retractable tells whether somebody may still take back what they added last.
func (c Case) Retractable(p Person, now time.Time) bool {
	at, ok := c.added(p.ID)
	return ok && now.Unix()-c.Log[at].At <= int64(BackWithin/time.Second) && c.May(TakeBack, p) == nil
}

func takeBack(c *Case, a Act) error {
	at, _ := c.added(a.By.ID)
	e := &c.Log[at]
	if a.At.Unix()-e.At > int64(BackWithin/time.Second) {
		return ErrLate
	}
	e.Back = a.At.Unix()
	c.Files = without(c.Files, e.Files)
	if l := c.Leg(e.Leg); l != nil {
		l.Files = without(l.Files, e.Files)
	}
	return nil
}

// without takes files away, of each the one that came last.
func without(files []File, ids []string) []File {
	for _, id := range ids {
		for i, f := range slices.Backward(files) {
			if f.ID == id {
				files = slices.Delete(files, i, i+1)
				break
			}
		}
	}
	if len(files) == 0 {
		return nil
	}
	return files
}

// noteLeg: an officer says or shows something of their leg.
func noteLeg(c *Case, a Act) error {
	l := c.openLeg(a.By.Agency)
	if len(l.Files)+len(a.Files) > mostFiles {
		return ErrFull
	}
	files := a.Files
	a.Files = nil
	if err := add(c, a); err != nil {
		return err
	}
	l.Files = append(l.Files, files...)
	return nil
}

// filesOf are the IDs of files.
func filesOf(files []File) []string {
	var ids []string
	for _, f := range files {
		ids = append(ids, f.ID)
	}
	return ids
}

// Noted is what whoever has the case has shown of a phase without a question
// since the work came to them, or came back: it is not asked for again.
func (c Case) Noted(phase Phase) []File {
	var ids []string
	for _, e := range c.Log {
		switch e.Do {
		case Claim, Assign, Handover, SendBack, Reopen, Submit, Clear, Absent:
			ids = nil
		case Note:
			if e.By == c.Assignee && e.Back == 0 {
				ids = append(ids, e.Files...)
			}
		}
	}
	return slices.DeleteFunc(c.FilesOf(phase), func(f File) bool { return !slices.Contains(ids, f.ID) })
}
