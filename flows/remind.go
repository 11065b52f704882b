package flows

import (
	"slices"
	"time"

	"gridbot/flows/cases"
	"gridbot/flows/district"
	"gridbot/flows/talk"
	"gridbot/flows/text"
)

// Reminders are gathered before they are sent: whoever has several at the same
// time gets one list, and nobody hears of what moved on meanwhile. Danger does
// not wait.

// ClockRemind names the timer at which a person is told what was gathered.
const ClockRemind = "remind"

// A Reminder is one rung of the ladder of a case, for one person.
type Reminder struct {
	To    int64           `json:"-"`
	Wind  time.Time       `json:"-"` // when the person is told, unless that is planned already
	Case  int             `json:"case"`
	Clock cases.ClockName `json:"clock"`
	Step  int             `json:"step"` // rungs told with this one
	Due   int64           `json:"due"`  // of the clock
}

// Gathered are the reminders that wait for one person.
type Gathered struct {
	First []Reminder // the longest overdue, in order
	All   int        // how many there are
}

// mostReminders is how many reminders one message shows.
const mostReminders = 8

// remindRung gathers the reminders of the rungs that are due for everybody
// they name; of danger, they hear now.
func (x *change) remindRung(before, after cases.Case, now func(Person, cases.View, text.Text)) {
	told := map[int64]bool{}
	for _, p := range x.rungPeople(before) {
		if told[p.ID] || p.ID == 0 || p.Gone {
			continue
		}
		told[p.ID] = true
		if after.Danger {
			now(p, ViewOf(after, p), x.chaseHead(after))
			continue
		}
		x.gather(p, after, after.Clock.Name, after.Clock)
	}
}

// gather keeps a reminder of a clock for a person, to be told with the others.
func (x *change) gather(p Person, c cases.Case, name cases.ClockName, k cases.Clock) {
	wind := x.Now
	if next := time.Unix(p.Reminded, 0).Add(x.District.Reminders.Gap); next.After(wind) {
		wind = next
	}
	x.Remind = append(x.Remind, Reminder{To: p.ID, Case: c.Number, Clock: name, Step: k.Step, Due: k.Due, Wind: x.District.Quiet.End(wind)})
}

// rungPeople is who is told of the rungs that are due. What came back is told
// one rung higher.
func (x *change) rungPeople(c cases.Case) []Person {
	rungs := x.due(c)
	if c.Round > 1 {
		ladder := x.District.Ladder(c.Danger)
		if next := c.Clock.Step + len(rungs); next < len(ladder) {
			rungs = append(slices.Clone(rungs), ladder[next])
		}
	}
	var all []Person
	if c.Clock.Promise != 0 {
		all = x.holders(c) // the day they had named has come
	}
	for _, r := range rungs {
		for _, t := range r.Tell {
			switch t {
			case district.TellHolder:
				all = append(all, x.holders(c)...)
			case district.TellLead:
				all = append(all, x.firstLead(c.Grid)...)
			case district.TellLeads:
				all = append(all, x.leads(c.Grid)...)
			case district.TellCoordinator:
				all = append(all, x.Staff.in(Coordinator, "")...)
			}
		}
	}
	return all
}

// holders is who must act next: who has the case, or everybody who could take
// it; whoever is off duty is stood in for.
func (x *change) holders(c cases.Case) []Person {
	switch {
	case c.Status == cases.Submitted && c.Verifier != 0:
		return x.standIn(c, x.Staff.People[c.Verifier])
	case c.Status == cases.Submitted:
		return slices.DeleteFunc(x.leads(c.Grid), func(p Person) bool { return slices.Contains(c.Handlers, p.ID) })
	case c.Status == cases.Watch:
		return x.lookers(c)
	case c.Assignee != 0:
		return x.standIn(c, x.Staff.People[c.Assignee])
	}
	on := x.Staff.onDuty(c.Grid)
	if len(on) == 0 || c.Late(x.Now) { // nobody took it: that is for those who assign
		on = append(on, x.leads(c.Grid)...)
	}
	return on
}

// standIn is the person themselves while they are on duty, or else who stands
// in for them, or else a lead.
func (x *change) standIn(c cases.Case, p Person) []Person {
	switch s := x.Staff.People[p.Substitute]; {
	case p.Role != Resident && !p.Gone && (p.Role != Worker || p.Duty):
		return []Person{p}
	case s.Role == Worker && s.Duty && !s.Gone && s.Grid == c.Grid:
		return []Person{s}
	}
	return x.firstLead(c.Grid)
}

// firstLead is one lead of the grid, always the same one as long as they can be
// reached.
func (x *change) firstLead(grid string) []Person {
	for _, p := range x.leads(grid) {
		if !p.Gone {
			return []Person{p}
		}
	}
	return nil
}

