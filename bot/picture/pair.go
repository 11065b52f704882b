package picture

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	_ "image/png" // decodes what people send

	xdraw "golang.org/x/image/draw"
	"golang.org/x/image/font"
	"golang.org/x/image/math/fixed"
	_ "golang.org/x/image/webp" // decodes what people send

	"gridbot/flows/drawn"
)

// A Photo is an image as it came, and what is said of it.
type Photo struct {
	Image   []byte // JPEG, PNG or WebP
	Caption string
}

// A Pair is the same thing before and after.
type Pair struct{ Before, After Photo }

// ErrPhoto: an image cannot be read, or is larger than anybody's photo.
var ErrPhoto = errors.New("not a photo that can be drawn")

const (
	mostPixels = 40_000_000
	mostPairs  = 4
	strip      = 44 // the caption above a photo
	gap        = 12
)

// Pairs draws each pair in a row: both photos at the same height, dated. It is
// a JPEG within what Telegram takes as a photo. Errors: ErrPhoto.
func Pairs(pairs []Pair) ([]byte, error) {
	pairs = pairs[:min(len(pairs), mostPairs)]
	if len(pairs) == 0 {
		return nil, fmt.Errorf("no pairs: %w", ErrPhoto)
	}
	height := 900 / len(pairs)
	if len(pairs) == 1 {
		height = 720
	}
	f, err := face(26)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var rows []*image.RGBA
	width := 0
	for _, p := range pairs {
		row, err := row(p, height, f)
		if err != nil {
			return nil, err
		}
		rows = append(rows, row)
		width = max(width, row.Bounds().Dx())
	}
	whole := image.NewRGBA(image.Rect(0, 0, width, len(rows)*(height+strip)+(len(rows)-1)*gap))
	draw.Draw(whole, whole.Bounds(), image.NewUniform(color.White), image.Point{}, draw.Src)
	for i, r := range rows {
		at := image.Pt(0, i*(height+strip+gap))
		draw.Draw(whole, r.Bounds().Add(at), r, image.Point{}, draw.Src)
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, whole, &jpeg.Options{Quality: 85}); err != nil {
		return nil, fmt.Errorf("write pairs: %w", err)
	}
	return b.Bytes(), nil
}

// row is one pair, the captions above the photos.
func row(p Pair, height int, f font.Face) (*image.RGBA, error) {
	before, err := photo(p.Before.Image)
	if err != nil {
		return nil, err
	}
	after, err := photo(p.After.Image)
	if err != nil {
		return nil, err
	}
	// A tall photo has at least the room its date needs.
	p.Before.Caption, _ = drawn.Written(p.Before.Caption)
	p.After.Caption, _ = drawn.Written(p.After.Caption)
	room := func(img image.Image, caption string) int {
		return max(fitted(img, height), min(height, font.MeasureString(f, caption).Ceil()+12))
	}
	left, right := room(before, p.Before.Caption), room(after, p.After.Caption)
	r := image.NewRGBA(image.Rect(0, 0, left+gap+right, height+strip))
	draw.Draw(r, r.Bounds(), image.NewUniform(color.White), image.Point{}, draw.Src)
	for _, part := range []struct {
		img     image.Image
		x, w    int
		caption string
	}{{before, 0, left, p.Before.Caption}, {after, left + gap, right, p.After.Caption}} {
		xdraw.ApproxBiLinear.Scale(r, image.Rect(part.x, strip, part.x+fitted(part.img, height), strip+height), part.img, part.img.Bounds(), draw.Src, nil)
		d := &font.Drawer{Dst: r, Src: image.NewUniform(color.RGBA{30, 30, 30, 255}), Face: f, Dot: fixed.P(part.x+6, strip-13)}
		d.DrawString(clip(part.caption, part.w-12, f))
	}
	return r, nil
}

// fitted is the width of an image at a height; nothing is wider than two to one.
func fitted(img image.Image, height int) int {
	b := img.Bounds()
	return max(60, min(height*2, b.Dx()*height/max(1, b.Dy())))
}

// clip cuts a caption to a width.
func clip(s string, width int, f font.Face) string {
	runes := []rune(s)
	for font.MeasureString(f, string(runes)).Ceil() > width && len(runes) > 1 {
		runes = append(runes[:len(runes)-2], '…')
	}
	return string(runes)
}

// photo reads an image, upright. How large it is, is asked before it is read.
func photo(b []byte) (image.Image, error) {
	c, _, err := image.DecodeConfig(bytes.NewReader(b))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrPhoto, err)
	}
	if c.Width <= 0 || c.Height <= 0 || c.Width > mostPixels/c.Height {
		return nil, fmt.Errorf("%d by %d pixels: %w", c.Width, c.Height, ErrPhoto)
	}
	img, _, err := image.Decode(bytes.NewReader(b))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrPhoto, err)
	}
	return img, nil
}
