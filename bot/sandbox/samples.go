package sandbox

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"math"
	"slices"
	"sync"
)

// sampleSet holds the sample pictures, drawn when the first is asked for.
type sampleSet struct {
	once sync.Once
	all  []Sample
}

// Sample returns the picture of a sample (kitchen, cleared, paper, drain, kerb, or one of the
// stage's own), or nil.
func (s *Server) Sample(id string) []byte {
	set := s.drawn()
	if i := slices.IndexFunc(set, func(p Sample) bool { return p.ID == id }); i >= 0 {
		return set[i].Picture
	}
	return nil
}

func (s *Server) sampleList() []Sample { return s.drawn() }

func (s *Server) drawn() []Sample {
	s.samples.once.Do(func() {
		if s.samples.all = s.o.Stage.Samples; s.samples.all != nil {
			return
		}
		s.samples.all = []Sample{
			{"kitchen", map[string]string{"zh-CN": "客厅里的灶台", "en": "A stove in the living room"}, picture(kitchen)},
			{"cleared", map[string]string{"zh-CN": "拆掉灶台的客厅", "en": "The living room, cleared"}, picture(cleared)},
			{"paper", map[string]string{"zh-CN": "签收的通知书", "en": "A signed notice"}, picture(paper)},
			{"drain", map[string]string{"zh-CN": "冒油的下水道", "en": "A greasy drain"}, picture(drain)},
			{"kerb", map[string]string{"zh-CN": "停满车的上街沿", "en": "A kerb full of cars"}, picture(kerb)},
		}
	})
	return s.samples.all
}

// canvas is 640 by 480 points to draw on.
type canvas struct{ *image.RGBA }

func picture(paint func(canvas)) []byte {
	c := canvas{image.NewRGBA(image.Rect(0, 0, 640, 480))}
	paint(c)
	var out bytes.Buffer
	if err := jpeg.Encode(&out, c, &jpeg.Options{Quality: 82}); err != nil {
		panic(err) // a buffer does not fail
	}
	return out.Bytes()
}

func rgb(hex uint32) color.RGBA {
	return color.RGBA{uint8(hex >> 16), uint8(hex >> 8), uint8(hex), 255}
}

func (c canvas) box(x, y, w, h int, hex uint32) {
	draw.Draw(c, image.Rect(x, y, x+w, y+h), &image.Uniform{rgb(hex)}, image.Point{}, draw.Src)
}

// oval fills an ellipse around (x, y).
func (c canvas) oval(x, y, rx, ry int, hex uint32) {
	for dy := -ry; dy <= ry; dy++ {
		half := int(float64(rx) * math.Sqrt(1-float64(dy*dy)/float64(ry*ry)))
		c.box(x-half, y+dy, 2*half, 1, hex)
	}
}

// kitchen is a living room with a sofa and, where the television should be, a
// counter with a gas stove, its bottle and a range hood.
func kitchen(c canvas) {
	c.box(0, 0, 640, 330, 0xE9E2D0)
	c.box(0, 330, 640, 150, 0xB08A5E)
	for x := 0; x < 640; x += 64 {
		c.box(x, 330, 2, 150, 0x8F6C45)
	}
	c.box(40, 50, 130, 130, 0xFFFFFF) // window
	c.box(48, 58, 54, 114, 0x9CC9E8)
	c.box(108, 58, 54, 114, 0x9CC9E8)
	c.box(20, 250, 210, 60, 0x4F6D8C) // sofa
	c.box(20, 300, 210, 60, 0x5F80A3)
	c.box(8, 270, 30, 96, 0x46617D)
	c.box(212, 270, 30, 96, 0x46617D)
	c.box(300, 250, 320, 22, 0x6E6E6E) // counter
	c.box(300, 272, 320, 130, 0xC9B79A)
	for x := 310; x < 610; x += 78 {
		c.box(x, 284, 66, 108, 0xB7A382)
		c.box(x+28, 292, 12, 4, 0x555555)
	}
	c.box(370, 234, 170, 18, 0x2B2B2B) // stove
	for _, x := range []int{412, 498} {
		c.oval(x, 232, 34, 6, 0x111111)
		for i := -26; i <= 26; i += 13 {
			c.oval(x+i, 222, 4, 12, 0x3F8EFF)
			c.oval(x+i, 226, 2, 7, 0xFFC04D)
		}
	}
	c.box(380, 172, 66, 40, 0x8F979E) // pot
	c.oval(413, 172, 33, 7, 0xAEB6BC)
	c.box(446, 182, 30, 8, 0x333333)
	for i := range 60 { // hood
		c.box(405-i/2, 60+i, 100+i, 1, 0xA9AEB3)
	}
	c.box(438, 0, 36, 62, 0x8F959A)
	c.box(560, 330, 56, 100, 0x3D9155) // gas bottle
	c.oval(588, 330, 28, 14, 0x49A563)
	c.box(580, 304, 16, 18, 0x777777)
	for x := 540; x < 584; x++ {
		c.box(x, 300-int(30*math.Sin(float64(x-540)/14)), 5, 6, 0xD3542F)
	}
}

