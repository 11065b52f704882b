package flows

import (
	"errors"
	"slices"
	"strconv"

	"gridbot/flows/cases"
	"gridbot/flows/talk"
	"gridbot/flows/text"
)

// unknown is what somebody reads of a case that is not for them: the same as of
// one that is not there. Only who was served a notice reads that it is over.
func (x *change) unknown() text.Text {
	if c := x.World.Case; c != nil {
		for _, n := range c.Notices {
			if n.Over != 0 && slices.Contains(n.Followers, x.Me.ID) {
				return text.T("refuse.annulled")
			}
		}
	}
	return text.T("case.unknown")
}

// pressCase is a pressed button under a case.
func (x *change) pressCase(number int, do, choice string) error {
	c := x.World.Case
	if c == nil || c.Number != number || !c.Sees(x.Me.part()) {
		x.alert(x.unknown())
		return nil
	}
	if l, ok := x.book.looks[do]; ok {
		if l.whole && ViewOf(*c, x.Me) == cases.ViewAddressee {
			x.refuse(*c, "", cases.ErrNotYours) // what was reported is not theirs to see
			return nil
		}
		return l.does(x, *c, choice)
	}
	act := cases.Action(do)
	if err := c.May(act, x.Me.part()); err != nil {
		x.refuse(*c, act, err)
		return nil
	}
	if x.event.Chat.Group && act != cases.Claim && !x.reportsHere(act) {
		// Everything else is asked and answered in private: a group must not
		// see who withdraws or confirms.
		x.Open = "c" + strconv.Itoa(c.Number)
		return nil
	}
	a := cases.Act{Do: act, By: x.Me.part(), At: x.Now}
	p := x.book.presses[act]
	if p.fill != nil {
		if ready, err := p.fill(x, *c, &a, choice); !ready || err != nil {
			return err
		}
	}
	if rowOf[act].begins != "" {
		return x.beginOn(*c, act)
	}
	if !x.do(a) {
		return nil
	}
	if x.Change.Toast.Empty() {
		x.toast(doneText(act, x.latest(*c)))
	}
	if p.then != nil {
		p.then(x, x.latest(*c))
	}
	return nil
}

// reportsHere tells whether the act may be done in the group the press came
// from: an agency reports in where it was called.
func (x *change) reportsHere(act cases.Action) bool {
	g, ok := x.bound(x.event.Chat.ID)
	return ok && act == cases.ReportIn && g.Agency != "" && g.Agency == x.Me.Agency
}

// served tells whether the person's agency served the notice in force.
func (x *change) served(c cases.Case) bool {
	n := c.Notice()
	return n != nil && x.Me.Role == Officer && x.Staff.People[n.By].Agency == x.Me.Agency
}

// do carries out an act on the case the event is about, and tells everybody
// who must hear of it. It reports whether the act counted.
func (x *change) do(a cases.Act) bool {
	alarms := x.District.Alarms(a.Note.Words)
	a.Danger = a.Do == cases.Add && len(alarms) > 0
	before := x.latest(*x.World.Case)
	after, tells, err := before.Apply(a, x)
	if err != nil {
		x.refuse(before, a.Do, err)
		return false
	}
	if a.Danger { // the numbers at once
		x.reply(emergency(x.World, alarms[0], text.T("report.danger.sent")))
	}
	if a.Do == cases.Submit || a.Do == cases.Clear {
		after.Alike = x.usedBefore(after, after.Files)
	}
	x.moved(&before, after, tells, a)
	for _, s := range x.book.subjects {
		for _, h := range s.heeds {
			if slices.Contains(h.acts, a.Do) {
				h.does(x, a.Do, before, after)
			}
		}
	}
	if (a.Do == cases.Route || a.Do == cases.Accede || a.Do == cases.Entrust) && len(x.Staff.onDuty(after.Grid)) == 0 {
		x.alert(text.T("route.nobody", "grid", gridName(x.World, after.Grid)))
	}
	return true
}

