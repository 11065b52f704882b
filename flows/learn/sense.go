package learn

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math"
	"slices"
)

// A Sense tells the classes apart that a folder names: by its keywords, and by
// what was learned from them and from sentences. The last class is none of them.
type Sense struct {
	*Model
	keywords *Keywords
}

// None is the class of what belongs to none.
const None = "-"

// A Sentence is one whose class is known; "" is none.
type Sentence struct {
	Words, Class string
	Aside        bool // it tells of more than its class, and teaches less of it
}

// What is in the folder besides sentences teaches less than they do, and so do
// those that speak of danger: whoever is hurt is hurt anywhere.
const (
	keywordTeaches = 0.3
	asideTeaches   = 0.3
	believed       = 0.8 // of a keyword, before any example
)

// taught is the release of how is learned: another makes other models.
const taught = "4"

// NewSense takes the model that was made from the same classes, keywords and
// sentences. Where there is none, it learns, and says so.
func NewSense(classes []string, keywords []Keyword, sentences []Sentence, models []*Model) (s *Sense, learned bool) {
	h := sha256.New()
	fmt.Fprintf(h, "%s %q %v", taught, classes, keywords)
	for _, s := range sentences {
		fmt.Fprintf(h, "%q %q %t", s.Words, s.Class, s.Aside)
	}
	stamp := hex.EncodeToString(h.Sum(nil)[:12])
	s = &Sense{keywords: NewKeywords(keywords)}
	if s.Model = Made(models, stamp); s.Model == nil {
		s.Model, learned = s.learn(append(slices.Clone(classes), None), keywords, sentences), true
		s.Stamp = stamp
	}
	return s, learned
}

// Made is the model that was made from what has this stamp; nil for none.
func Made(models []*Model, stamp string) *Model {
	for _, m := range models {
		if m.Stamp == stamp {
			return m
		}
	}
	return nil
}

// Hear tells of the keywords that stand in a sentence, and whether any does.
func (s *Sense) Hear(p *Parts) (named bool) { return s.hear(p, s.Classes) }

func (s *Sense) hear(p *Parts, classes []string) (named bool) {
	scores := s.keywords.Scores(p.said, len(classes))
	best := slices.Max(scores)
	for c, score := range scores {
		if score > 0 {
			// What was said at length counts more than what was said in one word.
			p.Tell("="+classes[c], score/best*math.Min(1, 0.4+best/60))
		}
	}
	return best > 0
}

func (s *Sense) learn(classes []string, keywords []Keyword, sentences []Sentence) *Model {
	var rows []Example
	add := func(words string, class int, weight float64) {
		p := Take(words)
		s.hear(p, classes)
		rows = append(rows, Example{Parts: p, Class: class, Weight: weight})
	}
	for _, kw := range keywords {
		add(kw.Words, kw.Class, keywordTeaches)
	}
	for _, e := range sentences {
		class := slices.Index(classes, e.Class)
		if e.Class == "" {
			class = len(classes) - 1
		}
		if class >= 0 {
			weight := 1.0
			if e.Aside {
				weight = asideTeaches
			}
			add(e.Words, class, weight)
		}
	}
	var priors []Prior
	for c, id := range classes[:len(classes)-1] {
		priors = append(priors, Prior{Feature: "=" + id, Class: c, Weight: believed})
	}
	return Train(classes, rows, priors)
}
