package bills_test

import (
	"errors"
	"testing"
	"time"

	"gridbot/flows/bills"
)

// A share is taken by its link once; who took it is reminded, gives it back, is missed
// when they cannot be written to, and is forgotten.
func TestAShareIsTakenByItsLink(t *testing.T) {
	b, err := bills.New(drain(bills.Equal), june)
	if err != nil {
		t.Fatal(err)
	}
	late := time.Unix(b.Due+60, 0)
	for _, step := range []struct {
		what string
		does func() error
		want error
	}{
		{"without a link", func() error { return b.Take(2, "", 303, "en") }, bills.ErrToken},
		{"a link of nobody", func() error { return b.Invite(2, "token", noodl) }, bills.ErrTreasurer},
		{"a link", func() error { return b.Invite(2, "token", zhou) }, nil},
		{"a forged one", func() error { return b.Take(2, "other", 303, "en") }, bills.ErrToken},
		{"of another share", func() error { return b.Take(3, "token", 303, "en") }, bills.ErrToken},
		{"taken", func() error { return b.Take(2, "token", 303, "en") }, nil},
		{"by a second", func() error { return b.Take(2, "token", 304, "en") }, bills.ErrTaken},
		{"a link of what is taken", func() error { return b.Invite(2, "again", zhou) }, bills.ErrTaken},
		{"given back by another", func() error { return b.Give(2, 304) }, bills.ErrNone},
	} {
		if err := step.does(); !errors.Is(err, step.want) {
			t.Errorf("%s: %v, want %v", step.what, err, step.want)
		}
	}
	if b.Unreached(303, june) != 1 || b.Unreached(303, june) != 0 || b.Remind(2, late) {
		t.Error("who has blocked the bot is reminded, or missed twice")
	}
	if b.Reached(303); !b.Remind(2, late) || b.Remind(2, late) {
		t.Error("not reminded once")
	}
	if b.Forget(303); b.Of(303) != nil || b.Strikes(2) != 0 || b.Shares[2].Name == "" {
		t.Errorf("%+v", b.Shares[2])
	}
}

// A bill is corrected: whose share one is stays by its name, and nobody pays twice.
func TestABillIsCorrected(t *testing.T) {
	b, err := bills.New(drain(bills.Equal), june)
	if err != nil {
		t.Fatal(err)
	}
	before := b.Shares[0].Cents
	if err := b.Rewrite("9000", noodl, june); !errors.Is(err, bills.ErrTreasurer) {
		t.Error(err)
	}
	if err := b.Rewrite("9000", zhou, june); err != nil || b.Cents != 900_000 || b.Shares[0].Cents != 180_000 || b.Shares[0].Who != noodl {
		t.Errorf("%v: %+v", err, b)
	}
	if err := b.Pay(0, zhou, june); err != nil {
		t.Fatal(err)
	}
	kept := b
	for _, words := range []string{"8000", "换隔油池 9000\n烧烤", "much", "换隔油池 much\n烧烤"} {
		if err := b.Rewrite(words, zhou, june); err == nil || b.Cents != kept.Cents || len(b.Shares) != len(kept.Shares) {
			t.Errorf("%q is taken: %+v", words, b)
		}
	}
	if again, err := bills.Read(b.Written(), bills.Bill{N: b.N, Key: b.Key, Treasurer: zhou, Due: b.Due}, june); err != nil || again.Cents != b.Cents || len(again.Shares) != len(b.Shares) || before == 0 {
		t.Errorf("what is written is not read: %v", err)
	}
	if err := b.Defer(zhou, june, june); !errors.Is(err, bills.ErrPast) {
		t.Error(err)
	}
}

// Another treasurer has what the one before had: what is paid, whose a share is, the links.
func TestABillGoesOnWithAnotherTreasurer(t *testing.T) {
	b := bills.Bill{N: 1, Treasurer: 21, Shares: []bills.Share{{Name: "a", Who: 7, Cents: 1, Paid: 5}, {Name: "b", Token: "link", Cents: 1}}}
	if err := b.Entrust(22); err != nil || b.Treasurer != 22 || b.Shares[0].Paid != 5 || b.Opens(1, "link") != nil {
		t.Errorf("%+v, %v", b, err)
	}
	if b.Invite(1, "x", 21) != bills.ErrTreasurer || b.Entrust(22) != bills.ErrTreasurer || b.Entrust(0) != bills.ErrTreasurer {
		t.Error("who had it still has it, or nobody has")
	}
	if b.Off = 9; b.Entrust(23) != bills.ErrOff {
		t.Error("what was called off goes on")
	}
}
