package cases

import (
	"encoding/json"
	"reflect"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"gridbot/flows/text"
)

// A life is one case, whatever people do to it, and the time it is.
type life struct {
	*rapid.T
	c   Case
	now time.Time
}

func TestWhateverPeopleDoTheCaseKeepsItsRules(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		l := &life{T: rt, c: reported(), now: begin}
		l.c.Near = []Near{{Number: 900, Closed: 1}}
		if rapid.Bool().Draw(rt, "it was filed") {
			l.c.By, l.c.Filed = Reporter{}, &Filing{By: typist, Door: DoorHotline, Ref: "7", Token: linkToken}
		}
		l.begin()
		rt.Repeat(map[string]func(*rapid.T){
			"somebody does what they may": l.sensible, "and more of it": l.sensible, "and still more": l.sensible,
			"somebody does anything":   l.senseless,
			"somebody opens the link":  l.follows,
			"it is told of twice":      l.twice,
			"time goes by":             l.later,
			"":                         func(*rapid.T) { l.standsRight() },
			"hours go by, no days yet": func(rt *rapid.T) { l.now = l.now.Add(hours(rt, 30)) },
		})
	})
}

// begin brings the case some way, so that every part of its life is visited.
func (l *life) begin() {
	path := []Act{
		{Do: Claim, By: people["the assignee"]}, {Do: Arrive, By: people["the assignee"]}, {Do: Serve, By: people["the assignee"], Notice: order()},
		{Do: Clear, By: people["the assignee"], Results: []Result{passed(0), passed(1)}}, {Do: Pass, By: people["the lead"]},
		{Do: Lapse, By: people["the clock"]},
	}
	for _, a := range path[:rapid.IntRange(0, len(path)).Draw(l.T, "how far it is")] {
		l.does(a)
		if a.Do == Serve {
			l.c, _ = l.c.Follow(shop)
		}
	}
}

// crowd is everybody who may come by: the same person in several roles, too.
func crowd() []Person {
	all := []Person{{ID: li, Grid: "north", Worker: true, Shows: linkToken}, {ID: wu, Grid: "north", Worker: true, Shows: linkToken}, {ID: lead, Grid: "north", Lead: true, Worker: true}, {ID: wu, Grid: "north", Lead: true}, {ID: ana, Grid: "north", Worker: true}, {ID: 42}, {}}
	for _, who := range []string{"the reporter", "the assignee", "another worker", "a worker elsewhere", "the lead", "a lead elsewhere", "the coordinator", "the addressee", "the officer", "an officer uncalled", "nobody", "who filed it", "who shows the link"} {
		all = append(all, people[who])
	}
	return all
}

func hours(rt *rapid.T, most int) time.Duration {
	return time.Duration(rapid.IntRange(0, most*60).Draw(rt, "minutes")) * time.Minute
}

// sensible: somebody presses one of their buttons.
func (l *life) sensible(rt *rapid.T) {
	l.T = rt
	var may []Act
	for _, p := range crowd() {
		for _, do := range l.c.Actions(p) {
			may = append(may, Act{Do: do, By: p})
		}
	}
	if len(may) == 0 {
		rt.Skip("nobody may do anything")
	}
	l.does(l.filled(rapid.SampledFrom(may).Draw(rt, "act")))
}

// senseless: anybody does anything.
func (l *life) senseless(rt *rapid.T) {
	l.T = rt
	l.does(l.filled(Act{Do: rapid.SampledFrom(actions()).Draw(rt, "do"), By: rapid.SampledFrom(crowd()).Draw(rt, "by")}))
}

func (l *life) follows(rt *rapid.T) {
	l.T = rt
	if rapid.Bool().Draw(rt, "only asks") {
		l.c, _ = l.c.Ask(Asker{ID: passer, Name: "Pa"}, l.now)
		return
	}
	next, err := l.c.Follow(rapid.SampledFrom([]int64{shop, 42, 43, 44, 45, 46, 47}).Draw(rt, "who"))
	if err != nil && !reflect.DeepEqual(next, l.c) {
		rt.Fatal("a link that was refused changed the case")
	}
	l.c = next
}

// later: the clock strikes whenever it has to, on time or when the bot is
// back.
func (l *life) later(rt *rapid.T) {
	l.T = rt
	end := l.now.Add(hours(rt, 24*12))
	late := rapid.Bool().Draw(rt, "the bot was away")
	for strikes := 0; l.c.Clock.Strikes() != 0 && l.c.Clock.Strikes() <= end.Unix(); strikes++ {
		if strikes == 30 {
			rt.Fatalf("the clock strikes without end: %+v", l.c.Clock)
		}
		if at := time.Unix(l.c.Clock.Strikes(), 0); !late && at.After(l.now) {
			l.now = at
		} else if late {
			l.now = end
		}
		was := l.c.Clock
		if !l.does(Act{Do: l.struck(), By: people["the clock"]}) {
			rt.Fatalf("nothing happens when the clock strikes in %s: %+v", l.c.Status, was)
		}
		if k := l.c.Clock; was.Name.Climbs() && k.Strikes() != 0 && k.Strikes() <= l.now.Unix() {
			rt.Fatalf("struck at %d, it strikes again at %d", l.now.Unix(), k.Strikes())
		}
	}
	l.legsStrike(end)
	l.now = end
}

