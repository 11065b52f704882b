package bot

import (
	"fmt"
	"slices"
	"testing"
	"testing/synctest"

	"gridbot/flows/talk"
	"gridbot/flows/world"
)

const gas = "楼道里煤气味很重"

// After an outage thousands wait: whoever writes of danger is handled before all that
// have not begun, the others as they came; and nobody's own order changes.
func TestWhoWritesOfDangerIsHandledFirst(t *testing.T) {
	d := demo(t)
	synctest.Test(t, func(t *testing.T) {
		quit := make(chan struct{})
		defer close(quit)
		b := &Bot{opts: Options{District: d}, lanes: newLanes(1, newHands(4, quit))}
		var order []string
		say := func(who int64, words string) {
			u := understood{ours: true, event: talk.Event{From: talk.Sender{ID: who}, Text: words}}
			b.lanes.put(u.lane(), func() { order = append(order, fmt.Sprint(who, " ", words)) })
			b.hurry(u)
			synctest.Wait() // they wait in the line now
		}
		hold := make(chan struct{})
		b.lanes.put(99, func() { <-hold })
		synctest.Wait()
		for who := range int64(30) {
			say(who+1, "路灯不亮")
		}
		say(20, gas)
		say(31, gas)
		close(hold)
		b.lanes.wait()
		if want := []string{"20 路灯不亮", "31 " + gas, "20 " + gas, "1 路灯不亮", "2 路灯不亮"}; !slices.Equal(order[:5], want) || len(order) != 32 {
			t.Errorf("handled as %q", order)
		}
		if len(b.lanes.first) > 0 {
			t.Error("somebody goes first for ever")
		}
	})
}

// Five thousand wait for their first answer: first those in danger, then as they came;
// nobody has a second answer before everybody has one.
func TestFirstAnswersComeInOrderOfDangerThenOfArrival(t *testing.T) {
	c := newCounter(t)
	q := newQueue(TelegramPace, longAgo)
	var danger, first, second []string
	for who := range int64(5000) {
		words := "路灯不亮"
		if who%250 == 249 {
			words = gas
		}
		ch := world.Change{}
		for range 2 {
			ch.Letters = append(ch.Letters, world.Letter{Class: world.ClassReply, To: talk.Chat{ID: 1000 + who}})
		}
		c.urge(talk.Event{From: talk.Sender{ID: 1000 + who}, Text: words}, &ch)
		ids := []string{fmt.Sprint(who, "a"), fmt.Sprint(who, "b")}
		q.put([]world.Post{{ID: ids[0], Letter: ch.Letters[0]}, {ID: ids[1], Letter: ch.Letters[1]}})
		if words == gas {
			danger = append(danger, ids[0])
		} else {
			first, second = append(first, ids[0]), append(second, ids[1])
		}
	}
	ids, took := emptied(q, noon)
	for _, who := range danger {
		if at := slices.Index(ids, who); at >= 2*len(danger)+len(danger)/keptTenth {
			t.Errorf("%s, who writes of gas, is answered after %d others", who, at)
		}
	}
	calm := slices.DeleteFunc(slices.Clone(ids), func(id string) bool { return !slices.Contains(first[:50], id) && !slices.Contains(second[:50], id) })
	if !slices.Equal(calm, append(slices.Clone(first[:50]), second[:50]...)) {
		t.Errorf("the others are answered as %q", calm)
	}
	if len(ids) != 10_000 {
		t.Errorf("%d letters in %s", len(ids), took)
	}
}

// Who has others called to a danger is answered with them, whatever words it took; who
// does not is answered in their turn, and a clock answers nobody.
func TestAnAnswerGoesOutWithTheAlarm(t *testing.T) {
	c := newCounter(t)
	alarm := world.Letter{Class: world.ClassDanger, To: talk.Chat{ID: 5}}
	for name, test := range map[string]struct {
		event   talk.Event
		letters []world.Letter
		want    world.Class
	}{
		"words of danger":    {talk.Event{From: talk.Sender{ID: 7}, Chat: talk.Chat{ID: 7}, Text: gas}, nil, world.ClassDanger},
		"in a group":         {talk.Event{From: talk.Sender{ID: 9}, Chat: talk.Chat{ID: 7, Group: true}, Text: gas}, nil, world.ClassDanger},
		"a press that rings": {talk.Event{From: talk.Sender{ID: 7}, Chat: talk.Chat{ID: 7}, Press: "x"}, []world.Letter{alarm}, world.ClassDanger},
		"anything else":      {talk.Event{From: talk.Sender{ID: 7}, Chat: talk.Chat{ID: 7}, Text: "路灯不亮"}, nil, world.ClassReply},
		"somebody else's":    {talk.Event{From: talk.Sender{ID: 8}, Chat: talk.Chat{ID: 8}, Text: gas}, nil, world.ClassReply},
		"a clock":            {talk.Event{From: talk.Sender{ID: 7}, Clock: &talk.Clock{}}, []world.Letter{alarm}, world.ClassReply},
	} {
		ch := world.Change{Letters: append(test.letters, world.Letter{Class: world.ClassReply, To: talk.Chat{ID: 7}})}
		c.urge(test.event, &ch)
		if got := ch.Letters[len(ch.Letters)-1].Class; got != test.want {
			t.Errorf("%s: answered as %s, want %s", name, classNames[got], classNames[test.want])
		}
	}
}

// In an outage, too, whoever writes of danger is told before thousands of others, and
// reads one message, not two.
func TestInAnOutageWhoWritesOfDangerIsToldFirst(t *testing.T) {
	o := newOutage(nil, words{}, demo(t), nil, nil, 0)
	write := func(who int64, words string) {
		o.person(talk.Event{From: talk.Sender{ID: who}, Chat: talk.Chat{ID: who}, Text: words})
	}
	for who := range int64(5000) {
		write(who+1, "路灯不亮")
	}
	write(3000, gas)
	write(6000, gas)
	write(6000, gas)
	var told []int64
	for t, ok := o.next(); ok; t, ok = o.next() {
		told = append(told, t.chat)
	}
	if len(told) != 5001 || !slices.Equal(told[:4], []int64{3000, 6000, 1, 2}) {
		t.Errorf("%d are told, the first are %v", len(told), told[:4])
	}
}
