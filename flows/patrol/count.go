package patrol

import (
	"errors"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"gridbot/flows/acts"
	"gridbot/flows/answer"
	"gridbot/flows/frequent"
	"gridbot/flows/hotspots"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/upkeep"
	"gridbot/flows/world"
)

// What is told of is not all there is: who is on the round says how many there are
// now, with a tap or in words, and the profile knows at which hours there are most.

// ticks are the numbers that can be ticked; any other is said.
var ticks = []int{0, 1, 2, 3, 5, 8, 12, 20}

// mostCount is how many there can be.
const mostCount = 10_000

// countsAgain is how soon the same person counts once more: a second tick is a slip.
const countsAgain = 10 * time.Minute

// Counts tells whether the person may say how many there are: who works in the grid.
func Counts(w *world.World, t hotspots.Topic) bool {
	return leads(w, t.Grid) || w.Me.Role == world.Worker && w.Me.Grid == t.Grid
}

// count is how many there are, where a topic is or at one of its places.
type count struct {
	Topic int `json:"topic"`
	Place int `json:"place,omitempty"`
	N     int `json:"n"`
}

// counting asks for it.
var counting = talk.Dialogue[*world.World, count]{
	Name: "count",
	Steps: []talk.Step[*world.World, count]{{
		Name:  "n",
		Which: func(_ *world.World, d count) string { return strconv.Itoa(d.Topic) + "." + strconv.Itoa(d.Place) },
		Ask: func(w *world.World, d count) talk.Prompt {
			var bs []talk.Button
			for _, n := range ticks {
				bs = append(bs, show.Pick(text.T("topics.tick", "n", n), strconv.Itoa(n)))
			}
			p := talk.Prompt{Say: text.T("topics.over"), Rows: show.InFours(bs)}
			if t := w.Topics.Topic(d.Topic); t != nil {
				p.Say = text.T("topics.count.ask", "what", frequent.Name(w, t.Spot))
				if at := t.Point(d.Place); at != nil {
					p.Say = text.T("points.look.ask", "n", at.N, "name", at.Name)
				}
			}
			return p
		},
		Hear: func(_ *world.World, d *count, e talk.Event) talk.Answer {
			n, ok := howMany(e.Text)
			if e.Press != "" {
				var err error
				n, err = strconv.Atoi(e.Press)
				ok = err == nil && slices.Contains(ticks, n)
			}
			if !ok {
				return talk.Sorry("topics.count.sorry", "n", mostCount)
			}
			d.N = n
			return talk.OK()
		},
	}},
	Finish: func(_ *world.World, d count) talk.Decision { return d },
}

// nobody are words for none.
var nobody = strings.Split("没有了,没了,没有,一个都没有,一辆都没有,一处都没有,都没了,全没了,清空了,空了,none left,nothing,nothing left,no more,all gone,none,zero", ",")

// howMany hears how many there are: 15, 七辆, 没有了, none left.
func howMany(words string) (n int, ok bool) {
	said := strings.Trim(strings.ToLower(text.CleanLine(words, 40)), " .,。，！!~～")
	said = strings.TrimSpace(strings.TrimPrefix(strings.TrimPrefix(said, "现在"), "还有"))
	if slices.Contains(nobody, said) {
		return 0, true
	}
	n, _, err := answer.Number(strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(said, "车"), " cars"), "了"))
	if errors.Is(err, answer.ErrNone) {
		n, _, err = answer.Number(strings.TrimSuffix(strings.TrimPrefix(said, "有"), "台"))
	}
	return n, err == nil && n <= mostCount && !orSo.MatchString(said)
}

// orSo is 七八: seven or eight, and no number.
var orSo = regexp.MustCompile(`^有?[一二三四五六七八九]{2}[^一二三四五六七八九十百千万]*$`)

// longestCount is how long words are that may be meant as a number.
const longestCount = 12

// away tells whether what was said is no answer to how many there are: then it is heard as
// if nothing were asked. Words that may be meant as one are asked again.
func away(w *world.World, _ talk.Session, e talk.Event) bool {
	if e.Press != "" || e.Command != "" || e.Edited {
		return false
	}
	if len(e.Files) > 0 || e.Point != nil {
		return true
	}
	if _, danger := w.District.Danger(e.Text); danger && !e.Counted {
		return true
	}
	_, number := howMany(e.Text)
	maybe := utf8.RuneCountInString(e.Text) <= longestCount && strings.ContainsAny(e.Text, "0123456789零一二两三四五六七八九十几多少")
	return !number && !maybe
}

