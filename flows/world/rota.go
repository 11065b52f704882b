package world

import (
	"maps"
	"slices"
	"time"

	"gridbot/flows/cases"
	"gridbot/flows/duty"
)

// A Rota is all plans of duty of a district.
type Rota struct {
	Rev   int                  `json:"-"`
	Plans map[string]duty.Plan `json:"plans,omitempty"` // by the grid, or @ and the agency
}

// With is the rota with another plan of a grid or an agency. What is empty, and
// has nothing left that was asked or said, is no plan any more.
func (r Rota) With(key string, p duty.Plan) Rota {
	plans := maps.Clone(r.Plans)
	if plans == nil {
		plans = map[string]duty.Plan{}
	}
	if plans[key] = p; p.Empty() && len(p.Wake) == 0 {
		delete(plans, key)
	}
	r.Plans = plans
	return r
}

// PlanKeys are the plans in which somebody may stand.
func (p Person) PlanKeys() []string {
	switch p.Role {
	case Worker:
		return p.AllGrids()
	case Officer:
		return []string{"@" + p.Agency}
	}
	return nil
}

// AllGrids are the grids somebody works in or leads: the first one and, of a
// worker, the others.
func (p Person) AllGrids() []string {
	if p.Grid == "" {
		return nil
	}
	if p.Role != Worker {
		return []string{p.Grid}
	}
	return append([]string{p.Grid}, slices.DeleteFunc(slices.Clone(p.Grids), func(g string) bool { return g == p.Grid })...)
}

// Belongs tells whether somebody works in the grid, or leads it.
func (p Person) Belongs(grid string) bool { return grid != "" && slices.Contains(p.AllGrids(), grid) }

// Planned is the plans that say when somebody is on; none, where they come on and
// go off by hand alone.
func (w *World) Planned(p Person) []duty.Plan {
	var plans []duty.Plan
	for _, key := range p.PlanKeys() {
		if plan, ok := w.Staff.Rota.Plans[key]; ok && plan.Names(p.ID, w.Now) {
			plans = append(plans, plan)
		}
	}
	return plans
}

// byPlan is somebody as the plan has them now. What they pressed themselves
// counts before it for as long as it lasts.
func (w *World) byPlan(p Person) Person {
	if p.Hand > w.Now.Unix() {
		return p
	}
	plans := w.Planned(p)
	if len(plans) == 0 {
		return p
	}
	p.Hand = 0
	p.Duty = slices.ContainsFunc(plans, func(plan duty.Plan) bool { return slices.Contains(plan.On(w.District.Calendar, w.Now), p.ID) })
	return p
}

// Pressed is somebody who came on duty or went off by hand: where they are
// planned, until their shift is over.
func (w *World) Pressed(p Person, on bool) Person {
	p.Duty, p.Hand = on, 0
	if plans := w.Planned(p); len(plans) > 0 && w.byPlan(p).Duty != on {
		var until time.Time
		for _, plan := range plans {
			if end := plan.Until(w.District.Calendar, p.ID, w.Now); until.IsZero() || end.After(until) == on {
				until = end
			}
		}
		p.Hand = until.Unix()
	}
	return p
}

// Woken are who is called in danger when nobody is on duty: who is named for it
// and can be reached, or else everybody of the grid.
func (w *World) Woken(c cases.Case) []Person {
	var named []Person
	for _, id := range w.Staff.Rota.Plans[c.Grid].Wake {
		if p := w.Staff.People[id]; p.Role == Worker && p.Belongs(c.Grid) && !p.Gone && p.ID != c.By.ID {
			named = append(named, p)
		}
	}
	if len(named) > 0 {
		return named
	}
	return w.Staff.In(Worker, c.Grid)
}

// Reached is whom danger that somebody tells of reaches in its grid: who has it; where
// nobody does who is on duty, or else who is woken; and who leads. Where nobody knows the
// grid it is those of every one. The coordinator is asked where there is nobody.
func (w *World) Reached(c cases.Case, by int64) []Person {
	of, all := []string{c.Grid}, []Person{w.Staff.People[c.Assignee]}
	if c.Everywhere() {
		of = nil
		for _, g := range w.District.Map.All() {
			of = append(of, g.ID)
		}
	}
	for _, grid := range of {
		on := w.Staff.OnDuty(grid)
		switch {
		case c.Assignee != 0:
			on = nil
		case len(on) == 0 && grid == c.Grid:
			on = w.Woken(c)
		}
		all = slices.Concat(all, on, w.Leads(grid))
	}
	return slices.DeleteFunc(all, func(p Person) bool {
		return p.ID == 0 || p.ID == by || p.ID == c.By.ID || p.Gone || p.Role == Coordinator || !c.Sees(p.Part())
	})
}

// Attended tells whether everybody is as on duty as the plans have them now.
func (w *World) Attended() bool { return w.attended }

// Attend makes everybody as on duty as the plans have them now, and stand in for
// who is away, and tells the officers of an agency from each other. What was read
// stays as it is: the world has a staff of its own afterwards. Once is enough.
func (w *World) Attend() {
	if w.attended {
		return
	}
	w.attended = true
	w.standIns()
	defer w.shares()
	w.bars()
	if len(w.Staff.Rota.Plans) == 0 {
		return
	}
	w.Me = w.byPlan(w.Me)
	var people map[int64]Person
	for id, p := range w.Staff.People {
		is := w.byPlan(p)
		if is.Duty == p.Duty && is.Hand == p.Hand {
			continue
		}
		if people == nil {
			people = maps.Clone(w.Staff.People)
		}
		people[id] = is
	}
	if people != nil {
		w.Staff.People = people
	}
}
