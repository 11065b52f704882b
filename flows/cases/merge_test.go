package cases

import (
	"errors"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"gridbot/flows/text"
)

// twin is another report of the same smell: of somebody who gave no name, joined by
// a neighbour.
func twin() Case {
	return Start(Case{Number: 1041, Category: "gas", Grid: "north", What: "it stinks", By: Reporter{ID: 5, Name: "Bo", Anonymous: true, Lang: text.English},
		Joined: []Joiner{{ID: 6, Name: "Cy"}}, Cards: []Card{{Chat: 6, As: ViewJoiner, Lang: text.Chinese}}}, begin, in)
}

func anybody(id int64) Person {
	for _, p := range people {
		if p.ID == id {
			return p
		}
	}
	return Person{ID: id}
}

func absorbing() Act {
	return Act{Do: Absorb, By: people["the lead"], At: begin, To: 1041, Note: text.Said("it stinks"), Files: photo(PhaseReport)}
}

// Who told of the one follows the other: without a name where none was given, in
// their language, and with a card.
func TestWhoToldOfItGoesAlong(t *testing.T) {
	c, tells, err := standing(Claimed).Absorb(twin(), absorbing(), anybody, in)
	if err != nil || !slices.Equal(tells, []Tell{TellAssignee}) || c.Status != Claimed || !slices.Equal(c.Took, []int{1041}) {
		t.Fatalf("%v, told %v, %s, took %v", err, tells, c.Status, c.Took)
	}
	if want := []Joiner{{ID: eva}, {ID: 5, At: begin.Unix()}, {ID: 6, Name: "Cy", At: begin.Unix()}}; !slices.Equal(c.Joined, want) {
		t.Errorf("joined %v, want %v", c.Joined, want)
	}
	if want := []Card{{Chat: 5, As: ViewJoiner, Lang: text.English}, {Chat: 6, As: ViewJoiner, Lang: text.Chinese}}; !slices.Equal(c.Cards, want) {
		t.Errorf("cards %v, want %v", c.Cards, want)
	}
	if last := c.Log[len(c.Log)-1]; last.Do != Absorb || last.By != lead || c.OriginOf(c.Files[len(c.Files)-1]) != FromJoiner {
		t.Errorf("the history ends with %+v, and theirs are %v", last, c.Files)
	}
	c.Joined = c.Joined[1:]
	if left := play(t, c, Act{Do: Leave, By: people["the reporter"], At: begin}); left.By != (Reporter{ID: 5, Anonymous: true, Lang: text.English}) {
		t.Errorf("handed on to %+v", left.By)
	}
}

