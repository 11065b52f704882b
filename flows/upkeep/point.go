package upkeep

import (
	"errors"
	"math"
	"slices"
	"time"

	"gridbot/flows/calendar"
)

// A Point is a place where something happens at certain hours (点位): the trucks that
// block a road. It is counted before, ticked off when it was dealt with, and watched
// afterwards, each in its own rhythm.
type Point struct {
	N      int            `json:"n"`
	Name   string         `json:"name"`
	Hours  calendar.Hours `json:"hours"`
	Before []Count        `json:"before,omitempty"` // until it was ticked off
	Tick   *Tick          `json:"tick,omitempty"`
	After  []Count        `json:"after,omitempty"`
	Every  int            `json:"every"`           // days between two looks
	Looks  int            `json:"looks"`           // how many there are to be
	Next   int64          `json:"next,omitempty"`  // the next look; 0: none
	Asked  int64          `json:"asked,omitempty"` // for which look somebody was asked to go, …
	Late   int64          `json:"late,omitempty"`  // … and for which whoever leads was told that nobody did
	Gone   int64          `json:"gone,omitempty"`  // it was taken away; what was done there stays
}

// A Count is how many there were when somebody looked. What was counted at other hours
// is kept, and not compared.
type Count struct {
	At  int64 `json:"at"`
	By  int64 `json:"by"`
	N   int   `json:"n"`
	Off bool  `json:"off,omitempty"` // not within the hours
}

// A Tick is that it was dealt with on the spot, by whoever was there.
type Tick struct {
	At     int64  `json:"at"`
	By     int64  `json:"by"`
	Agency string `json:"agency,omitempty"`
}

const (
	MostPoints = 15 // so that all stand in one message
	mostCounts = 400
	mostCount  = 10_000
	slip       = 10 * time.Minute
)

// Why something is refused.
var (
	ErrTicked = errors.New("somebody was quicker")
	ErrNotYet = errors.New("it was not dealt with yet")
	ErrNumber = errors.New("no number of what can be there")
	ErrAgain  = errors.New("the same person has just counted")
)

// within tells whether a moment is one of the hours; hours may lead over midnight, and
// none are the whole day.
func within(h calendar.Hours, at time.Time) bool {
	now := calendar.Clock(at.Hour()*60 + at.Minute())
	switch {
	case h == calendar.Hours{}:
		return true
	case h.From <= h.To:
		return now >= h.From && now < h.To
	}
	return now >= h.From || now < h.To
}

// Within tells whether a moment is one of its hours.
func (p Point) Within(at time.Time) bool { return within(p.Hours, at) }

// Look keeps a count: before it was dealt with, or after, and then the next look is a
// rhythm away. Errors: ErrNumber, ErrAgain.
func (p *Point) Look(n int, by int64, now time.Time) error {
	list := &p.Before
	if p.Tick != nil {
		list = &p.After
	}
	switch {
	case n < 0 || n > mostCount:
		return ErrNumber
	case slices.ContainsFunc(*list, func(c Count) bool { return c.By == by && now.Unix()-c.At < int64(slip/time.Second) }):
		return ErrAgain
	}
	c := Count{At: now.Unix(), By: by, N: n, Off: !within(p.Hours, now)}
	*list = append(slices.Clone(*list), c)
	*list = (*list)[max(0, len(*list)-mostCounts):]
	if p.Tick != nil && p.Next != 0 && !c.Off {
		p.Next = p.next(now)
	}
	return nil
}

// Deal ticks it off. Errors: ErrTicked; who did stands there.
func (p *Point) Deal(t Tick, now time.Time) error {
	if p.Tick != nil {
		return ErrTicked
	}
	t.At = now.Unix()
	p.Tick = &t
	p.Next = p.next(now)
	return nil
}

// Again opens it anew: it came back. What was counted since is what the next time is
// held against. Errors: ErrNotYet.
func (p *Point) Again() error {
	if p.Tick == nil {
		return ErrNotYet
	}
	p.Before, p.After, p.Tick, p.Next, p.Asked, p.Late = p.After, nil, nil, 0, 0, 0
	return nil
}

