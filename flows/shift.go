package flows

import (
	"strconv"

	"gridbot/flows/talk"
	"gridbot/flows/text"
)

// Who has too much to do is seen by those who lead, and somebody else comes on
// duty.

// shifts are what stands on buttons of /staff about one worker: what they have,
// whom to shift duty to, on and off.
var shifts = map[string]bool{"load": true, "shift": true, "on": true, "off": true}

// leads reports whether the person may say when a worker is on duty.
func (w *World) leads(p Person) bool {
	return p.Role == Worker && (w.Me.Role == Coordinator || w.Me.Role == Lead && w.Me.Grid == p.Grid)
}

// shift shows what a worker has, and changes who is on duty.
func (x *change) shift(what string, p Person) {
	if !x.World.leads(p) {
		x.beside(talk.Prompt{Say: text.T("staff.no")})
		return
	}
	switch what {
	case "load":
		_, rows := x.held()
		say := text.T("shift.load", "name", p.Name, "n", len(rows))
		if len(rows) == 0 {
			say = text.T("shift.free", "name", p.Name)
		}
		id := strconv.FormatInt(p.ID, 10)
		x.beside(talk.Prompt{Say: say, Rows: append(rows, talk.Row(menuButton(text.T("digest.shift"), "staff", "shift", id)))})
		return
	case "shift":
		x.beside(x.onShift(p))
		return
	}
	if on := what == "on"; p.Duty != on { // else somebody was faster
		p.Duty = on
		x.person(p)
		say := text.T("shift.told.off", "name", x.Me.Name)
		if p.Duty {
			say = text.T("shift.told.on", "name", x.Me.Name)
		}
		x.Letters = append(x.Letters, Letter{Class: ClassTask, To: talk.Chat{ID: p.ID}, Lang: p.Lang, Say: talk.Prompt{Say: say}})
	}
	x.reply(x.onShift(p)) // takes the place of the list that was tapped
}

// onShift is who of the grid is on duty, each with a button to change it.
func (x *change) onShift(changed Person) talk.Prompt {
	p := talk.Prompt{Say: text.T("shift.head", "grid", gridName(x.World, changed.Grid))}
	for _, w := range x.Staff.in(Worker, changed.Grid) {
		if w.ID == changed.ID {
			w = changed
		}
		label, what := text.T("shift.off", "name", text.CleanLine(w.Name, longestOnLabel)), "on"
		if w.Duty {
			label, what = text.T("shift.on", "name", text.CleanLine(w.Name, longestOnLabel)), "off"
		}
		if len(p.Rows) < 30 {
			p.Rows = append(p.Rows, talk.Row(menuButton(label, "staff", what, strconv.FormatInt(w.ID, 10))))
		}
	}
	return p
}
