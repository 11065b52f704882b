package flows_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"gridbot/flows"
	"gridbot/flows/cases"
	"gridbot/flows/district"
	"gridbot/flows/grids"
	"gridbot/flows/room"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/week"
	"gridbot/flows/world"
)

// A scene is one case and one person before it. Nothing is kept: what an event
// would change is looked at and thrown away, unless a test carries it on.
type scene struct {
	t        testing.TB
	district *district.District
	catalog  *text.Catalog
	now      time.Time

	me      world.Person
	session talk.Session
	staff   map[int64]world.Person
	groups  map[string]world.Group
	kase    *cases.Case
	twin    *cases.Case // the same thing, told of by somebody else
	invite  *world.Invite
	meeting *world.Conference

	free bool // what is said is not held against Telegram's limits

	steady bool                  // the test changes nothing but the session
	before []byte                // the scene as it was, as written
	a, b   []byte                // what is compared
	l      []byte                // the letters of a change
	bounds []int                 // where each of them ends
	judged map[[32]byte][]string // what was found wrong with what was said before
}

const (
	theCase = 4711
	theTwin = 4700
)

// addresseeName is whom the notice was served on: for the staff alone.
const addresseeName = "不可说的被通知人"

func newScene(t testing.TB) *scene {
	t.Helper()
	r := room.New(t)
	return &scene{t: t, district: r.District, catalog: r.Catalog, now: room.Monday, judged: map[[32]byte][]string{}}
}

// set puts a figure before a case of the grid homeGrid in a status.
func (s *scene) set(f figure, status cases.Status, clock cases.ClockName, held, anonymous bool) {
	if s.steady {
		s.t.Fatalf("nobody has looked whether the scene stood still")
	}
	me := f.person
	me.ID, me.Name, me.Lang, me.Rev = figureID, figureName, text.Chinese, 1
	s.me, s.session, s.invite, s.meeting, s.twin = me, talk.Session{}, nil, nil, nil
	s.staff = map[int64]world.Person{
		holderID: {ID: holderID, Name: "王建国", Lang: text.Chinese, Role: world.Worker, Grid: homeGrid, Duty: true, Rev: 1},
		helperID: {ID: helperID, Name: "Min", Lang: text.English, Role: world.Worker, Grid: homeGrid, Duty: true, Rev: 1},
		bossID:   {ID: bossID, Name: "周莉", Lang: text.Chinese, Role: world.Lead, Grid: homeGrid, Rev: 1},
		chiefID: {ID: chiefID, Name: "孙悦", Lang: text.Chinese, Role: world.Coordinator, Rev: 1,
			Wish: &world.Wish{At: s.now.Unix() - 60, From: s.now.Unix() - 86400, To: s.now.Unix(), Format: "csv"}},
	}
	s.staff[mateID] = world.Person{ID: mateID, Name: "民警小陆", Lang: text.Chinese, Role: world.Officer, Agency: "police", Duty: true, Rev: 1}
	if me.Role != world.Resident {
		s.staff[me.ID] = me
	}
	s.groups = map[string]world.Group{homeGrid: {Grid: homeGrid, Chat: -1, Lang: text.Chinese, By: bossID}, "@police": {Agency: "police", Chat: -2, Lang: text.Chinese}}
	at := s.now.Unix()
	c := cases.Case{
		Number: theCase, Category: "lamp", Grid: homeGrid, Status: status, What: "路灯不亮", Opened: at - 3600, Entered: at - 3600,
		Place: cases.Place{Name: text.Said("崧涵庭"), Point: &grids.Point{Lat: 31.285, Lon: 121.452}},
		Files: []cases.File{{Kind: "photo", ID: "f1", Phase: cases.PhaseReport, At: at - 3600}},
		By:    cases.Reporter{ID: tellerID, Name: tellerName, Lang: text.Chinese},
		Log: []cases.Entry{{At: at - 3600, By: tellerID, Part: cases.PartReporter, Do: cases.Report, To: cases.Reported},
			{At: at - 3000, Part: cases.PartClock, Do: cases.Overdue, To: status}},
	}
	if clock != "" {
		c.Clock = cases.Clock{Name: clock, Since: at - 3600, Due: at - 60}
	}
	switch status {
	case cases.Merged:
		c.Into = theTwin
	case cases.Closed, cases.Watch:
		c.Outcome, c.Ended = cases.Confirmed, at-3600
	case cases.Rectifying:
		c.Notices = []cases.Notice{{ID: "4711-1", At: at - 1800, By: holderID, To: addresseeName, Token: "another-token-nobody-guesses",
			Proof: cases.ProofSigned, Advice: true, Items: []cases.Item{{What: text.Said("拆除灶具"), Due: at + 3600}}}}
		c.Clock.Due = at + 3600
	case cases.Paused:
		c.Pauses = []cases.Standstill{{Why: text.T("delay.parts"), From: at - 1800, Until: at + 3600, Was: cases.Handling,
			Clock: cases.Clock{Name: cases.ClockHandle, Since: at - 3600, Due: at + 7200}}}
		c.Clock.Due = at + 3600
	}
	if status == cases.Joint { // with another agency than the figure's
		callIn(&c, "fire")
	}
	if status != cases.Reported {
		c.Handlers = []int64{holderID}
	}
	if held {
		c.Assignee = holderID
	}
	if f.is != nil {
		f.is(&c, figureID)
	}
	c.Log[0].By = c.By.ID
	c.By.Anonymous = anonymous // the name stays in the record: not even then is it shown
	c.Cards = []cases.Card{{Chat: c.By.ID, As: cases.ViewReporter, Lang: text.Chinese}, {Chat: -1, As: cases.ViewGroup, Lang: text.Chinese}}
	for _, id := range []int64{bossID, holderID, helperID} {
		c.Cards = append(c.Cards, cases.Card{Chat: id, As: world.ViewOf(c, s.staff[id]), Lang: text.Chinese})
	}
	s.kase = &c
}

