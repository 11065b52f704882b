package cases

import "testing"

// Who gave a case away sees it until it is closed, and no longer.
func TestWhoGaveItAwaySeesItUntilItIsClosed(t *testing.T) {
	for s, want := range map[Status]bool{Handling: true, Submitted: true, Verified: true, Closed: false, Watch: false} {
		c := standing(s)
		c.Former = []string{"south"}
		if c.Sees(people["a lead elsewhere"]) != want {
			t.Errorf("%s: %t", s, !want)
		}
	}
	c := standing(Handling)
	c.Ceding = &Cession{To: "south", By: lead, At: begin.Unix(), Why: reason}
	if c.May(Accede, people["a lead elsewhere"]) != nil || c.May(Accede, people["a worker elsewhere"]) == nil {
		t.Error("the lead of the grid that was asked takes it, and nobody else there")
	}
}
