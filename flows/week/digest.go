// Package week is what the weeks were like: the digest, the figures and what is
// behind them, and what is exported. It changes nothing.
package week

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"gridbot/flows/acts"
	"gridbot/flows/cases"
	"gridbot/flows/drawn"
	"gridbot/flows/figures"
	"gridbot/flows/frequent"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// A digest is of one week, of a grid or of the district.
type digest struct {
	week weeks
	grid string
}

// digestBefore is how many weeks before stand beside the week.
const digestBefore = 4

// digestOf reads what /digest is to show: <week>|<grid>. ok is false where
// there is no such week, or it is not for this person.
func digestOf(w *world.World, choice string) (digest, bool) {
	week, grid, _ := strings.Cut(choice, "|")
	s, ok := spanOf(w, week)
	d := digest{s, w.Overseen(grid)}
	return d, ok && s.n() == 1 && d.grid != ""
}

// read is what must be read for it.
func (d digest) read(w *world.World) world.Span {
	all := weeks{d.week.before(digestBefore).first, d.week.last}
	s := world.Span{Grid: d.grid, Weeks: strings.Join(names(w, all), ","), Now: w.Now.Unix(), Last: w.Week(d.week.last), Grids: w.GridsOf(d.grid), Care: caring(w)}
	var holders []string
	for _, p := range w.Staff.In(world.Worker, strings.TrimPrefix(d.grid, figures.Everywhere)) {
		holders = append(holders, strconv.FormatInt(p.ID, 10))
	}
	s.Holders = strings.Join(holders, ",")
	var forces []string
	for _, a := range w.District.Agencies {
		forces = append(forces, a.ID)
	}
	s.Forces = strings.Join(forces, ",")
	return s
}

// digestCommand answers /digest.
func digestCommand(x *acts.Turn, choice string) {
	d, ok := digestOf(x.World, choice)
	if !ok {
		how := text.T("digest.how", "week", nameOf(x.World, thisWeek(x.World, 1)))
		x.Beside(talk.Prompt{Say: text.Lines(text.T("span.sorry"), how), Rows: [][]talk.Button{{
			show.MenuButton(text.T("span.this"), "digest", "this"), show.MenuButton(text.T("span.last"), "digest", "last"),
		}}})
		return
	}
	sendDigest(x, d, world.ClassReply)
}

// weekly is the digest of the week that has ended, unasked.
func weekly(x *acts.Turn) {
	if x.Me.Gone || x.World.Overseen("") == "" {
		return
	}
	d, _ := digestOf(x.World, "last")
	if w := x.World.Weekly; w == nil || len(w.Counts.Sum(d.grid, names(x.World, weeks{d.week.before(digestBefore).first, d.week.last})...)) == 0 && idle(w) {
		return // a district that has only begun has nothing to decide
	}
	sendDigest(x, d, world.ClassReminder)
}

// idle reports whether nothing is open.
func idle(w *world.Weekly) bool {
	for _, l := range w.Grids {
		if l.Open > 0 {
			return false
		}
	}
	return true
}

// sendDigest sends the picture, and then what is to be decided.
func sendDigest(x *acts.Turn, d digest, class world.Class) {
	picture, paper := digested(x.World, d)
	for _, p := range []talk.Prompt{picture, paper} {
		x.Letters = append(x.Letters, world.Letter{Class: class, To: x.Private(), Lang: x.Me.Lang, Say: p})
	}
}

