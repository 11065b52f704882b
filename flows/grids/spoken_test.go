package grids

import (
	_ "embed"
	"fmt"
	"math/rand"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"github.com/mozillazg/go-pinyin"

	"gridbot/flows/text"
)

//go:embed testdata/names.txt
var namesFile string

// namesOfACity are the names people are made to write below.
func namesOfACity() []string {
	return slices.DeleteFunc(strings.Split(strings.TrimSpace(namesFile), "\n"), func(l string) bool { return strings.HasPrefix(l, "#") })
}

// cityOf is as many places as a large district has: the names, and others made
// of the same parts, so that all of them have neighbours they are mistaken for.
func cityOf(names []string, most int) *Places {
	known := map[string]bool{}
	var ps []Place
	add := func(name string) {
		if !known[name] && len(ps) < most {
			known[name] = true
			ps = append(ps, Place{ID: name, Names: text.Names{text.Chinese: name}})
		}
	}
	for _, name := range names {
		add(name)
	}
	ends := []string{"%s路%d弄", "%s胡同%d号院", "%s东里", "%s西里", "%s新村", "%s%d村", "%s花园", "%s小区", "%s公寓", "%s家园", "%s一区", "%s路", "%s胡同"}
	dice := rand.New(rand.NewSource(1))
	letters := []rune("安宝北昌长朝成春大德东方丰福光广贵海和恒红虹华怀欢惠吉佳嘉建江金锦京景静康兰乐丽龙隆明南宁平浦青清庆泉荣瑞三山上盛石双松泰天通同万文五西祥新兴秀阳宜银永玉园云泽振中紫")
	for len(ps) < most {
		first := string(letters[dice.Intn(len(letters))]) + string(letters[dice.Intn(len(letters))])
		end := ends[dice.Intn(len(ends))]
		if strings.Contains(end, "%d") {
			add(fmt.Sprintf(end, first, 1+dice.Intn(99)))
			continue
		}
		add(fmt.Sprintf(end, first))
	}
	dice.Shuffle(len(ps), func(i, j int) { ps[i], ps[j] = ps[j], ps[i] }) // of equals the first wins
	return NewPlaces(ps)
}

// A slipOf is one way in which what people write differs from a name; none
// where the name has nothing that could.
type slipOf struct {
	kind     string
	least    float64 // the share of names that must be among three offered
	mistaken float64 // the share that may be another place without a question
	write    func(d *rand.Rand, name string) string
}

var slips = []slipOf{
	{"as it is", 1, 0, func(_ *rand.Rand, n string) string { return n }},
	{"+3号楼", 1, 0, func(_ *rand.Rand, n string) string { return n + "3号楼" }},
	{"+３号楼", 1, 0, func(_ *rand.Rand, n string) string { return n + "３号楼" }},
	{"+三号楼", 1, 0, func(_ *rand.Rand, n string) string { return n + "三号楼" }},
	{"in a sentence", 1, 0, func(_ *rand.Rand, n string) string {
		return "你好，我住在" + n + "，楼道里的灯坏了三天没人修"
	}},
	{"full width", 1, 0, func(_ *rand.Rand, n string) string { return wide(n) }},
	{"one missing", 0.92, 0.02, func(d *rand.Rand, n string) string {
		rs := []rune(n)
		i := d.Intn(len(rs))
		return string(slices.Delete(rs, i, i+1))
	}},
	{"one doubled", 0.95, 0.01, func(d *rand.Rand, n string) string {
		rs := []rune(n)
		i := d.Intn(len(rs))
		return string(slices.Insert(rs, i, rs[i]))
	}},
	{"one wrong", 0.9, 0.02, func(d *rand.Rand, n string) string {
		rs := []rune(n)
		rs[d.Intn(len(rs))] = []rune("的我这喜欢吃饭")[d.Intn(7)]
		return string(rs)
	}},
	{"a homophone", 0.97, 0.02, homophoneOf},
	{"two swapped", 0.95, 0.01, func(d *rand.Rand, n string) string {
		rs := []rune(n)
		i := d.Intn(len(rs) - 1)
		rs[i], rs[i+1] = rs[i+1], rs[i]
		if string(rs) == n {
			return ""
		}
		return string(rs)
	}},
	{"the last three", 0.4, 0, func(_ *rand.Rand, n string) string {
		rs := []rune(n)
		if len(rs) < 5 {
			return ""
		}
		return string(rs[len(rs)-3:])
	}},
	{"figures as numerals", 1, 0, func(_ *rand.Rand, n string) string { return numerals(n) }},
	{"numerals as figures", 1, 0, func(_ *rand.Rand, n string) string { return figures(n) }},
	{"traditional", 1, 0, func(_ *rand.Rand, n string) string { return traditional(n) }},
	{"pinyin", 0.98, 0.01, func(_ *rand.Rand, n string) string { return strings.Join(syllables(n, pinyin.Normal), "") }},
	{"pinyin with spaces", 0.98, 0.01, func(_ *rand.Rand, n string) string {
		return strings.ToUpper(strings.Join(syllables(n, pinyin.Normal), " "))
	}},
	{"pinyin with marks", 0.98, 0.01, func(_ *rand.Rand, n string) string { return strings.Join(syllables(n, pinyin.Tone), " ") }},
	{"pinyin with tones", 0.98, 0.01, func(_ *rand.Rand, n string) string { return strings.Join(syllables(n, pinyin.Tone3), "") }},
	{"pinyin and a building", 0.98, 0.01, func(_ *rand.Rand, n string) string {
		return strings.Join(syllables(n, pinyin.Normal), "") + " 3 haolou"
	}},
}

