package rota

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"gridbot/flows/acts"
	"gridbot/flows/boards"
	"gridbot/flows/calendar"
	"gridbot/flows/duty"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// plans tells whether the person makes the plan: a lead that of the grid, the
// head of an agency that of the agency, the coordinator every one.
func plans(w *world.World, key string) bool {
	if w.Me.Role == world.Coordinator {
		return true
	}
	if agency, ok := strings.CutPrefix(key, "@"); ok {
		return w.Me.Role == world.Officer && w.Me.Head && w.Me.Agency == agency
	}
	return w.Me.Role == world.Lead && w.Me.Grid == key
}

// sees tells whether the person may look at the plan: who makes it, and whoever
// may stand in it.
func sees(w *world.World, key string) bool {
	agency, of := strings.CutPrefix(key, "@")
	if of {
		_, of = w.District.Agency(agency)
	} else {
		_, of = w.District.Map.Grid(key)
	}
	return of && (plans(w, key) || slices.Contains(w.Me.PlanKeys(), key))
}

// seen are the plans the person may look at: of the coordinator, every grid, and
// the agencies that have one: also those that are called to care teams alone, for whom
// it says who is woken. No case stands in it.
func seen(w *world.World) []string {
	switch w.Me.Role {
	case world.Coordinator:
		var keys []string
		for _, g := range w.District.Map.All() {
			keys = append(keys, g.ID)
		}
		for _, a := range w.District.Agencies {
			if _, ok := w.Staff.Rota.Plans["@"+a.ID]; ok {
				keys = append(keys, "@"+a.ID)
			}
		}
		return keys
	case world.Lead:
		return []string{w.Me.Grid}
	}
	return w.Me.PlanKeys()
}

// whichPlan asks whose plan is meant, and says of each who is on now.
func whichPlan(w *world.World, keys []string) talk.Prompt {
	lines := []text.Text{text.T("rota.which")}
	var bs []talk.Button
	for _, key := range keys {
		state := text.T("rota.none.short")
		if plan := w.Staff.Rota.Plans[key]; !plan.Empty() {
			state = boards.RotaNames(w, plan.On(w.District.Calendar, w.Now))
		}
		lines = append(lines, text.T("rota.now", "whose", rotaName(w, key), "who", state))
		bs = append(bs, button(rotaName(w, key), key))
	}
	return talk.Prompt{Say: text.Lines(lines...), Rows: talk.Pairs(bs...)}
}

func button(label text.Text, key string, press ...string) talk.Button {
	return show.MenuButton(label, "rota", append([]string{key}, press...)...)
}

// back leads to the whole plan.
func back(key string) []talk.Button { return talk.Row(button(text.T("talk.back"), key)) }

// planOf is the plan of a key; an empty one where there is none.
func planOf(w *world.World, key string) duty.Plan { return w.Staff.Rota.Plans[key] }

// keep keeps a plan that was changed, and sees people as it has them from now on.
func keep(x *acts.Turn, key string, p duty.Plan) {
	rota := x.Staff.Rota.With(key, p)
	x.Staff.Rota, x.Change.Rota = rota, &rota
}

// weekOrder are the rows of a week in which people read it.
var weekOrder = []duty.Day{1, 2, 3, 4, 5, 6, 0, duty.Holiday}

// weekText is a plan as everybody in it reads it.
func weekText(w *world.World, key string) text.Text {
	plan := planOf(w, key)
	lines := []text.Text{text.T("rota.head", "whose", rotaName(w, key))}
	if plan.Empty() {
		return text.Lines(lines[0], text.T("rota.none"))
	}
	for _, d := range weekOrder {
		var turns []text.Text
		for _, t := range plan.Of(d) {
			turns = append(turns, text.T("rota.turn", "hours", boards.RotaHours(t.From, t.To), "who", boards.RotaNames(w, t.Who)))
		}
		if len(turns) > 0 {
			lines = append(lines, text.T("rota.row", "day", boards.RotaDays[d], "turns", text.Join(" / ", turns...)))
		}
	}
	coming := coming(w, plan)
	for i, c := range coming {
		if i == mostChanges {
			lines = append(lines, text.T("rota.change.more", "n", len(coming)-i))
			break
		}
		lines = append(lines, changeText(w, c))
	}
	return text.Lines(lines...)
}

// mostChanges is how many changes are named.
const mostChanges = 8

// coming are the changes that are not over, the next one first.
func coming(w *world.World, plan duty.Plan) []duty.Change {
	all := slices.DeleteFunc(slices.Clone(plan.Changes), func(c duty.Change) bool { return c.To <= w.Now.Unix() })
	slices.SortStableFunc(all, func(a, b duty.Change) int { return cmp.Compare(a.From, b.From) })
	return all
}

func changeText(w *world.World, c duty.Change) text.Text {
	from, to := show.Dated(w, c.From), show.Dated(w, c.To)
	switch {
	case c.Out == 0:
		return text.T("rota.change.in", "from", from, "to", to, "in", show.Called(w, c.In))
	case c.To-c.From > 1 && c.In == 0:
		return text.T("rota.change.away", "from", dayOf(w, c.From), "to", dayOf(w, c.To-1), "out", show.Called(w, c.Out))
	case c.To-c.From > 1:
		return text.T("rota.change.standin", "from", dayOf(w, c.From), "to", dayOf(w, c.To-1), "out", show.Called(w, c.Out), "in", show.Called(w, c.In))
	case c.In == 0:
		return text.T("rota.change.out", "from", from, "out", show.Called(w, c.Out))
	}
	return text.T("rota.change.for", "from", from, "out", show.Called(w, c.Out), "in", show.Called(w, c.In))
}

