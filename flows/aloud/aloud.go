// Package aloud is what all will read: it is shown to who wrote it before it counts, what
// in it tells of people can be covered with one tap, and words of danger are held, below
// the numbers to call, until it is said whether it is happening now. It knows no subject.
package aloud

import (
	"strings"
	"unicode/utf8"

	"gridbot/flows/acts"
	"gridbot/flows/method"
	"gridbot/flows/patrol"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// A Mark is what was said of words that all will read.
type Mark struct {
	Held bool   `json:"held,omitempty"` // they speak of danger …
	Now  bool   `json:"now,omitempty"`  // … and it is happening now
	More string `json:"more,omitempty"` // what was written of it when that was asked
}

// Hold holds words that speak of danger: whether it is happening now is asked next.
func (m *Mark) Hold(w *world.World, words string, a talk.Answer) talk.Answer {
	if !patrol.Danger(w, words) {
		return a
	}
	m.Held = true
	return a.Unasked("sure")
}

// Heard takes words of a length; "" where they are none, or too many.
func Heard(e talk.Event, longest int) (string, talk.Answer) {
	words := text.CleanLine(e.Text, longest+1)
	switch {
	case words == "":
		return "", talk.Sorry("aloud.none")
	case utf8.RuneCountInString(words) > longest:
		return "", talk.Sorry("aloud.long", "n", longest)
	}
	return words, talk.OK()
}

// A Look is how the words of a dialogue are shown.
type Look[D any] struct {
	When  func(D) bool                    // nil: always
	Mark  func(*D) *Mark                  // what was said of them
	Words func(*D) []*string              // all of them
	Shown func(*world.World, D) text.Text // as they will stand
	Sends text.Text                       // on the button that lets them count
}

func (l Look[D]) is(d D) bool { return l.When == nil || l.When(d) }

func (l Look[D]) all(d D) (all []string) {
	for _, words := range l.Words(&d) {
		if *words != "" {
			all = append(all, *words)
		}
	}
	return all
}

// Sure asks whether it is happening now, where they speak of danger: nothing counts
// before.
func Sure[D any](l Look[D]) talk.Step[*world.World, D] {
	return talk.Step[*world.World, D]{
		Name:  "sure",
		Aside: true,
		When:  func(_ *world.World, d D) bool { return l.is(d) && l.Mark(&d).Held },
		Ask: func(w *world.World, d D) talk.Prompt {
			words := strings.Join(l.all(d), " · ")
			return talk.Prompt{Say: patrol.Held(w, words, text.T("aloud.held", "words", words)), Rows: [][]talk.Button{talk.Row(patrol.Now(), show.Pick(text.T("aloud.only"), "only"))}}
		},
		Hear: func(w *world.World, d *D, e talk.Event) talk.Answer {
			switch m := l.Mark(d); {
			case e.Press == "now":
				m.Now = true
			case e.Text != "" && patrol.Danger(w, e.Text): // more words of danger say that it is
				m.Now, m.More = true, text.CleanLine(e.Text, longestMore)
			case e.Press != "only":
				return talk.Sorry("aloud.sorry")
			}
			return talk.OK()
		},
	}
}

// Page shows them as all will read them.
func Page[D any](l Look[D]) talk.Step[*world.World, D] {
	return talk.Step[*world.World, D]{
		Name:  "look",
		Aside: true,
		When:  func(_ *world.World, d D) bool { return l.is(d) && !l.Mark(&d).Now },
		Which: func(_ *world.World, d D) string { return strings.Join(l.all(d), "\n") },
		Ask: func(w *world.World, d D) talk.Prompt {
			line, mask := Telling(w, l.all(d)...)
			rows := [][]talk.Button{talk.Row(show.Pick(l.Sends, "yes"))}
			if mask {
				rows = append(rows, talk.Row(show.Pick(text.T("aloud.mask"), "mask")))
			}
			return talk.Prompt{Say: text.Lines(text.T("aloud.look"), l.Shown(w, d), line), Rows: rows}
		},
		Hear: func(w *world.World, d *D, e talk.Event) talk.Answer {
			switch e.Press {
			case "yes":
				return talk.OK()
			case "mask":
				for _, words := range l.Words(d) {
					*words = method.Covered(w, *words)
				}
				return talk.Redo("look")
			}
			return talk.Sorry("aloud.sorry")
		},
	}
}

// mostPointed is how many things that tell of people are pointed out.
const mostPointed = 6

// Telling says what in some words tells of people; false where nothing does.
func Telling(w *world.World, all ...string) (text.Text, bool) {
	found := method.Telling(w, all...)
	if len(found) == 0 {
		return text.Text{}, false
	}
	var said []text.Text
	for _, words := range found[:min(len(found), mostPointed)] {
		said = append(said, text.T("aloud.one", "words", words))
	}
	return text.T("aloud.personal", "what", text.Join(" ", said...)), true
}

// Covered is words without what tells of people.
func Covered(w *world.World, words string) string { return method.Covered(w, words) }

// longestMore is how much is kept of what is written when it is asked.
const longestMore = 300

// Happens hears words that were held as danger, once somebody says that it is happening
// now; false where that was not said.
func Happens(x *acts.Turn, m Mark, words ...string) (bool, error) {
	if !m.Now {
		return false, nil
	}
	var said []string
	for _, of := range append(words, m.More) {
		if of != "" && patrol.Danger(x.World, of) { // what else is in it is nobody's alarm
			said = append(said, of)
		}
	}
	return true, patrol.Happens(x, strings.Join(said, " "))
}
