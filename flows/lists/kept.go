package lists

import (
	"math"
	"strconv"

	"gridbot/flows/accord"
	"gridbot/flows/blanks"
	"gridbot/flows/method"
	"gridbot/flows/pact"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// The steps of playbooks and the duties of agreements that somebody has stand on their
// lists, too: all that is theirs is on the one list. Of a step without a day nothing is
// late.

// kept are all of them.
func kept(w *world.World) (all []duty) {
	add := func(due int64, what text.Text, open talk.Button) {
		if due == 0 {
			all = append(all, duty{due: math.MaxInt32, kept: true, row: what, open: open})
			return
		}
		row, late := text.T("list.kept", "what", what, "time", show.Dated(w, due)), due <= w.Now.Unix()
		if late {
			row = text.Join(" ", text.T("mark.late"), row)
		}
		all = append(all, duty{due: due, late: late, kept: true, row: row, open: open})
	}
	ofPlays(w, add)
	for _, a := range w.Agreeing.List {
		for _, d := range a.Duties {
			if t := a.InForce(d.Term); a.Open() && d.Over == 0 && t != nil && pact.Speaks(w, a, t.Owner) {
				add(d.Due, text.T("list.duty", "a", accord.Label(a.Topic), "words", text.CleanLine(t.Words, longestKept)),
					show.MenuButton(text.T("list.duty.open", "a", accord.Label(a.Topic)), "accord", strconv.Itoa(a.Topic), "open"))
			}
		}
	}
	return all
}

// longestKept is how much of what is to be done stands in a line.
const longestKept = 40

// ofPlays are the steps of playbooks, and what was taken on in learning exchanges.
func ofPlays(w *world.World, add func(int64, text.Text, talk.Button)) {
	if w.Plays == nil {
		return
	}
	mine := func(n int) talk.Button {
		return show.MenuButton(text.T("list.play.open", "n", n), "plays", "mine")
	}
	for _, p := range w.Plays.All {
		for _, u := range p.Uses {
			for i, d := range u.Doing {
				if d.Open() && !u.Over() && method.Has(w, u, i, w.Me) {
					add(d.Due, text.T("list.play", "n", p.N, "i", i+1, "what", text.CleanLine(blanks.Read(w, d).What, longestKept)), mine(p.N))
				}
			}
		}
	}
	for _, t := range w.Plays.Tasks {
		if t.Open() && w.Me.Role != world.Coordinator && method.HasTask(w, t) {
			add(t.Due, text.T("list.exchange", "n", t.Play, "what", text.CleanLine(t.What, longestKept)), mine(t.Play))
		}
	}
}
