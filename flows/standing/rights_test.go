package standing_test

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"testing"

	"gridbot/flows/bills"
	"gridbot/flows/hotspots"
	"gridbot/flows/playbooks"
	"gridbot/flows/room"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/upkeep"
	"gridbot/flows/world"
)

// canary is somebody who worked here, and whose number stands nowhere else.
const canary = 770077007700

// left is a room in which somebody who worked here, and does no more, stands wherever one
// of the staff can stand; others stand beside them.
func left(t *testing.T) *room.Room {
	r := room.New(t)
	at := r.Now.Unix()
	r.People[canary] = room.Freeze(t, world.Person{ID: canary, Name: "旧人金丝雀", Lang: "zh-CN", Left: at - 86400, Rev: 1})
	var ts world.Topics
	mine, _ := ts.Begin(hotspots.Topic{Grid: "yanchang", Spot: hotspots.Spot{Place: "songhanting", Kind: "rubbish"}, Owner: canary}, r.Now)
	mine.Go(hotspots.StageLooked, canary, r.Now)
	mine.Write(hotspots.Entry{At: at, By: room.Zhou, Words: "周莉写的"})
	mine.Tick(hotspots.Count{At: at, By: canary, N: 3})
	mine.Points = []upkeep.Point{{N: 1, Name: "东头", Tick: &upkeep.Tick{At: at, By: canary}, Before: []upkeep.Count{{At: at, By: canary, N: 1}}, After: []upkeep.Count{{At: at, By: canary, N: 1}, {At: at, By: room.Wang}}}}
	mine.Upkeep = []upkeep.Schedule{{N: 1, What: "清洗", Who: canary, Next: at + 86400, Done: []upkeep.Done{{At: at, By: canary}, {At: at, By: room.Wang}}}}
	mine.Bills = []bills.Bill{{N: 1, What: "隔油池", Cents: 200, Treasurer: canary, Due: at + 86400, Shares: []bills.Share{{Name: "甲", Cents: 200, Who: canary}}}}
	ts.Begin(hotspots.Topic{Grid: "yanchang", Spot: hotspots.Spot{Place: "songhanting", Kind: "lamp"}, Owner: room.Zhou}, r.Now)
	var b world.Book
	b.Begin("rubbish", 1, playbooks.Version{At: at, By: canary, Grid: "yanchang", When: "餐饮", Steps: []playbooks.Step{{Part: playbooks.Run, What: "清运"}}})
	b.Playbook(1).Take(2, "yanchang", canary, r.Now)
	hot := world.Board{}.Decide(hotspots.Decision{Grid: "yanchang", Spot: hotspots.Spot{Place: "songhanting", Kind: "rubbish"}, Do: hotspots.Watch, By: canary, At: at})
	r.Keep(0, world.Change{Topics: &ts, Plays: &b, Hot: &hot})
	return r
}

func press(r *room.Room, press string) world.Change {
	return r.Happen(talk.Event{ID: "e", From: talk.Sender{ID: canary, Name: "旧人金丝雀"}, Chat: talk.Chat{ID: canary}, Press: "m|" + press, Message: 1})
}

// holds tells whether a record holds the number.
func holds(t *testing.T, record any) bool {
	t.Helper()
	b, err := json.Marshal(record)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Contains(string(b), strconv.Itoa(canary))
}

// Who worked here and is forgotten stands in no topic, no playbook and no decision any
// more, whether they asked for it or were idle for long; what others did stays theirs.
func TestWhoIsForgottenStandsNowhere(t *testing.T) {
	for _, how := range []string{"forget", "idle"} {
		r := left(t)
		ts := r.Topics()
		ts.All[0].Bills[0].Shares[0].Who = 0 // who has a share to pay is not idle
		r.Keep(0, world.Change{Topics: &ts})
		if how == "idle" {
			r.Night(canary)
		} else {
			press(r, "forget|yes|"+strconv.FormatInt(r.Now.Unix(), 10))
		}
		k := r.Kept(canary)
		if holds(t, k.Topics) || holds(t, k.Plays) || holds(t, r.Board()) {
			t.Errorf("%s: they still stand in %+v\n%+v\n%+v", how, k.Topics, k.Plays, r.Board())
		}
		topic := k.Topics.Topic(1)
		if topic.Owner != hotspots.Gone || topic.Diary[2].By != room.Zhou || topic.Points[0].After[1].By != room.Wang || topic.Upkeep[0].Done[1].By != room.Wang || k.Topics.Topic(2).Owner != room.Zhou {
			t.Errorf("%s: %+v", how, topic)
		}
		if k.Plays.Playbook(1).Versions[0].When != "餐饮" {
			t.Errorf("%s: what the playbook says is gone", how)
		}
	}
}

// Where they stood it says that somebody did it who left.
func TestWhatTheyDidIsOfSomebodyWhoLeft(t *testing.T) {
	r := left(t)
	press(r, "forget|yes|"+strconv.FormatInt(r.Now.Unix(), 10))
	ch := r.Happen(talk.Event{ID: "e", From: talk.Sender{ID: room.Zhou}, Chat: talk.Chat{ID: room.Zhou}, Press: "m|topics|1", Message: 1})
	card := ch.Letters[0].Say.Say
	if owner, ok := card.List[2].Blank["name"].(text.Text); !ok || owner.ID != "card.left" {
		t.Errorf("%+v", card.List[2])
	}
}

// They are told how many they stand in, before they decide; those who stand in none read
// nothing of it.
func TestWhereTheyStandIsTold(t *testing.T) {
	for what, want := range map[string][]string{"mydata": {"standing.topics", "standing.plays", "standing.spots"}, "forget": {"standing.topics", "standing.plays", "standing.spots", "standing.forget"}} {
		if got := said(press(left(t), what)); !slices.Equal(got, want) {
			t.Errorf("%s: %v", what, got)
		}
	}
	r := left(t)
	ch := r.Happen(talk.Event{ID: "e", From: talk.Sender{ID: room.Chen}, Chat: talk.Chat{ID: room.Chen}, Press: "m|mydata", Message: 1})
	if got := said(ch); len(got) > 0 {
		t.Errorf("%v", got)
	}
}

// said are the words of this room that were said.
func said(ch world.Change) (all []string) {
	for _, l := range ch.Letters {
		for _, line := range l.Say.Say.List {
			if strings.HasPrefix(line.ID, "standing.") {
				all = append(all, line.ID)
			}
		}
	}
	return all
}

// Who still works here is not forgotten, and stands where they stood.
func TestWhoWorksHereIsNotTakenOut(t *testing.T) {
	r := left(t)
	p := room.Thaw[world.Person](t, r.People[canary])
	p.Role, p.Grid, p.Left = world.Lead, "yanchang", 0
	r.People[canary] = room.Freeze(t, p)
	if ch := press(r, "forget|yes|"+strconv.FormatInt(r.Now.Unix(), 10)); ch.Topics != nil || ch.Plays != nil || ch.Hot != nil {
		t.Errorf("%+v", ch)
	}
}
