// Load measures a bot as residents feel it: many people file reports, each
// answering only after the bot's reply, against a Telegram in a box and a real
// Redis with its AOF on.
//
//	go run ./cmd/load -bot gridbot -people 256 -for 10s
//	go run ./cmd/load -bot floor            # the same library, no promises
//	go run ./cmd/load -bot floor-json       # the same, sending JSON instead of multipart
//	go run ./cmd/load -bot gridbot -rate 400   # paced: 400 updates a second
//	go run ./cmd/load -bot gridbot -warm 4000 -updates 10000   # the same work, however busy the machine is
//	go run ./cmd/load -year 1000000         # what a digest costs after a year
//
// Where the machine has two processors or more, the bot has the first one for
// itself. Compare ratios of runs side by side, not single figures. It lays
// cases before the bot through the store; the bot itself it knows as a process
// and by its chats.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"strconv"
	"strings"
	"syscall"
	"time"

	"gridbot/bot/sandbox"
)

type settings struct {
	bot    string
	people int
	last   time.Duration
	warm   int
	count  int
	rate   float64
	fsync  string
	pin    bool
	prof   string
	bulk   int
	cases  int
	due    int
	joint  int
	year   int
	binary string
}

func main() {
	var s settings
	flag.StringVar(&s.bot, "bot", "gridbot", "gridbot, floor or floor-json")
	flag.IntVar(&s.people, "people", 256, "residents at the same time")
	flag.DurationVar(&s.last, "for", 10*time.Second, "how long is measured, after two seconds of warming up; with -updates, how long is profiled")
	flag.IntVar(&s.count, "updates", 0, "how many updates are measured, instead of how long")
	flag.IntVar(&s.warm, "warm", 4000, "with -updates: how many updates of warming up come before them")
	flag.Float64Var(&s.rate, "rate", 0, "updates a second; 0: as fast as the bot answers")
	flag.StringVar(&s.fsync, "fsync", "always", "appendfsync of Redis")
	flag.BoolVar(&s.pin, "pin", true, "give the bot a processor of its own")
	flag.StringVar(&s.prof, "prof", "", "where to write a CPU profile of gridbot, and beside it what it allocates (.allocs) and keeps (.heap)")
	flag.IntVar(&s.bulk, "bulk", 0, "so many bulk messages wait while 5 people a second ask for a reply; Telegram's limits are enforced")
	flag.IntVar(&s.cases, "cases", 0, "so many open cases are in Redis before the bot starts")
	flag.IntVar(&s.due, "due", 0, "the clocks of so many cases run out in the same minute; Telegram's limits are enforced")
	flag.IntVar(&s.joint, "joint", 0, "so many joint cases with eight legs each, all moving within -for; Telegram's limits are enforced")
	flag.IntVar(&s.year, "year", 0, "measure a digest with so many cases of a year in a hundred grids, and no bot")
	flag.StringVar(&s.binary, "binary", "", "the bot as it was built before, to hold two of them against each other; it is built when empty")
	flag.Parse()
	if err := run(s); err != nil {
		fmt.Fprintln(os.Stderr, "load:", err)
		os.Exit(1)
	}
}

func run(s settings) error {
	debug.SetGCPercent(400) // what is measured is the bot, beside which the box should take little
	dir, err := os.MkdirTemp("", "gridbot-load")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	if s.pin {
		pin(os.Getpid(), "1")
	}
	redis, err := freeAddress()
	if err != nil {
		return err
	}
	_, port, _ := net.SplitHostPort(redis)
	server := exec.Command("redis-server", "--port", port, "--bind", "127.0.0.1", "--dir", dir, "--save", "",
		"--appendonly", "yes", "--appendfsync", s.fsync, "--maxmemory-policy", "noeviction")
	if err := server.Start(); err != nil {
		return fmt.Errorf("start redis-server: %w", err)
	}
	defer stop(server)
	if s.year > 0 {
		return year(redis, s.year)
	}
	box := sandbox.New(sandbox.Options{KeepMessages: 20 + 2*s.joint, Limits: s.bulk+s.due+s.joint > 0})
	defer box.Close()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	go http.Serve(listener, box.Handler())
	return withBot(s, dir, redis, "http://"+listener.Addr().String(), box)
}

// withBot starts the bot on what it is to find, and measures it.
func withBot(s settings, dir, redis, api string, box *sandbox.Server) error {
	due, err := prepare(s, redis, api, box)
	if err != nil {
		return err
	}
	watch, err := freeAddress()
	if err != nil {
		return err
	}
	env := []string{
		"TELEGRAM_BOT_TOKEN=" + box.Token(), "TELEGRAM_API_URL=" + api,
		"REDIS_URL=redis://" + redis, "GRIDBOT_ADMIN_LISTEN=" + watch, "GRIDBOT_PROFILE=1", "GOMAXPROCS=1", "GRIDBOT_STATE=" + dir,
	}
	if s.bulk+s.due+s.joint == 0 {
		env = append(env, "GRIDBOT_UNLIMITED=1")
	}
	bot, err := start(s, dir, env)
	if err != nil {
		return err
	}
	defer stop(bot)
	began := time.Now()
	polling, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	if err := box.Polling(polling); err != nil {
		return fmt.Errorf("the bot does not poll: %w", err)
	}
	if s.bot == "gridbot" && s.bulk == 0 {
		firstAnswer(box, began)
	}
	switch {
	case s.joint > 0:
		return together(redis, box, s.joint, s.last)
	case s.due > 0:
		return sameMinute(s, redis, box, bot.Process.Pid, watch, due)
	case s.bulk > 0:
		broadcast(s, box)
	default:
		reports(s, box, bot.Process.Pid, watch)
	}
	return nil
}