// prepare makes the case one to which an act can apply at all.
func (s *scene) prepare(do string) {
	c := s.kase
	switch do {
	case "grant", "deny":
		c.Plea = &cases.Plea{Kind: cases.PleaExtension, By: holderID, Part: cases.PartAssignee, Item: -1, Until: s.now.Unix() + 86400, Why: text.T("delay.parts")}
	case "locate":
		c.Place.Point = nil
	case "leave":
		c.Joined = append(c.Joined, cases.Joiner{ID: helperID + 7})
	case "sign":
		c.Danger, c.By.Anonymous = true, true
	case "heed":
		c.Danger, c.Alarm = true, s.now.Unix()-60
	case "unarrange":
		c.Meeting = &cases.Meeting{At: s.now.Unix() + 86400, By: holderID, Was: c.Clock}
		c.Clock.Due = c.Meeting.At
	case "survey":
		c.Asking = cases.Clock{Name: cases.ClockSurvey, Since: s.now.Unix() - 86400, Due: s.now.Unix() - 60}
	case "again":
		c.Near = []cases.Near{{Number: 4000, Closed: s.now.Unix() - 86400}}
	case "settle":
		c.OnAgenda = s.now.Unix() - 60
	case "accede", "keep", "unask":
		if c.Ceding == nil {
			c.Ceding = &cases.Cession{To: "pingguang", By: bossID, At: s.now.Unix() - 60, Why: text.T("cede.theirs")}
		}
	case "submit", "notfound":
		c.Legs = nil
	case "over":
		c.Danger = true
	case "withdraw":
		if c.Filed != nil { // nobody has claimed its tracking card
			c.By = cases.Reporter{}
		}
	case "merge":
		c.Legs = nil
		other := *c
		other.Number, other.Status, other.Assignee, other.Handlers, other.Notices, other.Pauses, other.Filed, other.Joined = theTwin, cases.Reported, 0, nil, nil, nil, nil, nil
		other.By, other.Cards, other.Clock = cases.Reporter{ID: tellerID + 7, Anonymous: true, Lang: text.Chinese}, nil, cases.Clock{Name: cases.ClockClaim, Due: s.now.Unix() + 60}
		s.twin = &other
	case "contest", "uphold", "reinstate":
		c.Log = append(c.Log, cases.Entry{At: s.now.Unix() - 60, By: bossID, Part: cases.PartLead, Do: cases.Decline, To: cases.Declined, Note: text.T("decline.nothing")})
		if c.Contest = s.now.Unix() + 86400; do != "contest" {
			c.Dispute = &cases.Dispute{By: bossID, At: s.now.Unix() - 30}
		}
	case "dismiss":
		c.Proposal = &cases.Whistling{By: holderID, At: s.now.Unix() - 60, Calls: []cases.Call{{Agency: "water", Ask: text.T("whistle.come")}}}
	case "calloff", "release", "swap", "insist", "callhead":
		if !c.Legged() {
			callIn(c, "fire")
		}
		for i := range c.Legs {
			if do == "insist" {
				c.Legs[i].Turned = &cases.Turn{By: mateID, At: s.now.Unix() - 60, Why: text.T("turndown.busy")}
			}
		}
	case "admit", "rebuff", "oust":
		if c.Notice() == nil {
			c.Notices = []cases.Notice{{ID: "1001-1", By: holderID, To: "201", Items: []cases.Item{{What: text.Said("x"), Due: s.now.Unix() + 86400}}}}
		}
		n := c.Notice()
		n.Askers = append(n.Askers, cases.Asker{N: 1, ID: helperID + 8, At: s.now.Unix() - 60, Lang: text.Chinese})
		n.Askers, n.Followers = append(n.Askers, cases.Asker{N: 2, ID: helperID + 9, Yes: s.now.Unix() - 60}), append(n.Followers, helperID+9)
	case "lift":
		if !c.Legged() {
			callIn(c, "fire")
		}
		c.Legs[len(c.Legs)-1].Deeds = []cases.Deed{{ID: "suspend", At: s.now.Unix() - 60, By: mateID, Undo: s.now.Unix() + 86400, Passed: true}}
	case "answer":
		if c.Notice() == nil {
			c.Notices = []cases.Notice{{ID: "1001-1", By: holderID, To: "201", Items: []cases.Item{{What: text.Said("x"), Due: s.now.Unix() + 86400}}}}
		}
		c.Notice().Statements = []cases.Statement{{N: 1, Kind: cases.StateQuestion, By: helperID + 9, At: s.now.Unix() - 60, Words: text.Said("为什么")}}
	case "receive", "docket", "rule":
		if l := c.LegOf("gas"); l != nil && l.Open() {
			l.Law = &cases.Handing{At: s.now.Unix() - 60, By: holderID, Notice: "4711-1", Items: []int{0}}
			if do != "receive" {
				l.Law.Ack = s.now.Unix() - 30
			}
		}
	case "promise", "plead", "leghand":
		if l := c.LegOf("gas"); l != nil && l.Open() {
			l.Status, l.In, l.Officer = cases.LegComing, s.now.Unix()-300, figureID
		}
		s.staff[gasMateID] = world.Person{ID: gasMateID, Name: "小高", Lang: text.Chinese, Role: world.Officer, Agency: "gas", Duty: true, Rev: 1}
	case "leggrant", "legdeny", "legpause", "legresume":
		if !c.Legged() {
			callIn(c, "fire")
		}
		for i := range c.Legs {
			l := &c.Legs[i]
			if !l.Open() {
				continue
			}
			l.Status, l.In = cases.LegComing, s.now.Unix()-300
			if do == "legresume" {
				l.Rest, l.Clock = &cases.Standstill{Why: text.T("delay.parts"), From: s.now.Unix() - 60, Until: s.now.Unix() + 86400, Clock: l.Clock}, cases.Clock{Name: cases.ClockPause, Since: s.now.Unix() - 60, Due: s.now.Unix() + 86400}
			}
		}
		if l := c.Leg(c.OpenLegs()[0].N); do == "leggrant" || do == "legdeny" {
			l.Plea = &cases.Plea{Kind: cases.PleaExtension, By: mateID, Part: cases.PartOfficer, Item: -1, Until: s.now.Unix() + 86400, Why: text.T("delay.parts")}
		}
	case "undo":
		if l := c.LegOf("gas"); l != nil && l.Open() {
			l.Deeds = []cases.Deed{{ID: "suspend", At: s.now.Unix() - 60, By: figureID, Undo: s.now.Unix() + 86400}}
		}
	case "takeback":
		c.Log = append(c.Log, cases.Entry{At: s.now.Unix() - 60, By: figureID, Do: cases.Note, To: c.Status, Note: text.Said("说错了")})
	case "ack", "urge":
		for leg := range len(c.Legs) + 1 { // to everybody who is concerned
			c.Postings = append(c.Postings, cases.Posting{N: leg + 1, At: s.now.Unix() - 600, By: bossID, Leg: leg, Words: text.Said("请今天办"),
				Clock: cases.Clock{Name: cases.ClockPost, Since: s.now.Unix() - 600, Due: s.now.Unix() - 60, Next: s.now.Unix() - 60}})
		}
	case "still":
		c.Outcome, c.After = cases.Unconfirmed, 2
	}
}

