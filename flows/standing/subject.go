// Package standing is where somebody who works here, or did, stands by their number in
// what is worked on for long: key topics, what was decided of hot spots, playbooks. They
// read that they do; once they are forgotten, it says that somebody did it, and not who.
// It knows nothing of what is worked on.
package standing

import (
	"strconv"
	"strings"

	"gridbot/flows/acts"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// Subject is where the staff stand by their number.
func Subject() acts.Subject {
	return acts.Subject{Name: "standing", Words: Words, Before: need, Last: rights}
}

// need reads them where somebody asks what is kept of them, or is forgotten.
func need(_ *world.World, e talk.Event, n *world.Need) {
	if world.RightOf(e) != "" {
		n.Topics, n.Plays, n.Hot = true, true, true
	}
}

// rights says where somebody stands, and takes them out where they are forgotten.
func rights(x *acts.Turn) error {
	of := world.RightOf(x.Event)
	switch {
	case of == "" || x.Me.ID == 0:
	case x.Forget != nil:
		forget(x)
	case of == "mydata" || of == "forget" && x.Me.Role == world.Resident:
		if lines := stands(x, of); len(lines) > 0 {
			x.Beside(talk.Prompt{Say: text.Lines(lines...)})
		}
	}
	return nil
}

// now is the topics as this change leaves them.
func now(x *acts.Turn) *world.Topics {
	if x.Change.Topics != nil {
		return x.Change.Topics
	}
	return x.World.Topics
}

// stands says in how many there are lines of theirs.
func stands(x *acts.Turn, of string) (lines []text.Text) {
	topics, plays, spots := now(x).Stands(x.Me.ID), x.World.Plays.Stands(x.Me.ID), x.World.Hot.Stands(x.Me.ID)
	if len(topics) > 0 {
		lines = append(lines, text.T("standing.topics", "n", len(topics), "list", numbers(topics)))
	}
	if len(plays) > 0 {
		lines = append(lines, text.T("standing.plays", "n", len(plays), "list", numbers(plays)))
	}
	if spots > 0 {
		lines = append(lines, text.T("standing.spots", "n", spots))
	}
	if of == "forget" && len(lines) > 0 {
		lines = append(lines, text.T("standing.forget"))
	}
	return lines
}

// mostNumbers is how many of them are listed, the newest.
const mostNumbers = 20

func numbers(of []int) string {
	var all []string
	for _, n := range of[max(0, len(of)-mostNumbers):] {
		all = append(all, strconv.Itoa(n))
	}
	return strings.Join(all, ", ")
}

// forget takes them out of all of it.
func forget(x *acts.Turn) {
	if ts := now(x).Clone(); ts.Forget(x.Me.ID) {
		x.Change.Topics = &ts
	}
	if b := x.World.Plays.Clone(); b.Forget(x.Me.ID) {
		x.Change.Plays = &b
	}
	if hot := x.World.Hot; hot.Stands(x.Me.ID) > 0 {
		b := hot.Forget(x.Me.ID)
		x.Change.Hot = &b
	}
}
