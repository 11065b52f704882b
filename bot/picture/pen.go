package picture

import (
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"math"
	"strings"
	"unicode"

	"github.com/golang/freetype/truetype"
	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"

	"gridbot/flows/drawn"
)

// The colours of the card. Red is for what is overdue and for nothing else.
var (
	white  = color.RGBA{0xFF, 0xFF, 0xFF, 0xFF}
	paper  = color.RGBA{0xFD, 0xFD, 0xFB, 0xFF}
	plate  = color.RGBA{0xF0, 0xF2, 0xF4, 0xFF} // behind what matters less
	band   = color.RGBA{0xE9, 0xF0, 0xF8, 0xFF} // behind the week it is about
	edge   = color.RGBA{0xC4, 0xCA, 0xD2, 0xFF}
	ink    = color.RGBA{0x1D, 0x26, 0x33, 0xFF}
	soft   = color.RGBA{0x5B, 0x66, 0x75, 0xFF}
	fresh  = color.RGBA{0x2F, 0x66, 0xB0, 0xFF} // reported
	done   = color.RGBA{0x3B, 0xA1, 0x8B, 0xFF} // closed
	late   = color.RGBA{0xD3, 0x2F, 0x2F, 0xFF} // overdue
	nine   = color.RGBA{0xD9, 0x8A, 0x1F, 0xFF} // the 90th percentile
	back   = color.RGBA{0x5E, 0x2B, 0x8A, 0xFF} // came back
	border = color.RGBA{0x5F, 0x6E, 0x82, 0xFF}
)

// The sizes of letters.
const (
	titleSize = 46
	headSize  = 36
	wordSize  = 32
	smallSize = 28
	partGap   = 34
)

// A pen draws on one picture, and remembers what it wrote. It belongs to one
// drawing: the faces of letters may not be shared.
type pen struct {
	img    *image.RGBA
	inside image.Rectangle // nothing is drawn outside
	letter *truetype.Font  // the same font, as the library of the charts wants it
	faces  map[int]font.Face
	raster vector.Rasterizer
	said   []string
}

// A style is how words look. A halo keeps them apart from what is behind.
type style struct {
	size  int
	ink   color.Color
	heavy bool
	halo  color.Color
}

func newPen(width, height int) (*pen, error) {
	f, err := opentype.Parse(letters)
	if err != nil {
		return nil, fmt.Errorf("read the font: %w", err)
	}
	letter, err := truetype.Parse(letters)
	if err != nil {
		return nil, fmt.Errorf("read the font: %w", err)
	}
	p := &pen{img: image.NewRGBA(image.Rect(0, 0, width, height)), letter: letter, faces: map[int]font.Face{}}
	p.inside = p.img.Bounds()
	for size := smallSize; size <= titleSize; size += 2 {
		if p.faces[size], err = faceOf(f, float64(size)); err != nil {
			return nil, err
		}
	}
	return p, nil
}

// longest is how many letters of a name are looked at.
const longest = 80

// known is the beginning of what the fonts can write of words, in one row.
func (p *pen) known(words string) string {
	shown, _ := drawn.Written(strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return ' '
		}
		return r
	}, words))
	if runes := []rune(shown); len(runes) > longest {
		shown = string(runes[:longest])
	}
	return strings.TrimSpace(shown)
}

func (p *pen) width(words string, size int) int {
	return font.MeasureString(p.faces[size], p.known(words)).Ceil()
}

func (p *pen) clip(words string, width, size int) string {
	return clip(p.known(words), max(0, width), p.faces[size])
}

// words writes a row with its upper left corner at a point.
func (p *pen) words(words string, x, y int, s style) {
	words = p.known(words)
	if words == "" {
		return
	}
	const halo = 4
	wide, base := p.width(words, s.size), s.size*86/100
	mask := image.NewAlpha(image.Rect(-halo, -halo, wide+halo, s.size*5/4+halo))
	d := &font.Drawer{Dst: mask, Src: image.Opaque, Face: p.faces[s.size], Dot: fixed.P(0, base)}
	d.DrawString(words)
	at := func(dx, dy int, c color.Color) {
		r := mask.Rect.Add(image.Pt(x+dx, y+dy))
		in := r.Intersect(p.inside)
		draw.DrawMask(p.img, in, image.NewUniform(c), image.Point{}, mask, mask.Rect.Min.Add(in.Min.Sub(r.Min)), draw.Over)
	}
	if s.halo != nil {
		for i := range 8 {
			sin, cos := math.Sincos(float64(i) * math.Pi / 4)
			at(int(math.Round(cos*halo)), int(math.Round(sin*halo)), s.halo)
		}
	}
	at(0, 0, s.ink)
	if s.heavy { // the font has one weight
		at(1, 0, s.ink)
	}
	p.said = append(p.said, words)
}

