package history

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"gridbot/flows/history/records"
)

// Survey reads a table to its end, before it is read once more for its rows, and
// settles what only a whole column shows: whether day and month are swapped in it.
// An error says that the mapping has them the wrong way round.
func (t *Table) Survey() error {
	counts := make([]count, len(t.m.times))
	for {
		r, err := t.next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return fmt.Errorf("read the table: %w", err)
		}
		if r.Broken == "" && len(r.Fields) >= t.width {
			t.tally(counts, r)
		}
	}
	var gone []string
	for i := range t.m.times {
		l, c := &t.m.times[i], counts[i]
		other := slices.IndexFunc(t.m.times, func(o layout) bool { return o.plain == l.twin && l.twin != "" })
		switch {
		case c.rare(c.twin) || c.neither(): // slips of single rows, or nothing to tell by
		case !c.rare(c.own):
			l.mixed = true
		case other < 0:
			return fmt.Errorf("day and month are swapped in \"times\": %d moments can be read as %q only, such as %q, and %d as %q only", c.twin, l.twin, c.example, c.own, l.written)
		default:
			gone = append(gone, l.written)
		}
	}
	t.m.times = slices.DeleteFunc(t.m.times, func(l layout) bool { return slices.Contains(gone, l.written) })
	return nil
}

// count is how many moments can be read one way only.
type count struct {
	own, twin, either int
	example           string
}

// rare is less than one in twenty.
func (c count) rare(n int) bool { return n*20 < c.own+c.twin+c.either || n == 0 }

func (c count) neither() bool { return c.own+c.twin == 0 }

// tally counts the moments of a row.
func (t *Table) tally(counts []count, r records.Record) {
	for _, column := range []string{"opened", "closed"} {
		at, has := t.at[column]
		if !has {
			continue
		}
		said := strings.TrimSpace(r.Fields[at])
		for i, l := range t.m.times {
			if l.twin == "" || said == "" {
				continue
			}
			_, own := l.parse(l.plain, said, t.m.zone)
			_, twin := l.parse(l.twin, said, t.m.zone)
			switch c := &counts[i]; {
			case own && twin:
				c.either++
			case own:
				c.own++
			case twin:
				if c.twin++; c.example == "" {
					c.example = said
				}
			}
		}
	}
}
