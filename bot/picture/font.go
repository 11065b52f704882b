// Package picture draws what words alone do not show: the page of a
// rectification notice, the work before and after, and the week with its
// figures and its map. It takes plain values and gives bytes; it knows no chat,
// no storage and no clock.
package picture

import (
	_ "embed"
	"fmt"

	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
)

// letters are those of GB 2312 and Latin 1; LICENSES.md says whose they are.
//
//go:embed font/gridbot.ttf
var letters []byte

// face is the font at a size in pixels.
func face(size float64) (font.Face, error) {
	f, err := opentype.Parse(letters)
	if err != nil {
		return nil, fmt.Errorf("read the font: %w", err)
	}
	face, err := opentype.NewFace(f, &opentype.FaceOptions{Size: size, DPI: 72})
	if err != nil {
		return nil, fmt.Errorf("make a face of %g: %w", size, err)
	}
	return face, nil
}