// digested is the digest as two messages. What was read must be in the world.
func digested(w *world.World, d digest) (picture, paper talk.Prompt) {
	if w.Weekly == nil {
		empty := *w
		empty.Weekly, w = &world.Weekly{}, &empty
	}
	head := text.T("digest.head", "grid", areaText(w, d.grid), "span", spanText(w, d.week))
	picture = talk.Prompt{Say: head, Draw: &drawn.Drawing{Week: weekPicture(w, d)}}
	is := w.Weekly.Counts.Sum(d.grid, names(w, d.week)...)
	was := w.Weekly.Counts.Sum(d.grid, names(w, d.week.before(1))...)
	lines, shows, compared := figureLines(w, figures.All[:figures.Headline], query{d.week, d.week.before(1), d.grid}, is, was)
	if compared {
		lines = slices.Insert(lines, 0, text.T("digest.base"))
	}
	lines = slices.Insert(lines, 0, head)
	if line := forcesText(w, is); !line.Empty() {
		legs, _ := figures.Of("legs")
		lines, shows = append(lines, line), append(shows, showButton(w, legs, d.week, d.grid))
	}
	lines = append(lines, baselineText(w, is))
	if line := topicsText(w, d.grid); !line.Empty() {
		lines, shows = append(lines, line), append(shows, topicsButton(w, d.week, d.grid))
	}
	if line := servicesText(w, d.grid); !line.Empty() {
		lines, shows = append(lines, line), append(shows, servicesButton(d.week, w, d.grid))
	}
	if line := careText(w, d.week); !line.Empty() {
		lines, shows = append(lines, line), append(shows, careButton(w, d.week, d.grid))
	}
	decisions, rows := decisions(w, d)
	say, open, marks := frequent.Weekly(w, d.grid)
	switch {
	case len(decisions) > 0:
		lines = append(append(lines, text.T("digest.decide")), decisions...)
	case say.Empty():
		lines = append(lines, text.T("digest.nothing"))
	}
	if !say.Empty() {
		lines, rows = append(lines, say), append(rows, show.InFours(open)...)
		picture.Draw.Week.Marks = append(picture.Draw.Week.Marks, marks...)
	}
	if due, open := frequent.Due(w, d.grid); !due.Empty() {
		lines, rows = append(lines, due), append(rows, show.InFours(open)...)
	}
	if late, open := frequent.Steps(w, d.grid); !late.Empty() {
		lines, rows = append(lines, late), append(rows, show.InFours(open)...)
	}
	if red, open := redList(w); !red.Empty() {
		lines, rows = append(lines, red), append(rows, talk.Pairs(open...)...)
	}
	rows = append(rows, talk.Pairs(shows...)...)
	rows = append(rows, talk.Pairs(append(turns(w, d), show.MenuButton(text.T("digest.stats"), "stats", nameOf(w, d.week), d.grid))...)...)
	if w.Me.Role == world.Coordinator && d.grid == figures.Everywhere {
		var grids []talk.Button
		for _, g := range w.District.Map.All()[:min(len(w.District.Map.All()), mostGrids)] {
			grids = append(grids, show.MenuButton(text.Named(g.Names), "digest", nameOf(w, d.week), g.ID))
		}
		rows = append(rows, talk.Pairs(grids...)...)
	}
	return picture, talk.Prompt{Say: text.Lines(lines...), Rows: rows}
}

// turns lead from a digest to the one before, to the one after, and to that of
// the running week; to none that has not begun.
func turns(w *world.World, d digest) []talk.Button {
	bs := []talk.Button{show.MenuButton(text.T("digest.before"), "digest", nameOf(w, d.week.before(1)), d.grid)}
	if running(w, d.week) {
		return bs
	}
	after := d.week.first.AddDate(0, 0, 7)
	if next := (weeks{after, after}); !running(w, next) {
		bs = append(bs, show.MenuButton(text.T("digest.after"), "digest", nameOf(w, next), d.grid))
	}
	return append(bs, show.MenuButton(text.T("span.this"), "digest", "this", d.grid))
}

// mostGrids is how many grids stand as buttons under a digest.
const mostGrids = 30

// mostDecisions is how many things there are to decide in a week.
const mostDecisions = 3

// decisions are up to three things to decide, each with its buttons.
func decisions(w *world.World, d digest) (lines []text.Text, rows [][]talk.Button) {
	worst := []func(*world.World, digest) (text.Text, []talk.Button){longest, silent}
	if agencyIsWorst(w, d) {
		slices.Reverse(worst)
	}
	for _, one := range append(worst, comesBack, drowning) {
		say, buttons := one(w, d)
		if say.Empty() || len(lines) == mostDecisions {
			continue
		}
		lines = append(lines, text.T("digest.item", "n", len(lines)+1, "what", say))
		rows = append(rows, numbered(len(lines), buttons)...)
	}
	return lines, rows
}

// mostRed is how many cases of the red list stand in a digest.
const mostRed = 4

