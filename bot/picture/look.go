package picture

import (
	"fmt"
	"image"

	"golang.org/x/image/draw"
)

// Look is what a photo looks like, as 16 hex digits: of nine by eight grey
// fields, whether each is brighter than the one to its right (difference hash,
// after N. Krawetz, "Kind of Like That", 2013). It stays nearly the same when a
// photo is scaled or compressed. A photo with hardly any difference in it has
// none: everything dark would look alike. Errors: ErrPhoto.
func Look(b []byte) (string, error) {
	img, err := photo(b)
	if err != nil {
		return "", err
	}
	small := image.NewGray(image.Rect(0, 0, 9, 8))
	draw.BiLinear.Scale(small, small.Bounds(), img, img.Bounds(), draw.Src, nil)
	var look uint64
	contrast := 0
	for y := range 8 {
		for x := range 8 {
			a, b := int(small.GrayAt(x, y).Y), int(small.GrayAt(x+1, y).Y)
			contrast = max(contrast, a-b, b-a)
			look <<= 1
			if a > b {
				look |= 1
			}
		}
	}
	if contrast < 8 {
		return "", nil
	}
	return fmt.Sprintf("%016x", look), nil
}
