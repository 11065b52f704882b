// Package groups is where the bot talks to many: which group is whose work group, who
// answers for that, and how a chat forgets what is not its business any more. It does
// not know how somebody comes to be one of the staff, or leaves.
package groups

import (
	"strings"

	"gridbot/flows/acts"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// whoBind are the roles of those who may bind a group, as far as a role says so.
var whoBind = []world.Role{world.Lead, world.Coordinator, world.Officer}

// Subject is the work groups, and what stands in chats.
func Subject() acts.Subject {
	return acts.Subject{
		Name:  "groups",
		Words: Words,
		Commands: []acts.Command{
			{Name: "bind", Does: func(x *acts.Turn, _ string) error { bindHow(x); return nil }},
			{Name: "groups", May: whoBind, Sorry: acts.SorryOnly(text.T("groups.staff")),
				Does: func(x *acts.Turn, choice string) error { groups(x, choice); return nil }},
		},
		Group: []acts.Command{
			{Name: "start", Does: bindLink},
			{Name: "bind", Does: func(x *acts.Turn, choice string) error { bindHere(x, choice); return nil }},
			{Name: "help", Does: func(x *acts.Turn, _ string) error { groupHelp(x); return nil }},
		},
		Clocks: []acts.Clock{{
			Is: func(k talk.Clock) bool { return strings.HasPrefix(k.Name, world.ClockEmpty) },
			Need: func(_ *world.World, k talk.Clock, n *world.Need) {
				n.Standing = world.Standing{Chat: k.Person, Below: world.CaseNumber(strings.TrimPrefix(k.Name, world.ClockEmpty))}
			},
			Does: func(x *acts.Turn, k talk.Clock) error { empty(x, k.Person); return nil },
		}, {Is: acts.Struck(world.ClockMembers), Does: func(x *acts.Turn, k talk.Clock) error { recount(x, k.Grid); return nil }}},
		First: []acts.Hearing{{
			Is: func(_ *world.World, e talk.Event) bool {
				return e.Joined || e.Left || e.MovedTo != 0 || e.Refused != ""
			},
			Need: func(_ *world.World, e talk.Event, n *world.Need) { n.Case = e.About },
			Does: func(x *acts.Turn) error { presence(x); return nil },
		}},
		Last: func(x *acts.Turn) error { lost(x); return nil },
	}
}

// bindLink binds the group somebody was asked to add the bot to.
func bindLink(x *acts.Turn, payload string) error {
	if grid, ok := strings.CutPrefix(payload, "b"); ok {
		bind(x, grid)
	} else if agency, ok := strings.CutPrefix(payload, "a"); ok {
		bindAgency(x, agency)
	}
	return nil
}

func groupHelp(x *acts.Turn) {
	x.Reply(talk.Prompt{Say: text.T("group.help"), Rows: [][]talk.Button{
		{{Label: text.T("group.private"), Start: "hello"}},
	}})
}
