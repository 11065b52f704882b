package store

import (
	"testing"

	"gridbot/flows/cases"
)

// A case read again is the one that is written now, whoever wrote it, and what somebody
// does with theirs nobody else sees.
func TestACaseReadAgainIsTheOneThatIsWritten(t *testing.T) {
	t.Parallel()
	s := &Store{}
	first, err := s.caseFrom("k", `3 {"n":1001,"files":[{"id":"a"}],"facts":[{"ask":"q","value":"v"}]}`)
	if err != nil || first.Rev != 3 || len(first.Files) != 1 {
		t.Fatalf("%+v, %v", first, err)
	}
	first.Files[0].ID, first.Facts[0].Value = "other", "other"
	_ = append(first.Files[:1], cases.File{ID: "b"})
	again, err := s.caseFrom("k", `3 {"n":1001,"files":[{"id":"a"}],"facts":[{"ask":"q","value":"v"}]}`)
	if err != nil || again.Rev != 3 || again.Files[0].ID != "a" || again.Facts[0].Value != "v" {
		t.Errorf("read again: %+v, %v", again, err)
	}
	if newer, err := s.caseFrom("k", `4 {"n":1001}`); err != nil || newer.Rev != 4 || len(newer.Files) != 0 {
		t.Errorf("after it was written: %+v, %v", newer, err)
	}
	if _, err := s.caseFrom("k", `4 {"n":`); err == nil {
		t.Error("a damaged record was read")
	}
	for i := range 3 * mostSeen {
		if _, err := s.caseFrom(string(rune(i)), `1 {"n":7}`); err != nil {
			t.Fatal(err)
		}
	}
	if n := len(s.seen.lately) + len(s.seen.before); n > 2*mostSeen {
		t.Errorf("%d cases are kept", n)
	}
}
