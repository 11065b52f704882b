package ask

import (
	"strings"

	"gridbot/flows/answer"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// What stands on a button can be typed as well, in every dialogue: the words on it, in
// any language, with its marks or without; and where a question takes no words, a plain
// yes or no, or as much of a label as no other has. Words of danger are no button.

// A Spoken is a dialogue, whatever it is about.
type Spoken interface {
	Ask(*world.World, talk.Session) (talk.Prompt, bool, error)
	Advance(*world.World, talk.Session, talk.Event) (talk.Session, talk.Turn, talk.Decision, error)
}

// onButton is the button of a question that words stand on, as a press; "" for none.
func onButton(w *world.World, d Spoken, s talk.Session, e talk.Event) string {
	return typedOn(w, d, s, e, func(words string, _ text.Text, bs []talk.Button) int { return answer.Label(words, labels(w, bs)) })
}

// meant is the button that words mean which the question itself did not take.
func meant(w *world.World, d Spoken, s talk.Session, e talk.Event) string {
	return typedOn(w, d, s, e, func(words string, question text.Text, bs []talk.Button) int {
		yes, plain := answer.Yes(words, said(w, question)...)
		for i, b := range bs {
			switch _, _, press := talk.Pressed(b.Data); {
			case press == "now": // is it happening now, or only written of? A yes says neither.
				plain = false
			case plain && (yes && press == "yes" || !yes && press == "no"):
				return i
			}
		}
		return answer.PartOfLabel(words, labels(w, bs))
	})
}

func typedOn(w *world.World, d Spoken, s talk.Session, e talk.Event, which func(string, text.Text, []talk.Button) int) string {
	if w.Says == nil || e.Text == "" || e.Press != "" || e.Command != "" || e.Edited || len(e.Files) > 0 || e.Point != nil {
		return ""
	}
	p, ok, err := d.Ask(w, s)
	if err != nil || !ok {
		return "" // it is heard, and what is wrong comes to light there
	}
	var bs []talk.Button
	for _, row := range p.Rows {
		for _, b := range row {
			if _, _, press := talk.Pressed(b.Data); press != "" && press != talk.Back && press != talk.Cancel && !(p.Words && (b.Label.When != nil || len(b.Label.Names) > 0)) {
				bs = append(bs, b)
			}
		}
	}
	if i := which(e.Text, p.Say, bs); i >= 0 {
		if _, danger := Danger(w, e); !danger {
			return bs[i].Data
		}
	}
	return ""
}

// labels are what some buttons say. What stands on a list already is put there by its
// name, and not taken away by it.
func labels(w *world.World, bs []talk.Button) (all [][]string) {
	for _, b := range bs {
		label := said(w, b.Label)
		if strings.HasPrefix(label[0], "☑") {
			label = nil
		}
		all = append(all, label)
	}
	return all
}

// said is a text in every language.
func said(w *world.World, t text.Text) (all []string) {
	for _, l := range text.Langs {
		words, _ := w.Says.Say(l, t) // what is missing is reported where it is shown
		all = append(all, words)
	}
	return all
}

// Labelled is which of some labels words are; -1 for none.
func Labelled(w *world.World, words string, all []text.Text) int {
	if w.Says == nil {
		return -1
	}
	var bs []talk.Button
	for _, label := range all {
		bs = append(bs, talk.Button{Label: label})
	}
	return answer.Label(words, labels(w, bs))
}

// Advance is one turn of a dialogue, where what stands on a button may be typed.
func Advance(w *world.World, d Spoken, s talk.Session, e talk.Event) (talk.Session, talk.Turn, talk.Decision, error) {
	typed := e
	typed.Text = ""
	if typed.Press = onButton(w, d, s, e); typed.Press != "" {
		return d.Advance(w, s, typed)
	}
	next, turn, decision, err := d.Advance(w, s, e)
	if err != nil || decision != nil || len(next.Answered) != len(s.Answered) || string(next.Data) != string(s.Data) {
		return next, turn, decision, err
	}
	if typed.Press = meant(w, d, s, e); typed.Press != "" { // the words were not taken
		return d.Advance(w, s, typed)
	}
	return next, turn, decision, nil
}
