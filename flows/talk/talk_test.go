package talk_test

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"

	"gridbot/flows/talk"
	"gridbot/flows/text"
)

// meal is what the dialogue of these tests is about.
type meal struct {
	Dish  string `json:"dish,omitempty"`
	Spicy bool   `json:"spicy,omitempty"`
	Where string `json:"where,omitempty"`
	Notes int    `json:"notes,omitempty"`
}

func question(id string) func(int, meal) talk.Prompt {
	return func(int, meal) talk.Prompt {
		return talk.Prompt{Say: text.Said(id), Rows: [][]talk.Button{{{Label: text.Said("A"), Press: "a"}}}}
	}
}

// kitchen asks for a dish, how spicy where that matters, where to eat, and
// whether that is right. Words that begin with "note" are taken at any time.
func kitchen(steps ...string) talk.Dialogue[int, meal] {
	all := map[string]talk.Step[int, meal]{
		"dish": {Name: "dish", Ask: question("dish?"), Hear: func(_ int, m *meal, e talk.Event) talk.Answer {
			if e.Text == "" {
				return talk.Sorry("dish.sorry")
			}
			m.Dish = e.Text
			return talk.OK()
		}},
		"spicy": {Name: "spicy", Ask: question("spicy?"),
			When: func(_ int, m meal) bool { return m.Dish == "noodles" },
			Hear: func(_ int, m *meal, e talk.Event) talk.Answer { m.Spicy = e.Press == "a"; return talk.OK() }},
		"where": {Name: "where", Ask: question("where?"), Hear: func(_ int, m *meal, e talk.Event) talk.Answer {
			m.Where = e.Text
			if e.Text == "unsure" {
				return talk.Redo("where")
			}
			return talk.OK().After(talk.Prompt{Say: text.Said("noted")})
		}},
		"drink": {Name: "drink", Ask: question("drink?"), Hear: func(int, *meal, talk.Event) talk.Answer { return talk.OK() }},
		"right": {Name: "right", Aside: true, Ask: question("right?"), Hear: func(_ int, m *meal, e talk.Event) talk.Answer {
			if e.Press == "again" {
				return talk.Redo("dish", "right")
			}
			return talk.OK()
		}},
	}
	d := talk.Dialogue[int, meal]{
		Name: "meal",
		Take: func(_ int, m *meal, e talk.Event, at string) talk.Answer {
			switch {
			case e.Album != "":
				m.Notes++
				return talk.Silent()
			case strings.HasPrefix(e.Text, "at ") && at != "where":
				m.Where = e.Text
				return talk.Filled("where")
			}
			return talk.Pass()
		},
		Finish: func(_ int, m meal) talk.Decision { return m },
	}
	for _, s := range steps {
		d.Steps = append(d.Steps, all[s])
	}
	return d
}

// table is somebody at the table: a session that goes through JSON.
type table struct {
	t *testing.T
	d talk.Dialogue[int, meal]
	s talk.Session
}

func sit(t *testing.T, d talk.Dialogue[int, meal]) *table {
	t.Helper()
	s, err := d.Begin(meal{})
	if err != nil {
		t.Fatal(err)
	}
	return &table{t, d, s}
}

func (b *table) hear(e talk.Event) (talk.Turn, talk.Decision) {
	b.t.Helper()
	before := mustJSON(b.t, b.s)
	next, turn, decision, err := b.d.Advance(0, b.s, e)
	if err != nil {
		b.t.Fatal(err)
	}
	if after := mustJSON(b.t, b.s); after != before {
		b.t.Errorf("Advance changed the session it was given:\n%s\n%s", before, after)
	}
	b.s = talk.Session{}
	if err := json.Unmarshal([]byte(mustJSON(b.t, next)), &b.s); err != nil {
		b.t.Fatal(err)
	}
	return turn, decision
}

// says hears words and returns the last thing said to them.
func (b *table) says(words string) string {
	b.t.Helper()
	turn, _ := b.hear(talk.Event{Text: words})
	return last(turn)
}

