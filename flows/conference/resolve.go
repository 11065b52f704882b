package conference

import (
	"slices"
	"strings"

	"gridbot/flows/acts"
	"gridbot/flows/ask"
	"gridbot/flows/cases"
	"gridbot/flows/errands"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// A resolution is what was decided of an item.
type resolution struct{ decideData }

// resolved records a decision. Agencies are called in, each with a leg of the
// case; everybody else has a task and a deadline. What was decided before of
// the same item counts no more: agencies that are not named again are let go.
func resolved(x *acts.Turn, d resolution) {
	m := meetingNow(x)
	if !stillHeld(x.World, m, d) {
		x.Reply(talk.Prompt{Say: text.T("conference.moved")})
		return
	}
	if why := objection(x.World, *m, d); !why.Empty() {
		x.Reply(talk.Prompt{Say: why}, conferencePage(x, m.Grid))
		return
	}
	if d.Outcome == world.OutcomeNot {
		d.Whom, d.Lead, d.Until = nil, "", 0
	}
	if carriedOut(x, m.Items[d.Item], &d) {
		meeting(x, func(m *world.Conference) { record(x, m, d) })
	}
	x.Reply(conferencePage(x, m.Grid))
}

// stillHeld tells whether the conference the decision was asked for is one in
// which the person can still decide it.
func stillHeld(w *world.World, m *world.Conference, d resolution) bool {
	return m != nil && m.Grid == d.Meeting && m.N == d.N && meetingPresses()["item"].open(w, m.Grid, m) &&
		d.Item >= 0 && d.Item < len(m.Items)
}

// objection is why a decision cannot be carried out, the first there is; empty
// when it can. All is asked before anything is done.
func objection(w *world.World, m world.Conference, d resolution) text.Text {
	it, c := m.Items[d.Item], w.Case
	calls := d.Outcome == world.OutcomeLegs
	for _, o := range []struct {
		is  bool
		say text.Text
	}{
		{it.Decided() != d.Was, text.T("decide.meanwhile", "n", d.Item+1)}, // the other lead was quicker
		// That grid has it by now: what is decided here would change nothing but the words.
		{it.Lead != "" && c != nil && c.Number == it.Case && c.Grid == it.Lead, text.T("decide.given", "grid", gridIn(w, m, it.Lead))},
		{d.Outcome == world.OutcomeTask && len(tasksBeside(m, d.Item))+len(d.Whom) > world.MostTasks, text.T("decide.full", "n", world.MostTasks)},
		{slices.ContainsFunc(d.Whom, func(id string) bool { return stranger(w, d.decideData, id) }), text.T("decide.guest.sorry")},
		{calls && !mayCall(w, d.decideData), text.T("decide.nocase")},
		{calls && crowd(w, it, d) > cases.MostCalls, text.T("decide.crowd", "n", cases.MostCalls)},
	} {
		if o.is {
			return o.say
		}
	}
	return text.Text{}
}

// tasksBeside are the tasks that stay when an item is decided anew: those of
// other items, and what was done already.
func tasksBeside(m world.Conference, item int) []world.Task {
	return slices.DeleteFunc(slices.Clone(m.Tasks), func(t world.Task) bool { return t.Item == item && t.Done == 0 })
}

// carriedOut does with the case what was decided, and tells whether that could
// be done. A grid that cannot be given the case is not named in the minutes.
func carriedOut(x *acts.Turn, it world.AgendaItem, d *resolution) bool {
	letGo(x, it, *d)
	unask(x, it, *d)
	if d.Outcome != world.OutcomeLegs {
		settleCase(x, *d)
	} else if !callFor(x, *d) {
		return false
	}
	if !pass(x, *d) {
		d.Lead = ""
	}
	return true
}

// record writes down what was decided, and gives everybody their task.
func record(x *acts.Turn, m *world.Conference, d resolution) {
	it := &m.Items[d.Item]
	it.Outcome, it.Words, it.Whom, it.Lead, it.Due = d.Outcome, d.Words, d.Whom, d.Lead, d.Until
	it.Asked = d.Lead != "" && passing(x.World) == cases.Cede
	if m.Tasks = tasksBeside(*m, d.Item); d.Outcome == world.OutcomeTask {
		for _, id := range d.Whom {
			if strings.HasPrefix(id, world.Guest) {
				continue
			}
			errands.Climb(x.World, m.Assign(world.Task{Item: d.Item, Case: it.Case, Whose: id, What: d.Words, Due: d.Until,
				Clock: cases.Clock{Name: cases.ClockFinish, Since: x.Now.Unix(), Due: d.Until}}))
		}
	}
	if who := m.Member(x.Me.ID); who != nil && m.Stage == world.StageOpen && who.There == 0 {
		who.There = x.Now.Unix() // whoever writes down what is decided is there
	}
	m.Draft = m.Stage == world.StageOver // the minutes in hand say something else
}

// crowd is how many agencies would be at work after a decision that calls some.
func crowd(w *world.World, it world.AgendaItem, d resolution) int {
	c := ours(w, d.decideData)
	if c == nil {
		return 0
	}
	n := len(d.Whom)
	for _, l := range c.OpenLegs() {
		named := slices.Contains(d.Whom, l.Agency)
		if goes := it.Outcome == world.OutcomeLegs && slices.Contains(it.Whom, l.Agency) && len(l.Standing()) == 0; !named && !goes {
			n++
		}
	}
	return n
}

// letGo releases the agencies that were called in by what was decided of the
// item before, and are no longer. Who has something to undo stays until it is.
func letGo(x *acts.Turn, it world.AgendaItem, d resolution) {
	c := ours(x.World, d.decideData)
	if it.Outcome != world.OutcomeLegs || c == nil {
		return
	}
	for _, id := range it.Whom {
		if d.Outcome == world.OutcomeLegs && slices.Contains(d.Whom, id) {
			continue
		}
		if l := x.Pending(*c).LegOf(id); l != nil && l.Open() && len(l.Standing()) == 0 {
			x.Do(cases.Act{Do: cases.Release, By: x.Me.Part(), At: x.Now, Leg: l.N, Note: text.Said(d.Words)})
		}
	}
}

// pass gives the case to the grid that was named to lead. It tells whether that
// grid has it, or is asked: while another one is asked, nothing more is.
func pass(x *acts.Turn, d resolution) bool {
	c := ours(x.World, d.decideData)
	if d.Lead == "" || c == nil {
		return false
	}
	now := x.Latest(*c)
	if now.Ceding != nil && now.Ceding.To == d.Lead && passing(x.World) == cases.Cede {
		return true // it was asked before
	}
	return now.May(passing(x.World), x.Me.Part()) == nil &&
		x.Do(cases.Act{Do: passing(x.World), By: x.Me.Part(), At: x.Now, Grid: d.Lead, Note: text.Said(d.Words)})
}

// unask takes back what another grid was asked by what was decided before.
func unask(x *acts.Turn, it world.AgendaItem, d resolution) {
	c := ours(x.World, d.decideData)
	if it.Lead == "" || it.Lead == d.Lead || c == nil || c.Ceding == nil || c.Ceding.To != it.Lead {
		return
	}
	x.Do(cases.Act{Do: cases.Unask, By: x.Me.Part(), At: x.Now})
}

// callFor sounds the whistle for a case, as the conference decided: what is
// needed, and the day of the joint action. Who is at work already reads it anew.
func callFor(x *acts.Turn, d resolution) bool {
	w := &cases.Whistling{Meet: d.Until}
	for _, id := range d.Whom {
		a, callable := ask.Callable(x.District, id)
		if !callable {
			continue // of a session of before
		}
		w.Calls = append(w.Calls, cases.Call{Agency: id, Ask: text.Said(d.Words), Serves: a.Serves()})
	}
	return len(w.Calls) > 0 && x.Do(cases.Act{Do: cases.Whistle, By: x.Me.Part(), At: x.Now, Whistle: w, Settled: true})
}

// settleCase takes the case an item is about off the agenda.
func settleCase(x *acts.Turn, d resolution) {
	if c := ours(x.World, d.decideData); c != nil && c.May(cases.Settle, x.Me.Part()) == nil {
		x.Do(cases.Act{Do: cases.Settle, By: x.Me.Part(), At: x.Now, Note: text.Said(d.Words)})
	}
}
