package store

import (
	"errors"
	"strings"
	"testing"
	"time"

	"gridbot/flows/carecase"
	"gridbot/flows/talk"
	"gridbot/flows/world"
	"gridbot/store/redistest"
)

// household is a care case with a word in every place where one can stand.
func household() carecase.Case {
	at := monday.Unix()
	c := carecase.Case{N: 12, Opened: at, By: 7001, Kind: "elderly", Severity: carecase.Life, Grid: "yanchang", Stage: carecase.Identified,
		Who: "secretname", Where: "secretplace", What: "secretwords", Files: []carecase.File{{Kind: "photo", ID: "secretphoto"}},
		Calls: []carecase.Call{{Role: "doctor", At: at, Asked: []int64{7041}, Clock: carecase.Start(at, 30*time.Minute)}}}
	c.Join(7011, "worker", carecase.Sections, at)
	c.Notes = []carecase.Note{{At: at, By: 7011, Words: "secretnote", Files: []carecase.File{{Kind: "photo", ID: "secretother"}}}}
	c.Consent = carecase.Consent{Answer: carecase.ConsentNot, Why: "secretwhy", At: at, By: 7011}
	c.AddStep("secretstep", 7011, at, at+7200)
	c.AddVisit(7011, at+3600)
	c.Visits[0].Found = "secretfound"
	c.Onto = "secretonto"
	return c
}

// What is told of a household lies in Redis under its number, and can be read
// nowhere: neither in its record nor in a list, a timer or a count.
func TestACareCaseIsUnreadableInTheStore(t *testing.T) {
	s := keyed(t, redistest.Real(t).Address, districtKeys(t))
	c := household()
	s.mustCommit(t, s.received(t, 1), 7011, world.Change{Cared: &world.Cared{After: c}})
	for name, key := range s.everything(t) {
		for _, part := range []string{name, key.value} {
			if i := strings.Index(part, "secret"); i >= 0 {
				t.Errorf("%s can be read: %.60q", name, part[i:])
			}
		}
	}
	found, err := s.Read(t.Context(), 7011, world.Need{Care: 12, Cares: "p7011,yanchang"})
	if err != nil || found.Caring.Case == nil || found.Caring.Case.What != "secretwords" || found.Caring.Case.Rev != 1 {
		t.Fatalf("%+v, %v", found.Caring, err)
	}
	if len(found.Caring.List) != 1 || found.Caring.Last != 12 {
		t.Errorf("the list is %+v", found.Caring)
	}
	due, err := s.Due(t.Context(), monday.Add(time.Hour), 10)
	if err != nil || len(due) != 2 || due[0] != (talk.Clock{Care: 12, Name: "call", Due: time.Unix(monday.Unix()+1800, 0)}) {
		t.Errorf("due is %+v, %v", due, err)
	}
}

// Nobody writes a care case over one that somebody else has written meanwhile, and
// two that are opened at the same time do not become one.
func TestACareCaseIsWrittenByOneAtATime(t *testing.T) {
	s := keyed(t, redistest.Embedded(t), districtKeys(t))
	c := household()
	s.mustCommit(t, s.received(t, 1), 7011, world.Change{Cared: &world.Cared{After: c}})
	if _, err := s.Commit(t.Context(), s.received(t, 2), 7011, world.Change{Cared: &world.Cared{After: c}}); !errors.Is(err, world.ErrStale) {
		t.Errorf("opened twice: %v", err)
	}
	before := c
	before.Rev = 1
	gone := before.Clone()
	gone.End(carecase.OrdinaryLife, "", monday.Unix())
	s.mustCommit(t, s.received(t, 3), 7011, world.Change{Cared: &world.Cared{Before: &before, After: gone}})
	if _, err := s.Commit(t.Context(), s.received(t, 4), 7011, world.Change{Cared: &world.Cared{Before: &before, After: gone}}); !errors.Is(err, world.ErrStale) {
		t.Errorf("written over: %v", err)
	}
	found, err := s.Read(t.Context(), 7011, world.Need{Cares: "p7011,p7041,yanchang"})
	if due, _ := s.Due(t.Context(), monday.Add(1000*time.Hour), 10); err != nil || len(found.Caring.List) != 0 || len(due) != 0 {
		t.Errorf("what is closed is in no list and has no clock: %+v, %+v, %v", found.Caring.List, due, err)
	}
}

// Without the keys, or with others, it is said that something is there, and
// everything else goes on. A record under another number is refused.
func TestACareCaseIsShutWithoutItsKeys(t *testing.T) {
	address := redistest.Embedded(t)
	bare := opened(t, address)
	if _, err := bare.Commit(t.Context(), bare.received(t, 1), 7011, world.Change{Cared: &world.Cared{After: household()}}); !errors.Is(err, world.ErrNoKeys) {
		t.Fatalf("written without keys: %v", err)
	}
	s := keyed(t, address, districtKeys(t))
	s.mustCommit(t, s.received(t, 2), 7011, world.Change{Cared: &world.Cared{After: household()}})
	if err := s.rdb.Copy(t.Context(), s.keys.care(12), s.keys.care(13), 0, false).Err(); err != nil {
		t.Fatal(err)
	}
	found, err := s.Read(t.Context(), 7011, world.Need{Care: 13})
	if err != nil || found.Caring.Case != nil || !found.Caring.Shut {
		t.Errorf("under another number it reads %+v, %v", found.Caring, err)
	}
	for who, s := range map[string]*Store{"without keys": standingBy(t, address), "with others": keyed(t, address, districtKeys(t))} {
		found, err := s.Read(t.Context(), 7011, world.Need{Care: 12, Cares: "p7011,yanchang"})
		if err != nil || found.Caring.Case != nil || len(found.Caring.List) != 0 || !found.Caring.Shut {
			t.Errorf("%s it reads %+v, %v", who, found.Caring, err)
		}
	}
}

