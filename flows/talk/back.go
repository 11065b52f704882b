package talk

import (
	"encoding/json"
	"fmt"
	"hash/fnv"
	"slices"
	"strconv"
	"time"

	"gridbot/flows/fastjson"
	"gridbot/flows/grids"
	"gridbot/flows/text"
)

// This file is the way back. Back takes away the last answer and nothing else,
// and keeps it aside: whoever goes back three questions to put one right is not
// asked the other two again.

// What stands on the buttons under every question.
const (
	Back   = "back"   // takes back the last answer; bare, wherever the person stands
	Keep   = "keep"   // gives the answer again that Back has taken away
	Cancel = "cancel" // ends the dialogue; whoever leads it hears that
)

// A Past is a question that was answered, and what the answer has changed.
type Past struct {
	Question string                     `json:"question"`
	Given    Given                      `json:"given"`
	Was      map[string]json.RawMessage `json:"was,omitempty"` // fields as they were, null for none
	Answered []string                   `json:"answered,omitempty"`
	Unasked  []string                   `json:"unasked,omitempty"`
}

// A Kept is an answer that Back has taken away, with what it had come to: as long
// as nothing else is answered, it is put back whole.
type Kept struct {
	Question string                     `json:"question"`
	Given    Given                      `json:"given"`
	Now      map[string]json.RawMessage `json:"now,omitempty"` // fields as they were, null for none
	Answered []string                   `json:"answered,omitempty"`
	Unasked  []string                   `json:"unasked,omitempty"`
}

// A Given is an answer as it came.
type Given struct {
	Press string       `json:"press,omitempty"`
	Text  string       `json:"text,omitempty"`
	Point *grids.Point `json:"point,omitempty"`
	Venue string       `json:"venue,omitempty"`
	Files []File       `json:"files,omitempty"`
	Looks []string     `json:"looks,omitempty"` // of the files, which do not keep it
	Album string       `json:"album,omitempty"`
	At    int64        `json:"at"`
}

func given(e Event) Given {
	g := Given{Press: e.Press, Text: e.Text, Point: e.Point, Venue: e.Venue, Files: e.Files, Album: e.Album, At: e.At.Unix()}
	for _, f := range e.Files {
		g.Looks = append(g.Looks, f.Look)
	}
	return g
}

// event is the answer given again, by whoever is talking now.
func (g Given) event(now Event) Event {
	e := Event{ID: now.ID, At: time.Unix(g.At, 0).In(now.At.Location()), From: now.From, Chat: now.Chat, Language: now.Language,
		Press: g.Press, Text: g.Text, Point: g.Point, Venue: g.Venue, Files: slices.Clone(g.Files), Album: g.Album}
	for i := range e.Files {
		if i < len(g.Looks) {
			e.Files[i].Look = g.Looks[i]
		}
	}
	return e
}

// longestWas is how much of a former answer is said back.
const longestWas = 60

// said tells the person what they answered: their words, or the button, which is
// there to be pressed again.
func (g Given) said(p Prompt) text.Text {
	if g.Press == "" && g.Text == "" {
		return text.T("talk.was", "was", text.T("talk.was.sent"))
	}
	if g.Press == "" {
		return text.T("talk.was", "was", text.CleanLine(g.Text, longestWas))
	}
	for _, b := range slices.Concat(p.Rows...) {
		if b.Press == g.Press {
			return text.T("talk.was", "was", b.Label)
		}
	}
	return text.Text{}
}

// question names what is asked: the step, and which of its questions.
func (d Dialogue[W, D]) question(w W, data D, step Step[W, D]) string {
	switch {
	case step.Gathers:
		return step.Name
	case step.Which != nil:
		return step.Name + " " + step.Which(w, data)
	}
	words, err := fastjson.Marshal(step.Ask(w, data).Say)
	if err != nil {
		return step.Name // of words that cannot be kept, none are told apart
	}
	sum := fnv.New32a()
	sum.Write(words)
	return step.Name + " " + strconv.FormatUint(uint64(sum.Sum32()), 36)
}

// keptAt is the answer to what a step asks that Back has taken away. What is asked is
// not even looked up where nobody went back.
func (d Dialogue[W, D]) keptAt(w W, s Session, data D, step Step[W, D]) (Kept, bool) {
	if len(s.Kept) == 0 {
		return Kept{}, false
	}
	return s.kept(d.question(w, data, step))
}

