package learn

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// A model as a file: what it was made from, its classes, its heat, and a line
// for each feature with what it weighs for each class, in hundredths.
//
//	model <stamp>
//	heat 5.9
//	classes gas fire -
//	<tab>gas-98 fire-97 --40
//	煤气<tab>gas+131 fire-20
//
// The line without a feature is where each class begins. Features are sorted;
// what weighs nothing is left out. An empty line ends the model.

// Encode is the model as a file.
func (m *Model) Encode() []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "model %s\nheat %s\nclasses %s\n", m.Stamp, strconv.FormatFloat(m.Heat, 'f', 1, 64), strings.Join(m.Classes, " "))
	order := make([]int, len(m.named))
	for row := range order {
		order[row] = row
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(m.nameOf(a), m.nameOf(b)) })
	for _, row := range order {
		m.encodeRow(&b, m.nameOf(row), row)
	}
	b.WriteByte('\n')
	return b.Bytes()
}

func (m *Model) encodeRow(b *bytes.Buffer, name string, row int) {
	b.WriteString(name)
	between := byte('\t')
	classes, weights := m.row(row)
	for i, w := range weights {
		if n := int(math.Round(float64(w) * fine)); n != 0 {
			b.WriteByte(between)
			fmt.Fprintf(b, "%s%+d", m.Classes[classes[i]], n)
			between = ' '
		}
	}
	b.WriteByte('\n')
}

// Decode reads the models of a file, by their order. An error names the line.
func Decode(file []byte) ([]*Model, error) {
	var models []*Model
	d := &decoding{rest: string(file)}
	for d.rest != "" {
		m, err := d.model()
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", d.line, err)
		}
		models = append(models, m)
	}
	return models, nil
}

// decoding is how far a file is read.
type decoding struct {
	rest string
	line int
}

func (d *decoding) next() string {
	line, rest, _ := strings.Cut(d.rest, "\n")
	d.rest = rest
	d.line++
	return line
}

// header is the rest of a line that must begin with a word.
func (d *decoding) header(word string) (string, error) {
	rest, ok := strings.CutPrefix(d.next(), word+" ")
	if !ok {
		return "", fmt.Errorf("this must begin with %q", word)
	}
	return rest, nil
}

func (d *decoding) model() (*Model, error) {
	stamp, err1 := d.header("model")
	heat, err2 := d.header("heat")
	classes, err3 := d.header("classes")
	if err := errors.Join(err1, err2, err3); err != nil {
		return nil, err
	}
	// Copies: what is kept of the file must not keep all of it.
	m := &Model{Stamp: strings.Clone(stamp), Classes: strings.Fields(strings.Clone(classes)), rows: map[uint64]int32{}}
	var err error
	if m.Heat, err = strconv.ParseFloat(heat, 64); err != nil || m.Heat <= 0 || len(m.Classes) == 0 || len(m.Classes) > mostClasses {
		return nil, errors.New("a model needs a heat and classes")
	}
	own, _, _ := strings.Cut(d.rest, "\n\n") // the others of the file take their own room
	size := 2 + strings.Count(own, "\n")
	m.rows, m.named = make(map[uint64]int32, size), make([]int32, 0, size)
	entries := size + strings.Count(own, " ")
	m.ends, m.classes, m.weights = make([]int32, 0, size), make([]uint16, 0, entries), make([]float32, 0, entries)
	line, at := make([]float32, len(m.Classes)), map[string]int{}
	for c, class := range m.Classes {
		at[class] = c
	}
	for d.rest != "" {
		said := d.next()
		if said == "" {
			break
		}
		name, entries, ok := strings.Cut(said, "\t")
		if !ok {
			return nil, errors.New("there is no tab after the feature")
		}
		if err := m.decodeRow(name, entries, at, line); err != nil {
			return nil, err
		}
	}
	if len(m.ends) == 0 {
		return nil, errors.New("the model is empty")
	}
	return m, nil
}

// decodeRow reads one row; line is room for its weights.
func (m *Model) decodeRow(name, entries string, at map[string]int, line []float32) error {
	row := len(m.ends)
	if (row == 0) != (name == "") {
		return errors.New("the line without a feature must be the first, and only that")
	}
	if !m.name(name) && row > 0 {
		return fmt.Errorf("%q stands twice", name)
	}
	clear(line)
	for entries != "" {
		entry := entries
		if i := strings.IndexByte(entries, ' '); i >= 0 {
			entry, entries = entries[:i], entries[i+1:]
		} else {
			entries = ""
		}
		sign := max(strings.LastIndexByte(entry, '+'), strings.LastIndexByte(entry, '-'))
		if sign < 1 {
			return fmt.Errorf("%q is no weight", entry)
		}
		c, known := at[entry[:sign]]
		n, err := strconv.Atoi(entry[sign:])
		if !known || err != nil || n < -1e6 || n > 1e6 {
			return fmt.Errorf("%q is no weight", entry)
		}
		line[c] = float32(float64(n) / fine)
	}
	m.weigh(line)
	return nil
}
