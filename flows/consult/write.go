package consult

import (
	"gridbot/flows/accord"
	"gridbot/flows/acts"
	"gridbot/flows/aloud"
	"gridbot/flows/personal"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// writeData is a line somebody writes: a comment, why they say no, a key, what was done.
type writeData struct {
	N       int    `json:"n"`
	Do      string `json:"do"` // say, no, key, done, close
	ID      string `json:"id,omitempty"`
	Version int    `json:"version,omitempty"`
	Photo   bool   `json:"photo,omitempty"` // a photo is asked for
	Words   string `json:"words,omitempty"`
	File    string `json:"file,omitempty"`
	Due     int64  `json:"due,omitempty"` // of what was done
	aloud.Mark
}

func (d writeData) topic() int { return d.N }

// closeLook: why a round ends early is read by all, and ends it for good.
var closeLook = aloud.Look[writeData]{
	When:  func(d writeData) bool { return d.Do == "close" },
	Mark:  func(d *writeData) *aloud.Mark { return &d.Mark },
	Words: func(d *writeData) []*string { return []*string{&d.Words} },
	Shown: func(_ *world.World, d writeData) text.Text { return text.T("accord.early", "why", d.Words) },
	Sends: text.T("accordsay.close.go"),
}

// saying asks for a line, or for a photo.
var saying = talk.Dialogue[*world.World, writeData]{
	Name: "accordsay",
	Steps: []talk.Step[*world.World, writeData]{{
		Name: "words",
		Ask: func(_ *world.World, d writeData) talk.Prompt {
			switch {
			case d.Do == "no":
				return talk.Prompt{Say: text.T("accordsay.no")}
			case d.Do == "key":
				return talk.Prompt{Say: text.T("accordsay.key")}
			case d.Do == "close":
				return talk.Prompt{Say: text.T("accordsay.close", "n", longestSaid)}
			case d.Photo:
				return talk.Prompt{Say: text.T("accordsay.photo")}
			case d.Do == "done":
				return talk.Prompt{Say: text.T("accordsay.done")}
			}
			return talk.Prompt{Say: text.T("accordsay.say", "n", longestSaid)}
		},
		Hear: func(w *world.World, d *writeData, e talk.Event) (a talk.Answer) {
			if d.Photo {
				for _, f := range e.Files {
					if f.Kind == "photo" {
						d.File, d.Words = f.ID, text.CleanLine(e.Text, longestSaid)
						return talk.OK()
					}
				}
				return talk.Sorry("accordsay.photo.sorry")
			}
			if d.Words, a = aloud.Heard(e, longestSaid); d.Do == "close" {
				a = d.Hold(w, d.Words, a)
			}
			return a
		},
	}, aloud.Sure(closeLook), aloud.Page(closeLook)},
	Finish: func(_ *world.World, d writeData) talk.Decision { return d },
}

// say asks for a comment.
func say(x *acts.Turn, a accord.Accord, _ []string) error {
	if !a.Open() {
		return sorry(x, accord.ErrOver, card(x, a))
	}
	return acts.Enter(x, saying, writeData{N: a.Topic, Do: "say"})
}

// decided carries out what a dialogue has ended in.
func decided(x *acts.Turn, what talk.Decision) error {
	x.Strip()
	if d, ok := what.(comeData); ok {
		return came(x, d)
	}
	d, ok := what.(about)
	a := now(x)
	if !ok {
		return acts.ErrNoDialogue
	}
	if a == nil || a.Topic != d.topic() || partsOf(x.World, *a) == 0 {
		x.Reply(talk.Prompt{Say: text.T("accord.none", "a", accord.Label(d.topic())), Rows: x.Menu()})
		return nil
	}
	may := lead
	if w, isLine := what.(writeData); isLine && w.Do != "key" && w.Do != "close" {
		may = lead | staff | party
	}
	if partsOf(x.World, *a)&may == 0 {
		x.Reply(talk.Prompt{Say: text.T("accord.notyours"), Rows: x.Menu()})
		return nil
	}
	switch d := what.(type) {
	case optionData:
		return proposed(x, d)
	case termData:
		return wrote(x, d)
	case writeData:
		return said(x, d)
	}
	return acts.ErrNoDialogue
}

// said keeps a line that was written.
func said(x *acts.Turn, d writeData) error {
	a := now(x).Clone()
	at := x.Now.Unix()
	var err error
	switch d.Do {
	case "say":
		err = a.Say(x.Me.ID, personal.Mask(d.Words), at) // everybody of it reads it
	case "key":
		_, err = a.AddKey(d.Words, at)
	case "no":
		return refused(x, a, d)
	case "close":
		return closed(x, a, d)
	case "done":
		return did(x, a, d)
	}
	if err != nil {
		return sorry(x, err, card(x, *now(x)))
	}
	keep(x, a)
	if d.Do == "key" {
		return keys(x, a, nil)
	}
	return notes(x, a, nil)
}

// closed closes a round before its time; nobody who voted is lost, and the reason is read
// with both counts.
func closed(x *acts.Turn, a accord.Accord, d writeData) error {
	if heard, err := aloud.Happens(x, d.Mark, d.Words); heard {
		return err
	}
	if err := a.CloseEarly(d.Version, d.Words, x.Now.Unix()); err != nil {
		return sorry(x, err, card(x, *now(x)))
	}
	counted(x, a)
	x.Reply(card(x, a))
	return nil
}
