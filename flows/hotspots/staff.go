package hotspots

import "slices"

// Gone stands in the place of somebody who worked here and is forgotten: that somebody
// did it is known, and not who.
const Gone int64 = -1

// staff shows everybody of the staff who stands in the topic: what is written there
// stands instead. What others hold of it is not changed.
func (t *Topic) staff(seen func(who *int64)) {
	seen(&t.Owner)
	t.Diary, t.Counts = slices.Clone(t.Diary), slices.Clone(t.Counts)
	for i := range t.Diary {
		seen(&t.Diary[i].By)
	}
	for i := range t.Counts {
		seen(&t.Counts[i].By)
	}
	t.Points, t.Upkeep, t.Bills = slices.Clone(t.Points), slices.Clone(t.Upkeep), slices.Clone(t.Bills)
	for i := range t.Points {
		t.Points[i].Staff(seen)
	}
	for i := range t.Upkeep {
		t.Upkeep[i].Staff(seen)
	}
	for i := range t.Bills {
		seen(&t.Bills[i].Treasurer)
	}
}

// Stands is in which topics somebody of the staff stands, in order; also in those that
// are closed.
func (ts *Topics) Stands(who int64) (in []int) {
	if ts == nil || who == 0 {
		return nil
	}
	for _, t := range ts.All {
		found := false
		t.staff(func(id *int64) { found = found || *id == who })
		if found {
			in = append(in, t.N)
		}
	}
	return in
}

// Forget takes somebody of the staff out of all topics. It tells whether they stood in
// one. Whose shares are whose is not of the staff.
func (ts *Topics) Forget(who int64) bool {
	stood := len(ts.Stands(who)) > 0
	if !stood {
		return false
	}
	ts.All = slices.Clone(ts.All)
	for i := range ts.All {
		ts.All[i].staff(func(id *int64) {
			if *id == who {
				*id = Gone
			}
		})
	}
	return true
}

// Stands is how many decisions about spots are somebody's.
func (b *Board) Stands(who int64) (n int) {
	if b == nil {
		return 0
	}
	for _, d := range b.Decided {
		if d.By == who {
			n++
		}
	}
	return n
}

// Forget is the board without somebody who decided.
func (b Board) Forget(who int64) Board {
	b.Decided = slices.Clone(b.Decided)
	for i := range b.Decided {
		if b.Decided[i].By == who {
			b.Decided[i].By = Gone
		}
	}
	return b
}
