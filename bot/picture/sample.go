package picture

import (
	"image"
	"slices"
	"strings"
)

// A Sample is a page that shows what a good paper looks like. Its lines are as the
// district's folder writes them: the first is the heading of the page, "* " stands before
// what is looked at, "[photo]" is an empty box with what belongs into it, and "---" is
// a rule.
type Sample struct {
	Title string
	Mark  string // stands on the page, so that nobody takes it for a real one
	Looks string // what the colour behind a line means
	Lines []string
}

const (
	sheetSide = side + 40
	sheetWide = cardWidth - 2*sheetSide
	sampleRow = wordSize + 26
	sampleBox = 190
)

// DrawSample draws it, as a PNG of 1080 pixels across.
func DrawSample(s Sample) ([]byte, error) {
	b, _, err := sample(s)
	return b, err
}

// sample is the picture, and every word that stands on it.
func sample(s Sample) ([]byte, []string, error) {
	p, err := newPen(cardWidth, cardLongest)
	if err != nil {
		return nil, nil, err
	}
	p.box(p.img.Bounds(), plate)
	top := p.title(s.Title, side)
	p.box(image.Rect(side, top, side+inside, cardLongest), white)
	y := top + 34
	mark := p.clip(s.Mark, sheetWide/3, smallSize)
	p.tag(image.Rect(cardWidth-sheetSide-p.width(mark, smallSize)-28, y-6, cardWidth-sheetSide, y+smallSize+14), back)
	p.words(mark, cardWidth-sheetSide-p.width(mark, smallSize)-14, y, style{size: smallSize, ink: white})
	y += smallSize + 34
	for i, line := range s.Lines {
		if y > cardLongest-sampleBox-160 {
			break // no page is longer than a phone shows
		}
		y = p.sampled(line, i == 0, y)
	}
	y += 14
	p.box(image.Rect(0, y, cardWidth, cardLongest), plate)
	p.frame(image.Rect(side, top, side+inside, y), edge, 3)
	if slices.ContainsFunc(s.Lines, func(l string) bool { return strings.HasPrefix(l, "* ") }) {
		y += 20
		p.box(image.Rect(side, y, side+34, y+34), band)
		p.box(image.Rect(side, y, side+8, y+34), done)
		p.words(p.clip(s.Looks, inside-54, smallSize), side+50, y, style{size: smallSize, ink: soft})
		y += 34
	}
	b, err := p.finish(y + side)
	return b, p.said, err
}

// sampled draws a line of the page; it gives where the next one stands.
func (p *pen) sampled(line string, heading bool, y int) int {
	line = strings.TrimSpace(line)
	looked, isLooked := strings.CutPrefix(line, "* ")
	boxed, isBox := strings.CutPrefix(line, "[")
	switch {
	case line == "---":
		p.box(image.Rect(sheetSide, y+10, sheetSide+sheetWide, y+12), edge)
		return y + 32
	case isBox:
		r := image.Rect(sheetSide, y, sheetSide+sheetWide, y+sampleBox)
		p.box(r, paper)
		p.frame(r, border, 2)
		label := p.clip(strings.TrimSuffix(boxed, "]"), sheetWide-40, wordSize)
		p.words(label, sheetSide+(sheetWide-p.width(label, wordSize))/2, y+(sampleBox-wordSize)/2, style{size: wordSize, ink: soft})
		return y + sampleBox + 24
	case heading:
		words := p.clip(line, sheetWide, headSize)
		p.words(words, sheetSide+(sheetWide-p.width(words, headSize))/2, y, style{size: headSize, ink: ink, heavy: true})
		return y + headSize + 34
	}
	for _, row := range p.rows(looked, sheetWide-40, wordSize) {
		if isLooked {
			p.box(image.Rect(sheetSide, y-8, sheetSide+sheetWide, y+sampleRow-10), band)
			p.box(image.Rect(sheetSide, y-8, sheetSide+8, y+sampleRow-10), done)
		}
		p.words(row, sheetSide+24, y, style{size: wordSize, ink: ink})
		y += sampleRow
	}
	return y
}

// rows are words in as many rows as they need: broken at a blank where there is one.
func (p *pen) rows(words string, width, size int) []string {
	var all []string
	for runes := []rune(strings.TrimSpace(words)); len(runes) > 0; {
		n := 1
		for n < len(runes) && p.width(string(runes[:n+1]), size) <= width {
			n++
		}
		if n < len(runes) {
			if blank := strings.LastIndex(string(runes[:n]), " "); blank > 0 {
				n = len([]rune(string(runes[:n])[:blank]))
			}
		}
		all = append(all, strings.TrimSpace(string(runes[:n])))
		runes = []rune(strings.TrimSpace(string(runes[n:])))
	}
	return all
}