// event is something the figure does in their private chat.
func (s *scene) event(e talk.Event) talk.Event {
	e.ID, e.At, e.Message = "1-0", s.now, 77
	if e.Clock != nil {
		e.Message = 0
		return e
	}
	e.From, e.Language = talk.Sender{ID: s.me.ID, Name: s.me.Name}, "zh-hans"
	if e.Chat.ID == 0 {
		e.Chat = talk.Chat{ID: s.me.ID}
	}
	if e.Press != "" {
		e.Query = "q"
	}
	return e
}

// happens decides an event as the desk would; of the case nothing is read that
// the flows have not asked for. What it was decided on must not be changed.
func (s *scene) happens(e talk.Event) world.Change {
	s.t.Helper()
	e = s.event(e)
	w := &world.World{
		District: s.district, Bot: "gridbot", Now: s.now, Me: world.Person{ID: e.From.ID},
		Staff:  world.Staff{People: s.staff, Groups: s.groups},
		Number: func() int { return theCase + 1 }, Token: func() string { return "a-token-nobody-guesses" },
	}
	if e.From.ID != 0 {
		w.Me, w.Session = s.me, s.session
	}
	s.read(w, flows.Needs(w, e))
	s.read(w, flows.Needs(w, e)) // what was read may ask for more
	if !s.steady {
		s.before = s.written(s.before[:0])
	}
	s.b = written(s.b[:0], s.session)
	ch, err := flows.Decide(w, e)
	if err == nil {
		ch, err = flows.Again(w, e, ch, func(need world.Need) (world.Found, error) {
			var asked world.World
			s.read(&asked, need)
			return asked.Found, nil
		})
	}
	if err != nil {
		s.t.Fatalf("%s: %v", did(e), err)
	}
	if s.a = written(s.a[:0], s.session); !bytes.Equal(s.a, s.b) {
		s.t.Errorf("%s changed the session it was decided on", did(e))
	}
	if !s.steady {
		s.stood(did(e))
	}
	letters := s.letters(ch)
	if !s.free {
		s.fits(ch, letters)
	}
	s.secret(ch, letters)
	return ch
}

