package flows_test

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"gridbot/flows"
	"gridbot/flows/cases"
	"gridbot/flows/district"
	"gridbot/flows/grids"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// room is a whole neighbourhood in memory: what desk, store and sender do, as
// far as the flows can notice. Everything is kept as JSON, so whatever the
// next event finds has been through a restart.
type room struct {
	t        testing.TB
	district *district.District
	catalog  *text.Catalog
	now      time.Time

	people   map[int64][]byte
	sessions map[int64][]byte
	cases    map[int][]byte
	invites  map[string][]byte
	groups   map[string][]byte

	number, tokens, messages, albums, files int

	chats map[int64][]*message
	cards map[cardKey]int // the message a case is shown in

	counts world.Counts     // of the log
	behind map[string][]int // the cases behind them, by week, grid and counter

	meetings map[string][]byte          // conferences, by grid
	gathered map[int64][]world.Reminder // what waits for people
	wound    map[int64]time.Time        // when they are told
	rungs    map[string]bool            // of every clock, what was told to whom
	watch    func(world.Change)         // sees every change
	shown    []*item                    // what the line that is played has shown
	opens    []cases.Case               // the cases it opened
}

type cardKey struct {
	number int
	chat   int64
}

// message is one message of the bot as it stands in a chat.
type message struct {
	id    int
	chat  int64
	words string
	rows  [][]button
}

type button struct {
	label string
	data  string
	start string
	group string
}

// item is one thing a line has shown somebody.
type item struct {
	mark   string // as in a transcript
	chat   int64
	m      *message
	words  string // of a toast, or of a message that is gone
	keys   string
	remove bool
	file   *talk.Export // that comes with it
}

// monday is when every transcript begins: 9:00 on a working Monday.
var monday = time.Date(2026, 11, 23, 9, 0, 0, 0, time.FixedZone("CST", 8*3600))

// The people every room knows. Whoever else speaks is a resident.
const (
	chen = 1 // 陈阿姨, a resident
	anna = 2 // Anna, a resident who reads English
	wang = 11
	min_ = 12
	zhou = 21
	sun  = 31
	gao  = 41
)

var names = map[string]int64{"陈阿姨": chen, "Anna": anna, "王建国": wang, "Min": min_, "周莉": zhou, "孙悦": sun, "高工": gao}

func newRoom(t testing.TB) *room {
	t.Helper()
	d, err := district.Load(district.Demo())
	if err != nil {
		t.Fatal(err)
	}
	catalog, err := flows.Catalog()
	if err != nil {
		t.Fatal(err)
	}
	r := &room{
		t: t, district: d, catalog: catalog, now: monday, number: 1000,
		people: map[int64][]byte{}, sessions: map[int64][]byte{}, cases: map[int][]byte{},
		invites: map[string][]byte{}, groups: map[string][]byte{},
		chats: map[int64][]*message{}, cards: map[cardKey]int{},
	}
	for _, p := range []world.Person{
		{ID: wang, Name: "王建国", Lang: text.Chinese, Role: world.Worker, Grid: "yanchang", Duty: true},
		{ID: min_, Name: "Min", Lang: text.English, Role: world.Worker, Grid: "yanchang", Duty: true},
		{ID: zhou, Name: "周莉", Lang: text.Chinese, Role: world.Lead, Grid: "yanchang"},
		{ID: sun, Name: "孙悦", Lang: text.Chinese, Role: world.Coordinator},
		{ID: gao, Name: "高工", Lang: text.Chinese, Role: world.Officer, Agency: "gas", Duty: true},
	} {
		r.people[p.ID] = frozen(t, p)
	}
	return r
}

// fresh is another room of the same district, with nobody in it but the staff.
func (r *room) fresh() *room {
	other := &room{
		t: r.t, district: r.district, catalog: r.catalog, now: monday, number: 1000,
		people: maps.Clone(r.people), sessions: map[int64][]byte{}, cases: map[int][]byte{},
		invites: map[string][]byte{}, groups: map[string][]byte{},
		chats: map[int64][]*message{}, cards: map[cardKey]int{},
	}
	return other
}

