package bot_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"

	"gridbot/bot/sandbox/stories"
	"gridbot/flows/accord"
	"gridbot/flows/aside"
	"gridbot/flows/calendar"
	"gridbot/flows/cases"
	"gridbot/flows/duty"
	"gridbot/flows/grids"
	"gridbot/flows/kept"
	"gridbot/flows/request"
	"gridbot/flows/services"
	"gridbot/flows/talk"
	"gridbot/flows/world"
	"gridbot/store"
	"gridbot/store/redistest"
)

// A sort of key that may be damaged: one of its kind, here. What is written in passing
// says so; who owns the district is not guessed at.
type damageable struct {
	key  string // behind {daning}:, as it is in this house
	why  string // why it is not damaged here; "" where it is
	told string // what the coordinators read of it when it is of another type; "" nothing
}

// sorts are all sorts of keys there are: testdata/keys.golden of the store says so.
var sorts = map[string]damageable{
	"agenda":        {key: "agenda:yanchang", told: "清单"},
	"around":        {key: "around:20850:80965"},
	"aside":         {key: "aside"},
	"behind":        {key: "behind:2026-W48:*:reported"},
	"cards":         {key: "cards:1001"},
	"case":          {key: "case:1001", told: "案件 1001"},
	"closed":        {key: "closed:kitchen"},
	"conference":    {key: "conference:yanchang", told: "联席会议"},
	"conferences":   {key: "conferences:yanchang"},
	"damaged":       {why: "nobody reads it but gridbot aside"},
	"dead":          {key: "dead"},
	"fence":         {why: "who owns the district is not decided by guessing: it stops"},
	"flood":         {key: "flood:7001"},
	"forces":        {key: "forces:2026-W48"},
	"grid":          {key: "grid:yanchang", told: "清单"},
	"groups":        {key: "groups"},
	"heard":         {key: "heard"},
	"held":          {key: "held:7011", told: "清单"},
	"accord":        {key: "accord:1", told: "共管方案"},
	"accords":       {key: "accords:p7001", told: "清单"},
	"hotspots":      {key: "hotspots", told: "高频事项"},
	"imported":      {key: "imported"},
	"inbox":         {key: "inbox", told: "收到的消息"},
	"invite":        {key: "invite:second"},
	"invited":       {key: "invited"},
	"lease":         {why: "who owns the district is not decided by guessing: it stops"},
	"legs":          {key: "legs:gas", told: "清单"},
	"lines":         {key: "lines", told: "清单"},
	"log":           {key: "log"},
	"looked":        {key: "looked"},
	"mine":          {key: "mine:7001"},
	"moved":         {key: "moved"},
	"number":        {key: "number", told: "清单"},
	"outbox":        {key: "outbox", told: "待发的消息"},
	"over":          {key: "over", told: "清单"},
	"person":        {key: "person:7011", told: "工作人员"},
	"playbooks":     {key: "playbooks", told: "工作法"},
	"quotas":        {key: "quotas"},
	"ran":           {key: "ran"},
	"reached":       {why: "what was lost is not decided by guessing: it stops"},
	"remind":        {key: "remind:7011"},
	"rota":          {key: "rota", told: "排班表"},
	"said":          {key: "said:7011"},
	"seen":          {key: "seen"},
	"served":        {key: "served"},
	"servedin":      {key: "servedin:2026-W48"},
	"service":       {key: "service:1", told: "一件事申请 1"},
	"servicenumber": {key: "servicenumber", told: "清单"},
	"services":      {key: "services:p7001", told: "清单"},
	"session":       {key: "session:7001", told: "填到一半"},
	"staff":         {key: "staff", told: "清单"},
	"standing":      {key: "standing:7011", told: "清单"},
	"timers":        {key: "timers", told: "清单"},
	"told":          {key: "told:2026-11-23"},
	"topics":        {key: "topics", told: "重点议题"},
	"traces":        {key: "traces:7001", told: "清单"},
	"used":          {key: "used"},
	"week":          {key: "week:2026-W48:yanchang"},
	"weeks":         {key: "weeks"},
}

// wrecked is a house whose Redis somebody damages.
type wrecked struct {
	*house
	rdb *redis.Client
}