// written puts all that an event is decided on, but for the session, behind
// what is in b.
func (s *scene) written(b []byte) []byte {
	return written(written(written(b, s.kase), s.staff), s.meeting)
}

// still says that the test changes nothing but the session until stood, which
// then looks once for all events in between whether they have: what one of them
// changes in place stays changed.
func (s *scene) still() { s.steady, s.before = true, s.written(s.before[:0]) }

// stood sees that what the events were decided on is as it was.
func (s *scene) stood(events string) {
	s.t.Helper()
	if s.a = s.written(s.a[:0]); !bytes.Equal(s.a, s.before) {
		s.t.Errorf("%s changed what it was decided on", events)
	}
	s.steady = false
}

// read lays before the flows what they need, as the desk does.
func (s *scene) read(w *world.World, need world.Need) {
	if c := s.kase; c != nil {
		if need.Case == c.Number {
			w.Case = c
		}
		open := c.Status.Type() == cases.Open
		if need.Mine && c.By.ID == s.me.ID || need.Held && open && c.Assignee == s.me.ID ||
			need.HeldBy != 0 && open && c.Assignee == need.HeldBy ||
			need.Grid != "" && open && c.Grid == strings.TrimPrefix(need.Grid, world.Unrouted) {
			w.List = []cases.Case{*c}
		}
	}
	if c := s.kase; c != nil && need.Theirs && c.By.ID == s.me.ID {
		w.Theirs = []cases.Case{*c}
	}
	if c := s.kase; c != nil && need.Listing != (world.Listing{}) {
		var page []int
		if w.Listed, page = need.Listing.Of(slices.Values([]cases.Line{c.Line()})); len(page) > 0 {
			w.List = []cases.Case{*c}
		}
	}
	if c := s.kase; c != nil && need.Traces && (c.Outsiders()[s.me.ID] || c.FiledBy(s.me.ID)) {
		w.Traces = world.Traces{Cases: []cases.Case{*c}, All: 1}
	}
	if c := s.twin; c != nil {
		if need.Other == c.Number {
			w.Other = c
		}
		if need.Around != (grids.Point{}) {
			w.List = []cases.Case{*c}
		}
	}
	if s.meeting != nil && need.Meeting == s.meeting.Grid {
		w.Meeting = s.meeting
	}
	if s.meeting != nil && slices.Contains(strings.Split(need.Meetings, ","), s.meeting.Grid) {
		w.Meetings = []world.Conference{*s.meeting}
	}
	if s.invite != nil && need.Invite == s.invite.Token {
		w.Invite = s.invite
	}
}

