// Package frequent is how what is frequent (高频事项) is said: where it is, what is
// unusual about it, on how many it rests. It decides nothing, and names nobody who
// told of anything.
package frequent

import (
	"embed"
	"fmt"
	"hash/fnv"
	"math"
	"strconv"
	"strings"

	"gridbot/flows/drawn"
	"gridbot/flows/hotspots"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// Words are what is said of what is frequent, a file for each language.
//
//go:embed words/*.json
var Words embed.FS

// nearby is how far from a known place, in metres, a spot is still told by it.
const nearby = 400

// PlaceName is where a spot is: a known place, or near one.
func PlaceName(w *world.World, spot string) text.Text {
	if p, known := w.District.Places.ByID(spot); known {
		return text.Named(p.Names)
	}
	at, ok := w.District.Places.SpotPoint(spot)
	if !ok {
		return text.T("frequent.somewhere")
	}
	if p, near := w.District.Places.Nearest(at, nearby); near {
		return text.T("frequent.near", "place", text.Named(p.Names))
	}
	return text.T("frequent.square", "at", fmt.Sprintf("%.4f, %.4f", at.Lat, at.Lon))
}

// Name is what a spot is called.
func Name(w *world.World, s hotspots.Spot) text.Text {
	switch {
	case s.Place == "":
		return text.T("frequent.kind", "kind", show.CategoryName(w, s.Kind))
	case s.Kind == "":
		return PlaceName(w, s.Place)
	}
	return text.T("frequent.both", "place", PlaceName(w, s.Place), "kind", show.CategoryName(w, s.Kind))
}

// Sentence says what is unusual about it, in numbers one can check.
func Sentence(h hotspots.Hot) text.Text {
	switch h.Why {
	case hotspots.Rising:
		if h.Before < 0.1 {
			return text.T("frequent.new", "days", h.Days, "voices", h.Voices)
		}
		return text.T("frequent.rising", "days", h.Days, "voices", h.Voices, "before", usual(h.Before))
	case hotspots.Frequent:
		return text.T("frequent.frequent", "days", h.Days, "voices", h.Voices, "before", usual(h.Before))
	}
	return text.T("frequent.relapse", "days", h.Days, "n", h.Reports)
}

// usual is a number of what is to be expected, with as many figures as mean anything.
func usual(n float64) string {
	if n >= 10 || n == math.Trunc(n) {
		return strconv.Itoa(int(math.Round(n)))
	}
	return strconv.FormatFloat(n, 'f', 1, 64)
}

// Resting says on whom it rests, never who that is.
func Resting(h hotspots.Hot) text.Text {
	var lines []text.Text
	if h.Reports > h.Voices {
		lines = append(lines, text.T("frequent.reports", "n", h.Reports, "voices", h.Voices))
	}
	if h.ByOne > 0 {
		lines = append(lines, text.T("frequent.one", "n", h.ByOne, "of", h.Reports))
	}
	if 2*h.Nameless > h.Voices {
		lines = append(lines, text.T("frequent.nameless"))
	}
	return text.Lines(lines...)
}

// Tag names a spot on a button: a place may have a longer name than there is room
// for.
func Tag(s hotspots.Spot) string {
	f := fnv.New32a()
	f.Write([]byte(s.Place + "|" + s.Kind))
	return strconv.FormatUint(uint64(f.Sum32()), 36)
}

// Tagged is the spot of a grid that a button names; nil where it was not found last.
func Tagged(b *world.Board, grid, tag string) *hotspots.Hot {
	if b == nil {
		return nil
	}
	for i, h := range b.Found {
		if h.Grid == grid && Tag(h.Spot) == tag {
			return &b.Found[i]
		}
	}
	return nil
}

// Open is the button that shows a spot.
func Open(label text.Text, h hotspots.Hot) talk.Button {
	return show.MenuButton(label, "hot", h.Grid, Tag(h.Spot))
}

// Due are the key topics of an area whose next date has passed, as a digest names
// them, with what shows them.
func Due(w *world.World, area string) (say text.Text, buttons []talk.Button) {
	if w.Topics == nil {
		return text.Text{}, nil
	}
	lines := []text.Text{text.T("frequent.due")}
	for _, t := range w.Topics.All {
		if !t.Late(w.Now) || area != world.Everywhere && t.Grid != area || len(buttons) == mostInDigest {
			continue
		}
		lines = append(lines, text.T("frequent.due.item", "n", t.N, "name", Name(w, t.Spot)))
		buttons = append(buttons, show.MenuButton(text.T("frequent.due.open", "n", t.N), "topics", strconv.Itoa(t.N)))
	}
	if len(buttons) == 0 {
		return text.Text{}, nil
	}
	return text.Lines(lines...), buttons
}

// mostInDigest is how many undecided spots a digest names.
const mostInDigest = 3

// Weekly are the undecided spots as the digest of an area names them, with what
// shows them, and where they are.
func Weekly(w *world.World, area string) (say text.Text, buttons []talk.Button, marks []drawn.Mark) {
	waiting, _ := w.Hot.In(strings.TrimPrefix(area, world.Everywhere), w.Now)
	if len(waiting) == 0 {
		return text.Text{}, nil, nil
	}
	lines := []text.Text{text.T("frequent.weekly", "n", len(waiting))}
	for i, h := range waiting[:min(len(waiting), mostInDigest)] {
		lines = append(lines, text.T("frequent.item", "n", i+1, "name", Name(w, h.Spot), "why", Sentence(h)))
		buttons = append(buttons, Open(text.T("frequent.open", "n", i+1), h))
		if at, ok := w.District.Places.SpotPoint(h.Place); ok {
			marks = append(marks, drawn.Mark{Point: at, Hot: true})
		}
	}
	return text.Lines(lines...), buttons, marks
}

// Topic is what a key topic is about, as short as a button needs it; its grid where it
// is not known any more.
func Topic(w *world.World, topic int, grid string) text.Text {
	if t := w.Topics.Topic(topic); t != nil {
		return Where(w, t.Spot)
	}
	return show.GridName(w, grid)
}
