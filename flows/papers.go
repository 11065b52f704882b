package flows

import (
	"slices"

	"gridbot/flows/acts"
	"gridbot/flows/cases"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// A file tells more than what it shows: its name, who wrote it, where a picture was
// taken. So none is taken of residents, but for what they want to open: those papers are
// theirs, and go to who asked for them. Words that come with one are heard as always.

// withoutPapers is an event without the files nobody takes, and whether there were any.
func withoutPapers(w *world.World, e talk.Event) (talk.Event, bool) {
	if e.Chat.Group || w.Me.Role != world.Resident || w.Session.Dialogue == "shopgive" {
		return e, false
	}
	kept := slices.DeleteFunc(slices.Clone(e.Files), func(f talk.File) bool { return f.Kind == string(cases.KindDocument) })
	refused := len(kept) < len(e.Files)
	e.Files = kept
	return e, refused
}

// refusePapers says so.
func refusePapers(x *acts.Turn) { x.Reply(talk.Prompt{Say: text.T("papers.refused")}) }
