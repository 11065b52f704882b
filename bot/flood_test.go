package bot

import (
	"fmt"
	"testing"
	"time"

	"gridbot/flows/world"
)

func TestNobodyMaySayMoreThanAPersonCan(t *testing.T) {
	in, now := HumanInbound, noon
	var f world.Flood
	through := 0
	for i := range 1000 { // a hundred a second for ten seconds
		used, _, beyond := in.pour(f, now.Add(time.Duration(i)*10*time.Millisecond))
		if !beyond {
			through++
		}
		f = used
	}
	if most := in.Burst + int(10*time.Second/in.Every); through > most || through < in.Burst {
		t.Errorf("%d of 1000 came through, at most %d may", through, most)
	}
	if _, _, beyond := in.pour(f, now.Add(2*time.Minute)); beyond {
		t.Error("two minutes later they still may not speak")
	}
}

func TestWhatPeopleDoIsNoFlood(t *testing.T) {
	in, now := HumanInbound, noon
	var f world.Flood
	for album := range 3 { // three albums of ten in a minute, and a tap after each
		for range 11 {
			used, _, beyond := in.pour(f, now.Add(time.Duration(album)*20*time.Second))
			if beyond {
				t.Fatalf("album %d is too much", album)
			}
			f = used
		}
	}
}

// Who floods reads one polite line; others are answered as ever.
func TestAFloodIsAnsweredOnce(t *testing.T) {
	c := newCounter(t)
	c.desk.inbound = HumanInbound
	for i := range 200 {
		if err := c.handles(t.Context(), writes(fmt.Sprint("1-", i), chen, "灶")); err != nil {
			t.Fatal(err)
		}
	}
	told := 0
	for _, p := range c.posts {
		if p.Letter.Say.Say.ID == "flood" {
			told++
		}
	}
	if told != 1 {
		t.Errorf("they were told %d times", told)
	}
	if len(c.commits) != 200 {
		t.Errorf("%d of 200 updates were used up", len(c.commits))
	}
	before := len(c.posts)
	if err := c.handles(t.Context(), writes("2-1", wang, "灶")); err != nil || len(c.posts) == before {
		t.Errorf("somebody else was not answered: %v", err)
	}
	// The share is kept: another process goes on counting.
	known, _ := c.desk.memory.recall(chen)
	if !known.flood.Told || known.flood.Full == 0 {
		t.Errorf("kept %+v", known.flood)
	}
}
