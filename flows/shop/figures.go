package shop

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"gridbot/flows/acts"
	"gridbot/flows/matter"
	"gridbot/flows/request"
	"gridbot/flows/services"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// A span is of which weeks figures are shown, and of which grid: so many weeks with
// this one, from one to another, or all there ever was, of the whole district.
type span struct {
	words string // last, 4, 2026-W48, 2026-W45~2026-W48, all
	grid  string
}

const (
	everything = "all"
	lately     = "13" // weeks, where nothing is said
	mostWeeks  = 106
	everywhere = "*"
)

func spanOf(w *world.World, choice string) span {
	words, grid, _ := strings.Cut(choice, "|")
	return span{cmp.Or(words, lately), w.Overseen(grid)}
}

// weeks are the weeks of it, separated by commas, the newest first; none where it is
// everything.
func (s span) weeks(w *world.World) string {
	if s.words == everything || s.grid == "" {
		return ""
	}
	from, to, two := strings.Cut(s.words, "~")
	if !two {
		to = from
	}
	n, err := strconv.Atoi(s.words)
	var all []string
	for i := range mostWeeks {
		week := w.Week(w.Monday(w.Now).AddDate(0, 0, -7*i))
		if s.words == "last" && i == 1 || err == nil && i < n || err != nil && from <= week && week <= to {
			all = append(all, week)
		}
	}
	return strings.Join(all, ",")
}

// figures are for who leads: how long each service took against how it was before, and
// where it is slowest, in their grid and some weeks.
func figures(x *acts.Turn, choice string) {
	s := spanOf(x.World, choice)
	if s.grid == "" {
		x.Reply(talk.Prompt{Say: text.T("shop.figures.lead"), Rows: x.Menu()})
		return
	}
	weeks := strings.Split(s.weeks(x.World), ",")
	seen, of := x.Serving.Weeks.In(s.grid), text.T("shop.figures.span", "from", weeks[len(weeks)-1], "to", weeks[0])
	switch {
	case s.words == everything:
		seen, s.grid, of = x.Serving.Figures, everywhere, text.T("shop.figures.ever")
	case weeks[0] == "": // no weeks are meant by it
		of = text.T("shop.figures.sorry")
	case len(weeks) == 1:
		of = text.Said(weeks[0])
	}
	where := text.Named(x.District.Names)
	if s.grid != everywhere {
		where = show.GridName(x.World, s.grid)
	}
	lines := []text.Text{text.T("shop.figures", "grid", where, "span", of)}
	for _, service := range x.District.Services {
		lines = append(lines, serviceLines(x, seen, service)...)
	}
	lines = append(append(lines, departments(x, seen)...), places(x, s)...)
	x.Reply(talk.Prompt{Say: text.Lines(lines...), Rows: spanButtons(s)})
}

func spanButtons(s span) [][]talk.Button {
	var bs []talk.Button
	for _, of := range []struct {
		label text.Text
		words string
	}{{text.T("shop.span.this"), "1"}, {text.T("shop.span.last"), "last"}, {text.T("shop.span.weeks", "n", 4), "4"}, {text.T("shop.span.weeks", "n", 13), "13"},
		{text.T("shop.span.weeks", "n", 52), "52"}, {text.T("shop.span.ever"), everything}} {
		bs = append(bs, show.MenuButton(of.label, "shop", "figures", of.words, s.grid))
	}
	return [][]talk.Button{bs[:3], bs[3:]}
}

// serviceLines are how long one service took, and before and after; where few were done
// it is said that nothing can be said.
func serviceLines(x *acts.Turn, seen request.Figures, s services.Service) []text.Text {
	all, visits := seen.Of(s.ID, ""), seen.Visits(s.ID)
	name := text.Named(s.Names)
	switch {
	case all.N == 0:
		return []text.Text{text.T("shop.figures.none", "service", name)}
	case all.Few():
		return append([]text.Text{text.T("shop.figures.few", "service", name, "n", all.N, "least", request.Enough)}, slowest(x, seen, s)...)
	}
	lines := []text.Text{text.T("shop.figures.all", "service", name, "n", all.N, "days", matter.Tenths(all.Median), "high", matter.Tenths(all.High),
		"share", 100*all.Within5/all.N, "visits", matter.Tenths(10*visits.Sum/max(1, visits.N)))}
	if was := s.Baseline.Days; was > 0 {
		before := text.T("shop.figures.before", "days", was, "visits", s.Baseline.Visits)
		switch now := all.Median; {
		case now < 10*was:
			before = text.Join(" ", before, text.T("shop.figures.faster", "n", 100-100*now/(10*was)))
		case now > 10*was:
			before = text.Join(" ", before, text.T("shop.figures.slower", "n", 100*now/(10*was)-100))
		}
		lines = append(lines, before)
	}
	return append(lines, slowest(x, seen, s)...)
}

// departments are how long each department takes, over all services.
func departments(x *acts.Turn, seen request.Figures) []text.Text {
	var lines []text.Text
	for _, a := range x.District.Agencies {
		if took := seen.By(a.ID); took.N > 0 && took.Few() {
			lines = append(lines, text.T("shop.figures.agency.few", "agency", text.Named(a.Names), "n", took.N))
		} else if took.N > 0 {
			lines = append(lines, text.T("shop.figures.agency", "agency", text.Named(a.Names), "n", took.N, "days", matter.Tenths(took.Median), "high", matter.Tenths(took.High)))
		}
	}
	if len(lines) == 0 {
		return nil
	}
	return append([]text.Text{text.T("shop.figures.agencies")}, lines...)
}

// places are the grids of the district, for who sees all of them.
func places(x *acts.Turn, s span) []text.Text {
	if s.grid != everywhere || s.words == everything {
		return nil
	}
	var lines []text.Text
	add := func(id string, name text.Text) {
		if took := x.Serving.Weeks.In(id).Whole(); took.N > 0 && took.Few() {
			lines = append(lines, text.T("shop.figures.grid.few", "grid", name, "n", took.N))
		} else if took.N > 0 {
			lines = append(lines, text.T("shop.figures.grid", "grid", name, "n", took.N, "days", matter.Tenths(took.Median), "share", 100*took.Within5/took.N))
		}
	}
	for _, g := range x.District.Map.All() {
		add(g.ID, show.GridName(x.World, g.ID))
	}
	add(world.Unrouted, text.T("shop.figures.unrouted"))
	if len(lines) == 0 {
		return nil
	}
	return append([]text.Text{text.T("shop.figures.grids")}, lines...)
}

// slowest are the steps of a service that were done often enough, and of them the one
// that takes longest.
func slowest(x *acts.Turn, seen request.Figures, s services.Service) []text.Text {
	var lines []text.Text
	var highs []int
	for _, st := range s.Steps {
		if took := seen.Of(s.ID, st.ID); !took.Few() {
			lines = append(lines, text.T("shop.figures.step", "step", text.Named(st.Names), "agency", show.AgencyName(x.World, st.Agency), "days", matter.Tenths(took.Median), "high", matter.Tenths(took.High)))
			highs = append(highs, took.High)
		}
	}
	if len(lines) > 1 {
		at := slices.Index(highs, slices.Max(highs))
		lines[at] = text.Join(" ", lines[at], text.T("shop.mark.slowest"))
	}
	return lines
}
