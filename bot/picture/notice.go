package picture

import (
	"bytes"
	"cmp"
	"fmt"
	"image"
	_ "image/jpeg" // what Telegram keeps photos as
	"image/png"
	"strings"

	"github.com/signintech/gopdf"
	"golang.org/x/image/font/sfnt"
	"rsc.io/qr"

	"gridbot/flows/drawn"
)

// A Sheet is what stands on the page of a rectification notice, all of it in
// the language of the page.
type Sheet struct {
	Title    string // 责令整改通知书
	Number   string // with its label
	Office   string
	Lines    []Line // addressee, place, basis: a label and its words
	Wording  string
	Heads    [3]string // of the table: number, what, by when
	Items    []Item
	Foot     []Line // served when, proof of service, replaces …
	Signs    []string
	Link     string // the QR code leads there
	LinkNote string
	Photo    []byte // shows how it was served, on a page of its own; nil: nothing does
}

// A Line is a label and its words.
type Line struct{ Label, Words string }

// An Item is one thing to be put right, and by when.
type Item struct{ What, Due string }

// The page, in points: A4 with margins.
const (
	pageWidth, pageHeight = 595.28, 841.89
	margin                = 56.0
	inner                 = pageWidth - 2*margin
	codeSize              = 92.0
)

// Notice draws the page: one page, however much stands on it. What is too long
// for the smallest letters that can be read is cut with "…".
func Notice(s Sheet) ([]byte, error) {
	b, _, err := notice(s)
	return b, err
}

// notice is the page, and what stands on it row by row.
func notice(s Sheet) ([]byte, []string, error) {
	for size := 11.5; ; size -= 0.75 {
		p := &page{size: size}
		if err := p.open(s.Number); err != nil {
			return nil, nil, err
		}
		fits := p.draw(s)
		if p.err != nil || fits || size <= 6.5 {
			p.proof(s)
			return p.done("notice")
		}
	}
}

// Minutes draws the minutes of a conference, on as many pages as they need: of
// what people sign nothing is left out.
func Minutes(s Sheet) ([]byte, error) {
	b, _, err := minutes(s)
	return b, err
}

func minutes(s Sheet) ([]byte, []string, error) {
	p := &page{size: 10.5, turns: true}
	if err := p.open(s.Number); err != nil {
		return nil, nil, err
	}
	p.draw(s)
	return p.done("minutes")
}

// page is a page in the making.
type page struct {
	turns bool // to a next page, where one is full
	pdf   gopdf.GoPdf
	size  float64 // of ordinary letters, in points
	y     float64
	err   error
	said  []string // every row, in the order in which it was drawn
	known *sfnt.Font
	other bool // the other font is there: most pages do without
}

// done is the document, and what stands on it row by row.
func (p *page) done(what string) ([]byte, []string, error) {
	if p.err != nil {
		return nil, nil, fmt.Errorf("draw %s: %w", what, p.err)
	}
	var b bytes.Buffer
	if _, err := p.pdf.WriteTo(&b); err != nil {
		return nil, nil, fmt.Errorf("write %s: %w", what, err)
	}
	return b.Bytes(), p.said, nil
}

func (p *page) open(title string) error {
	p.pdf.Start(gopdf.Config{PageSize: *gopdf.PageSizeA4})
	p.pdf.SetInfo(gopdf.PdfInfo{Title: title})
	p.pdf.AddPage()
	return p.fonts()
}

// draw puts everything on the page; it reports whether it fitted.
func (p *page) draw(s Sheet) bool {
	p.y = margin
	p.centre(s.Office, p.size)
	p.y += p.size * 0.9
	p.centre(s.Title, p.size*1.9)
	p.y += p.size * 0.6
	p.centre(s.Number, p.size)
	p.y += p.size * 0.8
	p.rule(1.2)
	p.y += p.size
	for _, l := range s.Lines {
		p.line(l)
	}
	p.y += p.size * 0.4
	for _, row := range p.wrap(s.Wording, inner, p.size) {
		p.text(margin, row, p.size)
		p.y += p.size * 1.65
	}
	p.y += p.size * 0.4
	p.table(s)
	p.y += p.size * 0.8
	bottom := pageHeight - margin - codeSize - p.size*1.6
	if p.y > bottom-p.size*8 {
		p.turn() // what is signed stands beside the signatures
	}
	for _, l := range s.Foot {
		p.line(l)
	}
	if p.turns {
		bottom = p.y + p.size*2
	}
	fits := p.y <= bottom-p.size
	p.signs(s, bottom)
	p.code(s.Link, pageWidth-margin-codeSize, bottom)
	p.y = bottom + codeSize + 3
	p.right(s.LinkNote, p.size*0.8)
	return fits
}