func frozen(t testing.TB, v any) []byte {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatalf("%T cannot be kept: %v", v, err)
	}
	return b
}

func thawed[V any](t testing.TB, b []byte) V {
	t.Helper()
	var v V
	if err := json.Unmarshal(b, &v); err != nil {
		t.Fatalf("%s cannot be read again: %v", b, err)
	}
	return v
}

func (r *room) staff() world.Staff {
	s := world.Staff{People: map[int64]world.Person{}, Groups: map[string]world.Group{}}
	for id, b := range r.people {
		if p := thawed[world.Person](r.t, b); p.Role != world.Resident {
			s.People[id] = p
		}
	}
	for grid, b := range r.groups {
		s.Groups[grid] = thawed[world.Group](r.t, b)
	}
	return s
}

// kase reads a case as it is kept; nil for none.
func (r *room) kase(number int) *cases.Case {
	b, ok := r.cases[number]
	if !ok {
		return nil
	}
	c := thawed[cases.Case](r.t, b)
	return &c
}

// all reads the cases that fit, in an order.
func (r *room) all(fits func(cases.Case) bool, order func(a, b cases.Case) int) []cases.Case {
	var cs []cases.Case
	for _, n := range slices.Sorted(maps.Keys(r.cases)) {
		if c := r.kase(n); fits(*c) {
			cs = append(cs, *c)
		}
	}
	slices.SortStableFunc(cs, order)
	return cs
}

// world reads all that an event is decided on, as the desk does.
func (r *room) world(e talk.Event) *world.World {
	w := &world.World{
		District: r.district, Bot: "gridbot", Now: e.At, Staff: r.staff(),
		Number: func() int { r.number++; return r.number },
		Token:  func() string { r.tokens++; return fmt.Sprintf("a-token-nobody-guess%02d", r.tokens) },
	}
	need := flows.Needs(w, e)
	r.read(w, e.From.ID, need)
	w.Me = world.Person{ID: e.From.ID}
	if b, ok := r.people[e.From.ID]; ok {
		w.Me = thawed[world.Person](r.t, b)
		w.Me.Rev = 1
	}
	if b, ok := r.sessions[e.From.ID]; ok {
		w.Session = thawed[talk.Session](r.t, b)
	}
	if more := flows.Needs(w, e); more != need {
		r.read(w, e.From.ID, more)
	}
	return w
}

