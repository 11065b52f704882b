package flows

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"gridbot/flows/cases"
	"gridbot/flows/talk"
	"gridbot/flows/text"
)

// spoken is a dialogue, whatever it is about.
type spoken interface {
	Ask(*World, talk.Session) (talk.Prompt, bool, error)
	Advance(*World, talk.Session, talk.Event) (talk.Session, talk.Turn, talk.Decision, error)
}

// entering is a dialogue that begins with what is known first.
func entering[D any](d talk.Dialogue[*World, D], first func(*World) D) dialogue {
	return dialogue{spoken: d, name: d.Name, begin: func(w *World) (talk.Session, error) { return d.Begin(first(w)) }}
}

// plain is a dialogue about a case that begins with nothing.
func plain[D any](d talk.Dialogue[*World, D]) dialogue {
	return entering(d, func(*World) D { var none D; return none })
}

// begin enters the report with what the event brought.
func (x *change) begin() error {
	s, err := reporting.Begin(report{})
	if err != nil {
		return err
	}
	if !x.event.Given() || x.event.Command != "" || x.event.Press != "" {
		p, _, err := reporting.Ask(x.World, s)
		if err != nil {
			return err
		}
		x.session(s)
		x.reply(p)
		return nil
	}
	return x.advance(x.book.dialogues[reporting.Name], s)
}

// run does what a command does, for a subject that leads into another one.
func (x *change) run(command, choice string) error { return x.book.commands[command].does(x, choice) }

// startDialogue begins a dialogue with what is known already, as sessions keep it.
func (x *change) startDialogue(name string, known any) error {
	data, err := json.Marshal(known)
	if err != nil {
		return fmt.Errorf("begin %s: %w", name, err)
	}
	s := talk.Session{Dialogue: name, Data: data}
	p, _, err := x.book.dialogues[name].Ask(x.World, s)
	if err != nil {
		return err
	}
	x.session(s)
	x.reply(p)
	return nil
}

// beginOn enters a dialogue about the case the event names. What was going on
// waits below it.
func (x *change) beginOn(c cases.Case, act cases.Action) error {
	d := x.book.dialogues[rowOf[act].begins]
	s, err := d.begin(x.World)
	if err != nil {
		return err
	}
	return x.enter(c, d, s)
}

// enter puts a person into a dialogue about a case.
func (x *change) enter(c cases.Case, d spoken, s talk.Session) error {
	s.About = c.Number
	s.Below = x.below()
	p, _, err := d.Ask(x.World, s)
	if err != nil {
		return err
	}
	x.session(s)
	// The card stays where it is: the question is a message of its own.
	x.Letters = append(x.Letters, Letter{Class: ClassReply, To: x.private(), Lang: x.Me.Lang, Say: p})
	return nil
}

// below is the report that waits while another dialogue is held; nil for none.
func (x *change) below() *talk.Session {
	if open := x.World.Session; x.book.dialogues[open.Dialogue].waits {
		return &open
	}
	return x.World.Session.Below
}

// goOn hears the event in the dialogue the person is in.
func (x *change) goOn() error {
	s := x.World.Session
	d, ok := x.book.dialogues[s.Dialogue]
	if !ok {
		// A release dropped the whole dialogue: say so, and keep nothing half.
		x.endSession()
		x.reply(talk.Prompt{Say: text.T("talk.gone"), Rows: x.menu()})
		return nil
	}
	if d.again != nil {
		s = d.again(s)
	}
	if do, over := x.over(s); over { // it moved on while they were asked
		x.endSession()
		if c := x.World.Case; c != nil && c.Number == s.About && c.Sees(x.Me.part()) {
			x.refuse(*c, do, c.May(do, x.Me.part()))
		} else {
			x.reply(talk.Prompt{Say: x.unknown()})
		}
		return x.resume()
	}
	if x.event.Unheard != "" {
		p, _, err := d.Ask(x.World, s)
		if err != nil {
			return err
		}
		x.reply(talk.Prompt{Say: text.T("talk.unheard")}, p)
		return nil
	}
	if !d.free && (x.World.Case == nil || x.World.Case.Number != s.About || !x.World.Case.Sees(x.Me.part())) {
		x.endSession()
		x.reply(talk.Prompt{Say: x.unknown()})
		return x.resume()
	}
	return x.advance(d, s)
}