// turn goes on to the next page.
func (p *page) turn() {
	if p.turns {
		p.pdf.AddPage()
		p.y = margin
	}
}

// table is the items with their deadlines.
func (p *page) table(s Sheet) {
	const first, last = 30.0, 128.0
	cols := []float64{margin, margin + first, margin + inner - last, margin + inner}
	pad := p.size * 0.45
	row := func(cells [3][]string, shade bool) {
		rows := 1
		for _, c := range cells {
			rows = max(rows, len(c))
		}
		height := float64(rows)*p.size*1.4 + 2*pad
		if p.y+height > pageHeight-margin {
			p.turn()
		}
		if shade {
			p.pdf.SetFillColor(236, 236, 236)
			p.pdf.RectFromUpperLeftWithStyle(cols[0], p.y, inner, height, "F")
			p.pdf.SetFillColor(0, 0, 0)
		}
		p.pdf.SetLineWidth(0.5)
		for i := range 3 {
			p.pdf.RectFromUpperLeftWithStyle(cols[i], p.y, cols[i+1]-cols[i], height, "D")
			top := p.y
			p.y += pad
			for _, line := range cells[i] {
				p.text(cols[i]+5, line, p.size)
				p.y += p.size * 1.4
			}
			p.y = top
		}
		p.y += height
	}
	row([3][]string{{s.Heads[0]}, {s.Heads[1]}, {s.Heads[2]}}, true)
	for i, it := range s.Items {
		row([3][]string{{fmt.Sprint(i + 1)}, p.wrap(it.What, cols[2]-cols[1]-10, p.size), p.wrap(it.Due, last-10, p.size)}, false)
	}
}

// signs are the lines people sign on, at the left of the code.
func (p *page) signs(s Sheet, y float64) {
	for i, label := range s.Signs {
		p.y = y + float64(i)*p.size*2.9 + p.size*0.4
		p.text(margin, label, p.size)
		x := margin + p.width(label, p.size) + 6
		p.pdf.SetLineWidth(0.5)
		p.pdf.Line(x, p.y+p.size*1.25, margin+inner-codeSize-40, p.y+p.size*1.25)
	}
}

// proof puts what shows how it was served on a page of its own.
func (p *page) proof(s Sheet) {
	if len(s.Photo) == 0 || p.err != nil {
		return
	}
	shape, _, err := image.DecodeConfig(bytes.NewReader(s.Photo))
	if err != nil || shape.Width == 0 || shape.Height == 0 {
		p.fail(fmt.Errorf("read a photo: %w", cmp.Or(err, image.ErrFormat)))
		return
	}
	holder, err := gopdf.ImageHolderByBytes(s.Photo)
	if err != nil {
		p.fail(err)
		return
	}
	p.pdf.AddPage()
	p.y = margin
	p.centre(s.Number, p.size)
	p.y += p.size
	room := gopdf.Rect{W: inner, H: pageHeight - margin - p.y}
	scale := min(room.W/float64(shape.Width), room.H/float64(shape.Height))
	size := gopdf.Rect{W: float64(shape.Width) * scale, H: float64(shape.Height) * scale}
	p.fail(p.pdf.ImageByHolder(holder, margin+(inner-size.W)/2, p.y, &size))
}

func (p *page) code(link string, x, y float64) {
	if link == "" {
		return
	}
	code, err := qr.Encode(link, qr.M)
	if err != nil {
		p.fail(err)
		return
	}
	code.Scale = 4
	img, err := png.Decode(bytes.NewReader(code.PNG()))
	if err != nil {
		p.fail(err)
		return
	}
	p.fail(p.pdf.ImageFrom(img, x, y, &gopdf.Rect{W: codeSize, H: codeSize}))
}

