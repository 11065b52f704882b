// Package talk is what a dialogue is: a list of named steps, each with its
// question and its answer. It knows nothing of what is talked about, of
// storage or of Telegram.
package talk

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"gridbot/flows/fastjson"
	"gridbot/flows/text"
)

// A Dialogue is a conversation of several steps about a D, with what the
// steps may look at in a W. It is read from top to bottom.
type Dialogue[W, D any] struct {
	Name string
	// Take hears, before the step at which the person stands, what may be
	// given at any time. Nil when nothing may.
	Take func(w W, d *D, e Event, at string) Answer
	// Steps are asked in their order.
	Steps []Step[W, D]
	// Stays puts into d what of gone Back does not take away, on the way back to
	// a step, and tells the steps that stay answered by it. Nil when it may take
	// away all that was answered.
	Stays func(d *D, gone D, to string) []string
	// Finish says what the person wants done, once nothing is left to ask.
	Finish func(w W, d D) Decision
}

// A Step is one question and its answer.
type Step[W, D any] struct {
	Name string
	// When tells whether the step applies. Nil: always.
	When func(w W, d D) bool
	// Ask is what we say.
	Ask func(w W, d D) Prompt
	// Hear is what we take.
	Hear func(w W, d *D, e Event) Answer
	// Aside marks a step that is not counted in "step 2 of 4".
	Aside bool
	// Gathers marks a step where a list is put together: one question, however
	// often it is answered. Other steps ask another question where their words
	// are others.
	Gathers bool
	// Which tells the questions of a step apart where their words do not.
	Which func(w W, d D) string
	// Rewind takes back the last of several answers in one step, where nothing is
	// known of how it was given: the dialogue began with it, or an older release
	// heard it. It reports whether there was one.
	Rewind func(w W, d *D) bool
}

// A Decision is what a finished dialogue wants done; each dialogue has types
// of its own.
type Decision any

// A Session is how far one person has come in one dialogue. It says which
// steps are answered, never where the person stands: the place is computed, so
// a release may add, drop or reorder steps while people are in the middle.
type Session struct {
	Dialogue string          `json:"dialogue"`
	Answered []string        `json:"answered,omitempty"`
	Data     json.RawMessage `json:"data,omitempty"`
	// Trail is what each answer has changed, the last one last: the way Back.
	Trail []Past `json:"trail,omitempty"`
	// Kept are the answers Back has taken away. Each counts again when the same
	// question comes up, unless that is answered anew.
	Kept []Kept `json:"kept,omitempty"`
	// About is the case the dialogue is about, 0 for none.
	About int `json:"about,omitempty"`
	// Below is the dialogue that was interrupted by this one, and goes on
	// when this one ends.
	Below *Session `json:"below,omitempty"`
	// Keyed: the keyboard stands below the input line, with the ways out on it.
	Keyed bool `json:"keyed,omitempty"`
	// Page is the page of buttons that was shown last, where no dialogue is open: what
	// is written right after it is no beginning of anything.
	Page string `json:"page,omitempty"`
}

// Over tells whether there is nothing to be kept of a session.
func (s Session) Over() bool { return s.Dialogue == "" && s.Page == "" }

// A Turn is our side of one exchange.
type Turn struct {
	Say   []Prompt
	Toast text.Text // shown over the pressed button
	Alert bool      // the toast waits to be read
}

// An Answer is what a step made of an event.
type Answer struct {
	kind     answerKind
	say      text.Text
	answered []string
	again    []string
	redo     bool
	first    []Prompt
}

type answerKind int

const (
	answerSorry answerKind = iota // the zero Answer: not understood
	answerOK
	answerPass
	answerSilent
	answerStale
)

// OK takes the answer; the next question follows.
func OK() Answer { return Answer{kind: answerOK} }

// Sorry does not take it: the person reads why and is asked again.
func Sorry(id string, pairs ...any) Answer {
	return Answer{kind: answerSorry, say: text.T(id, pairs...)}
}

// Pass is Take's word for what the step itself is to hear.
func Pass() Answer { return Answer{kind: answerPass} }

// Silent takes the answer and asks nothing: for what comes in several pieces.
func Silent() Answer { return Answer{kind: answerSilent} }

// Filled takes something given out of turn: it answers the named steps.
func Filled(steps ...string) Answer { return Answer{kind: answerOK, answered: steps} }

// Redo sends the person back to the named steps.
func Redo(steps ...string) Answer { return Answer{kind: answerOK, again: steps, redo: true} }

// Stale takes nothing: what was pressed stands under another question than the one
// that is open.
func Stale() Answer { return Answer{kind: answerStale} }

// After says something before the next question.
func (a Answer) After(ps ...Prompt) Answer {
	a.first = append(slices.Clone(a.first), ps...)
	return a
}

