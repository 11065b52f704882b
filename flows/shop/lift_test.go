package shop_test

import (
	"testing"
	"testing/fstest"

	"gridbot/flows/request"
	"gridbot/flows/room"
	"gridbot/flows/services"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// lift is a lift in an old house: a service nothing in the code knows of.
const lift = `name: { zh: 加装电梯, en: A lift in an old house }
asks:
  - { id: floors, kind: number, ask: { zh: 几层楼？, en: "How many floors?" } }
papers:
  - { id: votes, name: { zh: 表决结果, en: The vote } }
  - { id: drawing, name: { zh: 设计图, en: Drawing } }
steps:
  - { id: posted, agency: housing, name: { zh: 公示, en: Posted }, needs: [votes], gives: [posting], within: 10wd }
  - { id: gas-pipe, agency: gas, name: { zh: 燃气管移位, en: Gas pipe moved }, needs: [drawing], within: 5wd, visit: true }
  - { id: build, agency: housing, name: { zh: 开工, en: Work begins }, needs: [posting], after: [gas-pipe], within: 2wd, when: [floors >= 4] }
`

// What is done in one go is in the files alone: a graph no code knows of is played
// from the first question to the end.
func TestAServiceIsDoneByItsFileAlone(t *testing.T) {
	r := room.New(t)
	d := *r.District
	d.Services = services.Load(fstest.MapFS{"services/lift.yaml": &fstest.MapFile{Data: []byte(lift)}}, services.Known{
		Agencies: []string{"housing", "gas"}, Alike: func(string, []string) string { return "" },
		Fault: func(file string, line int, format string, a ...any) {
			t.Fatalf("%s:%d: "+format, append([]any{file, line}, a...)...)
		}})
	r.District = &d
	const fan = 71
	r.People[fan] = room.Freeze(t, world.Person{ID: fan, Name: "范工", Lang: text.Chinese, Role: world.Officer, Agency: "housing", Duty: true})
	happens := func(who int64, e talk.Event) {
		t.Helper()
		r.Messages++
		e.ID, e.From, e.Chat, e.Message, e.Language = "e", talk.Sender{ID: who}, talk.Chat{ID: who}, r.Messages, "zh-hans"
		r.Happen(e)
	}
	presses := func(who int64, what ...string) {
		t.Helper()
		for _, press := range what {
			happens(who, talk.Event{Press: press, Query: "q"})
		}
	}
	presses(room.Chen, "m|shop|new|lift")
	happens(room.Chen, talk.Event{Text: "6 层"})
	presses(room.Chen, "d|shop|sure|ok")
	presses(room.Chen, "m|shop|1|give|votes")
	happens(room.Chen, talk.Event{Text: "三分之二同意"})
	presses(room.Chen, "d|shopgive|sure|yes")
	happens(room.Chen, talk.Event{Text: "图纸在设计院"})
	presses(room.Chen, "d|shopgive|sure|yes")
	presses(room.Chen, "m|shop|1|send")
	if q := r.Service(1); q == nil || q.Sent == 0 || len(q.Steps) != 3 || q.Step("build").State != request.Waits {
		t.Fatalf("it stands as %+v", q)
	}
	presses(fan, "m|shop|1|done|build", "m|shop|1|done|gas-pipe", "m|shop|1|done|posted")
	presses(room.Gao, "m|shop|1|waive|gas-pipe", "m|shop|1|done|gas-pipe")
	if q := r.Service(1); q.Step("build").State != request.Runs || q.Open() != true {
		t.Fatalf("it stands as %+v", q)
	}
	presses(fan, "m|shop|1|done|build")
	if q := r.Service(1); q.Outcome != request.AllDone || q.Held != 0 {
		t.Errorf("it ended as %+v", q)
	}
}

// Nobody does anything about a request that is not theirs to do.
func TestOnlyWhoseStepItIsDoesIt(t *testing.T) {
	for _, what := range []string{"give|plan", "send", "drop|yes", "done|licence", "issue|licence", "back|licence|lease", "no|licence", "waive|food-ok", "papers", "times", "can|hlw", "others", "others|1", "seen", "help", "again", "hand", "hand|yes", "take|a-token-nobody-guess01"} {
		r := room.New(t)
		q := request.New(1, 99, r.District.Services[0], map[string]string{"area": "80", "staff": "1", "kitchen": "no", "sign": "no"}, r.District.Calendar, r.Now.Unix())
		if err := q.Give("id-card", nil, "x", r.District.Calendar, r.Now.Unix()); err != nil {
			t.Fatal(err)
		}
		if err := q.Give("lease", nil, "x", r.District.Calendar, r.Now.Unix()); err != nil {
			t.Fatal(err)
		}
		if err := q.Send(r.District.Calendar, r.Now.Unix()); err != nil {
			t.Fatal(err)
		}
		q.Grid = "lingshi"
		r.Keep(99, world.Change{Served: &world.Served{After: q}})
		before := string(room.Freeze(t, r.Service(1)))
		for _, who := range []int64{room.Anna, room.Wang, room.Zhou, room.Sun, room.Gao} {
			ch := r.Happen(talk.Event{ID: "e", From: talk.Sender{ID: who}, Chat: talk.Chat{ID: who}, Press: "m|shop|1|" + what, Message: 1, Query: "q"})
			if ch.Served != nil || ch.Session != nil && ch.Session.Dialogue != "" || string(room.Freeze(t, r.Service(1))) != before {
				t.Errorf("%d does %s", who, what)
			}
			for _, l := range ch.Letters {
				if len(l.Say.Files) > 0 {
					t.Errorf("%d sees papers by %s", who, what)
				}
			}
		}
	}
}
