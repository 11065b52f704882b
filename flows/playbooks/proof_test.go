package playbooks

import (
	"encoding/json"
	"reflect"
	"testing"
)

func days(cases int, days float64) Span { return Span{Cases: cases, Days: days} }

// What comes later begins where the figures of a version end; before it is the same.
func TestWhatComesLaterIsCountedApart(t *testing.T) {
	then := Evidence{Topics: 1, Before: days(9, 60), After: Span{Cases: 2, Days: 30, Closed: 1}}
	for name, c := range map[string]struct{ now, want Evidence }{
		"more came":     {Evidence{Topics: 1, Before: days(9, 60), After: Span{Cases: 7, Days: 90, Closed: 4, Back: 2}}, Evidence{Topics: 1, Before: days(9, 60), After: Span{Cases: 5, Days: 60, Closed: 3, Back: 2}}},
		"no day passed": {then, Evidence{}},
		"some is gone":  {Evidence{Topics: 1, Before: days(9, 60), After: days(1, 90)}, Evidence{Topics: 1, Before: days(9, 60), After: days(0, 60)}},
		"all is gone":   {Evidence{}, Evidence{}},
	} {
		if got := c.now.Later(then); got != c.want {
			t.Errorf("%s: %+v, want %+v", name, got, c.want)
		}
	}
	if now := (Evidence{Topics: 1, After: days(1, 9)}); now.Later(Evidence{}) != now {
		t.Error("where nothing was known then, all is later")
	}
}

// What is kept says how it went: what is over before what was known when it was
// written, the newer version before the older; of too little nothing is said.
func TestAPlaybookIsJudgedByWhatWasKept(t *testing.T) {
	went := func(before, after int) Evidence {
		return Evidence{Topics: 1, Before: days(before, 90), After: days(after, 90)}
	}
	idle := went(60, 5)
	for name, c := range map[string]struct {
		proof, over, against Evidence
		want                 Verdict
	}{
		"better": {went(20, 3), Evidence{}, Evidence{}, Better}, "worse": {went(3, 20), Evidence{}, Evidence{}, Worse}, "few": {went(2, 1), Evidence{}, Evidence{}, Few},
		"nothing": {went(40, 30), Evidence{}, idle, Nothing}, "later worse": {went(20, 3), went(4, 20), Evidence{}, Worse}, "later worse than nothing": {went(20, 3), went(40, 30), idle, Nothing},
		"later few": {went(20, 3), went(1, 1), idle, Better},
	} {
		var b Book
		v := first()
		v.Proof = &Proof{At: monday.Unix(), Own: c.proof}
		if c.over.Topics == 0 {
			v.Proof.Nothing = c.against
		}
		p := b.Begin("rubbish", 1, v)
		p.Take(2, "lingshi", 22, monday)
		if c.over.Topics > 0 {
			p.Reckon(2, func(a *Account) { a.End(c.over, c.against, monday.Unix()+99) })
		}
		if got := p.Judged(); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
		raw, _ := json.Marshal(b)
		var kept Book
		if err := json.Unmarshal(raw, &kept); err != nil || !reflect.DeepEqual(kept, b) {
			t.Errorf("%s: kept as %s: %v", name, raw, err)
		}
	}
	var b Book
	if p := b.Begin("rubbish", 1, first()); p.Judged() != Few {
		t.Error("of an older release nothing is known")
	}
}
