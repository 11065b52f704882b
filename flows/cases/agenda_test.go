package cases

import (
	"errors"
	"testing"
)

// A case that is of a key topic is not proposed as one again; it may still be talked of.
func TestACaseOfAKeyTopicIsNotProposedAsOne(t *testing.T) {
	c := standing(OnSite)
	c.OnAgenda, c.Proposed, c.KeyTopic = 0, false, 0
	if err := c.May(Topic, people["the lead"]); err != nil {
		t.Fatalf("of no topic: %v", err)
	}
	c.KeyTopic = 3
	if err := c.May(Topic, people["the lead"]); !errors.Is(err, ErrNotNow) {
		t.Errorf("of topic 3: %v", err)
	}
	if err := c.May(Agenda, people["the lead"]); err != nil {
		t.Errorf("it may not be talked of: %v", err)
	}
}
