package patrol

import (
	"slices"
	"strconv"
	"strings"

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
//	m|topics|<number>|point[|<place>]                 one more, or another name for one
//	m|topics|<number>|place|<place>                   what can be done with one
//	m|topics|<number>|unpoint|<place>[|yes]           taken away

// How a place is watched when it was dealt with: every week, a quarter of a year.
const (
	watchedEvery = 7
	watchedLooks = 12
)

// Presses are those of everybody who sees the topic.
var Presses = []string{"points", "tick", "look"}

// Pressed answers them.
func Pressed(x *acts.Turn, t hotspots.Topic, press, arg string) error {
	id, rest, _ := strings.Cut(arg, "|")
	p := t.Point(number(id))
	switch {
	case press == "points":
	case !t.Open():
		x.ShowToast(text.T("topics.over"))
	case p == nil || p.Gone != 0:
		x.ShowToast(text.T("points.gone"))
	case press == "tick":
		dealt(x, t, *p)
	default:
		n, err := strconv.Atoi(rest)
		if err != nil || !slices.Contains(ticks, n) {
			return acts.Enter(x, counting, count{Topic: t.N, Place: p.N})
		}
		atPlace(x, t, *p, n)
		return nil
	}
	x.Reply(pointsPage(x, *now(x).Topic(t.N)))
	return nil
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

// Back opens a place anew: it came back there.
func Back(x *acts.Turn, t hotspots.Topic, arg string) {
	p := t.Point(number(arg))
	switch {
	case p == nil || p.Gone != 0:
		x.ShowToast(text.T("points.gone"))
	case changePoint(x, t, p.N, (*upkeep.Point).Again) != nil:
		x.ShowToast(text.T("points.notyet"))
	default:
		x.ShowToast(text.T("points.again.done", "name", p.Name))
	}
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
	lines := []text.Text{text.T("points.head", "n", t.N, "what", frequent.Name(w, t.Spot), "ticked", ticked, "all", Standing(t))}
	if Standing(t) == 0 {
		lines = append(lines, text.T("points.none"))
	}
	var deal, look, again, edit []talk.Button
	for _, p := range t.Points {
		if p.Gone != 0 {
			lines = append(lines, text.T("points.line.gone", "n", p.N, "name", p.Name, "time", show.Dated(w, p.Gone), "looks", len(p.Before)+len(p.After)))
			continue
		}
		lines = append(lines, pointLines(w, p)...)
		if !t.Open() {
			continue
		}
		if leads(w, t.Grid) {
			edit = append(edit, show.MenuButton(text.T("points.edit", "n", p.N), "topics", id, "place", strconv.Itoa(p.N)))
		}
		look = append(look, show.MenuButton(text.T("points.look", "n", p.N), "topics", id, "look", strconv.Itoa(p.N)))
		switch {
		case p.Tick == nil:
			deal = append(deal, show.MenuButton(text.T("points.deal", "n", p.N), "topics", id, "tick", strconv.Itoa(p.N)))
		case leads(w, t.Grid):
			again = append(again, show.MenuButton(text.T("points.again", "n", p.N), "topics", id, "again", strconv.Itoa(p.N)))
		}
	}
	rows := slices.Concat(show.InFours(deal), show.InFours(look), show.InFours(again), show.InFours(edit))
	last := talk.Row(openTopic(t.N))
	if t.Open() && leads(w, t.Grid) && Standing(t) < upkeep.MostPoints {
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
