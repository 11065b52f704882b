package flows

import (
	"gridbot/flows/talk"
)

// reportSubject is how somebody tells us of a hazard, and follows what becomes
// of it.
func reportSubject() subject {
	return subject{
		name: "report",
		commands: []command{
			{name: "report", does: (*change).report},
			{name: "cases", need: needMine, does: func(x *change, _ string) error { x.listCases(); return nil }},
		},
		dialogues: []dialogue{
			{spoken: reporting, name: reporting.Name, free: true, waits: true, again: unsent, need: needNear, done: reported},
		},
		links: []link{{
			is:   func(payload string) bool { return payload == "report" },
			does: func(x *change, _ string) error { return x.report("") },
		}},
		clocks: []clock{{is: func(k talk.Clock) bool { return k.Name == ClockDraft }, does: func(x *change, _ talk.Clock) error { return x.draft() }}},
		hears: []hearing{{
			is:   func(_ *World, e talk.Event) bool { return e.Given() },
			does: (*change).begin,
		}},
		last: (*change).windDraft,
	}
}

// needNear: what is sent is compared with what was closed around there.
func needNear(w *World, s talk.Session, e talk.Event, n *Need) {
	if _, step, _ := talk.Pressed(e.Press); step == "preview" || e.Press == "" && sendWords[plainWords(e.Text)] {
		n.Near = w.nearDraft()
	}
}

// reported opens the case a report has ended in.
func reported(x *change, decided talk.Decision) error {
	if r, ok := decided.(openCase); ok {
		x.open(r.report)
		return nil
	}
	return errNoDialogue
}
