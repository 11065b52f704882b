package history

import (
	"bytes"
	"fmt"
	"os"
	"runtime/debug"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/alicebob/miniredis/v2"
	"github.com/redis/go-redis/v9"

	"gridbot/cmd/sim/memory"
)

func TestMain(m *testing.M) {
	debug.SetGCPercent(400) // a history is soon over, and what it leaves is small
	os.Exit(m.Run())
}

func stage(t testing.TB) *Stage {
	t.Helper()
	s, err := NewStage()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// howMany is a number the environment may name: CI has less time than a night.
func howMany(t *testing.T, name string, otherwise int) int {
	t.Helper()
	v := os.Getenv(name)
	if v == "" {
		return otherwise
	}
	n, err := strconv.Atoi(v)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return n
}

func TestTheSameSeedTellsTheSameHistory(t *testing.T) {
	t.Parallel()
	s := stage(t)
	o := Options{Seed: 2, Days: 3}
	one, err := Play(s, o)
	if err != nil {
		t.Fatal(err)
	}
	other, err := Play(s, o)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(one.Log, other.Log) {
		t.Errorf("two logs of one seed differ:\n%s\n\n%s", one.Log, other.Log)
	}
	if one.Stats.Faults < 10 || one.Stats.Crashes == 0 || one.Stats.Cases < 3 {
		t.Errorf("too little happens to show anything: %+v", one.Stats)
	}
}

// Whatever fails, what must hold holds. GRIDBOT_SIM_SEEDS and GRIDBOT_SIM_DAYS say how
// much of it is played.
func TestHistoriesHold(t *testing.T) {
	t.Parallel()
	s := stage(t)
	for seed := range howMany(t, "GRIDBOT_SIM_SEEDS", 6) {
		t.Run(strconv.Itoa(seed+1), func(t *testing.T) {
			t.Parallel()
			o := Options{Seed: uint64(seed + 1), Days: howMany(t, "GRIDBOT_SIM_DAYS", 30)}
			told, err := Play(s, o)
			if err != nil {
				t.Fatal(err)
			}
			if told.Wrong == "" {
				return
			}
			_, short, err := Shorten(s, o, told, 40)
			t.Errorf("seed %d: %s: %s\n%s%v", o.Seed, told.Oracle, told.Wrong, short.Log, err)
		})
	}
}

// Every fault that is planted is found, within a few seeds.
func TestPlantedFaultsAreFound(t *testing.T) {
	t.Parallel()
	s := stage(t)
	for _, p := range Plants {
		if p == plantHurry {
			continue // so few people bring no crowd about: bot/queue_test.go holds the limits
		}
		t.Run(string(p), func(t *testing.T) {
			t.Parallel()
			days := 3
			switch p {
			case plantTrusting:
				days = 10 // it needs a jump beside something that is due
			case plantUnsure:
				days = 10 // it needs an answer that is lost, and nothing after it that reads the outbox
			case plantEarlyWord:
				days = 10 // it needs the power to go just then
			}
			for seed := range uint64(20) { // nearly all are found by the first
				told, err := Play(s, Options{Seed: seed + 1, Days: days, Plant: p})
				if err != nil {
					t.Fatal(err)
				}
				if told.Wrong != "" {
					t.Logf("seed %d finds it: %s: %s", seed+1, told.Oracle, told.Wrong)
					return
				}
			}
			t.Error("nobody has noticed")
		})
	}
}

// Of a history in which something does not hold a shorter one is told, in which the same
// does not hold.
func TestAHistoryIsShortened(t *testing.T) {
	t.Parallel()
	s := stage(t)
	o := Options{Seed: 1, Days: 3, Plant: plantNoReceipt}
	told, err := Play(s, o)
	if err != nil {
		t.Fatal(err)
	}
	short, found, err := Shorten(s, o, told, 30)
	if err != nil || found.Oracle != told.Oracle || len(found.Log) >= len(told.Log) || len(short.Calm)+len(short.Absent) == 0 {
		t.Errorf("%v: %q of %d bytes became %q of %d", err, told.Oracle, len(told.Log), found.Oracle, len(found.Log))
	}
}

// What a history does to the Redis in memory, done to one that runs our Lua, is answered
// the same, and leaves the same under every key.
func TestAHistoryLeavesTheSameInARedisThatRunsLua(t *testing.T) {
	t.Parallel()
	lua := miniredis.RunT(t)
	c := redis.NewClient(&redis.Options{Addr: lua.Addr()})
	defer c.Close()
	asked := 0
	var mine *memory.Redis
	now := monday
	told, err := Play(stage(t), Options{Seed: 2, Days: 2, watch: func(r *memory.Redis, at time.Time, args []string, reply any, failed error) {
		mine = r
		if failed != nil && strings.HasPrefix(failed.Error(), "NOSCRIPT") {
			return // it was forgotten here alone; the text comes next
		}
		lua.SetTime(at)
		if at.After(now) {
			lua.FastForward(at.Sub(now))
			now = at
		}
		all := make([]any, len(args))
		for i, a := range args {
			all[i] = a
		}
		got, err := c.Do(t.Context(), all...).Result()
		if asked++; (err != nil && err != redis.Nil) != (failed != nil) {
			t.Errorf("%.200q: %v, and here %v", args, err, failed)
		}
		if name := strings.ToLower(args[0]); strings.HasPrefix(name, "eval") && fmt.Sprint(got) != fmt.Sprint(reply) {
			t.Errorf("%.200q: %v, and here %v", args, got, reply)
		}
	}, Calm: map[Fault]bool{faultPower: true}, tame: true})
	if err != nil || told.Wrong != "" || asked < 1000 {
		t.Fatalf("%v %s after %d commands", err, told.Wrong, asked)
	}
	here := redis.NewClient(&redis.Options{Addr: "here:0"})
	defer here.Close()
	here.AddHook(mine.Hook())
	a, err := memory.Everything(t.Context(), c)
	b, err2 := memory.Everything(t.Context(), here)
	if err != nil || err2 != nil {
		t.Fatal(err, err2)
	}
	for key := range b {
		if a[key] != b[key] {
			t.Errorf("%s: %.300s, and here %.300s", key, a[key], b[key])
		}
	}
	if len(a) != len(b) || len(b) < 30 {
		t.Errorf("%d keys, and here %d", len(a), len(b))
	}
}