// Whatever key is damaged, and however: the minute's work, somebody else's report, the
// lists of the staff and readiness go on; and the bot starts with it.
func TestOneDamagedItemIsNeverEverybodys(t *testing.T) {
	address := redistest.Real(t).Address
	opts, err := redis.ParseURL(address)
	if err != nil {
		t.Fatal(err)
	}
	w := &wrecked{house: newHouse(t, address), rdb: redis.NewClient(opts)}
	defer w.rdb.Close()
	w.staff()
	w.seed()
	b, err := os.ReadFile("../store/testdata/keys.golden")
	if err != nil {
		t.Fatal(err)
	}
	named := map[string]bool{}
	for _, m := range regexp.MustCompile(`(?m)^\{daning\}:([a-z]+)`).FindAllStringSubmatch(string(b), -1) {
		named[m[1]] = true
		if _, ok := sorts[m[1]]; !ok {
			t.Errorf("nobody has tried what a damaged %s does", m[1])
		}
	}
	for sort := range sorts {
		if !named[sort] {
			t.Errorf("there is no %s", sort)
		}
	}
	for _, how := range []string{"cut", "of another type", "with what nobody knows", "of a newer release"} {
		t.Run(how, func(t *testing.T) {
			w.t = t
			was := map[string]string{}
			for _, s := range sorts {
				if s.why == "" {
					was[s.key] = w.good(s.key)
					w.damage(s.key, how)
				}
			}
			if how == "of another type" { // the other damage of what is read at the start shows at a start
				w.goesOn()
			}
			w.again()
			w.goesOn()
			if how == "of another type" {
				for sort, s := range sorts {
					w.wasPutAside(sort, s.told)
				}
			}
			for key, v := range was {
				w.putBack(key, v)
			}
			w.store.Recall(store.Reached{}) // it is older than what was known
			w.again()
		})
	}
}

func full(key string) string { return "{daning}:" + key }

