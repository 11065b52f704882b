package store

import (
	"context"
	"encoding/json"
	"fmt"

	"gridbot/flows"
)

// Replay reads the event log from its beginning, in the order in which things
// happened.
func (s *Store) Replay(ctx context.Context, each func(flows.Logged)) error {
	for after := "-"; ; {
		messages, err := s.rdb.XRangeN(ctx, s.keys.log(), after, "+", 1000).Result()
		if err != nil {
			return fmt.Errorf("read the event log: %w", err)
		}
		for _, m := range messages {
			var l flows.Logged
			body, _ := m.Values["e"].(string)
			if err := json.Unmarshal([]byte(body), &l); err != nil {
				return fmt.Errorf("read event %s: %w", m.ID, err)
			}
			each(l)
		}
		if len(messages) < 1000 {
			return nil
		}
		after = "(" + messages[len(messages)-1].ID
	}
}
