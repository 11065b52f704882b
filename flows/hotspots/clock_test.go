package hotspots

import (
	"testing"
	"time"

	"gridbot/flows/upkeep"
)

// Whoever leads is told of the date they set on the day and once a week later; one that is
// of a place or of what is done again is told of there; a closed topic has no clock.
func TestATopicsClock(t *testing.T) {
	now := time.Unix(1_795_395_600, 0)
	day := func(n int) int64 { return now.AddDate(0, 0, n).Unix() }
	topic := Topic{Stage: StageLooked, Next: day(7)}
	tells := func(n int) (tell, again bool) { return topic.Remind(time.Unix(day(n), 0)) }
	if tell, _ := tells(6); tell || topic.Strikes() != day(7) {
		t.Error("told before its day")
	}
	if tell, again := tells(7); !tell || again || topic.Strikes() != day(14) {
		t.Error("not told on its day")
	}
	if tell, again := tells(14); !tell || !again || topic.Strikes() != 0 {
		t.Error("not told again, or for ever")
	}
	topic.Next = day(20)
	topic.Upkeep = []upkeep.Schedule{{N: 1, Next: day(10)}}
	if topic.Upcoming(0); topic.Next != day(10) || topic.Own != day(20) {
		t.Errorf("%+v", topic)
	}
	topic.Upkeep[0].Next = 0
	if topic.Upcoming(day(10)); topic.Next != day(20) || topic.Strikes() != day(20) {
		t.Errorf("what the lead set is lost: %+v", topic)
	}
	if topic.Rests = day(21); topic.Strikes() != day(21) {
		t.Error("it strikes while people sleep")
	}
	if topic.Go(StageClosed, 1, now); topic.Strikes() != 0 {
		t.Error("a closed topic has a clock")
	}
}

// A stage that comes by itself comes only forward, and not to what has held or is over.
func TestAStageFollowsForward(t *testing.T) {
	now := time.Unix(1_795_395_600, 0)
	for _, c := range []struct {
		at, to Stage
		goes   bool
	}{
		{StageFound, StageOptions, true}, {StageLooked, StageRunning, true}, {StageBack, StageOptions, true}, {StageAgreed, StageOptions, false},
		{StageRunning, StageAgreed, false}, {StageOptions, StageOptions, false}, {StageHeld, StageRunning, false}, {StageClosed, StageOptions, false},
	} {
		topic := Topic{Stage: c.at}
		if went := topic.Follow(c.to, 1, now); went != c.goes || (len(topic.Diary) == 1) != c.goes || went && topic.Stage != c.to {
			t.Errorf("%s to %s: %t", c.at, c.to, went)
		}
	}
}