func (r *room) read(w *world.World, who int64, n world.Need) {
	newest := func(a, b cases.Case) int { return cmp.Compare(b.Number, a.Number) }
	urgent := func(a, b cases.Case) int { return cmp.Compare(a.Clock.Due, b.Clock.Due) }
	open := func(c cases.Case) bool { return c.Status.Type() == cases.Open }
	w.Case, w.List, w.Invite = r.kase(n.Case), nil, nil
	if n.Gathered {
		w.Gathered = world.Gathered{First: r.gathered[who], All: len(r.gathered[who])}
		w.List = r.all(func(c cases.Case) bool {
			return slices.ContainsFunc(r.gathered[who], func(m world.Reminder) bool { return m.Case == c.Number })
		}, urgent)
	}
	if n.Near != (world.Nearby{}) {
		w.Near = r.all(func(c cases.Case) bool {
			return c.Category == n.Near.Category && c.Status.Type() == cases.Done && c.Place.Point != nil && c.Place.Point.Meters(n.Near.Point) <= n.Near.Metres
		}, newest)
	}
	if n.Around != (grids.Point{}) {
		w.List = r.all(func(c cases.Case) bool { return c.Place.Point != nil && c.Place.Point.Meters(n.Around) < 200 }, newest)
	}
	if n.Span != (world.Span{}) {
		w.Weekly = r.weekly(n.Span)
	}
	if n.Behind.Names != "" {
		w.List, w.Weekly.Behind = r.page(n.Behind)
	}
	if b, ok := r.invites[n.Invite]; ok {
		in := thawed[world.Invite](r.t, b)
		w.Invite = &in
	}
	if n.Mine {
		w.List = append(w.List, r.all(func(c cases.Case) bool { return c.By.ID == who }, newest)...)
	}
	for _, holder := range []int64{who, n.HeldBy} {
		if n.Held && holder == who || holder != 0 && holder == n.HeldBy {
			w.List = append(w.List, r.all(func(c cases.Case) bool { return open(c) && c.Assignee == holder }, urgent)...)
		}
	}
	if b, ok := r.meetings[n.Meeting]; ok {
		m := thawed[world.Conference](r.t, b)
		w.Meeting = &m
	}
	if n.Agenda != "" {
		w.List = append(w.List, r.all(func(c cases.Case) bool { return c.Grid == n.Agenda && c.OnAgenda != 0 }, newest)...)
	}
	if n.Agency != "" {
		w.List = append(w.List, r.all(func(c cases.Case) bool { l := c.LegOf(n.Agency); return l != nil && l.Open() }, urgent)...)
	}
	if n.Grid != "" {
		grid := strings.TrimPrefix(n.Grid, world.Unrouted)
		w.List = append(w.List, r.all(func(c cases.Case) bool { return open(c) && c.Grid == grid }, urgent)...)
	}
}

// happen lets one event be decided and everything come of it.
func (r *room) happen(e talk.Event) world.Change {
	r.t.Helper()
	e.At = r.now
	w := r.world(e)
	ch, err := flows.Decide(w, e)
	if err != nil {
		r.t.Fatalf("%+v: %v", e, err)
	}
	if r.watch != nil {
		r.watch(ch)
	}
	r.keep(e.From.ID, ch)
	if !ch.Toast.Empty() {
		lang := text.Chinese
		if b, ok := r.people[e.From.ID]; ok {
			lang = thawed[world.Person](r.t, b).Lang
		}
		say := r.say(lang, ch.Toast, 200)
		if ch.Alert {
			say = "(alert) " + say
		}
		r.shown = append(r.shown, &item{mark: "!", chat: e.From.ID, words: say})
	}
	for _, l := range collapsed(ch.Letters) {
		r.deliver(thawed[world.Letter](r.t, frozen(r.t, l)))
	}
	return ch
}

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

// keep is the commit.
func (r *room) keep(who int64, ch world.Change) {
	if ch.Session != nil {
		delete(r.sessions, who)
		if ch.Session.Dialogue != "" {
			r.sessions[who] = frozen(r.t, ch.Session)
		}
	}
	for _, p := range ch.People {
		r.people[p.ID] = frozen(r.t, p)
	}
	for _, m := range ch.Cases {
		if m.Before == nil {
			r.opens = append(r.opens, m.After)
		}
		r.cases[m.After.Number] = frozen(r.t, m.After)
	}
	if ch.Met != nil {
		if r.meetings == nil {
			r.meetings = map[string][]byte{}
		}
		r.meetings[ch.Met.After.Grid] = frozen(r.t, ch.Met.After)
	}
	if ch.Invite != nil {
		r.invites[ch.Invite.Token] = frozen(r.t, ch.Invite)
	}
	delete(r.invites, ch.Used)
	if ch.Group != nil {
		r.groups[ch.Group.Key()] = frozen(r.t, ch.Group)
	}
	delete(r.groups, ch.Unbind)
	r.gather(who, ch)
	for _, l := range ch.Log {
		if r.counts == nil {
			r.counts, r.behind = world.Counts{}, map[string][]int{}
		}
		l = thawed[world.Logged](r.t, frozen(r.t, l))
		r.counts.Add(l)
		for _, t := range l.Tallies() {
			if t.Listed {
				r.behind[t.Week+" "+t.Grid+" "+t.Name] = append(r.behind[t.Week+" "+t.Grid+" "+t.Name], l.Case)
			}
		}
	}
}

