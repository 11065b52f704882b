package flows_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// A conference that could not begin in time does not begin in the night: it is
// put off in the morning, and everybody is invited anew. One to which nobody
// came has no minutes.
func TestWhatCouldNotBeginIsPutOff(t *testing.T) {
	s := newScene(t)
	s.as("lead", world.StageCalled)
	s.meeting.At = s.now.Unix()
	due := s.now
	for _, late := range []time.Duration{2 * time.Hour, 3*24*time.Hour + 18*time.Hour} { // the process was down
		s.now = due.Add(late)
		if ch := s.keepMet(s.happens(talk.Event{Clock: &talk.Clock{Grid: homeGrid, Name: world.ClockBegin, Due: due}})); ch.Met != nil || len(ch.Letters) > 0 {
			t.Fatalf("it begins at %s", s.now)
		}
	}
	night := s.now
	s.meeting.At = night.Unix()
	if ch := s.keepMet(s.happens(talk.Event{Clock: &talk.Clock{Grid: homeGrid, Name: world.ClockBegin, Due: night}})); ch.Met != nil {
		t.Fatalf("it begins in the night, at %s", night)
	}
	s.now = s.now.Add(6*time.Hour + 15*time.Minute)
	morning := func() world.Change {
		return s.keepMet(s.happens(talk.Event{Clock: &talk.Clock{Grid: homeGrid, Name: world.ClockConvene, Due: s.now}}))
	}
	if ch := morning(); s.meeting.At <= s.now.Unix() || s.meeting.Stage != world.StageCalled || len(to(ch, bossID)) != 2 { // and the date, for their calendar
		t.Fatalf("%+v: %s", s.meeting, plain(t, ch.Letters))
	}
	s.as("lead", world.StageOpen)
	s.meeting.Items, s.meeting.At = s.meeting.Items[:1], s.now.Unix()-86400
	if ch := morning(); s.meeting.Stage != world.StageOff || len(to(ch, bossID)) != 1 || strings.Contains(plain(t, ch.Letters), "minutes") {
		t.Errorf("minutes of what nobody came to, or nobody is told: %+v %s", s.meeting, plain(t, ch.Letters))
	}
}

func TestAConferenceIsCalledOffAndCalledAgain(t *testing.T) {
	s := newScene(t)
	s.as("lead", world.StageCalled)
	if ch := s.meets("off"); ch.Met != nil || len(to(ch, bossID)) != 0 || !strings.Contains(plain(t, ch.Letters), "|off|yes") {
		t.Fatalf("called off without being asked once more: %s", plain(t, ch.Letters))
	}
	ch := s.meets("off|yes")
	if s.meeting.Stage != world.StageOff || len(to(ch, bossID)) != 1 || !strings.Contains(plain(t, to(ch, bossID)), "conference.off") {
		t.Fatalf("%+v", s.meeting)
	}
	if s.meets("now"); s.meeting.Stage != world.StageCalled || s.meeting.N != 4 {
		t.Fatalf("%+v", s.meeting)
	}
	s.now = s.now.Add(time.Minute)
	if s.meets("begin"); s.meeting.At != s.now.Unix() || s.meeting.Members[0].There == 0 {
		t.Errorf("begun early by who is there: %+v", s.meeting)
	}
	if s.meets("end"); s.meeting.Stage != world.StageOpen {
		t.Error("it is over with one tap")
	}
}

// Whoever leads the grid since it was called has a seat, too.
func TestALeadWhoCameSinceIsThere(t *testing.T) {
	s := newScene(t)
	s.as("lead", world.StageOpen)
	s.meeting.Members = s.meeting.Members[:1]
	if s.meets("there"); s.meeting.Members[1].ID != figureID || s.meeting.Members[1].There == 0 {
		t.Errorf("%+v", s.meeting.Members)
	}
	if ch := s.meets("there"); ch.Met != nil {
		t.Error("there twice")
	}
}

// Whoever sends somebody must have named them, or has not answered.
func TestWhoSendsSomebodyNamesThem(t *testing.T) {
	s := newScene(t)
	s.as("lead", world.StageCalled)
	s.me.Substitute = 0
	if ch := s.meets("sub"); ch.Met != nil || !ch.Alert {
		t.Errorf("%+v", s.meeting.Members)
	}
	s.me.Substitute = mateID
	if ch := s.meets("sub"); s.meeting.Members[1].Answer != "sub" || s.meeting.Members[2].ID != mateID || len(to(ch, mateID)) != 1 {
		t.Errorf("%+v", s.meeting.Members)
	}
}

