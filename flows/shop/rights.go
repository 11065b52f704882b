package shop

import (
	"slices"
	"strconv"

	"gridbot/flows/acts"
	"gridbot/flows/matter"
	"gridbot/flows/request"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// What somebody may know and have forgotten is theirs of requests, too: they are said
// beside what else is kept, and go with it.

// needRights reads what somebody has asked for, where they ask what is kept of them, or
// are forgotten.
func needRights(w *world.World, e talk.Event, n *world.Need) {
	if of := world.RightOf(e); of != "" && w.Me.Role == world.Resident && n.Services == "" {
		n.Services = "p" + strconv.FormatInt(e.From.ID, 10)
	}
}

// rights says what is kept of requests, and takes them away with who is forgotten.
// Who has something under way is not idle.
func rights(x *acts.Turn) error {
	of := world.RightOf(x.Event)
	own := slices.DeleteFunc(slices.Clone(x.Serving.List), func(r request.Request) bool { return r.By != x.Me.ID })
	open := slices.ContainsFunc(own, request.Request.Open)
	switch {
	case of == "" || len(own) == 0:
	case x.Forget != nil && of == "idle" && open:
		x.Forget, x.Change.Session = nil, nil
	case x.Forget != nil:
		for _, r := range own {
			gone(x, r)
		}
		x.Unserved = own
	case of != "idle" && x.Me.Role == world.Resident:
		lines := []text.Text{text.T("shop.kept", "n", len(own))}
		for _, r := range own {
			lines = append(lines, text.T("shop.kept.line", "s", request.Label(r.N), "service", matter.Name(x.World, r), "name", matter.Called(x.World, r), "time", show.Dated(x.World, r.Begun)))
		}
		x.Beside(talk.Prompt{Say: text.Lines(lines...)})
	}
	return nil
}

// gone tells the departments that still had something to do.
func gone(x *acts.Turn, r request.Request) {
	if !r.Open() {
		return
	}
	_, agencies := r.Lists()
	for _, agency := range agencies {
		for _, p := range officersOf(x, r, agency) {
			x.Write(p, world.ClassTask, talk.Prompt{Say: text.T("shop.tell.ended", "s", request.Label(r.N))})
		}
	}
}
