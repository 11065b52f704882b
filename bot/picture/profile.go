package picture

import (
	"image"
	"strconv"
)

// A Profile is when something is told of, one row of bars for each way to part the
// time.
type Profile struct {
	Title string
	Parts []Bars
}

// Bars are a whole in its parts.
type Bars struct {
	Title string
	Bars  []Bar
}

// A Bar is how often.
type Bar struct {
	Label string
	N     int
}

const (
	barsHigh = 260
	barFoot  = smallSize + 24 // the labels
	barHead  = smallSize + 14 // the number above
)

// DrawProfile draws it, as a PNG of 1080 pixels across. The longest bars stand
// out.
func DrawProfile(f Profile) ([]byte, error) {
	b, _, err := profile(f)
	return b, err
}

// profile is the picture, and every word that stands on it.
func profile(f Profile) ([]byte, []string, error) {
	p, err := newPen(cardWidth, cardLongest)
	if err != nil {
		return nil, nil, err
	}
	p.box(p.img.Bounds(), paper)
	y := p.title(f.Title, side)
	for _, part := range f.Parts {
		y = p.row(part, p.head(part.Title, "", nil, y)) + partGap
	}
	b, err := p.finish(y - partGap + side)
	return b, p.said, err
}

// row draws bars beside each other; it gives where they end.
func (p *pen) row(r Bars, y int) int {
	most := 1
	for _, b := range r.Bars {
		most = max(most, b.N)
	}
	foot := y + barHead + barsHigh
	p.box(image.Rect(side, y, side+inside, foot), plate)
	for i, b := range r.Bars {
		left, right := side+inside*i/len(r.Bars), side+inside*(i+1)/len(r.Bars)
		middle, gap := (left+right)/2, (right-left)/6
		colour := edge
		if 3*b.N >= 2*most {
			colour = fresh
		}
		top := foot - barsHigh*b.N/most
		p.box(image.Rect(left+gap, top, right-gap, foot), colour)
		if n := strconv.Itoa(b.N); b.N > 0 {
			p.words(n, middle-p.width(n, smallSize)/2, top-smallSize-8, style{size: smallSize, ink: ink})
		}
		label := p.clip(b.Label, right-left-4, smallSize)
		p.words(label, middle-p.width(label, smallSize)/2, foot+10, style{size: smallSize, ink: soft})
	}
	return foot + barFoot
}
