package week

import (
	"gridbot/flows/acts"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// Subject is what the week was like: the digest, figures and what is behind
// them, and what is exported.
func Subject() acts.Subject {
	return acts.Subject{
		Name:  "week",
		Words: Words,
		Commands: []acts.Command{
			{Name: "digest", Line: text.T("command.digest"), Place: 5, May: acts.WhoLead, Sorry: acts.SorryMenu(text.T("digest.staff")), Need: needDigest, Does: func(x *acts.Turn, choice string) error { digestCommand(x, choice); return nil }},
			{Name: "stats", Line: text.T("command.stats"), Place: 6, May: acts.WhoLead, Sorry: acts.SorryMenu(text.T("digest.staff")), Need: needStats, Does: func(x *acts.Turn, choice string) error { stats(x, choice); return nil }},
			{Name: "figure", May: acts.WhoLead, Sorry: acts.SorryMenu(text.T("digest.staff")), Need: needFigure, Does: func(x *acts.Turn, choice string) error { showFigure(x, choice); return nil }},
			{Name: "second", May: acts.WhoLead, Sorry: acts.SorryMenu(text.T("export.staff")), Need: needSecond, Does: second},
			{Name: "export", Line: text.T("command.export"), Place: 11, May: acts.WhoLead, Sorry: acts.SorryMenu(text.T("export.staff")), Does: func(x *acts.Turn, choice string) error { export(x, choice); return nil }},
		},
		Clocks: []acts.Clock{{
			Is:   acts.Struck(world.ClockDigest),
			Need: func(w *world.World, _ talk.Clock, n *world.Need) { needDigest(w, "last", n) },
			Does: func(x *acts.Turn, _ talk.Clock) error { weekly(x); return nil },
		}},
	}
}

func needDigest(w *world.World, choice string, n *world.Need) {
	if d, ok := digestOf(w, choice); ok {
		n.Span, n.Hot, n.ServedIn = d.read(w), true, servicesIn(w, d.week)
		needTopics(w, d.grid, n)
	}
}

func needStats(w *world.World, choice string, n *world.Need) {
	if q, ok := statsOf(w, choice); ok {
		n.Span, n.ServedIn = q.read(w), servicesIn(w, q.span)
		needTopics(w, q.grid, n)
	}
}

func needFigure(w *world.World, choice string, n *world.Need) {
	if q, ok := shownOf(w, choice); ok {
		q.read(w, n)
	}
}
