package rights

import (
	"time"

	"gridbot/flows/acts"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// privacy says who sees what, how long, and where.
func privacy(x *acts.Turn) {
	say := text.Lines(text.T("privacy.who"), text.T("privacy.name"), text.T("privacy.addressee"), text.T("privacy.covered"), text.T("privacy.where"),
		text.T("privacy.long", "days", daysText(x.World), "draft", days(world.SessionLasts), "dead", days(world.DeadLasts)), text.T("privacy.export"), text.T("privacy.yours"))
	if x.Me.Role != world.Resident {
		say = text.Lines(say, text.T("privacy.staff"))
	}
	p := talk.Prompt{Say: say}
	if !x.Event.Chat.Group {
		p.Rows = [][]talk.Button{{show.MenuButton(text.T("privacy.mydata"), "mydata"), show.MenuButton(text.T("privacy.forget"), "forget")}}
	}
	x.Reply(p)
}

func days(d time.Duration) int { return int(d / world.OneDay) }

// daysText is how many days people stay in what is over, of the first kind to the last.
func daysText(w *world.World) text.Text {
	least, most := w.District.Retention, w.District.Retention
	for _, c := range w.District.Categories {
		least, most = min(least, c.Retention), max(most, c.Retention)
	}
	if least == most {
		return text.T("privacy.days", "n", least)
	}
	return text.T("privacy.days.span", "from", least, "to", most)
}
