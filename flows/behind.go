package flows

import (
	"strings"
	"unicode"

	"gridbot/flows/acts"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// behind hears what somebody wrote behind a command. Words behind /report are the
// report; danger behind a command nobody knows is no less danger. What is behind the
// others is theirs: of danger in it the numbers are shown beside their answer.
func behind(w *world.World, e talk.Event) talk.Event {
	if e.Command == "" || e.Payload == "" || e.Chat.Group || e.Edited {
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

// besideCommand shows the numbers to whoever wrote of danger behind a command: they may
// only look for something.
func besideCommand(x *acts.Turn) {
	e := x.Event
	if e.Command == "" || e.Payload == "" || e.Chat.Group || x.Alarmed {
		return
	}
	if d, rings := x.District.Danger(e.Payload); rings {
		x.Reply(talk.Prompt{Say: show.Emergency(x.World, d, text.Text{}).Say, Rows: [][]talk.Button{{show.MenuButton(text.T("report.danger.now"), "report", "danger")}}})
	}
}