// prepare puts into Redis what the bot is to find there, and says when the
// clocks of it run out; zero when that is not the same minute for all.
func prepare(s settings, redis, api string, box *sandbox.Server) (due time.Time, err error) {
	if s.bulk > 0 {
		if err := preload(redis, api, box, s.bulk); err != nil {
			return due, err
		}
	}
	if s.due > 0 {
		due = time.Now().Add(time.Duration(s.due) * 600 * time.Microsecond).Add(20 * time.Second).Truncate(time.Minute).Add(time.Minute)
		s.cases = s.due
		if err := greeted(api, box, s.due); err != nil {
			return due, err
		}
	}
	if s.cases > 0 {
		if err := fill(redis, s.cases, due); err != nil {
			return due, err
		}
	}
	if s.joint > 0 {
		err = joined(redis, s.joint)
	}
	return due, err
}

// reports measures how fast many people file reports.
func reports(s settings, box *sandbox.Server, pid int, watch string) {
	crowd := newCrowd(box, s)
	crowd.start()
	if s.count > 0 {
		crowd.after(s.warm)
	} else {
		time.Sleep(2 * time.Second) // warming up
	}
	from := usageOf(pid, watch)
	crowd.measure(true)
	began := time.Now()
	if s.prof != "" {
		go profile(watch, s.prof, fmt.Sprintf("profile?seconds=%d", int(s.last.Seconds())))
	}
	if s.count > 0 {
		crowd.after(s.count)
	} else {
		time.Sleep(s.last)
	}
	took := time.Since(began)
	crowd.measure(false)
	to := usageOf(pid, watch)
	if s.prof != "" {
		profile(watch, s.prof+".allocs", "allocs")
		profile(watch, s.prof+".heap", "heap")
	}
	crowd.stop()
	crowd.print(s, took, from, to)
}

// start builds and starts the bot.
func start(s settings, dir string, env []string) (*exec.Cmd, error) {
	binary := filepath.Join(dir, "bot")
	source, args := "gridbot/cmd/gridbot", []string{"serve"}
	if s.bot != "gridbot" {
		source, args = "gridbot/cmd/load/floor", nil
	}
	if s.bot == "floor-json" {
		env = append(env, "FLOOR_JSON=1")
	}
	if s.binary != "" {
		binary = s.binary
	} else if out, err := exec.Command("go", "build", "-o", binary, source).CombinedOutput(); err != nil {
		return nil, fmt.Errorf("build %s: %w\n%s", source, err, out)
	}
	cmd := exec.Command(binary, args...)
	cmd.Env = append(os.Environ(), env...)
	cmd.Stdout = io.Discard
	log, err := os.Create(filepath.Join(dir, "bot.log"))
	if err != nil {
		return nil, err
	}
	cmd.Stderr = log
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("start %s: %w", s.bot, err)
	}
	if s.pin {
		pin(cmd.Process.Pid, "0")
	}
	return cmd, nil
}

func stop(c *exec.Cmd) {
	c.Process.Signal(syscall.SIGTERM)
	c.Wait()
}

// pin keeps a process on one processor; where that cannot be, it goes free.
func pin(pid int, cpu string) { _ = exec.Command("taskset", "-acp", cpu, strconv.Itoa(pid)).Run() }

func freeAddress() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	defer l.Close()
	return l.Addr().String(), nil
}

// usage is what the bot has used up so far.
type usage struct {
	cpu   float64 // seconds
	own   float64 // seconds that this program took: the box, and the people
	rss   float64 // MB
	trips float64 // round trips to Redis; 0 where the bot does not say
}

func usageOf(pid int, watch string) usage {
	var u usage
	if b, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid)); err == nil {
		f := strings.Fields(string(b[strings.LastIndexByte(string(b), ')')+1:]))
		user, _ := strconv.ParseFloat(f[11], 64)
		system, _ := strconv.ParseFloat(f[12], 64)
		u.cpu = (user + system) / 100
		pages, _ := strconv.ParseFloat(f[21], 64)
		u.rss = pages * float64(os.Getpagesize()) / 1e6
	}
	var own syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &own) == nil {
		u.own = time.Duration(own.Utime.Nano() + own.Stime.Nano()).Seconds()
	}
	if resp, err := http.Get("http://" + watch + "/metrics"); err == nil {
		defer resp.Body.Close()
		b, _ := io.ReadAll(resp.Body)
		for line := range strings.Lines(string(b)) {
			if v, ok := strings.CutPrefix(line, "gridbot_redis_round_trips_total "); ok {
				u.trips, _ = strconv.ParseFloat(strings.TrimSpace(v), 64)
			}
		}
	}
	return u
}

// profile writes down what one of the bot's profiles says.
func profile(watch, to, which string) {
	resp, err := http.Get("http://" + watch + "/debug/pprof/" + which)
	if err != nil {
		return
	}
	defer resp.Body.Close()
	if f, err := os.Create(to); err == nil {
		defer f.Close()
		io.Copy(f, resp.Body)
	}
}
