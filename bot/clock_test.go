package bot

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"time"

	"gridbot/flows/world"
)

// clocks are all that a Clock looks at, moved by hand.
type clocks struct {
	*Clock
	stopwatch      time.Duration
	machine, redis time.Time
	away           bool
	log            strings.Builder
}

func clocksAt(t time.Time) *clocks {
	k := &clocks{machine: t, redis: t}
	k.Clock = NewClock(func(context.Context) (time.Time, error) {
		if k.away {
			return time.Time{}, errors.New("away")
		}
		return k.redis, nil
	}, slog.New(slog.NewTextHandler(&k.log, nil)))
	k.Clock.machine, k.Clock.passed = func() time.Time { return k.machine }, func() time.Duration { return k.stopwatch }
	return k
}

// pass lets time pass for all, with the looks that belong to it.
func (k *clocks) pass(d time.Duration) {
	for ; d > 0; d -= askTime {
		k.stopwatch += askTime
		k.machine, k.redis = k.machine.Add(askTime), k.redis.Add(askTime)
		k.Look(context.Background())
	}
}

// jump moves the hands of both walls.
func (k *clocks) jump(d time.Duration) { k.machine, k.redis = k.machine.Add(d), k.redis.Add(d) }

var midday = time.Date(2026, 11, 30, 12, 0, 0, 0, time.UTC)

// A minute in which this machine, Redis or both have another time is a minute like
// any other; afterwards nothing is left of it.
func TestAMinuteOfAWrongClockChangesNothing(t *testing.T) {
	for what, by := range map[string]time.Duration{"a month ahead": 30 * 24 * time.Hour, "an hour back": -time.Hour, "eight hours ahead": 8 * time.Hour} {
		for _, who := range []string{"both", "redis", "machine"} {
			k := clocksAt(midday)
			k.Look(t.Context())
			k.pass(time.Minute)
			move := func(d time.Duration) {
				switch who {
				case "both":
					k.jump(d)
				case "redis":
					k.redis = k.redis.Add(d)
				default:
					k.machine = k.machine.Add(d)
				}
			}
			move(by)
			if got := k.Now(); !got.Equal(midday.Add(time.Minute)) {
				t.Errorf("%s, %s: before anybody has looked it is %s", what, who, got)
			}
			k.pass(time.Minute)
			if got := k.Now(); !alike(got, midday.Add(2*time.Minute)) || !alike(midday.Add(k.Off()), midday.Add(by)) {
				t.Errorf("%s, %s: it is %s, and %s is said to be off", what, who, got, k.Off())
			}
			move(-by)
			k.pass(time.Minute)
			if got := k.Now(); !got.Equal(midday.Add(3*time.Minute)) || k.Off() != 0 {
				t.Errorf("%s, %s: afterwards it is %s, off by %s", what, who, got, k.Off())
			}
			if n := strings.Count(k.log.String(), "level=ERROR"); n != 1 {
				t.Errorf("%s, %s: %d alarms:\n%s", what, who, n, k.log.String())
			}
		}
	}
}

// A machine that starts with a wrong clock, and Redis on it, is told by Telegram;
// when NTP comes, nothing jumps.
func TestWhoStartsEightHoursOffIsToldByTelegram(t *testing.T) {
	k := clocksAt(midday.Add(8 * time.Hour))
	k.heard(midday)
	k.Look(t.Context())
	k.pass(time.Minute)
	k.jump(-8 * time.Hour)
	k.pass(time.Minute)
	if got := k.Now(); !got.Equal(midday.Add(2*time.Minute)) || k.Off() != 0 {
		t.Errorf("it is %s, off by %s", got, k.Off())
	}
	// Nothing but Redis knows better: its time is everybody's.
	k = clocksAt(midday)
	k.machine = midday.Add(8 * time.Hour)
	if k.Look(t.Context()); !k.Now().Equal(midday) || k.Off() != 8*time.Hour {
		t.Errorf("it is %s, off by %s", k.Now(), k.Off())
	}
	// Redis does not answer: Telegram and the machine must do.
	k = clocksAt(midday.Add(8 * time.Hour))
	k.away = true
	k.heard(midday)
	if k.Look(t.Context()); !k.Now().Equal(midday) {
		t.Errorf("with Redis away it is %s", k.Now())
	}
	// Redis alone is wrong.
	k = clocksAt(midday)
	k.redis = midday.Add(-time.Hour)
	k.heard(midday)
	if k.Look(t.Context()); !k.Now().Equal(midday) {
		t.Errorf("with Redis wrong it is %s", k.Now())
	}
}

// A machine that slept for two hours has a stopwatch that did, too: what Redis and
// Telegram agree about is taken at once, and without Telegram in the end.
func TestAMachineThatSleptIsSetAnew(t *testing.T) {
	k := clocksAt(midday)
	k.Look(t.Context())
	k.jump(2 * time.Hour)
	k.pass(askTime)
	k.heard(k.redis)
	k.pass(askTime)
	if got := k.Now(); !got.Equal(midday.Add(2*time.Hour+2*askTime)) || k.Off() != 0 {
		t.Errorf("it is %s, off by %s", got, k.Off())
	}
	k = clocksAt(midday)
	k.Look(t.Context())
	k.jump(2 * time.Hour)
	k.pass(patientWith)
	if k.Now().After(midday.Add(time.Hour)) {
		t.Errorf("nobody has waited: it is %s", k.Now())
	}
	k.pass(2 * askTime)
	if got := k.Now(); !got.Equal(k.redis) || k.Off() != 0 {
		t.Errorf("it stays at %s, off by %s", got, k.Off())
	}
}

// Small corrections are taken as they come; with Redis away the stopwatch goes on.
func TestRedisCorrectsTheClock(t *testing.T) {
	k := clocksAt(midday)
	k.Look(t.Context())
	k.redis = k.redis.Add(3 * time.Second)
	k.pass(askTime)
	if got := k.Now(); !got.Equal(k.redis) {
		t.Errorf("it is %s", got)
	}
	k.away = true
	k.pass(time.Minute)
	if got := k.Now(); !got.Equal(k.redis) {
		t.Errorf("without Redis it is %s, want %s", got, k.redis)
	}
}

// answers is a server that says what time it is.
type answers string

func (a answers) RoundTrip(*http.Request) (*http.Response, error) {
	return &http.Response{Header: http.Header{"Date": {string(a)}}}, nil
}

func TestTelegramsTimeIsHeard(t *testing.T) {
	k := clocksAt(midday.Add(time.Hour))
	for _, date := range []string{"", "yesterday", midday.Format(http.TimeFormat), midday.Add(time.Hour).Format(http.TimeFormat)} {
		if _, err := (dated{answers(date), k.Clock}).RoundTrip(nil); err != nil {
			t.Fatal(err)
		}
	}
	if !k.told.Equal(midday) {
		t.Errorf("heard %s, want the first that can be read, and not again at once", k.told)
	}
}

// Who spoke while the clock was wrong may speak afterwards.
func TestNobodyIsShutOutByAClockThatWasWrong(t *testing.T) {
	f, _, _ := HumanInbound.pour(world.Flood{Full: midday.Add(30 * 24 * time.Hour).UnixMilli(), Told: true}, midday)
	if _, _, beyond := HumanInbound.pour(f, midday); beyond {
		t.Error("they are shut out")
	}
}