// And answers further steps at the same time.
func (a Answer) And(steps ...string) Answer {
	a.answered = append(slices.Clone(a.answered), steps...)
	return a
}

// Unasked takes back the answers of further steps, to ask them again.
func (a Answer) Unasked(steps ...string) Answer {
	a.again = append(slices.Clone(a.again), steps...)
	return a
}

// ErrUnreadable: what is stored of a session is none of this release's.
var ErrUnreadable = errors.New("cannot be read")

// Begin enters the dialogue with what is already known.
func (d Dialogue[W, D]) Begin(data D, answered ...string) (Session, error) {
	raw, err := fastjson.Marshal(data)
	if err != nil {
		return Session{}, fmt.Errorf("begin %s: %w", d.Name, err)
	}
	return Session{Dialogue: d.Name, Answered: answered, Data: raw}, nil
}

// Ready makes ready what the dialogue hears, to be kept and read again.
func (d Dialogue[W, D]) Ready() error {
	var none D
	if err := fastjson.ReadyToWrite(none, text.Text{}); err != nil {
		return err
	}
	return fastjson.ReadyToRead(none, map[string]json.RawMessage{})
}

// Ask is the question a session stands at; ok is false when none is left.
func (d Dialogue[W, D]) Ask(w W, s Session) (p Prompt, ok bool, err error) {
	data, err := d.Data(s)
	if err != nil {
		return Prompt{}, false, err
	}
	step, ok := d.current(w, data, s.Answered)
	if !ok {
		return Prompt{}, false, nil
	}
	return d.ask(w, s, data, step), true, nil
}

// Advance is one turn: the session after the event, what we say, and the
// decision when the dialogue ended with it. It changes nothing else; an error
// is ours, and leaves the session where it stood.
func (d Dialogue[W, D]) Advance(w W, s Session, e Event) (Session, Turn, Decision, error) {
	data, err := d.Data(s)
	if err != nil {
		return s, Turn{}, nil, err
	}
	step, asking := d.current(w, data, s.Answered)
	if !asking {
		// A release dropped the last questions while the person was there.
		return Session{}, Turn{}, d.Finish(w, data), nil
	}
	dialogue, at, press := Pressed(e.Press)
	if e.Press == Back {
		press = Back // said in words, at whatever step
	} else if e.Press != "" && (dialogue != d.Name || at != step.Name) {
		return s, Turn{Toast: text.T("talk.stale")}, nil, nil
	}
	e.Press = press
	s.Keyed = s.Keyed || step.Ask(w, data).Keys == KeysAsk // the first question is asked before a session is kept
	if press == Back {
		return d.goBack(w, s, data, step)
	}
	a := OK()
	next, put := d.answerAgain(w, s, e)
	if press != Keep || !put {
		next, a, err = d.hear(w, s, e)
	}
	switch {
	case err != nil:
		return s, Turn{}, nil, err
	case a.kind == answerSorry:
		return s, Turn{Say: []Prompt{{Say: a.say}, d.ask(w, s, data, step)}}, nil, nil
	case a.kind == answerStale:
		return s, Turn{Toast: text.T("talk.stale")}, nil, nil
	case a.kind == answerSilent:
		return next, Turn{Say: a.first}, nil, nil
	}
	for again, ok := d.answerAgain(w, next, e); ok; again, ok = d.answerAgain(w, next, e) {
		next = again
	}
	if data, err = d.Data(next); err != nil {
		return s, Turn{}, nil, err
	}
	turn := Turn{Say: a.first}
	next.Keyed = keyed(s.Keyed, a.first...)
	if step, asking = d.current(w, data, next.Answered); !asking {
		return Session{}, turn, d.Finish(w, data), nil
	}
	p := d.ask(w, next, data, step)
	next.Keyed = keyed(next.Keyed, p)
	turn.Say = append(turn.Say, p)
	return next, turn, nil, nil
}

// keyed tells whether the keyboard stands after some messages.
func keyed(stands bool, after ...Prompt) bool {
	for _, p := range after {
		if p.Keys != "" {
			stands = p.Keys == KeysAsk
		}
	}
	return stands
}

