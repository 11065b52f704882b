package district

import (
	"cmp"
	"math"
	"slices"

	"gridbot/flows/learn"
	"gridbot/flows/text"
)

// A Guess is what somebody may mean.
type Guess struct {
	Lang   text.Lang
	Likely []Scored // likeliest first, at most three; also where it is most likely none
	Sure   bool     // one tap is enough to confirm the first
	None   bool     // it is about no hazard at all: a greeting, thanks, chatter
	Why    []string // the words that weighed most for the first
}

// A Scored is a category with how likely it is, from 0 to 1.
type Scored struct {
	Category
	Score float64
}

const (
	mostGuesses = 3
	// A category less likely than this would only be in the way.
	inPassing = 0.01
	// From here on the first guess is right nineteen times in twenty.
	surely = 0.85
	// What is no hazard must be likelier than this, as nobody wants to be told so
	// with a hole before the door.
	surelyNone = 0.5
	soleNone   = 0.9 // even where a keyword stands in it
)

// Hear is the danger that words tell of, false for none, and the categories that
// they may mean: what Danger and Guess say, for less than both.
func (d *District) Hear(words string) (danger Danger, heard bool, g Guess) {
	p := learn.Take(words)
	danger, heard = d.danger(p)
	p.Forget()
	return danger, heard, d.guess(words, p)
}

// Guess is the categories that words may mean, as learned from the keywords,
// the names and the examples of the district.
func (d *District) Guess(words string) Guess { return d.guess(words, learn.Take(words)) }

func (d *District) guess(words string, p *learn.Parts) Guess {
	g := Guess{Lang: text.Spoken(words)}
	named := d.sense.categories.Hear(p)
	likely, known := d.sense.categories.Likely(p)
	none := len(d.Categories)
	g.None = known < 2 && !named || // one character says nothing
		likely[none] > surelyNone && !named || likely[none] > soleNone
	if known < 2 && !named {
		return g
	}
	order := make([]int, none)
	for c := range order {
		order[c] = c
		likely[c] /= max(1-likely[none], 1e-9)
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(likely[b], likely[a]) })
	for i, c := range order[:min(mostGuesses, none)] {
		if i == 0 || likely[c] >= inPassing {
			g.Likely = append(g.Likely, Scored{d.Categories[c], math.Round(likely[c]*1000) / 1000})
		}
	}
	g.Sure = likely[order[0]] >= surely && !g.None
	g.Why = d.sense.categories.Why(p, order[0])
	return g
}
