package figures

import (
	"math"
	"strconv"
	"strings"
)

// Durations are counted in buckets that grow by 4 %: what is read from them is
// right within 2 %, however many there are.

const growth = 1.04

// bucket names the bucket of a duration in seconds.
func bucket(seconds int64) string {
	if seconds < 1 {
		return "0"
	}
	return strconv.Itoa(1 + int(math.Log(float64(seconds))/math.Log(growth)))
}

// middle is the duration a bucket stands for, in seconds.
func middle(bucket int) float64 {
	if bucket == 0 {
		return 0
	}
	return math.Pow(growth, float64(bucket-1)+0.5)
}

// A Spread is how often durations fell into each bucket.
type Spread map[int]int

// N is how many durations there are.
func (s Spread) N() int {
	n := 0
	for _, many := range s {
		n += many
	}
	return n
}

// Quantile is the duration in seconds that the share q of all does not exceed,
// within 2 %; NaN when there are none.
func (s Spread) Quantile(q float64) float64 {
	n := s.N()
	if n == 0 {
		return math.NaN()
	}
	rank := max(1, int(math.Ceil(q*float64(n))))
	most := 0
	for b := range s {
		most = max(most, b)
	}
	for b := 0; b <= most; b++ {
		if rank -= s[b]; rank <= 0 {
			return middle(b)
		}
	}
	return middle(most)
}

// spreadOf collects the buckets of a kind of duration.
func (s Sums) spreadOf(kind string) Spread {
	all := Spread{}
	for name, n := range s {
		if b, ok := strings.CutPrefix(name, kind); ok {
			if i, err := strconv.Atoi(b); err == nil {
				all[i] += n
			}
		}
	}
	return all
}

// Response is how long reports waited for the first answer of a human being.
func (s Sums) Response() Spread { return s.spreadOf(response) }

// Claim is how long cases were on offer before somebody had them.
func (s Sums) Claim() Spread { return s.spreadOf(claim) }
