package flows

import (
	"maps"
	"slices"

	"gridbot/flows/acts"
)

// What the book holds, for the matrix: what is new there and has no row fails.

func Dialogues() []string { return slices.Sorted(maps.Keys(theBook.Dialogues)) }
func Looks() []string     { return slices.Sorted(maps.Keys(theBook.Looks)) }
func Commands() []string  { return slices.Sorted(maps.Keys(theBook.Commands)) }

// Spoken is a dialogue of the book.
func Spoken(name string) acts.Dialogue { return theBook.Dialogues[name] }