// redList is what the ladder could not bring about: it stands in every digest
// until the conference has settled it, or it is closed.
func redList(w *world.World) (text.Text, []talk.Button) {
	var numbers []text.Text
	var open []talk.Button
	n := 0
	for _, c := range w.Weekly.Late {
		if !c.OnRedList() || !c.Sees(w.Me.Part()) {
			continue
		}
		if n++; n <= mostRed {
			numbers = append(numbers, text.T("card.number", "number", c.Number))
			open = append(open, show.Acting(text.T("remind.open", "number", c.Number), c.Number, "open"))
		}
	}
	if n == 0 {
		return text.Text{}, nil
	}
	return text.T("digest.red", "n", n, "numbers", text.Join(" · ", numbers...)), open
}

// numbered puts the number of the decision before its buttons.
func numbered(n int, buttons []talk.Button) [][]talk.Button {
	row := slices.Clone(buttons)
	for i, b := range row {
		row[i].Label = text.T("digest.button", "n", n, "label", b.Label)
	}
	return talk.Pairs(row...)
}

// longestLate is the case that is overdue for the longest time; nil for none.
func longestLate(w *world.World) *cases.Case {
	for i, c := range w.Weekly.Late {
		if !show.LackTexts[c.Clock.Name].Empty() && c.Late(w.Now) && c.Sees(w.Me.Part()) {
			return &w.Weekly.Late[i]
		}
	}
	return nil
}

// longest is what is overdue for the longest time: somebody else, more time,
// or the conference.
func longest(w *world.World, d digest) (text.Text, []talk.Button) {
	if late := longestLate(w); late != nil {
		c := *late
		buttons := []talk.Button{show.Acting(text.T("remind.open", "number", c.Number), c.Number, "open")}
		for _, do := range []cases.Action{cases.Assign, cases.Extend, cases.Agenda} {
			if c.May(do, w.Me.Part()) != nil {
				continue
			}
			label := show.ActOf[do].Label
			if do == cases.Assign && c.Assignee != 0 {
				label = text.T("button.reassign")
			}
			buttons = append(buttons, show.Acting(label, c.Number, do))
		}
		return text.T("digest.longest", "number", c.Number, "category", show.CategoryName(w, c.Category), "place", show.WhereText(c.Place),
			"what", show.LackTexts[c.Clock.Name], "late", text.Lasting(w.Now.Sub(c.Due()))), buttons
	}
	return text.Text{}, nil
}

// comesBack is the place where something came back, the most rounds first.
func comesBack(w *world.World, d digest) (text.Text, []talk.Button) {
	back := slices.DeleteFunc(slices.Clone(w.Weekly.New), func(c cases.Case) bool { return c.Round < 2 || !c.Sees(w.Me.Part()) })
	if len(back) == 0 {
		return text.Text{}, nil
	}
	c := slices.MinFunc(back, func(a, b cases.Case) int {
		return cmp.Or(cmp.Compare(b.Round, a.Round), cmp.Compare(b.Number, a.Number))
	})
	var buttons []talk.Button
	if p := c.Place.Point; p != nil {
		at := strconv.FormatFloat(p.Lat, 'f', 5, 64) + "," + strconv.FormatFloat(p.Lon, 'f', 5, 64)
		buttons = append(buttons, show.MenuButton(text.T("digest.file"), "place", at))
	}
	if c.May(cases.Topic, w.Me.Part()) == nil {
		buttons = append(buttons, show.Acting(show.ActOf[cases.Topic].Label, c.Number, cases.Topic))
	}
	return text.T("digest.back", "number", c.Number, "category", show.CategoryName(w, c.Category), "place", show.WhereText(c.Place), "round", c.Round),
		append(buttons, show.Acting(text.T("remind.open", "number", c.Number), c.Number, "open"))
}

// What is too much: so many late cases of one worker, or so many more open
// ones than others have; so many more reports of a category than usual.
const (
	tooManyLate = 2
	tooManyOpen = 5
	tooManyNew  = 3
)

