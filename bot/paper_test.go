package bot

import (
	"archive/zip"
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"image"
	"image/jpeg"
	_ "image/jpeg"
	"image/png"
	"io"
	"path"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"rsc.io/qr/coding"

	"gridbot/flows"
	"gridbot/flows/district"
	"gridbot/flows/drawn"
	"gridbot/flows/grids"
	"gridbot/flows/text"
)

// What is sent as a file is read here as whoever gets it can read it: the letters of a
// page through the table its font carries, codes square by square, workbooks and tables
// as they are.

// errNoReader: nobody can say what stands in a file of this kind.
var errNoReader = errors.New("no reader for this kind of paper")

// pictures are the files whose words are pixels: what is written on them is in the
// drawing, and looked at there.
var pictures = []string{"week.png", "map.png", "pairs.jpg", "sample.png"}

// ReadPaper is all that can be read in a file the bot has made. Errors: errNoReader.
func ReadPaper(name string, b []byte) (string, error) {
	switch path.Ext(name) {
	case ".pdf":
		return readPages(b)
	case ".xlsx":
		return readBook(b)
	case ".ics":
		return strings.ReplaceAll(string(b), "\r\n ", ""), nil
	case ".csv", ".txt":
		return string(b), nil
	case ".png", ".jpg":
		if slices.Contains(pictures, name) {
			return "", nil
		}
		img, _, err := image.Decode(bytes.NewReader(b))
		if err != nil {
			return "", err
		}
		return readCode(img)
	}
	return "", fmt.Errorf("%s: %w", name, errNoReader)
}

func readBook(b []byte) (string, error) {
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		return "", err
	}
	var said strings.Builder
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			return "", err
		}
		if _, err := io.Copy(&said, r); err != nil {
			return "", err
		}
	}
	return said.String(), nil
}

var (
	object   = regexp.MustCompile(`(?s)(\d+) 0 obj(.*?)endobj`)
	fontName = regexp.MustCompile(`/F(\d+) (\d+) 0 R`)
	table    = regexp.MustCompile(`/ToUnicode (\d+) 0 R`)
	letter   = regexp.MustCompile(`<([0-9A-F]{4})><[0-9A-F]{4}><([0-9A-F]{4,})>`)
	row      = regexp.MustCompile(`(?s)/F(\d+) [0-9.]+ Tf.*?\[(.*?)\] TJ`)
	glyphs   = regexp.MustCompile(`<([0-9A-F]*)>`)
	length   = regexp.MustCompile(`/Length (\d+)`)
	title    = regexp.MustCompile(`/Title <FEFF([0-9A-F]*)>`)
)

// readPages is what stands on the pages of a document, its title, and where its codes
// lead.
func readPages(b []byte) (string, error) {
	objects, order := map[string][]byte{}, []string{}
	for _, o := range object.FindAllSubmatch(b, -1) {
		objects[string(o[1])], order = o[2], append(order, string(o[1]))
	}
	fonts := map[string]string{}
	for _, o := range objects {
		for _, f := range fontName.FindAllSubmatch(o, -1) {
			fonts[string(f[1])] = string(f[2])
		}
	}
	letters := map[string]map[string]string{}
	for n, at := range fonts {
		t := table.FindSubmatch(objects[at])
		if t == nil {
			return "", fmt.Errorf("font %s has no table of its letters", n)
		}
		letters[n] = map[string]string{}
		for _, l := range letter.FindAllSubmatch(inflated(objects[string(t[1])]), -1) {
			r, _ := strconv.ParseUint(string(l[2]), 16, 32)
			letters[n][string(l[1])] = string(rune(r))
		}
	}
	var said strings.Builder
	for _, n := range order {
		o := objects[n]
		if bytes.Contains(o, []byte("/DCTDecode")) { // a photo: it shows, and says nothing
			if _, err := jpeg.Decode(bytes.NewReader(carried(o))); err != nil {
				return "", fmt.Errorf("a photo on the page: %w", err)
			}
			continue
		}
		if bytes.Contains(o, []byte("/Subtype /Image")) {
			img, err := png.Decode(bytes.NewReader(whole(o)))
			if err != nil {
				return "", fmt.Errorf("a picture on the page: %w", err)
			}
			link, err := readCode(img)
			if err != nil {
				return "", err
			}
			fmt.Fprintln(&said, link)
			continue
		}
		for _, r := range row.FindAllSubmatch(inflated(o), -1) {
			for _, part := range glyphs.FindAllSubmatch(r[2], -1) {
				for g := range slices.Chunk(part[1], 4) {
					l, ok := letters[string(r[1])][string(g)]
					if !ok {
						return "", fmt.Errorf("nobody can read the letter %s of font %s", g, r[1])
					}
					said.WriteString(l)
				}
			}
			said.WriteByte('\n')
		}
	}
	for _, t := range title.FindAllSubmatch(b, -1) {
		for c := range slices.Chunk(t[1], 4) {
			r, _ := strconv.ParseUint(string(c), 16, 32)
			said.WriteRune(rune(r))
		}
	}
	return said.String(), nil
}

