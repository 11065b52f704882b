package cases

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"gridbot/flows/grids"
)

// constants are those of a type, as the package's own text has them: by their
// name, so that one that was forgotten everywhere else is found.
func constants(t *testing.T, of string) map[string]string {
	t.Helper()
	files, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, f := range files {
		if !strings.HasSuffix(f.Name(), ".go") || strings.HasSuffix(f.Name(), "_test.go") {
			continue
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), f.Name(), nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(parsed, func(n ast.Node) bool {
			spec, ok := n.(*ast.ValueSpec)
			if !ok {
				return true
			}
			if typ, ok := spec.Type.(*ast.Ident); ok && typ.Name == of && len(spec.Values) == 1 {
				if lit, ok := spec.Values[0].(*ast.BasicLit); ok {
					value, _ := strconv.Unquote(lit.Value)
					all[spec.Names[0].Name] = value
				}
			}
			return true
		})
	}
	if len(all) == 0 {
		t.Fatalf("the package has no %s", of)
	}
	return all
}

// neverActs are actions of the history that nobody does to a case that is there.
var neverActs = map[Action]string{
	Report:  "a case begins with it",
	Join:    "it is where a part begins: see Case.Join",
	Absorb:  "it is the other half of a merge: see Case.Absorb",
	Crowd:   "it follows when one more has told of it: see Case.Crowded",
	Unroute: "its grid is in the folder no more: see Case.Unrouted",
	Import:  "the other system had closed it before it was brought in",
}

func TestEveryActionIsInTheTable(t *testing.T) {
	inTable := actions()
	for name, value := range constants(t, "Action") {
		why, never := neverActs[Action(value)]
		if there := slices.Contains(inTable, Action(value)); there == never {
			t.Errorf("%s is in the table %t, and never an act %t (%s)", name, there, never, why)
		}
	}
	known := slices.Collect(maps.Values(constants(t, "Action")))
	for _, do := range inTable {
		if !slices.Contains(known, string(do)) {
			t.Errorf("%q is done, and no action", do)
		}
	}
}

func TestEverybodyWhoIsToldIsToldBySomeRow(t *testing.T) {
	told := map[Tell]bool{}
	known := slices.Collect(maps.Values(constants(t, "Tell")))
	for _, r := range lifecycle {
		if (r.also.of == nil) != (len(r.also.tell) == 0) {
			t.Errorf("%v: who hears besides, and when, go together", r)
		}
		for _, who := range slices.Concat(r.tell, r.also.tell) {
			if told[who] = true; !slices.Contains(known, string(who)) {
				t.Errorf("%v tells %q, whom nobody knows", r, who)
			}
		}
	}
	for name, who := range constants(t, "Tell") {
		if !told[Tell(who)] {
			t.Errorf("no row tells %s", name)
		}
	}
}

// What an act says besides its name decides who hears of it, too.
func TestWhoElseHears(t *testing.T) {
	for _, s := range statuses() {
		a := Act{Do: Add, By: people["the reporter"], At: begin, Danger: true, Note: reason}
		c := standing(s)
		if c.May(Add, a.By) != nil {
			continue
		}
		next, tells, err := c.Apply(a, in)
		if err != nil || !next.Danger || !slices.Contains(tells, TellLeads) || slices.Contains(tells, TellWorkers) != slices.Contains(offered, s) {
			t.Errorf("%s, danger was added: %v, %t, told %v", s, err, next.Danger, tells)
		}
		a.Danger = false
		if next, tells, _ := c.Apply(a, in); next.Danger || slices.Contains(tells, TellLeads) != (s == Rework) {
			t.Errorf("%s, something was added: in danger %t, told %v", s, next.Danger, tells)
		}
	}
	c := standing(Joint)
	for turn, router := range []bool{false, true} {
		next, tells, err := c.Apply(Act{Do: TurnDown, By: people["the officer"], At: begin, Note: reason}, in)
		if err != nil || !slices.Contains(tells, TellLeads) || slices.Contains(tells, TellRouter) != router {
			t.Errorf("another agency is asked for, %d times before: %v, told %v", turn, err, tells)
		}
		c = play(t, next, Act{Do: Insist, By: people["the lead"], At: begin, Leg: 1})
	}
	for _, decided := range []bool{false, true} {
		a := Act{Do: Whistle, By: people["the lead"], At: begin, Whistle: whistling("police"), Settled: decided}
		_, tells, err := standing(Joint).Apply(a, in)
		if err != nil || !slices.Contains(tells, TellCalled) || slices.Contains(tells, TellLegs) != decided {
			t.Errorf("the whistle, decided by the conference %t: %v, told %v", decided, err, tells)
		}
	}
}

