package care

import (
	"slices"

	"gridbot/flows/acts"
	"gridbot/flows/carecase"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// writeData is what somebody writes about a care case, and what becomes of it.
type writeData struct {
	N     int             `json:"n"`
	Do    string          `json:"do"`            // note, more, where, step, found, why, onto
	Of    int             `json:"of,omitempty"`  // of found: which visit
	Whose int64           `json:"who,omitempty"` // of step
	Due   int64           `json:"due,omitempty"` // of step
	Words string          `json:"words,omitempty"`
	Files []carecase.File `json:"files,omitempty"`
}

var writeTexts = map[string]text.Text{
	"note": text.T("care.write.note"), "more": text.T("care.write.more"), "where": text.T("care.write.where"), "step": text.T("care.write.step"),
	"found": text.T("care.write.found"), "why": text.T("care.write.why"), "onto": text.T("care.write.onto"),
}

// shows are what photos may be of.
var shows = []string{"note", "more", "found"}

// writing is the one question in which words are asked for.
var writing = talk.Dialogue[*world.World, writeData]{
	Name: "carewrite",
	Steps: []talk.Step[*world.World, writeData]{{
		Name: "words",
		Ask: func(_ *world.World, d writeData) talk.Prompt {
			p := talk.Prompt{Say: text.T("care.write", "k", carecase.Label(d.N), "what", writeTexts[d.Do])}
			if slices.Contains(shows, d.Do) {
				p.Rows = [][]talk.Button{{show.Pick(text.T("care.write.photos"), "photos")}}
			}
			return p
		},
		Hear: func(_ *world.World, d *writeData, e talk.Event) talk.Answer {
			if slices.Contains(shows, d.Do) {
				d.Files = append(d.Files, files(e)...)
			}
			switch words := text.Clean(e.Text, longestSaid); {
			case words != "":
				d.Words = words
				return talk.OK()
			case e.Press == "photos" && len(d.Files) > 0:
				return talk.OK()
			case len(files(e)) > 0 && slices.Contains(shows, d.Do) && len(d.Files) <= 10:
				return talk.Silent() // others may follow, and words
			case len(files(e)) > 0:
				return talk.Sorry("care.write.only")
			}
			return talk.Sorry("care.ask.words")
		},
	}},
	Finish: func(_ *world.World, d writeData) talk.Decision { return d },
}

func session(name string, data any) (talk.Session, error) {
	switch d := data.(type) {
	case openData:
		return opening.Begin(d)
	case writeData:
		return writing.Begin(d)
	}
	return talk.Session{Dialogue: name}, nil
}

// write asks for words about a care case.
func write(x *acts.Turn, d writeData) error { return enter(x, writing, writing.Name, d) }

// writes are what must be allowed for what is written to count.
var writes = map[string]carecase.Do{
	"note": carecase.Add, "step": carecase.Plan, "found": carecase.Visited, "why": carecase.Agree, "onto": carecase.Close,
}

// written does what was written for. Much may have happened meanwhile: who is not
// of the team any more has written it for nobody.
func written(x *acts.Turn, d writeData) error {
	c := x.Caring.Case
	if c == nil || c.N != d.N || x.Caring.Shut || !knows(x.World, *c) {
		x.Reply(talk.Prompt{Say: text.T("care.none", "k", carecase.Label(d.N))})
		return nil
	}
	do, ofTeam := writes[d.Do]
	switch {
	case !ofTeam && (c.By != x.Me.ID || !c.Open()), ofTeam && !staff(x.World):
		x.Reply(outside(x.World, *c))
		return nil
	case ofTeam:
		if err := c.May(do, x.Me.ID); err != nil {
			refused(x, err)
			return nil
		}
	}
	if done, err := put(x, d); done || err != nil {
		return err
	}
	k := now(x)
	if !ofTeam {
		x.Reply(talk.Prompt{Say: text.T("care.more.thanks", "k", carecase.Label(d.N)), Rows: outside(x.World, *k).Rows})
		return nil
	}
	x.Reply(doorTo(*k, text.T("care.written", "k", carecase.Label(d.N))))
	return nil
}

// put puts what was written where it belongs, and tells whether it has been
// answered already.
func put(x *acts.Turn, d writeData) (answered bool, err error) {
	k, at, label := change(x), x.Now.Unix(), carecase.Label(d.N)
	switch d.Do {
	case "more", "note":
		k.Notes = append(k.Notes, carecase.Note{At: at, By: x.Me.ID, Words: d.Words, Files: d.Files})
		tellTeam(x, text.T("care.told.more", "k", label))
	case "where":
		if k.Where = d.Words; k.Grid == "" {
			k.Grid = gridOf(x.World, d.Words)
		}
		tellTeam(x, text.T("care.told.more", "k", label))
	case "step":
		if k.Member(d.Whose) == nil || d.Due <= at {
			x.Reply(doorTo(*k, text.T("care.stepless", "k", label)))
			return true, nil
		}
		k.AddStep(d.Words, d.Whose, at, d.Due)
		if p := x.Staff.People[d.Whose]; d.Whose != x.Me.ID {
			x.Write(p, classOf(*k), doorTo(*k, text.T("care.told.step", "k", label, "name", x.Me.Name)))
		}
	case "found":
		v := k.Visit(d.Of)
		if v == nil || v.Done != 0 {
			refused(x, carecase.ErrNotNow)
			return true, nil
		}
		v.Done, v.Found, v.Whose = at, d.Words, x.Me.ID
		if len(d.Files) > 0 {
			k.Notes = append(k.Notes, carecase.Note{At: at, By: x.Me.ID, Files: d.Files})
		}
		tellTeam(x, text.T("care.told.visit", "k", label))
	case "why":
		k.Consent = carecase.Consent{Answer: carecase.ConsentNot, Why: d.Words, At: at, By: x.Me.ID}
	case "onto":
		return true, end(x, carecase.Onwards, d.Words)
	}
	return false, nil
}

func note(x *acts.Turn, _ []string) error { return write(x, writeData{N: now(x).N, Do: "note"}) }
