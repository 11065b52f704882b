package bot

import (
	"errors"

	"gridbot/bot/picture"
	"gridbot/flows/district"
	"gridbot/flows/talk"
	"gridbot/flows/text"
)

// RenderDigest is a digest as it is sent, in a language: its words, and its
// picture as a PNG. It sends nothing.
func RenderDigest(d *district.District, catalog *text.Catalog, l text.Lang, shown, said talk.Prompt) (say string, png []byte, err error) {
	var missing []error
	w := words{catalog: catalog, missing: func(err error) { missing = append(missing, err) }}
	if png, err = picture.DrawWeek(w.week(l, *shown.Draw.Week, d)); err != nil {
		return "", nil, err
	}
	return w.say(l, said.Say, longestSay), png, errors.Join(missing...)
}
