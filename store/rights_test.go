package store

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"

	"gridbot/flows/cases"
	look "gridbot/flows/kept"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// noneOf tells of no answer that somebody chose it.
func noneOf(cases.Fact) bool { return false }

// told is a case that somebody told of, in their own words.
func told(number int) cases.Case {
	c := reported(number, "yanchang", monday.Unix()+1800)
	c.By.Name, c.What = "李秀英", "打13800001111"
	c.Log = []cases.Entry{{At: monday.Unix(), By: 7001, Part: cases.PartReporter, Do: cases.Report, To: cases.Reported}}
	c.Cards = []cases.Card{{Chat: 7001, As: cases.ViewReporter}}
	c.Files = []cases.File{{Kind: "photo", ID: "after", Unique: "u9", Look: "0123456789abcdef", Phase: cases.PhaseAfter}}
	return c
}

func TestNothingOfWhoIsForgottenIsLeftInRedis(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s, ctx := opened(t, address), t.Context()
		c := told(1001)
		card := letter(7001, "卡片")
		card.Card = 1001
		w := s.mustCommit(t, s.received(t, 1), 7001, world.Change{
			People:  []world.Person{{ID: 7001, Name: "李秀英", Lang: text.Chinese}},
			Cases:   []world.Moved{{After: c}},
			Session: &talk.Session{Dialogue: "report"},
			Said:    []world.Said{{Message: world.Message{Chat: 7001, ID: 5}, Case: 1001}},
			Letters: []world.Letter{card}, Heard: monday.Unix(),
		})
		if err := s.Sent(ctx, world.Post{ID: w.Letters[0], Letter: card}, 42); err != nil {
			t.Fatal(err)
		}
		r, err := s.Read(ctx, 7001, world.Need{Traces: true})
		if err != nil || r.Traces.All != 1 || len(r.Traces.Cases) != 1 || r.Me.Name != "李秀英" {
			t.Fatalf("%+v, %v", r.Traces, err)
		}
		before := r.Traces.Cases[0]
		ch := world.Change{Cases: []world.Moved{{Before: &before, After: before.Forget(7001, monday.Unix(), noneOf)}},
			Session: &talk.Session{}, Forget: &world.Person{ID: 7001, Rev: r.Me.Rev}}
		stale := ch
		stale.Forget = &world.Person{ID: 7001, Rev: r.Me.Rev + 1}
		if _, err := s.Commit(ctx, s.received(t, 2), 7001, stale); !errors.Is(err, world.ErrStale) {
			t.Errorf("somebody who has changed meanwhile is forgotten: %v", err)
		}
		s.mustCommit(t, s.received(t, 3), 7001, ch)
		for name, k := range s.everything(t) {
			if strings.HasSuffix(name, ":inbox") || strings.HasSuffix(name, ":used") {
				continue // the numbers of updates
			}
			if strings.Contains(name, "7001") || strings.Contains(k.value, "7001") || strings.Contains(k.value, "李秀英") || strings.Contains(k.value, "13800001111") {
				t.Errorf("%s: %s", name, k.value)
			}
		}
	})
}

func TestWhoWorkedHereIsForgottenAsAResidentAlone(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s, ctx := opened(t, address), t.Context()
		s.mustCommit(t, s.received(t, 1), 7011, world.Change{People: []world.Person{{ID: 7011, Name: "王建国", Left: monday.Unix(), Album: &world.Album{}}}})
		s.mustCommit(t, s.received(t, 2), 7011, world.Change{Forget: &world.Person{ID: 7011, Rev: 1, Name: "王建国", Left: monday.Unix()}})
		staff, err := s.Staff(ctx)
		if err != nil || staff.Name(7011) != "王建国" || staff.Left[7011].Album != nil {
			t.Errorf("%+v, %v", staff.Left, err)
		}
		if idle, err := s.Idle(ctx, monday.Add(time.Hour), 0, 10); err != nil || !slices.Equal(idle, []int64{7011}) {
			t.Errorf("nobody would ever forget the name: %v, %v", idle, err)
		}
		s.mustCommit(t, world.Op{}, 7011, world.Change{Forget: &world.Person{ID: 7011, Rev: 2}})
		if staff, err := s.Staff(ctx); err != nil || len(staff.Left) != 0 {
			t.Errorf("%+v, %v", staff.Left, err)
		}
	})
}

