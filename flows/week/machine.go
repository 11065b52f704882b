package week

import (
	"slices"
	"strings"

	"gridbot/flows/acts"
	"gridbot/flows/kept"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// Who runs the bot can take names at the machine, and needs a second person as anybody
// does: the program says a code, and whoever leads there sends it to the bot, reads what
// is wanted, and says yes or no.

// machine stands before the code of a wish of who runs the bot.
const machine = "cli-"

// needSecond: what was asked for at the machine.
func needSecond(_ *world.World, choice string, n *world.Need) {
	n.Looks = strings.HasPrefix(choice, machine)
}

// atMachine shows what is wanted at the machine, and takes the answer: it counts once.
func atMachine(x *acts.Turn, code, word string) {
	wish, ok := kept.Wished(x.Looks, code, x.Now.Unix())
	if !ok {
		x.Reply(talk.Prompt{Say: text.T("export.second.over")})
		return
	}
	others := seconds(x.World, wish.Grid, 0)
	if !slices.ContainsFunc(others, func(p world.Person) bool { return p.ID == x.Me.ID }) {
		x.Reply(talk.Prompt{Say: text.T("export.second.not")})
		return
	}
	what := wishText(x.World, world.Wish{Grid: wish.Grid, From: wish.From, To: wish.To})
	if x.Event.Press == "" || word != "yes" && word != "no" {
		x.Reply(talk.Prompt{Say: text.T("export.machine.ask", "what", what), Rows: [][]talk.Button{{
			show.MenuButton(text.T("export.second.yes"), "second", machine+code, "yes"), show.MenuButton(text.T("export.second.no"), "second", machine+code, "no")}}})
		return
	}
	seen, say := kept.SeenRefused, text.T("export.machine.refused", "second", x.Me.Name, "what", what)
	if word == "yes" {
		seen, say = kept.SeenAgreed, text.T("export.machine.agreed", "second", x.Me.Name, "what", what)
	}
	x.Looked = append(x.Looked, world.Look{At: x.Now.Unix(), Grid: wish.Grid, What: seen, With: x.Me.ID, Code: code})
	x.Reply(talk.Prompt{Say: say})
	for _, p := range others {
		if p.ID != x.Me.ID {
			x.Write(p, world.ClassTask, talk.Prompt{Say: say})
		}
	}
}
