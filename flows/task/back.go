package task

import (
	"gridbot/flows/acts"
	"gridbot/flows/ask"
	"gridbot/flows/cases"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
)

// What turns a case back or ends it needs a reason that somebody will read.
// The usual ones are a tap away; any other is written.

// returning: the assignee gives the case back (退单); the leads read why.
var returning = ask.Reasoned("return", cases.Return, text.T("return.why"), []ask.Choice{
	{Press: "grid", Label: text.T("return.grid")}, {Press: "agency", Label: text.T("return.agency")},
	{Press: "busy", Label: text.T("return.busy")}, {Press: "notfound", Label: text.T("return.notfound")},
})

// declining: a lead does not take the case; the resident reads why.
var declining = ask.Reasoned("decline", cases.Decline, text.T("decline.why"), []ask.Choice{
	{Press: "private", Label: text.T("decline.private")}, {Press: "nothing", Label: text.T("decline.nothing")},
	{Press: "elsewhere", Label: text.T("decline.elsewhere")}, {Press: "twice", Label: text.T("decline.twice")},
})

// declined carries out a decline. What was told of before is not turned away: who
// told of it follows the other one, and which that is is asked.
func declined(x *acts.Turn, decided talk.Decision) error {
	a, ok := decided.(cases.Act)
	c := x.World.Case
	if !ok || c == nil || a.Note.ID != "decline.twice" && !saysTwice(a.Note.Words) {
		_, err := x.Acted(decided)
		return err
	}
	x.Strip()
	if err := c.May(cases.Merge, x.Me.Part()); err != nil {
		x.Refuse(*c, cases.Merge, err)
		return nil
	}
	return x.Lead(*c, show.ActOf[cases.Merge].Begins, struct{}{})
}

// saysTwice tells whether a reason is nothing but that it was told of before.
func saysTwice(words string) bool { return twiceWords[ask.PlainWords(words)] }

var twiceWords = map[string]bool{"重复": true, "重复上报": true, "重复了": true, "已有人报": true, "duplicate": true, "reported before": true, "same as another": true}

// sendingBack: the work does not pass; the worker reads why (返工).
var sendingBack = ask.Reasoned("sendback", cases.SendBack, text.T("sendback.why"), []ask.Choice{
	{Press: "notdone", Label: text.T("sendback.notdone")}, {Press: "photo", Label: text.T("sendback.photo")},
})
