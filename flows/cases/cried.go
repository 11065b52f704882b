package cases

import "fmt"

// Cried is the case one step more urgent, and who hears of that: danger told by one of
// the staff who sees it and has no part in it, as in the work group under its card. Their
// words stay as a note, and count as those of whoever has it. Errors: ErrNotNow, ErrFull.
func (c Case) Cried(a Act, times Times) (Case, []Tell, error) {
	next := c.clone()
	if c.Status.Type() != Open {
		return c, nil, fmt.Errorf("danger of case %d (%s): %w", c.Number, c.Status, ErrNotNow)
	}
	if err := add(&next, a); err != nil {
		return c, nil, fmt.Errorf("danger of case %d (%s): %w", c.Number, c.Status, err)
	}
	tells := next.alarm(Note, a, times)
	next.Log = append(next.Log, Entry{At: a.At.Unix(), By: a.By.ID, Part: a.By.crier(), Do: Note, To: next.Status, Note: a.Note, Files: filesOf(a.Files)})
	return next, tells, nil
}

// crier is the part of one of the staff in a case that is not theirs.
func (p Person) crier() Part {
	switch {
	case p.Agency != "":
		return PartOfficer
	case p.Lead || p.Coordinator:
		return PartLead
	}
	return PartWorker
}
