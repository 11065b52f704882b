package flows_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"gridbot/flows/cases"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// as puts one of the figures before the conference of their grid, in a stage.
func (s *scene) as(name string, stage world.Stage) {
	s.t.Helper()
	f := figures[slices.IndexFunc(figures, func(f figure) bool { return f.name == name })]
	s.set(f, cases.Claimed, cases.ClockArrive, true, false)
	s.kase.OnAgenda = s.now.Unix() - 60
	s.held(f, stage)
}

// meets presses a button of the conference, and keeps what comes of it.
func (s *scene) meets(what string) world.Change {
	s.t.Helper()
	return s.keepMet(s.happens(talk.Event{Press: "m|conference|" + homeGrid + "|" + strconv.Itoa(s.meeting.N) + "|" + what}))
}

func (s *scene) keepMet(ch world.Change) world.Change {
	if ch.Met != nil {
		s.meeting = &ch.Met.After
	}
	s.keep(ch)
	return ch
}

// decides records a decision about an item, given as the dialogue keeps it, in
// words that end it.
func (s *scene) decides(data, words string) world.Change {
	s.t.Helper()
	head := fmt.Sprintf(`{"meeting":%q,"n":%d,"was":%q,`, homeGrid, s.meeting.N, was(s.meeting, data))
	s.session = talk.Session{Dialogue: "decide", Answered: []string{"outcome", "whom", "until"}, Data: []byte(head + data + `}`)}
	if strings.Contains(data, `"case"`) {
		s.session.About = theCase
	}
	ch := s.keepMet(s.happens(talk.Event{Text: words}))
	s.session = talk.Session{}
	return ch
}

// was is what had been decided of the item before, as the dialogue keeps it.
func was(m *world.Conference, data string) string {
	var d struct {
		At int `json:"at"`
	}
	if json.Unmarshal([]byte("{"+data+"}"), &d) != nil {
		return "unreadable"
	}
	it := m.Items[d.At]
	if it.Outcome == "" {
		return ""
	}
	return strings.Join([]string{string(it.Outcome), strings.Join(it.Whom, ","), it.Lead, strconv.FormatInt(it.Due, 36), it.Words}, "|")
}

// to are the letters of a change to somebody, but for cards that are drawn anew.
func to(ch world.Change, id int64) []world.Letter {
	return slices.DeleteFunc(slices.Clone(ch.Letters), func(l world.Letter) bool { return l.To.ID != id || l.Card != 0 && !l.Fresh })
}

func TestNobodyCountersignsAlone(t *testing.T) {
	s := newScene(t)
	s.as("lead", world.StageOver)
	delete(s.staff, bossID)
	s.meets("sign|" + s.meeting.Hash[:12])
	if s.meeting.Stage != world.StageOver || len(s.meeting.Signed) != 1 {
		t.Fatalf("one lead alone: %+v", s.meeting)
	}
	s.me = s.staff[chiefID]
	s.meets("sign|" + s.meeting.Hash[:12])
	if s.meeting.Stage != world.StageSigned || len(s.meeting.Signed) != 2 {
		t.Errorf("with the coordinator: %+v", s.meeting)
	}
	s.as("lead", world.StageOver)
	delete(s.staff, bossID)
	delete(s.staff, chiefID)
	if s.meets("sign|" + s.meeting.Hash[:12]); s.meeting.Stage != world.StageOver || len(s.meeting.Signed) != 1 {
		t.Errorf("a lead alone in the district: %+v", s.meeting)
	}
	s.as("coordinator", world.StageOver)
	s.staff[22] = world.Person{ID: 22, Name: "赵强", Role: world.Lead, Grid: homeGrid, Lang: text.Chinese, Rev: 1}
	if ch := s.meets("sign|" + s.meeting.Hash[:12]); ch.Met != nil {
		t.Error("the coordinator signs in place of a lead who is there")
	}
}

