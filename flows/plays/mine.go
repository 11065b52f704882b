package plays

import (
	"gridbot/flows/acts"
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
				if d.Open() && !u.Over() && has(x.World, u, i, x.Me) {
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

// mine lists what the person has to do.
func mine(x *acts.Turn) talk.Prompt {
	all, n := shares(x)
	back := talk.Row(show.MenuButton(text.T("plays.all"), "plays"))
	if n == 0 {
		return talk.Prompt{Say: text.T("plays.mine.none"), Rows: [][]talk.Button{back}}
	}
	page := talk.Prompt{Say: text.T("plays.mine.head", "n", n)}
	lines := []text.Text{page.Say}
	from := 0
	for _, s := range all[:min(len(all), mostMine)] {
		of, rows := yours(x, s.p, s.of, s.steps, []text.Text{about(x.World, *s.p.Use(s.of))}, from)
		from += len(s.steps)
		lines, page.Rows = append(lines, of...), append(page.Rows, rows[:len(rows)-1]...)
	}
	page.Say, page.Rows = text.Lines(lines...), append(page.Rows, back)
	return page
}

// mineButton is the way there from the list of playbooks, where there is something.
func mineButton(x *acts.Turn) [][]talk.Button {
	if _, n := shares(x); n > 0 && x.Me.Role != world.Resident {
		return [][]talk.Button{talk.Row(show.MenuButton(text.T("plays.mine", "n", n), "plays", "mine"))}
	}
	return nil
}
