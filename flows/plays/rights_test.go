package plays_test

import (
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"gridbot/flows/cases"
	"gridbot/flows/hotspots"
	"gridbot/flows/playbooks"
	"gridbot/flows/room"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// shelf is a room with a playbook, a topic that held, another that is open, and one
// of another grid.
func shelf(t *testing.T) *room.Room {
	r := room.New(t)
	r.People[22] = room.Freeze(t, world.Person{ID: 22, Name: "别处", Lang: "zh-CN", Role: world.Lead, Grid: "lingshi"})
	spot := func(place string) hotspots.Spot { return hotspots.Spot{Place: place, Kind: "rubbish"} }
	var ts world.Topics
	for i, place := range []string{"songhanting", "nuanxin-garden", "ninghe-homes", "lingshi-homes"} {
		grid := map[bool]string{true: "lingshi", false: "yanchang"}[i == 3]
		ts.Begin(hotspots.Topic{Grid: grid, Spot: spot(place), Owner: room.Zhou}, r.Now)
	}
	for _, n := range []int{1, 2} {
		for _, s := range []hotspots.Stage{hotspots.StageLooked, hotspots.StageOptions, hotspots.StageAgreed, hotspots.StageRunning, hotspots.StageHeld} {
			if !ts.Topic(n).Go(s, room.Zhou, r.Now) {
				t.Fatal(s)
			}
		}
	}
	var b world.Book
	b.Begin("rubbish", 1, playbooks.Version{At: r.Now.Unix(), By: room.Zhou, Grid: "yanchang", When: "餐饮", Plan: "每周三清运",
		Steps: []playbooks.Step{{Part: playbooks.Clear, What: "加桶", Days: 7}, {Part: playbooks.Run, What: "清运", Days: 3}}})
	b.Playbook(1).Take(2, "yanchang", room.Zhou, r.Now)
	r.Keep(0, world.Change{Topics: &ts, Plays: &b})
	return r
}

func press(r *room.Room, who int64, press string) world.Change {
	return r.Happen(talk.Event{ID: "e", From: talk.Sender{ID: who}, Chat: talk.Chat{ID: who}, Press: "m|" + press, Message: 1})
}

// Who leads a grid writes and uses playbooks there; every lead improves one; all of
// the staff read them, and residents do not.
func TestOnlyWhoLeadsWritesAndUses(t *testing.T) {
	for who, may := range map[int64]bool{room.Zhou: true, room.Sun: true, 22: false, room.Wang: false, room.Gao: false, room.Chen: false} {
		for _, p := range []string{"plays|new|2", "plays|1|use|3", "plays|1|did|2.0", "plays|1|not|2.1", "plays|1|add|2"} {
			ch := press(shelf(t), who, p)
			if did := ch.Plays != nil || ch.Session != nil && ch.Session.Dialogue != ""; did != may {
				t.Errorf("%d, %s: done %t, may %t", who, p, did, may)
			}
		}
		ch := press(shelf(t), who, "plays|1|edit|when")
		if began := ch.Session != nil && ch.Session.Dialogue == "playbetter"; began != (may || who == 22) {
			t.Errorf("%d improves it: %t", who, began)
		}
		ch = press(shelf(t), who, "plays|1")
		sees := len(ch.Letters) == 1 && ch.Letters[0].Say.Say.List != nil && ch.Letters[0].Say.Say.List[0].ID == "plays.title"
		if sees == (who == room.Chen) {
			t.Errorf("%d reads it: %t", who, sees)
		}
	}
	if ch := press(shelf(t), 22, "plays|1|use|4"); ch.Plays == nil || ch.Plays.Playbook(1).Use(4) == nil {
		t.Error("the lead of another grid does not use it there")
	}
}

// What is used gives the topic its plan, its next date and a line in the diary; what
// is done moves the date on.
func TestAUseMakesThePlanAndTheDates(t *testing.T) {
	r := shelf(t)
	ch := press(r, room.Zhou, "plays|1|use|3")
	topic := ch.Topics.Topic(3)
	if topic.Plan != "每周三清运" || topic.Next != r.Now.AddDate(0, 0, 3).Unix() || len(topic.Diary) != 2 {
		t.Errorf("%+v", topic)
	}
	ch = press(r, room.Zhou, "plays|1|did|3.1")
	if got := ch.Topics.Topic(3).Next; got != r.Now.AddDate(0, 0, 7).Unix() {
		t.Errorf("next %d", got)
	}
	if ch = press(r, room.Zhou, "plays|1|use|3"); ch.Plays != nil {
		t.Error("it is used twice for one topic")
	}
}

// What is not there, and what nobody offers, changes no record.
func TestWhatNobodyOffersDoesNothing(t *testing.T) {
	for _, p := range []string{"plays|9|use|3", "plays|x", "plays|new|9", "plays|new|3", "plays|new|1", "plays|1|use|1", "plays|1|use|2", "plays|1|use|99", "plays|1|did|3.0", "plays|1|burn|2x", "plays|1|burn|2.0", "plays|1|did|2.9", "plays|1|not|2.x", "plays|1|old|9.9", "plays|1|diff|9.9", "plays|1|edit|mood"} {
		if ch := press(shelf(t), room.Zhou, p); ch.Topics != nil || ch.Plays != nil || ch.Session != nil && ch.Session.Dialogue != "" {
			t.Errorf("%s changed something", p)
		}
	}
}

// A playbook after which more is told than before says so, and one after which less is
// told says that; and so does one that did less than nothing at all.
func TestAPlaybookSaysHowItWent(t *testing.T) {
	for name, c := range map[string]struct {
		before, after, idleBefore, idleAfter int
		says                                 string
	}{
		"worse": {5, 20, 0, 0, "plays.worse"}, "better": {20, 3, 0, 0, "plays.better"}, "unclear": {10, 9, 0, 0, "plays.same"},
		"few": {2, 1, 0, 0, "plays.few"}, "nothing": {40, 25, 40, 2, "plays.nothing"},
	} {
		r := shelf(t)
		turn, number := r.Now, 5000
		r.Now = r.Now.AddDate(0, 0, 100)
		var ts world.Topics
		spread := func(topic, n, from int) {
			for i := range n {
				number++
				at := turn.AddDate(0, 0, from).Add(time.Duration(100*24*i/n) * time.Hour)
				r.Cases[number] = room.Freeze(t, cases.Case{Number: number, Category: "rubbish", Grid: "yanchang", Status: cases.Closed, Opened: at.Unix(), Ended: at.Unix() + 3600})
				ts.Topic(topic).Join(number, at)
			}
		}
		for range 4 {
			ts.Begin(hotspots.Topic{Grid: "yanchang", Spot: hotspots.Spot{Kind: "rubbish"}, Owner: room.Zhou}, turn)
		}
		for _, s := range []hotspots.Stage{hotspots.StageLooked, hotspots.StageOptions, hotspots.StageAgreed, hotspots.StageRunning} {
			ts.Topic(1).Go(s, room.Zhou, turn)
		}
		spread(1, c.before+1, -100)
		spread(1, c.after, 0)
		if c.idleBefore > 0 {
			spread(3, c.idleBefore+1, -100)
			spread(3, c.idleAfter, 0)
		}
		r.Keep(0, world.Change{Topics: &ts})
		ch := press(r, room.Zhou, "plays|1")
		var ids []string
		for _, line := range ch.Letters[0].Say.Say.List {
			ids = append(ids, line.ID)
		}
		if !slices.Contains(ids, c.says) {
			t.Errorf("%s: %v", name, ids)
		}
	}
}

// Who has a step says that it is done or that they cannot; its lead gives it away. Nobody
// else does either, and nobody twice.
func TestOnlyWhoHasAStepAnswersForIt(t *testing.T) {
	given := func() *room.Room {
		r := shelf(t)
		press(r, room.Zhou, "plays|1|use|3")
		press(r, room.Zhou, "plays|1|who|3.0."+strconv.FormatInt(room.Wang, 36))
		return r
	}
	did := func(r *room.Room, who int64, what string) bool { return press(r, who, what).Plays != nil }
	for who, may := range map[int64][3]bool{ // they have it; they lead there
		room.Wang: {true, true, false}, room.Zhou: {false, false, true}, room.Sun: {false, false, true}, 22: {}, room.Gao: {}, room.Chen: {},
	} {
		for i, p := range []string{"plays|1|done|3.0", "plays|1|cannot|3.0.time", "plays|1|who|3.0." + strconv.FormatInt(room.Zhou, 36)} {
			if got := did(given(), who, p); got != may[i] {
				t.Errorf("%d, %s: done %t, may %t", who, p, got, may[i])
			}
		}
	}
	for _, p := range []string{"plays|1|done|3.1", "plays|1|done|3.9", "plays|1|done|3.x", "plays|1|done|9.0", "plays|1|cannot|3.0", "plays|1|cannot|3.0.mood", "plays|1|who|3.0.zzzz", "plays|9|done|3.0"} {
		if did(given(), room.Wang, p) || did(given(), room.Zhou, p) {
			t.Errorf("%s does something", p)
		}
	}
	for _, first := range []string{"plays|1|done|3.0", "plays|1|cannot|3.0.ours"} {
		r := given()
		if ch := press(r, room.Wang, first); len(ch.Letters) == 0 || ch.Letters[0].To.ID != room.Zhou {
			t.Errorf("%s: its lead is not told", first)
		}
		if did(r, room.Wang, "plays|1|done|3.0") {
			t.Errorf("%s, and then it is done", first)
		}
	}
	r := given()
	if ch := press(r, room.Zhou, "plays|1|who|3.0."+strconv.FormatInt(room.Zhou, 36)); ch.Plays == nil || !ch.Plays.Playbook(1).Use(3).Doing[0].Held() {
		t.Error("a lead takes it, and is not reminded")
	}
	r = given()
	press(r, room.Zhou, "topics|3|go|closed|yes")
	if did(r, room.Wang, "plays|1|done|3.0") || did(r, room.Zhou, "plays|1|who|3.0."+strconv.FormatInt(room.Wang, 36)) {
		t.Error("the topic is closed, and its steps go on")
	}
}

// What a grid took on is settled by its leads and by whom they gave it to, once; whose
// conference it was reads it, and nobody else does anything.
func TestOnlyTheGridThatTookItOnSettlesATask(t *testing.T) {
	taken := func() *room.Room {
		r := shelf(t)
		r.People[23] = room.Freeze(t, world.Person{ID: 23, Name: "远处", Lang: "zh-CN", Role: world.Worker, Grid: "lingshi", Duty: true})
		r.People[24] = room.Freeze(t, world.Person{ID: 24, Name: "远处二", Lang: "zh-CN", Role: world.Worker, Grid: "lingshi", Duty: true})
		b := press(r, room.Zhou, "plays|1|use|3").Plays.Clone()
		b.Agree(playbooks.Task{Host: "yanchang", Meeting: 1, Play: 1, By: room.Zhou, What: "试", At: r.Now.Unix(), Due: r.Now.AddDate(0, 0, 9).Unix()}, []string{"lingshi"})
		r.Keep(0, world.Change{Plays: &b})
		press(r, 22, "plays|task|1|who."+strconv.FormatInt(23, 36))
		return r
	}
	did := func(r *room.Room, who int64, what string) bool { return press(r, who, what).Plays != nil }
	for who, may := range map[int64][2]bool{22: {true, true}, 23: {true, false}, 24: {}, room.Zhou: {}, room.Wang: {}, room.Gao: {}, room.Chen: {}} {
		for i, p := range []string{"plays|task|1|done", "plays|task|1|who." + strconv.FormatInt(24, 36)} {
			if got := did(taken(), who, p); got != may[i] {
				t.Errorf("%d, %s: done %t, may %t", who, p, got, may[i])
			}
		}
	}
	for _, p := range []string{"plays|task|1", "plays|task|1|burn", "plays|task|1|cannot", "plays|task|1|cannot.mood", "plays|task|2|done", "plays|task|x|done", "plays|task|1|who.zzzz"} {
		if did(taken(), 22, p) {
			t.Errorf("%s does something", p)
		}
	}
	r := taken()
	if !did(r, 23, "plays|task|1|done") || did(r, 22, "plays|task|1|done") || did(r, 23, "plays|task|1|cannot.time") {
		t.Error("it is settled once")
	}
}

// What a version said of how it went on the day it was written it says for ever: what
// is told later, also where nothing was done, and what is forgotten, stand apart or
// nowhere. It says that it is worse than nothing where that is so, and nothing of few.
func TestWhatWasKnownWhenItWasWrittenStays(t *testing.T) {
	for name, c := range map[string]struct {
		before, after, idleBefore, idleAfter, later int
		says, then                                  string
	}{
		"better, then worse": {30, 3, 0, 0, 90, "plays.better", "plays.worse"}, "worse, then better": {15, 50, 0, 0, 1, "plays.worse", "plays.better"},
		"worse than nothing": {40, 30, 60, 2, 40, "plays.nothing", "plays.nothing"}, "few": {2, 1, 60, 2, 1, "plays.few", "plays.few"},
	} {
		h := newHistory(t)
		h.spread(5, c.before+1, -100)
		h.spread(5, c.after, 0)
		h.spread(3, c.idleBefore+1, -100)
		h.spread(3, c.idleAfter, 0)
		h.Pass(100 * 24 * time.Hour)
		for _, words := range []string{"m|plays|new|5", "d|play|when|", "d|play|clear|skip", "d|play|run|", "d|play|guard|skip", "d|play|cost|skip", "d|play|pitfalls|skip", "d|play|look|go"} {
			e := talk.Event{ID: "e", From: talk.Sender{ID: room.Zhou}, Chat: talk.Chat{ID: room.Zhou}, Message: 1}
			if e.Press = words; strings.HasSuffix(words, "|") {
				e.Press, e.Text = "", "加桶"
			}
			h.Happen(e)
		}
		said := h.card(2)
		if len(said) < 2 || said[0].ID != "plays.proof" || said[len(said)-1].ID != c.says {
			t.Errorf("%s: %v", name, said)
			continue
		}
		h.spread(5, c.later, 100)
		h.spread(3, 30, 100)
		h.Pass(100 * 24 * time.Hour)
		later := h.card(2)
		i := slices.IndexFunc(later, func(line text.Text) bool { return line.ID == "plays.since" })
		if i < 0 || !reflect.DeepEqual(later[:i], said) {
			t.Errorf("%s: it said %v, and then %v", name, said, later)
		} else if !slices.ContainsFunc(later[i:], func(line text.Text) bool { return line.ID == c.then }) {
			t.Errorf("%s: since then %v", name, later[i:])
		}
		h.Cases = map[int][]byte{}
		if gone := h.card(2); len(gone) < len(said) || !reflect.DeepEqual(gone[:len(said)], said) {
			t.Errorf("%s: it said %v, and when all was forgotten %v", name, said, gone)
		}
	}
}

// history is a shelf with a fifth topic that held, begun a hundred days after its first
// case.
type history struct {
	*room.Room
	topics world.Topics
	turn   time.Time
	number int
}

func newHistory(t *testing.T) *history {
	h := &history{Room: shelf(t), number: 5000}
	h.turn = h.Now
	for range 5 {
		h.topics.Begin(hotspots.Topic{Grid: "yanchang", Spot: hotspots.Spot{Kind: "rubbish"}, Owner: room.Zhou}, h.turn)
	}
	for _, s := range []hotspots.Stage{hotspots.StageLooked, hotspots.StageOptions, hotspots.StageAgreed, hotspots.StageRunning, hotspots.StageHeld} {
		h.topics.Topic(5).Go(s, room.Zhou, h.turn)
	}
	return h
}

// spread lets so many cases of a topic be told of in the hundred days from a day on.
func (h *history) spread(topic, n, from int) {
	for i := range n {
		h.number++
		at := h.turn.AddDate(0, 0, from).Add(time.Duration(100*24*i/n) * time.Hour)
		h.Cases[h.number] = room.Freeze(h.T, cases.Case{Number: h.number, Category: "rubbish", Grid: "yanchang", Status: cases.Closed, Opened: at.Unix(), Ended: at.Unix() + 3600})
		h.topics.Topic(topic).Join(h.number, at)
	}
	own := h.topics.Clone()
	h.Keep(0, world.Change{Topics: &own})
}

// card is what a playbook says of how it went.
func (h *history) card(n int) (lines []text.Text) {
	lines = press(h.Room, room.Zhou, "plays|"+strconv.Itoa(n)).Letters[0].Say.Say.List
	i := slices.IndexFunc(lines, func(line text.Text) bool { return line.ID == "plays.authors" })
	return lines[i+1:]
}

// When a topic is closed its figures are kept in the use, and stay when the topic is
// gone; what more it could show later changes them no more.
func TestTheFiguresOfATopicOutliveIt(t *testing.T) {
	r := shelf(t)
	press(r, room.Zhou, "plays|1|use|3")
	topics := func(does func(ts *world.Topics)) {
		own := press(r, room.Zhou, "topics|3|next|7").Topics.Clone()
		does(&own)
		r.Keep(0, world.Change{Topics: &own})
	}
	for i := range 9 {
		at := r.Now.AddDate(0, 0, -60+7*i)
		r.Cases[6000+i] = room.Freeze(t, cases.Case{Number: 6000 + i, Category: "rubbish", Grid: "yanchang", Status: cases.Closed, Opened: at.Unix(), Ended: at.Unix() + 3600})
	}
	topics(func(ts *world.Topics) {
		for i := range 9 {
			ts.Topic(3).Join(6000+i, r.Now)
		}
	})
	r.Pass(60 * 24 * time.Hour)
	closed := press(r, room.Zhou, "topics|3|go|closed|yes").Topics
	r.Pass(time.Hour)
	said := func() (ids []string) {
		for _, line := range press(r, room.Zhou, "plays|1").Letters[0].Say.Say.List {
			ids = append(ids, line.ID)
		}
		return ids
	}
	before := said()
	if !slices.Contains(before, "plays.better") {
		t.Fatalf("%v", before)
	}
	gone := closed.Clone()
	gone.All = gone.All[:2]
	r.Keep(0, world.Change{Topics: &gone})
	for i := range 9 {
		delete(r.Cases, 6000+i)
	}
	if after := said(); !slices.Equal(before, after) {
		t.Errorf("%v, and when it was gone %v", before, after)
	}
}
