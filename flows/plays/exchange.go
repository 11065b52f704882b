package plays

import (
	"strconv"

	"gridbot/flows/acts"
	"gridbot/flows/playbooks"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// exchange brings a playbook to the joint conference of the lead's grid, so that others
// learn of it; where none is called yet, to where one is called.
func exchange(x *acts.Turn, p playbooks.Playbook) [][]talk.Button {
	switch m := x.Meeting; {
	case x.Me.Role != world.Lead:
		return nil
	case m != nil && m.Running() && m.Grid == x.Me.Grid:
		return [][]talk.Button{talk.Row(show.AboutMeeting(text.T("plays.learn"), m.Grid, m, "learn", strconv.Itoa(p.N)))}
	}
	return [][]talk.Button{talk.Row(show.MenuButton(text.T("plays.convene"), "conference"))}
}