// gather keeps the reminders, and holds them against what is promised: each
// rung of a clock is told to a person once.
func (r *room) gather(who int64, ch world.Change) {
	if r.rungs == nil {
		r.rungs, r.gathered, r.wound = map[string]bool{}, map[int64][]world.Reminder{}, map[int64]time.Time{}
	}
	for _, m := range ch.Remind {
		c := r.kase(m.Case)
		since := c.Clock.Since
		for _, l := range c.Legs {
			if string(m.Clock) == l.Timer() {
				since = l.Clock.Since
			}
		}
		rung := fmt.Sprintf("%d %s since %d, due %d, rung %d, promise %d, to %d", m.Case, m.Clock, since, m.Due, m.Step, c.Clock.Promises, m.To)
		if r.rungs[rung] {
			r.t.Fatalf("told twice: %s", rung)
		}
		r.rungs[rung] = true
		if m.Wind.Before(r.now) || r.district.Quiet.Holds(m.Wind) {
			r.t.Fatalf("%s would be told at %s", rung, m.Wind)
		}
		r.gathered[m.To] = append(r.gathered[m.To], m)
		if _, ok := r.wound[m.To]; !ok {
			r.wound[m.To] = m.Wind
		}
	}
	if ch.Reminded != nil {
		delete(r.gathered, who)
	}
	for _, l := range ch.Letters {
		if l.Class == world.ClassReminder && r.district.Quiet.Holds(r.now) {
			r.t.Fatalf("a reminder at %s: %s", r.district.Here(r.now), frozen(r.t, l))
		}
	}
}

// remind tells everybody what was gathered for them by now.
func (r *room) remind() {
	for _, who := range slices.Sorted(maps.Keys(r.wound)) {
		if at := r.wound[who]; !at.After(r.now) {
			delete(r.wound, who)
			r.happen(talk.Event{ID: "remind", From: talk.Sender{ID: who}, Chat: talk.Chat{ID: who},
				Clock: &talk.Clock{Person: who, Name: world.ClockRemind, Due: at}})
		}
	}
}

// pass lets time go by; the clocks of the cases strike when they run out.
func (r *room) pass(d time.Duration) {
	r.now = r.now.Add(d)
	for {
		due := r.all(func(c cases.Case) bool { at := c.Clock.Strikes(); return at != 0 && at <= r.now.Unix() },
			func(a, b cases.Case) int { return cmp.Compare(a.Clock.Strikes(), b.Clock.Strikes()) })
		if r.legStrikes() {
			continue
		}
		if len(due) == 0 {
			r.remind()
			return
		}
		c := due[0]
		r.happen(talk.Event{ID: "clock", Clock: &talk.Clock{Case: c.Number, Name: string(c.Clock.Name), Due: time.Unix(c.Clock.Strikes(), 0)}})
		if after := r.kase(c.Number); after.Clock == c.Clock {
			r.t.Fatalf("the clock of a case strikes for ever: %+v", after)
		}
	}
}

// legStrikes lets the clock of one leg strike that has to by now.
func (r *room) legStrikes() bool {
	for _, c := range r.all(cases.Case.Legged, func(a, b cases.Case) int { return cmp.Compare(a.Number, b.Number) }) {
		for _, l := range c.OpenLegs() {
			at := l.Clock.Strikes()
			if at == 0 || at > r.now.Unix() {
				continue
			}
			r.happen(talk.Event{ID: "clock", Clock: &talk.Clock{Case: c.Number, Name: l.Timer(), Due: time.Unix(at, 0)}})
			if after := r.kase(c.Number).Leg(l.N); after.Clock == l.Clock {
				r.t.Fatalf("the clock of a leg strikes for ever: %+v", after)
			}
			return true
		}
	}
	return false
}
