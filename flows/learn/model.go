package learn

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// A Model tells classes apart. It does not change, and is safe for use by
// several goroutines.
type Model struct {
	Classes []string
	Heat    float64 // by what scores are multiplied to become likelihoods
	Stamp   string  // what it was made from; the caller's

	names []byte  // of the rows, one after the other; row 0 has none, it is where each line begins
	named []int32 // where the name of each row ends
	rows  map[uint64]int32

	// What weighs something in a row, row after row: most weigh for three classes of thirty.
	ends    []int32 // where each row ends
	classes []uint16
	weights []float32
}

// mostClasses is how many classes a model can tell apart.
const mostClasses = 1 << 16

// weigh writes down the next row, one weight for each class.
func (m *Model) weigh(row []float32) {
	for c, w := range row {
		if w != 0 {
			m.classes, m.weights = append(m.classes, uint16(c)), append(m.weights, w)
		}
	}
	m.ends = append(m.ends, int32(len(m.weights)))
}

// row is what weighs in a row: the classes, and how much for each.
func (m *Model) row(at int) ([]uint16, []float32) {
	from := int32(0)
	if at > 0 {
		from = m.ends[at-1]
	}
	return m.classes[from:m.ends[at]], m.weights[from:m.ends[at]]
}

// weight is what a row weighs for a class.
func (m *Model) weight(at, class int) float32 {
	classes, weights := m.row(at)
	for i, c := range classes {
		if int(c) == class {
			return weights[i]
		}
	}
	return 0
}

// fine is how finely weights are kept: a model is a file people diff.
const fine = 100

// weakest is the least that a feature must weigh for a class to be kept.
const weakest = 0.12

// take makes the model of the lines that were found, rounded.
func (m *Model) take(t *training, lines [][]float64) {
	row := make([]float32, len(m.Classes))
	for c := range lines {
		row[c] = rounded(lines[c][len(t.names)])
	}
	m.name("")
	m.weigh(row)
	for at, name := range t.names {
		weighs := false
		for c := range lines {
			row[c] = 0
			if w := lines[c][at]; math.Abs(w) >= weakest {
				row[c], weighs = rounded(w), true
			}
		}
		if weighs {
			m.name(name)
			m.weigh(row)
		}
	}
}

// name gives the next row its name. It reports whether no other has it.
func (m *Model) name(name string) (own bool) {
	if name != "" {
		key := keyOf(name)
		_, taken := m.rows[key]
		own = !taken
		m.rows[key] = int32(len(m.named))
	}
	m.names = append(m.names, name...)
	m.named = append(m.named, int32(len(m.names)))
	return own
}

// nameOf is the name of a row.
func (m *Model) nameOf(at int) string {
	from := int32(0)
	if at > 0 {
		from = m.named[at-1]
	}
	return string(m.names[from:m.named[at]])
}

func rounded(w float64) float32 { return float32(math.Round(w*fine) / fine) }

// Scores is how far the sentence stands on each class's side, and how many of
// its features are known.
func (m *Model) Scores(p *Parts) (scores []float64, known int) {
	scores = make([]float64, len(m.Classes))
	add := func(row int, x float64) {
		classes, weights := m.row(row)
		for i, c := range classes {
			scores[c] += float64(weights[i]) * x
		}
	}
	add(0, 1)
	scales := p.scales()
	for i := range p.Len() {
		row, ok := m.rows[p.keys[i]]
		if !ok {
			continue
		}
		if p.groups[i] != told {
			known++
		}
		add(int(row), scales[p.groups[i]]*p.values[i])
	}
	return scores, known
}

// Likely is how likely each class is, and how many features of the sentence
// the model knows.
func (m *Model) Likely(p *Parts) (likelihoods []float64, known int) {
	scores, known := m.Scores(p)
	return likely(scores, m.Heat), known
}

const mostWhy = 4

// Why is the words of the sentence that spoke most for class c, the weightiest
// first.
func (m *Model) Why(p *Parts, c int) []string {
	type reason struct {
		name   string
		weight float64
	}
	var reasons []reason
	scales := p.scales()
	for i := range p.Len() {
		g := p.groups[i]
		if g != han && g != word {
			continue
		}
		row, ok := m.rows[p.keys[i]]
		if !ok {
			continue
		}
		if w := float64(m.weight(int(row), c)) * scales[g]; w > 0 {
			reasons = append(reasons, reason{string(p.name(i)), w})
		}
	}
	slices.SortStableFunc(reasons, func(a, b reason) int { return cmp.Compare(b.weight, a.weight) })
	var why []string
	for _, r := range reasons {
		if len(why) == mostWhy {
			break
		}
		if !slices.ContainsFunc(why, func(w string) bool { return strings.Contains(w, r.name) || strings.Contains(r.name, w) }) {
			why = append(why, r.name)
		}
	}
	return why
}
