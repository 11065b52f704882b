package cases

import (
	"errors"
	"slices"
	"testing"
	"time"

	"gridbot/flows/text"
)

func served(do Action, at time.Time, n *Notice, files ...File) Act {
	return Act{Do: do, By: people["the assignee"], At: at, Notice: n, Files: files}
}

func TestANoticeIsServedAndItsFirstItemSetsTheClock(t *testing.T) {
	for _, from := range []Status{OnSite, Handling, Rework} {
		c, tell, err := standing(from).Apply(served(Serve, begin.Add(time.Hour), order()), in)
		if err != nil || c.Status != Rectifying || !slices.Equal(tell, []Tell{TellReporter, TellFollower}) {
			t.Fatalf("from %s: %v, %s, told %v", from, err, c.Status, tell)
		}
		n := c.Notice()
		if n == nil || n.ID != "1042-1" || n.At != begin.Add(time.Hour).Unix() || n.By != wu || n.Replaces != "" || !slices.Equal(n.Open(), []int{0, 1}) {
			t.Errorf("from %s: %+v", from, n)
		}
		if c.Clock.Name != ClockRectify || c.Clock.Due != begin.Add(3*day).Unix() || c.Clock.Since != begin.Add(time.Hour).Unix() {
			t.Errorf("from %s: %+v", from, c.Clock)
		}
	}
}

func TestANoticeSaysWhoWhatWhenAndHowItIsKnown(t *testing.T) {
	for what, spoil := range map[string]func(*Notice){
		"nobody":                   func(n *Notice) { n.To = "" },
		"no link":                  func(n *Notice) { n.Token = "" },
		"no item":                  func(n *Notice) { n.Items = nil },
		"too many items":           func(n *Notice) { n.Items = slices.Repeat(n.Items, 6) },
		"an item without words":    func(n *Notice) { n.Items[1].What = text.Text{} },
		"a date that is over":      func(n *Notice) { n.Items[0].Due = begin.Unix() - 1 },
		"no proof":                 func(n *Notice) { n.Proof = "" },
		"a witness without a name": func(n *Notice) { n.Proof, n.Witness = ProofWitness, "" },
		"no picture of the paper":  func(n *Notice) { n.Proof = ProofSigned },
	} {
		n := order()
		spoil(n)
		if _, _, err := standing(Handling).Apply(served(Serve, begin, n, photo(PhaseSite)...), in); !errors.Is(err, ErrMissing) {
			t.Errorf("%s: %v", what, err)
		}
	}
	if _, _, err := standing(Handling).Apply(served(Serve, begin, nil), in); !errors.Is(err, ErrMissing) {
		t.Errorf("no notice: %v", err)
	}
	n := order()
	n.Proof = ProofSigned
	if c := play(t, standing(Handling), served(Serve, begin, n, photo(PhaseNotice)...)); len(c.FilesOf(PhaseNotice)) != 1 {
		t.Error("the signed paper was not kept")
	}
}

func TestANoticeIsNeverEditedButReplaced(t *testing.T) {
	c := standing(Rectifying)
	c.Plea = &Plea{Kind: PleaExtension, By: shop, Part: PartAddressee, Until: begin.Add(9 * day).Unix(), Why: reason}
	old := mustJSON(t, c.Notices[0].Items)
	n := order()
	n.Items = n.Items[1:]
	next, tell, err := c.Apply(served(Replace, begin.Add(day), n), in)
	if err != nil || !slices.Equal(tell, []Tell{TellFollower}) || len(next.Notices) != 2 {
		t.Fatalf("%v, told %v", err, tell)
	}
	if o := next.Notices[0]; o.Over != begin.Add(day).Unix() || mustJSON(t, o.Items) != old {
		t.Errorf("the notice before it: %+v", o)
	}
	if n := next.Notice(); n.ID != "1042-2" || n.Replaces != "1042-1" || !slices.Equal(n.Followers, []int64{shop}) {
		t.Errorf("the new one: %+v", n)
	}
	if next.Plea != nil || next.Clock.Due != begin.Add(5*day).Unix() {
		t.Errorf("what was asked of the old one is %+v, the clock %+v", next.Plea, next.Clock)
	}
	if c.Notices[0].Over != 0 {
		t.Error("the case that was asked was changed")
	}
}

func TestANoticeForSomebodyElseIsFollowedByNobodyYet(t *testing.T) {
	n := order()
	n.To = "the shop next door"
	c := play(t, standing(Rectifying), served(Replace, begin.Add(day), n))
	if len(c.Notice().Followers) != 0 || c.Sees(people["the addressee"]) || c.Parts(people["the addressee"]) != nil {
		t.Errorf("%+v", c.Notice())
	}
}

