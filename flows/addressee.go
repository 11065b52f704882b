package flows

import (
	"slices"
	"time"

	"gridbot/flows/cases"
	"gridbot/flows/talk"
	"gridbot/flows/text"
)

// noticeCard is what the addressee of a notice sees: what to put right, by
// when, and how far it is. Nothing of the report, of who reported, nor of who
// works on it.
func (x *change) noticeCard(c cases.Case, k cases.Card, head text.Text) talk.Prompt {
	if len(c.Notices) == 0 {
		return talk.Prompt{Say: text.T("follow.none")}
	}
	n := c.Notices[len(c.Notices)-1]
	for _, theirs := range c.Notices { // of one for somebody else they read nothing
		if slices.Contains(theirs.Followers, k.Chat) {
			n = theirs
		}
	}
	where := gridName(x.World, c.Grid)
	if at := c.Place.Known(); !at.Empty() {
		where = text.T("card.place", "place", at, "grid", where)
	}
	lines := []text.Text{head, text.T("follow.title", "id", n.ID), where, n.Wording}
	for i, it := range n.Items {
		lines = append(lines, x.itemText(i, it))
	}
	switch {
	case n.Over != 0:
		lines = append(lines, text.T("follow.annulled"))
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
	may := c.Actions(x.holder(k).part())
	for _, do := range []cases.Action{cases.Prove, cases.Plead} {
		if slices.Contains(may, do) {
			label := rowOf[do].label
			if do == cases.Plead { // they can ask for more time, not for a pause
				label = text.T("button.plead.theirs")
			}
			bs = append(bs, acting(label, c.Number, do))
		}
	}
	return talk.Prompt{Say: text.Lines(lines...), Rows: talk.Pairs(bs...)}
}

// itemText is an item with how far it is.
func (x *change) itemText(i int, it cases.Item) text.Text {
	line := x.itemLine(i, it)
	if it.Proved != 0 && it.Passed == 0 {
		return text.T("item.proved", "line", line)
	}
	return line
}

func (x *change) itemLine(i int, it cases.Item) text.Text {
	due := text.On(x.District.Here(time.Unix(it.Due, 0)))
	switch {
	case it.Passed != 0:
		return text.T("item.passed", "n", i+1, "what", it.What)
	case it.Ref != "":
		return text.T("item.law", "n", i+1, "what", it.What, "time", due)
	case it.Failed > 0:
		return text.T("item.failed", "n", i+1, "what", it.What, "time", due)
	case x.Now.Unix() >= it.Due:
		return text.T("item.late", "n", i+1, "what", it.What, "time", due)
	}
	return text.T("item.due", "n", i+1, "what", it.What, "time", due)
}

// noticeText is the notice in force on the card of those who work on the case;
// the reporter reads what is to be done, not whom it was served on.
func (x *change) noticeText(c cases.Case, as cases.View) text.Text {
	n := c.Notice()
	if n == nil {
		return text.Text{}
	}
	lines := []text.Text{text.T("card.notice", "id", n.ID)}
	if as == cases.ViewWorker || as == cases.ViewLead {
		lines[0] = text.T("card.notice.to", "id", n.ID, "to", n.To)
	}
	if as == cases.ViewGroup {
		return lines[0]
	}
	for i, it := range n.Items {
		lines = append(lines, x.itemText(i, it))
		if it.Ref != "" && as != cases.ViewReporter {
			lines = append(lines, text.T("item.ref", "ref", it.Ref, "time", text.On(x.District.Here(time.Unix(it.RefAt, 0)))))
		}
	}
	return text.Lines(lines...)
}

// pleaText is what somebody asked a lead for.
func (x *change) pleaText(c cases.Case) text.Text {
	p := c.Plea
	if p == nil {
		return text.Text{}
	}
	until := text.On(x.District.Here(time.Unix(p.Until, 0)))
	who := x.called(p.By)
	if p.Part == cases.PartAddressee {
		who = text.T("plea.addressee")
	}
	switch n := c.Notice(); {
	case p.Kind == cases.PleaPause:
		return text.T("plea.pause", "who", who, "time", until, "reason", p.Why)
	case p.Item >= 0 && n != nil && p.Item < len(n.Items):
		return text.T("plea.item", "who", who, "what", n.Items[p.Item].What, "time", until, "reason", p.Why)
	}
	return text.T("plea.extension", "who", who, "time", until, "reason", p.Why)
}

// followers is everybody who follows the notice, or did until this change.
func (x *change) followers(before *cases.Case, after cases.Case) []int64 {
	var all []int64
	if n := after.Notice(); n != nil {
		all = slices.Clone(n.Followers)
	}
	if before == nil {
		return all
	}
	if n := before.Notice(); n != nil {
		for _, id := range n.Followers {
			if !slices.Contains(all, id) {
				all = append(all, id)
			}
		}
	}
	return all
}

// whyFollower is the line that says to an addressee what has changed for them.
func (x *change) whyFollower(id int64, before *cases.Case, c cases.Case, a cases.Act) text.Text {
	n := c.Notice()
	switch {
	case n != nil && !slices.Contains(n.Followers, id): // it is somebody else's now
		return text.T("tell.over")
	case a.Do == cases.Clear:
		return text.T("tell.clear.theirs")
	case (a.Do == cases.Serve || a.Do == cases.Replace) && n != nil:
		return text.T("tell.serve.theirs", "id", n.ID)
	}
	return x.why(c, a)
}
