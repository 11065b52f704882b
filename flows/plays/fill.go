package plays

import (
	"gridbot/flows/method"
	"strconv"
	"strings"

	"gridbot/flows/acts"
	"gridbot/flows/blanks"
	"gridbot/flows/playbooks"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// The blanks of a playbook are filled from what it is used for, in the language its words
// are written in. What would be written is shown before, and what cannot be filled is
// named. Whoever does a step may change: that blank is filled when it is read.

// filledLines are the texts of a version as they would be written where it is used, and
// what cannot be.
func filledLines(w *world.World, v playbooks.Version, of int, grid string) (lines []text.Text) {
	for _, f := range []playbooks.Field{playbooks.Plan, playbooks.Notice} {
		if words, _ := blanks.ForAll(w, v, of, grid, w.Now.Unix(), v.Line(f)); words != "" {
			lines = append(lines, text.T("plays.line", "field", method.Fields[f], "words", words))
		}
	}
	if lacking := blanks.Lacks(w, v, of, grid); len(lacking) > 0 {
		lines = append(lines, text.T("plays.lacks", "blanks", strings.Join(lacking, " ")))
	}
	return lines
}

// wouldBe shows what would be written where a playbook is used for a topic.
func wouldBe(x *acts.Turn, p playbooks.Playbook, of int, grid string) talk.Prompt {
	v := p.Newest()
	lines := append([]text.Text{text.T("plays.fill.head", "n", p.N, "version", v.Label(), "topic", of)}, method.Warned(p)...)
	fresh := playbooks.Playbook{Versions: []playbooks.Version{v}}
	fresh.Take(of, grid, x.Me.ID, x.Now)
	fresh.Working(of, 0, method.Closing(x.World))
	fresh.Fill(of, blanks.Step(x.World, of))
	for i, d := range fresh.Use(of).Doing {
		lines = append(lines, doingLine(x, i, d))
	}
	lines = append(lines, filledLines(x.World, v, of, grid)...)
	return talk.Prompt{Say: text.Lines(lines...), Rows: [][]talk.Button{talk.Row(button(text.T("plays.fill.go"), p.N, "use", strconv.Itoa(of)+".go"), button(text.T("plays.back"), p.N))}}
}
