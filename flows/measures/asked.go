package measures

import (
	"slices"

	"gridbot/flows/cases"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// What an agency asked for, in the words of what a worker asks for.

// Asked is what an agency asked a lead for; empty where nothing waits.
func Asked(w *world.World, l cases.Leg) text.Text {
	p := l.Plea
	if p == nil || !l.Open() {
		return text.Text{}
	}
	who := text.Said(w.Staff.Name(p.By))
	if d, ok := w.District.Agency(l.Agency); ok {
		who = text.Join(" ", text.Named(d.Names), who)
	}
	if p.Kind == cases.PleaPause {
		return text.T("leg.plea.pause", "who", who, "time", dated(w, p.Until), "reason", p.Why)
	}
	return text.T("leg.plea.extension", "who", who, "time", dated(w, p.Until), "reason", p.Why)
}

// Mates is who of an agency handed it last to whom; empty where nobody did.
func Mates(w *world.World, c cases.Case, l cases.Leg) text.Text {
	for _, e := range slices.Backward(c.Log) {
		if e.Do == cases.LegHand && e.Leg == l.N && l.Officer != e.By && l.Open() {
			return text.T("leg.handed", "name", w.Staff.Name(e.By), "to", w.Staff.Name(l.Officer))
		}
	}
	return text.Text{}
}

// AllAsked is what the agencies of a case asked for, a line for each.
func AllAsked(w *world.World, c cases.Case) text.Text {
	var lines []text.Text
	for _, l := range c.Legs {
		lines = append(lines, Asked(w, l))
	}
	return text.Lines(lines...)
}

// Resting is that the clock of a leg stands still; empty where it does not.
func Resting(w *world.World, l cases.Leg) text.Text {
	if l.Rest == nil {
		return text.Text{}
	}
	return text.T("leg.rest", "reason", l.Rest.Why, "time", dated(w, l.Rest.Until))
}

// Rests is why somebody is told that the clock of an agency stands still: whose, and why.
func Rests(w *world.World, c cases.Case, _ cases.Act) text.Text {
	l := c.Leg(c.Log[len(c.Log)-1].Leg)
	if l == nil || l.Rest == nil {
		return text.T("tell.leg.rest.any")
	}
	var name text.Text
	if d, ok := w.District.Agency(l.Agency); ok {
		name = text.Named(d.Names)
	}
	return text.T("tell.leg.rest", "agency", name, "reason", l.Rest.Why, "time", dated(w, l.Rest.Until))
}

// Paused is why an agency is told that a lead lets its clock stand still.
func Paused(_ cases.Case, _ cases.Leg, a cases.Act, by string) text.Text {
	return text.T("tell.leg.pause", "name", by, "reason", a.Note)
}

// Pleaded is why a lead is told that somebody asks for something: of an agency, what.
func Pleaded(w *world.World, c cases.Case, _ cases.Act) text.Text {
	if l := c.Leg(c.Log[len(c.Log)-1].Leg); l != nil {
		return text.T("tell.leg.plead")
	}
	return text.T("tell.plead")
}

// HandedOn is why an officer has it now: from which colleague.
func HandedOn(w *world.World, _ cases.Case, a cases.Act) text.Text {
	return text.T("tell.leg.handover", "name", w.Staff.Name(a.By.ID))
}

// Granted is why an agency is told that a lead agreed.
func Granted(cases.Case, cases.Leg, cases.Act, string) text.Text { return text.T("tell.leg.grant") }

// Denied is why an agency is told that a lead did not.
func Denied(_ cases.Case, _ cases.Leg, a cases.Act, _ string) text.Text {
	return text.T("tell.leg.deny", "reason", a.Note)
}

// Woken is why an agency is told that its clock runs again.
func Woken(cases.Case, cases.Leg, cases.Act, string) text.Text { return text.T("tell.leg.resume") }
