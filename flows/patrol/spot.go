package patrol

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"gridbot/flows/acts"
	"gridbot/flows/answer"
	"gridbot/flows/calendar"
	"gridbot/flows/hotspots"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/upkeep"
	"gridbot/flows/world"
)

// A place is named by whoever leads, and named anew; what may be a slip is read back
// before: a name that is there, hours that lead over midnight, words of danger. One that
// is taken away is asked nothing any more; what was done there stays.

// LongestName is how long the name of a place may be.
const LongestName = 40

// mostGone is how many places that were taken away are kept: of more the oldest go.
const mostGone = 15

// Standing is how many places a topic has.
func Standing(t hotspots.Topic) (n int) {
	for _, p := range t.Points {
		if p.Gone == 0 {
			n++
		}
	}
	return n
}

// spot is a place in the making.
type spot struct {
	Topic int    `json:"topic"`
	Place int    `json:"place,omitempty"` // which is named anew; 0: one more
	Words string `json:"words,omitempty"`
	Held  bool   `json:"held,omitempty"` // the words speak of danger
	Now   bool   `json:"now,omitempty"`  // and it is happening now
}

// twin is a place of the same name.
func (d spot) twin(w *world.World) *upkeep.Point {
	name, _, _ := Read(d.Words)
	t := w.Topics.Topic(d.Topic)
	for i := 0; t != nil && i < len(t.Points); i++ {
		if p := &t.Points[i]; p.Gone == 0 && p.N != d.Place && strings.EqualFold(p.Name, name) {
			return p
		}
	}
	return nil
}

// naming asks for a place, and reads back what may be a slip.
var naming = talk.Dialogue[*world.World, spot]{
	Name: "spot",
	Steps: []talk.Step[*world.World, spot]{
		{
			Name: "words",
			Ask: func(w *world.World, d spot) talk.Prompt {
				if t := w.Topics.Topic(d.Topic); t != nil && t.Point(d.Place) != nil {
					p := t.Point(d.Place)
					return talk.Prompt{Say: text.T("spot.anew", "n", p.N, "name", p.Name, "hours", HoursText(*p))}
				}
				return talk.Prompt{Say: text.T("topic.point", "n", LongestName)}
			},
			Hear: func(w *world.World, d *spot, e talk.Event) talk.Answer {
				d.Words = text.CleanLine(e.Text, 2*LongestName)
				switch name, _, ok := Read(d.Words); {
				case d.Words == "":
					return talk.Sorry("topic.words.sorry")
				case !ok || name == "":
					return talk.Sorry("topic.point.sorry")
				case utf8.RuneCountInString(name) > LongestName:
					return talk.Sorry("topic.words.long", "n", LongestName)
				}
				d.Held = Danger(w, d.Words)
				return talk.OK()
			},
		},
		{
			Name:  "sure",
			Aside: true,
			When: func(w *world.World, d spot) bool {
				_, hours, _ := Read(d.Words)
				return d.Held || hours.From > hours.To || d.twin(w) != nil
			},
			Ask:  backRead,
			Hear: hearSure,
		},
	},
	Finish: func(_ *world.World, d spot) talk.Decision { return d },
}

// backRead reads back what may be a slip.
func backRead(w *world.World, d spot) talk.Prompt {
	name, hours, _ := Read(d.Words)
	if d.Held {
		return talk.Prompt{Say: Held(w, d.Words, text.T("spot.held", "name", name)),
			Rows: [][]talk.Button{talk.Row(Now(), show.Pick(text.T("spot.only"), "yes")), talk.Row(show.Pick(text.T("spot.again"), "no"))}}
	}
	var lines []text.Text
	if p := d.twin(w); p != nil {
		lines = append(lines, text.T("spot.twin", "n", p.N, "name", p.Name, "hours", HoursText(*p)))
	}
	if hours.From > hours.To {
		long := int(24*60 - hours.From + hours.To)
		lines = append(lines, text.T("spot.night", "name", name, "from", hours.From.String(), "to", hours.To.String(), "h", strconv.FormatFloat(float64(long)/60, 'f', -1, 64)))
	}
	return talk.Prompt{Say: text.Lines(append(lines, text.T("spot.sure"))...), Rows: [][]talk.Button{talk.Row(show.Pick(text.T("spot.yes"), "yes"), show.Pick(text.T("spot.again"), "no"))}}
}

// hearSure hears whether it is so; more words of danger say that it is happening.
func hearSure(w *world.World, d *spot, e talk.Event) talk.Answer {
	yes, said := answer.Yes(e.Text)
	switch {
	case e.Press == "now" && d.Held:
		d.Now = true
		return talk.OK()
	case e.Text != "" && Danger(w, e.Text):
		d.Words, d.Held, d.Now = d.Words+" "+e.Text, true, true
		return talk.OK()
	case e.Press == "yes" || said && yes:
		return talk.OK()
	case e.Press == "no" || said:
		return talk.Redo("words")
	}
	return talk.Sorry("spot.sorry")
}

