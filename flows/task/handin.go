package task

import (
	"slices"

	"gridbot/flows/ask"
	"gridbot/flows/cases"
	"gridbot/flows/district"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// handingIn: the work is done, and shown: by a photo of what the folder says, or,
// where none makes sense, by an account in words. Who likes shows besides that they
// are there.
var handingIn = talk.Dialogue[*world.World, ask.OnCaseData]{
	Name: "submit",
	Take: func(w *world.World, d *ask.OnCaseData, e talk.Event, at string) talk.Answer {
		if e.Point != nil && mayBeside(w, *d, cases.EvidencePin) {
			return takePin(w, d, e)
		}
		if len(e.Files) == 0 || at == "photo" {
			return talk.Pass()
		}
		if ask.TakeFile(d, e, cases.PhaseAfter) && e.Text == "" {
			return talk.Silent()
		}
		if d.Words != "" {
			return talk.Filled("words")
		}
		return talk.Filled()
	},
	Steps: []talk.Step[*world.World, ask.OnCaseData]{
		{
			Name: "photo",
			When: func(w *world.World, _ ask.OnCaseData) bool { return !shown(w, cases.PhaseAfter) && !afterOf(w).None },
			Ask: func(w *world.World, _ ask.OnCaseData) talk.Prompt {
				return talk.Prompt{Say: text.Lines(text.T("submit.photo", "number", ask.About(w)), show.AfterText(afterOf(w)), besideText(w))}
			},
			Hear: func(_ *world.World, d *ask.OnCaseData, e talk.Event) talk.Answer {
				if !e.Shows() {
					return talk.Sorry("submit.photo.sorry")
				}
				ask.TakeFile(d, e, cases.PhaseAfter)
				return talk.OK()
			},
		},
		{
			Name: "words",
			When: func(_ *world.World, d ask.OnCaseData) bool { return d.Words == "" },
			Ask:  askDone,
			Hear: func(w *world.World, d *ask.OnCaseData, e talk.Event) talk.Answer {
				switch {
				case e.Press == "skip" && !accounts(w, *d):
					return talk.OK()
				case e.Press == "code" && mayBeside(w, *d, cases.EvidenceCode):
					d.Besides = append(d.Besides, cases.Evidence{Kind: cases.EvidenceCode, At: w.Now.Unix()})
					return talk.Redo("words")
				case e.Text == "" && accounts(w, *d):
					return talk.Sorry("submit.account.sorry")
				case e.Text == "":
					return talk.Sorry("submit.words.sorry")
				}
				d.Words = text.Clean(e.Text, ask.LongestWords)
				return talk.OK()
			},
		},
	},
	Finish: ask.Finish(cases.Submit),
}

// afterOf is what the folder says is shown at the end of the case.
func afterOf(w *world.World) district.After {
	if w.Case == nil {
		return district.After{}
	}
	c, _ := w.District.Category(w.Case.Category)
	return c.After
}

// accounts tells whether the words are all there is to show it.
func accounts(w *world.World, d ask.OnCaseData) bool {
	return afterOf(w).None && !shown(w, cases.PhaseAfter) && !slices.ContainsFunc(d.Files, cases.File.Shows)
}

// askDone asks what was done; and offers, where the folder does, to say that the
// code is in the picture.
func askDone(w *world.World, d ask.OnCaseData) talk.Prompt {
	if accounts(w, d) {
		return talk.Prompt{Say: text.T("submit.account", "number", ask.About(w), "why", text.Named(afterOf(w).Why))}
	}
	p := talk.Prompt{Say: text.T("submit.words")}
	if mayBeside(w, d, cases.EvidenceCode) {
		p.Rows = append(p.Rows, talk.Row(show.Pick(text.T("submit.code.yes", "code", w.Case.Code()), "code")))
	}
	p.Rows = append(p.Rows, talk.Row(show.Pick(text.T("talk.skip"), "skip")))
	return p
}

// mayBeside tells whether the folder offers a kind of evidence, and it is not given
// yet.
func mayBeside(w *world.World, d ask.OnCaseData, kind cases.EvidenceKind) bool {
	given := slices.ContainsFunc(d.Besides, func(e cases.Evidence) bool { return e.Kind == kind })
	offered := slices.Contains(afterOf(w).Besides, string(kind))
	return offered && !given && (kind != cases.EvidencePin || w.Case.Place.Point != nil)
}

// besideText says what may be shown besides; nothing where the folder offers none.
func besideText(w *world.World) text.Text {
	var lines []text.Text
	if mayBeside(w, ask.OnCaseData{}, cases.EvidenceCode) {
		lines = append(lines, text.T("submit.code", "code", w.Case.Code()))
	}
	if mayBeside(w, ask.OnCaseData{}, cases.EvidencePin) {
		lines = append(lines, text.T("submit.pin"))
	}
	return text.Lines(lines...)
}

// takePin keeps where the phone is, if that is at the place; what is further away
// is said, and no evidence.
func takePin(w *world.World, d *ask.OnCaseData, e talk.Event) talk.Answer {
	far := int(e.Point.Meters(*w.Case.Place.Point))
	if float64(far) > w.District.Far() {
		return talk.Sorry("submit.pin.far", "m", far)
	}
	d.Besides = append(slices.Clone(d.Besides), cases.Evidence{Kind: cases.EvidencePin, At: w.Now.Unix(), Far: far})
	return talk.Filled().After(talk.Prompt{Say: text.T("submit.pin.kept", "m", far)})
}
