package district

import (
	"regexp"

	"gridbot/flows/district/rows"
	"gridbot/flows/grids"
)

// At a place hangs a poster with a code. What the code says of the place is a word
// nobody can guess: who has one poster cannot write the code of another place. The
// words stand in posters.csv, beside the places; "gridbot posters" adds them. A place
// may have several, as posters hang for years; a line that is taken out makes the
// posters with it say nothing of the place any more.

// PostersFile is where the words of the posters stand.
const PostersFile = "posters.csv"

// PosterColumns is its first line.
var PosterColumns = []string{"place", "token"}

// posterToken is what a link takes, and long enough that nobody finds one.
var posterToken = regexp.MustCompile(`^[A-Za-z0-9_-]{16,40}$`)

// readPosters reads posters.csv, after the places.
func (d *District) readPosters(p page, b []byte) {
	d.posters = map[string]string{}
	table := rows.Table{Columns: PosterColumns, Comments: true, Alike: didYouMean, Fault: p.fault}
	table.Read(b, func(line int, field func(string) string) {
		place, token := field("place"), field("token")
		switch _, twice := d.posters[token]; {
		case !posterToken.MatchString(token):
			p.fault(line, "the token must have 16 to 40 of A-Z a-z 0-9 _ -; let \"gridbot posters\" write it")
			return
		case twice:
			p.fault(line, "the token stands here twice: a poster is at one place")
			return
		}
		if d.Places != nil {
			if _, known := d.Places.ByID(place); !known {
				p.warn(line, "there is no place %q any more: its posters begin a report without a place", clip(place))
			}
		}
		d.posters[token] = place
	})
}

// Poster is the place at which a poster hangs.
func (d *District) Poster(token string) (grids.Place, bool) {
	return d.Places.ByID(d.posters[token])
}

// PosterToken is the word on the posters of a place; "" where it has none. Of several
// it is always the same one.
func (d *District) PosterToken(place string) string {
	found := ""
	for token, at := range d.posters {
		if at == place && (found == "" || token < found) {
			found = token
		}
	}
	return found
}
