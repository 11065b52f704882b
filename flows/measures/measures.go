// Package measures says what an agency did on the spot, until when it stands, and on
// what condition it is undone: to the staff by its name, to residents in the plain
// words of the folder. It shows them to nobody.
package measures

import (
	"slices"
	"time"

	"gridbot/flows/cases"
	"gridbot/flows/district"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

func dated(w *world.World, at int64) text.Text { return text.On(w.District.Here(time.Unix(at, 0))) }

// Line is what an officer did, and by when it must be undone; of a case, on what
// condition.
func Line(w *world.World, c *cases.Case, l cases.Leg, d cases.Deed) text.Text {
	name := Name(w, l.Agency, d.ID)
	line := text.T("leg.deed", "what", name, "time", dated(w, d.At))
	switch {
	case d.UndoneAt != 0:
		line = text.T("leg.deed.undone", "what", Undoing(w, l.Agency, d.ID), "time", dated(w, d.UndoneAt))
	case d.Stands():
		line = text.T("leg.deed.stands", "what", name, "time", dated(w, d.At), "until", dated(w, d.Undo))
	}
	ref, on := text.Text{}, text.Text{}
	if d.Ref != "" {
		ref = text.T("leg.deed.ref", "words", d.Ref)
	}
	switch {
	case c == nil || !d.Stands():
	case c.Holds(d):
		on = text.T("leg.deed.held", "what", Undoing(w, l.Agency, d.ID))
	case d.Lifted != nil:
		on = text.T("leg.deed.lifted", "name", w.Staff.Name(d.Lifted.By), "reason", d.Lifted.Why)
	}
	return text.Join(" · ", line, ref, on)
}

// Name is what a deed is called.
func Name(w *world.World, agency, id string) text.Text {
	a, _ := w.District.Agency(agency)
	for _, d := range a.Deeds {
		if d.Serves && id == string(cases.Serve) {
			return text.Named(d.Names)
		}
	}
	if d, ok := a.Deed(id); ok {
		return text.Named(d.Names)
	}
	return text.Said(id)
}

// Undoing is what undoes a deed.
func Undoing(w *world.World, agency, id string) text.Text {
	a, _ := w.District.Agency(agency)
	if d, ok := a.Deed(id); ok && d.Undone() {
		return text.Named(d.Undo)
	}
	return text.T("leg.undo")
}

// Plain is what residents read of a case's measures that stand: nothing of who
// did them, nor why.
func Plain(w *world.World, c cases.Case) text.Text {
	var lines []text.Text
	for _, l := range c.Legs {
		for _, d := range l.Deeds {
			if m, ok := w.District.Orders.Measure(l.Agency, d.ID); ok && d.Told && d.Stands() {
				lines = append(lines, text.T("measure.plain", "words", text.Named(m.Says)))
			}
		}
	}
	return text.Lines(lines...)
}

// Why is why somebody is told that something was done or undone, in plain words.
func Why(w *world.World, c cases.Case, a cases.Act) text.Text {
	l := c.Leg(c.Log[len(c.Log)-1].Leg)
	if l == nil {
		return text.T("tell.measure")
	}
	id, undone := "", a.Do == cases.Undo
	switch {
	case a.Deed != nil:
		id = a.Deed.ID
	case undone && a.Item >= 0 && a.Item < len(l.Deeds):
		id = l.Deeds[a.Item].ID
	}
	m, ok := w.District.Orders.Measure(l.Agency, id)
	switch {
	case !ok:
		return text.T("tell.measure")
	case undone:
		return text.T("measure.undone", "words", text.Named(m.Undone))
	}
	return text.T("measure.plain", "words", text.Named(m.Says))
}

// Can are those of an agency's list that can be done now: a notice is served with its
// own questions, and what stands is not done twice.
func Can(w *world.World, l cases.Leg) []district.Deed {
	a, _ := w.District.Agency(l.Agency)
	return slices.DeleteFunc(slices.Clone(a.Deeds), func(d district.Deed) bool {
		return d.Serves || slices.ContainsFunc(l.Deeds, func(o cases.Deed) bool { return o.ID == d.ID && o.Stands() })
	})
}

// Mine is what the person's agency can do now in the case at hand.
func Mine(w *world.World) []district.Deed {
	if w.Case == nil {
		return nil
	}
	l := w.Case.LegOf(w.Me.Agency)
	if l == nil {
		return nil
	}
	return Can(w, *l)
}
