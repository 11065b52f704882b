package district

import (
	"bytes"
	"io"
	"io/fs"

	"gridbot/flows/alarm"
	"gridbot/flows/district/examples"
	"gridbot/flows/district/rows"
	"gridbot/flows/learn"
	"gridbot/flows/text"
)

// sense is what the district has learned.
type sense struct {
	categories *learn.Sense
	danger     *learn.Model
	examples   int
	together   map[[2]string]int // how many examples have a kind of danger, and a kind with a category
	calm       *alarm.Calm
}

// listen makes the district understand what is written to it, with the models
// of the folder where they were made from what it says now. It reports which
// were not. Anew, it looks at none.
func (d *District) listen(told []examples.Example, models []*learn.Model, anew bool) (stale bool) {
	if anew {
		models = nil
	}
	s := sense{examples: len(told), together: map[[2]string]int{}, calm: new(alarm.Calm)}
	for _, e := range told {
		if e.Danger != "" && e.Category != "" {
			s.together[[2]string{e.Danger}]++
			s.together[[2]string{e.Danger, e.Category}]++
		}
	}
	var sentences []learn.Sentence
	for _, e := range told {
		sentences = append(sentences, learn.Sentence{Words: e.Words, Class: e.Category, Aside: e.Danger != ""})
	}
	ids := idsOf(d.Categories, func(c Category) string { return c.ID })
	s.categories, stale = learn.NewSense(ids, d.keywordList(), sentences, models)
	danger := alarmsOf(demoExamples(), told)
	stamp := alarm.Stamp(danger)
	s.danger = learn.Made(models, stamp)
	if s.danger == nil && !anew {
		s.danger = learn.Made(demoModels(), stamp)
	}
	if s.danger == nil {
		s.danger = alarm.Train(danger)
		s.danger.Stamp, stale = stamp, true
	}
	d.sense = s
	return stale
}

// readExamples reads examples.csv, after the categories.
func readExamples(p page, b []byte, categories []Category) []examples.Example {
	r := examples.Reader{Rows: rows.Table{Alike: didYouMean, Fault: p.fault}, Warn: p.warn, File: categoriesFile}
	for _, l := range langKeys {
		r.Langs = append(r.Langs, l.key)
	}
	return r.Read(b, idsOf(categories, func(c Category) string { return c.ID }))
}

// demoExamples is the examples of the demo district: people cry for help in the
// same words everywhere.
func demoExamples() []examples.Example {
	b, err := fs.ReadFile(Demo(), examplesFile)
	if err != nil {
		panic(err) // it is built in
	}
	return readExamples(page{examplesFile, &findings{}}, b, nil)
}

// demoModels is what was learned from them.
func demoModels() []*learn.Model {
	b, err := fs.ReadFile(Demo(), ModelFile)
	if err != nil {
		return nil // it is about to be made for the first time
	}
	models, _ := learn.Decode(b) // a test holds that it can be read
	return models
}

// alarmsOf is what two lists of examples say of danger, each sentence once.
func alarmsOf(lists ...[]examples.Example) []alarm.Example {
	var all []alarm.Example
	seen := map[string]bool{}
	for _, list := range lists {
		for _, e := range list {
			if e.Danger != examples.AnyDanger && !seen[e.Words] {
				seen[e.Words] = true
				all = append(all, alarm.Example{Words: e.Words, Kind: e.Danger})
			}
		}
	}
	return all
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
