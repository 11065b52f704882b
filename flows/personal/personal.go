// Package personal finds what tells of people in the words somebody writes: names they
// give, telephone and identity numbers, flats. It knows nothing of cases, nor who reads.
package personal

import (
	"regexp"
	"slices"
	"strings"
)

// Kind is what was found.
type Kind string

const (
	Name     Kind = "name"     // 我姓李, my name is Anna
	Phone    Kind = "phone"    // of a person: never one of the short numbers everybody calls
	Identity Kind = "identity" // 18 digits, whose last one is right
	Flat     Kind = "flat"     // 502室, flat 5B: whose door it is; a house number is everybody's
	Plate    Kind = "plate"    // 沪A12345: whose car it is
)

// Numbers are what is never shown whole to who does not need it.
var Numbers = []Kind{Phone, Identity}

// Told is what tells of somebody at home. A plate that they write down is mostly that of
// a car that stands where it must not.
var Told = []Kind{Name, Phone, Identity, Flat}

// A Span is something in words that tells of a person, in runes.
type Span struct {
	From, To int
	Kind     Kind
}

// pattern finds a kind; group 1 is what is covered. It finds nothing in words with
// fewer digits, or with none of the signs: it need not be looked for there.
type pattern struct {
	kind   Kind
	find   *regexp.Regexp
	right  func(found, before, after string) bool // nil: always
	digits int
	signs  []string // in small letters; nil: no sign is needed
}

// in tells whether a pattern can be in words, which are given in small letters too.
func (p pattern) in(small string, digits int) bool {
	return digits >= p.digits && (p.signs == nil || slices.ContainsFunc(p.signs, func(sign string) bool { return strings.Contains(small, sign) }))
}

// digitsIn counts digits.
func digitsIn(s string) (n int) {
	for i := range len(s) {
		if digitAt(s, i) {
			n++
		}
	}
	return n
}

const (
	surnames  = `李王张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文施洪陶翟倪严俞章鲁葛韦毕聂焦向柳邢骆岳齐梅庄涂祝耿詹关费纪靳童欧甄项裴祁翁单葉欧阳`
	unit      = `[^0-9A-Za-z号弄元米路块年月日点度万块支线人个只条件次天分秒岁辆户家平%]` // what is counted is no flat
	provinces = `京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领`
	titles    = `先生|女士|小姐|阿姨|老师|师傅|叔叔|爷叔|伯伯|阿婆|奶奶|爷爷|大爷|大妈|医生|伯`
)

// titlesEach are the signs of a name with a title.
var titlesEach = strings.Split(titles, "|")

