package flows

import (
	"strings"

	"gridbot/flows/cases"
	"gridbot/flows/talk"
	"gridbot/flows/text"
)

// What turns a case back or ends it needs a reason that somebody will read.
// The usual ones are a tap away; any other is written.

// returning: the assignee gives the case back (退单); the leads read why.
var returning = reasoned("return", cases.Return, text.T("return.why"), []choice{
	{"grid", text.T("return.grid")}, {"agency", text.T("return.agency")},
	{"busy", text.T("return.busy")}, {"notfound", text.T("return.notfound")},
})

// declining: a lead does not take the case; the resident reads why.
var declining = reasoned("decline", cases.Decline, text.T("decline.why"), []choice{
	{"private", text.T("decline.private")}, {"nothing", text.T("decline.nothing")},
	{"elsewhere", text.T("decline.elsewhere")},
})

// sendingBack: the work does not pass; the worker reads why (返工).
var sendingBack = reasoned("sendback", cases.SendBack, text.T("sendback.why"), []choice{
	{"notdone", text.T("sendback.notdone")}, {"photo", text.T("sendback.photo")},
})

// choice is a reason on a button.
type choice struct {
	press string
	label text.Text
}

func reasoned(name string, act cases.Action, question text.Text, usual []choice) talk.Dialogue[*World, onCaseData] {
	return talk.Dialogue[*World, onCaseData]{
		Name: name,
		Steps: []talk.Step[*World, onCaseData]{{
			Name: "why",
			Ask: func(w *World, _ onCaseData) talk.Prompt {
				p := talk.Prompt{Say: text.Lines(text.T("card.number", "number", w.about()), question)}
				for _, c := range usual {
					p.Rows = append(p.Rows, talk.Row(pick(c.label, c.press)))
				}
				p.Rows = append(p.Rows, talk.Row(leave()))
				return p
			},
			Hear: func(_ *World, d *onCaseData, e talk.Event) talk.Answer { return hearReason(d, e, usual) },
		}},
		Finish: finish(act),
	}
}

// hearReason takes one of the usual reasons, or words.
func hearReason(d *onCaseData, e talk.Event, usual []choice) talk.Answer {
	for _, c := range usual {
		if e.Press == c.press {
			d.Reason = c.label
			return talk.OK()
		}
	}
	if strings.TrimSpace(e.Text) == "" {
		return talk.Sorry("reason.sorry")
	}
	d.Words = text.Clean(e.Text, 300)
	return talk.OK()
}
