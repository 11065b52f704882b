package flows

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"gridbot/flows/calendar"
	"gridbot/flows/cases"
	"gridbot/flows/talk"
	"gridbot/flows/text"
)

// decideData is what the chair has said of an item so far.
type decideData struct {
	dayPick
	Meeting string      `json:"meeting"`
	N       int         `json:"n"`             // of the conference
	Was     string      `json:"was,omitempty"` // what had been decided when it was asked
	Item    int         `json:"at"`
	Case    int         `json:"case,omitempty"`
	Outcome ItemOutcome `json:"outcome,omitempty"`
	Whom    []string    `json:"whom,omitempty"`
	Lead    string      `json:"lead,omitempty"`    // the grid that is to lead, where it is another one
	Leading bool        `json:"leading,omitempty"` // it is being chosen
	Words   string      `json:"words,omitempty"`
}

// A resolution is what was decided of an item.
type resolution struct{ decideData }

// discard leaves without a decision: "not now" is one.
func discard() talk.Button { return menuButton(text.T("decide.discard"), "cancel") }

// own stands on a button for the grid itself.
const own = "own"

// deciding: the chair records what was decided, by buttons and a sentence.
var deciding = talk.Dialogue[*World, decideData]{
	Name: "decide",
	Steps: []talk.Step[*World, decideData]{
		{
			Name: "outcome",
			Ask: func(w *World, d decideData) talk.Prompt {
				p := talk.Prompt{Say: text.T("decide.outcome", "n", d.Item+1, "title", w.itemTitle(d))}
				if d.Case != 0 {
					p.Rows = append(p.Rows, talk.Row(pick(text.T("decide.legs"), string(OutcomeLegs))))
				}
				p.Rows = append(p.Rows, talk.Row(pick(text.T("decide.task"), string(OutcomeTask)), pick(text.T("decide.not"), string(OutcomeNot))), talk.Row(leave()))
				return p
			},
			Hear: func(w *World, d *decideData, e talk.Event) talk.Answer {
				if e.Press == string(OutcomeLegs) && !w.mayCall(*d) {
					return talk.Sorry("decide.nocase")
				}
				d.Outcome, d.Whom, d.Lead, d.Leading = ItemOutcome(e.Press), nil, "", false
				if d.Outcome != OutcomeTask && d.Outcome != OutcomeNot && (d.Outcome != OutcomeLegs || d.Case == 0) {
					return talk.Sorry("decide.outcome.sorry")
				}
				return talk.OK().Unasked("whom", "until")
			},
		},
		{
			Name: "lead",
			When: func(_ *World, d decideData) bool { return d.Leading },
			Ask: func(w *World, d decideData) talk.Prompt {
				var bs []talk.Button
				for _, g := range w.District.Map.All() {
					bs = append(bs, pick(text.Named(g.Names), "g"+g.ID))
				}
				return talk.Prompt{Say: text.T("decide.lead"), Rows: append(talk.Pairs(bs...), talk.Row(back()))}
			},
			Hear: func(w *World, d *decideData, e talk.Event) talk.Answer {
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
			When: func(_ *World, d decideData) bool { return d.Outcome != OutcomeNot },
			Ask: func(w *World, d decideData) talk.Prompt {
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
					bs = append(bs, pick(label, "w"+press))
				}
				if d.Outcome == OutcomeTask {
					mark("", text.T("decide.own"))
				}
				for _, a := range w.District.Agencies {
					mark(a.ID, text.Named(a.Names))
				}
				p.Rows = talk.Pairs(bs...)
				if w.mayPass(d) {
					p.Rows = append(p.Rows, talk.Row(pick(text.T("decide.leading", "grid", gridName(w, cmp.Or(d.Lead, d.Meeting))), "lead")))
				}
				if len(d.Whom) > 0 {
					p.Rows = append(p.Rows, talk.Row(pick(text.T("decide.chosen", "n", len(d.Whom)), "done")))
				}
				p.Rows = append(p.Rows, talk.Row(back(), discard()))
				return p
			},
			Hear: func(w *World, d *decideData, e talk.Event) talk.Answer {
				id, ok := strings.CutPrefix(e.Press, "w")
				if id == own {
					id = ""
				}
				_, known := w.District.Agency(id)
				switch {
				case e.Press == "done" && len(d.Whom) > 0:
					return talk.OK()
				case e.Press == "lead" && w.mayPass(*d):
					d.Leading = true
					return talk.Redo("lead", "whom")
				case !ok || !known && (id != "" || d.Outcome != OutcomeTask) || !slices.Contains(d.Whom, id) && len(d.Whom) >= cases.MostCalls:
					return talk.Sorry("whistle.whom.sorry")
				}
				d.Whom = toggled(d.Whom, id)
				return talk.Redo("whom")
			},
		},
		{
			Name: "words",
			Ask: func(_ *World, d decideData) talk.Prompt {
				say := text.T("decide.words")
				if d.Outcome == OutcomeNot {
					say = text.T("decide.why")
				}
				return talk.Prompt{Say: say, Rows: [][]talk.Button{{back(), discard()}}}
			},
			Hear: func(_ *World, d *decideData, e talk.Event) talk.Answer {
				return sentence(&d.Words, e, talk.Sorry("decide.words.sorry"))
			},
		},
		dayStep[decideData]{
			name: "until", pick: func(d *decideData) *dayPick { return &d.dayPick }, most: 180 * oneDay, leave: discard,
			quick: []calendar.Span{{Work: 1}, {Work: 3}, {Work: 5}, {Work: 10}},
			ask: func(_ *World, d decideData) text.Text {
				if d.Outcome == OutcomeLegs {
					return text.T("decide.meet")
				}
				return text.T("decide.until")
			},
			when: func(_ *World, d decideData) bool { return d.Outcome != OutcomeNot },
		}.step(),
	},
	Finish: func(_ *World, d decideData) talk.Decision { return resolution{d} },
}