// lives are cases as they come to be: people do what they may, in whatever
// order, and nobody leaves out what the table demands.
func lives(n int) []Case {
	var been []Case
	for seed := range n {
		rd := rand.New(rand.NewPCG(uint64(seed), 1))
		c, now := reported(), begin
		if seed%2 == 0 {
			c.Near = []Near{{Number: 900, Closed: 1}}
		}
		c.Danger, c.By.Anonymous = seed%3 == 0, seed%2 == 1
		if seed%5 == 0 {
			c.Place.Point = &grids.Point{Lat: 31, Lon: 121}
		}
		if seed%7 == 0 {
			c.By.ID = 0 // it was brought in
		}
		if seed%8 == 3 {
			c.By, c.Filed = Reporter{}, &Filing{By: typist, Door: DoorPhone, Token: linkToken}
		}
		if seed%12 == 0 {
			c.Grid = "" // danger, and nobody knows where
		}
		for range 60 {
			been = append(been, c)
			var may []row
			for _, r := range lifecycle {
				if has, holds := c.asks(r); has && holds && r.do != Oust { // a notice that nobody follows is another story
					may = append(may, r)
				}
			}
			if len(may) == 0 {
				break
			}
			r := may[rd.IntN(len(may))]
			if now = now.Add(time.Duration(rd.IntN(120)) * time.Minute); r.by == PartClock {
				now = time.Unix(max(now.Unix(), c.Clock.Strikes()), 0)
			}
			a := sometime(r, now, rd)
			a.By = c.who(r)
			if next, _, err := c.Apply(a, in); err == nil {
				c, _ = next.Follow(shop)
			}
			if seed%2 == 1 && rd.IntN(2) == 0 {
				c, _ = c.Join(Act{By: people["who joined"], At: now})
			}
		}
	}
	return been
}

// who has the part of a row in a case, as a rule.
func (c Case) who(r row) Person {
	switch r.by {
	case PartAssignee:
		return Person{ID: c.Assignee, Grid: "north", Worker: true}
	case PartLead:
		if r.do == Uphold || r.do == Reinstate { // never who declined it
			return people["the coordinator"]
		}
		return Person{ID: lead, Grid: cmp.Or(c.Grid, "north"), Lead: true}
	}
	return playing(r)
}

// asks tells whether anybody has the part of a row from the case's status, and
// what its guard says to them.
func (c Case) asks(r row) (has, holds bool) {
	if r.from != c.Status {
		return false, false
	}
	p := c.who(r)
	return slices.Contains(c.Parts(p), r.by), r.when.holds(c, p)
}

// sometime is a full act of a row at any time, with what it may choose chosen.
func sometime(r row, now time.Time, rd *rand.Rand) Act {
	a, later := full(r), now.Add(3*day)
	a.At, a.Until, a.Danger = now, later, rd.IntN(3) == 0
	a.Plea = []PleaKind{PleaExtension, PleaPause}[rd.IntN(2)]
	a.Whistle = whistling("gas")
	a.Whistle.Calls[0].Serves = rd.IntN(2) == 0
	for i := range a.Notice.Items {
		a.Notice.Items[i].Due = later.Unix()
	}
	for i := range a.Results {
		a.Results[i].Until = later
	}
	a.Deed.Undo = later.Unix()
	if rd.IntN(2) == 0 {
		a.Deed = &Deed{ID: "fine"}
	}
	return a
}

// quiet is a life in which nobody says that it came back, until nothing looks
// after it any more.
func quiet(t *testing.T) []Case {
	worker, clock := people["the assignee"], people["the clock"]
	var been []Case
	c, at := reported(), begin
	for _, a := range []Act{
		{Do: Claim, By: worker}, {Do: Arrive, By: worker}, {Do: Submit, By: worker, Files: photo(PhaseAfter)}, {Do: Pass, By: people["the lead"]}, {Do: Lapse, By: clock},
		{Do: Recheck, By: clock}, {Do: Survey, By: clock}, {Do: Fine, By: worker}, {Do: Recheck, By: clock}, {Do: Fine, By: worker},
		{Do: Still, By: people["the reporter"]}, {Do: Rate, By: people["the reporter"], Rating: 5}, {Do: Recheck, By: clock}, {Do: Fine, By: worker},
	} {
		if a.By.Clock {
			at = time.Unix(c.Clock.Strikes(), 0)
		}
		if a.Do == Survey {
			at = time.Unix(c.Asking.Strikes(), 0)
		}
		a.At = at
		c = play(t, c, a)
		been = append(been, c)
	}
	return been
}

