package rota

import (
	"slices"
	"strconv"

	"gridbot/flows/acts"
	"gridbot/flows/boards"
	"gridbot/flows/calendar"
	"gridbot/flows/duty"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// The week is made row by row: the day, its shift, and who has it.

// dayOfWeek shows a row of the week, each shift one can plan with as a button.
func dayOfWeek(x *acts.Turn, key string, args []string) {
	d, ok := dayArg(arg(args, 0))
	if !ok {
		x.Reply(week(x.World, key))
		return
	}
	plan, day := planOf(x.World, key), arg(args, 0)
	lines := []text.Text{text.T("rota.day", "whose", rotaName(x.World, key), "day", boards.RotaDays[d])}
	var rows [][]talk.Button
	for _, h := range hoursOf(x.World, plan, d) {
		who := whoHas(plan, d, h)
		lines = append(lines, text.T("rota.shift", "hours", boards.RotaHours(h.From, h.To), "who", boards.RotaNames(x.World, who)))
		rows = append(rows, talk.Row(button(boards.RotaHours(h.From, h.To), key, "turn", day, hoursOn(h))))
	}
	if d == duty.Holiday && len(plan.Of(d)) == 0 {
		lines = append(lines, text.T("rota.holiday.usual"))
	}
	if len(plan.Of(d)) > 0 {
		if others := likeDays(d); len(others) > 0 {
			rows = append(rows, talk.Row(button(likeTexts[len(others) > 1], key, "same", day)))
		}
	}
	x.Reply(talk.Prompt{Say: text.Lines(lines...), Rows: append(rows, back(key))})
}

// likeTexts are on the button that copies a row: to the working days, or to the
// other days off.
var likeTexts = map[bool]text.Text{true: text.T("rota.same.week"), false: text.T("rota.same.weekend")}

// likeDays are the rows that are usually like another.
func likeDays(d duty.Day) []duty.Day {
	switch {
	case d >= 1 && d <= 5:
		return slices.DeleteFunc([]duty.Day{1, 2, 3, 4, 5}, func(o duty.Day) bool { return o == d })
	case d == 6:
		return []duty.Day{0}
	case d == 0:
		return []duty.Day{6}
	}
	return nil
}

// hoursOf are the shifts one can choose on a day: the usual ones, and those that
// are planned already.
func hoursOf(w *world.World, plan duty.Plan, d duty.Day) []calendar.Hours {
	all := slices.Clone(w.District.Duty.Shifts)
	for _, t := range plan.Of(d) {
		if h := (calendar.Hours{From: t.From, To: t.To}); !slices.Contains(all, h) {
			all = append(all, h)
		}
	}
	return all
}

func whoHas(plan duty.Plan, d duty.Day, h calendar.Hours) []int64 {
	for _, t := range plan.Of(d) {
		if t.From == h.From && t.To == h.To {
			return t.Who
		}
	}
	return nil
}

// turn shows who has a shift of the week, everybody as a switch.
func turn(x *acts.Turn, key string, args []string) {
	d, ok := dayArg(arg(args, 0))
	h, hours := hoursArg(arg(args, 1))
	if !ok || !hours || !slices.Contains(hoursOf(x.World, planOf(x.World, key), d), h) {
		x.Reply(week(x.World, key))
		return
	}
	x.Reply(switches(x.World, key, text.T("rota.pick", "day", boards.RotaDays[d], "hours", boards.RotaHours(h.From, h.To)), whoHas(planOf(x.World, key), d, h),
		"who", arg(args, 0)+"|"+hoursOn(h), []talk.Button{button(text.T("talk.back"), key, "day", arg(args, 0))}))
}

// mostPeople is how many people one can pick from.
const mostPeople = 40

// switches are all people of a plan, each a switch.
func switches(w *world.World, key string, say text.Text, on []int64, press, args string, last []talk.Button) talk.Prompt {
	var bs []talk.Button
	for _, p := range those(w, key) {
		label := text.T("notice.item.add", "what", text.CleanLine(p.Name, show.LongestOnLabel))
		if slices.Contains(on, p.ID) {
			label = text.T("notice.item.drop", "what", text.CleanLine(p.Name, show.LongestOnLabel))
		}
		if len(bs) < mostPeople {
			bs = append(bs, button(label, key, press, args, world.ID36(p.ID)))
		}
	}
	if len(bs) == 0 {
		say = text.Lines(say, text.T("rota.nopeople"))
	}
	return talk.Prompt{Say: text.Lines(say, text.T("rota.has", "who", boards.RotaNames(w, on))), Rows: append(talk.Pairs(bs...), last)}
}

// whoOfWeek puts somebody into a shift of the week, or takes them out.
func whoOfWeek(x *acts.Turn, key string, args []string) {
	d, ok := dayArg(arg(args, 0))
	h, hours := hoursArg(arg(args, 1))
	plan, id := planOf(x.World, key), world.From36(arg(args, 2))
	if !ok || !hours || !slices.Contains(hoursOf(x.World, plan, d), h) || !isOf(x.World, key, id) {
		x.Reply(week(x.World, key))
		return
	}
	keep(x, key, plan.Toggled(duty.Turn{Day: d, From: h.From, To: h.To}, id))
	turn(x, key, args[:2])
}

// same makes the other working days, or the other day off, like this one.
func same(x *acts.Turn, key string, args []string) {
	d, ok := dayArg(arg(args, 0))
	if plan := planOf(x.World, key); ok && len(plan.Of(d)) > 0 {
		keep(x, key, plan.Like(d, likeDays(d)...))
	}
	x.Reply(week(x.World, key))
}

// again takes over what differed last week into this one.
func again(x *acts.Turn, key string, _ []string) {
	plan := planOf(x.World, key)
	cs := plan.Again(x.District.Calendar, x.Now)
	cs = slices.DeleteFunc(cs, func(c duty.Change) bool { return c.To <= x.Now.Unix() })
	if len(cs) > 0 {
		keep(x, key, plan.Changed(x.Now, cs...))
	}
	x.Reply(week(x.World, key))
}

// send sends the plan to everybody who stands in it.
func send(x *acts.Turn, key string, _ []string) {
	plan, n := planOf(x.World, key), 0
	for _, p := range those(x.World, key) {
		if plan.Names(p.ID, x.Now) && p.ID != x.Me.ID && !p.Gone {
			n++
			x.Write(p, world.ClassTask, talk.Prompt{Say: weekText(x.World, key), Rows: [][]talk.Button{{show.MenuButton(text.T("rota.mine"), "rota", key)}}})
		}
	}
	x.Reply(talk.Prompt{Say: text.T("rota.sent", "n", n), Rows: [][]talk.Button{back(key)}})
}

// wake names who is called in danger when nobody is on.
func wake(x *acts.Turn, key string, args []string) {
	plan := planOf(x.World, key)
	if id := world.From36(arg(args, 0)); id != 0 && isOf(x.World, key, id) {
		plan.Wake = toggled(plan.Wake, id)
		keep(x, key, plan)
	}
	var bs []talk.Button
	for _, p := range those(x.World, key) {
		label := text.T("notice.item.add", "what", text.CleanLine(p.Name, show.LongestOnLabel))
		if slices.Contains(plan.Wake, p.ID) {
			label = text.T("notice.item.drop", "what", text.CleanLine(p.Name, show.LongestOnLabel))
		}
		if len(bs) < mostPeople {
			bs = append(bs, button(label, key, "wake", world.ID36(p.ID)))
		}
	}
	x.Reply(talk.Prompt{Say: text.Lines(text.T("rota.wake.ask"), text.T("rota.has", "who", boards.RotaNames(x.World, plan.Wake))), Rows: append(talk.Pairs(bs...), back(key))})
}

func toggled(ids []int64, id int64) []int64 {
	if i := slices.Index(ids, id); i >= 0 {
		return slices.Delete(slices.Clone(ids), i, i+1)
	}
	return append(slices.Clone(ids), id)
}

// folder takes over the plan the folder has, by name. Whose name nobody has is
// said: they have not joined, or are called otherwise on Telegram.
func folder(x *acts.Turn, key string, args []string) {
	lines := x.District.Rotas[key]
	if lines == nil {
		x.Reply(week(x.World, key))
		return
	}
	var unknown []text.Text
	plan := planOf(x.World, key)
	plan.Week = nil
	for _, t := range lines {
		for _, name := range t.Who {
			i := slices.IndexFunc(those(x.World, key), func(p world.Person) bool { return p.Name == name })
			if i < 0 {
				if said := text.Said(name); !slices.ContainsFunc(unknown, func(o text.Text) bool { return o.Words == said.Words }) {
					unknown = append(unknown, said)
				}
				continue
			}
			for _, d := range t.Days {
				turn, id := duty.Turn{Day: d, From: t.Hours.From, To: t.Hours.To}, those(x.World, key)[i].ID
				if !slices.Contains(whoHas(plan, turn.Day, t.Hours), id) {
					plan = plan.Toggled(turn, id)
				}
			}
		}
	}
	say := text.Text{}
	if len(unknown) > 0 {
		say = text.T("rota.folder.unknown", "names", text.Join(" · ", unknown...))
	}
	if arg(args, 0) != "yes" {
		x.Reply(talk.Prompt{Say: text.Lines(text.T("rota.folder.ask", "n", strconv.Itoa(len(lines))), say),
			Rows: [][]talk.Button{{button(text.T("rota.folder.yes"), key, "folder", "yes"), back(key)[0]}}})
		return
	}
	if plan.Empty() {
		x.Reply(talk.Prompt{Say: text.Lines(text.T("rota.folder.nobody"), say), Rows: [][]talk.Button{back(key)}})
		return
	}
	keep(x, key, plan)
	p := week(x.World, key)
	p.Say = text.Lines(p.Say, say)
	x.Reply(p)
}

// clear takes the plan away: everybody comes on and goes off by hand again.
func clear(x *acts.Turn, key string, args []string) {
	if arg(args, 0) != "yes" {
		x.Reply(talk.Prompt{Say: text.T("rota.clear.ask"), Rows: [][]talk.Button{{button(text.T("rota.clear.yes"), key, "clear", "yes"), back(key)[0]}}})
		return
	}
	keep(x, key, duty.Plan{Wake: planOf(x.World, key).Wake})
	x.Reply(week(x.World, key))
}
