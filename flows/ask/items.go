package ask

import (
	"strconv"

	"gridbot/flows/cases"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// HearItem takes a pressed item of the notice.
func HearItem(w *world.World, d *OnCaseData, e talk.Event) talk.Answer {
	i, err := strconv.Atoi(e.Press)
	if n := Notice(w); err != nil || n == nil || i < 0 || i >= len(n.Items) || n.Items[i].Passed != 0 {
		return talk.Sorry("plead.item.sorry")
	}
	d.Item = &i
	return talk.OK()
}

// ItemMeant is the item the person means: the one they picked, or the only open one.
func (d OnCaseData) ItemMeant(w *world.World) int {
	if d.Item != nil {
		return *d.Item
	}
	if open := OpenItems(w); len(open) > 0 {
		return open[0]
	}
	return 0
}

// Notice is the rectification notice in force of the case the event is about.
func Notice(w *world.World) *cases.Notice {
	if w.Case == nil {
		return nil
	}
	return w.Case.Notice()
}

// Follows tells whether the person is here only as addressee of the notice.
func Follows(w *world.World) bool {
	return w.Case != nil && world.ViewOf(*w.Case, w.Me) == cases.ViewAddressee
}

// OpenItems are the items of the notice that are not put right yet.
func OpenItems(w *world.World) []int {
	n := Notice(w)
	if n == nil || w.Case.Status != cases.Rectifying {
		return nil
	}
	return n.Open()
}

// ItemWhat is what an item of the notice says; nothing where there is none, as
// in a session of another release.
func ItemWhat(w *world.World, i int) text.Text {
	if n := Notice(w); n != nil && i >= 0 && i < len(n.Items) {
		return n.Items[i].What
	}
	return text.Text{}
}

// ItemLabel is an item on a button.
func ItemLabel(w *world.World, i int) text.Text {
	what := ItemWhat(w, i)
	what.Words = text.CleanLine(what.Words, show.LongestOnLabel)
	return text.T("item.label", "n", i+1, "what", what)
}
