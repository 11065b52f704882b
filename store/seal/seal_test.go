package seal_test

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"

	"gridbot/flows/world"
	"gridbot/store/seal"
)

var monday = time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)

func TestASealedRecordIsReadOnlyWhereItLies(t *testing.T) {
	k := made(t)
	plain := []byte(`{"words":"602的陈伯"}`)
	sealed := sealedBy(t, k, "{daning}:care:7", plain)
	if bytes.Contains(sealed, []byte("602")) || bytes.Contains(sealed, []byte("陈伯")) {
		t.Errorf("%q shows its words", sealed)
	}
	if got, err := k.Open("{daning}:care:7", sealed); err != nil || !bytes.Equal(got, plain) {
		t.Errorf("opened as %q, %v", got, err)
	}
	if _, err := k.Open("{daning}:care:8", sealed); !errors.Is(err, world.ErrSealed) {
		t.Errorf("under another key: %v", err)
	}
	if again := sealedBy(t, k, "{daning}:care:7", plain); bytes.Equal(again, sealed) {
		t.Error("the same record is sealed the same way twice: who sees both knows that nothing changed")
	}
}

func TestWhatWasChangedIsNotOpened(t *testing.T) {
	k := made(t)
	sealed := sealedBy(t, k, "a", []byte("words of a person"))
	for n := range sealed {
		if _, err := k.Open("a", sealed[:n]); !errors.Is(err, world.ErrSealed) {
			t.Fatalf("its first %d bytes are opened: %v", n, err)
		}
		changed := bytes.Clone(sealed)
		changed[n] ^= 1
		if _, err := k.Open("a", changed); !errors.Is(err, world.ErrSealed) {
			t.Fatalf("opened with another byte %d: %v", n, err)
		}
	}
	if _, err := k.Open("a", append(bytes.Clone(sealed), 0)); !errors.Is(err, world.ErrSealed) {
		t.Errorf("with a byte behind it: %v", err)
	}
	if _, err := k.Open("a", []byte(`{"words":"plain"}`)); !errors.Is(err, world.ErrSealed) {
		t.Errorf("a plain record: %v", err)
	}
	if _, err := made(t).Open("a", sealed); !errors.Is(err, world.ErrSealed) {
		t.Errorf("with another district's keys: %v", err)
	}
}

func TestWithoutKeysNothingIsSealed(t *testing.T) {
	var none *seal.Keys
	if _, err := none.Seal("a", []byte("b")); !errors.Is(err, world.ErrNoKeys) {
		t.Errorf("sealed: %v", err)
	}
	if _, err := none.Open("a", sealedBy(t, made(t), "a", nil)); !errors.Is(err, world.ErrNoKeys) {
		t.Errorf("opened: %v", err)
	}
	if _, err := none.Name("a"); !errors.Is(err, world.ErrNoKeys) {
		t.Errorf("named: %v", err)
	}
}

func TestAnotherKeyLeavesTheOldOnesReadable(t *testing.T) {
	k := made(t)
	first := k.Newest()
	old, name := sealedBy(t, k, "a", []byte("words")), named(t, k, "mine", "7")
	second, err := k.Add(monday.Add(time.Hour))
	if err != nil {
		t.Fatal(err)
	}
	fresh := sealedBy(t, k, "a", []byte("words"))
	if id, ok := seal.With(old); !ok || id != first {
		t.Errorf("the old record says that it is sealed with %s, %v", id, ok)
	}
	if id, ok := seal.With(fresh); !ok || id != second || k.Newest() != second {
		t.Errorf("the new record says that it is sealed with %s, %v; the newest is %s", id, ok, k.Newest())
	}
	if list := k.List(); len(list) != 2 || list[0] != (seal.Key{ID: first, Made: time.Unix(monday.Unix(), 0)}) || !list[1].Newest {
		t.Errorf("the keys: %v", list)
	}
	if got, err := k.Open("a", old); err != nil || string(got) != "words" {
		t.Errorf("the old record: %q, %v", got, err)
	}
	if err := k.Retire(second); !errors.Is(err, seal.ErrNewest) {
		t.Errorf("the newest is retired: %v", err)
	}
	if err := k.Retire(first); err != nil {
		t.Fatal(err)
	}
	if err := k.Retire(first); !errors.Is(err, seal.ErrUnknown) {
		t.Errorf("retired twice: %v", err)
	}
	if _, err := k.Open("a", old); !errors.Is(err, world.ErrSealed) {
		t.Errorf("the old record without its key: %v", err)
	}
	if named(t, k, "mine", "7") != name {
		t.Error("a name changed with the keys: lists are lost")
	}
}