// What is said is in the minutes whole, or is asked for again.
func TestWhatIsSaidIsNotCut(t *testing.T) {
	s := newScene(t)
	long := strings.Repeat("软管", 61)
	for _, dialogue := range []string{"suggest", "decide"} {
		s.as("lead", world.StageOpen)
		s.session = talk.Session{Dialogue: dialogue, Answered: []string{"outcome"}, Data: []byte(`{"meeting":"` + homeGrid + `","n":3,"case":4711,"outcome":"not"}`)}
		if dialogue == "decide" {
			s.session.About = theCase
		}
		if ch := s.happens(talk.Event{Text: long}); ch.Met != nil || !strings.Contains(plain(t, ch.Letters), "conference.long") {
			t.Errorf("%s: %s", dialogue, plain(t, ch.Letters))
		}
		if ch := s.happens(talk.Event{Text: long[:360]}); ch.Met == nil {
			t.Errorf("%s: 120 letters are too many", dialogue)
		}
	}
}

// Who was dismissed reads nothing any more, and is not there.
func TestWhoIsNoStaffIsNoMember(t *testing.T) {
	s := newScene(t)
	s.as("lead", world.StageOpen)
	s.me.Role, s.me.Grid = world.Resident, ""
	delete(s.staff, s.me.ID)
	s.session = talk.Session{}
	for _, e := range []talk.Event{{Command: "start", Payload: "m" + homeGrid + "_" + meetingToken}, {Press: "m|conference|" + homeGrid + "|3|there"}} {
		if ch := s.happens(e); ch.Met != nil || strings.Contains(plain(t, ch.Letters), "路灯不亮") {
			t.Errorf("%+v: is there, or reads the agenda", e)
		}
	}
	s.session = talk.Session{Dialogue: "suggest", Data: []byte(`{"meeting":"` + homeGrid + `","n":3}`)}
	if ch := s.happens(talk.Event{Text: "换个网格长"}); ch.Met != nil || strings.Contains(plain(t, ch.Letters), "路灯不亮") {
		t.Error("proposes, or reads the agenda")
	}
}

// The minutes say who was not there, under the names people had then.
func TestTheMinutesSayWhoWasNotThere(t *testing.T) {
	s := newScene(t)
	s.as("lead", world.StageOpen)
	s.meeting.Members = append(s.meeting.Members, world.Member{ID: mateID})
	s.meets("end|yes")
	delete(s.staff, mateID) // has left since
	for _, l := range s.meets("minutes").Letters {
		if l.Say.Draw == nil {
			continue
		}
		said, err := s.catalog.Say(text.Chinese, l.Say.Draw.Minutes.Who)
		if err != nil {
			t.Fatal(err)
		}
		if _, absent, _ := strings.Cut(said, "未到："); !strings.Contains(absent, "周莉") || !strings.Contains(absent, "民警小陆") || strings.Contains(said, "参加：") {
			t.Errorf("%q", said)
		}
	}
}

// What was issued stays as it was, also when an agency or a grid is called
// something else later.
func TestTheMinutesKeepTheNamesOfTheirDay(t *testing.T) {
	s := newScene(t)
	s.as("lead", world.StageOpen)
	s.decides(`"at":0,"case":4711,"outcome":"legs","whom":["police","fire"],`+s.until(9000), "一起上门")
	s.meets("end|yes")
	read := func() string {
		var all []string
		for _, l := range s.meets("minutes").Letters {
			said, err := s.catalog.Say(text.Chinese, l.Say.Say)
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, said)
			if d := l.Say.Draw; d != nil {
				all = append(all, plain(t, d.Minutes))
			}
		}
		return strings.Join(all, "\n")
	}
	before, hash := read(), s.meeting.Hash
	renamed := *s.district
	renamed.Agencies = slices.Clone(renamed.Agencies)
	for i := range renamed.Agencies {
		renamed.Agencies[i].Names = text.Names{"zh-CN": "改了名", "en": "Renamed"}
	}
	s.district = &renamed
	if after := read(); after != before || !strings.Contains(before, "一起上门") || s.meeting.Hash != hash {
		t.Errorf("the minutes now read\n%s\nand were\n%s", after, before)
	}
	s.decides(`"at":0,"case":4711,"outcome":"legs","whom":["police"],`+s.until(9000), "派出所就够了")
	s.meets("issue")
	if after := read(); !strings.Contains(after, "改了名") || s.meeting.Hash == hash {
		t.Errorf("the next version reads\n%s", after)
	}
}

