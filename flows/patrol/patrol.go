// Package patrol is what is looked at where a key topic (重点议题) is: its places with their
// hours (点位), and how many there are now (现场清点). It knows nothing of the topic's stages,
// costs and cleaning, nor of its cases.
package patrol

import (
	"embed"
	"strconv"

	"gridbot/flows/acts"
	"gridbot/flows/hotspots"
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

// sees tells whether a topic is for somebody of the staff: of their grid, or of what
// they answer for.
func sees(w *world.World, t hotspots.Topic) bool {
	switch w.Me.Role {
	case world.Coordinator:
		return true
	case world.Officer:
		return w.Me.Answers(t.Grid, t.Kind)
	case world.Lead, world.Worker:
		return w.Me.Grid == t.Grid
	}
	return false
}

// Dialogues are the questions that are asked here.
func Dialogues() []acts.Dialogue {
	need := func(_ *world.World, _ talk.Session, _ talk.Event, n *world.Need) {
		n.Topics, n.Plays, n.Mine = true, true, true // what they have told of, where it is danger
	}
	return []acts.Dialogue{
		{Spoken: counting, Name: counting.Name, Free: true, Leaves: away, Counts: func(*world.World, talk.Session) bool { return true }, Need: need, Done: counted},
		{Spoken: naming, Name: naming.Name, Free: true, Need: need, Done: named},
	}
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
