package store

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/redis/go-redis/v9"

	"gridbot/flows/cases"
	"gridbot/flows/figures"
	"gridbot/flows/strays"
	"gridbot/flows/world"
	"gridbot/store/redistest"
	"gridbot/store/seal"
)

// breaks lets so many commits through, and then none.
type breaks struct {
	left *atomic.Int64
	hash string
}

var errBroken = errors.New("killed here")

func (b breaks) DialHook(next redis.DialHook) redis.DialHook { return next }
func (b breaks) ProcessHook(next redis.ProcessHook) redis.ProcessHook {
	return func(ctx context.Context, cmd redis.Cmder) error {
		if args := cmd.Args(); len(args) > 1 && args[1] == b.hash && b.left.Add(-1) < 0 {
			cmd.SetErr(errBroken)
			return errBroken
		}
		return next(ctx, cmd)
	}
}
func (b breaks) ProcessPipelineHook(next redis.ProcessPipelineHook) redis.ProcessPipelineHook {
	return next
}

// lived is a district with everything in it, and a second grid that has counted, too.
func lived(t *testing.T, with *seal.Keys) *Store {
	s := keyed(t, redistest.Embedded(t), with)
	life(t, s)
	c := household()
	c.Offers = nil
	s.mustCommit(t, world.Op{}, 7011, world.Change{Cared: &world.Cared{After: c}})
	office := workdays(t)
	r := opened3(t, office)
	r.Steps[0].Agency = "gas"
	if err := errors.Join(r.Give("lease", nil, "again", office, monday.Unix()), r.Finish("licence", 7041, office, monday.Unix())); err != nil {
		t.Fatal(err)
	}
	s.mustCommit(t, world.Op{}, 7001, world.Change{Served: &world.Served{After: r, Week: "2026-W48"}})
	far := placed(1005)
	far.Grid, far.Category, far.Former = "lingshi", "lamp", []string{"yanchang"}
	lost := placed(1006)
	lost.Grid, lost.Strayed = "", "yanchang"
	ch := opens(far)
	ch.Cases = append(ch.Cases, opens(lost).Cases...)
	ch.People = []world.Person{{ID: 7012, Role: world.Worker, Grid: "lingshi", Grids: []string{"yanchang"}}, {ID: 7041, Role: world.Officer, Agency: "gas", Grids: []string{"lingshi", "yanchang"}, Kinds: []string{"kitchen"}}}
	ch.Log = []world.Logged{{At: monday.Unix(), Case: 1005, Do: cases.Report, To: cases.Reported, Part: cases.PartReporter, Grid: "yanchang", Category: "kitchen", Week: "2026-W48"},
		{At: monday.Unix(), Case: 1005, Do: cases.Route, To: cases.Reported, Part: cases.PartRouter, Grid: "lingshi", Left: "yanchang", Category: "kitchen", Week: "2026-W48"},
		{At: monday.Unix(), Case: 1004, Do: figures.Calling, To: cases.Joint, Part: cases.PartLead, Grid: "yanchang", Category: "kitchen", Week: "2026-W48", Agency: "gas"}}
	s.mustCommit(t, world.Op{}, 7012, ch)
	return s
}

// still are the keys that say a name, but for those that are never written anew.
func still(t *testing.T, s *Store, name string) []string {
	var all []string
	for key, k := range s.everything(t) {
		what, _ := s.keys.parts(key)
		if !slices.Contains([]string{"log", "looked", "moved", "inbox", "outbox", "dead", "damaged", "aside", "conference", "conferences"}, what) &&
			(strings.Contains(k.value, `"`+name+`"`) || strings.Contains(k.value, ":"+name) || strings.Contains(k.value, name+"|") || strings.HasSuffix(key, ":"+name) || strings.Contains(key, ":"+name+":")) {
			all = append(all, key)
		}
	}
	slices.Sort(all)
	return all
}

func counted(t *testing.T, s *Store) {
	t.Helper()
	kept, err := s.Counts(t.Context())
	again, err2 := s.Recount(t.Context())
	if err := errors.Join(err, err2); err != nil {
		t.Fatal(err)
	}
	for week, grids := range again {
		for grid, fields := range grids {
			if !maps.Equal(fields, kept[week][grid]) {
				t.Errorf("%s %s: the counters say %v, the log says %v", week, grid, kept[week][grid], fields)
			}
		}
	}
	for week, grids := range kept {
		for grid := range grids {
			if again[week][grid] == nil {
				t.Errorf("%s %s: is counted, and the log says nothing", week, grid)
			}
		}
	}
}

