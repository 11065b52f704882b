package declare_test

import (
	"slices"
	"testing"

	"gridbot/flows/cases"
	"gridbot/flows/grids"
	"gridbot/flows/hotspots"
	"gridbot/flows/room"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// quarter is a room with a lead and a worker of another grid.
func quarter(t *testing.T) *room.Room {
	r := room.New(t)
	r.People[22] = room.Freeze(t, world.Person{ID: 22, Name: "别处", Lang: "zh-CN", Role: world.Lead, Grid: "lingshi"})
	r.People[13] = room.Freeze(t, world.Person{ID: 13, Name: "远处", Lang: "zh-CN", Role: world.Worker, Grid: "lingshi", Duty: true})
	return r
}

// say is something somebody wrote, or pressed where it has bars.
func say(r *room.Room, who int64, what ...string) (ch world.Change) {
	for _, w := range what {
		e := talk.Event{ID: "e", From: talk.Sender{ID: who}, Chat: talk.Chat{ID: who}, Text: w, Message: 1}
		if len(w) > 1 && w[1] == '|' {
			e.Text, e.Press = "", w
		}
		ch = r.Happen(e)
	}
	return ch
}

// said tells whether something was said.
func said(ch world.Change, id string) bool {
	return slices.ContainsFunc(ch.Letters, func(l world.Letter) bool { return l.Say.Say.ID == id })
}

// way is what is pressed for a topic of the lamps at a place.
var way = []string{"m|declare", "d|declare|kind|g-street", "d|declare|kind|c-lamp", "d|declare|where|p-songhanting", "d|declare|name|none", "d|declare|agree|yes"}

// Who leads the grid and the coordinator make one; a lead of another grid, a worker, an
// officer and a resident do not, whatever is pressed.
func TestOnlyWhoLeadsTheGridMakesATopic(t *testing.T) {
	for who, may := range map[int64]bool{room.Zhou: true, room.Sun: true, 22: false, room.Wang: false, 13: false, room.Gao: false, room.Chen: false} {
		r := quarter(t)
		ch := say(r, who, way...)
		if made := ch.Topics != nil; made != may {
			t.Errorf("%d: made %t, may %t", who, made, may)
		}
		if may && (len(r.Topics().All) != 1 || r.Topics().All[0].Owner != who || r.Topics().All[0].Grid != "yanchang") {
			t.Errorf("%d: %+v", who, r.Topics())
		}
	}
}

// A button of another grid, of a kind that is about somebody's home and of what is not
// there takes nobody further.
func TestWhatNobodyOffersMakesNoTopic(t *testing.T) {
	for _, forged := range []string{"d|declare|where|g-lingshi", "d|declare|where|p-lingshi-rd", "d|declare|where|p-nowhere", "d|declare|where|g-"} {
		if say(quarter(t), room.Zhou, way[0], way[1], way[2], forged, way[4], way[5]).Topics != nil {
			t.Errorf("%s made a topic", forged)
		}
	}
	r := quarter(t)
	for _, c := range r.District.Categories {
		if c.Private && say(quarter(t), room.Zhou, way[0], "d|declare|kind|c-"+c.ID, way[3], way[4], way[5]).Topics != nil {
			t.Errorf("a topic of %s", c.ID)
		}
	}
}

// Who leads the grid no more by the time they agree makes none.
func TestALeadWhoWasMovedMakesNoTopic(t *testing.T) {
	r := quarter(t)
	say(r, room.Zhou, way[:5]...)
	moved := room.Thaw[world.Person](t, r.People[room.Zhou])
	moved.Grid = "lingshi"
	r.People[room.Zhou] = room.Freeze(t, moved)
	if ch := say(r, room.Zhou, way[5]); ch.Topics != nil || !said(ch, "declare.lead") {
		t.Errorf("%+v %+v", ch.Topics, ch.Letters)
	}
}

// It takes what was told of the kind there in ninety days, each once, and what is open
// shows it; not what is of another topic, what was none, and what is about the staff.
func TestItTakesWhatBelongsToIt(t *testing.T) {
	r := quarter(t)
	place, _ := r.District.Places.ByID("songhanting")
	now := r.Now.Unix()
	put := func(n int, change func(*cases.Case)) {
		c := cases.Case{Number: n, Category: "lamp", Grid: "yanchang", Status: cases.Reported, Opened: now - 3600, What: "……", By: cases.Reporter{ID: 7001},
			Place: cases.Place{Name: text.Named(place.Names), Point: &grids.Point{Lat: place.Point.Lat, Lon: place.Point.Lon}}}
		if change != nil {
			change(&c)
		}
		r.Cases[n] = room.Freeze(t, c)
	}
	put(1, nil)
	put(2, func(c *cases.Case) { c.Status, c.Outcome, c.Ended = cases.Closed, cases.Confirmed, now-60 })
	put(3, func(c *cases.Case) { c.Opened = now - 91*86400 })
	put(4, func(c *cases.Case) { c.Category = "rubbish" })
	put(5, func(c *cases.Case) { c.Grid = "lingshi" })
	put(6, func(c *cases.Case) { c.Status = cases.Withdrawn })
	put(7, func(c *cases.Case) { c.Status, c.Outcome = cases.Closed, cases.NothingSeen })
	put(8, func(c *cases.Case) { c.Past = "yanchang" })
	put(9, func(c *cases.Case) { c.Place.Point = &grids.Point{Lat: place.Point.Lat + 0.0012, Lon: place.Point.Lon} })
	put(10, func(c *cases.Case) { c.KeyTopic = 1 })
	var ts world.Topics
	ts.Begin(hotspots.Topic{Grid: "yanchang", Spot: hotspots.Spot{Place: "songhanting"}, Owner: room.Sun, Cases: []int{10}}, r.Now)
	r.Keep(0, world.Change{Topics: &ts})
	say(r, room.Zhou, way...)
	all := r.Topics()
	if got := all.Topic(2); got == nil || !slices.Equal(got.Cases, []int{1, 2}) {
		t.Fatalf("it took %+v", got)
	}
	if r.Case(1).KeyTopic != 2 || r.Case(2).KeyTopic != 0 || r.Case(10).KeyTopic != 1 {
		t.Errorf("%d %d %d", r.Case(1).KeyTopic, r.Case(2).KeyTopic, r.Case(10).KeyTopic)
	}
}

// What a night has found there does not wait for a word any more; of sixty no more is
// begun.
func TestASpotIsDecidedAndSixtyAreEnough(t *testing.T) {
	r := quarter(t)
	hot := hotspots.Hot{Grid: "yanchang", Found: hotspots.Found{Spot: hotspots.Spot{Place: "songhanting", Kind: "lamp"}, Why: hotspots.Rising, Days: 30, Voices: 8}}
	b := world.Board{}.Looked([]hotspots.Hot{hot}, r.Now)
	r.Keep(0, world.Change{Hot: &b})
	if ch := say(r, room.Zhou, way...); ch.Hot == nil || ch.Hot.Decided[0].N != 1 {
		t.Errorf("%+v", ch.Hot)
	}
	r = quarter(t)
	var ts world.Topics
	for n := range hotspots.MostTopics {
		ts.Begin(hotspots.Topic{Grid: "yanchang", Spot: hotspots.Spot{Place: string(rune('a' + n))}}, r.Now)
	}
	r.Keep(0, world.Change{Topics: &ts})
	if ch := say(r, room.Zhou, way...); ch.Topics != nil || !said(ch, "declare.full") {
		t.Errorf("%+v", ch.Letters)
	}
}
