// Package mute is what is done about who rings without end: their alarms are folded
// into one with a count. Danger is never dropped: each alarm is a case, or stands in
// one, and the numbers are shown every time. It does not know what was told.
package mute

import (
	"gridbot/flows/acts"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// Subject is the folding of alarms, and who is muted for a while.
func Subject() acts.Subject {
	return acts.Subject{
		Name: "mute", Words: Words, Rings: rings, Before: needAlarms,
		Commands: []acts.Command{
			{Name: "mute", May: []world.Role{world.Lead, world.Coordinator}, Sorry: acts.SorryMenu(text.T("mute.leads")), Need: needMuted, Does: muting},
			{Name: "muted", May: []world.Role{world.Lead, world.Coordinator}, Sorry: acts.SorryMenu(text.T("mute.leads")), Does: muted},
			{Name: "objection", Does: objecting},
		},
	}
}
