package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"gridbot/bot/sandbox/stories"
	"gridbot/flows/district"
	"gridbot/store"
	"gridbot/store/redistest"
)

// The program as somebody installs it: built, started as processes of its own,
// killed.
func TestTheProgramItself(t *testing.T) {
	binary := filepath.Join(t.TempDir(), "gridbot")
	if out, err := exec.Command("go", "build", "-o", binary, ".").CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	t.Run("a dialogue survives SIGKILL between any two answers", func(t *testing.T) { survives(t, binary) })
	t.Run("an invitation works once", func(t *testing.T) { invites(t, binary) })
	t.Run("check says all faults at once", func(t *testing.T) { checks(t, binary) })
	t.Run("settings that are wrong are said plainly", func(t *testing.T) { refuses(t, binary) })
}

func survives(t *testing.T, binary string) {
	server := redistest.Real(t)
	box := startBox(t, binary)
	env := []string{"TELEGRAM_BOT_TOKEN=" + box.token, "TELEGRAM_API_URL=" + box.api, "REDIS_URL=" + server.Address, "GRIDBOT_LEASE=1s"}
	join := box.invite(t, binary, env, "--role", "worker", "--grid", stories.Grid)
	bot := startBot(t, binary, env)
	box.start(stories.Wang, join)
	box.until(stories.Wang, "欢迎")

	box.say(stories.Chen, "崧涵庭3号楼")
	box.until(stories.Chen, "是哪一类问题")
	for _, answer := range []struct{ data, then string }{
		{"d|report|category|g-waste", "是哪一种"},
		{"d|report|category|c-rubbish", "有照片的话"},
		{"d|report|preview|edit", "要改哪一项"},
		{"d|report|preview|look", "有照片的话"},
		{"d|report|preview|anonymous", "#1001"},
	} {
		rests(t, server.Address) // what is on its way at a kill may come twice
		bot.kill()
		pressed := box.press(stories.Chen, answer.data) // nobody is there to hear it yet
		bot = startBot(t, binary, env)
		if err := <-pressed; err != nil {
			t.Fatalf("press %s: %v", answer.data, err)
		}
		box.until(stories.Chen, answer.then)
	}
	box.until(stories.Wang, "#1001")
	rests(t, server.Address)
	bot.kill()
	bot = startBot(t, binary, env)
	box.say(stories.Chen, "/cases")
	box.until(stories.Chen, "您报告的事项")

	if n := box.count(stories.Chen, "收到了，谢谢"); n != 1 {
		t.Errorf("%d receipts, want 1", n)
	}
	if n := box.count(stories.Wang, "#1001"); n != 1 {
		t.Errorf("the worker has %d cards, want 1", n)
	}
	list := box.messages(stories.Chen)
	if rows := list[len(list)-1].Markup.Rows; len(rows) != 1 {
		t.Errorf("/cases lists %d, want 1", len(rows))
	}
	bot.stop()
	if strings.Contains(bot.said.String(), box.token) {
		t.Error("the token is in the log")
	}
}

