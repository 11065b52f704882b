package show

import (
	"slices"

	"gridbot/flows/cases"
	"gridbot/flows/district"
	"gridbot/flows/evidence"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// What was put right, said so that whoever has the case sees what it was and
// what it is.

// FixText is what a correction changed.
func FixText(w *world.World, f cases.Correction) text.Text {
	was, now := f.Was, f.Now
	switch f.Of {
	case cases.OfUrgency:
		if f.Now.Empty() {
			return text.T("fix.calm")
		}
		return text.T("fix.urgent")
	case cases.OfWords:
		return text.T("fix.words")
	case cases.OfPhoto:
		return text.T("fix.photo")
	case cases.OfCategory:
		was, now = CategoryName(w, was.Words), CategoryName(w, now.Words)
	case cases.OfGrid:
		was, now = GridName(w, was.Words), GridName(w, now.Words)
	}
	if f.Calm {
		return text.T("fix.kind.calm", "was", was, "now", now)
	}
	if was.Empty() {
		was = text.T("card.place.none")
	}
	return text.T("fix", "was", was, "now", now)
}

// lastFix is what the case was put right in last.
func lastFix(w *world.World, c cases.Case) text.Text {
	for _, e := range slices.Backward(c.Log) {
		if e.Fix != nil {
			return FixText(w, *e.Fix)
		}
	}
	return text.Text{}
}

// whyCorrect says what was put right; of danger, that it is one now.
func whyCorrect(w *world.World, c cases.Case, a cases.Act) text.Text {
	said := text.T("tell.correct", "what", lastFix(w, c))
	if c.Alarm != 0 && c.Alarm == a.At.Unix() {
		said = text.T("tell.correct.danger", "what", lastFix(w, c))
	}
	return text.Lines(said, a.Note)
}

func whyResite(w *world.World, c cases.Case, _ cases.Act) text.Text {
	return text.T("tell.resite", "grid", GridName(w, c.Grid))
}

// whySplit: what was split off, or that it was.
func whySplit(_ *world.World, c cases.Case, a cases.Act) text.Text {
	if c.Apart != 0 {
		return text.T("tell.split.new", "number", c.Apart)
	}
	return text.T("tell.split", "number", int(a.To))
}

func whyPass(_ *world.World, c cases.Case, _ cases.Act) text.Text {
	switch {
	case c.Nothing:
		return text.T("tell.pass.nothing")
	case c.Outcome == cases.Checked:
		return text.T("tell.pass.checked")
	}
	return text.T("tell.pass")
}

func whyReinstate(_ *world.World, c cases.Case, _ cases.Act) text.Text {
	return text.T("tell.reinstate")
}

func whyContest(_ *world.World, _ cases.Case, a cases.Act) text.Text {
	return text.Lines(text.T("tell.contest"), a.Note, FilesText(len(a.Files)))
}

// originText is what else belongs to the case: what it was taken out of, what
// was taken out of it, and how often it went from one to the other.
func originText(c cases.Case, as cases.View) text.Text {
	var lines []text.Text
	if c.Apart != 0 {
		lines = append(lines, text.T("card.apart", "number", c.Apart))
	}
	for _, n := range c.Pieces {
		lines = append(lines, text.T("card.piece", "number", n))
	}
	if as != cases.ViewReporter {
		for _, n := range c.Took {
			lines = append(lines, text.T("card.took", "number", n))
		}
	}
	if as != cases.ViewReporter && c.Passes > 1 {
		lines = append(lines, text.T("card.passes", "n", c.Passes))
	}
	return text.Lines(lines...)
}

// evidenceText is, for whoever checks it, what shows that somebody was there;
// each as the claim that it is.
func evidenceText(w *world.World, c cases.Case, k cases.Card) text.Text {
	if c.Status != cases.Submitted || k.As != cases.ViewLead && k.Chat != c.Verifier {
		return text.Text{}
	}
	var lines []text.Text
	for _, e := range c.Besides {
		if e.Kind == cases.EvidencePin {
			lines = append(lines, text.T("check.pin", "m", e.Far))
			continue
		}
		lines = append(lines, text.T("check.code", "code", c.Code()))
	}
	if category, _ := w.District.Category(c.Category); category.After.None && len(evidence.HandedIn(c)) == 0 && !c.Nothing {
		lines = append(lines, text.T("check.account", "why", text.Named(category.After.Why)))
	}
	return text.Lines(lines...)
}

// AfterText is what the photo at the end is of, and why.
func AfterText(a district.After) text.Text {
	if len(a.Of) == 0 {
		return text.Text{}
	}
	return text.T("after.of", "of", text.Named(a.Of), "why", text.Named(a.Why))
}

// doubted says where a case stands of which somebody doubts that it is one; empty
// of others.
func doubted(w *world.World, c cases.Case, as cases.View) text.Text {
	reporter := as == cases.ViewReporter
	switch {
	case c.Disputed() && reporter:
		return text.T("status.disputed.reporter")
	case c.Disputed():
		return text.T("status.disputed")
	case !c.Nothing:
	case c.Status == cases.Submitted:
		return text.T("status.nothing", "name", Called(w, c.Assignee))
	case c.Status == cases.Verified && reporter:
		return text.T("status.nothing.reporter")
	case c.Status == cases.Verified:
		return text.T("status.nothing.verified")
	}
	return text.Text{}
}
