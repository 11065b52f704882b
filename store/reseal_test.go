package store

import (
	"encoding/base64"
	"errors"
	"strings"
	"testing"
	"time"

	"gridbot/flows/cases"
	"gridbot/flows/world"
	"gridbot/store/redistest"
	"gridbot/store/seal"
)

func (s *Store) mustReseal(t *testing.T) Resealed {
	t.Helper()
	done, err := s.Reseal(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return done
}

func (s *Store) sealedWith(t *testing.T) map[seal.ID]int {
	t.Helper()
	all, err := s.SealedWith(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// drain handles what waits in the inbox and the outbox.
func (s *Store) drain(t *testing.T) {
	t.Helper()
	s.rdb.Del(t.Context(), s.keys.inbox(), s.keys.outbox())
}

func TestAfterARotationTheOldKeyIsNeededForNothing(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		k := districtKeys(t)
		s := keyed(t, address, k)
		want := secretLife(t, s)
		first := k.Newest()
		if n := s.sealedWith(t)[first]; n < 8 {
			t.Fatalf("%d records are sealed", n)
		}
		if _, err := k.Add(monday); err != nil {
			t.Fatal(err)
		}
		s = keyed(t, address, k)
		if done := s.mustReseal(t); done.Anew < 5 || done.First != 0 || done.Waits != 3 || done.Closed != 0 || done.Touched != 0 {
			t.Errorf("%+v", done)
		}
		if all := s.sealedWith(t); all[first] != 3 || len(all) != 2 {
			t.Errorf("sealed with %v; the old one is %s", all, first)
		}
		if left := s.rdb.PTTL(t.Context(), s.keys.session(reporter)).Val(); left <= 0 || left > world.SessionLasts {
			t.Errorf("the session is kept for %s", left)
		}
		s.drain(t)
		if done := s.mustReseal(t); done != (Resealed{}) {
			t.Errorf("a second time: %+v", done)
		}
		if err := k.Retire(first); err != nil {
			t.Fatal(err)
		}
		found, err := keyed(t, address, k).Read(t.Context(), reporter, world.Need{Case: 1001, Mine: true})
		if err != nil || found.Case.By != want.By || len(found.List) != 1 || found.Session.Dialogue != "report" || found.Me.Album == nil {
			t.Errorf("with the new key alone: %+v, %v", found, err)
		}
		aside := ""
		if err := s.EachPutAside(t.Context(), func(body string) error { aside += body; return nil }); err != nil || !strings.Contains(aside, draftWords) {
			t.Errorf("put aside: %q, %v", aside, err)
		}
	})
}

// What a district had before it got keys is sealed, and the district is as if it
// had always had them.
func TestWhatWasWrittenBeforeThereWereKeysIsSealed(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		want := secretLife(t, opened(t, address))
		k := districtKeys(t)
		s := keyed(t, address, k)
		lines := s.rdb.XLen(t.Context(), s.keys.log()).Val()
		if done := s.mustReseal(t); done.First < 6 || done.Closed != 0 || done.Touched != 0 {
			t.Errorf("%+v", done)
		}
		s.drain(t)
		for name, kept := range s.everything(t) {
			for _, word := range []string{draftWords, draftPlace, draftFile, id10(reporter), id10(joiner), id10(leaver)} {
				if id := word[0] == '7'; strings.Contains(name+kept.value, word) && (!id || !mayTell(name)) {
					t.Errorf("%s holds %q: %s", name, word, kept.value)
				}
			}
		}
		if s.rdb.XLen(t.Context(), s.keys.log()).Val() != lines || s.rdb.Exists(t.Context(), s.keys.logCopy()).Val() != 0 {
			t.Error("the log has other lines than before")
		}
		found, err := s.Read(t.Context(), reporter, world.Need{Case: 1001, Mine: true, Reply: world.Message{Chat: reporter, ID: 17}})
		if err != nil || found.Case.By != want.By || found.Case.Joined[0].ID != joiner || len(found.List) != 1 || found.Replied.Case != 1001 || found.Session.Dialogue != "report" || found.Me.Album == nil {
			t.Errorf("%+v, %v", found, err)
		}
		if id, err := s.Card(t.Context(), 1001, reporter); err != nil || id != 42 {
			t.Errorf("their card is message %d, %v", id, err)
		}
		if found, err := s.Read(t.Context(), 7055, world.Need{Mine: true}); err != nil || len(found.List) != 1 {
			t.Errorf("who has a name finds %d, %v", len(found.List), err)
		}
		if done := s.mustReseal(t); done != (Resealed{}) {
			t.Errorf("a second time: %+v", done)
		}
		ch, _ := moves(*found.Case, func(c *cases.Case) { c.Status, c.Assignee = cases.Claimed, 7011 })
		s.mustCommit(t, world.Op{}, 7011, ch) // its revision is what it was
	})
}

