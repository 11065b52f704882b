package store

import (
	"context"
	"errors"
	"maps"
	"strconv"
	"strings"
	"testing"
	"time"

	"gridbot/flows/cases"
	"gridbot/flows/world"
	"gridbot/store/redistest"
)

// rewind puts Redis back to where it was: what was copied is all there is.
func (s *Store) rewind(t *testing.T, to map[string]string) {
	t.Helper()
	ctx := t.Context()
	if err := s.rdb.FlushAll(ctx).Err(); err != nil {
		t.Fatal(err)
	}
	for name, dump := range to {
		if err := s.rdb.Restore(ctx, name, 0, dump).Err(); err != nil {
			t.Fatal(err)
		}
	}
}

// copied is all that Redis has, as it has it.
func (s *Store) copied(t *testing.T) map[string]string {
	t.Helper()
	all := map[string]string{}
	for name := range s.everything(t) {
		dump, err := s.rdb.Dump(t.Context(), name).Result()
		if err != nil {
			t.Fatal(err)
		}
		all[name] = dump
	}
	return all
}

// filed is what a report changes.
func filed(number int) world.Change {
	ch := opens(reported(number, "yanchang", monday.Unix()+1800))
	ch.Log = []world.Logged{{At: monday.Unix(), Case: number, Do: cases.Report, To: cases.Reported, Part: cases.PartReporter, By: 7001, Category: "kitchen", Week: "2026-W48"}}
	return ch
}

// alive is a district with a case, and what one more report changes there.
func alive(t *testing.T, s *Store) (op func() world.Op) {
	t.Helper()
	next := int64(0)
	op = func() world.Op {
		next++
		return s.received(t, next)
	}
	s.mustCommit(t, op(), 7001, filed(1001))
	s.mustCommit(t, op(), 7001, filed(1002))
	return op
}

// A Redis that knows less than it did is noticed by the next that happens,
// whatever that is, and nothing is written there.
func TestALossIsNoticedByTheNextThatHappens(t *testing.T) {
	losses := map[string]func(t *testing.T, s *Store, before map[string]string){
		"emptied":                  func(t *testing.T, s *Store, _ map[string]string) { s.rewind(t, nil) },
		"a replica that is behind": func(t *testing.T, s *Store, before map[string]string) { s.rewind(t, before) },
		"restored, and the lease ran out": func(t *testing.T, s *Store, before map[string]string) {
			delete(before, s.keys.lease())
			s.rewind(t, before)
		},
	}
	noticed := map[string]func(ctx context.Context, s *Store, op world.Op) error{
		"a commit": func(ctx context.Context, s *Store, op world.Op) error {
			_, err := s.Commit(ctx, op, 7001, filed(1003))
			return err
		},
		"an update": func(ctx context.Context, s *Store, _ world.Op) error {
			_, err := s.Put(ctx, []world.Raw{{ID: 900, Body: []byte(`{"update_id":900}`)}}, monday)
			return err
		},
		"the sign of life": func(ctx context.Context, s *Store, _ world.Op) error {
			_, err := s.KeepLease(ctx, time.Hour)
			return err
		},
		"the lease": func(ctx context.Context, s *Store, _ world.Op) error {
			_, err := s.TakeLease(ctx, "again", time.Hour)
			return err
		},
		"the lease, seized": func(ctx context.Context, s *Store, _ world.Op) error { return s.SeizeLease(ctx, "again", time.Hour) },
	}
	address := redistest.Real(t).Address
	for loss, lose := range losses {
		for by, notice := range noticed {
			t.Run(loss+", "+by, func(t *testing.T) {
				s := standingBy(t, address)
				s.rewind(t, nil)
				if ours, err := s.TakeLease(t.Context(), "test", time.Hour); err != nil || !ours {
					t.Fatal(ours, err)
				}
				op := alive(t, s)
				before := s.copied(t)
				used := op()
				s.mustCommit(t, op(), 7001, filed(1003))
				lose(t, s, maps.Clone(before))
				err := notice(t.Context(), s, used)
				// With the lease gone, a process is first told that it owns nothing, and
				// then asks for it.
				if loss != "a replica that is behind" && !errors.Is(err, world.ErrLost) && (errors.Is(err, world.ErrFenced) || err == nil && by == "the sign of life") {
					_, err = s.TakeLease(t.Context(), "test", time.Hour)
				}
				if !errors.Is(err, world.ErrLost) || !errors.Is(err, world.ErrFenced) {
					t.Fatalf("it is told %v", err)
				}
				stop, err := s.Stopped(t.Context())
				if err != nil || stop == nil || stop.Why == "" || stop.Known.Number != 1003 {
					t.Fatalf("what stands there: %+v, %v", stop, err)
				}
				for name, k := range s.everything(t) {
					if name != s.keys.stopped() && before[name] == "" {
						t.Errorf("%s was written: %s", name, k.value)
					}
				}
				// And for everybody, also who knew nothing of it.
				other := standingBy(t, address)
				if ours, err := other.TakeLease(t.Context(), "other", time.Hour); ours || !errors.Is(err, world.ErrLost) {
					t.Errorf("somebody else takes it: %v, %v", ours, err)
				}
				if _, err := other.Put(t.Context(), []world.Raw{{ID: 901, Body: []byte(`{}`)}}, monday); !errors.Is(err, world.ErrLost) {
					t.Errorf("somebody else takes updates in: %v", err)
				}
				if _, err := s.Commit(t.Context(), used, 7001, filed(1004)); !errors.Is(err, world.ErrFenced) {
					t.Errorf("it commits all the same: %v", err)
				}
			})
		}
	}
}

