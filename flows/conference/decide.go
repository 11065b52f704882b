package conference

import (
	"cmp"
	"slices"
	"strings"

	"gridbot/flows/acts"
	"gridbot/flows/ask"
	"gridbot/flows/calendar"
	"gridbot/flows/cases"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// decideData is what the chair has said of an item so far.
type decideData struct {
	ask.DayPick
	Meeting string            `json:"meeting"`
	N       int               `json:"n"`             // of the conference
	Was     string            `json:"was,omitempty"` // what had been decided when it was asked
	Item    int               `json:"at"`
	Case    int               `json:"case,omitempty"`
	Outcome world.ItemOutcome `json:"outcome,omitempty"`
	Whom    []string          `json:"whom,omitempty"`
	Lead    string            `json:"lead,omitempty"`    // the grid that is to lead, where it is another one
	Leading bool              `json:"leading,omitempty"` // it is being chosen
	Words   string            `json:"words,omitempty"`
}

// A resolution is what was decided of an item.
type resolution struct{ decideData }

// discard leaves without a decision: "not now" is one.
func discard() talk.Button { return show.MenuButton(text.T("decide.discard"), "cancel") }

// own stands on a button for the grid itself.
const own = "own"

// deciding: the chair records what was decided, by buttons and a sentence.
var deciding = talk.Dialogue[*world.World, decideData]{
	Name: "decide",
	Steps: []talk.Step[*world.World, decideData]{
		{
			Name: "outcome",
			Ask: func(w *world.World, d decideData) talk.Prompt {
				p := talk.Prompt{Say: text.T("decide.outcome", "n", d.Item+1, "title", itemTitle(w, d))}
				if d.Case != 0 {
					p.Rows = append(p.Rows, talk.Row(show.Pick(text.T("decide.legs"), string(world.OutcomeLegs))))
				}
				p.Rows = append(p.Rows, talk.Row(show.Pick(text.T("decide.task"), string(world.OutcomeTask)), show.Pick(text.T("decide.not"), string(world.OutcomeNot))), talk.Row(show.Leave()))
				return p
			},
			Hear: func(w *world.World, d *decideData, e talk.Event) talk.Answer {
				if e.Press == string(world.OutcomeLegs) && !mayCall(w, *d) {
					return talk.Sorry("decide.nocase")
				}
				d.Outcome, d.Whom, d.Lead, d.Leading = world.ItemOutcome(e.Press), nil, "", false
				if d.Outcome != world.OutcomeTask && d.Outcome != world.OutcomeNot && (d.Outcome != world.OutcomeLegs || d.Case == 0) {
					return talk.Sorry("decide.outcome.sorry")
				}
				return talk.OK().Unasked("whom", "until")
			},
		},
		{
			Name: "lead",
			When: func(_ *world.World, d decideData) bool { return d.Leading },
			Ask: func(w *world.World, d decideData) talk.Prompt {
				var bs []talk.Button
				for _, g := range w.District.Map.All() {
					bs = append(bs, show.Pick(text.Named(g.Names), "g"+g.ID))
				}
				return talk.Prompt{Say: text.T("decide.lead"), Rows: append(talk.Pairs(bs...), talk.Row(show.Back()))}
			},
			Hear: func(w *world.World, d *decideData, e talk.Event) talk.Answer {
				id, ok := strings.CutPrefix(e.Press, "g")
				if _, known := w.District.Map.Grid(id); !ok || !known {
					return talk.Sorry("cede.grid.sorry")
				}
				if d.Lead, d.Leading = id, false; id == d.Meeting {
					d.Lead = ""
				}
				return talk.OK()
			},
		},
		{
			Name: "whom",
			When: func(_ *world.World, d decideData) bool { return d.Outcome != world.OutcomeNot },
			Ask: func(w *world.World, d decideData) talk.Prompt {
				p := talk.Prompt{Say: text.T("decide.whom")}
				var bs []talk.Button
				mark := func(id string, name text.Text) {
					label := text.T("notice.item.add", "what", name)
					if slices.Contains(d.Whom, id) {
						label = text.T("notice.item.drop", "what", name)
					}
					press := id
					if id == "" {
						press = own
					}
					bs = append(bs, show.Pick(label, "w"+press))
				}
				if d.Outcome == world.OutcomeTask {
					mark("", text.T("decide.own"))
				}
				for _, a := range w.District.Agencies {
					mark(a.ID, text.Named(a.Names))
				}
				p.Rows = talk.Pairs(bs...)
				if mayPass(w, d) {
					p.Rows = append(p.Rows, talk.Row(show.Pick(text.T("decide.leading", "grid", show.GridName(w, cmp.Or(d.Lead, d.Meeting))), "lead")))
				}
				if len(d.Whom) > 0 {
					p.Rows = append(p.Rows, talk.Row(show.Pick(text.T("decide.chosen", "n", len(d.Whom)), "done")))
				}
				p.Rows = append(p.Rows, talk.Row(show.Back(), discard()))
				return p
			},
			Hear: func(w *world.World, d *decideData, e talk.Event) talk.Answer {
				id, ok := strings.CutPrefix(e.Press, "w")
				if id == own {
					id = ""
				}
				_, known := w.District.Agency(id)
				switch {
				case e.Press == "done" && len(d.Whom) > 0:
					return talk.OK()
				case e.Press == "lead" && mayPass(w, *d):
					d.Leading = true
					return talk.Redo("lead", "whom")
				case !ok || !known && (id != "" || d.Outcome != world.OutcomeTask) || !slices.Contains(d.Whom, id) && len(d.Whom) >= cases.MostCalls:
					return talk.Sorry("whistle.whom.sorry")
				}
				d.Whom = ask.Toggled(d.Whom, id)
				return talk.Redo("whom")
			},
		},
		{
			Name: "words",
			Ask: func(_ *world.World, d decideData) talk.Prompt {
				say := text.T("decide.words")
				if d.Outcome == world.OutcomeNot {
					say = text.T("decide.why")
				}
				return talk.Prompt{Say: say, Rows: [][]talk.Button{{show.Back(), discard()}}}
			},
			Hear: func(_ *world.World, d *decideData, e talk.Event) talk.Answer {
				return sentence(&d.Words, e, talk.Sorry("decide.words.sorry"))
			},
		},
		ask.DayStep[decideData]{
			Name: "until", Pick: func(d *decideData) *ask.DayPick { return &d.DayPick }, Most: 180 * world.OneDay, Leave: discard,
			Quick: []calendar.Span{{Work: 1}, {Work: 3}, {Work: 5}, {Work: 10}},
			Ask: func(_ *world.World, d decideData) text.Text {
				if d.Outcome == world.OutcomeLegs {
					return text.T("decide.meet")
				}
				return text.T("decide.until")
			},
			When: func(_ *world.World, d decideData) bool { return d.Outcome != world.OutcomeNot },
		}.Step(),
	},
	Finish: func(_ *world.World, d decideData) talk.Decision { return resolution{d} },
}

// itemTitle is what an item is about.
func itemTitle(w *world.World, d decideData) text.Text {
	if m := w.Meeting; m != nil && d.Item >= 0 && d.Item < len(m.Items) {
		return m.Items[d.Item].Title
	}
	return text.Text{}
}

// decideItem asks the chair what was decided of an item.
func decideItem(x *acts.Turn, grid string, n int) {
	it := meetingNow(x).Items[n]
	s, err := deciding.Begin(decideData{Meeting: grid, N: meetingNow(x).N, Item: n, Case: it.Case, Was: it.Decided()})
	s.About = it.Case
	beginMeeting(x, s, err)
}

// mayPass tells whether another grid can be named to lead what the item is
// about: the coordinator names it, a lead asks it to take the case.
func mayPass(w *world.World, d decideData) bool {
	c := ours(w, d)
	return c != nil && c.May(passing(w), w.Me.Part()) == nil
}

// passing is how the person gives a case to another grid.
func passing(w *world.World) cases.Action {
	if w.Me.Role == world.Coordinator {
		return cases.Entrust
	}
	return cases.Cede
}

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
			climbTask(x.World, m.Assign(world.Task{Item: d.Item, Case: it.Case, Whose: id, What: d.Words, Due: d.Until,
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

// ours is the case an item is about, while it is in the grid of the conference.
func ours(w *world.World, d decideData) *cases.Case {
	if c := w.Case; c != nil && c.Number == d.Case && c.Grid == d.Meeting {
		return c
	}
	return nil
}

// mayCall tells whether agencies can be called in for what the item is about.
func mayCall(w *world.World, d decideData) bool {
	c := ours(w, d)
	return c != nil && c.May(cases.Whistle, w.Me.Part()) == nil
}

// callFor sounds the whistle for a case, as the conference decided: what is
// needed, and the day of the joint action. Who is at work already reads it anew.
func callFor(x *acts.Turn, d resolution) bool {
	w := &cases.Whistling{Meet: d.Until}
	for _, id := range d.Whom {
		a, _ := x.District.Agency(id)
		w.Calls = append(w.Calls, cases.Call{Agency: id, Ask: text.Said(d.Words), Serves: a.Serves()})
	}
	return x.Do(cases.Act{Do: cases.Whistle, By: x.Me.Part(), At: x.Now, Whistle: w, Settled: true})
}

// settleCase takes the case an item is about off the agenda.
func settleCase(x *acts.Turn, d resolution) {
	if c := ours(x.World, d.decideData); c != nil && c.May(cases.Settle, x.Me.Part()) == nil {
		x.Do(cases.Act{Do: cases.Settle, By: x.Me.Part(), At: x.Now, Note: text.Said(d.Words)})
	}
}
