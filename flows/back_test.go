package flows_test

import (
	"encoding/json"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"gridbot/flows"
	"gridbot/flows/acts"
	"gridbot/flows/cases"
	"gridbot/flows/grids"
	"gridbot/flows/room"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// stroll is somebody who answers one dialogue of the book as it comes to them.
type stroll struct {
	*rapid.T
	catalog *text.Catalog
	w       *world.World
	d       acts.Dialogue
	s       talk.Session
	n       int // events so far
}

// said is what people write, at whatever step.
var said = []string{"崧涵庭3号楼", "灯坏了", "楼道里有煤气味", "12月4日", "3wd", "明天 14:00", "是", "no", "跳过", "nowhere known", "4711", "x"}

// askedOf is what a dialogue may be about: a case with a notice of three items,
// of whose category there are usual ones.
func askedOf(w *world.World) *cases.Case {
	at := w.Now.Unix()
	c := cases.Case{Number: 1001, Category: "conversion", Grid: "yanchang", Status: cases.Rectifying, What: "客厅改成厨房", Opened: at - 3600, Entered: at - 3600,
		Place: cases.Place{Name: text.Said("崧涵庭"), Point: &grids.Point{Lat: 31.2762, Lon: 121.4431}}, By: cases.Reporter{ID: 50, Name: reporter},
		Assignee: room.Wang, Clock: cases.Clock{Name: cases.ClockRectify, Since: at - 3600, Due: at + 3600, Promises: 1}}
	n := cases.Notice{ID: "1001-1", At: at - 1800, By: room.Wang, To: "201", Proof: cases.ProofSigned, Advice: true, Followers: []int64{room.Anna}}
	for _, what := range []string{"拆除灶具", "清走钢瓶", "清走钢瓶"} {
		n.Items = append(n.Items, cases.Item{What: text.Said(what), Due: at + 3600})
	}
	c.Notices = []cases.Notice{n}
	return &c
}

// begins puts somebody at the first question of a dialogue.
func begins(t *rapid.T, r *room.Room, name string) *stroll {
	who := rapid.SampledFrom([]int64{room.Wang, room.Zhou, room.Sun, room.Gao, room.Anna}).Draw(t, "who")
	w := r.World(talk.Event{From: talk.Sender{ID: who}, Chat: talk.Chat{ID: who}, At: r.Now})
	w.Me.Lang = text.Chinese
	w.Case = askedOf(w)
	w.Case.Danger = rapid.Bool().Draw(t, "danger")
	w.Meeting = &world.Conference{Grid: "yanchang", N: 1, Items: []world.AgendaItem{{Case: 1001, Title: text.Said("路灯")}}}
	b := &stroll{T: t, catalog: r.Catalog, w: w, d: flows.Spoken(name), s: talk.Session{Dialogue: name, Data: json.RawMessage(`{}`)}}
	if b.d.Begin != nil {
		s, err := b.d.Begin(w)
		if err != nil {
			t.Fatal(err)
		}
		b.s = s
	}
	if name == "decide" {
		b.s.Data = json.RawMessage(`{"meeting":"yanchang","n":1,"at":0,"case":1001}`)
	}
	b.s.About = 1001
	return b
}

func (b *stroll) prompt(s talk.Session) talk.Prompt {
	p, ok, err := b.d.Ask(b.w, s)
	if err != nil || !ok {
		b.Fatalf("%s is not asked of %s: %v", s.Dialogue, s.Data, err)
	}
	return p
}

// hears is the session after an event, as it is stored; ok is false when the
// dialogue has ended with it.
func (b *stroll) hears(s talk.Session, e talk.Event) (next talk.Session, turn talk.Turn, ok bool) {
	b.n++
	e.ID, e.At, e.Message = strconv.Itoa(b.n), b.w.Now, b.n
	e.From, e.Chat = talk.Sender{ID: b.w.Me.ID}, talk.Chat{ID: b.w.Me.ID}
	after, turn, decision, err := b.d.Advance(b.w, s, e)
	if err != nil {
		b.Fatalf("%+v: %v", e, err)
	}
	stored, err := json.Marshal(after)
	if err != nil {
		b.Fatal(err)
	}
	if err := json.Unmarshal(stored, &next); err != nil {
		b.Fatal(err)
	}
	return next, turn, decision == nil
}

// answer is something to answer a question with.
func (b *stroll) answer(p talk.Prompt) talk.Event {
	var presses []string
	for _, button := range slices.Concat(p.Rows...) {
		if _, _, press := talk.Pressed(button.Data); press != talk.Back && press != talk.Cancel && press != talk.Keep {
			presses = append(presses, button.Data)
		}
	}
	switch n := rapid.IntRange(0, 9).Draw(b.T, "how"); {
	case n < 6 && len(presses) > 0:
		return talk.Event{Press: rapid.SampledFrom(presses).Draw(b.T, "press")}
	case n == 6:
		id := "p" + strconv.Itoa(b.n)
		return talk.Event{Files: []talk.File{{Kind: "photo", ID: id, Unique: id}}, Album: rapid.SampledFrom([]string{"", id}).Draw(b.T, "album")}
	case n == 7:
		return talk.Event{Point: &grids.Point{Lat: 31.2762, Lon: 121.4431}, Venue: rapid.SampledFrom([]string{"", "老茶馆"}).Draw(b.T, "venue")}
	}
	return talk.Event{Text: rapid.SampledFrom(said).Draw(b.T, "words")}
}

// fields are what is known, as it is stored.
func (b *stroll) fields(s talk.Session) map[string]any {
	all := map[string]any{}
	if err := json.Unmarshal(s.Data, &all); err != nil {
		b.Fatal(err)
	}
	delete(all, "month") // which page of the calendar is in sight is no answer
	return all
}

// same holds two sessions against each other, but for the way they came.
func (b *stroll) same(what string, got, want talk.Session) {
	b.Helper()
	slices.Sort(got.Answered)
	slices.Sort(want.Answered)
	if !reflect.DeepEqual(b.fields(got), b.fields(want)) || !slices.Equal(got.Answered, want.Answered) {
		b.Fatalf("%s leads to\n%v %s, not\n%v %s", what, got.Answered, got.Data, want.Answered, want.Data)
	}
}

// aside are the questions that confirm, and what is written anew from there: nothing is kept aside.
func aside(question string) bool {
	step, _, _ := strings.Cut(question, " ")
	return step == "preview" || step == "mine" || step == "sure" || step == "look" || step == "fix"
}

func press(p talk.Past, dialogue, what string) talk.Event {
	step, _, _ := strings.Cut(p.Question, " ")
	return talk.Event{Press: talk.Press(dialogue, step, what)}
}

// goesBack tries all the ways back from where somebody stands, and goes none.
func (b *stroll) goesBack() {
	before, turn, _ := b.hears(b.s, talk.Event{Press: talk.Back})
	if len(b.s.Trail) == 0 {
		return // what is known was not answered here, or nothing is
	}
	last := b.s.Trail[len(b.s.Trail)-1]
	if len(turn.Say) != 1 || len(before.Trail) >= len(b.s.Trail) {
		b.Fatalf("Back says %v, and leaves the trail %v", turn.Say, before.Trail)
	}
	if len(before.Trail) == len(b.s.Trail)-1 {
		is := b.fields(before)
		for name, known := range b.fields(b.s) {
			if _, its := last.Was[name]; !its && !reflect.DeepEqual(is[name], known) {
				b.Fatalf("Back over %s made of %s: %v %v", last.Question, name, known, is[name])
			}
		}
		if !aside(last.Question) && len(b.s.Kept) == 0 { // else one answer leads on past here
			kept, _, ok := b.hears(before, press(last, b.s.Dialogue, talk.Keep))
			if !ok {
				b.Fatalf("to leave the answer to %s ends the dialogue", last.Question)
			}
			b.same("Back, and the same answer to "+last.Question, kept, b.s)
		}
	}
	b.allTheWay()
}

// allTheWay goes back to the first question, and answers it as before: the
// others are not asked again.
func (b *stroll) allTheWay() {
	questions := map[string]bool{}
	once := len(b.s.Kept) == 0 // every question was asked once, and kept aside
	for _, p := range b.s.Trail {
		once = once && !questions[p.Question] && !aside(p.Question)
		questions[p.Question] = true
	}
	at := b.s
	for range b.s.Trail {
		if len(at.Trail) == 0 {
			break
		}
		at, _, _ = b.hears(at, talk.Event{Press: talk.Back})
		b.laidOut(at)
	}
	if len(at.Trail) != 0 {
		b.Fatalf("after %d answers, %d times Back leaves %v", len(b.s.Trail), len(b.s.Trail), at.Trail)
	}
	if !once {
		return
	}
	kept, _, ok := b.hears(at, press(b.s.Trail[0], b.s.Dialogue, talk.Keep))
	if !ok {
		b.Fatalf("to leave the first answer ends the dialogue")
	}
	b.same("Back to the first question, and the same answer", kept, b.s)
}

// laidOut holds a question against how its buttons stand: the ways out in the last
// row, or on the keyboard that stands, and never on both.
func (b *stroll) laidOut(s talk.Session) {
	b.Helper()
	p := b.prompt(s)
	if p.Keys != "" {
		return // its ways out are keys
	}
	if s.Keyed {
		for _, button := range slices.Concat(p.Rows...) {
			if _, _, what := talk.Pressed(button.Data); what == talk.Back || what == talk.Cancel {
				b.Fatalf("a keyboard stands, and so does %q", what)
			}
		}
		return
	}
	backs := 0
	for i, row := range p.Rows {
		for _, button := range row {
			words, err := b.catalog.Say(text.Chinese, button.Label)
			if err != nil {
				b.Fatal(err)
			}
			if strings.HasPrefix(words, "«") || strings.Contains(words, "返回") {
				backs++
			}
			_, _, what := talk.Pressed(button.Data)
			if out := what == talk.Back || what == talk.Cancel; out != (i == len(p.Rows)-1) {
				b.Fatalf("%q stands in row %d of %v", words, i, p.Rows)
			}
		}
	}
	if _, _, what := talk.Pressed(p.Rows[len(p.Rows)-1][len(p.Rows[len(p.Rows)-1])-1].Data); what != talk.Cancel || backs > 1 {
		b.Fatalf("%d ways back, and at the end stands %q", backs, what)
	}
}

// Whatever somebody answers in whatever dialogue: Back takes back one answer and
// nothing else, the same answer leads on to where they were, and every question
// has a way out.
func TestBackTakesBackOneAnswerInEveryDialogue(t *testing.T) {
	t.Parallel()
	r := room.New(t)
	longest := map[string]int{}
	for _, name := range flows.Dialogues() {
		rapid.Check(t, func(t *rapid.T) {
			b := begins(t, r, name)
			for range rapid.IntRange(1, 10).Draw(t, "answers") {
				p := b.prompt(b.s)
				b.laidOut(b.s)
				b.goesBack()
				next, _, ok := b.hears(b.s, b.answer(p))
				if !ok {
					return
				}
				if rapid.IntRange(0, 9).Draw(t, "back") == 0 {
					next, _, _ = b.hears(next, talk.Event{Press: talk.Back})
				}
				b.s = next
				longest[name] = max(longest[name], len(next.Trail))
			}
		})
	}
	for _, name := range []string{"report", "serve", "replace", "whistle", "propose", "inspect", "prove", "decide", "plead", "submit", "finish"} {
		if longest[name] == 0 {
			t.Errorf("nobody got past the first question of %s: %v", name, slices.Sorted(maps.Keys(longest)))
		}
	}
}
