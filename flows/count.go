package flows

import (
	"maps"
	"slices"
	"time"

	"gridbot/flows/acts"
	"gridbot/flows/figures"
	"gridbot/flows/world"
)

// count counts what the staff are told without having asked, and what they
// press.
func count(x *acts.Turn) {
	told, hushed := map[string]int{}, map[string]int{}
	for _, l := range x.Letters {
		p := x.Staff.People[l.To.ID]
		if !unasked(x, l) {
			continue
		}
		x.Change.Told = append(x.Change.Told, l.To.ID)
		x.Change.Day = x.District.Here(x.Now).Format(time.DateOnly)
		told[p.Grid]++
		if l.Class == world.ClassReminder && x.District.Quiet.Holds(x.Now) {
			hushed[p.Grid]++
		}
	}
	burden(x, told, hushed)
}

// countCare counts what has happened to the care case that changed.
func countCare(x *acts.Turn) {
	if x.Cared == nil {
		return
	}
	for _, name := range figures.CareCounted(x.Cared.Before, x.Cared.After, x.Now.Unix()) {
		x.Cared.Counts = append(x.Cared.Counts, figures.CareField(x.Week(x.Now), name))
	}
}

// burden adds what the staff are told without having asked for it, and what
// they press: a figure like any other. Where the commit is about a case of
// their grid, it stands in its line.
func burden(x *acts.Turn, told map[string]int, hushed map[string]int) {
	tap := ""
	if x.Event.Press != "" && x.Me.Role == world.Worker {
		tap = x.Me.Grid
	}
	grids := map[string]bool{}
	for grid := range told {
		grids[grid] = true
	}
	if tap != "" {
		grids[tap] = true
	}
	for _, grid := range slices.Sorted(maps.Keys(grids)) {
		at := -1
		for i := range x.Log {
			if x.Log[i].Grid == grid && x.Log[i].Told+x.Log[i].Taps == 0 {
				at = i
				break
			}
		}
		if at < 0 {
			x.Log = append(x.Log, world.Logged{At: x.Now.Unix(), Do: figures.Burden, Grid: grid, Week: x.Week(x.Now)})
			at = len(x.Log) - 1
		}
		x.Log[at].Told, x.Log[at].Hushed = told[grid], hushed[grid]
		if grid == tap {
			x.Log[at].Taps = 1
		}
	}
}
