package method

import (
	"slices"
	"strings"
	"unicode/utf8"

	"gridbot/flows/personal"
	"gridbot/flows/playbooks"
	"gridbot/flows/world"
)

// A playbook is read by the staff of all grids: what in its words tells of people is found,
// and covered.

// Telling is what in some words tells of people: those whom everybody knows here, too.
func Telling(w *world.World, all ...string) []string {
	var found []string
	for _, words := range all {
		for _, said := range append(personal.Said(words), staffIn(w, words)...) {
			if !slices.Contains(found, said) && !strings.Contains(said, "*") {
				found = append(found, said)
			}
		}
	}
	return found
}

// staffIn are the names of who works here that stand in some words.
func staffIn(w *world.World, words string) (names []string) {
	for _, p := range w.Staff.People {
		if utf8.RuneCountInString(p.Name) >= 2 && p.Role != world.Resident && strings.Contains(words, p.Name) {
			names = append(names, p.Name)
		}
	}
	slices.Sort(names)
	return names
}

// Covered is some words without what tells of people.
func Covered(w *world.World, words string) string {
	words = personal.Mask(words)
	for _, name := range staffIn(w, words) {
		words = strings.ReplaceAll(words, name, strings.Repeat("*", utf8.RuneCountInString(name)))
	}
	return words
}

// CoveredSteps are some steps without it.
func CoveredSteps(w *world.World, all []playbooks.Step) (steps []playbooks.Step) {
	for _, s := range all {
		if slices.Contains(staffIn(w, s.Who), s.Who) { // whose name it is does it here, and nowhere else
			s.Who = ""
		}
		s.Who, s.What = Covered(w, s.Who), Covered(w, s.What)
		steps = append(steps, s)
	}
	return steps
}