// However much is on the agenda, it can be read, and what is signed is not cut.
func TestAFullAgendaCanBeRead(t *testing.T) {
	s := newScene(t)
	s.as("lead", world.StageOver)
	long := strings.Repeat("摸排老旧软管并登记", 13)
	s.meeting.Items, s.meeting.Tasks = nil, nil
	for i := range 15 {
		s.meeting.Items = append(s.meeting.Items, world.AgendaItem{Why: world.WhyProposal, Title: text.Said(long), Outcome: world.OutcomeTask,
			Words: long, Whom: []string{"", "police", "fire", "gas"}, Lead: farGrid, Due: s.now.Unix() + 900})
		s.meeting.Tasks = append(s.meeting.Tasks, world.Task{N: i + 1, Item: i, What: long, Due: s.now.Unix() + 900})
	}
	for _, lang := range text.Langs {
		s.me.Lang = lang
		for _, what := range []string{"", "minutes"} {
			for _, l := range s.meets(what).Letters {
				said, err := s.catalog.Say(lang, l.Say.Say)
				if err != nil {
					t.Fatal(err)
				}
				if n := len([]rune(said)); n > 4096 {
					t.Errorf("%s: %d letters", lang, n)
				}
			}
		}
	}
}

// A conference that is moved asks everybody anew, and the regular one that was
// held earlier is not called a second time.
func TestAConferenceIsMoved(t *testing.T) {
	s := newScene(t)
	s.as("lead", world.StageCalled)
	s.meeting.For = s.meeting.At
	s.meeting.Members[0].Answer = "excused"
	was := s.meeting.At
	pick := plain(t, s.meets("move").Letters)
	if !strings.Contains(pick, "|when|") || strings.Contains(pick, "|when|"+strconv.FormatInt(was, 10)) || strings.Contains(pick, "|now") {
		t.Errorf("the times to choose from: %s", pick)
	}
	if ch := s.meets("to|" + strconv.FormatInt(was, 10)); ch.Met != nil {
		t.Error("moved to when it is held anyway")
	}
	at := s.now.Unix() + 86400
	ch := s.meets("to|" + strconv.FormatInt(at, 10))
	if s.meeting.At != at || s.meeting.N != 3 || s.meeting.For != was || len(s.meeting.Items) != 2 {
		t.Errorf("%+v", s.meeting)
	}
	if boss, me := s.meeting.Members[0], s.meeting.Members[1]; boss.Answer != "" || me.Answer != "come" {
		t.Errorf("answers after it was moved: %q, and %q of who moved it", boss.Answer, me.Answer)
	}
	if told := plain(t, to(ch, bossID)); !strings.Contains(told, "conference.newtime") || !strings.Contains(told, "|3|come") {
		t.Errorf("the other lead is told %s", told)
	}
	due := time.Unix(was, 0) // the timer of the old time
	if ch := s.keepMet(s.happens(talk.Event{Clock: &talk.Clock{Grid: homeGrid, Name: world.ClockBegin, Due: due}})); ch.Met != nil {
		t.Error("it begins at the old time")
	}
}

// Whoever was invited can read the minutes, not only who leads the grid.
func TestAMemberReadsTheMinutes(t *testing.T) {
	s := newScene(t)
	s.as("lead", world.StageOpen)
	s.meets("end|yes")
	held := *s.meeting
	s.as("officer-called", world.StageSigned)
	held.Stage = world.StageSigned
	held.Members = s.meeting.Members
	s.meeting = &held
	if got := plain(t, s.meets("minutes").Letters); !strings.Contains(got, "minutes.caption") {
		t.Errorf("an officer who was invited gets %s", got)
	}
}

// What finds no room on an agenda is counted, once, and comes on the next.
func TestWhatFindsNoRoomOnTheAgendaWaits(t *testing.T) {
	s := newScene(t)
	s.as("lead", world.StageSigned)
	s.meeting.Items, s.meeting.Tasks = nil, nil
	for i := range 18 {
		s.meeting.Items = append(s.meeting.Items, world.AgendaItem{Why: world.WhyProposal, Title: text.Said("提议" + strconv.Itoa(i))})
	}
	s.kase.Red, s.kase.Round = true, 2 // on it for three reasons
	ch := s.meets("now")
	if len(s.meeting.Items) != 15 || s.meeting.Waiting != 4 || !strings.Contains(plain(t, ch.Letters), "conference.waiting") {
		t.Errorf("%d items, %d wait: %s", len(s.meeting.Items), s.meeting.Waiting, plain(t, ch.Letters))
	}
}