// Code is a link as a QR code, as PNG: large enough to be scanned off a phone
// that is held up.
func Code(link string) ([]byte, error) {
	code, err := qr.Encode(link, qr.M)
	if err != nil {
		return nil, fmt.Errorf("encode a link: %w", err)
	}
	code.Scale = 12
	return code.PNG(), nil
}

// line is a label with its words beside it.
func (p *page) line(l Line) {
	if l.Words == "" {
		return
	}
	p.text(margin, l.Label, p.size)
	x := p.width(l.Label, p.size) + 4
	for _, row := range p.wrap(l.Words, inner-x, p.size) {
		p.text(margin+x, row, p.size)
		p.y += p.size * 1.65
	}
}

func (p *page) rule(width float64) {
	p.pdf.SetLineWidth(width)
	p.pdf.Line(margin, p.y, margin+inner, p.y)
}

func (p *page) centre(words string, size float64) {
	p.text(margin+max(0, (inner-p.width(words, size))/2), words, size)
	p.y += size * 1.3
}

func (p *page) right(words string, size float64) {
	p.text(pageWidth-margin-p.width(words, size), words, size)
	p.y += size * 1.3
}

func (p *page) text(x float64, words string, size float64) {
	words, _ = drawn.Written(words)
	p.pdf.SetXY(x, p.y+size) // the line the letters stand on
	for font, part := range p.parts(words) {
		p.fail(p.pdf.SetFont(font, "", size))
		p.fail(p.pdf.Text(part))
	}
	p.said = append(p.said, words)
}

func (p *page) width(words string, size float64) float64 {
	words, _ = drawn.Written(words)
	long := 0.0
	for font, part := range p.parts(words) {
		p.fail(p.pdf.SetFont(font, "", size))
		w, err := p.pdf.MeasureTextWidth(part)
		p.fail(err)
		long += w
	}
	return long
}

func (p *page) fail(err error) {
	if p.err == nil {
		p.err = err
	}
}

// mostRows is how many rows one text may take: beyond, it is cut.
const mostRows = 12

// wrap breaks words into rows of a width. Chinese may break anywhere but
// before what closes and after what opens; Latin words stay whole.
func (p *page) wrap(words string, width, size float64) []string {
	var rows []string
	for _, part := range strings.Split(words, "\n") {
		row, long := "", 0.0
		for _, piece := range pieces(part) {
			w := p.width(piece, size)
			if row != "" && long+w > width {
				rows, row, long = append(rows, strings.TrimRight(row, " ")), "", 0
				piece = strings.TrimLeft(piece, " ")
			}
			for long+p.width(piece, size) > width && len([]rune(piece)) > 1 { // one word longer than the row
				runes := []rune(piece)
				n := len(runes) - 1
				for n > 1 && p.width(string(runes[:n]), size) > width {
					n--
				}
				rows, piece = append(rows, string(runes[:n])), string(runes[n:])
			}
			row, long = row+piece, long+p.width(piece, size)
		}
		rows = append(rows, row)
	}
	if len(rows) > mostRows {
		rows = rows[:mostRows]
		rows[mostRows-1] += "…"
	}
	return rows
}

// closing may not begin a row, opening may not end one.
const (
	closing = "，。、；：！？）》”’】〉」』,.;:!?)%…"
	opening = "（《“‘【〈「『("
)

// pieces are the parts of a line that stay together.
func pieces(line string) []string {
	var all []string
	glue := false // the next rune belongs to the piece before
	for _, r := range line {
		wide := r >= 0x2e80
		last := ""
		if len(all) > 0 {
			last = all[len(all)-1]
		}
		lastRune := []rune(last)
		latin := last != "" && !wide && lastRune[len(lastRune)-1] < 0x2e80 && lastRune[len(lastRune)-1] != ' '
		if last != "" && (glue || latin || strings.ContainsRune(closing, r)) {
			all[len(all)-1] += string(r)
		} else {
			all = append(all, string(r))
		}
		glue = strings.ContainsRune(opening, r)
	}
	return all
}
