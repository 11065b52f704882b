package topics_test

import (
	"slices"
	"strconv"
	"testing"

	"gridbot/flows/frequent"
	"gridbot/flows/hotspots"
	"gridbot/flows/room"
	"gridbot/flows/talk"
	"gridbot/flows/upkeep"
	"gridbot/flows/world"
)

var (
	spot = hotspots.Spot{Place: "songhanting", Kind: "lamp"}
	hot  = hotspots.Hot{Grid: "yanchang", Found: hotspots.Found{Spot: spot, Why: hotspots.Rising, Days: 30, Voices: 8, Cases: []int{1001}}}
)

// night is a room in which a night has found a spot, and which has a topic at
// another.
func night(t *testing.T) *room.Room {
	r := room.New(t)
	r.People[22] = room.Freeze(t, world.Person{ID: 22, Name: "别处", Lang: "zh-CN", Role: world.Lead, Grid: "lingshi"})
	r.People[13] = room.Freeze(t, world.Person{ID: 13, Name: "远处", Lang: "zh-CN", Role: world.Worker, Grid: "lingshi", Duty: true})
	b := world.Board{}.Looked([]hotspots.Hot{hot}, r.Now)
	var ts world.Topics
	ts.Begin(hotspots.Topic{Grid: "yanchang", Spot: hotspots.Spot{Place: "songhanting", Kind: "rubbish"}, Owner: room.Zhou}, r.Now)
	r.Keep(0, world.Change{Hot: &b, Topics: &ts})
	return r
}

func press(r *room.Room, who int64, press string) world.Change {
	return r.Happen(talk.Event{ID: "e", From: talk.Sender{ID: who}, Chat: talk.Chat{ID: who}, Press: "m|" + press, Message: 1})
}

// Only who leads the grid, and the coordinator, decide, whatever is pressed; all of
// the grid's staff see a topic, and nobody of another.
func TestOnlyWhoLeadsDecides(t *testing.T) {
	on := "hot|yanchang|" + frequent.Tag(spot) + "|"
	presses := []string{on + "watch", on + "later|works", on + "topic", "topics|1|go|looked", "topics|1|next|7", "topics|1|note", "topics|1|plan"}
	for who, may := range map[int64]bool{room.Zhou: true, room.Sun: true, 22: false, room.Wang: false, 13: false, room.Gao: false, room.Chen: false} {
		for _, p := range presses {
			ch := press(night(t), who, p)
			if did := ch.Hot != nil || ch.Topics != nil || ch.Session != nil && ch.Session.Dialogue == "topic"; did != may {
				t.Errorf("%d, %s: done %t, may %t", who, p, did, may)
			}
		}
		ch := press(night(t), who, "topics|1")
		sees := len(ch.Letters) == 1 && ch.Letters[0].Say.Say.List != nil && ch.Letters[0].Say.Say.List[0].ID == "topics.title"
		if want := may || who == room.Wang || who == room.Gao; sees != want {
			t.Errorf("%d sees the topic: %t", who, sees)
		}
	}
}

// Who works in the grid says how many there are, once in a while; nobody of another.
func TestWhoWorksThereCounts(t *testing.T) {
	for who, may := range map[int64]bool{room.Wang: true, room.Zhou: true, room.Sun: true, 22: false, 13: false, room.Gao: false, room.Chen: false} {
		r := night(t)
		ch := press(r, who, "topics|1|count|3")
		if did := ch.Topics != nil && len(ch.Topics.All[0].Counts) == 1; did != may {
			t.Errorf("%d: counted %t, may %t", who, did, may)
		}
		if ch = press(r, who, "topics|1|count|5"); ch.Topics != nil {
			t.Errorf("%d counts twice within ten minutes", who)
		}
		if ch = press(night(t), who, "topics|1|count|4711"); ch.Topics != nil || (ch.Session != nil && ch.Session.Dialogue == "count") != may {
			t.Errorf("%d: a number that nobody offers is not asked for anew", who)
		}
	}
}

// What is not there, no day, no stage, and no reason changes nothing.
func TestWhatNobodyOffersDoesNothing(t *testing.T) {
	on := "hot|yanchang|" + frequent.Tag(spot) + "|"
	for _, p := range []string{
		"hot|yanchang|zzz|watch", "hot|nowhere|" + frequent.Tag(spot) + "|watch", on + "later", on + "later|mood", on + "burn",
		"topics|9|go|looked", "topics|1|go|held", "topics|1|go|", "topics|1|next|-3", "topics|1|next|4000", "topics|1|next|x", "topics|1|take", "topics|x", "topics|1|burn",
	} {
		if ch := press(night(t), room.Zhou, p); ch.Hot != nil || ch.Topics != nil || len(ch.Letters) == 0 {
			t.Errorf("%s: %+v %+v, %d letters", p, ch.Hot, ch.Topics, len(ch.Letters))
		}
	}
}

