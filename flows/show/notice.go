package show

import (
	"slices"

	"gridbot/flows/cases"
	"gridbot/flows/danger"
	"gridbot/flows/measures"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// noticeCard is what the addressee of a notice sees: what to put right, by
// when, and how far it is. Nothing of the report, of who reported, nor of who
// works on it.
func noticeCard(w *world.World, c cases.Case, k cases.Card, head text.Text) talk.Prompt {
	if len(c.Notices) == 0 {
		return talk.Prompt{Say: text.T("follow.none")}
	}
	n := c.Notices[len(c.Notices)-1]
	for _, theirs := range c.Notices { // of one for somebody else they read nothing
		if slices.Contains(theirs.Followers, k.Chat) {
			n = theirs
		}
	}
	where := GridName(w, c.Grid)
	if at := c.Place.Known(); !at.Empty() {
		where = text.T("card.place", "place", at, "grid", where)
	}
	title := text.T("follow.title", "id", n.ID)
	if n.Advice {
		title = text.T("follow.title.advice", "id", n.ID)
	}
	lines := []text.Text{head, title, danger.Outside(w, c, k), where, n.Wording}
	for i, it := range n.Items {
		lines = append(lines, itemText(w, c, i, it))
	}
	lines = append(lines, measures.Plain(w, c), measures.Theirs(n, k.Chat))
	switch {
	case n.Over != 0:
		lines = append(lines, measures.Revoked(n))
	case len(n.Open()) == 0:
		lines = append(lines, text.T("follow.done"))
	case c.Status == cases.Paused:
		lines = append(lines, text.T("follow.paused"))
	case c.Plea != nil && c.Plea.Part == cases.PartAddressee:
		lines = append(lines, text.T("follow.asked"))
	default:
		lines = append(lines, text.T("follow.ask"))
	}
	var bs []talk.Button
	may := c.Actions(w.Holder(k).Part())
	for _, do := range []cases.Action{cases.Prove, cases.Plead, cases.Question, cases.Object} {
		if slices.Contains(may, do) {
			label := ActOf[do].Label
			if do == cases.Plead { // they can ask for more time, not for a pause
				label = text.T("button.plead.theirs")
			}
			bs = append(bs, Acting(label, c.Number, do))
		}
	}
	return talk.Prompt{Say: text.Lines(lines...), Rows: talk.Pairs(bs...)}
}