// dayOf is the day of a moment.
func dayOf(w *world.World, at int64) text.Text {
	return boards.RotaDate(calendar.DateOf(w.District.Here(time.Unix(at, 0))))
}

// week is the plan with what the person can do about it.
func week(w *world.World, key string) talk.Prompt {
	plan := planOf(w, key)
	lines := []text.Text{weekText(w, key)}
	var rows [][]talk.Button
	if !plan.Empty() {
		lines = append(lines, boards.RotaGaps(w, plan, w.Now, w.Now.AddDate(0, 0, 7))...)
	}
	if len(plan.Wake) > 0 {
		lines = append(lines, text.T("rota.wake.is", "who", boards.RotaNames(w, plan.Wake)))
	}
	if plans(w, key) {
		rows = planRows(w, key, plan)
	}
	if len(nextShifts(w, plan, w.Me.ID, 1)) > 0 {
		rows = append(rows, talk.Row(button(text.T("rota.swap"), key, "swap")))
	}
	if w.Me.Role == world.Coordinator || len(w.Me.PlanKeys()) > 1 {
		rows = append(rows, talk.Row(show.MenuButton(text.T("talk.back"), "rota")))
	}
	return talk.Prompt{Say: text.Lines(lines...), Rows: rows}
}

// planRows are the buttons of who makes the plan.
func planRows(w *world.World, key string, plan duty.Plan) [][]talk.Button {
	var days []talk.Button
	for _, d := range weekOrder {
		days = append(days, button(boards.RotaDays[d], key, "day", strconv.Itoa(int(d))))
	}
	rows := show.InFours(days)
	bs := []talk.Button{}
	if !plan.Empty() {
		bs = append(bs, button(text.T("rota.away"), key, "a"), button(text.T("rota.dates"), key, "dates"), button(text.T("rota.send"), key, "send"))
	}
	bs = append(bs, button(text.T("rota.wake"), key, "wake"))
	if len(plan.Again(w.District.Calendar, w.Now)) > 0 {
		bs = append(bs, button(text.T("rota.again"), key, "again"))
	}
	if w.District.Rotas[key] != nil {
		bs = append(bs, button(text.T("rota.folder"), key, "folder"))
	}
	if !plan.Empty() {
		bs = append(bs, button(text.T("rota.clear"), key, "clear"))
	}
	rows = append(rows, talk.Pairs(bs...)...)
	for i, c := range coming(w, plan) {
		if i == mostChanges {
			break
		}
		rows = append(rows, talk.Row(button(text.T("rota.undo", "what", changeShort(w, c)), key, "x", world.ID36(c.From), world.ID36(c.Out), world.ID36(c.In))))
	}
	return rows
}

// changeShort names a change on a button.
func changeShort(w *world.World, c duty.Change) text.Text {
	name := func(id int64) string { return text.CleanLine(w.Staff.Name(id), show.LongestOnLabel/2) }
	date := dayOf(w, c.From)
	switch {
	case c.Out == 0:
		return text.T("rota.short.in", "date", date, "in", name(c.In))
	case c.In == 0:
		return text.T("rota.short.out", "date", date, "out", name(c.Out))
	}
	return text.T("rota.short.for", "date", date, "out", name(c.Out), "in", name(c.In))
}

// those are who may stand in a plan: the workers of the grid, or the officers of
// the agency.
func those(w *world.World, key string) []world.Person {
	if agency, ok := strings.CutPrefix(key, "@"); ok {
		return w.Staff.Officers(agency)
	}
	return w.Staff.In(world.Worker, key)
}

// isOf tells whether somebody may stand in a plan.
func isOf(w *world.World, key string, id int64) bool {
	return slices.ContainsFunc(those(w, key), func(p world.Person) bool { return p.ID == id })
}

// arg is what was pressed behind the press; "" where there is nothing.
func arg(args []string, i int) string {
	if i < len(args) {
		return args[i]
	}
	return ""
}

// dayArg reads a row of the week from a button.
func dayArg(s string) (duty.Day, bool) {
	n, err := strconv.Atoi(s)
	return duty.Day(n), err == nil && n >= 0 && n < duty.Days
}

// hoursArg reads hours from a button, in minutes such as 480-1200.
func hoursArg(s string) (h calendar.Hours, ok bool) {
	from, to, _ := strings.Cut(s, "-")
	a, aErr := strconv.Atoi(from)
	b, bErr := strconv.Atoi(to)
	return calendar.Hours{From: calendar.Clock(a), To: calendar.Clock(b)}, aErr == nil && bErr == nil && a >= 0 && a < 24*60 && b >= 0 && b <= 24*60
}

func hoursOn(h calendar.Hours) string {
	return strconv.Itoa(int(h.From)) + "-" + strconv.Itoa(int(h.To))
}

// dateArg reads a day from a button, such as 20261123: one that is near.
func dateArg(w *world.World, s string) (calendar.Date, bool) {
	t, err := time.Parse("20060102", s)
	d := calendar.DateOf(t)
	at := d.At(0, w.District.Zone)
	return d, err == nil && at.After(w.Now.AddDate(0, 0, -2)) && at.Before(w.Now.AddDate(0, 0, 60))
}

func dateOn(d calendar.Date) string {
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC).Format("20060102")
}