// Of what people write wrongly, the place they mean is among the first three
// offered, exact ones first; and hardly ever is it taken for another place
// without a question. The names are harder than those of a real city: where a
// road has eight numbered villages, nobody knows which was meant without the
// number.
func TestAPlaceIsFoundHoweverItIsWritten(t *testing.T) {
	names := namesOfACity()
	places := cityOf(names, 6055)
	hits, all := 0, 0
	for _, slip := range slips {
		dice := rand.New(rand.NewSource(2))
		var asked, hit int
		var missed, mistaken []string
		for i, name := range names {
			said := slip.write(dice, name)
			if said == "" || said == name && slip.kind != "as it is" || i%2 == 1 && !testing.Verbose() {
				continue
			}
			asked++
			exact, near := places.Find(said, 3)
			offered := append(exact, near...)
			if slices.ContainsFunc(offered[:min(3, len(offered))], func(p Place) bool { return p.ID == name }) {
				hit++
			} else {
				missed = append(missed, fmt.Sprintf("%s (%s: %s)", said, name, ids(offered)))
			}
			if len(exact) == 1 && exact[0].ID != name && !strings.Contains(said, exact[0].ID) {
				mistaken = append(mistaken, fmt.Sprintf("%s (%s: %s)", said, name, ids(exact)))
			}
		}
		hits, all = hits+hit, all+asked
		t.Logf("%-22s %5.1f %% of %d, %d mistaken", slip.kind, 100*float64(hit)/float64(asked), asked, len(mistaken))
		if float64(hit) < slip.least*float64(asked) {
			t.Errorf("%s: not found are %s", slip.kind, strings.Join(missed, "; "))
		}
		if float64(len(mistaken)) > slip.mistaken*float64(asked) {
			t.Errorf("%s: taken for another are %s", slip.kind, strings.Join(mistaken, "; "))
		}
	}
	t.Logf("all together %.1f %% of %d", 100*float64(hits)/float64(all), all)
	if float64(hits) < 0.95*float64(all) {
		t.Errorf("only %d of %d are found", hits, all)
	}
}

func wide(s string) string {
	return strings.Map(func(r rune) rune {
		if r > ' ' && r < 0x7f {
			return r - '!' + '！'
		}
		return r
	}, s)
}

// homophoneOf is a name with one character changed for a common one that is
// read the same.
func homophoneOf(d *rand.Rand, name string) string {
	rs := []rune(name)
	for _, i := range d.Perm(len(rs)) {
		if !unicode.Is(unicode.Han, rs[i]) {
			continue
		}
		read := pinyin.LazyPinyin(string(rs[i]), pinyin.NewArgs())
		for range 4000 {
			other := rune(0x4e00 + d.Intn(0x9fa5-0x4e00))
			if other != rs[i] && text.Simplified(other) != rs[i] && slices.Equal(pinyin.LazyPinyin(string(other), pinyin.NewArgs()), read) {
				rs[i] = other
				return string(rs)
			}
		}
	}
	return ""
}

