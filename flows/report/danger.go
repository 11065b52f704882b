package report

import (
	"errors"
	"slices"
	"strings"

	"gridbot/flows/acts"
	"gridbot/flows/ask"
	"gridbot/flows/cases"
	"gridbot/flows/danger"
	"gridbot/flows/district"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// Danger is heard at any time, whatever was asked. Who writes of it reads whom to
// call, and the case is there at once: everybody who can help has it before one
// more question is put. Where it is, who they are and what else they know comes
// after.

// sameDanger is how long what somebody writes of danger is about the case they
// opened for it.
const sameDanger = 2 * 60 * 60 // seconds

// saysDanger: heard before every dialogue that is not about a case; what is said
// in those is said of their case, but for what is of a household.
func saysDanger(w *world.World, e talk.Event) bool {
	d, ok := ask.Danger(w, e)
	s := w.Session
	own := s.Dialogue == "" || s.Dialogue == reporting.Name || s.Dialogue == locating.Name
	return ok && (own || names(s) || w.Me.Role == world.Resident && (s.About == 0 || ask.OfAHousehold(w, d)))
}

// serves tells whether a question is one of those about a notice that is being served.
func serves(s talk.Session) bool {
	return s.About != 0 && slices.ContainsFunc(show.LeadsTo(s.Dialogue), func(do cases.Action) bool { return do == cases.Serve || do == cases.Replace })
}

// names tells whether a notice is asked for a name, a number or a day: danger is none of
// them. What is to be put right may well be what is dangerous.
func names(s talk.Session) bool {
	wording := slices.Contains(s.Answered, "to") && !slices.Contains(s.Answered, "items")
	return serves(s) && !wording
}

// needRaised: what they have told of, the case whose place is asked, and the one
// they follow a notice of.
func needRaised(w *world.World, _ talk.Event, n *world.Need) {
	n.Mine = true
	if w.Session.Dialogue == locating.Name {
		n.Case = w.Session.About // where it is is asked again
	}
	if w.Me.Notice != 0 {
		n.Case = w.Me.Notice
	}
	if serves(w.Session) {
		n.Case = w.Session.About
	}
}

// raise makes a case of danger at once, or tells it of the case it is about.
func raise(x *acts.Turn) error {
	d, _ := ask.Danger(x.World, x.Event)
	c := theirs(x, d)
	if at := x.World.Case; serves(x.World.Session) && at != nil && at.Number == x.World.Session.About && at.Sees(x.Me.Part()) && !ask.OfAHousehold(x.World, d) {
		c = at
	}
	switch call := ask.Calls(x.Event.Text) || d.Kind == district.Help && len(d.Call) == 1; {
	case call && ask.Hotline(x.World, d):
		return answerHotline(x, d)
	case call && c != nil: // we know of it
		x.Alarmed = true
		x.Reply(danger.Emergency(x.World, d, text.Text{}))
		x.ShowCase(*c, text.Text{})
		return askAgain(x)
	case call:
		return answerCall(x, d)
	case c != nil:
		x.World.Case = c
		if done, err := tellMore(x, *c); done || err != nil {
			return err
		}
	}
	return openDanger(x, d)
}

// answerHotline says that the line is called by phone, and whom to call in danger.
func answerHotline(x *acts.Turn, d district.Danger) error {
	x.Alarmed = true // nobody is
	for _, n := range x.District.Emergency {
		if n.Phone == d.Call[0] {
			x.Reply(talk.Prompt{Say: text.T("report.hotline", "phone", n.Phone, "who", text.Named(n.Names)), Rows: x.Menu()})
		}
	}
	x.KeepSession(x.World.Session)
	return x.Resume()
}

// answerCall shows the numbers, and asks what has happened.
func answerCall(x *acts.Turn, d district.Danger) error {
	x.Alarmed = true
	if open, err := begun(x.World.Session); err != nil || open.What != "" {
		x.Reply(danger.Emergency(x.World, d, text.Text{}))
		x.KeepSession(x.World.Session)
		return errors.Join(err, x.Resume())
	}
	r := report{Warned: true, What: text.CleanLine(x.Event.Text, 40)}
	if ask.PlainWords(x.Event.Text) == "help" { // they may only want to know how it works
		r = report{}
	}
	s, err := reporting.Begin(r)
	if err != nil {
		return err
	}
	s.Below = interrupted(x)
	p, _, err := reporting.Ask(x.World, s)
	if err != nil {
		return err
	}
	x.Reply(danger.Emergency(x.World, d, text.T("report.danger.what")), p)
	x.KeepSession(s)
	return nil
}

// interrupted is the dialogue that goes on afterwards, without the report that goes out
// now; nil for none.
func interrupted(x *acts.Turn) *talk.Session {
	return x.World.Session.Without(reporting.Name, locating.Name)
}

// theirs is the case that words of danger are about: that whose notice they
// follow, or the one they told of danger in a moment ago.
func theirs(x *acts.Turn, d district.Danger) *cases.Case {
	me := x.Me.Part()
	if ask.OfAHousehold(x.World, d) {
		return nil
	}
	if c := x.World.Case; c != nil && slices.Contains(c.Parts(me), cases.PartAddressee) {
		return c
	}
	named := x.District.Places.Named(x.Event.Text, 1)
	for _, c := range x.List {
		lately := x.Now.Unix()-c.Opened < sameDanger && c.Danger && c.Status.Type() == cases.Open && (c.By.ID == x.Me.ID || c.FiledBy(x.Me.ID))
		elsewhere := len(named) > 0 && c.Place.Point != nil && c.Place.Point.Meters(named[0].Point) > nearbyMetres
		if lately && !elsewhere && (d.Category == "" || d.Category == c.Category || c.Place.Point == nil) {
			return &c
		}
	}
	return nil
}

// tellMore adds what was said to a case; false where that cannot be.
func tellMore(x *acts.Turn, c cases.Case) (bool, error) {
	for _, do := range []cases.Action{cases.Add, cases.Note} {
		if c.May(do, x.Me.Part()) != nil {
			continue
		}
		a := cases.Act{Do: do, By: x.Me.Part(), At: x.Now, Note: text.Said(danger.Kept(x.World, x.Event.Text, ask.LongestWords)), Files: ask.Evidence(x.Event, cases.PhaseNote)}
		if !x.Do(a) {
			return false, nil
		}
		found := locate(x, x.Latest(c))
		now := x.Latest(c)
		x.ShowCase(now, show.DoneText(do, now))
		if found && x.World.Session.Dialogue == locating.Name {
			x.EndSession()
			return true, x.Resume()
		}
		return true, askAgain(x)
	}
	return false, nil
}

// locate takes the place from words that were added, if nobody knows it.
func locate(x *acts.Turn, c cases.Case) bool {
	exact := x.District.Places.Named(x.Event.Text, 2)
	if len(exact) != 1 || c.May(cases.Locate, x.Me.Part()) != nil {
		return false
	}
	place := placeOf(exact[0])
	return x.Do(cases.Act{Do: cases.Locate, By: x.Me.Part(), At: x.Now, Place: &place, Grid: exact[0].Grid})
}

// askAgain puts the question again that is open: where it is, or what a notice needs.
func askAgain(x *acts.Turn) error {
	if s := x.World.Session; s.Dialogue != locating.Name && !names(s) {
		return nil
	}
	x.KeepSession(x.World.Session)
	return x.Resume()
}

// openDanger opens the case, with what a report they had begun says already.
func openDanger(x *acts.Turn, d district.Danger) error {
	x.Alarmed = true
	r, err := begun(x.World.Session)
	if err != nil {
		return err
	}
	kept := r.elsewhere(x.World, x.Event.Text)
	if kept { // they are telling of two things
		r = report{Filed: r.Filed}
	}
	words := danger.Kept(x.World, x.Event.Text, ask.LongestWords)
	if r.What = ask.JoinWords(r.What, words); !strings.Contains(r.What, words) { // what is dangerous is kept, whatever was said before
		r.What = ask.JoinWords(words, r.What)
	}
	r.Category, r.Facts = ask.CategoryOf(x.World, d), nil
	r.addFiles(ask.Evidence(x.Event, cases.PhaseReport))
	r.Warned, r.Anonymous, r.Near = true, x.Me.Role == world.Resident, nil // of the staff somebody must be able to call back
	var several []string
	if exact := x.District.Places.Named(words, 5); len(exact) == 1 {
		r.settle(exact[0])
		r.Place.More = spot.FindString(x.District.Places.Beyond(words, exact[0].ID))
	} else {
		for _, p := range exact {
			several = append(several, p.ID)
		}
	}
	c := r.newCase(x)
	x.Reply(danger.Emergency(x.World, d, x.HasIt(c, text.T("report.danger.opened"))))
	x.KeepSession(talk.Session{})
	if below := interrupted(x); below != nil {
		x.KeepSession(*below)
	}
	if kept {
		x.KeepSession(x.World.Session)
	}
	if opened(x, r, c).Number == 0 {
		return nil
	}
	return askPlace(x, several)
}

// elsewhere tells whether a report that is being written is of something else than
// the danger: its kind is known, and the danger is at another place.
func (r report) elsewhere(w *world.World, words string) bool {
	named := w.District.Places.Named(words, 2)
	return w.Session.Dialogue == reporting.Name && r.Category != "" && !r.Warned && r.Place.Point != nil &&
		len(named) == 1 && r.Place.Point.Meters(named[0].Point) > nearbyMetres
}

// begun is the report somebody is in the middle of.
func begun(s talk.Session) (report, error) {
	for at := &s; at != nil; at = at.Below {
		if at.Dialogue == reporting.Name {
			return reporting.Data(*at)
		}
	}
	return report{}, nil
}

// askPlace asks where the danger is that was told of just now, if nobody knows.
func askPlace(x *acts.Turn, several []string) error {
	c := x.Cases[len(x.Cases)-1].After
	if c.Place.Point != nil {
		return askDetails(x, c, false)
	}
	s, err := locating.Begin(report{Near: several})
	if err != nil {
		return err
	}
	s.About, s.Below = c.Number, interrupted(x)
	p, _, err := locating.Ask(x.World, s)
	if err != nil {
		return err
	}
	x.KeepSession(s)
	x.Letters = append(x.Letters, world.Letter{Class: world.ClassReply, To: x.Private(), Lang: x.Me.Lang, Say: p})
	return nil
}

// overheard: danger in words that were an answer to something else, or said of a
// case. Nobody was told of it yet. Whom to call stands before all else that is answered.
func overheard(x *acts.Turn) error {
	if x.Alarmed || x.Event.Chat.Group || besides(x) { // in a group it is heard before
		return nil
	}
	d, ok := ask.Danger(x.World, x.Event)
	if !ok || d.Kind == district.Help && len(d.Why) == 0 {
		return nil
	}
	answered := len(x.Letters)
	defer func() { numbersFirst(x, answered) }()
	s := x.World.Session
	if x.Me.Role != world.Resident && s.Dialogue != "" && !serves(s) && !slices.ContainsFunc(show.LeadsTo(s.Dialogue), cases.Action.Observes) {
		// What the staff ask of each other speaks of danger too: nobody is woken by it
		// unless they say so.
		numbers(x, d)
		return nil
	}
	if c := x.World.Case; c != nil && s.About == c.Number && c.Sees(x.Me.Part()) && !ask.OfAHousehold(x.World, d) {
		if known(x, *c, d) {
			return nil
		}
		if done, err := tellMore(x, x.Latest(*c)); done || err != nil {
			return err
		}
	}
	return openDanger(x, d)
}

// numbersFirst puts the first of the letters from a place on before whatever else they
// read now.
func numbersFirst(x *acts.Turn, from int) {
	theirs := func(l world.Letter) bool { return l.To == x.Private() }
	to, at := slices.IndexFunc(x.Letters, theirs), slices.IndexFunc(x.Letters[from:], theirs)
	if at < 0 || to >= from {
		return
	}
	first := x.Letters[from+at]
	x.Letters = slices.Insert(slices.Delete(x.Letters, from+at, from+at+1), to, first)
}

// known tells whether everybody who reads of danger on a case knows of it: who looks
// after it there says so.
func known(x *acts.Turn, c cases.Case, d district.Danger) bool {
	there := c.Assignee == x.Me.ID && (c.Status == cases.OnSite || c.Status == cases.Handling)
	return c.Danger && c.Alarm == 0 && there && (d.Category == "" || d.Category == c.Category)
}

// besides shows the numbers beside the answer to words that may only be looked for,
// and to a number that was asked for and may be a call. It reports whether there is no
// more to hear in them.
func besides(x *acts.Turn) bool {
	e := x.Event
	said := e.Text
	switch {
	case e.Command != "":
		said = e.Payload
	case !e.Counted:
		return false
	}
	if d, rings := x.District.Danger(said); rings {
		numbers(x, d)
	}
	return true
}

// numbers shows whom to call, and a button that tells all of it.
func numbers(x *acts.Turn, d district.Danger) {
	x.Reply(talk.Prompt{Say: danger.Emergency(x.World, d, text.Text{}).Say, Rows: [][]talk.Button{{show.MenuButton(text.T("report.danger.now"), "report", "danger")}}})
}

// shownOfDanger: pictures sent while we ask where it is belong to the case.
func shownOfDanger(w *world.World, e talk.Event) bool {
	return w.Session.Dialogue == locating.Name && len(e.Files) > 0 && !e.Chat.Group && e.Press == "" && !e.Edited
}

func keepShown(x *acts.Turn) error {
	s, c := x.World.Session, x.World.Case
	if c == nil || c.Number != s.About || c.May(cases.Add, x.Me.Part()) != nil {
		return x.GoOn()
	}
	_, err := tellMore(x, *c)
	return err
}