// What was put right, closed or is the same record takes nobody; nor does one that
// is full.
func TestNotEveryCaseTakesAnother(t *testing.T) {
	full, self, taken, tired := full200(), twin(), standing(Claimed), standing(Claimed)
	taken.Took, tired.Took = []int{1041}, make([]int, mostTaken)
	for name, test := range map[string]struct {
		of   Case
		want error
	}{
		"handled": {standing(Handling), nil}, "handed in": {standing(Submitted), nil}, "paused": {standing(Paused), nil},
		"checked": {standing(Verified), ErrNotNow}, "closed": {standing(Closed), ErrNotNow}, "withdrawn": {standing(Withdrawn), ErrNotNow},
		"merged itself": {standing(Merged), ErrNotNow}, "declined": {standing(Declined), ErrNotNow},
		"full": {full, ErrFull}, "itself": {self, ErrSame}, "taken before": {taken, ErrSame}, "many taken": {tired, ErrFull},
	} {
		if next, _, err := test.of.Absorb(twin(), absorbing(), anybody, in); !errors.Is(err, test.want) || err != nil && len(next.Joined) != len(test.of.Joined) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Who has it before them anyway joins nothing: neither who reported the other, nor
// who works on it, nor who leads.
func TestTheStaffJoinNothing(t *testing.T) {
	for _, id := range []int64{ana, eva, wu, li, lead} {
		from := twin()
		from.By.ID, from.Joined = id, nil
		c, _, err := standing(Claimed).Absorb(from, absorbing(), anybody, in)
		if err != nil || len(c.Joined) != 1 {
			t.Errorf("%d: %v, joined %v", id, err, c.Joined)
		}
	}
}

// Danger does not get less for being told of twice.
func TestDangerGoesAlong(t *testing.T) {
	from := twin()
	from.Danger = true
	for _, s := range []Status{Reported, Handling, Paused} {
		c, tells, err := standing(s).Absorb(from, absorbing(), anybody, in)
		if err != nil || !c.Danger || c.Alarm != begin.Unix() || !slices.Contains(tells, TellLeads) || c.Status == Paused || c.Clock.Name != c.clockIn(c.Status) {
			t.Errorf("%s: %v, in danger %t, told %v, %s, %+v", s, err, c.Danger, tells, c.Status, c.Clock)
		}
	}
}

// What others were told to do is brought to its end where it is; and who put it
// away once does not do so by this door.
func TestWhatRunsIsNotMerged(t *testing.T) {
	contested := standing(Reported)
	contested.Dispute = &Dispute{By: lead, At: begin.Unix()}
	noticed := stopped(standing(Paused), Rectifying)
	for name, c := range map[string]Case{"an agency is at work": called(standing(Claimed)), "a notice runs": standing(Rectifying), "a notice stands still": noticed, "contested": contested} {
		if err := c.May(Merge, people["the lead"]); !errors.Is(err, ErrNotNow) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := contested.May(Merge, people["the coordinator"]); err != nil {
		t.Errorf("another one decides: %v", err)
	}
	done := play(t, standing(Handling), Act{Do: Merge, By: people["the lead"], At: begin, To: 1041})
	if done.Status != Merged || done.Into != 1041 || done.Clock != (Clock{}) {
		t.Errorf("%s into %d, %+v", done.Status, done.Into, done.Clock)
	}
	if stood := play(t, stopped(standing(Paused), Handling), Act{Do: Merge, By: people["the lead"], At: begin, To: 1041}); stood.Paused() != nil {
		t.Errorf("it stands still: %+v", stood.Pauses)
	}
	for _, to := range []int64{0, 1042} {
		if _, _, err := standing(Handling).Apply(Act{Do: Merge, By: people["the lead"], At: begin, To: to}, in); !errors.Is(err, ErrMissing) {
			t.Errorf("into %d: %v", to, err)
		}
	}
}

// So many have told of it that it is urgent: once, and each counts once, however
// often they come and go.
func TestManyMakeItUrgent(t *testing.T) {
	c := reported()
	join := func(id int64) {
		t.Helper()
		next, err := c.Join(Act{By: Person{ID: id}, At: begin})
		if err != nil {
			t.Fatal(err)
		}
		c = next
	}
	join(eva)
	c = play(t, c, Act{Do: Leave, By: Person{ID: eva}, At: begin})
	join(eva)
	if c.Tellers() != 2 || c.Crowds(3) || !c.Crowds(2) || c.Crowds(0) {
		t.Fatalf("%d have told of it: %t", c.Tellers(), c.Crowds(3))
	}
	join(5)
	if !c.Crowds(3) {
		t.Fatalf("%d have told of it", c.Tellers())
	}
	c, tells := c.Crowded(Act{By: people["who joined"], At: begin}, in)
	if !c.Danger || !slices.Contains(tells, TellLeads) || c.Crowds(3) || c.Log[len(c.Log)-1].Do != Crowd || c.Log[len(c.Log)-1].By != 0 {
		t.Errorf("in danger %t, told %v, again %t, %+v", c.Danger, tells, c.Crowds(3), c.Log[len(c.Log)-1])
	}
	calm := play(t, c, Act{Do: Correct, By: people["the lead"], At: begin, Of: OfUrgency, Note: reason})
	if calm.Danger || calm.Crowds(3) {
		t.Errorf("in danger %t; and again %t", calm.Danger, calm.Crowds(3))
	}
	filed := reported()
	filed.By, filed.Filed = Reporter{}, &Filing{By: typist}
	filed.Log[0].By, filed.Log[0].Part = typist, PartWorker
	if filed.Tellers() != 1 {
		t.Errorf("who rang the office is %d", filed.Tellers())
	}
}

// Where nobody reported it but neighbours joined, they are asked, and not passed over.
func TestWhoJoinedWhatWasFiledIsAsked(t *testing.T) {
	c := standing(Submitted)
	c.By = Reporter{}
	if next := play(t, c, Act{Do: Pass, By: people["the lead"], At: begin}); next.Status != Verified {
		t.Errorf("it is %s, and nobody was asked", next.Status)
	}
	heirs := standing(Claimed)
	heirs.Joined = []Joiner{{ID: wu}, {ID: eva}}
	if left := play(t, heirs, Act{Do: Leave, By: people["the reporter"], At: begin}); left.By.ID != eva {
		t.Errorf("it was handed on to %d, who does the work", left.By.ID)
	}
	worker := standing(Verified)
	worker.Joined = append(worker.Joined, Joiner{ID: wu})
	if worker.May(Agree, people["the assignee"]) == nil {
		t.Error("who did the work says that it is done")
	}
}

// Who typed it by mistake takes it back, as long as nobody has it or follows it.
func TestWhatWasTypedByMistakeIsWithdrawn(t *testing.T) {
	c := reported()
	c.By, c.Filed = Reporter{}, &Filing{By: typist, Door: DoorPhone, Token: linkToken}
	filer := people["who filed it"]
	if next := play(t, c, Act{Do: Withdraw, By: filer, At: begin}); next.Status != Withdrawn {
		t.Errorf("it is %s", next.Status)
	}
	followed, joined, held := c, c, play(t, c, Act{Do: Claim, By: people["another worker"], At: begin})
	followed.By = Reporter{ID: ana}
	joined.Joined = []Joiner{{ID: eva}}
	for name, c := range map[string]Case{"somebody follows it": followed, "somebody joined": joined, "somebody has it": held} {
		if err := c.May(Withdraw, filer); err == nil {
			t.Errorf("%s, and it is withdrawn", name)
		}
	}
}

// One correction says another kind and that it is not urgent; on the spot the kind
// alone is put right.
func TestAKindThatIsNoDangerCalms(t *testing.T) {
	c := standing(Handling)
	c.Danger, c.Alarm, c.Near = true, begin.Unix(), []Near{{Number: 900}}
	a := correcting(OfCategory, people["the lead"])
	a.Category, a.Calm = "lamp", true
	next := play(t, c, a)
	if last := next.Log[len(next.Log)-1]; next.Danger || next.Alarm != 0 || next.Category != "lamp" || last.Fix == nil || !last.Fix.Calm || next.Near != nil {
		t.Errorf("in danger %t, %+v", next.Danger, last.Fix)
	}
	a.Calm = false
	if next := play(t, c, a); !next.Danger || next.Log[len(next.Log)-1].Fix.Calm {
		t.Error("it is calm, and nobody said so")
	}
	a.By, a.Calm = people["the assignee"], true
	if _, _, err := c.Apply(a, in); !errors.Is(err, ErrNotYours) {
		t.Errorf("who works on it calms it: %v", err)
	}
}

// twice: somebody else tells of it, or another case is merged into it; and so many
// may have that it is urgent.
func (l *life) twice(rt *rapid.T) {
	l.T = rt
	from := Case{Number: rapid.IntRange(1, 3).Draw(rt, "number"), What: "it stinks", Danger: rapid.Bool().Draw(rt, "danger"),
		By: Reporter{ID: rapid.SampledFrom([]int64{0, ana, wu, li, 91, 92}).Draw(rt, "by")}, Joined: []Joiner{{ID: 93}}}
	was := mustString(rt, l.c)
	next, _, err := l.c.Absorb(from, Act{Do: Absorb, By: people["the lead"], At: l.now, Files: photo(PhaseReport)}, anybody, in)
	if rapid.Bool().Draw(rt, "joined") {
		next, err = l.c.Join(Act{By: Person{ID: rapid.SampledFrom([]int64{94, 95, wu}).Draw(rt, "who")}, At: l.now})
	}
	if mustString(rt, l.c) != was {
		rt.Fatal("it changed the case that was there")
	}
	if err != nil {
		return
	}
	if l.c = next; l.c.Crowds(4) {
		l.c, _ = l.c.Crowded(Act{By: people["who joined"], At: l.now}, in)
	}
	for _, j := range l.c.Joined {
		if j.ID == l.c.By.ID || l.c.May(Agree, anybody(j.ID)) == nil && slices.Contains(l.c.Handlers, j.ID) {
			rt.Fatalf("%d joined what is theirs: %+v", j.ID, l.c.Joined)
		}
	}
	l.standsRight()
}
