package picture

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/image/draw"
	"golang.org/x/image/font"

	"gridbot/flows/evidence"
)

// sheet is a notice as it is served.
func sheet() Sheet {
	return Sheet{
		Title: "责令整改通知书", Number: "编号：1042-1", Office: "大宁路街道（演示） · 延长暖心",
		Lines:   []Line{{"致：", "张某（崧涵庭5号楼302室）"}, {"地点：", "崧涵庭，5号楼302室"}, {"依据：", "《上海市住宅物业管理规定》《城镇燃气管理条例》"}},
		Wording: "经现场检查，你（单位）存在下列问题。请在期限内完成整改；逾期不改正的，将依法处理。",
		Heads:   [3]string{"序号", "整改内容", "期限"},
		Items: []Item{{"停止使用客厅内的燃气灶具，拆除私接的燃气软管", "11月25日（周三）17:00"},
			{"恢复客厅原有用途，清理堆放的可燃物", "11月30日（周一）17:00"}},
		Foot:  []Line{{"送达时间：", "11月23日（周一）10:30"}, {"送达方式：", "签收"}},
		Signs: []string{"被通知人（签字）", "送达人（签字）"}, Link: "https://t.me/gridbot?start=n1042_AbCdEfGhIjKlMnOpQrStUv", LinkNote: "扫码查看进度、上传整改照片、申请延期",
	}
}

func english() Sheet {
	s := sheet()
	s.Title, s.Number, s.Office = "Rectification notice", "No. 1042-1", "Daning (demo) · Yanchang Warm Heart"
	s.Lines = []Line{{"To: ", "The household of flat 302, building 5"}, {"Place: ", "Songhan Court, building 5, flat 302"}, {"Under: ", "the City's rules on residential property and the State's rules on gas"}}
	s.Wording = "On inspection the following was found. Please put it right within the time given; otherwise the law takes its course."
	s.Heads = [3]string{"No.", "To be put right", "By"}
	s.Items = []Item{{"Stop using the gas stove in the living room and take out the unlawful hose", "Wed 25 Nov, 17:00"}}
	s.Foot = []Line{{"Served: ", "Mon 23 Nov, 10:30"}, {"Proof: ", "signed"}}
	s.Signs, s.LinkNote = []string{"Addressee", "Served by"}, "Scan to follow, to send proof, or to ask for more time"
	return s
}

// full is as much as a notice can hold.
func full() Sheet {
	s := sheet()
	s.Items = nil
	for i := range 10 {
		s.Items = append(s.Items, Item{strings.Repeat(fmt.Sprintf("第%d项要整改的内容写得很长，", i+1), 10), "2026年12月31日（周四）17:00"})
	}
	s.Wording = strings.Repeat("请在期限内完成整改。", 28)
	return s
}

