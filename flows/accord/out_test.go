package accord

import (
	"errors"
	"testing"
)

// A household takes so many people, and the next one hears that it is full; who was put
// out with it comes in again only once they are let in.
func TestWhoWasPutOutComesInWhenTheyAreLetIn(t *testing.T) {
	a := New(1, "g", 9, 0)
	for person := int64(1); person <= MostSpeak; person++ {
		if _, err := a.Join(person, "en", Residents, "3-502", 1); err != nil {
			t.Fatal(person, err)
		}
	}
	if _, err := a.Join(50, "", Residents, "3-502", 1); !errors.Is(err, ErrCrowd) {
		t.Errorf("one more: %v", err)
	}
	id := a.Of(1).ID
	if err := a.ChangeHands(id, 2); err != nil {
		t.Fatal(err)
	}
	before := a.Clone()
	if _, err := a.Join(1, "en", Residents, "3-502", 3); !errors.Is(err, ErrOut) {
		t.Errorf("again by the link: %v", err)
	}
	if _, err := a.Join(50, "", Residents, "3-502", 3); err != nil {
		t.Errorf("somebody who was not put out: %v", err)
	}
	if err := a.Admit(1); err != nil {
		t.Error(err)
	}
	if err := a.Admit(1); !errors.Is(err, ErrTwice) {
		t.Errorf("let in twice: %v", err)
	}
	if p, err := a.Join(1, "en", Residents, "3-502", 4); err != nil || p.ID != id {
		t.Errorf("let in: %+v, %v", p, err)
	}
	if before.WasPutOut(1) == nil || before.WasPutOut(1).Lang != "en" {
		t.Error("what was cloned before has changed")
	}
	if a.Forget(2); a.WasPutOut(2) != nil || a.WasPutOut(3) == nil {
		t.Errorf("after one is forgotten: %+v", a.Out)
	}
	if a.Admit(404) == nil || (&Accord{Ended: 1, Out: a.Out}).Admit(3) == nil {
		t.Error("let in who was not out, or where it is over")
	}
}
