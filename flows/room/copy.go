package room

import (
	"maps"
	"slices"
)

// Copy is the room as it is, to be gone on with by itself.
func (r *Room) Copy() *Room {
	c := *r
	c.People, c.Sessions, c.Cases = maps.Clone(r.People), maps.Clone(r.Sessions), maps.Clone(r.Cases)
	c.Invites, c.Groups, c.meetings = maps.Clone(r.Invites), maps.Clone(r.Groups), maps.Clone(r.meetings)
	c.Chats, c.cards, c.photos, c.said = maps.Clone(r.Chats), maps.Clone(r.cards), maps.Clone(r.photos), maps.Clone(r.said)
	c.gathered, c.wound, c.rungs = maps.Clone(r.gathered), maps.Clone(r.wound), maps.Clone(r.rungs)
	c.Counts, c.behind = maps.Clone(r.Counts), maps.Clone(r.behind)
	c.cares, c.projects, c.careFigures = maps.Clone(r.cares), maps.Clone(r.projects), maps.Clone(r.careFigures)
	c.services, c.served, c.accords, c.Heard = maps.Clone(r.services), maps.Clone(r.served), maps.Clone(r.accords), maps.Clone(r.Heard)
	c.told = map[string]map[int64]int{}
	for day, of := range r.told {
		c.told[day] = maps.Clone(of)
	}
	c.shown, c.opens = nil, slices.Clone(r.opens)
	return &c
}