func TestNamesTellNothingAndAreTold(t *testing.T) {
	k := made(t)
	if first := named(t, k, "mine", "7"); first != named(t, k, "mine", "7") {
		t.Error("a name changes")
	}
	if named(t, k, "mine", "7") == named(t, k, "said", "7") || named(t, k, "a", "bc") == named(t, k, "ab", "c") {
		t.Error("two things have one name")
	}
	if named(t, k, "mine", "7") == named(t, made(t), "mine", "7") {
		t.Error("another district knows the name")
	}
}

func TestKeysAreAFileOnlyItsOwnerReads(t *testing.T) {
	path := filepath.Join(t.TempDir(), "keys.json")
	k := made(t)
	sealed, name := sealedBy(t, k, "a", []byte("words")), named(t, k, "mine", "7")
	if _, err := seal.Load(path); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("without a file: %v", err)
	}
	if err := k.Create(path); err != nil {
		t.Fatal(err)
	}
	if err := made(t).Create(path); !errors.Is(err, fs.ErrExist) {
		t.Errorf("written over: %v", err)
	}
	back, err := seal.Load(path)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := back.Open("a", sealed); err != nil || string(got) != "words" || named(t, back, "mine", "7") != name {
		t.Errorf("read back: %q, %v", got, err)
	}
	if back.List()[0] != k.List()[0] {
		t.Errorf("read back: %v, was %v", back.List(), k.List())
	}
	if err := os.Chmod(path, 0o640); err != nil {
		t.Fatal(err)
	}
	if _, err := seal.Load(path); !errors.Is(err, seal.ErrShown) {
		t.Errorf("shown to a group: %v", err)
	}
}

func TestABrokenFileOfKeysIsSaidAndNotQuoted(t *testing.T) {
	path := filepath.Join(t.TempDir(), "keys.json")
	if err := made(t).Create(path); err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, broken := range [][]byte{nil, []byte("{}"), []byte("null"), whole[:len(whole)/2], bytes.Replace(whole, []byte(`"version": 1`), []byte(`"version": 2`), 1),
		bytes.ReplaceAll(whole, []byte("keyData"), []byte("data")), []byte(`{"version":1,"sealing":{},"naming":{}}`)} {
		if err := os.WriteFile(path, broken, 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := seal.Load(path)
		if err == nil {
			t.Errorf("read: %s", broken)
		} else if len(err.Error()) > len(path)+100 {
			t.Errorf("%v", err)
		}
	}
}

func TestTheNameOfAKeyIsReadAsItIsWritten(t *testing.T) {
	for _, id := range []seal.ID{0, 7, 0xffffffff} {
		if got, err := seal.ParseID(id.String()); err != nil || got != id {
			t.Errorf("%s is read as %s, %v", id, got, err)
		}
	}
	for _, s := range []string{"", "7", "0000000g", "+0000007", "000000007"} {
		if id, err := seal.ParseID(s); err == nil {
			t.Errorf("%q is read as %s", s, id)
		}
	}
}

func made(t testing.TB) *seal.Keys {
	t.Helper()
	k, err := seal.New(monday)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func sealedBy(t testing.TB, k *seal.Keys, about string, plain []byte) []byte {
	t.Helper()
	b, err := k.Seal(about, plain)
	if err != nil {
		t.Fatal(err)
	}
	if !seal.Sealed(b) || seal.Sealed(plain) {
		t.Fatalf("%q is not told from what is sealed", plain)
	}
	return b
}

func named(t testing.TB, k *seal.Keys, of ...string) string {
	t.Helper()
	s, err := k.Name(of...)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func BenchmarkSeal(b *testing.B) {
	k, plain := made(b), bytes.Repeat([]byte("x"), 1000)
	for b.Loop() {
		sealedBy(b, k, "{daning}:session:7", plain)
	}
}

func BenchmarkOpen(b *testing.B) {
	k := made(b)
	sealed := sealedBy(b, k, "{daning}:session:7", bytes.Repeat([]byte("x"), 1000))
	for b.Loop() {
		if _, err := k.Open("{daning}:session:7", sealed); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkName(b *testing.B) {
	k := made(b)
	for b.Loop() {
		named(b, k, "mine", "700000007")
	}
}
