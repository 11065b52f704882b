package topics

import (
	"slices"
	"strconv"

	"gridbot/flows/acts"
	"gridbot/flows/cases"
	"gridbot/flows/hotspots"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// The cases of a topic are opened from its card, by whoever may see them: an officer has
// no button of one that is nothing to them.

// mostInList is how many cases stand in the list of a topic, the newest.
const mostInList = 20

// caseList is the newest cases of a topic, those that whoever asks may see.
func caseList(x *acts.Turn, t hotspots.Topic) talk.Prompt {
	seen := seenOf(x.World, t)
	n := len(t.Cases)
	if x.Me.Role == world.Officer { // of those that are nothing to them the number is none either
		n = len(seen)
	}
	p := talk.Prompt{Say: text.T("topics.list", "n", n, "t", t.N)}
	if n == 0 {
		p.Say = text.T("topics.list.none", "t", t.N)
	}
	for _, c := range seen[:min(len(seen), mostInList)] {
		p.Rows = append(p.Rows, talk.Row(show.Acting(show.Line(x.World, c, world.ViewOf(c, x.Me)), c.Number, "open")))
	}
	return p
}

// seenOf are the cases of a topic that were read and the person may see, the newest
// first.
func seenOf(w *world.World, t hotspots.Topic) (seen []cases.Case) {
	for _, c := range slices.Backward(w.Rounds) {
		if slices.Contains(t.Cases, c.Number) && c.Sees(w.Me.Part()) {
			seen = append(seen, c)
		}
	}
	return seen
}

// openButtons open the newest cases of a topic, for whoever may see them.
func openButtons(w *world.World, t hotspots.Topic) (open []talk.Button) {
	of := t.Cases
	if w.Me.Role == world.Officer {
		of = nil
		for _, c := range slices.Backward(seenOf(w, t)) {
			of = append(of, c.Number)
		}
	}
	for _, n := range of[max(0, len(of)-mostOfIt):] {
		open = append(open, show.Acting(text.T("remind.open", "number", n), n, "open"))
	}
	if len(of) > mostOfIt {
		open = append(open, show.MenuButton(text.T("topics.list.all"), "topics", strconv.Itoa(t.N), "cases"))
	}
	return open
}
