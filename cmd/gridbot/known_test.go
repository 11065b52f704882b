package main

import (
	"bytes"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"gridbot/store"
	"gridbot/store/redistest"
)

// Two processes of a machine write one file: it says the furthest of both, and
// what was known before a resumption does not come back.
func TestTheFileSaysTheFurthestThatAnybodyKnew(t *testing.T) {
	f := knownFile{State: filepath.Join(t.TempDir(), "not", "there yet")}
	if r, err := f.read("daning"); err != nil || r != (store.Reached{}) {
		t.Fatalf("before there is one: %+v, %v", r, err)
	}
	for _, r := range []store.Reached{{Steps: 9, Fence: 2, Number: 1007, Log: "7-0", Update: "70"}, {Steps: 7, Fence: 3, Number: 1005, Log: "5-0", Update: "50"}} {
		if err := f.write("daning", r); err != nil {
			t.Fatal(err)
		}
	}
	if r, err := f.read("daning"); err != nil || r != (store.Reached{Steps: 9, Fence: 3, Number: 1007, Log: "7-0", Update: "70"}) {
		t.Errorf("it says %+v, %v", r, err)
	}
	path, _ := f.path("daning")
	if err := os.WriteFile(path, []byte(`{"steps":`), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := f.read("daning"); err == nil {
		t.Error("a file that is cut off is read")
	}
	if err := f.write("daning", store.Reached{Number: 1009}); err != nil {
		t.Fatal(err)
	}
	if r, err := f.read("daning"); err != nil || r.Number != 1009 {
		t.Errorf("written anew it says %+v, %v", r, err)
	}
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(path), "*.part")); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
}

// A file that cannot be written is said at the start, once, and stops nothing.
func TestAFileThatCannotBeWrittenIsSaidOnce(t *testing.T) {
	taken := filepath.Join(t.TempDir(), "a file")
	if err := os.WriteFile(taken, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	st, err := store.Open(t.Context(), redistest.Embedded(t), "daning")
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	var said bytes.Buffer
	f, log := knownFile{State: taken}, slog.New(slog.NewTextHandler(&said, nil))
	f.recall(st, "daning", log)
	said.Reset()
	f.keep(st, "daning", log)()
	if n := strings.Count(said.String(), "cannot be written down"); n != 1 {
		t.Errorf("it is said %d times:\n%s", n, said.String())
	}
	if ours, err := st.TakeLease(t.Context(), "test", time.Minute); err != nil || !ours {
		t.Errorf("the district: %v, %v", ours, err)
	}
}

// The bot was down while Redis lost everything: what the file says is enough.
func TestAProcessThatStartsAnewSeesTheLossByItsFile(t *testing.T) {
	server := redistest.Real(t)
	dir := t.TempDir()
	f, log := knownFile{State: dir}, slog.New(slog.DiscardHandler)
	open := func() *store.Store {
		st, err := store.Open(t.Context(), server.Address, "daning")
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { st.Close() })
		f.recall(st, "daning", log)
		return st
	}
	st := open()
	if ours, err := st.TakeLease(t.Context(), "test", time.Minute); err != nil || !ours {
		t.Fatal(ours, err)
	}
	f.keep(st, "daning", log)()
	server.Ask(t, "FLUSHALL")
	if _, err := open().TakeLease(t.Context(), "test", time.Minute); err == nil {
		t.Fatal("nothing was noticed")
	}
	resume := func(more ...string) (int, string) {
		var out, errs bytes.Buffer
		code := run(t.Context(), append([]string{"resume", "--redis", server.Address, "--state", dir}, more...), &out, &errs)
		return code, out.String() + errs.String()
	}
	if code, said := resume(); code == 0 || !strings.Contains(said, "missing: the fence was 1 and is 0") || !strings.Contains(said, "--as-it-is") {
		t.Errorf("without a word: exit %d\n%s", code, said)
	}
	if code, said := resume("--above", "2044"); code == 0 || !strings.Contains(said, "the last case was 2044 and is 0") {
		t.Errorf("with a number: exit %d\n%s", code, said)
	}
	if code, said := resume("--as-it-is", "--above", "2044"); code != 0 || !strings.Contains(said, "above 2144") {
		t.Errorf("as it is: exit %d\n%s", code, said)
	}
	if code, said := resume(); code != 0 || !strings.Contains(said, "not stopped") {
		t.Errorf("again: exit %d\n%s", code, said)
	}
	st = open()
	if ours, err := st.TakeLease(t.Context(), "test", time.Minute); err != nil || !ours {
		t.Fatal(ours, err)
	}
	if n, err := st.Number(t.Context()); err != nil || n != 2144 {
		t.Errorf("the last number is %d, %v", n, err)
	}
}

// No test knows what another one's Redis had.
func TestMain(m *testing.M) {
	os.Setenv("GRIDBOT_STATE", "off")
	os.Exit(m.Run())
}
