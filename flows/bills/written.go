package bills

import (
	"strings"
	"time"
	"unicode/utf8"
)

// LongestName is how long may be what a bill is for, and the name of a share.
const LongestName = 40

// A Line is the error of a line that cannot be read, or is too long.
type Line struct {
	Is   string
	Long bool
}

func (l Line) Error() string { return "a line of a bill that cannot be read" }

// Read reads a bill as people write it: in the first line what it is for and the amount, in
// each further one a name, and by the key how large it is or how much was agreed. Errors:
// Line; as New.
func Read(words string, b Bill, now time.Time) (Bill, error) {
	first := false
	for line := range strings.SplitSeq(words, "\n") {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		name, rest := line, ""
		if i := strings.LastIndexAny(line, " \t　"); i >= 0 && (!first || b.Key != Equal) {
			name, rest = strings.TrimSpace(line[:i]), strings.TrimSpace(line[i:])
		}
		var err error
		switch s := (Share{Name: name}); {
		case utf8.RuneCountInString(name) > LongestName:
			return b, Line{Is: line, Long: true}
		case !first:
			first, b.What = true, name
			b.Cents, err = ParseYuan(rest)
		case b.Key == Agreed:
			s.Cents, err = ParseYuan(rest)
			b.Shares = append(b.Shares, s)
		case b.Key == Equal:
			b.Shares = append(b.Shares, s)
		default:
			s.Weight, err = ParseWeight(rest)
			b.Shares = append(b.Shares, s)
		}
		if err != nil {
			return b, Line{Is: line}
		}
	}
	return New(b, now)
}

// Written is a bill as Read reads it.
func (b Bill) Written() string {
	lines := []string{b.What + " " + Yuan(b.Cents)}
	for _, s := range b.Shares {
		switch b.Key {
		case Equal:
			lines = append(lines, s.Name)
		case Agreed:
			lines = append(lines, s.Name+" "+Yuan(s.Cents))
		default:
			lines = append(lines, s.Name+" "+Yuan(s.Weight))
		}
	}
	return strings.Join(lines, "\n")
}

// Rewrite reads what was written in the place of a bill, an amount alone or all of it anew,
// and corrects the bill. Errors: as Read and Correct.
func (b *Bill) Rewrite(words string, by int64, now time.Time) error {
	to := *b
	cents, err := ParseYuan(words)
	if err == nil && !strings.Contains(words, "\n") {
		to.Cents = cents
	} else if to, err = Read(words, Bill{N: b.N, Key: b.Key, Treasurer: b.Treasurer, Due: b.Due}, now); err != nil {
		return err
	}
	return b.Correct(to, by, now)
}
