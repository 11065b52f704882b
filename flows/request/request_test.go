package request

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
	_ "time/tzdata"

	"pgregory.net/rapid"

	"gridbot/flows/calendar"
	"gridbot/flows/services"
)

func office(t testing.TB) *calendar.Calendar {
	t.Helper()
	zone, err := time.LoadLocation("Asia/Shanghai")
	if err != nil {
		t.Fatal(err)
	}
	c, err := calendar.New(zone, []calendar.Hours{{From: 9 * 60, To: 11*60 + 30}, {From: 13*60 + 30, To: 17 * 60}}, calendar.Days{})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// monday is 9:00 on Monday 23 November 2026.
var monday = time.Date(2026, 11, 23, 1, 0, 0, 0, time.UTC).Unix()

// anyService is a graph without rings: steps need papers of the applicant and of
// steps before them.
func anyService(rt *rapid.T) services.Service {
	s := services.Service{ID: "any"}
	for i := range rapid.IntRange(0, 4).Draw(rt, "papers") {
		s.Papers = append(s.Papers, services.Paper{ID: fmt.Sprintf("p%d", i)})
	}
	for i := range rapid.IntRange(1, 7).Draw(rt, "steps") {
		name := fmt.Sprintf("s%d", i)
		hours := func(most int) calendar.Span {
			return calendar.Span{Plain: time.Duration(rapid.IntRange(1, most).Draw(rt, name)) * time.Hour}
		}
		st := services.Step{ID: name, Agency: fmt.Sprintf("a%d", i%3), Gives: []string{"g" + name}, Within: hours(30), Usual: hours(20), Least: hours(5), Visit: rapid.Bool().Draw(rt, name)}
		for _, p := range s.Papers {
			if rapid.Bool().Draw(rt, p.ID) {
				st.Needs = append(st.Needs, services.Need{Paper: p.ID})
			}
		}
		for _, o := range s.Steps {
			switch rapid.IntRange(0, 3).Draw(rt, o.ID) {
			case 0:
				st.Needs = append(st.Needs, services.Need{Paper: "g" + o.ID})
			case 1:
				st.After = append(st.After, o.ID)
			}
		}
		s.Steps = append(s.Steps, st)
	}
	return s
}

// life plays a request to its end: what happens is up to chance, and things are sent
// back a few times at most. After everything watch looks at it.
func life(rt *rapid.T, c *calendar.Calendar, r *Request, watch func(before Request, at int64)) {
	at, asked := r.Begun, 0
	for range 400 {
		if !r.Open() {
			return
		}
		at += int64(rapid.IntRange(1, 600).Draw(rt, "minutes")) * 60
		before := r.Clone()
		if !act(rt, c, r, at, &asked) {
			rt.Fatalf("nobody can do anything, and it does not end: %+v", r)
		}
		watch(before, at)
	}
	rt.Fatalf("it does not end: %+v", r)
}

// act lets one thing happen that can happen now.
func act(rt *rapid.T, c *calendar.Calendar, r *Request, at int64, asked *int) bool {
	var can []func() error
	for _, p := range r.Missing() {
		can = append(can, func() error { return r.Give(p.ID, nil, "here", c, at) })
	}
	if *asked < 4 && len(r.Papers) > 0 && r.Papers[0].For == "" {
		own := []string{r.Papers[0].ID}
		can = append(can, func() error { *asked++; _, err := r.ChangeHands(r.By+1, own, c, at); return err })
	}
	if r.Ready() {
		can = append(can, func() error { return r.Send(c, at) })
	}
	for _, s := range r.Steps {
		if s.State != Runs {
			continue
		}
		if !s.Visit || s.Seen {
			can = append(can, func() error { return r.Finish(s.ID, 1, c, at) })
		}
		if *asked < 4 {
			paper := ""
			if len(s.Needs) > 0 && r.Paper(s.Needs[0]) != nil {
				paper = s.Needs[0]
			}
			can = append(can, func() error { *asked++; return r.SendBack(s.ID, paper, "blurred", c, at) })
		}
	}
	if v := r.Visit; v != nil && v.At == 0 {
		for _, p := range v.Parties(r) {
			if next := v.Soonest(at); next != 0 && !slices.Contains(v.Can[p], next) {
				can = append(can, func() error { return r.Suits(p, v.Soonest(at), at) })
			}
		}
	}
	if v := r.Visit; v != nil && v.Soonest(at) == 0 {
		can = append(can, func() error { return r.Others(Applicant, v.Round, c, at) })
	}
	if v := r.Visit; v != nil && v.At != 0 && len(can) == 0 || v != nil && v.At != 0 && at >= v.At {
		can = append(can, func() error { return r.Look(c, max(at, v.At)) })
	}
	if len(can) == 0 {
		return false
	}
	if err := rapid.SampledFrom(can).Draw(rt, "act")(); err != nil {
		rt.Fatalf("what can be done is refused: %v", err)
	}
	return true
}

func TestNoStepStartsBeforeItsNeedsAndEveryRequestEnds(t *testing.T) {
	c := office(t)
	rapid.Check(t, func(rt *rapid.T) {
		r := New(1, 7, anyService(rt), nil, c, monday)
		given := map[string]int{}
		life(rt, c, &r, func(before Request, at int64) {
			for _, s := range r.Steps {
				was := before.Step(s.ID)
				if s.Met != 0 && was.Met == 0 {
					for _, id := range r.Before(s) {
						if r.Step(id).State != Done {
							rt.Fatalf("%s begins before %s is done", s.ID, id)
						}
					}
					if lacks := r.Lacks(s); len(lacks) > 0 {
						rt.Fatalf("%s begins without %v", s.ID, lacks)
					}
				}
				if (s.State == Runs) != (s.Since != 0) || s.State == Runs && s.Clock.Due == 0 {
					rt.Fatalf("the clock of %s does not fit: %+v", s.ID, s)
				}
				if s.Met == 0 && s.Over() && r.Outcome == AllDone {
					rt.Fatalf("%s is done and never began", s.ID)
				}
			}
			for _, p := range r.Papers {
				if was := before.Paper(p.ID); was != nil && p.At != was.At && p.At != 0 {
					given[p.ID]++
				}
				if given[p.ID] > 1+p.Asked {
					rt.Fatalf("%s was asked for %d times and sent back %d times", p.ID, given[p.ID], p.Asked)
				}
			}
		})
		if r.Outcome != AllDone || slices.ContainsFunc(r.Steps, func(s Step) bool { return s.State != Done }) || len(r.Timers()) > 0 {
			rt.Fatalf("it ended as %s: %+v", r.Outcome, r)
		}
	})
}

// brute is the end of the last step, over every way through the graph, minute by
// minute.
func brute(r Request, c *calendar.Calendar, at int64, takes func(Step) int64) int64 {
	minutes := func(t, seconds int64) int64 {
		for seconds > 0 {
			now := time.Unix(t, 0).In(c.Zone())
			of := calendar.Clock(now.Hour()*60 + now.Minute())
			if c.Works(calendar.DateOf(now)) && slices.ContainsFunc(c.Office(), func(h calendar.Hours) bool { return h.From <= of && of < h.To }) {
				seconds -= 60
			}
			t += 60
		}
		return t
	}
	last := at
	var walk func(way []string)
	walk = func(way []string) {
		s := *r.Step(way[0])
		before := slices.DeleteFunc(r.Before(s), func(id string) bool { return r.Step(id).State == Done })
		for _, id := range before {
			walk(append([]string{id}, way...))
		}
		if len(before) > 0 {
			return
		}
		t := at
		for _, id := range way {
			s := *r.Step(id)
			if t = minutes(t, takes(s)); s.Visit && !s.Seen && r.Visit != nil && slices.Contains(r.Visit.Steps, id) {
				t = max(t, r.Visit.Soonest(at)) // not before somebody has looked
			}
		}
		last = max(last, t)
	}
	for _, s := range r.Steps {
		if s.State != Done {
			walk([]string{s.ID})
		}
	}
	return last
}

func TestTheCriticalPathIsWhatBruteForceFinds(t *testing.T) {
	c := office(t)
	rapid.Check(t, func(rt *rapid.T) {
		r := New(1, 7, anyService(rt), nil, c, monday)
		for id, ahead := range r.ahead() {
			if !slices.Equal(ahead, r.Before(*r.Step(id))) {
				rt.Fatalf("%s comes after %v, and after %v", id, ahead, r.Before(*r.Step(id)))
			}
		}
		checks := 0
		look := func(before Request, at int64) {
			// While a clock runs what is left of it counts.
			still := !slices.ContainsFunc(r.Steps, func(s Step) bool { return s.Ran > 0 && s.State != Done || s.State == Runs && s.Since != at })
			if !r.Open() || !still || checks > 2 {
				return
			}
			checks++
			takes := func(s Step) int64 { return s.Usual }
			got, way := r.Ends(c, at, takes)
			if want := brute(r, c, at, takes); got != want {
				rt.Fatalf("at %d it ends at %d, want %d: %+v", at, got, want, r)
			}
			for i := 1; i < len(way); i++ {
				if !slices.Contains(r.Before(*r.Step(way[i])), way[i-1]) {
					rt.Fatalf("%v is no way", way)
				}
			}
		}
		look(r, monday)
		life(rt, c, &r, look)
	})
}

// restaurant is the demo's shape by hand: two steps at once, one visit, one end.
func restaurant(c *calendar.Calendar) Request {
	wd := func(n int) calendar.Span { return calendar.Span{Work: n} }
	return New(3, 7, services.Service{ID: "restaurant",
		Papers: []services.Paper{{ID: "lease"}, {ID: "plan"}},
		Steps: []services.Step{
			{ID: "licence", Agency: "market", Needs: []services.Need{{Paper: "lease"}}, Gives: []string{"paper"}, Within: wd(1), Usual: wd(1), Least: wd(1)},
			{ID: "food", Agency: "market", Needs: []services.Need{{Paper: "paper"}, {Paper: "plan"}}, Within: wd(3), Usual: wd(2), Least: wd(1), Visit: true},
			{ID: "drain", Agency: "water", Needs: []services.Need{{Paper: "plan"}}, Within: wd(3), Usual: wd(2), Least: wd(1), Visit: true,
				Hours: []calendar.Hours{{From: 13 * 60, To: 17 * 60}}},
		}}, nil, c, monday)
}

func day(n, hour int) int64 { return monday + int64(n)*oneDay + int64(hour-9)*3600 }

func TestOneVisitForAllAndClocksThatStandStill(t *testing.T) {
	c := office(t)
	r := restaurant(c)
	if r.Ready() || !errors.Is(r.Send(c, monday), ErrEmpty) {
		t.Error("it can be sent without a paper")
	}
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(r.Give("lease", nil, "x", c, monday))
	must(r.Send(c, monday))
	if got := states(r); got != "licence:runs food:wants drain:wants" {
		t.Errorf("it stands %s", got)
	}
	f := r.Forecast(c, monday, nil)
	if f.Earliest != day(1, 17) || f.Likely != day(2, 17) || strings.Join(f.Way, " ") != "licence food" {
		t.Errorf("it is forecast as %+v", f)
	}
	must(r.Give("plan", nil, "x", c, day(0, 10)))
	if r.Visit != nil {
		t.Error("the visit does not wait for the food permit")
	}
	must(r.Finish("licence", 1, c, day(0, 17)))
	v := r.Visit
	if v == nil || len(v.Steps) != 2 || v.Times[0] != day(1, 14) || v.Times[1] != day(2, 14) {
		t.Fatalf("the visit is %+v", v) // only afternoons suit the water office
	}
	if err := r.Finish("food", 1, c, day(1, 9)); !errors.Is(err, ErrUnseen) {
		t.Errorf("it was done unseen: %v", err)
	}
	must(r.SendBack("drain", "plan", "no grease trap", c, day(1, 9)))
	must(r.SendBack("food", "plan", "no sink", c, day(1, 10)))
	if got := states(r); got != "licence:done food:back drain:back" || len(r.Missing()) != 1 || len(r.Paper("plan").Wrong) != 2 {
		t.Errorf("it stands %s", got)
	}
	ran := r.Step("drain").Ran
	must(r.Give("plan", nil, "x", c, day(1, 17)))
	if s := r.Step("drain"); s.State != Runs || s.Ran != ran || s.Clock.Due != Add(c, day(1, 17), s.Within-ran) {
		t.Errorf("its clock ran while it was with the applicant: %+v", s)
	}
	for _, p := range []string{Applicant, "market", "water"} {
		must(r.Suits(p, v.Times[1], day(1, 17)))
	}
	if r.Visit.At != day(2, 14) || r.Visit.Clock.Next != day(2, 2) {
		t.Errorf("the visit is %+v", r.Visit)
	}
	if err := r.Look(c, day(2, 13)); !errors.Is(err, ErrNotNow) {
		t.Errorf("it was looked at before: %v", err)
	}
	must(r.Look(c, day(2, 15)))
	must(r.Finish("food", 1, c, day(2, 16)))
	must(r.Finish("drain", 2, c, day(3, 16)))
	if r.Outcome != AllDone || r.Held != 1 || r.Took != 39 {
		t.Errorf("it ended as %s after %d visits, %d tenths of a day", r.Outcome, r.Held, r.Took)
	}
	seen := Tallied(Request{}, r)
	if len(seen) != 5 || seen[4] != "restaurant||visits|1" {
		t.Errorf("it counts as %v", seen)
	}
}

func states(r Request) string {
	var all []string
	for _, s := range r.Steps {
		all = append(all, s.ID+":"+string(s.State))
	}
	return strings.Join(all, " ")
}

func TestARefusalEndsItAndADraftRestsForWeeks(t *testing.T) {
	c := office(t)
	r := restaurant(c)
	if at := r.Remind.Next; at != day(14, 9) || r.Reminded(at) || r.Remind.Next != day(60, 9) || !r.Reminded(day(60, 9)) || r.Remind.Next != 0 {
		t.Errorf("a draft is reminded of as %+v", r.Remind)
	}
	r = restaurant(c)
	r.Remind = Clock{Next: day(21, 9), Rung: 1} // as an older release wrote it
	if r.Reminded(day(21, 9)) || r.Remind.Next != day(67, 9) || !r.Reminded(day(67, 9)) {
		t.Errorf("a draft of an older release is reminded of as %+v", r.Remind)
	}
	r = restaurant(c)
	if err := errors.Join(r.Give("lease", nil, "x", c, monday), r.Send(c, monday), r.Refuse("licence", "not yours", 1, c, monday+60)); err != nil {
		t.Fatal(err)
	}
	if got := states(r); got != "licence:refused food:dropped drain:dropped" || r.Outcome != Refusal || len(r.Timers()) > 0 {
		t.Errorf("it stands %s, %s", got, r.Outcome)
	}
	for _, err := range []error{r.Give("plan", nil, "x", c, monday), r.Finish("food", 1, c, monday), r.SendBack("food", "plan", "", c, monday),
		r.Withdraw(c, monday), r.Send(c, monday), r.Others(Applicant, 1, c, monday), r.Look(c, monday)} {
		if !errors.Is(err, ErrOver) {
			t.Errorf("after its end: %v", err)
		}
	}
}

func TestHistoryCountsWhenThereIsEnough(t *testing.T) {
	c := office(t)
	s := Step{ID: "food", Usual: 6 * 3600, Within: 18 * 3600}
	f := Figures{"restaurant|food|market|10": 2, "restaurant|food|market|30": 2}
	if mid, high := f.Usual("restaurant", s, c); mid != s.Usual || high != s.Within {
		t.Errorf("four are history: %d, %d", mid, high)
	}
	f["restaurant|food|water|60"] = 1
	if mid, high := f.Usual("restaurant", s, c); mid != 3*6*3600 || high != 6*6*3600 {
		t.Errorf("it usually takes %d, %d", mid, high)
	}
	f["restaurant|||40"], f["restaurant|||90"], f["restaurant||visits|1"] = 3, 1, 4
	if all := f.Of("restaurant", ""); all != (Spread{N: 4, Median: 40, High: 90, Within5: 3, Sum: 210}) {
		t.Errorf("all of it is %+v", all)
	}
	if by := f.By("market"); by.N != 4 || by.Median != 10 || by.High != 30 {
		t.Errorf("the market office took %+v", by)
	}
	if v := f.Visits("restaurant"); v.N != 4 || v.Sum != 4 {
		t.Errorf("visits are %+v", v)
	}
}

// visited is the restaurant where both who look can: times are offered on Monday.
func visited(t *testing.T, c *calendar.Calendar) Request {
	t.Helper()
	r := restaurant(c)
	if err := errors.Join(r.Give("lease", nil, "x", c, monday), r.Give("plan", nil, "x", c, monday), r.Send(c, monday), r.Finish("licence", 1, c, monday)); err != nil || r.Visit == nil {
		t.Fatalf("%v, %+v", err, r.Visit)
	}
	return r
}

func TestAVisitIsNeverAgreedOnInThePastAndTimesThatWentByAreOfferedAnew(t *testing.T) {
	c := office(t)
	r := visited(t, c)
	first, last := r.Visit.Times[0], r.Visit.Times[len(r.Visit.Times)-1]
	if f := r.Forecast(c, monday, nil); f.Earliest < first {
		t.Errorf("it ends at %d, before anybody can look at %d", f.Earliest, first)
	}
	if err := errors.Join(r.Suits(Applicant, first, monday), r.Suits("market", first, monday)); err != nil {
		t.Fatal(err)
	}
	if err := r.Suits("water", first, first+60); !errors.Is(err, ErrNotNow) || r.Visit.At != 0 {
		t.Errorf("it is agreed on when it is over: %v, %+v", err, r.Visit)
	}
	if next := r.Visit.Soonest(first); next != r.Visit.Times[1] {
		t.Errorf("the next one is %d", next)
	}
	if err := r.Suits("water", last, first+60); err != nil || !r.Visit.Torn(&r) {
		t.Errorf("all have said and nothing suits all: %v, %+v", err, r.Visit)
	}
	if r.Visiting(c, first+60) || r.Visit.Clock.Next != first+60+oneDay {
		t.Errorf("other times are offered where there are some: %+v", r.Visit)
	}
	for range roundsUnasked - 1 {
		over := r.Visit.Times[len(r.Visit.Times)-1] + 60
		if !r.Visiting(c, over) || r.Visit.Soonest(over) == 0 || r.Visit.Clock.Next != Add(c, over, 2*60*60) {
			t.Errorf("nothing else is offered: %+v", r.Visit)
		}
	}
	if over := r.Visit.Times[len(r.Visit.Times)-1] + 60; r.Visiting(c, over) || r.Visit.Clock.Next == 0 {
		t.Errorf("it goes on for ever: %+v", r.Visit)
	}
}

func TestPhotosOfThePlaceAddUp(t *testing.T) {
	c := office(t)
	r := visited(t, c)
	for i := range 12 {
		if err := r.Give(Site, []File{{Kind: "photo", ID: fmt.Sprint(i)}}, "", c, monday); err != nil {
			t.Fatal(err)
		}
	}
	if p := r.Paper(Site); len(p.Files) != mostSite || p.Files[0].ID != "2" {
		t.Errorf("of the place there are %+v", p.Files)
	}
}

// What a week counts stands by grid, and together it is what all of it counts.
func TestAWeekCountsByGrid(t *testing.T) {
	week := Figures{}
	for _, field := range slices.Concat(Placed([]string{"shop|licence|market|4", "shop|||12"}, "yanchang"), Placed([]string{"shop|licence|market|4"}, "lingshi")) {
		week[field]++
	}
	if f := week.In("yanchang"); f.Of("shop", "licence").N != 1 || f.Of("shop", "").Median != 12 {
		t.Errorf("one grid counts %v", f)
	}
	if f := week.In("*").Plus(week.In("lingshi")); f.Of("shop", "licence").N != 3 || f.By("market").N != 3 {
		t.Errorf("all grids count %v", f)
	}
	if f := week.In("nowhere"); len(f) != 0 || !f.Of("shop", "licence").Few() || (Figures)(nil).Of("shop", "").N != 0 {
		t.Errorf("nowhere counts %v", f)
	}
}

// The spread is what one reads off the sorted lengths.
func TestTheSpreadIsWhatTheSortedLengthsSay(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		took := rapid.SliceOfN(rapid.IntRange(0, 80), 1, 60).Draw(rt, "took")
		f := Figures{}
		for _, t := range took {
			f[fmt.Sprintf("shop|licence|market|%d", t)]++
		}
		slices.Sort(took)
		s := f.Of("shop", "licence")
		slow := 0 // the least length that nine of ten did not exceed
		for i, t := range took {
			if slow = t; 10*(i+1) >= 9*len(took) {
				break
			}
		}
		if s.N != len(took) || s.Median != took[(len(took)-1)/2] || s.High != slow || s != f.steps("shop")["licence"] {
			rt.Fatalf("%v is %+v", took, s)
		}
	})
}