func TestWhatCannotBeOpenedIsCountedAndStays(t *testing.T) {
	address := redistest.Embedded(t)
	k := districtKeys(t)
	s := keyed(t, address, k)
	secretLife(t, s)
	lost := k.Newest()
	if _, err := keyed(t, address, districtKeys(t)).Reseal(t.Context()); !errors.Is(err, world.ErrSealed) {
		t.Errorf("with other keys: %v", err)
	}
	others := districtKeys(t)
	if err := s.Adopt(t.Context(), others); err != nil {
		t.Fatal(err)
	}
	after := keyed(t, address, others)
	if after.KeysFault() != nil || !after.Keyed() {
		t.Errorf("adopted: %v", after.KeysFault())
	}
	// Somebody joins without a name: what the lost keys sealed stays beside it.
	found, err := after.Read(t.Context(), 0, world.Need{Case: 1001})
	if err != nil {
		t.Fatal(err)
	}
	const late = 700_123_009
	ch, _ := moves(*found.Case, func(c *cases.Case) { c.Joined = append(c.Joined, cases.Joiner{ID: late, At: 9}) })
	after.mustCommit(t, world.Op{}, late, ch)
	for who, st := range map[string]*Store{"the lost keys": s, "the new ones": after} {
		found, err := st.Read(t.Context(), late, world.Need{Case: 1001, Mine: true})
		if err != nil {
			t.Fatal(err)
		}
		c := found.Case
		if first, last := alias(c.By.ID), alias(c.Joined[len(c.Joined)-1].ID); first == last || first != (st == after) || len(c.Sealed) != 1 || len(found.List) == 1 != (st == after) {
			t.Errorf("with %s: %+v, %+v; %d sealed; in %d lists", who, c.By, c.Joined, len(c.Sealed), len(found.List))
		}
	}
	before := s.sealedWith(t)
	done := after.mustReseal(t)
	if done.Closed < 5 || done.Anew != 0 {
		t.Errorf("%+v", done)
	}
	if all := after.sealedWith(t); all[lost] != before[lost] || all[others.Newest()] == 0 {
		t.Errorf("sealed with %v, before %v", all, before)
	}
}

func TestASealedPartOfARecordIsFoundWhereverItStands(t *testing.T) {
	k := districtKeys(t)
	sealed, err := k.Seal("a", []byte("words"))
	if err != nil {
		t.Fatal(err)
	}
	in64 := base64.StdEncoding.EncodeToString(sealed)
	for v, want := range map[string]int{
		"": 0, "7": 0, "7 ": 0, `{"a":1}`: 0, `3 {"a":"c2VhbDE6"}`: 1, `{"a":"\"c2VhbDE6\""}`: 0, `{"a":"c2VhbDE6!"}`: 0, `"c2VhbDE6`: 1,
		string(sealed): 1, "12 " + string(sealed): 1, `3 {"sealed":["` + in64 + `","` + in64 + `"],"b":"` + in64 + `"}`: 3,
	} {
		n := 0
		if got := eachSealed(v, func(b []byte) []byte { n++; return b }); got != v || n != want {
			t.Errorf("%q: %d parts, became %q", v, n, got)
		}
	}
	if got := eachSealed(`1 {"a":"`+in64+`"}`, func([]byte) []byte { return []byte("seal1:x") }); got != `1 {"a":"c2VhbDE6eA=="}` {
		t.Errorf("exchanged: %s", got)
	}
}

// A commit that comes between reading and writing is not undone.
func TestResealingUndoesNoCommit(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s := keyed(t, address, districtKeys(t))
		key := s.keys.session(7)
		s.rdb.Set(t.Context(), key, "now", time.Hour)
		n, err := s.exchange.Run(t.Context(), s.rdb, []string{key}, "before", "after").Int()
		if v := s.rdb.Get(t.Context(), key).Val(); err != nil || n != 0 || v != "now" {
			t.Errorf("%d, %q, %v", n, v, err)
		}
	})
}
