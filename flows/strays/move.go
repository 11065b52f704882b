package strays

import (
	"maps"
	"slices"
	"strings"

	"gridbot/flows/carecase"
	"gridbot/flows/cases"
	"gridbot/flows/duty"
	"gridbot/flows/figures"
	"gridbot/flows/kept"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// A Move is that a name is another one now. It is kept: what was written down before,
// and is never written anew, is read by it.
type Move struct {
	Kind Kind   `json:"kind"`
	Old  string `json:"old"`
	New  string `json:"new"`
	At   int64  `json:"at"`             // until then the old name was written, unix seconds
	Done bool   `json:"done,omitempty"` // everything has the new one; else it was begun, and broke off
}

// String is the move as people type it.
func (m Move) String() string { return string(m.Kind) + " " + m.Old + " " + m.New }

// name is the name now of what had one.
func (m Move) name(of Kind, name string) string {
	if of == m.Kind && name == m.Old && name != "" {
		return m.New
	}
	return name
}

// names are the names now, each once.
func (m Move) names(of Kind, all []string) []string {
	if of != m.Kind || !slices.Contains(all, m.Old) {
		return all
	}
	var now []string
	for _, name := range all {
		if name = m.name(of, name); !slices.Contains(now, name) {
			now = append(now, name)
		}
	}
	return now
}

// Key is the key now of a group or a plan: a grid, or @ and an agency.
func (m Move) Key(key string) string {
	if len(key) > 0 && key[0] == '@' {
		return "@" + m.name(Agency, key[1:])
	}
	return m.name(Grid, key)
}

// Case is a case as it is called now; false where it says nothing of the old name.
// One that lost its grid by that name is back in it.
func (m Move) Case(c cases.Case, a cases.Act) (cases.Case, bool) {
	was := c
	if m.Kind == Grid && c.Grid == "" && c.Strayed == m.Old && c.Past == "" {
		c = c.Rerouted(m.New, a)
		m.inside(&c)
		return c, true
	}
	c = c.Own()
	m.inside(&c)
	return c, differs(was, c)
}

// inside puts the new name into a case of the caller's own.
func (m Move) inside(c *cases.Case) {
	c.Grid, c.Past, c.Strayed = m.name(Grid, c.Grid), m.name(Grid, c.Past), m.name(Grid, c.Strayed)
	c.Category = m.name(Category, c.Category)
	if c.Former = m.names(Grid, c.Former); slices.Contains(c.Former, c.Grid) {
		c.Former = slices.DeleteFunc(slices.Clone(c.Former), func(g string) bool { return g == c.Grid })
	}
	if k := c.Ceding; k != nil {
		now := *k
		now.To = m.name(Grid, now.To)
		if c.Ceding = &now; now.To == c.Grid { // both are one grid now
			c.Ceding = nil
		}
	}
	for i := range c.Legs {
		c.Legs[i].Agency = m.name(Agency, c.Legs[i].Agency)
	}
	if p := c.Proposal; p != nil {
		now := *p
		now.Calls = slices.Clone(now.Calls)
		for i := range now.Calls {
			now.Calls[i].Agency = m.name(Agency, now.Calls[i].Agency)
		}
		c.Proposal = &now
	}
}

// differs tells whether a move has changed anything in a case.
func differs(a, b cases.Case) bool {
	agencies := func(c cases.Case) []string {
		var all []string
		for _, l := range c.Legs {
			all = append(all, l.Agency)
		}
		if c.Proposal != nil {
			for _, call := range c.Proposal.Calls {
				all = append(all, call.Agency)
			}
		}
		return all
	}
	asked := func(c cases.Case) string {
		if c.Ceding == nil {
			return ""
		}
		return c.Ceding.To
	}
	return a.Grid != b.Grid || a.Past != b.Past || a.Strayed != b.Strayed || a.Category != b.Category || asked(a) != asked(b) ||
		!slices.Equal(a.Former, b.Former) || !slices.Equal(agencies(a), agencies(b))
}

// Person is a person as things are called now; false where nothing is called otherwise.
func (m Move) Person(p world.Person) (world.Person, bool) {
	was := p
	p.Grid, p.Agency = m.name(Grid, p.Grid), m.name(Agency, p.Agency)
	p.Grids, p.Kinds = m.names(Grid, p.Grids), m.names(Category, p.Kinds)
	if p.Role == world.Worker && slices.Contains(p.Grids, p.Grid) {
		p.Grids = slices.DeleteFunc(slices.Clone(p.Grids), func(g string) bool { return g == p.Grid })
	}
	changed := p.Grid != was.Grid || p.Agency != was.Agency || !slices.Equal(p.Grids, was.Grids) || !slices.Equal(p.Kinds, was.Kinds)
	p.Mutes, p.Alarms = slices.Clone(p.Mutes), slices.Clone(p.Alarms)
	put := func(at *string, of Kind) {
		if now := m.name(of, *at); now != *at {
			*at, changed = now, true
		}
	}
	for i := range p.Mutes {
		put(&p.Mutes[i].Grid, Grid)
	}
	for i := range p.Alarms {
		put(&p.Alarms[i].Grid, Grid)
		put(&p.Alarms[i].Kind, Category)
	}
	if p.Wish != nil {
		wish := *p.Wish
		put(&wish.Grid, Grid)
		p.Wish = &wish
	}
	return p, changed
}

// Group is a work group as its grid or agency is called now.
func (m Move) Group(g world.Group) world.Group {
	g.Grid, g.Agency = m.name(Grid, g.Grid), m.name(Agency, g.Agency)
	return g
}

// Rota is all plans of duty under the names of now. Two that are of one grid now are
// one plan with everybody of both; what was asked in the old one is asked anew.
func (m Move) Rota(r world.Rota) (world.Rota, bool) {
	plans, changed := maps.Clone(r.Plans), false
	for key, plan := range r.Plans {
		now := m.Key(key)
		if now == key {
			continue
		}
		delete(plans, key)
		if there, both := r.Plans[now]; both {
			plan = duty.Plan{Week: slices.Concat(there.Week, plan.Week), Changes: slices.Concat(there.Changes, plan.Changes),
				Asks: there.Asks, Asked: max(there.Asked, plan.Asked), Wake: slices.Concat(there.Wake, plan.Wake), Told: slices.Concat(there.Told, plan.Told)}
		}
		plans[now], changed = plan, true
	}
	r.Plans = plans
	return r, changed
}

// Invite is an invitation into what is called otherwise now.
func (m Move) Invite(in world.Invite) (world.Invite, bool) {
	was := in
	in.Grid, in.Agency = m.name(Grid, in.Grid), m.name(Agency, in.Agency)
	return in, in != was
}

// Conference is a conference in the names of now; false where it says nothing of the
// old one.
func (m Move) Conference(c world.Conference) (world.Conference, bool) {
	was := c
	c = c.Clone()
	changed := false
	put := func(at *string, of Kind) {
		if now := m.name(of, *at); now != *at {
			*at, changed = now, true
		}
	}
	put(&c.Grid, Grid)
	for i := range c.Items {
		put(&c.Items[i].Lead, Grid)
		if whom := m.names(Agency, was.Items[i].Whom); !slices.Equal(whom, was.Items[i].Whom) {
			c.Items[i].Whom, changed = whom, true
		}
		for j, id := range c.Items[i].Whom { // of a grid that came to learn
			if grid, is := strings.CutPrefix(id, world.Guest); is && m.name(Grid, grid) != grid {
				c.Items[i].Whom = slices.Clone(c.Items[i].Whom)
				c.Items[i].Whom[j], changed = world.Guest+m.name(Grid, grid), true
			}
		}
	}
	for i := range c.Tasks {
		put(&c.Tasks[i].Whose, Agency)
	}
	letter := map[Kind]string{Grid: "g", Agency: "a"}[m.Kind]
	if said, fixed := c.Names[letter+m.Old]; fixed && letter != "" { // as the minutes have it
		names := map[string]text.Text{}
		maps.Copy(names, c.Names)
		delete(names, letter+m.Old)
		names[letter+m.New] = said
		c.Names, changed = names, true
	}
	return c, changed
}

// Care is a care case in a grid that is called otherwise now.
func (m Move) Care(c carecase.Case) (carecase.Case, bool) {
	was := c.Grid
	c.Grid = m.name(Grid, c.Grid)
	return c, c.Grid != was
}

// Moves are all moves of a district, the first one first.
type Moves []Move

// Name is the name now of what was written down at a moment.
func (ms Moves) Name(of Kind, name string, at int64) string {
	for _, m := range ms {
		if at <= m.At || !m.Done {
			name = m.name(of, name)
		}
	}
	return name
}

// Line is a line of the log in the names of now.
func (ms Moves) Line(l figures.Logged) figures.Logged {
	if len(ms) == 0 {
		return l
	}
	l.Grid, l.Left = ms.Name(Grid, l.Grid, l.At), ms.Name(Grid, l.Left, l.At)
	l.Category, l.Agency = ms.Name(Category, l.Category, l.At), ms.Name(Agency, l.Agency, l.At)
	return l
}

// Look is a line of who looked at names, in the names of now.
func (ms Moves) Look(l kept.Look) kept.Look {
	l.Grid = ms.Name(Grid, l.Grid, l.At)
	return l
}
