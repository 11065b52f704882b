package history

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"
)

// actor is somebody who does what comes to their mind, and mostly what is asked of them.
type actor struct {
	id    int64
	name  string
	lang  string
	role  string // "" for a resident
	rand  *rand.Rand
	next  time.Time
	group int64 // the work group they are in
	acts  int
	said  int // the newest message of theirs
	words string
}

// The people of the grid, and its work group.
const (
	firstResident = 7001
	residents     = 5
	firstStaff    = 7101
	groupID       = -7201
	grid          = "yanchang"
)

// seats is the staff, in the order in which they join.
var seats = []struct {
	name, lang, role, agency string
	head                     bool
}{
	{"孙悦", "zh-hans", "coordinator", "", false},
	{"周莉", "zh-hans", "lead", "", false},
	{"赵强", "zh-hans", "lead", "", false},
	{"王建国", "zh-hans", "worker", "", false},
	{"Min Li", "en", "worker", "", false},
	{"徐队", "zh-hans", "officer", "enforcement", true},
	{"高工", "zh-hans", "officer", "gas", false},
}

// reports are what residents write of their own accord.
var reports = []string{
	"崧涵庭3号楼垃圾堆了三天没人收", "崧涵庭5号楼楼道里有人给电动车充电", "灵石路路灯不亮", "崧涵庭2号楼有一家把客厅改成厨房了，接了煤气灶",
	"The street lamp on Lingshi Road is broken", "崧涵庭门口井盖没了", "楼道堆物，崧涵庭1号楼", "垃圾没人清", "崧涵庭3号楼 I smell gas",
}

// answers are what people write when they are asked something.
var answers = []string{"崧涵庭3号楼", "崧涵庭", "3号楼201", "已经处理好了", "修好了", "还是老样子，没有修", "请今天办", "好", "灵石路", "明天去看", "马先生"}

// likely is how likely somebody presses a button, by its last word that is known.
var likely = map[string]float64{
	"send": 40, "hide": 12, "anonymous": 12, "claim": 30, "arrive": 20, "setout": 5, "submit": 25, "pass": 25, "confirm": 14, "sendback": 4, "reopen": 5, "return": 2,
	"assign": 3, "whistle": 3, "propose": 2, "withdraw": .6, "decline": 1.5, "cancel": .4, "back": .8, "files": .3, "map": .2, "look": .3, "skip": 4, "reportin": 12,
	"reach": 10, "finish": 14, "perform": 2, "serve": 2, "clear": 10, "inspect": 6, "fine": 8, "relapse": 2, "rate": 4, "ack": 10, "still": 4, "m": .25, "more": .6,
	"done": 14, "nophoto": 5, "grant": 6, "deny": 2, "forget": .1, "mydata": .1, "who": .5, "yes": 8, "no": 4,
}

// weigh is how likely a button is pressed.
func weigh(data string) float64 {
	if data == "" {
		return 0
	}
	parts := strings.Split(data, "|")
	for i := len(parts) - 1; i >= 0; i-- {
		if w, ok := likely[parts[i]]; ok {
			return w
		}
	}
	return 1
}

// asks tells whether a message waits for an answer: it belongs to a dialogue, or is a
// question without buttons.
func asks(m *message) bool {
	if m == nil {
		return false
	}
	for _, row := range m.rows {
		for _, b := range row {
			if strings.HasPrefix(b.Data, "d|") || b.Data == "back" {
				return true
			}
		}
	}
	return len(m.rows) == 0 && (strings.Contains(m.text, "？") || strings.Contains(m.text, "?"))
}

// acts lets an actor do one thing, and says when they will do the next.
func (h *history) act(a *actor) {
	a.acts++
	if h.o.skips(a, a.acts) {
		a.next = h.now.Add(time.Hour)
		return
	}
	r := h.peer.room(a.id)
	if a.group != 0 && h.chance(a.rand, .1) {
		r = h.peer.room(a.group)
	}
	newest := r.newest()
	asked := asks(newest) && r.id > 0
	h.one(a, r, newest, asked)
	a.next = h.now.Add(h.delay(a, asks(h.peer.room(a.id).newest())))
}

