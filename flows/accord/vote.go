package accord

import (
	"slices"
)

// A Round is one straw vote. While it is open it holds who said what, which nobody is
// shown; once it is closed that is gone, and the counts are what is left.
type Round struct {
	N       int               `json:"n"`
	Options []Choice          `json:"options"`
	Quorum  int               `json:"quorum"` // of a hundred voices of each house: one of Quorums
	Opened  int64             `json:"opened"`
	Until   int64             `json:"until"`
	Next    int64             `json:"next,omitempty"`  // when it strikes next
	Asked   int               `json:"asked,omitempty"` // how often it has reminded
	Votes   map[string]string `json:"votes,omitempty"` // party -> option
	By      map[string]int64  `json:"by,omitempty"`    // party -> who gave its voice
	Closed  int64             `json:"closed,omitempty"`
	Void    bool              `json:"void,omitempty"` // an option was changed or taken back: it counts for nothing
	Counts  []Tally           `json:"counts,omitempty"`
	Early   string            `json:"early,omitempty"` // why it was closed before its time
}

// How many of each house must vote, of a hundred voices. A third and two thirds are just
// that: one of three is enough for a third.
const (
	Anybody   = 0
	Third     = 33
	Half      = 50
	TwoThirds = 67
)

// Quorums are all of them, the smallest first.
var Quorums = []int{Anybody, Third, Half, TwoThirds}

// A Choice is an option as it was when the round began.
type Choice struct {
	ID    string `json:"id"`
	Words string `json:"words,omitempty"`
	Cost  int64  `json:"cost,omitempty"`
}

// None is the choice of whoever wants nothing of it.
const None = "none"

// A Tally is how one house voted.
type Tally struct {
	House  House          `json:"house"`
	Voices int            `json:"voices"` // how many have one
	Given  int            `json:"given"`
	For    map[string]int `json:"for,omitempty"`
}

// Propose puts an option on the table; never while people vote, as what they are
// asked must stay. Errors: ErrOver, ErrNotNow, ErrFull.
func (a *Accord) Propose(o Option) (string, error) {
	switch {
	case !a.Open():
		return "", ErrOver
	case a.Voting() != nil:
		return "", ErrNotNow
	case len(a.Table()) >= mostOptions:
		return "", ErrFull
	}
	o.ID, o.Changed, o.Gone = a.id("o"), 0, 0
	a.Options = append(a.Options, o)
	return o.ID, nil
}

// Table are the options that can be voted on.
func (a Accord) Table() []Option {
	return slices.DeleteFunc(slices.Clone(a.Options), func(o Option) bool { return o.Gone != 0 })
}

// Option is an option by its ID, also one that was taken back; nil for none.
func (a *Accord) Option(id string) *Option {
	for i := range a.Options {
		if a.Options[i].ID == id {
			return &a.Options[i]
		}
	}
	return nil
}

// Change changes an option. Where people vote already, that round counts for nothing
// and a new one begins, of the same length: nobody's yes to one thing becomes a yes to
// another. Errors: ErrOver, ErrUnknown, ErrTwice where nothing changes.
func (a *Accord) Change(id string, to Option, at int64) error {
	o := a.Option(id)
	switch {
	case !a.Open():
		return ErrOver
	case o == nil || o.Gone != 0:
		return ErrUnknown
	case o.Words == to.Words && o.Cost == to.Cost && o.For == to.For && o.Against == to.Against:
		return ErrTwice
	}
	o.Words, o.Cost, o.For, o.Against = to.Words, to.Cost, to.For, to.Against
	o.Changed++
	a.anew(at)
	return nil
}

// Withdraw takes an option back. Where people vote already, a new round begins with
// what is left; with nothing left it ends without. Errors: ErrOver, ErrUnknown.
func (a *Accord) Withdraw(id string, at int64) error {
	o := a.Option(id)
	switch {
	case !a.Open():
		return ErrOver
	case o == nil || o.Gone != 0:
		return ErrUnknown
	}
	o.Gone = at
	a.anew(at)
	return nil
}

// anew begins the open round again.
func (a *Accord) anew(at int64) {
	r := a.Voting()
	if r == nil {
		return
	}
	quorum, long := r.Quorum, r.Until-r.Opened
	r.Closed, r.Void, r.Votes, r.By, r.Next = at, true, nil, nil, 0
	if len(a.Table()) > 0 {
		a.open(quorum, at, at+long)
	}
}

// OpenRound lets people vote until a moment. Errors: ErrOver, ErrNotNow while they
// vote, with nothing to vote on, or with a moment that is past.
func (a *Accord) OpenRound(quorum int, at, until int64) error {
	switch {
	case !a.Open():
		return ErrOver
	case a.Voting() != nil || len(a.Table()) == 0 || until <= at || quorum < 0 || quorum > 100:
		return ErrNotNow
	}
	a.open(quorum, at, until)
	return nil
}

func (a *Accord) open(quorum int, at, until int64) {
	r := Round{N: len(a.Rounds) + 1, Quorum: quorum, Opened: at, Until: until, Next: at + (until-at)*2/3, Votes: map[string]string{}}
	for _, o := range a.Table() {
		r.Options = append(r.Options, Choice{ID: o.ID, Words: o.Words, Cost: o.Cost})
	}
	a.Rounds = append(a.Rounds, r)
}

// Voting is the round that is open; nil for none.
func (a *Accord) Voting() *Round {
	if n := len(a.Rounds); n > 0 && a.Rounds[n-1].Closed == 0 {
		return &a.Rounds[n-1]
	}
	return nil
}

