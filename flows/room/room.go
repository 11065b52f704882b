// Package room is a whole neighbourhood in memory, for the tests of the flows:
// its people, what they have told the bot, and what stands in their chats. It
// plays transcripts in it, and holds what is said against what Telegram takes.
// Nothing but tests imports it.
package room

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"sync"
	"testing"
	"time"

	"gridbot/flows"
	"gridbot/flows/cases"
	"gridbot/flows/district"
	"gridbot/flows/drawn"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// A Room is what desk, store and sender do, as far as the flows can notice.
// Everything is kept as JSON, so whatever the next event finds has been through
// a restart.
type Room struct {
	T        testing.TB // who complains
	District *district.District
	Catalog  *text.Catalog
	Now      time.Time

	People   map[int64][]byte
	Sessions map[int64][]byte
	Cases    map[int][]byte
	Invites  map[string][]byte
	Groups   map[string][]byte
	Rota     []byte

	Number   int // of the newest case
	Messages int // the ID of the newest message
	Chats    map[int64][]*Message
	Counts   world.Counts       // of the log
	Watch    func(world.Change) // sees every change

	tokens, albums, files int
	cards                 map[cardKey]int   // the message a case is shown in
	photos                map[cardKey][]int // the messages that hold photos of a care case
	said                  map[world.Message]world.Replied

	behind map[string][]int // the cases behind the counts, by week, grid and counter

	Seals    bool                       // what is confided can be sealed
	cares    map[int][]byte             // care cases
	projects map[string]int             // how often each was offered
	services map[int][]byte             // requests
	accords  map[int][]byte             // what is agreed on about topics
	served   map[string]int             // how long their steps took
	servedIn map[string]map[string]int  // the same, by week
	meetings map[string][]byte          // conferences, by grid
	gathered map[int64][]world.Reminder // what waits for people
	told     map[string]map[int64]int   // what they did not ask for, by day
	wound    map[int64]time.Time        // when they are told
	Looks    []world.Look               // who looked at names, the newest first
	Lines    []world.Logged             // the log
	board    []byte                     // what is frequent
	topics   []byte                     // the key topics
	plays    []byte                     // the playbooks
	Heard    map[int64]int64            // the day on which people wrote last
	rungs    map[string]bool            // of every clock, what was told to whom
	shown    []*item                    // what the line that is played has shown
	opens    []cases.Case               // the cases it opened

	careFigures map[string]int // what is counted of care cases
}

type cardKey struct {
	number int
	chat   int64
}

// A Message is one message of the bot as it stands in a chat.
type Message struct {
	ID    int
	Chat  int64
	Words string
	Rows  [][]Button
}

// A Button stands under a message, as Telegram has it.
type Button struct {
	Label string
	Data  string
	Start string
	Group string
}

// item is one thing a line has shown somebody.
type item struct {
	mark   string // as in a transcript
	chat   int64
	m      *Message
	words  string     // of a toast, or of a message that is gone
	keys   [][]string // of the keyboard below the input line
	remove bool
	file   *drawn.Export // that comes with it
}

// Monday is when every transcript begins: 9:00 on a working Monday.
var Monday = time.Date(2026, 11, 23, 9, 0, 0, 0, time.FixedZone("CST", 8*3600))

// The people every room knows. Whoever else speaks is a resident.
const (
	Chen = 1 // 陈阿姨, a resident
	Anna = 2 // Anna, a resident who reads English
	Wang = 11
	Min  = 12
	Zhou = 21
	Sun  = 31
	Gao  = 41
)

var names = map[string]int64{"陈阿姨": Chen, "Anna": Anna, "王建国": Wang, "Min": Min, "周莉": Zhou, "孙悦": Sun, "高工": Gao}

// loaded are the district and the words of all rooms: nobody writes to them.
var (
	loadedDistrict = sync.OnceValues(func() (*district.District, error) { return district.Load(district.Demo()) })
	loadedCatalog  = sync.OnceValues(flows.Catalog)
)

// New is a room of the demo's district on Monday, with its staff.
func New(t testing.TB) *Room {
	t.Helper()
	d, err := loadedDistrict()
	if err != nil {
		t.Fatal(err)
	}
	catalog, err := loadedCatalog()
	if err != nil {
		t.Fatal(err)
	}
	r := (&Room{T: t, District: d, Catalog: catalog}).Fresh()
	for _, p := range []world.Person{
		{ID: Wang, Name: "王建国", Lang: text.Chinese, Role: world.Worker, Grid: "yanchang", Duty: true},
		{ID: Min, Name: "Min", Lang: text.English, Role: world.Worker, Grid: "yanchang", Duty: true},
		{ID: Zhou, Name: "周莉", Lang: text.Chinese, Role: world.Lead, Grid: "yanchang"},
		{ID: Sun, Name: "孙悦", Lang: text.Chinese, Role: world.Coordinator},
		{ID: Gao, Name: "高工", Lang: text.Chinese, Role: world.Officer, Agency: "gas", Duty: true},
	} {
		r.People[p.ID] = Freeze(t, p)
	}
	return r
}

// Fresh is another room of the same district on Monday, with the same people and
// nothing else.
func (r *Room) Fresh() *Room {
	other := &Room{
		T: r.T, District: r.District, Catalog: r.Catalog, Now: Monday, Number: 1000, Seals: r.Seals,
		People: map[int64][]byte{}, Sessions: map[int64][]byte{}, Cases: map[int][]byte{},
		Invites: map[string][]byte{}, Groups: map[string][]byte{},
		Chats: map[int64][]*Message{}, cards: map[cardKey]int{}, photos: map[cardKey][]int{}, said: map[world.Message]world.Replied{},
	}
	maps.Copy(other.People, r.People)
	return other
}

