package alarm

import "sync/atomic"

// Calm are words in which no danger was heard lately. What somebody wrote is asked
// about several times before it is answered, and most of it tells of none. It changes
// nothing of what is heard: the same words always tell the same.
type Calm [256]atomic.Pointer[string]

// longestCalm is how long words are that are remembered, in bytes.
const longestCalm = 1000

func (c *Calm) at(words string) *atomic.Pointer[string] {
	sum := uint32(2166136261) // FNV-1a
	for i := range len(words) {
		sum = (sum ^ uint32(words[i])) * 16777619
	}
	return &c[sum%uint32(len(c))]
}

// Knows reports whether no danger was heard in these words.
func (c *Calm) Knows(words string) bool {
	if c == nil || len(words) > longestCalm {
		return false
	}
	was := c.at(words).Load()
	return was != nil && *was == words
}

// Keep keeps words in which no danger was heard.
func (c *Calm) Keep(words string) {
	if c != nil && len(words) <= longestCalm {
		c.at(words).Store(&words)
	}
}