// itemTitle is what an item is about.
func (w *World) itemTitle(d decideData) text.Text {
	if m := w.Meeting; m != nil && d.Item >= 0 && d.Item < len(m.Items) {
		return m.Items[d.Item].Title
	}
	return text.Text{}
}

// decideItem asks the chair what was decided of an item.
func (x *change) decideItem(grid string, n int) {
	it := x.meetingNow().Items[n]
	s, err := deciding.Begin(decideData{Meeting: grid, N: x.meetingNow().N, Item: n, Case: it.Case, Was: it.decided()})
	s.About = it.Case
	x.beginMeeting(s, err)
}

// mayPass tells whether another grid can be named to lead what the item is
// about: the coordinator names it, a lead asks it to take the case.
func (w *World) mayPass(d decideData) bool {
	c := w.ours(d)
	return c != nil && c.May(w.passing(), w.Me.part()) == nil
}

// passing is how the person gives a case to another grid.
func (w *World) passing() cases.Action {
	if w.Me.Role == Coordinator {
		return cases.Entrust
	}
	return cases.Cede
}

// resolved records a decision. Agencies are called in, each with a leg of the
// case; everybody else has a task and a deadline. What was decided before of
// the same item counts no more: agencies that are not named again are let go.
func (x *change) resolved(d resolution) {
	m := x.meetingNow()
	if m == nil || m.Grid != d.Meeting || d.N != m.N || !x.chairs(m.Grid) || m.Stage != StageOpen && m.Stage != StageOver || d.Item < 0 || d.Item >= len(m.Items) {
		x.reply(talk.Prompt{Say: text.T("conference.moved")})
		return
	}
	if it := m.Items[d.Item]; it.decided() != d.Was { // the other lead was quicker
		x.reply(talk.Prompt{Say: text.T("decide.meanwhile", "n", d.Item+1)}, x.conferencePage(m.Grid))
		return
	}
	if it, c := m.Items[d.Item], x.World.Case; it.Lead != "" && c != nil && c.Number == it.Case && c.Grid == it.Lead {
		// That grid has it by now: what is decided here would change nothing but the words.
		x.reply(talk.Prompt{Say: text.T("decide.given", "grid", x.gridIn(*m, it.Lead))}, x.conferencePage(m.Grid))
		return
	}
	left := slices.DeleteFunc(slices.Clone(m.Tasks), func(t Task) bool { return t.Item == d.Item && t.Done == 0 })
	if d.Outcome == OutcomeTask && len(left)+len(d.Whom) > mostTasks {
		x.reply(talk.Prompt{Say: text.T("decide.full", "n", mostTasks)})
		x.reply(x.conferencePage(m.Grid))
		return
	}
	if d.Outcome == OutcomeNot {
		d.Whom, d.Lead, d.Until = nil, "", 0
	}
	if d.Outcome == OutcomeLegs && !x.mayCall(d.decideData) {
		x.reply(talk.Prompt{Say: text.T("decide.nocase")}, x.conferencePage(m.Grid))
		return
	}
	if x.crowd(m.Items[d.Item], d) > cases.MostCalls {
		x.reply(talk.Prompt{Say: text.T("decide.crowd", "n", cases.MostCalls)}, x.conferencePage(m.Grid))
		return
	}
	x.letGo(m.Items[d.Item], d)
	x.unask(m.Items[d.Item], d)
	if d.Outcome != OutcomeLegs {
		x.settleCase(d)
	} else if !x.callFor(d) {
		x.reply(x.conferencePage(m.Grid))
		return
	}
	if !x.pass(d) {
		d.Lead = ""
	}
	x.meeting(func(m *Conference) {
		it := &m.Items[d.Item]
		it.Outcome, it.Words, it.Whom, it.Lead, it.Due = d.Outcome, d.Words, d.Whom, d.Lead, d.Until
		it.Asked = d.Lead != "" && x.passing() == cases.Cede
		if m.Tasks = left; d.Outcome == OutcomeTask {
			for _, id := range d.Whom {
				x.climbTask(m.assign(Task{Item: d.Item, Case: it.Case, Whose: id, What: d.Words, Due: d.Until,
					Clock: cases.Clock{Name: cases.ClockFinish, Since: x.Now.Unix(), Due: d.Until}}))
			}
		}
		if who := m.member(x.Me.ID); who != nil && m.Stage == StageOpen && who.There == 0 {
			who.There = x.Now.Unix() // whoever writes down what is decided is there
		}
		m.Draft = m.Stage == StageOver // the minutes in hand say something else
	})
	x.reply(x.conferencePage(m.Grid))
}

