package learn

import (
	"math"
	"slices"
)

// An Example is a sentence of which the class is known.
type Example struct {
	Parts  *Parts
	Class  int     // of the classes given to Train
	Weight float64 // how much it counts; 1 is usual
}

// A Prior is what is believed before any example: a feature speaks for a class.
// Without a feature it is where the class begins.
type Prior struct {
	Feature string
	Class   int
	Weight  float64
}

const (
	rarest  = 2    // a feature that fewer examples have is chance
	rounds  = 16   // how often the examples are gone through at most
	settled = 0.05 // the largest correction after which no more is to be gained
	slack   = 2    // how much an example may cost: more follows single examples closer
	// aside is which part of the examples is held aside first, to measure how sure
	// the model may be of itself.
	aside = 4
	// everyone is every how many rounds all examples are looked at.
	everyone = 5
)

// Train learns the classes from examples: for each class a line between its
// own examples and all others (a support vector machine with squared loss, by
// coordinate descent), and one temperature that turns distances into
// likelihoods. The same examples in the same order give the same model.
func Train(classes []string, examples []Example, priors []Prior) *Model {
	t := newTraining(examples)
	t.believe(priors)
	m := &Model{Classes: classes, rows: map[uint64]int32{}}
	all := make([]int, len(examples))
	for i := range all {
		all[i] = i
	}
	m.Heat = math.Round(t.heat(len(classes))*10) / 10
	m.take(t, t.fit(len(classes), all))
	return m
}

// training is the examples as numbers.
type training struct {
	names  []string
	index  map[string]int32
	rows   [][]term
	square []float64 // the length of a row, squared
	class  []int
	weight []float64
	prior  map[int][]term // by class
}

type term struct {
	at    int32
	value float64
}

func newTraining(examples []Example) *training {
	t := &training{index: map[string]int32{}, prior: map[int][]term{}}
	seen := map[string]int{}
	for _, e := range examples {
		inThis := map[string]bool{}
		for i := range e.Parts.Len() {
			name := e.Parts.name(i)
			if !inThis[string(name)] {
				inThis[string(name)] = true
				seen[string(name)]++
			}
		}
	}
	for _, e := range examples {
		scales := e.Parts.scales()
		sum := map[int32]float64{}
		for i := range e.Parts.Len() {
			name, g := e.Parts.name(i), e.Parts.groups[i]
			if g != told && seen[string(name)] < rarest {
				continue
			}
			sum[t.at(string(name))] += float64(scales[g] * e.Parts.values[i])
		}
		row := make([]term, 0, len(sum)+1)
		for at, v := range sum {
			row = append(row, term{at, v})
		}
		slices.SortFunc(row, func(a, b term) int { return int(a.at - b.at) })
		square := 0.0
		for _, x := range row {
			square += float64(x.value * x.value)
		}
		t.rows = append(t.rows, row)
		t.square = append(t.square, square)
		t.class = append(t.class, e.Class)
		t.weight = append(t.weight, e.Weight)
	}
	return t
}

// at is the number of a feature.
func (t *training) at(name string) int32 {
	at, known := t.index[name]
	if !known {
		at = int32(len(t.names))
		t.index[name] = at
		t.names = append(t.names, name)
	}
	return at
}

func (t *training) believe(priors []Prior) {
	for _, p := range priors {
		at := int32(-1)
		if p.Feature != "" {
			at = t.at(p.Feature)
		}
		t.prior[p.Class] = append(t.prior[p.Class], term{at, p.Weight})
	}
}

// fit is a line for each class; the last number of each is where it begins.
func (t *training) fit(classes int, these []int) [][]float64 {
	lines := make([][]float64, classes)
	for c := range lines {
		lines[c] = t.line(c, these)
	}
	return lines
}

// line tells class c from all others. It begins at what is believed and goes no
// further from there than the examples make it.
func (t *training) line(c int, examples []int) []float64 {
	w := make([]float64, len(t.names)+1)
	bias := &w[len(t.names)]
	for _, p := range t.prior[c] {
		if p.at < 0 {
			*bias += p.value
		} else {
			w[p.at] += p.value
		}
	}
	pull := make([]float64, len(examples))
	order := make([]int, len(examples))
	for i := range order {
		order[i] = i
	}
	dice := dice(1)
	var near []int
	for round := range rounds {
		// Most examples stand far on their side and stay there: between the rounds
		// that look at all, only those near the line are looked at.
		these := order
		if all := round%everyone == 0; !all {
			these = near
		} else {
			near = nil
		}
		dice.shuffle(these)
		most := 0.0
		for _, o := range these {
			i := examples[o]
			side := -1.0
			if t.class[i] == c {
				side = 1
			}
			score := *bias
			for _, x := range t.rows[i] {
				score += float64(w[x.at] * x.value)
			}
			loose := 1 / float64(2*slack*t.weight[i])
			gap := float64(side*score) - 1 + float64(pull[o]*loose)
			if round%everyone == 0 && (pull[o] > 0 || gap < 0.3) {
				near = append(near, o)
			}
			if pull[o] == 0 && gap > 0 {
				continue
			}
			next := math.Max(0, pull[o]-gap/(t.square[i]+1+loose))
			step := float64((next - pull[o]) * side)
			if step == 0 {
				continue
			}
			most = math.Max(most, math.Abs(gap))
			pull[o] = next
			*bias += step
			for _, x := range t.rows[i] {
				w[x.at] += float64(step * x.value)
			}
		}
		if most < settled && round%everyone == 0 {
			break
		}
	}
	return w
}

// score is how far example i stands on its side of each line.
func (t *training) score(lines [][]float64, i int) []float64 {
	scores := make([]float64, len(lines))
	for c, w := range lines {
		s := w[len(t.names)]
		for _, x := range t.rows[i] {
			s += float64(w[x.at] * x.value)
		}
		scores[c] = s
	}
	return scores
}

const usualHeat = 4 // where there are too few examples to measure it

// heat is by what scores are multiplied to become likelihoods: as sure as the
// model was right about examples it had not seen.
func (t *training) heat(classes int) float64 {
	if len(t.rows) < 40*classes {
		return usualHeat
	}
	var seen, unseen []int
	for i := range t.rows {
		if i%aside == 0 {
			unseen = append(unseen, i)
		} else {
			seen = append(seen, i)
		}
	}
	lines := t.fit(classes, seen)
	var scores [][]float64
	var right []int
	for _, i := range unseen {
		scores = append(scores, t.score(lines, i))
		right = append(right, t.class[i])
	}
	best, least := 0.0, math.Inf(1)
	for heat := 0.5; heat < 12; heat += 0.2 {
		loss := 0.0
		for i, s := range scores {
			loss -= math.Log(math.Max(1e-9, likely(s, heat)[right[i]]))
		}
		if loss < least {
			best, least = heat, loss
		}
	}
	return best
}

// likely turns scores into likelihoods that add up to one.
func likely(scores []float64, heat float64) []float64 {
	most := slices.Max(scores)
	p := make([]float64, len(scores))
	sum := 0.0
	for i, s := range scores {
		p[i] = math.Exp((s - most) * heat)
		sum += p[i]
	}
	for i := range p {
		p[i] /= sum
	}
	return p
}

// dice are the same on every machine and in every release.
type dice uint64

// shuffle puts things in another order.
func (d *dice) shuffle(order []int) {
	for i := len(order) - 1; i > 0; i-- {
		*d ^= *d << 13
		*d ^= *d >> 7
		*d ^= *d << 17
		j := int(uint64(*d) % uint64(i+1))
		order[i], order[j] = order[j], order[i]
	}
}
