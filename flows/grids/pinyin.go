package grids

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/mozillazg/go-pinyin"
)

// mostPinyin is how many ways to write one name in pinyin are known.
const mostPinyin = 8

// inNames is how characters are read in names of places where that is not, or
// not only, what a dictionary says first.
var inNames = map[rune][]string{
	'长': {"chang", "zhang"}, '重': {"chong", "zhong"}, '行': {"hang", "xing"}, '乐': {"le", "yue"},
	'都': {"du"}, '朝': {"chao", "zhao"}, '堡': {"bao", "pu", "bu"}, '弄': {"nong", "long"},
	'单': {"dan", "shan"}, '莘': {"xin", "shen"}, '藏': {"zang", "cang"}, '泊': {"bo", "po"},
	'柏': {"bai", "bo"}, '调': {"diao", "tiao"}, '盛': {"sheng", "cheng"}, '蔚': {"wei", "yu"},
	'露': {"lu"}, '大': {"da"}, '六': {"liu", "lu"}, '会': {"hui"}, '厦': {"sha", "xia"},
	'浜': {"bang", "bin"}, '泾': {"jing"}, '尉': {"wei", "yu"}, '虹': {"hong"}, '什': {"shi"},
	'番': {"fan", "pan"}, '圩': {"xu", "wei"}, '汶': {"wen"}, '传': {"chuan"}, '角': {"jiao"},
	'校': {"xiao"}, '空': {"kong"}, '给': {"ji", "gei"}, '蕃': {"fan"}, '薄': {"bo", "bao"},
	'绿': {"lv", "lu"}, '女': {"nv", "nu"}, '吕': {"lv", "lu"}, '旅': {"lv", "lu"}, '铝': {"lv", "lu"},
	'率': {"lv", "shuai"}, '车': {"che"}, '石': {"shi"}, '埔': {"pu", "bu"}, '还': {"huan"},
	'曾': {"zeng"}, '解': {"jie"}, '仇': {"qiu"}, '宿': {"su"}, '隆': {"long"}, '蛤': {"ha", "ge"},
}

// readings is how a character is read, in letters without tones, the usual one
// first; none for what is not Han.
func readings(r rune) []string {
	if known := inNames[r]; len(known) > 0 {
		return known
	}
	first, _, _ := strings.Cut(pinyin.PinyinDict[int(r)], ",")
	if first == "" {
		return nil
	}
	letters := []byte(nil)
	for _, l := range first {
		if l = toneless(l); l >= 'a' && l <= 'z' {
			letters = append(letters, byte(l))
		}
	}
	return []string{string(letters)}
}

// inPinyin is a name as people write it in pinyin, a space between syllables;
// none where nothing in it is Han. Its numbers are read out, or in figures.
func inPinyin(name string) []string {
	w := Hear(name)
	if !slices.ContainsFunc(w.runes, func(r rune) bool { return len(readings(r)) > 0 }) {
		return nil
	}
	var all []string
	for _, figures := range []figuresOf{asWritten, allFigures, readOut} {
		for _, s := range pinyinOf(w, figures) {
			if !slices.Contains(all, s) {
				all = append(all, s)
			}
		}
	}
	return all
}

// figuresOf is how the numbers of a name stand in its pinyin.
type figuresOf int

const (
	asWritten  figuresOf = iota // 三里58号: san li 58 hao
	allFigures                  // 3 li 58 hao
	readOut                     // san li wu shi ba hao
)

// pinyinOf is the ways to write what was heard in pinyin.
func pinyinOf(w Words, figures figuresOf) []string {
	ways := []string{""}
	for i := 0; i < len(w.runes); {
		read := readings(w.runes[i])
		n, size := w.number(i)
		switch {
		case size > 0 && (figures == allFigures || figures == asWritten && len(read) == 0):
			read = []string{strconv.Itoa(n)}
		case size > 0 && len(read) == 0:
			read = []string{spokenOf(n, size)}
		case len(read) == 0: // a letter goes on with its word
			ways = longer(ways, []string{string(w.runes[i])})
			i++
			continue
		default:
			size = 1
		}
		ways = longer(longer(longer(ways, []string{" "}), read), []string{" "})
		i += size
	}
	for i := range ways {
		ways[i] = strings.Join(strings.Fields(ways[i]), " ")
	}
	return ways
}

// longer is each way with each part behind it, or with the first alone where
// that became too many.
func longer(ways, parts []string) []string {
	if len(ways)*len(parts) > mostPinyin {
		parts = parts[:1]
	}
	var all []string
	for _, part := range parts {
		for _, way := range ways {
			all = append(all, way+part)
		}
	}
	return all
}

var spoken = [...]string{"ling", "yi", "er", "san", "si", "wu", "liu", "qi", "ba", "jiu"}

// spokenOf is a number of so many figures as it is said: fourteen, but two zero
// three.
func spokenOf(n, figures int) string {
	var said []string
	switch {
	case figures == 2 && n >= 10:
		if n >= 20 {
			said = append(said, spoken[n/10])
		}
		if said = append(said, "shi"); n%10 > 0 {
			said = append(said, spoken[n%10])
		}
	default:
		for _, figure := range strconv.Itoa(n) {
			said = append(said, spoken[figure-'0'])
		}
	}
	return strings.Join(said, " ")
}

// certain reports whether pinyin is a name beyond doubt where it stands among
// other words: "banan" and "bike" are two syllables by chance.
func certain(pinyin string) bool {
	letters := 0
	for _, r := range pinyin {
		if unicode.IsLetter(r) {
			letters++
		}
	}
	return letters >= 7 || letters >= 5 && strings.Count(pinyin, " ") >= 2
}
