package world

import (
	"cmp"
	"slices"
	"time"

	"gridbot/flows/cases"
	"gridbot/flows/district"
	"gridbot/flows/text"
)

// Bound is the work group a chat is.
func (w *World) Bound(chat int64) (Group, bool) {
	for _, g := range w.Staff.Groups {
		if g.Chat == chat {
			return g, true
		}
	}
	return Group{}, false
}

// Officers are the people of an agency. They join by invitation into it, say
// what they answer for, and are called when the grid sounds the whistle.

// Officers lists the people of an agency, in a steady order.
func (s Staff) Officers(agency string) []Person {
	return slices.DeleteFunc(s.In(Officer, ""), func(p Person) bool { return p.Agency != agency })
}

// Heads lists who leads an agency.
func (s Staff) Heads(agency string) []Person {
	if agency == "" {
		return nil
	}
	return slices.DeleteFunc(s.Officers(agency), func(p Person) bool { return !p.Head })
}

// Speakers are who speaks for an agency in a grid: its heads who answer for the
// grid, or else who can be called there.
func (s Staff) Speakers(agency, grid string) []Person {
	if heads := slices.DeleteFunc(s.Heads(agency), func(p Person) bool { return !p.Answers(grid, "") }); len(heads) > 0 {
		return heads
	}
	return s.Callable(agency, In(grid, ""))
}

// Answers tells whether an officer answers for a grid and a category; "" is any.
func (p Person) Answers(grid, category string) bool {
	return (grid == "" || len(p.Grids) == 0 || slices.Contains(p.Grids, grid)) &&
		(category == "" || len(p.Kinds) == 0 || slices.Contains(p.Kinds, category))
}

// Callable are the officers of an agency who can be called now for what fits them;
// whoever is off duty is stood in for. What fits nobody is for all of them.
func (s Staff) Callable(agency string, fits func(Person) bool) []Person {
	var on []Person
	add := func(p Person) {
		if p.Duty && !p.Gone && !slices.ContainsFunc(on, func(o Person) bool { return o.ID == p.ID }) {
			on = append(on, p)
		}
	}
	all := s.Officers(agency)
	nobody := !slices.ContainsFunc(all, fits)
	for _, p := range all {
		if nobody || fits(p) {
			add(p)
		}
	}
	for _, p := range all {
		if sub := s.People[p.Substitute]; fits(p) && (!p.Duty || p.Gone) && sub.Role == Officer && sub.Agency == agency {
			add(sub)
		}
	}
	return on
}

// TouchesStaff reports whether a change concerns the staff or the groups.
func (c Change) TouchesStaff(was Staff) bool {
	return c.Group != nil || len(c.Unbind) > 0 || c.Rota != nil || slices.ContainsFunc(c.People, func(p Person) bool {
		_, before := was.People[p.ID]
		return before || p.Role != Resident
	})
}

// Lookers are who is asked to look again: who did the work, or else everybody
// on duty.
func (w *World) Lookers(c cases.Case) []Person {
	if p := w.Staff.People[c.Assignee]; p.Role == Worker && p.Duty && !p.Gone && p.Belongs(c.Grid) {
		return []Person{p}
	}
	on := slices.DeleteFunc(w.Staff.OnDuty(c.Grid), func(p Person) bool { return c.Bars(p.Part()) })
	if len(on) > 0 {
		return on
	}
	return w.Leads(c.Grid)
}

// Role is what a person may be at all.
type Role string

const (
	Resident    Role = ""
	Worker      Role = "worker"
	Lead        Role = "lead"
	Coordinator Role = "coordinator"
	Officer     Role = "officer" // of an agency that reports in when it is called
)

// A Person is somebody who talks with the bot.
type Person struct {
	ID     int64     `json:"id"`
	Rev    int       `json:"-"`
	Name   string    `json:"name,omitempty"`
	Lang   text.Lang `json:"lang,omitempty"`
	Chosen bool      `json:"chosen,omitempty"` // the language was chosen, not guessed
	Role   Role      `json:"role,omitempty"`
	Grid   string    `json:"grid,omitempty"` // of a worker or lead
	Duty   bool      `json:"duty,omitempty"`
	Hand   int64     `json:"hand,omitempty"`  // until when Duty is as it was pressed, whatever the plan says; unix seconds
	Gone   bool      `json:"gone,omitempty"`  // blocked the bot: nothing is sent
	Album  *Album    `json:"album,omitempty"` // the last one that went to a case

	Muted  *Mute    `json:"muted,omitempty"`  // by a lead, for a while
	Mutes  []Muting `json:"mutes,omitempty"`  // that they made and that still hold
	Alarms []Alarm  `json:"alarms,omitempty"` // they raised lately

	Notice     int   `json:"notice,omitempty"`     // the case whose notice they opened last as its addressee
	Substitute int64 `json:"substitute,omitempty"` // who stands in for a worker off duty
	Reminded   int64 `json:"reminded,omitempty"`   // when they were last sent reminders, unix seconds

	Agency string   `json:"agency,omitempty"` // of an officer
	Head   bool     `json:"head,omitempty"`   // of the agency
	Away   *Away    `json:"away,omitempty"`   // of a lead or coordinator
	Turn   int      `json:"turn,omitempty"`   // how often they were reminded: what is for one lead goes to the one with the lowest
	Acts   []string `json:"-"`                // the grids a lead stands in for now
	Acting bool     `json:"-"`                // a lead who stands in for the coordinator now
	Grids  []string `json:"grids,omitempty"`  // an officer answers for, none: for all; a worker works in besides Grid
	Kinds  []string `json:"kinds,omitempty"`  // the categories an officer answers for; none: for all
	Places []string `json:"places,omitempty"` // the places an officer answers for, by their Chinese name; none: for all
	Scoped int64    `json:"scoped,omitempty"` // who said for which grids and places an officer answers; 0: they say so themselves
	Sorted int64    `json:"sorted,omitempty"` // who said for which categories; 0: they say so themselves
	Sought []string `json:"sought,omitempty"` // what they looked for last that is too long for a button
	Cares  []string `json:"cares,omitempty"`  // the roles in which they are called into care teams
	Audits bool     `json:"audits,omitempty"` // may read who has seen which care case
	Left   int64    `json:"left,omitempty"`   // when they left the staff, unix seconds; their name stays in what they did
	Wish   *Wish    `json:"wish,omitempty"`   // an export with names that waits for a second person

	Real    *Real    `json:"real,omitempty"`    // of who came by an invitation: what they are really called
	Parting bool     `json:"parting,omitempty"` // they left while their care teams could not be opened, and are kept out until those are
	Barred  []string `json:"-"`                 // kinds they have no part in while nobody knows who they are

	Beside []cases.Scope `json:"-"` // what those answer for whom an officer stands in for now
	Theirs []cases.Scope `json:"-"` // what each of the agency answers for
}

