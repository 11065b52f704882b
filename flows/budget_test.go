package flows_test

import (
	"testing"
	"time"

	"gridbot/flows"
	"gridbot/flows/cases"
	"gridbot/flows/hotspots"
	"gridbot/flows/room"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// fed is a world in which the lead of a topic that is to be looked at was told so much
// today.
func fed(t *testing.T, today int) *world.World {
	t.Helper()
	w, _ := chased(t, "2026-11-23 14:00")
	w.District.Reminders.Day = 5
	w.Had = func(id int64) int { return map[int64]int{bossID: today}[id] }
	w.Topics = &world.Topics{Last: 1, All: []hotspots.Topic{{N: 1, Grid: homeGrid, Spot: hotspots.Spot{Kind: "lamp"}, Owner: bossID,
		Opened: w.Now.Unix() - 86400, Stage: hotspots.StageFound, Since: w.Now.Unix() - 86400, Next: w.Now.Unix() - 1}}}
	return w
}

func decides(t *testing.T, w *world.World, k talk.Clock) world.Change {
	t.Helper()
	ch, err := flows.Decide(w, talk.Event{ID: "clock", At: w.Now, From: talk.Sender{ID: k.Person}, Chat: talk.Chat{ID: k.Person}, Clock: &k})
	if err != nil {
		t.Fatal(err)
	}
	return ch
}

// Beyond the day's budget a reminder is left out, and told of in one line the next
// morning; below it, it comes.
func TestAReminderBeyondTheDaysBudgetIsLeftOut(t *testing.T) {
	k := talk.Clock{Topic: 1, Name: world.ClockTopic, Due: room.Monday}
	for _, test := range []struct {
		today, day int
		left       bool
	}{{0, 5, false}, {4, 5, false}, {5, 5, true}, {90, 5, true}, {90, 0, false}} {
		w := fed(t, test.today)
		w.District.Reminders.Day = test.day
		ch := decides(t, w, k)
		letters, left := 0, 0
		for _, l := range ch.Letters {
			if l.To.ID == bossID {
				letters++
			}
		}
		for _, r := range ch.Remind {
			if r.Left == "topics" && r.To == bossID && w.District.Here(r.Wind).Format("02 15:04") == "24 07:00" {
				left++
			}
		}
		if test.left && (letters != 0 || left != 1 || len(ch.Told) != 0) || !test.left && (letters != 1 || left != 0) {
			t.Errorf("told %d of %d: %d letters, %d left out, counted %v", test.today, test.day, letters, left, ch.Told)
		}
	}
}

// Danger is told however much somebody was told, and so is a task.
func TestDangerKnowsNoBudget(t *testing.T) {
	w := fed(t, 99)
	w.Case.Danger, w.Case.Clock.Name, w.Case.Status, w.Case.Assignee = true, cases.ClockClaim, cases.Reported, 0
	w.Had = func(int64) int { return 99 }
	urgent := 0
	for _, l := range strikes(t, w).Letters {
		if l.Class == world.ClassDanger || l.Class == world.ClassTask {
			urgent++
		}
	}
	if urgent == 0 {
		t.Error("nobody is told")
	}
}

// What was gathered waits for the next morning too; then one line says what was left
// out, before the list or alone.
func TestWhatWasLeftOutIsToldInOneLine(t *testing.T) {
	k := talk.Clock{Person: bossID, Name: world.ClockRemind}
	gathered := world.Gathered{All: 3, Left: map[string]int{"topics": 2, "accord": 1}}
	w := fed(t, 5)
	w.Me, w.Gathered = w.Staff.People[bossID], gathered
	ch := decides(t, w, k)
	if len(ch.Letters) != 0 || ch.Reminded != nil || len(ch.Strikes) != 1 || w.District.Here(ch.Strikes[0].Due).Format("02 15:04") != "24 07:00" {
		t.Errorf("enough for today: %+v, %+v, %+v", ch.Letters, ch.Reminded, ch.Strikes)
	}
	w = fed(t, 4)
	w.Me, w.Gathered = w.Staff.People[bossID], gathered
	w.Now = w.Now.Add(time.Hour)
	ch = decides(t, w, k)
	if ch.Reminded == nil || len(ch.Letters) != 1 {
		t.Fatalf("%+v", ch)
	}
	catalog, err := flows.Catalog()
	if err != nil {
		t.Fatal(err)
	}
	if said, err := catalog.Say(text.Chinese, ch.Letters[0].Say.Say); err != nil || said != "💤 已到每天的消息上限，3条提醒没有单独发给您：/accord 1条 · /topics 2条" {
		t.Error(said, err)
	}
}
