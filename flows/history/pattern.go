package history

import (
	"cmp"
	"slices"
	"strings"
)

// patterns are words of theirs and what they are called here. A * stands for
// anything; the pattern with the most letters is the one that counts.
type patterns struct {
	exact map[string]string
	parts []pattern
}

// A pattern is what stands between its stars.
type pattern struct {
	parts []string
	ours  string
}

func (p patterns) len() int { return len(p.exact) + len(p.parts) }

// of is what theirs is called here; false where nobody says.
func (p patterns) of(theirs string) (string, bool) {
	theirs = folded(theirs)
	if ours, known := p.exact[theirs]; known {
		return ours, true
	}
	for _, one := range p.parts {
		if one.fits(theirs) {
			return one.ours, true
		}
	}
	return "", false
}

func (p pattern) fits(s string) bool {
	last := len(p.parts) - 1
	s, begins := strings.CutPrefix(s, p.parts[0])
	if !begins {
		return false
	}
	for _, part := range p.parts[1:last] {
		at := strings.Index(s, part)
		if at < 0 {
			return false
		}
		s = s[at+len(part):]
	}
	return strings.HasSuffix(s, p.parts[last])
}

// patterns reads words of theirs.
func (r *reading) patterns(vs map[string]word, ours func(word) string) patterns {
	p := patterns{exact: map[string]string{}}
	seen := map[string]bool{}
	for theirs, v := range vs {
		is, key := ours(v), folded(theirs)
		if seen[key] {
			r.fault(v.line, "%q stands there twice", theirs)
		}
		seen[key] = true
		if strings.Contains(key, "*") {
			p.parts = append(p.parts, pattern{strings.Split(key, "*"), is})
		} else {
			p.exact[key] = is
		}
	}
	slices.SortFunc(p.parts, func(a, b pattern) int {
		one, other := strings.Join(a.parts, "*"), strings.Join(b.parts, "*")
		return cmp.Or(cmp.Compare(len(other), len(one)), cmp.Compare(one, other))
	})
	return p
}
