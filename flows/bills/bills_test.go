package bills_test

import (
	"encoding/json"
	"errors"
	"reflect"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"gridbot/flows/bills"
)

const (
	zhou  = 101 // the treasurer
	noodl = 201
	grill = 202
)

var june = time.Date(2026, 6, 1, 9, 0, 0, 0, time.UTC)

// Whatever is shared adds up to the cent; nobody pays a whole cent more or less than
// their exact share; who has more pays no less; who has the same pays the same but for
// the odd cent.
func TestSharesAddUpToTheCent(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cents := rapid.Int64Range(1, bills.MostCents).Draw(t, "cents")
		heaviest := rapid.SampledFrom([]int64{1, 3, 100, 5000, bills.MostWeight}).Draw(t, "heaviest")
		weights := rapid.SliceOfN(rapid.Int64Range(1, heaviest), 1, bills.MostShares).Draw(t, "weights")
		shares, err := bills.Split(cents, weights, rapid.IntRange(0, 99).Draw(t, "turn"))
		if err != nil || len(shares) != len(weights) {
			t.Fatalf("%v: %v", shares, err)
		}
		sum, whole := int64(0), int64(0)
		for i := range weights {
			sum, whole = sum+shares[i], whole+weights[i]
		}
		if sum != cents {
			t.Fatalf("%d is shared as %d", cents, sum)
		}
		for i, w := range weights {
			if apart := shares[i]*whole - cents*w; apart <= -whole || apart >= whole {
				t.Fatalf("the share %d of %d in %d is %d", w, whole, cents, shares[i])
			}
			for j, o := range weights {
				if w > o && shares[i] < shares[j] || w == o && max(shares[i], shares[j])-min(shares[i], shares[j]) > 1 {
					t.Fatalf("%d pays %d, %d pays %d", w, shares[i], o, shares[j])
				}
			}
		}
	})
}

// Over as many bills as there are shops, each has paid the odd cent as often as the
// others.
func TestTheOddCentGoesRound(t *testing.T) {
	paid := make([]int64, 3)
	for n := range 3 {
		shares, err := bills.Split(10_000, []int64{100, 100, 100}, n)
		if err != nil {
			t.Fatal(err)
		}
		for i, c := range shares {
			paid[i] += c
		}
	}
	if !slices.Equal(paid, []int64{10_000, 10_000, 10_000}) {
		t.Errorf("%v", paid)
	}
}

// drain is the bill of the greasy drain: five restaurants share what the pipe costs.
func drain(key bills.Key) bills.Bill {
	return bills.Bill{N: 1, What: "换隔油池", Cents: 1_280_000, Key: key, Due: june.AddDate(0, 0, 14).Unix(), Treasurer: zhou, Shares: []bills.Share{
		{Name: "老王面馆", Who: noodl, Weight: 8250}, {Name: "烧烤", Who: grill, Weight: 12_000}, {Name: "粥铺", Weight: 4000}, {Name: "火锅", Weight: 20_000}, {Name: "奶茶", Weight: 2000},
	}}
}

func TestFiveRestaurantsShareByKey(t *testing.T) {
	for key, want := range map[bills.Key][]int64{
		bills.Equal: {256_000, 256_000, 256_000, 256_000, 256_000},
		bills.Area:  {228_324, 332_108, 110_703, 553_514, 55_351},
		bills.Seats: {228_324, 332_108, 110_703, 553_514, 55_351},
	} {
		b, err := bills.New(drain(key), june)
		if err != nil {
			t.Fatal(err)
		}
		var got []int64
		for _, s := range b.Shares {
			got = append(got, s.Cents)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", key, got, want)
		}
	}
}