// keep makes a change the state of the scene.
func (s *scene) keep(ch world.Change) {
	if ch.Session != nil {
		s.session = *ch.Session
	}
	for _, m := range ch.Cases {
		if c := m.After; c.Number == theCase { // a new round is another case
			s.kase = &c
		}
	}
	for _, p := range ch.People {
		if p.ID == s.me.ID {
			s.me = p
		}
	}
}

func plain(t testing.TB, v any) string { return string(room.Freeze(t, v)) }

// An attempt is all a person does to bring an act about, and the state in
// which they stand before the last step; so that it can be forged.
func attempt(do string, f figure) []talk.Event {
	on := func(choice ...string) talk.Event {
		return talk.Event{Press: strings.Join(append([]string{"c", strconv.Itoa(theCase), do}, choice...), "|")}
	}
	photo := talk.Event{Files: []talk.File{{Kind: "photo", ID: "f2"}}}
	words := talk.Event{Text: "说明一下"}
	switch do {
	case "serve", "replace":
		step := func(name, press string) talk.Event { return talk.Event{Press: "d|" + do + "|" + name + "|" + press} }
		item := talk.Event{Text: "拆除灶具"}
		if do == "replace" {
			item = step("items", "undo") // begins with what is open: taken out, and put in again
			return []talk.Event{on(), words, item, {Text: "拆除灶具"}, step("items", "done"), step("due", "now"), step("photo", "skip"), step("paper", "shown"), step("proof", "refused"), words, step("preview", "serve")}
		}
		begin := []talk.Event{on(), words}
		if f.person.Role == world.Officer { // who orders says under which act
			begin = append(begin, talk.Event{Text: "《中华人民共和国消防法》第二十八条"})
		}
		return append(begin, item, step("items", "done"), step("due", "now"), step("photo", "skip"), step("paper", "shown"), step("proof", "refused"), words, step("preview", "serve"))
	case "inspect":
		return []talk.Event{on(), photo, {Press: "d|inspect|verdict|fail"}, {Press: "d|inspect|why|none"}, {Press: "d|inspect|next|law"}}
	case "clear":
		return []talk.Event{on(), photo, {Press: "d|inspect|verdict|pass"}}
	case "prove":
		return []talk.Event{on(), photo}
	case "plead":
		if f.within("ADDRESSEE") {
			return []talk.Event{on(), {Text: "20wd"}, {Press: "d|plead|why|parts"}}
		}
		return []talk.Event{on(), {Press: "d|plead|kind|extension"}, {Text: "20wd"}, {Press: "d|plead|why|parts"}}
	case "extend":
		return []talk.Event{on(), {Text: "20wd"}, words}
	case "pause":
		return []talk.Event{on(), {Text: "3wd"}, words}
	case "arrange":
		return []talk.Event{on(), {Text: "明天 15:00"}}
	case "promise":
		return []talk.Event{on(), {Text: "3wd"}}
	case "deny", "annul":
		return []talk.Event{on(), words}
	case "whistle", "propose":
		step := func(name, press string) talk.Event { return talk.Event{Press: "d|" + do + "|" + name + "|" + press} }
		return []talk.Event{on(), step("whom", "awater"), step("whom", "done"), words, step("when", "now"), step("preview", "send")}
	case "cede":
		return []talk.Event{on(), {Press: "d|cede|grid|g" + farGrid}, {Press: "d|cede|why|theirs"}}
	case "entrust":
		return []talk.Event{on(), on(farGrid)}
	case "spots":
		return []talk.Event{on(), words, {Press: "d|spots|list|done"}}
	case "calloff", "dismiss", "turndown", "keep", "escalate":
		return []talk.Event{on(), words}
	case "release":
		return []talk.Event{on("1"), words}
	case "swap":
		return []talk.Event{on("1"), on("1-water")}
	case "lift":
		return []talk.Event{on("1-0"), words}
	case "receive":
		return []talk.Event{on(), {Press: "d|receive|ref|skip"}}
	case "docket":
		return []talk.Event{on(), words}
	case "rule":
		return []talk.Event{on(), {Press: "d|rule|what|rfine"}, words, {Press: "d|rule|ref|skip"}}
	case "insist", "callhead":
		return []talk.Event{on("1")}
	case "leggrant":
		return []talk.Event{on()}
	case "legdeny":
		return []talk.Event{on(), words}
	case "legpause":
		return []talk.Event{on("1"), {Text: "3wd"}, words}
	case "legresume":
		if f.person.Role == world.Officer {
			return []talk.Event{on()}
		}
		return []talk.Event{on("1")}
	case "leghand":
		return []talk.Event{on(), on(strconv.Itoa(gasMateID))}
	case "reportin":
		return []talk.Event{on(), on("15")}
	case "undo":
		return []talk.Event{on("0")}
	case "reach":
		return []talk.Event{on(), {Press: "d|reach|where|here"}}
	case "perform":
		return []talk.Event{on(), {Press: "d|perform|which|edetect"}, {Press: "d|perform|ref|skip"}}
	case "finish":
		return []talk.Event{on(), words, {Press: "d|finish|photo|skip"}, {Press: "d|finish|ref|skip"}}
	case "again":
		return []talk.Event{on(), on("4000")}
	case "assign", "name", "handover":
		return []talk.Event{on(), on(strconv.Itoa(helperID))}
	case "route":
		return []talk.Event{on(), on(farGrid)}
	case "withdraw":
		return []talk.Event{on(), on("yes")}
	case "over":
		return []talk.Event{on(), on("gone")}
	case "admit", "rebuff":
		return []talk.Event{on(), on("1")}
	case "oust":
		return []talk.Event{on(), on("2")}
	case "rate":
		return []talk.Event{on("5")}
	case "arrive":
		return []talk.Event{on(), photo}
	case "submit":
		return []talk.Event{on(), photo, {Press: "d|submit|words|skip"}}
	case "post":
		return []talk.Event{on(), {Press: "d|post|whom|l0"}, words}
	case "merge":
		return []talk.Event{on(), {Press: "d|merge|which|m-" + strconv.Itoa(theTwin)}, {Press: "d|merge|sure|yes"}}
	case "notfound":
		return []talk.Event{on(), photo, {Press: "d|notfound|words|skip"}}
	case "correct":
		return []talk.Event{on(), {Press: "d|correct|what|category"}, {Press: "d|correct|category|c-rubbish"}}
	case "resite":
		return []talk.Event{on(), {Press: "d|correct|what|grid"}, {Press: "d|correct|grid|g-" + farGrid}, {Press: "d|correct|sure|yes"}}
	case "split":
		return []talk.Event{on(), words, {Press: "d|split|category|c-rubbish"}}
	case "question", "object", "answer":
		return []talk.Event{on(), words}
	case "note", "add", "reply", "locate", "detail", "return", "decline", "sendback", "contest", "uphold":
		return []talk.Event{on(), words}
	}
	return []talk.Event{on()}
}

