package district

import (
	"gridbot/flows/district/posters"
	"gridbot/flows/district/rows"
	"gridbot/flows/grids"
)

// PostersFile is where the words of the posters stand; "gridbot posters" adds them.
const PostersFile = "posters.csv"

func (d *District) readPosters(p page, b []byte) {
	d.posters = posters.Read(b, rows.Table{Alike: didYouMean, Fault: p.fault}, func(line int, place string) {
		if d.Places == nil {
			return
		}
		if _, known := d.Places.ByID(place); !known {
			p.warn(line, "there is no place %q: its posters begin a report without one", clip(place))
		}
	})
}

// Poster is the place at which a poster hangs.
func (d *District) Poster(token string) (grids.Place, bool) { return d.Places.ByID(d.posters[token]) }

// PosterToken is the word on the posters of a place; "" where it has none.
func (d *District) PosterToken(place string) string { return d.posters.Of(place) }
