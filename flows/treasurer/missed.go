package treasurer

import (
	"slices"
	"strings"

	"gridbot/flows/acts"
	"gridbot/flows/bills"
	"gridbot/flows/hotspots"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// Who has a bill in hand is missed: whoever leads hears of it at once, when they are
// dismissed, forgotten, or have blocked the bot.

// leaves names who may be gone with an event; 0 for nobody.
func leaves(e talk.Event) int64 {
	if who, ok := strings.CutPrefix(e.Press, "m|staff|out|"); ok && e.Clock == nil {
		return world.PersonNumber(who)
	}
	if of := world.RightOf(e); of == "forget" || of == "idle" || e.Blocked && !e.Chat.Group {
		return e.From.ID
	}
	return 0
}

// need reads the topics where somebody may be gone.
func need(_ *world.World, e talk.Event, n *world.Need) {
	n.Topics = n.Topics || leaves(e) != 0
}

// missed tells whoever leads of the bills somebody had in hand who is gone now.
func missed(x *acts.Turn) error {
	who := leaves(x.Event)
	if who == 0 || now(x) == nil || !(x.Event.Blocked || x.Forget != nil || dismissed(x, who)) {
		return nil
	}
	for _, t := range now(x).All {
		for _, b := range t.Bills {
			if b.Treasurer == who && t.Open() && b.Off == 0 && !b.Settled() {
				tellLeads(x, t, b, who)
			}
		}
	}
	return nil
}

// dismissed tells whether somebody works here no more from now on.
func dismissed(x *acts.Turn, who int64) bool {
	was, worked := x.Staff.People[who]
	return worked && was.Role != world.Resident && slices.ContainsFunc(x.People, func(p world.Person) bool { return p.ID == who && p.Role == world.Resident })
}

func tellLeads(x *acts.Turn, t hotspots.Topic, b bills.Bill, who int64) {
	for _, p := range x.Leads(t.Grid) {
		if p.ID != who {
			x.Write(p, world.ClassTask, talk.Prompt{Say: text.T("treasurer.missed", "what", b.What, "n", t.N), Rows: [][]talk.Button{{button(text.T("treasurer.choose"), t, b)}}})
		}
	}
}
