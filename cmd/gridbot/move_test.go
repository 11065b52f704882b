package main

import (
	"bytes"
	"context"
	"fmt"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"gridbot/bot/sandbox"
	"gridbot/flows/cases"
	"gridbot/flows/district"
	"gridbot/flows/grids"
	"gridbot/flows/strays"
	"gridbot/flows/text"
	"gridbot/flows/world"
	"gridbot/store"
	"gridbot/store/redistest"
)

// changing is a district whose folder changes, with real processes.
type changing struct {
	*crash
	folder string
	st     *store.Store
	url    string
}

// opens brings cases in, as a process that owns the district.
func (c *changing) opens(ctx context.Context, first, n int) {
	c.t.Helper()
	if err := c.st.SeizeLease(ctx, "test", time.Minute); err != nil {
		c.t.Fatal(err)
	}
	now := time.Now().Unix()
	for from := first; from < first+n; from += 50 {
		var ch world.Change
		for i := from; i < min(from+50, first+n); i++ {
			one := cases.Case{Number: i, Category: "lamp", Grid: "yanchang", Status: cases.Reported, What: "secretwords", Opened: now, Entered: now,
				Place: cases.Place{Name: text.Said("灵石路658弄"), Point: &grids.Point{Lat: 31.28, Lon: 121.45}},
				Log:   []cases.Entry{{At: now, Part: cases.PartImport, Do: cases.Report, To: cases.Reported}},
				Clock: cases.Clock{Name: cases.ClockClaim, Since: now, Due: now + 90*86400, Next: now + 80*86400}}
			ch.Cases = append(ch.Cases, world.Moved{After: one})
			ch.Log = append(ch.Log, world.Logged{At: now, Case: i, Do: cases.Report, To: cases.Reported, Part: cases.PartImport, Grid: "yanchang", Category: "lamp", Week: "2026-W48"})
		}
		if _, err := c.st.Commit(ctx, world.Op{}, 0, ch); err != nil {
			c.t.Fatal(err)
		}
	}
	c.free(ctx)
}

// free lets go of the district, whoever had it.
func (c *changing) free(ctx context.Context) {
	c.t.Helper()
	if err := c.st.SeizeLease(ctx, "test", time.Minute); err != nil {
		c.t.Fatal(err)
	}
	if err := c.st.DropLease(ctx); err != nil {
		c.t.Fatal(err)
	}
}

// change puts something else into a file of the folder.
func (c *changing) change(file, old, now string) {
	c.t.Helper()
	path := filepath.Join(c.folder, file)
	b, err := os.ReadFile(path)
	if err != nil || !bytes.Contains(b, []byte(old)) {
		c.t.Fatalf("%s has no %s: %v", file, old, err)
	}
	if err := os.WriteFile(path, bytes.ReplaceAll(b, []byte(old), []byte(now)), 0o600); err != nil {
		c.t.Fatal(err)
	}
}

// typed is what an operator types, and must read.
func (c *changing) typed(code int, says string, args ...string) string {
	c.t.Helper()
	got, out, errs := call(c.t, c.binary, append([]string{"REDIS_URL=" + c.url, "GRIDBOT_DISTRICT=" + c.folder, "GRIDBOT_STATE=" + c.dir}, c.env[:2]...), args...)
	if got != code || !strings.Contains(out+errs, says) {
		c.t.Errorf("%v: exit %d, want %d and %q:\n%s%s", args, got, code, says, out, errs)
	}
	if strings.Contains(out+errs, "secretwords") {
		c.t.Errorf("%v shows what somebody wrote:\n%s%s", args, out, errs)
	}
	return out + errs
}

// grids are how many cases are in each grid.
func (c *changing) grids(ctx context.Context, first, n int) map[string]int {
	c.t.Helper()
	var numbers []int
	for i := first; i < first+n; i++ {
		numbers = append(numbers, i)
	}
	in := map[string]int{}
	if err := c.st.EachOf(ctx, numbers, func(one cases.Case) error { in[one.Grid+"/"+one.Strayed]++; return nil }); err != nil {
		c.t.Fatal(err)
	}
	return in
}

// told waits until somebody has read something, and counts the messages that say it.
func (c *changing) told(ctx context.Context, who int64, what string) int {
	c.t.Helper()
	c.drain(ctx, c.st)
	n := 0
	for _, m := range c.box.Messages(who) {
		if m.Out && strings.Contains(m.Text, what) {
			n++
		}
	}
	return n
}

