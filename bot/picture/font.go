// Package picture draws what words alone do not show: the page of a
// rectification notice, the work before and after, and the week with its
// figures and its map. It takes plain values and gives bytes; it knows no chat,
// no storage and no clock.
package picture

import (
	_ "embed"
	"errors"
	"fmt"
	"image"

	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// letters are those of GB 2312 and Latin 1; LICENSES.md says whose they are.
//
//go:embed font/gridbot.ttf
var letters []byte

// rare are the others: of names, and of other scripts.
//
//go:embed font/gridbot-rare.ttf
var rare []byte

// face is the font at a size in pixels; what it lacks is of the other one.
func face(size float64) (font.Face, error) {
	f, err := opentype.Parse(letters)
	if err != nil {
		return nil, fmt.Errorf("read the font: %w", err)
	}
	return faceOf(f, size)
}

func faceOf(f *sfnt.Font, size float64) (font.Face, error) {
	other, err := opentype.Parse(rare)
	if err != nil {
		return nil, fmt.Errorf("read the font: %w", err)
	}
	both := &twoFaces{font: f}
	for i, f := range []*sfnt.Font{f, other} {
		if both.of[i], err = opentype.NewFace(f, &opentype.FaceOptions{Size: size, DPI: 72}); err != nil {
			return nil, fmt.Errorf("make a face of %g: %w", size, err)
		}
	}
	return both, nil
}

// twoFaces writes what the first has with it, and the rest with the second.
type twoFaces struct {
	font   *sfnt.Font
	glyphs sfnt.Buffer
	of     [2]font.Face
}

// holds reports whether a font has a letter.
func holds(f *sfnt.Font, glyphs *sfnt.Buffer, r rune) bool {
	i, err := f.GlyphIndex(glyphs, r)
	return err == nil && i != 0
}

func (t *twoFaces) face(r rune) font.Face {
	if holds(t.font, &t.glyphs, r) {
		return t.of[0]
	}
	return t.of[1]
}

// Glyph is the picture of a letter.
func (t *twoFaces) Glyph(dot fixed.Point26_6, r rune) (image.Rectangle, image.Image, image.Point, fixed.Int26_6, bool) {
	return t.face(r).Glyph(dot, r)
}

// GlyphBounds is how large a letter is.
func (t *twoFaces) GlyphBounds(r rune) (fixed.Rectangle26_6, fixed.Int26_6, bool) {
	return t.face(r).GlyphBounds(r)
}

// GlyphAdvance is how wide a letter is.
func (t *twoFaces) GlyphAdvance(r rune) (fixed.Int26_6, bool) { return t.face(r).GlyphAdvance(r) }

// Kern is how much nearer two letters stand.
func (t *twoFaces) Kern(a, b rune) fixed.Int26_6 {
	if f := t.face(a); f == t.face(b) {
		return f.Kern(a, b)
	}
	return 0
}

// Metrics are those of the first.
func (t *twoFaces) Metrics() font.Metrics { return t.of[0].Metrics() }

// Close lets go of both.
func (t *twoFaces) Close() error { return errors.Join(t.of[0].Close(), t.of[1].Close()) }
