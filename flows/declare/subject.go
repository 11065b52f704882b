// Package declare is how a lead makes a key topic (重点议题) by hand, of what no count
// has found: what it is about, where, and which cases it takes. What becomes of it
// afterwards it does not know.
package declare

import (
	"strconv"
	"strings"

	"gridbot/flows/acts"
	"gridbot/flows/hotspots"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// What stands on the buttons: m|declare

// Subject is making a key topic by hand.
func Subject() acts.Subject {
	return acts.Subject{
		Name:  "declare",
		Words: Words,
		Commands: []acts.Command{
			{Name: "declare", May: acts.WhoLead, Sorry: acts.SorryMenu(text.T("declare.staff")), Does: begin},
		},
		Dialogues: []acts.Dialogue{{Spoken: declaring, Name: declaring.Name, Free: true, Need: need, Done: declared}},
	}
}

// leads tells whether the person decides on what is of a grid.
func leads(w *world.World, grid string) bool {
	return w.Me.Role == world.Coordinator || w.Me.Role == world.Lead && w.Me.Grid == grid
}

// begin begins to ask; the list that was pressed stays.
func begin(x *acts.Turn, _ string) error {
	return acts.Enter(x, declaring, draft{})
}

// need: the topics there are, what was found at night, and once it is known what it is
// about and where, the cases it would take.
func need(w *world.World, s talk.Session, _ talk.Event, n *world.Need) {
	n.Topics = true
	d, err := declaring.Data(s)
	if err != nil || d.Grid == "" || d.Kind == "" {
		return
	}
	n.Hot = true
	if at, ok := w.District.Places.SpotPoint(d.Place); ok && d.Place != "" {
		n.Around = at
		return
	}
	n.Listing = world.Listing{Grids: d.Grid, Among: d.Grid, Grid: world.Tag(d.Grid), Kind: world.Tag(d.Kind), Now: w.Now.Unix(), Whole: true}
	n.Rounds = newest(w.Listed.Numbers)
}

// declared makes the topic; where somebody else was quicker, theirs is shown.
func declared(x *acts.Turn, what talk.Decision) error {
	d, ok := what.(draft)
	if !ok {
		return acts.ErrNoDialogue
	}
	x.Strip()
	if !leads(x.World, d.Grid) {
		x.Reply(talk.Prompt{Say: text.T("declare.lead")})
		return nil
	}
	if t := x.World.Topics.Same(d.Grid, d.spot()); t != nil {
		x.Reply(talk.Prompt{Say: same(x.World, t), Rows: opens(t.N)})
		return nil
	}
	ts := x.World.Topics.Clone()
	of := hotspots.Topic{Grid: d.Grid, Spot: d.spot(), Name: d.Name, Owner: x.Me.ID}
	for _, c := range joined(x.World, d) {
		of.Cases = append(of.Cases, c.Number)
	}
	t, ok := ts.Begin(of, x.Now)
	if !ok {
		x.Reply(talk.Prompt{Say: text.T("declare.full", "n", hotspots.MostTopics)})
		return nil
	}
	x.Change.Topics = &ts
	for _, c := range joined(x.World, d) {
		if marked(c) {
			x.Pending(c).KeyTopic = t.N
		}
	}
	settle(x, *t)
	x.Reply(talk.Prompt{Say: text.T("declare.done", "n", t.N, "what", called(x.World, d), "cases", len(t.Cases)), Rows: opens(t.N)})
	return nil
}

// settle: what was found there at night does not wait for a word any more.
func settle(x *acts.Turn, t hotspots.Topic) {
	b := x.World.Hot
	if b == nil {
		return
	}
	for _, h := range b.Found {
		if h.Grid == t.Grid && h.Spot == t.Spot {
			is := b.Decide(hotspots.Decision{Grid: h.Grid, Spot: h.Spot, By: x.Me.ID, At: x.Now.Unix(), Voices: h.Voices, Do: hotspots.Topical, N: t.N})
			x.Change.Hot = &is
		}
	}
}

func opens(n int) [][]talk.Button {
	return [][]talk.Button{{show.MenuButton(text.T("declare.open", "n", n), "topics", strconv.Itoa(n))}}
}

// newest are the newest of some numbers, separated by commas.
func newest(numbers []int) string {
	var all []string
	for _, n := range last(numbers) {
		all = append(all, strconv.Itoa(n))
	}
	return strings.Join(all, ",")
}
