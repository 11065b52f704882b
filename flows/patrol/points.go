package patrol

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"gridbot/flows/acts"
	"gridbot/flows/calendar"
	"gridbot/flows/frequent"
	"gridbot/flows/hotspots"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/upkeep"
	"gridbot/flows/world"
)

// A topic may have places with their hours (点位). Whoever of the staff is there counts,
// and ticks off what was dealt with; afterwards each place is watched in its own rhythm,
// and held against what was counted before.
//
//	m|topics|<number>|points                          all of them
//	m|topics|<number>|tick|<place>                    dealt with
//	m|topics|<number>|look|<place>[|<how many>]       counted
//	m|topics|<number>|again|<place>                   it came back
//	m|topics|<number>|point                           one more

// How a place is watched when it was dealt with: every week, a quarter of a year.
const (
	watchedEvery = 7
	watchedLooks = 12
)

// Presses are those of everybody who sees the topic.
var Presses = []string{"points", "tick", "look"}

// Pressed answers them.
func Pressed(x *acts.Turn, t hotspots.Topic, press, arg string) {
	id, rest, _ := strings.Cut(arg, "|")
	p := t.Point(number(id))
	switch {
	case press == "points":
	case !t.Open():
		x.ShowToast(text.T("topics.over"))
	case p == nil:
		x.ShowToast(text.T("points.gone"))
	case press == "tick":
		dealt(x, t, *p)
	default:
		if lookedAt(x, t, *p, rest) {
			return
		}
	}
	x.Reply(pointsPage(x, *now(x).Topic(t.N)))
}

// changePoint changes one place of a topic, which is due when the next look at it is: so
// it stands in the list.
func changePoint(x *acts.Turn, t hotspots.Topic, n int, does func(*upkeep.Point) error) error {
	ts := now(x).Clone()
	own := ts.Topic(t.N)
	own.Points = slices.Clone(own.Points)
	p := own.Point(n)
	over := p.Next
	if err := does(p); err != nil {
		return err
	}
	own.Upcoming(over)
	x.Change.Topics = &ts
	return nil
}

// dealt ticks a place off; where somebody was quicker, that is said.
func dealt(x *acts.Turn, t hotspots.Topic, p upkeep.Point) {
	err := changePoint(x, t, p.N, func(p *upkeep.Point) error {
		return p.Deal(upkeep.Tick{By: x.Me.ID, Agency: x.Me.Agency}, x.District.Here(x.Now))
	})
	if err != nil {
		x.ShowToast(text.T("points.quicker", "name", show.Called(x.World, p.Tick.By), "time", show.Dated(x.World, p.Tick.At)))
		return
	}
	x.ShowToast(text.T("points.dealt", "name", p.Name))
}

// lookedAt asks how many there are, and keeps it. It tells whether it asked.
func lookedAt(x *acts.Turn, t hotspots.Topic, p upkeep.Point, arg string) (asked bool) {
	n, err := strconv.Atoi(arg)
	if err != nil || !slices.Contains(ticks, n) {
		var bs []talk.Button
		for _, n := range ticks {
			bs = append(bs, show.MenuButton(text.T("topics.tick", "n", n), "topics", strconv.Itoa(t.N), "look", strconv.Itoa(p.N), strconv.Itoa(n)))
		}
		x.Beside(talk.Prompt{Say: text.T("points.look.ask", "name", p.Name), Rows: show.InFours(bs)})
		return true
	}
	at := x.District.Here(x.Now)
	err = changePoint(x, t, p.N, func(p *upkeep.Point) error { return p.Look(n, x.Me.ID, at) })
	switch {
	case errors.Is(err, upkeep.ErrAgain):
		x.ShowToast(text.T("topics.count.again", "n", int(countsAgain/time.Minute)))
	case err != nil:
		x.ShowToast(text.T("points.gone"))
	case !p.Within(at):
		x.ShowAlert(text.T("points.looked.off", "name", p.Name, "n", n, "hours", HoursText(p)))
	default:
		x.ShowToast(text.T("points.looked", "name", p.Name, "n", n))
	}
	return false
}

// Back opens a place anew: it came back there.
func Back(x *acts.Turn, t hotspots.Topic, arg string) {
	p := t.Point(number(arg))
	switch {
	case p == nil:
		x.ShowToast(text.T("points.gone"))
	case changePoint(x, t, p.N, (*upkeep.Point).Again) != nil:
		x.ShowToast(text.T("points.notyet"))
	default:
		x.ShowToast(text.T("points.again.done", "name", p.Name))
	}
	x.Reply(pointsPage(x, *now(x).Topic(t.N)))
}

// LongestName is how long the name of a place may be.
const LongestName = 40

