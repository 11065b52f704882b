// Package rights is what people have a right to: to read who sees what they tell, to
// have all that is kept of them, to be forgotten, and that whoever looks who they are
// is written down. What is over keeps nobody for ever. It knows no other subject.
package rights

import (
	"gridbot/flows/acts"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// Subject is what people have a right to.
func Subject() acts.Subject {
	traces := func(w *world.World, _ string, n *world.Need) { needAll(w, n) }
	return acts.Subject{
		Name:  "rights",
		Words: Words,
		Commands: []acts.Command{
			{Name: "privacy", Line: text.T("command.privacy"), Place: 19, Does: func(x *acts.Turn, _ string) error { privacy(x); return nil }},
			{Name: "mydata", Line: text.T("command.mydata"), Place: 20, Does: func(x *acts.Turn, _ string) error { mydata(x); return nil }},
			{Name: "forget", Line: text.T("command.forget"), Place: 21, Need: traces, Does: forget},
			{Name: "looked", Line: text.T("command.looked"), Place: 22, May: acts.WhoLead, Sorry: acts.SorryMenu(text.T("looked.staff")),
				Need: func(_ *world.World, _ string, n *world.Need) { n.Looks = true }, Does: looked},
		},
		Looks: []acts.Look{{Name: "who", Whole: true, Does: who}},
		Clocks: []acts.Clock{
			{Is: func(k talk.Clock) bool { return k.Name == world.ClockRetain && k.Care == 0 }, Does: retain},
			{Is: acts.Struck(world.ClockIdle), Need: func(w *world.World, _ talk.Clock, n *world.Need) { needAll(w, n); n.Held = true }, Does: idle},
			{Is: acts.Struck(world.ClockForget), Need: func(w *world.World, _ talk.Clock, n *world.Need) { needAll(w, n) }, Does: rest},
		},
	}
}

// needAll asks for every case that knows the person, care cases among them.
func needAll(w *world.World, n *world.Need) {
	if n.Traces = true; w.Seals && w.District.Care.On() {
		n.Cares = world.CaresOf(w.Me.ID)
	}
}
