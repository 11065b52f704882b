package show

import (
	"gridbot/flows/cases"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// postingsText is what those who lead wrote, the last few: to those whose view it
// is, whether it was heard.
func postingsText(w *world.World, c cases.Case, theirs func(cases.Posting) bool) text.Text {
	var lines []text.Text
	for _, p := range c.Postings {
		if !theirs(p) {
			continue
		}
		to := postedTo(w, c, p)
		line := text.T("posting.waits", "who", Called(w, p.By), "to", to, "words", p.Words)
		switch {
		case p.Heard != 0:
			line = text.T("posting.heard", "who", Called(w, p.By), "to", Called(w, p.Ear), "words", p.Words)
		case p.Over != 0:
			line = text.T("posting.over", "who", Called(w, p.By), "to", to, "words", p.Words)
		}
		lines = append(lines, line)
	}
	return text.Lines(lines[max(0, len(lines)-addedLines):]...)
}

// postingsFor are those a card shows: a lead all, who has the case those written
// to them, an agency its own.
func postingsFor(w *world.World, c cases.Case, k cases.Card) text.Text {
	agency := w.AgencyOf(k)
	return postingsText(w, c, func(p cases.Posting) bool {
		if l := c.Leg(p.Leg); k.As == cases.ViewOfficer || k.As == cases.ViewAgency {
			return l != nil && l.Agency == agency
		}
		return k.As == cases.ViewLead || k.As == cases.ViewWorker && k.Chat == c.Assignee && p.Leg == 0
	})
}

// PostingHead is the first line of a card that comes as a reminder of a posting:
// to whom it is for, or to who wrote it.
func PostingHead(w *world.World, c cases.Case, p cases.Posting, who int64) text.Text {
	if who == p.By {
		return text.T("posting.head.own", "to", postedTo(w, c, p), "time", Dated(w, p.At), "words", p.Words)
	}
	return text.T("posting.head", "who", Called(w, p.By), "time", Dated(w, p.At), "words", p.Words)
}

// postedTo is whom a posting is for: an agency, or who has the case by now.
func postedTo(w *world.World, c cases.Case, p cases.Posting) text.Text {
	if l := c.Leg(p.Leg); l != nil {
		return AgencyName(w, l.Agency)
	}
	if c.Assignee == 0 {
		return text.T("posting.nobody")
	}
	return Called(w, c.Assignee)
}
