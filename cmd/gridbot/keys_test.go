package main

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"gridbot/bot/sandbox/stories"
	"gridbot/flows/talk"
	"gridbot/flows/world"
	"gridbot/store"
	"gridbot/store/redistest"
	"gridbot/store/seal"
)

// operator is somebody at the command line of a district.
func operator(t *testing.T, args ...string) (code int, said string) {
	t.Helper()
	var out bytes.Buffer
	code = run(t.Context(), args, &out, &out)
	return code, out.String()
}

// keyName is the name of a key in what is said.
var keyName = regexp.MustCompile(`\b[0-9a-f]{8}\b`)

// asideName is the name of something put aside, which begins its line.
var asideName = regexp.MustCompile(`(?m)^(\S+)  \d{4}-`)

func TestAnOperatorMakesRotatesAndRetiresKeys(t *testing.T) {
	address, path := redistest.Embedded(t), filepath.Join(t.TempDir(), "keys.json")
	t.Setenv("GRIDBOT_KEYS", path)
	t.Setenv("REDIS_URL", address)
	does := func(want int, has string, args ...string) string {
		t.Helper()
		code, said := operator(t, append([]string{"keys"}, args...)...)
		if code != want || !strings.Contains(said, has) {
			t.Fatalf("keys %s: exit %d, want %d and %q:\n%s", strings.Join(args, " "), code, want, has, said)
		}
		return said
	}
	does(1, "gridbot keys new", "list") // before there are any
	first := keyName.FindString(does(0, "Keep a copy", "new"))
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Fatalf("%v, %v", info.Mode(), err)
	}
	does(1, "there already", "new")
	does(0, first+"  newest", "list")

	k, err := seal.Load(path)
	if err != nil {
		t.Fatal(err)
	}
	st := drafted(t, address, k)
	second := keyName.FindString(does(0, "stop serve", "add"))
	if said := does(0, second+"  newest", "list"); !strings.Contains(said, first+"  old") || !strings.Contains(said, "2 sealed with it") {
		t.Errorf("%s", said)
	}
	does(1, "cannot be retired: 2 are sealed", "retire", first)
	does(1, "another process owns the district", "reseal")
	if err := st.DropLease(t.Context()); err != nil {
		t.Fatal(err)
	}
	does(0, "2 that were under an older key", "reseal")
	does(0, "0 that were under an older key", "reseal")
	does(1, "not the name of a key", "retire", "first")
	does(1, "there is no such key", "retire", "00000000")
	does(1, "add another first", "retire", second)
	does(0, "is forgotten", "retire", first)
	if said := does(0, second+"  newest", "list"); strings.Contains(said, first) {
		t.Errorf("%s", said)
	}

	// The file is lost, and the operator begins anew.
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	does(1, "there is no file", "reseal")
	does(0, "key ", "new")
	does(1, "cannot be read", "list")
	does(1, "not the keys the district is sealed with", "reseal")
	does(1, "not the keys the district is sealed with", "retire", second)
	does(0, "stays unreadable", "adopt")
	does(1, "nothing to do", "adopt")
	does(0, "1 could not be opened", "reseal")

	if err := os.Chmod(path, 0o644); err != nil {
		t.Fatal(err)
	}
	does(1, "chmod 600", "list")
	os.Unsetenv("GRIDBOT_KEYS")
	for _, args := range [][]string{{"new"}, {"add"}, {"list"}, {"reseal"}, {"retire", second}, {"adopt"}} {
		does(1, "GRIDBOT_KEYS must say", args...)
	}
}

// drafted is a district in which somebody has begun a report; it is owned.
func drafted(t *testing.T, address string, k *seal.Keys) *store.Store {
	t.Helper()
	st, err := store.Open(t.Context(), address, "daning", store.WithKeys(k))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	if ours, err := st.TakeLease(t.Context(), "test", leaseLasts); err != nil || !ours {
		t.Fatal(ours, err)
	}
	if _, err := st.Commit(t.Context(), world.Op{}, 7001, world.Change{Session: &talk.Session{Dialogue: "report"}}); err != nil {
		t.Fatal(err)
	}
	return st
}

