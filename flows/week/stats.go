package week

import (
	"errors"
	"math"
	"slices"
	"strconv"
	"strings"

	"gridbot/flows/acts"
	"gridbot/flows/figures"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// A query is the figures of a span, beside those of another: a change means
// something only against a period that is named.
type query struct {
	span, base weeks
	grid       string
}

// uneven reports whether one of the two spans is longer than the other.
func (q query) uneven() bool { return q.span.n() != q.base.n() }

// errNoSpan: there is no such week or grid.
var errNoSpan = errors.New("no such week or grid")

// statsOf reads what /stats is to show: <span>|<grid>|<base>[|here]; as people
// write it, the span and the base with a space between. Without a base it is
// the span of the same length before.
func statsOf(w *world.World, choice string) (query, bool) {
	if first, second, ok := strings.Cut(strings.TrimSpace(choice), " "); ok && !strings.Contains(choice, "|") {
		choice = first + "||" + strings.TrimSpace(second)
	}
	parts := strings.Split(choice+"||", "|")
	s, ok := spanOf(w, parts[0])
	q := query{span: s, base: s.before(s.n()), grid: w.Overseen(parts[1])}
	if parts[2] != "" && ok {
		q.base, ok = spanOf(w, parts[2])
	}
	return q, ok && q.grid != ""
}

// read is what must be read for it: the weeks of both spans.
func (q query) read(w *world.World) world.Span {
	names := append(names(w, q.span), names(w, q.base)...)
	return world.Span{Grid: q.grid, Weeks: strings.Join(names, ","), Care: caring(w)}
}

// stats answers /stats: all figures of a span, each a button.
func stats(x *acts.Turn, choice string) {
	q, ok := statsOf(x.World, choice)
	if !ok {
		how := text.T("stats.how", "week", nameOf(x.World, thisWeek(x.World, 1)), "from", nameOf(x.World, thisWeek(x.World, 4)))
		x.Beside(talk.Prompt{Say: text.Lines(text.T("span.sorry"), how), Rows: spanButtons(x.World, "")})
		return
	}
	counts := world.Counts{}
	if x.World.Weekly != nil {
		counts = x.World.Weekly.Counts
	}
	is, was := counts.Sum(q.grid, names(x.World, q.span)...), counts.Sum(q.grid, names(x.World, q.base)...)
	lines, shows, compared := figureLines(x.World, happened(is), q, is, was)
	if compared {
		base := text.T("stats.base", "span", spanText(x.World, q.base))
		if q.uneven() && !running(x.World, q.span) && !running(x.World, q.base) {
			base = text.T("stats.base.week", "span", spanText(x.World, q.base))
		}
		lines = slices.Insert(lines, 0, base)
	}
	lines = slices.Insert(lines, 0, text.T("stats.head", "grid", areaText(x.World, q.grid), "span", spanText(x.World, q.span)))
	if len(shows) == 0 {
		lines = append(lines, text.T("stats.none"))
	}
	if line := careText(x.World, q.span); !line.Empty() {
		lines, shows = append(lines, line), append(shows, careButton(x.World, q.span, q.grid))
	}
	lines = append(lines, baselineText(x.World, is))
	if line := topicsText(x.World, q.grid); !line.Empty() {
		lines, shows = append(lines, line), append(shows, topicsButton(x.World, q.span, q.grid))
	}
	if line := servicesText(x.World, q.grid); !line.Empty() {
		lines, shows = append(lines, line), append(shows, servicesButton(q.span, x.World, q.grid))
	}
	p := talk.Prompt{Say: text.Lines(lines...), Rows: talk.Pairs(shows...)}
	p.Rows = append(p.Rows, spanButtons(x.World, q.grid)...)
	if strings.HasSuffix(choice, "|"+turned) {
		x.Reply(p)
		return
	}
	x.Beside(p)
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

// figureLines are figures of a span, each with its change and the button that
// leads behind it; compared says whether there is any change to be read. Once it is
// said of how many cases a share is a percentage.
func figureLines(w *world.World, all []figures.Figure, q query, is, was figures.Sums) (lines []text.Text, shows []talk.Button, compared bool) {
	few := false
	for _, f := range all {
		v := f.Value(is)
		few = few || f.Of != nil && v.Of > 0 && f.Few(v)
		change := changeText(w, f, q, is, was)
		compared = compared || !change.Empty()
		lines = append(lines, text.Join("", figureLine(f, is), change))
		shows = append(shows, showButton(w, f, q.span, q.grid))
	}
	if few {
		lines = append(lines, text.T("figure.fewest", "n", figures.Fewest))
	}
	return lines, shows, compared
}

// changeText is how a figure of a span stands to that of another. What is
// counted in a week that has only begun is always less, and means nothing; what
// is counted in more weeks is always more, so it is compared per week.
func changeText(w *world.World, f figures.Figure, q query, is, was figures.Sums) text.Text {
	now, then := f.Value(is), f.Value(was)
	a, b := f.Number(now), f.Number(then)
	if math.IsNaN(a) || math.IsNaN(b) || f.Few(now) || f.Few(then) {
		return text.Text{}
	}
	if f.Quantile != 0 { // of what is read: 10 to 15 minutes is half as much again
		a, b = asRead(a), asRead(b)
	}
	switch {
	case f.Of == nil && f.Quantile == 0:
		return countedText(w, q, a, b)
	case a == b:
		return text.T("change.same")
	case f.Quantile != 0 && b > 0:
		return signed(text.T("change.percent.up", "n", percent(a/b-1)), text.T("change.percent.down", "n", percent(1-a/b)), a > b)
	case f.Of != nil && !f.Each:
		return signed(text.T("change.points.up", "n", percent(a-b)), text.T("change.points.down", "n", percent(b-a)), a > b)
	}
	return text.Text{}
}

// asRead is a duration to the minute, as it is said; one below a minute is itself.
func asRead(seconds float64) float64 {
	if seconds < 60 {
		return seconds
	}
	return 60 * math.Round(seconds/60)
}

// countedText is how what was counted in a span stands to what was in another.
func countedText(w *world.World, q query, a, b float64) text.Text {
	switch {
	case running(w, q.span), q.uneven() && running(w, q.base):
		return text.Text{}
	case q.uneven():
		return perWeekText(a/float64(q.span.n()), b/float64(q.base.n()), q.span.n() > 1)
	case a == b:
		return text.T("change.same")
	}
	return signed(text.T("change.up", "n", int(a-b)), text.T("change.down", "n", int(b-a)), a > b)
}

// perWeekText is how what was counted a week stands to what it was before,
// with a digit behind the point; two where there was less than one a week. Of a
// single week it is not said again how many there were in it.
func perWeekText(a, b float64, several bool) text.Text {
	digits := 1
	if max(a, b) < 0.95 {
		digits = 2
	}
	number := func(n float64) string {
		said := strconv.FormatFloat(n, 'f', digits, 64)
		return strings.TrimSuffix(strings.TrimRight(said, "0"), ".")
	}
	per, n := number(a), number(math.Abs(a-b))
	switch {
	case n == "0" && several:
		return text.T("change.week.same", "per", per)
	case n == "0":
		return text.T("change.same")
	case several:
		return signed(text.T("change.week.up", "per", per, "n", n), text.T("change.week.down", "per", per, "n", n), a > b)
	}
	return signed(text.T("change.up", "n", n), text.T("change.down", "n", n), a > b)
}

// signed is the word for more, or that for less.
func signed(up, down text.Text, more bool) text.Text {
	if more {
		return up
	}
	return down
}

// percent is a share in per cent, with one digit behind the point where there
// is something.
func percent(share float64) string {
	return strings.TrimSuffix(strconv.FormatFloat(math.Round(share*1000)/10, 'f', 1, 64), ".0")
}

// turned is on the buttons of the figures themselves: another span takes the
// place of this one, where from a digest they are shown below it.
const turned = "here"

// spanButtons show the figures of another span.
func spanButtons(w *world.World, grid string) [][]talk.Button {
	var bs []talk.Button
	for _, s := range []struct {
		label text.Text
		span  string
	}{{text.T("span.this"), "this"}, {text.T("span.last"), "last"}, {text.T("span.weeks", "n", 4), "4"}, {text.T("span.weeks", "n", 13), "13"},
		{text.T("span.weeks", "n", 52), "52"}} {
		bs = append(bs, show.MenuButton(s.label, "stats", s.span, grid, "", turned))
	}
	return [][]talk.Button{bs[:2], bs[2:]}
}