// seed makes a life with every sort of key.
func (w *wrecked) seed() {
	w.t.Helper()
	ctx, at := w.t.Context(), monday.Unix()
	point := grids.Point{Lat: 31.2765, Lon: 121.448}
	c := func(n int) cases.Case {
		return cases.Case{Number: n, Category: "kitchen", Status: cases.Claimed, Grid: stories.Grid, What: "液化气灶放在客厅", Assignee: stories.Wang,
			Place: cases.Place{Point: &point}, Opened: at, Entered: at, By: cases.Reporter{ID: stories.Chen},
			Clock: cases.Clock{Name: cases.ClockArrive, Since: at, Due: at + 1e7}, OnAgenda: at}
	}
	joint := c(1002)
	joint.Status = cases.Joint
	joint.Legs = []cases.Leg{{N: 1, Agency: "gas", Status: cases.LegCalled, Clock: cases.Clock{Name: cases.ClockReport, Since: at, Due: at + 1e7}}}
	closed := c(1003)
	closed.Status, closed.Ended, closed.Clock = cases.Closed, at, cases.Clock{Name: cases.ClockAfter, Due: at + 1e7}
	closed.From = &cases.Source{ID: "SH-1", Print: "00"}
	closed.Files = []cases.File{{Kind: "photo", ID: "x", Unique: "u1", Look: "0123456789abcdef", Phase: cases.PhaseAfter}}
	asked := request.New(1, stories.Chen, services.Service{ID: "restaurant", Steps: []services.Step{{ID: "licence", Agency: "market", Within: calendar.Span{Work: 1}}}},
		nil, w.district.Calendar, at)
	if err := asked.Send(w.district.Calendar, at); err != nil {
		w.t.Fatal(err)
	}
	if err := asked.Finish("licence", stories.Gao, w.district.Calendar, at+3600); err != nil {
		w.t.Fatal(err)
	}
	kerb := accord.New(1, stories.Grid, stories.Zhou, at)
	if _, err := kerb.Join(stories.Chen, "zh-CN", accord.Merchants, "水果店", at); err != nil {
		w.t.Fatal(err)
	}
	board, err := w.store.Board(ctx) // the night's job may have written it
	if err != nil {
		w.t.Fatal(err)
	}
	card := world.Letter{To: talk.Chat{ID: stories.Wang}, Card: 1001}
	ch := world.Change{Cases: []world.Moved{{After: c(1001)}, {After: joint}, {After: closed}}, Letters: []world.Letter{card},
		Session: &talk.Session{Dialogue: "report", Answered: []string{"what"}}, Flood: &world.Flood{Full: 1}, Heard: at,
		Looked: []world.Look{{At: at, By: stories.Zhou, Case: 1001, What: kept.SeenName}},
		Met:    &world.Met{Before: &world.Conference{Grid: stories.Grid, N: 1}, After: world.Conference{Grid: stories.Grid, N: 2, At: at + 1e7, Stage: world.StageCalled}},
		Log: []world.Logged{{At: at, Case: 1001, Do: cases.Report, To: cases.Reported, Part: cases.PartReporter, By: stories.Chen, Category: "kitchen", Week: "2026-W48", Grid: stories.Grid},
			{At: at, Case: 1003, Do: "reportin", To: cases.Closed, Part: "officer", Category: "kitchen", Week: "2026-W48", Agency: "gas"}},
		Rota:   &world.Rota{Plans: map[string]duty.Plan{stories.Grid: {Week: []duty.Turn{{Day: 1, From: 480, To: 1200, Who: []int64{stories.Wang}}}}}},
		Served: &world.Served{After: asked, Week: "2026-W48"}, Agreed: []world.Agreed{{After: kerb}}, Hot: &board, Topics: &world.Topics{Last: 1}, Plays: &world.Book{Last: 1},
		Told: []int64{stories.Wang}, Day: "2026-11-23",
		Remind: []world.Reminder{{To: stories.Wang, Case: 1001, Clock: cases.ClockArrive, Step: 1, Due: at + 1e7, Wind: monday.AddDate(0, 3, 0)}},
	}
	if _, err := w.store.Commit(ctx, world.Op{}, stories.Chen, ch); err != nil {
		w.t.Fatal(err)
	}
	if err := w.store.PutInvite(ctx, world.Invite{Token: "second", Role: world.Worker, Grid: stories.Grid, Expires: at + 1e6}, monday); err != nil {
		w.t.Fatal(err)
	}
	entries, err := w.store.Put(ctx, []world.Raw{{ID: 1 << 40, Body: []byte(`{"update_id":5,"message":[]}`)}}, monday)
	if err != nil || len(entries) == 0 {
		w.t.Fatal(err)
	}
	w.again() // the card goes out, and the update is put aside
	w.quiet()
}

// again starts the bot anew, and waits until it is at work.
func (w *wrecked) again() {
	w.t.Helper()
	w.stop()
	w.start()
	ctx, cancel := context.WithTimeout(w.t.Context(), 20*time.Second)
	defer cancel()
	if err := w.runs(ctx); err != nil {
		w.t.Fatalf("it does not begin to work: %v\n%s", err, w.log)
	}
}

// quiet waits until all has come to rest; until what is damaged is put aside nobody can
// say how much waits.
func (w *wrecked) quiet() {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(w.t.Context(), time.Minute)
	defer cancel()
	for err := w.settle(ctx); err != nil; err = w.settle(ctx) {
		select {
		case <-time.After(20 * time.Millisecond):
		case <-ctx.Done():
			w.t.Fatalf("%v\n%s", err, w.log)
		}
	}
}

// good is what lies under a key now.
func (w *wrecked) good(key string) string {
	v, err := w.rdb.Dump(w.t.Context(), full(key)).Result()
	if err != nil {
		return ""
	}
	return v
}

// putBack makes a key what it was.
func (w *wrecked) putBack(key, was string) {
	ctx := w.t.Context()
	w.rdb.Del(ctx, full(key))
	if was != "" {
		w.rdb.RestoreReplace(ctx, full(key), 0, was)
	}
}

