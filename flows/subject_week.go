package flows

import (
	"gridbot/flows/talk"
	"gridbot/flows/text"
)

// weekSubject is what the week was like: the digest, figures and what is behind
// them, and what is exported.
func weekSubject() subject {
	return subject{
		name: "week",
		commands: []command{
			{name: "digest", may: whoLead, sorry: sorryMenu(text.T("digest.staff")), need: needDigest, does: func(x *change, choice string) error { x.digestCommand(choice); return nil }},
			{name: "stats", may: whoLead, sorry: sorryMenu(text.T("digest.staff")), need: needStats, does: func(x *change, choice string) error { x.stats(choice); return nil }},
			{name: "figure", may: whoLead, sorry: sorryMenu(text.T("digest.staff")), need: needFigure, does: func(x *change, choice string) error { x.showFigure(choice); return nil }},
			{name: "export", may: whoLead, sorry: sorryMenu(text.T("export.staff")), does: func(x *change, choice string) error { x.export(choice); return nil }},
		},
		clocks: []clock{{
			is:   struck(ClockDigest),
			need: func(w *World, _ talk.Clock, n *Need) { needDigest(w, "last", n) },
			does: func(x *change, _ talk.Clock) error { x.weekly(); return nil },
		}},
	}
}

func needDigest(w *World, choice string, n *Need) {
	if d, ok := w.digestOf(choice); ok {
		n.Span = d.read(w)
	}
}

func needStats(w *World, choice string, n *Need) {
	if q, ok := w.statsOf(choice); ok {
		n.Span = q.read(w)
	}
}

func needFigure(w *World, choice string, n *Need) {
	if q, ok := w.shownOf(choice); ok {
		q.read(w, n)
	}
}
