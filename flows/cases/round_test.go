package cases

import (
	"errors"
	"testing"
	"time"

	"gridbot/flows/text"
)

// Who looks again says why it did not pass, and gives no more time than there was:
// that is for a lead to do.
func TestTheNextRoundIsNoLongerThanTheOneBefore(t *testing.T) {
	again := func(until, most time.Time, why text.Text) Act {
		return Act{Do: Inspect, By: people["the assignee"], At: begin.Add(day), Results: []Result{{Item: 0, File: &photo(PhaseAfter)[0], Until: until, Most: most, Why: why}}}
	}
	c := standing(Rectifying) // its first item has three days
	for what, one := range map[string]struct {
		act Act
		err error
	}{
		"as long":            {again(begin.Add(4*day), time.Time{}, reason), nil},
		"longer":             {again(begin.Add(4*day+time.Second), time.Time{}, reason), ErrLonger},
		"over a weekend":     {again(begin.Add(6*day), begin.Add(6*day), reason), nil},
		"longer than that":   {again(begin.Add(6*day+time.Second), begin.Add(6*day), reason), ErrLonger},
		"without any reason": {again(begin.Add(4*day), time.Time{}, text.Text{}), ErrMissing},
	} {
		if _, _, err := c.Apply(one.act, in); !errors.Is(err, one.err) {
			t.Errorf("%s: %v", what, err)
		}
	}
	c = play(t, c, again(begin.Add(2*day), time.Time{}, reason))
	if it := c.Notice().Items[0]; it.Why.Words != reason.Words || it.Began != begin.Add(day).Unix() || it.Failed != 1 {
		t.Errorf("%+v", it)
	}
	next := again(begin.Add(3*day+time.Second), time.Time{}, reason) // it had one day
	next.At = begin.Add(2 * day)
	if _, _, err := c.Apply(next, in); !errors.Is(err, ErrLonger) {
		t.Errorf("the third round, longer than the second: %v", err)
	}
	c.Assignee, next.By = lead, people["the lead"]
	if _, _, err := c.Apply(next, in); err != nil {
		t.Errorf("a lead who has it gives more time: %v", err)
	}
	if got := c.Strip(begin.Unix(), func(Fact) bool { return false }).Notices[0].Items[0].Why; !got.Empty() {
		t.Errorf("why it did not pass is kept for ever: %v", got)
	}
}

// Where the category wants it, nothing is served before it is shown how it is.
func TestANoticeShowsHowItIsWhereTheCategorySaysSo(t *testing.T) {
	serve := served(Serve, begin, order())
	serve.State = true
	c := standing(Handling)
	if _, _, err := c.Apply(serve, in); !errors.Is(err, ErrMissing) {
		t.Errorf("served without: %v", err)
	}
	serve.Files = photo(PhaseSite)
	play(t, c, serve)
	serve.Files, c.Files = nil, photo(PhaseSite)
	play(t, c, serve)
}
