package week

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"gridbot/flows/acts"
	"gridbot/flows/cases"
	"gridbot/flows/figures"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// Every figure can be doubted: it answers with its formula, the numbers it is
// made of, and the cases behind it.

// A doubt is a figure of a span somebody wants to see through.
type doubt struct {
	figure   figures.Figure
	span     weeks
	grid     string
	from     int
	category string // what was reported of this one alone; "": of all
}

// ofCategory and a category stand on a button in the place of a figure, for
// what was reported of it in one week. It is short: a button has 64 bytes.
const ofCategory = "c."

// showButton leads behind a figure: m|figure|<key>|<span>|<grid>[|<page>].
func showButton(w *world.World, f figures.Figure, s weeks, grid string) talk.Button {
	name, long := shortNames[f.Key]
	if !long {
		name = figureName(f)
	}
	return show.MenuButton(text.T("figure.show", "name", name), "figure", f.Key, nameOf(w, s), grid)
}

// shownOf reads which figure is to be shown.
func shownOf(w *world.World, choice string) (doubt, bool) {
	parts := strings.Split(choice+"|||", "|")
	key, category := parts[0], ""
	s, ok := spanOf(w, parts[1])
	if id, of := strings.CutPrefix(key, ofCategory); of {
		_, there := w.District.Category(id)
		key, category, ok = "reported", id, ok && there && s.n() == 1
	}
	f, known := figures.Of(key)
	if key == ofCare && caring(w) != "" {
		f, known = figures.Figure{Key: ofCare}, true
	}
	if key == ofTopics {
		f, known = figures.Figure{Key: ofTopics}, true
	}
	page, _ := strconv.Atoi(parts[3])
	q := doubt{f, s, w.Overseen(parts[2]), max(0, min(page, 1_000_000)) * figurePage, category}
	return q, known && ok && q.grid != ""
}

// read is what must be read for it. The cases of one category are picked out
// of all that were new in the week.
func (q doubt) read(w *world.World, n *world.Need) {
	n.Span = world.Span{Grid: q.grid, Weeks: strings.Join(names(w, q.span), ",")}
	if q.figure.Key == ofCare {
		n.Span.Care = caring(w)
		return
	}
	if q.figure.Key == ofTopics {
		needTopics(w, q.grid, n)
		return
	}
	if q.category != "" {
		n.Span.Now, n.Span.Last = w.Now.Unix(), w.Week(q.span.last)
		return
	}
	n.Behind = world.Behind{Grid: q.grid, Weeks: n.Span.Weeks, Names: strings.Join(q.figure.Behind(), ","), From: q.from}
}

// figurePage is how many cases one message shows.
const figurePage = 10

