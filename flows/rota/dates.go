package rota

import (
	"slices"
	"strconv"
	"strings"

	"gridbot/flows/acts"
	"gridbot/flows/ask"
	"gridbot/flows/boards"
	"gridbot/flows/calendar"
	"gridbot/flows/duty"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// What differs on a certain day: who has a shift of it, and who is away.

// daysAhead is how many days are a tap away.
const daysAhead = 8

// nextDays are the next days as buttons.
func nextDays(w *world.World, key string, press ...string) [][]talk.Button {
	today := calendar.DateOf(w.District.Here(w.Now))
	var bs []talk.Button
	for i := range daysAhead {
		bs = append(bs, button(boards.RotaDate(today.Plus(i)), key, append(slices.Clone(press), dateOn(today.Plus(i)))...))
	}
	return append(talk.Pairs(bs...), back(key))
}

// dates asks on which day something differs.
func dates(x *acts.Turn, key string, _ []string) {
	x.Reply(talk.Prompt{Say: text.T("rota.dates.ask"), Rows: nextDays(x.World, key, "date")})
}

// onDate are the shifts of a day: those of the plan, and the usual ones nobody has.
func onDate(w *world.World, key string, d calendar.Date) []duty.Shift {
	zone := w.District.Zone
	all := planOf(w, key).Shifts(w.District.Calendar, d.At(0, zone), d.Plus(1).At(0, zone))
	var merged []duty.Shift
	for _, s := range all { // who is on besides has the same shift
		i := slices.IndexFunc(merged, func(o duty.Shift) bool { return o.From.Equal(s.From) && o.To.Equal(s.To) })
		if i < 0 {
			merged = append(merged, duty.Shift{From: s.From, To: s.To, Who: slices.Clone(s.Who)})
			continue
		}
		merged[i].Who = append(merged[i].Who, s.Who...)
	}
	for _, h := range w.District.Duty.Shifts {
		last := d
		if h.To <= h.From {
			last = d.Plus(1)
		}
		from, to := d.At(h.From, zone), last.At(h.To, zone)
		if !slices.ContainsFunc(merged, func(o duty.Shift) bool { return o.From.Equal(from) && o.To.Equal(to) }) {
			merged = append(merged, duty.Shift{From: from, To: to})
		}
	}
	return merged
}

// date shows the shifts of a day.
func date(x *acts.Turn, key string, args []string) {
	d, ok := dateArg(x.World, arg(args, 0))
	if !ok {
		dates(x, key, nil)
		return
	}
	lines := []text.Text{text.T("rota.date.head", "whose", rotaName(x.World, key), "date", boards.RotaDate(d))}
	var rows [][]talk.Button
	for _, s := range onDate(x.World, key, d) {
		hours := boards.RotaHours(boards.ClockOf(s.From), boards.ClockOf(s.To))
		lines = append(lines, text.T("rota.shift", "hours", hours, "who", boards.RotaNames(x.World, s.Who)))
		rows = append(rows, talk.Row(button(hours, key, "shift", arg(args, 0), shiftOn(s))))
	}
	x.Reply(talk.Prompt{Say: text.Lines(lines...), Rows: append(rows, talk.Row(button(text.T("talk.back"), key, "dates")))})
}

func shiftOn(s duty.Shift) string {
	return hoursOn(calendar.Hours{From: boards.ClockOf(s.From), To: boards.ClockOf(s.To)})
}

// shiftArg is the shift of a day that a button names.
func shiftArg(w *world.World, key string, args []string) (duty.Shift, bool) {
	d, ok := dateArg(w, arg(args, 0))
	if !ok {
		return duty.Shift{}, false
	}
	all := onDate(w, key, d)
	i := slices.IndexFunc(all, func(s duty.Shift) bool { return shiftOn(s) == arg(args, 1) })
	if i < 0 {
		return duty.Shift{}, false
	}
	return all[i], true
}

// shift shows who has a shift of a day, everybody as a switch.
func shift(x *acts.Turn, key string, args []string) {
	s, ok := shiftArg(x.World, key, args)
	if !ok {
		date(x, key, args)
		return
	}
	x.Reply(switches(x.World, key, text.T("rota.pick.date", "on", shiftDay(s)), s.Who, "for", arg(args, 0)+"|"+arg(args, 1),
		[]talk.Button{button(text.T("talk.back"), key, "date", arg(args, 0))}))
}

// whoOfDate puts somebody into a shift of a day, or takes them out of it. What
// is over cannot be changed.
func whoOfDate(x *acts.Turn, key string, args []string) {
	s, ok := shiftArg(x.World, key, args)
	id := world.From36(arg(args, 2))
	switch {
	case !ok || !isOf(x.World, key, id):
		date(x, key, args)
		return
	case !s.To.After(x.Now):
		x.ShowAlert(text.T("rota.over"))
		date(x, key, args)
		return
	}
	plan := planOf(x.World, key)
	from := s.From.Unix()
	switch extra, was := plan.Undone(from, 0, id); {
	case s.Has(id) && was: // who came in besides does not
		plan = extra
	case s.Has(id):
		plan = plan.Changed(x.Now, duty.Change{From: from, To: from + 1, Out: id, By: x.Me.ID})
	default:
		if back, was := plan.Undone(from, id, 0); was {
			plan = back
		} else {
			plan = plan.Changed(x.Now, duty.Change{From: from, To: s.To.Unix(), In: id, By: x.Me.ID})
		}
	}
	keep(x, key, plan)
	if p := x.Staff.People[id]; id != x.Me.ID {
		say := text.T("rota.told.out", "name", x.Me.Name, "on", shiftDay(s))
		if !s.Has(id) {
			say = text.T("rota.told.in", "name", x.Me.Name, "on", shiftDay(s))
		}
		x.Write(p, world.ClassTask, talk.Prompt{Say: say})
	}
	shift(x, key, args[:2])
}

// lengths are for how many days somebody is usually away.
var lengths = []int{1, 2, 3, 5, 7, 14}

// away says that somebody is away: who, from which day, for how long, and who
// stands in. The choice grows with every press.
func away(x *acts.Turn, key string, args []string) {
	id := world.From36(arg(args, 0))
	if !isOf(x.World, key, id) {
		x.Reply(pickOne(x.World, key, text.T("rota.away.who"), 0, "a"))
		return
	}
	name := show.Called(x.World, id)
	d, ok := dateArg(x.World, arg(args, 1))
	if !ok {
		x.Reply(talk.Prompt{Say: text.T("rota.away.from", "name", name), Rows: nextDays(x.World, key, "a", arg(args, 0))})
		return
	}
	n, err := strconv.Atoi(arg(args, 2))
	if err != nil || !slices.Contains(lengths, n) {
		var bs []talk.Button
		for _, n := range lengths {
			bs = append(bs, button(text.T("rota.days", "n", n), key, "a", arg(args, 0), arg(args, 1), strconv.Itoa(n)))
		}
		x.Reply(talk.Prompt{Say: text.T("rota.away.days", "name", name, "date", boards.RotaDate(d)), Rows: append(talk.Pairs(bs...), back(key))})
		return
	}
	in := world.From36(arg(args, 3))
	if arg(args, 3) == "" || in == id || in != 0 && !isOf(x.World, key, in) {
		p := pickOne(x.World, key, text.T("rota.away.in", "name", name), id, "a", arg(args, 0), arg(args, 1), arg(args, 2))
		p.Rows = append([][]talk.Button{{button(text.T("rota.away.nobody"), key, "a", arg(args, 0), arg(args, 1), arg(args, 2), "0")}}, p.Rows...)
		x.Reply(p)
		return
	}
	zone := x.District.Zone
	c := duty.Change{From: d.At(0, zone).Unix(), To: d.Plus(n).At(0, zone).Unix(), Out: id, In: in, By: x.Me.ID}
	plan, _ := planOf(x.World, key).Undone(c.From, c.Out, c.In) // pressed twice, it counts once
	keep(x, key, plan.Changed(x.Now, c))
	for _, who := range []int64{id, in} {
		if who != x.Me.ID {
			x.Write(x.Staff.People[who], world.ClassTask, talk.Prompt{Say: text.T("rota.told.change", "name", x.Me.Name, "what", changeText(x.World, c))})
		}
	}
	x.Reply(week(x.World, key))
}

// heard hears a day, where one is asked for, and for how many days somebody is away.
func heard(w *world.World, page, words string) (string, bool) {
	parts := strings.Split(page, "|")
	if len(parts) < 2 {
		return "", false
	}
	from, n := ask.Span(w, words)
	day := w.District.Here(from).Format("20060102")
	switch what := parts[1]; {
	case what == "dates" && len(parts) == 2:
		return parts[0] + "|date|" + day, !from.IsZero() && n == 0
	case what == "a" && len(parts) == 3 && slices.Contains(lengths, n):
		return page + "|" + day + "|" + strconv.Itoa(n), true
	case what == "a" && len(parts) == 3:
		return page + "|" + day, !from.IsZero()
	case what == "a" && len(parts) == 4:
		n = ask.Length(words)
		return page + "|" + strconv.Itoa(n), slices.Contains(lengths, n)
	}
	return "", false
}

// pickOne asks for one of the people of a plan but one.
func pickOne(w *world.World, key string, say text.Text, but int64, press ...string) talk.Prompt {
	var bs []talk.Button
	for _, p := range those(w, key) {
		if p.ID != but && len(bs) < mostPeople {
			bs = append(bs, button(text.Said(text.CleanLine(p.Name, show.LongestOnLabel)), key, append(slices.Clone(press), world.ID36(p.ID))...))
		}
	}
	return talk.Prompt{Say: say, Rows: append(talk.Pairs(bs...), back(key))}
}

// undo takes back what differs.
func undo(x *acts.Turn, key string, args []string) {
	from, out, in := world.From36(arg(args, 0)), world.From36(arg(args, 1)), world.From36(arg(args, 2))
	plan, was := planOf(x.World, key).Undone(from, out, in)
	if !was {
		x.ShowToast(text.T("rota.undone.already"))
	} else {
		keep(x, key, plan)
	}
	x.Reply(week(x.World, key))
}
