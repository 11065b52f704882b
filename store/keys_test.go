package store

import (
	"errors"
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"gridbot/flows/bills"
	"gridbot/flows/calendar"
	"gridbot/flows/carecase"
	"gridbot/flows/cases"
	"gridbot/flows/duty"
	"gridbot/flows/hotspots"
	look "gridbot/flows/kept"
	"gridbot/flows/playbooks"
	"gridbot/flows/strays"
	"gridbot/flows/talk"
	"gridbot/flows/upkeep"
	"gridbot/flows/world"
	"gridbot/store/redistest"
)

var update = flag.Bool("update", false, "write testdata/keys.golden anew")

// life is a small scripted life of a district that makes every key.
func life(t *testing.T, s *Store) {
	ctx := t.Context()
	for _, token := range []string{"first", "second"} {
		if err := s.PutInvite(ctx, world.Invite{Token: token, Role: world.Worker, Grid: "yanchang", Expires: monday.Unix() + 7200}, time.Unix(monday.Unix(), 0)); err != nil {
			t.Fatal(err)
		}
	}
	s.mustCommit(t, s.received(t, 1), 7011, world.Change{Used: "first",
		People: []world.Person{{ID: 7011, Name: "王建国", Lang: "zh-CN", Role: world.Worker, Grid: "yanchang", Duty: true}}})
	s.mustCommit(t, s.received(t, 2), 7021, world.Change{Group: &world.Group{Grid: "yanchang", Chat: -7101, Lang: "zh-CN"},
		Invite: &world.Invite{Token: "third", Role: world.Worker, By: 7021, Expires: monday.Unix()}})
	card := letter(7011, "卡片")
	card.Card = 1001
	w := s.mustCommit(t, s.received(t, 3), 7001, world.Change{
		Session: &talk.Session{Dialogue: "report", Answered: []string{"what"}},
		Heard:   monday.Unix(),
		Looked:  []world.Look{{At: monday.Unix(), By: 7021, Case: 1001, Grid: "yanchang", What: look.SeenName}},
		Flood:   &world.Flood{Full: 1_795_000_000_000, Told: true},
		People:  []world.Person{{ID: 7001, Name: "陈阿姨", Lang: "zh-CN"}},
		Cases:   []world.Moved{{After: reported(1001, "yanchang", monday.Unix()+1800)}, {After: reported(1002, "", 0)}},
		Letters: []world.Letter{card, letter(7001, "谢谢")},
		Log:     []world.Logged{{At: monday.Unix(), Case: 1001, Do: cases.Report, To: cases.Reported, Part: cases.PartReporter, By: 7001, Category: "kitchen", Week: "2026-W48"}},
	})
	if err := s.Sent(ctx, world.Post{ID: w.Letters[0], Letter: card, Full: time.UnixMilli(1_795_000_000_000)}, 42); err != nil {
		t.Fatal(err)
	}
	c := reported(1001, "yanchang", monday.Unix()+1800)
	c.Rev = 1
	ch, _ := moves(c, func(c *cases.Case) {
		c.Status, c.Assignee = cases.Claimed, 7011
		c.Clock = cases.Clock{Name: cases.ClockArrive, Due: monday.Unix() + 3600}
	})
	s.mustCommit(t, s.received(t, 4), 7011, ch)
	op := s.received(t, 5)
	if err := s.PutAside(ctx, world.Entry{ID: op.Inbox, Body: []byte(`{"update_id":5}`)}, "not an update"); err != nil {
		t.Fatal(err)
	}
	s.received(t, 6)
	closed := placed(1003)
	closed.From = &cases.Source{ID: "SH-1", Print: "00"}
	closed.Status, closed.Ended, closed.Clock = cases.Closed, monday.Unix(), cases.Clock{Name: cases.ClockAfter, Due: monday.Unix() + 9000}
	closed.Files = []cases.File{{Kind: "photo", ID: "x", Unique: "u1", Look: "0123456789abcdef", Phase: cases.PhaseAfter}}
	closed.OnAgenda = monday.Unix()
	joint := placed(1004)
	joint.Status = cases.Joint
	joint.Legs = []cases.Leg{{N: 1, Agency: "gas", Status: cases.LegCalled, Clock: cases.Clock{Name: cases.ClockReport, Since: monday.Unix(), Due: monday.Unix() + 1800}}}
	ch = opens(closed)
	ch.Cases = append(ch.Cases, opens(joint).Cases...)
	ch.Met = &world.Met{
		Before: &world.Conference{Grid: "lingshi", N: 1, Stage: world.StageSigned},
		After: world.Conference{Grid: "lingshi", N: 2, At: monday.Unix() + 9000, Stage: world.StageCalled, Dated: 1, Tasks: []world.Task{
			{N: 1, What: "摸排软管", Due: monday.Unix() + 90000, Clock: cases.Clock{Name: cases.ClockFinish, Since: monday.Unix(), Due: monday.Unix() + 90000}}}},
	}
	ch.Log = []world.Logged{{At: monday.Unix(), Case: 1003, Do: "reportin", To: cases.Closed, Part: "officer", Category: "kitchen", Week: "2026-W48", Agency: "gas", Late: true}}
	ch.Rota = &world.Rota{Plans: map[string]duty.Plan{"yanchang": {Week: []duty.Turn{{Day: 1, From: 480, To: 1200, Who: []int64{7011}}}}}}
	ch.Hot = &world.Board{At: monday.Unix(), Found: []hotspots.Hot{{Grid: "yanchang", Found: hotspots.Found{
		Spot: hotspots.Spot{Place: "songhan", Kind: "kitchen"}, Why: hotspots.Rising, Days: 30, Voices: 7, Nameless: 1, Before: 1.5, Level: 0.0001, ByOne: 6, Reports: 9, Cases: []int{1001}}}},
		Decided: []hotspots.Decision{{Grid: "yanchang", Spot: hotspots.Spot{Kind: "lamp"}, Do: hotspots.Later, Why: "works", By: 7021, At: monday.Unix(), Voices: 4, N: 1}}}
	ch.Topics = &world.Topics{Last: 1, All: []hotspots.Topic{{N: 1, Grid: "yanchang", Spot: hotspots.Spot{Place: "songhan"}, Owner: 7021, Opened: monday.Unix(), Stage: hotspots.StageAgreed,
		Since: monday.Unix(), Plan: "每周三清运", Next: monday.Unix() + 86400, Cases: []int{1001}, Why: hotspots.Rising, Voices: 7, Days: 30, Own: monday.Unix() + 90000, Told: monday.Unix(), Rung: 1, Rests: monday.Unix() + 60, Counts: []hotspots.Count{{At: monday.Unix(), By: 7011, N: 3}},
		Diary: []hotspots.Entry{{At: monday.Unix(), By: 7021, Stage: hotspots.StageFound, Words: "去看过", Case: 1001}},
		Points: []upkeep.Point{{N: 1, Name: "东头", Hours: calendar.Hours{From: 360, To: 540}, Every: 7, Looks: 12, Next: monday.Unix() + 604800, Asked: monday.Unix(), Late: monday.Unix(),
			Before: []upkeep.Count{{At: monday.Unix(), By: 7011, N: 8, Off: true}}, Tick: &upkeep.Tick{At: monday.Unix(), By: 7011, Agency: "gas"}, After: []upkeep.Count{{At: monday.Unix(), By: 7011, N: 1}}}},
		Bills: []bills.Bill{{N: 1, What: "换隔油池", Cents: 100, Key: bills.Area, Due: monday.Unix(), Treasurer: 7021, At: monday.Unix(), Off: monday.Unix(), From: 1,
			Shares: []bills.Share{{Name: "新粥铺", Who: 7001, Lang: "zh-CN", Token: "a-token-nobody-guesses", Away: monday.Unix(), Weight: 8250, Cents: 100, Paid: monday.Unix(), Told: monday.Unix(), Times: 1, Was: "粥铺"}}}},
		Upkeep: []upkeep.Schedule{{N: 1, What: "清隔油池", Provider: "申洁", Who: 7011, Rhythm: upkeep.Rhythm{Every: 1, Unit: upkeep.Months}, First: monday.Unix(), Next: monday.Unix() + 86400, Of: monday.Unix() + 86400,
			Rung: 1, Kept: 1, Missed: 1, Seq: 1, Done: []upkeep.Done{{Due: monday.Unix(), At: monday.Unix(), By: 7011, Photo: "p"}}}}}}}
	ch.Plays = &world.Book{Last: 1, All: []playbooks.Playbook{{N: 1, Kind: "kitchen", Topic: 1, Versions: []playbooks.Version{{Major: 1, At: monday.Unix(), By: 7021, Grid: "yanchang", When: "底楼有餐饮",
		Steps: []playbooks.Step{{Part: playbooks.Run, Who: "环卫", Agency: "gas", What: "周三清运", Days: 7}}, Plan: "每周三清运", Cost: "无", Pitfalls: "节假日"}},
		Uses: []playbooks.Use{{Topic: 1, Grid: "yanchang", By: 7021, At: monday.Unix(), Version: "1.0", Doing: []playbooks.Doing{{Step: playbooks.Step{Part: playbooks.Run, What: "周三清运"}, Due: monday.Unix() + 86400}}}}}}}
	ch.Told, ch.Day = []int64{7011, 7011}, "2026-11-23"
	ch.Remind = []world.Reminder{{To: 7011, Case: 1001, Clock: cases.ClockArrive, Step: 1, Due: monday.Unix() + 3600, Wind: time.Unix(monday.Unix()+3600, 0)}}
	s.mustCommit(t, world.Op{Once: &talk.Clock{Person: 7011, Name: world.ClockMorning, Due: time.Unix(monday.Unix(), 0)}}, 7011, ch)
	if _, err := s.Move(ctx, strays.Move{Kind: strays.Agency, Old: "water", New: "gas"}, false, monday); err != nil {
		t.Fatal(err)
	}
	if err := s.rdb.Set(ctx, s.keys.session(7099), `{"dialogue":"rep`, 0).Err(); err != nil {
		t.Fatal(err)
	}
	_, err := s.Read(ctx, 7099, world.Need{})
	if _, handled, err := s.SetAside(ctx, err, monday); err != nil || !handled {
		t.Fatal(err)
	}
}