// kept is the answer to a question that Back has taken away.
func (s Session) kept(question string) (Kept, bool) {
	for _, k := range s.Kept {
		if k.Question == question {
			return k, true
		}
	}
	return Kept{}, false
}

// loose are the answers as they came, once something else was answered: what they
// had come to may be no more.
func loose(kept []Kept) []Kept {
	kept = slices.Clone(kept)
	for i := range kept {
		kept[i].Now, kept[i].Answered, kept[i].Unasked = nil, nil, nil
	}
	return kept
}

func without(kept []Kept, question string) []Kept {
	return slices.DeleteFunc(slices.Clone(kept), func(k Kept) bool { return k.Question == question })
}

// longestTrail is how many answers can be taken back: more than any dialogue
// asks of somebody who does not walk in circles.
const longestTrail = 60

// trodden is the trail after one more answer.
func trodden(before, after Session, question string, g Given) ([]Past, error) {
	p := Past{Question: question, Given: g, Was: map[string]json.RawMessage{}}
	var was, is map[string]json.RawMessage
	if len(before.Data) > 0 {
		if err := fastjson.Unmarshal(before.Data, &was); err != nil {
			return nil, fmt.Errorf("trail of %s: %w", before.Dialogue, err)
		}
	}
	if err := fastjson.Unmarshal(after.Data, &is); err != nil {
		return nil, fmt.Errorf("trail of %s: %w", before.Dialogue, err)
	}
	for name, old := range was {
		if string(is[name]) != string(old) {
			p.Was[name] = old
		}
	}
	for name := range is {
		if _, there := was[name]; !there {
			p.Was[name] = json.RawMessage("null")
		}
	}
	p.Answered = lacking(after.Answered, before.Answered)
	p.Unasked = lacking(before.Answered, after.Answered)
	trail := append(slices.Clone(before.Trail), p)
	return trail[max(0, len(trail)-longestTrail):], nil
}

// lacking are the words of a list that are not in another one.
func lacking(list, other []string) []string {
	return slices.DeleteFunc(slices.Clone(list), func(s string) bool { return slices.Contains(other, s) })
}

// withPiece adds what came without a word to the answer it belongs to: the
// pictures of an album come one by one.
func withPiece(trail []Past, e Event) []Past {
	if len(trail) == 0 || e.Album == "" || trail[len(trail)-1].Given.Album != e.Album {
		return trail
	}
	trail = slices.Clone(trail)
	last, piece := &trail[len(trail)-1].Given, given(e)
	last.Files, last.Looks = slices.Concat(last.Files, piece.Files), slices.Concat(last.Looks, piece.Looks)
	return trail
}

// undone is the session before an answer. What was changed since by something
// else stays.
func (p Past) undone(s Session) (Session, error) {
	var err error
	s.Data, err = patched(s.Data, p.Was)
	s.Answered = append(lacking(s.Answered, p.Answered), lacking(p.Unasked, s.Answered)...)
	return s, err
}

// patched is what is known with some fields as they were, null for none.
func patched(data json.RawMessage, with map[string]json.RawMessage) (json.RawMessage, error) {
	fields := map[string]json.RawMessage{}
	if len(data) > 0 {
		if err := fastjson.Unmarshal(data, &fields); err != nil {
			return nil, fmt.Errorf("back to what was known: %w", err)
		}
	}
	for name, old := range with {
		if fields[name] = old; string(old) == "null" {
			delete(fields, name)
		}
	}
	return fastjson.Marshal(fields)
}

// kept is the answer with what it has come to by now.
func (p Past) kept(s Session, question string) Kept {
	k := Kept{Question: question, Given: p.Given, Now: map[string]json.RawMessage{}, Answered: p.Answered, Unasked: p.Unasked}
	var fields map[string]json.RawMessage
	if fastjson.Unmarshal(s.Data, &fields) != nil {
		return Kept{Question: question, Given: p.Given}
	}
	for name := range p.Was {
		if k.Now[name] = fields[name]; fields[name] == nil {
			k.Now[name] = json.RawMessage("null")
		}
	}
	return k
}