// hear lets the question a session stands at hear one event. The session comes
// back as it was where the answer is not taken.
func (d Dialogue[W, D]) hear(w W, s Session, e Event) (Session, Answer, error) {
	data, err := d.Data(s)
	if err != nil {
		return s, Answer{}, err
	}
	step, _ := d.current(w, data, s.Answered)
	question := d.question(w, data, step)
	from := s // with what is known written as this release writes it
	if from.Data, err = fastjson.Marshal(data); err != nil {
		return s, Answer{}, fmt.Errorf("read %s: %w", d.Name, err)
	}
	a := Pass()
	if d.Take != nil {
		a = d.Take(w, &data, e, step.Name)
	}
	its := a.kind == answerPass || slices.Contains(a.answered, step.Name) // an answer to what was asked
	if a.kind == answerPass {
		a = step.Hear(w, &data, e)
		if a.kind == answerOK && !a.redo {
			a.answered = append([]string{step.Name}, a.answered...)
		}
	}
	if a.kind == answerSorry || a.kind == answerStale {
		return s, a, nil
	}
	next := s
	next.Kept = loose(s.Kept)
	next.Answered = slices.Clone(s.Answered)
	for _, name := range a.answered {
		if !slices.Contains(next.Answered, name) {
			next.Answered = append(next.Answered, name)
		}
	}
	next.Answered = slices.DeleteFunc(next.Answered, func(n string) bool { return slices.Contains(a.again, n) })
	if next.Data, err = fastjson.Marshal(data); err != nil {
		return s, a, fmt.Errorf("keep %s, step %s: %w", d.Name, step.Name, err)
	}
	switch {
	case a.kind == answerSilent:
		next.Trail = withPiece(s.Trail, e)
	case its:
		next.Kept = without(next.Kept, question)
		if a.redo && !slices.Contains(a.again, step.Name) {
			next.Kept = nil // they want to be asked
		}
		if now, asking := d.current(w, data, next.Answered); !asking || d.question(w, data, now) != question {
			next.Trail, err = trodden(from, next, question, given(e))
		}
	}
	return next, a, err
}

// Data is what a session has heard so far. Error: ErrUnreadable.
func (d Dialogue[W, D]) Data(s Session) (D, error) {
	var data D
	if len(s.Data) > 0 {
		if err := fastjson.Unmarshal(s.Data, &data); err != nil {
			return data, fmt.Errorf("session of %s: %w: %w", d.Name, ErrUnreadable, err)
		}
	}
	return data, nil
}

// current is the first step that applies and is not answered.
func (d Dialogue[W, D]) current(w W, data D, answered []string) (Step[W, D], bool) {
	for _, st := range d.Steps {
		if (st.When == nil || st.When(w, data)) && !slices.Contains(answered, st.Name) {
			return st, true
		}
	}
	return Step[W, D]{}, false
}

// ask is the step's question with its number, and its buttons made pressable.
// The ways out of it stand in the last row, in every dialogue alike.
func (d Dialogue[W, D]) ask(w W, s Session, data D, step Step[W, D]) Prompt {
	p := step.Ask(w, data)
	was, kept := d.keptAt(w, s, data, step)
	if kept && !step.Gathers { // of a list, all is in sight
		p.Say = text.Lines(p.Say, was.Given.said(p))
	}
	n, of := 1, 0
	for _, st := range d.Steps {
		if st.Aside || (st.When != nil && !st.When(w, data)) {
			continue
		}
		of++
		if slices.Contains(s.Answered, st.Name) {
			n++ // what was given out of turn counts as done
		}
	}
	if !step.Aside && of > 1 {
		p.Say = text.Lines(text.T("talk.step", "step", n, "of", of), p.Say)
	}
	if p.Keys != "" {
		return p // a message has buttons or a keyboard: the ways out are keys of it
	}
	p.Rows = slices.Clone(p.Rows)
	if kept && was.Given.Press == "" {
		p.Rows = append(p.Rows, Row(Button{Label: text.T("talk.keep"), Press: Keep}))
	}
	if !s.Keyed { // a message with buttons does not take the keyboard away
		var out []Button
		if _, ok := d.back(w, s); ok {
			out = append(out, Button{Label: text.T("talk.back"), Press: Back})
		}
		p.Rows = append(p.Rows, append(out, Button{Label: text.T("talk.cancel"), Press: Cancel}))
	}
	for i, row := range p.Rows {
		p.Rows[i] = slices.Clone(row)
		for j, b := range row {
			if b.Press != "" {
				p.Rows[i][j].Data, p.Rows[i][j].Press = Press(d.Name, step.Name, b.Press), ""
			}
		}
	}
	return p
}

// What stands on a button is a format we have published: people press buttons
// that are months old, and Telegram gives a button 64 bytes.
//
//	d|<dialogue>|<step>|<press>   answers a question

// Press is what stands on a button that answers a step.
func Press(dialogue, step, press string) string {
	return "d|" + dialogue + "|" + step + "|" + press
}

// Pressed takes apart what stood on a button that answers a step; all parts
// are empty when it was another kind of button.
func Pressed(data string) (dialogue, step, press string) {
	parts := strings.SplitN(data, "|", 4)
	if len(parts) != 4 || parts[0] != "d" {
		return "", "", ""
	}
	return parts[1], parts[2], parts[3]
}