// carried is what an object of a page carries.
func carried(o []byte) []byte {
	_, after, ok := bytes.Cut(o, []byte("stream\n"))
	n := length.FindSubmatch(o)
	if !ok || n == nil {
		return nil
	}
	long, _ := strconv.Atoi(string(n[1]))
	return after[:min(long, len(after))]
}

// whole is a picture on a page as a file of its own: a page packs it as such a file
// does, in grey or in colours.
func whole(o []byte) []byte {
	number := func(of string) byte {
		n, _ := strconv.Atoi(string(regexp.MustCompile(of + ` +(\d+)`).FindSubmatch(append(bytes.Clone(o), of+" 0"...))[1]))
		return byte(n)
	}
	size := func(of string) uint32 {
		n, _ := strconv.ParseUint(string(regexp.MustCompile(of + ` (\d+)`).FindSubmatch(append(bytes.Clone(o), of+" 0"...))[1]), 10, 32)
		return uint32(n)
	}
	b := []byte("\x89PNG\r\n\x1a\n")
	chunk := func(name string, data []byte) {
		part := append([]byte(name), data...)
		b = binary.BigEndian.AppendUint32(b, uint32(len(data)))
		b = binary.BigEndian.AppendUint32(append(b, part...), crc32.ChecksumIEEE(part))
	}
	head := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, size("/Width")), size("/Height"))
	chunk("IHDR", append(head, number("/BitsPerComponent"), number("/Colors")-1, 0, 0, 0)) // 1 is grey, 3 are colours
	chunk("IDAT", carried(o))
	chunk("IEND", nil)
	return b
}

// inflated is what an object carries, unpacked where it is packed.
func inflated(o []byte) []byte {
	s := carried(o)
	if !bytes.Contains(o, []byte("/FlateDecode")) {
		return s
	}
	r, err := zlib.NewReader(bytes.NewReader(s))
	if err != nil {
		return nil
	}
	b, err := io.ReadAll(r)
	if err != nil {
		return nil
	}
	return b
}

// errNoCode: there is no code in the picture.
var errNoCode = errors.New("no code in a picture")

// readCode is what a code says: each of the ways in which one of its size can be
// written is tried, and written anew it must be the same. Errors: errNoCode.
func readCode(img image.Image) (string, error) {
	black := func(x, y int) bool { r, g, b, _ := img.At(x, y).RGBA(); return r+g+b < 3*0x8000 }
	at := img.Bounds()
	left, top, right := -1, -1, -1
	for y := at.Min.Y; y < at.Max.Y && top < 0; y++ {
		for x := at.Min.X; x < at.Max.X; x++ {
			if black(x, y) {
				if top < 0 {
					left, top = x, y
				}
				right = x
			}
		}
	}
	if top < 0 {
		return "", errNoCode
	}
	wide := 0 // of the corner, which is seven squares
	for x := left; x < at.Max.X && black(x, top); x++ {
		wide++
	}
	one := wide / 7
	if one == 0 || wide%7 != 0 || (right+1-left)%one != 0 {
		return "", errNoCode
	}
	size := (right + 1 - left) / one
	for level := coding.L; level <= coding.H; level++ {
		for mask := range coding.Mask(8) {
			plan, err := coding.NewPlan(coding.Version((size-17)/4), level, mask)
			if err != nil || len(plan.Pixel) != size {
				return "", errNoCode
			}
			data := make([]byte, plan.DataBytes)
			for y, line := range plan.Pixel {
				for x, p := range line {
					on := black(left+x*one+one/2, top+y*one+one/2) != (p&coding.Invert != 0)
					if n := int(p.Offset()); p.Role() == coding.Data && on && n/8 < len(data) {
						data[n/8] |= 0x80 >> (n % 8)
					}
				}
			}
			words, ok := decoded(data, size)
			if !ok {
				continue
			}
			again, err := plan.Encode(coding.String(words))
			if err != nil || again.Size != size {
				continue
			}
			same := true
			for y := range size {
				for x := range size {
					same = same && again.Black(x, y) == black(left+x*one+one/2, top+y*one+one/2)
				}
			}
			if same {
				return words, nil
			}
		}
	}
	return "", errNoCode
}

