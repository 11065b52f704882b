package week

import (
	"math"
	"strings"
	"time"

	"gridbot/flows/figures"
	"gridbot/flows/playbooks"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// What key topics, agreements and playbooks have come to, as of now: it is of no week.
// Nothing is said where there is nothing to count; of few it is said how many, and no
// per cent. The response time is held against the baseline the folder states.

// ofTopics stands on a button in the place of a figure, for those of the topics.
const ofTopics = "topics"

// A standing is so many of so many.
type standing struct {
	key     string
	num, of int
}

// accordsOf are the grids of an area, whose agreements are counted.
func accordsOf(w *world.World, grid string) string {
	if grid != figures.Everywhere {
		return grid
	}
	var all []string
	for _, g := range w.District.Map.All() {
		all = append(all, g.ID)
	}
	return strings.Join(all, ",")
}

// needTopics asks for what the standings are counted from.
func needTopics(w *world.World, grid string, n *world.Need) {
	n.Topics, n.Plays, n.Accords = true, true, accordsOf(w, grid)
}

// standings are those there is something to say of.
func standings(w *world.World, grid string) (some []standing) {
	area := strings.TrimPrefix(grid, figures.Everywhere)
	add := func(key string, num, of int) {
		if of > 0 {
			some = append(some, standing{key, num, of})
		}
	}
	held, of := w.Topics.Held(area, w.Now)
	add("held", held, of)
	kept, due := 0, 0
	for _, a := range w.Agreeing.List {
		if area != "" && a.Grid != area {
			continue
		}
		for _, d := range a.Duties {
			kept += d.Kept
			due += d.Kept + d.Late + d.Missed
		}
	}
	add("duties", kept, due)
	paid, shares := w.Topics.Shares(area, w.Now)
	add("shares", paid, shares)
	before, after := w.Plays.Relapse(area)
	add("before", before.Back, before.Closed)
	add("after", after.Back, after.Closed)
	return some
}

// standingText is one of them with its value.
func standingText(s standing) text.Text {
	value := text.T("figure.few", "num", s.num, "of", s.of)
	if s.of >= figures.Fewest {
		value = text.T("figure.rate", "percent", percentExact(float64(s.num)/float64(s.of)), "num", s.num, "of", s.of)
	}
	return text.T("figure.line", "name", standingTexts[s.key].name, "value", value)
}

// topicsText is what is said of topics beside other figures; empty where there is
// nothing.
func topicsText(w *world.World, grid string) text.Text {
	var all []text.Text
	for _, s := range standings(w, grid) {
		all = append(all, standingText(s))
	}
	if len(all) == 0 {
		return text.Text{}
	}
	return text.Lines(append([]text.Text{text.T("week.topics")}, all...)...)
}

// topicsButton leads behind it: m|figure|topics|<span>|<grid>.
func topicsButton(w *world.World, s weeks, grid string) talk.Button {
	return show.MenuButton(text.T("figure.show", "name", text.T("week.topics.name")), "figure", ofTopics, nameOf(w, s), grid)
}

// topicsFormulas says how each is made.
func topicsFormulas(w *world.World, grid string) text.Text {
	lines := []text.Text{text.T("week.topics.head", "grid", areaText(w, grid))}
	all := standings(w, grid)
	if len(all) == 0 {
		lines = append(lines, text.T("week.topics.none"))
	}
	few := false
	for _, s := range all {
		few = few || s.of < figures.Fewest
		lines = append(lines, standingText(s), text.T("week.care.formula", "formula", standingTexts[s.key].formula))
	}
	before, after := w.Plays.Relapse(strings.TrimPrefix(grid, figures.Everywhere))
	if before.Closed > 0 && after.Closed > 0 {
		b, a := playbooks.Share(before.Back, before.Closed), playbooks.Share(after.Back, after.Closed)
		lines = append(lines, text.T("week.topics.between", "low", percent(b.Low), "high", percent(b.High), "lowafter", percent(a.Low), "highafter", percent(a.High)))
	}
	if few {
		lines = append(lines, text.T("figure.fewest", "n", figures.Fewest))
	}
	return text.Lines(lines...)
}

// baselineText is the response time held against the baseline; empty where there is
// none, or too little to go by.
func baselineText(w *world.World, is figures.Sums) text.Text {
	b := w.District.Baseline
	f, _ := figures.Of("response")
	v := f.Value(is)
	if n := f.Number(v); !b.On() || f.Few(v) || math.IsNaN(n) {
		return text.Text{}
	}
	share := f.Number(v)/b.Response.Seconds() - 1
	say := text.T("change.same")
	if share != 0 {
		say = signed(text.T("change.percent.up", "n", percent(share)), text.T("change.percent.down", "n", percent(-share)), share > 0)
	}
	return text.Join("", text.T("week.baseline", "year", b.Year, "was", text.Lasting(b.Response), "is", text.Lasting(time.Duration(v.Seconds*float64(time.Second)))), say)
}

// standingTexts are their names, and how they are made.
var standingTexts = map[string]struct{ name, formula text.Text }{
	"held":   {text.T("week.topics.held"), text.T("week.topics.formula.held")},
	"duties": {text.T("week.topics.duties"), text.T("week.topics.formula.duties")},
	"shares": {text.T("week.topics.shares"), text.T("week.topics.formula.shares")},
	"before": {text.T("week.topics.before"), text.T("week.topics.formula.before")},
	"after":  {text.T("week.topics.after"), text.T("week.topics.formula.after")},
}
