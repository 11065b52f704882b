package shop

import (
	"errors"
	"strings"

	"gridbot/flows/acts"
	"gridbot/flows/answer"
	"gridbot/flows/calendar"
	"gridbot/flows/matter"
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
	s, _ := matter.Service(w, d.Service)
	for _, a := range s.Asks {
		if _, answered := d.Answers[a.ID]; !answered && a.When.Hold(d.Answers) {
			return a, true
		}
	}
	return services.Ask{}, false
}

// counts tells whether the question that is open asks for a number.
func counts(w *world.World, s talk.Session) bool {
	d, err := opening.Data(s)
	a, _ := d.asking(w)
	return err == nil && a.Kind == services.KindNumber
}

// opening: somebody says what they want to do, answers the questions of the folder one
// after the other, and sees the answers before anything is made of them.
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
				return hearService(w, d, e)
			}
			value, sorry := heard(a, e)
			if value == "" {
				return sorry
			}
			s, _ := matter.Service(w, d.Service)
			d.Answers = s.With(d.Answers, a.ID, value)
			return talk.OK().Unasked("answer")
		},
	}, {
		Name: "sure", Aside: true,
		When: func(w *world.World, d beginData) bool {
			_, known := matter.Service(w, d.Service)
			return known && len(d.Answers) > 0
		},
		Ask: overview,
		Hear: func(w *world.World, d *beginData, e talk.Event) talk.Answer {
			id, change := strings.CutPrefix(e.Press, "c-")
			yes, _ := answer.Yes(e.Text)
			switch _, given := d.Answers[id]; {
			case e.Press == "ok", e.Press == "" && yes:
				return talk.OK()
			case change && given:
				s, _ := matter.Service(w, d.Service)
				d.Answers = s.With(d.Answers, id, "")
				return talk.Redo()
			case e.Press != "":
				return talk.Stale()
			}
			return talk.Sorry("shop.sure.sorry")
		},
	}},
	Finish: func(_ *world.World, d beginData) talk.Decision { return d },
}

// hearService hears which service is wanted, pressed or by its name.
func hearService(w *world.World, d *beginData, e talk.Event) talk.Answer {
	id, ours := strings.CutPrefix(e.Press, "s-")
	if e.Press == "" {
		id = services.Called(w.District.Services, e.Text)
	}
	switch _, known := matter.Service(w, id); {
	case known:
		d.Service = id
		return talk.OK().Unasked("answer") // the first question of it is asked in its place
	case e.Press != "" && !ours:
		return talk.Stale()
	}
	return talk.Sorry("shop.ask.tap")
}

// open tells whether something is to be asked: which service, or a question of it.
func (d beginData) open(w *world.World) bool {
	_, known := matter.Service(w, d.Service)
	_, more := d.asking(w)
	return more || !known && len(w.District.Services) > 0
}

// question asks what is open. Each button carries the question it answers: two quick
// taps answer one.
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
		bs = append(bs, show.Pick(text.Named(c.Names), a.ID+"-"+c.ID))
	}
	if a.Kind == services.KindYesNo {
		bs = append(bs, show.Pick(text.T("talk.yes"), a.ID+"-"+services.Yes), show.Pick(text.T("talk.no"), a.ID+"-"+services.No))
	}
	return talk.Prompt{Say: text.Named(a.Names), Rows: talk.Pairs(bs...)}
}

// overview shows the answers, and a button to change each.
func overview(w *world.World, d beginData) talk.Prompt {
	s, _ := matter.Service(w, d.Service)
	lines := []text.Text{text.T("shop.sure", "service", text.Named(s.Names))}
	var bs []talk.Button
	for _, a := range s.Asks {
		if v, given := d.Answers[a.ID]; given {
			n := len(bs) + 1
			lines = append(lines, text.T("shop.sure.line", "n", n, "answer", answerText(a, v)))
			bs = append(bs, show.Pick(text.T("shop.sure.change", "n", n), "c-"+a.ID))
		}
	}
	return talk.Prompt{Say: text.Lines(lines...), Rows: append([][]talk.Button{{show.Pick(text.T("shop.sure.yes"), "ok")}}, talk.Pairs(bs...)...)}
}