// decoded is the one text of bytes in the data of a code.
func decoded(data []byte, size int) (string, bool) {
	bits := func(from, n int) (v int) {
		for i := from; i < from+n && i/8 < len(data); i++ {
			v = v<<1 | int(data[i/8]>>(7-i%8)&1)
		}
		return v
	}
	count := 8
	if size > 17+4*9 {
		count = 16
	}
	n := bits(4, count)
	if bits(0, 4) != 4 || (4+count)/8+n >= len(data) {
		return "", false
	}
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(bits(4+count+8*i, 8))
	}
	return string(b), true
}

// papers is how each kind of drawing is looked at. A new one without a row fails.
var papers = map[string]string{
	"Notice": "read", "Minutes": "read", "Code": "read", "Guide": "read", "Dates": "read", "Pact": "read", // here, from the bytes
	"Week": "words", "Map": "words", "Pairs": "words", "Profile": "words", "Sample": "words", // pixels: what is said on them is in the drawing
	"Export": "sent", "Mine": "sent", // filled when it is sent: read where that is
	"Lang": "",
}

// All that the flows put into a drawing stands on the paper, to be read by whoever has
// it; and the paper is made from nothing else.
func TestPaperSaysWhatTheDrawingSays(t *testing.T) {
	catalog, err := flows.Catalog()
	if err != nil {
		t.Fatal(err)
	}
	d, err := district.Load(district.Demo())
	if err != nil {
		t.Fatal(err)
	}
	s := &sender{words: words{catalog: catalog, missing: func(err error) { t.Error(err) }}, district: d}
	kinds := reflect.TypeFor[drawn.Drawing]()
	for i := range kinds.NumField() {
		kind := kinds.Field(i).Name
		how, known := papers[kind]
		if !known {
			t.Errorf("nobody reads a %s: a row in papers", kind)
		}
		if how != "read" {
			continue
		}
		for _, l := range text.Langs {
			var one drawn.Drawing
			var marks []string
			filled(reflect.ValueOf(&one).Elem().Field(i), kind, &marks)
			name, b, err := s.draw(t.Context(), l, &one)
			if err != nil {
				t.Fatal(err)
			}
			said, err := ReadPaper(name, b)
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			said = strings.ReplaceAll(said, "\n", "")
			for _, mark := range marks {
				if !strings.Contains(said, mark) {
					t.Errorf("%s, %s: %s stands nowhere on it: %q", kind, l, mark, said)
				}
			}
			if len(marks) == 0 {
				t.Errorf("nothing is on a %s", kind)
			}
		}
	}
	for kind := range papers {
		if _, ok := kinds.FieldByName(kind); !ok {
			t.Errorf("nothing is drawn that is called %s", kind)
		}
	}
	for _, name := range []string{"notice.docx", "sound.ogg", "noname"} {
		if _, err := ReadPaper(name, nil); !errors.Is(err, errNoReader) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// filled puts a mark into every field that can hold words.
func filled(v reflect.Value, at string, marks *[]string) {
	mark := func() string {
		*marks = append(*marks, fmt.Sprintf("mk%s%dqz", strings.ReplaceAll(at, ".", ""), len(*marks)))
		return (*marks)[len(*marks)-1]
	}
	switch {
	case v.Type() == reflect.TypeFor[*drawn.Photo](): // says nothing, and is fetched
	case v.Type() == reflect.TypeFor[text.Text]():
		v.Set(reflect.ValueOf(text.Said(mark())))
	case v.Kind() == reflect.String:
		v.SetString(mark())
	case v.Kind() == reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		filled(v.Elem(), at, marks)
	case v.Kind() == reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		for i := range 2 {
			filled(v.Index(i), at, marks)
		}
	case v.Kind() == reflect.Struct:
		for i := range v.NumField() {
			filled(v.Field(i), v.Type().Field(i).Name, marks)
		}
	}
}

// A poster says its place, how to report, and whom to call; and its code leads to the
// place with a token, and to nothing else.
func TestAPosterIsReadAsItHangs(t *testing.T) {
	catalog, err := flows.Catalog()
	if err != nil {
		t.Fatal(err)
	}
	d, err := district.Load(district.Demo())
	if err != nil {
		t.Fatal(err)
	}
	var places []grids.Place
	for _, p := range d.Places.All() {
		if d.PosterToken(p.ID) != "" && len(places) < 2 {
			places = append(places, p)
		}
	}
	b, err := RenderPosters(d, catalog, "daning_gridbot", places)
	if err != nil || len(places) == 0 {
		t.Fatalf("%d places, %v", len(places), err)
	}
	said, err := ReadPaper("posters.pdf", b)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range places {
		for _, has := range []string{p.Names.In(text.Chinese), "https://t.me/daning_gridbot?start=p" + d.PosterToken(p.ID)} {
			if !strings.Contains(said, has) {
				t.Errorf("%s does not stand on it: %s", has, said)
			}
		}
	}
	if strings.Contains(said, "@") {
		t.Errorf("it says more than it should: %s", said)
	}
}