// rests waits until the bot has nothing left to handle or to send.
func rests(t *testing.T, redis string) {
	t.Helper()
	st, err := store.Open(t.Context(), redis, "daning")
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	for {
		in, out, err := st.Waiting(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if in == 0 && out == 0 {
			return
		}
	}
}

func invites(t *testing.T, binary string) {
	server := redistest.Real(t)
	box := startBox(t, binary)
	env := []string{"TELEGRAM_BOT_TOKEN=" + box.token, "TELEGRAM_API_URL=" + box.api, "REDIS_URL=" + server.Address, "GRIDBOT_LEASE=1s"}
	join := box.invite(t, binary, env, "--role", "coordinator")
	startBot(t, binary, env)
	box.start(stories.Sun, join)
	box.until(stories.Sun, "您现在是")
	box.start(stories.Chen, join)
	box.until(stories.Chen, "已经用过或过期")
	box.start(stories.Sun, join)
	box.until(stories.Sun, "已经用过或过期")

	code, _, errs := call(t, binary, env, "invite", "--role", "lead", "--grid", "atlantis")
	if code == 0 || !strings.Contains(errs, "atlantis") || !strings.Contains(errs, stories.Grid) {
		t.Errorf("an unknown grid: exit %d, %s", code, errs)
	}
	code, _, errs = call(t, binary, env, "invite", "--role", "king")
	if code == 0 || !strings.Contains(errs, "coordinator") {
		t.Errorf("an unknown role: exit %d, %s", code, errs)
	}
}

func checks(t *testing.T, binary string) {
	fine := t.TempDir()
	if err := os.CopyFS(fine, district.Demo()); err != nil {
		t.Fatal(err)
	}
	if code, out, errs := call(t, binary, nil, "check", fine); code != 0 || !strings.Contains(out, "daning: 4 grids") {
		t.Errorf("the demo's folder: exit %d\n%s%s", code, out, errs)
	}
	for file, change := range map[string][2]string{
		"district.yaml":   {"zone: Asia/Shanghai", "zone: Asia/Shanghigh"},
		"categories.yaml": {"group: fire", "group: fier"},
		"places.csv":      {"31.2760,121.4430", "31.2760,east"},
	} {
		path := filepath.Join(fine, file)
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Contains(b, []byte(change[0])) {
			t.Fatalf("%s has no %q", file, change[0])
		}
		if err := os.WriteFile(path, bytes.Replace(b, []byte(change[0]), []byte(change[1]), 1), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	code, _, errs := call(t, binary, nil, "check", fine)
	if code != 1 {
		t.Errorf("a broken folder: exit %d, want 1", code)
	}
	for _, file := range []string{"district.yaml", "categories.yaml", "places.csv"} {
		if !regexp.MustCompile(file + `:\d+: `).MatchString(errs) {
			t.Errorf("the fault in %s is not named with its line:\n%s", file, errs)
		}
	}
	if code, _, _ := call(t, binary, nil, "check", filepath.Join(fine, "nowhere")); code == 0 {
		t.Error("a folder that does not exist is fine")
	}
}

func refuses(t *testing.T, binary string) {
	server := redistest.Real(t)
	box := startBox(t, binary)
	secret := "4200000000:a-secret-that-must-not-be-seen-anywhere"
	tests := []struct {
		name  string
		env   []string
		lines int // of the complaint
		want  []string
	}{
		{"nothing is set", nil, 1, []string{"--token", "--redis"}},
		{"several are wrong", []string{"TELEGRAM_BOT_TOKEN=not-a-token", "REDIS_URL=carrier-pigeon://x", "GRIDBOT_LEASE=1ms", "GRIDBOT_WEBHOOK_URL=nowhere",
			"GRIDBOT_DISTRICT=/does/not/exist"}, 0, []string{"TELEGRAM_BOT_TOKEN", "GRIDBOT_LEASE", "GRIDBOT_WEBHOOK_URL", "GRIDBOT_LISTEN", "redis", "district"}},
		{"no redis, and no district", []string{"TELEGRAM_BOT_TOKEN=" + secret, "REDIS_URL=redis://:hunter2@127.0.0.1:1", "GRIDBOT_DISTRICT=/does/not/exist"}, 0, []string{"redis", "127.0.0.1:1", "district"}},
		{"a token telegram does not know", []string{"TELEGRAM_BOT_TOKEN=" + secret, "TELEGRAM_API_URL=" + box.api, "REDIS_URL=" + server.Address}, 1, []string{"token"}},
	}
	for _, test := range tests {
		code, out, errs := call(t, binary, test.env, "serve")
		if code == 0 {
			t.Errorf("%s: exit 0", test.name)
		}
		for _, want := range test.want {
			if !strings.Contains(errs, want) {
				t.Errorf("%s: %q is not mentioned:\n%s", test.name, want, errs)
			}
		}
		_, complaint, found := strings.Cut(errs, "gridbot: ")
		if n := strings.Count(complaint, "\n"); !found || (test.lines > 0 && n != test.lines) {
			t.Errorf("%s: %d lines, want %d:\n%s", test.name, n, test.lines, errs)
		}
		if strings.Contains(out+errs, secret) || strings.Contains(out+errs, "hunter2") || strings.Contains(errs, "redis: 20") {
			t.Errorf("%s: too much is said:\n%s%s", test.name, out, errs)
		}
	}
}

// clean is the environment of a test's process: the machine's, without any
// setting of ours.
func clean(env []string) []string {
	kept := []string{}
	for _, e := range os.Environ() {
		if !strings.HasPrefix(e, "GRIDBOT_") && !strings.HasPrefix(e, "TELEGRAM_") && !strings.HasPrefix(e, "REDIS_") {
			kept = append(kept, e)
		}
	}
	return append(append(kept, "GRIDBOT_STATE=off"), env...)
}

// call runs the program to its end.
func call(t *testing.T, binary string, env []string, args ...string) (code int, out, errs string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	var o, e bytes.Buffer
	c := exec.CommandContext(ctx, binary, args...)
	c.Env, c.Stdout, c.Stderr = clean(env), &o, &e
	if err := c.Run(); err != nil && c.ProcessState == nil {
		t.Fatal(err)
	}
	return c.ProcessState.ExitCode(), o.String(), e.String()
}

// process is the program at work.
type process struct {
	t    *testing.T
	cmd  *exec.Cmd
	said *bytes.Buffer // stderr, complete once it has ended
}

func begin(t *testing.T, binary string, env []string, args ...string) (*process, io.Reader) {
	t.Helper()
	p := &process{t: t, cmd: exec.Command(binary, args...), said: &bytes.Buffer{}}
	p.cmd.Env, p.cmd.Stderr = clean(env), p.said
	out, err := p.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if p.cmd.ProcessState == nil {
			p.kill()
		}
	})
	return p, out
}

func startBot(t *testing.T, binary string, env []string) *process {
	t.Helper()
	p, _ := begin(t, binary, env, "serve")
	return p
}

// kill ends the process as a power cut does.
func (p *process) kill() {
	p.cmd.Process.Kill()
	p.cmd.Wait()
}

// stop asks the process to end, and expects that it does so in good order.
func (p *process) stop() {
	p.t.Helper()
	p.cmd.Process.Signal(os.Interrupt)
	if err := p.cmd.Wait(); err != nil {
		p.t.Errorf("the bot ended with %v\n%s", err, p.said)
	}
}

// boxed is a sandbox that runs as a process of its own.
type boxed struct {
	t          *testing.T
	api, token string
	events     *bufio.Scanner
}

func startBox(t *testing.T, binary string) *boxed {
	t.Helper()
	_, out := begin(t, binary, nil, "sandbox", "--listen", "127.0.0.1:0")
	b := &boxed{t: t}
	for lines := bufio.NewScanner(out); b.token == "" && lines.Scan(); {
		if v, ok := strings.CutPrefix(lines.Text(), "TELEGRAM_API_URL="); ok {
			b.api = v
		}
		if v, ok := strings.CutPrefix(lines.Text(), "TELEGRAM_BOT_TOKEN="); ok {
			b.token = v
		}
	}
	if b.api == "" || b.token == "" {
		t.Fatal("the sandbox does not say where it is")
	}
	ctx, cancel := context.WithCancel(context.Background())
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, b.api+"/sandbox/events?after=0", nil)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { cancel(); resp.Body.Close() })
	b.events = bufio.NewScanner(resp.Body)
	b.events.Buffer(nil, 1<<20)
	return b
}

