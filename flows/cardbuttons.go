package flows

import (
	"slices"
	"strconv"

	"gridbot/flows/cases"
	"gridbot/flows/talk"
	"gridbot/flows/text"
)

// cardButtons are what the holder of the card may do now, from the table of
// the lifecycle, and ways to look closer.
func (x *change) cardButtons(c cases.Case, k cases.Card) [][]talk.Button {
	if k.As == cases.ViewGroup {
		var row []talk.Button
		if onOffer(c) && !x.outside(k, c) {
			row = append(row, acting(rowOf[cases.Claim].label, c.Number, cases.Claim))
		}
		return [][]talk.Button{append(row, talk.Button{Label: text.T("button.open"), Start: "c" + strconv.Itoa(c.Number)})}
	}
	if x.outside(k, c) {
		return nil // it is theirs no more: every button would only say so
	}
	may := c.Actions(x.holder(k).part())
	var acts, looks []talk.Button
	ahead, rest := stands(k.As, front), stands(k.As, behind)
	if c.Proposal != nil && k.As == cases.ViewLead { // what was proposed is answered at once
		ahead = append([]cases.Action{cases.Whistle}, ahead...)
	}
	if c.Clock.Step > 0 { // it was reminded of: what answers that is at hand
		for _, do := range rest {
			if rowOf[do].solves {
				ahead = append(ahead, do)
			}
		}
		rest = slices.DeleteFunc(rest, func(do cases.Action) bool { return rowOf[do].solves })
	}
	for _, do := range ahead {
		if !slices.Contains(may, do) {
			continue
		}
		label := rowOf[do].label
		if do == cases.Assign && c.Assignee != 0 {
			label = text.T("button.reassign")
		}
		acts = append(acts, acting(label, c.Number, do))
	}
	rows := talk.Pairs(acts...)
	if slices.Contains(may, cases.Rate) && k.As == cases.ViewReporter {
		for r := 5; r >= 1; r-- {
			rows = append(rows, talk.Row(acting(ratingTexts[r], c.Number, cases.Rate, strconv.Itoa(r))))
		}
	}
	if slices.ContainsFunc(rest, func(do cases.Action) bool { return slices.Contains(may, do) }) || c.Notice() != nil && k.As != cases.ViewReporter {
		looks = append(looks, acting(text.T("button.more"), c.Number, "more"))
	}
	if c.Legged() && k.As == cases.ViewLead {
		looks = append(looks, acting(text.T("button.legs"), c.Number, "legs"))
	}
	if n := len(c.FilesOf(phasesOf(k.As)...)); n > 0 {
		looks = append(looks, acting(text.T("button.files", "n", n), c.Number, "files"))
	}
	if c.Place.Point != nil && k.As != cases.ViewReporter {
		looks = append(looks, acting(text.T("button.map"), c.Number, "map"))
	}
	if len(looks) > 0 && (c.Status.Type() == cases.Open || k.As == cases.ViewLead) {
		rows = append(rows, looks)
	}
	return rows
}