// showFigure answers a pressed figure.
func showFigure(x *acts.Turn, choice string) {
	q, ok := shownOf(x.World, choice)
	if !ok {
		x.Beside(talk.Prompt{Say: text.T("figure.sorry")})
		return
	}
	read := x.World.Weekly
	if read == nil {
		read = &world.Weekly{}
	}
	if q.figure.Key == ofCare {
		x.Beside(talk.Prompt{Say: careFormulas(x.World, q.span)})
		return
	}
	if q.figure.Key == ofTopics {
		x.Beside(talk.Prompt{Say: topicsFormulas(x.World, q.grid)})
		return
	}
	sums := read.Counts.Sum(q.grid, names(x.World, q.span)...)
	line, list, behind := figureLine(q.figure, sums), x.List, read.Behind
	lines := []text.Text{text.T("figure.span", "grid", areaText(x.World, q.grid), "span", spanText(x.World, q.span)), formulaText(q.figure)}
	if q.category == "" {
		lines = append(lines, madeOf(q.figure, sums))
		if q.figure.Few(q.figure.Value(sums)) {
			lines = append(lines, text.T("figure.fewest", "n", figures.Fewest))
		}
	} else {
		n := read.Counts.ByCategory(q.grid, figures.Reported, names(x.World, q.span)...)[q.category]
		line = text.T("figure.category", "category", show.CategoryName(x.World, q.category), "n", n)
		list = newOf(q.category, read.New)
		if behind = len(list); behind < n {
			lines = append(lines, text.T("figure.first", "n", behind))
		}
		list = list[min(q.from, behind):min(q.from+figurePage, behind)]
	}
	lines = slices.Insert(lines, 0, line)
	p := talk.Prompt{}
	for _, c := range list {
		if c.Sees(x.Me.Part()) {
			p.Rows = append(p.Rows, talk.Row(show.Acting(show.Line(x.World, c, world.ViewOf(c, x.Me)), c.Number, "open")))
		}
	}
	if behind > q.from {
		lines = append(lines, text.T("figure.cases", "from", q.from+1, "to", min(q.from+figurePage, behind), "n", behind))
	}
	turn := func(label text.Text, page int) talk.Button {
		key := q.figure.Key
		if q.category != "" {
			key = ofCategory + q.category
		}
		return show.MenuButton(label, "figure", key, nameOf(x.World, q.span), q.grid, strconv.Itoa(page))
	}
	var turns []talk.Button
	if q.from > 0 {
		turns = append(turns, turn(text.T("figure.newer"), q.from/figurePage-1))
	}
	if q.from+figurePage < behind {
		turns = append(turns, turn(text.T("figure.older"), q.from/figurePage+1))
	}
	if len(turns) > 0 {
		p.Rows = append(p.Rows, turns)
	}
	p.Say = text.Lines(lines...)
	if _, paging := pageOf(choice); paging {
		x.Reply(p) // takes the place of the page before
		return
	}
	x.Beside(p)
}

// newOf are the cases of a category, the newest first.
func newOf(category string, all []cases.Case) []cases.Case {
	all = slices.DeleteFunc(slices.Clone(all), func(c cases.Case) bool { return c.Category != category })
	slices.Reverse(all)
	return all
}

// pageOf is the page a press turns to.
func pageOf(choice string) (string, bool) {
	parts := strings.Split(choice, "|")
	if len(parts) < 4 {
		return "", false
	}
	return parts[3], true
}

// figureLine is a figure with its value.
func figureLine(f figures.Figure, s figures.Sums) text.Text {
	return text.T("figure.line", "name", figureName(f), "value", valueText(f, f.Value(s)))
}

// valueText is the value of a figure.
func valueText(f figures.Figure, v figures.Value) text.Text {
	n := f.Number(v)
	switch {
	case math.IsNaN(n):
		return text.T("figure.none")
	case f.Quantile != 0:
		return text.Lasting(time.Duration(n * float64(time.Second)))
	case f.Of == nil:
		return text.Said(strconv.Itoa(v.Num))
	case f.Each:
		return text.Said(strconv.FormatFloat(n, 'f', 1, 64))
	}
	if f.Few(v) {
		return text.T("figure.few", "num", v.Num, "of", v.Of)
	}
	return text.T("figure.rate", "percent", percentExact(n), "num", v.Num, "of", v.Of)
}

// percentExact is a share in per cent with up to two digits behind the point,
// and never 100 for what is less.
func percentExact(share float64) string {
	s := strconv.FormatFloat(math.Round(share*10000)/100, 'f', 2, 64)
	if share < 1 && s == "100.00" {
		s = "99.99"
	}
	return strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
}

// madeOf is the numbers a figure is made of.
func madeOf(f figures.Figure, s figures.Sums) text.Text {
	v := f.Value(s)
	switch {
	case f.Quantile != 0:
		return text.T("figure.made.spread", "n", v.Num)
	case f.Of == nil:
		return text.T("figure.made.count", "n", v.Num)
	}
	return text.T("figure.made.rate", "num", v.Num, "of", v.Of)
}

