package hotspots

import "math"

// fisher is how likely n or more of a+b voices would fall into the window by
// chance, when of its like as many did as did: n of n+old in the window,
// against like of like+oldLike. One-sided; exact, but 1 where no more fell into
// the window than was to be expected: then it is no matter.
func fisher(n, like, old, oldLike int) float64 {
	drawn, rest := n+like, old+oldLike // voices in the window and before
	own := n + old
	if n*(drawn+rest) <= own*drawn {
		return 1
	}
	p, ways := 0.0, choose(drawn+rest, drawn)
	for k := n; k <= min(own, drawn); k++ { // past the peak: each is less than the one before
		q := math.Exp(choose(own, k) + choose(drawn+rest-own, drawn-k) - ways)
		if p += q; q < p*1e-12 {
			break
		}
	}
	return min(p, 1)
}

// binomialTail is how likely n or more of all fall on a share by chance; exact.
func binomialTail(n, all int, share float64) float64 {
	p := 0.0
	for k := n; k <= all; k++ {
		q := math.Exp(choose(all, k) + float64(k)*math.Log(share) + float64(all-k)*math.Log1p(-share))
		if p += q; q < p*1e-12 {
			break
		}
	}
	return min(p, 1)
}

// choose is the logarithm of n over k.
func choose(n, k int) float64 {
	if k < 0 || k > n {
		return math.Inf(-1)
	}
	return gamma(n) - gamma(k) - gamma(n-k)
}

func gamma(n int) float64 {
	l, _ := math.Lgamma(float64(n) + 1)
	return l
}
