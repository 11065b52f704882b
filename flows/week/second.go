package week

import (
	"slices"
	"strconv"
	"strings"

	"gridbot/flows/acts"
	"gridbot/flows/cases"
	"gridbot/flows/drawn"
	"gridbot/flows/figures"
	"gridbot/flows/kept"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// Names leave the house only when two people want it: who asks for them, and another
// one who leads there and says yes within a day. All who lead there are told.

// seconds are who may say yes to an export of somebody's.
func seconds(w *world.World, grid string, asker int64) []world.Person {
	all := slices.Concat(w.Staff.In(world.Lead, grid), w.Staff.In(world.Coordinator, ""))
	return slices.DeleteFunc(all, func(p world.Person) bool { return p.ID == asker })
}

// wish asks the others who lead there.
func wish(x *acts.Turn, ex drawn.Export) {
	others := seconds(x.World, ex.Grid, x.Me.ID)
	if len(others) == 0 {
		x.Reply(talk.Prompt{Say: text.T("export.second.alone"), Rows: x.Menu()})
		return
	}
	me := x.Me
	me.Wish = &world.Wish{At: x.Now.Unix(), Grid: ex.Grid, From: ex.From, To: ex.To, Format: ex.Format}
	x.KeepPerson(me)
	x.Looked = append(x.Looked, world.Look{At: x.Now.Unix(), By: me.ID, Grid: ex.Grid, What: kept.SeenAsked})
	press := []string{strconv.FormatInt(me.ID, 36), strconv.FormatInt(me.Wish.At, 36)}
	for _, p := range others {
		x.Write(p, world.ClassTask, talk.Prompt{Say: text.T("export.second.ask", "name", me.Name, "what", wishText(x.World, *me.Wish)), Rows: [][]talk.Button{{
			show.MenuButton(text.T("export.second.yes"), "second", append(press, "yes")...),
			show.MenuButton(text.T("export.second.no"), "second", append(press, "no")...)}}})
	}
	x.Reply(talk.Prompt{Say: text.T("export.second.waits", "n", len(others))})
}

func wishText(w *world.World, wish world.Wish) text.Text {
	area := text.Named(w.District.Names)
	if wish.Grid != "" {
		area = show.GridName(w, wish.Grid)
	}
	return text.T("export.caption", "grid", area, "from", day(w, wish.From), "to", day(w, wish.To-1))
}

// second is the word of the second person: <who asked>|<when>|yes or no, in the
// digits that are short on a button. It counts once, for a day, and never for oneself.
func second(x *acts.Turn, choice string) error {
	parts := strings.Split(choice+"||", "|")
	if code, at := strings.CutPrefix(parts[0], machine); at {
		atMachine(x, code, parts[1])
		return nil
	}
	id, _ := strconv.ParseInt(parts[0], 36, 64)
	at, _ := strconv.ParseInt(parts[1], 36, 64)
	asker, word := x.Staff.People[id], parts[2]
	w := asker.Wish
	switch {
	case x.Event.Press == "" || w == nil || w.At != at || x.Now.Unix()-at > kept.WishLasts || word != "yes" && word != "no" || asker.Role != world.Coordinator:
		x.Reply(talk.Prompt{Say: text.T("export.second.over")})
		return nil
	case asker.ID == x.Me.ID:
		x.ShowAlert(text.T("export.second.own"))
		return nil
	case !slices.ContainsFunc(seconds(x.World, w.Grid, asker.ID), func(p world.Person) bool { return p.ID == x.Me.ID }):
		x.ShowAlert(text.T("export.second.not"))
		return nil
	}
	asker.Wish = nil
	x.KeepPerson(asker)
	what, say := kept.SeenRefused, text.T("export.second.refused", "name", asker.Name, "second", x.Me.Name, "what", wishText(x.World, *w))
	if word == "yes" {
		what, say = kept.SeenExport, text.T("export.second.agreed", "name", asker.Name, "second", x.Me.Name, "what", wishText(x.World, *w))
		x.Log = append(x.Log, world.Logged{At: x.Now.Unix(), Do: TookIdentity, Part: cases.PartRouter, By: asker.ID, Week: x.Week(x.Now)})
		x.Letters = append(x.Letters, exportLetters(x, asker, drawn.Export{Grid: strings.TrimPrefix(w.Grid, figures.Everywhere), From: w.From, To: w.To, Format: w.Format, Identity: true}, text.T("export.with"))...)
	}
	x.Looked = append(x.Looked, world.Look{At: x.Now.Unix(), By: asker.ID, Grid: w.Grid, What: what, With: x.Me.ID})
	x.Reply(talk.Prompt{Say: say})
	for _, p := range append(seconds(x.World, w.Grid, asker.ID), asker) {
		if p.ID != x.Me.ID {
			x.Write(p, world.ClassTask, talk.Prompt{Say: say})
		}
	}
	return nil
}
