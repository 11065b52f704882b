package shop

import (
	"slices"
	"strconv"
	"strings"

	"gridbot/flows/acts"
	"gridbot/flows/calendar"
	"gridbot/flows/request"
	"gridbot/flows/services"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// beginData is a request that somebody begins.
type beginData struct {
	Service string            `json:"service,omitempty"`
	Answers map[string]string `json:"answers,omitempty"`
}

// mostOpen is how many requests somebody has at once.
const mostOpen = 5

// longestSaid is how much somebody may write at once, and longestLine on one line.
const (
	longestSaid = 500
	longestLine = 60
	mostFiles   = 10
)

// asking is the question that is open; false when all are answered.
func (d beginData) asking(w *world.World) (services.Ask, bool) {
	s, _ := serviceOf(w, d.Service)
	for _, a := range s.Asks {
		if _, answered := d.Answers[a.ID]; !answered && a.When.Hold(d.Answers) {
			return a, true
		}
	}
	return services.Ask{}, false
}

// opening: somebody says what they want to do, and answers the questions of the folder
// one after the other.
var opening = talk.Dialogue[*world.World, beginData]{
	Name: "shop",
	Steps: []talk.Step[*world.World, beginData]{{
		Name:  "answer",
		When:  func(w *world.World, d beginData) bool { return d.open(w) },
		Which: func(w *world.World, d beginData) string { a, _ := d.asking(w); return d.Service + "." + a.ID },
		Ask:   question,
		Hear: func(w *world.World, d *beginData, e talk.Event) talk.Answer {
			a, known := d.asking(w)
			if !known {
				if _, ok := serviceOf(w, strings.TrimPrefix(e.Press, "s-")); !ok {
					return talk.Sorry("shop.ask.tap")
				}
				d.Service = strings.TrimPrefix(e.Press, "s-")
				return talk.OK().Unasked("answer") // the first question of it is asked in its place
			}
			value, ok := heard(a, e)
			switch {
			case !ok && a.Kind == services.KindNumber:
				return talk.Sorry("shop.ask.number")
			case !ok && (a.Kind == services.KindYesNo || a.Kind == services.KindChoice):
				return talk.Sorry("shop.ask.tap")
			case !ok:
				return talk.Sorry("shop.ask.words")
			}
			answers := map[string]string{a.ID: value}
			for k, v := range d.Answers {
				answers[k] = v
			}
			d.Answers = answers
			return talk.OK().Unasked("answer")
		},
	}},
	Finish: func(_ *world.World, d beginData) talk.Decision { return d },
}

// open tells whether something is to be asked: which service, or a question of it.
func (d beginData) open(w *world.World) bool {
	_, known := serviceOf(w, d.Service)
	_, more := d.asking(w)
	return more || !known && len(w.District.Services) > 0
}

// question asks what is open.
func question(w *world.World, d beginData) talk.Prompt {
	a, known := d.asking(w)
	var bs []talk.Button
	if !known {
		for _, s := range w.District.Services {
			bs = append(bs, show.Pick(text.Named(s.Names), "s-"+s.ID))
		}
		return talk.Prompt{Say: text.T("shop.ask.service"), Rows: talk.Pairs(bs...)}
	}
	for _, c := range a.Choices {
		bs = append(bs, show.Pick(text.Named(c.Names), "v-"+c.ID))
	}
	if a.Kind == services.KindYesNo {
		bs = append(bs, show.Pick(text.T("talk.yes"), "v-yes"), show.Pick(text.T("talk.no"), "v-no"))
	}
	return talk.Prompt{Say: text.Named(a.Names), Rows: talk.Pairs(bs...)}
}

// heard is the answer to a question; false where it is none.
func heard(a services.Ask, e talk.Event) (value string, ok bool) {
	words := text.CleanLine(e.Text, longestLine)
	pressed, _ := strings.CutPrefix(e.Press, "v-")
	switch a.Kind {
	case services.KindYesNo:
		return pressed, pressed == services.Yes || pressed == services.No
	case services.KindChoice:
		return pressed, slices.ContainsFunc(a.Choices, func(c services.Choice) bool { return c.ID == pressed })
	case services.KindNumber:
		n, err := strconv.Atoi(strings.TrimFunc(words, func(r rune) bool { return r < '0' || r > '9' }))
		return strconv.Itoa(n), err == nil && n <= 1e6
	}
	return words, words != ""
}

// begin asks what is to be known of a new request.
func begin(x *acts.Turn, service string) error {
	d := beginData{}
	if _, ok := serviceOf(x.World, service); ok {
		d.Service = service
	}
	return enter(x, opening, d)
}

// decided carries out what a dialogue has ended in.
func decided(x *acts.Turn, what talk.Decision) error {
	switch d := what.(type) {
	case beginData:
		return begun(x, d)
	case giveData:
		return given(x, d)
	case writeData:
		return written(x, d)
	}
	return acts.ErrNoDialogue
}

// begun makes the draft, and shows what is needed.
func begun(x *acts.Turn, d beginData) error {
	s, ok := serviceOf(x.World, d.Service)
	if !ok || !x.Serving.Listed {
		x.Reply(talk.Prompt{Say: text.T("shop.off"), Rows: x.Menu()})
		return nil
	}
	if tooMany(x) {
		return nil
	}
	r := request.New(x.Serving.Last+1, x.Me.ID, s, d.Answers, x.District.Calendar, x.Now.Unix())
	for _, a := range s.Asks {
		if a.Kind == services.KindPlace && r.Grid == "" {
			r.Grid = gridOf(x.World, d.Answers[a.ID])
		}
	}
	keep(x, nil, r)
	list(x, r, s)
	return nil
}

// list is what is needed: the papers to bring, and who does what.
func list(x *acts.Turn, r request.Request, s services.Service) {
	lines := []text.Text{text.T("shop.list", "s", request.Label(r.N), "service", text.Named(s.Names), "n", len(r.Papers), "steps", len(r.Steps))}
	for _, p := range r.Papers {
		lines = append(lines, text.T("shop.list.paper", "paper", paperName(x.World, r, p.ID)))
	}
	lines = append(lines, text.T("shop.list.steps"))
	fees := 0
	for _, st := range r.Steps {
		of, _ := s.Step(st.ID)
		fees += of.Fee
		line := text.T("shop.list.step", "step", stepName(x.World, r, st.ID), "agency", show.AgencyName(x.World, st.Agency), "days", spanText(of.Within))
		for _, h := range of.Hours {
			line = text.Join(" ", line, text.Said(h.String()))
		}
		if st.Visit {
			line = text.Join(" ", line, text.T("shop.mark.visit"))
		}
		lines = append(lines, line)
	}
	f := r.Forecast(x.District.Calendar, x.Now.Unix(), x.Serving.Figures)
	lines = append(lines, text.T("shop.list.days", "earliest", show.Dated(x.World, f.Earliest), "likely", show.Dated(x.World, f.Likely)))
	if s.Baseline.Days > 0 {
		lines = append(lines, text.T("shop.list.before", "days", s.Baseline.Days, "visits", s.Baseline.Visits))
	}
	if fees > 0 {
		lines = append(lines, text.T("shop.list.fees", "yuan", fees))
	}
	lines = append(lines, text.T("shop.list.rest"))
	x.Reply(talk.Prompt{Say: text.Lines(lines...), Rows: cardButtons(x, r)})
}

// spanText is how long a step may take.
func spanText(s calendar.Span) text.Text {
	if s.Work > 0 {
		return text.T("shop.span.days", "n", s.Work)
	}
	return text.T("shop.span.hours", "n", int((s.Hours + s.Plain).Hours()))
}

// tooMany tells, and says so, that somebody has as many requests as one can follow.
func tooMany(x *acts.Turn) bool {
	open := 0
	for _, r := range x.Serving.List {
		if r.Open() && r.By == x.Me.ID {
			open++
		}
	}
	if open >= mostOpen {
		x.Reply(talk.Prompt{Say: text.T("shop.many", "n", open), Rows: x.Menu()})
	}
	return open >= mostOpen
}

// again begins anew what has ended, with the answers and papers that were given.
func again(x *acts.Turn, r request.Request) error {
	s, ok := serviceOf(x.World, r.Service)
	switch {
	case r.Open():
		return result(x, r, request.ErrNotNow)
	case !ok || !x.Serving.Listed:
		x.Reply(talk.Prompt{Say: text.T("shop.off"), Rows: x.Menu()})
		return nil
	case tooMany(x):
		return nil
	}
	next := request.New(x.Serving.Last+1, x.Me.ID, s, r.Answers, x.District.Calendar, x.Now.Unix())
	next.Grid = r.Grid
	for _, p := range r.Papers {
		if p.At != 0 && len(p.Wrong) == 0 && p.For == "" && next.Paper(p.ID) != nil {
			if err := next.Give(p.ID, p.Files, p.Words, x.District.Calendar, x.Now.Unix()); err != nil {
				return err
			}
		}
	}
	keep(x, nil, next)
	list(x, next, s)
	return nil
}

// gridOf is the grid a request belongs to: that of the place that is named; "" where
// nobody knows.
func gridOf(w *world.World, words string) string {
	if named := w.District.Places.Named(words, 2); len(named) == 1 {
		return named[0].Grid
	}
	return ""
}
