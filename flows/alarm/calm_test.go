package alarm

import (
	"strings"
	"testing"
)

func TestOnlyWhatWasKeptIsKnownAsCalm(t *testing.T) {
	t.Parallel()
	var none *Calm
	if none.Knows("路灯不亮") {
		t.Error("nobody kept it")
	}
	none.Keep("路灯不亮")
	c := new(Calm)
	long := strings.Repeat("灯", longestCalm)
	for _, words := range []string{"路灯不亮", "", long} {
		if c.Knows(words) {
			t.Errorf("%.20q was not kept", words)
		}
		c.Keep(words)
		if c.Knows(words) != (words != long) {
			t.Errorf("%.20q: kept otherwise", words)
		}
	}
	for i := range 10_000 { // many fall on the same place: the later one is known
		words := strings.Repeat("x", i%900) + strings.Repeat("y", i/900)
		if c.Keep(words); !c.Knows(words) || c.Knows(words+"!") {
			t.Fatalf("%d is mixed up with another", i)
		}
	}
}
