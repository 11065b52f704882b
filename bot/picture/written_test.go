package picture

import (
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/image/font/sfnt"

	"gridbot/flows/drawn"
)

// What the flows say of the letters is what the fonts have.
func TestTheLettersAreThoseOfTheFonts(t *testing.T) {
	var fonts [2]*sfnt.Font
	for i, b := range [][]byte{letters, rare} {
		var err error
		if fonts[i], err = sfnt.Parse(b); err != nil {
			t.Fatal(err)
		}
	}
	var glyphs sfnt.Buffer
	for r := rune(0); r < 0x30000; r++ {
		there := (holds(fonts[0], &glyphs, r) || holds(fonts[1], &glyphs, r)) && !unicode.IsControl(r)
		if shown, _ := drawn.Written(string(r)); there != (shown == string(r)) && r != ' ' && !(r >= 0xd800 && r < 0xe000) {
			t.Errorf("%U is in the fonts: %t, and is written as %q", r, there, shown)
		}
	}
}

// Rare letters of names are drawn on every picture and paper, and what no font has is
// marked.
func TestEveryWordIsDrawnOrMarked(t *testing.T) {
	const name, shown = "王堃祎龑\U00030EDE🙂", "王堃祎龑〓"
	if got, missing := drawn.Written(name); got != shown || !slices.Equal(missing, []rune{0x30EDE}) {
		t.Errorf("%q, %q", got, missing)
	}
	pdf, said, err := notice(Sheet{Title: "通知书", Number: "7", Heads: [3]string{"一", "二", "三"}, Lines: []Line{{"致", name}}, Link: "https://example.org"})
	if err != nil || !slices.Contains(said, shown) || !strings.HasPrefix(string(pdf), "%PDF") {
		t.Errorf("%q, %v", said, err)
	}
	p, err := newPen(400, 100)
	if err != nil {
		t.Fatal(err)
	}
	// A letter that is drawn differs from the box that stands for none.
	for _, word := range []string{"堃", "龑", "〓"} {
		p.img.Pix = make([]uint8, len(p.img.Pix))
		p.words(word, 10, 10, style{size: wordSize, ink: ink})
		first := slices.Clone(p.img.Pix)
		p.img.Pix = make([]uint8, len(p.img.Pix))
		p.words("一", 10, 10, style{size: wordSize, ink: ink})
		if slices.Equal(first, p.img.Pix) || slices.Max(first) == 0 {
			t.Errorf("%s is not drawn", word)
		}
	}
	if p.width("堃", wordSize) != p.width("王", wordSize) {
		t.Error("a rare letter is not as wide as the others")
	}
}
