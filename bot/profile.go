package bot

import (
	"gridbot/bot/picture"
	"gridbot/flows/drawn"
	"gridbot/flows/text"
)

// profile is when something is told of, in a language.
func (w words) profile(l text.Lang, d drawn.Profile) picture.Profile {
	say := func(t text.Text) string { return w.say(l, t, longestCaption) }
	p := picture.Profile{Title: say(d.Title)}
	for _, part := range []struct {
		title text.Text
		bars  []drawn.Bar
	}{{text.T("profile.byhour"), d.Hours}, {text.T("profile.byday"), d.Weekdays}} {
		row := picture.Bars{Title: say(part.title)}
		for _, b := range part.bars {
			row.Bars = append(row.Bars, picture.Bar{Label: say(b.Label), N: b.N})
		}
		p.Parts = append(p.Parts, row)
	}
	return p
}
