package hearing

import (
	"cmp"
	"regexp"
	"slices"

	"gridbot/flows/acts"
	"gridbot/flows/talk"
	"gridbot/flows/world"
)

// A reply to any message about a case is about that case, whatever else is
// going on; a reply to the question that is open answers the question.

// numbered finds a case's number in the first line of a message of ours: what
// was sent before we remembered which message is about what.
var numbered = regexp.MustCompile(`#[1-9][0-9]{0,8}\b`)

// meant is the case of the message that is answered; 0 for none.
func meant(w *world.World, e talk.Event) int {
	switch {
	case e.Edited:
		return w.Replied.Case
	case e.Reply == 0:
		return 0
	}
	return cmp.Or(w.Replied.Case, world.CaseNumber(numbered.FindString(e.Quoted)))
}

// answersCase tells whether something was said about a case, by answering a
// message about it.
func answersCase(w *world.World, e talk.Event) bool {
	if e.Press != "" || e.Command != "" || e.Edited || e.Clock != nil || meant(w, e) == 0 {
		return false
	}
	if e.Chat.Group {
		_, bound := w.Bound(e.Chat.ID)
		return bound && (e.Text != "" || len(e.Files) > 0)
	}
	return (e.Text != "" || len(e.Files) > 0) && !answersQuestion(w, e)
}

// shownIn are the dialogues that ask to be shown something: a photo in answer to
// any message of their case is for them.
var shownIn = []string{"arrive", "submit", "note", "add", "left", "prove", "inspect", "finish", "reach", "notfound", "contest"}

// toldIn are the dialogues that ask for words of any kind.
var toldIn = []string{"note", "add", "left", "contest"}

// answersQuestion tells whether a reply answers the question that is open.
func answersQuestion(w *world.World, e talk.Event) bool {
	s := w.Session
	switch {
	case s.Dialogue == "" || s.About != meant(w, e):
		return false
	case w.Replied.Asks != "":
		return w.Replied.Asks == s.Dialogue
	case w.Replied.Case == 0:
		return true // an old message with the number in front: most likely the question
	case len(e.Files) > 0:
		return slices.Contains(shownIn, s.Dialogue)
	}
	return slices.Contains(toldIn, s.Dialogue)
}

// answered takes what was said about a case. Who may not see it reads what one
// reads of a case that is not there.
func answered(x *acts.Turn) error {
	number, group := meant(x.World, x.Event), x.Event.Chat.Group
	c := x.World.Case
	if c == nil || c.Number != number || !c.Sees(x.Me.Part()) {
		if !group {
			x.OpenCase(number)
		}
		return nil
	}
	if group {
		if x.Me.GoesOn(x.Event) && x.Me.Album.Case == number {
			x.GoOnAlbum()
			return nil
		}
		if !mayNote(x, *c) {
			cried(x, *c)
			return nil // what else people say to each other under a card is theirs
		}
	}
	return take(x, *c, saidNow(x.Event))
}
