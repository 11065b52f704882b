package shop

import (
	"slices"
	"strings"

	"gridbot/flows/acts"
	"gridbot/flows/drawn"
	"gridbot/flows/matter"
	"gridbot/flows/request"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// giveData is a paper that somebody gives.
type giveData struct {
	N       int            `json:"n"`
	Service string         `json:"service"`
	Paper   string         `json:"paper"`
	Why     []string       `json:"why,omitempty"` // why it was sent back
	Files   []request.File `json:"files,omitempty"`
	Words   string         `json:"words,omitempty"`
	Typed   bool           `json:"typed,omitempty"` // the words came by themselves: whether they are the paper is asked
}

// add takes what was sent, as much as a paper may have.
func (d *giveData) add(files []talk.File) {
	for _, f := range files {
		if len(d.Files) < mostFiles {
			d.Files = append(d.Files, request.File{Kind: f.Kind, ID: f.ID})
		}
	}
}

// hearPaper takes photos, as many as come, and words: those may be the paper where
// there is nothing to photograph, or be said to somebody, which is asked.
func hearPaper(_ *world.World, d *giveData, e talk.Event) talk.Answer {
	words := text.Clean(e.Text, longestSaid)
	if words != "" {
		d.Words, d.Typed = words, len(e.Files) == 0
	}
	had := len(d.Files)
	d.add(e.Files)
	if strings.HasPrefix(d.Paper, request.Issued) { // words go along with it, and are none
		d.Typed = false
		if words != "" && len(d.Files) == 0 {
			return talk.Sorry("shop.issue.sorry")
		}
	}
	switch {
	case len(e.Files) > 0 && had == 0:
		return talk.Silent().After(talk.Prompt{Say: text.T("shop.give.got")})
	case had+len(e.Files) > mostFiles && len(e.Files) > 0:
		return talk.Silent().After(talk.Prompt{Say: text.T("shop.give.full", "n", mostFiles)})
	case len(e.Files) > 0:
		return talk.Silent() // others may follow
	case words != "", e.Press == "all" && len(d.Files) > 0:
		return talk.OK()
	}
	return talk.Sorry("shop.give.sorry")
}

// giving takes one paper: photos, or words where there is nothing to show.
var giving = talk.Dialogue[*world.World, giveData]{
	Name: "shopgive",
	Steps: []talk.Step[*world.World, giveData]{{
		Name: "paper",
		Ask: func(w *world.World, d giveData) talk.Prompt {
			name := paperName(w, request.Request{N: d.N, Service: d.Service}, d.Paper)
			lines := []text.Text{text.T("shop.give", "s", request.Label(d.N), "paper", name)}
			if strings.HasPrefix(d.Paper, request.Issued) {
				lines[0] = text.T("shop.issue", "s", request.Label(d.N), "paper", name)
			}
			if s, ok := matter.Service(w, d.Service); ok {
				if p, ok := s.Paper(d.Paper); ok && len(p.Hint) > 0 {
					lines = append(lines, text.T("shop.give.hint", "hint", text.Named(p.Hint)))
				}
			}
			for _, why := range d.Why {
				lines = append(lines, text.T("shop.give.wrong", "why", why))
			}
			return talk.Prompt{Say: text.Lines(lines...), Rows: [][]talk.Button{{show.Pick(text.T("shop.give.all"), "all")}}}
		},
		Hear: hearPaper,
	}, {
		Name:  "sure",
		Aside: true,
		When:  func(_ *world.World, d giveData) bool { return d.Typed },
		Ask: func(w *world.World, d giveData) talk.Prompt {
			say := text.T("shop.give.sure", "paper", paperName(w, request.Request{N: d.N, Service: d.Service}, d.Paper), "words", d.Words)
			if n := len(d.Files); n > 0 {
				say = text.T("shop.give.sure.files", "paper", paperName(w, request.Request{N: d.N, Service: d.Service}, d.Paper), "words", d.Words, "n", n)
			}
			return talk.Prompt{Say: say, Rows: [][]talk.Button{{show.Pick(text.T("shop.give.yes"), "yes"), show.Pick(text.T("shop.give.anew"), "anew")}}}
		},
		Hear: func(_ *world.World, d *giveData, e talk.Event) talk.Answer {
			words := text.Clean(e.Text, longestSaid)
			switch {
			case e.Press == "yes":
				return talk.OK()
			case e.Press == "anew":
				d.Files, d.Words, d.Typed = nil, "", false
				return talk.Redo("paper")
			case len(e.Files) > 0: // they send it after all
				d.Words, d.Typed = words, false
				d.add(e.Files)
				return talk.Redo("paper")
			case words != "":
				d.Words = words
				return talk.Redo("sure")
			}
			return talk.Sorry("shop.ask.tap")
		},
	}},
	Finish: func(_ *world.World, d giveData) talk.Decision { return d },
}

// give asks for a paper; without a name for the first that is missing.
func give(x *acts.Turn, r request.Request, args []string) error {
	id, got := arg(args, 0), takeSent(x, &r)
	if p := r.Paper(id); p != nil && !got.Empty() && !p.Missing() { // it is what was just taken
		id = ""
	}
	if missing := r.Missing(); id == "" && len(missing) > 0 {
		id = missing[0].ID
	}
	p := r.Paper(id)
	switch {
	case id == "" && !got.Empty():
		now := card(x, r)
		now.Say = text.Join("\n\n", got, now.Say)
		x.Reply(now)
		return nil
	case !r.Open():
		return result(x, r, request.ErrOver)
	case p == nil:
		return result(x, r, request.ErrUnknown)
	case r.Sent != 0 && !p.Missing():
		return result(x, r, request.ErrNotNow)
	}
	return ask(x, r, *p, got)
}

// takeSent takes what was sent for a paper whose question is still open, as nobody
// leaves a question to throw away what they sent; empty where nothing was.
func takeSent(x *acts.Turn, r *request.Request) text.Text {
	if x.World.Session.Dialogue != giving.Name {
		return text.Text{}
	}
	d, err := giving.Data(x.World.Session)
	if err != nil || d.N != r.N || len(d.Files) == 0 || d.Paper[0] == request.Site[0] { // theirs is told otherwise
		return text.Text{}
	}
	if err := r.Give(d.Paper, d.Files, d.Words, x.District.Calendar, x.Now.Unix()); err != nil {
		return text.Text{}
	}
	keep(x, x.Serving.Request, *r)
	x.EndSession()
	return text.T("shop.given", "paper", paperName(x.World, *r, d.Paper))
}

// site asks who accompanies it for photos of the place.
func site(x *acts.Turn, r request.Request, _ []string) error {
	if !r.Open() {
		return result(x, r, request.ErrOver)
	}
	return ask(x, r, request.Paper{ID: request.Site})
}

func ask(x *acts.Turn, r request.Request, p request.Paper, first ...text.Text) error {
	d := giveData{N: r.N, Service: r.Service, Paper: p.ID}
	for _, w := range p.Wrong {
		d.Why = append(d.Why, w.Why)
	}
	showSample(x, r.Service, p.ID)
	return acts.Enter(x, giving, d, first...)
}

// showSample shows what a good paper looks like, before it is asked for.
func showSample(x *acts.Turn, service, paper string) {
	s, _ := matter.Service(x.World, service)
	p, known := s.Paper(paper)
	if !known || len(p.Sample) == 0 {
		return
	}
	x.Beside(talk.Prompt{Say: text.T("shop.sample", "paper", text.Named(p.Names)),
		Draw: &drawn.Drawing{Sample: &drawn.Sample{Title: text.Named(p.Names), Lines: text.Named(p.Sample)}}})
}

// given takes a paper, and asks for the next one that is missing.
func given(x *acts.Turn, d giveData) error {
	if strings.HasPrefix(d.Paper, request.Issued) {
		return issued(x, d)
	}
	was := x.Serving.Request
	if was == nil || was.N != d.N || partsOf(x.World, *was)&(applicant|helper) == 0 {
		x.Reply(talk.Prompt{Say: text.T("shop.none", "s", request.Label(d.N)), Rows: x.Menu()})
		return nil
	}
	r := was.Clone()
	if err := r.Give(d.Paper, d.Files, d.Words, x.District.Calendar, x.Now.Unix()); err != nil {
		return result(x, r, err)
	}
	keep(x, was, r)
	if r.By != x.Me.ID && d.Paper != request.Site { // nobody gives something in their name unseen
		x.Write(applicantOf(x, r), world.ClassTask, door(r, text.T("shop.tell.given", "s", request.Label(r.N), "name", show.Called(x.World, x.Me.ID), "paper", paperName(x.World, r, d.Paper))))
	}
	got := text.T("shop.given", "paper", paperName(x.World, r, d.Paper))
	if missing := r.Missing(); len(missing) > 0 && d.Paper != request.Site {
		return ask(x, r, missing[0], got)
	}
	p := card(x, r)
	p.Say = text.Join("\n\n", got, p.Say)
	x.Reply(p)
	return nil
}

// papers shows what was given: all of it to who gave it, and to an officer what the
// steps of the department need.
func papers(x *acts.Turn, r request.Request, _ []string) error {
	is, sent := partsOf(x.World, r), 0
	for _, p := range r.Papers {
		if p.At == 0 || is&(applicant|helper) == 0 && p.ID != request.Site && !needs(r, x.Me.Agency, p.ID) && !gave(r, x.Me.Agency, p.ID) {
			continue
		}
		sent++
		say := text.T("shop.paper", "s", request.Label(r.N), "paper", paperName(x.World, r, p.ID), "time", show.Dated(x.World, p.At))
		if p.Words != "" {
			say = text.Lines(say, text.Said(p.Words))
		}
		prompt := talk.Prompt{Say: say}
		for _, f := range p.Files {
			prompt.Files = append(prompt.Files, talk.File{Kind: f.Kind, ID: f.ID})
		}
		x.Beside(prompt)
	}
	if sent == 0 {
		x.ShowAlert(text.T("shop.papers.none"))
	}
	return nil
}

// needs tells whether a step of a department needs a paper.
func needs(r request.Request, agency, paper string) bool {
	return slices.ContainsFunc(r.Steps, func(s request.Step) bool {
		return s.Agency == agency && s.Met != 0 && slices.Contains(s.Needs, paper)
	})
}

// stepOf is a step of the officer's own department.
func stepOf(x *acts.Turn, r *request.Request, id string) (*request.Step, error) {
	s := r.Step(id)
	if s == nil || s.Agency != x.Me.Agency {
		return nil, request.ErrUnknown
	}
	return s, nil
}

func done(x *acts.Turn, r request.Request, args []string) error {
	_, err := stepOf(x, &r, arg(args, 0))
	if err == nil {
		err = r.Finish(arg(args, 0), x.Me.ID, x.District.Calendar, x.Now.Unix())
	}
	return result(x, r, err)
}

func waive(x *acts.Turn, r request.Request, args []string) error {
	_, err := stepOf(x, &r, arg(args, 0))
	if err == nil {
		err = r.Waive(arg(args, 0), x.District.Calendar, x.Now.Unix())
	}
	return result(x, r, err)
}

// back asks which paper is wrong, and then why.
func back(x *acts.Turn, r request.Request, args []string) error {
	s, err := stepOf(x, &r, arg(args, 0))
	switch {
	case err != nil:
		return result(x, r, err)
	case !r.Open() || !s.With():
		return result(x, r, request.ErrNotNow)
	}
	if paper := arg(args, 1); paper != "" {
		if paper == "other" {
			paper = ""
		}
		return acts.Enter(x, writing, writeData{N: r.N, Do: "back", Step: s.ID, Paper: paper})
	}
	var bs []talk.Button
	for _, id := range s.Needs {
		if p := r.Paper(id); p != nil && p.For == "" {
			bs = append(bs, button(paperName(x.World, r, id), r, "back", s.ID, id))
		}
	}
	bs = append(bs, button(text.T("shop.button.other"), r, "back", s.ID, "other"))
	x.Reply(talk.Prompt{Say: text.T("shop.back.which", "s", request.Label(r.N)), Rows: append(talk.Pairs(bs...), talk.Row(button(text.T("talk.back"), r, "open")))})
	return nil
}

func refuse(x *acts.Turn, r request.Request, args []string) error {
	s, err := stepOf(x, &r, arg(args, 0))
	if err == nil && s.State != request.Runs {
		err = request.ErrNotNow
	}
	if err != nil {
		return result(x, r, err)
	}
	return acts.Enter(x, writing, writeData{N: r.N, Do: "no", Step: s.ID})
}

// writeData is what an officer writes to who asked.
type writeData struct {
	N     int    `json:"n"`
	Do    string `json:"do"` // back, no
	Step  string `json:"step"`
	Paper string `json:"paper,omitempty"`
	Why   string `json:"why,omitempty"`
}

var writing = talk.Dialogue[*world.World, writeData]{
	Name: "shopwrite",
	Steps: []talk.Step[*world.World, writeData]{{
		Name: "why",
		Ask: func(_ *world.World, d writeData) talk.Prompt {
			if d.Do == "no" {
				return talk.Prompt{Say: text.T("shop.write.no", "s", request.Label(d.N))}
			}
			return talk.Prompt{Say: text.T("shop.write.back", "s", request.Label(d.N))}
		},
		Hear: func(_ *world.World, d *writeData, e talk.Event) talk.Answer {
			if d.Why = text.CleanLine(e.Text, 200); d.Why == "" {
				return talk.Sorry("shop.ask.words")
			}
			return talk.OK()
		},
	}},
	Finish: func(_ *world.World, d writeData) talk.Decision { return d },
}

// written sends a paper back, or refuses the step, with what was written. Much may
// have happened meanwhile.
func written(x *acts.Turn, d writeData) error {
	was := x.Serving.Request
	if was == nil || was.N != d.N || partsOf(x.World, *was)&officer == 0 {
		x.Reply(talk.Prompt{Say: text.T("shop.none", "s", request.Label(d.N)), Rows: x.Menu()})
		return nil
	}
	r := was.Clone()
	_, err := stepOf(x, &r, d.Step)
	switch {
	case err != nil:
	case d.Do == "no":
		err = r.Refuse(d.Step, d.Why, x.Me.ID, x.District.Calendar, x.Now.Unix())
	default:
		err = r.SendBack(d.Step, d.Paper, d.Why, x.District.Calendar, x.Now.Unix())
	}
	return result(x, r, err)
}
