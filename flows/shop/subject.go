// Package shop is something done in one go, such as opening a shop: what the resident
// is asked and brings once, the departments that each get their step when it can begin,
// the one visit, and the card that says where it stands. What the steps are stands in
// the district's folder: no service is known by its name here.
package shop

import (
	"slices"
	"strconv"
	"strings"

	"gridbot/flows/acts"
	"gridbot/flows/matter"
	"gridbot/flows/request"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// Subject is what is done in one go.
func Subject() acts.Subject {
	return acts.Subject{
		Name:  "shop",
		Words: Words,
		Commands: []acts.Command{{Name: "shop", Line: text.T("command.shop"), Place: 17, Need: needShop,
			Does: func(x *acts.Turn, choice string) error { return shop(x, choice) }}},
		Dialogues: []acts.Dialogue{
			{Spoken: opening, Name: opening.Name, Free: true, Waits: true, Counts: counts, Need: needOpening, Done: decided},
			{Spoken: giving, Name: giving.Name, Free: true, Need: needGiving, Done: decided},
			{Spoken: writing, Name: writing.Name, Free: true, Need: needWriting, Done: decided},
		},
		Links: []acts.Link{{
			Is: func(payload string) bool { n, _ := world.PayloadService(payload); return n != 0 },
			Need: func(payload string, n *world.Need) {
				n.Service, _ = world.PayloadService(payload)
				n.Served = true
			},
			Does: func(x *acts.Turn, payload string) error {
				number, token := world.PayloadService(payload)
				return followed(x, number, token)
			},
		}},
		Clocks: []acts.Clock{{
			Is:   func(k talk.Clock) bool { return k.Service != 0 },
			Need: func(_ *world.World, k talk.Clock, n *world.Need) { n.Service, n.Served = k.Service, true },
			Does: func(x *acts.Turn, k talk.Clock) error { strike(x, k); return nil },
		}},
		Before: needRights,
		Last:   rights,
	}
}

// theirs is whose requests somebody is shown: their own, those of their department,
// and of who works in a grid or leads, those of the grids.
func theirs(w *world.World) string {
	all := []string{mine(w)}
	switch {
	case w.Me.Role == world.Coordinator || w.Me.Acting:
		for _, g := range w.District.Map.All() {
			all = append(all, g.ID)
		}
		all = append(all, world.Unrouted)
	case w.Me.Role == world.Lead || w.Me.Role == world.Worker:
		all = append(all, w.Me.Grid, world.Unrouted)
		all = append(all, slices.Concat(w.Me.Grids, w.Me.Acts)...)
	case w.Me.Role == world.Officer:
		all = append(all, "@"+w.Me.Agency)
	}
	return strings.Join(all, ",")
}

func mine(w *world.World) string { return "p" + strconv.FormatInt(w.Me.ID, 10) }

func needShop(w *world.World, choice string, n *world.Need) {
	first, rest, _ := strings.Cut(choice, "|")
	n.Served = true // the likely day comes of it
	switch number := matter.Number(first); {
	case first == "figures":
		n.ServedIn = spanOf(w, rest).weeks(w)
	case number != 0:
		if n.Service = number; rest == "again" || strings.HasPrefix(rest, "take|") {
			n.Services = mine(w)
		}
	case first == "new":
		n.Services = mine(w)
	default:
		n.Services = theirs(w)
	}
}

func needOpening(w *world.World, _ talk.Session, _ talk.Event, n *world.Need) {
	n.Services, n.Served = mine(w), true
}

func needGiving(_ *world.World, s talk.Session, _ talk.Event, n *world.Need) {
	if d, err := giving.Data(s); err == nil {
		n.Service, n.Served = d.N, true
	}
}

func needWriting(_ *world.World, s talk.Session, _ talk.Event, n *world.Need) {
	if d, err := writing.Data(s); err == nil {
		n.Service, n.Served = d.N, true
	}
}

// keep keeps a request as a change leaves it, and tells whom it concerns.
func keep(x *acts.Turn, before *request.Request, after request.Request) {
	if after.By == x.Me.ID {
		after.Lang = string(x.Me.Lang)
	}
	x.Served = &world.Served{Before: before, After: after, Week: x.Week(x.Now)}
	if !after.Open() {
		x.Served.Lasts = matter.KeptFor(x.World)
	}
	was := request.Request{}
	if before != nil {
		was = *before
	}
	tell(x, was, after)
}

// now is the request as the turn has it so far; nil for none.
func now(x *acts.Turn) *request.Request {
	if x.Served != nil {
		return &x.Served.After
	}
	return x.Serving.Request
}

// button is one about a request.
func button(label text.Text, r request.Request, what ...string) talk.Button {
	return show.MenuButton(label, "shop", append([]string{strconv.Itoa(r.N)}, what...)...)
}