// A lead who has left, or does not sign, holds up nothing: the coordinator
// signs with the other, and the next conference is called meanwhile.
func TestWhoHasLeftHoldsUpNoConference(t *testing.T) {
	s := newScene(t)
	s.as("coordinator", world.StageOver) // the other lead has just left
	s.meeting.Signed = []world.Countersign{{By: bossID, At: s.now.Unix(), Hash: s.meeting.Hash}}
	if s.meets("sign|" + s.meeting.Hash[:12]); s.meeting.Stage != world.StageSigned {
		t.Errorf("%+v", s.meeting)
	}
	s.as("lead", world.StageOver)
	s.meets("now")
	if s.meeting.N != 4 || s.meeting.Stage != world.StageCalled {
		t.Fatalf("%+v", s.meeting)
	}
	if !slices.ContainsFunc(s.meeting.Items, func(it world.AgendaItem) bool { return it.Title.ID == "conference.unsigned" }) {
		t.Errorf("nobody is told that the minutes are not signed: %+v", s.meeting.Items)
	}
}

// Each thing that was not done opens the next agenda, and keeps its own clock
// and its own case.
func TestTheNextAgendaOpensWithAllThatWasNotDone(t *testing.T) {
	s := newScene(t)
	s.as("lead", world.StageSigned)
	late := func(n int, what string) world.Task {
		return world.Task{N: n, Case: theCase, Whose: "gas", What: what, Due: s.now.Unix() + 60, Clock: cases.Clock{Name: cases.ClockFinish, Due: s.now.Unix() + 60}}
	}
	s.meeting.Tasks, s.meeting.LastTask = []world.Task{late(1, "摸排"), late(2, "换管"), {N: 3, What: "登记", Done: 1, Case: 4712}, {N: 4, What: "宣传", Due: s.now.Unix()}}, 4
	s.meeting.Items[0].Outcome = ""
	s.meets("now")
	m := s.meeting
	if len(m.Tasks) != 3 {
		t.Fatalf("tasks: %+v", m.Tasks)
	}
	for i, want := range []struct {
		what string
		of   int
	}{{"摸排", theCase}, {"换管", theCase}, {"宣传", 0}} {
		task := m.Tasks[i]
		if task.What != want.what || task.Case != want.of || task.Item != i || m.Items[i].Case != want.of || m.Items[i].Why != world.WhyLeft || !strings.Contains(plain(t, m.Items[i].Title), want.what) {
			t.Errorf("task %d is %+v of item %+v", i, task, m.Items[task.Item])
		}
	}
	if last := m.Items[len(m.Items)-1]; len(m.Items) != 3 {
		t.Errorf("the case of these tasks is on the agenda once more: %+v", last)
	}
	// Decided anew, a task that was left is chased by its new day alone.
	s.meets("begin")
	s.decides(`"at":1,"outcome":"task","whom":["police"],"until":`+strconv.FormatInt(s.now.Unix()+900, 10), "派出所跟进")
	if got := s.meeting.Tasks; len(got) != 3 || got[0].What != "摸排" || got[1].What != "宣传" || got[2].Whose != "police" {
		t.Errorf("%+v", got)
	}
}

// Whoever is invited reads what a case is about, and nothing of who reported it.
func TestAnAgendaTellsNothingOfWhoReported(t *testing.T) {
	s := newScene(t)
	s.as("lead", world.StageSigned)
	s.kase.Place, s.kase.Proposed = cases.Place{Name: text.Said("我家楼上302")}, true
	s.meeting.Items = nil
	s.meets("now")
	if len(s.meeting.Items) == 0 || s.meeting.Items[len(s.meeting.Items)-1].Case != theCase {
		t.Fatalf("%+v", s.meeting.Items)
	}
	if why := s.meeting.Items[len(s.meeting.Items)-1].Why; why != world.WhyTopic {
		t.Errorf("a key topic stands there as %s", why)
	}
	if said := plain(t, s.meeting.Items); strings.Contains(said, "302") || strings.Contains(said, tellerName) {
		t.Errorf("%s", said)
	}
}

