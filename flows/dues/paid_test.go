package dues_test

import (
	"slices"
	"strings"
	"testing"

	"gridbot/flows/bills"
	"gridbot/flows/room"
	"gridbot/flows/talk"
	"gridbot/flows/world"
)

func says(r *room.Room, who int64, words string, reply int) world.Change {
	return r.Happen(talk.Event{ID: "e", From: talk.Sender{ID: who}, Chat: talk.Chat{ID: who}, Text: words, Message: 9, Reply: reply, Quoted: map[bool]string{true: "💰 我的一份"}[reply != 0]})
}

func share(r *room.Room, n int) bills.Share {
	return r.World(talk.Event{From: talk.Sender{ID: room.Zhou}, Chat: talk.Chat{ID: room.Zhou}, Press: "m|topics|1|costs|1"}).Topics.Topic(1).Bill(1).Shares[n]
}

// Whoever has a share to pay and says that they paid it is offered to tell the treasurer, as
// a reply to a letter too; what is no such word, a question, danger, and words of who has
// no share go where they went.
func TestWhoSaysThatTheyPaidIsOffered(t *testing.T) {
	offered := func(ch world.Change) bool { return strings.Contains(string(room.Freeze(t, ch.Letters)), "|said") }
	for words, paid := range map[string]bool{
		"交过了": true, "我交过了": true, "已经交了": true, "我已经转给周莉了": true, "钱已经付了": true, "付过钱": true, "缴好了": true, "上周就转账了": true, "I paid": true, "I've already paid my share": true, "Paid!": true,
		"还没交": false, "交过了吗？": false, "交给谁": false, "怎么交": false, "I have not paid": false, "who paid?": false, "垃圾堆在楼道": false, "路灯坏了": false,
		"交过了，可是着火了快来人": false,
	} {
		for _, reply := range []int{0, 5} {
			if got := offered(says(drain(t), noodles, words, reply)); got != paid {
				t.Errorf("%q, reply %d: offered %t", words, reply, got)
			}
		}
		for _, who := range []int64{porridge, room.Chen} { // has paid; has no share
			if offered(says(drain(t), who, words, 0)) {
				t.Errorf("%q: %d is offered what is not theirs", words, who)
			}
		}
	}
	if ch := says(drain(t), room.Chen, "交过了", 0); !strings.Contains(string(room.Freeze(t, ch.Letters)), "dues.none") || ch.Session != nil {
		t.Errorf("who has no share is not answered: %+v", ch)
	}
}

// Told once, the treasurer gets one letter with a button for exactly that share; pressed
// twice, by somebody else, or of another share it changes nothing. The payer is told what
// was noted.
func TestTheTreasurerNotesExactlyThatShare(t *testing.T) {
	r := drain(t)
	letters := func(ch world.Change, to int64) (n int) {
		for _, l := range ch.Letters {
			if l.To.ID == to {
				n++
			}
		}
		return n
	}
	keep := func(who int64, what string) world.Change {
		ch := press(r, who, what)
		r.Keep(who, ch)
		return ch
	}
	for _, who := range []int64{porridge, room.Chen, second, gone} {
		if ch := keep(who, "dues|1|1|0|said"); ch.Topics != nil || letters(ch, room.Zhou) != 0 {
			t.Errorf("%d says that somebody else has paid", who)
		}
	}
	if ch := keep(noodles, "dues|1|1|0|said"); letters(ch, room.Zhou) != 1 || !strings.Contains(string(room.Freeze(t, ch.Letters)), "m|treasurer|1|1|got|0") || share(r, 0).Said == 0 {
		t.Fatalf("the treasurer is not asked: %+v", ch.Letters)
	}
	if ch := keep(noodles, "dues|1|1|0|said"); letters(ch, room.Zhou) != 0 || ch.Toast.ID != "dues.said.already" {
		t.Errorf("said twice: %+v", ch)
	}
	for _, who := range []int64{noodles, porridge, second, room.Sun, room.Wang, far} {
		for _, what := range []string{"got|0", "unseen|0"} {
			if ch := keep(who, "treasurer|1|1|"+what); ch.Topics != nil || len(ch.Letters) == 0 && ch.Toast.ID == "" {
				t.Errorf("%d: %s", who, what)
			}
		}
	}
	for _, what := range []string{"got|9", "got|", "got|-1", "got|x", "unseen|2"} {
		if ch := keep(room.Zhou, "treasurer|1|1|"+what); ch.Topics != nil || letters(ch, room.Zhou) == 0 {
			t.Errorf("%s: %+v", what, ch)
		}
	}
	if ch := keep(room.Zhou, "treasurer|1|1|unseen|0"); letters(ch, noodles) != 1 || share(r, 0).Said != 0 {
		t.Errorf("who paid does not hear that it has not come: %+v", ch)
	}
	if ch := keep(room.Zhou, "treasurer|1|1|unseen|0"); letters(ch, noodles) != 0 || ch.Topics != nil {
		t.Errorf("twice: %+v", ch)
	}
	keep(noodles, "dues|1|1|0|said")
	if ch := keep(room.Zhou, "treasurer|1|1|got|0"); letters(ch, noodles) != 1 || letters(ch, porridge) != 0 || share(r, 0).Paid == 0 || share(r, 1).Paid != 0 {
		t.Errorf("it is not noted, or not told: %+v", ch.Letters)
	}
	if ch := keep(room.Zhou, "treasurer|1|1|got|0"); letters(ch, noodles) != 0 || ch.Topics != nil || share(r, 0).Paid == 0 {
		t.Errorf("twice: %+v", ch)
	}
	if ch := keep(room.Zhou, "topics|1|paid|1|0"); letters(ch, noodles) != 1 || share(r, 0).Paid != 0 { // by the switch beside the shares: a slip
		t.Errorf("that it was a slip is not told: %+v", ch.Letters)
	}
	if ch := keep(noodles, "dues|1|1|0|said"); ch.Topics == nil {
		t.Error("it cannot be said anew")
	}
}

// What is paid, and what was called off, is not among what is to be paid.
func TestWhatIsOverIsNotToBePaid(t *testing.T) {
	r := drain(t)
	rows := func(who int64) (all []string) {
		for _, row := range press(r, who, "dues").Letters[0].Say.Rows {
			for _, b := range row {
				all = append(all, b.Data)
			}
		}
		return all
	}
	if !slices.Contains(rows(noodles), "m|dues|1|1|0") || slices.Contains(rows(porridge), "m|dues|1|1|2") {
		t.Errorf("%v, %v", rows(noodles), rows(porridge))
	}
	r.Keep(room.Zhou, press(r, room.Zhou, "topics|1|void|1|yes"))
	if slices.Contains(rows(noodles), "m|dues|1|1|0") {
		t.Error("what was called off is to be paid")
	}
}
