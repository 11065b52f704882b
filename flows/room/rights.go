package room

import (
	"cmp"
	"maps"
	"slices"
	"strconv"

	"gridbot/flows/cases"
	"gridbot/flows/kept"
	"gridbot/flows/talk"
	"gridbot/flows/world"
)

func byNumber(a, b cases.Case) int { return cmp.Compare(a.Number, b.Number) }

// traces are the cases that know somebody.
func (r *Room) traces(who int64) world.Traces {
	all := r.all(func(c cases.Case) bool { return c.Outsiders()[who] || c.FiledBy(who) }, byNumber)
	return world.Traces{Cases: all[:min(len(all), kept.MostTraces)], All: len(all)}
}

// Kept is all that is kept of somebody.
func (r *Room) Kept(who int64) world.Kept {
	k := world.Kept{Me: world.Person{ID: who}, Traces: r.traces(who), Cares: r.caring(world.Need{Cares: world.CaresOf(who)}).List}
	for _, q := range r.serving(world.Need{Services: "p" + strconv.FormatInt(who, 10)}).List {
		if q.By == who {
			k.Requests = append(k.Requests, q)
		}
	}
	k.Accords = r.agreeing(world.Need{Accords: "p" + strconv.FormatInt(who, 10)}).List
	var w world.World
	r.frequent(&w, world.Need{Topics: true, Plays: true})
	k.Topics, k.Plays = w.Topics, w.Plays
	if b, ok := r.People[who]; ok {
		k.Me = Thaw[world.Person](r.T, b)
		k.Me.Rev = 1
	}
	if b, ok := r.Sessions[who]; ok {
		k.Session = Thaw[talk.Session](r.T, b)
	}
	for _, l := range r.Looks {
		if slices.ContainsFunc(k.Traces.Cases, func(c cases.Case) bool { return c.Number == l.Case }) {
			k.Looks = append(k.Looks, l)
		}
	}
	return k
}

// Idle are the people who were not heard of since a moment.
func (r *Room) Idle(since int64) []int64 {
	var all []int64
	for _, id := range slices.Sorted(maps.Keys(r.Heard)) {
		if r.Heard[id] <= since {
			all = append(all, id)
		}
	}
	return all
}

// forget keeps who looked, and takes away who wanted it.
func (r *Room) forget(who int64, ch world.Change) {
	if r.Heard == nil {
		r.Heard = map[int64]int64{}
	}
	if ch.Heard != 0 {
		r.Heard[who] = ch.Heard
	}
	for _, l := range ch.Looked {
		r.Looks = append([]world.Look{l}, r.Looks...)
	}
	p := ch.Forget
	if p == nil {
		return
	}
	delete(r.People, p.ID)
	delete(r.Heard, p.ID)
	if p.Left != 0 {
		r.People[p.ID] = Freeze(r.T, *p)
	}
	for m := range r.said {
		if m.Chat == p.ID {
			delete(r.said, m)
		}
	}
}

// Night is the nightly look at what is over, and at some people: who was not heard
// of.
func (r *Room) Night(idle ...int64) {
	for _, c := range r.all(func(c cases.Case) bool { return c.OverSince() != 0 && c.Stripped == 0 }, byNumber) {
		r.Happen(talk.Event{ID: "night", Clock: &talk.Clock{Case: c.Number, Name: world.ClockRetain, Due: r.Now}})
	}
	for _, n := range slices.Sorted(maps.Keys(r.cares)) {
		if r.Care(n).OverSince() != 0 {
			r.Happen(talk.Event{ID: "night", Clock: &talk.Clock{Care: n, Name: world.ClockRetain, Due: r.Now}})
		}
	}
	for _, id := range idle {
		r.Happen(talk.Event{ID: "night", From: talk.Sender{ID: id}, Chat: talk.Chat{ID: id}, Clock: &talk.Clock{Person: id, Name: world.ClockIdle, Due: r.Now}})
	}
}
