package memory

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"
	"pgregory.net/rapid"

	"gridbot/store/redistest"
)

// monday is a time that is not now: no ID of a stream is alike by chance.
var monday = time.Date(2026, 11, 23, 1, 0, 0, 0, time.UTC)

// side is one of two that are asked the same.
type side struct {
	c   *redis.Client
	ids []string // entries of the inbox, in the order in which they came
}

func texts(t *testing.T) map[string]string {
	t.Helper()
	files, err := filepath.Glob("../../../store/lua/*.lua")
	if err != nil || len(files) == 0 {
		t.Fatalf("no scripts: %v", err)
	}
	all := map[string]string{}
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		name := strings.TrimSuffix(filepath.Base(f), ".lua")
		if !strings.HasPrefix(string(b), "-- "+name+" ") {
			t.Errorf("%s does not begin with its name", f)
		}
		if scriptNamed(name) == nil {
			t.Errorf("nobody has written down again what %s does", name)
		}
		all[name] = string(b)
	}
	return all
}

// call is a script that is asked, or a command; of an entry of the inbox it has the place.
type call struct {
	script     string
	keys, args []string
	entry      int // of the args, where an entry of the inbox stands
	nth        int // which one
}

const (
	ends = "end"
	held = "whoever has it" // in the place of a lease
)

// kinds are the keys of the test, each with the type it mostly has.
var kinds = []kind{text, hash, zset, set, list, stream}

// verbs with what they need, by the type of their key.
var verbs = map[kind][]string{
	text:   {"rev", "set", "max", "del", "has", "form", "same", "move"},
	hash:   {"hset", "hdel", "hsame", "count", "del", "form", "move"},
	zset:   {"card", "zadd", "zaddnx", "zrem", "geoadd", "newest", "scored", "has"},
	set:    {"sadd", "srem", "form"},
	list:   {"rpush", "has"},
	stream: {"xadd", "xdel"},
}

// drawInstructions are those of a commit: mostly of verbs that fit the key.
func drawInstructions(t *rapid.T, keys []string) (args []string) {
	small := rapid.SampledFrom([]string{"0", "1", "2", "3", "17"})
	word := rapid.SampledFrom([]string{"a", "b", "1", "2", `2{"x":1}`, "17"})
	lasts := rapid.SampledFrom([]string{"0", "500000"})
	for range rapid.IntRange(0, 6).Draw(t, "instructions") {
		at := rapid.IntRange(3, len(keys)-1).Draw(t, "key")
		k := kinds[(at-3)%len(kinds)]
		if rapid.IntRange(0, 12).Draw(t, "strays") == 0 {
			k = rapid.SampledFrom(kinds).Draw(t, "kind")
		}
		verb := rapid.SampledFrom(verbs[k]).Draw(t, "verb")
		var a []string
		switch verb {
		case "rev", "card", "max":
			a = []string{small.Draw(t, "n")}
		case "set":
			a = []string{word.Draw(t, "word"), lasts.Draw(t, "lasts")}
		case "zadd", "zaddnx", "scored":
			a = []string{small.Draw(t, "score"), word.Draw(t, "member")}
		case "hset", "hsame", "xadd":
			a = []string{word.Draw(t, "field"), word.Draw(t, "value")}
		case "count":
			a = []string{word.Draw(t, "field"), small.Draw(t, "n"), lasts.Draw(t, "lasts")}
		case "newest":
			a = []string{small.Draw(t, "stay"), "500000"}
		case "geoadd":
			a = []string{rapid.SampledFrom([]string{"121.4551", "121.4602", "-3.5"}).Draw(t, "lon"), rapid.SampledFrom([]string{"31.2777", "31.28", "-60.25"}).Draw(t, "lat"), word.Draw(t, "member")}
		case "xdel":
			a = []string{"12-0"}
		case "form":
			a = []string{string(rapid.SampledFrom(append([]kind{none}, kinds...)).Draw(t, "form"))}
		case "move":
			a = []string{fmt.Sprint(rapid.IntRange(4, len(keys)).Draw(t, "to"))}
		case "has", "del":
		default:
			a = []string{word.Draw(t, "member")}
		}
		args = append(append(args, verb, fmt.Sprint(at+1), fmt.Sprint(len(a))), a...)
	}
	return args
}

