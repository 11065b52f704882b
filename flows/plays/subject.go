// Package plays is what is done again because it helped: playbooks (工作法), which a
// lead makes from a key topic that held, another grid uses and does better, and
// which say how that went.
package plays

import (
	"gridbot/flows/method"
	"strconv"
	"strings"

	"gridbot/flows/acts"
	"gridbot/flows/cases"
	"gridbot/flows/hotspots"
	"gridbot/flows/playbooks"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// Subject is playbooks.
func Subject() acts.Subject {
	return acts.Subject{
		Name:  "plays",
		Words: Words,
		Commands: []acts.Command{
			{Name: "plays", Line: text.T("command.plays"), Place: 27, May: acts.EveryStaff, Sorry: acts.SorryMenu(text.T("plays.staff")), Need: needPlays, Heard: heard, Does: plays},
		},
		Dialogues: []acts.Dialogue{
			{Spoken: making, Name: making.Name, Free: true, Dropped: text.T("play.dropped"), Need: needMaking, Done: made},
			{Spoken: improving, Name: improving.Name, Free: true, Need: needImproving, Done: improved},
			{Spoken: adding, Name: adding.Name, Free: true, Need: needAdding, Done: added},
		},
		Looks:  []acts.Look{{Name: "play", Whole: true, Does: forCase}},
		Clocks: []acts.Clock{{Is: acts.Struck(world.ClockPlays), Need: needClock, Does: strike}},
		Heeds:  []acts.Heed{{Acts: []cases.Action{cases.Finish}, Need: func(_ *world.World, n *world.Need) { n.Plays = true }, Does: finished}},
		Before: before,
		Last:   last,
	}
}

// leads tells whether the person decides on what is of a grid.
func leads(w *world.World, grid string) bool {
	return w.Me.Role == world.Coordinator || w.Me.Role == world.Lead && w.Me.Grid == grid
}

// writes tells whether the person may write a version.
func writes(w *world.World) bool {
	return w.Me.Role == world.Coordinator || w.Me.Role == world.Lead
}

// book is the playbooks as this change leaves them.
func book(x *acts.Turn) *world.Book {
	if x.Change.Plays != nil {
		return x.Change.Plays
	}
	return x.World.Plays
}

// change keeps what is done to the playbooks.
func change(x *acts.Turn, does func(b *world.Book)) {
	b := book(x).Clone()
	does(&b)
	x.Change.Plays = &b
}

// topic is a key topic as this change leaves it; nil for none.
func topic(x *acts.Turn, n int) *hotspots.Topic {
	if x.Change.Topics != nil {
		return x.Change.Topics.Topic(n)
	}
	return x.World.Topics.Topic(n)
}

// cut reads the choice of /plays.
func cut(choice string) (first, press, arg string) {
	p := append(strings.SplitN(strings.TrimSpace(choice), "|", 3), "", "")
	return strings.TrimPrefix(p[0], "#"), p[1], p[2]
}

// button is one of a playbook.
func button(label text.Text, n int, press ...string) talk.Button {
	return show.MenuButton(label, "plays", append([]string{strconv.Itoa(n)}, press...)...)
}

// needMaking: and the cases that show how it has gone, which is kept with the version.
func needMaking(w *world.World, s talk.Session, e talk.Event, n *world.Need) {
	needDialogue(w, s, e, n)
	if d, err := making.Data(s); err == nil && w.Topics != nil {
		if t := w.Topics.Topic(d.Topic); t != nil {
			n.Rounds = whole(append(method.Seen(w).Idle(playbooks.Playbook{Kind: t.Kind, Topic: t.N}), *t)...)
		}
	}
}

func needImproving(w *world.World, s talk.Session, e talk.Event, n *world.Need) {
	needDialogue(w, s, e, n)
	if d, err := improving.Data(s); err == nil && w.Topics != nil {
		if p := w.Plays.Playbook(d.N); p != nil {
			n.Rounds = whole(append(method.Seen(w).Going(*p), method.Seen(w).Idle(*p)...)...)
		}
	}
}

func needDialogue(_ *world.World, _ talk.Session, _ talk.Event, n *world.Need) {
	n.Plays, n.Topics = true, true
}

// needAdding: and the case it may be for.
func needAdding(w *world.World, s talk.Session, e talk.Event, n *world.Need) {
	needDialogue(w, s, e, n)
	if d, err := adding.Data(s); err == nil {
		n.Rounds = needUse(w, strconv.Itoa(d.Topic))
	}
}

// enter begins a dialogue; the card that was pressed stays.
func enter[D any](x *acts.Turn, d talk.Dialogue[*world.World, D], data D, answered ...string) error {
	s, err := d.Begin(data, answered...)
	if err != nil {
		return err
	}
	p, _, err := d.Ask(x.World, s)
	if err != nil {
		return err
	}
	s.Below = x.Below()
	x.KeepSession(s)
	x.Beside(p)
	return nil
}