// wide is a request with so many steps, each behind several others.
func wide(c *calendar.Calendar, steps int) (Request, Figures) {
	s, seen := services.Service{ID: "wide"}, Figures{}
	for i := range 10 {
		s.Papers = append(s.Papers, services.Paper{ID: fmt.Sprintf("p%d", i)})
	}
	for i := range steps {
		st := services.Step{ID: fmt.Sprintf("s%d", i), Agency: fmt.Sprintf("a%d", i%9), Gives: []string{fmt.Sprintf("g%d", i)},
			Needs: []services.Need{{Paper: fmt.Sprintf("p%d", i%10)}}, Within: calendar.Span{Work: 3}, Usual: calendar.Span{Work: 2}, Least: calendar.Span{Work: 1}}
		for _, back := range []int{7, 11, 13} {
			if i >= back {
				st.Needs = append(st.Needs, services.Need{Paper: fmt.Sprintf("g%d", i-back)})
			}
		}
		s.Steps = append(s.Steps, st)
		for took := range 40 {
			seen[fmt.Sprintf("wide|s%d|a%d|%d", i, i%9, took)] = 1 + took
		}
	}
	return New(1, 7, s, nil, c, monday), seen
}

// A card is a forecast, and who waits for whom.
func BenchmarkACardOfTwoHundredSteps(b *testing.B) {
	c := office(b)
	r, seen := wide(c, 200)
	for b.Loop() {
		r.Forecast(c, monday, seen)
		for _, s := range r.Steps {
			r.Before(s)
		}
	}
}