// A button carries the number of a task: no other task ever has it.
func TestATaskKeepsItsNumber(t *testing.T) {
	s := newScene(t)
	s.as("lead", world.StageOpen)
	s.meeting.LastTask = 2
	until := `"until":` + strconv.FormatInt(s.now.Unix()+900, 10)
	s.decides(`"at":1,"outcome":"task","whom":["gas"],`+until, "摸排全小区") // in place of 1 and 2
	if len(s.meeting.Tasks) != 1 || s.meeting.Tasks[0].N != 3 {
		t.Fatalf("%+v", s.meeting.Tasks)
	}
	if ch := s.meets("done|1"); ch.Met != nil {
		t.Error("the button of a task that is no more finishes another")
	}
	if s.meets("done|3"); s.meeting.Tasks[0].Done == 0 {
		t.Error("it is not done")
	}
	s.meets("up|1") // too late to order
	if s.meeting.Tasks[0].Item != 1 {
		t.Errorf("%+v", s.meeting.Tasks)
	}
	s.as("lead", world.StageCalled)
	if s.meets("up|1"); s.meeting.Tasks[0].Item != 0 || s.meeting.Items[0].Words != "摸排" {
		t.Errorf("the task has lost its item: %+v", s.meeting)
	}
}

func TestMoreTasksThanAnybodyCanChaseAreRefused(t *testing.T) {
	s := newScene(t)
	s.as("lead", world.StageOpen)
	for n := len(s.meeting.Tasks) + 1; n <= 40; n++ {
		s.meeting.Tasks = append(s.meeting.Tasks, world.Task{N: n, Item: -1, What: "巡查", Due: s.now.Unix()})
	}
	ch := s.decides(`"at":0,"case":4711,"outcome":"task","whom":["gas"],"until":`+strconv.FormatInt(s.now.Unix()+900, 10), "再摸排")
	if ch.Met != nil || len(ch.Cases) != 0 || !strings.Contains(plain(t, ch.Letters), "decide.full") {
		t.Errorf("%s", plain(t, ch))
	}
}

// What was decided before counts no more: agencies that are not named again
// are let go, and told; who has something to undo stays.
func TestAgenciesThatAreNotNamedAgainAreLetGo(t *testing.T) {
	s := newScene(t)
	s.as("lead", world.StageOpen)
	until := `"until":` + strconv.FormatInt(s.now.Unix()+9000, 10)
	s.decides(`"at":0,"case":4711,"outcome":"legs","whom":["police","fire"],`+until, "一起上门")
	if s.kase.OnAgenda != 0 || len(s.kase.OpenLegs()) != 2 {
		t.Fatalf("%+v", s.kase.Legs)
	}
	ch := s.decides(`"at":0,"case":4711,"outcome":"legs","whom":["fire"],`+until, "消防就够了")
	if open := s.kase.OpenLegs(); len(open) != 1 || open[0].Agency != "fire" || len(s.kase.Legs) != 2 {
		t.Errorf("%+v", s.kase.Legs)
	}
	if len(to(ch, mateID)) == 0 {
		t.Error("the officer of the police is not told")
	}
	if len(ch.Cases) != 1 || ch.Cases[0].Before.Status != cases.Claimed && ch.Cases[0].Before.Status != cases.Joint {
		t.Errorf("%s", plain(t, ch.Cases))
	}
	s.kase.LegOf("fire").Deeds = []cases.Deed{{ID: "seal", At: s.now.Unix(), Undo: s.now.Unix() + 900}}
	s.decides(`"at":0,"case":4711,"outcome":"not"`, "以后再说")
	if len(s.kase.OpenLegs()) != 1 {
		t.Error("who sealed it is let go before it is unsealed")
	}
}

