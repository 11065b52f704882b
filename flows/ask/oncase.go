// Package ask is the questions that are asked in many dialogues: a day, a reason,
// a photo, an item of a notice. It knows what is asked, and not what for.
package ask

import (
	"time"

	"gridbot/flows/cases"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

func UntilOf(d *OnCaseData) *DayPick { return &d.DayPick }

// OnCaseData is what a dialogue about a case has heard so far.
type OnCaseData struct {
	Files  []cases.File `json:"files,omitempty"`
	Words  string       `json:"words,omitempty"`
	Reason text.Text    `json:"reason,omitzero"` // a usual one, picked
	Album  string       `json:"album,omitempty"`

	DayPick
	Plea cases.PleaKind `json:"plea,omitempty"`
	Item *int           `json:"item,omitempty"` // of the notice; nil: the only open one
	Leg  int            `json:"leg,omitempty"`  // which leg it is about, from 1
	Grid string         `json:"grid,omitempty"`

	Besides []cases.Evidence `json:"besides,omitempty"` // what else shows that they are there

	First bool `json:"first,omitempty"` // the photo came before anything was pressed
	Other bool `json:"other,omitempty"` // … and shows something else
}

// TakeFile keeps what was sent as evidence of a phase; its caption counts as
// words. The further items of an album are kept without a word.
func TakeFile(d *OnCaseData, e talk.Event, phase cases.Phase) (again bool) {
	again = e.Album != "" && e.Album == d.Album
	d.Album = e.Album
	if len(d.Files) < MostFiles {
		d.Files = append(d.Files, Evidence(e, phase)...)
	}
	if e.Text != "" {
		d.Words = JoinWords(d.Words, e.Text)
	}
	return again
}

// TakeMore takes words or a picture that tell more of a case; anything else is
// answered with otherwise.
func TakeMore(d *OnCaseData, e talk.Event, otherwise talk.Answer) talk.Answer {
	switch {
	case len(e.Files) > 0:
		TakeFile(d, e, cases.PhaseNote)
	case e.Text != "":
		d.Words = text.Clean(e.Text, LongestWords)
	default:
		return otherwise
	}
	return talk.OK()
}

// Finish decides for the act, with all that was heard.
func Finish(do cases.Action) func(*world.World, OnCaseData) talk.Decision {
	return func(_ *world.World, d OnCaseData) talk.Decision { return Act(do, d) }
}

// Act is the act with all that was heard.
func Act(do cases.Action, d OnCaseData) cases.Act {
	note := d.Reason
	if note.Empty() {
		note = text.Said(d.Words)
	}
	a := cases.Act{Do: do, Note: note, Files: d.Files, Plea: d.Plea, Leg: d.Leg, Besides: d.Besides}
	if d.Until != 0 {
		a.Until = time.Unix(d.Until, 0)
	}
	return a
}

// About is the number of the case the dialogue is about.
func About(w *world.World) int {
	if w.Case == nil {
		return w.Session.About
	}
	return w.Case.Number
}

// What a report may hold at most.
const (
	LongestWords = 1000 // characters of a description
	MostFiles    = 10   // photos and recordings of one report
)

// JoinWords puts what was said later under what was said first.
func JoinWords(first, later string) string {
	if first == "" {
		return text.Clean(later, LongestWords)
	}
	return text.Clean(first+"\n"+later, LongestWords)
}

// Evidence is what an event brought, as files of a case.
func Evidence(e talk.Event, phase cases.Phase) []cases.File {
	var fs []cases.File
	for _, f := range e.Files {
		fs = append(fs, cases.File{Kind: cases.FileKind(f.Kind), ID: f.ID, Unique: f.Unique, Look: f.Look, Phase: phase, At: e.At.Unix()})
	}
	return fs
}
