package staff

import (
	"gridbot/flows/acts"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// leadDuty shows those who lead who is on: of their grid, or of every grid.
func leadDuty(x *acts.Turn, _ string) {
	grids := x.Me.AllGrids()
	if x.Me.Role == world.Coordinator {
		grids = nil
		for _, g := range x.District.Map.All() {
			grids = append(grids, g.ID)
		}
	}
	var lines []text.Text
	for _, grid := range grids {
		on := text.T("duty.now.nobody")
		if ps := x.Staff.OnDuty(grid); len(ps) > 0 {
			var names []text.Text
			for _, p := range ps {
				names = append(names, text.Said(p.Name))
			}
			on = text.Join(" · ", names...)
		}
		lines = append(lines, text.T("duty.now", "grid", show.GridName(x.World, grid), "who", on))
		if len(grids) == 1 {
			lines = append(lines, show.RotaToday(x.World, grid))
		}
	}
	rows := [][]talk.Button{{show.MenuButton(text.T("duty.plan"), "rota"), show.MenuButton(text.T("menu.staff"), "staff")}}
	x.Reply(talk.Prompt{Say: text.Lines(lines...), Rows: rows})
}
