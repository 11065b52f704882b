package picture

import (
	"fmt"
	"iter"

	"golang.org/x/image/font/sfnt"
)

// The names of the fonts in a document.
const (
	usualFont = "g"
	rareFont  = "r"
)

// fonts makes the document ready for words.
func (p *page) fonts() (err error) {
	if p.known, err = sfnt.Parse(letters); err != nil {
		return fmt.Errorf("read the font: %w", err)
	}
	if err := p.pdf.AddTTFFontData(usualFont, letters); err != nil {
		return fmt.Errorf("read the font: %w", err)
	}
	return nil
}

// parts are words by the font that has their letters.
func (p *page) parts(words string) iter.Seq2[string, string] {
	return func(yield func(font, part string) bool) {
		var glyphs sfnt.Buffer
		from, now := 0, ""
		for i, r := range words {
			font := usualFont
			if !holds(p.known, &glyphs, r) {
				font = rareFont
			}
			if font == rareFont && !p.other {
				p.fail(p.pdf.AddTTFFontData(rareFont, rare))
				p.other = true
			}
			if now != "" && font != now {
				if !yield(now, words[from:i]) {
					return
				}
				from = i
			}
			now = font
		}
		if now != "" {
			yield(now, words[from:])
		}
	}
}
