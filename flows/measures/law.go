package measures

import (
	"strconv"

	"gridbot/flows/cases"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// RulingTexts are what can come of what was handed over.
var RulingTexts = map[cases.Ruling]text.Text{
	cases.RulingFine: text.T("law.fine"), cases.RulingCoercion: text.T("law.coercion"),
	cases.RulingCourt: text.T("law.court"), cases.RulingDropped: text.T("law.dropped"),
}

// Items are what of a notice was handed over: the numbers of its items, and what they say.
func Items(n *cases.Notice, items []int) text.Text {
	var all []text.Text
	for _, i := range items {
		if n != nil && i >= 0 && i < len(n.Items) {
			all = append(all, text.Join(" ", text.Said(strconv.Itoa(i+1)+"."), n.Items[i].What))
		}
	}
	return text.Join("; ", all...)
}

// Handed is what enforcement reads of what was handed over to it; in private also on
// whom the notice was served, for it is them they have to do with.
func Handed(w *world.World, c cases.Case, l cases.Leg, as cases.View) text.Text {
	if l.Law == nil {
		return text.Text{}
	}
	var n *cases.Notice
	for i := range c.Notices {
		if c.Notices[i].ID == l.Law.Notice {
			n = &c.Notices[i]
		}
	}
	to := text.Text{}
	if n != nil && n.To != "" && as == cases.ViewOfficer && l.Open() {
		to = text.T("law.to", "to", n.To)
	}
	return text.Lines(text.T("law.items", "items", Items(n, l.Law.Items), "id", l.Law.Notice), to)
}

// Pursuit is where a leg stands in which something was handed over.
func Pursuit(w *world.World, l cases.Leg, who text.Text) text.Text {
	ref := text.Text{}
	if l.Law.Ref != "" {
		ref = text.T("law.ref", "words", l.Law.Ref)
	}
	switch {
	case l.Law.Ruling != "":
		return text.Join(" · ", text.T("law.end", "what", RulingTexts[l.Law.Ruling], "words", text.CleanLine(l.Result, 200)), ref)
	case l.Law.Ack != 0:
		return text.Join(" · ", text.T("law.has", "name", who, "time", dated(w, l.Law.Ack)), ref)
	}
	return text.T("law.waits", "time", dated(w, l.Law.At))
}

// Inspected is why somebody is told of a re-inspection: what did not pass may have
// gone to enforcement.
func Inspected(w *world.World, c cases.Case, a cases.Act) text.Text {
	var items []int
	for _, r := range a.Results {
		if r.Law {
			items = append(items, r.Item)
		}
	}
	if len(items) == 0 || a.Whistle == nil {
		return text.T("tell.inspect")
	}
	agency := text.Text{}
	if d, ok := w.District.Agency(a.Whistle.Calls[0].Agency); ok {
		agency = text.Named(d.Names)
	}
	return text.T("tell.handed", "agency", agency, "items", Items(c.Notice(), items))
}

// Given is why somebody is told what enforcement does with what was handed over.
func Given(w *world.World, c cases.Case, a cases.Act) text.Text {
	l := c.Leg(c.Log[len(c.Log)-1].Leg)
	agency, words := text.Text{}, ""
	if l != nil {
		d, _ := w.District.Agency(l.Agency)
		agency, words = text.Named(d.Names), l.Result
		if l.Law != nil && a.Do != cases.Rule {
			words = l.Law.Ref
		}
	}
	switch a.Do {
	case cases.Rule:
		return text.T("law.ruled", "agency", agency, "what", RulingTexts[a.Ruling], "words", words)
	case cases.Docket:
		return text.T("law.docket", "agency", agency, "words", words)
	}
	return text.T("law.received", "agency", agency)
}
