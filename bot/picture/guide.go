package picture

import (
	"strconv"
	"strings"
	"unicode"
)

// A Book is a guide: chapters, and what each says, on as many pages as they need.
type Book struct {
	Title, Office, Note string
	Chapters            []Chapter
}

// A Chapter is a title, and its parts: a heading and the words below it.
type Chapter struct {
	Title string
	Parts []Line
}

// Guide draws a book. Nothing is left out.
func Guide(b Book) ([]byte, error) {
	out, _, err := guide(b)
	return out, err
}

// guide is the pages, and what stands on them row by row.
func guide(b Book) ([]byte, []string, error) {
	p := &page{size: 10.5, turns: true}
	if err := p.open(b.Title); err != nil {
		return nil, nil, err
	}
	p.y = margin
	p.centre(b.Office, p.size)
	p.y += p.size * 0.9
	p.centre(b.Title, p.size*1.9)
	p.y += p.size * 0.6
	p.centre(b.Note, p.size)
	p.y += p.size * 0.8
	p.rule(1.2)
	p.y += p.size
	for _, c := range b.Chapters {
		p.room(p.size * 9) // a title is not the last of its page
		p.rows(c.Title, p.size*1.35)
		p.y += p.size * 0.5
		for _, part := range c.Parts {
			p.room(min(p.height(part.Label, p.size*1.1)+p.height(part.Words, p.size), (pageHeight-2*margin)/2)) // a norm is read in one piece
			p.rows(part.Label, p.size*1.1)
			p.rows(part.Words, p.size)
			p.y += p.size * 0.7
		}
		p.y += p.size * 0.6
	}
	p.foot()
	return p.done("guide")
}

// foot is the number of the page.
func (p *page) foot() {
	y := p.y
	p.y = pageHeight - margin*0.7
	p.centre(strconv.Itoa(p.pdf.GetNumberOfPages()), p.size*0.9)
	p.y = y
}

// room turns to the next page where there is not so much left of this one.
func (p *page) room(height float64) {
	if p.y+height > pageHeight-margin {
		p.foot()
		p.turn()
	}
}

// plain is a line without the sign before it: the font has none, and its space would
// stand there alone.
func plain(line string) string {
	return strings.TrimLeftFunc(line, func(r rune) bool { return unicode.IsSpace(r) || unicode.Is(unicode.So, r) || r == '\uFE0F' })
}

// height is what words take of a page.
func (p *page) height(words string, size float64) (height float64) {
	for part := range strings.SplitSeq(words, "\n") {
		height += float64(len(p.wrap(plain(part), inner, size))) * size * 1.65
	}
	return height
}

// rows are words over the width of the page.
func (p *page) rows(words string, size float64) {
	for _, part := range strings.Split(words, "\n") { // each for itself: what is wrapped at once is cut where it is very long
		for _, row := range p.wrap(plain(part), inner, size) {
			p.room(size * 1.65)
			p.text(margin, row, size)
			p.y += size * 1.65
		}
	}
}