// Every figure tries every act on a case in every status. What the policy
// allows, happens; what it does not, changes nothing and tells nobody.
func TestOnlyThePolicyOpensACase(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	for _, anonymous := range []bool{false, true} {
		for _, st := range statuses {
			for _, f := range figures {
				if cannotBe(f, st.status, st.held) {
					continue
				}
				for _, r := range policy {
					if !r.governs(st.status) {
						continue
					}
					s.set(f, st.status, st.clock, st.held, anonymous)
					s.prepare(r.do)
					may := f.within(r.who) && slices.Contains(strings.Fields(r.when), string(st.status))
					s.t = named{t, fmt.Sprintf("%s tries to %s a case that is %s", f.name, r.do, st.status)}
					if may {
						s.allowed(r, f)
					} else {
						s.denied(f, r, f.within("INSIDER"))
					}
				}
			}
		}
	}
}

// A case that belongs to no grid yet is nobody's but the reporter's and the
// coordinator's; in another grid it is as foreign to everybody of this one.
func TestNobodyOfAGridTouchesACaseOfNone(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	for _, st := range statuses {
		if st.status != cases.Reported && st.status != cases.Declined && st.status != cases.Withdrawn {
			continue
		}
		for _, f := range figures {
			if cannotBe(f, cases.Reported, false) {
				continue // nobody of a grid ever had it
			}
			for _, r := range policy {
				if !r.governs(st.status) || r.do == "sign" || r.do == "heed" || r.do == "over" {
					continue // danger that is in no grid is every grid's
				}
				s.set(f, st.status, st.clock, false, false)
				s.prepare(r.do)
				s.kase.Grid, s.kase.Handlers = "", nil
				s.t = named{t, fmt.Sprintf("%s tries to %s a case that is %s in no grid", f.name, r.do, st.status)}
				when := slices.Contains(strings.Fields(r.when), string(st.status))
				switch {
				case when && f.within(r.who) && f.within("UNROUTED") && (r.do == "assign" || r.do == "cede"):
					continue // there is nobody to give it to
				case when && f.within(r.who) && f.within("UNROUTED") && (f.name == "coordinator" || f.name == "joiner" || strings.Contains(r.who, "FILER") && f.within("FILER") || strings.Contains(r.who, "REPORTER") && f.within("REPORTER")):
					s.allowed(r, f)
				default:
					s.denied(f, r, f.within("UNROUTED"))
				}
			}
		}
	}
}

