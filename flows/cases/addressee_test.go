package cases

import (
	"errors"
	"slices"
	"testing"
	"time"
)

// Follow is the case with somebody who scanned the notice and was confirmed at once.
func (c Case) Follow(id int64) (Case, error) {
	if n := c.Notice(); n == nil || slices.Contains(n.Followers, id) {
		return c, nil
	}
	next, asking := c.Ask(Asker{ID: id}, begin)
	if asking != AskingNew {
		return c, nil
	}
	if err := admit(&next, Act{To: id, At: begin}); err != nil {
		return c, err
	}
	return next, nil
}

func TestWhoScansANoticeSeesNothingUntilItIsSaidThatItIsForThem(t *testing.T) {
	c, asking := standing(Rectifying).Ask(Asker{ID: passer, Name: "Pa"}, begin)
	if asking != AskingNew || c.Sees(Person{ID: passer}) || c.Parts(Person{ID: passer}) != nil || c.Concerns(passer) {
		t.Fatalf("asked %d, sees it %t", asking, c.Sees(Person{ID: passer}))
	}
	if _, asking := c.Ask(Asker{ID: passer}, begin.Add(time.Hour)); asking != AskingWaits {
		t.Errorf("once more: %d", asking)
	}
	again, asking := c.Ask(Asker{ID: passer}, begin.Add(5*time.Hour))
	if _, then := again.Ask(Asker{ID: passer}, begin.Add(6*time.Hour)); asking != AskingLong || then != AskingWaits {
		t.Errorf("after long: %d, and then %d", asking, then)
	}
	c = play(t, c, Act{Do: Admit, By: people["the assignee"], At: begin, To: passer})
	if !slices.Equal(c.Parts(Person{ID: passer}), []Part{PartAddressee}) || len(c.Notice().Waiting()) != 0 {
		t.Errorf("they are %v", c.Parts(Person{ID: passer}))
	}
	if _, _, err := c.Apply(Act{Do: Admit, By: people["the lead"], At: begin, To: passer}, in); !errors.Is(err, ErrNotNow) {
		t.Errorf("a second answer: %v", err)
	}
}

func TestWhoIsTurnedAwayMayAskAgainTheNextDay(t *testing.T) {
	c, _ := standing(Rectifying).Ask(Asker{ID: passer}, begin)
	c = play(t, c, Act{Do: Rebuff, By: people["the assignee"], At: begin, To: passer})
	if _, asking := c.Ask(Asker{ID: passer}, begin.Add(23*time.Hour)); asking != AskingRefused {
		t.Errorf("the same day: %d", asking)
	}
	c, asking := c.Ask(Asker{ID: passer}, begin.Add(25*time.Hour))
	if asking != AskingNew || len(c.Notice().Waiting()) != 1 || len(c.Notice().Askers) != 1 {
		t.Errorf("the next day: %d, %+v", asking, c.Notice().Askers)
	}
}

// However many scan it, the one it is for can ask.
func TestNobodyLocksTheAddresseeOut(t *testing.T) {
	c := standing(Rectifying)
	for id := int64(500); id < 600; id++ {
		c, _ = c.Ask(Asker{ID: id}, begin)
	}
	if n := len(c.Notice().Askers); n != mostAskers || !slices.Contains(c.Notice().Followers, shop) {
		t.Errorf("%d are kept", n)
	}
	c, asking := c.Ask(Asker{ID: passer}, begin.Add(time.Minute))
	if asking != AskingNew || c.Asker(passer) == nil {
		t.Fatalf("asked %d", asking)
	}
	c = play(t, c, Act{Do: Admit, By: people["the lead"], At: begin.Add(time.Hour), To: passer})
	for id := int64(600); id < 700; id++ { // who was confirmed does not give way
		c, _ = c.Ask(Asker{ID: id}, begin.Add(time.Hour))
	}
	if a := c.Asker(passer); a == nil || a.Yes == 0 {
		t.Errorf("%+v", a)
	}
}

func TestALeadRemovesWhomANoticeIsNotFor(t *testing.T) {
	c := standing(Rectifying)
	c = play(t, c, Act{Do: Plead, By: people["the addressee"], At: begin.Add(time.Hour), Plea: PleaExtension, Until: begin.Add(9 * day), Note: reason})
	c = play(t, c, Act{Do: Oust, By: people["the lead"], At: begin.Add(2 * time.Hour), To: shop})
	if c.Sees(people["the addressee"]) || c.Plea != nil {
		t.Errorf("they still see it, or their wish stands: %+v", c.Plea)
	}
	if err := standing(Rectifying).May(Oust, people["the assignee"]); !errors.Is(err, ErrNotYours) {
		t.Errorf("who served it removes somebody: %v", err)
	}
}

// An officer answers for the notice they served, and no other.
func TestAnOfficerAnswersForTheirOwnNotice(t *testing.T) {
	c := called(standing(Rectifying))
	c, _ = c.Ask(Asker{ID: passer}, begin)
	if err := c.May(Admit, people["the officer"]); err == nil {
		t.Error("an officer answers for a worker's notice")
	}
	c.Notice().By = gasman
	if err := c.May(Admit, people["the officer"]); err != nil {
		t.Errorf("for their own: %v", err)
	}
}
