package correct_test

import (
	"os"
	"strings"
	"testing"
)

// A corrected category is at most four taps away where the words sound like it,
// from the card on: counted in the transcript that shows it.
func TestACategoryIsCorrectedInFourTaps(t *testing.T) {
	b, err := os.ReadFile("testdata/taps.chat")
	if err != nil {
		t.Fatal(err)
	}
	taps, counting := 0, false
	for line := range strings.Lines(string(b)) {
		if strings.HasPrefix(line, "周莉: [⋯ 更多]") {
			taps, counting = 0, true
		}
		if counting && strings.HasPrefix(line, "周莉: [") {
			taps++
		}
		if done := strings.Contains(line, "周莉: ✅ 已更正"); counting && done {
			if counting = false; taps > 4 {
				t.Errorf("%d taps", taps)
			}
		}
	}
	if taps == 0 || counting {
		t.Errorf("nothing was corrected: %d taps, and counting on %t", taps, counting)
	}
}
