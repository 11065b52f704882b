package flows_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"gridbot/flows/carecase"
	"gridbot/flows/room"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// Care cases are counted when they are opened, answered, looked at and closed: by the
// clocks that ran for them, whole weeks later, and in steps of five.
func TestCareCasesAreCountedAndNobodyIsMeant(t *testing.T) {
	r := room.New(t)
	r.Seals = true
	said := func() string { return r.Asks(room.Zhou, "stats", "this").Words }
	for n := range 4 {
		household(r, n+1, "mkhouseqz")
	}
	if got := said(); strings.ContainsAny(strings.Split(got, "关怀案")[1], "1234") || strings.Count(got, "不到 5") != 1 {
		t.Errorf("of four households it says: %s", got)
	}
	for n := 4; n < 11; n++ {
		household(r, n+1, "mkhouseqz")
	}
	if got := said(); !strings.Contains(got, "新立：10–14") || !strings.Contains(got, "现在在办：10–14") || strings.Contains(got, "：11") {
		t.Errorf("of eleven households it says: %s", got)
	}
	for n := range 6 { // six are answered, a minute before and after they should have been
		if n == 1 {
			r.Now = r.Now.Add(carecase.Respond[carecase.High])
			for late := 2; late <= 11; late++ { // of each that nobody has
				r.Happen(talk.Event{ID: fmt.Sprint("late", late), Clock: &talk.Clock{Care: late, Name: carecase.ClockCall, Due: r.Now}})
			}
		}
		r.Happen(talk.Event{ID: fmt.Sprint("take", n), From: talk.Sender{ID: room.Wang}, Chat: talk.Chat{ID: room.Wang}, Press: fmt.Sprintf("m|care|%d|take", n+1), Query: "q", Message: 1})
	}
	if got := said(); !strings.Contains(got, "风险较高，按时有人接手：共 10–14，没按时 10–14") {
		t.Errorf("one was answered in time: %s", got)
	}
	for _, ask := range []string{"stats", "digest"} {
		for _, who := range []int64{room.Zhou, room.Sun} {
			if m := r.Asks(who, ask, "this"); strings.Contains(m.Words, "mkhouse") || !strings.Contains(m.Words, "关怀案") {
				t.Errorf("%s shows %d: %s", ask, who, m.Words)
			}
		}
	}
	me := room.Thaw[world.Person](t, r.People[room.Zhou])
	me.Lang = text.English
	r.People[room.Zhou] = room.Freeze(t, me)
	if got := said(); !strings.Contains(got, "Opened: 10–14") || !strings.Contains(got, "Each of the others: fewer than 5") {
		t.Errorf("in English: %s", got)
	}
	r.Now = r.Now.Add(7 * 24 * time.Hour)
	if got := said(); strings.Contains(got, "Opened") || !strings.Contains(got, "Open now: 10–14") {
		t.Errorf("a week later: %s", got)
	}
}

// household is a care case that somebody of the neighbourhood told of, to which the
// worker is called.
func household(r *room.Room, n int, words string) {
	at := r.Now.Unix()
	c := carecase.Case{N: n, Opened: at, By: tellerID, Kind: "elderly", Severity: carecase.High, Grid: homeGrid, Stage: carecase.Identified, Who: words, Where: words, What: words}
	c.Calls = []carecase.Call{{Role: "worker", At: at, Asked: []int64{room.Wang}, Clock: carecase.Start(at, carecase.Respond[carecase.High])}}
	r.Keep(tellerID, world.Change{Cared: &world.Cared{After: c, Counts: []string{"2026-W48|opened"}}})
}
