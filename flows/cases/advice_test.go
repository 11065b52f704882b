package cases

import (
	"errors"
	"testing"
	"time"
)

// Advice takes the place of advice, an order of both; advice never of an order.
func TestAdviceDoesNotReplaceAnOrder(t *testing.T) {
	paper := func(advice bool) *Notice {
		n := order()
		n.Advice = advice
		return n
	}
	for _, one := range []struct {
		was, is bool
		err     error
	}{{false, false, nil}, {true, true, nil}, {true, false, nil}, {false, true, ErrNotYours}} {
		c := play(t, standing(Handling), served(Serve, begin, paper(one.was)))
		next, _, err := c.Apply(served(Replace, begin.Add(day), paper(one.is)), in)
		if !errors.Is(err, one.err) || err == nil && next.Notice().Advice != one.is {
			t.Errorf("advice %t after %t: %v", one.is, one.was, err)
		}
	}
}

// Whoever replaces a notice gives nobody more time than they had: that is a lead's.
func TestAReplacementGivesNoMoreTime(t *testing.T) {
	at := begin.Add(day)
	c := play(t, standing(Handling), served(Serve, begin, order())) // its last item is due after five days
	for what, one := range map[string]struct {
		to   string
		at   time.Time
		due  time.Time
		most time.Time
		err  error
	}{
		"as it was":                    {to: "the corner shop", at: at, due: begin.Add(5 * day)},
		"later":                        {to: "the corner shop", at: at, due: begin.Add(5*day + time.Second), err: ErrLonger},
		"later, whatever the bot says": {to: "the corner shop", at: at, due: begin.Add(6 * day), most: begin.Add(6 * day), err: ErrLonger},
		"at once, where it is over":    {to: "the corner shop", at: begin.Add(6 * day), due: begin.Add(6*day + 2*time.Hour)},
		"more than that":               {to: "the corner shop", at: begin.Add(6 * day), due: begin.Add(6*day + 3*time.Hour), err: ErrLonger},
		"somebody else has as long":    {to: "next door", at: at, due: begin.Add(6 * day)},
		"and no longer":                {to: "next door", at: at, due: begin.Add(6*day + time.Second), err: ErrLonger},
		"but for working days":         {to: "next door", at: at, due: begin.Add(8 * day), most: begin.Add(8 * day)},
	} {
		n := order()
		n.To = one.to
		for i := range n.Items {
			n.Items[i].Due = one.due.Unix()
		}
		a := served(Replace, one.at, n)
		a.Most = one.most
		if _, _, err := c.Apply(a, in); !errors.Is(err, one.err) {
			t.Errorf("%s: %v", what, err)
		}
	}
}

// How a notice reached somebody is shown, or has a name or a number.
func TestHowANoticeReachedSomebodyIsShown(t *testing.T) {
	for what, one := range map[string]struct {
		proof         Proof
		witness, post string
		files         []File
		err           error
	}{
		"posted":                   {proof: ProofPosted, files: photo(PhaseNotice)},
		"posted without a photo":   {proof: ProofPosted, err: ErrMissing},
		"posted, with a voice":     {proof: ProofPosted, files: []File{{Kind: "voice", ID: "x", Phase: PhaseNotice}}, err: ErrMissing},
		"by post":                  {proof: ProofMail, post: "XA12345678931"},
		"by post without a number": {proof: ProofMail, err: ErrMissing},
		"refused, and nobody saw":  {proof: ProofRefused, err: ErrMissing},
		"refused":                  {proof: ProofRefused, witness: "Zhou"},
		"nobody knows":             {proof: "shouted", err: ErrMissing},
	} {
		n := order()
		n.Proof, n.Witness, n.Post = one.proof, one.witness, one.post
		c, _, err := standing(Handling).Apply(served(Serve, begin, n, one.files...), in)
		if !errors.Is(err, one.err) || err == nil && (c.Notice().Proof != one.proof || c.Notice().Post != one.post) {
			t.Errorf("%s: %v", what, err)
		}
	}
}