// post asks the control API for something.
func (b *boxed) post(what string, q map[string]any) error {
	body, err := json.Marshal(q)
	if err != nil {
		return err
	}
	resp, err := http.Post(b.api+"/sandbox/"+what, "application/json", bytes.NewReader(body))
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		said, _ := io.ReadAll(resp.Body)
		return fmt.Errorf("%s: %s %s", what, resp.Status, said)
	}
	return nil
}

func (b *boxed) say(who int64, words string) {
	b.t.Helper()
	if err := b.post("say", map[string]any{"person": who, "chat": who, "text": words}); err != nil {
		b.t.Fatal(err)
	}
}

func (b *boxed) start(who int64, payload string) {
	b.t.Helper()
	if err := b.post("start", map[string]any{"person": who, "payload": payload}); err != nil {
		b.t.Fatal(err)
	}
}

// press presses a button under the newest message; the channel says how it ended.
func (b *boxed) press(who int64, data string) <-chan error {
	b.t.Helper()
	all := b.messages(who)
	done := make(chan error, 1)
	go func() {
		done <- b.post("press", map[string]any{"person": who, "chat": who, "message_id": all[len(all)-1].ID, "data": data})
	}()
	return done
}

// said is a message as the control API shows it.
type said struct {
	ID     int    `json:"message_id"`
	Out    bool   `json:"out"`
	Text   string `json:"text"`
	Markup struct {
		Rows [][]struct {
			Text string `json:"text"`
		} `json:"inline_keyboard"`
	} `json:"reply_markup"`
}

