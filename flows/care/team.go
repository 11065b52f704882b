package care

import (
	"slices"

	"gridbot/flows/acts"
	"gridbot/flows/carecase"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// summon calls one more role.
func summon(x *acts.Turn, args []string) error {
	c := now(x)
	if r, ok := x.District.Care.Role(arg(args, 0)); ok {
		call(x, r.ID)
		shown(x)
		return nil
	}
	var bs []talk.Button
	for _, r := range x.District.Care.Roles {
		if c.Call(r.ID) == nil {
			bs = append(bs, button(text.Named(r.Names), *c, "call", r.ID))
		}
	}
	return choose(x, text.T("care.ask.call"), bs...)
}

// team shows who is in it, and what each may see; who answers for it changes that.
func team(x *acts.Turn, args []string) error {
	c := now(x)
	m := c.Member(world.From36(arg(args, 0)))
	if m == nil {
		bs := members(x, "team")
		if c.Keeper != x.Me.ID {
			bs = append(bs, button(text.T("care.button.keep"), *c, "keep"))
		}
		return choose(x, text.T("care.ask.team"), append(bs, button(text.T("care.button.leave"), *c, "leave"))...)
	}
	var bs []talk.Button
	if c.Keeper == x.Me.ID && m.ID != x.Me.ID {
		for _, s := range carecase.Sections {
			label := text.T("care.sees.not", "what", sectionTexts[s])
			if slices.Contains(m.Sees, s) {
				label = text.T("care.sees", "what", sectionTexts[s])
			}
			bs = append(bs, button(label, *c, "sees", world.ID36(m.ID), string(s)))
		}
		bs = append(bs, button(text.T("care.button.out"), *c, "out", world.ID36(m.ID)))
	}
	var sees []text.Text
	for _, s := range carecase.Sections {
		if c.Sees(m.ID, s) {
			sees = append(sees, sectionTexts[s])
		}
	}
	return choose(x, text.T("care.one", "name", show.Called(x.World, m.ID), "role", roleName(x.World, m.Role), "time", show.Dated(x.World, m.At), "sees", text.Join(" · ", sees...)), bs...)
}

var sectionTexts = map[carecase.Section]text.Text{
	carecase.SeesWho: text.T("care.section.who"), carecase.SeesWhat: text.T("care.section.what"), carecase.SeesPlan: text.T("care.section.plan"),
}

// widen is a switch: whether a member sees a part.
func widen(x *acts.Turn, args []string) error {
	c, s := change(x), carecase.Section(arg(args, 1))
	m := c.Member(world.From36(arg(args, 0)))
	if m == nil || m.ID == x.Me.ID || !slices.Contains(carecase.Sections, s) {
		return team(x, nil)
	}
	if i := slices.Index(m.Sees, s); i >= 0 {
		m.Sees = slices.Delete(m.Sees, i, i+1)
		hide(x, m)
		if s == carecase.SeesWhat {
			unshow(x, x.Staff.People[m.ID])
		}
	} else {
		m.Sees = append(m.Sees, s)
	}
	return team(x, args)
}

// hide empties the message that shows a member more than they see now.
func hide(x *acts.Turn, m *carecase.Member) {
	if m.Shown != 0 {
		empty(x, x.Staff.People[m.ID], m.Shown, text.T("care.moved", "k", carecase.Label(now(x).N)))
		m.Shown = 0
	}
}

// part takes somebody out of the team: at once they see nothing any more, also not
// in the message that showed it.
func part(x *acts.Turn, id int64) {
	c := change(x)
	m := *c.Member(id)
	c.Part(id, x.Now.Unix())
	p, here := x.Staff.People[id]
	if !here {
		p = world.Person{ID: id, Lang: x.Me.Lang}
	}
	if m.Shown != 0 {
		empty(x, p, m.Shown, text.T("care.parted", "k", carecase.Label(c.N)))
	} else if id != x.Me.ID || x.Event.Clock != nil {
		x.Write(p, world.ClassTask, talk.Prompt{Say: text.T("care.parted", "k", carecase.Label(c.N))})
	}
	unshow(x, p)
	if !c.Open() {
		return
	}
	missed(x, m)
	if len(c.Members()) == 0 { // nobody has it: its role is called again
		role := m.Role
		if _, ok := x.District.Care.Role(role); !ok {
			role = wanted(x.World, c.Kind)[0]
		}
		call(x, role)
	}
}

func dismiss(x *acts.Turn, args []string) error {
	id := world.From36(arg(args, 0))
	if now(x).Member(id) == nil || id == x.Me.ID {
		return team(x, nil)
	}
	part(x, id)
	return team(x, nil)
}

func leave(x *acts.Turn, args []string) error {
	c := now(x)
	if arg(args, 0) != "yes" {
		return choose(x, text.T("care.ask.leave"), button(text.T("care.button.leave.yes"), *c, "leave", "yes"))
	}
	part(x, x.Me.ID)
	x.Reply(talk.Prompt{Say: text.T("care.parted", "k", carecase.Label(c.N))})
	return nil
}

// mayKeep tells whether somebody may take it upon them to answer for the case. Who does
// sees all of it: they must do so already, or nobody does who is still there.
func mayKeep(x *acts.Turn, c carecase.Case) bool {
	p := x.Staff.People[c.Keeper]
	gone := c.Member(c.Keeper) == nil || p.ID == 0 || p.Gone || p.Role == world.Resident
	return gone || !slices.ContainsFunc(carecase.Sections, func(s carecase.Section) bool { return !c.Sees(x.Me.ID, s) })
}

// keep: somebody of the team answers for it from now on.
func keep(x *acts.Turn, _ []string) error {
	c := change(x)
	if !mayKeep(x, *c) {
		x.ShowAlert(text.T("care.keep.no"))
		return nil
	}
	if c.Keeper != x.Me.ID {
		c.Keeper = x.Me.ID
		tellTeam(x, text.T("care.told.keeper", "k", carecase.Label(c.N), "name", x.Me.Name))
	}
	shown(x)
	return nil
}

// mayAudit tells whether somebody may read who has seen a care case: its team, and
// whom the coordinator has appointed, or the coordinator.
func mayAudit(w *world.World, c carecase.Case) bool {
	return staff(w) && (c.Member(w.Me.ID) != nil || w.Me.Audits || w.Me.Role == world.Coordinator)
}

// mostViews are shown, the last ones.
const mostViews = 30

// views are who has seen it, and when: not a word of what they saw.
func views(x *acts.Turn) {
	c := now(x)
	lines := []text.Text{text.T("care.views", "k", carecase.Label(c.N), "n", len(c.Views))}
	for _, v := range c.Views[max(0, len(c.Views)-mostViews):] {
		lines = append(lines, text.T("care.view", "time", show.Dated(x.World, v.At), "name", show.Called(x.World, v.By)))
	}
	p := talk.Prompt{Say: text.Lines(lines...)}
	if c.Member(x.Me.ID) != nil && c.Open() {
		p.Rows = [][]talk.Button{{button(text.T("talk.back"), *c, "open")}}
	}
	x.Reply(p)
}

// mostPeople is how many people one can pick from.
const mostPeople = 40

// those are who can be named: the staff that leads nobody.
func those(w *world.World) []world.Person {
	all := append(w.Staff.In(world.Officer, ""), w.Staff.In(world.Worker, "")...)
	return all[:min(len(all), mostPeople)]
}

// people names who is called in a role: a switch for everybody. A role, then a person.
func people(x *acts.Turn, args []string) {
	if x.Me.Role != world.Coordinator {
		x.Reply(talk.Prompt{Say: text.T("care.coordinator"), Rows: x.Menu()})
		return
	}
	r, ok := x.District.Care.Role(arg(args, 0))
	if !ok {
		var bs []talk.Button
		for _, r := range x.District.Care.Roles {
			bs = append(bs, show.MenuButton(text.Named(r.Names), "care", "people", r.ID))
		}
		x.Reply(talk.Prompt{Say: text.T("care.people"), Rows: append(talk.Pairs(bs...), talk.Row(show.MenuButton(text.T("talk.back"), "care")))})
		return
	}
	if p, here := x.Staff.People[world.From36(arg(args, 1))]; here && !p.Known() {
		x.ShowAlert(text.T("care.unproven", "name", p.Name))
	} else if here && (p.Role == world.Worker || p.Role == world.Officer) {
		p.Cares = slices.Clone(p.Cares)
		if i := slices.Index(p.Cares, r.ID); i >= 0 {
			p.Cares = slices.Delete(p.Cares, i, i+1)
			x.Strikes = append(x.Strikes, talk.Clock{Person: p.ID, Name: world.ClockChanged, Due: x.Now})
		} else {
			p.Cares = append(p.Cares, r.ID)
		}
		x.KeepPerson(p)
		x.Staff.People = withPerson(x.Staff.People, p)
	}
	var bs []talk.Button
	for _, p := range those(x.World) {
		label, named := text.CleanLine(p.Name, show.LongestOnLabel-4), slices.Contains(p.Cares, r.ID)
		mark := text.T("notice.item.add", "what", label)
		if named || may(r, p) {
			mark = text.T("notice.item.drop", "what", label)
		}
		if named || !may(r, p) { // by their office they can be called anyway
			bs = append(bs, show.MenuButton(mark, "care", "people", r.ID, world.ID36(p.ID)))
		}
	}
	x.Reply(talk.Prompt{Say: text.T("care.people.of", "role", text.Named(r.Names)), Rows: append(talk.Pairs(bs...), talk.Row(show.MenuButton(text.T("talk.back"), "care", "people")))})
}

// withPerson is the staff with somebody as they are now: what was read stays.
func withPerson(all map[int64]world.Person, p world.Person) map[int64]world.Person {
	next := make(map[int64]world.Person, len(all))
	for id, o := range all {
		next[id] = o
	}
	next[p.ID] = p
	return next
}

// auditors are who may read who has seen which care case: a switch for everybody.
func auditors(x *acts.Turn, who string) {
	if x.Me.Role != world.Coordinator {
		x.Reply(talk.Prompt{Say: text.T("care.coordinator"), Rows: x.Menu()})
		return
	}
	if p, here := x.Staff.People[world.From36(who)]; here && !p.Known() {
		x.ShowAlert(text.T("care.unproven", "name", p.Name))
	} else if here && (p.Role == world.Worker || p.Role == world.Officer) {
		p.Audits = !p.Audits
		x.KeepPerson(p)
		x.Staff.People = withPerson(x.Staff.People, p)
		say := text.T("care.audit.not")
		if p.Audits {
			say = text.T("care.audit.you")
		}
		x.Write(p, world.ClassTask, talk.Prompt{Say: say})
	}
	var bs []talk.Button
	for _, p := range those(x.World) {
		mark := text.T("notice.item.add", "what", text.CleanLine(p.Name, show.LongestOnLabel-4))
		if p.Audits {
			mark = text.T("notice.item.drop", "what", text.CleanLine(p.Name, show.LongestOnLabel-4))
		}
		bs = append(bs, show.MenuButton(mark, "care", "audit", world.ID36(p.ID)))
	}
	x.Reply(talk.Prompt{Say: text.T("care.audit"), Rows: append(talk.Pairs(bs...), talk.Row(show.MenuButton(text.T("talk.back"), "care")))})
}