func (b *table) presses(step, press string) string {
	b.t.Helper()
	turn, _ := b.hear(talk.Event{Press: talk.Press("meal", step, press)})
	if !turn.Toast.Empty() {
		return "toast " + turn.Toast.ID
	}
	return last(turn)
}

// last is the last prompt of a turn, without its number.
func last(turn talk.Turn) string {
	if len(turn.Say) == 0 {
		return ""
	}
	say := turn.Say[len(turn.Say)-1].Say
	return firstWords(say)
}

func firstWords(t text.Text) string {
	for _, part := range t.List {
		if words := firstWords(part); words != "" {
			return words
		}
	}
	return t.Words
}

func lastPart(t text.Text) text.Text {
	for len(t.List) > 0 {
		t = t.List[len(t.List)-1]
	}
	return t
}

func mustJSON(t *testing.T, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func expect(t *testing.T, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("the bot said %q, not %q", got, want)
	}
}

func TestQuestionsAreAskedInTheirOrder(t *testing.T) {
	b := sit(t, kitchen("dish", "spicy", "where", "right"))
	expect(t, b.says("noodles"), "spicy?")
	expect(t, b.presses("spicy", "a"), "where?")
	turn, _ := b.hear(talk.Event{Text: "home"})
	if len(turn.Say) != 2 || turn.Say[0].Say.Words != "noted" {
		t.Errorf("what is said before the next question came as %v", turn.Say)
	}
	_, decision := b.hear(talk.Event{Press: talk.Press("meal", "right", "a")})
	if want := (meal{Dish: "noodles", Spicy: true, Where: "home"}); decision != want {
		t.Errorf("decided %+v, not %+v", decision, want)
	}
	if b.s.Dialogue != "" {
		t.Errorf("the dialogue goes on after its end: %+v", b.s)
	}
}

func TestAQuestionThatDoesNotApplyIsNotAsked(t *testing.T) {
	expect(t, sit(t, kitchen("dish", "spicy", "where")).says("rice"), "where?")
}

func TestWhatIsNotUnderstoodIsAskedAgainAndChangesNothing(t *testing.T) {
	b := sit(t, kitchen("dish", "where"))
	before := mustJSON(t, b.s)
	turn, _ := b.hear(talk.Event{Unheard: "sticker"})
	if len(turn.Say) != 2 || turn.Say[0].Say.ID != "dish.sorry" {
		t.Errorf("said %v", turn.Say)
	}
	expect(t, last(turn), "dish?")
	if mustJSON(t, b.s) != before {
		t.Errorf("the session changed to %+v", b.s)
	}
}

func TestBackTakesBackOneAnswerAndKeepsTheOthers(t *testing.T) {
	b := sit(t, kitchen("dish", "spicy", "where", "right"))
	b.says("noodles")
	b.presses("spicy", "a")
	b.says("home")
	there := mustJSON(t, b.s)
	expect(t, b.presses("right", talk.Back), "where?")
	expect(t, b.presses("where", talk.Back), "spicy?")
	expect(t, b.presses("spicy", talk.Back), "dish?")
	turn, _ := b.hear(talk.Event{Press: talk.Press("meal", "dish", talk.Back)})
	if len(turn.Say) != 2 || turn.Say[0].Say.ID != "talk.first" {
		t.Errorf("at the first question Back says %v", turn.Say)
	}
	expect(t, b.says("rice"), "right?") // where to eat was said, and how spicy does not matter
	if !strings.Contains(string(b.s.Data), `"rice"`) || !strings.Contains(string(b.s.Data), `"home"`) || strings.Contains(string(b.s.Data), "spicy") {
		t.Errorf("kept %s", b.s.Data)
	}
	b.presses("right", talk.Back)
	b.presses("where", talk.Back)
	expect(t, b.says("noodles"), "right?")
	if got := mustJSON(t, b.s); got != there {
		t.Errorf("the same answers lead to\n%s, not\n%s", got, there)
	}
}

