package flows

import (
	"errors"
	"slices"
	"strconv"
	"time"

	"gridbot/flows/cases"
	"gridbot/flows/district"
	"gridbot/flows/talk"
	"gridbot/flows/text"
)

// pressCase is a pressed button under a case.
func (x *change) pressCase(number int, do, choice string) error {
	c := x.World.Case
	if c == nil || c.Number != number || !c.Sees(x.Me.part()) {
		x.alert(text.T("case.unknown"))
		return nil
	}
	switch do {
	case "open":
		x.showCase(*c, text.Text{})
		return nil
	case "look":
		x.refresh(*c)
		return nil
	case "files":
		x.sendFiles(*c)
		return nil
	case "map":
		x.sendMap(*c)
		return nil
	}
	act := cases.Action(do)
	if err := c.May(act, x.Me.part()); err != nil {
		x.refuse(*c, act, err)
		return nil
	}
	if x.event.Chat.Group && act != cases.Claim {
		// Everything else is asked and answered in private: a group must not
		// see who withdraws or confirms.
		x.Open = "c" + strconv.Itoa(c.Number)
		return nil
	}
	a := cases.Act{Do: act, By: x.Me.part(), At: x.Now}
	switch act {
	case cases.Assign, cases.Name:
		to, err := strconv.ParseInt(choice, 10, 64)
		if choice == "" {
			return x.pickWorker(*c, act)
		}
		if p := x.Staff.People[to]; err != nil || p.Role != Worker || p.Grid != c.Grid || to == c.By.ID {
			x.refuse(*c, act, cases.ErrMissing)
			return nil
		}
		a.To = to
	case cases.Route:
		if choice == "" {
			x.pickGrid(*c)
			return nil
		}
		if _, ok := x.District.Map.Grid(choice); !ok {
			x.refuse(*c, act, cases.ErrMissing)
			return nil
		}
		a.Grid = choice
	case cases.Withdraw:
		if choice != "yes" {
			x.pickWithdraw(*c)
			return nil
		}
	case cases.Rate:
		a.Rating, _ = strconv.Atoi(choice)
	case cases.Arrive, cases.Submit, cases.Note, cases.Add, cases.Return, cases.Decline, cases.SendBack:
		return x.beginOn(*c, act)
	}
	if x.do(a) {
		if done, ok := doneTexts[act]; ok && x.Change.Toast.Empty() {
			x.toast(done)
		}
	}
	return nil
}

// doneTexts is what the person reads who did it, over the button.
var doneTexts = map[cases.Action]text.Text{
	cases.Claim:    text.T("done.claim"),
	cases.Assign:   text.T("done.assign"),
	cases.Name:     text.T("done.name"),
	cases.Route:    text.T("done.route"),
	cases.SetOut:   text.T("done.setout"),
	cases.Handle:   text.T("done.handle"),
	cases.Pass:     text.T("done.pass"),
	cases.Confirm:  text.T("done.confirm"),
	cases.Rate:     text.T("done.rate"),
	cases.Reopen:   text.T("done.reopen"),
	cases.Withdraw: text.T("done.withdraw"),
}

// do carries out an act on the case the event is about, and tells everybody
// who must hear of it. It reports whether the act counted.
func (x *change) do(a cases.Act) bool {
	before := *x.World.Case
	after, tells, err := before.Apply(a, x.deadline)
	if err != nil {
		x.refuse(before, a.Do, err)
		return false
	}
	if alarms := x.District.Alarms(a.Note.Words); a.Do == cases.Add && len(alarms) > 0 {
		// What was added tells of danger: the numbers at once, and everybody hears.
		x.reply(emergency(x.World, alarms[0], text.T("report.danger.sent")))
		after.Danger = true
		if tells = append(tells, cases.TellLeads); onOffer(after) {
			tells = append(tells, cases.TellWorkers)
		}
	}
	x.moved(&before, after, tells, a)
	if a.Do == cases.Route && len(x.Staff.onDuty(after.Grid)) == 0 {
		x.alert(text.T("route.nobody", "grid", gridName(x.World, after.Grid)))
	}
	return true
}

// refuse says why an act does not count, and shows the case as it is.
func (x *change) refuse(c cases.Case, do cases.Action, err error) {
	var why text.Text
	switch {
	case do == cases.Claim && c.Assignee == x.Me.ID:
		why = text.T("refuse.yours")
	case do == cases.Claim && c.Assignee != 0:
		why = text.T("refuse.taken", "name", x.Staff.name(c.Assignee))
	case do == cases.Claim && x.Me.Role == Worker && !x.Me.Duty:
		why = text.T("refuse.offduty")
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

// deadline is when a clock of a case runs out.
func (x *change) deadline(c cases.Case, name cases.ClockName, from time.Time) time.Time {
	category, _ := x.District.Category(c.Category)
	if c.Danger && !category.Danger { // a gas smell under "other" is no less urgent
		category.Danger, category.Clocks = true, district.Clocks{}
	}
	clocks := x.District.ClocksOf(category)
	span := clocks.Claim
	switch name {
	case cases.ClockArrive:
		span = clocks.Arrive
	case cases.ClockHandle:
		span = clocks.Handle
	case cases.ClockVerify:
		span = clocks.Verify
	case cases.ClockAnswer:
		span = clocks.Answer
	}
	return x.District.Calendar.Add(from, span)
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
	after := cases.Start(c, x.Now, x.deadline)
	after.Cards = []cases.Card{{Chat: x.Me.ID, As: cases.ViewReporter, Lang: x.Me.Lang}}
	tells := []cases.Tell{cases.TellWorkers}
	if c.Danger {
		tells = append(tells, cases.TellLeads)
	}
	x.moved(nil, after, tells, cases.Act{Do: cases.Report, By: x.Me.part(), At: x.Now})
}

// moved keeps a case that changed, writes the log and tells everybody.
func (x *change) moved(before *cases.Case, after cases.Case, tells []cases.Tell, a cases.Act) {
	entry := after.Log[len(after.Log)-1]
	from := cases.Status("")
	if before != nil {
		from = before.Status
	}
	x.Log = append(x.Log, Logged{
		At: entry.At, Case: after.Number, Do: entry.Do, From: from, To: entry.To, Part: entry.Part, By: entry.By,
		Grid: after.Grid, Category: after.Category, Danger: after.Danger, Rating: a.Rating,
	})
	x.spread(before, &after, tells, a)
	x.began(after, tells, a)
	x.Cases = append(x.Cases, Moved{Before: before, After: after})
}

// clock is a deadline that has run out.
func (x *change) clock(k talk.Clock) error {
	if k.Name == ClockDraft {
		return x.draft()
	}
	c := x.World.Case
	if c == nil || string(c.Clock.Name) != k.Name || c.Clock.Due != k.Due.Unix() {
		return nil // the case moved on meanwhile
	}
	by := cases.Person{Clock: true}
	do := cases.Overdue
	if slices.Contains(c.Actions(by), cases.Lapse) {
		do = cases.Lapse
	}
	if c.May(do, by) == nil {
		x.do(cases.Act{Do: do, By: by, At: x.Now})
	}
	return nil
}
