package groups_test

import (
	"slices"
	"testing"

	"gridbot/flows/room"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// With a lead goes the group they have bound: nobody answers for it any more. What
// somebody else has bound stays.
func TestABindingEndsWithWhoAnswersForIt(t *testing.T) {
	for by, ends := range map[int64]bool{room.Zhou: true, room.Sun: false} {
		r := room.New(t)
		r.Groups = map[string][]byte{"yanchang": room.Freeze(t, world.Group{Grid: "yanchang", Chat: -7101, Lang: text.Chinese, By: by, At: r.Now.Unix()})}
		ch := press(r, room.Sun, "m|staff|out|21")
		if got := slices.Contains(ch.Unbind, "yanchang"); got != ends {
			t.Errorf("bound by %d, it ends with the lead: %t, want %t", by, got, ends)
		}
	}
}
