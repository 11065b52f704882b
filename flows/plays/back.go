package plays

import (
	"slices"

	"gridbot/flows/acts"
	"gridbot/flows/method"
	"gridbot/flows/playbooks"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// A playbook is taken back by a grid that wrote it, or wrote in it. Its words are read no
// more; what is under way by it goes on, and another can be written of the same topic.

// wroteIn tells whether the person may take a playbook back.
func wroteIn(w *world.World, p playbooks.Playbook) bool {
	return w.Me.Role == world.Coordinator || w.Me.Role == world.Lead && slices.Contains(p.Grids(), w.Me.Grid)
}

// takeBack asks whether they are sure, and takes it back.
func takeBack(x *acts.Turn, p playbooks.Playbook, sure bool) {
	switch {
	case !wroteIn(x.World, p):
		x.ShowAlert(text.T("plays.back.not"))
		return
	case p.Back != nil:
		x.Reply(gone(x, p))
		return
	case !sure:
		x.Reply(talk.Prompt{Say: text.T("plays.back.sure", "n", p.N), Rows: [][]talk.Button{talk.Row(button(text.T("plays.back.yes"), p.N, "back", "yes"), button(text.T("plays.back"), p.N))}})
		return
	}
	grid := x.Me.Grid
	if grid == "" {
		grid = p.Newest().Grid
	}
	change(x, func(b *world.Book) { b.Playbook(p.N).TakeBack(grid, x.Now) })
	p = *book(x).Playbook(p.N)
	tellGone(x, p)
	x.Reply(gone(x, p))
}

// tellGone tells those who wrote in it too, and those who use it now.
func tellGone(x *acts.Turn, p playbooks.Playbook) {
	told := map[int64]bool{x.Me.ID: true}
	tell := func(id int64, say text.Text) {
		if who, works := x.Staff.People[id]; works && !told[id] {
			told[id] = true
			x.Write(who, world.ClassTask, talk.Prompt{Say: say, Rows: [][]talk.Button{talk.Row(button(text.T("plays.page", "n", p.N), p.N))}})
		}
	}
	for _, u := range p.Uses {
		if goes(x, u) {
			tell(u.By, text.T("plays.back.tell.use", "name", x.Me.Name, "n", p.N, "what", about(x.World, u)))
		}
	}
	for _, a := range p.Authors() {
		tell(a.By, text.T("plays.back.tell", "name", x.Me.Name, "n", p.N))
	}
}

// gone is what is read of a playbook that was taken back: that it was, and where it is
// used still.
func gone(x *acts.Turn, p playbooks.Playbook) talk.Prompt {
	w := x.World
	lines := []text.Text{text.T("plays.back.title", "n", p.N, "kind", method.KindName(w, p.Kind)),
		text.T("plays.back.by", "grid", show.GridName(w, p.Back.Grid), "time", show.Dated(w, p.Back.At))}
	return talk.Prompt{Say: text.Lines(lines...), Rows: append(usePages(x, p), talk.Row(show.MenuButton(text.T("plays.all"), "plays")))}
}
