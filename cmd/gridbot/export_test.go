package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"gridbot/flows/cases"
	"gridbot/flows/kept"
	"gridbot/flows/week"
	"gridbot/flows/world"
	"gridbot/store"
	"gridbot/store/redistest"
)

// exportTo calls the program; it returns the exit code and what it said.
func exportTo(t *testing.T, args ...string) (code int, said string) {
	t.Helper()
	var out, errs bytes.Buffer
	code = run(t.Context(), append([]string{"export"}, args...), &out, &errs)
	return code, out.String() + errs.String()
}

func TestCasesAreWrittenIntoFiles(t *testing.T) {
	address := redistest.Real(t).Address
	st, err := store.Open(t.Context(), address, "daning")
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	file, mapping := theirFiles(t, theirTable(50))
	if code, said := imported(t, file, "--map", mapping, "--redis", address); code != 0 {
		t.Fatal(said)
	}
	dir := t.TempDir()
	days := []string{"--redis", address, "--from", "2025-01-02", "--to", "2025-01-02"}
	code, said := exportTo(t, append(days, "--format", "csv", "--out", dir)...)
	if code != 0 {
		t.Fatal(said)
	}
	for part, want := range map[string]int{"cases": 24, "events": 24 + 16} {
		name := filepath.Join(dir, "gridbot-"+part+"-2025-01-02-2025-01-02.csv")
		b, err := os.ReadFile(name)
		info, err2 := os.Stat(name)
		if err != nil || err2 != nil || strings.Count(string(b), "\r\n") != want+1 || info.Mode().Perm() != 0o600 || !strings.Contains(said, name) {
			t.Errorf("%s: %v, %v, want %d rows\n%s", part, err, err2, want, b)
		}
	}
	book := filepath.Join(dir, "book.xlsx")
	if code, said := exportTo(t, append(days, "--out", book, "--grid", "yanchang", "--lang", "en")...); code != 0 {
		t.Error(said)
	}
	if b, err := os.ReadFile(book); err != nil || !bytes.HasPrefix(b, []byte("PK")) {
		t.Errorf("%v, %.10q", err, b)
	}
	if n := tookIdentity(t, st); n != 0 {
		t.Errorf("%d times, and nobody asked for names", n)
	}
	named := append(days, "--out", filepath.Join(dir, "names.xlsx"), "--identity")
	code, said = exportTo(t, named...)
	_, wish, asked := strings.Cut(said, "--agreed ")
	if wish = strings.TrimSpace(wish); code != 1 || !asked || tookIdentity(t, st) != 0 {
		t.Fatalf("names leave the house with nobody else's word: %s", said)
	}
	if code, said := exportTo(t, append(named, "--agreed", wish)...); code != 1 || tookIdentity(t, st) != 0 {
		t.Errorf("nobody has said yes, and the names are taken: %s", said)
	}
	if err := st.WriteLook(t.Context(), world.Look{At: time.Now().Unix(), What: kept.SeenAgreed, With: 7021, Code: wish}); err != nil {
		t.Fatal(err)
	}
	if code, said := exportTo(t, append(named, "--agreed", wish, "--grid", "yanchang")...); code != 1 {
		t.Errorf("what was agreed to is of another grid: %s", said)
	}
	if code, said := exportTo(t, append(named, "--agreed", wish)...); code != 0 || tookIdentity(t, st) != 1 {
		t.Errorf("whoever takes the names must be on record: %s", said)
	}
	if code, said := exportTo(t, append(named, "--agreed", wish)...); code != 1 || tookIdentity(t, st) != 1 {
		t.Errorf("one word counts twice: %s", said)
	}
	for want, args := range map[string][]string{
		"atlantis":  append(days, "--out", book, "--grid", "atlantis"),
		"first one": {"--redis", address, "--from", "2025-02-01", "--to", "2025-01-01", "--out", book},
	} {
		if code, said := exportTo(t, args...); code != 1 || !strings.Contains(said, want) {
			t.Errorf("exit %d, nothing is said of %q: %s", code, want, said)
		}
	}
}

// tookIdentity is how often it is on record that the names were taken.
func tookIdentity(t *testing.T, st *store.Store) (n int) {
	t.Helper()
	if err := st.Replay(t.Context(), func(l world.Logged) {
		if l.Do == week.TookIdentity && l.Part == cases.PartRouter {
			n++
		}
	}); err != nil {
		t.Fatal(err)
	}
	return n
}
