package topics

import (
	"bytes"
	"slices"
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
	where := bytes.Contains(w.Session.Data, []byte(`"point":{`)) // without it a report is in no grid, and of no topic
	sends := w.Session.Dialogue == "report" && (e.Text != "" && where || strings.Contains(e.Press, "|preview|") || strings.Contains(e.Press, "|same|"))
	n.Topics = n.Topics || sends || e.Text != "" && danger
}

// moving are the acts by which a case comes to be of another spot.
var moving = []cases.Action{cases.Correct, cases.Resite, cases.Locate, cases.Route, cases.Accede, cases.Entrust}

// joins puts a new case where it belongs, before its cards are drawn; and one that
// is put right, where it belongs now.
func joins(x *acts.Turn, was, after *cases.Case, tells []cases.Tell, a cases.Act) []cases.Tell {
	switch {
	case was == nil:
		join(x, after)
	case slices.Contains(moving, a.Do):
		leave(x, after)
		join(x, after)
	}
	return tells
}

// spotOf is what a case is told of.
func spotOf(w *world.World, c cases.Case) hotspots.Spot {
	return hotspots.Spot{Place: w.SpotOf(c), Kind: c.Category}
}

// leave takes a case out of its topic where it is of that spot no more.
func leave(x *acts.Turn, c *cases.Case) {
	t := now(x).Topic(c.KeyTopic)
	if t == nil || t.Takes(c.Grid, spotOf(x.World, *c)) || !t.Open() {
		return
	}
	change(x, func(ts *world.Topics) { ts.Topic(t.N).Leave(c.Number) })
	c.KeyTopic = 0
}

// join makes a new case one of the topic of its spot, where there is one.
func join(x *acts.Turn, c *cases.Case) {
	if c.KeyTopic != 0 || now(x) == nil {
		return
	}
	at := spotOf(x.World, *c)
	t := now(x).For(c.Grid, at)
	if kind, _ := x.District.Category(c.Category); t == nil || kind.Private || c.Past != "" {
		return // what is about somebody is no matter of all who work here
	}
	c.KeyTopic = t.N
	change(x, func(ts *world.Topics) { ts.Topic(t.N).Join(c.Number, x.Now) })
}

// told tells whoever reported something new, or joined in it, what is planned there.
func told(x *acts.Turn) error {
	for i := range x.Cases {
		m := &x.Cases[i]
		if m.Before == nil {
			join(x, &m.After) // what was filed and put right at once
		}
		t := now(x).Topic(m.After.KeyTopic)
		if t == nil || m.After.Danger || !tells(x.Me.ID, *m) { // in danger nobody reads plans
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

// tells reports whether somebody has just told of a case.
func tells(who int64, m world.Moved) bool {
	if who == 0 {
		return false
	}
	if m.Before == nil {
		return m.After.By.ID == who
	}
	return m.After.HasJoined(who) && !m.Before.HasJoined(who)
}