// one is what they do.
func (h *history) one(a *actor, r *room, newest *message, asked bool) {
	type option struct {
		weight float64
		does   func()
	}
	var all []option
	seen := 0
	for i := len(r.messages) - 1; i >= 0 && seen < 6; i-- {
		m := r.messages[i]
		if !m.own {
			continue
		}
		seen++
		for _, row := range m.rows {
			for _, b := range row {
				w := weigh(b.Data) / float64(seen)
				if asked && seen == 1 {
					w *= 3
				}
				if w > 0 {
					all = append(all, option{w, func() { h.press(a, r, m, b) }})
				}
			}
		}
	}
	words, photo, anew := 1.5, .7, .1
	if asked {
		words, photo = 10, 4
		if a.role != "" || strings.Contains(newest.text, "📷") || strings.Contains(newest.text, "照片") || strings.Contains(newest.text, "photo") {
			photo = 16
		}
	} else if a.role == "" {
		anew = 16
	}
	if r.id > 0 {
		all = append(all,
			option{words, func() { h.say(a, r.id, answers[a.rand.IntN(len(answers))]) }},
			option{photo, func() { h.photo(a, r.id) }},
			option{anew, func() { h.say(a, r.id, reports[a.rand.IntN(len(reports))]) }},
			option{.3, func() { h.say(a, r.id, []string{"/cases", "/tasks", "/help", "/duty", "/cancel"}[a.rand.IntN(5)]) }},
			option{.15, func() { h.blocks(a) }},
			option{.4, func() { h.changes(a) }})
	}
	total := 0.0
	for _, o := range all {
		total += o.weight
	}
	at := a.rand.Float64() * total
	for _, o := range all {
		if at -= o.weight; at < 0 {
			o.does()
			return
		}
	}
}

// delay is how long somebody does nothing: seconds within a dialogue, hours or days
// otherwise; now and then they put the phone away in the middle.
func (h *history) delay(a *actor, asked bool) time.Duration {
	between := func(low, high time.Duration) time.Duration {
		return low + time.Duration(a.rand.Int64N(int64(high-low)))
	}
	if asked && !h.chance(a.rand, .1) {
		return between(3*time.Second, 2*time.Minute)
	}
	switch a.role {
	case "":
		return between(3*time.Hour, 5*24*time.Hour)
	case "worker":
		return between(10*time.Minute, 9*time.Hour)
	case "lead":
		return between(30*time.Minute, 16*time.Hour)
	}
	return between(2*time.Hour, 3*24*time.Hour)
}

func (h *history) press(a *actor, r *room, m *message, b button) {
	h.note("%s: [%s] %s", a.name, b.Text, b.Data)
	h.peer.pressed(a, r.id, m, b.Data)
	if h.chance(a.rand, .04) { // a finger that trembles
		h.peer.pressed(a, r.id, m, b.Data)
	}
}

func (h *history) say(a *actor, chat int64, words string) {
	h.note("%s: %s", a.name, words)
	fields := map[string]any{"text": words}
	if strings.HasPrefix(words, "/") {
		command, _, _ := strings.Cut(words, " ")
		fields["entities"] = []any{map[string]any{"type": "bot_command", "offset": 0, "length": len(command)}}
	}
	h.peer.says(a, chat, fields)
	a.said, a.words = h.peer.last, words
}

func (h *history) photo(a *actor, chat int64) {
	h.note("%s: (photo)", a.name)
	id := fmt.Sprintf("p%d-%d", a.id, a.acts)
	h.peer.says(a, chat, map[string]any{"photo": []any{map[string]any{"file_id": id, "file_unique_id": "u" + id, "width": 9, "height": 9}}})
}

// blocks lets somebody block the bot; it hears of it, as Telegram tells it.
func (h *history) blocks(a *actor) {
	if a.role != "" {
		return
	}
	h.note("%s blocks the bot", a.name)
	h.peer.room(a.id).blocked = true
	h.peer.brings(map[string]any{"my_chat_member": member(a, "kicked")})
	h.blockedAt[a.id] = h.now
}

// changes lets somebody change what they wrote last.
func (h *history) changes(a *actor) {
	if a.said == 0 || h.peer.room(a.id).blocked {
		return
	}
	h.note("%s changes what they wrote", a.name)
	h.peer.brings(map[string]any{"edited_message": map[string]any{"message_id": a.said, "from": user(a), "text": a.words + "，请尽快",
		"chat": map[string]any{"id": a.id, "type": "private"}, "date": h.now.Unix()}})
}