// cannotBe tells figures that do not exist in a status.
func cannotBe(f figure, status cases.Status, held bool) bool {
	switch {
	case f.name == "officer-called" || f.name == "officer-finished" || f.name == "officer-released":
		return slices.Contains([]cases.Status{cases.Reported, cases.Submitted, cases.Verified, cases.Closed, cases.Watch, cases.Declined, cases.Withdrawn}, status)
	case f.name == "lead-asked":
		return status.Type() != cases.Open || status == cases.Reported
	case f.within("ADDRESSEE"):
		return status != cases.Rectifying
	case strings.Contains(f.name, "assignee"):
		return !held
	case strings.Contains(f.name, "handler"), strings.Contains(f.name, "handled"), strings.Contains(f.name, "verifier"):
		return status == cases.Reported
	}
	return false
}

// allowed plays the whole attempt: it must end in the act.
func (s *scene) allowed(r rule, f figure) {
	s.t.Helper()
	was := s.kase.Status
	for i, e := range attempt(r.do, f) {
		before := *s.kase
		ch := s.happens(e)
		s.keep(ch)
		if last := i == len(attempt(r.do, f))-1; !last && !same(s, *s.kase, before) {
			s.t.Errorf("step %d changed the case already", i)
		}
	}
	want := was
	if r.become != "-" {
		want = cases.Status(r.become)
	}
	last := s.kase.Log[len(s.kase.Log)-1]
	if string(last.Do) != r.do || last.By != figureID || s.kase.Status != want {
		s.t.Errorf("want it done and the case %s; the last entry is %+v and the case %s", want, last, s.kase.Status)
	}
}