// back is the session at the question before; ok is false at the first one.
func (d Dialogue[W, D]) back(w W, s Session) (at Session, ok bool) {
	gone, err := d.Data(s)
	if err != nil {
		return s, false
	}
	step, _ := d.current(w, gone, s.Answered)
	here := d.question(w, gone, step)
	at = s
	for i := len(s.Trail) - 1; i >= 0; i-- {
		past, left := s.Trail[i], at
		at, err = past.undone(at)
		data, unread := d.Data(at)
		if err != nil || unread != nil {
			break // of an older release
		}
		to, asking := d.current(w, data, at.Answered)
		if asking && d.Stays != nil {
			at.Answered = append(at.Answered, lacking(d.Stays(&data, gone, to.Name), at.Answered)...)
			if at.Data, err = fastjson.Marshal(data); err != nil {
				break
			}
			to, asking = d.current(w, data, at.Answered)
		}
		at.Trail = s.Trail[:i:i]
		question := ""
		if asking {
			question = d.question(w, data, to)
		}
		if !asking || question == here {
			at = left // nobody is asked that any more: what was answered stays
			at.Trail = s.Trail[:i:i]
			continue
		}
		if at.Kept = without(at.Kept, question); !to.Aside { // an aside is a choice of the moment
			at.Kept = append(at.Kept, past.kept(left, question))
		}
		return at, true
	}
	return d.untold(w, s)
}

// untold is the way back where it is not known how what is known was answered:
// to the last step answered before the one at hand.
func (d Dialogue[W, D]) untold(w W, s Session) (Session, bool) {
	data, err := d.Data(s)
	if err != nil {
		return s, false
	}
	at, _ := d.current(w, data, s.Answered)
	s.Trail = nil
	if at.Rewind != nil && at.Rewind(w, &data) {
		s.Data, err = fastjson.Marshal(data)
		return s, err == nil
	}
	for i := len(s.Answered) - 1; i >= 0; i-- {
		// What was given out of turn to a later step stays: to take it back would
		// show the same question again.
		less := slices.Delete(slices.Clone(s.Answered), i, i+1)
		step, asking := d.current(w, data, less)
		if !asking || step.Name == at.Name {
			continue
		}
		if step.Rewind != nil {
			step.Rewind(w, &data)
		}
		s.Answered = less
		s.Data, err = fastjson.Marshal(data)
		return s, err == nil
	}
	return s, false
}

// goBack is the turn in which somebody goes back.
func (d Dialogue[W, D]) goBack(w W, s Session, data D, step Step[W, D]) (Session, Turn, Decision, error) {
	at, ok := d.back(w, s)
	if !ok {
		return s, Turn{Say: []Prompt{{Say: text.T("talk.first")}, d.ask(w, s, data, step)}}, nil, nil
	}
	at.Keyed = s.Keyed
	p, _, err := d.Ask(w, at)
	if err != nil {
		return s, Turn{}, nil, err
	}
	at.Keyed = keyed(at.Keyed, p)
	return at, Turn{Say: []Prompt{p}}, nil, nil
}

// answerAgain answers what is asked now as it was answered before somebody went
// back. That never ends a dialogue: what is done is what was answered last.
func (d Dialogue[W, D]) answerAgain(w W, s Session, now Event) (Session, bool) {
	if len(s.Kept) == 0 {
		return s, false
	}
	data, err := d.Data(s)
	if err != nil {
		return s, false
	}
	step, asking := d.current(w, data, s.Answered)
	if !asking {
		return s, false
	}
	before, ok := s.kept(d.question(w, data, step))
	if !ok {
		return s, false
	}
	next := s
	next.Kept = without(s.Kept, before.Question)
	if before.Now != nil {
		next, err = before.putBack(s, next)
	} else {
		var a Answer
		if next, a, err = d.hear(w, next, before.Given.event(now)); a.kind != answerOK {
			return s, false
		}
	}
	if err != nil {
		return s, false
	}
	if data, err = d.Data(next); err != nil {
		return s, false
	}
	_, asking = d.current(w, data, next.Answered)
	return next, asking
}

// putBack is the session with an answer put back whole.
func (k Kept) putBack(before, after Session) (Session, error) {
	var err error
	if after.Data, err = patched(before.Data, k.Now); err != nil {
		return before, err
	}
	after.Answered = append(lacking(before.Answered, k.Unasked), lacking(k.Answered, before.Answered)...)
	after.Trail, err = trodden(before, after, k.Question, k.Given)
	return after, err
}
