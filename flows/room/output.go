package room

import (
	"fmt"
	"strings"

	"gridbot/flows/talk/chatfile"
)

// This file is how a transcript tells what people were shown.

// lines is what the people of the transcript were shown by one line.
func (p *player) lines() []string {
	var lines []string
	people := p.script.People()
	for _, name := range people {
		for _, mark := range []string{"!", ""} {
			for _, it := range p.shown {
				if it.chat == p.id(name) && (it.mark == "!") == (mark == "!") {
					lines = append(lines, it.output(name, len(people) == 1).Lines()...)
				}
			}
		}
	}
	for _, c := range p.opens {
		place := p.Say(c.By.Lang, c.Place.Name, 200)
		if c.Place.More != "" {
			place += " / " + c.Place.More
		}
		lines = append(lines, fmt.Sprintf("     => {category:%s place:%q grid:%s danger:%t files:%d anonymous:%t}",
			c.Category, place, c.Grid, c.Danger, len(c.Files), c.By.Anonymous))
	}
	return lines
}

func (it *item) output(name string, alone bool) chatfile.Output {
	o := chatfile.Output{Mark: it.mark, To: name, Text: it.words, Remove: it.remove}
	if alone && it.mark == "→" {
		o.Mark = ":"
	}
	if it.m == nil {
		return o
	}
	o.Text = shortened(it.m.Words)
	for _, row := range it.m.Rows {
		var labels []string
		for _, b := range row {
			labels = append(labels, b.Label)
		}
		o.Inline = append(o.Inline, labels)
	}
	if ex := it.file; ex != nil {
		o.Extra = []string{fmt.Sprintf("=> {grid:%q %s %s identity:%t}", ex.Grid, ex.Format, ex.Part, ex.Identity)}
	}
	o.Keys = it.keys
	return o
}

// shortened keeps transcripts readable where somebody wrote without end.
func shortened(words string) string {
	lines := strings.Split(words, "\n")
	for i, l := range lines {
		if r := []rune(l); len(r) > 300 {
			lines[i] = fmt.Sprintf("%s … (%d characters) … %s", string(r[:20]), len(r), string(r[len(r)-5:]))
		}
	}
	return strings.Join(lines, "\n")
}

// difference shows the first lines that differ.
func difference(want, got string) string {
	w, g := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range w {
		if i >= len(g) || w[i] != g[i] {
			return fmt.Sprintf("line %d\nwant: %s\ngot:  %s", i+1, strings.Join(w[i:min(i+4, len(w))], "\n      "),
				strings.Join(g[min(i, len(g)):min(i+4, len(g))], "\n      "))
		}
	}
	return fmt.Sprintf("%d further lines: %s", len(g)-len(w), g[len(w)])
}
