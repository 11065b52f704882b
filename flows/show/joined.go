package show

import (
	"gridbot/flows/cases"
	"gridbot/flows/danger"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// joinedCard is a case as somebody reads it who told of the same thing: where it
// stands, and what is asked of them. The words, pictures and names of the others
// are not theirs.
func joinedCard(w *world.World, c cases.Case, k cases.Card, head text.Text) talk.Prompt {
	where := GridName(w, c.Grid)
	if at := c.Place.Known(); !at.Empty() {
		where = text.T("card.place", "place", at, "grid", where)
	}
	lines := []text.Text{head, Title(w, c), danger.Outside(w, c, k), where,
		text.T("card.status", "status", StatusText(w, c, cases.ViewReporter)), next(w, c, cases.ViewReporter)}
	if c.Status == cases.Verified {
		lines = append(lines, text.T("ask.fixed"))
	}
	return talk.Prompt{Say: text.Lines(lines...), Rows: cardButtons(w, c, k)}
}

// putAway says where a case went that was merged, and who withdrew what was only
// typed; nothing of others.
func putAway(c cases.Case, as cases.View) text.Text {
	switch e, _ := c.Last(cases.Withdraw); {
	case c.Status == cases.Merged && (as == cases.ViewReporter || as == cases.ViewJoiner):
		return text.T("status.merged.reporter", "number", c.Into)
	case c.Status == cases.Merged:
		return text.T("status.merged", "number", c.Into)
	case c.Status == cases.Withdrawn && e.Part == cases.PartFiler:
		return text.T("status.withdrawn.filer")
	}
	return text.Text{}
}

func whyMerge(_ *world.World, c cases.Case, _ cases.Act) text.Text {
	return text.T("tell.merge", "number", c.Into)
}

func whyAbsorb(_ *world.World, _ cases.Case, a cases.Act) text.Text {
	return text.T("tell.absorb", "number", int(a.To))
}

func whyCrowd(_ *world.World, c cases.Case, _ cases.Act) text.Text {
	return text.T("tell.crowd", "n", c.Tellers())
}

// BoundText says why a case cannot be merged now: nothing where it can, or where
// that is not theirs.
func BoundText(c cases.Case, as cases.View) text.Text {
	switch {
	case as != cases.ViewLead || !c.Bound():
		return text.Text{}
	case c.Legged():
		return text.T("merge.bound.legs")
	}
	return text.T("merge.bound.notice")
}

// joinedText says how many told of the same thing.
func joinedText(c cases.Case) text.Text {
	if len(c.Joined) == 0 {
		return text.Text{}
	}
	return text.T("card.joined", "n", len(c.Joined))
}
