package history

import "slices"

// Shorten looks for a shorter history in which the same thing does not hold: without
// some of the faults, without some of the people, and with fewer of their acts. It plays
// at most so many.
func Shorten(stage *Stage, o Options, was Told, most int) (Options, Told, error) {
	played := 0
	holds := func(try Options) (bool, error) {
		if played++; played > most {
			return false, nil
		}
		told, err := Play(stage, try)
		if err == nil && told.Oracle == was.Oracle && len(told.Log) <= len(was.Log) {
			o, was = try, told
			return true, nil
		}
		return false, err
	}
	for _, f := range Faults {
		try := o
		try.Calm = with(o.Calm, f)
		if _, err := holds(try); err != nil {
			return o, was, err
		}
	}
	for _, id := range slices.Concat(people(firstResident, residents), people(firstStaff, len(seats))) {
		try := o
		try.Absent = with(o.Absent, id)
		if _, err := holds(try); err != nil {
			return o, was, err
		}
	}
	for step := 32; step > 0; step /= 2 { // nobody does anything in the beginning
		for {
			try := o
			try.From += step
			if yes, err := holds(try); err != nil || !yes {
				break
			}
		}
	}
	return o, was, nil
}

func people(first, n int) (ids []int64) {
	for i := range n {
		ids = append(ids, int64(first+i))
	}
	return ids
}

// with is a set with one more in it.
func with[K comparable](set map[K]bool, one K) map[K]bool {
	more := map[K]bool{one: true}
	for k := range set {
		more[k] = true
	}
	return more
}
