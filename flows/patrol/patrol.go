// Package patrol is what is looked at where a key topic (重点议题) is: its places with their
// hours (点位), and how many there are now (现场清点). It knows nothing of the topic's stages,
// costs and cleaning, nor of its cases.
package patrol

import (
	"embed"
	"strconv"

	"gridbot/flows/acts"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// Words are what is said of it, a file for each language.
//
//go:embed words/*.json
var Words embed.FS

// now is the topics as this change leaves them.
func now(x *acts.Turn) *world.Topics {
	if x.Change.Topics != nil {
		return x.Change.Topics
	}
	return x.World.Topics
}

// change keeps what is done to the topics.
func change(x *acts.Turn, does func(ts *world.Topics)) {
	ts := now(x).Clone()
	does(&ts)
	x.Change.Topics = &ts
}

// leads tells whether the person decides on what is of a grid.
func leads(w *world.World, grid string) bool {
	return w.Me.Role == world.Coordinator || w.Me.Role == world.Lead && w.Me.Grid == grid
}

func openTopic(n int) talk.Button {
	return show.MenuButton(text.T("topics.open", "n", n), "topics", strconv.Itoa(n))
}

// number reads a number off a button; 0 for none.
func number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}