// A grid gets another name in the folder. It is said before anybody starts; the bot
// starts all the same, and the coordinator has what is open; and one command, killed in
// the middle and typed again, gives everything the new name.
func TestAFolderThatChangedLosesNothing(t *testing.T) {
	redis := redistest.Real(t)
	box := sandbox.New(sandbox.Options{KeepMessages: 10_000})
	defer box.Close()
	web := httptest.NewServer(box.Handler())
	defer web.Close()
	defer web.CloseClientConnections()
	ctx, cancel := context.WithTimeout(t.Context(), 4*time.Minute)
	defer cancel()
	st, err := store.Open(ctx, redis.Address, "daning")
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	c := &changing{folder: t.TempDir(), st: st, url: redis.Address, crash: &crash{t: t, box: box, binary: builtBinary(t), dir: t.TempDir()}}
	if err := os.CopyFS(c.folder, district.Demo()); err != nil {
		t.Fatal(err)
	}
	for _, file := range []string{"examples.csv", "model.txt"} { // or every process would learn anew, for seconds
		if err := os.Remove(filepath.Join(c.folder, file)); err != nil {
			t.Fatal(err)
		}
	}
	c.env = []string{"TELEGRAM_BOT_TOKEN=" + box.Token(), "TELEGRAM_API_URL=" + web.URL, "REDIS_URL=" + redis.Address,
		"GRIDBOT_UNLIMITED=1", "GRIDBOT_TAKEOVER=1", "GRIDBOT_ADMIN_LISTEN=off", "GRIDBOT_DISTRICT=" + c.folder}
	c.start()
	const coordinator = 9_003
	c.box.AddPerson(sandbox.Person{ID: coordinator, First: "Chen", Lang: "en"})
	in := newInvite(world.Coordinator, "", time.Now())
	if err := st.PutInvite(ctx, in, time.Now()); err != nil {
		t.Fatal(err)
	}
	if _, err := c.box.Start(coordinator, "i"+in.Token); err != nil {
		t.Fatal(err)
	}
	c.join(ctx, st)
	c.kill()
	c.opens(ctx, 2001, 45)
	c.typed(0, "names what the folder knows", "check", "--redis", redis.Address, c.folder)

	c.change("grids.geojson", `"id": "yanchang"`, `"id": "xinchang"`)
	c.typed(1, "grid yanchang any more: 45 open cases (#2001 #2002", "check", "--redis", redis.Address, c.folder)
	c.typed(1, "2 of the staff", "doctor")
	c.typed(1, "does not know it; it has", "move", "grid", "yanchang", "nowhere")
	c.typed(1, "still stands in the folder", "move", "grid", "lingshi", "xinchang")
	c.typed(1, "nothing is called so", "move", "category", "--dry-run", "nothing", "lamp")
	c.typed(2, "must be one of", "move", "town", "yanchang", "xinchang")
	c.typed(0, "would be moved from yanchang to xinchang: 45 cases, 2 people", "move", "--dry-run", "grid", "yanchang", "xinchang")
	if in := c.grids(ctx, 2001, 45); in["yanchang/"] != 45 {
		t.Fatalf("a dry one has moved something: %v", in)
	}

	c.start()
	for c.told(ctx, coordinator, "yanchang is not among the grids") == 0 && ctx.Err() == nil {
	}
	for c.grids(ctx, 2001, 45)["/yanchang"] < 45 && ctx.Err() == nil {
	}
	c.typed(1, "stop serve first", "move", "grid", "yanchang", "xinchang")
	c.kill()
	c.start() // and again: nobody is told twice
	if n := c.told(ctx, coordinator, "yanchang is not among the grids"); n != 1 {
		t.Errorf("the coordinator read it %d times", n)
	}
	c.kill()

	c.opens(ctx, 3001, 4000) // what would take a while
	c.half(ctx)
	c.typed(1, "move broke off: grid yanchang xinchang", "check", "--redis", redis.Address, c.folder)
	c.typed(1, "broke off: run it again first: grid yanchang xinchang", "move", "agency", "nobody", "gas")
	c.free(ctx)
	c.typed(0, "moved from yanchang to xinchang", "move", "grid", "yanchang", "xinchang")
	if old, now := c.grids(ctx, 2001, 45), c.grids(ctx, 3001, 4000); old["xinchang/"] != 45 || now["xinchang/"] != 4000 {
		t.Errorf("they are in %v and %v", old, now)
	}
	c.typed(0, "0 differ", "recount")
	c.typed(0, "names what the folder knows", "check", "--redis", redis.Address, c.folder)
	staff, err := st.Staff(ctx)
	if err != nil || staff.People[crashWorker].Grid != "xinchang" || staff.People[crashLead].Grid != "xinchang" {
		t.Errorf("the staff: %+v, %v", staff.People, err)
	}
}

// half kills a move once it has begun.
func (c *changing) half(ctx context.Context) {
	c.t.Helper()
	cmd := exec.Command(c.binary, "move", "grid", "yanchang", "xinchang")
	cmd.Env = clean([]string{"REDIS_URL=" + c.url, "GRIDBOT_DISTRICT=" + c.folder, "GRIDBOT_STATE=" + c.dir})
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said
	if err := cmd.Start(); err != nil {
		c.t.Fatal(err)
	}
	var moves strays.Moves
	for len(moves) == 0 || c.grids(ctx, 3001, 50)["xinchang/"] == 0 {
		var err error
		if moves, err = c.st.Moves(ctx); err != nil {
			cmd.Process.Kill()
			c.t.Fatal(err)
		}
	}
	cmd.Process.Kill()
	cmd.Wait()
	if moves, err := c.st.Moves(ctx); err != nil || len(moves) != 1 || moves[0].Done {
		c.t.Fatalf("it was to be killed in the middle: %v, %v\n%s", fmt.Sprint(moves), err, said.String())
	}
	c.free(ctx)
}
