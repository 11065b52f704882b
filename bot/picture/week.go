package picture

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
)

// A Week is the picture of a digest: the figures of five weeks and the map of
// the last one, all of it in the language of whoever reads it.
type Week struct {
	Title  string
	Weeks  []string // labels, oldest first; the last is the week the digest is about
	Counts Chart    // bars: reported, closed, overdue
	Times  Chart    // lines: the median, and what nine in ten stay below
	Map    Map
}

// A Chart is some figures over the weeks.
type Chart struct {
	Title  string
	Unit   string
	Series []Series
	Empty  string // said where there is nothing
}

// A Series has a value for each week; NaN where there is none. One that has
// fewer than there are weeks has those of the last.
type Series struct {
	Name   string
	Values []float64
}

// A Map is where it was. The areas that are not faint fill it; of the others
// only what is near is seen.
type Map struct {
	Title   string
	Areas   []Area
	Streets []Label // the most important first: one that finds no room is left out
	Marks   []Mark
	Legend  [4]string // open, new, overdue, came back
	Hot     []Label   // where many told of something; the name is that of the sign, the same for all
	Empty   string    // said where there is neither an area nor a mark
}

// An Area is a grid, and how many cases of the week are in it.
type Area struct {
	Name        string
	Rings       [][][2]float64 // longitude, latitude
	Faint       bool
	Cases, Late int
}

// A Label is a name on the map.
type Label struct {
	Name     string
	Lon, Lat float64
}

// A Mark is a case on the map: overdue, come back, both or neither.
type Mark struct {
	Lon, Lat   float64
	Late, Back bool
}

// The card, in pixels. A phone shows it at a third of its size, so no letter is
// smaller than 28. It is as long as what stands on it.
const (
	cardWidth   = 1080
	cardLongest = 2000
	side        = 44
	inside      = cardWidth - 2*side
)

// DrawWeek draws the picture, as a PNG of 1080 pixels across.
func DrawWeek(w Week) ([]byte, error) {
	b, _, err := week(w)
	return b, err
}

// week is the picture, and every word that stands on it.
func week(w Week) ([]byte, []string, error) {
	p, err := newPen(cardWidth, cardLongest)
	if err != nil {
		return nil, nil, err
	}
	p.box(p.img.Bounds(), paper)
	y := p.title(w.Title, side)
	for _, part := range []struct {
		chart Chart
		kind  kind
	}{{w.Counts, bars}, {w.Times, lines}} {
		y, err = p.chart(part.chart, w.Weeks, part.kind, y)
		if err != nil {
			return nil, nil, err
		}
	}
	b, err := p.finish(p.drawMap(w.Map, y) + side)
	return b, p.said, err
}

// DrawMap draws a map alone, under its title, as a PNG of 1080 pixels across.
func DrawMap(m Map) ([]byte, error) {
	p, err := newPen(cardWidth, cardLongest)
	if err != nil {
		return nil, err
	}
	p.box(p.img.Bounds(), paper)
	return p.finish(p.drawMap(m, side) + side)
}

// finish is the picture as far as something stands on it.
func (p *pen) finish(y int) ([]byte, error) {
	p.frame(image.Rect(0, 0, cardWidth, y), edge, 3) // so that it ends somewhere on a white background too
	var b bytes.Buffer
	enc := png.Encoder{CompressionLevel: png.BestSpeed}
	if err := enc.Encode(&b, p.img.SubImage(image.Rect(0, 0, cardWidth, y))); err != nil {
		return nil, fmt.Errorf("write the picture: %w", err)
	}
	return b.Bytes(), nil
}

// title is smaller when it is long, and cut when it is longer still.
func (p *pen) title(words string, y int) int {
	size := titleSize
	for size > headSize && p.width(words, size) > inside {
		size -= 2
	}
	p.words(p.clip(words, inside, size), side, y, style{size: size, ink: ink, heavy: true})
	return y + titleSize + 38
}

// A key says what a colour means.
type key struct {
	name string
	sign func(*pen, spot) // drawn around a spot, 30 by 30
}

// head is the title of a part, with its unit, and its keys beside it or, where
// there is no room, below. It gives where the part goes on.
func (p *pen) head(title, unit string, keys []key, y int) int {
	const sign, apart = 40, 28
	title = p.clip(title, inside, headSize)
	p.words(title, side, y, style{size: headSize, ink: ink, heavy: true})
	x := side + p.width(title, headSize) + 14
	if unit != "" && x < side+inside-100 {
		unit = p.clip(unit, side+inside-x, smallSize)
		p.words(unit, x, y+headSize-smallSize-2, style{size: smallSize, ink: soft})
		x += p.width(unit, smallSize) + 14
	}
	long := -apart
	for i := range keys {
		keys[i].name = p.clip(keys[i].name, inside/len(keys)-sign-apart, smallSize)
		long += sign + p.width(keys[i].name, smallSize) + apart
	}
	at, row := side+inside-long, y+(headSize-smallSize)/2
	if len(keys) > 0 && at < x+apart {
		y += headSize + 14
		at, row = side, y
	}
	for _, k := range keys {
		k.sign(p, spot{float64(at + 15), float64(row + smallSize/2 + 2)})
		p.words(k.name, at+sign, row, style{size: smallSize, ink: ink})
		at += sign + p.width(k.name, smallSize) + apart
	}
	return y + headSize + 22
}

// nothing says that a part has nothing to show.
func (p *pen) nothing(words string, y int) int {
	const high = 120
	p.box(image.Rect(side, y, side+inside, y+high), plate)
	words = p.clip(words, inside-40, wordSize)
	p.words(words, side+(inside-p.width(words, wordSize))/2, y+(high-wordSize)/2, style{size: wordSize, ink: soft})
	return y + high + partGap
}
