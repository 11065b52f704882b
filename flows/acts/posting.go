package acts

import (
	"gridbot/flows/cases"
	"gridbot/flows/show"
	"gridbot/flows/world"
)

// What a lead writes on a case reaches whom it is for, and is chased until they say
// that they have heard it.

// posted: to whom a lead writes, at once.
func (t telling) posted() {
	if t.a.Leg != 0 {
		t.leg()
		return
	}
	t.assignee()
}

// poster: who wrote what was heard.
func (t telling) poster() {
	for i, p := range t.c.Postings {
		if was := t.before.Postings[i]; was.Waits() && !p.Waits() {
			by := t.Staff.People[p.By]
			t.to(by, world.ViewOf(t.c, by), t.why())
		}
	}
}

// unheard: who has not heard it, and from the second time on who wrote it. In
// danger at once; else with what else waits for them.
func (t telling) unheard() {
	p := t.c.Posting(t.a.Item)
	if p == nil {
		return
	}
	var ps []world.Person
	if l := t.c.Leg(p.Leg); l != nil {
		ps = t.legPeople(t.c, *l)
	} else if t.c.Assignee != 0 {
		ps = t.StandIn(t.c, t.Staff.People[t.c.Assignee])
	}
	if p.Clock.Step > 1 || len(ps) == 0 {
		ps = append(ps, t.Staff.People[p.By])
	}
	told := map[int64]bool{}
	for _, who := range ps {
		if told[who.ID] || who.ID == 0 || who.Gone || !t.c.Sees(who.Part()) {
			continue
		}
		told[who.ID] = true
		if t.c.Danger {
			t.to(who, world.ViewOf(t.c, who), show.PostingHead(t.World, t.c, *p, who.ID))
			continue
		}
		t.Gather(who, t.c, cases.ClockName(p.Timer()), p.Clock)
	}
}
