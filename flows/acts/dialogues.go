package acts

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"gridbot/flows/ask"
	"gridbot/flows/cases"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// Spoken is a dialogue, whatever it is about.
type Spoken interface {
	ask.Spoken
	Ready() error
}

// Entering is a dialogue that begins with what is known first.
func Entering[D any](d talk.Dialogue[*world.World, D], first func(*world.World) D) Dialogue {
	return Dialogue{Spoken: d, Name: d.Name, Begin: func(w *world.World) (talk.Session, error) { return d.Begin(first(w)) }}
}

// Plain is a dialogue about a case that begins with nothing.
func Plain[D any](d talk.Dialogue[*world.World, D]) Dialogue {
	return Entering(d, func(*world.World) D { var none D; return none })
}

// Run does what a command does, for a subject that leads into another one.
func (x *Turn) Run(command, choice string) error { return x.Book.Commands[command].Does(x, choice) }

// StartDialogue begins a dialogue with what is known already, as sessions keep it.
func (x *Turn) StartDialogue(name string, known any) error {
	data, err := json.Marshal(known)
	if err != nil {
		return fmt.Errorf("begin %s: %w", name, err)
	}
	s := talk.Session{Dialogue: name, Data: data}
	p, _, err := x.Book.Dialogues[name].Ask(x.World, s)
	if err != nil {
		return err
	}
	x.KeepSession(s)
	x.Reply(p)
	return nil
}

// beginOn enters a dialogue about the case the event names. What was going on
// waits below it.
func (x *Turn) beginOn(c cases.Case, act cases.Action) error {
	d := x.Book.Dialogues[show.ActOf[act].Begins]
	s, err := d.Begin(x.World)
	if err != nil {
		return err
	}
	return x.enterOrAct(c, d, s)
}

// Enter puts a person into a dialogue about a case.
func (x *Turn) Enter(c cases.Case, d Spoken, s talk.Session) error {
	s.About = c.Number
	s.Below = x.Below()
	p, _, err := d.Ask(x.World, s)
	if err != nil {
		return err
	}
	x.KeepSession(s)
	// The card stays where it is: the question is a message of its own.
	x.Letters = append(x.Letters, world.Letter{Class: world.ClassReply, To: x.Private(), Lang: x.Me.Lang, Say: p})
	return nil
}

// Below is the report that waits while another dialogue is held; nil for none.
func (x *Turn) Below() *talk.Session {
	if open := x.World.Session; x.Book.Dialogues[open.Dialogue].Waits {
		return &open
	}
	return x.World.Session.Below
}

// GoOn hears the event in the dialogue the person is in.
func (x *Turn) GoOn() error {
	s := x.World.Session
	d, ok := x.Book.Dialogues[s.Dialogue]
	if !ok {
		// A release dropped the whole dialogue: say so, and keep nothing half.
		x.EndSession()
		x.Reply(talk.Prompt{Say: text.T("talk.gone"), Rows: x.Menu()})
		return nil
	}
	if d.Again != nil {
		s = d.Again(s)
	}
	if do, over := x.over(s); over { // it moved on while they were asked
		x.EndSession()
		if c := x.World.Case; c != nil && c.Number == s.About && c.Sees(x.Me.Part()) {
			x.Refuse(*c, do, c.May(do, x.Me.Part()))
		} else {
			x.Reply(talk.Prompt{Say: x.unknown()})
		}
		return x.Resume()
	}
	if x.Event.Unheard != "" {
		p, _, err := d.Ask(x.World, s)
		if err != nil {
			return err
		}
		x.Reply(talk.Prompt{Say: text.T("talk.unheard")}, p)
		return nil
	}
	if !d.Free && (x.World.Case == nil || x.World.Case.Number != s.About || !x.World.Case.Sees(x.Me.Part())) {
		x.EndSession()
		x.Reply(talk.Prompt{Say: x.unknown()})
		return x.Resume()
	}
	return x.Advance(d, s)
}

// over reports whether a dialogue leads to an act that cannot be done any more:
// its questions may be about what is no longer there.
func (x *Turn) over(s talk.Session) (cases.Action, bool) { return over(x.World, x.World.Case, s) }

// Over reports so of the dialogue that is open, once its case is read. To whom
// may not see the case it says nothing.
func Over(b *Book, w *world.World) bool {
	c := w.Case
	if c == nil || c.Number != w.Session.About {
		c = w.Other
	}
	if c == nil || c.Number != w.Session.About || !c.Sees(w.Me.Part()) {
		return false
	}
	_, is := over(w, c, w.Session)
	d := b.Dialogues[w.Session.Dialogue]
	return is || d.Past != nil && d.Past(*c)
}

func over(w *world.World, c *cases.Case, s talk.Session) (cases.Action, bool) {
	acts := show.LeadsTo(s.Dialogue)
	if len(acts) == 0 {
		return "", false
	}
	return acts[0], c == nil || c.Number != s.About ||
		!slices.ContainsFunc(acts, func(do cases.Action) bool { return c.May(do, w.Me.Part()) == nil })
}

