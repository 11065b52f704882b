package task

import (
	"gridbot/flows/cases"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// playFor is the playbook (工作法) that fits a case, for whoever leads: a line and a
// button; nothing where there is none.
func playFor(w *world.World, c cases.Case, as cases.View) (say text.Text, button []talk.Button) {
	kind, _ := w.District.Category(c.Category)
	if as != cases.ViewLead || kind.Private || w.Plays == nil {
		return say, nil
	}
	p, u := w.Plays.Used(-c.Number)
	if u == nil {
		p, u = w.Plays.Used(c.KeyTopic)
	}
	if u != nil {
		return text.T("more.play.used", "n", p.N), talk.Row(show.Acting(text.T("more.play"), c.Number, "play"))
	}
	fits := w.Plays.Fits(c.Category)
	if len(fits) == 0 || c.Status.Type() != cases.Open {
		return say, nil
	}
	return text.T("more.play.fits", "n", len(fits)), talk.Row(show.Acting(text.T("more.play"), c.Number, "play"))
}
