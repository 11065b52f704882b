package topics

import (
	"strconv"
	"strings"
	"time"

	"gridbot/flows/acts"
	questions "gridbot/flows/ask"
	"gridbot/flows/frequent"
	"gridbot/flows/hotspots"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// What is frequent is found at night. A lead looks at it, and says of each spot
// what becomes of it: it is watched, it is a key topic, or not now. What stands on
// the buttons:
//
//	m|hot|now                            looks for it now
//	m|hot[|<grid>[|<tag of the spot>[|<press>[|<argument>]]]]    press: watch, topic, later with a reason

// mostHot is how many spots stand on a page; mostOpened, how many cases of one.
const (
	mostHot    = 6
	mostOpened = 6
)

// chosen is what a button of /hot names.
type chosen struct{ grid, tag, press, arg string }

func choose(w *world.World, choice string) chosen {
	p := append(strings.SplitN(choice, "|", 4), "", "", "", "")
	c := chosen{w.Overseen(p[0]), p[1], p[2], p[3]}
	if c.tag != "" && c.grid != p[0] {
		c.tag = "-" // a button of a grid that is theirs no more: another one may have such a spot, too
	}
	return c
}

// needHot: what was found; and where a spot becomes a topic, the topics and its cases.
func needHot(w *world.World, choice string, n *world.Need) {
	n.Hot = true
	c := choose(w, choice)
	if c.press != "topic" {
		return
	}
	n.Topics, n.Plays = true, true
	if h := frequent.Tagged(w.Hot, c.grid, c.tag); h != nil {
		n.Rounds = listed(h.Cases, mostRead)
	}
}

// mostRead is how many cases of a spot are read at once, the newest.
const mostRead = 40

// listed are the newest of some numbers, separated by commas.
func listed(numbers []int, most int) string {
	var all []string
	for _, n := range numbers[max(0, len(numbers)-most):] {
		all = append(all, strconv.Itoa(n))
	}
	return strings.Join(all, ",")
}

// board is what was found and decided, as this change leaves it.
func board(x *acts.Turn) *world.Board {
	if x.Change.Hot != nil {
		return x.Change.Hot
	}
	return x.World.Hot
}

// hot answers /hot.
func hot(x *acts.Turn, choice string) error {
	c := choose(x.World, choice)
	h := frequent.Tagged(board(x), c.grid, c.tag)
	switch {
	case choice == "now" && stale(x):
		x.Strikes = append(x.Strikes, talk.Clock{Person: x.Me.ID, Name: world.ClockHot, Due: x.Now})
		x.ShowToast(text.T("hot.looking"))
		return nil
	case c.tag == "":
		x.Reply(hotPage(x, c.grid))
		return nil
	case h == nil: // last night it was not there any more, or it is another grid's
		x.ShowToast(text.T("hot.gone"))
		x.Reply(hotPage(x, c.grid))
		return nil
	}
	if held := board(x).Holds(*h, x.Now); held != nil && c.press != "" {
		x.ShowToast(text.T("hot.decided", "what", deedText(*held), "name", show.Called(x.World, held.By)))
		x.Reply(spotPage(x, *h))
		return nil
	}
	d := hotspots.Decision{Grid: h.Grid, Spot: h.Spot, By: x.Me.ID, At: x.Now.Unix(), Voices: h.Voices}
	switch {
	case c.press == "watch":
		d.Do = hotspots.Watch
	case c.press == "later" && !reasonText(c.arg).Empty():
		d.Do, d.Why = hotspots.Later, c.arg
	case c.press == "later":
		x.Reply(askReason(x, *h))
		return nil
	case c.press == "topic":
		begin(x, *h, d)
		return nil
	default:
		x.Reply(spotPage(x, *h))
		return nil
	}
	decide(x, d)
	x.ShowToast(deedText(d))
	x.Reply(spotPage(x, *h))
	return nil
}

// looksAgain is how old what was found must be before it is looked for anew by day.
const looksAgain = 10 * time.Minute

// stale tells whether what was found is that old.
func stale(x *acts.Turn) bool {
	b := board(x)
	return b == nil || x.Now.Unix()-b.At >= int64(looksAgain/time.Second)
}

// looked shows what was found to whoever had it looked for, while they lead.
func looked(x *acts.Turn, _ talk.Clock) error {
	if area := x.World.Overseen(""); area != "" {
		x.Letters = append(x.Letters, world.Letter{Class: world.ClassReply, To: x.Private(), Lang: x.Me.Lang, Say: hotPage(x, area)})
	}
	return nil
}

// decide keeps what was decided.
func decide(x *acts.Turn, d hotspots.Decision) {
	b := board(x).Decide(d)
	x.Change.Hot = &b
}

// A reason is why nothing is done about a spot now.
type reason struct {
	word  string // on the button, and in the record
	label text.Text
}

// reasons are the usual ones.
var reasons = []reason{
	{"season", text.T("hot.later.season")}, {"works", text.T("hot.later.works")}, {"known", text.T("hot.later.known")}, {"one", text.T("hot.later.one")},
}

// hotHeard is what words mean right after the question why not now, or what becomes of a
// spot: what stands on its buttons.
func hotHeard(w *world.World, page, words string) (choice string, ok bool) {
	var labels []text.Text
	var presses []string
	switch parts := strings.Split(page, "|"); {
	case len(parts) == 3 && parts[2] == "later":
		for _, r := range reasons {
			labels, presses = append(labels, r.label), append(presses, r.word)
		}
	case len(parts) == 2:
		labels, presses = []text.Text{text.T("hot.topic"), text.T("hot.watch"), text.T("hot.later")}, []string{"topic", "watch", "later"}
	}
	i := questions.Labelled(w, words, labels)
	if i < 0 {
		return "", false
	}
	return page + "|" + presses[i], true
}

func reasonText(word string) text.Text {
	for _, r := range reasons {
		if r.word == word {
			return r.label
		}
	}
	return text.Text{}
}

// deedText is what was decided, in a word or two.
func deedText(d hotspots.Decision) text.Text {
	switch d.Do {
	case hotspots.Watch:
		return text.T("hot.did.watch")
	case hotspots.Topical:
		return text.T("hot.did.topic", "n", d.N)
	}
	return text.T("hot.did.later", "why", reasonText(d.Why))
}

// hotPage is what is frequent in a grid, or everywhere: first what waits for a word.
func hotPage(x *acts.Turn, area string) talk.Prompt {
	b := board(x)
	topics := talk.Row(show.MenuButton(text.T("hot.topics"), "topics"))
	if stale(x) {
		topics = append(topics, show.MenuButton(text.T("hot.now"), "hot", "now"))
	}
	if b == nil || b.At == 0 {
		return talk.Prompt{Say: text.T("hot.never"), Rows: [][]talk.Button{topics}}
	}
	waiting, decided := b.In(strings.TrimPrefix(area, world.Everywhere), x.Now)
	lines := []text.Text{text.T("hot.head", "grid", areaText(x.World, area), "time", show.Dated(x.World, b.At))}
	if len(waiting)+len(decided) == 0 {
		lines = append(lines, text.T("hot.none"))
	}
	var open []talk.Button
	item := func(h hotspots.Hot, say text.Text) {
		n := len(open) + 1
		lines = append(lines, text.T("frequent.item", "n", n, "name", named(x.World, h, area), "why", say))
		open = append(open, frequent.Open(text.T("frequent.open", "n", n), h))
	}
	for _, h := range waiting[:min(len(waiting), mostHot)] {
		item(h, frequent.Sentence(h))
	}
	if more := len(waiting) - mostHot; more > 0 {
		lines = append(lines, text.T("hot.more", "n", more))
	}
	for _, h := range decided[:min(len(decided), mostHot)] {
		item(h, deedText(*b.Holds(h, x.Now)))
	}
	return talk.Prompt{Say: text.Lines(lines...), Rows: append(show.InFours(open), topics)}
}

// areaText is a grid, or the whole district.
func areaText(w *world.World, area string) text.Text {
	if area == world.Everywhere {
		return text.Named(w.District.Names)
	}
	return show.GridName(w, area)
}

// named is a spot with its grid, where several are on the page.
func named(w *world.World, h hotspots.Hot, area string) text.Text {
	if area != world.Everywhere {
		return frequent.Name(w, h.Spot)
	}
	return text.T("hot.in", "name", frequent.Name(w, h.Spot), "grid", show.GridName(w, h.Grid))
}

// spotPage is one spot: what is unusual about it, its cases, and what can be
// decided, or was.
func spotPage(x *acts.Turn, h hotspots.Hot) talk.Prompt {
	w := x.World
	lines := []text.Text{
		text.T("hot.spot", "name", frequent.Name(w, h.Spot), "grid", show.GridName(w, h.Grid)), frequent.Sentence(h), chance(h), frequent.Resting(h),
	}
	var cases []talk.Button
	for _, n := range h.Cases[max(0, len(h.Cases)-mostOpened):] {
		cases = append(cases, show.Acting(text.T("remind.open", "number", n), n, "open"))
	}
	p := talk.Prompt{}
	tag := frequent.Tag(h.Spot)
	if held := board(x).Holds(h, x.Now); held != nil {
		lines = append(lines, text.T("hot.held", "what", deedText(*held), "name", show.Called(w, held.By), "time", show.Dated(w, held.At)))
		if held.N != 0 {
			p.Rows = append(p.Rows, talk.Row(openTopic(held.N)))
		}
	} else {
		lines = append(lines, text.T("hot.ask"))
		p.Rows = append(p.Rows, talk.Row(show.MenuButton(text.T("hot.topic"), "hot", h.Grid, tag, "topic")),
			talk.Row(show.MenuButton(text.T("hot.watch"), "hot", h.Grid, tag, "watch"), show.MenuButton(text.T("hot.later"), "hot", h.Grid, tag, "later")))
	}
	p.Rows = append(p.Rows, talk.Pairs(cases...)...)
	if at, ok := w.District.Places.SpotPoint(h.Place); ok {
		where := strconv.FormatFloat(at.Lat, 'f', 5, 64) + "," + strconv.FormatFloat(at.Lon, 'f', 5, 64)
		p.Rows = append(p.Rows, talk.Row(show.MenuButton(text.T("hot.file"), "place", where)))
	}
	p.Rows = append(p.Rows, talk.Row(show.MenuButton(text.T("hot.back"), "hot", h.Grid)))
	p.Say = text.Lines(lines...)
	return p
}

// chance says how sure that is.
func chance(h hotspots.Hot) text.Text {
	if h.Why == hotspots.Relapse {
		return text.Text{}
	}
	return text.T("hot.chance")
}

// askReason asks why nothing is done about it now.
func askReason(x *acts.Turn, h hotspots.Hot) talk.Prompt {
	p := talk.Prompt{Say: text.T("hot.why", "name", frequent.Name(x.World, h.Spot))}
	tag := frequent.Tag(h.Spot)
	for _, r := range reasons {
		p.Rows = append(p.Rows, talk.Row(show.MenuButton(r.label, "hot", h.Grid, tag, "later", r.word)))
	}
	p.Rows = append(p.Rows, talk.Row(show.MenuButton(text.T("hot.back"), "hot", h.Grid, tag)))
	return p
}
