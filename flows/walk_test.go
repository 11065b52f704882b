package flows_test

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"gridbot/flows/cases"
	"gridbot/flows/grids"
	"gridbot/flows/room"
	"gridbot/flows/talk"
	"gridbot/flows/text"
)

// walker lets people do whatever comes to their mind, in any order, and holds
// what comes of it against what must always be true.
type walker struct {
	*room.Room
	next  func(n int) int // the next choice, from 0 to n-1
	album int
}

// reporter is a name nobody but leads and the coordinator may read.
const reporter = "Xenia"

var saying = []string{
	"楼道里有人给电动车充电", "I smell gas", "崧涵庭3号楼", "Lingshi", "灵石路", "3", "返回", "no", "是", "1001", "#1002", "4711",
	"{{.x}} <b>", strings.Repeat("水", 4096), "🕳️", "x", "路灯不亮 崧涵庭", "The bench is broken", "nowhere known",
	"楼道里有人给电动车充电", "崧涵庭3号楼", "灵石路", "路灯不亮 崧涵庭", "是", "好", "垃圾没人清", "1002", "修好了", "到了",
}

var commands = []string{
	"start", "help", "report", "cases", "case", "tasks", "duty", "invite", "staff", "bind", "language", "cancel", "nosuch", "conference",
}

var payloads = []string{"", "", "new", "on", "off", "c1001", "1001", "c", "i", "bnorth", "worker|yanchang", "out|11", "ask|12", "en", "zh-CN", "%"}

var forgeries = []string{
	"?", "d|report|preview|send", "d|report|where|g-", "d|submit|words|skip", "d|return|why|busy", "c|1001|claim", "c|1001|pass",
	"c|1001|assign|11", "c|1001|name|12", "c|1001|rate|9", "c|1001|route|nosuch", "c|1001|withdraw|yes", "c|1001|nosuch", "c|1001|files",
	"c|1001|map", "c|1001|look", "c|1001|whistle", "c|1002|legs", "c|1002|reportin|15", "c|1002|finish", "c|1002|release|1", "c|1002|swap|1-fire", "c|1003|undo|0",
	"m|conference|yanchang|1|begin", "m|conference|yanchang|1|end", "m|conference|yanchang|1|item|0", "m|conference|yanchang|1|done|1", "m|conference|yanchang|1|up|9",
	"d|decide|outcome|not", "d|whistle|preview|send", "d|perform|which|esuspend", "m|staff|out|11", "m|invite|coordinator", "m|", "m|report|new", "d|||", "back",
}

// walkers are who takes part.
var walkers = []struct {
	id   int64
	name string
	lang string
}{{50, reporter, "en"}, {50, reporter, "en"}, {room.Chen, "陈阿姨", "zh"}, {room.Wang, "王建国", "zh"}, {room.Min, "Min", "en"}, {room.Zhou, "周莉", "zh"}, {room.Gao, "高工", "zh"}, {room.Sun, "孙悦", "zh"}}

func (w *walker) step() {
	who := walkers[w.next(len(walkers))]
	w.Messages++
	e := talk.Event{
		ID: strconv.Itoa(w.Messages), From: talk.Sender{ID: who.id, Name: who.name}, Chat: talk.Chat{ID: who.id},
		Message: w.Messages, Language: who.lang,
	}
	w.Clear()
	quiet := false // nobody need answer
	// Most of what people do is press what they are shown, and answer.
	switch [...]int{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5, 5, 5, 6, 6, 6, 7, 8, 9, 10, 11, 11}[w.next(36)] {
	case 0:
		var bs []room.Button
		var of []int
		for _, m := range w.Chats[who.id] {
			for _, row := range m.Rows {
				for _, b := range row {
					if b.Data != "" {
						bs, of = append(bs, b), append(of, m.ID)
					}
				}
			}
		}
		if len(bs) == 0 {
			return
		}
		from := 0
		if w.next(5) > 0 { // rather the newest message
			from = slices.Index(of, of[len(of)-1])
		}
		n := from + w.next(len(bs)-from)
		e.Press, e.Message, e.Query = bs[n].Data, of[n], "q"
	case 5:
		e.Text = saying[w.next(len(saying))]
		if w.next(3) == 0 && len(w.Cases) > 0 {
			e.Text = "#" + strconv.Itoa(1001+w.next(len(w.Cases)))
		}
	case 6:
		e.Files = []talk.File{{Kind: "photo", ID: "p", Unique: "p"}}
		if w.next(2) == 0 {
			if w.next(3) == 0 {
				w.album++
			}
			e.Album, quiet = strconv.Itoa(w.album), true
		}
		if w.next(3) == 0 {
			e.Text = saying[w.next(len(saying))]
		}
	case 7:
		e.Point = &grids.Point{Lat: 31.27 + float64(w.next(5))/200, Lon: 121.44 + float64(w.next(5))/200}
		if w.next(4) == 0 {
			e.Venue = "Golden Mic"
		}
		e.Moving = w.next(4) == 0
		e.Edited, quiet = e.Moving, e.Moving
	case 8:
		e.Command, e.Payload = commands[w.next(len(commands))], payloads[w.next(len(payloads))]
	case 9:
		e.Press, e.Query = forgeries[w.next(len(forgeries))], "q"
		if ms := w.Chats[who.id]; len(ms) > 0 {
			e.Message = ms[w.next(len(ms))].ID
		}
	case 10:
		switch w.next(4) {
		case 0:
			e.Unheard = "other"
		case 1:
			e.Edited, e.Text, quiet = true, "x", true
		case 2:
			e.Blocked, quiet = true, true
		case 3:
			e.Unblock, quiet = true, true
		}
	case 11:
		w.Pass([]time.Duration{time.Minute, time.Hour, 11 * time.Hour, 30 * time.Hour, 200 * time.Hour}[w.next(5)])
		return
	}
	ch := w.Happen(e)
	if w.Shown()+len(ch.Letters) == 0 && ch.Open == "" && !quiet && !e.Moving {
		w.T.Fatalf("%+v is not answered", e)
	}
	for _, m := range ch.Cases {
		w.check(m.After, who.name)
	}
	for _, id := range []int64{room.Wang, room.Min, room.Chen, room.Gao} {
		for _, m := range w.Chats[id] {
			if strings.Contains(m.Words, reporter) {
				w.T.Fatalf("%d reads who reported: %s", id, m.Words)
			}
		}
	}
}

