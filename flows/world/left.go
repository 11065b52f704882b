package world

import (
	"slices"
	"strconv"
	"strings"

	"gridbot/flows/figures"
)

// ClockLeft names the daily event at which whoever leads is reminded of what is
// still with people who have left.
const ClockLeft = "left"

// mostLeft is how many cases of somebody who leaves stand in a list.
const mostLeft = 20

// HeldBy is everything open that somebody has, is to check, or has reported in for.
func (w *World) HeldBy(id int64) Listing {
	l := w.Everything()
	l.Holds, l.Stands, l.Most = id, StandsOpen, mostLeft
	if id == 0 {
		return Listing{}
	}
	return l
}

// LeftBehind is what is open in the grids the person answers for, and with somebody
// who does not work there any more. It is nothing where somebody else answers.
func (w *World) LeftBehind() Listing {
	var mine []string
	for _, g := range w.District.Map.All() {
		if slices.ContainsFunc(w.Leads(g.ID), func(p Person) bool { return p.ID == w.Me.ID }) {
			mine = append(mine, g.ID)
		}
	}
	if len(mine) == 0 {
		return Listing{}
	}
	var here []string
	for id, p := range w.Staff.People {
		if p.Role == Officer || p.Role == Coordinator || slices.ContainsFunc(mine, p.Belongs) {
			here = append(here, strconv.FormatInt(id, 10))
		}
	}
	slices.Sort(here)
	l := w.Everything()
	l.Grids, l.Who = strings.Join(mine, ","), w.Me.ID // theirs, and not the coordinator's all
	l.Among, l.Here, l.Stands, l.Most = l.Grids, strings.Join(here, ","), StandsOpen, mostLeft
	return l
}

// Everything is a listing of all there is, whoever asks.
func (w *World) Everything() Listing {
	all := w.GridsOf(figures.Everywhere)
	return Listing{Now: w.Now.Unix(), Tonight: w.tonight(), Grids: all, Among: all}
}
