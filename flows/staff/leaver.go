package staff

import (
	"maps"
	"slices"

	"gridbot/flows/acts"
	"gridbot/flows/cases"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// What somebody had who leaves must not lie where nobody looks: it goes to the
// leads as one list, and comes back every working morning until it is empty.

// handOver gives the leads of each grid the list of what somebody had there who
// leaves; of an officer, the heads of the agency, too. Where they stay, it stays
// with them.
func handOver(x *acts.Turn, was world.Person, stays func(grid string) bool) {
	had := map[string][]cases.Case{}
	for _, c := range x.List {
		if !stays(c.Grid) {
			had[c.Grid] = append(had[c.Grid], c)
		}
	}
	for _, grid := range slices.Sorted(maps.Keys(had)) {
		told := map[int64]bool{x.Me.ID: true, was.ID: true}
		leads := slices.DeleteFunc(slices.Clone(x.Leads(grid)), func(p world.Person) bool { return p.ID == was.ID })
		if len(leads) == 0 { // the only lead has left
			leads = x.Coordinators()
		}
		for _, p := range slices.Concat(leads, x.Staff.Heads(was.Agency)) {
			if told[p.ID] {
				continue
			}
			told[p.ID] = true
			x.Write(p, world.ClassTask, leftList(x.World, p, text.T("left.head", "name", was.Name, "n", len(had[grid])), had[grid]))
		}
	}
}

// leftList is a list of cases whose holders have left: what it is and by when, each
// with a button that gives it to somebody else.
func leftList(w *world.World, p world.Person, head text.Text, list []cases.Case) talk.Prompt {
	lines := []text.Text{head}
	var bs []talk.Button
	for _, c := range list {
		if !c.Sees(p.Part()) {
			continue
		}
		what := text.T("left.row", "number", c.Number, "category", show.CategoryName(w, c.Category), "place", show.WhereText(c.Place))
		if c.Clock.Due != 0 {
			what = text.T("left.row.due", "row", what, "time", show.Dated(w, c.Clock.Due))
		}
		lines = append(lines, what)
		if c.May(cases.Assign, p.Part()) == nil {
			bs = append(bs, show.Acting(text.T("left.assign", "number", c.Number), c.Number, cases.Assign))
		} else { // an agency's share, or a check
			bs = append(bs, show.Acting(text.T("left.open", "number", c.Number), c.Number, "open"))
		}
	}
	return talk.Prompt{Say: text.Lines(lines...), Rows: talk.Pairs(bs...)}
}

// leftBehind reminds whoever leads, on working days, of what is still with people
// who have left.
func leftBehind(x *acts.Turn) {
	if x.Me.Gone || x.Absent(x.Me) || !x.District.Calendar.Working(x.Now) || x.Listed.All == 0 {
		return
	}
	p := leftList(x.World, x.Me, text.T("left.morning", "n", x.Listed.All), x.List)
	x.Letters = append(x.Letters, world.Letter{Class: world.ClassReminder, To: x.Private(), Lang: x.Me.Lang, Say: p})
}

// mayDismiss tells whether the person may take somebody out of the staff, or out of
// the own grid.
func mayDismiss(w *world.World, p world.Person) bool {
	if p.ID == w.Me.ID || p.Role == world.Resident {
		return false
	}
	return w.Me.Role == world.Coordinator || p.Role == world.Worker && p.Belongs(w.Me.Grid)
}

// staysIn are the grids somebody still works in whom the person dismisses: a lead
// says so of the own grid alone.
func staysIn(w *world.World, p world.Person) []string {
	if w.Me.Role != world.Lead {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(p.AllGrids()), func(grid string) bool { return grid == w.Me.Grid })
}

// bindsText says which groups somebody answers for who is to be dismissed: they end,
// unless the person takes them over before.
func bindsText(w *world.World, p world.Person) (text.Text, [][]talk.Button) {
	var lines []text.Text
	var rows [][]talk.Button
	if len(staysIn(w, p)) > 0 {
		return text.Text{}, nil
	}
	for _, key := range slices.Sorted(maps.Keys(w.Staff.Groups)) {
		g := w.Staff.Groups[key]
		if g.By != p.ID {
			continue
		}
		whose := show.GridName(w, g.Grid)
		if g.Agency != "" {
			whose = show.AgencyName(w, g.Agency)
		}
		lines = append(lines, text.T("staff.binds", "name", p.Name, "grid", whose))
		rows = append(rows, talk.Row(show.MenuButton(text.T("staff.binds.take", "grid", whose), "groups", "take", key)))
	}
	return text.Lines(lines...), rows
}

// dismiss takes the role away, or one of several grids. What the person has claimed
// stays with them in the record until a lead gives it to somebody else, and so does
// their name: the leads are told what it is.
func dismiss(x *acts.Turn, p world.Person) {
	was, told := p, text.T("staff.told")
	if grids := staysIn(x.World, p); len(grids) > 0 {
		p.Grid, p.Grids = grids[0], grids[1:]
		told = text.T("staff.told.grid", "grid", show.GridName(x.World, x.Me.Grid), "grids", gridNames(x.World, p))
	} else {
		p = leaving(x, p)
	}
	x.KeepPerson(p)
	leavePlans(x, p)
	handOver(x, was, p.Belongs)
	x.Letters = append(x.Letters, world.Letter{Class: world.ClassTask, To: talk.Chat{ID: p.ID}, Lang: p.Lang, Say: talk.Prompt{Say: told}})
}

// leaving is somebody without their role; that they had one is kept.
func leaving(x *acts.Turn, p world.Person) world.Person {
	p.Role, p.Grid, p.Duty, p.Left = world.Resident, "", false, x.Now.Unix()
	p.Agency, p.Head, p.Grids, p.Kinds, p.Places, p.Scoped, p.Sorted, p.Away = "", false, nil, nil, nil, 0, 0, nil
	p.Cares, p.Audits = nil, false
	return p
}