// damage damages a key.
func (w *wrecked) damage(key, how string) {
	w.t.Helper()
	ctx, k := context.Background(), full(key)
	kind, err := w.rdb.Type(ctx, k).Result()
	if err != nil {
		w.t.Fatal(err)
	}
	foreign := map[string]string{"cut": `{"da`, "with what nobody knows": "hologram", "of a newer release": `v9:["more"]`}[how]
	do := func(cmd redis.Cmder) {
		if cmd.Err() != nil {
			w.t.Fatalf("%s, a %s: %v", key, kind, cmd.Err())
		}
	}
	if how == "of another type" {
		do(w.rdb.Del(ctx, k))
		if kind == "string" {
			do(w.rdb.RPush(ctx, k, "what is this"))
		} else {
			do(w.rdb.Set(ctx, k, "what is this", 0))
		}
		return
	}
	switch kind {
	case "string":
		v := w.rdb.Get(ctx, k).Val()
		switch how {
		case "cut":
			v = v[:len(v)/2] + "{"
		case "with what nobody knows":
			v = strings.Replace(v, "{", `{"hologram":{"a":[1]},`, 1)
		default:
			head, _, _ := strings.Cut(v, "{")
			v = head + `["more"]`
		}
		do(w.rdb.Set(ctx, k, v, 0))
	case "hash":
		for field := range w.rdb.HGetAll(ctx, k).Val() {
			do(w.rdb.HSet(ctx, k, field, foreign))
		}
		do(w.rdb.HSet(ctx, k, foreign, foreign))
	case "set":
		do(w.rdb.SAdd(ctx, k, foreign))
	case "zset":
		do(w.rdb.ZAdd(ctx, k, redis.Z{Score: 1, Member: foreign}))
	case "list":
		do(w.rdb.RPush(ctx, k, foreign))
	case "stream", "none":
		do(w.rdb.XAdd(ctx, &redis.XAddArgs{Stream: k, Values: []string{foreign, foreign}}))
	}
}

// goesOn has everybody else do what they do.
func (w *wrecked) goesOn() {
	w.t.Helper()
	ctx := w.t.Context()
	w.quiet()
	if err := w.pass(ctx, 0); err != nil {
		w.t.Errorf("the minute's work: %v", err)
	}
	for _, says := range []struct {
		who   int64
		words string
	}{{stories.Anna, "/report"}, {stories.Chen, "/report"}, {stories.Wang, "/tasks"}, {stories.Zhou, "/overdue"}, {stories.Zhou, "/digest"}, {stories.Chen, "/shop"}, {stories.Zhou, "/shop"}, {stories.Zhou, "/plays"}, {stories.Chen, "/mydata"}} {
		before := len(w.answers(says.who))
		if _, err := w.sandbox.Say(says.who, says.who, says.words); err != nil {
			w.t.Fatal(err)
		}
		w.quiet()
		all := w.answers(says.who)
		if len(all) == before {
			w.t.Errorf("%d says %s and is not answered", says.who, says.words)
		}
		for _, said := range all[before:] {
			if strings.Contains(said, "处理时出了错") || strings.Contains(said, "暂时写不进") || strings.Contains(said, "not handled") || strings.Contains(said, "Nothing can be written") {
				w.t.Errorf("%d says %s and reads %q", says.who, says.words, said)
			}
		}
	}
	rec := httptest.NewRecorder()
	w.bot.Watch().ServeHTTP(rec, httptest.NewRequest(http.MethodGet, "/readyz", nil))
	if rec.Code != http.StatusOK {
		w.t.Errorf("readyz: %d %s", rec.Code, rec.Body)
	}
}

func (w *wrecked) answers(chat int64) (all []string) {
	for _, m := range w.sandbox.Messages(chat) {
		if m.Out {
			all = append(all, m.Text)
		}
	}
	return all
}

// wasPutAside holds that what was of another type is kept, and told of.
func (w *wrecked) wasPutAside(sort, told string) {
	w.t.Helper()
	items, err := w.store.Aside(w.t.Context())
	if err != nil {
		w.t.Fatal(err)
	}
	for _, item := range items {
		if item.What == sort && item.Form != "" && w.rdb.Exists(w.t.Context(), full("damaged:"+item.Name)).Val() != 1 {
			w.t.Errorf("%s is not kept", item.Name)
		}
	}
	if told == "" {
		return
	}
	if !slices.ContainsFunc(items, func(i aside.Item) bool { return i.What == sort }) {
		w.t.Errorf("no %s is aside: %v", sort, fmt.Sprint(items))
	}
	if !slices.ContainsFunc(w.answers(stories.Sun), func(said string) bool { return strings.Contains(said, told) }) {
		w.t.Errorf("the coordinator reads nothing of %q", told)
	}
}
