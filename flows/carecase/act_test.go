package carecase

import (
	"testing"
	"time"
)

// Who leaves has no access from that moment, what they had to do is the keeper's,
// and somebody always answers for the case.
func TestWhoLeavesSeesNothingAtOnce(t *testing.T) {
	c := Case{N: 1, Severity: High, Stage: Identified, Calls: []Call{{Role: "doctor", Asked: []int64{2}}}}
	c.Join(1, "worker", Sections, 10)
	c.Join(2, "doctor", Sections, 20)
	if c.Keeper != 1 || c.Stage != Responding || len(c.Calls) != 0 {
		t.Fatalf("%+v", c)
	}
	c.AddStep("量血压", 1, 20, 90)
	c.Part(1, 30)
	if c.Sees(1, SeesWho) || c.May(Add, 1) != ErrNotYours || c.Keeper != 2 || c.Steps[0].Whose != 2 {
		t.Errorf("%+v", c)
	}
}

// What is closed strikes no more and lets nothing be done; where a life is at risk
// the first who is called is waited for no longer than thirty minutes.
func TestWhatIsClosedIsOver(t *testing.T) {
	c := Case{N: 1, Severity: Life, Stage: Identified, Calls: []Call{{Role: "doctor", Asked: []int64{2}, Clock: Start(0, Respond[Life])}}}
	if at := c.Timers()[ClockCall]; at != int64((30 * time.Minute).Seconds()) {
		t.Errorf("waited for %d seconds", at)
	}
	c.Join(1, "worker", Sections, 10)
	c.AddStep("x", 1, 10, 20)
	c.End(OrdinaryLife, "", 30)
	if len(c.Timers()) != 0 || c.May(Add, 1) != ErrNotNow {
		t.Errorf("%+v", c.Timers())
	}
}
