// Package chase is what is late: every clock of a case, and the reminders that
// were gathered. Whom a rung of the ladder tells is known by the acts.
package chase

import (
	"maps"
	"slices"

	"gridbot/flows/acts"
	"gridbot/flows/boards"
	"gridbot/flows/cases"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// remindNow tells a person what was gathered for them: a message with its
// buttons for one, a list for several.
func remindNow(x *acts.Turn) {
	at := x.District.Quiet.End(x.Now) // the bot may have been away when it was time
	if x.Enough(x.Me.ID, 0) {
		at = x.NextMorning()
	}
	if at.After(x.Now) {
		x.Strikes = append(x.Strikes, talk.Clock{Person: x.Me.ID, Name: world.ClockRemind, Due: at})
		return
	}
	x.Reminded = &x.Gathered
	late, names := stillLate(x.World)
	if handsOn(x, late, names) {
		return
	}
	left := leftOut(x.Gathered.Left)
	if len(late) == 0 {
		if !left.Empty() {
			x.Letters = append(x.Letters, world.Letter{Class: world.ClassReminder, To: x.Private(), Lang: x.Me.Lang,
				Say: talk.Prompt{Say: left, Rows: [][]talk.Button{{show.MenuButton(text.T("menu.tasks"), "tasks")}}}})
		}
		return
	}
	me := x.Me
	me = x.Turned(me, len(late))
	me.Reminded = x.Now.Unix()
	x.KeepPerson(me)
	if len(late) == 1 && x.Gathered.All == 1 { // nothing was left out
		after := x.Pending(late[0])
		k := cases.Card{Chat: x.Me.ID, As: world.ViewOf(*after, x.Me), Lang: x.Me.Lang}
		acts.Hold(after, k)
		head := boards.ChaseHead(x.World, *after)
		if k := after.Clock; k.Name == cases.ClockLook && k.Step == 0 { // nobody reminds yet: it is asked for the first time
			head = show.Why(x.World, *after, cases.Act{Do: cases.Recheck})
		}
		if leg := after.Leg(world.LegOf(string(names[0]))); leg != nil {
			head = show.LegHead(x.World, *after, *leg)
		}
		if p := after.Posting(world.PostingOf(string(names[0]))); p != nil {
			head = show.PostingHead(x.World, *after, *p, x.Me.ID)
		}
		l := x.CardLetter(*after, k, head, true)
		l.Class = world.ClassReminder
		x.Letters = append(x.Letters, l)
		return
	}
	all := x.Gathered.All
	for _, n := range x.Gathered.Left {
		all -= n
	}
	head := text.T("remind.many", "n", max(len(late), all-(len(x.Gathered.First)-len(late))))
	if !left.Empty() {
		head = text.Lines(left, head)
	}
	x.Letters = append(x.Letters, world.Letter{Class: world.ClassReminder, To: x.Private(), Lang: x.Me.Lang,
		Say: boards.ChaseList(x.World, head, late, names)})
}

// leftOut is the line that tells of what was not sent, by the commands that show it;
// empty where nothing was left out.
func leftOut(left map[string]int) text.Text {
	var parts []text.Text
	all := 0
	for _, command := range slices.Sorted(maps.Keys(left)) {
		all += left[command]
		parts = append(parts, text.T("remind.left.of", "command", "/"+command, "n", left[command]))
	}
	if all == 0 {
		return text.Text{}
	}
	return text.T("remind.left", "n", all, "where", text.Join(" · ", parts...))
}

// stillLate are the cases that are still to be reminded of, each with the clock it
// is about: a line for each, and another one for what was written on it.
func stillLate(w *world.World) (late []cases.Case, names []cases.ClockName) {
	told := map[[2]int]bool{}
	for _, r := range w.Gathered.First {
		i := slices.IndexFunc(w.List, func(c cases.Case) bool { return c.Number == r.Case })
		if i < 0 {
			continue
		}
		c := w.List[i]
		if k, on := world.Running(c, r.Clock); !on || k.Step != r.Step || !c.Sees(w.Me.Part()) {
			continue // it moved on, or was answered for
		}
		what := [2]int{c.Number, min(world.PostingOf(string(r.Clock)), 1)}
		if !told[what] {
			told[what] = true
			late, names = append(late, c), append(names, r.Clock)
		}
	}
	return late, names
}

// handsOn gives what was gathered to who stands in for somebody who went off duty
// or is away meanwhile. It reports whether that was so: a lead for whom nobody is
// there hears it themselves.
func handsOn(x *acts.Turn, late []cases.Case, names []cases.ClockName) bool {
	off := x.Me.Role == world.Worker && !x.Me.Duty
	if !off && !x.Absent(x.Me) {
		return false
	}
	handed := false
	for i, c := range late {
		for _, p := range x.StandIn(c, x.Me) {
			if p.ID == x.Me.ID {
				continue
			}
			k, _ := world.Running(c, names[i])
			if handed = true; names[i] != c.Clock.Name || !x.Rang(c, k, p) {
				x.Gather(p, c, names[i], k)
			}
		}
	}
	return off || handed
}
