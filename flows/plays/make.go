package plays

import (
	"gridbot/flows/method"
	"regexp"
	"slices"
	"strconv"
	"strings"
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
	longestLine = 80  // letters of a step
	longestSaid = 200 // of the other fields
	mostInPart  = 6   // steps
)

// draft is a playbook in the making.
type draft struct {
	Topic    int              `json:"topic"`
	When     string           `json:"when,omitempty"`
	Steps    []playbooks.Step `json:"steps,omitempty"`
	Cost     string           `json:"cost,omitempty"`
	Pitfalls string           `json:"pitfalls,omitempty"`
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

var (
	daysForm   = regexp.MustCompile(`(?i)[（(]?\s*(\d{1,3})\s*(?:天|日|days?)\s*[）)]?[。.]?$`)
	bulletForm = regexp.MustCompile(`^(?:[-·•*]|\d{1,2}[.、)）])\s*`)
)

// read reads steps, one a line or parted by semicolons.
func read(w *world.World, part playbooks.Part, words string) []playbooks.Step {
	var all []playbooks.Step
	for _, line := range strings.FieldsFunc(words, func(r rune) bool { return r == '\n' || r == '；' || r == ';' }) {
		s := playbooks.Step{Part: part, What: bulletForm.ReplaceAllString(strings.TrimSpace(line), "")}
		if m := daysForm.FindStringSubmatchIndex(s.What); m != nil {
			s.Days, _ = strconv.Atoi(s.What[m[2]:m[3]])
			s.What = strings.TrimRight(s.What[:m[0]], " ，,")
		}
		if at := strings.IndexAny(s.What, "：:"); at > 0 && utf8.RuneCountInString(s.What[:at]) <= 20 {
			_, size := utf8.DecodeRuneInString(s.What[at:])
			s.Who, s.What = strings.TrimSpace(s.What[:at]), strings.TrimSpace(s.What[at+size:])
			for _, a := range w.District.Agencies {
				if strings.EqualFold(s.Who, a.Names[text.Chinese]) || strings.EqualFold(s.Who, a.Names[text.English]) {
					s.Agency = a.ID
				}
			}
		}
		if s.What != "" {
			all = append(all, s)
		}
	}
	return all
}

// hearSteps takes the steps of a part.
func hearSteps(w *world.World, part playbooks.Part, e talk.Event) ([]playbooks.Step, talk.Answer) {
	steps := read(w, part, text.Clean(e.Text, mostInPart*longestLine*2))
	switch {
	case len(steps) == 0:
		return nil, talk.Sorry("play.steps.sorry")
	case len(steps) > mostInPart:
		return nil, talk.Sorry("play.steps.many", "n", mostInPart)
	case slices.ContainsFunc(steps, func(s playbooks.Step) bool { return utf8.RuneCountInString(s.What) > longestLine }):
		return nil, talk.Sorry("play.steps.long", "n", longestLine)
	}
	for _, s := range steps {
		if a, ok := checked(s.What); !ok {
			return nil, a
		}
	}
	return steps, talk.OK()
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
		if e.Press == "skip" && part != playbooks.Run {
			return talk.OK()
		}
		steps, a := hearSteps(w, part, e)
		d.Steps = append(slices.Clone(d.Steps), steps...)
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
				return talk.Prompt{Say: text.T("play.clear", "n", mostInPart), Rows: skipRow}
			},
			Hear: hearPart(playbooks.Clear),
		},
		{
			Name: "run",
			Ask: func(*world.World, draft) talk.Prompt {
				return talk.Prompt{Say: text.T("play.run", "n", mostInPart)}
			},
			Hear: hearPart(playbooks.Run),
		},
		{
			Name: "guard",
			Ask: func(*world.World, draft) talk.Prompt {
				return talk.Prompt{Say: text.T("play.guard", "n", mostInPart), Rows: skipRow}
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
		p = b.Begin(t.Kind, t.N, playbooks.Version{At: x.Now.Unix(), By: x.Me.ID, Grid: t.Grid, When: d.When, Steps: d.Steps, Plan: t.Plan, Cost: d.Cost, Pitfalls: d.Pitfalls,
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
	return text.T("plays.lost", "words", text.Lines(method.Lines(x.World, playbooks.Version{When: d.When, Steps: d.Steps, Cost: d.Cost, Pitfalls: d.Pitfalls})...))
}
