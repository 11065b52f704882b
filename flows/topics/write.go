package topics

import (
	"unicode/utf8"

	"gridbot/flows/acts"
	"gridbot/flows/hotspots"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// longestWords is how long a line of the diary, or what is planned, may be: who
// reports there reads the plan whole.
const longestWords = 200

// words are what a lead writes about a topic: a line of its diary, or its plan.
type words struct {
	N     int    `json:"n"`
	What  string `json:"what"` // note, plan
	Words string `json:"words,omitempty"`
}

// writing asks for them.
var writing = talk.Dialogue[*world.World, words]{
	Name: "topic",
	Steps: []talk.Step[*world.World, words]{{
		Name: "words",
		Ask: func(_ *world.World, d words) talk.Prompt {
			if d.What == "plan" {
				return talk.Prompt{Say: text.T("topic.plan", "n", longestWords)}
			}
			return talk.Prompt{Say: text.T("topic.note", "n", longestWords)}
		},
		Hear: func(_ *world.World, d *words, e talk.Event) talk.Answer {
			d.Words = text.CleanLine(e.Text, longestWords+1)
			switch {
			case d.Words == "":
				return talk.Sorry("topic.words.sorry")
			case utf8.RuneCountInString(d.Words) > longestWords:
				return talk.Sorry("topic.words.long", "n", longestWords)
			}
			return talk.OK()
		},
	}},
	Finish: func(_ *world.World, d words) talk.Decision { return d },
}

// ask begins to ask; the card that was pressed stays.
func ask(x *acts.Turn, about words) error {
	s, err := writing.Begin(about)
	if err != nil {
		return err
	}
	p, _, err := writing.Ask(x.World, s)
	if err != nil {
		return err
	}
	s.Below = x.Below()
	x.KeepSession(s)
	x.Beside(p)
	return nil
}

// needWriting: the topics, and the playbooks that fit.
func needWriting(_ *world.World, _ talk.Session, _ talk.Event, n *world.Need) {
	n.Topics, n.Plays = true, true
}

// written keeps what was written; where the topic went elsewhere meanwhile, it is
// not lost, and said so.
func written(x *acts.Turn, what talk.Decision) error {
	d, ok := what.(words)
	if !ok {
		return acts.ErrNoDialogue
	}
	x.Strip()
	t := now(x).Topic(d.N)
	switch {
	case t == nil || !leads(x.World, t.Grid):
		x.Reply(talk.Prompt{Say: text.T("topics.lead")})
		return nil
	case !t.Open():
		x.Reply(talk.Prompt{Say: text.Lines(text.T("topics.over"), text.T("topic.lost", "words", d.Words))})
		return nil
	}
	change(x, func(ts *world.Topics) {
		t := ts.Topic(d.N)
		if d.What == "plan" {
			t.Plan = d.Words
		}
		t.Write(hotspots.Entry{At: x.Now.Unix(), By: x.Me.ID, Words: d.Words})
	})
	x.Reply(topicCard(x, *now(x).Topic(d.N)))
	return nil
}
