package flows

import (
	"strings"
	"unicode"

	"gridbot/flows/answer"
	"gridbot/flows/talk"
	"gridbot/flows/world"
)

// behind hears what somebody wrote behind a command. Words behind /report are the
// report; danger behind a command nobody knows is no less danger. What is behind the
// others is theirs: of danger in it the numbers are shown beside their answer.
//
// A number is an answer where one is asked for, also one that is called in danger.
func behind(w *world.World, e talk.Event) talk.Event {
	if d := theBook.Dialogues[w.Session.Dialogue]; d.Counts != nil && e.Text != "" && e.Press == "" && e.Command == "" && !e.Edited && !e.Chat.Group && d.Counts(w, w.Session) {
		_, _, err := answer.Number(e.Text)
		e.Counted = err == nil
	}
	if e = named(w, e); e.Command == "" || e.Payload == "" || e.Chat.Group || e.Edited {
		return e
	}
	_, known := theBook.Commands[e.Command]
	_, rings := w.District.Danger(e.Payload)
	if e.Command == "report" && (rings || wordy(e.Payload)) || !known && rings {
		e.Text, e.Command, e.Payload = e.Payload, "", ""
	}
	return e
}

// wordy tells whether something is words, and not the name of a choice or of a poster.
func wordy(said string) bool {
	return strings.Contains(said, " ") || strings.ContainsFunc(said, func(r rune) bool { return unicode.Is(unicode.Han, r) })
}
