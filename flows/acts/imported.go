package acts

import (
	"gridbot/flows/cases"
	"gridbot/flows/history"
	"gridbot/flows/world"
)

// Bring is the change that brings rows of another system's table in. What was
// closed there counts in the weeks in which it was; what was open is work from
// now on. Nobody is told: what there is to do stands in the lists, and its
// clocks remind of it. Rows that were refused are left out.
func Bring(w *world.World, rows []history.Row) world.Change {
	x := &Turn{World: w}
	for _, row := range rows {
		if row.Refused {
			continue
		}
		row.Case.Number = x.Number()
		c := cases.Brought(row.Case, x.Now, x)
		x.Cases = append(x.Cases, world.Moved{After: c})
		x.Log = append(x.Log, x.brought(c)...)
	}
	return x.Change
}

// brought are the lines of the log for what happened in the other system.
func (x *Turn) brought(c cases.Case) []world.Logged {
	var lines []world.Logged
	for _, e := range c.Log {
		l := world.Logged{At: e.At, Case: c.Number, Do: e.Do, To: e.To, Part: e.Part, Grid: c.Grid, Category: c.Category, Danger: c.Danger, Week: x.WeekAt(e.At), Spot: x.SpotOf(c)}
		if e.Do == cases.Import {
			l.From, l.Outcome = cases.Reported, c.Outcome
		}
		lines = append(lines, l)
	}
	return lines
}