// Everything says the new name afterwards, in records, lists, timers and counters; and
// the log, which is never written anew, counts as the same.
func TestEverythingSaysTheNewName(t *testing.T) {
	with := districtKeys(t)
	for _, m := range []strays.Move{
		{Kind: strays.Grid, Old: "yanchang", New: "xinchang"},
		{Kind: strays.Grid, Old: "yanchang", New: "lingshi"}, // two grids become one
		{Kind: strays.Category, Old: "kitchen", New: "cooking"},
		{Kind: strays.Agency, Old: "gas", New: "energy"},
	} {
		t.Run(m.String(), func(t *testing.T) {
			s := lived(t, with)
			if len(still(t, s, m.Old)) < 3 {
				t.Fatalf("hardly anything says %s: %v", m.Old, still(t, s, m.Old))
			}
			counted(t, s)
			before := s.everything(t)
			would, err := s.Move(t.Context(), m, true, monday)
			if err != nil {
				t.Fatal(err)
			}
			if now := s.everything(t); !maps.Equal(before, now) {
				t.Error("a dry one has written something")
			}
			did, err := s.Move(t.Context(), m, false, monday)
			if err != nil {
				t.Fatal(err)
			}
			if did.Cases != would.Cases || did.Staff != would.Staff || did.Counters != would.Counters || did.Cases == 0 {
				t.Errorf("it did %+v, and said it would %+v", did, would)
			}
			if says := still(t, s, m.Old); len(says) > 0 {
				t.Errorf("still says %s: %v", m.Old, says)
			}
			counted(t, s)
			if again, err := s.Move(t.Context(), m, false, monday); err != nil || again.Cases+again.Staff+again.Counters+again.Groups != 0 {
				t.Errorf("a second time: %+v, %v", again, err)
			}
		})
	}
}

// Killed after any of its commits and run again, it comes to the same.
func TestAMoveThatWasKilledIsBroughtToItsEnd(t *testing.T) {
	with := districtKeys(t)
	m := strays.Move{Kind: strays.Grid, Old: "yanchang", New: "lingshi"}
	whole := lived(t, with)
	if _, err := whole.Move(t.Context(), m, false, monday); err != nil {
		t.Fatal(err)
	}
	want := comparable(whole.everything(t))
	for kills := int64(0); ; kills++ {
		s := lived(t, with)
		left := &atomic.Int64{}
		left.Store(kills)
		s.rdb.AddHook(breaks{left, s.commit.Hash()})
		_, err := s.Move(t.Context(), m, false, monday)
		if err == nil {
			if kills < 8 {
				t.Errorf("it made only %d commits", kills)
			}
			return
		}
		if !errors.Is(err, errBroken) {
			t.Fatalf("after %d commits: %v", kills, err)
		}
		left.Store(1 << 40)
		if other, err := s.Move(t.Context(), strays.Move{Kind: strays.Grid, Old: "pengpu", New: "lingshi"}, false, monday); kills > 0 && !errors.Is(err, ErrOtherMove) {
			t.Errorf("another one meanwhile: %+v, %v", other, err)
		} else if kills == 0 {
			continue
		}
		if _, err := s.Move(t.Context(), m, false, monday); err != nil {
			t.Fatalf("after %d commits, and again: %v", kills, err)
		}
		now := comparable(s.everything(t))
		for key := range want {
			if now[key] != want[key] {
				t.Errorf("killed after %d commits, %s is\n%s\nnot\n%s", kills, key, now[key], want[key])
			}
		}
		for key := range now {
			if _, there := want[key]; !there {
				t.Errorf("killed after %d commits, %s is there", kills, key)
			}
		}
	}
}

// comparable is a keyspace without how often it was written to, and without what is
// sealed otherwise each time.
func comparable(all map[string]kept) map[string]string {
	values := map[string]string{}
	for key, k := range all {
		if !strings.HasSuffix(key, ":reached") && !strings.Contains(k.value, "seal1:") && !strings.Contains(k.value, "c2VhbDE6") {
			values[key] = k.value
		}
	}
	return values
}

// What the folder knows no more is found by what is open, with numbers alone.
func TestStraysAreFound(t *testing.T) {
	s := lived(t, districtKeys(t))
	names := strays.Names{strays.Grid: {"lingshi": true}, strays.Category: {"lamp": true}, strays.Agency: {}, strays.Place: {}, strays.Project: {}}
	found, err := s.Strays(t.Context(), names)
	if err != nil {
		t.Fatal(err)
	}
	of := map[string]strays.Stray{}
	for _, f := range found {
		of[string(f.Kind)+" "+f.Name] = f
	}
	grid := of["grid yanchang"]
	if !slices.Contains(grid.Cases, 1001) || grid.Staff != 3 || grid.Groups != 1 || grid.Plans != 1 || grid.Cares != 1 || grid.Invites == 0 {
		t.Errorf("the grid: %+v", grid)
	}
	if got := of["category kitchen"]; !slices.Contains(got.Cases, 1004) || got.Staff != 1 {
		t.Errorf("the category: %+v", got)
	}
	if got := of["agency gas"]; !slices.Equal(got.Cases, []int{1004}) || got.Staff != 1 {
		t.Errorf("the agency: %+v", got)
	}
	if _, there := of["grid lingshi"]; there || len(found) != 3 {
		t.Errorf("found: %+v", found)
	}
	lost, err := s.LostGrids(t.Context(), names)
	if err != nil || lost["yanchang"] == 0 || len(lost) != 1 {
		t.Errorf("lost: %v, %v", lost, err)
	}
}
