package district

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"math"
	"slices"

	"gridbot/flows/alarm"
	"gridbot/flows/learn"
	"gridbot/flows/text"
)

// sense is what the district has learned.
type sense struct {
	keywords   *learn.Keywords
	categories *learn.Model // its last class is no hazard at all
	danger     *learn.Model
	examples   int
	together   map[[2]string]int // how many examples have a kind of danger, and a kind with a category
}

// named adds the categories whose keywords stand in words, and reports whether
// there are any.
func (s sense) named(p *learn.Parts, words string) bool {
	scores := s.keywords.Scores(words, len(s.categories.Classes))
	best := slices.Max(scores)
	if best == 0 {
		return false
	}
	for c, score := range scores {
		if score > 0 {
			// What was said at length counts more than what was said in one word.
			p.Tell("="+s.categories.Classes[c], score/best*math.Min(1, 0.4+best/60))
		}
	}
	return true
}

// noHazard is the class of what is about no hazard at all.
const noHazard = "-"

// listen makes the district understand what is written to it, with the models
// of the folder where they were made from what it says now. It reports which
// were not. Anew, it looks at none.
func (d *District) listen(examples []example, models []*learn.Model, anew bool) (stale bool) {
	if anew {
		models = nil
	}
	s := sense{examples: len(examples), together: map[[2]string]int{}}
	for _, e := range examples {
		if e.danger != "" && e.category != "" {
			s.together[[2]string{e.danger}]++
			s.together[[2]string{e.danger, e.category}]++
		}
	}
	list := d.keywordList()
	s.keywords = learn.NewKeywords(list)
	stamp := d.stampOf(examples)
	if s.categories = made(models, stamp); s.categories == nil {
		s.categories = d.learnCategories(s, list, examples)
		s.categories.Stamp, stale = stamp, true
	}
	national, demoModels := demoExamples()
	if !anew {
		models = append(models, demoModels...)
	}
	danger := alarmsOf(national, examples)
	stamp = alarm.Stamp(danger)
	if s.danger = made(models, stamp); s.danger == nil {
		s.danger = alarm.Train(danger)
		s.danger.Stamp, stale = stamp, true
	}
	d.sense = s
	return stale
}

// made is the model that was made from what has this stamp; nil for none.
func made(models []*learn.Model, stamp string) *learn.Model {
	for _, m := range models {
		if m.Stamp == stamp {
			return m
		}
	}
	return nil
}

// demoExamples is the examples of the demo district and its models: people cry
// for help in the same words everywhere.
func demoExamples() ([]example, []*learn.Model) {
	var examples []example
	p := page{examplesFile, &findings{}}
	if b, err := fs.ReadFile(Demo(), examplesFile); err == nil {
		examples = readExamples(p, b, nil)
	}
	p.file = ModelFile
	b, err := fs.ReadFile(Demo(), ModelFile)
	if err != nil {
		return examples, nil
	}
	models, _ := learn.Decode(b) // a test holds that it can be read
	return examples, models
}

// alarmsOf is what two lists of examples say of danger, each sentence once.
func alarmsOf(lists ...[]example) []alarm.Example {
	var all []alarm.Example
	seen := map[string]bool{}
	for _, list := range lists {
		for _, e := range list {
			if e.danger != anyDanger && !seen[e.words] {
				seen[e.words] = true
				all = append(all, alarm.Example{Words: e.words, Kind: e.danger})
			}
		}
	}
	return all
}

// taught is the release of how is learned: another makes other models.
const taught = "1"

// stampOf names all that the categories are learned from.
func (d *District) stampOf(examples []example) string {
	h := sha256.New()
	fmt.Fprintln(h, "categories", taught)
	for _, c := range d.Categories {
		fmt.Fprintf(h, "%q %q %q %q\n", c.ID, c.Names, c.Keywords, c.DangerWords)
	}
	for _, e := range examples {
		fmt.Fprintf(h, "%q %s\n", e.words, e.category)
	}
	return hex.EncodeToString(h.Sum(nil)[:12])
}

// keywordList is what residents say for each category, by the folder.
func (d *District) keywordList() []learn.Keyword {
	var list []learn.Keyword
	for i, c := range d.Categories {
		for _, l := range text.Langs {
			for _, w := range c.Keywords[l] {
				list = append(list, learn.Keyword{Class: i, Words: w})
			}
			for _, w := range c.DangerWords[l] {
				list = append(list, learn.Keyword{Class: i, Words: w, Danger: true})
			}
			list = append(list, learn.Keyword{Class: i, Words: c.Names[l], Fixed: true})
		}
	}
	return list
}

// Examples is how many sentences of the folder the district has learned from.
func (d *District) Examples() int { return d.sense.examples }

// WriteModel writes what the district has learned, for its folder: a folder
// with it is loaded at once.
func (d *District) WriteModel(w io.Writer) error {
	_, err := w.Write(bytes.Join([][]byte{d.sense.categories.Encode(), d.sense.danger.Encode()}, nil))
	return err
}

// What is in the folder besides sentences teaches less than they do.
const (
	keywordTeaches = 0.3
	believed       = 0.8 // of a keyword, before any example
)

// learnCategories learns the categories from the folder.
func (d *District) learnCategories(s sense, list []learn.Keyword, examples []example) *learn.Model {
	classes := append(idsOf(d.Categories, func(c Category) string { return c.ID }), noHazard)
	s.categories = &learn.Model{Classes: classes}
	var rows []learn.Example
	add := func(words string, class int, weight float64) {
		p := learn.Take(words)
		s.named(p, words)
		rows = append(rows, learn.Example{Parts: p, Class: class, Weight: weight})
	}
	for _, kw := range list {
		add(kw.Words, kw.Class, keywordTeaches)
	}
	for _, e := range examples {
		class := slices.Index(classes, e.category)
		if e.category == "" {
			class = len(classes) - 1
		}
		if class >= 0 {
			add(e.words, class, 1)
		}
	}
	var priors []learn.Prior
	for c, id := range classes[:len(d.Categories)] {
		priors = append(priors, learn.Prior{Feature: "=" + id, Class: c, Weight: believed})
	}
	return learn.Train(classes, rows, priors)
}
