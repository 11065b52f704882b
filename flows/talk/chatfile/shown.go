package chatfile

import "strings"

// An Output is something the bot shows somebody, in the form in which it stands
// in a transcript.
type Output struct {
	Mark   string     // "→" sent, "✎" changed in place, "±" only what changed, "✗" deleted, "!" a button answered, ":" where nobody need be named
	To     string     // "Ana", "@team", "Ana@team"
	Text   string     // may have several lines
	Inline [][]string // labels of the buttons under it
	Keys   [][]string // labels of the reply keyboard
	Remove bool       // the reply keyboard is taken away
	Extra  []string   // further lines, such as "=> {…}"
}

// Lines is the output as lines of a file, without line ends.
func (o Output) Lines() []string {
	head := "Bot " + o.Mark + " " + o.To + ":"
	if o.Mark == ":" || o.Mark == "" {
		head = "Bot:"
	}
	words := strings.Split(o.Text, "\n")
	if words[0] != "" {
		head += " " + words[0]
	}
	lines := []string{head}
	put := func(l string) {
		if l != "" {
			l = indent + l
		}
		lines = append(lines, l)
	}
	for _, w := range words[1:] {
		put(strings.TrimRight(w, " "))
	}
	for _, row := range o.Inline {
		put(labels(row, "[", "]"))
	}
	for _, row := range o.Keys {
		put(labels(row, "{", "}"))
	}
	if o.Remove {
		put("<remove keyboard>")
	}
	for _, e := range o.Extra {
		put(e)
	}
	return lines
}

func labels(row []string, open, shut string) string {
	marked := make([]string, len(row))
	for i, l := range row {
		marked[i] = open + l + shut
	}
	return strings.Join(marked, " ")
}
