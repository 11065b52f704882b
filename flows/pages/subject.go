// Package pages is what somebody of the staff writes right after a page of buttons: it
// is an answer to that page, or nothing, and never the second step of a report. It
// does not know what any page asks.
package pages

import (
	"slices"
	"strings"
	"unicode"

	"gridbot/flows/acts"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// Subject is what is written right after a page of buttons. It stands before whoever
// takes all words that are left.
func Subject() acts.Subject {
	return acts.Subject{
		Name:  "pages",
		Words: Words,
		Hears: []acts.Hearing{{Is: stray, Does: press}},
		Last:  func(x *acts.Turn) error { keep(x); return nil },
	}
}

// stray tells whether words follow a page of buttons and tell of nothing by themselves:
// of no kind of hazard that is sure, and of no place.
func stray(w *world.World, e talk.Event) bool {
	return w.Session.Page != "" && w.Session.Dialogue == "" && w.Me.Role != world.Resident &&
		e.Text != "" && len(e.Files) == 0 && e.Point == nil && !w.District.Guess(e.Text).Sure && len(w.District.Places.Named(e.Text, 1)) == 0
}

// press says that the page has buttons. It stays what they look at.
func press(x *acts.Turn) error {
	x.Reply(talk.Prompt{Say: text.T("pages.press"), Rows: [][]talk.Button{{show.MenuButton(text.T("menu.report"), "report")}}})
	x.KeepSession(x.World.Session)
	return nil
}

// keep keeps which page somebody of the staff looks at now; whatever else they do in
// between takes it away. Where a question of a dialogue is open, words are its answer.
func keep(x *acts.Turn) {
	now := x.World.Session
	if x.Change.Session != nil {
		now = *x.Change.Session
	}
	e := x.Event
	if e.Clock != nil || e.Chat.Group || e.Blocked || e.Unblock || now.Dialogue != "" || x.Me.Role == world.Resident || x.Change.Session != nil && now.Page != "" {
		return
	}
	page := shown(x)
	if page == now.Page {
		return
	}
	now.Page = page
	x.KeepSession(now)
}

// shown is the page that this turn shows: a command whose buttons lead on within it; ""
// for none.
func shown(x *acts.Turn) string {
	command, choice, ok := world.PressedMenu(x.Event.Press)
	if !ok {
		command, choice = x.Event.Command, x.Event.Payload
	}
	within := func(b talk.Button) bool { return strings.HasPrefix(b.Data, "m|"+command+"|") }
	if command == "" || command == "report" || !slices.ContainsFunc(x.Letters, func(l world.Letter) bool {
		return l.To == x.Private() && slices.ContainsFunc(slices.Concat(l.Say.Rows...), within)
	}) {
		return ""
	}
	if x.Book.Commands[command].Heard == nil || strings.ContainsFunc(choice, func(r rune) bool { return r > unicode.MaxASCII || unicode.IsSpace(r) }) {
		choice = "" // nobody reads it, and it may be somebody's words
	}
	return strings.TrimSuffix(command+"|"+choice, "|")
}
