package treasurer_test

import (
	"testing"

	"gridbot/flows/bills"
	"gridbot/flows/hotspots"
	"gridbot/flows/room"
	"gridbot/flows/talk"
	"gridbot/flows/world"
)

const away = 4711

// billed is a room with a bill that somebody has in hand.
func billed(t *testing.T, treasurer int64, change func(*hotspots.Topic)) *room.Room {
	r := room.New(t)
	r.People[22] = room.Freeze(t, world.Person{ID: 22, Name: "别处", Lang: "zh-CN", Role: world.Lead, Grid: "lingshi"})
	r.People[23] = room.Freeze(t, world.Person{ID: 23, Name: "走不开", Lang: "zh-CN", Role: world.Lead, Grid: "yanchang", Gone: true})
	r.People[24] = room.Freeze(t, world.Person{ID: 24, Name: "副手", Lang: "zh-CN", Role: world.Lead, Grid: "yanchang"})
	ts := world.Topics{Last: 1, All: []hotspots.Topic{{N: 1, Grid: "yanchang", Spot: hotspots.Spot{Place: "songhanting", Kind: "rubbish"}, Owner: room.Zhou, Stage: hotspots.StageFound,
		Bills: []bills.Bill{{N: 1, What: "隔油池", Cents: 400, Treasurer: treasurer, Due: r.Now.Unix() + 86400, Shares: []bills.Share{
			{Name: "甲", Cents: 100, Who: 7001}, {Name: "乙", Cents: 100, Who: 7002, Paid: 1}, {Name: "丙", Cents: 100, Who: 7003, Away: 1}, {Name: "丁", Cents: 100}}}}}}}
	if change != nil {
		change(&ts.All[0])
	}
	r.Keep(0, world.Change{Topics: &ts})
	return r
}

func press(r *room.Room, who int64, press string) world.Change {
	return r.Happen(talk.Event{ID: "e", From: talk.Sender{ID: who}, Chat: talk.Chat{ID: who}, Press: "m|" + press, Message: 1})
}

// A bill whose treasurer is gone, moved to another grid, cannot be written to or is
// forgotten goes on with whom a lead of the grid names; one whose treasurer is there goes
// on with whom they name.
func TestOnlyWhoLeadsNamesAnotherTreasurer(t *testing.T) {
	for treasurer, absent := range map[int64]bool{away: true, hotspots.Gone: true, 22: true, 23: true, room.Zhou: false, room.Min: false} {
		for who, leads := range map[int64]bool{room.Zhou: true, room.Sun: true, 24: true, 22: false, room.Wang: false, room.Gao: false, room.Chen: false, room.Min: false} {
			ch := press(billed(t, treasurer, nil), who, "treasurer|1|1|to|"+world.ID36(room.Wang))
			may := leads && absent || who == treasurer
			if did := ch.Topics != nil && ch.Topics.All[0].Bills[0].Treasurer == room.Wang; did != may {
				t.Errorf("of %d, %d: done %t, may %t", treasurer, who, did, may)
			}
		}
	}
}

// Who is not of the grid, cannot be written to, or has it already is not named; nothing is
// done to what is over, or not there.
func TestWhoCannotHaveItIsNotNamed(t *testing.T) {
	for _, to := range []int64{22, 23, room.Gao, room.Chen, away, 0, -1} {
		if ch := press(billed(t, away, nil), room.Zhou, "treasurer|1|1|to|"+world.ID36(to)); ch.Topics != nil {
			t.Errorf("%d is named", to)
		}
	}
	to := "|to|" + world.ID36(room.Wang)
	for _, p := range []string{"treasurer|1|2" + to, "treasurer|2|1" + to, "treasurer|x" + to, "treasurer|1|1|to", "treasurer|1|1|to|!!"} {
		if ch := press(billed(t, away, nil), room.Zhou, p); ch.Topics != nil || len(ch.Letters) == 0 {
			t.Errorf("%s: %+v", p, ch)
		}
	}
	for name, over := range map[string]func(*hotspots.Topic){
		"called off": func(t *hotspots.Topic) { t.Bills[0].Off = 1 }, "closed": func(t *hotspots.Topic) { t.Stage = hotspots.StageClosed },
	} {
		if ch := press(billed(t, away, over), room.Zhou, "treasurer|1|1"+to); ch.Topics != nil || ch.Toast.ID != "treasurer.over" {
			t.Errorf("%s: %+v", name, ch)
		}
	}
}

// Who still pays hears to whom, and nothing else; who has paid, cannot be written to or is
// not known hears nothing.
func TestWhoStillPaysHearsToWhom(t *testing.T) {
	ch := press(billed(t, away, nil), room.Zhou, "treasurer|1|1|to|"+world.ID36(room.Wang))
	told := map[int64]string{}
	for _, l := range ch.Letters {
		told[l.To.ID] = l.Say.Say.ID
	}
	if told[7001] != "treasurer.now" || told[7002] != "" || told[7003] != "" || told[room.Wang] != "treasurer.yours" {
		t.Errorf("%+v", told)
	}
	if b := ch.Topics.All[0].Bills[0]; b.Shares[1].Paid != 1 || b.Shares[0].Who != 7001 || b.Shares[3].Cents != 100 {
		t.Errorf("%+v", b)
	}
}