// numerals writes the figures of a name in Chinese: by place up to 99, figure by
// figure above.
func numerals(name string) string {
	var said strings.Builder
	for rest := name; rest != ""; {
		end := strings.IndexFunc(rest, func(r rune) bool { return !unicode.IsDigit(r) })
		if end < 0 {
			end = len(rest)
		}
		if end == 0 {
			_, size := cutRune(rest)
			said.WriteString(rest[:size])
			rest = rest[size:]
			continue
		}
		n, _ := strconv.Atoi(rest[:end])
		d := []rune("零一二三四五六七八九")
		switch {
		case n < 10:
			said.WriteRune(d[n])
		case n < 100:
			if n >= 20 {
				said.WriteRune(d[n/10])
			}
			said.WriteRune('十')
			if n%10 > 0 {
				said.WriteRune(d[n%10])
			}
		default:
			for _, r := range rest[:end] {
				said.WriteRune(d[r-'0'])
			}
		}
		rest = rest[end:]
	}
	return said.String()
}

func cutRune(s string) (rune, int) {
	for i, r := range s[1:] {
		if i >= 0 && r != unicode.ReplacementChar {
			return r, i + 1
		}
	}
	return 0, len(s)
}

// figures writes the numerals of a name as figures; units that are none are left.
func figures(name string) string {
	return strings.NewReplacer("十一", "11", "十二", "12", "十三", "13", "十八", "18", "十", "10", "百", "100", "千", "1000",
		"一", "1", "二", "2", "三", "3", "四", "4", "五", "5", "六", "6", "七", "7", "八", "8", "九", "9").Replace(name)
}

func traditional(name string) string {
	return strings.Map(func(r rune) rune {
		if to, ok := inTraditional[r]; ok {
			return to
		}
		return r
	}, name)
}

var inTraditional = func() map[rune]rune {
	table := map[rune]rune{}
	for r := rune(0x4e00); r < 0x9fa5; r++ {
		plain := text.Simplified(r)
		if _, known := table[plain]; !known && plain != r {
			table[plain] = r
		}
	}
	return table
}()

// syllables is a name as somebody types it who knows how it is called; figures
// stay figures.
func syllables(name string, style int) []string {
	a := pinyin.NewArgs()
	a.Style = style
	a.Fallback = func(r rune, _ pinyin.Args) []string { return []string{strings.ToLower(string(r))} }
	var all []string
	for _, s := range pinyin.Pinyin(saidOtherwise.Replace(name), a) {
		if last := len(all) - 1; last >= 0 && unicode.IsDigit(rune(s[0][0])) && unicode.IsDigit(rune(all[last][0])) {
			all[last] += s[0]
			continue
		}
		all = append(all, s[0])
	}
	return all
}

// saidOtherwise are words whose characters the dictionary reads otherwise, and
// others in their place that it reads as people do.
var saidOtherwise = strings.NewReplacer("长", "常", "重", "虫", "都", "督", "朝", "潮", "莘", "心", "藏", "葬", "泊", "伯", "单店", "善店", "行知", "形知",
	"弄", "农", "盛", "胜", "会", "汇", "厦", "下", "传", "船", "浜", "邦", "圩", "须")

// In a lane with a yard that is known, a yard is never the lane.
func TestALongerNameWinsHoweverItsNumberIsWritten(t *testing.T) {
	places := cityOf(append(namesOfACity(), "石板胡同", "石板胡同14号院", "石板胡同203号院", "柳湾", "柳湾第五小区", "十三里村", "小三里村", "三里村", "798"), 6055)
	for _, tt := range []struct{ said, exact, near, behind string }{
		{"石板胡同十四号院", "石板胡同14号院", "", ""},
		{"我住石板胡同１４号院三号楼", "石板胡同14号院", "", "三号楼"},
		{"石板衚衕十四號院3号楼", "石板胡同14号院", "", "3号楼"},
		{"石板胡同二零三号院", "石板胡同203号院", "", ""},
		{"石板胡同二百零三号院", "石板胡同203号院", "", ""},
		{"shi ban hu tong 14 hao yuan 3 hao lou", "石板胡同14号院", "", "3 hao lou"},
		{"shibanhutongshisihaoyuan", "石板胡同14号院", "", ""},
		{"石板胡同15号院", "石板胡同", "", "15号院"},
		{"石板胡同十五号院", "石板胡同", "", "十五号院"},
		{"石板胡同4号院", "石板胡同", "", "4号院"},
		{"石板胡同14号", "", "石板胡同14号院", ""},
		{"石板胡同14院号", "", "石板胡同14号院", ""},
		{"石板胡同十四号园", "", "石板胡同14号院", ""},
		{"石板胡同口", "石板胡同", "", "口"},
		{"柳湾五小区", "柳湾第五小区", "", ""},
		{"柳湾第5小区第3栋", "柳湾第五小区", "", "第3栋"},
		{"柳湾第五晓区", "", "柳湾第五小区", ""},
		{"十三里村", "十三里村", "", ""},
		{"二十三里村", "", "", ""}, // and not the 三里村 or the 十三里村 in it
		{"七九八", "", "", ""},
		{"798门口", "798", "", "门口"},
	} {
		exact, near := places.Find(tt.said, 3)
		if ids(exact) != tt.exact || tt.near != "" && (len(near) == 0 || near[0].ID != tt.near) {
			t.Errorf("%s: exactly %q, nearly %q", tt.said, ids(exact), ids(near))
			continue
		}
		if ids(places.Named(tt.said, 3)) != tt.exact {
			t.Errorf("%s: named %s", tt.said, ids(places.Named(tt.said, 3)))
		}
		if _, behind, named := places.Around(tt.said, tt.exact); tt.exact != "" && (!named || strings.TrimSpace(behind) != tt.behind) {
			t.Errorf("%s: behind it stands %q", tt.said, behind)
		}
	}
}