// remindNow tells a person what was gathered for them: a message with its
// buttons for one, a list for several.
func (x *change) remindNow() {
	x.Reminded = &x.Gathered
	var late []cases.Case
	legs := map[int]int{} // of a case, the leg that is late
	names := map[int]cases.ClockName{}
	for _, r := range x.Gathered.First {
		i := slices.IndexFunc(x.List, func(c cases.Case) bool { return c.Number == r.Case })
		if i < 0 {
			continue
		}
		c := x.List[i]
		if k, on := running(c, r.Clock); !on || k.Step != r.Step || !c.Sees(x.Me.part()) {
			continue // it moved on, or was answered for
		}
		if slices.ContainsFunc(late, func(o cases.Case) bool { return o.Number == c.Number }) {
			continue // a line for each case
		}
		legs[c.Number], names[c.Number] = legOf(string(r.Clock)), r.Clock
		late = append(late, c)
	}
	if x.Me.Role == Worker && !x.Me.Duty { // went off duty meanwhile: who stands in hears of it
		for _, c := range late {
			for _, p := range x.standIn(c, x.Me) {
				k, _ := running(c, names[c.Number])
				x.gather(p, c, names[c.Number], k)
			}
		}
		return
	}
	if len(late) == 0 {
		return
	}
	me := x.Me
	me.Reminded = x.Now.Unix()
	x.person(me)
	if len(late) == 1 && x.Gathered.All == 1 {
		after := x.pending(late[0])
		k := cases.Card{Chat: x.Me.ID, As: ViewOf(*after, x.Me), Lang: x.Me.Lang}
		hold(after, k)
		head := x.chaseHead(*after)
		if leg := after.Leg(legs[after.Number]); leg != nil {
			head = x.legHead(*after, *leg)
		}
		l := x.cardLetter(*after, k, head, true)
		l.Class = ClassReminder
		x.Letters = append(x.Letters, l)
		return
	}
	n := max(len(late), x.Gathered.All-(len(x.Gathered.First)-len(late)))
	x.Letters = append(x.Letters, Letter{Class: ClassReminder, To: x.private(), Lang: x.Me.Lang,
		Say: x.chaseList(text.T("remind.many", "n", n), late, legs)})
}

// chaseList is several cases in one message, the longest overdue first.
func (x *change) chaseList(head text.Text, list []cases.Case, legs map[int]int) talk.Prompt {
	p := talk.Prompt{}
	lines := []text.Text{head}
	var opens []talk.Button
	for _, c := range list[:min(len(list), mostReminders)] {
		lines = append(lines, x.chaseLine(c, legs[c.Number]))
		opens = append(opens, acting(text.T("remind.open", "number", c.Number), c.Number, "open"))
	}
	p.Say = text.Lines(lines...)
	for i := 0; i < len(opens); i += 4 {
		p.Rows = append(p.Rows, opens[i:min(i+4, len(opens))])
	}
	if len(list) > mostReminders {
		p.Rows = append(p.Rows, talk.Row(menuButton(text.T("menu.overdue"), "overdue", "all")))
	}
	return p
}

// chaseLine is a case in a list of reminders: what is missing, and since when;
// of a leg, where it is about one.
func (x *change) chaseLine(c cases.Case, leg int) text.Text {
	what, due, late := lackTexts[c.Clock.Name], text.On(x.District.Here(c.Due())), c.Late(x.Now)
	if l := c.Leg(leg); l != nil && l.Open() {
		what, due, late = lackTexts[l.Clock.Name], x.dated(l.Clock.Due), x.Now.Unix() >= l.Clock.Due
		what = text.T("leg.lack", "agency", agencyName(x.World, l.Agency), "what", what)
	}
	mark := text.T("mark.soon")
	if late {
		mark = text.T("mark.late")
	}
	if c.Red {
		mark = text.T("mark.red")
	}
	return text.Join(" ", mark, text.T("remind.line", "number", c.Number, "category", categoryName(x.World, c.Category),
		"place", placeText(c.Place), "what", what, "time", due))
}

// chaseHead is the first line of a card that comes as a reminder.
func (x *change) chaseHead(c cases.Case) text.Text {
	what, due := lackTexts[c.Clock.Name], text.On(x.District.Here(c.Due()))
	head := text.T("remind.soon", "what", what, "time", due)
	if c.Late(x.Now) {
		head = text.T("remind.late", "what", what, "time", due, "late", text.Lasting(x.Now.Sub(c.Due())))
	}
	lines := []text.Text{head}
	if n := c.Clock.Promises; n > 0 {
		lines = append(lines, text.T("remind.promised", "n", n))
	}
	if c.Red {
		lines = append(lines, text.T("remind.red"))
	}
	return text.Lines(lines...)
}

// lackTexts says of each clock what has not happened yet.
var lackTexts = map[cases.ClockName]text.Text{
	cases.ClockClaim: text.T("tell.overdue.claim"), cases.ClockArrive: text.T("tell.overdue.arrive"),
	cases.ClockHandle: text.T("tell.overdue.handle"), cases.ClockVerify: text.T("tell.overdue.verify"),
	cases.ClockRectify: text.T("tell.overdue.rectify"), cases.ClockLook: text.T("tell.overdue.look"),
	cases.ClockReport: text.T("lack.report"), cases.ClockReach: text.T("lack.reach"),
	cases.ClockFinish: text.T("lack.finish"), cases.ClockUndo: text.T("lack.undo"),
}
