package plays

import (
	"gridbot/flows/acts"
	"gridbot/flows/method"
	"gridbot/flows/playbooks"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// Whoever has steps finds them all in one place, with what they can say of each.

// mostMine is how many uses are listed at once.
const mostMine = 8

// A share is the steps of one use that somebody has.
type share struct {
	p     playbooks.Playbook
	of    int
	steps []int
}

// shares are what the person has to do, the oldest first.
func shares(x *acts.Turn) (all []share, n int) {
	b := book(x)
	if b == nil {
		return nil, 0
	}
	for _, p := range b.All {
		for _, u := range p.Uses {
			s := share{p: p, of: u.Of()}
			for i, d := range u.Doing {
				if d.Open() && !u.Over() && method.Has(x.World, u, i, x.Me) {
					s.steps = append(s.steps, i)
				}
			}
			if n += len(s.steps); len(s.steps) > 0 {
				all = append(all, s)
			}
		}
	}
	return all, n
}

// mine lists what the person has to do, and what the others took on in an exchange
// the person's grid held.
func mine(x *acts.Turn) talk.Prompt {
	all, n := shares(x)
	own, others := tasks(x)
	back := talk.Row(show.MenuButton(text.T("plays.all"), "plays"))
	page := talk.Prompt{}
	lines := []text.Text{text.T("plays.mine.none")}
	if n+len(own) > 0 {
		lines = []text.Text{text.T("plays.mine.head", "n", n+len(own))}
	}
	from := 0
	for _, s := range all[:min(len(all), mostMine)] {
		of, rows := yours(x, s.p, s.of, s.steps, []text.Text{about(x.World, *s.p.Use(s.of))}, from)
		from += len(s.steps)
		lines, page.Rows = append(lines, of...), append(page.Rows, rows[:len(rows)-1]...)
	}
	for _, t := range own[:min(len(own), mostMine)] {
		lines, page.Rows = append(lines, taskLine(x.World, t)), append(page.Rows, taskRows(x.Me, t)...)
	}
	if len(others) > 0 {
		lines = append(lines, text.T("plays.task.others"))
	}
	for _, t := range others[:min(len(others), mostMine)] {
		lines = append(lines, taskLine(x.World, t))
	}
	page.Say, page.Rows = text.Lines(lines...), append(page.Rows, back)
	return page
}

// mineButton is the way there from the list of playbooks, where there is something.
func mineButton(x *acts.Turn) [][]talk.Button {
	_, n := shares(x)
	own, others := tasks(x)
	if n += len(own); n+len(others) > 0 && x.Me.Role != world.Resident {
		return [][]talk.Button{talk.Row(show.MenuButton(text.T("plays.mine", "n", n), "plays", "mine"))}
	}
	return nil
}