// decided is what was decided of an item, to know it again.
func (it AgendaItem) decided() string {
	if it.Outcome == "" {
		return ""
	}
	return strings.Join([]string{string(it.Outcome), strings.Join(it.Whom, ","), it.Lead, strconv.FormatInt(it.Due, 36), it.Words}, "|")
}

// crowd is how many agencies would be at work after a decision.
func (x *change) crowd(it AgendaItem, d resolution) int {
	c := x.ours(d.decideData)
	if c == nil || d.Outcome != OutcomeLegs {
		return 0
	}
	n := len(d.Whom)
	for _, l := range c.OpenLegs() {
		named := slices.Contains(d.Whom, l.Agency)
		if goes := it.Outcome == OutcomeLegs && slices.Contains(it.Whom, l.Agency) && len(l.Standing()) == 0; !named && !goes {
			n++
		}
	}
	return n
}

// letGo releases the agencies that were called in by what was decided of the
// item before, and are no longer. Who has something to undo stays until it is.
func (x *change) letGo(it AgendaItem, d resolution) {
	c := x.ours(d.decideData)
	if it.Outcome != OutcomeLegs || c == nil {
		return
	}
	for _, id := range it.Whom {
		if d.Outcome == OutcomeLegs && slices.Contains(d.Whom, id) {
			continue
		}
		if l := x.pending(*c).LegOf(id); l != nil && l.Open() && len(l.Standing()) == 0 {
			x.do(cases.Act{Do: cases.Release, By: x.Me.part(), At: x.Now, Leg: l.N, Note: text.Said(d.Words)})
		}
	}
}

// pass gives the case to the grid that was named to lead. It tells whether that
// grid has it, or is asked: while another one is asked, nothing more is.
func (x *change) pass(d resolution) bool {
	c := x.ours(d.decideData)
	if d.Lead == "" || c == nil {
		return false
	}
	now := x.latest(*c)
	if now.Ceding != nil && now.Ceding.To == d.Lead && x.passing() == cases.Cede {
		return true // it was asked before
	}
	return now.May(x.passing(), x.Me.part()) == nil &&
		x.do(cases.Act{Do: x.passing(), By: x.Me.part(), At: x.Now, Grid: d.Lead, Note: text.Said(d.Words)})
}

// unask takes back what another grid was asked by what was decided before.
func (x *change) unask(it AgendaItem, d resolution) {
	c := x.ours(d.decideData)
	if it.Lead == "" || it.Lead == d.Lead || c == nil || c.Ceding == nil || c.Ceding.To != it.Lead {
		return
	}
	x.do(cases.Act{Do: cases.Unask, By: x.Me.part(), At: x.Now})
}

// ours is the case an item is about, while it is in the grid of the conference.
func (w *World) ours(d decideData) *cases.Case {
	if c := w.Case; c != nil && c.Number == d.Case && c.Grid == d.Meeting {
		return c
	}
	return nil
}

// mayCall tells whether agencies can be called in for what the item is about.
func (w *World) mayCall(d decideData) bool {
	c := w.ours(d)
	return c != nil && c.May(cases.Whistle, w.Me.part()) == nil
}

// callFor sounds the whistle for a case, as the conference decided: what is
// needed, and the day of the joint action. Who is at work already reads it anew.
func (x *change) callFor(d resolution) bool {
	w := &cases.Whistling{Meet: d.Until}
	for _, id := range d.Whom {
		a, _ := x.District.Agency(id)
		w.Calls = append(w.Calls, cases.Call{Agency: id, Ask: text.Said(d.Words), Serves: a.Serves()})
	}
	return x.do(cases.Act{Do: cases.Whistle, By: x.Me.part(), At: x.Now, Whistle: w, Settled: true})
}

// settleCase takes the case an item is about off the agenda.
func (x *change) settleCase(d resolution) {
	if c := x.ours(d.decideData); c != nil && c.May(cases.Settle, x.Me.part()) == nil {
		x.do(cases.Act{Do: cases.Settle, By: x.Me.part(), At: x.Now, Note: text.Said(d.Words)})
	}
}
