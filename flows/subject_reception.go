package flows

import (
	"strings"

	"gridbot/flows/talk"
)

// receptionSubject is who comes in: greeted, helped on, spoken to in their
// language, let out of what they began.
func receptionSubject() subject {
	return subject{
		name: "reception",
		commands: []command{
			{name: "start", does: (*change).start},
			{name: "help", does: func(x *change, _ string) error { x.help(); return nil }},
			{name: "language", need: needMine, does: (*change).language},
			{name: "settings", need: needMine, does: (*change).language},
			{name: "cancel", does: func(x *change, _ string) error { return x.cancel() }},
		},
		hears: []hearing{{
			is: func(_ *World, e talk.Event) bool {
				return greetings[strings.ToLower(strings.Trim(e.Text, " !！.。,，~?？"))]
			},
			does: func(x *change) error { return x.start("") },
		}},
	}
}
