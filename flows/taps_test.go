package flows_test

import (
	"os"
	"testing"

	"gridbot/flows/talk/chatfile"
)

// How much a lead has to do from what is frequent to a topic, an agreed plan and a
// playbook, by the shortest way there is. One of the taps publishes it, after it was read
// whole. Who makes it less, writes the less here.
const (
	leadTaps  = 31
	leadWords = 5
)

// A lead gets from a hot spot to a playbook on a phone, without a manual: what they
// tap and write is counted in a transcript that is played.
func TestALeadGetsToAPlaybookInFewTaps(t *testing.T) {
	b, err := os.ReadFile("testdata/phone.chat")
	if err != nil {
		t.Fatal(err)
	}
	script, err := chatfile.Parse(string(b))
	if err != nil {
		t.Fatal(err)
	}
	taps, words := 0, 0
	for _, l := range script.Lines {
		switch {
		case l.Kind != chatfile.Said || l.Who != "周莉":
		case l.Act.Do == chatfile.Press:
			taps++
		case l.Act.Do == chatfile.Say:
			words++
		default:
			t.Errorf("line %d: a lead neither taps nor writes: %s", l.No, l.Raw[0])
		}
	}
	if taps > leadTaps || words > leadWords {
		t.Errorf("a lead needs %d taps and %d messages from a hot spot to a playbook; it was %d and %d", taps, words, leadTaps, leadWords)
	}
}