// drowning is the worker who has too much, or else the category there is too
// much of.
func drowning(w *world.World, d digest) (text.Text, []talk.Button) {
	all, open := w.Staff.In(world.Worker, strings.TrimPrefix(d.grid, figures.Everywhere)), 0
	for _, p := range all {
		open += w.Weekly.Loads[p.ID].Open
	}
	for _, p := range slices.SortedStableFunc(slices.Values(all), func(a, b world.Person) int {
		x, y := w.Weekly.Loads[a.ID], w.Weekly.Loads[b.ID]
		return cmp.Or(cmp.Compare(y.Late, x.Late), cmp.Compare(y.Open, x.Open))
	}) {
		l := w.Weekly.Loads[p.ID]
		if l.Late < tooManyLate && (l.Open < tooManyOpen || l.Open*len(all) < 2*open) {
			continue
		}
		id := strconv.FormatInt(p.ID, 10)
		usual := strconv.FormatFloat(float64(open)/float64(len(all)), 'f', 1, 64)
		return text.T("digest.drowning", "name", p.Name, "open", l.Open, "late", l.Late, "usual", strings.TrimSuffix(usual, ".0")),
			[]talk.Button{show.MenuButton(text.T("digest.list"), "staff", "load", id), show.MenuButton(text.T("digest.shift"), "staff", "shift", id)}
	}
	return surging(w, d)
}

// surging is the category of which far more was reported than in the weeks
// before: in those in which anything was. Without such weeks nothing is usual, and
// nothing unusual.
func surging(w *world.World, d digest) (text.Text, []talk.Button) {
	is := w.Weekly.Counts.ByCategory(d.grid, figures.Reported, names(w, d.week)...)
	was, lived := map[string]int{}, 0
	for _, name := range names(w, d.week.before(digestBefore)) {
		reported := 0
		for category, n := range w.Weekly.Counts.ByCategory(d.grid, figures.Reported, name) {
			was[category] += n
			reported += n
		}
		if reported > 0 {
			lived++
		}
	}
	if lived < leastHistory {
		return text.Text{}, nil
	}
	usual := func(category string) int { return (was[category] + lived/2) / lived }
	most, more := "", 0
	for _, c := range w.District.Categories {
		if extra := is[c.ID] - usual(c.ID); is[c.ID] >= tooManyNew && extra >= tooManyNew && extra > more {
			most, more = c.ID, extra
		}
	}
	if most == "" {
		return text.Text{}, nil
	}
	return text.T("digest.surging", "category", show.CategoryName(w, most), "week", whenText(w, d.week), "n", is[most], "usual", usual(most)),
		[]talk.Button{show.MenuButton(text.T("digest.list"), "figure", ofCategory+most, nameOf(w, d.week), d.grid)}
}

// leastHistory is in how many weeks before something must have been reported, for
// a week to be more than usual.
const leastHistory = 2

// whenText is a week in the middle of a sentence: the paper of Monday morning
// is of the week before.
func whenText(w *world.World, s weeks) text.Text {
	switch nameOf(w, s) {
	case nameOf(w, thisWeek(w, 0)):
		return text.T("digest.week.this")
	case nameOf(w, thisWeek(w, 1)):
		return text.T("digest.week.last")
	}
	return text.T("digest.week.that")
}

// weekPicture is what the picture of a digest shows.
func weekPicture(w *world.World, d digest) *drawn.Week {
	p := &drawn.Week{Title: text.T("digest.head", "grid", areaText(w, d.grid), "span", spanText(w, d.week)), Grid: d.grid, Load: map[string][2]int{}}
	all := weeks{d.week.before(digestBefore).first, d.week.last}
	for i, name := range names(w, all) {
		s := w.Weekly.Counts.Sum(d.grid, name)
		p.Weeks = append(p.Weeks, dayText(all.first.AddDate(0, 0, 7*i)))
		for j, f := range figures.All[:3] {
			p.Counts[j] = append(p.Counts[j], f.Value(s).Num)
		}
		for j, q := range []float64{0.5, 0.9} {
			seconds := s.Response().Quantile(q)
			if math.IsNaN(seconds) {
				seconds = -1
			}
			p.Times[j] = append(p.Times[j], int(math.Round(seconds)))
		}
	}
	for g, l := range w.Weekly.Grids {
		p.Load[g] = [2]int{l.Open, l.Late}
	}
	seen := map[int]bool{}
	for _, c := range slices.Concat(w.Weekly.Late, w.Weekly.New) {
		if seen[c.Number] || c.Place.Point == nil {
			continue
		}
		seen[c.Number] = true
		p.Marks = append(p.Marks, drawn.Mark{Point: *c.Place.Point, Late: c.Late(w.Now) && c.Status.Type() == cases.Open, Back: c.Round > 1})
	}
	return p
}