// Name begins to ask for a place: for one more, or how one is called from now on.
func Name(x *acts.Turn, t hotspots.Topic, arg string) error {
	p := t.Point(number(arg))
	if arg != "" && (p == nil || p.Gone != 0) {
		x.ShowToast(text.T("points.gone"))
		x.Reply(pointsPage(x, t))
		return nil
	}
	return acts.Enter(x, naming, spot{Topic: t.N, Place: number(arg)})
}

// named keeps a place; where the topic went elsewhere meanwhile, that is said.
func named(x *acts.Turn, what talk.Decision) error {
	d, ok := what.(spot)
	if !ok {
		return acts.ErrNoDialogue
	}
	x.Strip()
	t := now(x).Topic(d.Topic)
	switch {
	case d.Now:
		return Happens(x, d.Words)
	case t == nil || !leads(x.World, t.Grid):
		x.Reply(talk.Prompt{Say: text.T("topics.lead")})
	case !t.Open():
		x.Reply(talk.Prompt{Say: text.Lines(text.T("topics.over"), text.T("topic.lost", "words", d.Words))})
	case d.Place == 0:
		Written(x, *t, d.Words)
	case t.Point(d.Place) == nil || t.Point(d.Place).Gone != 0:
		x.Reply(talk.Prompt{Say: text.Lines(text.T("points.gone"), text.T("topic.lost", "words", d.Words))})
	default:
		name, hours, _ := Read(d.Words)
		was := t.Point(d.Place).Name
		_ = changePoint(x, *t, d.Place, func(p *upkeep.Point) error {
			p.Name, p.Hours = name, hours
			return nil
		})
		if was != name {
			now(x).Topic(t.N).Write(hotspots.Entry{At: x.Now.Unix(), By: x.Me.ID, Words: "📍 " + was + " → " + name})
		}
		x.Reply(pointsPage(x, *now(x).Topic(t.N)))
	}
	return nil
}

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
	if !ok || Standing(t) >= upkeep.MostPoints {
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

// Place is what can be done with one place, by whoever leads.
func Place(x *acts.Turn, t hotspots.Topic, arg string) {
	p := t.Point(number(arg))
	if p == nil || p.Gone != 0 {
		x.ShowToast(text.T("points.gone"))
		x.Reply(pointsPage(x, t))
		return
	}
	id, n := strconv.Itoa(t.N), strconv.Itoa(p.N)
	x.Reply(talk.Prompt{Say: text.Lines(pointLines(x.World, *p)...), Rows: [][]talk.Button{
		talk.Row(show.MenuButton(text.T("points.rename"), "topics", id, "point", n), show.MenuButton(text.T("points.away"), "topics", id, "unpoint", n)),
		talk.Row(show.MenuButton(text.T("talk.back"), "topics", id, "points"))}})
}

// TakeAway asks whether they are sure, and takes a place away.
func TakeAway(x *acts.Turn, t hotspots.Topic, arg string) {
	of, sure, _ := strings.Cut(arg, "|")
	p := t.Point(number(of))
	switch {
	case p == nil || p.Gone != 0:
		x.ShowToast(text.T("points.gone"))
	case sure != "yes":
		id, n := strconv.Itoa(t.N), strconv.Itoa(p.N)
		x.Reply(talk.Prompt{Say: text.T("points.away.sure", "n", p.N, "name", p.Name), Rows: [][]talk.Button{
			talk.Row(show.MenuButton(text.T("points.away"), "topics", id, "unpoint", n, "yes"), show.MenuButton(text.T("talk.back"), "topics", id, "place", n))}})
		return
	default:
		name := p.Name
		_ = changePoint(x, t, p.N, func(p *upkeep.Point) error {
			p.TakeAway(x.Now)
			return nil
		})
		own := now(x).Topic(t.N)
		for len(own.Points)-Standing(*own) > mostGone {
			own.Points = slices.Delete(own.Points, slices.IndexFunc(own.Points, func(p upkeep.Point) bool { return p.Gone != 0 }), 1+slices.IndexFunc(own.Points, func(p upkeep.Point) bool { return p.Gone != 0 }))
		}
		own.Write(hotspots.Entry{At: x.Now.Unix(), By: x.Me.ID, Words: "🗑 📍 " + name})
		x.ShowToast(text.T("points.away.done", "name", name))
	}
	x.Reply(pointsPage(x, *now(x).Topic(t.N)))
}
