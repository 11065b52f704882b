package accord

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"
	_ "time/tzdata"

	"pgregory.net/rapid"

	"gridbot/flows/calendar"
)

func office(t testing.TB) *calendar.Calendar {
	t.Helper()
	zone, err := time.LoadLocation("Asia/Shanghai")
	if err != nil {
		t.Fatal(err)
	}
	c, err := calendar.New(zone, []calendar.Hours{{From: 9 * 60, To: 17 * 60}}, calendar.Days{})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// monday is 9:00 on Monday 23 November 2026.
var monday = time.Date(2026, 11, 23, 1, 0, 0, 0, time.UTC).Unix()

// A life is an accord to which things happen by chance, and what must be true of it.
type life struct {
	a    Accord
	at   int64
	c    *calendar.Calendar
	said map[string]string // party -> what it said last in the open round
	kept map[int]string    // version -> how it was written
}

var rhythms = []Rhythm{{}, {Cron: "0 18 * * *"}, {Cron: "0 8 * * 1,4"}, {Cron: "30 7 1 * *"}, {Work: 1}, {Work: 5}, {Once: monday + 10*oneDay}, {Once: monday - oneDay}, {Cron: "0 0 31 2 *"}}

// happen lets one thing happen, whether or not it can.
func (l *life) happen(rt *rapid.T) {
	a := &l.a
	person := func() int64 { return int64(rapid.IntRange(1, 9).Draw(rt, "person")) }
	party := func() string {
		if len(a.Parties) == 0 {
			return "x"
		}
		return a.Parties[rapid.IntRange(0, len(a.Parties)-1).Draw(rt, "party")].ID
	}
	option := func() string {
		if len(a.Options) == 0 {
			return None
		}
		return a.Options[rapid.IntRange(0, len(a.Options)-1).Draw(rt, "option")].ID
	}
	term := func() string { return fmt.Sprintf("t%d", rapid.IntRange(1, max(1, a.Last)).Draw(rt, "term")) }
	owner := func() string {
		return rapid.SampledFrom([]string{PersonOwner(person()), PartyOwner(party()), AgencyOwner("urban")}).Draw(rt, "owner")
	}
	switch rapid.IntRange(0, 21).Draw(rt, "what") {
	case 0, 1:
		_, _ = a.Join(person(), "en", rapid.SampledFrom([]House{Residents, Merchants, Others}).Draw(rt, "house"), rapid.SampledFrom([]string{"A", "B", "C", "D"}).Draw(rt, "name"), l.at)
	case 2:
		_, _ = a.Propose(Option{Words: "bollards"})
	case 3:
		_ = a.Change(option(), Option{Words: rapid.SampledFrom([]string{"fixed", "movable"}).Draw(rt, "words")}, l.at)
	case 4:
		_ = a.Withdraw(option(), l.at)
	case 5:
		_ = a.OpenRound(50, l.at, l.at+7*oneDay)
	case 6, 7, 8:
		who, what := person(), option()
		if err := a.Vote(who, len(a.Rounds), what, l.at); err == nil || errors.Is(err, ErrTwice) {
			l.said[a.Of(who).ID] = what
		}
	case 9:
		_ = a.Close(l.at)
	case 10, 11:
		_, _ = a.Write(Term{Kind: Patrols, Words: "walk", Owner: owner(), Rhythm: rapid.SampledFrom(rhythms).Draw(rt, "rhythm")})
	case 12:
		_, _ = a.Write(Term{ID: term(), Kind: Holds, Words: "keys", Owner: owner(), Rhythm: rapid.SampledFrom(rhythms).Draw(rt, "rhythm")})
	case 13:
		_ = a.Drop(term())
	case 14, 15:
		_ = a.Lay("movable", l.at)
	case 16, 17:
		for _, t := range a.Asked() {
			if rapid.IntRange(0, 4).Draw(rt, "yes") > 0 {
				_ = a.Accept(len(a.Versions), t.ID, person(), l.c, l.at)
			}
		}
	case 18:
		if name := party(); rapid.Bool().Draw(rt, "hands") {
			if a.ChangeHands(name, l.at) == nil {
				delete(l.said, name)
			}
		} else if a.Leave(name, l.at) == nil {
			delete(l.said, name)
		}
	case 19:
		_, _ = a.Do(term(), person(), 0, "photo", "done", l.c, l.at)
	case 20:
		_ = a.HandOver(term(), owner(), l.at)
	case 21:
		if rapid.IntRange(0, 20).Draw(rt, "end") == 0 {
			_ = a.End(l.at)
		}
	}
	l.at += int64(rapid.IntRange(0, 3*oneDay).Draw(rt, "later"))
	for name, due := range a.Timers() {
		if due > l.at {
			continue
		}
		if id, ok := strings.CutPrefix(name, ClockDuty); ok {
			if _, err := a.Strike(id, l.c, l.at); err != nil {
				rt.Fatalf("%s strikes: %v", name, err)
			}
		} else if r := a.Voting(); r.Asked == 0 {
			r.Reminded()
		}
	}
}

func lives(t *testing.T, watch func(rt *rapid.T, before Accord, l *life)) {
	c := office(t)
	rapid.Check(t, func(rt *rapid.T) {
		l := &life{a: New(3, "lingshi", 7, monday), at: monday, c: c, said: map[string]string{}, kept: map[int]string{}}
		for range rapid.IntRange(10, 60).Draw(rt, "steps") {
			before := l.a
			written := write(rt, before)
			l.a = l.a.Clone()
			l.happen(rt)
			if write(rt, before) != written {
				rt.Fatal("what was read was changed")
			}
			watch(rt, before, l)
			var read Accord // as it comes back from where it is kept
			if err := json.Unmarshal([]byte(write(rt, l.a)), &read); err != nil {
				rt.Fatal(err)
			}
			if write(rt, read) != write(rt, l.a) {
				rt.Fatal("it is not kept as it is")
			}
			l.a = read
		}
	})
}

func write(t rapid.TB, v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// A household or a shop has one voice, however many press, and however often.
func TestVotesNeverCountTwice(t *testing.T) {
	lives(t, func(rt *rapid.T, before Accord, l *life) {
		if r := l.a.Voting(); r != nil && l.a.Voting().N != before.asking() {
			clear(l.said) // a new round: nobody has said anything yet
			if len(r.Votes) > 0 {
				rt.Fatalf("a new round begins with votes: %v", r.Votes)
			}
		} else if r != nil && !maps.Equal(r.Votes, l.said) {
			rt.Fatalf("the votes are %v, said was %v", r.Votes, l.said)
		}
		for i, r := range l.a.Rounds {
			if r.Closed == 0 {
				continue
			}
			if r.Votes != nil || r.Void && r.Counts != nil {
				rt.Fatalf("a closed round knows who said what, or a void one counts: %+v", r)
			}
			total := 0
			for _, tally := range r.Counts {
				sum := 0
				for _, n := range tally.For {
					sum += n
				}
				if total += sum; sum != tally.Given || tally.Given > tally.Voices {
					rt.Fatalf("it does not add up: %+v", tally)
				}
			}
			if i == len(l.a.Rounds)-1 && before.asking() == r.N && !r.Void && total != len(l.said) {
				rt.Fatalf("%d counted, %d said something", total, len(l.said))
			}
		}
	})
}

// asking is the number of the open round; 0 for none.
func (a Accord) asking() int {
	if r := a.Voting(); r != nil {
		return r.N
	}
	return 0
}

// What is in force and has a rhythm has one clock, whatever happens; nothing else has one.
func TestDutiesHaveExactlyOneTimer(t *testing.T) {
	lives(t, func(rt *rapid.T, _ Accord, l *life) {
		want, duties := map[string]int{}, map[string]int{}
		for _, d := range l.a.Duties {
			if d.Over == 0 {
				duties[d.Term]++
			}
		}
		if l.a.Open() && l.a.Runs > 0 {
			for _, t := range l.a.Version(l.a.Runs).Terms {
				if t.Rhythm.Cron != "" && t.Rhythm.Good() && !strings.Contains(t.Rhythm.Cron, "31 2") || t.Rhythm.Work > 0 {
					want[t.ID] = 1
				}
				if n := duties[t.ID]; t.Rhythm.Once != 0 && n == 1 {
					want[t.ID] = 1 // until it was done
				}
			}
		}
		if !maps.Equal(duties, want) {
			rt.Fatalf("the duties are %v, the agreement wants %v", duties, want)
		}
		timers := l.a.Timers()
		for term := range want {
			if at, ok := timers[ClockDuty+term]; !ok || at == 0 {
				rt.Fatalf("%s has no clock: %v", term, timers)
			}
			delete(timers, ClockDuty+term)
		}
		if l.a.Voting() != nil && l.a.Open() {
			delete(timers, ClockVote)
		}
		if len(timers) > 0 {
			rt.Fatalf("clocks of nothing: %v", timers)
		}
	})
}

// What was agreed is never changed: not what it says, not its hash.
func TestVersionsAreNeverChanged(t *testing.T) {
	lives(t, func(rt *rapid.T, before Accord, l *life) {
		if len(l.a.Versions) < len(before.Versions) {
			rt.Fatal("a version is gone")
		}
		for _, v := range l.a.Versions {
			written := write(rt, v)
			if was, known := l.kept[v.N]; known && was != written {
				rt.Fatalf("version %d was\n%s\nand is\n%s", v.N, was, written)
			}
			l.kept[v.N] = written
		}
		if !l.a.Genuine() {
			rt.Fatal("a hash does not fit")
		}
	})
}

// Whoever changes one word of an old version is found out.
func TestAForgedVersionIsFoundOut(t *testing.T) {
	a := New(3, "lingshi", 7, monday)
	must(t, second(a.Write(Term{Kind: Pays, Words: "the bollards", Owner: PersonOwner(1), Cents: 120000})))
	must(t, a.Lay("movable", monday))
	must(t, second(a.Write(Term{Kind: Holds, Words: "the keys", Owner: PersonOwner(2)})))
	must(t, a.Lay("movable", monday))
	for i, forge := range []func(a *Accord){
		func(a *Accord) { a.Versions[0].Terms[0].Cents = 1 },
		func(a *Accord) { a.Versions[1].Option = "fixed" },
		func(a *Accord) { a.Versions[0].Option = "fixed"; a.Versions[0].Hash = a.Versions[0].sum() },
		func(a *Accord) { a.Versions = a.Versions[1:] },
	} {
		var forged Accord
		if err := json.Unmarshal([]byte(write(t, a)), &forged); err != nil {
			t.Fatal(err)
		}
		if !forged.Genuine() {
			t.Fatal("what is not forged is found out")
		}
		if forge(&forged); forged.Genuine() {
			t.Errorf("forgery %d is not found out", i)
		}
	}
}

// second drops what is made beside an error.
func second[T any](_ T, err error) error { return err }

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// kerb is the wide kerb: four households and three shops, and two options.
func kerb(t *testing.T) Accord {
	a := New(3, "lingshi", 7, monday)
	for i := range 4 {
		must(t, second(a.Join(int64(10+i), "zh-CN", Residents, fmt.Sprintf("No. %d", i), monday)))
	}
	for i := range 3 {
		must(t, second(a.Join(int64(20+i), "zh-CN", Merchants, fmt.Sprintf("shop %d", i), monday)))
	}
	must(t, second(a.Propose(Option{Words: "fixed bollards", Cost: 800000})))
	must(t, second(a.Propose(Option{Words: "painted lines", Cost: 90000})))
	return a
}

// Fixed bollards become movable ones while people vote: who said yes is asked again.
func TestAnOptionThatChangesIsVotedOnAnew(t *testing.T) {
	a := kerb(t)
	fixed := a.Options[0].ID
	must(t, a.OpenRound(50, monday, monday+7*oneDay))
	must(t, a.Vote(10, 1, fixed, monday))
	must(t, a.Change(fixed, Option{Words: "movable bollards", Cost: 950000}, monday+oneDay))
	if r := a.Voting(); r == nil || r.N != 2 || len(r.Votes) > 0 || r.Until != monday+8*oneDay || len(a.Silent()) != 7 {
		t.Fatalf("the new round is %+v", r)
	}
	if err := a.Vote(10, 1, fixed, monday+oneDay); !errors.Is(err, ErrNotNow) {
		t.Errorf("a press of the old round: %v", err)
	}
	if v := a.Rounds[0]; !v.Void || v.Votes != nil || v.Options[0].Words != "fixed bollards" {
		t.Errorf("the old round is %+v", v)
	}
	for _, who := range []int64{10, 11, 12, 20, 21} {
		must(t, a.Vote(who, 2, fixed, monday+2*oneDay))
	}
	must(t, a.Vote(12, 2, None, monday+2*oneDay)) // changes its mind
	must(t, a.Close(monday+8*oneDay))
	if verdict, want := a.Counted().Verdict(); verdict != Want || want != fixed {
		t.Errorf("they want %s %s: %+v", verdict, want, a.Counted().Counts)
	}
}

func TestWhatARoundComesTo(t *testing.T) {
	type votes map[int64]int // person -> option; -1: none of it
	for _, c := range []struct {
		name  string
		votes votes
		want  Verdict
	}{
		{"nobody answers", votes{}, Nobody},
		{"the merchants do not answer", votes{10: 0, 11: 0, 12: 0}, Few},
		{"one of four households is too few", votes{10: 0, 20: 0, 21: 0}, Few},
		{"half of a house is enough", votes{10: 0, 11: 0, 20: 0, 21: 0}, Want},
		{"the houses want different things", votes{10: 0, 11: 0, 20: 1, 21: 1}, Split},
		{"a house wants two things", votes{10: 0, 11: 1, 20: 0, 21: 0}, Split},
		{"both want nothing of it", votes{10: -1, 11: -1, 20: -1, 21: -1}, Want},
	} {
		a := kerb(t)
		must(t, a.OpenRound(50, monday, monday+oneDay))
		for who, what := range c.votes {
			option := None
			if what >= 0 {
				option = a.Options[what].ID
			}
			must(t, a.Vote(who, 1, option, monday))
		}
		must(t, a.Close(monday+oneDay))
		if verdict, _ := a.Counted().Verdict(); verdict != c.want {
			t.Errorf("%s: %s", c.name, verdict)
		}
	}
}

// A second one of a household does not get a second voice, and a stranger no shop.
func TestOneVoiceAHouseholdOrShop(t *testing.T) {
	a := kerb(t)
	option := a.Options[0].ID
	if p, err := a.Join(30, "en", Residents, "no.  0", monday); err != nil || p.ID != a.Of(10).ID {
		t.Fatalf("%+v, %v", p, err)
	}
	if _, err := a.Join(31, "en", Merchants, "Shop 0", monday); !errors.Is(err, ErrTaken) {
		t.Errorf("a stranger has the shop: %v", err)
	}
	if _, err := a.Join(10, "en", Merchants, "shop 9", monday); !errors.Is(err, ErrTwice) {
		t.Errorf("one person, two voices: %v", err)
	}
	must(t, second(a.Join(32, "en", Others, "the property manager", monday)))
	must(t, a.OpenRound(50, monday, monday+oneDay))
	must(t, a.Vote(10, 1, option, monday))
	must(t, a.Vote(10, 1, None, monday))
	if a.Voted(10) != None || a.Voted(30) != "" || a.MayVote(30) {
		t.Errorf("one of the household reads %q, the other %q", a.Voted(10), a.Voted(30))
	}
	for who, want := range map[int64]error{32: ErrVoice, 99: ErrVoice, 10: ErrTwice, 30: ErrOther} {
		if err := a.Vote(who, 1, None, monday); !errors.Is(err, want) {
			t.Errorf("%d votes: %v", who, err)
		}
	}
	if err := a.Vote(11, 1, "o99", monday); !errors.Is(err, ErrUnknown) {
		t.Errorf("what nobody offers: %v", err)
	}
	if err := a.Vote(11, 1, option, monday+oneDay); !errors.Is(err, ErrNotNow) {
		t.Errorf("after the date: %v", err)
	}
	must(t, a.Close(monday+oneDay))
	if c := a.Counted().Counts[0]; c.Given != 1 || c.For[None] != 1 {
		t.Errorf("%+v", c)
	}
}

// A flat is one household however it is written; another flat is another. With who has
// voted gone, the others of the household may vote, and do not read what was said.
func TestAHouseholdIsOneHoweverItIsWritten(t *testing.T) {
	a := New(1, "yanchang", 21, monday)
	for i, name := range []string{"3号楼502", "三号楼五零二室", "3-502", "崧涵庭3号楼502室"} {
		if p, err := a.Join(int64(10+i), "zh-CN", Residents, name, monday); err != nil || p.ID != a.Parties[0].ID {
			t.Errorf("%s is %+v, %v", name, p, err)
		}
	}
	if p, err := a.Join(20, "zh-CN", Residents, "3号楼503", monday); err != nil || p.ID == a.Parties[0].ID {
		t.Errorf("%+v, %v", p, err)
	}
	must(t, second(a.Propose(Option{Words: "movable ones"})))
	must(t, a.OpenRound(50, monday, monday+oneDay))
	must(t, a.Vote(10, 1, None, monday))
	a.Forget(10)
	if a.Voted(11) != "" || !a.MayVote(11) || a.Voting().Votes[a.Parties[0].ID] != None {
		t.Errorf("%q, %v", a.Voted(11), a.MayVote(11))
	}
	must(t, a.Vote(11, 1, None, monday))
	if a.Voted(11) != None || a.MayVote(12) {
		t.Errorf("%q, %v", a.Voted(11), a.MayVote(12))
	}
}

// An option that is taken back after votes: who voted is asked anew about what is left.
func TestAnOptionIsTakenBackAfterVotes(t *testing.T) {
	a := kerb(t)
	first, other := a.Options[0].ID, a.Options[1].ID
	must(t, a.OpenRound(50, monday, monday+oneDay))
	must(t, a.Vote(10, 1, first, monday))
	must(t, a.Withdraw(first, monday+60))
	if r := a.Voting(); r.N != 2 || len(r.Options) != 1 || r.Options[0].ID != other {
		t.Fatalf("%+v", r)
	}
	must(t, a.Withdraw(other, monday+120))
	if a.Voting() != nil || len(a.Timers()) > 0 || a.Counted() != nil {
		t.Errorf("with nothing to vote on: %+v", a.Rounds)
	}
}

// agreed is the kerb with an agreement in force: a shop has the keys and puts the
// bollards down each evening, a worker looks on working days, and somebody installs them once.
func agreed(t *testing.T, c *calendar.Calendar) Accord {
	a := kerb(t)
	shop := PartyOwner(a.Of(20).ID)
	must(t, second(a.Write(Term{Kind: Installs, Words: "bollards", Owner: AgencyOwner("urban"), Rhythm: Rhythm{Once: monday + 10*oneDay}, Proof: Photo})))
	must(t, second(a.Write(Term{Kind: Holds, Words: "puts them up at 20:00", Owner: shop, Rhythm: Rhythm{Cron: "0 20 * * *"}})))
	must(t, second(a.Write(Term{Kind: Patrols, Words: "looks", Owner: PersonOwner(8), Rhythm: Rhythm{Work: 1}, Proof: Worded})))
	must(t, a.Lay("movable bollards", monday))
	for _, term := range a.Asked() {
		must(t, a.Accept(1, term.ID, 1, c, monday))
	}
	if a.Runs != 1 || len(a.Timers()) != 3 {
		t.Fatalf("it is not in force: %+v", a)
	}
	return a
}

// The kerb's evening duty: a reminder, the moment itself, and, half a day later, missed.
func TestADutyClimbsAndIsMissed(t *testing.T) {
	c := office(t)
	a := agreed(t, c)
	evening := a.Versions[0].Terms[1].ID
	var rungs []Rung
	for range 6 {
		rung, err := a.Strike(evening, c, a.Duty(evening).Next)
		must(t, err)
		rungs = append(rungs, rung)
	}
	if d := a.Duty(evening); !slices.Equal(rungs, []Rung{Ahead, Falls, Overdue, Ahead, Falls, Overdue}) || d.Missed != 2 || d.Row != 2 {
		t.Fatalf("%v, %+v", rungs, d)
	}
	d := a.Duty(evening)
	must(t, second(a.Do(evening, 20, 0, "", "", c, d.Due-60)))
	if d.Kept != 1 || d.Row != 0 {
		t.Errorf("%+v", d)
	}
	if _, err := a.Do(evening, 20, 0, "", "", c, d.Due-oneDay); !errors.Is(err, ErrTwice) {
		t.Errorf("pressed twice: %v", err)
	}
	if _, err := a.Strike(evening, c, d.Next-1); !errors.Is(err, ErrNotNow) {
		t.Errorf("before its time: %v", err)
	}
}

// What somebody did not do in time, and another has taken on since, is asked of them.
func TestWhatIsOverdueIsHandedOver(t *testing.T) {
	c := office(t)
	a := agreed(t, c)
	install := a.Versions[0].Terms[0].ID
	must(t, a.HandOver(install, PersonOwner(8), monday+20*oneDay))
	must(t, a.Accept(2, install, 8, c, monday+20*oneDay))
	if d := a.Duty(install); d == nil || d.Next != monday+21*oneDay {
		t.Fatalf("%+v", d)
	}
	if rung, err := a.Strike(install, c, monday+21*oneDay); err != nil || rung != Falls {
		t.Errorf("%d, %v", rung, err)
	}
}

// What is to be done once is asked for until it is done, and is missed once.
func TestWhatIsDoneOnce(t *testing.T) {
	c := office(t)
	a := agreed(t, c)
	install := a.Versions[0].Terms[0].ID
	for range 5 {
		must(t, second(a.Strike(install, c, a.Duty(install).Next)))
	}
	if d := a.Duty(install); d == nil || d.Missed != 1 {
		t.Fatalf("%+v", d)
	}
	if _, err := a.Do(install, 1, 0, "", "done", c, monday+30*oneDay); !errors.Is(err, ErrNotNow) {
		t.Errorf("without a photo: %v", err)
	}
	must(t, second(a.Do(install, 1, 0, "photo", "", c, monday+30*oneDay)))
	if d := a.Duties[0]; a.Duty(install) != nil || d.Late != 1 || d.Missed != 0 || len(a.Timers()) != 2 {
		t.Errorf("%+v", d)
	}
	must(t, second(a.Write(Term{Kind: Pays, Words: "paint", Owner: PersonOwner(8), Cents: 100})))
	must(t, a.Lay("movable bollards", monday+31*oneDay))
	must(t, a.Accept(2, a.Asked()[0].ID, 8, c, monday+31*oneDay))
	if a.Runs != 2 || a.Duty(install) != nil || len(a.Asked()) > 0 {
		t.Errorf("what was done is to be done again: %+v", a.Duties)
	}
}

// Until somebody says yes to what is handed to them, who has it has it; the others'
// yes still counts.
func TestHandedOver(t *testing.T) {
	c := office(t)
	a := agreed(t, c)
	evening := a.Versions[0].Terms[1].ID
	next := PartyOwner(a.Of(21).ID)
	must(t, a.HandOver(evening, next, monday+oneDay))
	if a.Runs != 1 || a.InForce(evening).Owner == next || len(a.Asked()) != 1 {
		t.Fatalf("%+v", a.Asked())
	}
	must(t, a.Refuse(2, evening, "closed on Mondays", 21, monday+oneDay))
	if err := a.Accept(1, evening, 20, c, monday+oneDay); !errors.Is(err, ErrNotNow) {
		t.Errorf("a button of the old version: %v", err)
	}
	must(t, a.Accept(2, evening, 21, c, monday+2*oneDay))
	if a.Runs != 2 || a.InForce(evening).Owner != next || len(a.Timers()) != 3 {
		t.Errorf("%+v", a.Duties)
	}
}

// A shop changes hands: its vote goes, its yes is asked of who comes next, its duty and
// its key are astray until then, and nothing stands still.
func TestAShopChangesHands(t *testing.T) {
	c := office(t)
	a := agreed(t, c)
	shop := a.Of(20).ID
	key, err := a.AddKey("bollard 1", monday)
	must(t, err)
	must(t, a.Take(key, PartyOwner(shop), monday))
	must(t, a.OpenRound(50, monday, monday+oneDay))
	must(t, a.Vote(20, 1, None, monday))
	works := func(int64) bool { return true }
	if len(a.Astray(works)) > 0 {
		t.Fatal("the key is astray")
	}
	must(t, a.ChangeHands(shop, monday+60))
	if len(a.Voting().Votes) > 0 || len(a.Asked()) != 1 || len(a.Astray(works)) != 1 || a.Runs != 1 || len(a.Timers()) != 4 {
		t.Fatalf("%+v", a)
	}
	must(t, second(a.Join(40, "en", Merchants, "shop 0", monday+oneDay)))
	if a.Of(40).ID != shop || len(a.Astray(works)) > 0 {
		t.Errorf("who comes next is %+v", a.Of(40))
	}
	must(t, a.Accept(1, a.Asked()[0].ID, 40, c, monday+oneDay))
	if len(a.Asked()) > 0 || len(a.Timers()) != 4 {
		t.Errorf("%+v", a.Timers())
	}
}

func TestWhoHasTheKey(t *testing.T) {
	a := kerb(t)
	key, err := a.AddKey("bollard 1", monday)
	must(t, err)
	must(t, a.Take(key, PersonOwner(8), monday))
	if err := a.Take(key, PersonOwner(9), monday); !errors.Is(err, ErrTaken) {
		t.Errorf("two have it: %v", err)
	}
	if astray := a.Astray(func(id int64) bool { return id != 8 }); len(astray) != 1 { // who had it works here no more
		t.Fatalf("%+v", astray)
	}
	must(t, a.Lose(key, monday+1))
	if err := a.Take(key, PersonOwner(9), monday); !errors.Is(err, ErrNotNow) {
		t.Errorf("a lost key is taken: %v", err)
	}
	must(t, a.GiveBack(key, monday+2))
	if err := a.GiveBack(key, monday+2); !errors.Is(err, ErrTwice) {
		t.Errorf("given back twice: %v", err)
	}
	must(t, a.Take(key, PersonOwner(9), monday+3))
	if hands := a.Key(key).Hands; len(hands) != 4 || hands[1] != (Hand{At: monday + 1, From: PersonOwner(8), Lost: true}) {
		t.Errorf("%+v", hands)
	}
}

// Who has a duty and blocks the bot: the lead is told once, and it goes on as before
// once they are back.
func TestADutyOwnerIsNotReached(t *testing.T) {
	c := office(t)
	a := agreed(t, c)
	if n := a.Unreached(PersonOwner(8)); n != 1 {
		t.Errorf("%d duties", n)
	}
	if n := a.Unreached(PersonOwner(8)); n != 0 {
		t.Errorf("told again of %d", n)
	}
	a.Reached(PersonOwner(8))
	if n := a.Unreached(PersonOwner(8)); n != 1 {
		t.Errorf("blocked again: %d", n)
	}
}

func TestAForgottenPersonIsNowhere(t *testing.T) {
	c := office(t)
	a := agreed(t, c)
	evening := a.Versions[0].Terms[1].ID
	must(t, a.Say(4711, "too narrow", monday))
	must(t, second(a.Join(4711, "en", Residents, "No. 0", monday)))
	must(t, second(a.Do(evening, 4711, 0, "", "swept the steps", c, monday)))
	a.Refused = append(a.Refused, Refusal{Version: 1, Term: evening, By: 4711, At: monday, Why: "my knees"})
	a.Forget(4711)
	for _, of := range []string{"4711", "too narrow", "swept", "my knees"} {
		if strings.Contains(write(t, a), of) {
			t.Errorf("%s stays: %s", of, write(t, a))
		}
	}
	if len(a.Comments) != 1 || len(a.Refused) != 1 || !a.Genuine() {
		t.Errorf("that they said something is lost, or what was laid down changed: %+v", a)
	}
}

// When a duty is due next, worked by hand: 23 November 2026 is a Monday; 1 January
// 2027 is a day off.
func TestRhythms(t *testing.T) {
	c := office(t)
	for _, r := range []struct {
		r    Rhythm
		from string
		want string
	}{
		{Rhythm{Cron: "0 18 * * *"}, "2026-11-23 09:00", "2026-11-23 18:00"},
		{Rhythm{Cron: "0 18 * * *"}, "2026-11-23 18:00", "2026-11-24 18:00"},
		{Rhythm{Cron: "0 8 * * 1,4"}, "2026-11-23 09:00", "2026-11-26 08:00"},
		{Rhythm{Cron: "0 8 * * 7"}, "2026-11-23 09:00", "2026-11-29 08:00"},
		{Rhythm{Cron: "30 7 1 * *"}, "2026-11-23 09:00", "2026-12-01 07:30"},
		{Rhythm{Cron: "0 8 1 * 3"}, "2026-11-23 09:00", "2026-11-25 08:00"},
		{Rhythm{Cron: "*/30 8-9 * * *"}, "2026-11-23 08:41", "2026-11-23 09:00"},
		{Rhythm{Cron: "0 8 29 2 *"}, "2026-11-23 09:00", "2028-02-29 08:00"},
		{Rhythm{Work: 1}, "2026-11-27 09:00", "2026-11-30 18:00"},
		{Rhythm{Work: 5}, "2026-11-23 09:00", "2026-11-30 18:00"},
		{Rhythm{Work: 1}, "2026-12-31 09:00", "2027-01-04 18:00"},
		{Rhythm{Once: monday + 60}, "2026-11-23 09:00", "2026-11-23 09:01"},
	} {
		from, err := time.ParseInLocation("2006-01-02 15:04", r.from, c.Zone())
		must(t, err)
		if got := time.Unix(r.r.After(from.Unix(), c), 0).In(c.Zone()).Format("2006-01-02 15:04"); got != r.want || !r.r.Good() {
			t.Errorf("%+v after %s is %s, not %s; good %t", r.r, r.from, got, r.want, r.r.Good())
		}
	}
	for _, bad := range []Rhythm{{}, {Cron: "0 18 * *"}, {Cron: "60 1 * * *"}, {Cron: "0 8 * * mon"}, {Cron: "5-1 * * * *"}, {Cron: "*/0 * * * *"}, {Work: -1}, {Work: 1, Once: 5}} {
		if bad.Good() {
			t.Errorf("%+v is good", bad)
		}
	}
	if at := (Rhythm{Once: 5}).After(monday, c) + (Rhythm{Cron: "0 8 31 2 *"}).After(monday, c); at != 0 {
		t.Errorf("what never comes is due at %d", at)
	}
}

// A household stands in a version by its number; where it lives goes with the last of it
// who is forgotten, and the version stays genuine.
func TestWhereAHouseholdLivesIsForgotten(t *testing.T) {
	a := New(1, "yanchang", 21, 1000)
	for _, who := range []int64{1, 2} {
		if _, err := a.Join(who, "zh-CN", Residents, "3号楼502", 1000); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := a.Write(Term{Kind: Provides, Words: "看着", Owner: PartyOwner(a.Parties[0].ID)}); err != nil {
		t.Fatal(err)
	}
	if err := a.Lay("", 1000); err != nil || len(a.Versions[0].Parties) != 1 || HomeOf(a.Versions[0].Parties[0]) != 1 {
		t.Fatalf("%v: %+v", err, a.Versions)
	}
	if a.Forget(1); a.Parties[0].Name == "" {
		t.Error("it is forgotten while somebody of it is there")
	}
	if a.Forget(2); a.Parties[0].Name != "" || a.Parties[0].Home != 1 || !a.Genuine() {
		t.Errorf("%+v", a.Parties[0])
	}
	if p, err := a.Join(3, "zh-CN", Residents, "3号楼502", 1000); err != nil || p.Home != 2 {
		t.Errorf("%v: %+v", err, p)
	}
}

// How often is heard as people say it, and never more often than somebody can bear.
func TestARhythmIsHeardInWords(t *testing.T) {
	for said, want := range map[string]string{
		"每天早上八点": "0 8 * * *", "每周五晚上七点半": "30 19 * * 5", "每周一、四": "0 18 * * 1,4", "星期天下午3点": "0 15 * * 0", "每月1号": "0 18 1 * *",
		"every Friday at 8 pm": "0 20 * * 5", "every day at 7:30": "30 7 * * *", "daily 8am": "0 8 * * *", "monthly on the 15": "0 18 15 * *", "每天 20：15": "15 20 * * *",
	} {
		if r, ok := Spoken(said); !ok || r.Cron != want {
			t.Errorf("%s is %q, %v", said, r.Cron, ok)
		}
	}
	if r, ok := Spoken("每个工作日"); !ok || r.Work != 1 {
		t.Errorf("%+v, %v", r, ok)
	}
	for _, said := range []string{"", "随便", "有空的时候", "每天25点", "每月45号", "when I can"} {
		if r, ok := Spoken(said); ok {
			t.Errorf("%q is %+v", said, r)
		}
	}
	for line, good := range map[string]bool{"*/1 * * * *": false, "0 * * * *": false, "0 8,12,16,20 * * *": true, "0 8 * * 1": true} {
		if (Rhythm{Cron: line}).Good() != good {
			t.Errorf("%s is good: %v", line, !good)
		}
	}
}

// A third and two thirds are just that, half is half, and where no number is asked for one
// voice is enough; nobody at all never is.
func TestHowManyMustVoteIsChosen(t *testing.T) {
	for _, test := range []struct {
		quorum, voices, given int
		enough                bool
	}{
		{Third, 3, 1, true}, {Third, 4, 1, false}, {Third, 100, 33, false}, {Third, 100, 34, true}, {Third, 2, 0, false},
		{Half, 2, 1, true}, {Half, 3, 1, false}, {TwoThirds, 3, 2, true}, {TwoThirds, 100, 66, false}, {TwoThirds, 100, 67, true}, {TwoThirds, 1, 0, false},
		{Anybody, 100, 0, true}, {Anybody, 100, 1, true}, {Half, 0, 0, true},
	} {
		if got := (Round{Quorum: test.quorum}).Quorate(Tally{Voices: test.voices, Given: test.given}); got != test.enough {
			t.Errorf("%+v: %t", test, got)
		}
	}
	one := Tally{House: Residents, Voices: 3, Given: 1, For: map[string]int{"o1": 1}}
	silent := Tally{House: Merchants, Voices: 3, For: map[string]int{}}
	if v, want := (Round{Quorum: Anybody, Counts: []Tally{one, silent}}).Verdict(); v != Want || want != "o1" {
		t.Errorf("one voice, where no number is asked for: %s %s", v, want)
	}
	if v, _ := (Round{Quorum: Anybody, Counts: []Tally{silent, silent}}).Verdict(); v != Nobody {
		t.Errorf("nobody: %s", v)
	}
	if v, _ := (Round{Quorum: Third, Counts: []Tally{one, silent}}).Verdict(); v != Few {
		t.Errorf("of one house nobody: %s", v)
	}
}

// A round is closed before its time once, with a reason, and counts as any other; not
// another round, nor after its time.
func TestARoundIsClosedEarly(t *testing.T) {
	a := New(1, "yanchang", 21, monday)
	a.Join(7, "zh-CN", Residents, "3-502", monday)
	o, _ := a.Propose(Option{Words: "x"})
	must(t, a.OpenRound(Third, monday, monday+7*oneDay))
	must(t, a.Vote(7, 1, o, monday))
	for name, err := range map[string]error{
		"another round": a.CloseEarly(2, "why", monday), "no reason": a.CloseEarly(1, "", monday), "too late": a.CloseEarly(1, "why", monday+7*oneDay),
	} {
		if !errors.Is(err, ErrNotNow) {
			t.Errorf("%s: %v", name, err)
		}
	}
	must(t, a.CloseEarly(1, "why", monday+oneDay))
	r := a.Counted()
	if r == nil || r.Early != "why" || r.Votes != nil || r.Counts[0].Given != 1 || r.Closed != monday+oneDay || len(a.Timers()) != 0 {
		t.Errorf("%+v", r)
	}
	if !errors.Is(a.CloseEarly(1, "why", monday+oneDay), ErrNotNow) || a.End(monday+oneDay) != nil || !errors.Is(a.CloseEarly(1, "why", monday), ErrOver) {
		t.Error("it is closed twice")
	}
}