// Each thing that is known is enough by itself, and a file that was written an
// hour ago is nothing to worry about.
func TestEachThingThatIsKnownIsCompared(t *testing.T) {
	address := redistest.Embedded(t)
	s := opened(t, address)
	alive(t, s)
	if ours, err := s.KeepLease(t.Context(), time.Hour); err != nil || !ours {
		t.Fatal(ours, err)
	}
	is := s.Known()
	if is.Fence != 1 || is.Number != 1002 || is.Steps != 4 || is.Log == "" || is.Update != "2" {
		t.Fatalf("it knows %+v", is)
	}
	try := func(r Reached) error {
		other := standingBy(t, address)
		other.Recall(r)
		_, err := other.TakeLease(t.Context(), "other", time.Hour)
		return err
	}
	for name, older := range map[string]Reached{"nothing": {}, "all of it": is, "a while ago": {Fence: 1, Number: 1001, Steps: 2, Log: "1-0", Update: "1"}} {
		if err := try(older); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	ms, _ := entryID(is.Log)
	for name, more := range map[string]func(r *Reached){
		"the fence":      func(r *Reached) { r.Fence++ },
		"a case":         func(r *Reached) { r.Number++ },
		"a care case":    func(r *Reached) { r.Care++ },
		"a step":         func(r *Reached) { r.Steps++ },
		"a line":         func(r *Reached) { r.Log = is.Log[:strings.Index(is.Log, "-")] + "-999" },
		"a later line":   func(r *Reached) { r.Log = strconv.FormatInt(ms+1, 10) + "-0" },
		"an update":      func(r *Reached) { r.Update = "3" },
		"a resumption":   func(r *Reached) { r.Resumed++ },
		"only a fence":   func(r *Reached) { *r = Reached{Fence: 7} },
		"only an update": func(r *Reached) { *r = Reached{Update: "77"} },
	} {
		r := is
		more(&r)
		if err := try(r); !errors.Is(err, world.ErrLost) {
			t.Errorf("%s more than Redis knows of: %v", name, err)
		}
		if _, err := s.Resume(t.Context(), true); err != nil { // which stopped all
			t.Fatal(err)
		}
		if err := s.rdb.HSet(t.Context(), s.keys.reached(), "steps", 4, "resumed", 0).Err(); err != nil {
			t.Fatal(err)
		}
		for key, value := range map[string]int64{s.keys.fence(): 1, s.keys.number(): 1002} {
			if err := s.rdb.Set(t.Context(), key, value, 0).Err(); err != nil {
				t.Fatal(err)
			}
		}
		s.rdb.Del(t.Context(), s.keys.careNumber())
		s.Recall(is)
	}
}

// Who accepts a loss goes on above every number anybody knew, and neither they
// nor a standby that knew more is stopped by what was before.
func TestAResumedDistrictGoesOnAboveTheHighestNumberKnown(t *testing.T) {
	address := redistest.Real(t).Address
	s := opened(t, address)
	op := alive(t, s)
	before := s.copied(t)
	s.mustCommit(t, op(), 7001, filed(1044))
	if _, err := s.KeepLease(t.Context(), time.Hour); err != nil {
		t.Fatal(err)
	}
	other := standingBy(t, address)
	if ours, err := other.TakeLease(t.Context(), "other", time.Hour); ours || err != nil {
		t.Fatal(ours, err)
	}
	delete(before, s.keys.lease())
	s.rewind(t, before)
	if _, err := other.TakeLease(t.Context(), "other", time.Hour); !errors.Is(err, world.ErrLost) {
		t.Fatalf("the standby, by what it saw: %v", err)
	}
	file := standingBy(t, address)
	file.Recall(other.Known())
	found, err := file.Resume(t.Context(), false)
	if !errors.Is(err, world.ErrLost) || len(found.Lacks) == 0 || found.Stop == nil {
		t.Fatalf("without a word it resumes: %+v, %v", found, err)
	}
	if found, err = file.Resume(t.Context(), true); err != nil || found.Last != 1144 {
		t.Fatalf("resumed: %+v, %v", found, err)
	}
	if n, err := s.Number(t.Context()); err != nil || n != 1144 {
		t.Errorf("the last number is %d, %v", n, err)
	}
	if _, err := s.Put(t.Context(), []world.Raw{{ID: 77, Body: []byte(`{}`)}}, monday); err != nil {
		t.Errorf("who knew of more steps takes an update in: %v", err)
	}
	for name, st := range map[string]*Store{"the former owner": s, "the standby": other, "who resumed": file} {
		if err := st.SeizeLease(t.Context(), name, time.Hour); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	if again, err := file.Resume(t.Context(), true); err != nil || again.Stop != nil || again.Last != 1144 {
		t.Errorf("resumed twice: %+v, %v", again, err)
	}
	// A loss of the resumption itself is a loss.
	s.rewind(t, before)
	if err := s.SeizeLease(t.Context(), "s", time.Hour); !errors.Is(err, world.ErrLost) {
		t.Errorf("back to before it was resumed: %v", err)
	}
}

// When the right replica or a later backup is brought, nothing is missing, and
// the district goes on as if nothing had been.
func TestWhatIsThereAgainIsResumedWithoutAWord(t *testing.T) {
	s := opened(t, redistest.Real(t).Address)
	alive(t, s)
	whole := s.copied(t)
	s.rewind(t, nil)
	if _, err := s.TakeLease(t.Context(), "test", time.Hour); !errors.Is(err, world.ErrLost) {
		t.Fatal(err)
	}
	s.rewind(t, whole)
	if err := s.Halt(t.Context(), "restored", Reached{Number: 1002}); err != nil {
		t.Fatal(err)
	}
	found, err := s.Resume(t.Context(), false)
	if err != nil || len(found.Lacks) != 0 || found.Last != 1002 {
		t.Fatalf("%+v, %v", found, err)
	}
	if err := s.SeizeLease(t.Context(), "test", time.Hour); err != nil {
		t.Fatal(err)
	}
	s.mustCommit(t, world.Op{}, 7001, filed(1003))
}
