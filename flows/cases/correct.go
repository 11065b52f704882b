package cases

import (
	"slices"
	"time"

	"gridbot/flows/text"
)

// What a case says of itself may be wrong: somebody in a hurry took a smell of
// gas for rubbish, the pin was set where the phone was. Those who lead put it
// right, and whoever stands there the kind and the place. What was said first
// stays in the history.

// An Aspect is what of a case is put right.
type Aspect string

const (
	OfCategory Aspect = "category"
	OfPlace    Aspect = "place"
	OfGrid     Aspect = "grid"
	OfUrgency  Aspect = "urgency"
	OfWords    Aspect = "words"
	OfPhoto    Aspect = "photo"
)

// A Correction is a line of the history: what was put right. A category or a
// grid is named by its ID, urgency by "danger" or nothing.
type Correction struct {
	Of  Aspect    `json:"of"`
	Was text.Text `json:"was,omitzero"`
	Now text.Text `json:"now,omitzero"`

	Calm bool `json:"calm,omitempty"` // of a category: it is not urgent any more either
}

// urgent is what urgency is called in a Correction.
const urgent = "danger"

// onSite tells what somebody who only works on the case may put right: what one
// sees when one stands there.
func (a Aspect) onSite() bool { return a == OfCategory || a == OfPlace }

// Corrections is how often something was put right: whoever corrects says how
// much of that they have seen.
func (c Case) Corrections() int {
	n := 0
	for _, e := range c.Log {
		if e.Do == Correct || e.Do == Resite {
			n++
		}
	}
	return n
}

// correct puts one thing right. Who had seen another case than the one that is
// there now is told so: two leads who correct at once do not undo each other.
func correct(c *Case, a Act) error {
	if !c.ledBy(a.By) && !a.Of.onSite() {
		return ErrNotYours
	}
	if a.Known != c.Corrections() {
		return ErrCalled
	}
	put, ok := corrections[a.Of]
	if !ok {
		return ErrMissing
	}
	return put(c, a)
}

// corrections puts right what each aspect stands for.
var corrections = map[Aspect]func(*Case, Act) error{
	OfCategory: func(c *Case, a Act) error {
		if a.Category == "" || a.Category == c.Category {
			return ErrMissing
		}
		if a.Calm && !c.ledBy(a.By) {
			return ErrNotYours
		}
		c.Category, c.Near = a.Category, nil // what was there before was of another kind
		if a.Calm && c.Danger {
			c.calm(a)
		}
		c.recount(a)
		return nil
	},
	OfPlace: func(c *Case, a Act) error {
		if a.Place == nil || a.Place.Name.Empty() {
			return ErrMissing
		}
		c.Place = *a.Place
		return nil
	},
	// What is not urgent after all needs a reason: somebody was told to run.
	OfUrgency: func(c *Case, a Act) error {
		if a.Urgent == c.Danger || !a.Urgent && a.Note.Empty() {
			return ErrMissing
		}
		if !a.Urgent {
			c.calm(a)
			c.recount(a)
		}
		return nil
	},
	OfWords: func(c *Case, a Act) error {
		if a.Note.Words == "" {
			return ErrMissing
		}
		c.Better = a.Note.Words
		return nil
	},
	OfPhoto: func(c *Case, a Act) error {
		i := slices.IndexFunc(c.Files, func(f File) bool { return f.ID == a.File && f.Wrong == 0 })
		if i < 0 {
			return ErrMissing
		}
		c.Files[i].Wrong = a.At.Unix()
		return nil
	},
}

// calm: it is not urgent after all.
func (c *Case) calm(a Act) {
	c.Danger, c.Alarm = false, 0
	if name := c.clockIn(c.Status); name != c.Clock.Name {
		c.wind(name, a.At, a.Times)
	}
}

// alarms tells whether a correction makes the case one of danger.
func (a Act) alarms() bool {
	return a.Do == Correct && a.Urgent && (a.Of == OfCategory || a.Of == OfUrgency)
}

// recount sets the clock that runs as what the case is now says: from now, or
// from where it began. A notice's dates, a pause and what comes after closing
// are not the category's.
func (c *Case) recount(a Act) {
	k := c.Clock
	if !slices.Contains([]ClockName{ClockClaim, ClockArrive, ClockHandle, ClockVerify}, k.Name) {
		return
	}
	from := a.At
	if a.FromStart {
		from = time.Unix(k.Since, 0)
	}
	c.Kept = nil
	c.wind(k.Name, from, a.Times)
	c.keepUp(a.At, a.Times)
	if c.Clock.Due == k.Due { // it has as long as before: nobody is reminded twice
		c.Clock = k
		return
	}
	c.Clock.Missed = k.Missed && a.FromStart
}

// elsewhere: what agencies at work must know was put right.
func elsewhere(who ...Tell) also {
	return also{func(after Case, a Act) bool { return a.Of.onSite() && after.Legged() }, who}
}

// resite: where it lies is another grid's. It goes there, whatever either lead
// says: a boundary is no matter of consent.
func resite(c *Case, a Act) error {
	if a.Grid == "" || a.Grid == c.Grid {
		return ErrMissing
	}
	if a.Known != c.Corrections() {
		return ErrCalled
	}
	if a.Place != nil {
		c.Place = *a.Place
	}
	c.pass(a.Grid)
	c.settle(a.At)
	return c.passedOn(a)
}

// fixed is the line of the history of what an act has put right.
func (c Case) fixed(was Case, a Act) *Correction {
	switch {
	case a.Do == Resite:
		return &Correction{Of: OfGrid, Was: text.Said(was.Grid), Now: text.Said(c.Grid)}
	case a.Do != Correct:
		return nil
	}
	f := Correction{Of: a.Of}
	switch a.Of {
	case OfCategory:
		f.Was, f.Now, f.Calm = text.Said(was.Category), text.Said(c.Category), was.Danger && !c.Danger
	case OfPlace:
		f.Was, f.Now = was.Place.Name, c.Place.Name
	case OfUrgency:
		f.Was, f.Now = urgency(was.Danger), urgency(c.Danger || a.Urgent)
	}
	return &f
}

func urgency(danger bool) text.Text {
	if danger {
		return text.Said(urgent)
	}
	return text.Text{}
}

// mostPieces is how many matters are taken out of one case.
const mostPieces = 5

// split: a second matter that was told with it becomes a case of its own.
func split(c *Case, a Act) error {
	if a.To == 0 || a.Category == "" || a.Note.Words == "" {
		return ErrMissing
	}
	if len(c.Pieces) >= mostPieces {
		return ErrFull
	}
	c.Pieces = append(c.Pieces, int(a.To))
	return nil
}

// Piece is the case of its own that comes of a split: of the same reporter, at
// the same place, shown by the same photos.
func (c Case) Piece(a Act, times Times) Case {
	p := Case{Number: int(a.To), Category: a.Category, Danger: a.Urgent, Grid: c.Grid, What: a.Note.Words, Place: c.Place,
		Files: c.FilesOf(PhaseReport), By: c.By, Apart: c.Number}
	p = Start(p, a.At, times)
	p.Log[0].By, p.Log[0].Part = a.By.ID, PartLead // who split it told us, not the reporter
	if c.By.ID != 0 {
		p.Cards = []Card{{Chat: c.By.ID, As: ViewReporter, Lang: c.By.Lang}}
	}
	return p
}
