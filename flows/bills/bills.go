// Package bills is what several pay together (费用分摊): an amount, whose share of it
// is how much, and who has paid. No money comes through here: that a share is paid,
// the treasurer says who has it in hand. It knows no words, no clock, not where a
// bill is kept, and of people no more than their numbers.
package bills

import (
	"errors"
	"slices"
	"time"
)

// A Bill is one amount that several pay. Amounts are in cents (分).
type Bill struct {
	N         int     `json:"n"`
	What      string  `json:"what"`
	Cents     int64   `json:"cents"`
	Key       Key     `json:"key"`
	Due       int64   `json:"due"` // unix seconds, as all moments here
	Treasurer int64   `json:"treasurer"`
	At        int64   `json:"at"` // when it was made
	Shares    []Share `json:"shares"`
	Off       int64   `json:"off,omitempty"`  // when it was called off
	From      int     `json:"from,omitempty"` // of which version of what was agreed on it is
}

// A Share is what one of them pays: a shop, or a house.
type Share struct {
	Name   string `json:"name"`
	Who    int64  `json:"who,omitempty"`    // who is reminded; 0: nobody has said that it is theirs
	Lang   string `json:"lang,omitempty"`   // in which they read
	Token  string `json:"token,omitempty"`  // of the link by which it is taken; "": there is none
	Away   int64  `json:"away,omitempty"`   // since when who is reminded cannot be written to
	Weight int64  `json:"weight,omitempty"` // hundredths of a square metre or of a seat
	Cents  int64  `json:"cents"`
	Paid   int64  `json:"paid,omitempty"`  // when the treasurer said so
	Told   int64  `json:"told,omitempty"`  // when its payer was reminded last, …
	Times  int    `json:"times,omitempty"` // … and how often
	Was    string `json:"was,omitempty"`   // whose it was, before it changed hands
	Said   int64  `json:"said,omitempty"`  // when who pays said that it is paid; 0 once the treasurer has answered
}

// Key is by what an amount is shared.
type Key string

// The keys.
const (
	Equal  Key = "equal"
	Area   Key = "area"
	Seats  Key = "seats"
	Agreed Key = "agreed" // amounts they have agreed on
)

// Keys are all of them, in the order in which they are offered.
var Keys = []Key{Equal, Area, Seats, Agreed}

const (
	MostShares = 60
	MostCents  = 1_000_000_000 // ten million yuan: more than that is a slip of the finger
	MostWeight = 10_000_000    // a hundred thousand square metres
	mostTold   = 3             // an overdue share is reminded so often, and then left to people
	toldAgain  = 7 * 24 * time.Hour
)

// Why a bill, or what is done to one, is refused.
var (
	ErrAmount    = errors.New("no amount that can be shared")
	ErrWeight    = errors.New("a share without weight, or too heavy")
	ErrShares    = errors.New("nobody to share it, or too many")
	ErrName      = errors.New("a share without a name, or two of one name")
	ErrKey       = errors.New("no such key")
	ErrTreasurer = errors.New("only the treasurer says so")
	ErrPaid      = errors.New("it is paid already")
	ErrUnpaid    = errors.New("it is not paid")
	ErrOff       = errors.New("the bill was called off")
	ErrNone      = errors.New("no such share")
	ErrToken     = errors.New("no such link, or an old one")
	ErrTaken     = errors.New("somebody has said that it is theirs")
	ErrPast      = errors.New("the day is over")
	ErrSaid      = errors.New("the treasurer was told of it, and has not answered yet")
	ErrUnsaid    = errors.New("nobody says that it is paid")
)

// Apart is the error of agreed amounts that do not add up: By is how much they are more
// than the bill, or less where it is below zero.
type Apart struct{ By int64 }

func (a Apart) Error() string { return "the shares are " + Yuan(a.By) + " apart from the bill" }

// New shares an amount by a key. Errors: ErrAmount, ErrShares, ErrName, ErrWeight,
// ErrKey; Apart where agreed amounts do not add up.
func New(b Bill, now time.Time) (Bill, error) {
	b.Shares, b.At, b.Off = slices.Clone(b.Shares), now.Unix(), 0
	switch {
	case b.Cents <= 0 || b.Cents > MostCents:
		return b, ErrAmount
	case len(b.Shares) == 0 || len(b.Shares) > MostShares:
		return b, ErrShares
	case !slices.Contains(Keys, b.Key):
		return b, ErrKey
	}
	names := map[string]bool{}
	for i := range b.Shares {
		s := &b.Shares[i]
		if s.Name == "" || names[s.Name] {
			return b, ErrName
		}
		names[s.Name] = true
		s.Paid, s.Told, s.Times, s.Token, s.Away, s.Said = 0, 0, 0, "", 0, 0
		if b.Key == Equal {
			s.Weight = 100
		}
	}
	if b.Key == Agreed {
		return b, b.agreed()
	}
	weights := make([]int64, len(b.Shares))
	for i, s := range b.Shares {
		weights[i] = s.Weight
	}
	cents, err := Split(b.Cents, weights, b.N)
	for i := range cents {
		b.Shares[i].Cents = cents[i]
	}
	return b, err
}

// agreed tells whether the amounts add up.
func (b Bill) agreed() error {
	sum := int64(0)
	for _, s := range b.Shares {
		if s.Cents <= 0 || s.Cents > MostCents {
			return ErrAmount
		}
		sum += s.Cents
	}
	if sum != b.Cents {
		return Apart{sum - b.Cents}
	}
	return nil
}

// Split shares an amount by weights, to the cent: everybody pays their exact share
// rounded down or up, and the cents that are left go to those who are rounded down by
// most. Of those who are alike, one begins who is told by turn: so it is not the same
// shop that pays the odd cent every month. Errors: ErrAmount, ErrShares, ErrWeight.
func Split(cents int64, weights []int64, turn int) ([]int64, error) {
	switch {
	case cents <= 0 || cents > MostCents:
		return nil, ErrAmount
	case len(weights) == 0 || len(weights) > MostShares:
		return nil, ErrShares
	}
	whole := int64(0)
	for _, w := range weights {
		if w <= 0 || w > MostWeight {
			return nil, ErrWeight
		}
		whole += w
	}
	n := len(weights)
	shares, odd, order := make([]int64, n), make([]int64, n), make([]int, n)
	left := cents
	for i, w := range weights { // at most 1e9 × 1e7: it fits
		shares[i], odd[i] = cents*w/whole, cents*w%whole
		left -= shares[i]
		order[i] = (i + max(turn, 0)) % n
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch {
		case odd[a] > odd[b]:
			return -1
		case odd[a] < odd[b]:
			return 1
		}
		return 0
	})
	for _, i := range order[:left] {
		shares[i]++
	}
	return shares, nil
}
