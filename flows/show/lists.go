package show

import (
	"strconv"
	"strings"

	"gridbot/flows/cases"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// SheetTexts ask for the page of a notice in a language.
var SheetTexts = map[text.Lang]text.Text{text.Chinese: text.T("button.pdf.zh"), text.English: text.T("button.pdf.en")}

var PhaseTexts = map[cases.Phase]text.Text{
	cases.PhaseReport: text.T("files.report"), cases.PhaseSite: text.T("files.site"),
	cases.PhaseNote: text.T("files.note"), cases.PhaseAfter: text.T("files.after"),
	cases.PhaseNotice: text.T("files.notice"), cases.PhaseProof: text.T("files.proof"),
	cases.PhaseLeg: text.T("files.leg"),
}

// A line shows 40 characters: a mark, the number, the category and the longest
// word for where it stands.
const (
	lineHolds   = 40
	lineMark    = 3
	lineAround  = len("#  · ")
	longestWord = len("second look")
)

// shortName is the name of a category as far as there is room for it on a line.
func shortName(w *world.World, id string, room int) text.Text {
	c, ok := w.District.Category(id)
	if !ok {
		return CategoryName(w, id)
	}
	names := text.Names{}
	for lang, name := range c.Names {
		names[lang] = shortened(name, room)
	}
	return text.Named(names)
}

// shortened is a name of at most room characters, cut between words where it can be.
func shortened(name string, room int) string {
	runes := []rune(name)
	if len(runes) <= room {
		return name
	}
	kept := string(runes[:room-1])
	if space := strings.LastIndexByte(kept, ' '); space > 0 {
		kept = kept[:space]
	}
	return kept + "…"
}

// Line is a case on one button.
func Line(w *world.World, c cases.Case, as cases.View) text.Text {
	mark, waits := text.Text{}, as == cases.ViewReporter || as == cases.ViewJoiner
	switch {
	case c.Danger && c.Status.Type() == cases.Open:
		mark = text.T("mark.danger")
	case c.Late(w.Now) && !waits, c.Disappoints(w.Now) && waits:
		mark = text.T("mark.late")
	case c.Assignee == w.Me.ID:
		mark = text.T("mark.mine")
	}
	room := lineHolds - lineAround - longestWord - len(strconv.Itoa(c.Number))
	if !mark.Empty() {
		room -= lineMark
	}
	return text.Join(" ", mark, text.T("cases.line", "number", c.Number,
		"category", shortName(w, c.Category, room), "status", ShortStatus(c, as)))
}

// ShortStatus is the status in a word or two.
func ShortStatus(c cases.Case, as cases.View) text.Text {
	if c.Status == cases.Returned && as == cases.ViewReporter {
		return text.T("short.reported")
	}
	return ShortTexts[c.Status]
}

var ShortTexts = map[cases.Status]text.Text{
	cases.Reported: text.T("short.reported"), cases.Claimed: text.T("short.claimed"), cases.OnSite: text.T("short.onsite"),
	cases.Handling: text.T("short.handling"), cases.Submitted: text.T("short.submitted"), cases.Verified: text.T("short.verified"),
	cases.Closed: text.T("short.closed"), cases.Returned: text.T("short.returned"), cases.Rework: text.T("short.rework"),
	cases.Rectifying: text.T("short.rectifying"), cases.Paused: text.T("short.paused"), cases.Watch: text.T("short.watch"),
	cases.Joint: text.T("short.joint"), cases.Declined: text.T("short.declined"), cases.Withdrawn: text.T("short.withdrawn"), cases.Merged: text.T("short.merged"),
}

var ProofTexts = map[cases.Proof]text.Text{
	cases.ProofSigned: text.T("proof.signed"), cases.ProofWitness: text.T("proof.witness"), cases.ProofRefused: text.T("proof.refused"), cases.ProofPosted: text.T("proof.posted"), cases.ProofMail: text.T("proof.mail"),
}

// LackTexts says of each clock what has not happened yet.
var LackTexts = map[cases.ClockName]text.Text{
	cases.ClockClaim: text.T("tell.overdue.claim"), cases.ClockArrive: text.T("tell.overdue.arrive"),
	cases.ClockHandle: text.T("tell.overdue.handle"), cases.ClockVerify: text.T("tell.overdue.verify"),
	cases.ClockRectify: text.T("tell.overdue.rectify"), cases.ClockLook: text.T("tell.overdue.look"),
	cases.ClockReport: text.T("lack.report"), cases.ClockReach: text.T("lack.reach"),
	cases.ClockReceive: text.T("lack.receive"), cases.ClockDecide: text.T("lack.decide"),
	cases.ClockFinish: text.T("lack.finish"), cases.ClockUndo: text.T("lack.undo"), cases.ClockPost: text.T("lack.post"),
}

// OfferHead is the first line of a case on offer.
func OfferHead(c cases.Case, before *cases.Case) text.Text {
	switch n := len(c.Log) - 1; {
	case n >= 0 && c.Log[n].Do == cases.Over:
		return text.T("tell.over.danger", "reason", c.Log[n].Note)
	case c.Danger:
		return text.T("tell.offer.danger")
	case c.Status == cases.Returned:
		return text.T("tell.offer.again")
	}
	return text.T("tell.offer")
}