// drawCall is one thing that is asked.
func drawCall(t *rapid.T) call {
	lease := rapid.SampledFrom([]string{held, held, held, held, held, "2:other"}).Draw(t, "lease")
	steps := rapid.SampledFrom([]string{"0", "0", "0", "0", "0", "1", "9"}).Draw(t, "steps")
	small := rapid.SampledFrom([]string{"0", "1", "2", "17"})
	rest := []string{"k0", "k1", "k2", "k3", "k4", "k5", "k6", "k7", "k8"}
	switch rapid.IntRange(0, 24).Draw(t, "what") {
	case 0:
		return call{script: "put_inbox", keys: []string{"inbox", "seen", "reached", "stopped"},
			args: []string{rapid.SampledFrom([]string{"1000", "2000", "1500"}).Draw(t, "now"), "5", steps, small.Draw(t, "update"), "one", small.Draw(t, "update"), "two"}}
	case 1:
		return call{script: rapid.SampledFrom([]string{"take_lease", "seize_lease"}).Draw(t, "lay"), keys: []string{"lease", "fence", "reached", "stopped"}, args: []string{"me", "500000", steps}}
	case 2:
		return call{script: "keep_lease", keys: []string{"lease", "reached"}, args: []string{lease, rapid.SampledFrom([]string{"500000", "0"}).Draw(t, "lasts"), steps}}
	case 3:
		return call{script: "exchange", keys: []string{rapid.SampledFrom(rest).Draw(t, "record")}, args: []string{"a", "b"}}
	case 4:
		return call{script: "stop", keys: []string{"stopped", "lease", "reached"}, args: []string{"why", "me", "12", rapid.SampledFrom([]string{"-1", "0", "3", "1000000"}).Draw(t, "noticed"), "steps", small.Draw(t, "n"), "fence", small.Draw(t, "n")}}
	case 5, 6:
		return call{script: "resume", keys: []string{"stopped", "reached", "fence", "number", "care", "service"}, args: []string{small.Draw(t, "n"), small.Draw(t, "n"), "1000", "0", "7", "2"}}
	case 7, 8, 9, 10:
		index := func(what string, at ...string) string { return rapid.SampledFrom(at).Draw(t, what) }
		return call{script: "sent", keys: append([]string{"lease", "inbox", "quotas"}, rest...), entry: 3, nth: rapid.IntRange(0, 9).Draw(t, "nth"),
			args: []string{"2", "500000", lease, "", index("cards", "5", "5", "11", "4"), index("chat", "7001", "c"), index("message", "3", "4", "5"), index("full", "", "99"),
				index("said", "", "6", "12", "4"), "7", index("former", "", "c")}}
	}
	keys := append([]string{"lease", "", "reached"}, rest...)
	c := call{script: "commit", keys: keys}
	op := rapid.SampledFrom([]string{"inbox", "timer", "once", "none"}).Draw(t, "op")
	entry := "none"
	switch op {
	case "inbox":
		keys[1], c.entry, c.nth = "inbox", 2, rapid.IntRange(0, 9).Draw(t, "nth")
	case "timer":
		keys[1], entry = "k2", "a"
	case "once":
		keys[1], entry = "k1", "a"
	default:
		keys[1] = "k1"
	}
	c.args = append([]string{lease, op, entry, small.Draw(t, "deadline"), steps}, drawInstructions(t, keys)...)
	return c
}

// asked asks one side, and says what it answered: "error" for any.
func (s *side) asked(ctx context.Context, scripts map[string]string, c call) string {
	args := slices.Clone(c.args)
	if c.entry > 0 && len(s.ids) > 0 {
		args[c.entry] = s.ids[c.nth%len(s.ids)]
	} else if c.entry > 0 {
		args[c.entry] = "1-1"
	}
	all := make([]any, len(args))
	for i, a := range args {
		if all[i] = a; a == held {
			all[i] = s.c.Get(ctx, "lease").Val()
		}
	}
	reply, err := s.c.Eval(ctx, scripts[c.script], c.keys, all...).Result()
	if err != nil {
		return "error"
	}
	if got, ok := reply.([]any); ok && c.script == "put_inbox" && len(got) > 2 {
		for _, id := range got[2:] {
			if id != "" {
				s.ids = append(s.ids, id.(string))
			}
		}
	}
	return ids.ReplaceAllString(fmt.Sprint(reply), "<id>")
}

// ids of streams are when they were made: of a real server that is now.
var ids = regexp.MustCompile(`\b\d{12,}-\d+\b`)

// state is everything, with the time it has still to live, and without IDs.
func (s *side) state(t *rapid.T, ctx context.Context) map[string]string {
	all, err := Everything(ctx, s.c)
	if err != nil {
		t.Fatal(err)
	}
	for name, is := range all {
		left, err := s.c.PTTL(ctx, name).Result()
		if err != nil {
			t.Fatal(err)
		}
		if left > 0 {
			is += " " + ends
		}
		all[name] = ids.ReplaceAllString(is, "<id>")
	}
	return all
}