// figureName is what a figure is called; of a clock, whose it is.
func figureName(f figures.Figure) text.Text {
	if k, ok := strings.CutPrefix(f.Key, "ontime."); ok {
		return text.T("figure.ontime", "clock", clockTexts[cases.ClockName(k)])
	}
	return figureTexts[f.Key].name
}

// formulaText says how a figure is made, and what is left out.
func formulaText(f figures.Figure) text.Text {
	if strings.HasPrefix(f.Key, "ontime.") {
		return text.T("formula.ontime")
	}
	return figureTexts[f.Key].formula
}

var clockTexts = map[cases.ClockName]text.Text{
	cases.ClockClaim: text.T("clock.claim"), cases.ClockArrive: text.T("clock.arrive"), cases.ClockHandle: text.T("clock.handle"),
	cases.ClockRectify: text.T("clock.rectify"), cases.ClockVerify: text.T("clock.verify"), cases.ClockLook: text.T("clock.look"),
}

// shortNames stand on buttons where the name is longer than half a phone: the
// platform cuts what has no room.
var shortNames = map[string]text.Text{
	"response": text.T("figure.short.response"), "response90": text.T("figure.short.response90"), "claim": text.T("figure.short.claim"),
	"firstpass": text.T("figure.short.firstpass"), "joint": text.T("figure.short.joint"), "hushed": text.T("figure.short.hushed"),
}

// figureTexts are the names of the figures, and how they are made.
var figureTexts = map[string]struct{ name, formula text.Text }{
	"reported":   {text.T("figure.reported"), text.T("formula.reported")},
	"closed":     {text.T("figure.closed"), text.T("formula.closed")},
	"overdue":    {text.T("figure.overdue"), text.T("formula.overdue")},
	"response":   {text.T("figure.response"), text.T("formula.response")},
	"response90": {text.T("figure.response90"), text.T("formula.response90")},
	"solved":     {text.T("figure.solved"), text.T("formula.solved")},
	"claim":      {text.T("figure.claim"), text.T("formula.claim")},
	"disposal":   {text.T("figure.disposal"), text.T("formula.disposal")},
	"satisfied":  {text.T("figure.satisfied"), text.T("formula.satisfied")},
	"answers":    {text.T("figure.answers"), text.T("formula.answers")},
	"rework":     {text.T("figure.rework"), text.T("formula.rework")},
	"return":     {text.T("figure.return"), text.T("formula.return")},
	"extension":  {text.T("figure.extension"), text.T("formula.extension")},
	"pause":      {text.T("figure.pause"), text.T("formula.pause")},
	"relapse30":  {text.T("figure.relapse30"), text.T("formula.relapse30")},
	"relapse90":  {text.T("figure.relapse90"), text.T("formula.relapse90")},
	"firstpass":  {text.T("figure.firstpass"), text.T("formula.firstpass")},
	"joint":      {text.T("figure.joint"), text.T("formula.joint")},
	"legs":       {text.T("figure.legs"), text.T("formula.legs")},
	"legsilent":  {text.T("figure.legsilent"), text.T("formula.legsilent")},
	"legabsent":  {text.T("figure.legabsent"), text.T("formula.legabsent")},
	"leglate":    {text.T("figure.leglate"), text.T("formula.leglate")},
	"proved":     {text.T("figure.proved"), text.T("formula.proved")},
	"notfound":   {text.T("figure.notfound"), text.T("formula.notfound")},
	"contested":  {text.T("figure.contested"), text.T("formula.contested")},
	"corrected":  {text.T("figure.corrected"), text.T("formula.corrected")},
	"bounced":    {text.T("figure.bounced"), text.T("formula.bounced")},
	"told":       {text.T("figure.told"), text.T("formula.told")},
	"taps":       {text.T("figure.taps"), text.T("formula.taps")},
	"hushed":     {text.T("figure.hushed"), text.T("formula.hushed")},
}
