package store

import (
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"gridbot/flows/accord"
	"gridbot/flows/talk"
	"gridbot/flows/world"
	"gridbot/store/redistest"
)

// voted is an accord while people vote, with a word in every place where one can stand.
func voted(t testing.TB) accord.Accord {
	t.Helper()
	at := monday.Unix()
	a := accord.New(3, "yanchang", 7021, at)
	_, err := a.Join(7001, "zh-CN", accord.Merchants, "secretshop", at)
	option, err2 := a.Propose(accord.Option{Words: "secretoption", Cost: 950000, For: "secretfor", Against: "secretagainst"})
	_, err3 := a.Write(accord.Term{Kind: accord.Holds, Words: "secretterm", Owner: accord.PartyOwner(a.Parties[0].ID), Rhythm: accord.Rhythm{Work: 1}})
	key, err4 := a.AddKey("secretkey", at)
	if err := errors.Join(err, err2, err3, err4, a.Say(7001, "secretcomment", at), a.Invite("secrettokensecrettoken", accord.Residents, at+9000),
		a.Lay("secretoption", at), a.Accept(1, a.Versions[0].Terms[0].ID, 7001, workdays(t), at), a.Take(key, accord.PersonOwner(7011), at),
		a.OpenRound(50, at, at+90000), a.Vote(7001, 1, option, at)); err != nil {
		t.Fatal(err)
	}
	return a
}

func TestAnAccordIsReadAsItWasWrittenAndSealedWhereThereAreKeys(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		bare := opened(t, address)
		bare.mustCommit(t, bare.received(t, 1), 7001, world.Change{Agreed: []world.Agreed{{After: voted(t)}}})
		found, err := bare.Read(t.Context(), 7001, world.Need{Accord: 3, Accords: "p7001,yanchang,p7002"})
		a := found.Agreeing.Accord
		if err != nil || a == nil || a.Rev != 1 || !a.Genuine() || len(a.Voting().Votes) != 1 || len(found.Agreeing.List) != 1 {
			t.Fatalf("%+v, %v", found.Agreeing, err)
		}
		if _, err := bare.Commit(t.Context(), bare.received(t, 2), 7001, world.Change{Agreed: []world.Agreed{{After: voted(t)}}}); !errors.Is(err, world.ErrStale) {
			t.Errorf("begun twice: %v", err)
		}
	})
	s := keyed(t, redistest.Embedded(t), districtKeys(t))
	s.mustCommit(t, s.received(t, 1), 7001, world.Change{Agreed: []world.Agreed{{After: voted(t)}}})
	for name, key := range s.everything(t) {
		for _, part := range []string{name, key.value} {
			if strings.Contains(part, "secret") || strings.Contains(part, "7001") && strings.Contains(name, ":accord") {
				t.Errorf("%s can be read: %.60q", name, part)
			}
		}
	}
	found, err := s.Read(t.Context(), 7001, world.Need{Accord: 3, Accords: "p7001"})
	if err != nil || found.Agreeing.Accord == nil || len(found.Agreeing.List) != 1 {
		t.Errorf("with keys it reads %+v, %v", found.Agreeing, err)
	}
}

// Keys came later: who speaks in it still finds it, and it is sealed when the district is.
func TestAnAccordOfBeforeThereWereKeysIsFoundAndSealed(t *testing.T) {
	address := redistest.Embedded(t)
	bare := opened(t, address)
	bare.mustCommit(t, bare.received(t, 1), 7001, world.Change{Agreed: []world.Agreed{{After: voted(t), Lasts: time.Hour}}})
	s := keyed(t, address, districtKeys(t))
	if done, err := s.Reseal(t.Context()); err != nil || done.First == 0 {
		t.Fatalf("%+v, %v", done, err)
	}
	if v, err := s.rdb.Get(t.Context(), s.keys.accord(3)).Result(); err != nil || strings.Contains(v, "secret") {
		t.Errorf("it lies open: %.80q, %v", v, err)
	}
	found, err := s.Read(t.Context(), 7001, world.Need{Accord: 3, Accords: "p7001"})
	if err != nil || found.Agreeing.Accord == nil || len(found.Agreeing.List) != 1 || found.Agreeing.Accord.Comments[0].Words != "secretcomment" {
		t.Errorf("it reads %+v, %v", found.Agreeing, err)
	}
}