func TestTheTypesAreThoseOfTheTable(t *testing.T) {
	if table := listed(t); !maps.Equal(table, types) {
		t.Errorf("the table lists %v, types are %v", table, types)
	}
}

// serve is a request with something in each of its keys.
func serve(t *testing.T, s *Store) {
	t.Helper()
	c := workdays(t)
	r := opened3(t, c)
	if err := errors.Join(r.Give("lease", nil, "again", c, monday.Unix()+60), r.Finish("licence", 7041, c, monday.Unix()+3600)); err != nil {
		t.Fatal(err)
	}
	s.mustCommit(t, s.received(t, 8), 7001, world.Change{Served: &world.Served{After: r, Week: "2026-W48"}})
	s.mustCommit(t, s.received(t, 19), 7021, world.Change{Agreed: []world.Agreed{{After: voted(t)}}})
}

func TestAChangedKeyIsLostData(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s := opened(t, address)
		life(t, s)
		serve(t, s)
		var b strings.Builder
		all := s.everything(t)
		for _, name := range slices.Sorted(maps.Keys(all)) {
			k := all[name]
			fmt.Fprintf(&b, "%s\n\t%s, expires: %s\n\t%s\n", name, k.kind, k.expires, k.value)
		}
		if *update {
			if err := os.WriteFile("testdata/keys.golden", []byte(b.String()), 0o644); err != nil {
				t.Fatal(err)
			}
			return
		}
		want, err := os.ReadFile("testdata/keys.golden")
		if err != nil {
			t.Fatal(err)
		}
		if b.String() != string(want) {
			t.Errorf("the keys have changed (go test ./store -update writes them anew):\n%s", b.String())
		}
	})
}

