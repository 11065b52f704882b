package staff

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"gridbot/flows/acts"
	"gridbot/flows/ask"
	"gridbot/flows/boards"
	"gridbot/flows/calendar"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// Who leads is never off duty, but may be away for some days: then somebody who
// may decide the same stands in, and hears what would have been for them.

// leadDuty shows those who lead who is on, in their grid or in every grid, and who
// stands in for them; pressed, it names one.
func leadDuty(x *acts.Turn, choice string) {
	parts := strings.Split(choice, "|")
	switch parts[0] {
	case "away":
		leadAway(x, parts[1:])
		return
	case "back":
		if x.Me.Away != nil {
			me := x.Me
			was := x.Staff.People[me.Away.Deputy]
			me.Away = nil
			x.KeepPerson(me)
			x.Write(was, world.ClassTask, talk.Prompt{Say: text.T("deputy.told.back", "name", me.Name)})
		}
	}
	grids := slices.Concat(x.Me.AllGrids(), x.Me.Acts)
	if x.Me.Role == world.Coordinator {
		grids = nil
		for _, g := range x.District.Map.All() {
			grids = append(grids, g.ID)
		}
	}
	var lines []text.Text
	for _, grid := range grids {
		on := text.T("duty.now.nobody")
		if ps := x.Staff.OnDuty(grid); len(ps) > 0 {
			var names []text.Text
			for _, p := range ps {
				names = append(names, show.Named(p))
			}
			on = text.Join(" · ", names...)
		}
		lines = append(lines, text.T("duty.now", "grid", show.GridName(x.World, grid), "who", on))
		if len(grids) == 1 {
			lines = append(lines, onToday(x.World, grid))
		}
	}
	lines = append(lines, deputyText(x.World))
	row := talk.Row(show.MenuButton(text.T("deputy.away"), "duty", "away"))
	if x.Me.Away != nil && x.Me.Away.To > x.Now.Unix() {
		row = talk.Row(show.MenuButton(text.T("deputy.back"), "duty", "back"))
	}
	x.Reply(talk.Prompt{Say: text.Lines(lines...), Rows: [][]talk.Button{{show.MenuButton(text.T("duty.plan"), "rota"), show.MenuButton(text.T("menu.staff"), "staff")}, row}})
}

// deputyText says when the person is away, who stands in, and for whom they stand in.
func deputyText(w *world.World) text.Text {
	var lines []text.Text
	if a := w.Me.Away; a != nil && a.To > w.Now.Unix() {
		lines = append(lines, text.T("deputy.is", "span", awayText(w, *a), "name", show.Called(w, a.Deputy)))
	}
	for _, role := range []world.Role{world.Lead, world.Coordinator} {
		for _, p := range w.Staff.In(role, "") {
			if p.Away != nil && p.Away.Deputy == w.Me.ID && p.ID != w.Me.ID && p.Away.To > w.Now.Unix() {
				lines = append(lines, text.T("deputy.for", "span", awayText(w, *p.Away), "name", p.Name))
			}
		}
	}
	return text.Lines(lines...)
}

// awayText is from which day to which somebody is away.
func awayText(w *world.World, a world.Away) text.Text {
	day := func(at int64) text.Text {
		return boards.RotaDate(calendar.DateOf(w.District.Here(time.Unix(at, 0))))
	}
	if a.To-a.From <= 25*3600 {
		return day(a.From)
	}
	return text.T("deputy.span", "from", day(a.From), "to", day(a.To-1))
}

// awayLengths are for how many days somebody is usually away.
var awayLengths = []int{1, 2, 3, 5, 7, 14}