// Advance is one turn of a dialogue, and what its end decides.
func (x *Turn) Advance(d Dialogue, s talk.Session) error {
	e := x.Event
	if WantsOut(e) {
		return x.Cancel()
	}
	if backWords[strings.ToLower(strings.Trim(e.Text, " «"))] {
		e.Text, e.Press = "", talk.Back
	}
	next, turn, decision, err := ask.Advance(x.World, d, s, e)
	if err != nil {
		return err
	}
	if !turn.Toast.Empty() {
		x.Change.Toast, x.Change.Alert = turn.Toast, turn.Alert
		return x.askAgain(d, s)
	}
	x.Reply(turn.Say...)
	if decision == nil {
		x.KeepSession(next)
		return nil
	}
	x.EndSession()
	ended := x.Change.Session
	if d.Done != nil {
		err = d.Done(x, decision)
	} else {
		_, err = x.Acted(decision)
	}
	if err != nil || x.Change.Session != ended { // it led into another dialogue
		return err
	}
	return x.Resume()
}

// Acted carries out the act a dialogue ended in, and tells whether it counted.
func (x *Turn) Acted(decided talk.Decision) (bool, error) {
	a, ok := decided.(cases.Act)
	if !ok {
		return false, fmt.Errorf("decision %T: %w", decided, ErrNoDialogue)
	}
	x.Strip()
	a.By, a.At = x.Me.Part(), x.Now
	if !x.Do(a) {
		return false, nil
	}
	now := x.Pending(*x.World.Case)
	x.ShowCase(*now, show.DoneText(a.Do, *now))
	return true, nil
}

// askAgain puts the question that is open where an outdated button was
// pressed. After two quick taps that is the message with the question itself,
// which must not lose its buttons.
func (x *Turn) askAgain(d Spoken, s talk.Session) error {
	p, ok, err := d.Ask(x.World, s)
	if err != nil || !ok {
		return err
	}
	if p.Keys != "" {
		x.Strip() // the question has no buttons: it is another message
		return nil
	}
	x.Reply(p)
	return nil
}

// backWords are what people write to go back. A question that offers the
// keyboard for a place has no buttons of its own.
var backWords = map[string]bool{"返回": true, "上一步": true, "back": true}

// cancelWords are what people say to be left alone, when they say nothing else.
var cancelWords = map[string]bool{
	"取消": true, "✖️": true, "✖": true, "✖️ 取消": true, "✖ 取消": true, "算了": true, "不报了": true, "算了不报了": true, "算了，不报了": true,
	"cancel": true, "✖️ cancel": true, "✖ cancel": true, "never mind": true, "nevermind": true, "stop": true,
}

// WantsOut tells whether somebody leaves the dialogue they are in, by its button
// or in words.
func WantsOut(e talk.Event) bool {
	if _, _, press := talk.Pressed(e.Press); press == talk.Cancel {
		return true
	}
	return e.Press == "" && len(e.Files) == 0 && cancelWords[strings.ToLower(strings.Trim(e.Text, " .。!！,，~～…"))]
}

// Cancel leaves the dialogue; it is the way out of everything. What waited below
// goes on.
func (x *Turn) Cancel() error {
	s := x.World.Session
	if s.Dialogue == "" {
		x.Reply(talk.Prompt{Say: text.T("cancel.nothing"), Rows: x.Menu()})
		return nil
	}
	x.EndSession()
	said := text.T("cancel.done")
	if d := x.Book.Dialogues[s.Dialogue]; !d.Dropped.Empty() && len(s.Answered) > 0 {
		said = d.Dropped
	}
	if c := x.World.Case; s.About != 0 && c != nil && c.Number == s.About && c.Sees(x.Me.Part()) {
		x.Reply(talk.Prompt{Say: said})
		x.ShowCase(*c, text.Text{}) // back to where they came from
		return x.Resume()
	}
	x.Reply(talk.Prompt{Say: said, Keys: talk.KeysRemove})
	return x.Resume()
}

// EndSession ends the dialogue; what waited below it goes on.
func (x *Turn) EndSession() {
	var s talk.Session
	if below := x.World.Session.Below; below != nil {
		s = *below
		s.Keyed = false // what interrupted it may have taken the keyboard away
	}
	x.KeepSession(s)
}

// Enter begins a dialogue beside the card that was pressed, with some words before its first
// question; what was open waits below it.
func Enter[D any](x *Turn, d talk.Dialogue[*world.World, D], data D, first ...text.Text) error {
	s, err := d.Begin(data)
	if err != nil {
		return err
	}
	p, _, err := d.Ask(x.World, s)
	if err != nil {
		return err
	}
	s.Below = x.Below()
	x.KeepSession(s)
	p.Say = text.Lines(append(first, p.Say)...)
	x.Beside(p)
	return nil
}
