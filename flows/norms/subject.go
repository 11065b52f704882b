// Package norms is the guide (工作指南) of the district in chat: its classes and norms, the
// residents their part of it, the staff with the playbooks for what a norm is about.
package norms

import (
	"embed"

	"gridbot/flows/acts"
	"gridbot/flows/text"
)

// Words are what is said of the guide, a file for each language.
//
//go:embed words/*.json
var Words embed.FS

// Subject is the guide.
func Subject() acts.Subject {
	return acts.Subject{
		Name:  "norms",
		Words: Words,
		Commands: []acts.Command{
			{Name: "guide", Line: text.T("command.guide"), Place: 23, Need: needGuide, Does: guided},
		},
	}
}