func (l *life) struck() Action {
	switch k := l.c.Clock; {
	case k.Name == ClockAnswer:
		return Lapse
	case k.Name == ClockPause:
		return Resume
	case k.Name == ClockAfter:
		return Recheck
	case l.now.Unix() < k.Due:
		return Warn
	}
	return Overdue
}

// filled is the act with all it could need, and sometimes with nonsense.
func (l *life) filled(a Act) Act {
	rt := l.T
	odd := rapid.IntRange(0, 3).Draw(rt, "odd") == 0
	phase := PhaseAfter
	if odd {
		phase = rapid.SampledFrom([]Phase{PhaseAfter, PhaseNote, PhaseNotice, PhaseProof}).Draw(rt, "phase")
	}
	if !odd || rapid.Bool().Draw(rt, "a reason") {
		a.Note = reason
	}
	for range rapid.IntRange(0, 4).Draw(rt, "files") {
		a.Files = append(a.Files, photo(phase)...)
	}
	a.To = rapid.SampledFrom([]int64{wu, li, lead, 900, shop, passer, 0}).Draw(rt, "to")
	a.Grid = rapid.SampledFrom([]string{"north", "north", "south", ""}).Draw(rt, "grid")
	a.Danger = rapid.Bool().Draw(rt, "danger")
	if !odd {
		a.Place = &Place{Name: text.Said("the corner")}
	}
	a.Of = rapid.SampledFrom([]Aspect{OfCategory, OfPlace, OfUrgency, OfWords, OfPhoto, OfGrid}).Draw(rt, "of")
	a.Category = rapid.SampledFrom([]string{"gas", "lamp", "rubbish", ""}).Draw(rt, "category")
	a.Urgent, a.FromStart, a.Rise = rapid.Bool().Draw(rt, "urgent"), rapid.Bool().Draw(rt, "from the start"), Rise{2, 3}
	if a.Known = l.c.Corrections(); odd {
		a.Known--
	}
	a.Ruling = rapid.SampledFrom([]Ruling{RulingFine, RulingDropped, ""}).Draw(rt, "ruling")
	a.Rating = rapid.IntRange(0, 6).Draw(rt, "rating")
	a.Until = l.now.Add(hours(rt, 24*15) - 6*time.Hour)
	a.Plea = rapid.SampledFrom([]PleaKind{PleaExtension, PleaExtension, PleaPause}).Draw(rt, "plea")
	a.Item = rapid.IntRange(-1, 2).Draw(rt, "item")
	a.Notice = l.order(odd)
	l.legs(&a, odd)
	if n := l.c.Notice(); n != nil && (a.Do == Inspect || a.Do == Clear) {
		for i := range n.Items {
			r := Result{Item: i, Pass: rapid.Bool().Draw(rt, "pass"), File: &photo(phase)[0], Until: l.now.Add(hours(rt, 24*9)), Why: reason}
			if (a.Do == Clear && n.Items[i].Passed == 0) || rapid.Bool().Draw(rt, "looked at") {
				r.Pass = r.Pass || a.Do == Clear
				a.Results = append(a.Results, r)
			}
		}
	}
	return a
}

// order is a notice; an odd one says of itself what only its life can say.
func (l *life) order(odd bool) *Notice {
	n := order()
	n.Items = n.Items[:rapid.IntRange(1, 2).Draw(l.T, "items")]
	for i := range n.Items {
		n.Items[i].Due = l.now.Add(hours(l.T, 24*9)).Unix()
		if odd {
			n.Items[i].Passed, n.Items[i].Proofs = l.now.Unix(), 3
		}
	}
	if odd {
		n.Over, n.Followers = l.now.Unix(), []int64{51, 52, 53, 54, 55, 56, 57}
		n.Proof = rapid.SampledFrom([]Proof{"", ProofSigned, ProofWitness, ProofRefused, ProofPosted, ProofMail}).Draw(l.T, "proof")
	}
	return n
}

// does is the act being tried. It reports whether it counted.
func (l *life) does(a Act) bool {
	a.At = l.now
	was := mustString(l.T, l.c)
	next, tell, err := l.c.Apply(a, in)
	if mustString(l.T, l.c) != was {
		l.Fatalf("%s changed the case it was asked of", a.Do)
	}
	if err != nil {
		if tell != nil || mustString(l.T, next) != was {
			l.Fatalf("%s was refused, and yet changed it or told %v", a.Do, tell)
		}
		return false
	}
	old := l.c
	l.c = next
	l.moved(old, a)
	l.standsRight()
	return true
}

