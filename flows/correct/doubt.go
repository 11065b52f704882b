package correct

import (
	"slices"

	"gridbot/flows/ask"
	"gridbot/flows/cases"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// findingNothing: whoever has the case stands there, and there is nothing. A photo
// shows it, and somebody else looks at that.
var findingNothing = talk.Dialogue[*world.World, ask.OnCaseData]{
	Name: "notfound",
	Take: func(_ *world.World, d *ask.OnCaseData, e talk.Event, at string) talk.Answer {
		if len(e.Files) == 0 || at == "photo" {
			return talk.Pass()
		}
		if ask.TakeFile(d, e, cases.PhaseAfter) && e.Text == "" {
			return talk.Silent()
		}
		return talk.Filled()
	},
	Steps: []talk.Step[*world.World, ask.OnCaseData]{
		{
			Name: "photo",
			When: func(w *world.World, _ ask.OnCaseData) bool {
				return w.Case == nil || !slices.ContainsFunc(w.Case.Noted(cases.PhaseAfter), cases.File.Shows)
			},
			Ask: func(w *world.World, _ ask.OnCaseData) talk.Prompt {
				return talk.Prompt{Say: text.T("notfound.photo", "number", ask.About(w))}
			},
			Hear: func(_ *world.World, d *ask.OnCaseData, e talk.Event) talk.Answer {
				if !e.Shows() {
					return talk.Sorry("notfound.photo.sorry")
				}
				ask.TakeFile(d, e, cases.PhaseAfter)
				return talk.OK()
			},
		},
		{
			Name: "words",
			When: func(_ *world.World, d ask.OnCaseData) bool { return d.Words == "" },
			Ask: func(*world.World, ask.OnCaseData) talk.Prompt {
				return talk.Prompt{Say: text.T("notfound.words"), Rows: [][]talk.Button{{show.Pick(text.T("talk.skip"), "skip")}}}
			},
			Hear: func(_ *world.World, d *ask.OnCaseData, e talk.Event) talk.Answer {
				switch {
				case e.Press == "skip":
					return talk.OK()
				case e.Text == "":
					return talk.Sorry("notfound.words.sorry")
				}
				d.Words = text.Clean(e.Text, ask.LongestWords)
				return talk.OK()
			},
		},
	},
	Finish: ask.Finish(cases.Absent),
}

// contesting: the reporter does not agree that it was declined, and says why.
var contesting = talk.Dialogue[*world.World, ask.OnCaseData]{
	Name: "contest",
	Steps: []talk.Step[*world.World, ask.OnCaseData]{{
		Name: "why",
		Ask: func(w *world.World, _ ask.OnCaseData) talk.Prompt {
			return talk.Prompt{Say: text.T("contest.why", "number", ask.About(w))}
		},
		Hear: func(_ *world.World, d *ask.OnCaseData, e talk.Event) talk.Answer {
			return ask.TakeMore(d, e, talk.Sorry("contest.sorry"))
		},
	}},
	Finish: ask.Finish(cases.Contest),
}

// upholding: another lead does not take it either; the resident reads why.
var upholding = ask.Reasoned("uphold", cases.Uphold, text.T("uphold.why"), []ask.Choice{
	{Press: "private", Label: text.T("uphold.private")}, {Press: "nothing", Label: text.T("uphold.nothing")},
	{Press: "elsewhere", Label: text.T("uphold.elsewhere")},
})
