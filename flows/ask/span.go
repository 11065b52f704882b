package ask

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"gridbot/flows/calendar"
	"gridbot/flows/grids"
	"gridbot/flows/world"
)

// upTo stands between the first and the last of some days.
var upTo = regexp.MustCompile(`\s*(?:到|至|~|～|\b(?:to|till|until)\b)\s*`)

// Span reads from which day on words speak of, and of how many days; 0 where they name
// one alone. The zero time is none: a length of days is none.
func Span(w *world.World, words string) (from time.Time, days int) {
	parts := upTo.Split(strings.ToLower(strings.TrimSpace(words)), 3)
	if from = namedDay(w, parts[0]); from.IsZero() || len(parts) > 2 {
		return time.Time{}, 0
	}
	if len(parts) == 1 {
		return from, 0
	}
	last := namedDay(w, parts[1])
	if last.IsZero() {
		return time.Time{}, 0
	}
	for range 2 { // Wednesday is the one after the Monday they named
		if last.Before(from) {
			last = last.AddDate(0, 0, 7)
		}
	}
	first, end := calendar.DateOf(w.District.Here(from)), calendar.DateOf(w.District.Here(last))
	for days = 1; days < 60 && first != end; days++ {
		first = first.Plus(1)
	}
	if first != end {
		return time.Time{}, 0
	}
	return from, days
}

// namedDay is a day that words name, and not a length.
func namedDay(w *world.World, words string) time.Time {
	if n, unit := grids.Count(words); n > 0 && slices.Contains([]string{"", "天", "日", "周", "个月", "day", "days", "week", "weeks"}, strings.TrimSpace(unit)) {
		return time.Time{}
	}
	if at := writtenDay(w, words); !at.IsZero() {
		return at
	}
	return spokenDay(w, words)
}

// Length is how many days words speak of; 0 for none.
func Length(words string) int {
	n, unit := grids.Count(PlainWords(words))
	switch strings.TrimSpace(unit) {
	case "", "天", "日", "day", "days":
		return n
	case "周", "个星期", "星期", "week", "weeks":
		return 7 * n
	}
	return 0
}