func mustString(rt *rapid.T, v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		rt.Fatal(err)
	}
	return string(b)
}

// moved is what holds between a case and what became of it.
func (l *life) moved(old Case, a Act) {
	c, e := l.c, l.c.Log[len(l.c.Log)-1]
	if len(c.Log) != len(old.Log)+1 || e.Do != a.Do || e.To != c.Status || e.At != a.At.Unix() || !slices.Contains(old.Parts(a.By), e.Part) {
		l.Fatalf("%s is remembered as %+v", a.Do, e)
	}
	if (a.Do == Pass || a.Do == SendBack) && slices.Contains(old.Handlers, a.By.ID) {
		l.Fatalf("%d checked their own work", a.By.ID)
	}
	if a.Do == Own && (slices.Contains(c.Handlers, a.By.ID) || c.FiledBy(a.By.ID) || c.Filed.Token != "") {
		l.Fatalf("%d claimed the tracking card: %+v, handled by %v", a.By.ID, c.Filed, c.Handlers)
	}
	if c.By.ID != 0 && c.By.ID == c.Assignee {
		l.Fatalf("%d has it, and is to say whether it is fixed", c.Assignee)
	}
	if a.Do == Pass && (c.Outcome == Checked) != (old.By.ID == 0 && old.heir() == nil && !old.Nothing) {
		l.Fatalf("it passed the check, told by %d, and ended %q", old.By.ID, c.Outcome)
	}
	l.gainedTime(old, a, e.Part)
	if p := old.Paused(); old.Status == Paused && c.Status != Paused {
		l.wentOn(old, *p, a)
	}
	if grew := len(c.Files) > len(old.Files); grew && len(c.Files) > mostFiles && slices.Contains([]Action{Add, Note, Prove}, a.Do) {
		l.Fatalf("%s left %d files", a.Do, len(c.Files))
	}
}

// gainedTime is what holds of the time that was asked for, and given.
func (l *life) gainedTime(old Case, a Act, by Part) {
	c := l.c
	if same := c.Clock.Name == old.Clock.Name && c.Clock.Due == old.Clock.Due && len(c.Notices) == len(old.Notices); same && c.Clock.Step < old.Clock.Step {
		l.Fatalf("after %s the rungs from %d on are told again: %+v, %+v", a.Do, c.Clock.Step, old.Clock, c.Clock)
	}
	if a.Do == Grant && c.Status == old.Status && c.Clock.Due < old.Clock.Due {
		l.Fatalf("more time was granted, and there is less: %d, %d", old.Clock.Due, c.Clock.Due)
	}
	if a.Do == Plead && by != PartOfficer && (c.Plea == nil || c.Plea.Part != by) { // an officer asks for their own leg
		l.Fatalf("%s asked, and what is asked for is %+v", by, c.Plea)
	}
}

// wentOn is what holds after a pause: what was left of the clock is left now.
func (l *life) wentOn(old Case, p Standstill, a Act) {
	c, stood := l.c, a.At.Unix()-p.From
	if c.Status == Merged { // nothing goes on here
		if c.Pauses[len(c.Pauses)-1].To != a.At.Unix() {
			l.Fatalf("it was merged, and stands still: %+v", c.Pauses)
		}
		return
	}
	if c.Alarm == a.At.Unix() { // danger: it begins anew
		if c.Status != p.Was || c.Clock.Since != a.At.Unix() {
			l.Fatalf("after danger in a pause: %s, %+v", c.Status, c.Clock)
		}
		return
	}
	due, step := p.Clock.Due+stood, p.Clock.Step
	for _, leg := range old.Legs { // called in meanwhile: the case has as long as they have
		if p.Clock.Name == ClockHandle && leg.Open() && leg.Clock.Due > due {
			due, step = leg.Clock.Due, 0
		}
	}
	if c.Status != p.Was || c.Clock.Due != due || c.Clock.Step != step || c.Pauses[len(c.Pauses)-1].To != a.At.Unix() {
		l.Fatalf("after %s from a pause of %ds: %s, %+v, before it %s, %+v", a.Do, stood, c.Status, c.Clock, p.Was, p.Clock)
	}
}

