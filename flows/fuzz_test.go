package flows_test

import (
	"encoding/json"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"gridbot/flows/cases"
	"gridbot/flows/room"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// seeds are presses as they are published, and as somebody could forge them.
func seeds(src source) []string {
	all := []string{"", "?", "|", "c", "c|", "c|4711", "c|4711|", "c|4711||", "c|-1|claim", "c|4711|claim|x", "c|04711|claim", "c|+4711|claim",
		"c|#4711|claim", "c| 4711 |open", "c|99999999999999999999|open", "c|4711|assign|-1", "c|4711|assign|" + strconv.Itoa(figureID),
		"c|4711|name|" + strconv.Itoa(holderID), "c|4711|name|" + strconv.Itoa(tellerID), "c|4711|rate|0", "c|4711|rate|6", "c|4711|rate|1e1",
		"c|4711|route|", "c|4711|route|nowhere", "c|4711|route|" + homeGrid, "c|4711|withdraw|no", "c|4711|report", "c|4711|overdue", "c|4711|lapse",
		"m", "m|", "m|start|i", "m|start|c4711", "m|case|4711", "m|staff|out|880042001", "m|invite|coordinator", "m|bind|" + homeGrid,
		"d|", "d|||", "d|report|preview|send", "d|submit|words|skip", "back", "\xff\xfe", strings.Repeat("|", 64), "c|4711|\x00"}
	for _, a := range src.actions {
		for _, e := range attempt(a, figure{}) {
			all = append(all, e.Press)
		}
	}
	for _, s := range src.steps {
		all = append(all, "d|"+s.dialogue+"|"+s.name+"|back")
	}
	return all
}

// Any string on a button, pressed by anybody, in any dialogue, in private or in
// a group: nothing falls over, and the case changes only as the policy allows.
func FuzzAnythingOnAButton(f *testing.F) {
	base := newScene(f)
	src := readSource(f)
	for i, data := range seeds(src) {
		f.Add(data, byte(i*7), byte(i), byte(i%5), i%4 == 0)
	}
	watch := byte(len(statuses))
	for i, st := range statuses {
		if st.status == cases.Watch {
			watch = byte(i)
		}
	}
	for i := range figures { // what came back opens a case of somebody else's
		f.Add("c|4711|relapse", byte(i), watch, byte(0), false)
	}
	f.Fuzz(func(t *testing.T, data string, who, stands, open byte, group bool) {
		if data == "" || len(data) > 64 {
			data = "?" // as the edge hands it on
		}
		st, fig := statuses[int(stands)%len(statuses)], figures[int(who)%len(figures)]
		if cannotBe(fig, st.status, st.held) {
			return
		}
		s := *base
		s.t = named{t, fig.name + ", " + string(st.status)}
		s.set(fig, st.status, st.clock, st.held, who%2 == 0)
		switch open % 3 {
		case 1:
			s.session = talk.Session{Dialogue: "report", Data: json.RawMessage(`{"what":"路灯不亮","category":"lamp"}`), Answered: []string{"what"}}
		case 2:
			step := src.steps[int(open)%len(src.steps)]
			s.session = talk.Session{Dialogue: step.dialogue, About: theCase}
		}
		e := talk.Event{Press: data}
		if group {
			e.Chat = talk.Chat{ID: -1, Group: true}
		}
		s.lawful(fig, s.happens(e))
	})
}

// Whatever is stored of a dialogue, by an older release or by a fault, nobody
// is stuck in it: every event is answered, and nothing falls over.
func FuzzAnythingInASession(f *testing.F) {
	base := newScene(f)
	for _, s := range []string{
		``, `{}`, `null`, `[]`, `{"what":1}`, `{"place":{"name":{"blank":{"x":null}}}}`, `{"place":{"name":{"when":{"at":9e18,"offset":-1}}}}`,
		`{"near":["x"],"guess":["nope"],"facts":[{}],"files":[{}],"was":{"was":{}},"edit":"photo"}`, `{"reason":{"id":"nosuch"}}`,
		`{"category":"gas","facts":null,"list":true,"group":"nope","unknown":true}`, `{"files":[{"phase":"after"}],"words":"w"}`,
		`{"items":[{"what":{},"due":1}],"until":-1,"month":"2026-13"}`, `{"found":[{"item":9}],"seen":[0,7],"pass":true,"law":true}`, `{"item":-4,"plea":"x","until":1}`,
	} {
		for i, d := range []string{"report", "submit", "return", "add", "inspect", "serve", "replace", "prove", "plead", "promise", "pause", "post", "reply", "find", "correct", "split", "merge", "notfound", "contest", "detail", "nosuch", ""} {
			f.Add(d, "what,category,facts,where,here,more,photo,name,preview", []byte(s), theCase*(i%2), i%3, "d|"+d+"|photo|skip", "words")
			f.Add(d, "", []byte(s), theCase, i%3, "", "words")
			f.Add(d, "photo", []byte(s), 0, 0, "d|"+d+"|words|skip", "words")
		}
	}
	f.Fuzz(func(t *testing.T, dialogue, answered string, data []byte, about, below int, press, words string) {
		stored, err := json.Marshal(talk.Session{Dialogue: dialogue, Answered: strings.Split(answered, ","), Data: data, About: about})
		if err != nil {
			return // could not be stored
		}
		for _, role := range []string{"reporter", "assignee", "lead", "addressee"} {
			s := *base
			s.t = t
			s.set(figures[slices.IndexFunc(figures, func(f figure) bool { return f.name == role })], cases.OnSite, cases.ClockHandle, true, false)
			if dialogue == "inspect" || dialogue == "replace" || dialogue == "prove" || dialogue == "plead" {
				s.set(figures[slices.IndexFunc(figures, func(f figure) bool { return f.name == role })], cases.Rectifying, cases.ClockRectify, true, false)
			}
			s.free = true // the stored words were never within limits
			for _, e := range []talk.Event{{Press: press}, {Text: text.Clean(words, 4096)}, {Text: "返回"}, {Unheard: "other"},
				{Files: []talk.File{{Kind: "photo", ID: "f"}}}, {Command: "cancel"}, {Command: "report", Payload: "on"}, {Command: "language", Payload: "en"}} {
				if e.Press == "" && e.Text == "" && e.Command == "" && e.Unheard == "" && len(e.Files) == 0 {
					continue
				}
				s.session = room.Thaw[talk.Session](t, stored)
				for range below % 3 {
					under := s.session
					s.session = talk.Session{Dialogue: "add", About: theCase, Below: &under}
				}
				ch := s.happens(e)
				if s.session.Dialogue != "" && e.Unheard == "" && len(ch.Letters) == 0 && ch.Toast.Empty() {
					t.Errorf("%s in %s: %s is not answered", role, plain(t, s.session), did(e))
				}
			}
		}
	})
}

// A crowd comes and goes: people join, are dismissed, change grids, block the
// bot; groups are bound and lost; and all the while cases are worked on.
type crowd struct {
	*walker
	gone map[int64]bool
}

func (c *crowd) act(e talk.Event) {
	c.T.Helper()
	c.Messages++
	e.ID, e.Message, e.Language = strconv.Itoa(c.Messages), max(e.Message, 1), "zh"
	before := map[int]string{}
	for n, b := range c.Cases {
		before[n] = string(b)
	}
	c.Clear()
	ch := c.Happen(e)
	for _, m := range ch.Cases {
		was, known := before[m.After.Number]
		if m.Before == nil && known || m.Before != nil && plain(c.T, *m.Before) != was {
			c.T.Fatalf("%s: case %d was not what it is said to have been", did(e), m.After.Number)
		}
		c.check(m.After, did(e))
		if slices.Contains(m.After.Handlers, m.After.Verifier) || m.After.Verifier == m.After.By.ID {
			c.T.Fatalf("%s: who did the work or reported it is to check it: %+v", did(e), m.After)
		}
		if n := len(plain(c.T, m.After)); n > 200_000 {
			c.T.Fatalf("a case of %d bytes", n)
		}
	}
	staff := c.Staff()
	for _, l := range ch.Letters {
		p := staff.People[l.To.ID]
		if c.gone[l.To.ID] && l.To.ID != e.From.ID && p.Role != world.Resident {
			c.T.Fatalf("%s: a letter to %s, who blocked the bot", did(e), p.Name)
		}
		if k := c.Case(l.Card); k != nil && l.To.ID != k.By.ID && strings.Contains(plain(c.T, l.Say), reporter) &&
			p.Role != world.Coordinator && p.Role != world.Lead {
			c.T.Fatalf("%s: %d (%s) reads who reported: %s", did(e), l.To.ID, p.Role, plain(c.T, l.Say))
		}
	}
	switch {
	case e.Blocked:
		c.gone[e.From.ID] = true
	case !e.Chat.Group && e.From.ID != 0:
		delete(c.gone, e.From.ID)
	}
}

// turn is one thing that happens in the crowd.
func (c *crowd) turn() {
	who := walkers[c.next(len(walkers))]
	e := talk.Event{From: talk.Sender{ID: who.id, Name: who.name}, Chat: talk.Chat{ID: who.id}}
	grids := []string{homeGrid, farGrid, "", "nowhere"}
	number := strconv.Itoa(1001 + c.next(max(1, len(c.Cases))))
	acts := []string{"claim", "assign|11", "assign|12", "assign|50", "name|12", "name|50", "route|" + farGrid, "route|" + homeGrid, "decline", "withdraw|yes", "over", "over|gone",
		"add", "setout", "arrive", "handle", "note", "return", "submit", "pass", "sendback", "confirm", "rate|5", "reopen", "open", "look", "correct", "resite", "split", "notfound", "contest", "uphold", "reinstate"}
	switch c.next(12) {
	case 0: // joins; but never who reported, who would be named as staff then
		if who.name == reporter {
			return
		}
		in := world.Invite{Token: "a-token-nobody-guesses" + strconv.Itoa(c.next(9)), Grid: grids[c.next(2)], Expires: c.Now.Unix() + 60,
			Role: []world.Role{world.Worker, world.Worker, world.Lead}[c.next(3)]}
		c.Invites[in.Token] = room.Freeze(c.T, in)
		e.Command, e.Payload = "start", "i"+in.Token
	case 1: // is dismissed
		e.Press = "m|staff|out|" + strconv.FormatInt(walkers[c.next(len(walkers))].id, 10)
	case 2:
		e.Blocked = true
	case 3: // a group
		e.Chat = talk.Chat{ID: -1 - int64(c.next(2)), Group: true}
		switch c.next(4) {
		case 0:
			e.Command, e.Payload = "start", "b"+grids[c.next(4)]
		case 1:
			e.Left = true
		case 2:
			e.MovedTo, e.From = -9, talk.Sender{}
		default:
			e.Press, e.Query = "c|"+number+"|"+acts[c.next(len(acts))], "q"
		}
	case 4:
		e.Files = []talk.File{{Kind: "photo", ID: "p"}}
		if c.next(3) == 0 {
			e.Album = "a"
		}
	case 5:
		e.Text = saying[c.next(len(saying))]
	case 6:
		c.Now = c.Now.Add([]time.Duration{time.Minute, 3 * time.Hour, 100 * time.Hour}[c.next(3)])
		for range 4 * len(c.Cases) { // the clocks of all cases, right and wrong
			k := c.Case(1001 + c.next(len(c.Cases)))
			if k != nil && k.Late(c.Now) {
				c.act(talk.Event{Clock: &talk.Clock{Case: k.Number, Name: string(k.Clock.Name), Due: k.Due().Add(time.Duration(c.next(2)) * time.Second)}})
			}
		}
		return
	case 7:
		e.Command, e.Payload = "duty", []string{"on", "off"}[c.next(2)]
	default:
		e.Press, e.Query = "c|"+number+"|"+acts[c.next(len(acts))], "q"
	}
	c.act(e)
}

func FuzzACrowdThatComesAndGoes(f *testing.F) {
	base := room.New(f)
	for seed := range uint64(20) {
		random := rand.New(rand.NewPCG(seed, 3))
		steps := make([]byte, 300)
		for i := range steps {
			steps[i] = byte(random.IntN(256))
		}
		f.Add(steps)
	}
	f.Fuzz(func(t *testing.T, steps []byte) {
		steps = steps[:min(len(steps), 400)]
		c := &crowd{walker: &walker{Room: base.Fresh()}, gone: map[int64]bool{}}
		c.T = t
		c.begun()
		c.next = func(n int) int {
			if len(steps) == 0 {
				return 0
			}
			b := int(steps[0])
			steps = steps[1:]
			return b % n
		}
		for len(steps) > 0 {
			c.turn()
		}
	})
}