func TestAnAnswerTakenBackIsSaidBackAndMayStand(t *testing.T) {
	b := sit(t, kitchen("dish", "spicy", "where", "right"))
	b.says("noodles")
	b.presses("spicy", "a")
	there := mustJSON(t, b.s)
	turn, _ := b.hear(talk.Event{Press: talk.Press("meal", "where", talk.Back)})
	p := turn.Say[0]
	was := lastPart(p.Say)
	if was.ID != "talk.was" || was.Blank["was"].(text.Text).Words != "A" || len(p.Rows) != 2 {
		t.Errorf("asked again: %+v", p) // the button is there to be pressed again
	}
	turn, _ = b.hear(talk.Event{Press: talk.Press("meal", "spicy", talk.Back)})
	p = turn.Say[0]
	if was := lastPart(p.Say).Blank["was"]; was != "noodles" || p.Rows[1][0].Data != "d|meal|dish|keep" {
		t.Errorf("asked for the dish again: %+v", p)
	}
	expect(t, b.presses("dish", talk.Keep), "where?")
	if got := mustJSON(t, b.s); got != there {
		t.Errorf("leaving it leads to\n%s, not\n%s", got, there)
	}
}

func TestWhatWasAnsweredBeforeNeverEndsADialogue(t *testing.T) {
	b := sit(t, kitchen("dish", "where", "spicy"))
	b.says("noodles")
	b.says("home")
	b.presses("spicy", talk.Back)
	b.presses("where", talk.Back)
	turn, decision := b.hear(talk.Event{Text: "rice"}) // only noodles are spicy: where to eat is the last question now
	if decision != nil || last(turn) != "where?" {
		t.Errorf("decided %v, said %v", decision, turn.Say)
	}
}

func TestBackDoesNotTakeBackWhatWasGivenOutOfTurn(t *testing.T) {
	b := sit(t, kitchen("dish", "spicy", "where", "right"))
	b.says("noodles")
	expect(t, b.says("at home"), "spicy?")
	expect(t, b.presses("spicy", talk.Back), "dish?")
	b.says("noodles")
	expect(t, b.presses("spicy", "a"), "right?") // the place is still known
}

func TestABareBackGoesBackFromWhereverThePersonStands(t *testing.T) {
	b := sit(t, kitchen("dish", "where"))
	b.says("rice")
	turn, _ := b.hear(talk.Event{Press: talk.Back})
	expect(t, last(turn), "dish?")
}

func TestTheWaysOutStandTogetherInTheLastRow(t *testing.T) {
	d := kitchen("dish", "where")
	b := sit(t, d)
	for _, want := range []string{"d|meal|dish|cancel", "d|meal|where|back d|meal|where|cancel"} {
		p, _, _ := d.Ask(0, b.s)
		var out []string
		for _, button := range p.Rows[len(p.Rows)-1] {
			out = append(out, button.Data)
		}
		if got := strings.Join(out, " "); got != want {
			t.Errorf("the last row is %q, not %q", got, want)
		}
		b.says("rice")
	}
}

// A message with buttons does not take the keyboard away: its ways out stand there
// until a message does.
func TestTheWaysOutStandOnceWhereAKeyboardStands(t *testing.T) {
	d := talk.Dialogue[int, meal]{Name: "k", Steps: []talk.Step[int, meal]{
		{Name: "dish", Ask: func(_ int, m meal) talk.Prompt {
			if m.Dish != "" {
				return question("which?")(0, m)
			}
			return talk.Prompt{Say: text.Said("dish?"), Keys: talk.KeysAsk}
		}, Hear: func(_ int, m *meal, e talk.Event) talk.Answer {
			if m.Dish = e.Text; e.Press == "" {
				return talk.Redo("dish")
			}
			return talk.OK().After(talk.Prompt{Say: text.Said("kept"), Keys: talk.KeysRemove})
		}},
		{Name: "where", Ask: question("where?"), Hear: func(int, *meal, talk.Event) talk.Answer { return talk.OK() }},
	}}
	s, err := d.Begin(meal{})
	if err != nil {
		t.Fatal(err)
	}
	ways := func(e talk.Event) int {
		next, turn, _, err := d.Advance(0, s, e)
		if err != nil {
			t.Fatal(err)
		}
		s = next
		n := 0
		for _, b := range slices.Concat(turn.Say[len(turn.Say)-1].Rows...) {
			if strings.HasSuffix(b.Data, talk.Back) || strings.HasSuffix(b.Data, talk.Cancel) {
				n++
			}
		}
		return n
	}
	if n := ways(talk.Event{Text: "noodles"}); n != 0 {
		t.Errorf("%d ways out beside the keyboard", n)
	}
	if n := ways(talk.Event{Press: talk.Press("k", "dish", "a")}); n != 2 {
		t.Errorf("%d ways out where the keyboard is gone", n)
	}
	if n := ways(talk.Event{Press: talk.Back}); n != 2 {
		t.Errorf("%d ways out, back where the keyboard stood", n)
	}
}

