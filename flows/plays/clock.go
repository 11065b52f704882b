package plays

import (
	"gridbot/flows/method"
	"slices"
	"strconv"
	"strings"

	"gridbot/flows/acts"
	"gridbot/flows/cases"
	"gridbot/flows/frequent"
	"gridbot/flows/hotspots"
	"gridbot/flows/playbooks"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// A step that is due is told to whoever answers for it, on its day and once more; then
// it stands in the digest. All playbooks have one timer: it is wound for the next of
// them whenever they are kept. The same timer looks, now and then, at what is in use:
// what is over has its figures kept, as its topic may be gone some day.

// mostLooked is how many uses are looked at in one go; the others come right after.
const mostLooked = 5

// A watch is what a timer has to see to.
type watch struct {
	p  int // the playbook
	of int // a use; 0: the topic it was made from
}

// dueNow is what is due, or to be looked at.
func dueNow(w *world.World) (all []watch) {
	if w.Plays == nil {
		return nil
	}
	now := w.Now.Unix()
	for _, p := range w.Plays.All {
		if p.Look != 0 && p.Look <= now {
			all = append(all, watch{p.N, 0})
		}
		for _, u := range p.Uses {
			if u.Look != 0 && u.Look <= now || len(u.Due(w.Now)) > 0 {
				all = append(all, watch{p.N, u.Of()})
			}
		}
	}
	return all[:min(len(all), mostLooked)]
}

// needClock: the playbooks, the topics, and the cases of what is due.
func needClock(w *world.World, _ talk.Clock, n *world.Need) {
	n.Plays, n.Topics = true, true
	var all []string
	for _, one := range dueNow(w) {
		of, p := one.of, w.Plays.Playbook(one.p)
		if of == 0 {
			of = p.Topic
		}
		needs := needUse(w, strconv.Itoa(of))
		if t := w.Topics.Topic(of); t != nil && !t.Open() { // it ends: with it is kept what it is held against
			needs = whole(append(method.Seen(w).Idle(*p), *t)...)
		}
		if needs != "" {
			all = append(all, strings.Split(needs, ",")...)
		}
	}
	slices.Sort(all)
	n.Rounds = strings.Join(slices.Compact(all), ",")
}

// strike tells what is due, and looks at what may be over.
func strike(x *acts.Turn, _ talk.Clock) error {
	if book(x) == nil {
		return nil
	}
	if until, quiet := x.Postponed(); quiet {
		change(x, func(b *world.Book) { b.Wait = until.Unix() })
		return nil
	}
	chaseTasks(x)
	for _, one := range dueNow(x.World) {
		change(x, func(b *world.Book) {
			b.Wait = 0
			p := b.Playbook(one.p)
			if one.of == 0 {
				reckon(x, *p, &p.Account, p.Topic, 0)
				return
			}
			if goes(x, *p.Use(one.of)) {
				chase(x, p, one.of)
				remind(x, p, one.of)
				p.Reckon(one.of, func(a *playbooks.Account) {
					if a.Look <= x.Now.Unix() {
						a.Rest(x.Now)
					}
				})
				return
			}
			p.Hush(one.of)
			p.Reckon(one.of, func(a *playbooks.Account) { reckon(x, *p, a, one.of, p.Use(one.of).At) })
		})
	}
	return nil
}

// goes tells whether what a use is for is worked on.
func goes(x *acts.Turn, u playbooks.Use) bool {
	if u.Case != 0 {
		c := caseOf(x.World, u.Case)
		return c != nil && c.Status.Type() == cases.Open
	}
	t := topic(x, u.Topic)
	return t != nil && t.Open()
}

// caseOf is a case that was read.
func caseOf(w *world.World, number int) *cases.Case {
	if w.Case != nil && w.Case.Number == number {
		return w.Case
	}
	if i := slices.IndexFunc(w.Rounds, func(c cases.Case) bool { return c.Number == number }); i >= 0 {
		return &w.Rounds[i]
	}
	return nil
}

// reckon keeps how it went with a topic, or below zero a case, when that is over; else
// it is looked at again later. What is there no more has nothing to say.
func reckon(x *acts.Turn, p playbooks.Playbook, a *playbooks.Account, of int, began int64) {
	if of < 0 {
		c := caseOf(x.World, -of)
		if c == nil {
			a.Freeze(playbooks.Evidence{})
			return
		}
		switch e, known := playbooks.One(*c, x.Now.Unix()); {
		case known:
			a.Freeze(e)
		case c.Status.Type() == cases.Open:
			a.Rest(x.Now)
		default:
			a.Look = playbooks.Watched(*c)
		}
		return
	}
	t := topic(x, of)
	switch {
	case t == nil:
		a.Freeze(playbooks.Evidence{})
	case t.Open():
		a.Rest(x.Now)
	default:
		if began == 0 {
			began = playbooks.Turn(*t)
		}
		a.End(playbooks.Told(*t, x.Rounds, began, x.Now.Unix()), method.Seen(x.World).Meanwhile(p), x.Now.Unix())
	}
}

// remind tells whoever answers for a use what is due of it.
func remind(x *acts.Turn, p *playbooks.Playbook, of int) {
	due := slices.DeleteFunc(p.Use(of).Due(x.Now), func(i int) bool { return p.Use(of).Doing[i].Held() })
	before := p.Tell(of, x.Now)
	if before < 0 {
		return
	}
	u := p.Use(of)
	lines := []text.Text{text.T("plays.due", "n", p.N, "what", about(x.World, *u))}
	if before > 0 {
		lines = []text.Text{text.T("plays.due.again", "n", p.N, "what", about(x.World, *u))}
	}
	var dids []talk.Button
	for _, i := range due {
		lines = append(lines, text.T("plays.use.late", "line", stepLine(x.World, i, u.Doing[i]), "time", show.Dated(x.World, u.Doing[i].Due)))
		dids = append(dids, button(text.T("plays.use.did", "i", i+1), p.N, "did", strconv.Itoa(of)+"."+strconv.Itoa(i)))
	}
	rows := append(show.InFours(dids), talk.Row(button(text.T("plays.due.page"), p.N, "at", strconv.Itoa(of))))
	for _, who := range answers(x, *u) {
		x.Write(who, world.ClassReminder, talk.Prompt{Say: text.Lines(lines...), Rows: rows})
	}
}

// answers is who answers for a use: who owns the topic, or began it; where they work
// here no more, or cannot be reached, whoever leads the grid, and else the coordinators.
func answers(x *acts.Turn, u playbooks.Use) []world.Person {
	owner := u.By
	if t := topic(x, u.Topic); t != nil && u.Case == 0 {
		owner = t.Owner
	}
	if p, works := x.Staff.People[owner]; works && !p.Gone {
		return []world.Person{p}
	}
	for _, all := range [][]world.Person{x.Staff.In(world.Lead, u.Grid), x.Staff.In(world.Coordinator, "")} {
		if all = slices.DeleteFunc(slices.Clone(all), func(p world.Person) bool { return p.Gone }); len(all) > 0 {
			return all
		}
	}
	return nil
}

// about is what a use is for, in a few words.
func about(w *world.World, u playbooks.Use) text.Text {
	if u.Case != 0 {
		return text.T("plays.of.case", "number", u.Case)
	}
	if t := w.Topics.Topic(u.Topic); t != nil {
		return text.T("plays.of.topic", "n", u.Topic, "what", frequent.Name(w, t.Spot))
	}
	return text.T("plays.of.topic", "n", u.Topic, "what", show.GridName(w, u.Grid))
}

// last sees to what another subject did: what was agreed in a learning exchange, and a
// topic that was closed.
func last(x *acts.Turn) error {
	agreed(x)
	return closed(x)
}

// closed has the figures of a topic kept that was just closed.
func closed(x *acts.Turn) error {
	if x.Change.Topics == nil || x.World.Topics == nil || x.World.Plays == nil {
		return nil // what was not read is found when it is looked at next
	}
	var over []hotspots.Topic
	for _, t := range x.Change.Topics.All {
		if was := x.World.Topics.Topic(t.N); !t.Open() && was != nil && was.Open() {
			over = append(over, t)
		}
	}
	for _, t := range over {
		if p, u := book(x).Used(t.N); u != nil && !u.Over() {
			change(x, func(b *world.Book) {
				b.Playbook(p.N).Reckon(t.N, func(a *playbooks.Account) { a.Look = x.Now.Unix() })
			})
		}
		if p := book(x).From(t.N); p != nil && !p.Over() {
			change(x, func(b *world.Book) { b.Playbook(p.N).Look = x.Now.Unix() })
		}
	}
	return nil
}
