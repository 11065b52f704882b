package cases

import "testing"

// Who only asked whether a notice is for them is found, forgotten and taken out like
// who follows it.
func TestWhoAskedForANoticeIsForgotten(t *testing.T) {
	c := Case{Number: 1001, Notices: []Notice{{Askers: []Asker{{N: 1, ID: 7002, Name: "Anna"}, {N: 2, ID: 7003, Name: "Bo"}}}}}
	if !c.Outsiders()[7002] {
		t.Error("the case does not know them")
	}
	never := func(Fact) bool { return false }
	forgotten := c.Forget(7002, 1, never)
	if left := forgotten.Notices[0].Askers; len(left) != 1 || left[0].ID != 7003 || len(c.Notices[0].Askers) != 2 {
		t.Errorf("left: %+v, and before: %+v", left, c.Notices[0].Askers)
	}
	if left := c.Strip(1, never).Notices[0].Askers; len(left) != 0 {
		t.Errorf("stripped: %+v", left)
	}
}
