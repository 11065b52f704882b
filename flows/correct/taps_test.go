package correct_test

import (
	"os"
	"strings"
	"testing"
)

// What is done in a hurry is a few taps away, from the card on: counted in the
// transcripts that show it. A corrected category is four where the words sound like
// it, five by the list, and one more where it was danger; a merge is four, and so is a duplicate that is
// declined.
func TestItTakesAFewTaps(t *testing.T) {
	for _, way := range []struct {
		transcript, from, who, done string
		most                        int
	}{
		{"taps", "周莉: [⋯ 更多]", "周莉", "周莉: ✅ 已更正", 4},
		{"calm-taps", "周莉: [⋯ 更多]", "周莉", "周莉: ✅ 已更正", 6},
		{"merge", "周莉: [⋯ 更多]", "周莉", "周莉: ✅ 已并案", 4},
		{"merge-en", "周莉: [Decline]", "周莉", "周莉: ✅ Merged", 4},
	} {
		b, err := os.ReadFile("testdata/" + way.transcript + ".chat")
		if err != nil {
			t.Fatal(err)
		}
		taps, counting, done := 0, false, false
		for line := range strings.Lines(string(b)) {
			if strings.HasPrefix(line, way.from) {
				taps, counting = 0, true
			}
			if counting && strings.HasPrefix(line, way.who+": [") {
				taps++
			}
			if counting && strings.Contains(line, way.done) {
				if counting, done = false, true; taps > way.most {
					t.Errorf("%s: %d taps", way.transcript, taps)
				}
			}
		}
		if !done {
			t.Errorf("%s: nothing was done", way.transcript)
		}
	}
}