// A conference names the grid that leads: a lead asks it to take the case, the
// coordinator gives it.
func TestAConferenceNamesTheGridThatLeads(t *testing.T) {
	s := newScene(t)
	for _, who := range []string{"lead", "coordinator"} {
		s.t = named{t, who}
		s.as(who, world.StageOpen)
		s.staff[33] = world.Person{ID: 33, Name: "对方网格长", Role: world.Lead, Grid: farGrid, Lang: text.Chinese, Rev: 1}
		ch := s.decides(`"at":0,"case":4711,"outcome":"legs","whom":["police"],"lead":"`+farGrid+`","until":`+strconv.FormatInt(s.now.Unix()+900, 10), "由那边牵头")
		if it := s.meeting.Items[0]; it.Lead != farGrid || it.Outcome != world.OutcomeLegs || len(s.kase.OpenLegs()) != 1 {
			s.t.Errorf("%+v %+v", it, s.kase.Legs)
		}
		if given := s.kase.Grid == farGrid; given != (who == "coordinator") || !given && (s.kase.Ceding == nil || s.kase.Ceding.To != farGrid) {
			s.t.Errorf("grid %s, ceding %+v", s.kase.Grid, s.kase.Ceding)
		}
		if len(to(ch, 33)) == 0 {
			s.t.Errorf("the grid that is to lead is not told")
		}
	}
	s.t = t
	// What another grid was asked goes with the decision it was asked by.
	for words, lead := range map[string]string{"别的网格牵头": "lingshi", "还是那边牵头": farGrid, "自己办": ""} {
		s.t = named{t, words}
		s.as("lead", world.StageOpen)
		s.staff[33] = world.Person{ID: 33, Name: "对方网格长", Role: world.Lead, Grid: farGrid, Lang: text.Chinese, Rev: 1}
		until := strconv.FormatInt(s.now.Unix()+900, 10)
		s.decides(`"at":0,"case":4711,"outcome":"legs","whom":["police"],"lead":"`+farGrid+`","until":`+until, "由那边牵头")
		ch := s.decides(`"at":0,"case":4711,"outcome":"legs","whom":["police"],"lead":"`+lead+`","until":`+until, words)
		asked := ""
		if s.kase.Ceding != nil {
			asked = s.kase.Ceding.To
		}
		if asked != lead || s.meeting.Items[0].Lead != lead {
			s.t.Errorf("asked is %q, the minutes say %q", asked, s.meeting.Items[0].Lead)
		}
		if told := strings.Contains(plain(t, to(ch, 33)), "tell.unask"); told != (lead != farGrid) {
			s.t.Errorf("the grid that is asked no more reads %s", plain(t, to(ch, 33)))
		}
	}
	s.t = t
	s.as("lead", world.StageOpen)
	s.session = talk.Session{Dialogue: "decide", About: theCase, Answered: []string{"outcome"}, Data: []byte(`{"meeting":"` + homeGrid + `","case":4711,"outcome":"legs"}`)}
	for _, press := range []string{"d|decide|whom|lead", "d|decide|lead|gnowhere", "d|decide|lead|g" + farGrid, "d|decide|whom|wpolice"} {
		s.keepMet(s.happens(talk.Event{Press: press}))
	}
	if !strings.Contains(string(s.session.Data), `"lead":"`+farGrid+`"`) || !strings.Contains(string(s.session.Data), "police") {
		t.Errorf("%s", s.session.Data)
	}
}

// What changes after the end is a new version, and everybody reads it; who has
// to sign is asked.
func TestChangedMinutesAreReadAgain(t *testing.T) {
	s := newScene(t)
	s.as("lead", world.StageOver)
	s.meeting.Members = append(s.meeting.Members, world.Member{ID: mateID})
	ch := s.decides(`"at":0,"case":4711,"outcome":"not"`, "等一等")
	s.decides(`"at":1,"outcome":"not"`, "也等一等")
	if len(to(ch, mateID)) != 0 || !s.meeting.Draft {
		t.Fatalf("every change is sent out by itself: %s", plain(t, ch.Letters))
	}
	ch = s.meets("issue")
	got := to(ch, bossID)
	if s.meeting.Version != 2 || len(to(ch, mateID)) != 2 || len(got) != 2 || got[0].Say.Draw == nil || got[0].Say.Draw.Minutes == nil {
		t.Fatalf("%s", plain(t, ch.Letters))
	}
	want := "m|conference|" + homeGrid + "|3|sign|" + s.meeting.Hash[:12]
	if !strings.Contains(plain(t, got[1]), want) || strings.Contains(plain(t, to(ch, mateID)), "|sign|") {
		t.Errorf("%s", plain(t, ch.Letters))
	}
	if ch := s.meets("issue"); ch.Met != nil {
		t.Error("the same text is sent twice")
	}
}