func BenchmarkAPaperOfTwoHundredSteps(b *testing.B) {
	c := office(b)
	r, _ := wide(c, 200)
	for _, p := range r.Missing() {
		if err := r.Give(p.ID, nil, "x", c, monday); err != nil {
			b.Fatal(err)
		}
	}
	if err := r.Send(c, monday); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		next := r.Clone()
		if err := next.SendBack("s0", "p0", "blurred", c, monday); err != nil {
			b.Fatal(err)
		}
	}
}

// Who takes it over brings what is theirs: what was done with it is done anew, with all
// that came after, and all else stays, the visit that was made too.
func TestARequestChangesHands(t *testing.T) {
	c := office(t)
	r := visited(t, c)
	when := r.Visit.Times[0]
	for _, p := range []string{Applicant, "market", "water"} {
		if err := r.Suits(p, when, monday); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(r.Look(c, when), r.SendBack("food", "plan", "no sink", c, when)); err != nil {
		t.Fatal(err)
	}
	r.Hand = &Hand{Token: "token", Until: when + 60}
	if !r.Takes("token", when) || r.Takes("token", when+60) || r.Takes("", when) || r.Takes("tokem", when) {
		t.Error("anybody can take it over, or nobody")
	}
	if _, err := r.ChangeHands(r.By, nil, c, when); !errors.Is(err, ErrNotNow) {
		t.Errorf("from one to the same: %v", err)
	}
	anew, err := r.ChangeHands(8, []string{"lease"}, c, when)
	if err != nil || !slices.Equal(anew, []string{"licence", "food"}) || r.By != 8 || r.Hand != nil || r.Takes("token", when) {
		t.Errorf("%v, %v: %+v", anew, err, r)
	}
	if got := states(r); got != "licence:wants food:waits drain:runs" || r.Paper("lease").At != 0 || len(r.Paper("lease").Files) != 0 || r.Paper("plan").Missing() {
		t.Errorf("it stands %s: %+v", got, r.Papers)
	}
	if err := errors.Join(r.Give("lease", nil, "mine", c, when), r.Finish("licence", 1, c, when), r.Finish("food", 1, c, when), r.Finish("drain", 1, c, when)); err != nil || r.Outcome != AllDone || r.Held != 1 {
		t.Errorf("%v: it ended as %s after %d visits", err, r.Outcome, r.Held)
	}
	if _, err := r.ChangeHands(9, nil, c, when); !errors.Is(err, ErrOver) {
		t.Errorf("after its end: %v", err)
	}
}

// A mark says which officer set it: a colleague's tap does not take it back unless that is
// meant; who set it takes it back by a tap, as before.
func TestAMarkOfAColleagueIsNotTakenBackUnmeant(t *testing.T) {
	first := monday + 86400
	r := Request{N: 1, By: 9, Begun: monday, Sent: monday, Steps: []Step{{ID: "water", Agency: "water", State: Runs, Visit: true, Met: 1}}, Visit: &Visit{Steps: []string{"water"}, Times: []int64{first, first + 86400}, Round: 1}}
	mark := func(by int64, meant bool) error { return r.Mark("water", by, first, monday, meant) }
	if err := mark(1, false); err != nil || r.Visit.Marker("water", first) != 1 {
		t.Fatalf("%v, by %d", err, r.Visit.Marker("water", first))
	}
	was := r.Clone()
	if err := mark(2, false); !errors.Is(err, ErrTheirs) || r.Visit.Marker("water", first) != 1 {
		t.Errorf("a colleague's tap: %v, by %d", err, r.Visit.Marker("water", first))
	}
	if err := mark(2, true); err != nil || len(r.Visit.Can["water"]) != 0 || r.Visit.Marker("water", first) != 0 {
		t.Errorf("meant: %v, %+v", err, r.Visit)
	}
	if was.Visit.Marker("water", first) != 1 {
		t.Errorf("what was read is changed")
	}
	if err := mark(2, true); err != nil || len(r.Visit.Can["water"]) != 0 {
		t.Errorf("twice: %v, %+v", err, r.Visit)
	}
	r.Visit.Can, r.Visit.By = map[string][]int64{"water": {first}}, nil // of a release before
	if err := mark(2, false); err != nil || len(r.Visit.Can["water"]) != 0 {
		t.Errorf("nobody knows who set it: %v, %+v", err, r.Visit)
	}
	if err := r.Mark(Applicant, 9, first, monday, false); err != nil || r.Visit.Marker(Applicant, first) != 0 {
		t.Errorf("of who asked no name is kept: %v, %+v", err, r.Visit.By)
	}
	if err := r.Mark("fire", 3, first, monday, true); err != nil {
		t.Errorf("taking back what is not there: %v", err)
	}
}
