// Package aside says what was put aside: an item that could not be read, or is not
// what it should be, so that everything else goes on without it. It knows neither
// what an item held nor who is told.
package aside

import (
	"strconv"
	"strings"
)

// An Item is one thing that was put aside, as it is listed. None of its words stand
// here but for Was, which is shown to nobody who did not ask for it.
type Item struct {
	Name string `json:"-"`              // how it is called by who looks after it, such as case:1001@1795395600
	What string `json:"what"`           // the kind of record, such as case
	Of   string `json:"of,omitempty"`   // which one of its kind, such as 1001
	Why  string `json:"why"`            // what is wrong with it
	At   int64  `json:"at"`             // when it was put aside, unix seconds
	Due  int64  `json:"due,omitempty"`  // of a timer, when it was to strike
	Was  string `json:"was,omitempty"`  // what it held, where that does not lie elsewhere
	Lies bool   `json:"lies,omitempty"` // it lies where it lay: nobody reads it there
	Told bool   `json:"told,omitempty"` // the coordinators were told
	Form string `json:"form,omitempty"` // what type it has, where it has the wrong one
	Redo bool   `json:"redo,omitempty"` // a list that is to be made anew from what it lists
}

// Person is whose item it is, of those that are somebody's; 0 else.
func (i Item) Person() int64 {
	if i.What != "person" && i.What != "session" {
		return 0
	}
	id, _ := strconv.ParseInt(i.Of, 10, 64)
	return id
}

// Case is which case it is, or whose timer; 0 else.
func (i Item) Case() int {
	of, _, _ := strings.Cut(i.Of, ":")
	n, err := strconv.Atoi(of)
	if err != nil || i.What != "case" && i.What != "timer" {
		return 0
	}
	return n
}
