package store

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"gridbot/flows/calendar"
	"gridbot/flows/request"
	"gridbot/flows/services"
	"gridbot/flows/talk"
	"gridbot/flows/world"
	"gridbot/store/redistest"
)

// workdays is the calendar requests are counted by here.
func workdays(t testing.TB) *calendar.Calendar {
	t.Helper()
	c, err := calendar.New(time.UTC, []calendar.Hours{{From: 9 * 60, To: 17 * 60}}, calendar.Days{})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// opened3 is a request with a word in every place where one can stand.
func opened3(t testing.TB, c *calendar.Calendar) request.Request {
	t.Helper()
	r := request.New(3, 7001, services.Service{ID: "restaurant", Papers: []services.Paper{{ID: "lease"}, {ID: "plan"}},
		Steps: []services.Step{
			{ID: "licence", Agency: "market", Needs: []services.Need{{Paper: "lease"}}, Gives: []string{"paper"}, Within: calendar.Span{Work: 1}},
			{ID: "drain", Agency: "water", Needs: []services.Need{{Paper: "plan"}}, Within: calendar.Span{Work: 3}, Visit: true}},
	}, map[string]string{"name": "secretname"}, c, monday.Unix())
	r.Grid = "yanchang"
	if err := errors.Join(r.Give("lease", []request.File{{Kind: "photo", ID: "secretphoto"}}, "", c, monday.Unix()), r.Send(c, monday.Unix()),
		r.Give("plan", nil, "secretplan", c, monday.Unix()), r.SendBack("licence", "lease", "secretwhy", c, monday.Unix())); err != nil {
		t.Fatal(err)
	}
	return r
}

func TestARequestIsReadAsItWasWrittenAndSealedWhereThereAreKeys(t *testing.T) {
	c := workdays(t)
	onBoth(t, func(t *testing.T, address string) {
		bare := opened(t, address)
		r := opened3(t, c)
		bare.mustCommit(t, bare.received(t, 1), 7001, world.Change{Served: &world.Served{After: r}})
		found, err := bare.Read(t.Context(), 7001, world.Need{Service: 3, Services: "p7001,@market,@water,yanchang,@gas", Served: true})
		if err != nil || found.Serving.Request == nil || found.Serving.Request.Paper("plan").Words != "secretplan" || found.Serving.Request.Rev != 1 {
			t.Fatalf("%+v, %v", found.Serving, err)
		}
		if len(found.Serving.List) != 1 || found.Serving.Last != 3 || len(found.Serving.Figures) != 0 {
			t.Errorf("the lists are %+v", found.Serving)
		}
		if _, err := bare.Commit(t.Context(), bare.received(t, 2), 7001, world.Change{Served: &world.Served{After: r}}); !errors.Is(err, world.ErrStale) {
			t.Errorf("begun twice: %v", err)
		}
	})
	s := keyed(t, redistest.Embedded(t), districtKeys(t))
	s.mustCommit(t, s.received(t, 1), 7001, world.Change{Served: &world.Served{After: opened3(t, c)}})
	for name, key := range s.everything(t) {
		for _, part := range []string{name, key.value} {
			if strings.Contains(part, "secret") || strings.Contains(part, "7001") && strings.Contains(name, ":service") {
				t.Errorf("%s can be read: %.60q", name, part)
			}
		}
	}
	found, err := s.Read(t.Context(), 7001, world.Need{Service: 3, Services: "p7001"})
	if err != nil || found.Serving.Request == nil || found.Serving.Request.Answers["name"] != "secretname" || len(found.Serving.List) != 1 {
		t.Errorf("with keys it reads %+v, %v", found.Serving, err)
	}
	if k, err := s.Kept(t.Context(), 7001); err != nil || len(k.Requests) != 1 || k.Requests[0].Paper("plan").Words != "secretplan" || k.Locked {
		t.Errorf("of them is kept %+v, %v", k, err)
	}
	if k, err := s.Kept(t.Context(), 7002); err != nil || len(k.Requests) != 0 {
		t.Errorf("of somebody else is kept %+v, %v", k, err)
	}
}

// Keys came later than a request: its owner still finds it, and it is sealed when the
// district is.
func TestARequestOfBeforeThereWereKeysIsFoundAndSealed(t *testing.T) {
	address := redistest.Embedded(t)
	bare := opened(t, address)
	r := opened3(t, workdays(t))
	bare.mustCommit(t, bare.received(t, 1), 7001, world.Change{Served: &world.Served{After: r, Lasts: time.Hour}})
	s := keyed(t, address, districtKeys(t))
	if done, err := s.Reseal(t.Context()); err != nil || done.First == 0 {
		t.Fatalf("%+v, %v", done, err)
	}
	if v, err := s.rdb.Get(t.Context(), s.keys.service(3)).Result(); err != nil || strings.Contains(v, "secret") {
		t.Errorf("it lies open: %.80q, %v", v, err)
	}
	if left, err := s.rdb.PTTL(t.Context(), s.keys.service(3)).Result(); err != nil || left <= 0 {
		t.Errorf("it is kept for %s, %v", left, err)
	}
	found, err := s.Read(t.Context(), 7001, world.Need{Service: 3, Services: "p7001"})
	if err != nil || found.Serving.Request == nil || len(found.Serving.List) != 1 || found.Serving.Request.Paper("plan").Words != "secretplan" {
		t.Errorf("it reads %+v, %v", found.Serving, err)
	}
	r.Rev = 1
	s.mustCommit(t, s.received(t, 2), 7001, world.Change{Unserved: []request.Request{r}})
	if found, err := s.Read(t.Context(), 7001, world.Need{Services: "p7001"}); err != nil || len(found.Serving.List) != 0 {
		t.Errorf("it is still listed: %+v, %v", found.Serving, err)
	}
}

func TestWhatHasEndedIsInNoListButItsOwnersAndIsForgotten(t *testing.T) {
	c := workdays(t)
	s := opened(t, redistest.Embedded(t))
	r := opened3(t, c)
	s.mustCommit(t, s.received(t, 1), 7001, world.Change{Served: &world.Served{After: r}})
	before, after := r.Clone(), r.Clone()
	before.Rev = 1
	if err := after.Withdraw(c, monday.Unix()+60); err != nil {
		t.Fatal(err)
	}
	s.mustCommit(t, s.received(t, 2), 7001, world.Change{Served: &world.Served{Before: &before, After: after, Lasts: time.Hour}})
	for whose, want := range map[string]int{"p7001": 1, "@market": 0, "@water": 0, "yanchang": 0} {
		found, err := s.Read(t.Context(), 7001, world.Need{Services: whose})
		if err != nil || len(found.Serving.List) != want {
			t.Errorf("%s lists %d, %v", whose, len(found.Serving.List), err)
		}
	}
	if due, err := s.Due(t.Context(), monday.Add(10000*time.Hour), 10); err != nil || len(due) != 0 {
		t.Errorf("it still strikes: %+v, %v", due, err)
	}
	if left, err := s.rdb.PTTL(t.Context(), s.keys.service(3)).Result(); err != nil || left <= 0 || left > time.Hour {
		t.Errorf("it is kept for %s, %v", left, err)
	}
}

func TestWhoIsForgottenLeavesNoRequest(t *testing.T) {
	s := opened(t, redistest.Embedded(t))
	r := opened3(t, workdays(t))
	s.mustCommit(t, s.received(t, 1), 7001, world.Change{Served: &world.Served{After: r}})
	if _, err := s.Commit(t.Context(), s.received(t, 2), 7001, world.Change{Unserved: []request.Request{r}}); !errors.Is(err, world.ErrStale) {
		t.Errorf("taken away as it never was: %v", err)
	}
	r.Rev = 1
	s.mustCommit(t, s.received(t, 3), 7001, world.Change{Unserved: []request.Request{r}})
	for name, key := range s.everything(t) {
		if strings.Contains(name, ":service:") || strings.Contains(name, ":services:") || strings.Contains(key.value, "s3:") {
			t.Errorf("%s is still there: %s", name, key.value)
		}
	}
}

// Whatever happens to requests, the lists, timers and counts are those of the requests.
func TestRequestsAreKeptAsAModelKeepsThem(t *testing.T) {
	c := workdays(t)
	address := redistest.Embedded(t)
	s := opened(t, address)
	op := int64(0)
	rapid.Check(t, func(rt *rapid.T) {
		if err := s.rdb.FlushDB(t.Context()).Err(); err != nil {
			rt.Fatal(err)
		}
		s := opened(t, address)
		model, counts := map[int]request.Request{}, map[string]int{}
		at := monday.Unix()
		for range rapid.IntRange(1, 12).Draw(rt, "acts") {
			at += 3600
			op++
			n := rapid.IntRange(1, 3).Draw(rt, "which")
			was, there := model[n]
			r := was.Clone()
			m := world.Served{Before: &was}
			if !there {
				r, m = opened3(t, c), world.Served{}
				r.N = n
			} else {
				change(rt, c, &r, at)
			}
			m.After, m.Week = r, rapid.SampledFrom([]string{"2026-W48", "2026-W49"}).Draw(rt, "week")
			s.mustCommit(t, s.received(t, op), 7001, world.Change{Served: &m})
			for _, field := range request.Tallied(was, r) {
				counts[field]++
			}
			r.Rev = was.Rev + 1
			model[n] = r
		}
		same(rt, s, model, counts)
	})
}

// change does one of the things that can be done to a request.
func change(rt *rapid.T, c *calendar.Calendar, r *request.Request, at int64) {
	_ = []error{ // what cannot be done changes nothing
		0: r.Give(rapid.SampledFrom([]string{"lease", "plan"}).Draw(rt, "paper"), nil, "again", c, at),
		1: map[int]func() error{
			0: func() error { return r.Finish("licence", 1, c, at) }, 1: func() error { return r.Waive("drain", c, at) },
			2: func() error { return r.Finish("drain", 1, c, at) }, 3: func() error { return r.SendBack("drain", "plan", "no", c, at) },
			4: func() error { return r.Withdraw(c, at) },
		}[rapid.IntRange(0, 4).Draw(rt, "act")](),
	}
}

func same(rt *rapid.T, s *Store, model map[int]request.Request, counts map[string]int) {
	ctx := rt.Context()
	lists, timers := map[string][]int{}, map[string]int64{}
	for _, n := range slices.Sorted(maps.Keys(model)) {
		r := model[n]
		people, agencies := r.Lists()
		for _, id := range people {
			lists[fmt.Sprintf("p%d", id)] = append(lists[fmt.Sprintf("p%d", id)], n)
		}
		for _, a := range agencies {
			lists["@"+a] = append(lists["@"+a], n)
		}
		for name, at := range r.Timers() {
			timers[timerOf(talk.Clock{Service: n, Name: name})] = at
		}
	}
	for _, whose := range []string{"p7001", "@market", "@water"} {
		found, err := s.Read(ctx, 7001, world.Need{Services: whose, Served: true, ServedIn: "2026-W48,2026-W49,2026-W50"})
		if err != nil {
			rt.Fatal(err)
		}
		var got []int
		for _, r := range slices.Backward(found.Serving.List) {
			if got = append(got, r.N); r.Rev != model[r.N].Rev {
				rt.Fatalf("request %d has rev %d, want %d", r.N, r.Rev, model[r.N].Rev)
			}
		}
		if !slices.Equal(got, lists[whose]) || !maps.Equal(map[string]int(found.Serving.Figures), counts) {
			rt.Fatalf("%s: %v, want %v; %v, want %v", whose, got, lists[whose], found.Serving.Figures, counts)
		}
		if in := found.Serving.Weeks.In("yanchang"); !maps.Equal(map[string]int(in), counts) || len(found.Serving.Weeks.In("lingshi")) != 0 {
			rt.Fatalf("by week and grid %v, want %v", found.Serving.Weeks, counts)
		}
	}
	due, err := s.Due(ctx, monday.Add(100000*time.Hour), 100)
	if err != nil {
		rt.Fatal(err)
	}
	got := map[string]int64{}
	for _, k := range due {
		got[timerOf(k)] = k.Due.Unix()
	}
	if !maps.Equal(got, timers) {
		rt.Fatalf("timers are %v, want %v", got, timers)
	}
}
