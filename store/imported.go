package store

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"gridbot/flows/cases"
)

// An Imported is a case that was brought in from another system.
type Imported struct {
	Number int    // ours; 0: their number is not known here
	Print  string // of its row, as it was then
}

// Imported are the cases that were brought in under numbers of another system,
// in their order.
func (s *Store) Imported(ctx context.Context, ids []string) ([]Imported, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	values, err := s.rdb.HMGet(ctx, s.keys.imported(), ids...).Result()
	if err != nil {
		return nil, fmt.Errorf("read what was brought in: %w", err)
	}
	all := make([]Imported, len(ids))
	for i, v := range values {
		kept, ok := v.(string)
		if !ok {
			continue
		}
		number, print, _ := strings.Cut(kept, ":")
		all[i].Print = print
		if all[i].Number, err = strconv.Atoi(number); err != nil { // brought in again it would be there twice
			return nil, fmt.Errorf("read what was brought in as %s: %w", ids[i], damaged{error: err, key: s.keys.imported(), field: ids[i], value: kept})
		}
	}
	return all, nil
}

// keepSource keeps a new case where it is found by whom it is from: its reporter, who
// typed it, or another system. What nobody told us is in nobody's list.
func (s *Store) keepSource(in *instructions, c cases.Case) {
	number := strconv.Itoa(c.Number)
	if c.By.ID != 0 {
		in.do("zadd", s.mineKey(&c, c.By.ID), c.Opened, number)
	}
	for _, j := range c.Joined {
		in.do("zadd", s.mineKey(&c, j.ID), j.At, number)
	}
	if c.Filed != nil {
		in.do("zadd", s.keys.mine(c.Filed.By), c.Opened, number)
	}
	if c.From != nil {
		in.do("hset", s.keys.imported(), c.From.ID, number+":"+c.From.Print)
	}
}
