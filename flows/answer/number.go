package answer

import (
	"errors"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Why words are no number.
var (
	ErrNone    = errors.New("no number")
	ErrSeveral = errors.New("several numbers")
	ErrUnit    = errors.New("a number of something else")
)

// A Unit is what a number counts; "" where nothing was said of it.
type Unit string

// What numbers count.
const (
	Area   Unit = "area" // square metres
	People Unit = "people"
	Money  Unit = "money" // yuan
)

// units are how people write what they count, folded.
var units = map[string]Unit{
	"平方米": Area, "平米": Area, "平方": Area, "平": Area, "㎡": Area, "m²": Area, "m2": Area, "sqm": Area, "sq m": Area, "sq.m": Area,
	"square metres": Area, "square meters": Area, "square metre": Area, "square meter": Area,
	"个人": People, "人": People, "名": People, "位": People, "名员工": People, "个员工": People, "员工": People, "people": People, "persons": People, "person": People, "staff": People, "employees": People, "workers": People,
	"元": Money, "块": Money, "块钱": Money, "元钱": Money, "yuan": Money, "rmb": Money, "cny": Money,
	"个": "", "家": "", "处": "", "辆": "", "件": "", "间": "", "桌": "", "张": "",
}

// around are words beside a number that do not make it another one.
var before, behind = []string{"约", "大约", "大概", "差不多", "总共", "一共", "共", "是", "about ", "around ", "approximately ", "roughly ", "ca. ", "its ", "it is ", "~", "¥", "￥"},
	[]string{"左右", "吧", "的样子", " or so", " in all", " altogether"}

var (
	figures = regexp.MustCompile(`^(\d{1,3}(?:[, ]\d{3})+|\d+)(?:\.(\d{1,3}))?(百|千|万|k)?$`)
	runs    = regexp.MustCompile(`\d+(?:[.,]\d+)*`)
)

// Number is the number that words are, a part of one rounded: in figures (80, 1,200,
// 1.2万) or in words (八十, 两千, eighty), with what it counts. Error: ErrNone where they
// are none, as with a sentence or an address; ErrSeveral where more than one stands in
// them.
func Number(words string) (n int, unit Unit, err error) {
	said := trimmed(fold(words))
	longest := ""
	for name := range units {
		if strings.HasSuffix(said, name) && len(name) > len(longest) && len(name) < len(said) {
			longest = name
		}
	}
	said, unit = strings.TrimSpace(strings.TrimSuffix(said, longest)), units[longest]
	for _, read := range []func(string) (int, bool){inFigures, inHanFigures, inEnglish} {
		if n, ok := read(said); ok {
			return n, unit, nil
		}
	}
	if len(runs.FindAllString(fold(words), -1)) > 1 {
		return 0, "", ErrSeveral
	}
	return 0, "", ErrNone
}

// Counted is the number that words are in answer to a question, whose words say what is
// counted. Errors: those of Number; ErrUnit where they count something else.
func Counted(words string, question ...string) (int, error) {
	n, unit, err := Number(words)
	asked := fold(strings.Join(question, " "))
	if errors.Is(err, ErrNone) { // it may count in the question's own word: 6 层
		said := []rune(trimmed(fold(words)))
		for cut := len(said) - 1; cut > 0 && len(said)-cut <= longestOwn; cut-- {
			if own := strings.TrimSpace(string(said[cut:])); own != "" && strings.Contains(asked, own) {
				if n, _, err := Number(string(said[:cut])); err == nil {
					return n, nil
				}
			}
		}
	}
	if err != nil || unit == "" {
		return n, err
	}
	var counts []Unit
	for name, u := range units {
		if u != "" && (len(name) >= 6 || name == "人" || name == "元") && strings.Contains(asked, name) {
			counts = append(counts, u)
		}
	}
	if len(counts) > 0 && !slices.Contains(counts, unit) {
		return 0, ErrUnit
	}
	return n, nil
}

// longestOwn is how many characters a question's own word for what it counts has.
const longestOwn = 8

func trimmed(said string) string {
	for _, b := range before {
		said = strings.TrimSpace(strings.TrimPrefix(said, b))
	}
	for _, b := range behind {
		said = strings.TrimSpace(strings.TrimSuffix(said, b))
	}
	return said
}

var times = map[string]float64{"": 1, "百": 100, "千": 1000, "k": 1000, "万": 10000}

// inFigures reads 80, 1,200, 80.5 and 1.2万.
func inFigures(said string) (int, bool) {
	m := figures.FindStringSubmatch(said)
	if m == nil {
		return 0, false
	}
	f, err := strconv.ParseFloat(strings.NewReplacer(",", "", " ", "").Replace(m[1])+"."+m[2]+"0", 64)
	if f *= times[m[3]]; err != nil || f > 1e12 {
		return 0, false
	}
	return int(math.Round(f)), true
}

const hanDigits = "零一二三四五六七八九"

// hanDigit is a Chinese figure, 0 to 9; -1 for none.
func hanDigit(r rune) int {
	switch r {
	case '〇', '○':
		return 0
	case '两':
		return 2
	}
	if at := strings.IndexRune(hanDigits, r); at >= 0 {
		return at / len("零")
	}
	return -1
}

// inHanFigures reads 八十, 两千五, 一百零五 and 一二〇.
func inHanFigures(said string) (int, bool) {
	all, digit, section, last, spelled := 0, -1, 0, 1, 0
	places := map[rune]int{'十': 10, '百': 100, '千': 1000, '万': 10000}
	for _, r := range said {
		place, d := places[r], hanDigit(r)
		switch {
		case place == 0 && d < 0:
			return 0, false
		case place == 0 && last == 1 && digit >= 0: // figure by figure
			digit, spelled = digit*10+d, spelled+1
		case place == 0 && d == 0:
			digit, last = 0, 1
		case place == 0:
			digit = d
		case place == 10000:
			all, section, digit, last = (section+max(digit, 0))*place, 0, -1, place
		case digit <= 0 && place != 10 || spelled > 0:
			return 0, false
		default:
			section, digit, last = section+max(digit, 1)*place, -1, place
		}
		if digit > 1e9 {
			return 0, false
		}
	}
	if digit > 0 && digit < 10 && last >= 100 { // 一百二 is 120
		digit *= last / 10
	}
	return all + section + max(digit, 0), said != ""
}

var english = map[string]int{"zero": 0, "a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
	"thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
	"sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100, "thousand": 1000}

// inEnglish reads eighty, forty-five, two hundred and fifty.
func inEnglish(said string) (int, bool) {
	all, now := 0, 0
	words := strings.Fields(strings.ReplaceAll(said, "-", " "))
	for i, w := range words {
		n, known := english[w]
		switch {
		case w == "and" && i > 0 && i < len(words)-1:
		case !known || n < 100 && now%100 != 0 && (now%100 < 20 || n > 9 || now%10 != 0):
			return 0, false
		case n == 100 && (now == 0 || now > 99), n == 1000 && now == 0:
			return 0, false
		case n == 1000:
			all, now = all+now*n, 0
		case n == 100:
			now *= n
		default:
			now += n
		}
	}
	return all + now, len(words) > 0
}