// A topic that somebody makes of a spot that is one already is shown, not made
// twice; and of sixty no more is begun.
func TestATopicIsMadeOnce(t *testing.T) {
	r := night(t)
	topic := "hot|yanchang|" + frequent.Tag(spot) + "|topic"
	if ch := press(r, room.Zhou, topic); ch.Topics.Last != 2 || ch.Hot.Decided[0].N != 2 {
		t.Fatalf("%+v", ch.Topics)
	}
	b := world.Board{}.Looked([]hotspots.Hot{hot}, r.Now) // as if nothing had been decided
	r.Keep(0, world.Change{Hot: &b})
	if ch := press(r, room.Sun, topic); ch.Topics != nil || ch.Hot == nil || ch.Hot.Decided[0].N != 2 || ch.Toast.ID != "topics.twice" {
		t.Errorf("%+v, %s", ch.Topics, ch.Toast.ID)
	}
	r = night(t)
	var ts world.Topics
	for n := range hotspots.MostTopics {
		ts.Begin(hotspots.Topic{Grid: "yanchang", Spot: hotspots.Spot{Place: strconv.Itoa(n)}}, r.Now)
	}
	r.Keep(0, world.Change{Topics: &ts})
	if ch := press(r, room.Zhou, topic); ch.Topics != nil || ch.Hot != nil || ch.Toast.ID != "topics.full" {
		t.Errorf("%+v, %s", ch.Topics, ch.Toast.ID)
	}
}

// Who sees a topic ticks its places off and counts there, whatever they are; nobody of
// another grid does, nor who lives there. Who leads adds them, and opens them anew.
func TestWhoeverIsThereDealsWithAPlace(t *testing.T) {
	pointed := func() *room.Room {
		r := night(t)
		ts := world.Topics{Last: 1, All: []hotspots.Topic{{N: 1, Grid: "yanchang", Spot: hotspots.Spot{Place: "songhanting", Kind: "rubbish"}, Owner: room.Zhou, Stage: hotspots.StageFound,
			Points: []upkeep.Point{{N: 1, Name: "东头", Every: 7, Looks: 2}, {N: 2, Name: "西头", Tick: &upkeep.Tick{At: 1, By: room.Zhou}, Every: 7, Looks: 2, Next: 2}}}}}
		r.Keep(0, world.Change{Topics: &ts})
		return r
	}
	for who, may := range map[int64]struct{ there, lead bool }{room.Zhou: {true, true}, room.Sun: {true, true}, room.Wang: {true, false}, room.Gao: {true, false}, 22: {}, 13: {}, room.Chen: {}} {
		for pressed, allowed := range map[string]bool{"tick|1": may.there, "look|1|3": may.there, "look|2|3": may.there, "again|2": may.lead, "point": may.lead, "point|1": may.lead, "unpoint|1|yes": may.lead, "unpoint|1": false, "unpoint|9|yes": false, "point|9": false, "place|1": false, "tick|2": false, "again|1": false, "tick|9": false, "look|1|4711": may.there, "look|1|-3": may.there, "tick": false} {
			ch := press(pointed(), who, "topics|1|"+pressed)
			if did := ch.Topics != nil || ch.Session != nil && slices.Contains([]string{"spot", "count"}, ch.Session.Dialogue); did != allowed {
				t.Errorf("%d, %s: done %t, may %t", who, pressed, did, allowed)
			}
		}
	}
}

// What somebody of an older release was asked as one of the questions of a topic is heard
// still: a place is a place.
func TestAPlaceThatWasAskedForBeforeIsKept(t *testing.T) {
	r := night(t)
	s := talk.Session{Dialogue: "topic", Data: []byte(`{"n":1,"what":"point"}`)}
	r.Keep(room.Zhou, world.Change{Session: &s})
	ch := r.Happen(talk.Event{ID: "e", From: talk.Sender{ID: room.Zhou}, Chat: talk.Chat{ID: room.Zhou}, Text: "西门 6:00-9:00", Message: 2})
	if ch.Topics == nil || len(ch.Topics.Topic(1).Points) != 1 || ch.Topics.Topic(1).Points[0].Name != "西门" {
		t.Errorf("%+v", ch.Topics)
	}
}

// A place that was taken away is counted, dealt with and asked for no more; what was done
// there stays.
func TestAPlaceThatWasTakenAwayStaysInTheHistory(t *testing.T) {
	r := night(t)
	ts := world.Topics{Last: 1, All: []hotspots.Topic{{N: 1, Grid: "yanchang", Spot: hotspots.Spot{Place: "songhanting", Kind: "rubbish"}, Owner: room.Zhou, Stage: hotspots.StageFound,
		Points: []upkeep.Point{{N: 1, Name: "西头", Tick: &upkeep.Tick{At: 1, By: room.Zhou}, Before: []upkeep.Count{{At: 1, N: 5}}, Every: 7, Looks: 2, Next: r.Now.Unix() + 60}}}}}
	r.Keep(0, world.Change{Topics: &ts})
	p := press(r, room.Zhou, "topics|1|unpoint|1|yes").Topics.Topic(1)
	if gone := p.Points[0]; gone.Gone == 0 || gone.Tick == nil || len(gone.Before) != 1 || p.Strikes() != 0 || p.Next != 0 {
		t.Errorf("%+v", p)
	}
	for _, pressed := range []string{"tick|1", "look|1", "look|1|3", "again|1", "unpoint|1|yes", "point|1"} {
		if ch := press(r, room.Zhou, "topics|1|"+pressed); ch.Topics != nil || ch.Session != nil && ch.Session.Dialogue != "" || ch.Toast.ID != "points.gone" {
			t.Errorf("%s: %+v", pressed, ch)
		}
	}
	if ticked, all := upkeep.All(p.Points); ticked != 0 || all {
		t.Error("it is counted among those dealt with")
	}
}
