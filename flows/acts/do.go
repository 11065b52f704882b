package acts

import (
	"slices"
	"strconv"

	"gridbot/flows/cases"
	"gridbot/flows/danger"
	"gridbot/flows/figures"
	"gridbot/flows/measures"
	"gridbot/flows/refusal"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// unknown is what somebody reads of a case that is not for them: the same as of
// one that is not there. Only who was served a notice reads that it is over, and
// an officer that somebody else of their agency answers for it.
func (x *Turn) unknown() text.Text {
	if c := x.World.Case; c != nil {
		if c.Elsewhere(x.Me.Part()) {
			return text.T("refuse.scope", "agency", show.AgencyName(x.World, x.Me.Agency))
		}
		if a := c.Asker(x.Me.ID); a != nil && a.Waits() {
			return measures.Either(text.T("refuse.asked"), text.T("refuse.asked.advice"))(*c)
		}
		for _, n := range c.Notices {
			if n.Over != 0 && slices.Contains(n.Followers, x.Me.ID) {
				return measures.Revoked(n)
			}
		}
	}
	return text.T("case.unknown")
}

// PressCase is a pressed button under a case.
func (x *Turn) PressCase(number int, do, choice string) error {
	c := x.World.Case
	if c == nil || c.Number != number || !c.Sees(x.Me.Part()) {
		x.ShowAlert(x.unknown())
		return nil
	}
	if x.strayed() {
		return nil
	}
	if l, ok := x.Book.Looks[do]; ok {
		if l.Whole && world.Partial(world.ViewOf(*c, x.Me)) {
			x.Refuse(*c, "", cases.ErrNotYours) // what was reported is not theirs to see
			return nil
		}
		return l.Does(x, *c, choice)
	}
	act := cases.Action(do)
	if err := c.May(act, x.Me.Part()); err != nil {
		x.Refuse(*c, act, err)
		return nil
	}
	if x.Event.Chat.Group && act != cases.Claim && !x.reportsHere(act) {
		// Everything else is asked and answered in private: a group must not
		// see who withdraws or confirms.
		x.Open = "c" + strconv.Itoa(c.Number)
		return nil
	}
	a := cases.Act{Do: act, By: x.Me.Part(), At: x.Now}
	p := x.Book.Presses[act]
	if p.Fill != nil {
		if ready, err := p.Fill(x, *c, &a, choice); !ready || err != nil {
			return err
		}
	}
	if begins := show.ActOf[act].Begins; begins != "" {
		if d := x.Book.Dialogues[begins]; d.Skips == nil || !d.Skips(*c) {
			return x.beginOn(*c, act)
		}
	}
	if !x.Do(a) {
		return nil
	}
	return x.counted(*c, act, p)
}

// counted says over the button that the act counted, and does what follows it.
func (x *Turn) counted(c cases.Case, act cases.Action, p Press) error {
	if x.Change.Toast.Empty() {
		x.ShowToast(show.DoneText(act, x.Latest(c)))
	}
	if p.Then != nil {
		return p.Then(x, x.Latest(c))
	}
	return nil
}

// strayed answers a press on a card of a group that is no work group any more.
func (x *Turn) strayed() bool {
	_, bound := x.Bound(x.Event.Chat.ID)
	if x.Event.Chat.Group && !bound {
		x.ShowAlert(text.T("group.over"))
		return true
	}
	return false
}

// reportsHere tells whether the act may be done in the group the press came
// from: an agency reports in where it was called.
func (x *Turn) reportsHere(act cases.Action) bool {
	g, ok := x.Bound(x.Event.Chat.ID)
	return ok && act == cases.ReportIn && g.Agency != "" && g.Agency == x.Me.Agency
}

// Do carries out an act on the case the event is about, and tells everybody
// who must hear of it. It reports whether the act counted.
func (x *Turn) Do(a cases.Act) bool {
	told, heard := x.District.Danger(a.Note.Words)
	a.Danger = heard && a.Do.Observes()
	before := x.Latest(*x.World.Case)
	x.ruled(&a, before)
	after, tells, err := before.Apply(a, x)
	if err != nil {
		x.Refuse(before, a.Do, err)
		return false
	}
	if a.Danger { // the numbers at once
		x.Alarmed = true
		x.Reply(danger.Emergency(x.World, told, danger.Has(x.World, after, text.T("report.danger.sent"))))
	}
	if a.Do == cases.Claim && x.Me.Role == world.Worker && !x.Me.Duty { // in danger, from their bed
		x.KeepPerson(x.Pressed(x.Me, true))
	}
	if a.Do == cases.Submit || a.Do == cases.Clear || a.Do == cases.Absent {
		after.Alike = x.usedBefore(after, after.Files)
	}
	x.Moved(&before, after, tells, a)
	for _, s := range x.Book.Subjects {
		for _, h := range s.Heeds {
			if slices.Contains(h.Acts, a.Do) {
				h.Does(x, a.Do, before, after)
			}
		}
	}
	if (a.Do == cases.Route || a.Do == cases.Accede || a.Do == cases.Entrust || a.Do == cases.Resite) && len(x.Staff.OnDuty(after.Grid)) == 0 {
		x.ShowAlert(text.T("route.nobody", "grid", show.GridName(x.World, after.Grid)))
	}
	return true
}

// Refuse says why an act does not count, and shows the case as it is.
func (x *Turn) Refuse(c cases.Case, do cases.Action, err error) {
	why := refusal.Why(x.World, c, do, err)
	if x.Event.Press != "" {
		x.ShowAlert(why)
		if !x.Event.Chat.Group {
			x.Refresh(c)
		}
		return
	}
	x.Reply(talk.Prompt{Say: why})
	x.ShowCase(c, text.Text{})
}

// Moved keeps a case that changed, writes the log and tells everybody.
func (x *Turn) Moved(before *cases.Case, after cases.Case, tells []cases.Tell, a cases.Act) {
	for _, s := range x.Book.Subjects {
		if s.Rings != nil {
			tells = s.Rings(x, before, &after, tells, a)
		}
	}
	x.Log = append(x.Log, x.ofLegs(x.logged(before, after, a), after.Log[len(after.Log)-1], before, after)...)
	x.spread(before, &after, tells, a)
	x.began(after, tells, a)
	for i := range x.Cases {
		if x.Cases[i].After.Number == after.Number {
			x.Cases[i].After = after
			return
		}
	}
	x.Cases = append(x.Cases, world.Moved{Before: before, After: after})
}

// AtOnce keeps a new case to which the same hand did several things before anybody
// was told: each has its line of the log, and who hears is who hears of the last.
func (x *Turn) AtOnce(c cases.Case, then ...cases.Act) (cases.Case, error) {
	first := c.Log[len(c.Log)-1]
	lines := []world.Logged{x.logged(nil, c, cases.Act{Do: first.Do, At: x.Now})}
	var tells []cases.Tell
	for _, a := range then {
		before := c
		var err error
		if c, tells, err = before.Apply(a, x); err != nil {
			return before, err
		}
		lines = append(lines, x.logged(&before, c, a))
	}
	c.Alike = x.usedBefore(c, c.Files)
	last := then[len(then)-1]
	x.Log = append(x.Log, lines...)
	x.spread(nil, &c, tells, last)
	x.Cases = append(x.Cases, world.Moved{After: c})
	return c, nil
}

// ofLegs is a line of the log with the agency whose leg it is about, and a
// line more for each agency that was called.
func (x *Turn) ofLegs(line world.Logged, entry cases.Entry, before *cases.Case, after cases.Case) []world.Logged {
	if l := after.Leg(entry.Leg); l != nil && before != nil {
		line.Agency, line.Late = l.Agency, false
		if was := before.Leg(entry.Leg); was != nil {
			line.Late = was.Clock.Due != 0 && x.Now.Unix() >= was.Clock.Due
		}
	}
	lines := []world.Logged{line}
	for _, l := range after.Legs {
		if before == nil || l.N <= len(before.Legs) {
			continue
		}
		called := line
		called.Do, called.Agency, called.Late = figures.Calling, l.Agency, false
		lines = append(lines, called)
	}
	return append(lines, x.lapsed(line, before, after)...)
}

// lapsed is a line for each agency that was found late with something, the first time:
// what it had been called for counts in the week of the call.
func (x *Turn) lapsed(line world.Logged, before *cases.Case, after cases.Case) []world.Logged {
	var lines []world.Logged
	for _, l := range after.Legs {
		if before == nil || l.N > len(before.Legs) {
			continue
		}
		for _, name := range l.Missed[min(len(before.Legs[l.N-1].Missed), len(l.Missed)):] {
			lines = append(lines, world.Logged{At: line.At, Case: line.Case, Do: figures.Lapsing, To: line.To, Part: cases.PartClock, Grid: after.Grid,
				Category: line.Category, Danger: line.Danger, Week: line.Week, Agency: l.Agency, Lapsed: name, Called: x.WeekAt(l.At)})
		}
	}
	return lines
}
