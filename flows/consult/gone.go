package consult

import (
	"gridbot/flows/pact"
	"slices"
	"strings"

	"gridbot/flows/accord"
	"gridbot/flows/acts"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// Who is gone may have left with a key, or with a duty: whoever leads hears of it at once,
// and what to do. What is not done twice in a row is talked of at the grid's conference.

// needGone reads what is agreed on where somebody of the staff is dismissed.
func needGone(w *world.World, e talk.Event, n *world.Need) {
	id, ok := strings.CutPrefix(e.Press, "m|staff|out|")
	if !ok || e.Clock != nil || n.Accords != "" {
		return
	}
	if p, works := w.Staff.People[world.PersonNumber(id)]; works {
		n.Accords, n.Topics = strings.Join(homes(w, p), ","), true
	}
}

// homes are the grids in which somebody can have a key: a coordinator, or an officer, in
// all of them.
func homes(w *world.World, p world.Person) []string {
	if p.Role == world.Worker || p.Role == world.Lead {
		return p.AllGrids()
	}
	var all []string
	for _, g := range w.District.Map.All() {
		all = append(all, g.ID)
	}
	return all
}

// leavers tells whoever leads of what somebody who works here no more still has.
func leavers(x *acts.Turn) {
	for _, p := range x.People {
		was, worked := x.Staff.People[p.ID]
		if !worked || was.Role == world.Resident || p.Role != world.Resident {
			continue
		}
		for _, a := range x.Agreeing.List {
			if a.Open() {
				goneWith(x, a, p)
			}
		}
	}
}

// goneWith tells of the keys and duties in one agreement of somebody who is gone; also who
// dismissed them, as they are the first who can ask for the keys.
func goneWith(x *acts.Turn, a accord.Accord, p world.Person) {
	say, bs := leaves(x, a, accord.PersonOwner(p.ID))
	if len(bs) == 0 {
		return
	}
	people := slices.DeleteFunc(leadsOf(x, a), func(o world.Person) bool { return o.ID == p.ID })
	if len(people) == 0 {
		people = x.Leads(a.Grid)
	}
	for _, to := range people {
		x.Write(to, world.ClassTask, door(a, text.Lines(text.T("accord.gone", "what", pact.Subject(x.World, a), "who", p.Name), say), bs...))
	}
}

// mostLeft is how many keys of somebody who is gone have a button.
const mostLeft = 4

// leaves is what an owner has of an agreement, and what can be done about it; no buttons
// where that is nothing.
func leaves(x *acts.Turn, a accord.Accord, owner string) (text.Text, []talk.Button) {
	var lines []text.Text
	var bs []talk.Button
	for _, k := range a.Keys {
		if k.Holder == owner && k.Lost == 0 && len(bs) < mostLeft {
			lines = append(lines, text.T("accord.gone.key", "words", k.Words))
			bs = append(bs, button(text.T("accord.button.back", "words", text.CleanLine(k.Words, 20)), a, "back", k.ID))
		}
	}
	if len(bs) > 0 {
		bs = append(bs, button(text.T("accord.button.keys"), a, "keys"))
	}
	for _, d := range a.Duties {
		if t := a.InForce(d.Term); d.Over == 0 && t != nil && t.Owner == owner {
			lines = append(lines, text.T("accord.gone.duty", "words", t.Words))
			bs = append(bs, button(text.T("accord.button.handover", "words", text.CleanLine(t.Words, 20)), a, "hand", t.ID))
		}
	}
	return text.Lines(lines...), bs
}

// mostRow is how often a duty is missed one after the other before it is talked of.
const mostRow = 2

// needMeeting reads the conference of the grid, where a clock strikes that may bring
// something before it.
func needMeeting(w *world.World, k talk.Clock, n *world.Need) {
	if a := w.Agreeing.Accord; a != nil && strings.HasPrefix(k.Name, accord.ClockDuty) {
		n.Meeting = a.Grid
	}
}

// brought puts a duty that was missed too often on the agenda of the grid's next
// conference, once; where none is called, both leads are told. It returns what whoever
// leads reads of it, and who reads it.
func brought(x *acts.Turn, a accord.Accord, t accord.Term, row int) (text.Text, []world.Person) {
	if row < mostRow {
		return text.Text{}, leadsOf(x, a)
	}
	both := append(leadsOf(x, a), x.Leads(a.Grid)...)
	if row > mostRow {
		return text.Text{}, leadsOf(x, a)
	}
	m := x.Meeting
	title := text.T("accord.agenda", "a", accord.Label(a.Topic), "what", pact.Subject(x.World, a), "words", t.Words, "n", row)
	on := func(it world.AgendaItem) bool {
		return it.Title.ID == title.ID && it.Title.Blank["a"] == accord.Label(a.Topic) && it.Title.Blank["words"] == t.Words
	}
	switch {
	case m == nil || m.Grid != a.Grid || m.Stage != world.StageCalled || m.At < x.Now.Unix() || len(m.Items) >= world.MostItems:
		return text.T("accord.agenda.none"), both
	case slices.ContainsFunc(m.Items, on):
		return text.T("accord.agenda.on"), both
	}
	after := m.Clone()
	after.Add(world.AgendaItem{Why: world.WhyAgenda, Title: title})
	x.Change.Met = &world.Met{Before: m, After: after}
	return text.T("accord.agenda.on"), both
}
