package consult_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"gridbot/flows/accord"
	"gridbot/flows/hotspots"
	"gridbot/flows/room"
	"gridbot/flows/talk"
	"gridbot/flows/world"
)

const (
	li       = 91 // of the fruit shop
	stranger = 92
	far      = 22 // lead of another grid
)

// kerb is a room with a topic and what is agreed on about it: a resident and a shop, a
// vote that is open, an agreement that waits for the shop, and a key.
func kerb(t *testing.T) (*room.Room, accord.Accord) {
	t.Helper()
	r := room.New(t)
	r.People[far] = room.Freeze(t, world.Person{ID: far, Name: "别处", Lang: "zh-CN", Role: world.Lead, Grid: "lingshi"})
	var ts world.Topics
	ts.Begin(hotspots.Topic{Grid: "yanchang", Spot: hotspots.Spot{Place: "songhanting", Kind: "parking"}, Owner: room.Zhou}, r.Now)
	at := r.Now.Unix()
	a := accord.New(1, "yanchang", room.Zhou, at)
	for _, p := range []struct {
		id    int64
		house accord.House
		name  string
	}{{room.Chen, accord.Residents, "3号楼502"}, {li, accord.Merchants, "水果店"}} {
		if _, err := a.Join(p.id, "zh-CN", p.house, p.name, at); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := a.Propose(accord.Option{Words: "活动桩"}); err != nil {
		t.Fatal(err)
	}
	if _, err := a.Write(accord.Term{Kind: accord.Holds, Words: "放下升起", Owner: accord.PartyOwner(a.Of(li).ID), Rhythm: accord.Rhythm{Work: 1}}); err != nil {
		t.Fatal(err)
	}
	if _, err := a.AddKey("1号桩", at); err != nil {
		t.Fatal(err)
	}
	if a.Lay("", at) != nil || a.OpenRound(50, at, at+9*86400) != nil {
		t.Fatal("it does not begin")
	}
	r.Keep(0, world.Change{Topics: &ts, Agreed: []world.Agreed{{After: a}}})
	return r, a
}

func press(r *room.Room, who int64, press string) world.Change {
	return r.Happen(talk.Event{ID: "e", From: talk.Sender{ID: who}, Chat: talk.Chat{ID: who}, Press: "m|accord|1|" + press, Message: 1})
}

// Who may what: the shop says yes to what is its own, both houses vote, who leads runs
// it, and who has no part of it is told nothing and changes nothing.
func TestWhoMayWhat(t *testing.T) {
	_, a := kerb(t)
	option, term, key, shop := a.Options[0].ID, a.Versions[0].Terms[0].ID, a.Keys[0].ID, a.Of(li).ID
	leads := []int64{room.Zhou, room.Sun}
	for what, may := range map[string][]int64{
		"vote|1|" + option: {room.Chen, li}, "vote|1|none": {room.Chen, li}, "vote|2|" + option: nil, "vote|1|o99": nil, "vote||": nil,
		"yes|1|" + term: {li}, "yes|2|" + term: nil, "yes|1|t99": nil, "no|1|" + term: {li}, "done|" + term: nil,
		"take|" + key: {room.Chen, li, room.Zhou, room.Sun, room.Wang, room.Min}, "take|k99": nil, "back|" + key: nil, "lost|" + key: leads,
		"say": {room.Chen, li, room.Zhou, room.Sun, room.Wang, room.Min}, "link|merchants": leads, "link|everybody": nil, "gone|" + option: leads, "change|" + option: leads,
		"hands|" + shop + "|yes": leads, "left|" + shop + "|yes": leads, "hands|" + shop: nil, "round|7": nil, "dates": nil, "close|1": leads, "close|2": nil, "close": nil, "round|-1": nil, "option": nil,
		"term|patrol": leads, "term|cook": nil, "drop|" + term: leads, "lay": nil, "hand|" + term: nil, "hand|" + term + "|person:99": nil, "hand|" + term + "|person:11": leads, "key": leads, "end|yes": leads, "end": nil, "burn": nil,
	} {
		for _, who := range []int64{room.Chen, room.Anna, li, stranger, room.Zhou, room.Sun, room.Wang, room.Min, room.Gao, far} {
			r, _ := kerb(t)
			ch := press(r, who, what)
			if did := len(ch.Agreed) > 0 || ch.Session != nil && strings.HasPrefix(ch.Session.Dialogue, "accord"); did != slices.Contains(may, who) {
				t.Errorf("%d, %s: done %t", who, what, did)
			}
			if len(ch.Letters) == 0 && ch.Toast.ID == "" {
				t.Errorf("%d, %s: is not answered", who, what)
			}
		}
	}
}

// Nobody is shown what others have voted, nor who said what by their name: not by any
// press, and who leads neither.
func TestAVoteIsSecret(t *testing.T) {
	r, a := kerb(t)
	press(r, li, "vote|1|"+a.Options[0].ID)
	for _, who := range []int64{room.Chen, room.Zhou, room.Sun, room.Wang} {
		for _, what := range []string{"open", "table", "notes", "paper", "keys", "run", "parties", "terms"} {
			for _, l := range press(r, who, what).Letters {
				if said := string(room.Freeze(t, l)); strings.Contains(said, "accord.card.said") || strings.Contains(said, "accord.count") && !strings.Contains(said, "accord.counts") {
					t.Errorf("%d reads in %s: %s", who, what, said)
				}
			}
		}
	}
	if ch := press(r, li, "open"); !strings.Contains(string(room.Freeze(t, ch.Letters)), "accord.card.said") {
		t.Error("who voted does not see what they said")
	}
}

// A later round that comes to nothing takes back nothing that was agreed on.
func TestALaterRoundTakesNothingBack(t *testing.T) {
	r, a := kerb(t)
	at := r.Now.Unix()
	if err := a.Close(at); err != nil {
		t.Fatal(err)
	}
	for _, term := range []string{"装桩", "扫地"} {
		if _, err := a.Write(accord.Term{Kind: accord.Installs, Words: term, Owner: accord.AgencyOwner("gas")}); err != nil {
			t.Fatal(err)
		}
		if term == "装桩" && a.Lay("活动桩", at) != nil {
			t.Fatal("it is not laid down")
		}
	}
	r.Keep(0, world.Change{Agreed: []world.Agreed{{Before: r.Accord(1), After: a}}})
	if press(r, room.Zhou, "lay"); r.Accord(1).Newest().N != 2 {
		t.Error("it is sent before it was shown")
	}
	press(r, room.Zhou, "lay|yes|"+a.DraftMark())
	if v := r.Accord(1).Newest(); v.N != 3 || v.Option != "活动桩" {
		t.Errorf("version %d agrees on %q", v.N, v.Option)
	}
}

// Whoever says that they live there does not take a household's voice: the others are
// told, and one press tells who leads, once.
func TestWhoComesInAsAHouseholdIsNotBelieved(t *testing.T) {
	r, a := kerb(t)
	if _, err := a.Join(stranger, "zh-CN", accord.Residents, "3-502", r.Now.Unix()); err != nil {
		t.Fatal(err)
	}
	r.Keep(0, world.Change{Agreed: []world.Agreed{{Before: r.Accord(1), After: a}}})
	press(r, room.Chen, "vote|1|"+a.Options[0].ID)
	ch := press(r, stranger, "open")
	if said := string(room.Freeze(t, ch.Letters)); !strings.Contains(said, "accord.card.other") || strings.Contains(said, "accord.card.said") || strings.Contains(said, "|vote|") {
		t.Errorf("they read %s", said)
	}
	if ch = press(r, stranger, "vote|1|none"); len(ch.Agreed) > 0 || ch.Toast.ID != "accord.card.other" {
		t.Errorf("they vote: %+v", ch.Toast)
	}
	if ch = press(r, room.Chen, "stranger"); !strings.Contains(string(room.Freeze(t, ch.Letters)), "accord.tell.stranger") {
		t.Error("who leads is not told")
	}
	if ch = press(r, room.Chen, "stranger"); strings.Contains(string(room.Freeze(t, ch.Letters)), "accord.tell.stranger") {
		t.Error("who leads is told twice")
	}
	for _, who := range []int64{li, room.Zhou, far} { // a shop has one who speaks for it
		if ch = press(r, who, "stranger"); len(ch.Agreed) > 0 {
			t.Errorf("%d doubts it", who)
		}
	}
}

// Who is forgotten is in nothing that is agreed on, who leads is told that nobody
// speaks for the shop now, and its duty goes on.
func TestAForgottenPartyIsEmpty(t *testing.T) {
	r, _ := kerb(t)
	say := talk.Event{ID: "e", From: talk.Sender{ID: li, Name: "老李"}, Chat: talk.Chat{ID: li}, Command: "start", Message: 1}
	r.Happen(say)
	say.Command, say.Press = "", "m|forget|yes|"+strconv.FormatInt(r.Now.Unix(), 10)
	ch := r.Happen(say)
	if ch.Forget == nil || len(ch.Agreed) != 1 {
		t.Fatalf("%+v", ch)
	}
	if a := r.Accord(1); slices.Contains(a.Named(), li) || len(a.Asked()) != 1 {
		t.Errorf("still there: %+v", a.Parties)
	}
	if !strings.Contains(string(room.Freeze(t, ch.Letters)), "accord.tell.empty") {
		t.Error("who leads is not told")
	}
}
