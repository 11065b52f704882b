package rectify

import (
	"slices"

	"gridbot/flows/ask"
	"gridbot/flows/cases"
	"gridbot/flows/measures"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// Whom a notice is for can ask, and object (陈述申辩); who served it answers.

// asking: a question, to who served it.
var asking = talk.Dialogue[*world.World, ask.OnCaseData]{
	Name:   "question",
	Steps:  []talk.Step[*world.World, ask.OnCaseData]{stateStep(text.T("state.question"))},
	Finish: ask.Finish(cases.Question),
}

// objecting: what they do not agree with, and why; a photo may come with it.
var objecting = talk.Dialogue[*world.World, ask.OnCaseData]{
	Name:   "object",
	Steps:  []talk.Step[*world.World, ask.OnCaseData]{stateStep(text.T("state.object"))},
	Finish: ask.Finish(cases.Object),
}

// stateStep takes their words, and photos that come with them.
func stateStep(question text.Text) talk.Step[*world.World, ask.OnCaseData] {
	return talk.Step[*world.World, ask.OnCaseData]{
		Name: "words",
		Ask:  func(*world.World, ask.OnCaseData) talk.Prompt { return talk.Prompt{Say: question} },
		Hear: func(_ *world.World, d *ask.OnCaseData, e talk.Event) talk.Answer {
			again := len(e.Files) > 0 && ask.TakeFile(d, e, cases.PhaseProof)
			switch words := text.Clean(e.Text, ask.LongestWords); {
			case again:
				return talk.Silent()
			case words != "" && len(e.Files) == 0:
				d.Words = words
				return talk.OK()
			case d.Words != "":
				return talk.OK() // the words stood under the photo
			}
			return talk.Sorry("state.words.sorry")
		},
	}
}

// answerData is an answer to something the addressee wrote.
type answerData struct {
	N      int    `json:"n,omitempty"` // which of the statements
	Upheld bool   `json:"upheld,omitempty"`
	Words  string `json:"words,omitempty"`
}

// toAnswer begins with what has waited longest.
func toAnswer(w *world.World) answerData {
	if n := ask.Notice(w); n != nil {
		if all := n.Unanswered(); len(all) > 0 {
			return answerData{N: all[0].N}
		}
	}
	return answerData{}
}

// meant is what is answered; false when it is not there any more.
func (d answerData) meant(w *world.World) (cases.Statement, bool) {
	n := ask.Notice(w)
	if n == nil {
		return cases.Statement{}, false
	}
	i := slices.IndexFunc(n.Statements, func(s cases.Statement) bool { return s.N == d.N })
	if i < 0 {
		return cases.Statement{}, false
	}
	return n.Statements[i], true
}

// standsText is the answer after which what was served stands.
func standsText(w *world.World) text.Text {
	return measures.Either(text.T("answer.stands"), text.T("answer.stands.advice"))(*w.Case)
}

// answering: who answers for the notice says whether an objection is right, and why.
var answering = talk.Dialogue[*world.World, answerData]{
	Name: "answer",
	Steps: []talk.Step[*world.World, answerData]{
		{
			Name: "verdict",
			When: func(w *world.World, d answerData) bool {
				s, ok := d.meant(w)
				return ok && s.Kind == cases.StateObjection
			},
			Ask: func(w *world.World, d answerData) talk.Prompt {
				s, _ := d.meant(w)
				return talk.Prompt{Say: text.T("answer.verdict", "number", ask.About(w), "words", text.CleanLine(s.Words.Words, 300)), Rows: [][]talk.Button{
					{show.Pick(text.T("answer.upheld"), "upheld")}, {show.Pick(standsText(w), "stands")}}}
			},
			Hear: func(_ *world.World, d *answerData, e talk.Event) talk.Answer {
				if e.Press != "upheld" && e.Press != "stands" {
					return talk.Sorry("answer.verdict.sorry")
				}
				d.Upheld = e.Press == "upheld"
				return talk.OK()
			},
		},
		{
			Name: "words",
			Ask: func(w *world.World, d answerData) talk.Prompt {
				s, _ := d.meant(w)
				return talk.Prompt{Say: text.T("answer.words", "number", ask.About(w), "words", text.CleanLine(s.Words.Words, 300))}
			},
			Hear: func(_ *world.World, d *answerData, e talk.Event) talk.Answer {
				if d.Words = text.Clean(e.Text, 300); d.Words == "" {
					return talk.Sorry("answer.words.sorry")
				}
				return talk.OK()
			},
		},
	},
	Finish: func(w *world.World, d answerData) talk.Decision {
		s, _ := d.meant(w)
		return cases.Act{Do: cases.Answer, Item: d.N, To: s.By, Note: text.Said(d.Words), Upheld: d.Upheld}
	},
}
