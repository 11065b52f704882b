package plays

import (
	"slices"
	"strconv"
	"strings"

	"gridbot/flows/answer"
	"gridbot/flows/method"
	"gridbot/flows/playbooks"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// A playbook is read by the staff of all grids. So whoever writes it reads it whole
// before, with what in it tells of people: one tap covers that, a step is written anew,
// and to leave it is simply not to publish.

// mostPointed is how many things that tell of people are pointed out.
const mostPointed = 6

// wordsOf are all words of a version.
func wordsOf(v playbooks.Version) []string {
	all := []string{v.When, v.Why}
	for _, s := range v.Steps {
		all = append(all, s.Who, s.What)
	}
	return append(all, v.Plan, v.Notice, v.Cost, v.Pitfalls)
}

// pointed says what tells of people, with the tap that covers it.
func pointed(w *world.World, all ...string) (line text.Text, row [][]talk.Button) {
	found := method.Telling(w, all...)
	if len(found) == 0 {
		return text.Text{}, nil
	}
	var said []text.Text
	for _, words := range found[:min(len(found), mostPointed)] {
		said = append(said, text.T("play.personal.one", "words", words))
	}
	return text.T("play.personal", "what", text.Join(" ", said...)), [][]talk.Button{talk.Row(show.Pick(text.T("play.personal.mask"), "mask"))}
}

// page is it as it would be published.
var page = talk.Step[*world.World, draft]{
	Name:  "look",
	Aside: true,
	Which: func(_ *world.World, d draft) string { return strings.Join(wordsOf(d.version()), "\n") },
	Ask: func(w *world.World, d draft) talk.Prompt {
		v := d.version()
		v.Plan = planOf(w, d.Topic)
		line, mask := pointed(w, wordsOf(v)...)
		var steps []talk.Button
		for i := range ordered(v) {
			steps = append(steps, show.Pick(text.T("play.fix", "i", i+1), "s-"+strconv.Itoa(i+1)))
		}
		rows := append([][]talk.Button{talk.Row(show.Pick(text.T("play.publish"), "go"))}, mask...)
		rows = append(append(rows, show.InFours(steps)...), talk.Row(show.Pick(text.T("play.fix.when"), "f-when"), show.Pick(text.T("play.fix.cost"), "f-cost"), show.Pick(text.T("play.fix.pitfalls"), "f-pitfalls")))
		return talk.Prompt{Say: text.Lines(append(append([]text.Text{text.T("play.look")}, method.Numbered(w, v)...), line)...), Rows: rows}
	},
	Hear: func(w *world.World, d *draft, e talk.Event) talk.Answer {
		press := lookPress(e)
		field, isField := strings.CutPrefix(press, "f-")
		step, isStep := strings.CutPrefix(press, "s-")
		n, _ := strconv.Atoi(step)
		switch {
		case press == "go":
			return talk.OK()
		case press == "mask":
			d.When, d.Cost, d.Pitfalls, d.Steps = method.Covered(w, d.When), method.Covered(w, d.Cost), method.Covered(w, d.Pitfalls), method.CoveredSteps(w, d.Steps)
			return talk.Redo("look")
		case isField && slices.Contains([]string{"when", "cost", "pitfalls"}, field):
			return talk.Redo(field)
		case isStep && n > 0 && n <= len(d.Steps):
			d.Fix = n
			return talk.Redo("fix")
		}
		return talk.Sorry("play.look.sorry")
	},
}

// planOf is what those read who report where a playbook comes from, as all grids may.
func planOf(w *world.World, topic int) string {
	if t := w.Topics.Topic(topic); t != nil {
		return method.Covered(w, t.Plan)
	}
	return ""
}

// lookPress is what was pressed, or said in words.
func lookPress(e talk.Event) string {
	if e.Press != "" {
		return e.Press
	}
	said := strings.Trim(strings.ToLower(text.CleanLine(e.Text, 40)), " .。！!✅✂️")
	if yes, ok := answer.Yes(said); ok && yes || slices.Contains([]string{"发布", "发", "publish", "post it"}, said) {
		return "go"
	}
	if slices.Contains([]string{"遮住", "cover it", "cover"}, said) {
		return "mask"
	}
	said = strings.NewReplacer("改", "", "第", "", "步", "", "change", "", "step", "", " ", "").Replace(said)
	if n, _, err := answer.Number(said); err == nil {
		return "s-" + strconv.Itoa(n)
	}
	return ""
}

// ordered are the steps as they are numbered on the page: the parts in their order.
func ordered(v playbooks.Version) (all []playbooks.Step) {
	for _, part := range playbooks.Parts {
		all = append(all, v.In(part)...)
	}
	return all
}

// oneStep writes a step anew.
var oneStep = talk.Step[*world.World, draft]{
	Name:  "fix",
	Aside: true,
	When:  func(_ *world.World, d draft) bool { return d.Fix > 0 && d.Fix <= len(d.Steps) },
	Which: func(_ *world.World, d draft) string { return strconv.Itoa(d.Fix) },
	Ask: func(w *world.World, d draft) talk.Prompt {
		return talk.Prompt{Say: text.Lines(text.T("play.fix.ask", "i", d.Fix), text.T("plays.step", "what", method.Step(w, ordered(d.version())[d.Fix-1])))}
	},
	Hear: func(w *world.World, d *draft, e talk.Event) talk.Answer {
		all := ordered(d.version())
		steps, a := method.HearSteps(w, all[d.Fix-1].Part, e)
		switch {
		case len(steps) > 1:
			return talk.Sorry("play.fix.one")
		case len(steps) == 1:
			all[d.Fix-1] = steps[0]
			d.Steps = all
		}
		return a
	},
}

// compare is the page before a new version is published: what it changes.
var compare = talk.Step[*world.World, better]{
	Name:  "look",
	Aside: true,
	When: func(w *world.World, d better) bool { // of what changes nothing, or comes second, that is said
		p := w.Plays.Playbook(d.N)
		return p != nil && p.Newest().Label() == d.Base && len(playbooks.Diff(p.Newest(), p.Newest().Put(d.Field, d.Steps, d.Words))) > 0
	},
	Which: func(_ *world.World, d better) string { return d.Words + d.Why },
	Ask: func(w *world.World, d better) talk.Prompt {
		newest := w.Plays.Playbook(d.N).Newest()
		lines := append([]text.Text{text.T("play.look.diff", "n", d.N)}, method.Diff(w, newest, newest.Put(d.Field, d.Steps, d.Words))...)
		line, mask := pointed(w, wordsOf(playbooks.Version{Steps: d.Steps, When: d.Words, Why: d.Why})...)
		lines = append(lines, text.T("play.look.why", "why", d.Why), line)
		return talk.Prompt{Say: text.Lines(lines...), Rows: append([][]talk.Button{talk.Row(show.Pick(text.T("play.publish"), "go"))}, mask...)}
	},
	Hear: func(w *world.World, d *better, e talk.Event) talk.Answer {
		switch lookPress(e) {
		case "go":
			return talk.OK()
		case "mask":
			d.Words, d.Why, d.Steps = method.Covered(w, d.Words), method.Covered(w, d.Why), method.CoveredSteps(w, d.Steps)
			return talk.Redo("look")
		}
		return talk.Sorry("play.look.sorry")
	},
}
