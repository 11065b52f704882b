package staff

import (
	"slices"
	"strconv"

	"gridbot/flows/acts"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// Who has too much to do is seen by those who lead, and somebody else comes on
// duty.

// shifts are what stands on buttons of /staff about one worker: what they have,
// whom to shift duty to, on and off.
var shifts = map[string]bool{"load": true, "shift": true, "on": true, "off": true}

// leads reports whether the person may say when a worker is on duty.
func leads(w *world.World, p world.Person) bool {
	return p.Role == world.Worker && slices.ContainsFunc(p.AllGrids(), w.Me.Oversees)
}

// shift shows what a worker has, and changes who is on duty.
func shift(x *acts.Turn, what string, p world.Person) {
	if !leads(x.World, p) {
		x.Beside(talk.Prompt{Say: text.T("staff.no")})
		return
	}
	switch what {
	case "load":
		rows := held(x.World)
		say := text.T("shift.load", "name", p.Name, "n", len(rows))
		if len(rows) == 0 {
			say = text.T("shift.free", "name", p.Name)
		}
		id := strconv.FormatInt(p.ID, 10)
		x.Beside(talk.Prompt{Say: say, Rows: append(rows, talk.Row(show.MenuButton(text.T("digest.shift"), "staff", "shift", id)))})
		return
	case "shift":
		x.Beside(onShift(x.World, p))
		return
	}
	if on := what == "on"; p.Duty != on { // else somebody was faster
		p = x.Pressed(p, on)
		x.KeepPerson(p)
		say := text.T("shift.told.off", "name", x.Me.Name)
		if p.Duty {
			say = text.T("shift.told.on", "name", x.Me.Name)
		}
		x.Letters = append(x.Letters, world.Letter{Class: world.ClassTask, To: talk.Chat{ID: p.ID}, Lang: p.Lang, Say: talk.Prompt{Say: say}})
	}
	x.Reply(onShift(x.World, p)) // takes the place of the list that was tapped
}

// onShift is who of the grid is on duty, each with a button to change it.
func onShift(w *world.World, changed world.Person) talk.Prompt {
	grid := changed.Grid
	if w.Me.Role == world.Lead && changed.Belongs(w.Me.Grid) {
		grid = w.Me.Grid // of several, the one that is theirs to say
	}
	p := talk.Prompt{Say: text.T("shift.head", "grid", show.GridName(w, grid))}
	for _, k := range w.Staff.In(world.Worker, grid) {
		if k.ID == changed.ID {
			k = changed
		}
		label, what := text.T("shift.off", "name", text.CleanLine(k.Name, show.LongestOnLabel)), "on"
		if k.Duty {
			label, what = text.T("shift.on", "name", text.CleanLine(k.Name, show.LongestOnLabel)), "off"
		}
		if len(p.Rows) < 30 {
			p.Rows = append(p.Rows, talk.Row(show.MenuButton(label, "staff", what, strconv.FormatInt(k.ID, 10))))
		}
	}
	return p
}
