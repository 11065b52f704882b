package groups

import (
	"slices"
	"strings"

	"gridbot/flows/acts"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// groups lists the work groups the person looks after, and ends a binding or takes
// it over.
func groups(x *acts.Turn, choice string) {
	what, key, _ := strings.Cut(choice, "|")
	if what != "off" && what != "yes" && what != "take" && what != "try" {
		list(x)
		return
	}
	g, ok := x.Staff.Groups[key]
	if !ok {
		g = world.Group{Grid: key}
		if agency, is := strings.CutPrefix(key, "@"); is {
			g = world.Group{Agency: agency}
		}
	}
	switch {
	case !mayBind(x.Me, g) || !slices.Contains(keys(x.World), key):
		x.Reply(talk.Prompt{Say: text.T("groups.staff")})
	case !ok:
		p := listed(x.World)
		p.Say = text.Lines(text.T("groups.stale", "grid", whose(x.World, g)), p.Say)
		x.Reply(p)
	case what == "off":
		x.Reply(talk.Prompt{Say: text.T("groups.off.ask", "grid", whose(x.World, g)), Rows: [][]talk.Button{
			{show.MenuButton(text.T("groups.off.yes"), "groups", "yes", key), show.MenuButton(text.T("groups.keep"), "groups")},
		}})
	case what == "try":
		try(x, g)
	case what == "yes":
		x.Unbind = append(x.Unbind, key)
		x.Reply(talk.Prompt{Say: text.T("groups.off.done", "grid", whose(x.World, g)), Rows: x.Menu()})
	default:
		if g.By != x.Me.ID {
			x.Write(x.Staff.People[g.By], world.ClassTask, talk.Prompt{Say: text.T("groups.told.taken", "name", x.Me.Name, "grid", whose(x.World, g))})
			g.By = x.Me.ID
			x.Change.Group = &g
		}
		x.Reply(talk.Prompt{Say: text.T("groups.take.done", "grid", whose(x.World, g)), Rows: x.Menu()})
	}
}

// keys are of what there may be work groups that concern the person.
func keys(w *world.World) []string {
	var all []string
	for _, g := range w.District.Map.All() {
		if w.Me.Role == world.Coordinator || w.Me.Role == world.Lead && w.Me.Grid == g.ID {
			all = append(all, g.ID)
		}
	}
	for _, a := range w.District.Agencies {
		if w.Me.Role == world.Coordinator || w.Me.Role == world.Officer && w.Me.Agency == a.ID {
			all = append(all, "@"+a.ID)
		}
	}
	return all
}

func list(x *acts.Turn) { x.Reply(listed(x.World)) }

// listed are the groups, with what the person may do about each.
func listed(w *world.World) talk.Prompt {
	lines := []text.Text{text.T("groups.head")}
	p := talk.Prompt{}
	for _, key := range keys(w) {
		g, ok := w.Staff.Groups[key]
		if !ok {
			if grid, _ := strings.CutPrefix(key, "@"); grid == key { // few agencies have one
				lines = append(lines, text.T("groups.line.none", "grid", show.GridName(w, key)))
			}
			continue
		}
		lines = append(lines, groupLine(w, g))
		if why, shut := whyRefused[g.Refused]; shut {
			lines = append(lines, text.T("groups.line.shut", "why", why))
		}
		if !mayBind(w.Me, g) {
			continue
		}
		var row []talk.Button
		if g.By != w.Me.ID {
			row = append(row, show.MenuButton(text.T("groups.take", "grid", whose(w, g)), "groups", "take", key))
		}
		if g.Refused != "" {
			row = append(row, show.MenuButton(text.T("groups.try"), "groups", "try", key))
		}
		p.Rows = append(p.Rows, append(row, show.MenuButton(text.T("groups.off", "grid", whose(w, g)), "groups", "off", key)))
	}
	p.Say = text.Lines(lines...)
	return p
}

// groupLine says of a group whose it is, and who bound it.
func groupLine(w *world.World, g world.Group) text.Text {
	if g.By == 0 {
		return text.T("groups.line.old", "grid", whose(w, g))
	}
	by := text.T("groups.nobody")
	if name := w.Staff.Name(g.By); name != "" {
		by = text.Said(name)
	}
	return text.T("groups.line", "grid", whose(w, g), "by", by, "at", show.Dated(w, g.At))
}
