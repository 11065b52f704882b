package world

import (
	"strings"

	"gridbot/flows/talk"
)

// RightOf is mydata, forget or idle; "" for every other event.
func RightOf(e talk.Event) string {
	switch {
	case e.Clock != nil && e.Clock.Name == ClockIdle:
		return "idle"
	case e.Chat.Group || e.Clock != nil:
		return ""
	}
	for _, of := range []string{"mydata", "forget"} {
		if e.Command == of || e.Press == "m|"+of || strings.HasPrefix(e.Press, "m|"+of+"|") {
			return of
		}
	}
	return ""
}
