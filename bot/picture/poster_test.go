package picture

import (
	"slices"
	"strings"
	"testing"
)

// A poster says all that is on it in both languages, whatever the place is called:
// a long name is set smaller, or on two rows, and runs over no edge.
func TestAPosterSaysItAll(t *testing.T) {
	for _, place := range [][2]string{
		{"崧涵庭", "Songhan Court"},
		{"大宁路街道社区文化活动中心与老年日间照护站（灵石路分站）", "Daning Road Community Culture and Activity Centre, Lingshi Road branch, with the day care"},
	} {
		b, said, err := posters([]Poster{{
			Link: "https://t.me/daning_gridbot?start=p0123456789abcdef",
			Says: []PosterWords{
				{Title: "看到问题？扫一扫告诉我们", Use: "路灯坏了，垃圾堆着", Place: place[0], How: []string{"扫码", "拍照", "发送"}, Danger: "有危险先打电话："},
				{Title: "Seen a problem?", Use: "Broken lamps, rubbish", Place: place[1], How: []string{"Scan", "Photo", "Send"}, Danger: "In danger, call first:"},
			},
			Phone: []string{"119 火警", "110 报警", "120 急救", "962777 燃气"},
		}})
		if err != nil || !strings.HasPrefix(string(b), "%PDF-") {
			t.Fatal(err)
		}
		all := strings.Join(said, "")
		for _, words := range []string{"看到问题？扫一扫告诉我们", "Seen a problem?", place[0], "3  发送", "3  Send", "119 火警", "962777 燃气", "有危险先打电话"} {
			if !strings.Contains(all, words) {
				t.Errorf("%s: it does not say %q: %q", place[0], words, said)
			}
		}
		p := &page{}
		if err := p.open(""); err != nil {
			t.Fatal(err)
		}
		if i := slices.IndexFunc(said, func(row string) bool { return p.width(row, 9) > posterWidth }); i >= 0 {
			t.Errorf("%q runs over the edge", said[i])
		}
	}
}
