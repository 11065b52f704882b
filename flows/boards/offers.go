package boards

import (
	"gridbot/flows/cases"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// Offers is a list of tasks for a work group, in place of a card for each: a
// line and a button to claim it.
func Offers(cards []world.Letter) talk.Prompt {
	p := talk.Prompt{}
	lines := []text.Text{text.T("group.many", "n", len(cards))}
	var claims []talk.Button
	for _, l := range cards {
		lines = append(lines, l.Brief)
		claims = append(claims, show.Acting(text.T("group.claim", "number", l.Card), l.Card, cases.Claim))
	}
	p.Say = text.Lines(lines...)
	p.Rows = show.InFours(claims)
	return p
}
