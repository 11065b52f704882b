package cases

import (
	"errors"
	"testing"
)

// Nobody of a grid sees what is reported about one of them, not even in danger of which
// nobody knows where it is; and it cannot be given to that grid.
func TestWhatIsAboutAGridGoesPastIt(t *testing.T) {
	c := reported().GoesPast()
	for _, danger := range []bool{false, true} {
		c.Danger = danger
		for _, who := range []string{"the lead", "another worker", "a worker off duty", "the assignee"} {
			if c.Sees(people[who]) || len(c.Actions(people[who])) != 0 {
				t.Errorf("%s sees it, danger %t", who, danger)
			}
		}
		if !c.Sees(people["the coordinator"]) || !c.Sees(people["the reporter"]) {
			t.Error("the coordinator or the reporter does not see it")
		}
	}
	c.Danger = false
	if c.Joinable() {
		t.Error("it is shown to others who report something there")
	}
	if _, _, err := c.Apply(Act{Do: Route, By: people["the coordinator"], At: begin, Grid: "north"}, in); !errors.Is(err, ErrSame) {
		t.Errorf("it is given to the grid it is about: %v", err)
	}
	c = play(t, c, Act{Do: Route, By: people["the coordinator"], At: begin, Grid: "south"})
	if !c.Sees(people["a lead elsewhere"]) || c.Sees(people["the lead"]) {
		t.Error("the other grid does not have it, or the grid itself does")
	}
}