func TestWhoScansTheCodeIsThere(t *testing.T) {
	s := newScene(t)
	s.as("lead", world.StageOpen)
	ch := s.meets("code")
	if len(ch.Letters) != 1 || ch.Letters[0].Say.Draw.Code != world.MeetingLink("gridbot", homeGrid, s.meeting.Token) {
		t.Fatalf("%s", plain(t, ch))
	}
	start := func(payload string) bool {
		ch := s.keepMet(s.happens(talk.Event{Command: "start", Payload: payload}))
		return ch.Met != nil
	}
	right := "m" + homeGrid + "_" + s.meeting.Token
	for _, wrong := range []string{"m" + homeGrid + "_a-token-somebody-made-", "m" + farGrid + "_" + s.meeting.Token, "mnowhere_" + s.meeting.Token, "m_" + s.meeting.Token, "m" + homeGrid} {
		if start(wrong) {
			t.Errorf("%s counts", wrong)
		}
	}
	if !start(right) || s.meeting.Members[1].There == 0 || start(right) {
		t.Errorf("%+v", s.meeting.Members)
	}
}

// The regular day comes every second week whatever the year has of weeks, and
// on a day off it is put off to the next working day.
func TestTheRegularDayComesInEveryYear(t *testing.T) {
	s := newScene(t)
	for _, c := range []struct{ day, held string }{
		{"2026-11-20 09:15", "2026-11-24 14:00"},
		{"2026-11-19 09:15", ""}, // five days before: not yet
		{"2026-11-22 09:15", ""}, // a Sunday
		{"2026-12-04 09:15", "2026-12-08 14:00"},
		{"2027-01-01 09:15", ""},                 // off by law, without a notice
		{"2027-01-04 09:15", "2027-01-05 14:00"}, // after a year of 53 weeks
		{"2026-02-15 09:15", ""},                 // 17 February is in the Spring Festival
		{"2026-02-14 09:15", ""},
		{"2026-02-24 09:15", "2026-02-24 14:00"}, // the first working day after it
		{"2026-10-04 09:15", ""},
	} {
		s.as("lead", world.StageSigned)
		at, err := time.ParseInLocation("2006-01-02 15:04", c.day, s.district.Zone)
		if err != nil {
			t.Fatal(err)
		}
		s.now = at
		got := ""
		if ch := s.happens(talk.Event{Clock: &talk.Clock{Grid: homeGrid, Name: world.ClockConvene, Due: at}}); ch.Met != nil {
			got = s.district.Here(time.Unix(ch.Met.After.At, 0)).Format("2006-01-02 15:04")
		}
		if got != c.held {
			t.Errorf("on %s called for %q, want %q", c.day, got, c.held)
		}
	}
}

// What nobody ends is over in the morning, and who has not signed is asked
// every working day, until the next conference.
func TestWhatIsLeftLyingIsTakenUpInTheMorning(t *testing.T) {
	s := newScene(t)
	morning := func() world.Change {
		return s.keepMet(s.happens(talk.Event{Clock: &talk.Clock{Grid: homeGrid, Name: world.ClockConvene, Due: s.now}}))
	}
	s.as("lead", world.StageOpen)
	if ch := morning(); ch.Met != nil {
		t.Fatal("it is ended while it is held")
	}
	s.meeting.Members[0].There = s.now.Unix()
	s.now = s.now.Add(24 * time.Hour)
	if ch := morning(); s.meeting.Stage != world.StageOver || len(to(ch, bossID)) != 2 || len(to(ch, figureID)) != 2 {
		t.Fatalf("%+v", s.meeting)
	}
	s.meeting.Signed = []world.Countersign{{By: bossID, At: 1, Hash: s.meeting.Hash}}
	s.now = s.now.Add(24 * time.Hour)
	if ch := morning(); len(to(ch, bossID)) != 0 || len(to(ch, figureID)) != 2 {
		t.Errorf("%s", plain(t, ch.Letters))
	}
	s.now = s.now.AddDate(0, 0, 3) // Saturday
	if ch := morning(); len(ch.Letters) != 0 {
		t.Errorf("asked on a %s", s.now.Weekday())
	}
}
