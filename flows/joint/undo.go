package joint

import (
	"slices"
	"strconv"

	"gridbot/flows/acts"
	"gridbot/flows/ask"
	"gridbot/flows/cases"
	"gridbot/flows/district/orders"
	"gridbot/flows/measures"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// What an agency did and must undo again: the folder says on what condition, and why
// there must be a photo. Gas is not restored before the re-inspection has passed, or a
// lead answers for it.

// measured is what the folder says of a deed of the person's own agency.
func measured(w *world.World, deed string) orders.Measure {
	m, _ := w.District.Orders.Measure(w.Me.Agency, deed)
	return m
}

// shown asks for the photo of doing it.
func shown() talk.Step[*world.World, legData] {
	return talk.Step[*world.World, legData]{
		Name: "photo",
		When: func(w *world.World, d legData) bool { return len(measured(w, d.Deed).Photo) > 0 },
		Ask: func(w *world.World, d legData) talk.Prompt {
			return talk.Prompt{Say: text.T("measure.photo", "why", text.Named(measured(w, d.Deed).Photo))}
		},
		Hear: func(_ *world.World, d *legData, e talk.Event) talk.Answer {
			if !e.Shows() {
				return talk.Sorry("measure.photo.sorry")
			}
			d.Files = append(d.Files, ask.Evidence(e, cases.PhaseLeg)...)
			return talk.OK()
		},
	}
}

// performed is the deed with all that the folder says of it.
func performed(w *world.World, id string) *cases.Deed {
	d := &cases.Deed{ID: id}
	a, _ := w.District.Agency(w.Me.Agency)
	if one, ok := a.Deed(id); ok && one.Undone() {
		d.Undo = w.District.Calendar.Add(w.Now, one.Within).Unix()
	}
	if m, ok := w.District.Orders.Measure(w.Me.Agency, id); ok {
		d.Passed, d.Shown, d.Told = m.Passed, len(m.Photo) > 0, true
	}
	return d
}

// undoing: what must be shown is undone with a photo.
var undoing = talk.Dialogue[*world.World, ask.OnCaseData]{
	Name: "undo",
	Steps: []talk.Step[*world.World, ask.OnCaseData]{{
		Name: "photo",
		Ask: func(w *world.World, d ask.OnCaseData) talk.Prompt {
			what, why := undone(w, d)
			return talk.Prompt{Say: text.T("undo.photo", "number", ask.About(w), "what", what, "why", why)}
		},
		Hear: func(_ *world.World, d *ask.OnCaseData, e talk.Event) talk.Answer {
			if !e.Shows() {
				return talk.Sorry("measure.photo.sorry")
			}
			ask.TakeFile(d, e, cases.PhaseLeg)
			return talk.OK()
		},
	}},
	Finish: func(w *world.World, d ask.OnCaseData) talk.Decision {
		a := ask.Act(cases.Undo, d)
		a.Item = d.ItemMeant(w)
		return a
	},
}

// undone is what the dialogue undoes, and why it must be shown.
func undone(w *world.World, d ask.OnCaseData) (what, why text.Text) {
	if w.Case == nil {
		return what, why
	}
	l := w.Case.LegOf(w.Me.Agency)
	if i := d.ItemMeant(w); l != nil && i < len(l.Deeds) {
		return measures.Undoing(w, l.Agency, l.Deeds[i].ID), text.Named(measured(w, l.Deeds[i].ID).Photo)
	}
	return what, why
}

// fillUndo takes which deed is undone; one that must be shown is asked about first.
func fillUndo(x *acts.Turn, c cases.Case, a *cases.Act, choice string) (bool, error) {
	l := c.LegOf(x.Me.Agency)
	i, err := strconv.Atoi(choice)
	if standing := l.Standing(); err != nil && len(standing) > 0 {
		i = standing[0]
	}
	a.Item = i
	if i >= 0 && i < len(l.Deeds) && l.Deeds[i].Shown && l.Deeds[i].Stands() && !c.Holds(l.Deeds[i]) {
		s, err := undoing.Begin(ask.OnCaseData{Item: &i})
		if err != nil {
			return false, err
		}
		return false, x.Enter(c, undoing, s)
	}
	if x.Do(*a) {
		x.ShowToast(show.DoneText(cases.Undo, x.Latest(c)))
	}
	return false, nil
}

// lifting: a lead lets something be undone before the re-inspection has passed.
var lifting = talk.Dialogue[*world.World, ask.OnCaseData]{
	Name: "lift",
	Steps: []talk.Step[*world.World, ask.OnCaseData]{ask.WhyStep(text.T("lift.why"), []ask.Choice{
		{Press: "safe", Label: text.T("lift.safe")}, {Press: "need", Label: text.T("lift.need")},
	}, nil)},
	Finish: func(_ *world.World, d ask.OnCaseData) talk.Decision {
		a := ask.Act(cases.Lift, d)
		if d.Item != nil {
			a.Item = *d.Item
		}
		return a
	},
}

// fillLift takes what a lead lets be undone, and asks why.
func fillLift(x *acts.Turn, c cases.Case, a *cases.Act, choice string) (bool, error) {
	for _, l := range c.OpenLegs() {
		for _, i := range c.Held(l) {
			if choice != lifted(l, i) {
				continue
			}
			s, err := lifting.Begin(ask.OnCaseData{Leg: l.N, Item: &i})
			if err != nil {
				return false, err
			}
			return false, x.Enter(c, lifting, s)
		}
	}
	x.Refuse(c, a.Do, cases.ErrCalled)
	return false, nil
}

// lifted is what stands on the button of something that must not be undone yet.
func lifted(l cases.Leg, deed int) string { return strconv.Itoa(l.N) + "-" + strconv.Itoa(deed) }

// heldRows are the buttons of what a lead may let be undone.
func heldRows(x *acts.Turn, c cases.Case, l cases.Leg) [][]talk.Button {
	if !slices.Contains(c.Actions(x.Me.Part()), cases.Lift) {
		return nil
	}
	var rows [][]talk.Button
	for _, i := range c.Held(l) {
		what := measures.Undoing(x.World, l.Agency, l.Deeds[i].ID)
		rows = append(rows, talk.Row(show.Acting(text.T("legs.lift", "what", what), c.Number, cases.Lift, lifted(l, i))))
	}
	return rows
}
