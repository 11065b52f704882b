package bot

import (
	"strings"

	"gridbot/bot/picture"
	"gridbot/flows/drawn"
	"gridbot/flows/text"
)

// sample is a page that shows what a good paper looks like, in a language.
func (w words) sample(l text.Lang, d drawn.Sample) picture.Sample {
	say := func(t text.Text) string { return w.say(l, t, longestCaption) }
	return picture.Sample{Title: say(d.Title), Mark: say(text.T("shop.sample.mark")), Looks: say(text.T("shop.sample.looks")), Lines: strings.Split(say(d.Lines), "\n")}
}