func (p *pen) box(r image.Rectangle, c color.Color) {
	draw.Draw(p.img, r.Intersect(p.inside), image.NewUniform(c), image.Point{}, draw.Over)
}

// frame is a border just inside a box.
func (p *pen) frame(r image.Rectangle, c color.Color, wide int) {
	in := r.Inset(wide)
	p.box(image.Rect(r.Min.X, r.Min.Y, r.Max.X, in.Min.Y), c)
	p.box(image.Rect(r.Min.X, in.Max.Y, r.Max.X, r.Max.Y), c)
	p.box(image.Rect(r.Min.X, in.Min.Y, in.Min.X, in.Max.Y), c)
	p.box(image.Rect(in.Max.X, in.Min.Y, r.Max.X, in.Max.Y), c)
}

// A spot is a point of the picture, between the pixels.
type spot struct{ x, y float64 }

func (s spot) pixel() image.Point { return image.Pt(int(math.Round(s.x)), int(math.Round(s.y))) }

// fill paints closed outlines. Where they overlap, it paints once, as long as
// they run the same way round.
func (p *pen) fill(c color.Color, outlines ...[]spot) {
	low, high := spot{math.Inf(1), math.Inf(1)}, spot{math.Inf(-1), math.Inf(-1)}
	for _, o := range outlines {
		for _, s := range o {
			low = spot{math.Min(low.x, s.x), math.Min(low.y, s.y)}
			high = spot{math.Max(high.x, s.x), math.Max(high.y, s.y)}
		}
	}
	if !(low.x <= high.x) {
		return
	}
	r := image.Rect(int(low.x)-1, int(low.y)-1, int(high.x)+2, int(high.y)+2).Intersect(p.inside)
	if r.Empty() {
		return
	}
	p.raster.Reset(r.Dx(), r.Dy())
	for _, o := range outlines {
		for i, s := range o {
			x, y := float32(s.x-float64(r.Min.X)), float32(s.y-float64(r.Min.Y))
			if i == 0 {
				p.raster.MoveTo(x, y)
			} else {
				p.raster.LineTo(x, y)
			}
		}
		p.raster.ClosePath()
	}
	p.raster.Draw(p.img, r, image.NewUniform(c), image.Point{})
}

// line draws along spots, with round corners.
func (p *pen) line(c color.Color, wide float64, along ...spot) {
	var parts [][]spot
	for i, s := range along {
		parts = append(parts, round(s, wide/2, 0, 1))
		if i == 0 {
			continue
		}
		from := along[i-1]
		long := math.Hypot(s.x-from.x, s.y-from.y)
		if long == 0 {
			continue
		}
		dx, dy := (s.y-from.y)/long*wide/2, (from.x-s.x)/long*wide/2
		parts = append(parts, []spot{{from.x + dx, from.y + dy}, {s.x + dx, s.y + dy}, {s.x - dx, s.y - dy}, {from.x - dx, from.y - dy}})
	}
	p.fill(c, parts...)
}

// round is the outline of a disc, or of a part of it: clockwise from the top,
// in turns.
func round(at spot, radius, from, to float64) []spot {
	n := max(8, int(radius*2))
	var o []spot
	if to-from < 1 {
		o = append(o, at)
	}
	for i := range n + 1 {
		sin, cos := math.Sincos((from + (to-from)*float64(i)/float64(n)) * 2 * math.Pi)
		o = append(o, spot{at.x + radius*sin, at.y - radius*cos})
	}
	return o
}

func (p *pen) disc(at spot, radius float64, c color.Color) { p.fill(c, round(at, radius, 0, 1)) }

// ring is a circle of a width.
func (p *pen) ring(at spot, radius, wide float64, c color.Color) {
	inner := round(at, radius-wide/2, 0, 1)
	for i, j := 0, len(inner)-1; i < j; i, j = i+1, j-1 { // the other way round: a hole
		inner[i], inner[j] = inner[j], inner[i]
	}
	p.fill(c, round(at, radius+wide/2, 0, 1), inner)
}

// tag is a box with round corners.
func (p *pen) tag(r image.Rectangle, c color.Color) {
	const corner = 7
	in := r.Inset(corner)
	var o []spot
	for i, at := range []image.Point{{in.Max.X, in.Min.Y}, in.Max, {in.Min.X, in.Max.Y}, in.Min} {
		o = append(o, round(spot{float64(at.X), float64(at.Y)}, corner, float64(i)/4, float64(i+1)/4)[1:]...)
	}
	p.fill(c, o)
}
