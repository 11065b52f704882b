package history

import (
	"bytes"
	"os"
	"strconv"
	"testing"
)

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
			o := Options{Seed: uint64(seed + 1), Days: howMany(t, "GRIDBOT_SIM_DAYS", 5)}
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
			for seed := range uint64(20) { // nearly all are found by the first
				told, err := Play(s, Options{Seed: seed + 1, Days: 3, Plant: p})
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