// line is a row of the table in keys.go: a key and its type.
var line = regexp.MustCompile(`(?m)^//\t\{<district>\}:([a-z]+)(?::<[a-z]+>)*\s+(string|set|zset|hash|stream|list)\s+\S`)

// listed are the keys of the table: name and type.
func listed(t *testing.T) map[string]string {
	t.Helper()
	b, err := os.ReadFile("keys.go")
	if err != nil {
		t.Fatal(err)
	}
	table := map[string]string{}
	for _, m := range line.FindAllStringSubmatch(string(b), -1) {
		table[m[1]] = m[2]
	}
	return table
}

func TestTheTableListsEveryKey(t *testing.T) {
	table := listed(t)
	file, err := parser.ParseFile(token.NewFileSet(), "keys.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	made := map[string]bool{}
	for _, d := range file.Decls {
		f, ok := d.(*ast.FuncDecl)
		if !ok || f.Recv == nil || f.Name.Name == "of" {
			continue
		}
		ast.Inspect(f.Body, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			if sel, ok := call.Fun.(*ast.SelectorExpr); ok && sel.Sel.Name == "of" {
				ast.Inspect(call, func(n ast.Node) bool {
					if lit, ok := n.(*ast.BasicLit); ok {
						s, _ := strconv.Unquote(lit.Value)
						name, _, _ := strings.Cut(s, ":")
						made[name] = true
						if table[name] == "" {
							t.Errorf("%s() makes %q, which is not in the table", f.Name.Name, name)
						}
					}
					return true
				})
			}
			return true
		})
	}
	for name := range table {
		if !made[name] {
			t.Errorf("the table lists %q, which nothing makes", name)
		}
	}
	if len(made) < 15 {
		t.Errorf("found only %d keys: the test does not see them", len(made))
	}
}