func TestABillThatIsNoneIsRefused(t *testing.T) {
	agreed := func(first int64) func(*bills.Bill) {
		return func(b *bills.Bill) {
			b.Key = bills.Agreed
			for i := range b.Shares {
				b.Shares[i].Cents = 256_000
			}
			b.Shares[0].Cents = first
		}
	}
	for name, c := range map[string]struct {
		does func(*bills.Bill)
		want error
	}{
		"nothing to pay":      {func(b *bills.Bill) { b.Cents = 0 }, bills.ErrAmount},
		"below zero":          {func(b *bills.Bill) { b.Cents = -5 }, bills.ErrAmount},
		"more than there is":  {func(b *bills.Bill) { b.Cents = bills.MostCents + 1 }, bills.ErrAmount},
		"nobody pays":         {func(b *bills.Bill) { b.Shares = nil }, bills.ErrShares},
		"two of one name":     {func(b *bills.Bill) { b.Shares[1].Name = b.Shares[0].Name }, bills.ErrName},
		"without a name":      {func(b *bills.Bill) { b.Shares[1].Name = "" }, bills.ErrName},
		"no weight":           {func(b *bills.Bill) { b.Shares[1].Weight = 0 }, bills.ErrWeight},
		"too heavy":           {func(b *bills.Bill) { b.Shares[1].Weight = bills.MostWeight + 1 }, bills.ErrWeight},
		"by no key":           {func(b *bills.Bill) { b.Key = "luck" }, bills.ErrKey},
		"agreed, a yuan less": {agreed(255_900), bills.Apart{By: -100}},
		"agreed, a cent more": {agreed(256_001), bills.Apart{By: 1}},
		"agreed, one nothing": {agreed(0), bills.ErrAmount},
		"agreed":              {agreed(256_000), nil},
	} {
		b := drain(bills.Area)
		c.does(&b)
		if _, err := bills.New(b, june); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}

func TestOnlyTheTreasurerSaysWhoHasPaid(t *testing.T) {
	b, err := bills.New(drain(bills.Equal), june)
	if err != nil {
		t.Fatal(err)
	}
	for _, step := range []struct {
		what string
		does func() error
		want error
	}{
		{"a payer says so", func() error { return b.Pay(0, noodl, june) }, bills.ErrTreasurer},
		{"no such share", func() error { return b.Pay(5, zhou, june) }, bills.ErrNone},
		{"not paid yet", func() error { return b.Unpay(0, zhou, june) }, bills.ErrUnpaid},
		{"paid", func() error { return b.Pay(0, zhou, june) }, nil},
		{"twice", func() error { return b.Pay(0, zhou, june) }, bills.ErrPaid},
		{"a slip", func() error { return b.Unpay(0, zhou, june) }, nil},
		{"paid after all", func() error { return b.Pay(0, zhou, june) }, nil},
		{"a payer calls it off", func() error { return b.CallOff(noodl, june) }, bills.ErrTreasurer},
		{"called off", func() error { return b.CallOff(zhou, june) }, nil},
		{"again", func() error { return b.CallOff(zhou, june) }, bills.ErrOff},
		{"paid afterwards", func() error { return b.Pay(1, zhou, june) }, bills.ErrOff},
	} {
		if err := step.does(); !errors.Is(err, step.want) {
			t.Errorf("%s: %v, want %v", step.what, err, step.want)
		}
	}
	if b.Got() != 256_000 || b.Settled() {
		t.Errorf("%s of %s", bills.Yuan(b.Got()), bills.Yuan(b.Cents))
	}
}

// A payer reads of their own share, and is reminded of no other; whose share nobody has
// taken is left to the treasurer.
func TestOnlyThePayerIsReminded(t *testing.T) {
	b, err := bills.New(drain(bills.Equal), june)
	if err != nil {
		t.Fatal(err)
	}
	if got := b.Of(noodl); !slices.Equal(got, []int{0}) || b.Of(0) != nil || b.Of(999) != nil {
		t.Errorf("%v", got)
	}
	late := june.AddDate(0, 0, 14).Add(time.Minute)
	if b.Remind(0, june) || len(b.Overdue(june)) != 0 {
		t.Error("reminded before it is due")
	}
	if !b.Remind(0, late) || b.Remind(0, late) || b.Remind(2, late) {
		t.Error("not once, or somebody nobody knows")
	}
	if got := b.Overdue(late); len(got) != 5 {
		t.Errorf("%v", got)
	}
	if err := b.Pay(1, zhou, late); err != nil || b.Remind(1, late) || b.Strikes(1) != 0 || len(b.Overdue(late)) != 4 {
		t.Errorf("who has paid is reminded: %v", err)
	}
}

// Who pays says so once, and is not reminded while the treasurer looks; it is paid when the
// treasurer says so, and can be said anew when it has not come, or nobody answered for a week.
func TestAPayerSaysThatItIsPaid(t *testing.T) {
	b, err := bills.New(drain(bills.Equal), june)
	if err != nil {
		t.Fatal(err)
	}
	late, week := june.AddDate(0, 0, 15), june.AddDate(0, 0, 22).Add(time.Minute)
	for _, step := range []struct {
		what string
		does func() error
		want error
	}{
		{"nobody's share", func() error { return b.Say(2, 0, late) }, bills.ErrNone},
		{"another's", func() error { return b.Say(1, noodl, late) }, bills.ErrNone},
		{"no such share", func() error { return b.Say(9, noodl, late) }, bills.ErrNone},
		{"nothing was said", func() error { return b.Unseen(0, zhou) }, bills.ErrUnsaid},
		{"said", func() error { return b.Say(0, noodl, late) }, nil},
		{"twice", func() error { return b.Say(0, noodl, late) }, bills.ErrSaid},
		{"the payer answers", func() error { return b.Unseen(0, noodl) }, bills.ErrTreasurer},
		{"it has not come", func() error { return b.Unseen(0, zhou) }, nil},
		{"answered twice", func() error { return b.Unseen(0, zhou) }, bills.ErrUnsaid},
		{"said anew", func() error { return b.Say(0, noodl, late) }, nil},
		{"after a week", func() error { return b.Say(0, noodl, week) }, nil},
		{"it has come", func() error { return b.Pay(0, zhou, week) }, nil},
		{"after that", func() error { return b.Say(0, noodl, week) }, bills.ErrPaid},
		{"nor not come", func() error { return b.Unseen(0, zhou) }, bills.ErrPaid},
	} {
		if err := step.does(); !errors.Is(err, step.want) {
			t.Errorf("%s: %v, want %v", step.what, err, step.want)
		}
		if step.what == "said" && b.Remind(0, late) {
			t.Error("who has said that it is paid is reminded")
		}
	}
	if b.Shares[0].Said != 0 {
		t.Error("it waits on for the treasurer")
	}
}

// A shop changes hands: what is owed is the new one's, who is reminded from the beginning.
func TestAShopChangesHands(t *testing.T) {
	b, err := bills.New(drain(bills.Equal), june)
	if err != nil {
		t.Fatal(err)
	}
	late := june.AddDate(0, 0, 15)
	b.Remind(0, late)
	if err := b.HandOver(0, "粥铺", 0); !errors.Is(err, bills.ErrName) {
		t.Errorf("two of one name: %v", err)
	}
	if err := b.HandOver(0, "新张面馆", 303); err != nil {
		t.Fatal(err)
	}
	if s := b.Shares[0]; s.Was != "老王面馆" || s.Cents != 256_000 || s.Times != 0 || b.Of(noodl) != nil || !b.Remind(0, late) {
		t.Errorf("%+v", s)
	}
}

// Through whatever happens to a bill, its shares add up, it never has more than it asks
// for, a share strikes once at most, later each time, and never when it is paid; and it
// is the same after it was kept.
func TestABillStaysWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b, err := bills.New(drain(rapid.SampledFrom([]bills.Key{bills.Equal, bills.Area, bills.Seats}).Draw(t, "key")), june)
		if err != nil {
			t.Fatal(err)
		}
		now, told := june, [5]int{}
		for range rapid.IntRange(0, 30).Draw(t, "steps") {
			now = now.Add(time.Duration(rapid.IntRange(0, 200).Draw(t, "hours")) * time.Hour)
			n, before := rapid.IntRange(0, 4).Draw(t, "share"), slices.Clone(b.Shares)
			old := b
			was := b.Strikes(n)
			switch rapid.IntRange(0, 5).Draw(t, "act") {
			case 0:
				_ = b.Pay(n, zhou, now)
			case 1:
				_ = b.Unpay(n, zhou, now)
			case 2:
				if rapid.IntRange(0, 9).Draw(t, "rare") == 0 {
					_ = b.CallOff(zhou, now)
				}
			default:
				if b.Remind(n, now) {
					if told[n]++; was == 0 || was > now.Unix() || before[n].Paid != 0 || b.Strikes(n) != 0 && b.Strikes(n) <= now.Unix() {
						t.Fatalf("reminded at %s, was to be at %d", now, was)
					}
				}
			}
			if !reflect.DeepEqual(old.Shares, before) {
				t.Fatal("what was read before is changed with it")
			}
			sum := int64(0)
			for i, s := range b.Shares {
				if sum += s.Cents; told[i] > 3 || s.Paid != 0 && b.Strikes(i) != 0 || b.Off != 0 && b.Strikes(i) != 0 {
					t.Fatalf("%+v is reminded %d times", s, told[i])
				}
			}
			if sum != b.Cents || b.Got() > b.Cents {
				t.Fatalf("%d of %d, %d paid", sum, b.Cents, b.Got())
			}
		}
		kept, err := json.Marshal(b)
		if err != nil {
			t.Fatal(err)
		}
		var again bills.Bill
		if err := json.Unmarshal(kept, &again); err != nil || !reflect.DeepEqual(again, b) {
			t.Fatalf("%v: %s", err, kept)
		}
	})
}

