package world

import (
	"fmt"
	"time"

	"gridbot/flows/cases"
	"gridbot/flows/figures"
)

// What happened to a case is written down as facts, from which every figure is
// counted. Nothing of a person but their number is among them.

// Week is the ISO week of a moment in the district.
func (w *World) Week(at time.Time) string {
	year, week := w.District.Here(at).ISOWeek()
	return fmt.Sprintf("%d-W%02d", year, week)
}

func (w *World) WeekAt(at int64) string { return w.Week(time.Unix(at, 0)) }

// Forces is how often what happened in the legs of the agencies, by agency and
// act: gas|reportin, or gas|reportin|late where the clock had run out.
type Forces map[string]int

// Of is how often an agency did something, and how often too late.
func (f Forces) Of(agency, act string) (all, late int) {
	late = f[agency+"|"+act+"|late"]
	return f[agency+"|"+act] + late, late
}

// Weekly is what was read for figures.
type Weekly struct {
	Counts Counts
	Late   []cases.Case    // the longest overdue first
	New    []cases.Case    // reported in the last week
	Loads  map[int64]Load  // by worker
	Grids  map[string]Load // by grid
	Legs   []cases.Case    // in which an agency is late
	Behind int             // how many cases stand behind the figure
	Care   Care
}

// A Load is how many open cases somebody has, and how many of them are late.
type Load struct{ Open, Late int }

// Monday is the begin of the week a moment is in.
func (w *World) Monday(at time.Time) time.Time {
	at = w.District.Here(at)
	return time.Date(at.Year(), at.Month(), at.Day()-(int(at.Weekday())+6)%7, 0, 0, 0, 0, at.Location())
}

func IsoWeek(year, week int) string { return fmt.Sprintf("%d-W%02d", year, week) }

// Overseen is the grid whose figures the person may see: a lead those of the
// own grid, the coordinator all. It is "" for everybody else.
func (w *World) Overseen(asked string) string {
	switch _, known := w.District.Map.Grid(asked); {
	case w.Me.Role == Lead:
		return w.Me.Grid
	case w.Me.Role != Coordinator:
		return ""
	case known:
		return asked
	}
	return figures.Everywhere
}

// GridsOf are the grids whose lists belong to an area, separated by commas.
func (w *World) GridsOf(grid string) string {
	if grid != figures.Everywhere {
		return grid
	}
	all := Unrouted
	for _, g := range w.District.Map.All() {
		all += "," + g.ID
	}
	return all
}
