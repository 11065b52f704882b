// Package rota is the plan of duty of a grid or an agency: made by those who lead
// there, swapped by those who stand in it, and told where it leaves a gap. What
// somebody who is on duty does is not known here.
package rota

import (
	"strings"

	"gridbot/flows/acts"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// Subject is the plan of duty.
func Subject() acts.Subject {
	return acts.Subject{
		Name:  "rota",
		Words: Words,
		Commands: []acts.Command{{Name: "rota", Line: text.T("command.rota"), Place: 2, May: acts.EveryStaff, Sorry: acts.SorryOnly(text.T("rota.staff")), Heard: heard,
			Does: func(x *acts.Turn, choice string) error { rota(x, choice); return nil }}},
		Clocks: []acts.Clock{{Is: acts.Struck(world.ClockGaps), Does: func(x *acts.Turn, k talk.Clock) error { gaps(x, k.Grid); return nil }}},
	}
}

// A press is a button of a plan: who may press it, and what it does.
type press struct {
	plans bool // only for who makes the plan; the others are for whoever may see it
	does  func(x *acts.Turn, key string, args []string)
}

// presses are all buttons of a plan.
func presses() map[string]press {
	return map[string]press{
		"day": {true, dayOfWeek}, "turn": {true, turn}, "who": {true, whoOfWeek}, "same": {true, same},
		"dates": {true, dates}, "date": {true, date}, "shift": {true, shift}, "for": {true, whoOfDate},
		"a": {true, away}, "x": {true, undo}, "again": {true, again}, "send": {true, send},
		"wake": {true, wake}, "folder": {true, folder}, "clear": {true, clear},
		"swap": {false, swap}, "yes": {false, agreed}, "no": {false, refused},
	}
}

// rota answers /rota: the plan, or what was pressed of it.
func rota(x *acts.Turn, choice string) {
	parts := strings.Split(choice, "|")
	key := parts[0]
	if key == "" {
		keys := seen(x.World)
		if len(keys) != 1 {
			x.Reply(whichPlan(x.World, keys))
			return
		}
		key = keys[0]
	}
	if !sees(x.World, key) {
		x.Reply(talk.Prompt{Say: text.T("rota.notyours"), Rows: x.Menu()})
		return
	}
	if len(parts) < 2 {
		x.Reply(week(x.World, key))
		return
	}
	p, known := presses()[parts[1]]
	switch {
	case !known:
		x.Reply(week(x.World, key))
	case p.plans && !plans(x.World, key):
		x.Reply(talk.Prompt{Say: text.T("rota.notlead"), Rows: [][]talk.Button{back(key)}})
	default:
		p.does(x, key, parts[2:])
	}
}
