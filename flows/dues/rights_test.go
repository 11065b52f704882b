package dues_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"gridbot/flows/bills"
	"gridbot/flows/hotspots"
	"gridbot/flows/room"
	"gridbot/flows/talk"
	"gridbot/flows/world"
)

// Those besides the staff of a room.
const (
	noodles  = 91 // pays the share 0
	porridge = 92 // has paid the share 2
	second   = 23 // the other lead of the grid
	far      = 22 // lead of another grid
	gone     = 24 // led the grid, and has left the staff
)

const link = "a-token-nobody-guess99"

// drain is a room with a topic whose lead has a bill in hand: one share is taken, one has
// a link that nobody has followed, and one is paid.
func drain(t *testing.T) *room.Room {
	t.Helper()
	r := room.New(t)
	for _, p := range []world.Person{
		{ID: second, Name: "赵强", Lang: "zh-CN", Role: world.Lead, Grid: "yanchang"},
		{ID: far, Name: "别处", Lang: "zh-CN", Role: world.Lead, Grid: "lingshi"},
		{ID: gone, Name: "前任", Lang: "zh-CN", Left: r.Now.Unix()},
		{ID: noodles, Name: "老王", Lang: "zh-CN"}, {ID: porridge, Name: "阿芳", Lang: "zh-CN"},
	} {
		r.People[p.ID] = room.Freeze(t, p)
	}
	at := r.Now.Unix()
	var ts world.Topics
	ts.Begin(hotspots.Topic{Grid: "yanchang", Spot: hotspots.Spot{Place: "yanchang-mid-rd", Kind: "grease"}, Owner: room.Zhou, Bills: []bills.Bill{{
		N: 1, What: "换隔油池", Cents: 30000, Key: bills.Equal, Due: at + 14*86400, Treasurer: room.Zhou, At: at, Shares: []bills.Share{
			{Name: "老王面馆", Who: noodles, Lang: "zh-CN", Cents: 10000}, {Name: "烧烤", Token: link, Cents: 10000}, {Name: "粥铺", Who: porridge, Lang: "zh-CN", Cents: 10000, Paid: at},
		}}}}, r.Now)
	r.Keep(0, world.Change{Topics: &ts})
	return r
}

func press(r *room.Room, who int64, press string) world.Change {
	return r.Happen(talk.Event{ID: "e", From: talk.Sender{ID: who}, Chat: talk.Chat{ID: who}, Press: "m|" + press, Message: 1})
}

// all are those who could press, whoever they are.
var all = []int64{noodles, porridge, room.Zhou, second, room.Sun, far, room.Wang, room.Min, room.Gao, room.Chen, gone}

// Who may what with a bill. The treasurer says who has paid, and by when; who leads the
// grid reads it, and makes one more; who pays gives their own share back, and whoever has
// the link takes what nobody has. A worker, another grid and who has left have no part.
func TestWhoMayWhat(t *testing.T) {
	leads := []int64{room.Zhou, second, room.Sun}
	for what, may := range map[string][]int64{
		"topics|1|paid|1|0": {room.Zhou}, "topics|1|paid|1|2": {room.Zhou}, "topics|1|paid|1|9": nil, "topics|1|link|1|1": {room.Zhou}, "topics|1|link|1|0": nil,
		"topics|1|due|1|7": {room.Zhou}, "topics|1|due|1|999": nil, "topics|1|fix|1": {room.Zhou}, "topics|1|hand|1|0": {room.Zhou},
		"topics|1|void|1": nil, "topics|1|void|1|yes": {room.Zhou}, "topics|1|void|9|yes": nil, "topics|1|share|area": leads, "topics|1|share|mood": nil, "topics|1|agreed": nil,
		"dues|1|1|0|not|yes": {noodles}, "dues|1|1|2|not|yes": {porridge}, "dues|1|1|0|not": nil, "dues|1|1|1|not|yes": nil, "dues|1|1|9|not|yes": nil, "dues|9|1|0|not|yes": nil,
		"dues|1|1|1|take|" + link: all, "dues|1|1|1|take|another": nil, "dues|1|1|1|take|": nil, "dues|1|1|0|take|" + link: nil, "dues|1|1|9|take|" + link: nil, "dues|1|1|1|burn": nil,
	} {
		for _, who := range all {
			ch := press(drain(t), who, what)
			if did := ch.Topics != nil || ch.Session != nil && ch.Session.Dialogue == "topic"; did != slices.Contains(may, who) {
				t.Errorf("%d, %s: done %t", who, what, did)
			}
			if len(ch.Letters) == 0 && ch.Toast.ID == "" {
				t.Errorf("%d, %s: is not answered", who, what)
			}
		}
	}
}

// The shares are read by who leads the grid; who pays reads their own alone, and nobody
// else any.
func TestWhoReadsAShare(t *testing.T) {
	names := map[string]int64{"老王面馆": noodles, "烧烤": 0, "粥铺": porridge}
	for _, who := range all {
		leads := who == room.Zhou || who == second || who == room.Sun
		for _, what := range []string{"topics|1|costs", "topics|1|costs|1", "dues", "dues|1|1|0", "dues|1|1|1", "dues|1|1|2", "dues|1|1|0|not", "dues|1|1|2|not"} {
			said := string(room.Freeze(t, press(drain(t), who, what)))
			for _, name := range slices.Sorted(maps.Keys(names)) {
				if read := strings.Contains(said, name); read && !leads && names[name] != who {
					t.Errorf("%d reads of %s in %s: %s", who, name, what, said)
				} else if !read && (leads && what == "topics|1|costs|1" || names[name] == who && what == "dues") {
					t.Errorf("%d does not read of %s in %s: %s", who, name, what, said)
				}
			}
		}
	}
}

// What is over is read, and no more: a share is neither taken nor given back, and nothing
// is put down as paid.
func TestAClosedTopicIsOnlyRead(t *testing.T) {
	for _, what := range []string{"dues|1|1|1|take|" + link, "dues|1|1|0|not|yes", "topics|1|paid|1|0", "topics|1|void|1|yes", "topics|1|link|1|1"} {
		for _, who := range []int64{noodles, room.Zhou} {
			r := drain(t)
			over := press(r, room.Zhou, "topics|1|go|closed|yes").Topics
			if over == nil || over.All[0].Open() {
				t.Fatal("the topic is not over")
			}
			if ch := press(r, who, what); ch.Topics != nil || len(ch.Letters) == 0 && ch.Toast.ID == "" {
				t.Errorf("%d, %s: %+v, %d letters", who, what, ch.Topics, len(ch.Letters))
			}
		}
	}
}
