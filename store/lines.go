package store

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"

	"github.com/redis/go-redis/v9"

	"gridbot/flows/cases"
	"gridbot/flows/world"
)

// Every case is kept a second time as a line: what lists must know of it, a tenth
// of the case. It is written by the same commit. What an older release has
// written has none: its line is made of the case while one looks, and kept from
// then on when this process owns the district (KeepLines).

// linesAtOnce is how many lines are read in one go: few enough that nobody who
// asks Redis for something else notices.
const linesAtOnce = 1000

// listing reads a page of cases, and what it is a page of. What is open is found
// in the lists of its grids, its worker and its agency; where what is over is
// meant as well, all there are are looked through.
func (s *Store) listing(ctx context.Context, need world.Listing) ([]cases.Case, world.Listed, error) {
	var failed error
	each := s.openLines(ctx, need, &failed)
	if need.Stands != world.StandsOpen && need.Part == "" {
		each = s.allLines(ctx, need, &failed)
	}
	found, page := need.Of(each)
	if failed != nil {
		return nil, world.Listed{}, failed
	}
	numbers := make([]string, len(page))
	for i, n := range page {
		numbers[i] = strconv.Itoa(n)
	}
	list, err := s.cases(ctx, numbers)
	return list, found, err
}

// openLines are the lines of what is open or watched, as far as it may be meant.
func (s *Store) openLines(ctx context.Context, need world.Listing, failed *error) iter.Seq[cases.Line] {
	return func(yield func(cases.Line) bool) {
		var names []string
		if need.Agency != "" {
			names = append(names, s.keys.legs(need.Agency))
		}
		if need.Among != "" {
			for grid := range strings.SplitSeq(need.Among, ",") {
				names = append(names, s.keys.grid(grid))
			}
		}
		if need.Who != 0 {
			names = append(names, s.keys.held(need.Who))
		}
		pipe := s.rdb.Pipeline()
		lists := make([]*redis.StringSliceCmd, len(names))
		for i, name := range names {
			lists[i] = pipe.ZRange(ctx, name, 0, -1)
		}
		if _, err := pipe.Exec(ctx); err != nil {
			*failed = fmt.Errorf("read the open cases: %w", err)
			return
		}
		var numbers []string
		for _, l := range lists {
			numbers = append(numbers, l.Val()...)
		}
		slices.Sort(numbers)
		s.lines(ctx, slices.Compact(numbers), nil, failed, yield)
	}
}

// allLines are the lines of all cases there are, as far as their words may fit.
func (s *Store) allLines(ctx context.Context, need world.Listing, failed *error) iter.Seq[cases.Line] {
	return func(yield func(cases.Line) bool) {
		last, err := s.Number(ctx)
		if err != nil {
			*failed = err
			return
		}
		var numbers []string
		for n := 1; n <= last; n++ {
			if numbers = append(numbers, strconv.Itoa(n)); len(numbers) == linesAtOnce || n == last {
				if !s.lines(ctx, numbers, glance(need), failed, yield) {
					return
				}
				numbers = numbers[:0]
			}
		}
	}
}

// glance tells of a line as it is written whether it can fit at all: most do not,
// and need not be understood. Folded words hold nothing that is written otherwise.
func glance(need world.Listing) func(written string) bool {
	words, kinds := strings.Fields(need.Words), strings.Split(need.Kinds, "|")
	called := make([][]string, len(words)) // a category as it stands in a line
	for i := range min(len(words), len(kinds)) {
		for k := range strings.SplitSeq(kinds[i], ",") {
			if k != "" {
				called[i] = append(called[i], "\t"+k+"\t")
			}
		}
	}
	return func(written string) bool {
		for i, w := range words {
			if !strings.Contains(written, w) && !slices.ContainsFunc(called[i], func(k string) bool { return strings.Contains(written, k) }) {
				return false
			}
		}
		return true
	}
}

// lines hands on the lines of cases, as many as are there and may fit; false when
// nobody wants more.
func (s *Store) lines(ctx context.Context, numbers []string, may func(string) bool, failed *error, yield func(cases.Line) bool) bool {
	for some := range slices.Chunk(numbers, linesAtOnce) {
		written, missing, err := s.linesOf(ctx, some)
		if err != nil {
			*failed = err
			return false
		}
		for _, w := range written {
			if may != nil && !may(w.line) {
				continue
			}
			l, err := cases.ParseLine(w.line)
			if err != nil { // what it was made of says the same
				missing = append(missing, w.number)
				continue
			}
			if !yield(l) {
				return false
			}
		}
		older, err := s.cases(ctx, missing)
		if err != nil {
			*failed = err
			return false
		}
		for _, c := range older {
			if !yield(c.Line()) {
				return false
			}
		}
	}
	return true
}

type writtenLine struct{ number, line string }

// linesOf reads lines, and says of which cases there is none.
func (s *Store) linesOf(ctx context.Context, numbers []string) (written []writtenLine, missing []string, err error) {
	if len(numbers) == 0 {
		return nil, nil, nil
	}
	values, err := s.rdb.HMGet(ctx, s.keys.lines(), numbers...).Result()
	if err != nil {
		return nil, nil, fmt.Errorf("read %d lines: %w", len(numbers), err)
	}
	for i, v := range values {
		if w, ok := v.(string); ok {
			written = append(written, writtenLine{numbers[i], w})
		} else {
			missing = append(missing, numbers[i])
		}
	}
	return written, missing, nil
}

// KeepLines makes the lines of cases that have none, so that they are found as
// fast as others: what an older release wrote. It is done when this process
// begins to own the district, beside its work; what is committed meanwhile is
// newer and stays.
func (s *Store) KeepLines(ctx context.Context) (made int, err error) {
	last, err := s.Number(ctx)
	if err != nil {
		return 0, err
	}
	if err := s.keepStanding(ctx, last); err != nil {
		return 0, err
	}
	for first := 1; first <= last; first += perPage {
		numbers := make([]string, 0, perPage)
		for n := first; n < first+perPage && n <= last; n++ {
			numbers = append(numbers, strconv.Itoa(n))
		}
		_, missing, err := s.linesOf(ctx, numbers)
		if err != nil {
			return made, err
		}
		older, err := s.cases(ctx, missing)
		if err != nil {
			return made, err
		}
		if len(older) == 0 {
			continue
		}
		pipe := s.rdb.Pipeline()
		for _, c := range older {
			pipe.HSetNX(ctx, s.keys.lines(), strconv.Itoa(c.Number), c.Line().String())
		}
		if _, err := pipe.Exec(ctx); err != nil {
			return made, fmt.Errorf("keep %d lines: %w", len(older), err)
		}
		made += len(older)
	}
	return made, nil
}
