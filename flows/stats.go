package flows

import (
	"errors"
	"math"
	"slices"
	"strings"

	"gridbot/flows/figures"
	"gridbot/flows/talk"
	"gridbot/flows/text"
)

// A query is the figures of a span, beside those of another: a change means
// something only against a period that is named.
type query struct {
	span, base weeks
	grid       string
}

// errNoSpan: there is no such week or grid.
var errNoSpan = errors.New("no such week or grid")

// statsOf reads what /stats is to show: <span>|<grid>|<base>[|here]; as people
// write it, the span and the base with a space between. Without a base it is
// the span of the same length before.
func (w *World) statsOf(choice string) (query, bool) {
	if first, second, ok := strings.Cut(strings.TrimSpace(choice), " "); ok && !strings.Contains(choice, "|") {
		choice = first + "||" + strings.TrimSpace(second)
	}
	parts := strings.Split(choice+"||", "|")
	s, ok := w.spanOf(parts[0])
	q := query{span: s, base: s.before(s.n()), grid: w.overseen(parts[1])}
	if parts[2] != "" && ok {
		q.base, ok = w.spanOf(parts[2])
	}
	return q, ok && q.grid != ""
}

// read is what must be read for it: the weeks of both spans.
func (q query) read(w *World) Span {
	names := append(w.names(q.span), w.names(q.base)...)
	return Span{Grid: q.grid, Weeks: strings.Join(names, ",")}
}

// stats answers /stats: all figures of a span, each a button.
func (x *change) stats(choice string) {
	q, ok := x.World.statsOf(choice)
	switch {
	case x.World.overseen("") == "":
		x.reply(talk.Prompt{Say: text.T("digest.staff"), Rows: x.menu()})
		return
	case !ok:
		how := text.T("stats.how", "week", x.World.on(x.World.thisWeek(1)), "from", x.World.on(x.World.thisWeek(4)))
		x.beside(talk.Prompt{Say: text.Lines(text.T("span.sorry"), how), Rows: x.spanButtons("")})
		return
	}
	counts := Counts{}
	if x.World.Weekly != nil {
		counts = x.World.Weekly.Counts
	}
	is, was := counts.Sum(q.grid, x.World.names(q.span)...), counts.Sum(q.grid, x.World.names(q.base)...)
	lines, shows, compared := x.World.figureLines(happened(is), q.span, q.grid, is, was)
	if compared {
		lines = slices.Insert(lines, 0, text.T("stats.base", "span", x.World.spanText(q.base)))
	}
	lines = slices.Insert(lines, 0, text.T("stats.head", "grid", x.World.areaText(q.grid), "span", x.World.spanText(q.span)))
	if len(shows) == 0 {
		lines = append(lines, text.T("stats.none"))
	}
	p := talk.Prompt{Say: text.Lines(lines...), Rows: talk.Pairs(shows...)}
	p.Rows = append(p.Rows, x.spanButtons(q.grid)...)
	if strings.HasSuffix(choice, "|"+turned) {
		x.reply(p)
		return
	}
	x.beside(p)
}

// happened are the figures there is something to say of. That nobody was
// disturbed at night is said where anything happened at all.
func happened(is figures.Sums) []figures.Figure {
	var some []figures.Figure
	for _, f := range figures.All {
		v := f.Value(is)
		if n := f.Number(v); math.IsNaN(n) || v.Num == 0 && v.Of == 0 && (f.Key != "hushed" || len(some) == 0) {
			continue
		}
		some = append(some, f)
	}
	return some
}

// turned is on the buttons of the figures themselves: another span takes the
// place of this one, where from a digest they are shown below it.
const turned = "here"

// spanButtons show the figures of another span.
func (x *change) spanButtons(grid string) [][]talk.Button {
	var bs []talk.Button
	for _, s := range []struct {
		label text.Text
		span  string
	}{{text.T("span.this"), "this"}, {text.T("span.last"), "last"}, {text.T("span.weeks", "n", 4), "4"}, {text.T("span.weeks", "n", 13), "13"},
		{text.T("span.weeks", "n", 52), "52"}} {
		bs = append(bs, menuButton(s.label, "stats", s.span, grid, "", turned))
	}
	return [][]talk.Button{bs[:2], bs[2:]}
}
