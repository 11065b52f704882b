package flows

import (
	"maps"
	"slices"
)

// What the book holds, for the matrix: what is new there and has no row fails.

func Dialogues() []string { return slices.Sorted(maps.Keys(theBook.Dialogues)) }
func Looks() []string     { return slices.Sorted(maps.Keys(theBook.Looks)) }
func Commands() []string  { return slices.Sorted(maps.Keys(theBook.Commands)) }
