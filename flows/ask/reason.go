package ask

import (
	"strings"

	"gridbot/flows/cases"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// UsualDelays are why things take longer.
var UsualDelays = []Choice{
	{"applicant", text.T("delay.applicant")}, {"parts", text.T("delay.parts")}, {"law", text.T("delay.law")},
	{"weather", text.T("delay.weather")}, {"agency", text.T("delay.agency")},
}

// WhyStep asks for a reason: a usual one, or words.
func WhyStep(question text.Text, usual []Choice, when func(*world.World, OnCaseData) bool) talk.Step[*world.World, OnCaseData] {
	return talk.Step[*world.World, OnCaseData]{
		Name: "why",
		When: when,
		Ask: func(*world.World, OnCaseData) talk.Prompt {
			p := talk.Prompt{Say: question}
			var bs []talk.Button
			for _, c := range usual {
				bs = append(bs, show.Pick(c.Label, c.Press))
			}
			p.Rows = talk.Pairs(bs...)
			return p
		},
		Hear: func(_ *world.World, d *OnCaseData, e talk.Event) talk.Answer { return hearReason(d, e, usual) },
	}
}

// Choice is a reason on a button.
type Choice struct {
	Press string
	Label text.Text
}

func Reasoned(name string, act cases.Action, question text.Text, usual []Choice) talk.Dialogue[*world.World, OnCaseData] {
	return talk.Dialogue[*world.World, OnCaseData]{
		Name: name,
		Steps: []talk.Step[*world.World, OnCaseData]{{
			Name: "why",
			Ask: func(w *world.World, _ OnCaseData) talk.Prompt {
				p := talk.Prompt{Say: text.Lines(text.T("card.number", "number", About(w)), question)}
				for _, c := range usual {
					p.Rows = append(p.Rows, talk.Row(show.Pick(c.Label, c.Press)))
				}
				return p
			},
			Hear: func(_ *world.World, d *OnCaseData, e talk.Event) talk.Answer { return hearReason(d, e, usual) },
		}},
		Finish: Finish(act),
	}
}

// hearReason takes one of the usual reasons, or words.
func hearReason(d *OnCaseData, e talk.Event, usual []Choice) talk.Answer {
	for _, c := range usual {
		if e.Press == c.Press {
			d.Reason = c.Label
			return talk.OK()
		}
	}
	if strings.TrimSpace(e.Text) == "" {
		return talk.Sorry("reason.sorry")
	}
	d.Words = text.Clean(e.Text, 300)
	return talk.OK()
}
