package flows

import (
	"embed"

	"gridbot/flows/acts"
	"gridbot/flows/aloud"
	"gridbot/flows/ask"
	"gridbot/flows/boards"
	"gridbot/flows/danger"
	"gridbot/flows/errands"
	"gridbot/flows/frequent"
	"gridbot/flows/history"
	"gridbot/flows/matter"
	"gridbot/flows/measures"
	"gridbot/flows/method"
	"gridbot/flows/often"
	"gridbot/flows/pact"
	"gridbot/flows/patrol"
	"gridbot/flows/refusal"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// words are what is said of no subject: to an event that leads nowhere, and by
// the bot where no event is decided.
//
//go:embed words/*.json
var words embed.FS

// Catalog is all that is said: the words of every subject of the book, and of
// what stands below and above them.
func Catalog() (*text.Catalog, error) {
	rooms := []text.Room{
		{Name: "text", Words: text.Words},
		{Name: "talk", Words: talk.Words},
		{Name: "history", Words: history.Words},
		{Name: "world", Words: world.Words},
		{Name: "measures", Words: measures.Words},
		{Name: "danger", Words: danger.Words}, {Name: "show", Words: show.Words}, {Name: "boards", Words: boards.Words}, {Name: "ask", Words: ask.Words}, {Name: "frequent", Words: frequent.Words}, {Name: "method", Words: method.Words}, {Name: "patrol", Words: patrol.Words}, {Name: "often", Words: often.Words}, {Name: "pact", Words: pact.Words}, {Name: "aloud", Words: aloud.Words},
		{Name: "refusal", Words: refusal.Words},
		{Name: "acts", Words: acts.Words}, {Name: "errands", Words: errands.Words}, {Name: "matter", Words: matter.Words},
		{Name: "flows", Words: words},
	}
	for _, s := range theBook.Subjects {
		rooms = append(rooms, text.Room{Name: s.Name, Words: s.Words})
	}
	return text.Load(rooms...)
}