// begun puts cases into the room that have come some way already.
func (w *walker) begun() {
	worker, lead := cases.Person{ID: room.Wang, Grid: "yanchang", Worker: true}, cases.Person{ID: room.Zhou, Grid: "yanchang", Lead: true}
	acts := []cases.Act{
		{Do: cases.Claim, By: worker}, {Do: cases.Arrive, By: worker},
		{Do: cases.Submit, By: worker, Files: []cases.File{{Kind: "photo", ID: "a", Phase: cases.PhaseAfter}}}, {Do: cases.Pass, By: lead},
	}
	due := cases.Deadline(func(_ cases.Case, _ cases.ClockName, from time.Time) time.Time { return from.Add(time.Hour) })
	for n := range len(acts) + 1 {
		w.Number++
		c := cases.Start(cases.Case{Number: w.Number, Category: "lamp", Grid: "yanchang", What: "路灯不亮",
			Place: cases.Place{Name: text.Said("崧涵庭")}, By: cases.Reporter{ID: 50, Name: reporter}}, w.Now, due)
		for _, a := range acts[:n] {
			var err error
			a.At = w.Now
			if c, _, err = c.Apply(a, due); err != nil {
				w.T.Fatal(err)
			}
		}
		w.Cases[c.Number] = room.Freeze(w.T, c)
	}
}

// check holds a case against what no act may break.
func (w *walker) check(c cases.Case, who string) {
	w.T.Helper()
	var handlers []int64
	for _, e := range c.Log {
		switch e.Do {
		case cases.Claim:
			handlers = append(handlers, e.By)
		case cases.Pass, cases.SendBack:
			if slices.Contains(handlers, e.By) {
				w.T.Fatalf("%s: who did the work checked it: %+v", who, c.Log)
			}
		}
	}
	_, submitted := c.Last(cases.Submit)
	switch {
	case submitted && !slices.ContainsFunc(c.Files, func(f cases.File) bool { return f.Phase == cases.PhaseAfter }): // it may have been put away since
		w.T.Fatalf("%s: handed in without a picture: %+v", who, c)
	case c.Status.Type() == "":
		w.T.Fatalf("%s: a status nobody knows: %+v", who, c)
	case c.Status.Type() == cases.Open && c.Clock.Name == "", c.Status.Type() == cases.Ended && c.Clock.Name != "":
		w.T.Fatalf("%s: %s, and the clock is %+v", who, c.Status, c.Clock)
	case c.Legged() && (c.Status.Type() != cases.Open || c.Status == cases.Submitted || c.Status == cases.Verified):
		w.T.Fatalf("%s: %s with an agency still at work: %+v", who, c.Status, c.Legs)
	case slices.ContainsFunc(c.Legs, func(l cases.Leg) bool { return l.Open() != (l.Clock.Due != 0) }):
		w.T.Fatalf("%s: a leg without its clock: %+v", who, c.Legs)
	case c.By.Anonymous && c.By.Name != "":
		w.T.Fatalf("%s: an anonymous reporter has a name", who)
	case c.Category == "" || c.Place.Name.Empty() && !c.Danger:
		w.T.Fatalf("%s: a case without a category or place: %+v", who, c)
	}
	held := map[int64]bool{}
	for _, k := range c.Cards {
		if held[k.Chat] {
			w.T.Fatalf("%s: two cards of one case in a chat: %+v", who, c.Cards)
		}
		held[k.Chat] = true
	}
}

func TestWhateverPeopleDoTheFlowsStandIt(t *testing.T) {
	t.Parallel()
	base, opened, closed := room.New(t), 0, 0
	for seed := range uint64(90) {
		random := rand.New(rand.NewPCG(seed, 1))
		w := &walker{Room: base.Fresh(), next: random.IntN}
		if seed%2 == 0 {
			w.begun()
		}
		for range 500 {
			w.step()
		}
		opened += len(w.Cases)
		for n := range w.Cases {
			if w.Case(n).Status == cases.Closed {
				closed++
			}
		}
	}
	if opened < 100 || closed < 3 {
		t.Errorf("%d cases came of it, %d of them closed: the walk is too timid to show anything", opened, closed)
	}
}

func FuzzAnyEventsInAnyOrder(f *testing.F) {
	base := room.New(f)
	f.Add([]byte{0, 5, 0, 0, 0, 0, 6, 0, 0, 0})
	for seed := range uint64(5) {
		random := rand.New(rand.NewPCG(seed, 2))
		steps := make([]byte, 200)
		for i := range steps {
			steps[i] = byte(random.IntN(256))
		}
		f.Add(steps)
	}
	f.Fuzz(func(t *testing.T, steps []byte) {
		steps = steps[:min(len(steps), 600)]
		w := &walker{Room: base.Fresh()}
		w.T = t
		w.begun()
		w.next = func(n int) int {
			if len(steps) == 0 {
				return 0
			}
			b := int(steps[0])
			steps = steps[1:]
			return b % n
		}
		for len(steps) > 0 {
			w.step()
		}
	})
}
