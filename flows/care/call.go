package care

import (
	"slices"
	"time"

	"gridbot/flows/acts"
	"gridbot/flows/carecase"
	"gridbot/flows/district/lane"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// A role is called, and somebody takes it with a tap. Who is on duty hears first,
// then everybody else in that role, and then who leads reads that it is waited for.

// wanted are the roles that are called at once for a kind.
func wanted(w *world.World, kind string) []string {
	k, _ := w.District.Care.Kind(kind)
	return k.Call
}

// may tells whether somebody can be called in a role: by their office, or because
// the coordinator has named them. Who leads a grid or the district is in no team, nor is
// anybody of whom nobody has confirmed who they are.
func may(r lane.Role, p world.Person) bool {
	if !p.Known() || p.Parting {
		return false
	}
	switch p.Role {
	case world.Worker:
		return r.Worker || slices.Contains(p.Cares, r.ID)
	case world.Officer:
		return r.Agency != "" && p.Agency == r.Agency || slices.Contains(p.Cares, r.ID)
	}
	return false
}

// here tells whether somebody answers for where a care case is, or was named for a role
// wherever it is.
func here(p world.Person, role, grid string) bool {
	return p.Role == world.Officer && p.Answers(grid, "") || p.Role == world.Worker && (grid == "" || p.Belongs(grid)) || slices.Contains(p.Cares, role)
}

// callable are those who can be called in a role in a grid: who is on duty first,
// then the others. Who was named for it, or answers for the grid, comes before all.
func callable(w *world.World, role, grid string, not []int64) (first, rest []int64) {
	r, ok := w.District.Care.Role(role)
	if !ok {
		return nil, nil
	}
	for _, p := range append(w.Staff.In(world.Officer, ""), w.Staff.In(world.Worker, "")...) {
		if !here(p, role, grid) || p.Gone || !may(r, p) || slices.Contains(not, p.ID) {
			continue
		}
		if p.Duty {
			first = append(first, p.ID)
		} else {
			rest = append(rest, p.ID)
		}
	}
	if len(first) > 0 {
		return first, rest
	}
	woken := slices.DeleteFunc(slices.Clone(rest), func(id int64) bool { return !onCall(w, w.Staff.People[id]) })
	if len(woken) == 0 { // nobody is named for the night: everybody is
		return rest, nil
	}
	return woken, slices.DeleteFunc(rest, func(id int64) bool { return slices.Contains(woken, id) })
}

// onCall tells whether somebody is to be woken, by the plan of their grid or agency.
func onCall(w *world.World, p world.Person) bool {
	return p.Head || slices.ContainsFunc(p.PlanKeys(), func(key string) bool { return slices.Contains(w.Staff.Rota.Plans[key].Wake, p.ID) })
}

// callAll calls the roles of a kind that are not there yet.
func callAll(x *acts.Turn) {
	c := change(x)
	for _, role := range wanted(x.World, c.Kind) {
		if !slices.ContainsFunc(c.Members(), func(m carecase.Member) bool { return m.Role == role }) {
			call(x, role)
		}
	}
}

// call calls a role. Where nobody can be asked, who leads hears so at once.
func call(x *acts.Turn, role string) {
	c := change(x)
	if c.Call(role) != nil {
		return
	}
	var not []int64
	for _, m := range c.Team { // also who has left
		not = append(not, m.ID)
	}
	if !c.Staff {
		not = append(not, c.By) // who told of it is not called to it
	}
	first, _ := callable(x.World, role, c.Grid, not)
	c.Calls = append(c.Calls, carecase.Call{Role: role, At: x.Now.Unix(), Asked: first, Clock: carecase.Start(x.Now.Unix(), waits(x.World, c.Severity))})
	askEach(x, *c, role, first)
	if len(first) == 0 {
		tellLeads(x, *c, []string{role}, nil)
	}
}

// waits is how long a call waits for somebody.
func waits(w *world.World, s carecase.Severity) time.Duration {
	if d, ok := w.District.Care.Respond[string(s)]; ok {
		return d
	}
	return carecase.Respond[s]
}

// classOf is how urgent a letter about a care case is.
func classOf(c carecase.Case) world.Class {
	if c.Severity == carecase.Life {
		return world.ClassDanger
	}
	return world.ClassTask
}

// askEach asks people to take a role: not a word of what has happened.
func askEach(x *acts.Turn, c carecase.Case, role string, ids []int64) {
	for _, id := range ids {
		x.Write(x.Staff.People[id], classOf(c), talk.Prompt{
			Say:  text.T("care.call", "k", carecase.Label(c.N), "role", roleName(x.World, role), "risk", riskTexts[c.Severity]),
			Rows: [][]talk.Button{callButtons(c)}})
	}
}

// tellLeads tells who leads in one letter which roles are waited for, and nothing else;
// coordinators hear of those that were waited for long.
func tellLeads(x *acts.Turn, c carecase.Case, lately, long []string) {
	told := map[int64]bool{}
	tell := func(people []world.Person, roles []string) {
		var names []text.Text
		for _, role := range roles {
			names = append(names, roleName(x.World, role))
		}
		for _, p := range people {
			if !told[p.ID] && len(names) > 0 {
				x.Write(p, classOf(c), talk.Prompt{Say: text.T("care.lead.waits", "k", carecase.Label(c.N), "role", text.Join(" · ", names...))})
			}
			told[p.ID] = true
		}
	}
	all := append(slices.Clone(lately), long...)
	leads := x.Leads(c.Grid)
	if tell(leads, all); len(leads) == 0 {
		long = all
	}
	tell(x.Coordinators(), long)
}

// tellOne tells of one role that is waited for, for long or not.
func tellOne(x *acts.Turn, c carecase.Case, long bool, role string) {
	if long {
		tellLeads(x, c, nil, []string{role})
		return
	}
	tellLeads(x, c, []string{role}, nil)
}

// tellTeam tells the team that something is new, each with the button to it.
func tellTeam(x *acts.Turn, say text.Text) {
	c := now(x)
	for _, m := range c.Members() {
		if p, here := x.Staff.People[m.ID]; here && m.ID != x.Me.ID {
			x.Write(p, classOf(*c), doorTo(*c, say))
		}
	}
}

// take: whoever was called is of the team now, and sees it.
func take(x *acts.Turn, _ []string) error {
	k := change(x)
	role := k.Called(x.Me.ID).Role
	others := k.Call(role).Asked
	var sees []carecase.Section
	if r, ok := x.District.Care.Role(role); ok {
		for _, s := range r.Sees {
			sees = append(sees, carecase.Section(s))
		}
	}
	if k.Member(x.Me.ID) != nil {
		k.Calls = slices.DeleteFunc(k.Calls, func(c carecase.Call) bool { return c.Role == role })
	} else {
		k.Join(x.Me.ID, role, sees, x.Now.Unix())
		k.Member(x.Me.ID).Here = here(x.Me, role, k.Grid)
	}
	for _, id := range others {
		if id != x.Me.ID && k.Member(id) == nil && k.Called(id) == nil {
			x.Write(x.Staff.People[id], world.ClassTask, talk.Prompt{Say: text.T("care.call.taken", "k", carecase.Label(k.N), "role", roleName(x.World, role))})
		}
	}
	tellTeam(x, text.T("care.told.joined", "k", carecase.Label(k.N), "name", x.Me.Name, "role", roleName(x.World, role)))
	shown(x)
	return nil
}

// refuse: whoever was called cannot; where that was the last one, the next hear.
func refuse(x *acts.Turn, _ []string) error {
	c := change(x)
	k := c.Called(x.Me.ID)
	role := k.Role
	k.No = append(k.No, x.Me.ID)
	x.Reply(talk.Prompt{Say: text.T("care.call.no")})
	if len(k.No) >= len(k.Asked) {
		next(x, role)
	}
	return nil
}

// next asks everybody else who can take a role; where there is nobody, who leads
// hears that it is waited for.
func next(x *acts.Turn, role string) {
	c := change(x)
	k := c.Call(role)
	not := slices.Clone(k.Asked)
	for _, m := range c.Team {
		not = append(not, m.ID)
	}
	if !c.Staff {
		not = append(not, c.By)
	}
	first, rest := callable(x.World, role, c.Grid, not)
	more := append(first, rest...)
	k.Asked = append(k.Asked, more...)
	askEach(x, *c, role, more)
	if len(more) == 0 {
		tellOne(x, *c, k.Clock.Rung > 1, role)
	}
}

// hurry: a life is at risk now, and whoever is called hears it again.
func hurry(x *acts.Turn) {
	c := change(x)
	for i := range c.Calls {
		k := &c.Calls[i]
		k.Clock = carecase.Start(x.Now.Unix(), waits(x.World, c.Severity))
		askEach(x, *c, k.Role, slices.DeleteFunc(slices.Clone(k.Asked), func(id int64) bool { return slices.Contains(k.No, id) }))
	}
}

// unanswered is a call that nobody has taken in time.
func unanswered(x *acts.Turn) {
	c := change(x)
	var lately, long []string
	for i := range c.Calls {
		k := &c.Calls[i]
		if k.Clock.Next == 0 || k.Clock.Next > x.Now.Unix() {
			continue
		}
		rung, role := k.Clock.Rung, k.Role
		c.Unheeded(x.Now.Unix())
		k.Clock = k.Clock.Unheard(c.Severity, x.Now.Unix())
		switch {
		case rung == 0:
			next(x, role)
		case rung > 1:
			long = append(long, role)
		default:
			lately = append(lately, role)
		}
	}
	tellLeads(x, *c, lately, long)
}
