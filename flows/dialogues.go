package flows

import (
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

// dialogues are all there are, by the name sessions know them by.
var dialogues = map[string]spoken{
	reporting.Name:   reporting,
	arriving.Name:    arriving,
	noting.Name:      noting,
	adding.Name:      adding,
	handingIn.Name:   handingIn,
	returning.Name:   returning,
	declining.Name:   declining,
	sendingBack.Name: sendingBack,
}

// onCase are the dialogues that lead to an act on a case.
var onCase = map[cases.Action]talk.Dialogue[*World, onCaseData]{
	cases.Arrive: arriving, cases.Note: noting, cases.Add: adding, cases.Submit: handingIn,
	cases.Return: returning, cases.Decline: declining, cases.SendBack: sendingBack,
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
	return x.advance(reporting, s)
}

// beginOn enters a dialogue about the case the event names. What was going on
// waits below it.
func (x *change) beginOn(c cases.Case, act cases.Action) error {
	d := onCase[act]
	s, err := d.Begin(onCaseData{})
	if err != nil {
		return err
	}
	s.About = c.Number
	if open := x.World.Session; open.Dialogue == reporting.Name {
		s.Below = &open
	} else if open.Below != nil {
		s.Below = open.Below
	}
	p, _, err := d.Ask(x.World, s)
	if err != nil {
		return err
	}
	x.session(s)
	// The card stays where it is: the question is a message of its own.
	x.Letters = append(x.Letters, Letter{Class: ClassReply, To: x.private(), Lang: x.Me.Lang, Say: p})
	return nil
}

// goOn hears the event in the dialogue the person is in.
func (x *change) goOn() error {
	s := x.World.Session
	d, ok := dialogues[s.Dialogue]
	if !ok {
		// A release dropped the whole dialogue: say so, and keep nothing half.
		x.endSession()
		x.reply(talk.Prompt{Say: text.T("talk.gone"), Rows: x.menu()})
		return nil
	}
	s = unsent(s)
	if x.event.Unheard != "" {
		p, _, err := d.Ask(x.World, s)
		if err != nil {
			return err
		}
		x.reply(talk.Prompt{Say: text.T("talk.unheard")}, p)
		return nil
	}
	if s.Dialogue != reporting.Name && (x.World.Case == nil || x.World.Case.Number != s.About || !x.World.Case.Sees(x.Me.part())) {
		x.endSession()
		x.reply(talk.Prompt{Say: text.T("case.unknown")})
		return x.resume()
	}
	return x.advance(d, s)
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
func (x *change) advance(d spoken, s talk.Session) error {
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
	switch decided := decision.(type) {
	case openCase:
		x.open(decided.report)
	case cases.Act:
		x.strip()
		decided.By, decided.At = x.Me.part(), x.Now
		if x.do(decided) {
			x.showCase(*x.pending(*x.World.Case), keptTexts[decided.Do])
		}
	default:
		return fmt.Errorf("decision %T: %w", decision, errNoDialogue)
	}
	return x.resume()
}

// keptTexts say that something was kept where the card itself does not show it.
var keptTexts = map[cases.Action]text.Text{
	cases.Add:  text.T("done.add"),
	cases.Note: text.T("done.note"),
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
	d, ok := dialogues[s.Dialogue]
	if !ok {
		return nil
	}
	p, ok, err := d.Ask(x.World, *s)
	if err != nil || !ok {
		return err
	}
	x.Letters = append(x.Letters,
		Letter{Class: ClassReply, To: x.private(), Lang: x.Me.Lang, Say: talk.Prompt{Say: text.Lines(text.T("talk.resume"), p.Say), Rows: p.Rows, Keys: p.Keys}})
	return nil
}
