package store

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"gridbot/flows/cases"
)

// perPage is how many cases, or lines of the log, are read in one go: few
// enough that nobody who asks Redis for something else notices.
const perPage = 200

// EachCase reads the cases that were opened from one moment on and before
// another, by number. All that are kept are looked at: what was brought in is
// old with a new number, so that no number says when a case was opened.
func (s *Store) EachCase(ctx context.Context, from, to time.Time, each func(cases.Case) error) error {
	last, err := s.Number(ctx)
	if err != nil {
		return err
	}
	for first := 1; first <= last; first += perPage {
		names := make([]string, 0, perPage)
		for n := first; n < first+perPage && n <= last; n++ {
			names = append(names, s.keys.caseOf(n))
		}
		values, err := s.rdb.MGet(ctx, names...).Result()
		if err != nil {
			return fmt.Errorf("read %d cases: %w", len(names), err)
		}
		var page []cases.Case
		err = eachValue(names, values, func(i int, v string) error {
			if !openedIn(v, from.Unix(), to.Unix()) {
				return nil
			}
			c, err := s.caseFrom(names[i], v)
			page = append(page, c)
			if err != nil { // one that is damaged keeps no other out
				s.notice(damaged{error: err, key: names[i], value: v})
				page = page[:len(page)-1]
			}
			return nil
		})
		if err != nil {
			return err
		}
		for _, c := range page {
			if err := each(c); err != nil {
				return err
			}
		}
	}
	return nil
}

// EachOf reads the cases of numbers, in their order.
func (s *Store) EachOf(ctx context.Context, numbers []int, each func(cases.Case) error) error {
	for some := range slices.Chunk(numbers, perPage) {
		names := make([]string, len(some))
		for i, n := range some {
			names[i] = strconv.Itoa(n)
		}
		page, err := s.readable(ctx, names)
		if err != nil {
			return err
		}
		for _, c := range page {
			if err := each(c); err != nil {
				return err
			}
		}
	}
	return nil
}

// openedKey stands once in the record of a case: in what people wrote, its
// quotes would be escaped.
const openedKey = `"opened":`

// openedIn reports whether the case of a record was opened in a span. It reads
// no more than that of the record: most that are looked at are of other spans.
func openedIn(record string, from, to int64) bool {
	_, rest, _ := strings.Cut(record, openedKey)
	digits := 0
	for digits < len(rest) && rest[digits] >= '0' && rest[digits] <= '9' {
		digits++
	}
	at, err := strconv.ParseInt(rest[:digits], 10, 64)
	return err != nil || at >= from && at < to
}