var patterns = []pattern{
	{Identity, regexp.MustCompile(`([0-9]{17}[0-9Xx])`), func(found, before, after string) bool { return alone(before, after) && checks(found) }, 17, nil},
	{Phone, regexp.MustCompile(`((?:\+?86[- ]?)?1[3-9][0-9][- ]?[0-9]{4}[- ]?[0-9]{4})`), func(_, before, after string) bool { return alone(before, after) }, 11, nil},
	{Phone, regexp.MustCompile(`((?:\+?86[- ]?)?1[3-9][0-9]{5,9})…`), func(_, before, _ string) bool { return alone(before, "") }, 7, []string{"…"}}, // cut off, as on a button
	{Phone, regexp.MustCompile(`(0[0-9]{2,3}[- ]?[2-8][0-9]{6,7})`), func(_, before, after string) bool { return alone(before, after) }, 9, nil},
	{Phone, regexp.MustCompile(`(?i)(?:电话|手机|联系方式|微信|座机|tel|phone|call me at|number is)[^0-9\n]{0,6}([2-8][0-9]{3}[- ]?[0-9]{4})`), func(_, _, after string) bool { return alone("", after) }, 8, []string{"电话", "手机", "联系方式", "微信", "座机", "tel", "phone", "call me at", "number i"}},
	{Name, regexp.MustCompile(`(?:我姓|免贵姓|本人姓)([` + surnames + `])`), nil, 0, []string{"姓"}},
	{Name, regexp.MustCompile(`(?:我叫|我的名字是|我名字叫|姓名[:：是]? ?|本人叫|叫我)((?:小|老|阿)?[` + surnames + `]\p{Han}{0,2})`), nil, 0, []string{"叫", "名"}},
	{Name, regexp.MustCompile(`(?:^|[^\p{Han}]|我是|的|室|找|住户|业主|邻居|户主|楼上|楼下)([` + surnames + `])(?:` + titles + `)`), nil, 0, titlesEach},
	{Name, regexp.MustCompile(`(?:[Mm]y name is|[Mm]y name's|[Cc]all me|I am called|MY NAME IS) ([A-Z][\p{L}'-]*(?: [A-Z][\p{L}'-]*){0,2})`), nil, 0, []string{"my name", "call me", "i am called"}},
	{Name, regexp.MustCompile(`\b(?:I am|I'm|this is|This is) ([A-Z][\p{Ll}'-]+ [A-Z][\p{Ll}'-]+)\b`), nil, 0, []string{"i am ", "i'm ", "this is "}}, // one word alone may be a place or a shout
	{Name, regexp.MustCompile(`\b(?:Mrs?|Ms|Miss|Madam)\.? ([A-Z][\p{L}'-]+)`), nil, 0, []string{"mr", "ms", "miss", "madam"}},
	{Flat, regexp.MustCompile(`([0-9]{3,4}[A-Za-z]?) ?室`), digitless, 3, []string{"室"}},
	{Flat, regexp.MustCompile(`(?:楼上|楼下|隔壁|对门|对面|[号栋幢楼]|单元) ?([0-9]{3,4})(?:[^0-9号弄元米路块年点度万块支线]|$)`), nil, 3, []string{"楼", "隔壁", "对", "号", "栋", "幢", "单元"}},
	{Flat, regexp.MustCompile(`(?:^|[^0-9])([0-9]{3,4})(?:的|住|家|住户|业主|人家)[` + surnames + `独老租住的有]`), nil, 3, []string{"的", "住", "家", "业主"}},
	{Flat, regexp.MustCompile(`(?:^|[^0-9A-Za-z.#])([0-9]{3,4}) ?[` + surnames + `](?:` + titles + `)`), nil, 3, titlesEach},
	{Flat, regexp.MustCompile(`(?:` + titles + `) ?([0-9]{3,4})(?:` + unit + `|家|$)`), nil, 3, titlesEach},
	{Flat, regexp.MustCompile(`(?:我是|我们是|我家是?|我家住|家住|住在?) ?([0-9]{3,4})(?:` + unit + `|$)`), nil, 3, []string{"我", "住"}},
	{Flat, regexp.MustCompile(`(?:^|[^0-9A-Za-z.#])([0-9]{3,4})(?:门口|门前|门上|家门)`), nil, 3, []string{"门"}},
	{Flat, regexp.MustCompile(`(?:^|[^0-9A-Za-z.#])([0-9]{3,4})(?:住户|业主|人家|邻居|家)`), oneHome, 3, []string{"住户", "业主", "家", "邻居"}},
	{Flat, regexp.MustCompile(`(?:^|[^0-9A-Za-z.#-])[0-9]{1,2}(?:号楼?|[栋幢座])?[-/／]([0-9]{3,4})(?:` + unit + `|室|$)`), nil, 4, []string{"-", "/", "／"}},
	{Flat, regexp.MustCompile(`[楼层] ?([0-9]{1,2}) ?室`), nil, 1, []string{"室"}},
	{Flat, regexp.MustCompile(`([〇零一二三四五六七八九]{3,4}) ?室`), nil, 0, []string{"室"}},
	{Plate, regexp.MustCompile(`([` + provinces + `] ?[A-Za-z][ ·•.-]?[0-9A-Za-z]{5,6})`), plated, 3, strings.Split(provinces, "")},
	{Plate, regexp.MustCompile(`(?i)(?:车牌号?码?|牌照号?|number plate|plate number|licen[cs]e plate|plate)[:：是为 ]*([A-Za-z][ ·•.-]?[0-9A-Za-z]{5,6})`), plated, 3, []string{"车牌", "牌照", "plate"}},
	{Flat, regexp.MustCompile(`(?i)\b(?:flat|apartment|apt\.?|room|rm\.?|unit) ?#?([0-9]{1,4}[a-z]?)\b`), nil, 1, []string{"flat", "apartment", "apt", "room", "rm", "unit"}},
}

// alone tells that a number is no part of a longer one.
func alone(before, after string) bool {
	return !digitAt(before, len(before)-1) && !digitAt(after, 0)
}

func digitless(_, before, _ string) bool { return !digitAt(before, len(before)-1) }

// oneHome tells that a number before 家 is a flat, and does not count shops.
func oneHome(_, before, after string) bool {
	if last := []rune(before); len(last) > 0 && strings.ContainsRune("有共约近过超满", last[len(last)-1]) {
		return false
	}
	after = strings.TrimPrefix(after, "家")
	return !slices.ContainsFunc(counted, func(what string) bool { return strings.HasPrefix(after, what) })
}

// counted is what 家 counts.
var counted = []string{"商", "店", "企", "公司", "单位", "餐", "饭", "酒", "面", "铺", "摊", "工厂", "机构", "小店", "门店", "超市", "户"}

