package world

import (
	"maps"

	"gridbot/flows/kept"
)

// Real is what somebody is really called; desk and store know it by this name.
type Real = kept.Real

// Known tells whether it is known who somebody is.
func (p Person) Known() bool { return p.Real.Known() }

// bars keeps everybody of whom nobody knows who they are from what is about somebody at
// home.
func (w *World) bars() {
	var kinds []string
	for _, c := range w.District.Categories {
		if c.Private {
			kinds = append(kinds, c.ID)
		}
	}
	if !w.Me.Known() {
		w.Me.Barred = kinds
	}
	var people map[int64]Person
	for id, p := range w.Staff.People {
		if !p.Known() {
			if people == nil {
				people = maps.Clone(w.Staff.People)
			}
			p.Barred = kinds
			people[id] = p
		}
	}
	if people != nil {
		w.Staff.People = people
	}
}
