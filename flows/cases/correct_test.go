package cases

import (
	"errors"
	"reflect"
	"slices"
	"testing"
	"time"

	"gridbot/flows/text"
)

// longer is a district in which lamps may take a day to be claimed; all else is
// as in the other tests.
type longer struct{ pace }

func (l longer) Deadline(c Case, name ClockName, from time.Time) time.Time {
	if c.Category == "lamp" && name == ClockClaim {
		return from.Add(day)
	}
	if c.Danger {
		return from.Add(5 * time.Minute)
	}
	return l.pace.Deadline(c, name, from)
}

func correcting(of Aspect, by Person) Act {
	return Act{Do: Correct, Of: of, By: by, At: begin.Add(10 * time.Minute)}
}

// Another category has other clocks: from now, or from where they began.
func TestTheClocksFollowTheCategory(t *testing.T) {
	for fromStart, want := range map[bool]time.Time{false: begin.Add(day + 10*time.Minute), true: begin.Add(day)} {
		a := correcting(OfCategory, people["the lead"])
		a.Category, a.FromStart = "lamp", fromStart
		next, _, err := reported().Apply(a, longer{})
		if err != nil || next.Clock.Due != want.Unix() || next.Category != "lamp" {
			t.Errorf("from the start %t: %v, %s runs out at %v, want %v", fromStart, err, next.Category, next.Due().UTC(), want)
		}
		if e := next.Log[len(next.Log)-1]; e.Fix == nil || !reflect.DeepEqual(*e.Fix, Correction{Of: OfCategory, Was: text.Said("gas"), Now: text.Said("lamp")}) {
			t.Errorf("the history says %+v", e.Fix)
		}
	}
}

// A clock that had run out, and has run out still, is missed once.
func TestWhatWasMissedStaysMissed(t *testing.T) {
	c := reported()
	for !c.Late(time.Unix(c.Clock.Strikes(), 0)) {
		c = strike(t, c)
	}
	c = strike(t, c)
	for fromStart, missed := range map[bool]bool{false: false, true: true} {
		a := correcting(OfCategory, people["the lead"])
		a.At, a.Category, a.FromStart = begin.Add(40*time.Minute), "lamp", fromStart
		next, _, err := c.Apply(a, longer{})
		if err != nil || next.Clock.Missed != missed {
			t.Errorf("from the start %t: %v, missed %t", fromStart, err, next.Clock.Missed)
		}
	}
}

// Rubbish that is a smell of gas is danger from now on, and everybody is told.
func TestACorrectionToDangerAlarms(t *testing.T) {
	for _, s := range []Status{Reported, Claimed, Handling, Paused, Submitted, Joint} {
		c := standing(s)
		a := correcting(OfCategory, people["the lead"])
		a.Category, a.Urgent = "fire", true
		next, tells, err := c.Apply(a, longer{})
		if err != nil || !next.Danger || next.Alarm != a.At.Unix() || next.Clock.Due != a.At.Add(5*time.Minute).Unix() {
			t.Fatalf("%s: %v, danger %t since %d, %+v", s, err, next.Danger, next.Alarm, next.Clock)
		}
		if !slices.Contains(tells, TellLeads) || !slices.Contains(tells, TellReporter) || slices.Contains(tells, TellWorkers) != (s == Reported) {
			t.Errorf("%s: told are %v", s, tells)
		}
		if next.Status == Paused {
			t.Error("danger waits until the pause is over")
		}
	}
}

// That it is not urgent after all is a lead's word, with a reason; another
// category alone does not take it away.
func TestUrgencyIsTakenAwayWithAReason(t *testing.T) {
	c := reported()
	c.Danger, c.Alarm = true, begin.Unix()
	a := correcting(OfCategory, people["the lead"])
	a.Category = "lamp"
	if next := play(t, c, a); !next.Danger {
		t.Error("another category took the danger away")
	}
	a = correcting(OfUrgency, people["the lead"])
	if _, _, err := c.Apply(a, in); !errors.Is(err, ErrMissing) {
		t.Errorf("without a reason: %v", err)
	}
	a.Note = reason
	if next := play(t, c, a); next.Danger || next.Alarm != 0 || next.Clock.Name != ClockClaim {
		t.Errorf("still danger %t, %d, %+v", next.Danger, next.Alarm, next.Clock)
	}
	if _, _, err := play(t, c, a).Apply(a, in); !errors.Is(err, ErrCalled) {
		t.Errorf("and again: %v", err)
	}
}

// Whoever stands there says what it is and where; the rest is for who leads.
func TestWhoWorksOnItCorrectsWhatOneSees(t *testing.T) {
	for of, may := range map[Aspect]bool{OfCategory: true, OfPlace: true, OfUrgency: false, OfWords: false, OfPhoto: false} {
		c := standing(Handling)
		c.Files = []File{{Kind: KindPhoto, ID: "x", Phase: PhaseReport}}
		a := correcting(of, people["the assignee"])
		a.Category, a.Place, a.Note, a.File = "lamp", &Place{Name: text.Said("the corner")}, reason, "x"
		a.Urgent = of == OfUrgency
		if _, _, err := c.Apply(a, in); errors.Is(err, ErrNotYours) == may || may && err != nil {
			t.Errorf("%s: %v", of, err)
		}
		a.By = people["the lead"]
		if _, _, err := c.Apply(a, in); err != nil {
			t.Errorf("a lead, %s: %v", of, err)
		}
	}
}

// Two leads correct at the same moment: the second one is told.
func TestTwoLeadsDoNotUndoEachOther(t *testing.T) {
	a := correcting(OfWords, people["the lead"])
	a.Note = reason
	c := play(t, reported(), a)
	a.By, a.Note = people["the coordinator"], text.Said("something else")
	if next, _, err := c.Apply(a, in); !errors.Is(err, ErrCalled) || next.Better != "because" {
		t.Errorf("%v, and it is %q", err, next.Better)
	}
	a.Known = 1
	if next := play(t, c, a); next.Better != "something else" || next.What != "a smell" {
		t.Errorf("it is %q, and was told as %q", next.Better, next.What)
	}
}

// A photo of something else is shown no more, and proves nothing.
func TestAWrongPhotoIsNoEvidence(t *testing.T) {
	c := standing(Submitted)
	c.Files = photo(PhaseAfter)
	a := correcting(OfPhoto, people["the lead"])
	a.File = "x"
	next := play(t, c, a)
	if len(next.FilesOf(PhaseAfter)) != 0 || len(next.Files) != 1 {
		t.Errorf("it is shown still, or lost: %+v", next.Files)
	}
	a.Known = 1
	if _, _, err := next.Apply(a, in); !errors.Is(err, ErrMissing) {
		t.Errorf("and again: %v", err)
	}
}

func TestAPieceIsACaseOfItsOwn(t *testing.T) {
	c := standing(Handling)
	c.Files = photo(PhaseReport)
	a := Act{Do: Split, By: people["the lead"], At: begin, To: 1043, Category: "lamp", Note: text.Said("the lamp is broken, too")}
	next := play(t, c, a)
	p := next.Piece(a, in)
	if !slices.Equal(next.Pieces, []int{1043}) || p.Apart != next.Number || p.By != c.By || p.Status != Reported || p.What != a.Note.Words || len(p.Files) != 1 || p.Assignee != 0 {
		t.Errorf("%+v\nof %v", p, next.Pieces)
	}
	for range mostPieces - 1 {
		next = play(t, next, a)
	}
	if _, _, err := next.Apply(a, in); !errors.Is(err, ErrFull) {
		t.Errorf("without end: %v", err)
	}
}