// Whatever happens, the lists and timers are those of what is agreed on; and after a
// loss they are made anew the same.
func TestAccordsAreKeptAsAModelKeepsThem(t *testing.T) {
	c := workdays(t)
	address := redistest.Embedded(t)
	s := opened(t, address)
	op := int64(0)
	rapid.Check(t, func(rt *rapid.T) {
		if err := s.rdb.FlushDB(t.Context()).Err(); err != nil {
			rt.Fatal(err)
		}
		s := opened(t, address)
		model := map[int]accord.Accord{}
		at := monday.Unix()
		for range rapid.IntRange(1, 12).Draw(rt, "acts") {
			at += 3600
			op++
			n := rapid.IntRange(1, 3).Draw(rt, "which")
			was, there := model[n]
			a, m := was.Clone(), world.Agreed{Before: &was}
			if !there {
				a, m = voted(t), world.Agreed{}
				a.Topic = n
			} else {
				switch rapid.IntRange(0, 6).Draw(rt, "act") {
				case 0:
					_ = a.Close(at)
				case 1:
					_ = a.OpenRound(50, at, at+7200)
				case 2:
					_, _ = a.Do(a.Versions[0].Terms[0].ID, 7011, 0, "", "", c, at)
				case 3:
					_, _ = a.Join(7002, "en", accord.Residents, "No. 5", at)
				case 4:
					a.Forget(7001)
				case 5:
					a.Grid = rapid.SampledFrom([]string{"yanchang", "lingshi"}).Draw(rt, "grid")
				case 6:
					_ = a.End(at)
				}
			}
			m.After = a
			s.mustCommit(t, s.received(t, op), 7001, world.Change{Agreed: []world.Agreed{m}})
			a.Rev = was.Rev + 1
			model[n] = a
		}
		sameAccords(rt, s, model)
		for _, key := range []string{"timers", "accords:p7001", "accords:p7002", "accords:p7011", "accords:yanchang", "accords:lingshi"} {
			if err := s.rdb.Del(t.Context(), s.keys.of(key)).Err(); err != nil {
				rt.Fatal(err)
			}
			if err := s.remakeAccords(t.Context(), s.keys.of(key)); err != nil {
				rt.Fatal(err)
			}
		}
		sameAccords(rt, s, model)
	})
}

func sameAccords(rt *rapid.T, s *Store, model map[int]accord.Accord) {
	lists, timers := map[string][]int{}, map[string]int64{}
	for _, n := range slices.Backward(slices.Sorted(maps.Keys(model))) {
		a := model[n]
		for _, whose := range accordsIn(a) {
			lists[whose] = append(lists[whose], n)
		}
		for name, at := range a.Timers() {
			timers[timerOf(talk.Clock{Accord: n, Name: name})] = at
		}
	}
	for _, whose := range []string{"p7001", "p7002", "p7011", "yanchang", "lingshi"} {
		found, err := s.Read(rt.Context(), 7001, world.Need{Accords: whose})
		if err != nil {
			rt.Fatal(err)
		}
		var got []int
		for _, a := range found.Agreeing.List {
			if got = append(got, a.Topic); a.Rev != model[a.Topic].Rev {
				rt.Fatalf("accord %d has rev %d, want %d", a.Topic, a.Rev, model[a.Topic].Rev)
			}
		}
		if !slices.Equal(got, lists[whose]) {
			rt.Fatalf("%s: %v, want %v", whose, got, lists[whose])
		}
	}
	due, err := s.Due(rt.Context(), monday.Add(100000*time.Hour), 100)
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