// denied tries every step of the attempt by itself, as forged or outdated
// buttons do, and the last answer in a dialogue that was begun in time.
func (s *scene) denied(f figure, r rule, sees bool) {
	s.t.Helper()
	s.still()
	defer s.stood("one of " + r.do)
	for i, e := range attempt(r.do, f) {
		if i > 0 && e.Press == "" || strings.HasPrefix(e.Press, "d|") {
			s.session = talk.Session{Dialogue: r.do, About: theCase, Answered: []string{"photo"},
				Data: json.RawMessage(`{"files":[{"kind":"photo","id":"f","phase":"after","at":1}]}`)}
			switch r.do {
			case "arrive":
				s.session.Answered = nil
			case "clear":
				s.session.Dialogue = "inspect"
			case "resite":
				s.session.Dialogue = "correct"
			}
			s.unchanged(e, sees)
			s.session = talk.Session{}
			continue
		}
		ch := s.unchanged(e, sees)
		if ch.Session != nil || ch.Toast.Empty() || !ch.Alert {
			s.t.Errorf("%s: a press that does not count must say so and leave the dialogue: %s", e.Press, plain(s.t, ch))
		}
		s.session = talk.Session{Dialogue: "report"} // nor from the middle of something else
		if ch := s.unchanged(e, sees); ch.Session != nil {
			s.t.Errorf("%s changes the dialogue that is open", e.Press)
		}
		s.session = talk.Session{}
	}
}

// unchanged lets an event happen that must not count. To who may not see the
// case, the answer is the one for a number that nobody has.
func (s *scene) unchanged(e talk.Event, sees bool) world.Change {
	s.t.Helper()
	ch := s.happens(e)
	for _, m := range ch.Cases {
		before, after := *s.kase, m.After
		before.Cards, after.Cards = nil, nil // looking at a case makes one a holder of its card
		after.Scan = before.Scan             // and the code is another each time it is shown
		if !sees || !same(s, before, after) || m.Before == nil {
			s.t.Errorf("%s changed the case: %s", did(e), plain(s.t, m))
		}
	}
	s.quiet(e, ch)
	if !sees {
		real := s.kase
		s.kase = nil
		if none := s.happens(e); !same(s, none, ch) {
			s.t.Errorf("%s tells that the case exists:\n%s\ninstead of\n%s", did(e), plain(s.t, ch), plain(s.t, none))
		}
		s.kase = real
	}
	return ch
}

// quiet sees that nothing but the person's own things changed and nobody else
// hears of it.
func (s *scene) quiet(e talk.Event, ch world.Change) {
	s.t.Helper()
	for _, l := range ch.Letters {
		if l.To.ID != s.me.ID {
			s.t.Errorf("%s: somebody else is told: %s", did(e), plain(s.t, l))
		}
	}
	for _, p := range ch.People {
		if p.ID != s.me.ID || p.Role != s.me.Role || p.Grid != s.me.Grid || p.Duty != s.me.Duty {
			s.t.Errorf("%s changed a person: %s", did(e), plain(s.t, p))
		}
	}
	if s.logs(ch) || ch.Invite != nil || ch.Used != "" || ch.Group != nil || len(ch.Unbind) > 0 {
		s.t.Errorf("%s changed more than it may: %s", did(e), plain(s.t, ch))
	}
}

// logs reports whether more is written down than that a worker pressed a
// button, or that somebody of the staff was told something.
func (s *scene) logs(ch world.Change) bool {
	return slices.ContainsFunc(ch.Log, func(l world.Logged) bool { return l.Do != "burden" && l.Do != "mute" && l.Do != week.TookIdentity })
}

// tookIdentity reports whether it is written down that the person took the
// names of the reporters.
func (s *scene) tookIdentity(ch world.Change) bool {
	return slices.ContainsFunc(ch.Log, func(l world.Logged) bool {
		return l.Do == week.TookIdentity && (l.By == s.me.ID || l.By == chiefID) && l.At == s.now.Unix()
	})
}

// did is an event in a word or two.
func did(e talk.Event) string {
	if e.Clock != nil {
		return fmt.Sprintf("clock %+v", *e.Clock)
	}
	return fmt.Sprintf("[%s]/%s %s%s", e.Press, e.Command, e.Payload, e.Text)
}

// named says in every complaint which cell of the matrix it is about.
type named struct {
	testing.TB
	cell string
}

func (n named) Errorf(format string, args ...any) {
	n.TB.Helper()
	n.TB.Errorf("%s: "+format, append([]any{n.cell}, args...)...)
}

func (n named) Fatalf(format string, args ...any) {
	n.TB.Helper()
	n.TB.Fatalf("%s: "+format, append([]any{n.cell}, args...)...)
}
