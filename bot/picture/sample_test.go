package picture

import (
	"slices"
	"strings"
	"testing"
)

// A sample says what it is, shows what is looked at in colour, and fits on a phone,
// whatever the folder writes.
func TestASampleIsAPictureForAPhone(t *testing.T) {
	lease := []string{"房屋租赁合同", "出租方：张××", "* 地址：沪太路××号底楼", "* 面积：80 平方米", "---", "[双方签字、日期]"}
	for name, s := range map[string]Sample{
		"sample":    {"租赁合同或房产证", "样张，不是真的", "要看的地方", lease},
		"sample-en": {"Lease or deed", "Sample", "This is looked at", []string{"LEASE", "* The address of the shop, as it stands over the door and in the deed, with street, number and floor", "[both signatures]"}},
		"none":      {"", "", "", nil},
		"far":       {strings.Repeat("长", 99), strings.Repeat("样", 99), "x", slices.Repeat([]string{"* " + strings.Repeat("字", 300), "[" + strings.Repeat("W", 99)}, 30)},
	} {
		b, said, err := sample(s)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		keep(t, name+".png", b)
		img := decoded(t, b)
		if size := img.Bounds(); size.Dx() != 1080 || size.Dy() < 150 || size.Dy() > 2000 {
			t.Errorf("%s: %v", name, size)
		}
		if strings.HasPrefix(name, "sample") && (!slices.Contains(said, s.Mark) || !slices.Contains(said, s.Looks) || has(img, img.Bounds(), done) == 0 || slices.ContainsFunc(said, func(w string) bool { return strings.HasPrefix(w, "*") })) {
			t.Errorf("%s says %q", name, said)
		}
		for _, row := range said {
			if p, _ := newPen(10, 10); p.width(row, wordSize) > 1080 {
				t.Errorf("%s: %q runs off the page", name, row)
			}
		}
	}
}