// next is the next look after a moment, at the beginning of its hours; 0 when all looks
// were taken.
func (p *Point) next(now time.Time) int64 {
	if p.Every <= 0 || p.looked() >= p.Looks {
		return 0
	}
	day := now.AddDate(0, 0, p.Every)
	from := p.Hours.From
	if p.Hours == (calendar.Hours{}) {
		from = calendar.Clock(now.Hour()*60 + now.Minute())
	}
	return calendar.DateOf(day).At(from, now.Location()).Unix()
}

// looked is how many looks were taken at its hours.
func (p *Point) looked() (n int) {
	for _, c := range p.After {
		if !c.Off {
			n++
		}
	}
	return n
}

// lateAfter is how long after a look was due nobody has taken it.
const lateAfter = 7 * 24 * time.Hour

// Strikes is when somebody is asked to look next, or whoever leads is told that nobody
// did; 0: not any more for this look.
func (p Point) Strikes() int64 {
	switch {
	case p.Next == 0 || p.Late == p.Next:
		return 0
	case p.Asked != p.Next:
		return p.Next
	}
	return p.Next + int64(lateAfter/time.Second)
}

// Ask tells whether somebody is to be asked to look now, once for each look; or, a week
// later, whoever leads is to be told that nobody did.
func (p *Point) Ask(now time.Time) Reminder {
	at := p.Strikes()
	switch {
	case at == 0 || now.Unix() < at:
		return ""
	case p.Asked != p.Next:
		p.Asked = p.Next
		return Due
	}
	p.Late = p.Next
	return Late
}

// TakeAway takes it away: nobody is asked to look any more.
func (p *Point) TakeAway(now time.Time) {
	p.Gone, p.Next, p.Asked, p.Late = now.Unix(), 0, 0, 0
}

// All tells whether every one is dealt with, and how many are; those that were taken away
// do not count.
func All(ps []Point) (ticked int, all bool) {
	n := 0
	for _, p := range ps {
		if p.Gone != 0 {
			continue
		}
		if n++; p.Tick != nil {
			ticked++
		}
	}
	return ticked, n > 0 && ticked == n
}

// Verdict is what the counts say.
type Verdict string

// The verdicts.
const (
	TooFew Verdict = "few"   // too few looks to say anything
	Fewer  Verdict = "fewer" // beyond chance
	More   Verdict = "more"  // beyond chance
	Same   Verdict = "same"  // within chance
)

// A Change is what was counted, before and after.
type Change struct {
	Before, After           float64 // on average of a look
	LooksBefore, LooksAfter int
	Says                    Verdict
}

const (
	fewestLooks = 3
	chance      = 0.05
)

// Compare holds what was counted after against before, at the hours of the place. Were
// nothing changed, all that was counted would fall to each look alike: it says fewer, or
// more, where so uneven a fall comes less than once in twenty, on that side.
func (p Point) Compare() (c Change) {
	sum := func(all []Count) (n, looks int) {
		for _, k := range all {
			if !k.Off {
				n, looks = n+k.N, looks+1
			}
		}
		return n, looks
	}
	before, looks := sum(p.Before)
	after, again := sum(p.After)
	c.LooksBefore, c.LooksAfter = looks, again
	c.Before, c.After = mean(before, c.LooksBefore), mean(after, c.LooksAfter)
	share := mean(c.LooksAfter, c.LooksBefore+c.LooksAfter)
	switch {
	case c.LooksBefore < fewestLooks || c.LooksAfter < fewestLooks:
		c.Says = TooFew
	case atMost(after, before+after, share) <= chance:
		c.Says = Fewer
	case atMost(before, before+after, 1-share) <= chance:
		c.Says = More
	default:
		c.Says = Same
	}
	return c
}

func mean(n, of int) float64 {
	if of == 0 {
		return 0
	}
	return float64(n) / float64(of)
}

// atMost is how likely at most k of n are, each with chance p (binomial).
func atMost(k, n int, p float64) (sum float64) {
	choose := func(i int) float64 {
		a, _ := math.Lgamma(float64(n + 1))
		b, _ := math.Lgamma(float64(i + 1))
		c, _ := math.Lgamma(float64(n - i + 1))
		return a - b - c
	}
	for i := range k + 1 {
		sum += math.Exp(choose(i) + float64(i)*math.Log(p) + float64(n-i)*math.Log1p(-p))
	}
	return min(sum, 1)
}
