package plays

import (
	"gridbot/flows/method"
	"slices"

	"gridbot/flows/acts"
	"gridbot/flows/playbooks"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// Whoever does it better writes one part of it anew, and why. That is the next
// version; the older ones stay as they are. Of two who write at once the second is
// told, and nothing is written over.

// better is a part of a playbook that is written anew.
type better struct {
	N     int              `json:"n"`
	Base  string           `json:"base"` // the version that was read
	Field playbooks.Field  `json:"field"`
	Steps []playbooks.Step `json:"steps,omitempty"`
	Words string           `json:"words,omitempty"`
	Why   string           `json:"why,omitempty"`
	Over  string           `json:"over,omitempty"` // the version they began with, where somebody wrote the next meanwhile
}

func (d better) part() bool { return slices.Contains(playbooks.Parts, playbooks.Part(d.Field)) }

// edit asks what is written anew.
func edit(x *acts.Turn, p playbooks.Playbook, f playbooks.Field) error {
	if !writes(x.World) {
		x.ShowAlert(text.T("plays.lead"))
		return nil
	}
	if slices.Contains(playbooks.Fields, f) {
		return enter(x, improving, better{N: p.N, Base: p.Newest().Label(), Field: f})
	}
	var bs []talk.Button
	for _, f := range playbooks.Fields {
		bs = append(bs, button(method.Fields[f], p.N, "edit", string(f)))
	}
	x.Reply(talk.Prompt{Say: text.T("plays.edit.which", "n", p.N, "version", p.Newest().Label()),
		Rows: append(talk.Pairs(bs...), talk.Row(button(text.T("plays.back"), p.N)))})
	return nil
}

// improving writes a part anew.
var improving = talk.Dialogue[*world.World, better]{
	Name: "playbetter",
	Steps: []talk.Step[*world.World, better]{
		{
			Name: "words",
			Ask: func(w *world.World, d better) talk.Prompt {
				lines := []text.Text{text.T("play.better", "field", method.Fields[d.Field])}
				if d.part() {
					lines = []text.Text{text.T("play.better.part", "field", method.Fields[d.Field], "n", method.MostInPart)}
				}
				if d.part() || d.Field == playbooks.Plan || d.Field == playbooks.Notice {
					lines = append(lines, text.T("play.blanks"))
				}
				return talk.Prompt{Say: text.Lines(append(lines, now(w, d)...)...)}
			},
			Hear: func(w *world.World, d *better, e talk.Event) (a talk.Answer) {
				if d.part() {
					d.Steps, a = method.HearSteps(w, playbooks.Part(d.Field), e)
					return a
				}
				if sorry, ok := method.Checked(e.Text); !ok && (d.Field == playbooks.Plan || d.Field == playbooks.Notice) {
					return sorry
				}
				return sentence(&d.Words, e)
			},
		},
		{
			Name: "why",
			Ask:  func(*world.World, better) talk.Prompt { return talk.Prompt{Say: text.T("play.why")} },
			Hear: func(_ *world.World, d *better, e talk.Event) talk.Answer { return sentence(&d.Why, e) },
		},
		{
			Name:  "over",
			Aside: true,
			When:  func(_ *world.World, d better) bool { return d.Over != "" },
			Ask:   quicker,
			Hear: func(_ *world.World, _ *better, e talk.Event) talk.Answer {
				if e.Press != "yes" {
					return talk.Sorry("play.over.sorry")
				}
				return talk.OK()
			},
		},
		compare,
	},
	Finish: func(_ *world.World, d better) talk.Decision { return d },
}

// quicker shows whoever writes second what the first changed; theirs is not lost, and
// can be the next version.
func quicker(w *world.World, d better) talk.Prompt {
	p := w.Plays.Playbook(d.N)
	if p == nil {
		return talk.Prompt{Say: text.T("plays.none.such")}
	}
	was, _ := p.Version(d.Over)
	is, _ := p.Version(d.Base)
	lines := append([]text.Text{text.T("plays.quicker", "name", method.Called(w, is.By, is.Grid), "version", is.Label())}, method.Diff(w, was, is)...)
	if is.Why != "" {
		lines = append(lines, text.T("plays.why", "name", method.Called(w, is.By, is.Grid), "why", is.Why))
	}
	lines = append(lines, text.T("plays.lost", "words", text.T("plays.line", "field", method.Fields[d.Field], "words", wrote(w, d))))
	return talk.Prompt{Say: text.Lines(lines...), Rows: [][]talk.Button{talk.Row(show.Pick(text.T("plays.over.yes", "version", is.Label()), "yes"))}}
}

// wrote is what somebody wrote.
func wrote(w *world.World, d better) text.Text {
	if !d.part() {
		return text.Said(d.Words)
	}
	var steps []text.Text
	for _, s := range d.Steps {
		steps = append(steps, method.Step(w, s))
	}
	return text.Join(" / ", steps...)
}

// now is what the part says in the version that was read.
func now(w *world.World, d better) []text.Text {
	p := w.Plays.Playbook(d.N)
	if p == nil {
		return nil
	}
	v, _ := p.Version(d.Base)
	if !d.part() {
		if v.Line(d.Field) == "" {
			return nil
		}
		return []text.Text{text.T("play.better.now"), text.Said(v.Line(d.Field))}
	}
	var lines []text.Text
	for _, s := range v.In(playbooks.Part(d.Field)) {
		lines = append(lines, text.T("plays.step", "what", method.Step(w, s)))
	}
	if len(lines) == 0 {
		return nil
	}
	return append([]text.Text{text.T("play.better.now")}, lines...)
}

// improved adds the version; where somebody was quicker it is asked once more.
func improved(x *acts.Turn, what talk.Decision) error {
	d, ok := what.(better)
	if !ok {
		return acts.ErrNoDialogue
	}
	x.Strip()
	p := book(x).Playbook(d.N)
	if p == nil || !writes(x.World) {
		x.Reply(talk.Prompt{Say: text.T("plays.lead")})
		return nil
	}
	if p.Back != nil { // it was taken back while they wrote
		x.Reply(talk.Prompt{Say: text.T("plays.lost", "words", text.T("plays.line", "field", method.Fields[d.Field], "words", wrote(x.World, d)))}, gone(x, *p))
		return nil
	}
	newest := p.Newest()
	v := newest.Put(d.Field, d.Steps, d.Words)
	v.At, v.By, v.Why, v.Proof = x.Now.Unix(), x.Me.ID, d.Why, method.Seen(x.World).Proof(*p)
	if x.Me.Role == world.Lead {
		v.Grid = x.Me.Grid // of the coordinator it stays the grid's that wrote last
	}
	switch {
	case newest.Label() != d.Base:
		d.Over, d.Base = d.Base, newest.Label()
		return enter(x, improving, d, "words", "why")
	case len(playbooks.Diff(newest, v)) == 0:
		x.Reply(talk.Prompt{Say: text.T("plays.nochange")}, card(x, *p, newest))
		return nil
	}
	change(x, func(b *world.Book) { b.Playbook(d.N).Improve(d.Base, v) })
	p = book(x).Playbook(d.N)
	tellAuthors(x, *p)
	x.Reply(differs(x, *p, p.Newest()))
	return nil
}

// tellAuthors tells those who wrote in it that somebody did it better.
func tellAuthors(x *acts.Turn, p playbooks.Playbook) {
	told := map[int64]bool{x.Me.ID: true}
	for _, a := range p.Authors() {
		who, works := x.Staff.People[a.By]
		if !works || told[a.By] {
			continue
		}
		told[a.By] = true
		x.Write(who, world.ClassTask, talk.Prompt{Say: text.T("plays.improved", "name", x.Me.Name, "n", p.N, "version", p.Newest().Label()),
			Rows: [][]talk.Button{talk.Row(button(text.T("plays.diff"), p.N, "diff", p.Newest().Label()), button(text.T("plays.back"), p.N))}})
	}
}