// over reports whether a dialogue leads to an act that cannot be done any more:
// its questions may be about what is no longer there.
func (x *change) over(s talk.Session) (cases.Action, bool) {
	acts := leadsTo(s.Dialogue)
	if len(acts) == 0 {
		return "", false
	}
	c := x.World.Case
	return acts[0], c == nil || c.Number != s.About ||
		!slices.ContainsFunc(acts, func(do cases.Action) bool { return c.May(do, x.Me.part()) == nil })
}

// unsent takes a report back to its preview, where nothing else is left to ask:
// it is sent by whoever presses so, never by what was stored.
func unsent(s talk.Session) talk.Session {
	if s.Dialogue == reporting.Name {
		s.Answered = slices.DeleteFunc(slices.Clone(s.Answered), func(step string) bool { return step == "preview" })
	}
	return s
}

// advance is one turn of a dialogue, and what its end decides.
func (x *change) advance(d dialogue, s talk.Session) error {
	e := x.event
	if backWords[strings.ToLower(strings.Trim(e.Text, " «"))] {
		e.Text, e.Press = "", talk.Back
	}
	next, turn, decision, err := d.Advance(x.World, s, e)
	if err != nil {
		return err
	}
	if !turn.Toast.Empty() {
		x.Change.Toast, x.Change.Alert = turn.Toast, turn.Alert
		return x.askAgain(d, s)
	}
	x.reply(turn.Say...)
	if decision == nil {
		x.session(next)
		return nil
	}
	x.endSession()
	ended := x.Change.Session
	if d.done != nil {
		err = d.done(x, decision)
	} else {
		_, err = x.acted(decision)
	}
	if err != nil || x.Change.Session != ended { // it led into another dialogue
		return err
	}
	return x.resume()
}

// acted carries out the act a dialogue ended in, and tells whether it counted.
func (x *change) acted(decided talk.Decision) (bool, error) {
	a, ok := decided.(cases.Act)
	if !ok {
		return false, fmt.Errorf("decision %T: %w", decided, errNoDialogue)
	}
	x.strip()
	a.By, a.At = x.Me.part(), x.Now
	if !x.do(a) {
		return false, nil
	}
	now := x.pending(*x.World.Case)
	x.showCase(*now, doneText(a.Do, *now))
	return true, nil
}

// askAgain puts the question that is open where an outdated button was
// pressed. After two quick taps that is the message with the question itself,
// which must not lose its buttons.
func (x *change) askAgain(d spoken, s talk.Session) error {
	p, ok, err := d.Ask(x.World, s)
	if err != nil || !ok {
		return err
	}
	if p.Keys != "" {
		x.strip() // the question has no buttons: it is another message
		return nil
	}
	x.reply(p)
	return nil
}

// backWords are what people write to go back. A question that offers the
// keyboard for a place has no buttons of its own.
var backWords = map[string]bool{"返回": true, "上一步": true, "back": true}

// endSession ends the dialogue; what waited below it goes on.
func (x *change) endSession() {
	var s talk.Session
	if below := x.World.Session.Below; below != nil {
		s = *below
	}
	x.session(s)
}

// resume asks again what was asked before the interruption.
func (x *change) resume() error {
	s := x.Change.Session
	if s == nil || s.Dialogue == "" {
		return nil
	}
	d, ok := x.book.dialogues[s.Dialogue]
	if !ok {
		return nil
	}
	if _, over := x.over(*s); over {
		return nil // it is said when they go on
	}
	p, ok, err := d.Ask(x.World, *s)
	if err != nil || !ok {
		return err
	}
	x.Letters = append(x.Letters,
		Letter{Class: ClassReply, To: x.private(), Lang: x.Me.Lang, Say: talk.Prompt{Say: text.Lines(text.T("talk.resume"), p.Say), Rows: p.Rows, Keys: p.Keys}})
	return nil
}
