package consult_test

import (
	"strings"
	"testing"

	"gridbot/flows/accord"
	"gridbot/flows/drawn"
	"gridbot/flows/room"
	"gridbot/flows/world"
)

// duties is a room where the agreement is in force: the shop raises the posts on each
// working day, a worker looks once, and the household has nothing to do.
func duties(t *testing.T) *room.Room {
	t.Helper()
	r, a := kerb(t)
	was := *r.Accord(1)
	at := r.Now.Unix()
	if _, err := a.Write(accord.Term{Kind: accord.Patrols, Words: "看一眼", Owner: accord.PersonOwner(room.Wang), Rhythm: accord.Rhythm{Once: at + 5*86400}}); err != nil {
		t.Fatal(err)
	}
	if err := a.Lay("", at); err != nil {
		t.Fatal(err)
	}
	for _, term := range a.Versions[1].Terms {
		if err := a.Accept(2, term.ID, li, r.District.Calendar, at); err != nil {
			t.Fatal(err)
		}
	}
	r.Keep(0, world.Change{Agreed: []world.Agreed{{Before: &was, After: a}}})
	return r
}

// filed is the file that was sent; nil for none.
func filed(ch world.Change) *drawn.Dates {
	for _, l := range ch.Letters {
		if l.Say.Draw != nil && l.Say.Draw.Dates != nil {
			return l.Say.Draw.Dates
		}
	}
	return nil
}

// Who has a duty has its next dates as a file: theirs and nobody else's, in order, each
// under its own UID, the same when they are taken again. Who has none has none.
func TestADutyGoesIntoTheCalendarOfWhoHasIt(t *testing.T) {
	r := duties(t)
	for who, want := range map[int64]struct {
		n    int
		what string
	}{li: {10, "放下升起"}, room.Wang: {1, "看一眼"}, room.Chen: {}, room.Zhou: {}, room.Min: {}, room.Gao: {}, stranger: {}, far: {}} {
		ch := press(r, who, "dates")
		f := filed(ch)
		if f == nil {
			if want.n > 0 || len(ch.Letters) == 0 && ch.Toast.ID == "" {
				t.Errorf("%d has no file: %+v", who, ch)
			}
			continue
		}
		if len(f.All) != want.n {
			t.Errorf("%d has %d dates", who, len(f.All))
		}
		uids := map[string]bool{}
		for i, d := range f.All {
			if uids[d.UID] || d.Title.Blank["words"] != want.what || d.To <= r.Now.Unix() || d.From >= d.To || d.Seq != 2 || i > 0 && d.From < f.All[i-1].From || !strings.HasPrefix(d.UID, "duty-1-") {
				t.Errorf("%d, %d: %+v", who, i, d)
			}
			uids[d.UID] = true
		}
		if again := filed(press(r, who, "dates")); again == nil || again.All[0].UID != f.All[0].UID {
			t.Errorf("%d: taken again it is %+v", who, again)
		}
	}
}

// Of what has ended nothing goes into a calendar.
func TestWhatHasEndedGoesIntoNoCalendar(t *testing.T) {
	r := duties(t)
	press(r, room.Zhou, "end|yes")
	if f := filed(press(r, li, "dates")); f != nil {
		t.Errorf("%+v", f)
	}
}

// A page to be printed and the dates for a calendar are covered as the words are.
func TestPapersOfAnAgreementAreCovered(t *testing.T) {
	r, a := kerb(t)
	was := *r.Accord(1)
	at := r.Now.Unix()
	if _, err := a.Write(accord.Term{Kind: accord.Patrols, Words: "打13812345678找502陈阿姨，沪A12345", Owner: accord.PartyOwner(a.Of(li).ID), Rhythm: accord.Rhythm{Work: 1}}); err != nil {
		t.Fatal(err)
	}
	if err := a.Lay("", at); err != nil {
		t.Fatal(err)
	}
	for _, term := range a.Versions[1].Terms {
		if err := a.Accept(2, term.ID, li, r.District.Calendar, at); err != nil {
			t.Fatal(err)
		}
	}
	r.Keep(0, world.Change{Agreed: []world.Agreed{{Before: &was, After: a}}})
	for _, c := range []struct {
		who        int64
		what, says string
	}{
		{li, "pdf", "打138****5678找***陈阿姨，沪A***45"}, {li, "dates", "打138****5678找***陈阿姨，沪A***45"},
		{room.Chen, "pdf", "打138****5678找502陈阿姨，沪A***45"}, // it is her flat
		{room.Wang, "pdf", "打138****5678找502陈阿姨，沪A12345"}, {room.Zhou, "pdf", "打13812345678找502陈阿姨，沪A12345"},
	} {
		drew := false
		for _, l := range press(r, c.who, c.what).Letters {
			if l.Say.Draw == nil {
				continue
			}
			drew = true
			if page := string(room.Freeze(t, l.Say.Draw)); !strings.Contains(page, c.says) {
				t.Errorf("%d, %s: does not read %q: %s", c.who, c.what, c.says, page)
			}
		}
		if !drew {
			t.Errorf("%d, %s: nothing is drawn", c.who, c.what)
		}
	}
}