// Vote is the one voice of a party; who gave it may change it until the round is
// closed, and nobody else while they speak for the party: whoever says that they live
// there does not take another's voice. It is of the round it was asked in: a press
// from before is refused. Errors: ErrOver, ErrNotNow, ErrVoice, ErrOther, ErrUnknown,
// ErrTwice.
func (a *Accord) Vote(person int64, round int, option string, at int64) error {
	r, p := a.Voting(), a.Of(person)
	switch {
	case !a.Open():
		return ErrOver
	case r == nil || r.N != round || at >= r.Until:
		return ErrNotNow
	case p == nil || !slices.Contains(Houses, p.House):
		return ErrVoice
	case option != None && !slices.ContainsFunc(r.Options, func(c Choice) bool { return c.ID == option }):
		return ErrUnknown
	case !a.MayVote(person):
		return ErrOther
	case a.Voted(person) == option:
		return ErrTwice
	}
	if r.Votes == nil { // JSON keeps no empty ones
		r.Votes = map[string]string{}
	}
	if r.By == nil {
		r.By = map[string]int64{}
	}
	r.Votes[p.ID], r.By[p.ID] = option, person
	return nil
}

// MayVote tells whether somebody may give, or change, the voice of their party now: not
// where another one who speaks for it has given it.
func (a *Accord) MayVote(person int64) bool {
	r, p := a.Voting(), a.Of(person)
	if r == nil || p == nil {
		return false
	}
	by := r.By[p.ID]
	return by == 0 || by == person || !slices.Contains(p.People, by)
}

// Voted is what somebody has said for their party themselves; "" for nothing.
func (a *Accord) Voted(person int64) string {
	r, p := a.Voting(), a.Of(person)
	if r == nil || p == nil || r.By[p.ID] != person && (r.By[p.ID] != 0 || len(p.People) > 1) {
		return ""
	}
	return r.Votes[p.ID]
}

// Silent are the parties with a voice that have not used it.
func (a *Accord) Silent() []Party {
	r := a.Voting()
	if r == nil {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(a.Parties), func(p Party) bool {
		_, said := r.Votes[p.ID]
		return said || p.Left != 0 || !slices.Contains(Houses, p.House)
	})
}

// Reminded is when those who were silent have been reminded: the next strike ends it.
func (r *Round) Reminded() { r.Asked, r.Next = r.Asked+1, r.Until }

// Close counts the open round, and forgets who said what. Errors: ErrNotNow.
func (a *Accord) Close(at int64) error {
	r := a.Voting()
	if r == nil {
		return ErrNotNow
	}
	for _, h := range Houses {
		t := Tally{House: h, For: map[string]int{}}
		for _, p := range a.Parties {
			if p.House != h || p.Left != 0 {
				continue
			}
			t.Voices++
			if option, said := r.Votes[p.ID]; said {
				t.Given++
				t.For[option]++
			}
		}
		r.Counts = append(r.Counts, t)
	}
	r.Closed, r.Votes, r.By, r.Next = at, nil, nil, 0
	return nil
}

// CloseEarly counts a round before its time, for a reason. Errors: ErrOver; ErrNotNow where
// it is not the round that is open, its time has run out, or there is no reason.
func (a *Accord) CloseEarly(round int, why string, at int64) error {
	r := a.Voting()
	switch {
	case !a.Open():
		return ErrOver
	case r == nil || r.N != round || at >= r.Until || why == "":
		return ErrNotNow
	}
	if err := a.Close(at); err != nil {
		return err
	}
	a.Rounds[round-1].Early = why
	return nil
}

// Quorate tells whether enough of a house voted; a house without a voice is not asked.
func (r Round) Quorate(t Tally) bool {
	switch {
	case t.Voices == 0 || r.Quorum == Anybody:
		return true
	case r.Quorum == Third:
		return t.Given*3 >= t.Voices && t.Given > 0
	case r.Quorum == TwoThirds:
		return t.Given*3 >= t.Voices*2
	}
	return t.Given*100 >= r.Quorum*t.Voices && t.Given > 0
}

// Leads are the choices with most voices in a house: several where they are equal.
func (t Tally) Leads() (lead []string) {
	most := 0
	for _, n := range t.For {
		most = max(most, n)
	}
	for id, n := range t.For {
		if n == most && most > 0 {
			lead = append(lead, id)
		}
	}
	slices.Sort(lead)
	return lead
}

// Verdict is what a round has come to.
type Verdict string

// The verdicts.
const (
	Nobody Verdict = "nobody" // nobody answered
	Few    Verdict = "few"    // not enough of one of the houses
	Split  Verdict = "split"  // the houses want different things, or one of them two
	Want   Verdict = "want"   // both want the same
)

// Verdict is what a closed round has come to, and the choice that both houses want.
func (r Round) Verdict() (Verdict, string) {
	given, want := 0, ""
	for _, t := range r.Counts {
		given += t.Given
	}
	if given == 0 {
		return Nobody, ""
	}
	for _, t := range r.Counts {
		if !r.Quorate(t) {
			return Few, ""
		}
	}
	for _, t := range r.Counts {
		switch lead := t.Leads(); {
		case t.Voices == 0 || t.Given == 0: // nobody of the house is asked, or none of them had to answer
		case len(lead) != 1 || want != "" && want != lead[0]:
			return Split, ""
		default:
			want = lead[0]
		}
	}
	return Want, want
}

// Counted is the last round that counts; nil for none.
func (a *Accord) Counted() *Round {
	for i := len(a.Rounds) - 1; i >= 0; i-- {
		if r := &a.Rounds[i]; r.Closed != 0 && !r.Void {
			return r
		}
	}
	return nil
}
