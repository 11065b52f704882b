package cases

import (
	"errors"
	"slices"
	"testing"
	"time"
)

// Who tells of the same thing joins once, while it is open, and not their own.
func TestTheSameThingIsJoinedOnce(t *testing.T) {
	join := func(id int64, p Person) Act { p.ID = id; return Act{By: p, At: begin} }
	c := reported()
	for name, test := range map[string]struct {
		of   Case
		a    Act
		want error
	}{
		"a stranger":              {c, join(stranger, Person{}), nil},
		"the reporter":            {c, join(ana, Person{}), ErrSame},
		"a worker of the grid":    {c, join(li, people["another worker"]), ErrSame},
		"nobody":                  {c, join(0, Person{}), ErrSame},
		"who joined before":       {standing(Claimed), join(eva, Person{}), ErrSame},
		"when it is closed":       {standing(Closed), join(stranger, Person{}), ErrNotNow},
		"when it was checked":     {standing(Verified), join(stranger, Person{}), ErrNotNow},
		"when it is full already": {full200(), join(stranger, Person{}), ErrFull},
	} {
		next, err := test.of.Join(test.a)
		if !errors.Is(err, test.want) || (err == nil) != next.HasJoined(test.a.By.ID) && test.want != ErrSame {
			t.Errorf("%s: %v, %v", name, err, next.Joined)
		}
	}
}

func full200() Case {
	c := reported()
	for id := range int64(mostJoiners) {
		c.Joined = append(c.Joined, Joiner{ID: 1000 + id})
	}
	return c
}

// Each answer counts: what one says is not fixed is not fixed, silence of the
// reporter is no silence where another has answered, and work that was not done is
// asked about anew.
func TestWhoJoinedIsAskedToo(t *testing.T) {
	who := people["who joined"]
	c := play(t, standing(Verified), Act{Do: Agree, By: who, At: begin})
	if c.Status != Verified || c.May(Agree, who) == nil {
		t.Errorf("it is %s, and they may say so again: %v", c.Status, c.May(Agree, who))
	}
	if lapsed := play(t, c, Act{Do: Lapse, By: people["the clock"], At: begin.Add(4 * day)}); lapsed.Outcome != Confirmed {
		t.Errorf("it was closed as %s", lapsed.Outcome)
	}
	again := play(t, c, Act{Do: Reopen, By: people["the reporter"], At: begin.Add(time.Hour)})
	if again.Status != Rework || again.Joined[0].Fixed {
		t.Errorf("it is %s, and what they said stands: %v", again.Status, again.Joined)
	}
	if not := play(t, standing(Verified), Act{Do: Reopen, By: who, At: begin, Note: reason}); not.Status != Rework {
		t.Errorf("one says it is not fixed, and it is %s", not.Status)
	}
}

// The reporter who leaves hands it on to who joined first: the hazard is there.
func TestTheReporterHandsItOn(t *testing.T) {
	c := standing(Claimed)
	c.Joined = append(c.Joined, Joiner{ID: stranger, Name: "Bo"})
	if c.May(Withdraw, people["the reporter"]) == nil {
		t.Error("it is withdrawn over the heads of two others")
	}
	next := play(t, c, Act{Do: Leave, By: people["the reporter"], At: begin})
	if next.By.ID != eva || len(next.Joined) != 1 || next.Sees(people["the reporter"]) || next.Status != Claimed {
		t.Errorf("it is %+v of %v, %s", next.By, next.Joined, next.Status)
	}
	left := play(t, next, Act{Do: Leave, By: Person{ID: stranger}, At: begin})
	if left.Joined != nil || left.Sees(Person{ID: stranger}) || slices.Contains(left.Actions(people["who joined"]), Leave) {
		t.Errorf("after all have left: %v", left.Joined)
	}
}
