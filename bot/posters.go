package bot

import (
	"errors"
	"strings"

	"gridbot/bot/picture"
	"gridbot/flows/district"
	"gridbot/flows/grids"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// RenderPosters are the posters of some places as a PDF, for a bot of that user name.
// A place without a token has none.
func RenderPosters(d *district.District, catalog *text.Catalog, bot string, places []grids.Place) ([]byte, error) {
	var missing []error
	w := words{catalog: catalog, missing: func(err error) { missing = append(missing, err) }}
	var all []picture.Poster
	for _, place := range places {
		token := d.PosterToken(place.ID)
		if token == "" {
			continue
		}
		p := picture.Poster{Link: world.PosterLink(bot, token)}
		for _, l := range d.Langs {
			say := func(t text.Text) string { return w.say(l, t, longestCaption) }
			one := picture.PosterWords{
				Title: say(text.T("poster.title")), Use: say(text.T("poster.use", "office", text.Named(d.Names))),
				Place: say(text.Named(place.Names)), Danger: say(text.T("poster.emergency")),
			}
			for _, how := range hows {
				one.How = append(one.How, say(how))
			}
			p.Says = append(p.Says, one)
		}
		var numbers []string
		for _, n := range d.Emergency {
			numbers = append(numbers, strings.TrimSpace(n.Phone+" "+w.say(d.Langs[0], text.Named(n.Names), longestCaption)))
		}
		p.Phone = numbers
		all = append(all, p)
	}
	if err := errors.Join(missing...); err != nil {
		return nil, err
	}
	return picture.Posters(all)
}

// hows are what to do, in order.
var hows = []text.Text{text.T("poster.how.1"), text.T("poster.how.2"), text.T("poster.how.3")}
