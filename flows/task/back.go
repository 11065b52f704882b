package task

import (
	"gridbot/flows/ask"
	"gridbot/flows/cases"
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
	{Press: "elsewhere", Label: text.T("decline.elsewhere")},
})

// sendingBack: the work does not pass; the worker reads why (返工).
var sendingBack = ask.Reasoned("sendback", cases.SendBack, text.T("sendback.why"), []ask.Choice{
	{Press: "notdone", Label: text.T("sendback.notdone")}, {Press: "photo", Label: text.T("sendback.photo")},
})
