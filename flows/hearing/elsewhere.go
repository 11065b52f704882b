package hearing

import (
	"strconv"

	"gridbot/flows/acts"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// A reply to a letter that is about no case (a vote, a duty, a key) is no answer to the
// place that is asked for, nor a hazard: buttons of that letter answer it.

// answersElsewhere tells whether words reply to a message of ours that is about no case,
// and say neither where something is nor what is dangerous.
func answersElsewhere(w *world.World, e talk.Event) bool {
	if e.Reply == 0 || e.Quoted == "" || e.Text == "" || len(e.Files) > 0 || !outOfTheBlue(w, e) {
		return false
	}
	if w.Replied != (world.Replied{}) || meant(w, e) != 0 || asksBack(e.Text) {
		return false
	}
	switch w.Session.Dialogue {
	case "locate":
		return len(w.District.Places.Named(e.Text, 1)) == 0
	case "":
		g := w.District.Guess(e.Text)
		return plain(e.Text) == "" && (g.None || !g.Sure) && len(waiting(w)) == 0 && len(w.District.Places.Named(e.Text, 1)) == 0 && noticeOf(w, e) == nil
	}
	return false
}

// saidElsewhere says which buttons answer, and keeps the words for what they may be.
func saidElsewhere(x *acts.Turn) error {
	about := x.World.Session.About
	if about == 0 {
		return asksWhich(x, saidNow(x.Event), text.T("heard.letter"))
	}
	n := strconv.Itoa(about)
	return asksWhich(x, saidNow(x.Event), text.T("heard.letter.place", "number", n), option{"l" + n, text.T("heard.letter.yes", "number", n)})
}

// placeAfterAll takes words for the place that is asked for, as they say so.
func placeAfterAll(x *acts.Turn, d whichData) error {
	x.Strip()
	if x.World.Session.Dialogue = ""; x.Change.Session != nil {
		x.World.Session = *x.Change.Session
	}
	x.Event.Press, x.Event.Reply, x.Event.Text = "", 0, d.Words
	return x.GoOn()
}
