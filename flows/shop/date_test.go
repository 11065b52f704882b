package shop

import (
	"testing"
	"time"

	"gridbot/flows/acts"
	"gridbot/flows/request"
	"gridbot/flows/world"
	"gridbot/flows/world/worldtest"
)

// The date of a visit goes to all who come once it is agreed on; moved, the same date is
// taken back, and what is agreed on afterwards takes its place. What was held is no more
// taken back.
func TestADateIsSentOnceAndTakenBack(t *testing.T) {
	w := worldtest.New(t)
	w.Staff.People = map[int64]world.Person{3: {ID: 3, Role: world.Officer, Agency: "fire", Duty: true}, 9: {ID: 9, Role: world.Resident}}
	begun := w.Now.Unix() - 3600
	r := func(at int64) request.Request {
		return request.Request{N: 7, By: 9, Begun: begun, Steps: []request.Step{{ID: "fire", Agency: "fire"}}, Visit: &request.Visit{Steps: []string{"fire"}, At: at}}
	}
	seq := -1
	dates := func(before, after request.Request, want int, off bool) {
		t.Helper()
		w.Now = w.Now.Add(time.Minute)
		x := &acts.Turn{World: w}
		teller{x, before, after, w.Staff.People[9]}.dates()
		if len(x.Letters) != want {
			t.Fatalf("%d files, not %d", len(x.Letters), want)
		}
		for _, l := range x.Letters {
			d := l.Say.Draw.Dates
			if d.Off != off || d.All[0].UID != "visit-7-1@"+w.District.ID+".gridbot" || d.All[0].Seq <= seq || d.All[0].To-d.All[0].From != 3600 {
				t.Errorf("%+v after %d", d, seq)
			}
		}
		if want > 0 {
			seq = x.Letters[0].Say.Draw.Dates.All[0].Seq
		}
	}
	day := w.Now.Unix() + 86400
	gone := r(day)
	gone.Visit = nil
	dates(r(0), r(day), 2, false)
	dates(r(day), r(day), 0, false)
	dates(r(day), r(day+86400), 2, false)
	dates(r(day), r(0), 2, true)
	dates(r(0), r(day), 2, false)
	dates(r(day), gone, 2, true)
	over := r(day)
	over.Ended = w.Now.Unix()
	dates(r(day), over, 2, true)
	held := r(w.Now.Unix() - 60)
	dates(held, gone, 0, false)
}
