package topics

import (
	"strings"

	"gridbot/flows/acts"
	"gridbot/flows/cases"
	"gridbot/flows/hotspots"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// What is told of a topic's spot is of the topic: its card says so to the staff, and
// who told of it reads what is planned.

// before asks for the topics where a report may be sent now.
func before(w *world.World, e talk.Event, n *world.Need) {
	if e.Clock != nil || e.Chat.Group || w.Me.ID == 0 {
		return
	}
	_, danger := w.District.Danger(e.Text)
	sends := w.Session.Dialogue == "report" && (e.Text != "" || strings.Contains(e.Press, "|preview|"))
	n.Topics = n.Topics || sends || e.Text != "" && danger
}

// joins puts a new case where it belongs, before its cards are drawn.
func joins(x *acts.Turn, was, after *cases.Case, tells []cases.Tell, _ cases.Act) []cases.Tell {
	if was == nil {
		join(x, after)
	}
	return tells
}

// join makes a new case one of the topic of its spot, where there is one.
func join(x *acts.Turn, c *cases.Case) {
	if c.KeyTopic != 0 || now(x) == nil {
		return
	}
	t := now(x).For(c.Grid, hotspots.Spot{Place: x.SpotOf(*c), Kind: c.Category})
	if t == nil || x.SpotOf(*c) == "" {
		return
	}
	c.KeyTopic = t.N
	change(x, func(ts *world.Topics) { ts.Topic(t.N).Join(c.Number, x.Now) })
}

// told tells whoever reported something new what is planned where they did.
func told(x *acts.Turn) error {
	for i := range x.Cases {
		m := &x.Cases[i]
		if m.Before != nil {
			continue
		}
		join(x, &m.After) // what was filed and put right at once
		t := now(x).Topic(m.After.KeyTopic)
		if t == nil || m.After.By.ID == 0 || m.After.By.ID != x.Me.ID {
			continue
		}
		say := text.T("topics.reporter")
		if t.Plan != "" {
			say = text.T("topics.reporter.plan", "words", t.Plan)
		}
		x.Write(x.Me, world.ClassReply, talk.Prompt{Say: say})
	}
	return nil
}
