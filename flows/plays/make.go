package plays

import (
	"gridbot/flows/method"
	"slices"
	"strconv"
	"unicode/utf8"

	"gridbot/flows/acts"
	"gridbot/flows/hotspots"
	"gridbot/flows/playbooks"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// A lead writes a playbook from a key topic that held: for what it is meant, and
// what was done, in the three parts. A step is a line, as people write it: who, a
// colon, what, and in how many days.

const (
	longestSaid = 200 // of the other fields
)

// draft is a playbook in the making.
type draft struct {
	Topic    int              `json:"topic"`
	When     string           `json:"when,omitempty"`
	Steps    []playbooks.Step `json:"steps,omitempty"`
	Cost     string           `json:"cost,omitempty"`
	Pitfalls string           `json:"pitfalls,omitempty"`
	Fix      int              `json:"fix,omitempty"` // the step that is written anew, from 1
}

// version is what it would say.
func (d draft) version() playbooks.Version {
	return playbooks.Version{When: d.When, Steps: d.Steps, Cost: d.Cost, Pitfalls: d.Pitfalls}
}

// held tells whether what was agreed of a topic has held once.
func held(t hotspots.Topic) bool {
	return t.Stage == hotspots.StageHeld || slices.ContainsFunc(t.Diary, func(e hotspots.Entry) bool { return e.Stage == hotspots.StageHeld })
}

// begin begins to make one from a topic.
func begin(x *acts.Turn, arg string) error {
	n, _ := strconv.Atoi(arg)
	t := topic(x, n)
	switch {
	case t == nil || !leads(x.World, t.Grid):
		x.ShowAlert(text.T("plays.lead"))
	case !held(*t):
		x.ShowAlert(text.T("plays.held"))
	case book(x).From(n) != nil:
		p := book(x).From(n)
		x.ShowToast(text.T("plays.twice", "n", p.N))
		x.Reply(card(x, *p, p.Newest()))
	default:
		return enter(x, making, draft{Topic: n})
	}
	return nil
}

// sentence takes a sentence into a field.
func sentence(words *string, e talk.Event) talk.Answer {
	said := text.CleanLine(e.Text, longestSaid+1)
	switch {
	case said == "":
		return talk.Sorry("play.words.sorry")
	case utf8.RuneCountInString(said) > longestSaid:
		return talk.Sorry("play.words.long", "n", longestSaid)
	}
	*words = said
	return talk.OK()
}

var skipRow = [][]talk.Button{{show.Pick(text.T("talk.skip"), "skip")}}

// hearPart takes the steps of one part of a draft; two of the parts may be empty.
func hearPart(part playbooks.Part) func(w *world.World, d *draft, e talk.Event) talk.Answer {
	return func(w *world.World, d *draft, e talk.Event) talk.Answer {
		steps, a := []playbooks.Step(nil), talk.OK()
		if e.Press != "skip" || part == playbooks.Run {
			steps, a = method.HearSteps(w, part, e)
		}
		d.Steps = playbooks.Version{Steps: d.Steps}.Put(playbooks.Field(part), steps, "").Steps
		return a
	}
}

// making makes one.
var making = talk.Dialogue[*world.World, draft]{
	Name: "play",
	Steps: []talk.Step[*world.World, draft]{
		{
			Name: "when",
			Ask:  func(*world.World, draft) talk.Prompt { return talk.Prompt{Say: text.T("play.when")} },
			Hear: func(_ *world.World, d *draft, e talk.Event) talk.Answer { return sentence(&d.When, e) },
		},
		{
			Name: "clear",
			Ask: func(*world.World, draft) talk.Prompt {
				return talk.Prompt{Say: text.T("play.clear", "n", method.MostInPart), Rows: skipRow}
			},
			Hear: hearPart(playbooks.Clear),
		},
		{
			Name: "run",
			Ask: func(*world.World, draft) talk.Prompt {
				return talk.Prompt{Say: text.T("play.run", "n", method.MostInPart)}
			},
			Hear: hearPart(playbooks.Run),
		},
		{
			Name: "guard",
			Ask: func(*world.World, draft) talk.Prompt {
				return talk.Prompt{Say: text.T("play.guard", "n", method.MostInPart), Rows: skipRow}
			},
			Hear: hearPart(playbooks.Guard),
		},
		{
			Name: "cost",
			Ask: func(*world.World, draft) talk.Prompt {
				return talk.Prompt{Say: text.T("play.cost"), Rows: skipRow}
			},
			Hear: func(_ *world.World, d *draft, e talk.Event) talk.Answer {
				if e.Press == "skip" {
					return talk.OK()
				}
				return sentence(&d.Cost, e)
			},
		},
		{
			Name: "pitfalls",
			Ask: func(*world.World, draft) talk.Prompt {
				return talk.Prompt{Say: text.T("play.pitfalls"), Rows: skipRow}
			},
			Hear: func(_ *world.World, d *draft, e talk.Event) talk.Answer {
				if e.Press == "skip" {
					return talk.OK()
				}
				return sentence(&d.Pitfalls, e)
			},
		},
		oneStep, page,
	},
	Finish: func(_ *world.World, d draft) talk.Decision { return d },
}

// made keeps what was written, and shows it.
func made(x *acts.Turn, what talk.Decision) error {
	d, ok := what.(draft)
	if !ok {
		return acts.ErrNoDialogue
	}
	x.Strip()
	t := topic(x, d.Topic)
	switch {
	case t == nil || !leads(x.World, t.Grid):
		x.Reply(talk.Prompt{Say: text.T("plays.lead")})
		return nil
	case book(x).From(d.Topic) != nil: // somebody else was quicker
		p := book(x).From(d.Topic)
		x.Reply(talk.Prompt{Say: text.Lines(text.T("plays.twice", "n", p.N), lost(x, d))}, card(x, *p, p.Newest()))
		return nil
	}
	var p *playbooks.Playbook
	change(x, func(b *world.Book) {
		p = b.Begin(t.Kind, t.N, playbooks.Version{At: x.Now.Unix(), By: x.Me.ID, Grid: t.Grid, When: d.When, Steps: d.Steps, Plan: planOf(x.World, t.N), Cost: d.Cost, Pitfalls: d.Pitfalls,
			Proof: method.Seen(x.World).Proof(playbooks.Playbook{Kind: t.Kind, Topic: t.N})})
	})
	if p == nil {
		x.Change.Plays = nil
		x.Reply(talk.Prompt{Say: text.Lines(text.T("plays.full", "n", playbooks.MostBooks), lost(x, d))})
		return nil
	}
	made := card(x, *p, p.Newest())
	made.Say = text.Join("\n\n", text.T("plays.made", "n", p.N), made.Say)
	x.Reply(made)
	return nil
}

// lost is what was written and has no place: it is not gone.
func lost(x *acts.Turn, d draft) text.Text {
	return text.T("plays.lost", "words", text.Lines(method.Lines(x.World, d.version())...))
}