func TestNumeralsAreRead(t *testing.T) {
	for said, want := range map[string][2]int{
		"十四号": {14, 2}, "二十": {20, 2}, "三十一弄": {31, 3}, "一百二十三": {123, 5}, "一百二": {120, 3}, "一百零二": {102, 4},
		"一百一十": {110, 4}, "五百五十五": {555, 5}, "三千": {3000, 2}, "一千零八": {1008, 4}, "两百": {200, 2}, "二零三": {203, 3},
		"一二三四": {1234, 4}, "零陵路": {0, 1}, "三三十": {3, 1}, "百花园": {}, "千": {}, "路": {}, "": {}, "十十": {10, 1}, "五百千": {500, 2},
	} {
		if n, size := numeral([]rune(said)); n != want[0] || size != want[1] {
			t.Errorf("%s is %d in %d runes", said, n, size)
		}
	}
}

// Pinyin that words of other languages hold by chance means no place.
func TestAWordThatIsPinyinByChanceIsNoPlace(t *testing.T) {
	places := NewPlaces([]Place{place("bike", "碧科", ""), place("damen", "大门", ""), place("lu", "绿地路", ""), place("street", "长宁路", "")})
	for said, want := range map[string]string{
		"an e-bike burns": "", "damen": "", "ludi lu": "lu", "lvdilu": "lu", "lǜ dì lù": "lu", "changning lu 3": "street", "chang2 ning2 lu4": "street", "CHANGNINGLU": "street",
	} {
		if exact, _ := places.Find(said, 3); ids(exact) != want {
			t.Errorf("%s: %s", said, ids(exact))
		}
	}
	// A digit behind a syllable is a tone where others are, and else a building.
	for said, runes := range map[string]int{"lou3": 4, "ling2 shi2 lu4": 9, "ling2shi2lu458hao4": 13, "songhanting3haolou": 18, "lane5 block3": 11} {
		if s := spell(said); len(s.runes) != runes {
			t.Errorf("%s has %d runes", said, len(s.runes))
		}
	}
	if _, near := places.Find("damen", 3); ids(near) != "damen" {
		t.Errorf("nearly %s", ids(near))
	}
}

func BenchmarkFind(b *testing.B) {
	names := namesOfACity()
	places := cityOf(names, 6055)
	for _, said := range []struct{ name, words string }{
		{"a name", "灵岩路58号院三号楼"},
		{"pinyin", "ling yan lu 58 hao yuan"},
		{"a sentence", "你好，我住在大石碑胡同十八号院，楼道里的灯坏了三天没人修"},
		{"a message of names", string([]rune(strings.Repeat(strings.Join(names, ""), 2))[:longestWords])},
		{"a message of letters", strings.Repeat("ling shi lu ", longestWords/12)},
		{"a message of lanes", strings.Repeat("石碑胡同", longestWords/4)},
		{"a message of numerals", strings.Repeat("十一", longestWords/2)},
	} {
		b.Run(said.name, func(b *testing.B) {
			for b.Loop() {
				places.Find(said.words, 5)
			}
		})
	}
}

func BenchmarkNewPlaces(b *testing.B) {
	all := cityOf(namesOfACity(), 6055).All()
	b.ReportAllocs()
	for b.Loop() {
		NewPlaces(all)
	}
}
