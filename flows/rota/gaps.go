package rota

import (
	"slices"
	"time"

	"gridbot/flows/acts"
	"gridbot/flows/boards"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// A gap is told before it comes, while somebody can still be found.

const (
	toldAhead = 24 * time.Hour
	lookEvery = time.Hour          // how often it is looked for gaps
	lookBack  = 7 * 24 * time.Hour // a gap one is in began before
)

// gaps tells who makes a plan of the gaps that come near, each once. What would
// come near in the quiet hours is told before those.
func gaps(x *acts.Turn, key string) {
	plan, ok := x.Staff.Rota.Plans[key]
	if !ok {
		return
	}
	next := x.Now.Add(lookEvery + lookEvery/4) // the next look may come late
	until := x.District.Quiet.End(next).Add(toldAhead)
	var lines []text.Text
	for _, g := range plan.Gaps(x.District.Calendar, x.Now.Add(-lookBack), until, x.District.Duty.Cover) {
		if !g.To.After(x.Now) || slices.Contains(plan.Told, g.From.Unix()) {
			continue
		}
		if end := plan.Gaps(x.District.Calendar, g.From, until.Add(lookBack), x.District.Duty.Cover); len(end) > 0 {
			g.To = end[0].To // not only as far as was looked
		}
		plan.Told = append(slices.Clone(plan.Told), g.From.Unix())
		if g.From.Before(x.Now) {
			g.From = x.Now
		}
		lines = append(lines, boards.RotaGap(x.World, g))
	}
	if len(lines) == 0 {
		return
	}
	keep(x, key, plan.Pruned(x.Now))
	say := text.Lines(append([]text.Text{text.T("rota.gap.head", "whose", rotaName(x.World, key))}, lines...)...)
	for _, p := range planners(x.World, key) {
		x.Write(p, world.ClassReminder, talk.Prompt{Say: say, Rows: [][]talk.Button{{button(text.T("rota.dates"), key, "dates"), button(text.T("rota.see"), key)}}})
	}
}