func TestAmountsAreReadAsPeopleWriteThem(t *testing.T) {
	for words, want := range map[string]int64{
		"1280": 128_000, "1280.5": 128_050, " ¥1,280.50 ": 128_050, "￥１２８０．５０": 128_050, "1280元": 128_000, "1 280 元": 128_000,
		"0.01": 1, "12,345,678": 0, "1,280,000": 128_000_000, "300块": 30_000, "rmb 300": 30_000, "300 yuan": 30_000,
		"": 0, "0": 0, "-5": 0, "1.005": 0, "1.": 0, ".5": 0, "1,28": 0, ",280": 0, "12a": 0, "1e3": 0, "99999999999999": 0, "一百": 10_000, "1..5": 0,
	} {
		got, err := bills.ParseYuan(words)
		if got != want || (err == nil) != (want != 0) {
			t.Errorf("%q: %d, %v; want %d", words, got, err, want)
		}
	}
	for words, want := range map[string]int64{"82.5㎡": 8250, "82.5 m2": 8250, "40座": 4000, "40 seats": 4000, "120平方米": 12_000, "0": 0, "": 0, "much": 0} {
		if got, err := bills.ParseWeight(words); got != want || (err == nil) != (want != 0) {
			t.Errorf("%q: %d, %v; want %d", words, got, err, want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		cents := rapid.Int64Range(1, bills.MostCents).Draw(t, "cents")
		if got, err := bills.ParseYuan(bills.Yuan(cents)); err != nil || got != cents {
			t.Fatalf("%d is written %s and read %d, %v", cents, bills.Yuan(cents), got, err)
		}
	})
	if bills.Yuan(-105) != "-1.05" {
		t.Error(bills.Yuan(-105))
	}
}