// keep writes what was drawn where somebody can look at it.
func keep(t *testing.T, name string, b []byte) {
	if dir := os.Getenv("GRIDBOT_PICTURES"); dir != "" {
		if err := os.WriteFile(filepath.Join(dir, name), b, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func TestANoticeIsOnePageWhateverStandsOnIt(t *testing.T) {
	for name, s := range map[string]Sheet{"zh": sheet(), "en": english(), "full": full(), "empty": {}} {
		b, err := Notice(s)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		keep(t, name+".pdf", b)
		if !bytes.HasPrefix(b, []byte("%PDF-")) || bytes.Count(b, []byte("/Type /Page\n")) != 1 {
			t.Errorf("%s: it has %d pages", name, bytes.Count(b, []byte("/Type /Page\n")))
		}
		if len(b) > 300_000 {
			t.Errorf("%s: %d bytes, the font is not cut down to what is used", name, len(b))
		}
	}
}

// What shows that it was served stands on a page of its own, whatever its shape; what
// is no picture is told, and nothing is sent that cannot be opened.
func TestWhatShowsTheServiceIsThePageBehind(t *testing.T) {
	for name, shape := range map[string]image.Rectangle{"high": image.Rect(0, 0, 300, 900), "broad": image.Rect(0, 0, 900, 300)} {
		var photo bytes.Buffer
		if err := jpeg.Encode(&photo, image.NewGray(shape), nil); err != nil {
			t.Fatal(err)
		}
		s := sheet()
		s.Photo = photo.Bytes()
		b, err := Notice(s)
		if err != nil || bytes.Count(b, []byte("/Type /Page\n")) != 2 {
			t.Errorf("%s: %v, %d pages", name, err, bytes.Count(b, []byte("/Type /Page\n")))
		}
		keep(t, "proof-"+name+".pdf", b)
	}
	s := sheet()
	s.Photo = []byte("no picture")
	if _, err := Notice(s); err == nil {
		t.Error("what is no picture was drawn")
	}
}

var update = flag.Bool("update", false, "write the golden files anew")

// What stands on the page, row by row, in both languages.
func TestThePageSaysWhatItShould(t *testing.T) {
	for name, s := range map[string]Sheet{"zh": sheet(), "en": english()} {
		_, said, err := notice(s)
		if err != nil {
			t.Fatal(err)
		}
		got, path := strings.Join(said, "\n")+"\n", "testdata/notice."+name+".golden"
		if *update {
			if err := os.MkdirAll("testdata", 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("the page has changed (go test ./bot/picture -update writes it anew):\n%s", got)
		}
	}
}

func TestNothingRunsOffTheRow(t *testing.T) {
	p := &page{size: 10}
	if err := p.open("t"); err != nil {
		t.Fatal(err)
	}
	for _, words := range []string{full().Items[0].What, strings.Repeat("abcdefghij", 40), "《上海市住宅物业管理规定》，《城镇燃气管理条例》。", strings.Repeat("a b ", 99), ""} {
		for _, row := range p.wrap(words, 120, 10) {
			if w := p.width(row, 10); w > 120+11 { // what closes hangs over
				t.Errorf("%q is %g wide", row, w)
			}
			if r := []rune(row); len(r) > 0 && strings.ContainsRune("，。、；：！？）》", r[0]) {
				t.Errorf("%q begins with what closes", row)
			}
		}
	}
}

// scene is a picture with something in it.
func scene(w, h int, shift uint8) image.Image {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			v := uint8((x*7/w)*(y*5/h)*20) + shift*uint8((x*4/w)%2)*uint8(y*3/h)*31
			img.Set(x, y, color.RGBA{v, 255 - v, uint8(x * 255 / w), 255})
		}
	}
	return img
}

func encoded(t testing.TB, img image.Image, quality int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: quality}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestBeforeAndAfterStandSideBySideAtTheSameHeight(t *testing.T) {
	before := Photo{encoded(t, scene(640, 480, 0), 90), "整改前 11月23日（周一）10:20"}
	after := Photo{encoded(t, scene(300, 900, 1), 90), "整改后 11月30日（周一）09:05 说明很长很长很长很长"}
	for n := 1; n <= 6; n++ {
		var pairs []Pair
		for range n {
			pairs = append(pairs, Pair{before, after})
		}
		b, err := Pairs(pairs)
		if err != nil {
			t.Fatal(err)
		}
		if img, err := jpeg.Decode(bytes.NewReader(b)); err == nil {
			var flat bytes.Buffer
			if err := png.Encode(&flat, img); err != nil {
				t.Fatal(err)
			}
			keep(t, fmt.Sprintf("pairs%d.png", n), flat.Bytes())
		}
		c, kind, err := image.DecodeConfig(bytes.NewReader(b))
		if err != nil || kind != "jpeg" || c.Width+c.Height > 10000 || len(b) > 10<<20 {
			t.Errorf("%d pairs: %d by %d, %d bytes, %v", n, c.Width, c.Height, len(b), err)
		}
	}
}

// A tall photo stands beside a wide one, and its date can be read.
func TestEvenATallPhotoIsDated(t *testing.T) {
	f, err := face(26)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	tall := encoded(t, scene(300, 900, 1), 90)
	for _, height := range []int{225, 450, 720} {
		caption := "整改后 11月30日（周一）09:05"
		r, err := row(Pair{Photo{tall, caption}, Photo{tall, caption}}, height, f)
		if err != nil {
			t.Fatal(err)
		}
		room := min(height, font.MeasureString(f, caption).Ceil()+12)
		if got := r.Bounds().Dx(); got < 2*room+gap || got > 2*max(room, height/3)+gap {
			t.Errorf("at a height of %d it is %d wide, and the date needs %d", height, got, room)
		}
	}
}

func TestWhatIsNoPhotoIsRefused(t *testing.T) {
	huge := image.NewGray(image.Rect(0, 0, 1, 1))
	var b bytes.Buffer
	if err := png.Encode(&b, huge); err != nil {
		t.Fatal(err)
	}
	bomb := b.Bytes()
	copy(bomb[16:], []byte{0, 1, 0, 0, 0, 1, 0, 0}) // it says that it is 65536 by 65536
	for name, raw := range map[string][]byte{"nothing": nil, "words": []byte("no photo"), "half": encoded(t, scene(90, 90, 0), 90)[:200], "bomb": bomb} {
		if _, err := Look(raw); !errors.Is(err, ErrPhoto) {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := Pairs([]Pair{{Photo{raw, ""}, Photo{raw, ""}}}); !errors.Is(err, ErrPhoto) {
			t.Errorf("%s in a pair: %v", name, err)
		}
	}
	if _, err := Pairs(nil); !errors.Is(err, ErrPhoto) {
		t.Errorf("no pairs: %v", err)
	}
}

func TestTheSamePhotoLooksTheSame(t *testing.T) {
	photo := scene(1280, 960, 0)
	small := image.NewRGBA(image.Rect(0, 0, 320, 240))
	draw.BiLinear.Scale(small, small.Bounds(), photo, photo.Bounds(), draw.Src, nil)
	first, err := Look(encoded(t, photo, 90))
	if err != nil || len(first) != 16 {
		t.Fatal(first, err)
	}
	again, err := Look(encoded(t, small, 40))
	if err != nil || !evidence.SameLook(first, again) {
		t.Errorf("%s and %s, %v", first, again, err)
	}
	other, err := Look(encoded(t, scene(1280, 960, 1), 90))
	if err != nil || evidence.SameLook(first, other) {
		t.Errorf("another photo looks the same: %s and %s, %v", first, other, err)
	}
	flat, err := Look(encoded(t, image.NewGray(image.Rect(0, 0, 50, 50)), 90))
	if err != nil || flat != "" || evidence.SameLook("", "") || evidence.SameLook(first, "") {
		t.Errorf("a dark photo looks like %q, %v", flat, err)
	}
}

func FuzzLook(f *testing.F) {
	f.Add(encoded(f, scene(40, 30, 0), 50))
	f.Add([]byte("RIFF\x00\x00\x00\x00WEBPVP8 "))
	f.Fuzz(func(t *testing.T, b []byte) {
		look, err := Look(b)
		if err == nil && look != "" && !evidence.SameLook(look, look) {
			t.Errorf("%q is not near itself", look)
		}
	})
}

// Of what people sign nothing is left out and nothing is drawn over, however
// much it is: the minutes go on to the next page.
func TestTheMinutesOfAFullAgendaAreWhole(t *testing.T) {
	words := strings.Repeat("摸排老旧软管并登记", 13)
	for _, n := range []int{1, 2, 5, 6, 7, 8, 9, 10, 11, 12, 13, 15} {
		s := Sheet{Title: "联席会议纪要", Number: "编号 yanchang-3.1", Office: "大宁路街道（演示） · 延长暖心", Heads: [3]string{"序号", "事项与决定", "期限"},
			Lines: []Line{{"时间： ", "11月24日（周二）14:00"}, {"人员： ", "到会： 周莉 · 赵强"}},
			Foot:  []Line{{"校验码： ", strings.Repeat("78df335abe3e1234", 4)}, {"签字： ", "赵强\n周莉"}}, Signs: []string{"网格长：", "网格党组织书记："}}
		for i := range n {
			s.Items = append(s.Items, Item{What: fmt.Sprintf("%d号%s\n　→ 任务：城管中队 · 燃气公司，%s，11月26日（周四）17:00前", i+1, words, words), Due: "11月26日 17:00"})
		}
		b, said, err := minutes(s)
		if err != nil {
			t.Fatal(err)
		}
		keep(t, fmt.Sprintf("minutes-%d.pdf", n), b)
		all := strings.Join(said, "")
		for i := range n {
			if !strings.Contains(all, fmt.Sprintf("%d号摸排", i+1)) {
				t.Errorf("%d items: the %d. is not there", n, i+1)
			}
		}
		if strings.Contains(all, "…") || !strings.Contains(all, "78df335abe3e1234") || !strings.Contains(all, "网格党组织书记") {
			t.Errorf("%d items: %q", n, all)
		}
		if pages := bytes.Count(b, []byte("/Type /Page\n")); (pages > 1) != (n > 4) {
			t.Errorf("%d items are %d pages", n, pages)
		}
	}
}
