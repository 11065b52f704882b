package shop_test

import (
	"strings"
	"testing"
	"time"

	"gridbot/flows/request"
	"gridbot/flows/room"
	"gridbot/flows/talk"
	"gridbot/flows/world"
)

// counted is a request of a grid that was all done in a week, after so many tenths of a day.
func counted(n int, grid string, took int) request.Request {
	r := request.Request{N: n, By: 99, Service: "restaurant", Grid: grid, Sent: 1, Ended: 2, Outcome: request.AllDone, Took: took, Held: 1}
	for _, s := range [][2]string{{"licence", "market"}, {"drain-ok", "water"}} {
		r.Steps = append(r.Steps, request.Step{ID: s[0], Agency: s[1], State: request.Done, Took: took / (1 + len(s[1])%5)})
	}
	return r
}

// says is what somebody is answered.
func says(r *room.Room, who int64, press string) string {
	r.Messages++
	ch := r.Happen(talk.Event{ID: "e", From: talk.Sender{ID: who}, Chat: talk.Chat{ID: who}, Press: press, Message: r.Messages, Query: "q"})
	var said []string
	for _, l := range ch.Letters {
		said = append(said, r.Say(l.Lang, l.Say.Say, 4096))
	}
	return strings.Join(said, "\n")
}

// Leads read how fast it goes in their grid and in some weeks, what was before, and
// where it is slowest; where few were done nothing is said of how fast.
func TestLeadsReadHowFastItGoesByGridAndWeek(t *testing.T) {
	r := room.New(t)
	week := func(ago int) string {
		w := world.World{District: r.District}
		return w.Week(r.Now.Add(-time.Duration(ago) * 7 * 24 * time.Hour))
	}
	n := 0
	add := func(times int, grid string, took, ago int) {
		for range times {
			n++
			r.Keep(99, world.Change{Served: &world.Served{After: counted(n, grid, took), Week: week(ago)}})
		}
	}
	add(5, "yanchang", 30, 0)
	add(1, "yanchang", 80, 0)
	add(2, "lingshi", 20, 0)
	add(6, "yanchang", 200, 2)
	for _, row := range []struct {
		who    int64
		press  string
		has    []string
		hasNot []string
	}{
		{room.Zhou, "m|shop|figures|1", []string{"延长", "开饭店：办结 6 件，一半在 3 天内，九成在 8 天内；5 天内办结 83%；平均上门 1 次", "改革前 15 个工作日、跑 5 次 → 快了 80%", "← 最慢", "市场监管所：6 个环节"}, []string{"各网格", "灵石"}},
		{room.Zhou, "m|shop|figures|1|lingshi", []string{"办结 6 件"}, []string{"灵石", "办结 2 件"}}, // not hers
		{room.Zhou, "m|shop|figures|last", []string{"开饭店：还没有办结的"}, nil},
		{room.Zhou, "m|shop|figures|4", []string{"办结 12 件，一半在 8 天内"}, nil},
		{room.Zhou, "m|shop|figures|" + week(2), []string{"→ 慢了 33%"}, nil},
		{room.Sun, "m|shop|figures|1", []string{"办结 8 件", "各网格", "延长暖心：6 件，一半在 3 天内，5 天内 83%", "灵石活力：2 件，太少，说不准"}, nil},
		{room.Sun, "m|shop|figures|1|lingshi", []string{"办结 2 件，不到 5 件，还说不准快慢", "太少，说不准"}, []string{"一半在", "最慢"}},
		{room.Sun, "m|shop|figures|all", []string{"开办以来", "办结 14 件"}, []string{"各网格"}},
		{room.Sun, "m|shop|figures|once upon a time", []string{"没有这样的周"}, []string{"办结 1"}},
		{room.Chen, "m|shop|figures|all", []string{"给网格长和统筹员看"}, []string{"办结"}},
		{room.Wang, "m|shop|figures|4|yanchang", []string{"给网格长和统筹员看"}, []string{"办结"}},
		{room.Zhou, "m|stats|this", []string{"一件事办结 6 件：一半在 3 天内，九成在 8 天内，5 个工作日内 83%，平均上门 1 次。", "改革前 15 个工作日、跑 5 次。"}, nil},
		{room.Sun, "m|stats|this|lingshi", []string{"一件事办结 2 件，太少，还说不准快慢。"}, []string{"改革前"}},
		{room.Sun, "m|stats|last", nil, []string{"一件事"}},
		{room.Sun, "m|digest|this", []string{"一件事办结 8 件"}, nil},
	} {
		said := says(r, row.who, row.press)
		for _, has := range row.has {
			if !strings.Contains(said, has) {
				t.Errorf("%s does not say %q:\n%s", row.press, has, said)
			}
		}
		for _, not := range row.hasNot {
			if strings.Contains(said, not) {
				t.Errorf("%s says %q:\n%s", row.press, not, said)
			}
		}
	}
}