// standsRight is what holds of a case at any time.
func (l *life) standsRight() {
	c := l.c
	l.clockStandsRight()
	l.noticeStandsRight()
	l.legsStandRight()
	if c.Verifier != 0 && slices.Contains(c.Handlers, c.Verifier) {
		l.Fatalf("%d is to check their own work", c.Verifier)
	}
	if c.Assignee != 0 && !slices.Contains(c.Handlers, c.Assignee) {
		l.Fatalf("%d has it, and could check it", c.Assignee)
	}
	if s := c.Status; (s == Verified || s == Closed || s == Watch) && len(c.FilesOf(PhaseAfter)) == 0 {
		l.Fatalf("%s without a photo of what was done", s)
	}
	if done := c.Status.Type() == Done; done != (c.Ended != 0) || done != (c.Outcome != "") || !done && c.After != 0 {
		l.Fatalf("%s, ended %d, %q, %d looks", c.Status, c.Ended, c.Outcome, c.After)
	}
	l.pausesStandRight()
	l.historyStandsRight()
	var back Case
	if err := json.Unmarshal([]byte(mustString(l.T, c)), &back); err != nil || !reflect.DeepEqual(back, c) {
		l.Fatalf("the case does not survive JSON: %v\n%+v\n%+v", err, c, back)
	}
}

func (l *life) pausesStandRight() {
	c, open := l.c, 0
	for i, p := range c.Pauses {
		if p.To == 0 {
			open++
		}
		if i > 0 && p.From < c.Pauses[i-1].To || p.To != 0 && p.To < p.From {
			l.Fatalf("the pauses overlap: %+v", c.Pauses)
		}
	}
	if want := map[bool]int{true: 1}[c.Status == Paused]; open != want || (c.Paused() != nil) != (want == 1) {
		l.Fatalf("%s, and %d pauses run", c.Status, open)
	}
}

func (l *life) historyStandsRight() {
	c, times := l.c, map[Action]int{}
	for i, e := range c.Log {
		times[e.Do]++
		if i > 0 && e.At < c.Log[i-1].At {
			l.Fatalf("the history goes back: %+v", c.Log)
		}
	}
	if times[Add] > mostAdded || times[Note] > mostAdded {
		l.Fatalf("added without end: %v", times)
	}
}

// clockStandsRight: what is open has one next strike as long as its ladder has
// rungs left.
func (l *life) clockStandsRight() {
	k, s := l.c.Clock, l.c.Status
	switch {
	case s.Type() == Open && (k.Name != l.c.clockIn(s) || k.Due <= 0):
		l.Fatalf("no clock runs in %s: %+v", s, k)
	case k.Name == "" && k != (Clock{}):
		l.Fatalf("a clock without a name: %+v", k)
	case k.Name == "":
		return
	}
	left := !k.Name.Climbs() || !in.Rung(l.c, k.Step).IsZero()
	if left != (k.Strikes() != 0) || left == k.Rung {
		l.Fatalf("%s: rungs are left %t, and it strikes at %d: %+v", s, left, k.Strikes(), k)
	}
	if at := k.Strikes(); at != 0 && (at < begin.Unix() || at > l.now.Add(200*day).Unix()) {
		l.Fatalf("%s: it strikes at %d, %+v", s, at, k)
	}
}

func (l *life) noticeStandsRight() {
	c := l.c
	n := c.Notice()
	running := c.Status == Rectifying || c.Status == Paused && c.Paused().Was == Rectifying
	if running != (n != nil && len(n.Open()) > 0) {
		l.Fatalf("%s, and of the notice is open %+v", c.Status, n)
	}
	if c.Status == Rectifying && c.Alarm == 0 && c.Clock.Due != n.Due().Unix() {
		l.Fatalf("the clock runs out at %d, the notice at %d", c.Clock.Due, n.Due().Unix())
	}
	if len(c.Notices) > mostNotices {
		l.Fatalf("%d notices", len(c.Notices))
	}
	for i, n := range c.Notices {
		if (n.Over == 0) && i < len(c.Notices)-1 || len(n.Items) > MostItems || len(n.Followers) > mostFollowers {
			l.Fatalf("notice %d of %d: %+v", i, len(c.Notices), n)
		}
		for _, it := range n.Items {
			if it.Proofs > mostProofs {
				l.Fatalf("%d proofs", it.Proofs)
			}
		}
	}
	l.followersStandRight(n)
}

// followersStandRight: who follows the notice in force may ask and object, show what was put
// right and ask for time; every other stranger is nobody.
func (l *life) followersStandRight(n *Notice) {
	c := l.c
	for _, id := range []int64{shop, 42, 43, 44, 45, 46, 47, stranger} {
		p := Person{ID: id}
		follows := n != nil && slices.Contains(n.Followers, id)
		if parts := c.Parts(p); follows && !slices.Equal(parts, []Part{PartAddressee}) || !follows && parts != nil || c.Sees(p) != follows {
			l.Fatalf("%d, who follows %t, is %v and sees it %t", id, follows, parts, c.Sees(p))
		}
		for _, do := range c.Actions(p) {
			if !slices.Contains([]Action{Prove, Plead, Question, Object}, do) {
				l.Fatalf("%d may %s", id, do)
			}
		}
	}
}
