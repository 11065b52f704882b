package flows_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"gridbot/flows"
	"gridbot/flows/calendar"
	"gridbot/flows/cases"
	"gridbot/flows/duty"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// A month of a grid with twelve workers and three hundred cases: one of the two
// leads is away for five days, and the workers are on by their plan. Every reminder
// reaches somebody who is there, and what is for one lead is shared.
func TestAMonthOfRemindersReachesWhoIsOnAndIsShared(t *testing.T) {
	w, late := chased(t, "2026-11-02 10:00")
	r := rand.New(rand.NewPCG(2, 3))
	delete(w.Staff.People, helperID)
	var plan duty.Plan
	for i := range int64(12) {
		id := holderID + 100 + i
		w.Staff.People[id] = world.Person{ID: id, Name: "网格员", Lang: text.Chinese, Role: world.Worker, Grid: homeGrid}
		for _, d := range []int64{i % 7, (i + 3) % 7} {
			from := calendar.Clock(8*60 + 12*60*(i%2))
			plan = plan.Toggled(duty.Turn{Day: duty.Day(d), From: from, To: (from + 12*60) % (24 * 60)}, id)
		}
	}
	const other = bossID + 1
	w.Staff.People[other] = world.Person{ID: other, Name: "赵强", Lang: text.Chinese, Role: world.Lead, Grid: homeGrid,
		Away: &world.Away{From: w.Now.AddDate(0, 0, 10).Unix(), To: w.Now.AddDate(0, 0, 15).Unix()}}
	w.Staff.Rota = world.Rota{}.With(homeGrid, plan)
	told, all, begin := map[int64]int{}, 0, w.Now
	for n := range 300 {
		w.Now = begin.Add(time.Duration(n) * 144 * time.Minute)
		if w.District.Quiet.Holds(w.Now) {
			w.Now = w.District.Quiet.End(w.Now)
		}
		c := late
		c.Number, c.Assignee = 1001, holderID+100+r.Int64N(12)
		c.Clock = cases.Clock{Name: cases.ClockArrive, Since: w.Now.Add(-4 * time.Hour).Unix(), Due: w.Now.Unix(), Step: 1, Next: w.Now.Unix()}
		if n%3 == 0 { // it waits to be checked
			c.Status, c.Handlers, c.Clock.Name = cases.Submitted, []int64{c.Assignee}, cases.ClockVerify
		}
		w.Case, w.Me = &c, world.Person{}
		ch := strikes(t, w)
		if len(ch.Cases) != 1 || len(ch.Remind) == 0 {
			t.Fatalf("case %d: %d cases moved, %d reminders", n, len(ch.Cases), len(ch.Remind))
		}
		moved := ch.Cases[0].After
		for waits := ch.Remind; len(waits) > 0; {
			m := waits[0]
			waits = waits[1:]
			own := *w
			own.Me, own.Case = w.Staff.People[m.To], nil
			own.Found = world.Found{List: []cases.Case{moved}, Gathered: world.Gathered{First: []world.Reminder{m}, All: 1}}
			at := talk.Clock{Person: m.To, Name: world.ClockRemind, Due: own.Now}
			heard, err := flows.Decide(&own, talk.Event{ID: "remind", At: own.Now, Clock: &at, From: talk.Sender{ID: m.To}, Chat: talk.Chat{ID: m.To}})
			if err != nil {
				t.Fatal(err)
			}
			waits = append(waits, heard.Remind...)
			for _, p := range heard.People {
				w.Staff.People[p.ID] = p
			}
			if len(heard.Letters) == 0 {
				continue
			}
			told[m.To]++
			all++
			there := own
			there.Attend()
			if p := there.Staff.People[m.To]; there.Absent(p) || p.Role == world.Worker && !p.Duty {
				t.Errorf("case %d at %s: %s is told and is not there", n, w.Now, p.Name)
			}
		}
	}
	a, b := told[bossID], told[other]
	if all < 300 || a+b < 100 || 10*max(a, b) > 12*min(a, b) {
		t.Errorf("of %d reminders one lead had %d, the other %d", all, a, b)
	}
	t.Logf("%d reminders, of those %d and %d for the two leads, %d for the coordinator", all, a, b, told[chiefID])
}