// heard is the answer to a question, pressed or in words; "" and why where it is none.
func heard(a services.Ask, e talk.Event) (string, talk.Answer) {
	if e.Press != "" {
		pressed, ours := strings.CutPrefix(e.Press, a.ID+"-")
		if !ours || !a.Takes(pressed) {
			return "", talk.Stale()
		}
		return pressed, talk.OK()
	}
	words := text.CleanLine(e.Text, longestLine)
	value, err := a.Hear(words)
	if err != nil {
		return "", why(err, words)
	}
	return value, talk.OK()
}

// why says why words are no answer.
func why(err error, words string) talk.Answer {
	switch {
	case errors.Is(err, services.ErrNoChoice):
		return talk.Sorry("shop.ask.tap")
	case errors.Is(err, services.ErrNoYes):
		return talk.Sorry("shop.ask.yesno")
	case errors.Is(err, services.ErrNoWords):
		return talk.Sorry("shop.ask.words")
	case words == "": // a photo, a place
		return talk.Sorry("shop.ask.number")
	case errors.Is(err, services.ErrLarge):
		return talk.Sorry("shop.ask.number.large", "words", words)
	case errors.Is(err, answer.ErrSeveral):
		return talk.Sorry("shop.ask.number.several", "words", words)
	case errors.Is(err, answer.ErrUnit):
		return talk.Sorry("shop.ask.number.unit", "words", words)
	}
	return talk.Sorry("shop.ask.number.none", "words", words)
}

// begin asks what is to be known of a new request. What was answered of another one
// that was begun is not wanted any more.
func begin(x *acts.Turn, service string) error {
	d := beginData{}
	if _, ok := matter.Service(x.World, service); ok {
		d.Service = service
	}
	putAside(x)
	return acts.Enter(x, opening, d)
}

// putAside leaves the questions of a new request out of what is open.
func putAside(x *acts.Turn) {
	x.World.Session = talk.Session{Below: x.World.Session.Without(opening.Name)}
}

// half is what somebody has begun to answer and left; false for nothing.
func half(w *world.World) (s talk.Session, d beginData, ok bool) {
	for at := &w.Session; at != nil; at = at.Below {
		if at.Dialogue != opening.Name {
			continue
		}
		d, err := opening.Data(*at)
		_, known := matter.Service(w, d.Service)
		return *at, d, err == nil && known && len(d.Answers) > 0
	}
	return s, d, false
}

// left is what somebody has begun to answer and left, with buttons to go on, and to begin a
// service, or the same, instead; nil for nothing.
func left(x *acts.Turn, instead string) (text.Text, []talk.Button) {
	_, d, ok := half(x.World)
	if !ok {
		return text.Text{}, nil
	}
	of, _ := matter.Service(x.World, d.Service)
	label := text.T("shop.button.anew")
	if to, known := matter.Service(x.World, instead); known && instead != d.Service {
		label = text.T("shop.button.instead", "service", text.Named(to.Names))
	} else {
		instead = d.Service
	}
	return text.T("shop.home.half", "service", text.Named(of.Names), "n", len(d.Answers)), []talk.Button{
		show.MenuButton(text.T("shop.button.on", "service", text.Named(of.Names)), "shop", "on"), show.MenuButton(label, "shop", "new", instead, "anew")}
}

// goOn puts the question again at which somebody has left.
func goOn(x *acts.Turn) error {
	s, _, ok := half(x.World)
	if !ok {
		home(x)
		return nil
	}
	p, _, err := opening.Ask(x.World, s)
	if err != nil {
		return err
	}
	putAside(x)
	s.Below = x.Below()
	x.KeepSession(s)
	x.Beside(p)
	return nil
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
	s, ok := matter.Service(x.World, d.Service)
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
		line := text.T("shop.list.step", "step", matter.Step(x.World, r, st.ID), "agency", show.AgencyName(x.World, st.Agency), "days", spanText(of.Within))
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
	s, ok := matter.Service(x.World, r.Service)
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