func TestAskingDoesNotChangeTheButtonsOfTheStep(t *testing.T) {
	rows := make([][]talk.Button, 1, 3)
	rows[0] = []talk.Button{{Label: text.Said("A"), Press: "a"}}
	d := talk.Dialogue[int, meal]{Name: "meal", Steps: []talk.Step[int, meal]{{
		Name: "dish", Ask: func(int, meal) talk.Prompt { return talk.Prompt{Rows: rows} },
	}}}
	_, _, _ = d.Ask(0, talk.Session{Dialogue: "meal"})
	if rows[0][0].Press != "a" || rows[:2][1] != nil {
		t.Errorf("the step's own buttons became %+v", rows[:2])
	}
}

func TestASessionOfAnOlderReleaseGoesBackToo(t *testing.T) {
	b := sit(t, kitchen("dish", "where", "right"))
	b.s = talk.Session{Dialogue: "meal", Answered: []string{"dish", "where"}, Data: json.RawMessage(`{"dish":"rice","where":"home"}`)}
	expect(t, b.presses("right", talk.Back), "where?")
	expect(t, b.presses("where", talk.Back), "dish?")
	expect(t, b.says("soup"), "where?")
}

func TestAStepIsAskedAgainAndOthersWithIt(t *testing.T) {
	b := sit(t, kitchen("dish", "where", "right"))
	b.says("rice")
	expect(t, b.says("unsure"), "where?")
	b.says("home")
	expect(t, b.presses("right", "again"), "dish?")
	expect(t, b.says("soup"), "right?") // where stays answered
}

func TestWhatComesInPiecesIsKeptWithoutAWord(t *testing.T) {
	b := sit(t, kitchen("dish", "where"))
	turn, _ := b.hear(talk.Event{Album: "1"})
	if len(turn.Say) != 0 {
		t.Errorf("said %v", turn.Say)
	}
	if !strings.Contains(string(b.s.Data), `"notes":1`) || len(b.s.Answered) != 0 {
		t.Errorf("kept %+v", b.s)
	}
}

func TestAButtonOfAnotherQuestionIsOutOfDate(t *testing.T) {
	b := sit(t, kitchen("dish", "where", "right"))
	b.says("rice")
	before := mustJSON(t, b.s)
	for _, press := range []string{
		talk.Press("meal", "dish", "a"), talk.Press("meal", "right", "a"), talk.Press("meal", "nosuch", "a"),
		talk.Press("other", "where", "a"), "garbage", "d|", "d||", "d|||", "c|1|claim",
	} {
		turn, decision := b.hear(talk.Event{Press: press})
		if turn.Toast.ID != "talk.stale" || decision != nil || len(turn.Say) != 0 || mustJSON(t, b.s) != before {
			t.Errorf("%q: said %+v, decided %v, session %+v", press, turn, decision, b.s)
		}
	}
}

func TestAReleaseMayChangeTheStepsWhilePeopleAreInThem(t *testing.T) {
	old := sit(t, kitchen("dish", "spicy", "where", "right"))
	old.says("noodles")
	old.presses("spicy", "a")
	for _, c := range []struct {
		what  string
		steps []string
		asks  string
	}{
		{"the same", []string{"dish", "spicy", "where", "right"}, "where?"},
		{"a new step before", []string{"drink", "dish", "spicy", "where", "right"}, "drink?"},
		{"a new step after", []string{"dish", "spicy", "drink", "where", "right"}, "drink?"},
		{"an answered step dropped", []string{"dish", "where", "right"}, "where?"},
		{"the step they stand at dropped", []string{"dish", "spicy", "right"}, "right?"},
		{"another order", []string{"where", "spicy", "dish", "right"}, "where?"},
	} {
		p, ok, err := kitchen(c.steps...).Ask(0, old.s)
		if err != nil || !ok {
			t.Errorf("%s: %v %v", c.what, ok, err)
			continue
		}
		if got := last(talk.Turn{Say: []talk.Prompt{p}}); got != c.asks {
			t.Errorf("%s: asks %q, not %q", c.what, got, c.asks)
		}
	}
}