func TestTheTableSaysWhatRedisShows(t *testing.T) {
	address := redistest.Real(t).Address
	s := opened(t, address)
	life(t, s)
	sealing := keyed(t, address, districtKeys(t)) // which has its own key in Redis, and care cases
	c := household()
	c.Offers = []carecase.Offer{{Project: "meals", At: monday.Unix()}}
	sealing.mustCommit(t, sealing.received(t, 7), 7011, world.Change{Cared: &world.Cared{After: c, Counts: []string{"2026-W48|opened"}}})
	serve(t, sealing)
	over := household()
	over.N = 13
	over.End(carecase.OrdinaryLife, "", monday.Unix())
	sealing.mustCommit(t, sealing.received(t, 9), 7011, world.Change{Parted: []world.Cared{{After: over}}})
	if err := sealing.CareShown(t.Context(), 12, 7011, []int{5}); err != nil {
		t.Fatal(err)
	}
	if err := sealing.Halt(t.Context(), "a test", Reached{}); err != nil { // which takes the lease away
		t.Fatal(err)
	}
	s.rdb.Set(t.Context(), s.keys.lease(), s.lease, time.Hour)
	table, unseen := listed(t), listed(t)
	for name, k := range s.everything(t) {
		short, ok := strings.CutPrefix(name, "{daning}:")
		if !ok {
			t.Errorf("%s has no hash tag", name)
		}
		short, _, _ = strings.Cut(short, ":")
		if table[short] != k.kind {
			t.Errorf("%s is a %s, the table says %q", name, k.kind, table[short])
		}
		delete(unseen, short)
	}
	if len(unseen) != 0 {
		t.Errorf("the scripted life does not make %v", unseen)
	}
}

func TestEveryScriptNamesItsInputsAndIsLoaded(t *testing.T) {
	files, err := lua.ReadDir("lua")
	if err != nil {
		t.Fatal(err)
	}
	source, err := os.ReadFile("store.go")
	if err != nil {
		t.Fatal(err)
	}
	head := regexp.MustCompile(`^-- (\w+) [^\n]+\.?\n(-- [^\n]+\n)*--\n-- KEYS\[1\]`)
	for _, f := range files {
		name := strings.TrimSuffix(f.Name(), ".lua")
		b, err := lua.ReadFile("lua/" + f.Name())
		if err != nil {
			t.Fatal(err)
		}
		text := string(b)
		if m := head.FindStringSubmatch(text); m == nil || m[1] != name {
			t.Errorf("%s does not begin with its name, a sentence and its keys", f.Name())
		}
		comment, code, ok := strings.Cut(text, "\n\n")
		for _, part := range []string{"KEYS[1]", "ARGV[1]", "-- Returns "} {
			if !strings.Contains(comment, part) {
				t.Errorf("the head of %s does not say %s", f.Name(), part)
			}
		}
		if !ok || !strings.HasPrefix(code, "local ") {
			t.Errorf("%s does not name its inputs first", f.Name())
		}
		for _, never := range []string{"pcall", "'TIME'", "RANDOM", "math.random", "ARGV[1] ..", ".. ARGV"} {
			if strings.Contains(code, never) {
				t.Errorf("%s uses %s", f.Name(), never)
			}
		}
		if !strings.Contains(string(source), `script("`+name+`")`) {
			t.Errorf("%s is not loaded", f.Name())
		}
	}
}