// refuse says why an act does not count, and shows the case as it is.
func (x *change) refuse(c cases.Case, do cases.Action, err error) {
	var why text.Text
	switch {
	case ViewOf(c, x.Me) == cases.ViewAddressee && c.Notice() == nil:
		why = text.T("refuse.annulled")
	case ViewOf(c, x.Me) == cases.ViewAddressee && (errors.Is(err, cases.ErrNotNow) || do == cases.Prove && errors.Is(err, cases.ErrMissing)):
		why = text.T("refuse.passed")
	case do == cases.Claim && c.Assignee == x.Me.ID:
		why = text.T("refuse.yours")
	case do == cases.Claim && c.Assignee != 0:
		why = text.T("refuse.taken", "name", x.Staff.name(c.Assignee))
	case do == cases.Claim && x.Me.Role == Worker && !x.Me.Duty:
		why = text.T("refuse.offduty")
	case do == cases.Submit && c.Legged():
		why = text.T("refuse.legs")
	case do == cases.Finish && x.stillStands(c), do == cases.TurnDown && x.stillStands(c):
		why = text.T("refuse.stands")
	case errors.Is(err, cases.ErrCalled):
		why = text.T("refuse.called")
	case errors.Is(err, cases.ErrStands):
		why = text.T("refuse.stands")
	case errors.Is(err, cases.ErrSame):
		why = text.T("refuse.same")
	case errors.Is(err, cases.ErrFull):
		why = text.T("refuse.full")
	case errors.Is(err, cases.ErrNotNow):
		status := statusText(x.World, c, ViewOf(c, x.Me))
		if c.Status == cases.Declined {
			status = shortStatus(c, ViewOf(c, x.Me)) // the reason may be longer than a toast
		}
		why = text.T("refuse.moved", "status", status)
	case errors.Is(err, cases.ErrMissing) && (do == cases.Release || do == cases.Swap || do == cases.Insist || do == cases.CallHead):
		why = text.T("refuse.called") // somebody was quicker: the agency is not called any more
	case errors.Is(err, cases.ErrMissing):
		why = text.T("refuse.missing")
	default:
		why = text.T("refuse.notyours")
	}
	if x.event.Press != "" {
		x.alert(why)
		if !x.event.Chat.Group {
			x.refresh(c)
		}
		return
	}
	x.reply(talk.Prompt{Say: why})
	x.showCase(c, text.Text{})
}

// open makes a case of a finished report.
func (x *change) open(r report) {
	c := cases.Case{
		Number: x.Number(), Category: r.Category, Danger: r.Warned, Grid: r.Grid,
		What: r.What, Place: r.Place, Facts: r.Facts, Files: r.Files,
		By: cases.Reporter{ID: x.Me.ID, Anonymous: r.Anonymous, Lang: x.Me.Lang},
	}
	if category, ok := x.District.Category(r.Category); ok && category.Danger {
		c.Danger = true
	}
	if !r.Anonymous {
		c.By.Name = x.Me.Name
	}
	c.Near = x.nearCases(x.World.Near)
	after := cases.Start(c, x.Now, x)
	after.Cards = []cases.Card{{Chat: x.Me.ID, As: cases.ViewReporter, Lang: x.Me.Lang}}
	tells := []cases.Tell{cases.TellWorkers}
	if c.Danger {
		tells = append(tells, cases.TellLeads)
	}
	x.moved(nil, after, tells, cases.Act{Do: cases.Report, By: x.Me.part(), At: x.Now})
}

// moved keeps a case that changed, writes the log and tells everybody.
func (x *change) moved(before *cases.Case, after cases.Case, tells []cases.Tell, a cases.Act) {
	x.Log = append(x.Log, x.ofLegs(x.logged(before, after, a), after.Log[len(after.Log)-1], before, after)...)
	x.spread(before, &after, tells, a)
	x.began(after, tells, a)
	for i := range x.Cases {
		if x.Cases[i].After.Number == after.Number {
			x.Cases[i].After = after
			return
		}
	}
	x.Cases = append(x.Cases, Moved{Before: before, After: after})
}

// ofLegs is a line of the log with the agency whose leg it is about, and a
// line more for each agency that was called.
func (x *change) ofLegs(line Logged, entry cases.Entry, before *cases.Case, after cases.Case) []Logged {
	if l := after.Leg(entry.Leg); l != nil && before != nil {
		line.Agency, line.Late = l.Agency, false
		if was := before.Leg(entry.Leg); was != nil {
			line.Late = was.Clock.Due != 0 && x.Now.Unix() >= was.Clock.Due
		}
	}
	lines := []Logged{line}
	for _, l := range after.Legs {
		if before == nil || l.N <= len(before.Legs) {
			continue
		}
		called := line
		called.Do, called.Agency, called.Late = "call", l.Agency, false
		lines = append(lines, called)
	}
	return lines
}
