package personal_test

import (
	"strings"
	"testing"

	"gridbot/flows/personal"
)

// What people write, and what of it tells of them: masked, or left as it is.
func TestWhatTellsOfPeopleIsFound(t *testing.T) {
	t.Parallel()
	for words, want := range map[string]string{
		// names
		"楼上漏水，我姓李":                                "楼上漏水，我姓*",
		"我叫李雷，住在14号":                              "我叫**，住在14号",
		"我叫李雷住在14号":                               "我叫**住在14号",
		"我叫王小明":                                   "我叫***",
		"叫我小张就行":                                  "叫我****", // a little too much rather than too little
		"姓名：欧阳娜娜":                                 "姓名：***娜",
		"我是陈女士，家里没水":                              "我是*女士，家里没水",
		"502室的陈伯摔倒了":                              "***室的*伯摔倒了",
		"602的陈伯摔倒起不来":                             "***的*伯摔倒起不来",
		"A pothole. I am Anna Keller":             "A pothole. I am ***********",
		"My name is Anna Keller, the lamp is out": "My name is ***********, the lamp is out",
		"call me Anna":                            "call me ****",
		"Mrs Keller fell":                         "Mrs ****** fell",
		// telephone numbers
		"电话13912345678":           "电话139****5678",
		"电话 139 1234 5678 谢谢":     "电话 139****5678 谢谢",
		"打139-1234-5678":          "打139****5678",
		"+86 13912345678":         "+86139****5678",
		"手机１３９１２３４５６７８":           "手机１３９****５６７８",
		"座机021-56781234":          "座机021****1234",
		"座机56781234":              "座机****34",
		"my phone is 13912345678": "my phone is 139****5678",
		"打1381234567…":            "打13****4567…", // a button cuts it off
		"打138123…":                "打138123…",
		// identity numbers
		"身份证11010519491231002X": "身份证110****2X",
		"身份证440524188001010014": "身份证440524188001010014", // born in 1880: a number of something else
		"编号110105194912310021":  "编号110105194912310021",  // the check digit is wrong
		// flats
		"502室漏水":          "***室漏水",
		"14号502室":         "14号***室",
		"14号楼1202":        "14号楼****",
		"楼上502漏水":         "楼上***漏水",
		"3单元302":          "3单元***",
		"flat 5B is wet":  "flat ** is wet",
		"Room 602":        "Room ***",
		"unit 3, apt 12a": "unit *, apt ***",
		"我是502陈阿姨":        "我是****阿姨",
		"找陈阿姨502":         "找*阿姨***",
		"陈阿姨502家煤气味很重":    "*阿姨***家煤气味很重",
		"我是502，同意":        "我是***，同意",
		"我住502，同意":        "我住***，同意",
		"502门口的鞋柜":        "***门口的鞋柜",
		"502业主不同意":        "***业主不同意",
		"3-502漏水":         "3-***漏水",
		"3号楼-502漏水":       "3号楼-***漏水",
		"3幢／502":          "3幢／***",
		"3号楼5楼02室":        "3号楼5楼**室",
		"五零二室":            "***室",
		// plates
		"沪A12345乱停":             "沪A***45乱停",
		"老王沪A12345":             "老王沪A***45",
		"沪AD12345和沪a·b1234":     "沪A****45和沪a****34",
		"沪A 12345":              "沪A****45",
		"车牌A1B2C3占道":            "车牌A1**C3占道",
		"the plate is 沪AFF1234": "the plate is 沪A****34",
		// nobody
		"":                         "",
		"路灯不亮":                     "路灯不亮",
		"灵石路658弄14号门口":             "灵石路658弄14号门口",
		"打了110、119、120、12345都没用":   "打了110、119、120、12345都没用",
		"燃气热线962777，供电95598":       "燃气热线962777，供电95598",
		"1001号事项怎么样了":              "1001号事项怎么样了",
		"#4711":                    "#4711",
		"收费300元，2026年11月30日":       "收费300元，2026年11月30日",
		"20261130早上":               "20261130早上",
		"502路公交站旁边":                "502路公交站旁边",
		"离这里500米":                  "离这里500米",
		"120家商户参加":                 "120家商户参加",
		"3号楼":                      "3号楼",
		"3号楼门口":                    "3号楼门口",
		"5-100人":                   "5-100人",
		"每户3-500元":                 "每户3-500元",
		"2026-11-30":               "2026-11-30",
		"陈阿姨300元":                  "*阿姨300元",
		"一共有300家":                  "一共有300家",
		"新A股开户":                    "新A股开户",
		"编号C1234567":               "编号C1234567",
		"吹哨2-3天":                   "吹哨2-3天",
		"3室1厅":                     "3室1厅",
		"三室一厅":                     "三室一厅",
		"住658弄":                    "住658弄",
		"我叫了物业，没人来":                "我叫了物业，没人来",
		"我叫保安他不理":                  "我叫保安他不理",
		"保洁阿姨没来":                   "保洁阿姨没来",
		"3楼楼道堆物":                   "3楼楼道堆物",
		"building 14, third floor": "building 14, third floor",
		"it is 14 floors high":     "it is 14 floors high",
		"I am Stuck in the lift":   "I am Stuck in the lift",
		"my name is on the list":   "my name is on the list",
		"订单号2026113012345678901":   "订单号2026113012345678901",
	} {
		if got := personal.Mask(words); got != want {
			t.Errorf("%q: %q, want %q", words, got, want)
		}
	}
}

// What is always covered is only numbers that call, or are, somebody.
func TestOnlyNumbersAreAlwaysCovered(t *testing.T) {
	t.Parallel()
	words := "我姓李，502室，13912345678，11010519491231002X"
	if got, want := personal.Mask(words, personal.Numbers...), "我姓李，502室，139****5678，110****2X"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got, want := strings.Join(personal.Said(words), " "), "李 502 13912345678 11010519491231002X"; got != want {
		t.Errorf("found %q, want %q", got, want)
	}
}

// Whatever is written, nothing else is changed, and what was covered is not found again.
func FuzzMask(f *testing.F) {
	for _, s := range []string{"我姓李，502室", "１３９１２３４５６７８", "my name is Ana", "11010519491231002X", "\xff1391234567"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, words string) {
		for _, s := range personal.Find(words) {
			if s.From >= s.To || s.To > len([]rune(words)) {
				t.Fatalf("%q: a span that is none: %+v", words, s)
			}
		}
		if once := personal.Mask(words, personal.Numbers...); personal.Mask(once, personal.Numbers...) != once && !strings.Contains(words, "*") {
			t.Errorf("%q: %q is covered again", words, once)
		}
	})
}
