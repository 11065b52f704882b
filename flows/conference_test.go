package flows_test

import (
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

// meetingRules are who may do what at the conference of the grid homeGrid, and
// in which stages; written by hand. INVITED are both leads, the coordinator and
// the officer of the agency that was called in. The coordinator signs, as beside
// them the grid has one lead here.
var meetingRules = []struct{ do, who, stages string }{
	{"come", "INVITED", "called"}, {"sub", "INVITED", "called"}, {"excused", "INVITED", "called"},
	{"there", "INVITED", "open"},
	{"up|1", "LEAD", "called"}, {"drop|1", "LEAD", "called"}, {"drop|0", "NOBODY", ""}, {"begin", "LEAD", "called"}, {"end|yes", "LEAD", "open"}, {"end", "NOBODY", ""}, {"off|yes", "LEAD", "called"}, {"off", "NOBODY", ""},
	{"to|{soon}", "LEAD", "called"}, {"to|1", "NOBODY", ""}, {"to|x", "NOBODY", ""}, {"move", "NOBODY", ""}, {"minutes", "NOBODY", ""}, {"issue", "NOBODY", ""},
	{"done|1", "LEAD officer-called officer-finished officer-released", "called open over signed"},
	{"ask", "NOBODY", ""}, {"ask|awater", "NOBODY", ""}, {"ask|gnowhere", "NOBODY", ""}, {"ask|apolice", "LEAD", "called open"},
	{"code", "NOBODY", ""}, {"done|2", "LEAD", "called open over signed"}, {"done|9", "NOBODY", ""},
	{"sign|{hash}", "LEAD", "over"}, {"sign|000000000000", "NOBODY", ""},
	{"at|{soon}", "LEAD", "over signed"}, {"now", "LEAD", "over signed"}, {"at|1", "NOBODY", ""},
	// Of a task: who has it names a day or gives it away; the rest asks first.
	{"day|1|2", "officer-called officer-finished officer-released", always}, {"day|2|2", "lead lead-who-handled-it lead-who-reported", always}, {"day|1|4", "NOBODY", ""}, {"day|9|2", "NOBODY", ""},
	{"hand|1", "NOBODY", ""}, {"hand|2|" + taker, "LEAD", always}, {"hand|2|1", "NOBODY", ""}, {"hand|9|" + taker, "NOBODY", ""},
	{"task|1", "NOBODY", ""}, {"task|9", "NOBODY", ""}, {"plead|1", "NOBODY", ""}, {"plead|2", "NOBODY", ""}, {"pause|1", "NOBODY", ""}, {"pause|2", "NOBODY", ""},
	{"yes|1", "NOBODY", ""}, {"no|1", "NOBODY", ""}, {"resume|1", "NOBODY", ""},
	{"yes|3", "LEAD", always}, {"yes|4", "NOBODY", ""}, {"no|3", "NOBODY", ""}, {"plead|3", "NOBODY", ""},
	{"resume|5", "LEAD officer-called officer-finished officer-released", always}, {"day|5|2", "NOBODY", ""}, {"plead|5", "NOBODY", ""}, {"pause|5", "NOBODY", ""},
	{"whatever", "NOBODY", ""},
}

// ofTask tells whether a press is of a task.
func ofTask(do string) bool {
	what, _, _ := strings.Cut(do, "|")
	return slices.Contains([]string{"done", "day", "hand", "yes", "resume"}, what)
}

// always is every stage a conference has come to, and taker a worker of its grid.
const always = "called open over signed"

var taker = strconv.FormatInt(holderID, 10)

// meetingToken is what the code of the conference says.
const meetingToken = "a-token-nobody-guesses"

// held is a conference in a stage, to which the figure was invited where it
// could be.
func (s *scene) held(f figure, stage world.Stage) {
	now := s.now.Unix()
	m := world.Conference{Grid: homeGrid, N: 3, At: now + 3600, By: bossID, Stage: stage, Hash: "0123456789ab", Version: 1, Token: meetingToken,
		Items: []world.AgendaItem{{Case: theCase, Why: world.WhyAgenda, Title: text.Said("路灯不亮")},
			{Why: world.WhyProposal, Title: text.Said("软管更换"), Outcome: world.OutcomeTask, Words: "摸排", Whom: []string{"gas"}, Due: now + 86400}},
		Members: []world.Member{{ID: bossID, Answer: "come"}},
		Tasks: []world.Task{
			{N: 1, Item: 1, Whose: "gas", What: "摸排", Due: now + 86400, Clock: cases.Clock{Name: cases.ClockFinish, Since: now, Due: now + 86400}},
			{N: 2, Item: 1, What: "登记", Due: now + 86400, Clock: cases.Clock{Name: cases.ClockFinish, Since: now, Due: now + 86400}},
		}}
	s.me.Substitute = mateID
	if f.within("INVITED") {
		m.Members = append(m.Members, world.Member{ID: figureID})
	}
	s.meeting = &m
}

// wished adds tasks for which more time is asked for, or rest, and one that rests.
func (s *scene) wished() {
	now := s.now.Unix()
	s.meeting.Tasks = append(s.meeting.Tasks, []world.Task{
		{N: 3, Item: -1, Whose: "gas", What: "换管", Due: now + 86400, Clock: cases.Clock{Name: cases.ClockFinish, Since: now, Due: now + 86400},
			Plea: &cases.Plea{Kind: cases.PleaExtension, By: mateID, Until: now + 7*86400, Why: text.Said("缺件")}},
		{N: 4, Item: -1, What: "公示", Due: now + 86400, Clock: cases.Clock{Name: cases.ClockFinish, Since: now, Due: now + 86400},
			Plea: &cases.Plea{Kind: cases.PleaPause, By: figureID, Until: now + 7*86400, Why: text.Said("等雨停")}}, // whoever looks has asked
		{N: 5, Item: -1, Whose: "gas", What: "复查", Due: now + 86400, Clock: cases.Clock{Name: cases.ClockPause, Since: now - 3600, Due: now + 86400},
			Rest: &cases.Standstill{Why: text.Said("等材料"), From: now - 3600, Until: now + 86400, Clock: cases.Clock{Name: cases.ClockFinish, Since: now - 7200, Due: now + 86400}}},
	}...)
}

func TestOnlyWhoBelongsToAConferenceMovesIt(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	for _, f := range figures {
		if cannotBe(f, cases.Claimed, true) {
			continue
		}
		for _, stage := range []world.Stage{world.StageCalled, world.StageOpen, world.StageOver, world.StageSigned} {
			s.set(f, cases.Claimed, cases.ClockArrive, true, false)
			s.held(f, stage)
			ch := s.happens(talk.Event{Command: "start", Payload: "m" + homeGrid + "_" + meetingToken})
			if there := ch.Met != nil; there != (f.within("INVITED") && stage == world.StageOpen) {
				t.Errorf("%s, conference %s: scans the code, and is there: %t", f.name, stage, there)
			}
			for _, r := range meetingRules {
				s.set(f, cases.Claimed, cases.ClockArrive, true, false)
				s.held(f, stage)
				s.wished()
				s.t = named{t, fmt.Sprintf("%s, conference %s: %s", f.name, stage, r.do)}
				do := strings.NewReplacer("{hash}", s.meeting.Hash, "{soon}", fmt.Sprint(s.now.Unix()+86400)).Replace(r.do)
				may := f.within(r.who) && slices.Contains(strings.Fields(r.stages), string(stage))
				ch := s.happens(talk.Event{Press: "m|conference|" + homeGrid + "|3|" + do})
				if moved := ch.Met != nil; moved != may {
					s.t.Errorf("moved: %t, may: %t", moved, may)
				}
				// The number of a task is of no other, in no conference.
				if stale := s.happens(talk.Event{Press: "m|conference|" + homeGrid + "|2|" + do}); !ofTask(do) && (stale.Met != nil || len(stale.Cases) > 0) {
					s.t.Errorf("a button of the conference before moves this one")
				}
				if len(ch.Cases)+len(ch.People) > 0 || !may && len(slices.DeleteFunc(ch.Letters, func(l world.Letter) bool { return l.To.ID == s.me.ID })) > 0 {
					s.t.Errorf("more came of it: %s", plain(t, ch))
				}
				if !f.within("INVITED LEAD") && strings.Contains(plain(t, ch.Letters), "路灯不亮") {
					s.t.Errorf("somebody who was not invited reads the agenda")
				}
			}
		}
	}
}

// What the chair records counts while the conference is held, and as long as
// the minutes are not signed; a dialogue that comes too late changes nothing.
func TestADecisionCountsInItsConferenceAlone(t *testing.T) {
	s := newScene(t)
	for _, f := range figures {
		if cannotBe(f, cases.Claimed, true) {
			continue
		}
		for _, stage := range []world.Stage{world.StageCalled, world.StageOpen, world.StageOver, world.StageSigned} {
			s.set(f, cases.Claimed, cases.ClockArrive, true, false)
			s.kase.OnAgenda = s.now.Unix() - 60
			s.held(f, stage)
			s.t = named{t, f.name + ", conference " + string(stage)}
			may := f.within("LEAD") && (stage == world.StageOpen || stage == world.StageOver)
			was := s.meeting.Hash
			if f.within("INSIDER") {
				s.session = talk.Session{Dialogue: "decide", About: theCase, Answered: []string{"outcome"},
					Data: []byte(`{"meeting":"` + homeGrid + `","n":3,"case":4711,"outcome":"not"}`)}
			}
			ch := s.happens(talk.Event{Text: "等排水改造后再定"})
			if !f.within("INSIDER") {
				continue
			}
			if decided := ch.Met != nil && ch.Met.After.Items[0].Outcome == world.OutcomeNot; decided != may {
				s.t.Errorf("decided: %t, may: %t", decided, may)
			}
			if may && (len(ch.Cases) != 1 || ch.Cases[0].After.OnAgenda != 0) {
				s.t.Errorf("the case is on the agenda still: %s", plain(t, ch.Cases))
			}
			if may && (ch.Met.After.Hash != was || ch.Met.After.Draft != (stage == world.StageOver)) {
				s.t.Errorf("the minutes are %s, and were %s; a draft: %t", ch.Met.After.Hash, was, ch.Met.After.Draft)
			}
		}
	}
}

// Both leads sign the same text, or nobody has signed: what changes in between
// makes a new version.
func TestMinutesAreSignedByBothLeadsOrNotAtAll(t *testing.T) {
	s := newScene(t)
	lead := figures[slices.IndexFunc(figures, func(f figure) bool { return f.name == "lead" })]
	s.set(lead, cases.Claimed, cases.ClockArrive, true, false)
	s.held(lead, world.StageOver)
	sign := func(hash string) world.Change {
		ch := s.happens(talk.Event{Press: "m|conference|" + homeGrid + "|3|sign|" + hash[:12]})
		if ch.Met != nil {
			s.meeting = &ch.Met.After
		}
		return ch
	}
	sign(s.meeting.Hash)
	if len(s.meeting.Signed) != 1 || s.meeting.Stage != world.StageOver {
		t.Fatalf("%+v", s.meeting)
	}
	s.session = talk.Session{Dialogue: "decide", About: theCase, Answered: []string{"outcome"}, Data: []byte(`{"meeting":"` + homeGrid + `","n":3,"case":4711,"outcome":"not"}`)}
	s.meeting = &s.happens(talk.Event{Text: "再等等"}).Met.After
	s.session = talk.Session{}
	if ch := sign(s.meeting.Hash); ch.Met != nil || !ch.Alert {
		t.Error("what does not say any more what was decided is signed")
	}
	s.meeting = &s.happens(talk.Event{Press: "m|conference|" + homeGrid + "|3|issue"}).Met.After
	if len(s.meeting.Signed) != 0 || len(s.meeting.Old) != 1 || s.meeting.Version != 2 {
		t.Fatalf("a signature stands under a text that was never read: %+v", s.meeting)
	}
	if ch := sign("0123456789ab"); ch.Met != nil || !ch.Alert {
		t.Error("the old version was signed")
	}
	sign(s.meeting.Hash)
	s.me, s.staff[figureID] = s.staff[bossID], s.me
	if sign(s.meeting.Hash); s.meeting.Stage != world.StageSigned || len(s.meeting.Signed) != 2 {
		t.Errorf("%+v", s.meeting)
	}
}

// A task climbs until it is done, also into the next conference, and each rung
// is told once.
func TestATaskIsChasedUntilItIsDone(t *testing.T) {
	s := newScene(t)
	lead := figures[slices.IndexFunc(figures, func(f figure) bool { return f.name == "lead" })]
	s.set(lead, cases.Claimed, cases.ClockArrive, true, false)
	s.staff[mateID] = world.Person{ID: mateID, Name: "高工", Role: world.Officer, Agency: "gas", Duty: true, Lang: text.Chinese, Rev: 1}
	s.held(lead, world.StageSigned)
	told := map[int64]int{}
	for strikes := 0; s.meeting.Tasks[0].Clock.Strikes() != 0; strikes++ {
		k := s.meeting.Tasks[0].Clock
		if s.now = s.district.Here(time.Unix(k.Strikes(), 0)); strikes > 20 {
			t.Fatalf("it climbs for ever: %+v", k)
		}
		ch := s.happens(talk.Event{Clock: &talk.Clock{Grid: homeGrid, Name: s.meeting.Tasks[0].Timer(), Due: s.now}})
		if ch.Met == nil {
			t.Fatalf("nothing happens at %s: %+v", s.now, k)
		}
		s.meeting = &ch.Met.After
		for _, l := range ch.Letters {
			told[l.To.ID]++
		}
	}
	if told[mateID] < 3 || told[bossID] == 0 || told[chiefID] == 0 {
		t.Errorf("told: %v", told)
	}
}
