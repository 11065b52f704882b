package topics

import (
	"slices"
	"strconv"
	"time"

	"gridbot/flows/acts"
	"gridbot/flows/bills"
	"gridbot/flows/hotspots"
	"gridbot/flows/patrol"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/upkeep"
	"gridbot/flows/world"
)

// What was set for a day is told of on that day: to whoever leads the topic, or who sees
// to it, and to who pays a share of it. Nobody is told more often than the clock says.

// strike is the clock of a topic that has run out.
func strike(x *acts.Turn, k talk.Clock) error {
	t := now(x).Topic(k.Topic)
	if t == nil || t.Strikes() == 0 {
		return nil // closed, or done meanwhile
	}
	if at := t.Strikes(); at > x.Now.Unix() { // what it struck for was put off meanwhile
		k.Due = time.Unix(at, 0)
		x.Strikes = append(x.Strikes, k)
		return nil
	}
	if until, quiet := x.Postponed(); quiet {
		change(x, func(ts *world.Topics) { ts.Topic(k.Topic).Rests = until.Unix() })
		return nil
	}
	change(x, func(ts *world.Topics) {
		own := ts.Topic(k.Topic)
		own.Rests = 0
		own.Points, own.Upkeep, own.Bills = slices.Clone(own.Points), slices.Clone(own.Upkeep), slices.Clone(own.Bills)
		dated(x, own)
		for i := range own.Points {
			if what := own.Points[i].Ask(x.Now); what != "" {
				looks(x, *own, own.Points[i], what)
			}
		}
		for i := range own.Upkeep {
			if what := own.Upkeep[i].Remind(x.Now); what != "" {
				cleans(x, *own, own.Upkeep[i], what)
			}
		}
		for i := range own.Bills {
			for n := range own.Bills[i].Shares {
				if own.Bills[i].Remind(n, x.Now) {
					owes(x, *own, own.Bills[i], n)
				}
			}
		}
	})
	return nil
}

// ownersOf are who answers for a topic: its owner, while they lead and are there; else
// who leads the grid now.
func ownersOf(x *acts.Turn, t hotspots.Topic) []world.Person {
	p, works := x.Staff.People[t.Owner]
	if works && !p.Gone && !x.Absent(p) && (p.Role == world.Coordinator || p.Role == world.Lead && p.Grid == t.Grid) {
		return []world.Person{p}
	}
	return x.Leads(t.Grid)
}

// lookerOf is who is asked to do something of a topic that one of the staff once saw to:
// they, while they work in the grid, or answer for it; else who answers for the topic.
func lookerOf(x *acts.Turn, t hotspots.Topic, who int64) []world.Person {
	p, works := x.Staff.People[who]
	if works && !p.Gone && !x.Absent(p) && mine(p, t) {
		return []world.Person{p}
	}
	return ownersOf(x, t)
}

// mine tells whether a topic is for somebody who works here: of their grid, or of what
// they answer for.
func mine(p world.Person, t hotspots.Topic) bool {
	switch p.Role {
	case world.Coordinator:
		return true
	case world.Lead:
		return p.Grid == t.Grid
	case world.Worker:
		return p.Belongs(t.Grid)
	}
	return p.Role == world.Officer && p.Answers(t.Grid, t.Kind)
}

// writeTo writes to several, each once.
func writeTo(x *acts.Turn, class world.Class, people []world.Person, p talk.Prompt) {
	told := map[int64]bool{}
	for _, of := range people {
		if !told[of.ID] {
			told[of.ID] = true
			x.Write(of, class, p)
		}
	}
}

// dated tells whoever leads the topic that it is to be looked at.
func dated(x *acts.Turn, t *hotspots.Topic) {
	tell, again := t.Remind(x.Now)
	if !tell {
		return
	}
	name, at := called(x.World, *t), show.Dated(x.World, t.Told)
	say := text.T("topics.due", "n", t.N, "what", name)
	if again {
		say = text.T("topics.due.again", "n", t.N, "what", name, "time", at)
	}
	writeTo(x, world.ClassReminder, ownersOf(x, *t), talk.Prompt{Say: say, Rows: [][]talk.Button{nextDays(strconv.Itoa(t.N)), {openTopic(t.N)}}})
}

// nextDays are when a topic can be looked at next.
func nextDays(id string) (days []talk.Button) {
	for _, n := range []int{7, 14, 30} {
		days = append(days, show.MenuButton(text.T("topics.days", "n", n), "topics", id, "next", strconv.Itoa(n)))
	}
	return days
}

// looks asks somebody to look at a place; a week later whoever leads hears that nobody did.
func looks(x *acts.Turn, t hotspots.Topic, p upkeep.Point, what upkeep.Reminder) {
	id := strconv.Itoa(t.N)
	rows := [][]talk.Button{{show.MenuButton(text.T("points.look.now", "name", p.Name), "topics", id, "look", strconv.Itoa(p.N))}, {openTopic(t.N)}}
	if what == upkeep.Late {
		writeTo(x, world.ClassReminder, ownersOf(x, t), talk.Prompt{Say: text.T("points.look.late", "n", t.N, "name", p.Name, "time", show.Dated(x.World, p.Next)), Rows: rows})
		return
	}
	who := int64(0)
	if p.Tick != nil {
		who = p.Tick.By
	}
	writeTo(x, world.ClassReminder, lookerOf(x, t, who), talk.Prompt{Say: text.T("points.look.due", "n", t.N, "name", p.Name, "hours", patrol.HoursText(p)), Rows: rows})
}

// cleans reminds who sees to what is done again and again; whoever leads is told, too,
// when it was not done.
func cleans(x *acts.Turn, t hotspots.Topic, s upkeep.Schedule, what upkeep.Reminder) {
	id, n := strconv.Itoa(t.N), strconv.Itoa(s.N)
	at := show.Dated(x.World, s.Next)
	say := text.T("clean.soon", "what", s.What, "provider", s.Provider, "time", at)
	switch what {
	case upkeep.Due:
		say = text.T("clean.due", "what", s.What, "provider", s.Provider, "time", at)
	case upkeep.Late:
		say = text.T("clean.overdue", "what", s.What, "provider", s.Provider, "time", at)
	}
	done := talk.Row(show.MenuButton(text.T("clean.did"), "topics", id, "done", n))
	open := talk.Row(show.MenuButton(text.T("clean.page", "n", t.N), "topics", id, "clean"))
	people := lookerOf(x, t, s.Who)
	if what == upkeep.Late {
		people = append(people, ownersOf(x, t)...)
	}
	writeTo(x, world.ClassReminder, people, talk.Prompt{Say: say, Rows: [][]talk.Button{done, open}})
}

// owes reminds who pays a share; nobody else reads of it.
func owes(x *acts.Turn, t hotspots.Topic, b bills.Bill, n int) {
	s := b.Shares[n]
	say := text.T("costs.owed", "what", b.What, "name", payerText(s), "yuan", bills.Yuan(s.Cents), "time", show.Dated(x.World, b.Due), "treasurer", show.Called(x.World, b.Treasurer))
	x.Write(payerOf(x.World, s), world.ClassReminder, talk.Prompt{Say: say, Rows: [][]talk.Button{{shareButton(t, b, n)}}})
}

// payerOf is who pays a share: who is not of the staff is known by their number and the
// language they read.
func payerOf(w *world.World, s bills.Share) world.Person {
	if p, ok := w.Staff.People[s.Who]; ok {
		return p
	}
	p := world.Person{ID: s.Who, Lang: w.District.Langs[0]}
	if s.Lang != "" {
		p.Lang = text.Lang(s.Lang)
	}
	return p
}
