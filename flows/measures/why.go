package measures

import (
	"gridbot/flows/cases"
	"gridbot/flows/text"
)

// Why an agency is told of what happens with its leg; by is who did it.

// Called is why an agency is told of a whistle: they are called, or another is in their place.
func Called(c cases.Case, l cases.Leg, _ cases.Act, by string) text.Text {
	switch now := c.Leg(l.N); {
	case now == nil || !now.Open():
		return text.T("tell.leg.swapped", "name", by)
	case c.Danger:
		return text.T("tell.called.danger", "name", by)
	}
	return text.T("tell.called", "name", by)
}

// Released is why an agency is told that a lead let it go.
func Released(_ cases.Case, _ cases.Leg, a cases.Act, by string) text.Text {
	return text.T("tell.released", "name", by, "reason", a.Note)
}

// Passed is why an agency is told of a re-inspection that found everything put right.
func Passed(_ cases.Case, l cases.Leg, _ cases.Act, _ string) text.Text {
	if len(l.Standing()) > 0 {
		return text.T("tell.passed.undo")
	}
	return text.T("tell.passed")
}

// Over is why an agency is told that it is over.
func Over(cases.Case, cases.Leg, cases.Act, string) text.Text { return text.T("tell.leg.over") }
