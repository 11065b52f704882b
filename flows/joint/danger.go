package joint

import (
	"regexp"

	"gridbot/flows/acts"
	"gridbot/flows/ask"
	"gridbot/flows/cases"
	"gridbot/flows/district"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// Danger told in the questions of a whistle is no errand, no hour and no place: it
// counts for the case at once, and whom to call is asked anew with those who come in
// such danger.

// endangered tells whether danger is told where a whistle is asked about. What is of a
// household is for its care team.
func endangered(w *world.World, e talk.Event) bool {
	if name := w.Session.Dialogue; name != whistling.Name && name != proposing.Name {
		return false
	}
	e.Text = remedies.ReplaceAllString(e.Text, "")
	d, heard := ask.Danger(w, e)
	return heard && d.Kind != district.Help && !ask.OfAHousehold(w, d)
}

// remedies are what an agency is asked to do against danger, and no sign of it.
var remedies = regexp.MustCompile(`(?i)(?:关|关闭|关掉|切断|暂停|停|断)(?:供)?(?:燃气|煤气|天然气|气|电源|电|水)(?:阀门|阀|源|供应)?|\b(?:cut|shut|turn|switch)(?:ting|ning|ing)? (?:off )?(?:the |their )?(?:gas|power|electricity|water)(?: supply| valve)?(?: off| down)?`)

// endanger notes it on the case, which rings; where they may not note anything there it
// is heard as the answer it is.
func endanger(x *acts.Turn) error {
	c, s := x.World.Case, x.World.Session
	if c == nil || c.Number != s.About || !c.Sees(x.Me.Part()) || c.May(cases.Note, x.Me.Part()) != nil {
		return x.GoOn()
	}
	if !x.Do(cases.Act{Do: cases.Note, By: x.Me.Part(), At: x.Now, Note: text.Said(text.Clean(x.Event.Text, ask.LongestWords)), Files: ask.Evidence(x.Event, cases.PhaseNote)}) {
		return nil
	}
	now := x.Latest(*c)
	x.ShowCase(now, show.DoneText(cases.Note, now))
	name := s.Dialogue
	if now.May(cases.Whistle, x.Me.Part()) == nil {
		name = whistling.Name // in danger nobody is asked for leave
	}
	d, err := whistling.Data(s)
	if err != nil {
		return err
	}
	told, _ := ask.Danger(x.World, x.Event)
	category, _ := x.District.Category(told.Category)
	for _, id := range category.Agencies {
		d.call(x.World, id)
	}
	d.urgent(x.Now.Unix())
	anew, err := whistling.Begin(d)
	if err != nil {
		return err
	}
	anew.Dialogue, anew.About, anew.Below = name, s.About, s.Below
	x.KeepSession(anew)
	return x.Resume()
}

// urgent makes it a call in danger: all come at once, and nothing more is asked.
func (d *whistleData) urgent(now int64) {
	for i := range d.Calls {
		d.Calls[i].Ask = text.T("whistle.come")
	}
	d.When, d.Meet, d.Where = "now", now, ""
}
