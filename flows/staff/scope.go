package staff

import (
	"slices"
	"strconv"
	"strings"

	"gridbot/flows/acts"
	"gridbot/flows/ask"
	"gridbot/flows/grids"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// One agency may be many firms. Whoever leads says what an officer answers for:
// grids, categories, and places such as the compounds of a property manager.

// scopes are what stands on buttons of /staff about what an officer answers for.
var scopes = map[string]bool{"for": true, "forgrid": true, "forkind": true, "forplace": true}

// mayScope tells whether the person says what an officer answers for: the
// coordinator of everybody, a lead of who answers for the own grid alone.
func mayScope(w *world.World, p world.Person) bool {
	return p.Role == world.Officer && p.ID != w.Me.ID &&
		(w.Me.Role == world.Coordinator || w.Me.Role == world.Lead && slices.Equal(p.Grids, []string{w.Me.Grid}))
}

// scope shows what an officer answers for, and changes it.
func scope(x *acts.Turn, what, choice string) {
	who, which, _ := strings.Cut(choice, "|")
	p := x.Staff.People[world.PersonNumber(who)]
	if !mayScope(x.World, p) {
		x.Reply(talk.Prompt{Say: text.T("staff.no"), Rows: x.Menu()})
		return
	}
	page, tag := 0, ""
	was := p.Scope()
	switch what {
	case "forgrid":
		if _, ok := x.District.Map.Grid(which); ok && x.Me.Role == world.Coordinator {
			p.Grids = ask.Toggled(p.Grids, which)
		}
	case "forkind":
		if _, ok := x.District.Category(which); ok {
			p.Kinds = ask.Toggled(p.Kinds, which)
		}
	case "forplace":
		var n string
		n, tag, _ = strings.Cut(which, "|")
		page, _ = strconv.Atoi(n)
		if place, ok := placeTagged(x.World, p, tag); ok {
			p.Places = ask.Toggled(p.Places, place.Names[text.Chinese])
		}
	}
	is := p.Scope()
	moved, sorted := !slices.Equal(was.Grids, is.Grids) || !slices.Equal(was.Places, is.Places), !slices.Equal(was.Kinds, is.Kinds)
	if moved || sorted {
		if moved {
			p.Scoped = x.Me.ID
		} else {
			p.Sorted = x.Me.ID
		}
		if len(is.Grids)+len(is.Places) == 0 {
			p.Scoped = 0 // they say so themselves again
		}
		if len(is.Kinds) == 0 {
			p.Sorted = 0
		}
		x.KeepPerson(p)
		x.Write(p, world.ClassTask, talk.Prompt{Say: text.T("scope.told", "name", x.Me.Name, "scope", scopeText(x.World, p))})
	}
	x.Reply(scopePrompt(x.World, p, what, page))
}

// scopePrompt is what an officer answers for, with what can be switched.
func scopePrompt(w *world.World, p world.Person, what string, page int) talk.Prompt {
	id := strconv.FormatInt(p.ID, 10)
	out := talk.Prompt{Say: text.Lines(text.T("scope.head", "name", p.Name, "agency", show.AgencyName(w, p.Agency)), scopeText(w, p))}
	var bs []talk.Button
	back := talk.Row(show.MenuButton(text.T("talk.back"), "staff", "for", id))
	switch what {
	case "forgrid":
		for _, g := range w.District.Map.All() {
			bs = append(bs, show.MenuButton(marked(text.Named(g.Names), slices.Contains(p.Grids, g.ID)), "staff", "forgrid", id, g.ID))
		}
	case "forkind":
		for _, c := range kindsOf(w, p) {
			bs = append(bs, show.MenuButton(marked(text.Named(c.Names), slices.Contains(p.Kinds, c.ID)), "staff", "forkind", id, c.ID))
		}
	case "forplace":
		rows := placeRows(w, p, page, func(label text.Text, more ...string) talk.Button {
			return show.MenuButton(label, "staff", append([]string{"forplace", id}, more...)...)
		})
		out.Rows = append(rows, back)
		return out
	default:
		if w.Me.Role == world.Coordinator {
			bs = append(bs, show.MenuButton(text.T("duty.grids"), "staff", "forgrid", id))
		}
		bs = append(bs, show.MenuButton(text.T("duty.kinds"), "staff", "forkind", id), show.MenuButton(text.T("scope.places"), "staff", "forplace", id, "0"))
		back = talk.Row(show.MenuButton(text.T("talk.back"), "staff"))
	}
	out.Rows = append(talk.Pairs(bs...), back)
	return out
}

// placesAtOnce is how many places stand under one message.
const placesAtOnce = 10

// placeRows are a page of the places an officer may answer for.
func placeRows(w *world.World, p world.Person, page int, with func(label text.Text, more ...string) talk.Button) [][]talk.Button {
	all := placesIn(w, p.Grids)
	page = min(max(page, 0), max(0, (len(all)-1)/placesAtOnce))
	var bs, turns []talk.Button
	for _, place := range all[page*placesAtOnce : min(len(all), (page+1)*placesAtOnce)] {
		name := place.Names[text.Chinese]
		bs = append(bs, with(marked(text.Named(place.Names), slices.Contains(p.Places, name)), strconv.Itoa(page), world.Tag(name)))
	}
	if page > 0 {
		turns = append(turns, with(text.T("scope.before"), strconv.Itoa(page-1)))
	}
	if (page+1)*placesAtOnce < len(all) {
		turns = append(turns, with(text.T("scope.after"), strconv.Itoa(page+1)))
	}
	rows := talk.Pairs(bs...)
	if len(turns) > 0 {
		rows = append(rows, turns)
	}
	return rows
}

// placesIn are the places of the folder in some grids; in all, where there are none.
func placesIn(w *world.World, in []string) []grids.Place {
	return slices.DeleteFunc(w.District.Places.All(), func(p grids.Place) bool { return len(in) > 0 && !slices.Contains(in, p.Grid) })
}

// placeTagged is the place of a button.
func placeTagged(w *world.World, p world.Person, tag string) (grids.Place, bool) {
	all := placesIn(w, p.Grids)
	i := slices.IndexFunc(all, func(place grids.Place) bool { return world.Tagged(place.Names[text.Chinese], tag) })
	if i < 0 {
		return grids.Place{}, false
	}
	return all[i], true
}

// scopeText says what an officer answers for.
func scopeText(w *world.World, p world.Person) text.Text {
	return text.Lines(text.T("officer.answers", "grids", answersFor(w, p), "kinds", kindsText(w, p)), placesText(w, p))
}

// placesText says for which places alone somebody answers; nothing, for all.
func placesText(w *world.World, p world.Person) text.Text {
	if len(p.Places) == 0 {
		return text.Text{}
	}
	var names []text.Text
	for _, name := range p.Places {
		names = append(names, placeName(w, name))
	}
	return text.T("scope.answers", "places", text.Join(" · ", names...))
}

// kindsText says for which categories somebody answers.
func kindsText(w *world.World, p world.Person) text.Text {
	if len(p.Kinds) == 0 {
		return text.T("officer.kinds.all")
	}
	var names []text.Text
	for _, id := range p.Kinds {
		names = append(names, show.CategoryName(w, id))
	}
	return text.Join(" · ", names...)
}

// scopeShort is the same in one line; nothing, for who answers for all. Of who works
// in several grids it is those.
func scopeShort(w *world.World, p world.Person) text.Text {
	if p.Role == world.Worker && len(p.AllGrids()) > 1 {
		return gridNames(w, p)
	}
	if p.Role != world.Officer || p.Scope().Empty() {
		return text.Text{}
	}
	var names []text.Text
	for _, id := range p.Grids {
		names = append(names, show.GridName(w, id))
	}
	for _, id := range p.Kinds {
		names = append(names, show.CategoryName(w, id))
	}
	for _, name := range p.Places {
		names = append(names, placeName(w, name))
	}
	return text.T("scope.short", "what", text.Join(" / ", names...))
}

// placeName is what a place is called, in the folder's other language too; one that
// the folder has no more is called what it was.
func placeName(w *world.World, name string) text.Text {
	for _, p := range w.District.Places.All() {
		if p.Names[text.Chinese] == name {
			return text.Named(p.Names)
		}
	}
	return text.Said(name)
}

// marked is a choice that is switched on or off.
func marked(name text.Text, on bool) text.Text {
	if on {
		return text.T("notice.item.drop", "what", name)
	}
	return text.T("notice.item.add", "what", name)
}
