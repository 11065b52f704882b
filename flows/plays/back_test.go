package plays_test

import (
	"testing"
	"time"

	"gridbot/flows/playbooks"
	"gridbot/flows/room"
	"gridbot/flows/talk"
	"gridbot/flows/world"
)

// A grid that wrote it takes it back, and nobody else; once, and only when they are sure.
func TestOnlyWhoWroteItTakesItBack(t *testing.T) {
	for who, may := range map[int64]bool{room.Zhou: true, room.Sun: true, 22: false, room.Wang: false, room.Gao: false, room.Chen: false} {
		r := shelf(t)
		if ch := press(r, who, "plays|1|back"); ch.Plays != nil {
			t.Errorf("%d was not asked whether they are sure", who)
		}
		ch := press(r, who, "plays|1|back|yes")
		if did := ch.Plays != nil && ch.Plays.Playbook(1).Back != nil; did != may {
			t.Errorf("%d: taken back %t, may %t", who, did, may)
		}
		if ch := press(r, who, "plays|1|back|yes"); ch.Plays != nil {
			t.Errorf("%d takes it back twice", who)
		}
	}
}

// Of one that was taken back nobody reads a word, begins by it or writes the next version;
// what is under way goes on, and another can be written.
func TestWhatWasTakenBackIsReadNoMore(t *testing.T) {
	r := shelf(t)
	press(r, room.Zhou, "plays|1|back|yes")
	for _, who := range []int64{room.Zhou, 22, room.Wang, room.Gao} {
		for _, p := range []string{"plays|1", "plays|1|old|1.0", "plays|1|diff|1.0", "plays|1|edit", "plays|1|edit|when", "plays|1|use|3", "plays|1|use|3.go", "plays|1|use|4"} {
			ch := press(r, who, p)
			if ch.Plays != nil || ch.Session != nil && ch.Session.Dialogue != "" || len(ch.Letters) != 1 || ch.Letters[0].Say.Say.List[0].ID != "plays.back.title" {
				t.Errorf("%d, %s: %+v", who, p, ch)
			}
		}
	}
	if ch := press(r, room.Zhou, "plays|1|did|2.0"); ch.Plays == nil || ch.Plays.Playbook(1).Use(2).Doing[0].Done == 0 {
		t.Error("what is under way does not go on")
	}
	if ch := press(r, room.Zhou, "plays|new|1"); ch.Session == nil || ch.Session.Dialogue != "play" {
		t.Error("no other is written")
	}
}

// Who writes a new version while it is taken back reads that, and what they wrote.
func TestAVersionOfWhatWasTakenBackIsNotLost(t *testing.T) {
	r := shelf(t)
	say := func(words string) world.Change {
		return r.Happen(talk.Event{ID: "e", From: talk.Sender{ID: 22}, Chat: talk.Chat{ID: 22}, Text: words, Message: 2})
	}
	press(r, 22, "plays|1|edit|cost")
	say("每月300元")
	say("涨价了")
	press(r, room.Zhou, "plays|1|back|yes")
	ch := r.Happen(talk.Event{ID: "e", From: talk.Sender{ID: 22}, Chat: talk.Chat{ID: 22}, Press: "d|playbetter|look|go", Message: 1})
	if ch.Plays != nil || len(ch.Letters) != 3 || ch.Letters[1].Say.Say.ID != "plays.lost" {
		t.Errorf("%+v", ch)
	}
}

// A step in working days is due when so many of them are over: 23 November is a Monday.
func TestAStepInWorkingDaysIsDueOnOne(t *testing.T) {
	r := shelf(t)
	var b world.Book
	b.Begin("rubbish", 1, playbooks.Version{By: room.Zhou, Grid: "yanchang", Steps: []playbooks.Step{{Part: playbooks.Run, What: "清运", Days: 6, Work: true}, {Part: playbooks.Run, What: "去看", Days: 6}}})
	r.Keep(0, world.Change{Plays: &b})
	ch := press(r, room.Zhou, "plays|1|use|3")
	doing := ch.Plays.Playbook(1).Use(3).Doing
	on := func(due int64) string { return r.District.Here(time.Unix(due, 0)).Format("01-02 15:04") }
	if work, any := on(doing[0].Due), on(doing[1].Due); work != "11-30 17:00" || any != "11-29 09:00" {
		t.Errorf("due %s and %s", work, any)
	}
}
