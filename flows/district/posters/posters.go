// Package posters reads which word stands on the code of the posters of a place. It
// knows no places.
//
// What a code says of its place is a word nobody can guess: who has one poster cannot
// write the code of another place. A place may have several, as posters hang for
// years; a line that is taken out makes the posters with it say nothing of the place.
package posters

import (
	"regexp"

	"gridbot/flows/district/rows"
)

// Columns is the first line of the file.
var Columns = []string{"place", "token"}

// token is what a link takes, and long enough that nobody finds one.
var token = regexp.MustCompile(`^[A-Za-z0-9_-]{16,40}$`)

// A Table is which place each token is of.
type Table map[string]string

// Read reads the file; seen is told of each place, with its line.
func Read(b []byte, table rows.Table, seen func(line int, place string)) Table {
	all := Table{}
	table.Columns, table.Comments = Columns, true
	table.Read(b, func(line int, field func(string) string) {
		place, word := field("place"), field("token")
		switch _, twice := all[word]; {
		case !token.MatchString(word):
			table.Fault(line, "the token must have 16 to 40 of A-Z a-z 0-9 _ -; let \"gridbot posters\" write it")
		case twice:
			table.Fault(line, "the token stands here twice: a poster is at one place")
		default:
			all[word] = place
			seen(line, place)
		}
	})
	return all
}

// Of is the token of a place; "" where it has none. Of several it is always the same.
func (t Table) Of(place string) string {
	found := ""
	for word, at := range t {
		if at == place && (found == "" || word < found) {
			found = word
		}
	}
	return found
}
