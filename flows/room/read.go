package room

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"gridbot/flows/cases"
	"gridbot/flows/grids"
	"gridbot/flows/world"
)

// read lays before the flows what they need.
func (r *Room) read(w *world.World, who int64, n world.Need) {
	newest := func(a, b cases.Case) int { return cmp.Compare(b.Number, a.Number) }
	urgent := func(a, b cases.Case) int { return cmp.Compare(a.Clock.Due, b.Clock.Due) }
	open := func(c cases.Case) bool { return c.Status.Type() == cases.Open }
	w.Case, w.Other, w.List, w.Rounds, w.Invite, w.Replied = r.Case(n.Case), r.Case(n.Other), nil, nil, nil, r.said[n.Reply]
	if n.Listing != (world.Listing{}) {
		var page []int
		w.Listed, page = n.Listing.Of(func(yield func(cases.Line) bool) {
			for _, c := range r.all(func(cases.Case) bool { return true }, newest) {
				if line, err := cases.ParseLine(c.Line().String()); err != nil || !yield(line) {
					return
				}
			}
		})
		for _, number := range page {
			w.List = append(w.List, *r.Case(number))
		}
	}
	w.Standing, w.Invites, w.Meetings = nil, nil, nil
	for grid := range strings.SplitSeq(n.Meetings, ",") {
		if b, ok := r.meetings[grid]; ok {
			w.Meetings = append(w.Meetings, Thaw[world.Conference](r.T, b))
		}
	}
	for _, token := range slices.Sorted(maps.Keys(r.Invites)) {
		if n.Invites {
			w.Invites = append(w.Invites, Thaw[world.Invite](r.T, r.Invites[token]))
		}
	}
	if n.Standing.Chat != 0 {
		w.Standing = r.standing(n.Standing)
	}
	if n.Traces {
		w.Traces = r.traces(who)
	}
	if n.Looks {
		w.Looks = r.Looks
	}
	if n.Gathered {
		w.Gathered = world.Gathered{All: len(r.gathered[who]), Left: map[string]int{}}
		for _, m := range r.gathered[who] {
			if m.Left != "" {
				w.Gathered.Left[m.Left]++
				continue
			}
			w.Gathered.First = append(w.Gathered.First, m)
		}
		w.List = r.all(func(c cases.Case) bool {
			return slices.ContainsFunc(r.gathered[who], func(m world.Reminder) bool { return m.Case == c.Number })
		}, urgent)
	}
	for number := range strings.SplitSeq(n.Rounds, ",") {
		if at, err := strconv.Atoi(number); err == nil && r.Case(at) != nil {
			w.Rounds = append(w.Rounds, *r.Case(at))
		}
	}
	if n.Near != (world.Nearby{}) {
		w.Near = r.all(func(c cases.Case) bool {
			return c.Category == n.Near.Category && c.Status.Type() == cases.Done && c.Place.Point != nil && c.Place.Point.Meters(n.Near.Point) <= n.Near.Metres
		}, newest)
	}
	if n.Around != (grids.Point{}) {
		w.List = r.all(func(c cases.Case) bool { return c.Place.Point != nil && c.Place.Point.Meters(n.Around) < 200 }, newest)
	}
	if w.Alarms = nil; n.Alarms != (grids.Point{}) {
		w.Alarms = r.all(func(c cases.Case) bool { return c.Place.Point != nil && c.Place.Point.Meters(n.Alarms) < 200 }, newest)
	}
	if n.Span != (world.Span{}) {
		w.Weekly = r.weekly(n.Span)
	}
	if n.Behind.Names != "" {
		w.List, w.Weekly.Behind = r.page(n.Behind)
	}
	if b, ok := r.Invites[n.Invite]; ok {
		in := Thaw[world.Invite](r.T, b)
		w.Invite = &in
	}
	if b, ok := r.People[n.Person]; ok && n.Person != 0 {
		p := Thaw[world.Person](r.T, b)
		w.Person = &p
	}
	if w.Theirs = nil; n.Theirs {
		w.Theirs = r.all(func(c cases.Case) bool { return c.By.ID == who || c.HasJoined(who) || c.FiledBy(who) }, newest)
	}
	if n.Mine {
		w.List = append(w.List, r.all(func(c cases.Case) bool { return c.By.ID == who || c.HasJoined(who) || c.FiledBy(who) }, newest)...)
	}
	for _, holder := range []int64{who, n.HeldBy} {
		if n.Held && holder == who || holder != 0 && holder == n.HeldBy {
			w.List = append(w.List, r.all(func(c cases.Case) bool { return open(c) && c.Assignee == holder }, urgent)...)
		}
	}
	if b, ok := r.meetings[n.Meeting]; ok {
		m := Thaw[world.Conference](r.T, b)
		w.Meeting = &m
	}
	w.Caring, w.Serving, w.Agreeing = r.caring(n), r.serving(n), r.agreeing(n)
	r.frequent(w, n)
	if n.Agenda != "" {
		w.List = append(w.List, r.all(func(c cases.Case) bool { return c.Grid == n.Agenda && c.OnAgenda != 0 }, newest)...)
	}
	if n.Agency != "" {
		w.List = append(w.List, r.all(func(c cases.Case) bool { l := c.LegOf(n.Agency); return l != nil && l.Open() }, urgent)...)
	}
	if n.Grid != "" {
		grid := strings.TrimPrefix(n.Grid, world.Unrouted)
		w.List = append(w.List, r.all(func(c cases.Case) bool { return (open(c) || c.Status == cases.Watch) && c.Grid == grid }, urgent)...)
	}
}
