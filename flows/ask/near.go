package ask

import (
	"time"

	"gridbot/flows/cases"
	"gridbot/flows/world"
)

// NearCases are those of the cases found nearby that a new one may be a round of.
func NearCases(w *world.World, found []cases.Case) []cases.Near {
	var near []cases.Near
	for _, c := range found {
		old := w.Now.Unix()-c.Ended > int64(world.RelapseWithin/time.Second)
		if c.Status.Type() != cases.Done || old && c.Status != cases.Watch {
			continue
		}
		near = append(near, roundOf(w, c))
		if len(near) == 3 {
			break
		}
	}
	return near
}

// roundOf is what was closed, with the round of it that is worked on, if any.
func roundOf(w *world.World, c cases.Case) cases.Near {
	n := cases.Near{Number: c.Number, Round: c.Round, Closed: c.Ended}
	for _, o := range w.List {
		if o.Family == c.Number && o.Round > max(n.Round, 1) && o.Status.Type() == cases.Open {
			n.Round, n.Open = o.Round, o.Number
		}
	}
	return n
}