func TestWhatIsOverIsFoundUntilItIsStripped(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s, ctx := opened(t, address), t.Context()
		s.mustCommit(t, s.received(t, 1), 7001, opens(told(1001)))
		c := told(1001)
		c.Rev = 1
		none := func(what string, by time.Time) {
			t.Helper()
			if over, err := s.Over(ctx, by, 0, 10); err != nil || len(over) != 0 {
				t.Errorf("%s: %v, %v", what, over, err)
			}
		}
		none("open", monday.AddDate(1, 0, 0))
		ch, c := moves(c, func(c *cases.Case) {
			c.Status, c.Ended = cases.Closed, monday.Unix()
			c.Log = append(slices.Clone(c.Log), cases.Entry{At: 1, By: 7001, Part: cases.PartReporter, Do: cases.Confirm})
		})
		s.mustCommit(t, s.received(t, 2), 7001, ch)
		over, err := s.Over(ctx, monday.Add(time.Second), 0, 10)
		if err != nil || len(over) != 1 || over[0] != (world.Over{Number: 1001, Category: "kitchen", Since: monday.Unix()}) {
			t.Fatalf("%v, %v", over, err)
		}
		none("not yet", monday.Add(-time.Second))
		if n, _ := s.rdb.ZCard(ctx, s.keys.used()).Result(); n == 0 {
			t.Fatal("no photo is known")
		}
		ch, _ = moves(c, func(c *cases.Case) { *c = c.Strip(monday.Unix()+9, noneOf) })
		s.mustCommit(t, s.received(t, 3), 7001, ch)
		none("stripped", monday.AddDate(1, 0, 0))
		if n, _ := s.rdb.ZCard(ctx, s.keys.used()).Result(); n != 0 {
			t.Errorf("%d marks of its photos are left", n)
		}
		if r, err := s.Read(ctx, 7001, world.Need{Traces: true, Mine: true}); err != nil || r.Traces.All != 0 || len(r.List) != 0 {
			t.Errorf("%+v, %v", r.Traces, err)
		}
	})
}

// What an older release wrote knows nobody's traces: they are looked for at night.
func TestOlderCasesAreFound(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s, ctx := opened(t, address), t.Context()
		c := told(1001)
		c.Status, c.Ended = cases.Withdrawn, 0
		s.mustCommit(t, s.received(t, 1), 7001, opens(c))
		s.mustCommit(t, s.received(t, 2), 7001, opens(told(1002)))
		s.rdb.Set(ctx, s.keys.caseOf(1002), "1 {nonsense", 0) // one that is damaged stops no other
		for _, key := range []string{s.keys.traces(7001), s.keys.over(), s.keys.heard()} {
			s.rdb.Del(ctx, key)
		}
		if err := s.KeepTraces(ctx); err != nil {
			t.Fatal(err)
		}
		over, err := s.Over(ctx, monday.Add(time.Hour), 0, 10)
		known, err2 := s.rdb.ZRange(ctx, s.keys.traces(7001), 0, -1).Result()
		if err := errors.Join(err, err2); err != nil || len(over) != 1 || !slices.Equal(known, []string{"1001"}) {
			t.Errorf("%v, %v, %v", over, known, err)
		}
		s.rdb.Del(ctx, s.keys.over())
		if err := s.KeepTraces(ctx); err != nil {
			t.Fatal(err)
		}
		if over, _ := s.Over(ctx, monday.Add(time.Hour), 0, 10); len(over) != 0 {
			t.Errorf("looked through a second time: %v", over)
		}
	})
}

// Of a thousand cases somebody filed for others, none stands before the one that knows
// them.
func TestWhatKnowsSomebodyIsReadFirst(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s, ctx := opened(t, address), t.Context()
		s.mustCommit(t, s.received(t, 1), 7001, opens(told(1500)))
		for n := 1001; n <= 1000+look.MostTraces; n++ {
			s.rdb.ZAdd(ctx, s.keys.mine(7001), redis.Z{Score: float64(n), Member: n})
		}
		got, err := s.tracesOf(ctx, 7001)
		if err != nil || got.All != look.MostTraces+1 || len(got.Cases) != 1 || got.Cases[0].Number != 1500 {
			t.Errorf("%d, %d, %v", got.All, len(got.Cases), err)
		}
	})
}

// Who looked stays until it is too old, and goes in the order in which it was looked.
func TestWhoLookedIsOnlyAddedTo(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s, ctx := opened(t, address), t.Context()
		for day := range 3 {
			at := monday.AddDate(0, 0, day).Unix()
			s.mustCommit(t, s.received(t, int64(day+1)), 7021, world.Change{Looked: []world.Look{{At: at, By: 7021, Case: 1001, Grid: "yanchang", What: look.SeenName}}})
		}
		if err := s.WriteLook(ctx, world.Look{At: monday.AddDate(0, 0, 3).Unix(), What: look.SeenExport}); err != nil {
			t.Fatal(err)
		}
		s.mustCommit(t, s.received(t, 9), 7021, world.Change{Forget: &world.Person{ID: 7021}})
		r, err := s.Read(ctx, 7021, world.Need{Looks: true})
		if err != nil || len(r.Looks) != 4 || r.Looks[0].What != look.SeenExport || r.Looks[3].At != monday.Unix() {
			t.Fatalf("%+v, %v", r.Looks, err)
		}
		if err := s.Expire(ctx, monday, monday.AddDate(0, 0, 2)); err != nil {
			t.Fatal(err)
		}
		if r, err := s.Read(ctx, 7021, world.Need{Looks: true}); err != nil || len(r.Looks) != 2 {
			t.Errorf("%+v, %v", r.Looks, err)
		}
	})
}
