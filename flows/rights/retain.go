package rights

import (
	"gridbot/flows/acts"
	"gridbot/flows/cases"
	"gridbot/flows/talk"
	"gridbot/flows/world"
)

// What is over is kept for as long as the folder says, and then without anybody in it.
// Nobody is told, and nothing is counted.

// retain takes everybody out of a case that has been over for long enough; and of who
// wanted to be forgotten before it was over, what it took to find it.
func retain(x *acts.Turn, _ talk.Clock) error {
	c := x.World.Case
	if c == nil || c.Stripped != 0 || c.OverSince() == 0 {
		return nil
	}
	switch long := x.Now.Unix()-c.OverSince() >= int64(x.Keeps(c.Category).Seconds()); {
	case long:
		*x.Pending(*c) = c.Strip(x.Now.Unix(), keeps(x.World, *c))
	case c.Forgotten != 0:
		*x.Pending(*c) = c.Forgets(keeps(x.World, *c))
	}
	return nil
}

// idle forgets who was not heard of for long, whom no case knows and who has none.
// Somebody who works here is not idle.
func idle(x *acts.Turn, _ talk.Clock) error {
	if x.Me.ID == 0 || x.Me.Role != world.Resident || x.Traces.All > 0 || len(x.Caring.List) > 0 || x.Caring.Shut || holds(x.List, x.Me.ID) {
		return nil
	}
	x.Forget = &world.Person{ID: x.Me.ID, Rev: x.Me.Rev}
	x.KeepSession(talk.Session{})
	return nil
}

func holds(list []cases.Case, id int64) bool {
	for _, c := range list {
		if c.Assignee == id {
			return true
		}
	}
	return false
}