func TestWhatWasPutAsideIsRead(t *testing.T) {
	address, path := redistest.Embedded(t), filepath.Join(t.TempDir(), "keys.json")
	t.Setenv("GRIDBOT_KEYS", path)
	t.Setenv("REDIS_URL", address)
	if code, said := operator(t, "keys", "new"); code != 0 {
		t.Fatal(said)
	}
	k, err := seal.Load(path)
	if err != nil {
		t.Fatal(err)
	}
	st, body := drafted(t, address, k), []byte(`{"broken":1}`)
	entries, err := st.Put(t.Context(), []world.Raw{{ID: 1, Body: body}}, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	if err := st.PutAside(t.Context(), world.Entry{ID: entries[0], Body: body}, "not an update"); err != nil {
		t.Fatal(err)
	}
	code, said := operator(t, "aside")
	if code != 0 || strings.Contains(said, "broken") || !strings.Contains(said, "not an update") {
		t.Errorf("exit %d: %s", code, said)
	}
	// What the log says of a calendar that ends soon may stand before the list.
	var name string
	if found := asideName.FindStringSubmatch(said); found != nil {
		name = found[1]
	}
	if code, said := operator(t, "aside", "show", name, "--words"); code == 0 || strings.Contains(said, "broken") {
		t.Errorf("its words go where no terminal is: exit %d: %s", code, said)
	}
	keys := os.Getenv("GRIDBOT_KEYS")
	os.Unsetenv("GRIDBOT_KEYS")
	if code, said := operator(t, "aside", "replay", name); code == 0 {
		t.Errorf("without keys, exit %d: %s", code, said)
	}
	os.Setenv("GRIDBOT_KEYS", keys)
	if code, said := operator(t, "aside", "replay", name); code != 0 {
		t.Errorf("replay: exit %d: %s", code, said)
	}
	waiting, err := st.Inbox(t.Context(), "0", -1)
	if err != nil || len(waiting) != 1 || string(waiting[0].Body) != string(body) {
		t.Errorf("the inbox holds %v, %v", waiting, err)
	}
	if code, said := operator(t, "aside", "discard", name); code == 0 {
		t.Errorf("what is not aside is discarded: %s", said)
	}
}

func TestTheDoctorLooksAtTheKeys(t *testing.T) {
	path := filepath.Join(t.TempDir(), "keys.json")
	k, err := seal.New(time.Now())
	if err != nil {
		t.Fatal(err)
	}
	if err := k.Create(path); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		keys  *seal.Keys
		fault error
		file  bool
		says  string
		set   bool
	}{
		{nil, nil, false, "lie open in Redis", false},
		{nil, nil, true, "", false},
		{nil, world.ErrNoKeys, false, "nothing here can read them", true},
		{k, world.ErrSealed, true, "not the keys the district is sealed with", true},
		{k, nil, true, "✓ keys: 1, the newest is " + k.Newest().String(), false},
	} {
		says, set := keysSay(test.keys, test.fault, test.file)
		if !strings.Contains(says, test.says) || (set != "") != test.set {
			t.Errorf("%v, %v: %q, set %q", test.fault, test.file, says, set)
		}
	}
}

// A district whose keys are away goes on; who reported without a name is there
// again when they are.
func TestServeGoesOnWithoutItsKeys(t *testing.T) {
	binary, server := builtBinary(t), redistest.Real(t)
	box := startBox(t, binary)
	env := []string{"TELEGRAM_BOT_TOKEN=" + box.token, "TELEGRAM_API_URL=" + box.api, "REDIS_URL=" + server.Address, "GRIDBOT_LEASE=1s"}
	path := filepath.Join(t.TempDir(), "keys.json")
	withKeys := append(env[:len(env):len(env)], "GRIDBOT_KEYS="+path)
	if code, out, errs := call(t, binary, withKeys, "keys", "new"); code != 0 {
		t.Fatal(out, errs)
	}
	join := box.invite(t, binary, env, "--role", "worker", "--grid", stories.Grid)
	bot := startBot(t, binary, withKeys)
	box.start(stories.Wang, join)
	box.until(stories.Wang, "欢迎")
	box.say(stories.Chen, "崧涵庭3号楼")
	box.until(stories.Chen, "是哪一类问题")
	for _, answer := range []struct{ data, then string }{
		{"d|report|category|g-waste", "是哪一种"}, {"d|report|category|c-rubbish", "有照片的话"}, {"d|report|preview|anonymous", "#1001"},
	} {
		if err := <-box.press(stories.Chen, answer.data); err != nil {
			t.Fatalf("press %s: %v", answer.data, err)
		}
		box.until(stories.Chen, answer.then)
	}
	box.until(stories.Wang, "#1001")
	rests(t, server.Address)
	bot.stop()
	if strings.Contains(bot.said.String(), "the confidential lane is off") {
		t.Errorf("with keys: %s", bot.said)
	}

	bot = startBot(t, binary, env)
	if err := <-box.press(stories.Wang, "c|1001|claim"); err != nil {
		t.Fatal(err)
	}
	box.say(stories.Wang, "/tasks")
	box.until(stories.Wang, "：1 件")
	rests(t, server.Address)
	bot.stop()
	if said := bot.said.String(); !strings.Contains(said, "the confidential lane is off") || !strings.Contains(said, "there are no keys") {
		t.Errorf("without keys: %s", said)
	}

	bot = startBot(t, binary, withKeys)
	box.say(stories.Chen, "/cases")
	box.until(stories.Chen, "您报告的事项")
	list := box.messages(stories.Chen)
	if rows := list[len(list)-1].Markup.Rows; len(rows) != 1 {
		t.Errorf("/cases lists %d, want 1", len(rows))
	}
	bot.stop()
}