// A guard that always holds, or never, is none. Each is asked of the people who
// have the part of its row, in cases as they come to be.
func TestNoGuardIsDead(t *testing.T) {
	been := slices.Concat(quiet(t), lives(1500))
	been = append(been, play(t, standing(Closed), Act{Do: Succeed, By: people["the clock"], At: begin, To: 1043}))
	been = append(been, standing(Verified), play(t, standing(Verified), Act{Do: Agree, By: people["who joined"], At: begin})) // too seldom by chance
	scanned, _ := standing(Rectifying).Ask(Asker{ID: passer}, begin)
	been = append(been, scanned, stopped(standing(Rectifying), Rectifying), standing(Rectifying), suspended(t), objected(t), stopped(standing(Paused), Rework), handedOver(called(standing(Joint)), false), handedOver(called(standing(Joint)), true))
	type answers struct{ yes, no bool }
	heard := map[string]answers{}
	for _, c := range been {
		for _, r := range lifecycle {
			if has, holds := c.asks(r); has {
				a := heard[r.when.says]
				heard[r.when.says] = answers{a.yes || holds, a.no || !holds}
			}
		}
	}
	for _, r := range lifecycle {
		if (r.when.of == nil) != (r.when.says == "") {
			t.Errorf("%v has half a guard: %q", r, r.when.says)
		}
		if a := heard[r.when.says]; r.when.of != nil && !(a.yes && a.no) {
			t.Errorf("%v, %s: it ever holds %t, it ever does not %t", r, r.when.says, a.yes, a.no)
		}
	}
}

func TestEveryClockIsStarted(t *testing.T) {
	started := map[ClockName]string{}
	for s, name := range clockOf {
		c := standing(s)
		c.enter(s, Route, begin, in)
		if c.Clock.Name != name {
			t.Errorf("%s starts %q, not %s", s, c.Clock.Name, name)
		}
		started[name] = string(s)
	}
	officer := people["the officer"]
	for _, acts := range [][]Act{
		nil, {{Do: ReportIn, By: officer}}, {{Do: Reach, By: officer}},
		{{Do: Perform, By: officer, Deed: &Deed{ID: "suspend", Undo: begin.Add(5 * day).Unix()}}},
	} {
		l := play(t, standing(Joint), acts...).Legs[0]
		started[l.Clock.Name] = string(l.Status)
	}
	law := failed(0, begin.Add(90*day))
	law.Law = true
	given := play(t, standing(Rectifying), Act{Do: Inspect, By: people["the assignee"], Results: []Result{law}, Whistle: whistling("gas")})
	started[given.Legs[0].Clock.Name] = "handed over"
	started[play(t, given, Act{Do: Receive, By: officer}).Legs[0].Clock.Name] = "received"
	written := play(t, standing(Joint), Act{Do: Post, By: people["the lead"], Note: reason})
	started[written.Postings[0].Clock.Name] = "posting"
	started[play(t, standing(Verified), Act{Do: Confirm, By: people["the reporter"]}).Asking.Name] = "closing"
	known := constants(t, "ClockName")
	for name, value := range known {
		if started[ClockName(value)] == "" {
			t.Errorf("%s is started by no status, of a case or of a leg", name)
		}
	}
	for name, by := range started {
		if name != "" && !slices.Contains(slices.Collect(maps.Values(known)), string(name)) {
			t.Errorf("%s starts %q, which is no clock", by, name)
		}
	}
}

// What a case is stored with, and what stands on buttons, are words we have
// published: add some, never change one.
func TestPublishedWordsStay(t *testing.T) {
	const path = "testdata/words.golden"
	var b strings.Builder
	for _, of := range []string{"Status", "Action", "Part", "View", "Phase", "FileKind", "Outcome", "ClockName", "LegStatus", "Proof", "PleaKind", "Aspect", "EvidenceKind", "Ruling", "StatementKind"} {
		words := slices.Sorted(maps.Values(constants(t, of)))
		fmt.Fprintf(&b, "%s: %s\n", of, strings.Join(words, " "))
	}
	if *update {
		if err := os.WriteFile(path, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != b.String() {
		t.Errorf("a word was added, or changed (go test ./flows/cases -update writes them anew):\n%s", b.String())
	}
}

// What is done once is done: it stands until something else takes it back.
func TestWhatIsDoneOnceIsNotDoneAgain(t *testing.T) {
	once := []Action{SetOut, Agenda, Topic, Settle, Propose, Dismiss, Cede, Unask, Refuse, Escalate, Plead, Deny, Again, Rate, Reach, TurnDown, ReportIn, CallOff, Insist, TakeBack, Ack, Contest, Uphold, Reinstate, Absent, Merge, Lift, Receive, Rule, Object, Answer}
	for _, r := range lifecycle {
		if !slices.Contains(once, r.do) {
			continue
		}
		c := play(t, playable(r), full(r))
		if err := c.May(r.do, playing(r)); err == nil {
			t.Errorf("%v, and again", r)
		}
	}
}