// What is printed again is what was served, also after the dates have moved.
func TestTheDatesOnThePaperStand(t *testing.T) {
	c := play(t, standing(Handling), served(Serve, begin, order()),
		Act{Do: Extend, By: people["the lead"], At: begin.Add(day), Until: begin.Add(4 * day), Note: reason},
		Act{Do: Inspect, By: people["the assignee"], At: begin.Add(2 * day), Results: []Result{failed(1, begin.Add(9*day))}})
	for i, it := range c.Notice().Items {
		if it.Served != order().Items[i].Due || it.Served == it.Due {
			t.Errorf("item %d: %+v", i, it)
		}
	}
}

func TestACaseTakesTenNotices(t *testing.T) {
	c := standing(Rectifying)
	for len(c.Notices) < 10 {
		c = play(t, c, served(Replace, begin, order()))
	}
	if _, _, err := c.Apply(served(Replace, begin, order()), in); !errors.Is(err, ErrFull) {
		t.Errorf("the eleventh: %v", err)
	}
}

func TestANoticeTakenBackCountsNoMore(t *testing.T) {
	c := standing(Rectifying)
	c.Plea = &Plea{Kind: PleaExtension, By: shop, Part: PartAddressee, Until: begin.Add(9 * day).Unix(), Why: reason}
	annul := Act{Do: Annul, By: people["the lead"], At: begin.Add(day)}
	if _, _, err := c.Apply(annul, in); !errors.Is(err, ErrMissing) {
		t.Errorf("taken back without a reason: %v", err)
	}
	annul.Note = reason
	c = play(t, c, annul)
	if c.Status != Handling || c.Notice() != nil || c.Plea != nil || c.Clock.Name != ClockHandle || c.Notices[0].Over != annul.At.Unix() {
		t.Fatalf("%s, %+v, %+v", c.Status, c.Clock, c.Notices)
	}
	if c.Parts(people["the addressee"]) != nil || c.Sees(people["the addressee"]) {
		t.Error("the addressee still sees it")
	}
	for to, follows := range map[string]bool{"": true, "somebody else": false} {
		next := order()
		if to != "" {
			next.To = to
		}
		after := play(t, c, served(Serve, begin.Add(2*day), next))
		n := after.Notice()
		if n.ID != "1042-2" || n.Replaces != "" || slices.Equal(n.Followers, c.Notices[0].Followers) != follows {
			t.Errorf("the notice after one that was taken back, to %q: %+v", n.To, n)
		}
	}
}

func TestWhatDidNotPassHasANextRound(t *testing.T) {
	at, next := begin.Add(4*day), begin.Add(8*day)
	inspect := Act{Do: Inspect, By: people["the assignee"], At: at}
	for what, results := range map[string][]Result{
		"nothing looked at":       nil,
		"no such item":            {failed(2, next)},
		"no photo":                {{Item: 0, Until: next}},
		"a photo from before":     {{Item: 0, Until: next, File: &photo(PhaseSite)[0]}},
		"no next date":            {failed(0, time.Time{})},
		"a next date that is now": {failed(0, at)},
		"everything passed":       {passed(0), passed(1)}, // that is Clear
	} {
		inspect.Results = results
		if _, _, err := standing(Rectifying).Apply(inspect, in); !errors.Is(err, ErrMissing) {
			t.Errorf("%s: %v", what, err)
		}
	}
	law := failed(0, next)
	law.Ref = "CG-2026-17"
	inspect.Results = []Result{law, passed(1)}
	c := play(t, standing(Rectifying), inspect)
	n := c.Notice()
	if it := n.Items[0]; it.Failed != 1 || it.Due != next.Unix() || it.Passed != 0 || it.After == nil || it.Ref != "CG-2026-17" || it.RefAt != at.Unix() {
		t.Errorf("the item that failed: %+v", it)
	}
	if it := n.Items[1]; it.Passed != at.Unix() || it.Failed != 0 || len(c.FilesOf(PhaseAfter)) != 2 {
		t.Errorf("the item that passed: %+v", it)
	}
	if c.Status != Rectifying || c.Clock.Due != next.Unix() || c.Clock.Since != at.Unix() || c.Clock.Step != 0 {
		t.Errorf("%s, %+v", c.Status, c.Clock)
	}
	inspect.Results = []Result{passed(1)}
	if _, _, err := c.Apply(inspect, in); !errors.Is(err, ErrMissing) {
		t.Errorf("what has passed was looked at again: %v", err)
	}
}