// plated tells that what looks like a plate has the digits of one, and ends there.
func plated(found, _, after string) bool {
	if after != "" && (digitAt(after, 0) || after[0] >= 'A' && after[0] <= 'Z' || after[0] >= 'a' && after[0] <= 'z') {
		return false
	}
	return digitsIn(found) >= 3
}

func digitAt(s string, i int) bool { return i >= 0 && i < len(s) && s[i] >= '0' && s[i] <= '9' }

// checks tells whether the last digit of an identity number is the one it must be, and
// the birthday in it can be one.
func checks(id string) bool {
	sum, weight := 0, []int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2}
	for i, w := range weight {
		sum += int(id[i]-'0') * w
	}
	month, day := id[10:12], id[12:14]
	return "10X98765432"[sum%11] == strings.ToUpper(id[17:])[0] && (id[6:8] == "19" || id[6:8] == "20") && month >= "01" && month <= "12" && day >= "01" && day <= "31"
}

// notNames end a name that was taken too long.
const notNames = "住在是的了，今年来说我想要这那有和与家电手"

// Find is what in words tells of people, in their order; of two that overlap the first
// pattern counts. Nothing of what is not told is guessed.
func Find(words string) []Span { return find(words) }

// find looks for some kinds, or for all where none is named.
func find(words string, kinds ...Kind) []Span {
	half := narrow(words)
	small, digits := strings.ToLower(half), digitsIn(half)
	var found []Span
	for _, p := range patterns {
		if len(kinds) > 0 && !slices.Contains(kinds, p.kind) || !p.in(small, digits) {
			continue
		}
		for from := 0; from < len(half); {
			at := p.find.FindStringSubmatchIndex(half[from:])
			if at == nil {
				break
			}
			a, b := from+at[2], from+at[3]
			from = b
			if p.right != nil && !p.right(half[a:b], half[:a], half[b:]) {
				continue
			}
			if p.kind == Name {
				b = a + len(given(half[a:b]))
			}
			s := Span{len([]rune(half[:a])), len([]rune(half[:b])), p.kind}
			if !slices.ContainsFunc(found, func(o Span) bool { return s.From < o.To && o.From < s.To }) {
				found = append(found, s)
			}
		}
	}
	slices.SortFunc(found, func(a, b Span) int { return a.From - b.From })
	return found
}

// given is a name without what follows it in one breath.
func given(name string) string {
	runes := []rune(name)
	for i := 1; i < len(runes); i++ {
		if strings.ContainsRune(notNames, runes[i]) {
			return string(runes[:i])
		}
	}
	return name
}

// narrow is words with the digits of full width as those of half, rune for rune.
func narrow(words string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '０' && r <= '９':
			return r - '０' + '0'
		case r == '－' || r == '—' || r == '–':
			return '-'
		}
		return r
	}, words)
}

// Mask covers what tells of people: some kinds, or all where none is named. Of a number
// enough stays to know it again.
func Mask(words string, kinds ...Kind) string { return MaskBut(words, nil, kinds...) }

// MaskBut is Mask but for what keep leaves; nil: nothing.
func MaskBut(words string, keep func(found string) bool, kinds ...Kind) string {
	spans := find(words, kinds...)
	if len(spans) == 0 {
		return words
	}
	runes := []rune(words)
	for _, s := range slices.Backward(spans) {
		found := string(runes[s.From:s.To])
		if keep != nil && keep(found) {
			continue
		}
		runes = slices.Concat(runes[:s.From], []rune(covered(found, s.Kind)), runes[s.To:])
	}
	return string(runes)
}

func covered(found string, kind Kind) string {
	runes := []rune(found)
	switch {
	case kind == Phone && len(runes) > 8:
		digits := strings.NewReplacer(" ", "", "-", "", "－", "").Replace(found)
		if r := []rune(digits); len(r) > 8 {
			return string(r[:len(r)-8]) + "****" + string(r[len(r)-4:])
		}
	case kind == Identity:
		return string(runes[:3]) + "****" + string(runes[len(runes)-2:])
	case kind == Plate && len(runes) > 5:
		return string(runes[:2]) + strings.Repeat("*", len(runes)-4) + string(runes[len(runes)-2:])
	case kind == Phone:
		return "****" + string(runes[len(runes)-2:])
	}
	return strings.Repeat("*", len(runes))
}

// Said is each thing that was found, as it was written.
func Said(words string, kinds ...Kind) []string {
	runes := []rune(words)
	var all []string
	for _, s := range find(words, kinds...) {
		if said := string(runes[s.From:s.To]); !slices.Contains(all, said) {
			all = append(all, said)
		}
	}
	return all
}