// What stands here and what Lua does is the same: the same is answered, and the same
// lies under every key, also where something is refused.
func TestScriptsDoWhatTheirLuaDoes(t *testing.T) {
	scripts := texts(t)
	test := func(t *testing.T, address string) {
		o, err := redis.ParseURL(address)
		if err != nil {
			t.Fatal(err)
		}
		server := redis.NewClient(o)
		t.Cleanup(func() { server.Close() })
		answers := map[string]int{}
		rapid.Check(t, func(rt *rapid.T) {
			ctx := t.Context()
			server.FlushAll(ctx)
			mine := redis.NewClient(&redis.Options{Addr: "here:0"})
			defer mine.Close()
			mine.AddHook(New(monday).Hook())
			lua, ours := &side{c: server}, &side{c: mine}
			spoilt := rapid.IntRange(0, 2).Draw(rt, "spoilt") == 0
			for _, s := range []*side{lua, ours} {
				if spoilt { // it should be a string
					s.c.HSet(ctx, "k0", "17", "x")
				}
				s.c.Set(ctx, "lease", "1:me", 0)
				s.c.Set(ctx, "fence", "1", 0)
			}
			for range rapid.IntRange(1, 30).Draw(rt, "calls") {
				c := drawCall(rt)
				want, got := lua.asked(ctx, scripts, c), ours.asked(ctx, scripts, c)
				if want != got {
					rt.Fatalf("%+v: Lua answers %s, and this %s", c, want, got)
				}
				answers[c.script+" "+opening(got)]++
				if a, b := lua.state(rt, ctx), ours.state(rt, ctx); !maps.Equal(a, b) {
					rt.Fatalf("after %+v there lies\n%v\nand here\n%v", c, a, b)
				}
			}
		})
		for _, must := range []string{"commit [written", "commit [again", "commit [stale", "commit [damaged", "commit [fenced", "commit [lost", "sent [written", "sent [again", "sent [fenced", "put_inbox [taken", "put_inbox [lost", "exchange 0", "keep_lease 1", "keep_lease 0", "stop 1", "resume 1"} {
			if !slices.ContainsFunc(slices.Collect(maps.Keys(answers)), func(a string) bool { return strings.HasPrefix(a, must) }) {
				t.Errorf("%q was never answered: %v", must, answers)
			}
		}
	}
	t.Run("embedded", func(t *testing.T) { test(t, redistest.Embedded(t)) })
	t.Run("real", func(t *testing.T) { test(t, redistest.Real(t, "--appendfsync", "no").Address) })
}

func opening(answer string) string {
	word, _, _ := strings.Cut(answer, " ")
	return strings.TrimSuffix(word, "]")
}

// Where something lies, and how far away, is what a real server says, too.
func TestPlacesAreFoundAsARealServerFindsThem(t *testing.T) {
	o, err := redis.ParseURL(redistest.Real(t, "--appendfsync", "no").Address)
	if err != nil {
		t.Fatal(err)
	}
	server, mine := redis.NewClient(o), redis.NewClient(&redis.Options{Addr: "here:0"})
	defer server.Close()
	defer mine.Close()
	mine.AddHook(New(monday).Hook())
	rapid.Check(t, func(rt *rapid.T) {
		ctx := t.Context()
		lon, lat := rapid.Float64Range(121.44, 121.47), rapid.Float64Range(31.26, 31.29)
		n := rapid.IntRange(1, 40).Draw(rt, "member")
		member := fmt.Sprint(n)
		x, y := lon.Draw(rt, "lon")+float64(n)*1e-5, lat.Draw(rt, "lat") // a metre apart: of what is equally far, a server says either first
		q := &redis.GeoSearchQuery{Longitude: lon.Draw(rt, "near"), Latitude: lat.Draw(rt, "near"), Radius: 700, RadiusUnit: "m", Sort: "ASC", Count: 5}
		var found [2][]string
		for i, c := range []*redis.Client{server, mine} {
			if err := c.GeoAdd(ctx, "places", &redis.GeoLocation{Name: member, Longitude: x, Latitude: y}).Err(); err != nil {
				rt.Fatal(err)
			}
			if found[i], err = c.GeoSearch(ctx, "places", q).Result(); err != nil {
				rt.Fatal(err)
			}
		}
		a, err := server.ZRangeWithScores(ctx, "places", 0, -1).Result()
		b, err2 := mine.ZRangeWithScores(ctx, "places", 0, -1).Result()
		if err != nil || err2 != nil || fmt.Sprint(a) != fmt.Sprint(b) || !slices.Equal(found[0], found[1]) {
			rt.Fatalf("%v %v: %v %v, %v %v", err, err2, a, b, found[0], found[1])
		}
	})
}

// A copy of it is not touched by what comes after.
func TestACopyStays(t *testing.T) {
	r := New(monday)
	for _, words := range []string{"set a 1", "hset h f 1", "zadd z 1 m", "sadd s m", "rpush l m", "xadd x * f 1"} {
		if _, err := r.Do(strings.Fields(words)...); err != nil {
			t.Fatal(err)
		}
	}
	was := r.Copy()
	for _, words := range []string{"set a 2", "hset h f 2", "zadd z 2 m", "sadd s n", "rpush l n", "xadd x * f 2", "set b 1"} {
		if _, err := r.Do(strings.Fields(words)...); err != nil {
			t.Fatal(err)
		}
	}
	r.Become(was)
	c := redis.NewClient(&redis.Options{Addr: "here:0"})
	defer c.Close()
	c.AddHook(r.Hook())
	all, err := Everything(t.Context(), c)
	want := "map[a:string 1 h:hash map[f:1] l:list m s:set m x:stream [{1795395600000-0 map[f:1]"
	if got := fmt.Sprint(all); err != nil || !strings.HasPrefix(got, want) || !strings.HasSuffix(got, "z:zset [{1 m}]]") {
		t.Errorf("%v %v", err, got)
	}
}
