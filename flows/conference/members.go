package conference

import (
	"slices"
	"strings"

	"gridbot/flows/acts"
	"gridbot/flows/ask"
	"gridbot/flows/cases"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// Whoever is concerned is invited: who leads the grid, and by what is to be talked of
// the agencies and the other grids. Whom else they want, those who lead add by hand.

// membersOf are who is invited: both leads, the coordinator, and whom the agenda
// concerns.
func membersOf(w *world.World, m world.Conference) []world.Member {
	m.Members = nil
	for _, p := range append(w.Staff.In(world.Lead, m.Grid), w.Staff.In(world.Coordinator, "")...) {
		seat(&m, p)
	}
	for _, t := range m.Tasks {
		for _, p := range speakersOf(w, m.Grid, "a"+t.Whose) {
			seat(&m, p)
		}
	}
	for _, it := range m.Items {
		for _, c := range w.List {
			if c.Number != it.Case || it.Case == 0 {
				continue
			}
			for _, who := range concernedBy(w, c) {
				for _, p := range speakersOf(w, m.Grid, who) {
					seat(&m, p)
				}
			}
		}
	}
	return m.Members
}

// seat makes somebody a member, and tells whether they were none before.
func seat(m *world.Conference, p world.Person) bool {
	if m.Member(p.ID) != nil || len(m.Members) >= world.MostMembers {
		return false
	}
	m.Members = append(m.Members, world.Member{ID: p.ID})
	return true
}

// concernedBy is whom a case concerns: the agencies usual for its kind, those that are
// or were at work on it, and the grids it is asked of or came from. An agency is "a"
// and its ID, a grid "g" and its ID.
func concernedBy(w *world.World, c cases.Case) []string {
	var all []string
	add := func(who string) {
		if !slices.Contains(all, who) {
			all = append(all, who)
		}
	}
	for _, l := range c.Legs {
		if l.Status != cases.LegSwapped && l.Status != cases.LegReleased {
			add("a" + l.Agency)
		}
	}
	category, _ := w.District.Category(c.Category)
	for _, id := range category.Agencies {
		add("a" + id)
	}
	for _, grid := range c.Former {
		add("g" + grid)
	}
	if c.Ceding != nil {
		add("g" + c.Ceding.To)
	}
	return all
}

// speakersOf is who comes for an agency or another grid: of an agency its heads, or
// else one who can be called; of a grid its leads.
func speakersOf(w *world.World, grid, who string) []world.Person {
	if id, is := strings.CutPrefix(who, "g"); is {
		return w.Staff.In(world.Lead, id)
	}
	id := strings.TrimPrefix(who, "a")
	if _, callable := ask.Callable(w.District, id); !callable { // who is called to care teams alone talks of no case
		return nil
	}
	var ps []world.Person
	for i, p := range w.Staff.Speakers(id, grid) {
		if i == 0 || p.Head {
			ps = append(ps, p)
		}
	}
	return ps
}

// inviteFor invites whom a case concerns that has come on the agenda of the conference
// at hand.
func inviteFor(x *acts.Turn, c cases.Case) {
	for _, who := range concernedBy(x.World, c) {
		addMembers(x, who)
	}
}

// addMembers invites an agency or a grid to the conference at hand, and tells how many
// came to be members.
func addMembers(x *acts.Turn, who string) int {
	n := 0
	for _, p := range speakersOf(x.World, meetingNow(x).Grid, who) {
		if meetingNow(x).Member(p.ID) != nil || len(meetingNow(x).Members) >= world.MostMembers {
			continue
		}
		meeting(x, func(m *world.Conference) { seat(m, p) })
		if n++; p.ID != x.Me.ID {
			invitePerson(x, world.Member{ID: p.ID}, *meetingNow(x))
		}
	}
	return n
}

// invitable are the agencies and other grids of which nobody is a member, as they
// stand on buttons.
func invitable(w *world.World, m world.Conference) (who []string, names []text.Text) {
	add := func(id string, name text.Text) {
		ps := speakersOf(w, m.Grid, id)
		if len(ps) > 0 && !slices.ContainsFunc(ps, func(p world.Person) bool { return m.Member(p.ID) != nil }) {
			who, names = append(who, id), append(names, name)
		}
	}
	for _, a := range ask.Called(w.District) {
		add("a"+a.ID, text.Named(a.Names))
	}
	for _, g := range w.District.Map.All() {
		if g.ID != m.Grid {
			add("g"+g.ID, text.Named(g.Names))
		}
	}
	return who, names
}

// pickMember asks who leads whom else to invite.
func pickMember(x *acts.Turn, grid string) {
	m := meetingNow(x)
	who, names := invitable(x.World, *m)
	p := talk.Prompt{Say: text.T("conference.ask.whom", "n", len(m.Members), "most", world.MostMembers)}
	if len(who) == 0 {
		p.Say = text.T("conference.ask.all")
	}
	var bs []talk.Button
	for i, id := range who {
		bs = append(bs, show.AboutMeeting(names[i], grid, m, "ask", id))
	}
	p.Rows = append(talk.Pairs(bs...), talk.Row(show.MenuButton(text.T("talk.back"), "conference", grid)))
	x.Reply(p)
}

// askMember is the press that adds members. It tells whether all is said.
func askMember(x *acts.Turn, grid, who string) bool {
	switch {
	case who == "":
		pickMember(x, grid)
		return true
	case len(meetingNow(x).Members) >= world.MostMembers:
		x.ShowAlert(text.T("conference.ask.full", "n", world.MostMembers))
	case addMembers(x, who) == 0:
		x.ShowAlert(text.T("conference.ask.none"))
	}
	return false
}

// invitedText says whom a conference that is called now would invite.
func invitedText(w *world.World, grid string) text.Text {
	m := world.Conference{Grid: grid}
	agenda(&m, w.Meeting, w)
	var names []text.Text
	for _, k := range membersOf(w, m) {
		if k.ID != w.Me.ID {
			names = append(names, memberName(w, k.ID))
		}
	}
	if len(names) == 0 {
		return text.Text{}
	}
	return text.T("conference.calls", "names", text.Join(" · ", names...))
}

// memberName is what somebody is called who is invited, with their agency.
func memberName(w *world.World, id int64) text.Text {
	if p := w.Staff.People[id]; p.Agency != "" {
		return text.T("conference.calls.agency", "name", show.Called(w, id), "agency", show.AgencyName(w, p.Agency))
	}
	return show.Called(w, id)
}