func TestItIsHandedInWhenEveryItemHasPassed(t *testing.T) {
	c := standing(Rectifying)
	if c.May(Submit, people["the assignee"]) == nil || c.May(Return, people["the assignee"]) == nil {
		t.Error("there is a way round the notice")
	}
	wipe := Act{Do: Clear, By: people["the assignee"], At: begin.Add(2 * day), Results: []Result{passed(0)}}
	if _, _, err := c.Apply(wipe, in); !errors.Is(err, ErrMissing) {
		t.Errorf("cleared with an item open: %v", err)
	}
	c = play(t, c, Act{Do: Inspect, By: people["the assignee"], At: begin.Add(day), Results: []Result{passed(1)}})
	c, tell, err := c.Apply(wipe, in)
	if err != nil || c.Status != Submitted || c.Clock.Name != ClockVerify || !slices.Equal(tell, []Tell{TellVerifier, TellFollower}) {
		t.Fatalf("%v, %s, told %v", err, c.Status, tell)
	}
	if n := c.Notice(); len(n.Open()) != 0 || !n.Due().IsZero() || len(c.FilesOf(PhaseAfter)) != 2 {
		t.Errorf("%+v", n)
	}
	if len(c.Actions(people["the addressee"])) != 0 {
		t.Error("the addressee may do something to what was put right")
	}
}

func TestFivePeopleMayFollowANotice(t *testing.T) {
	c := standing(Rectifying)
	was := mustJSON(t, c)
	for id := int64(50); id < 54; id++ {
		next, err := c.Follow(id)
		if err != nil || !slices.Equal(next.Parts(Person{ID: id}), []Part{PartAddressee}) || !next.Sees(Person{ID: id}) {
			t.Fatalf("%d: %v", id, err)
		}
		c = next
	}
	if next, err := c.Follow(99); !errors.Is(err, ErrFull) || mustJSON(t, next) != mustJSON(t, c) {
		t.Errorf("the sixth: %v", err)
	}
	if next, err := c.Follow(shop); err != nil || mustJSON(t, next) != mustJSON(t, c) {
		t.Errorf("who follows already: %v", err)
	}
	if next, err := standing(Handling).Follow(99); err != nil || next.Sees(Person{ID: 99}) {
		t.Errorf("without a notice: %v", err)
	}
	if mustJSON(t, standing(Rectifying)) != was {
		t.Error("following changed the case it was asked of")
	}
}

func TestTheAddresseeShowsEachItemTenTimesAtMost(t *testing.T) {
	c := standing(Rectifying)
	prove := Act{Do: Prove, By: people["the addressee"], At: begin, Files: photo(PhaseProof)}
	for range 10 {
		c = play(t, c, prove)
	}
	if c.Notice().Items[0].Proofs != 10 || c.Notice().Items[0].Passed != 0 || len(c.FilesOf(PhaseProof)) != 10 {
		t.Errorf("%+v", c.Notice().Items)
	}
	if _, _, err := c.Apply(prove, in); !errors.Is(err, ErrFull) {
		t.Errorf("the eleventh: %v", err)
	}
	prove.Item = 1
	c = play(t, c, prove)
	for _, a := range []Act{{Item: 2, Files: photo(PhaseProof)}, {Item: -1, Files: photo(PhaseProof)}, {Item: 1}} {
		a.Do, a.By = Prove, people["the addressee"]
		if _, _, err := c.Apply(a, in); !errors.Is(err, ErrMissing) {
			t.Errorf("item %d with %v: %v", a.Item, a.Files, err)
		}
	}
}

// A voice is no photo, whoever sends it.
func TestAVoiceShowsNothing(t *testing.T) {
	voice := func(phase Phase) []File { return []File{{Kind: "voice", ID: "x", Phase: phase}} }
	after := voice(PhaseAfter)
	for what, a := range map[string]Act{
		"a re-inspection":    {Do: Clear, By: people["the assignee"], Results: []Result{{Item: 0, Pass: true, File: &after[0]}, {Item: 1, Pass: true, File: &after[0]}}},
		"the owner's proof":  {Do: Prove, By: people["the addressee"], Files: voice(PhaseProof)},
		"work that was done": {Do: Submit, By: people["the assignee"], Files: voice(PhaseAfter)},
	} {
		c := standing(Rectifying)
		if a.Do == Submit {
			c = standing(Handling)
		}
		a.At = begin.Add(day)
		if _, _, err := c.Apply(a, in); !errors.Is(err, ErrMissing) {
			t.Errorf("%s without a photo: %v", what, err)
		}
	}
}