// Counted asks how many there are now, and keeps it.
func Counted(x *acts.Turn, t hotspots.Topic, arg string) error {
	if n, err := strconv.Atoi(arg); err == nil && slices.Contains(ticks, n) {
		keep(x, t, n)
		return nil
	}
	return acts.Enter(x, counting, count{Topic: t.N})
}

// counted keeps what was said; where the topic or the place is gone meanwhile, that is
// said.
func counted(x *acts.Turn, what talk.Decision) error {
	d, ok := what.(count)
	if !ok {
		return acts.ErrNoDialogue
	}
	t := now(x).Topic(d.Topic)
	if x.Event.Press == "" {
		x.Strip()
	}
	switch {
	case t == nil || d.Place == 0 && !Counts(x.World, *t) || d.Place != 0 && !sees(x.World, *t):
		x.Reply(talk.Prompt{Say: text.T("topics.count.not")})
	case !t.Open():
		x.Reply(talk.Prompt{Say: text.T("topics.over")})
	case d.Place == 0:
		keep(x, *t, d.N)
	case t.Point(d.Place) == nil || t.Point(d.Place).Gone != 0:
		x.Reply(talk.Prompt{Say: text.T("points.gone")})
	default:
		atPlace(x, *t, *t.Point(d.Place), d.N)
	}
	return nil
}

// atPlace keeps how many there are at a place, and shows all of them.
func atPlace(x *acts.Turn, t hotspots.Topic, p upkeep.Point, n int) {
	said := seen(x, t, p, n)
	if x.ShowToast(said); x.Event.Press == "" {
		x.Reply(talk.Prompt{Say: said})
	}
	x.Change.Alert = !p.Within(x.District.Here(x.Now)) // that it is not compared must be read
	x.Reply(pointsPage(x, *now(x).Topic(t.N)))
}

// keep keeps how many there are where a topic is.
func keep(x *acts.Turn, t hotspots.Topic, n int) {
	if slices.ContainsFunc(t.Counts, func(c hotspots.Count) bool {
		return c.By == x.Me.ID && x.Now.Unix()-c.At < int64(countsAgain/time.Second)
	}) {
		again := text.T("topics.count.again", "n", int(countsAgain/time.Minute))
		if x.ShowToast(again); x.Event.Press == "" {
			x.Reply(talk.Prompt{Say: again})
		}
		return
	}
	change(x, func(ts *world.Topics) { ts.Topic(t.N).Tick(hotspots.Count{At: x.Now.Unix(), By: x.Me.ID, N: n}) })
	x.Reply(talk.Prompt{Say: text.T("topics.counted", "n", n, "what", frequent.Name(x.World, t.Spot), "time", show.Dated(x.World, x.Now.Unix()))})
}

// seen keeps how many there are at a place, and says so.
func seen(x *acts.Turn, t hotspots.Topic, p upkeep.Point, n int) text.Text {
	at := x.District.Here(x.Now)
	err := changePoint(x, t, p.N, func(p *upkeep.Point) error { return p.Look(n, x.Me.ID, at) })
	switch {
	case errors.Is(err, upkeep.ErrAgain):
		return text.T("topics.count.again", "n", int(countsAgain/time.Minute))
	case err != nil:
		return text.T("points.gone")
	case !p.Within(at):
		return text.T("points.looked.off", "name", p.Name, "n", n, "hours", HoursText(p))
	}
	return text.T("points.looked", "name", p.Name, "n", n)
}

// fewestCounts is how many there must be to say when there are most.
const fewestCounts = 3

// CountText says at which hours there are most, by what was counted; nothing where
// that is too little.
func CountText(w *world.World, all []hotspots.Count) text.Text {
	var n, sum [hotspots.DayParts]int
	for _, c := range all {
		part := w.District.Here(time.Unix(c.At, 0)).Hour() / hotspots.PartHours
		n[part]++
		sum[part] += c.N
	}
	at := -1
	for i := range n {
		if n[i] > 0 && (at < 0 || sum[i]*n[at] > sum[at]*n[i]) {
			at = i
		}
	}
	if len(all) < fewestCounts || sum[max(at, 0)] == 0 {
		return text.Text{}
	}
	mean := strconv.FormatFloat(float64(sum[at])/float64(n[at]), 'f', 1, 64)
	return text.T("profile.counts", "n", len(all), "from", at*hotspots.PartHours, "to", (at+1)*hotspots.PartHours, "mean", mean)
}
