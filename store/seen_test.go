package store

import (
	"testing"

	"gridbot/flows/cases"
)

// A case read again is the one that is written now, whoever wrote it, and who appends to
// what is in it does not write to what others are given.
func TestACaseReadAgainIsTheOneThatIsWritten(t *testing.T) {
	t.Parallel()
	s := &Store{}
	const record = `3 {"n":1001,"files":[{"id":"a"},{"id":"b"},{"id":"c"}],"legs":[{"n":1,"files":[{"id":"d"}]},{"n":2},{"n":3}]}`
	first, _, err := s.sharedFrom("k", record)
	if err != nil || first.Rev != 3 || len(first.Files) != 3 {
		t.Fatalf("%+v, %v", first, err)
	}
	again, shared, err := s.sharedFrom("k", record)
	if err != nil || !shared || again.Rev != 3 || &again.Files[0] != &first.Files[0] {
		t.Errorf("read again: %+v, %v", again, err)
	}
	if cap(again.Files) != 3 || cap(again.Legs) != 3 || cap(again.Legs[0].Files) != 1 {
		t.Errorf("there is room behind what others read: %d files, %d legs, %d of a leg", cap(again.Files), cap(again.Legs), cap(again.Legs[0].Files))
	}
	if newer, _, err := s.sharedFrom("k", `4 {"n":1001}`); err != nil || newer.Rev != 4 || len(newer.Files) != 0 {
		t.Errorf("after it was written: %+v, %v", newer, err)
	}
	if _, _, err := s.sharedFrom("k", `4 {"n":`); err == nil {
		t.Error("a damaged record was read")
	}
	if _, shared, err := s.sharedFrom("sealed", `1 {"n":7,"sealed":["eA=="]}`); err != nil || shared {
		t.Errorf("what is sealed is opened each time: %v, %v", shared, err)
	}
	for i := range 3 * mostSeen {
		if _, _, err := s.sharedFrom(string(rune(i)), `1 {"n":7}`); err != nil {
			t.Fatal(err)
		}
	}
	if n := len(s.seen.lately) + len(s.seen.before); n > 2*mostSeen {
		t.Errorf("%d cases are kept", n)
	}
}

// A list read again is the one that is written now: a case that was changed, is gone or
// is sealed is never what it was.
func TestAListReadAgainIsTheOneThatIsWritten(t *testing.T) {
	t.Parallel()
	s := &seen{}
	numbers := []string{"1001", "1002"}
	records := func(first, second any) []any { return []any{first, second} }
	if _, ok := s.list(numbers, records("1 a", "1 b")); ok {
		t.Error("a list was known that nobody read")
	}
	all := s.keepList(numbers, records("1 a", "1 b"), append(make([]cases.Case, 0, 9), cases.Case{Number: 1001}, cases.Case{Number: 1002}))
	if _ = append(all, cases.Case{Number: 7}); cap(all) != 2 {
		t.Error("who appends to a list writes to that of others")
	}
	if again, ok := s.list(numbers, records("1 a", "1 b")); !ok || len(again) != 2 || again[1].Number != 1002 {
		t.Errorf("read again: %+v, %v", again, ok)
	}
	for _, now := range [][]any{records("1 a", "2 b"), records("1 a", nil), records(nil, "1 b")} {
		if _, ok := s.list(numbers, now); ok {
			t.Errorf("%v is not what it was", now)
		}
	}
	if _, ok := s.list(numbers[:1], []any{"1 a"}); ok {
		t.Error("a part of a list is another list")
	}
	for i := range 3 * mostListed {
		s.keepList([]string{string(rune(i))}, []any{"1 x"}, []cases.Case{{Number: i}})
	}
	if n := len(s.lists.lately) + len(s.lists.before); n > 2*mostListed {
		t.Errorf("%d cases are kept", n)
	}
}
