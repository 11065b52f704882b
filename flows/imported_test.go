package flows_test

import (
	"slices"
	"strconv"
	"testing"
	"time"

	"gridbot/flows"
	"gridbot/flows/acts"
	"gridbot/flows/cases"
	"gridbot/flows/grids"
	"gridbot/flows/history"
	"gridbot/flows/room"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// theirs are rows of another system: one closed there, one open, one refused.
func theirs() []history.Row {
	opened := time.Date(2026, 3, 1, 23, 30, 0, 0, time.FixedZone("CST", 8*3600)) // a Sunday night: the week that ends
	c := cases.Case{
		Category: "lamp", Grid: "yanchang", What: "路灯不亮", Place: cases.Place{Name: text.Said("崧涵庭")}, Opened: opened.Unix(),
		From: &cases.Source{ID: "SH-1", Agency: "城管", Print: "00"},
	}
	closed := c
	closed.Ended = opened.Add(48 * time.Hour).Unix()
	other := *c.From
	other.ID = "SH-2"
	open := c
	open.From = &other
	return []history.Row{{Case: closed}, {Case: open}, {Case: c, Refused: true}}
}

func TestWhatAnotherSystemHadCountsInItsOwnWeeks(t *testing.T) {
	r := room.New(t)
	ch := acts.Bring(&world.World{District: r.District, Now: r.Now, Number: func() int { r.Number++; return r.Number }}, theirs())
	if len(ch.Cases) != 2 || len(ch.Letters) != 0 || len(ch.Told) != 0 || len(ch.Remind) != 0 {
		t.Fatalf("%+v", ch)
	}
	closed, open := ch.Cases[0].After, ch.Cases[1].After
	if closed.Status != cases.Closed || closed.Outcome != cases.Elsewhere || closed.Clock != (cases.Clock{}) || closed.Opened == 0 || closed.Ended-closed.Opened != 48*3600 {
		t.Errorf("closed there: %+v", closed)
	}
	if open.Status != cases.Reported || open.Clock.Name != cases.ClockClaim || open.Clock.Since != r.Now.Unix() || !open.Due().After(r.Now) || open.Opened == r.Now.Unix() {
		t.Errorf("open there: %+v", open)
	}
	counts := world.Counts{}
	for _, l := range ch.Log {
		if l.By != 0 || l.Part != cases.PartImport {
			t.Errorf("%+v", l)
		}
		counts.Add(l)
	}
	for week, want := range map[string][3]int{"2026-W09": {2, 0, 0}, "2026-W10": {0, 1, 0}, "2026-W48": {0, 0, 0}} {
		s := counts.Sum("yanchang", week)
		if got := [3]int{s["reported"], s["closed.imported"], s["closed.confirmed"] + s["closed.unconfirmed"]}; got != want {
			t.Errorf("%s: reported, closed there, closed here are %v, want %v", week, got, want)
		}
	}
}

// What another system closed lately is known again when it comes back there,
// for ninety days after it was closed. Nobody is asked to look at it.
func TestWhatAnotherSystemClosedLatelyIsKnownAgain(t *testing.T) {
	r := room.New(t)
	bring := func(ended time.Time, at *grids.Point) cases.Case {
		row := theirs()[0]
		row.Case.Ended, row.Case.Place.Point = ended.Unix(), at
		return acts.Bring(&world.World{District: r.District, Now: r.Now, Number: func() int { return 1001 }}, []history.Row{row}).Cases[0].After
	}
	here := &grids.Point{Lat: 31.276, Lon: 121.443}
	ended := r.Now.AddDate(0, 0, -80)
	c := bring(ended, here)
	if due := time.Unix(c.Clock.Due, 0); c.Clock.Name != cases.ClockAfter || due.Before(ended.AddDate(0, 0, 90)) || due.After(ended.AddDate(0, 0, 100)) {
		t.Fatalf("closed on %s, its clock is %+v", ended, c.Clock)
	}
	for name, old := range map[string]cases.Case{"long ago": bring(r.Now.AddDate(0, 0, -91), here), "nobody knows where": bring(ended, nil)} {
		if old.Clock != (cases.Clock{}) {
			t.Errorf("closed %s: %+v", name, old.Clock)
		}
	}
	due := time.Unix(c.Clock.Strikes(), 0)
	w := &world.World{District: r.District, Now: due, Found: world.Found{Case: &c}}
	ch, err := flows.Decide(w, talk.Event{ID: "clock", At: due, Clock: &talk.Clock{Case: c.Number, Name: string(c.Clock.Name), Due: due}})
	if err != nil || len(ch.Letters) != 0 || len(ch.Log) != 0 || len(ch.Cases) != 1 || ch.Cases[0].After.Clock != (cases.Clock{}) || ch.Cases[0].After.Status != cases.Closed {
		t.Errorf("after ninety days: %v, %+v", err, ch)
	}
}

// A case nobody told us of is done like any other; there is nobody to be told,
// and nobody is.
func TestACaseWithoutAReporterIsDoneLikeAnyOther(t *testing.T) {
	r := room.New(t)
	ch := acts.Bring(&world.World{District: r.District, Now: r.Now, Number: func() int { r.Number++; return r.Number }}, theirs()[1:2])
	c := ch.Cases[0].After
	r.Cases[c.Number] = room.Freeze(t, c)
	do := func(who int64, press string, more ...talk.Event) {
		t.Helper()
		for _, e := range append([]talk.Event{{Press: press, Query: "q", Message: 1}}, more...) {
			r.Messages++
			e.ID, e.From, e.Chat = strconv.Itoa(r.Messages), talk.Sender{ID: who}, talk.Chat{ID: who}
			r.Happen(e)
		}
		if len(r.Chats[0]) > 0 {
			t.Fatalf("%s: nobody is told: %+v", press, r.Chats[0][0])
		}
	}
	photo := talk.Event{Files: []talk.File{{Kind: "photo", ID: "after", Unique: "after"}}}
	do(room.Wang, "c|1001|open")
	do(room.Zhou, "c|1001|open")
	do(room.Wang, "c|1001|claim")
	do(room.Wang, "c|1001|setout")
	do(room.Wang, "c|1001|arrive", photo)
	do(room.Wang, "c|1001|submit", photo, talk.Event{Press: "d|submit|words|skip", Query: "q", Message: 1})
	do(room.Zhou, "c|1001|pass")
	if c = room.Thaw[cases.Case](t, r.Cases[1001]); c.Status != cases.Closed || c.Outcome != cases.Checked { // nobody else can say whether it is fixed
		t.Fatalf("%s %s", c.Status, c.Outcome)
	}
	if slices.ContainsFunc(c.Cards, func(k cases.Card) bool { return k.Chat == 0 }) {
		t.Error("nobody holds a card")
	}
	if s := r.Counts.Sum("yanchang", "2026-W48"); s["handed"] != 1 || s["asked"] != 0 || s["closed.checked"] != 1 {
		t.Errorf("handed in %d times; %d times somebody was asked, and there is nobody to ask", s["handed"], s["asked"])
	}
	r.Pass(60 * 24 * time.Hour)
	if c = room.Thaw[cases.Case](t, r.Cases[1001]); c.Outcome != cases.Checked || len(r.Chats[0]) > 0 {
		t.Errorf("%s %s", c.Status, c.Outcome)
	}
}