// leadAway asks from which day on, for how long, and who stands in.
func leadAway(x *acts.Turn, args []string) {
	arg := func(i int) string {
		if i < len(args) {
			return args[i]
		}
		return ""
	}
	back := talk.Row(show.MenuButton(text.T("talk.back"), "duty"))
	today := calendar.DateOf(x.District.Here(x.Now))
	first, err := time.Parse("20060102", arg(0))
	d := calendar.DateOf(first)
	if err != nil || d.At(0, x.District.Zone).Before(today.At(0, x.District.Zone)) || d.At(0, x.District.Zone).After(x.Now.AddDate(0, 2, 0)) {
		var bs []talk.Button
		for i := range 8 {
			day := today.Plus(i)
			bs = append(bs, show.MenuButton(boards.RotaDate(day), "duty", "away", time.Date(day.Year, day.Month, day.Day, 0, 0, 0, 0, time.UTC).Format("20060102")))
		}
		x.Reply(talk.Prompt{Say: text.T("deputy.from"), Rows: append(talk.Pairs(bs...), back)})
		return
	}
	n, err := strconv.Atoi(arg(1))
	if err != nil || !slices.Contains(awayLengths, n) {
		var bs []talk.Button
		for _, n := range awayLengths {
			bs = append(bs, show.MenuButton(text.T("deputy.days", "n", n), "duty", "away", arg(0), strconv.Itoa(n)))
		}
		x.Reply(talk.Prompt{Say: text.T("deputy.long", "date", boards.RotaDate(d)), Rows: append(talk.Pairs(bs...), back)})
		return
	}
	deputy := x.Staff.People[world.From36(arg(2))]
	a := world.Away{From: d.At(0, x.District.Zone).Unix(), To: d.Plus(n).At(0, x.District.Zone).Unix(), Deputy: deputy.ID}
	if !mayFor(x.World, deputy, a) {
		x.Reply(whichDeputy(x.World, a, []string{"away", arg(0), arg(1)}, back))
		return
	}
	me := x.Me
	if was := me.Away; was == nil || *was != a { // else it was pressed twice
		me.Away = &a
		x.KeepPerson(me)
		x.Write(deputy, world.ClassTask, talk.Prompt{Say: text.T("deputy.told", "name", me.Name, "whose", show.WhichGrid(x.World, me.Grid), "span", awayText(x.World, a))})
	}
	leadDuty(x, "")
}

// dutyHeard hears from which day on somebody is away who leads, and for how long.
func dutyHeard(w *world.World, page, words string) (string, bool) {
	parts := strings.Split(page, "|")
	if parts[0] != "away" || w.Me.Role != world.Lead && w.Me.Role != world.Coordinator {
		return "", false
	}
	if len(parts) == 2 {
		n := ask.Length(words)
		return page + "|" + strconv.Itoa(n), slices.Contains(awayLengths, n)
	}
	from, n := ask.Span(w, words)
	if len(parts) != 1 || from.IsZero() {
		return "", false
	}
	choice := "away|" + w.District.Here(from).Format("20060102")
	if slices.Contains(awayLengths, n) {
		choice += "|" + strconv.Itoa(n)
	}
	return choice, true
}

// mayFor tells whether somebody can stand in for the person then.
func mayFor(w *world.World, o world.Person, a world.Away) bool {
	away := o.Away != nil && o.Away.From < a.To && a.From < o.Away.To
	return o.MayDeputise(w.Me) && !o.Gone && !away
}

// whichDeputy asks who stands in: the other lead of the grid first, then the
// coordinator, then the leads of other grids. Who is away then cannot.
func whichDeputy(w *world.World, a world.Away, press []string, back []talk.Button) talk.Prompt {
	p := talk.Prompt{Say: text.T("deputy.who")}
	var near, far []world.Person
	for _, role := range []world.Role{world.Coordinator, world.Lead} {
		for _, o := range w.Staff.In(role, "") {
			switch {
			case !mayFor(w, o, a):
			case o.Role == w.Me.Role && o.Grid == w.Me.Grid:
				near = append(near, o)
			default:
				far = append(far, o)
			}
		}
	}
	for i, o := range slices.Concat(near, far) {
		if i == mostColleagues {
			break
		}
		label := text.T("deputy.one", "name", text.CleanLine(o.Name, show.LongestOnLabel/2), "role", roleTexts[o.Role], "grid", show.WhichGrid(w, o.Grid))
		p.Rows = append(p.Rows, talk.Row(show.MenuButton(label, "duty", append(slices.Clone(press), world.ID36(o.ID))...)))
	}
	if len(p.Rows) == 0 {
		p.Say = text.T("deputy.none")
	}
	p.Rows = append(p.Rows, back)
	return p
}