// What is closed is found of who told of it and who was in its team, until there is
// nobody in it any more; also what an older release has closed.
func TestAClosedCareCaseIsFoundUntilItIsStripped(t *testing.T) {
	s := keyed(t, redistest.Embedded(t), districtKeys(t))
	var all []world.Cared
	for n := 12; n < 15; n++ {
		c := household()
		if c.N = n; n != 14 {
			c.End(carecase.Onwards, "secretonto", monday.Unix()+int64(n))
		}
		all = append(all, world.Cared{After: c})
	}
	s.mustCommit(t, s.received(t, 1), 7011, world.Change{Parted: all})
	found := func(who int64) string {
		k, err := s.Kept(t.Context(), who)
		if err != nil {
			t.Fatal(err)
		}
		numbers := ""
		for _, c := range k.Cares {
			numbers += carecase.Label(c.N)
		}
		return numbers
	}
	over := func(by int64) []int {
		numbers, err := s.CaresOver(t.Context(), time.Unix(by, 0), 0, 10)
		if err != nil {
			t.Fatal(err)
		}
		return numbers
	}
	for _, key := range []string{s.keys.careOver(), s.keys.cared(s.hidden("cared", 7001)), s.keys.cared(s.hidden("cared", 7011))} {
		if err := s.rdb.Del(t.Context(), key).Err(); err != nil { // as an older release left it
			t.Fatal(err)
		}
	}
	if err := s.KeepCares(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := found(7001) + " " + found(7011) + " " + found(7041) + " " + found(7099); got != "K14K13K12 K14K13K12 K14 " {
		t.Errorf("found are %q", got)
	}
	if got := over(monday.Unix() + 12); len(got) != 1 || got[0] != 12 {
		t.Errorf("over are %v", got)
	}
	before := all[0].After
	before.Rev = 1
	s.mustCommit(t, s.received(t, 2), 7011, world.Change{Cared: &world.Cared{Before: &before, After: before.Strip(monday.Unix())}})
	if got := over(monday.Unix() + 99); len(got) != 1 || got[0] != 13 || found(7001) != "K14K13" || found(7011) != "K14K13" {
		t.Errorf("over are %v, found %s and %s", got, found(7001), found(7011))
	}
}

// Which messages hold photos of a care case is known of that case and chat alone, until
// they are taken away.
func TestWhereItsPhotosStandIsKept(t *testing.T) {
	s := keyed(t, redistest.Embedded(t), districtKeys(t))
	put := func(n int, chat int64, messages ...int) {
		if err := s.CareShown(t.Context(), n, chat, messages); err != nil {
			t.Fatal(err)
		}
	}
	put(12, 7011, 5, 6)
	put(13, 7011, 7)
	put(12, 7041, 8)
	shows := func(n int, chat int64) int {
		all, err := s.CareShows(t.Context(), n, chat)
		if err != nil {
			t.Fatal(err)
		}
		return len(all)
	}
	if shows(12, 7011) != 2 || shows(13, 7011) != 1 || shows(12, 7041) != 1 || shows(1, 7011) != 0 {
		t.Errorf("%d %d %d %d", shows(12, 7011), shows(13, 7011), shows(12, 7041), shows(1, 7011))
	}
	if err := s.CareHidden(t.Context(), 12, 7011, []int{5, 6}); err != nil || shows(12, 7011) != 0 || shows(13, 7011) != 1 {
		t.Errorf("%d %d, %v", shows(12, 7011), shows(13, 7011), err)
	}
}

// What is counted of care cases lies apart from them, by week, and says of none when
// it was or where.
func TestCareCasesAreCountedOfTheWholeDistrict(t *testing.T) {
	s := keyed(t, redistest.Embedded(t), districtKeys(t))
	for n, grid := range []string{"yanchang", "lingshi", ""} {
		c := household()
		c.N, c.Grid = 12+n, grid
		s.mustCommit(t, s.received(t, int64(n+1)), 7011, world.Change{Cared: &world.Cared{After: c, Counts: []string{"2026-W48|opened", "2026-W48|offered"}}})
	}
	over := household()
	over.N = 15
	over.End(carecase.Onwards, "", monday.Unix())
	s.mustCommit(t, s.received(t, 4), 7011, world.Change{Cared: &world.Cared{After: over, Counts: []string{"2026-W47|closed.onwards"}}})
	w, err := s.Weekly(t.Context(), world.Span{Grid: "yanchang", Weeks: "2026-W46,2026-W48", Care: world.Unrouted + ",yanchang,lingshi"})
	if err != nil || w.Care.Open != 3 || len(w.Care.Counts) != 2 || w.Care.Counts["2026-W48|opened"] != 3 {
		t.Errorf("%+v, %v", w, err)
	}
	if w, err = s.Weekly(t.Context(), world.Span{Grid: "yanchang", Weeks: "2026-W48"}); err != nil || w.Care.Counts != nil || w.Care.Open != 0 {
		t.Errorf("not asked for: %+v, %v", w, err)
	}
	all, err := s.rdb.HGetAll(t.Context(), s.keys.careFigures()).Result()
	if err != nil || len(all) != 3 {
		t.Errorf("it keeps %v, %v", all, err)
	}
}
