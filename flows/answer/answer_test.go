package answer

import (
	"errors"
	"testing"
)

func TestANumberIsTheWholeOfWhatIsSaid(t *testing.T) {
	for said, want := range map[string]int{
		"80": 80, "８０": 80, "80平米": 80, "80 平方米": 80, "约80㎡": 80, "大概八十个平方左右": -1, "八十": 80, "八十平": 80, "十二": 12, "一百零五": 105, "一百二": 120, "两千": 2000, "两千五": 2500,
		"一二〇": 120, "两百五十六": 256, "1,200": 1200, "1 200": 1200, "12,00": -1, "1.2万": 12000, "三万五千": 35000, "80.5": 81, "3个人": 3, "五名员工": 5, "5 people": 5, "eighty": 80, "forty-five": 45,
		"two hundred and fifty": 250, "two thousand": 2000, "about 80 m2": 80, "120": 120, "0": 0, "¥1200元": 1200,
		"崧涵庭3号楼底楼": -1, "-5": -1, "3号楼": -1, "big": -1, "": -1, "八十几": -1, "100平米，地下室2层": -1, "80-100": -1, "20 people 3 rooms": -1, "平": -1, "a": 1, "two five": -1, "百": -1,
		"999999999999999999999": -1, "一千年以前": -1, "9月5日": -1, "fire": -1,
	} {
		got, _, err := Number(said)
		if err != nil {
			got = -1
		}
		if got != want {
			t.Errorf("%q is %d (%v), want %d", said, got, err, want)
		}
	}
	if _, _, err := Number("100平米，地下室2层"); !errors.Is(err, ErrSeveral) {
		t.Errorf("two numbers are %v", err)
	}
}

func TestANumberCountsWhatIsAskedFor(t *testing.T) {
	area, staff := []string{"面积多少平方米？", "How many square metres?"}, []string{"打算雇几个人？", "How many people will work there?"}
	for _, c := range []struct {
		said  string
		asked []string
		want  error
	}{{"5人", area, ErrUnit}, {"80平米", area, nil}, {"80平米", staff, ErrUnit}, {"五个人", staff, nil}, {"3 staff", staff, nil}, {"80", staff, nil}, {"5个", staff, nil}, {"5人", []string{"多少？"}, nil},
		{"6 层", []string{"这幢楼几层？", "How many floors?"}, nil}, {"6 floors", []string{"这幢楼几层？", "How many floors?"}, nil}, {"6 号", []string{"这幢楼几层？"}, ErrNone}} {
		if _, err := Counted(c.said, c.asked...); !errors.Is(err, c.want) {
			t.Errorf("%q to %q: %v", c.said, c.asked, err)
		}
	}
}

func TestAYesAndANoAreHeardInWords(t *testing.T) {
	kitchen := []string{"有厨房、现场做热菜吗？", "Is there a kitchen, with hot dishes?"}
	sign := []string{"门头要挂招牌吗？", "Will there be a sign over the door?"}
	for _, c := range []struct {
		said  string
		asked []string
		want  string
	}{{"是", kitchen, "yes"}, {"是的。", kitchen, "yes"}, {"有", kitchen, "yes"}, {"有厨房", kitchen, "yes"}, {"没有", kitchen, "no"}, {"没有厨房", kitchen, "no"}, {"不做热菜", kitchen, "no"}, {"沒有", kitchen, "no"},
		{"不挂", sign, "no"}, {"挂", sign, "yes"}, {"要挂招牌的", sign, "yes"}, {"不", sign, "no"}, {"YES", sign, "yes"}, {"yes, there will", sign, "yes"}, {"no sign", sign, "no"}, {"No.", sign, "no"}, {"yes please!", sign, "yes"},
		{"不知道", kitchen, ""}, {"not sure", kitchen, ""}, {"no idea", kitchen, ""}, {"没想好", sign, ""}, {"有吗", kitchen, ""}, {"要不要挂？", sign, ""}, {"yes but not hot dishes", kitchen, ""}, {"门头", sign, ""}, {"有人吵架", kitchen, ""},
		{"不对，前面写错了", sign, ""}, {"没钱了", sign, ""}, {"80", kitchen, ""}, {"", kitchen, ""}} {
		yes, ok := Yes(c.said, c.asked...)
		got := ""
		if ok {
			got = map[bool]string{true: "yes", false: "no"}[yes]
		}
		if got != c.want {
			t.Errorf("%q to %q: %q, want %q", c.said, c.asked[0], got, c.want)
		}
	}
}

func TestOneOfSeveralIsHeardByItsName(t *testing.T) {
	sells := [][]string{{"预包装食品", "Packaged food"}, {"散装、现切食品", "Fresh or loose food"}, {"服装百货", "Clothes and goods"}}
	for said, want := range map[string]int{"服装": 2, "clothes and goods": 2, "Clothes": 2, "预包装食品": 0, "卖预包装食品": 0, "食品": -1, "food": -1, "packaged": 0, "不卖预包装食品": -1, "x": -1, "": -1, "好": -1} {
		if got := One(said, sells); got != want {
			t.Errorf("%q is %d, want %d", said, got, want)
		}
	}
}