// cleared is the living room again: where the stove stood there is a
// television.
func cleared(c canvas) {
	c.box(0, 0, 640, 330, 0xE9E2D0)
	c.box(0, 330, 640, 150, 0xB08A5E)
	for x := 0; x < 640; x += 64 {
		c.box(x, 330, 2, 150, 0x8F6C45)
	}
	c.box(40, 50, 130, 130, 0xFFFFFF) // window
	c.box(48, 58, 54, 114, 0x9CC9E8)
	c.box(108, 58, 54, 114, 0x9CC9E8)
	c.box(20, 250, 210, 60, 0x4F6D8C) // sofa
	c.box(20, 300, 210, 60, 0x5F80A3)
	c.box(340, 130, 250, 140, 0x1C1F22) // television
	c.box(350, 140, 230, 120, 0x31465A)
	c.box(320, 300, 290, 60, 0x8A6A48)
	c.oval(290, 330, 20, 40, 0x3E8A4E) // plant
	c.box(280, 350, 20, 24, 0x9A5B3A)
}

// paper is a sheet with lines of writing, a stamp and a signature.
func paper(c canvas) {
	c.box(0, 0, 640, 480, 0x6B5B4A)
	c.box(150, 20, 340, 440, 0xFBFAF4)
	c.box(230, 50, 180, 18, 0x333333)
	for y := 100; y < 320; y += 26 {
		c.box(180, y, 280-y%60, 6, 0x8A8A8A)
	}
	for a := range 360 {
		x, y := 410+int(38*math.Cos(float64(a)/57.3)), 370+int(38*math.Sin(float64(a)/57.3))
		c.box(x, y, 4, 4, 0xC8352B)
	}
	for x := 190; x < 300; x++ {
		c.box(x, 380+int(14*math.Sin(float64(x)/9)), 3, 3, 0x23346B)
	}
}

// drain is a street gutter whose grating stands in a pool of grease.
func drain(c canvas) {
	c.box(0, 0, 640, 150, 0x9A9A94)
	for y := 0; y < 150; y += 50 {
		for x := -(y % 100) / 2; x < 640; x += 100 {
			c.box(x, y, 96, 46, 0xB3B2AA)
		}
	}
	c.box(0, 150, 640, 34, 0xD2D0C6) // kerbstone
	c.box(0, 178, 640, 8, 0x77756E)
	c.box(0, 186, 640, 294, 0x4C4D4F)
	for i := range 900 {
		c.box(i*137%640, 190+i*71%286, 2, 2, 0x5A5B5D)
	}
	c.oval(320, 340, 290, 116, 0x6B5A22) // grease
	c.oval(310, 334, 258, 96, 0x8A7430)
	c.oval(250, 320, 120, 40, 0xA58D45)
	c.oval(430, 360, 90, 30, 0xA58D45)
	c.box(200, 262, 240, 140, 0x26282A) // grating
	for x := 212; x < 430; x += 24 {
		c.box(x, 272, 12, 120, 0x0B0B0C)
		c.box(x+12, 272, 3, 120, 0x6F7376)
	}
	c.box(200, 326, 240, 9, 0x4A4D50)
	for _, b := range [][3]int{{150, 300, 16}, {182, 372, 11}, {468, 296, 14}, {500, 352, 20}, {280, 428, 12}, {90, 340, 9}, {560, 330, 10}} {
		c.oval(b[0], b[1], b[2], b[2]*2/3, 0xC9B775)
		c.oval(b[0]-b[2]/4, b[1]-b[2]/5, b[2]/3, b[2]/4, 0xF1E6B8)
	}
	c.oval(392, 280, 28, 9, 0x77953C) // a leaf of cabbage
	c.oval(380, 278, 12, 5, 0x9DBB5C)
}

// kerb is a row of shops with cars parked on the wide kerb before them.
func kerb(c canvas) {
	c.box(0, 0, 640, 90, 0xA9CBE6)
	for i, hex := range []uint32{0xC96F4A, 0xD9B45B, 0x6C9A8B, 0xB5656D} {
		x := i * 160
		c.box(x, 50, 158, 190, 0xE6DDCB)
		c.box(x, 96, 158, 40, hex)
		for s := 0; s < 158; s += 32 {
			c.box(x+s, 136, 16, 16, hex)
			c.box(x+s+16, 136, 16, 16, 0xFFFFFF)
		}
		c.box(x+14, 160, 76, 80, 0x86A7B8)
		c.box(x+104, 160, 40, 80, 0x5B4636)
	}
	c.box(0, 240, 640, 120, 0xC3B9A8) // the kerb
	for x := 0; x < 640; x += 40 {
		c.box(x, 240, 2, 120, 0xADA28F)
	}
	c.box(0, 280, 640, 2, 0xADA28F)
	c.box(0, 322, 640, 10, 0xE0B93A) // guide for the blind
	c.box(0, 360, 640, 14, 0x8A857B)
	c.box(0, 374, 640, 106, 0x55585C)
	for x := 10; x < 640; x += 110 {
		c.box(x, 424, 60, 8, 0xE8E8E8)
	}
	for i, hex := range []uint32{0xB83232, 0xEDEDED, 0x2F5C9E, 0x3A3A3A} {
		car(c, 10+i*158, 268, hex)
	}
}

func car(c canvas, x, y int, hex uint32) {
	for i := range 36 {
		c.box(x+30-i/2, y+i, 84+i, 1, hex)
	}
	c.box(x+24, y+8, 42, 26, 0xBFD9E6)
	c.box(x+72, y+8, 42, 26, 0xBFD9E6)
	c.box(x, y+34, 146, 40, hex)
	c.box(x, y+46, 10, 10, 0xFFE9A8)
	c.box(x+136, y+46, 10, 10, 0xE04545)
	for _, w := range []int{32, 114} {
		c.oval(x+w, y+76, 19, 19, 0x151515)
		c.oval(x+w, y+76, 9, 9, 0x9A9A9A)
	}
}
