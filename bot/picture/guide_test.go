package picture

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"testing"
)

// Of a guide nothing is left out, however long; and no title is the last of its page.
func TestAGuideIsWhole(t *testing.T) {
	long := strings.Repeat("巡查先看楼梯、楼道、安全出口和消防车通道。", 18)
	b := Book{Title: "工作指南", Office: "大宁路街道（演示）", Note: "2026年11月23日的内容"}
	for i := range 8 {
		c := Chapter{Title: fmt.Sprintf("%d 消防与用气安全", i+1)}
		for j := range 4 {
			c.Parts = append(c.Parts, Line{fmt.Sprintf("%d.%d 疏散通道畅通", i+1, j+1), long + fmt.Sprintf("\n🏷 负责：%d-%d号\n", i+1, j+1) + long + fmt.Sprintf("末%d-%d", i+1, j+1)})
		}
		b.Chapters = append(b.Chapters, c)
	}
	out, said, err := guide(b)
	if err != nil {
		t.Fatal(err)
	}
	keep(t, "guide.pdf", out)
	all := strings.Join(said, "")
	for _, row := range said {
		if strings.HasPrefix(row, " ") || strings.Contains(row, "🏷") {
			t.Errorf("a sign is missed at the beginning of %q", row)
		}
	}
	if last := said[len(said)-1]; last != strconv.Itoa(bytes.Count(out, []byte("/Type /Page\n"))) {
		t.Errorf("the last page has the number %q", last)
	}
	if strings.Contains(all, "…") {
		t.Error("something is cut")
	}
	for i := range 8 {
		for j := range 4 {
			for _, s := range []string{fmt.Sprintf("%d.%d 疏散", i+1, j+1), fmt.Sprintf("负责：%d-%d号", i+1, j+1), fmt.Sprintf("末%d-%d", i+1, j+1)} {
				if !strings.Contains(all, s) {
					t.Errorf("%s is not there", s)
				}
			}
		}
	}
	if pages := bytes.Count(out, []byte("/Type /Page\n")); pages < 8 {
		t.Errorf("%d pages", pages)
	}
}