// Read reads a place with its hours: what stands behind the last space, where that
// is written like hours. Without them it is the whole day.
func Read(words string) (name string, hours calendar.Hours, ok bool) {
	at := strings.LastIndexAny(words, " 　")
	last := strings.NewReplacer("：", ":", "～", "-", "~", "-", "至", "-", "到", "-", "点半", ":30", "点", ":00").Replace(strings.TrimSpace(words[max(at, 0):]))
	if at < 0 || !strings.ContainsAny(last, ":-") || strings.Trim(last, "0123456789:-") != "" {
		return words, calendar.Hours{}, words != ""
	}
	hours, err := calendar.ParseHours(last)
	return strings.TrimSpace(words[:at]), hours, err == nil && hours.From != hours.To
}

// Written keeps a new place of a topic.
func Written(x *acts.Turn, t hotspots.Topic, words string) {
	name, hours, ok := Read(words)
	if !ok || len(t.Points) >= upkeep.MostPoints {
		x.Reply(talk.Prompt{Say: text.Lines(text.T("points.full", "n", upkeep.MostPoints), text.T("topic.lost", "words", words))})
		return
	}
	change(x, func(ts *world.Topics) {
		own := ts.Topic(t.N)
		n := 0
		for _, p := range own.Points {
			n = max(n, p.N)
		}
		own.Points = append(slices.Clone(own.Points), upkeep.Point{N: n + 1, Name: name, Hours: hours, Every: watchedEvery, Looks: watchedLooks})
	})
	x.Reply(pointsPage(x, *now(x).Topic(t.N)))
}

// HoursText are the hours of a place.
func HoursText(p upkeep.Point) text.Text {
	if p.Hours == (calendar.Hours{}) {
		return text.T("points.day")
	}
	return text.Said(p.Hours.String())
}

// pointsPage is the places of a topic, with what was counted there.
func pointsPage(x *acts.Turn, t hotspots.Topic) talk.Prompt {
	w, id := x.World, strconv.Itoa(t.N)
	ticked, _ := upkeep.All(t.Points)
	lines := []text.Text{text.T("points.head", "n", t.N, "what", frequent.Name(w, t.Spot), "ticked", ticked, "all", len(t.Points))}
	if len(t.Points) == 0 {
		lines = append(lines, text.T("points.none"))
	}
	var deal, look, again []talk.Button
	for _, p := range t.Points {
		lines = append(lines, pointLines(w, p)...)
		if !t.Open() {
			continue
		}
		look = append(look, show.MenuButton(text.T("points.look", "n", p.N), "topics", id, "look", strconv.Itoa(p.N)))
		switch {
		case p.Tick == nil:
			deal = append(deal, show.MenuButton(text.T("points.deal", "n", p.N), "topics", id, "tick", strconv.Itoa(p.N)))
		case leads(w, t.Grid):
			again = append(again, show.MenuButton(text.T("points.again", "n", p.N), "topics", id, "again", strconv.Itoa(p.N)))
		}
	}
	rows := slices.Concat(show.InFours(deal), show.InFours(look), show.InFours(again))
	last := talk.Row(openTopic(t.N))
	if t.Open() && leads(w, t.Grid) && len(t.Points) < upkeep.MostPoints {
		last = append(last, show.MenuButton(text.T("points.add"), "topics", id, "point"))
	}
	return talk.Prompt{Say: text.Lines(lines...), Rows: append(rows, last)}
}

// pointLines is one place: its hours, whether it was dealt with, and before and after.
func pointLines(w *world.World, p upkeep.Point) []text.Text {
	lines := []text.Text{text.T("points.line", "n", p.N, "name", p.Name, "hours", HoursText(p))}
	c := p.Compare()
	mean := func(v float64) string { return strconv.FormatFloat(v, 'f', 1, 64) }
	if c.LooksBefore > 0 {
		lines = append(lines, text.T("points.before", "n", c.LooksBefore, "mean", mean(c.Before)))
	}
	if p.Tick == nil {
		return append(lines, text.T("points.open"))
	}
	who := show.Called(w, p.Tick.By)
	if p.Tick.Agency != "" {
		who = text.Join(" ", show.AgencyName(w, p.Tick.Agency), who)
	}
	lines = append(lines, text.T("points.done", "time", show.Dated(w, p.Tick.At), "name", who))
	if c.LooksAfter > 0 {
		lines = append(lines, text.T("points.after", "n", c.LooksAfter, "mean", mean(c.After), "says", saysTexts[c.Says]))
	}
	if p.Next == 0 {
		return append(lines, text.T("points.over"))
	}
	return append(lines, text.T("points.next", "time", show.Dated(w, p.Next)))
}

// saysTexts are what the counts say.
var saysTexts = map[upkeep.Verdict]text.Text{
	upkeep.TooFew: text.T("points.few"), upkeep.Fewer: text.T("points.fewer"), upkeep.More: text.T("points.more"), upkeep.Same: text.T("points.same"),
}