// Holder is the person whose private chat holds a card, as they are now.
func (w *World) Holder(k cases.Card) Person {
	for _, p := range w.Changed {
		if p.ID == k.Chat {
			return p
		}
	}
	if p, ok := w.Staff.People[k.Chat]; ok {
		return p
	}
	return Person{ID: k.Chat, Lang: k.Lang}
}

// Part is what the lifecycle must know of the person.
func (p Person) Part() cases.Person {
	return cases.Person{
		ID: p.ID, Name: p.Name, Grid: p.Grid, Also: p.also(),
		Worker: p.Role == Worker && p.Duty, Off: p.Role == Worker && !p.Duty, Lead: p.Role == Lead, Coordinator: p.Role == Coordinator || p.Acting,
		Agency: p.Agency, Share: p.share(), Barred: p.Barred,
	}
}

// Staff is everybody with a role, and the work groups, as last committed.
type Staff struct {
	People map[int64]Person
	Left   map[int64]Person // who had one
	Groups map[string]Group // by their key
	Rota   Rota
}

// A Group is the work group bound to a grid, or to an agency.
type Group struct {
	Grid   string    `json:"grid"`
	Agency string    `json:"agency,omitempty"`
	Chat   int64     `json:"chat"`
	Thread int       `json:"thread,omitempty"`
	Lang   text.Lang `json:"lang"`
	Was    int64     `json:"was,omitempty"` // its chat before it became a supergroup
	By     int64     `json:"by,omitempty"`  // who answers for the binding; 0: nobody knows
	At     int64     `json:"at,omitempty"`  // since when it is bound, unix seconds

	Refused string `json:"refused,omitempty"` // why it takes nothing from the bot, as the leads were told
	Crowded bool   `json:"crowded,omitempty"` // more people are in it than staff, as the leads were told
}

// Shut tells whether the work group of a grid takes nothing from the bot.
func (w *World) Shut(grid string) bool { return grid != "" && w.Staff.Groups[grid].Refused != "" }

// Key is what the group is kept by: no grid's ID holds an @.
func (g Group) Key() string {
	if g.Agency != "" {
		return "@" + g.Agency
	}
	return g.Grid
}

// In lists the staff of a role, of one grid or of all, in a steady order.
func (s Staff) In(role Role, grid string) []Person {
	var ps []Person
	for _, p := range s.People {
		if p.Role == role && (grid == "" || p.Belongs(grid)) {
			ps = append(ps, p)
		}
	}
	slices.SortFunc(ps, func(a, b Person) int {
		return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID))
	})
	return ps
}

// OnDuty lists the workers of a grid who can be offered a task now.
func (s Staff) OnDuty(grid string) []Person {
	return slices.DeleteFunc(s.In(Worker, grid), func(p Person) bool {
		return !p.Duty || p.Gone || grid == ""
	})
}

// Name is what a member of the staff is called, or was; "" for nobody.
func (s Staff) Name(id int64) string { return cmp.Or(s.People[id].Name, s.Left[id].Name) }

// An Invite is a one-time way into the staff.
type Invite struct {
	Token   string `json:"token"`
	Role    Role   `json:"role"`
	Grid    string `json:"grid,omitempty"`   // of an officer: the grid they answer for; "": all
	Agency  string `json:"agency,omitempty"` // of an officer
	Head    bool   `json:"head,omitempty"`   // of the agency
	Place   string `json:"place,omitempty"`  // of an officer: the one place they answer for, by its Chinese name; "": all
	By      int64  `json:"by,omitempty"`     // 0: from the command line
	Expires int64  `json:"expires"`          // unix seconds
	Second  int64  `json:"second,omitempty"` // who else agreed that there is to be another coordinator
}

// InviteLasts is how long an invitation can be used.
const InviteLasts = 7 * 24 * time.Hour

// Climbed is whom a word of a ladder names: who must act, and who answers for
// them; the leads of a grid hear together with those. Nobody, for a word that is
// none.
func (w *World) Climbed(who district.Told, grid string, holders, heads []Person) []Person {
	switch who {
	case district.TellHolder, district.TellOfficer:
		return holders
	case district.TellHead:
		return heads
	case district.TellLead:
		return slices.Concat(heads, w.FirstLead(grid))
	case district.TellLeads:
		return slices.Concat(heads, w.Leads(grid))
	case district.TellCoordinator:
		return w.Coordinators()
	}
	return nil
}