// Freeze puts a value into JSON, as it is kept.
func Freeze(t testing.TB, v any) []byte {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatalf("%T cannot be kept: %v", v, err)
	}
	return b
}

// Thaw reads again what was kept.
func Thaw[V any](t testing.TB, b []byte) V {
	t.Helper()
	var v V
	if err := json.Unmarshal(b, &v); err != nil {
		t.Fatalf("%s cannot be read again: %v", b, err)
	}
	return v
}

// Staff reads everybody with a role, and the groups.
func (r *Room) Staff() world.Staff {
	s := world.Staff{People: map[int64]world.Person{}, Left: map[int64]world.Person{}, Groups: map[string]world.Group{}}
	for id, b := range r.People {
		switch p := Thaw[world.Person](r.T, b); {
		case p.Role != world.Resident:
			s.People[id] = p
		case p.Left != 0:
			s.Left[id] = p
		}
	}
	for grid, b := range r.Groups {
		s.Groups[grid] = Thaw[world.Group](r.T, b)
	}
	if r.Rota != nil {
		s.Rota = Thaw[world.Rota](r.T, r.Rota)
	}
	return s
}

// Case reads a case as it is kept; nil for none.
func (r *Room) Case(number int) *cases.Case {
	b, ok := r.Cases[number]
	if !ok {
		return nil
	}
	c := Thaw[cases.Case](r.T, b)
	return &c
}

// all reads the cases that fit, in an order.
func (r *Room) all(fits func(cases.Case) bool, order func(a, b cases.Case) int) []cases.Case {
	var cs []cases.Case
	for _, n := range slices.Sorted(maps.Keys(r.Cases)) {
		if c := r.Case(n); fits(*c) {
			cs = append(cs, *c)
		}
	}
	slices.SortStableFunc(cs, order)
	return cs
}

// World reads all that an event is decided on, as the desk does.
func (r *Room) World(e talk.Event) *world.World {
	w := &world.World{
		District: r.District, Bot: "gridbot", Now: e.At, Staff: r.Staff(), Seals: r.Seals, Says: r.Catalog,
		Number: func() int { r.Number++; return r.Number },
		Had:    func(id int64) int { return r.told[r.District.Here(r.Now).Format(time.DateOnly)][id] },
		Token:  func() string { r.tokens++; return fmt.Sprintf("a-token-nobody-guess%02d", r.tokens) },
	}
	need := flows.Needs(w, e)
	r.read(w, e.From.ID, need)
	w.Me = world.Person{ID: e.From.ID}
	if b, ok := r.People[e.From.ID]; ok {
		w.Me = Thaw[world.Person](r.T, b)
		w.Me.Rev = 1
	}
	if b, ok := r.Sessions[e.From.ID]; ok {
		w.Session = Thaw[talk.Session](r.T, b)
	}
	for range 2 { // what was read may ask for more
		more := flows.Needs(w, e)
		if more == need {
			break
		}
		need = more
		r.read(w, e.From.ID, need)
	}
	return w
}

// Happen lets one event be decided and everything come of it.
func (r *Room) Happen(e talk.Event) world.Change {
	r.T.Helper()
	e.At = r.Now
	w := r.World(e)
	read := Freeze(r.T, w.Found)
	ch, err := r.decide(w, e)
	if err != nil {
		r.T.Fatalf("%+v: %v", e, err)
	}
	if !bytes.Equal(read, Freeze(r.T, w.Found)) {
		r.T.Fatalf("%+v changed what was read, and others are given the same", e)
	}
	if r.Watch != nil {
		r.Watch(ch)
	}
	r.Keep(e.From.ID, ch)
	if !ch.Toast.Empty() {
		say := r.Say(cmp.Or(ch.Lang, text.Chinese), ch.Toast, 200)
		if ch.Alert {
			say = "(alert) " + say
		}
		r.shown = append(r.shown, &item{mark: "!", chat: e.From.ID, words: say})
	}
	for _, l := range collapsed(ch.Letters) {
		r.deliver(Thaw[world.Letter](r.T, Freeze(r.T, l)))
	}
	for _, k := range ch.Strikes {
		if k.Due.After(r.Now) {
			continue
		}
		if k.Name == world.ClockHot {
			r.night()
		}
		r.Happen(talk.Event{ID: "strike", From: talk.Sender{ID: k.Person}, Chat: talk.Chat{ID: k.Person}, Clock: &k})
	}
	return ch
}

// decide decides an event, once more where a question comes back that needs more.
func (r *Room) decide(w *world.World, e talk.Event) (world.Change, error) {
	number, tokens := r.Number, r.tokens
	ch, err := flows.Decide(w, e)
	if ch.Again == nil {
		return ch, err
	}
	r.Number, r.tokens = number, tokens // the same ones however often it is decided
	return flows.Again(w, e, ch, func(need world.Need) (world.Found, error) {
		var asked world.World
		r.read(&asked, e.From.ID, need)
		return asked.Found, nil
	})
}

// Clear forgets what people were shown so far, as a new line of a transcript does.
func (r *Room) Clear() { r.shown, r.opens = nil, nil }

// Shown is how much people were shown since.
func (r *Room) Shown() int { return len(r.shown) }

// collapsed keeps the newest of several letters that draw the same card, as
// the queue does.
func collapsed(ls []world.Letter) []world.Letter {
	var kept []world.Letter
	for _, l := range ls {
		at := slices.IndexFunc(kept, func(o world.Letter) bool { return l.Card != 0 && o.Card == l.Card && o.To == l.To })
		if at < 0 {
			kept = append(kept, l)
			continue
		}
		l.Fresh = l.Fresh || kept[at].Fresh
		kept[at] = l
	}
	return kept
}
