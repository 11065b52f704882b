package rota

import (
	"slices"
	"strconv"
	"time"

	"gridbot/flows/acts"
	"gridbot/flows/duty"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// Two people swap their shifts: one asks, the other says yes with a tap, and the
// leads hear of it.

// mostShifts is how many shifts one can choose from.
const mostShifts = 8

// swap asks for a swap: which shift, with whom, and which of theirs in return.
func swap(x *acts.Turn, key string, args []string) {
	plan := planOf(x.World, key)
	begins := world.From36(arg(args, 0))
	mine, ok := plan.ShiftOf(x.District.Calendar, x.Me.ID, begins)
	if !ok || !mine.From.After(x.Now) {
		next := nextShifts(x.World, plan, x.Me.ID, mostShifts)
		if len(next) == 0 {
			x.Reply(talk.Prompt{Say: text.T("rota.swap.none"), Rows: [][]talk.Button{back(key)}})
			return
		}
		p := talk.Prompt{Say: text.T("rota.swap.which")}
		for _, s := range next {
			p.Rows = append(p.Rows, talk.Row(button(shiftDay(s), key, "swap", world.ID36(s.From.Unix()))))
		}
		p.Rows = append(p.Rows, back(key))
		x.Reply(p)
		return
	}
	with := world.From36(arg(args, 1))
	if !isOf(x.World, key, with) || with == x.Me.ID || mine.Has(with) {
		x.Reply(swapWith(x.World, key, mine))
		return
	}
	other := x.Staff.People[with]
	backTo := world.From36(arg(args, 2))
	theirs, good := plan.ShiftOf(x.District.Calendar, with, backTo)
	if arg(args, 2) == "" || backTo != 0 && (!good || !theirs.From.After(x.Now) || theirs.Has(x.Me.ID)) {
		p := talk.Prompt{Say: text.T("rota.swap.back", "name", other.Name), Rows: [][]talk.Button{
			{button(text.T("rota.swap.free"), key, "swap", arg(args, 0), arg(args, 1), "0")}}}
		for _, s := range nextShifts(x.World, plan, with, mostShifts) {
			if !s.Has(x.Me.ID) {
				p.Rows = append(p.Rows, talk.Row(button(shiftDay(s), key, "swap", arg(args, 0), arg(args, 1), world.ID36(s.From.Unix()))))
			}
		}
		p.Rows = append(p.Rows, back(key))
		x.Reply(p)
		return
	}
	plan, asked := plan.Asking(x.Now, duty.Ask{Who: x.Me.ID, With: with, From: begins, Back: backTo})
	keep(x, key, plan)
	say := text.T("rota.swap.asks", "name", x.Me.Name, "mine", shiftDay(mine))
	if backTo != 0 {
		say = text.T("rota.swap.asks.back", "name", x.Me.Name, "mine", shiftDay(mine), "theirs", shiftDay(theirs))
	}
	n := strconv.Itoa(asked.N)
	x.Write(other, world.ClassTask, talk.Prompt{Say: say, Rows: [][]talk.Button{{button(text.T("rota.swap.yes"), key, "yes", n), button(text.T("rota.swap.no"), key, "no", n)}}})
	x.Reply(talk.Prompt{Say: text.T("rota.swap.asked", "name", other.Name), Rows: [][]talk.Button{back(key)}})
}

// swapWith asks whom to swap with.
func swapWith(w *world.World, key string, mine duty.Shift) talk.Prompt {
	p := talk.Prompt{Say: text.T("rota.swap.with", "on", shiftDay(mine))}
	var bs []talk.Button
	for _, o := range those(w, key) {
		if o.ID != w.Me.ID && !o.Gone && !mine.Has(o.ID) && len(bs) < mostPeople {
			bs = append(bs, button(text.Said(text.CleanLine(o.Name, show.LongestOnLabel)), key, "swap", world.ID36(mine.From.Unix()), world.ID36(o.ID)))
		}
	}
	if len(bs) == 0 {
		p.Say = text.T("rota.swap.nobody")
	}
	p.Rows = append(talk.Pairs(bs...), back(key))
	return p
}

// asked is the swap a button names, as long as it waits for this person.
func asked(x *acts.Turn, key string, args []string) (duty.Ask, bool) {
	n, err := strconv.Atoi(arg(args, 0))
	a, ok := planOf(x.World, key).AskOf(n, x.Now)
	if err != nil || !ok || a.With != x.Me.ID {
		x.ShowAlert(text.T("rota.swap.over"))
		x.Strip()
		return a, false
	}
	return a, true
}

// agreed is a swap the other one says yes to.
func agreed(x *acts.Turn, key string, args []string) {
	a, ok := asked(x, key, args)
	if !ok {
		return
	}
	plan, ok := planOf(x.World, key).Swapped(x.District.Calendar, x.Now, a)
	if !ok { // somebody has changed the plan since
		keep(x, key, planOf(x.World, key).Answered(a.N))
		x.ShowAlert(text.T("rota.swap.over"))
		x.Strip()
		return
	}
	keep(x, key, plan)
	says := []text.Text{shiftGoes(x, plan, a.With, a.From)}
	if a.Back != 0 {
		says = append(says, shiftGoes(x, plan, a.Who, a.Back))
	}
	done := text.Lines(append([]text.Text{text.T("rota.swap.done", "a", x.Staff.Name(a.Who), "b", x.Me.Name)}, says...)...)
	x.Reply(talk.Prompt{Say: done, Rows: [][]talk.Button{back(key)}})
	x.Write(x.Staff.People[a.Who], world.ClassTask, talk.Prompt{Say: done})
	for _, p := range planners(x.World, key) {
		if p.ID != a.Who && p.ID != x.Me.ID {
			x.Write(p, world.ClassTask, talk.Prompt{Say: done, Rows: [][]talk.Button{{show.MenuButton(text.T("rota.mine"), "rota", key)}}})
		}
	}
}

// shiftGoes says who has a shift now.
func shiftGoes(x *acts.Turn, plan duty.Plan, id, begins int64) text.Text {
	s, _ := plan.ShiftOf(x.District.Calendar, id, begins)
	if s.From.IsZero() {
		s.From = x.District.Here(time.Unix(begins, 0))
	}
	return text.T("rota.swap.has", "on", shiftDay(s), "name", x.Staff.Name(id))
}

// refused is a swap the other one says no to.
func refused(x *acts.Turn, key string, args []string) {
	a, ok := asked(x, key, args)
	if !ok {
		return
	}
	keep(x, key, planOf(x.World, key).Answered(a.N))
	x.Reply(talk.Prompt{Say: text.T("rota.swap.refused", "name", x.Staff.Name(a.Who))})
	x.Write(x.Staff.People[a.Who], world.ClassTask, talk.Prompt{Say: text.T("rota.swap.told.no", "name", x.Me.Name)})
}

// planners are who makes a plan: they hear of what becomes of it.
func planners(w *world.World, key string) []world.Person {
	if key != "" && key[0] == '@' {
		if heads := slices.DeleteFunc(w.Staff.Heads(key[1:]), func(p world.Person) bool { return p.Gone }); len(heads) > 0 {
			return heads
		}
		return w.Leads("")
	}
	return w.Leads(key)
}
