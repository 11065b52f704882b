package hearing_test

import (
	"strings"
	"testing"
	"time"

	"gridbot/flows/cases"
	"gridbot/flows/room"
	"gridbot/flows/talk"
)

// burning is a room in which Chen has just told of a fire, and the question after it is
// answered.
func burning(t *testing.T) *room.Room {
	t.Helper()
	r := room.New(t)
	says(r, "崧涵庭3号楼着火了")
	delete(r.Sessions, room.Chen)
	return r
}

func says(r *room.Room, words string) string {
	r.Messages++
	said := ""
	for _, l := range r.Happen(talk.Event{ID: words, Message: r.Messages, From: talk.Sender{ID: room.Chen}, Chat: talk.Chat{ID: room.Chen}, Text: words}).Letters {
		said += string(room.Freeze(r.T, l))
	}
	return said
}

// What somebody says within minutes of their own danger is of it, without being asked; what
// clearly tells of another hazard is not, nor what comes later, or once it is over.
func TestWhatFollowsOnesDangerIsOfIt(t *testing.T) {
	for _, test := range []struct {
		words string
		after time.Duration
		added bool
	}{
		{"2楼还有小孩没出来", time.Minute, true}, {"从后门进来", 29 * time.Minute, true}, {"there are two children upstairs", time.Minute, true}, {"怎么还不来", time.Minute, true},
		{"你们快点啊", time.Minute, true}, {"电梯停了", time.Minute, true},
		{"2楼还有小孩没出来", 31 * time.Minute, false},
		{"延长菜市场门口垃圾堆了三天没人收", time.Minute, false}, {"路灯坏了好几天", time.Minute, false},
		{"没有烟了", time.Minute, false}, {"谢谢", time.Minute, false}, {"进度", time.Minute, false},
	} {
		r := burning(t)
		r.Now = r.Now.Add(test.after)
		said := says(r, test.words)
		last := r.Case(1001).Log[len(r.Case(1001).Log)-1]
		if added := last.Do == cases.Add && last.Note.Words == test.words; added != test.added || strings.Contains(said, "heard.lately") != added || len(r.Cases) != 1 {
			t.Errorf("%q after %s: added %t, %d cases: %s", test.words, test.after, added, len(r.Cases), said)
		}
	}
}

// Nobody has it yet: what is said of it rings those who could come.
func TestWhatFollowsADangerNobodyHasRings(t *testing.T) {
	r := burning(t)
	r.Messages++
	rung := map[int64]bool{}
	for _, l := range r.Happen(talk.Event{ID: "1", Message: r.Messages, From: talk.Sender{ID: room.Chen}, Chat: talk.Chat{ID: room.Chen}, Text: "2楼还有小孩没出来"}).Letters {
		rung[l.To.ID] = rung[l.To.ID] || l.Card == 1001 && l.Fresh
	}
	if !rung[room.Wang] || !rung[room.Min] || !rung[room.Zhou] {
		t.Errorf("rung: %v", rung)
	}
}

// A tap takes it off again, once, and asks what it is of.
func TestWhatWasNotOfTheDangerIsTakenOffAgain(t *testing.T) {
	r := burning(t)
	says(r, "2楼还有小孩没出来")
	for i, want := range []bool{true, false} {
		r.Messages++
		said := ""
		for _, l := range r.Happen(talk.Event{ID: string(rune('a' + i)), Message: r.Messages, From: talk.Sender{ID: room.Chen}, Chat: talk.Chat{ID: room.Chen}, Press: "c|1001|else", Query: "q"}).Letters {
			said += string(room.Freeze(t, l))
		}
		if strings.Contains(said, "heard.lately.which") != want {
			t.Errorf("pressed %d times: %s", i+1, said)
		}
	}
	for _, e := range r.Case(1001).Log {
		if e.Note.Words == "2楼还有小孩没出来" && e.Back == 0 {
			t.Error("it stands there still")
		}
	}
	if s := string(r.Sessions[room.Chen]); !strings.Contains(s, "2楼还有小孩没出来") {
		t.Errorf("their words are lost: %s", s)
	}
}