func (b *boxed) messages(chat int64) []said {
	b.t.Helper()
	resp, err := http.Get(fmt.Sprintf("%s/sandbox/chats/%d", b.api, chat))
	if err != nil {
		b.t.Fatal(err)
	}
	defer resp.Body.Close()
	var c struct {
		Messages []said `json:"messages"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&c); err != nil {
		b.t.Fatal(err)
	}
	return c.Messages
}

func (b *boxed) count(chat int64, words string) int {
	b.t.Helper()
	n := 0
	for _, m := range b.messages(chat) {
		if m.Out && strings.Contains(m.Text, words) {
			n++
		}
	}
	return n
}

// until waits, event by event, until the bot's newest message says the words.
func (b *boxed) until(chat int64, words string) {
	b.t.Helper()
	for {
		all := b.messages(chat)
		if n := len(all); n > 0 && all[n-1].Out && strings.Contains(all[n-1].Text, words) {
			return
		}
		if !b.events.Scan() {
			b.t.Fatalf("the sandbox is gone before %d was told %q: %v", chat, words, b.events.Err())
		}
	}
}

// invite has the program print a link, and returns its payload.
func (b *boxed) invite(t *testing.T, binary string, env []string, args ...string) string {
	t.Helper()
	code, out, errs := call(t, binary, env, append([]string{"invite"}, args...)...)
	_, payload, found := strings.Cut(strings.TrimSpace(out), "?start=")
	if code != 0 || !found {
		t.Fatalf("invite: exit %d\n%s%s", code, out, errs)
	}
	return payload
}

func TestTheScheduleIsPrintedWithItsNextRuns(t *testing.T) {
	var out, errs bytes.Buffer
	if code := run(t.Context(), []string{"jobs"}, &out, &errs); code != 0 {
		t.Fatalf("exit code %d: %s", code, errs.String())
	}
	for _, want := range []string{"clocks", "* * * * *", "morning", "30 8 * * *", "工作日早上的当日清单 / the list of the day, on working days", "year"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("it does not say %q:\n%s", want, out.String())
		}
	}
	if n := strings.Count(out.String(), "08:30 CST"); n != 3 {
		t.Errorf("the morning is printed %d times", n)
	}
	if code := run(t.Context(), []string{"jobs", "--district", t.TempDir()}, &out, &errs); code == 0 {
		t.Error("a folder without a district has a schedule")
	}
}
