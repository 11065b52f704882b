package picture

import (
	"bytes"
	"fmt"
	"image/png"
	"strings"

	"github.com/signintech/gopdf"
	"rsc.io/qr"
)

// A Poster is a page that hangs at a place, in every language of the district: what
// the code is for, the place, the code, what to do, and whom to call in danger.
type Poster struct {
	Link  string // the code leads there
	Says  []PosterWords
	Phone []string // the numbers, the same for everybody: the first are the most needed
}

// PosterWords are what a poster says in one language.
type PosterWords struct {
	Title, Use, Place string
	How               []string
	Danger            string // before the numbers
}

// A poster is A5 in points, and read from where one stands.
const (
	posterWidth, posterHeight = 419.53, 595.28
	posterMargin              = 30.0
	posterInner               = posterWidth - 2*posterMargin
	posterCode                = 220.0
	posterFoot                = 70.0 // the band with the numbers
	mostPhones                = 3    // in large letters
)

// Posters draws a page for each.
func Posters(all []Poster) ([]byte, error) {
	b, _, err := posters(all)
	return b, err
}

func posters(all []Poster) ([]byte, []string, error) {
	p := &page{}
	p.pdf.Start(gopdf.Config{PageSize: gopdf.Rect{W: posterWidth, H: posterHeight}})
	if err := p.fonts(); err != nil {
		return nil, nil, err
	}
	for _, one := range all {
		p.pdf.AddPage()
		if p.poster(one); p.err != nil {
			break
		}
	}
	return p.done("posters")
}

// poster is one page: the first language large, the others smaller below it.
func (p *page) poster(s Poster) {
	p.y = 0
	for i, w := range s.Says { // on a band: what it is for
		size := []float64{25, 14}[min(i, 1)]
		if i == 0 {
			p.band(0, 46+24*float64(len(s.Says)-1)+6, fresh)
			p.y = 14
		}
		p.pdf.SetTextColor(255, 255, 255)
		p.middle(w.Title, size, posterInner)
		p.pdf.SetTextColor(0, 0, 0)
	}
	p.y = 46 + 24*float64(len(s.Says)-1) + 18
	for i, w := range s.Says {
		p.middle(w.Use, []float64{11.5, 10.5}[min(i, 1)], posterInner)
	}
	p.y += 7
	for i, w := range s.Says {
		p.middle(w.Place, []float64{30, 16}[min(i, 1)], posterInner)
	}
	p.y += 5
	p.posterCode(s.Link)
	p.y += posterCode + 6
	for i, w := range s.Says {
		for n, how := range w.How {
			p.middle(fmt.Sprintf("%d  %s", n+1, how), []float64{13, 11}[min(i, 1)], posterInner)
		}
		p.y += 3
	}
	p.band(posterHeight-posterFoot, posterFoot, ink)
	p.y = posterHeight - posterFoot + 6
	p.pdf.SetTextColor(255, 255, 255)
	danger := ""
	for i, w := range s.Says {
		if i > 0 {
			danger += "  "
		}
		danger += w.Danger
	}
	p.middle(danger, 11, posterInner)
	p.middle(strings.Join(s.Phone[:min(len(s.Phone), mostPhones)], "   "), 18, posterInner)
	if len(s.Phone) > mostPhones {
		p.middle(strings.Join(s.Phone[mostPhones:], "  "), 9.5, posterWidth-posterMargin)
	}
	p.pdf.SetTextColor(0, 0, 0)
}

// middle writes words in the middle of the page: smaller where they are long, and on
// two rows where they would be too small to read.
func (p *page) middle(words string, size, width float64) {
	least := size * 0.72
	for p.width(words, size) > width && size > least {
		size -= 0.5
	}
	rows := []string{words}
	if p.width(words, size) > width {
		rows = p.wrap(words, width, size)
	}
	for _, row := range rows[:min(len(rows), 2)] {
		p.text(max(posterMargin/2, (posterWidth-p.width(row, size))/2), row, size)
		p.y += size * 1.3
	}
}

// band is a bar of a colour across the page.
func (p *page) band(y, height float64, c interface{ RGBA() (r, g, b, a uint32) }) {
	r, g, b, _ := c.RGBA()
	p.pdf.SetFillColor(uint8(r>>8), uint8(g>>8), uint8(b>>8))
	p.pdf.RectFromUpperLeftWithStyle(0, y, posterWidth, height, "F")
	p.pdf.SetFillColor(0, 0, 0)
}

// posterCode is the code, with what may be scratched or wet and is read all the same.
func (p *page) posterCode(link string) {
	code, err := qr.Encode(link, qr.Q)
	if err != nil {
		p.fail(err)
		return
	}
	code.Scale = 8
	img, err := png.Decode(bytes.NewReader(code.PNG()))
	if err != nil {
		p.fail(err)
		return
	}
	p.fail(p.pdf.ImageFrom(img, (posterWidth-posterCode)/2, p.y, &gopdf.Rect{W: posterCode, H: posterCode}))
}
