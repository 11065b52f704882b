package hearing

import (
	"testing"

	"gridbot/flows/cases"
	"gridbot/flows/text"
	"gridbot/flows/world/worldtest"
)

// What names another place, another house or another thing is no answer to whether a
// case is fixed; what names its own, or nothing, is.
func TestWordsOfAnotherPlaceOrThingAreHeardAsThat(t *testing.T) {
	w := worldtest.New(t)
	p, _ := w.District.Places.Find("崧涵庭", 1)
	c := cases.Case{Number: 1001, Category: "lamp", What: "崧涵庭3号楼楼道的灯不亮了", Place: cases.Place{Name: text.Named(p[0].Names), Point: &p[0].Point}}
	for words, want := range map[string]bool{
		"灵石路的路灯还没修好": true, "5号楼的灯还是不亮": true, "五号楼还是老样子": true, "电梯还没修好": true, "井盖还没修": true, "the lift is still broken": true,
		"building 5 is still dark": true, "the lamp in Lingshi Road is not fixed": true,
		"还没修好": false, "崧涵庭的灯还是不亮": false, "3号楼的灯还是不亮": false, "三号楼还没好": false, "灯还是不亮": false, "not fixed, building 3 is dark": false,
		"修好了，谢谢": false, "the lamp is still out": false, "": false, "师傅没来过": false, "还是老样子，没人管": false,
	} {
		if got := ofElse(w, c, words); got != want {
			t.Errorf("%q is of something else: %t, want %t", words, got, want)
		}
	}
}
