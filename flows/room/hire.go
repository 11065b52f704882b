package room

import (
	"maps"
	"slices"
	"strings"

	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// Who works here besides those every room knows, and what comes to them in the
// morning.

// hire gives somebody of the transcript a role: 李雷 is worker of yanchang,lingshi.
func (p *player) hire(name string, as world.Person) {
	e := p.from(name)
	as.ID, as.Name, as.Lang, as.Rev = e.From.ID, name, text.Match(e.Language), 1
	if len(as.Grids) == 0 {
		as.Grids = nil
	}
	p.People[as.ID] = Freeze(p.T, as)
}

// officerOf is an officer of an agency, and of what: grids, then categories, then
// places, apart by semicolons and the ones of each by commas.
func officerOf(agency, scope string, head bool) world.Person {
	is := world.Person{Role: world.Officer, Agency: agency, Head: head, Duty: true}
	parts := strings.Split(scope, ";")
	for i, into := range []*[]string{&is.Grids, &is.Kinds, &is.Places} {
		if i < len(parts) && parts[i] != "" {
			*into = strings.Split(parts[i], ",")
		}
	}
	return is
}

// morning is the list of the day for everybody, and what else comes with it.
func (p *player) morning() {
	for _, clock := range []string{world.ClockMorning, world.ClockLeft} {
		for _, id := range slices.Sorted(maps.Keys(p.Staff().People)) {
			p.Happen(talk.Event{ID: clock, From: talk.Sender{ID: id}, Chat: talk.Chat{ID: id}, Clock: &talk.Clock{Person: id, Name: clock, Due: p.Now}})
		}
	}
}
