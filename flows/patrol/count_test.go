package patrol

import (
	"testing"

	"gridbot/flows/talk"
	"gridbot/flows/world/worldtest"
)

// How many there are is heard as people say it; what is said of anything else is no count.
func TestHowManyIsHeardInWords(t *testing.T) {
	for said, want := range map[string]int{
		"15": 15, "七辆": 7, "七辆车": 7, "十五处": 15, "现在3个": 3, "还有两台": 2, "有 4 辆": 4, "没有了": 0, "没了。": 0, "一辆都没有": 0, "0": 0, "None left.": 0, "seven": 7, "15 cars": 15, "about 20": 20, "10000": 10000,
		"10001": -1, "-5": -1, "几辆": -1, "七八辆": -1, "崧涵庭3号楼": -1, "好": -1, "": -1, "3.5.6": -1, "12月5日": -1,
	} {
		n, ok := howMany(said)
		if !ok {
			n = -1
		}
		if n != want {
			t.Errorf("%q is %d, want %d", said, n, want)
		}
	}
}

// Words that may be meant as a number are asked again; danger, a photo and everything else
// are heard for what they are.
func TestWhatIsNoCountIsHeardForWhatItIs(t *testing.T) {
	w := worldtest.New(t)
	for said, leaves := range map[string]bool{"七八辆吧": false, "-5": false, "15": false, "没有了": false, "路灯不亮": true, "着火了": true, "3号楼着火了": true, "崧涵庭3号楼底楼的住户堆了很多垃圾": true, "thanks": true} {
		if got := away(w, talk.Session{}, talk.Event{Text: said}); got != leaves {
			t.Errorf("%q leaves: %t", said, got)
		}
	}
	if !away(w, talk.Session{}, talk.Event{Files: []talk.File{{ID: "f", Kind: "photo"}}}) {
		t.Error("a photo is no count")
	}
}
