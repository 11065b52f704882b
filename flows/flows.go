// Package flows is what the bot does: it leads an event to its subject, which
// decides what the event changes and who is told. It is pure: everything it looks
// at is in the World it is given, everything it wants is in the Change it returns.
package flows

import (
	"errors"
	"fmt"
	"slices"

	"gridbot/flows/acts"
	"gridbot/flows/care"
	"gridbot/flows/chase"
	"gridbot/flows/conference"
	"gridbot/flows/consult"
	"gridbot/flows/correct"
	"gridbot/flows/declare"
	"gridbot/flows/dues"
	"gridbot/flows/groups"
	"gridbot/flows/hearing"
	"gridbot/flows/joint"
	"gridbot/flows/lists"
	"gridbot/flows/mute"
	"gridbot/flows/norms"
	"gridbot/flows/pages"
	"gridbot/flows/plays"
	"gridbot/flows/reception"
	"gridbot/flows/rectify"
	"gridbot/flows/report"
	"gridbot/flows/rights"
	"gridbot/flows/rota"
	"gridbot/flows/shop"
	"gridbot/flows/slip"
	"gridbot/flows/staff"
	"gridbot/flows/standing"
	"gridbot/flows/talk"
	"gridbot/flows/task"
	"gridbot/flows/text"
	"gridbot/flows/topics"
	"gridbot/flows/treasurer"
	"gridbot/flows/week"
	"gridbot/flows/world"
)

// theBook binds all subjects together, a line for each.
var theBook = acts.NewBook(
	rights.Subject(), // first: its clocks are no clocks of the lifecycle
	task.Subject(),
	dues.Subject(), // before the hearing: "I have paid" is about no case
	hearing.Subject(),
	reception.Subject(), mute.Subject(),
	staff.Subject(),
	groups.Subject(),
	rota.Subject(),
	joint.Subject(),
	rectify.Subject(),
	norms.Subject(),
	plays.Subject(), // before the conference: its clock has a grid, too
	conference.Subject(),
	care.Subject(),
	shop.Subject(),
	consult.Subject(),
	lists.Subject(),
	correct.Subject(),
	chase.Subject(),
	week.Subject(), topics.Subject(), declare.Subject(),
	treasurer.Subject(),
	standing.Subject(), // after all who may say that somebody is not idle
	pages.Subject(),
	slip.Subject(), report.Subject(), // last: whatever else is said begins one
)

// Shows reports whether the photos a person sends now may be evidence that the
// work is done: those are compared with all others. A worker's may be, also where
// nothing asked for them.
func Shows(w *world.World) bool {
	return w.Me.Role == world.Worker || theBook.Dialogues[w.Session.Dialogue].Shown
}

// Ready makes the process ready for the dialogue that most people are in: a report.
// The others get ready when they are met.
func Ready() error { return theBook.Dialogues["report"].Ready() }

// Decide is what an event changes. An error is ours: nothing is changed, and
// the event is tried again or put aside.
func Decide(w *world.World, e talk.Event) (world.Change, error) {
	e, refused := withoutPapers(w, behind(w, e))
	x := begun(w, e)
	var err error
	if !refused || e.Given() {
		err = find(x.Book, x.World, e).does(x)
	}
	if errors.Is(err, talk.ErrUnreadable) {
		// Nothing half is kept, and nobody is stuck with what cannot be read.
		x = begun(w, e)
		x.KeepSession(talk.Session{})
		x.Reply(talk.Prompt{Say: text.T("talk.gone"), Rows: x.Menu()})
		err = nil
	}
	if err != nil {
		return world.Change{}, fmt.Errorf("decide: %w", err)
	}
	if refused {
		refusePapers(x)
	}
	for _, s := range x.Book.Subjects {
		if s.Last == nil {
			continue
		}
		if err := s.Last(x); err != nil {
			return world.Change{}, fmt.Errorf("decide: %w", err)
		}
	}
	x.Letters = slices.DeleteFunc(x.Letters, func(l world.Letter) bool {
		p, ok := x.Staff.People[l.To.ID]
		return ok && p.Gone && p.ID != x.Me.ID // would not arrive, and the card is drawn when they are back
	})
	x.Address()
	cover(x)
	protect(x)
	hush(x)
	budget(x)
	count(x)
	countCare(x)
	x.Change.Lang = x.Me.Lang
	return x.Change, nil
}

// begun is a turn that has only begun, with a world of its own.
func begun(w *world.World, e talk.Event) *acts.Turn {
	own := *w
	own.Attend()
	x := &acts.Turn{World: &own, Book: theBook, Event: e}
	x.Meet()
	return x
}

// edited: we answer what was said, and a message changed later would make the
// record say something else than what we answered. So it is asked for anew.
func edited(x *acts.Turn) error {
	if x.World.Session.Dialogue != "" && x.Event.Text != "" && !x.Event.Moving {
		x.Reply(talk.Prompt{Say: text.T("talk.edited")})
	}
	return nil
}