func TestWhoeverStoodAtTheLastQuestionsThatWereDroppedIsDone(t *testing.T) {
	old := sit(t, kitchen("dish", "where"))
	old.says("rice")
	old.d = kitchen("dish")
	turn, decision := old.hear(talk.Event{Text: "home"})
	if decision != (meal{Dish: "rice"}) || len(turn.Say) != 0 {
		t.Errorf("decided %v, said %v", decision, turn.Say)
	}
	if _, ok, _ := old.d.Ask(0, talk.Session{Dialogue: "meal", Answered: []string{"dish"}}); ok {
		t.Error("something is asked though nothing is left")
	}
}

func TestASessionThatCannotBeReadIsOurFault(t *testing.T) {
	d := kitchen("dish", "where")
	s := talk.Session{Dialogue: "meal", Data: json.RawMessage(`{"dish":5}`)}
	if next, _, _, err := d.Advance(0, s, talk.Event{Text: "x"}); err == nil || !reflect.DeepEqual(next, s) {
		t.Errorf("%v, %+v", err, next)
	}
	if _, _, err := d.Ask(0, s); err == nil {
		t.Error("asked on data nobody can read")
	}
}

func TestTheNumberOfTheStepCountsWhatWasAlreadyGiven(t *testing.T) {
	d := kitchen("dish", "spicy", "where", "right")
	for _, c := range []struct {
		data     meal
		answered []string
		n, of    int
	}{
		{meal{}, nil, 1, 2},
		{meal{}, []string{"where"}, 2, 2},
		{meal{Dish: "noodles"}, []string{"dish"}, 2, 3},
		{meal{Dish: "noodles"}, []string{"dish", "where"}, 3, 3},
		{meal{Dish: "rice"}, []string{"dish", "gone"}, 2, 2},
	} {
		s, err := d.Begin(c.data, c.answered...)
		if err != nil {
			t.Fatal(err)
		}
		p, _, _ := d.Ask(0, s)
		head := p.Say.List[0]
		if head.Blank["step"] != c.n || head.Blank["of"] != c.of {
			t.Errorf("%v answered: step %v of %v, not %d of %d", c.answered, head.Blank["step"], head.Blank["of"], c.n, c.of)
		}
	}
	s, _ := d.Begin(meal{}, "dish", "spicy", "where")
	if p, _, _ := d.Ask(0, s); len(p.Say.List) != 0 {
		t.Error("an aside is numbered")
	}
}

func TestAFullAnswerAlsoFillsAndUnfillsOthers(t *testing.T) {
	d := kitchen("dish", "where", "drink", "right")
	d.Steps[0].Hear = func(_ int, m *meal, e talk.Event) talk.Answer { return talk.OK().And("where") }
	d.Steps[2].Hear = func(_ int, m *meal, e talk.Event) talk.Answer { return talk.OK().Unasked("dish") }
	b := sit(t, d)
	expect(t, b.says("x"), "drink?")
	expect(t, b.says("x"), "dish?")
	if !slices.Equal(b.s.Answered, []string{"where", "drink"}) {
		t.Errorf("answered %v", b.s.Answered)
	}
}

func TestWhatStandsOnAButtonIsReadAsItWasWritten(t *testing.T) {
	for _, press := range []string{"a", "", "a|b", "c-gas"} {
		d, s, p := talk.Pressed(talk.Press("meal", "dish", press))
		if d != "meal" || s != "dish" || p != press {
			t.Errorf("%q came back as %q, %q, %q", press, d, s, p)
		}
	}
}
