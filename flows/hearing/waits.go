package hearing

import (
	"slices"
	"strings"
	"time"

	"gridbot/flows/acts"
	"gridbot/flows/ask"
	"gridbot/flows/cases"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// Outside every dialogue, words may still be an answer somebody waits for, or a
// photo of work that is being done: nothing of it silently begins a report.

// before reads whose words they may be: what is answered or changed, and,
// outside every dialogue, the cases of who is talking.
func before(w *world.World, e talk.Event, n *world.Need) {
	if strings.HasSuffix(e.Press, "|else") {
		n.Mine = true // they are asked which of theirs they meant
	}
	if e.Press != "" || e.Clock != nil || e.Command != "" {
		return
	}
	switch {
	case e.Reply != 0:
		n.Reply = world.Message{Chat: e.Chat.ID, ID: e.Reply}
	case e.Edited && e.Text != "" && !e.Moving:
		n.Reply = world.Message{Chat: e.Chat.ID, ID: e.Message}
	}
	if n.Case == 0 && inReport(w) {
		n.Case = world.CaseNumber(e.Text)
	}
	if w.Session.Dialogue == "detail" && world.CaseNumber(e.Text) != 0 {
		n.Mine = true
	}
	if w.Me.ID == 0 || w.Session.Dialogue != "" || !outOfTheBlue(w, e) {
		return // who they are is not known yet, or what they answer
	}
	n.Mine = true
	if n.Case == 0 && wish(e.Text) != "" {
		n.Case = w.Me.Notice
	}
	if w.Me.Role == world.Worker || w.Me.Role == world.Officer {
		needStep(w, e, n)
	}
}

// outOfTheBlue tells whether somebody says or shows something in private that no
// question, no button and no command stands for; and no danger, which comes first.
func outOfTheBlue(w *world.World, e talk.Event) bool {
	return e.Press == "" && e.Command == "" && e.Clock == nil && !e.Edited && !e.Chat.Group && e.Point == nil && (e.Text != "" || len(e.Files) > 0) &&
		world.CaseNumber(e.Text) < 1000 && !w.Me.GoesOn(e) && !acts.WantsOut(e) && !dangerous(w, e.Text)
}

// A sense is what is made of words out of the blue: who they are about, and what
// becomes of them. The zero one makes nothing of them.
type sense struct {
	take   *cases.Case // they are about it
	of     []cases.Case
	answer *cases.Case  // they are most likely about this one, which waits for a yes or a no
	notice *cases.Case  // they want something of its notice
	over   []cases.Case // they say that it is over, before anybody has said it is done
	adds   *cases.Case  // they go on telling of the danger of a moment ago
	step   bool         // they say how far they are, in one of several
}

func (s sense) none() bool {
	return s.take == nil && len(s.of) == 0 && s.answer == nil && s.notice == nil && len(s.over) == 0 && s.adds == nil
}

// senseOf finds out what words or photos are about.
func senseOf(w *world.World, e talk.Event) sense {
	if !outOfTheBlue(w, e) {
		return sense{}
	}
	begins := newHazard(w, e.Text)
	if c := noticeOf(w, e); c != nil && !begins {
		return sense{notice: c}
	}
	waits, mine := waiting(w), open(mine(w))
	if s := ofWork(w, e, waits); !s.none() {
		return s
	}
	if c := lately(w, mine, e.Text); c != nil && !overAt(mine, e) && (len(waits) != 1 || !clearly(w, waits[0], e)) {
		return sense{adds: c}
	}
	if held := heldBy(w); len(held) > 0 && !begins {
		return sense{of: append(held, waits...)}
	}
	if len(waits) == 1 {
		if c := waits[0]; clearly(w, c, e) {
			return sense{take: &c}
		} else if !begins && asked(w, c) {
			return sense{answer: &c}
		}
		return sense{}
	}
	return ofTheirs(w, e, waits, mine, begins)
}

// ofTheirs is what is made of the words of somebody who has told of something: of several
// that wait for their answer, and of those that are open.
func ofTheirs(w *world.World, e talk.Event, waits, mine []cases.Case, begins bool) sense {
	switch {
	case len(waits) > 1 && !begins:
		return sense{of: append(waits, slices.DeleteFunc(mine, func(c cases.Case) bool {
			return slices.ContainsFunc(waits, func(o cases.Case) bool { return o.Number == c.Number })
		})...)}
	case !begins && overAt(mine, e):
		return sense{over: ofKind(w, mine, e.Text)}
	case len(mine) > 0 && (len(e.Files) == 0 && followsUp(w, e.Text) || !begins && goesOn(w, mine, e.Text)):
		return sense{of: mine}
	}
	return sense{}
}

// ofWork is what is made of the words of somebody who works on cases: they name one by its
// number, or say how far they are in the one where that step can be taken.
func ofWork(w *world.World, e talk.Event, waits []cases.Case) sense {
	if c := named(heldBy(w), e.Text); c != nil {
		return sense{take: c}
	}
	if len(waits) > 0 {
		return sense{} // which of all of them is asked
	}
	switch some := steps(w, e.Text); {
	case len(some) == 0:
		return sense{}
	case len(some) == 1 && stageOf(e.Text) != taking: // to take it is asked: words note nothing on it
		return sense{take: &some[0]}
	default:
		return sense{of: some, step: true}
	}
}

// ofKind are the cases of a kind that words name; all where they name none of theirs.
func ofKind(w *world.World, all []cases.Case, words string) []cases.Case {
	kinds := kindsOf(w, words)
	of := slices.DeleteFunc(slices.Clone(all), func(c cases.Case) bool { return !slices.Contains(kinds, c.Category) })
	if len(of) == 0 {
		return all
	}
	return of
}

// stillTelling is how long after a report more of it may come as if it had not
// been sent.
const stillTelling = 10 * 60 // seconds

// goesOn tells whether words or photos may belong to what was sent a moment ago,
// as they clearly tell of nothing else.
func goesOn(w *world.World, mine []cases.Case, words string) bool {
	if words == "" && w.Me.Notice != 0 {
		return false // it may as well be for that
	}
	g := w.District.Guess(words)
	return slices.ContainsFunc(mine, func(c cases.Case) bool {
		return w.Now.Unix()-c.Opened < stillTelling && (words == "" || !g.Sure || g.Likely[0].ID == c.Category)
	})
}

// heldBy are the cases somebody works on, the likeliest first: what they touched
// last.
func heldBy(w *world.World) []cases.Case {
	all := whose(w, func(c cases.Case) bool {
		return c.Status.Type() == cases.Open && c.By.ID != w.Me.ID && (c.Assignee == w.Me.ID || w.MyLeg(c) != 0) && c.May(cases.Note, w.Me.Part()) == nil
	})
	slices.SortStableFunc(all, func(a, b cases.Case) int { return int(touched(b, w.Me.ID) - touched(a, w.Me.ID)) })
	return all
}

// touched is when somebody last did something to a case.
func touched(c cases.Case, by int64) int64 {
	for _, e := range slices.Backward(c.Log) {
		if e.By == by {
			return e.At
		}
	}
	return 0
}

// answeredWithin is how long after closing a few words may still be how
// satisfied somebody is.
const answeredWithin = 3 * 24 * time.Hour

// waiting are the person's cases that wait for their answer: whether it is
// fixed, whether it still is, how they found it.
func waiting(w *world.World) []cases.Case {
	own := mine(w)
	if all := slices.DeleteFunc(slices.Clone(own), func(c cases.Case) bool { return !asked(w, c) }); len(all) > 0 {
		return all
	}
	for _, c := range own { // of those that are only to be rated, the newest
		if c.May(cases.Rate, w.Me.Part()) == nil && w.Now.Unix()-c.Ended < int64(answeredWithin/time.Second) {
			return []cases.Case{c}
		}
	}
	return nil
}

// clearly tells whether words are a clear answer to what a case waits for.
func clearly(w *world.World, c cases.Case, e talk.Event) bool {
	me := w.Me.Part()
	if c.May(cases.Rate, me) == nil && stars(e.Text) > 0 && len(e.Files) == 0 {
		return true
	}
	if ofElse(w, c, e.Text) {
		return false
	}
	switch answerTo(e.Text) {
	case yes:
		return asked(w, c)
	case no, half:
		return c.May(cases.Confirm, me) == nil || c.May(cases.Still, me) == nil || c.May(cases.Reopen, me) == nil
	}
	return false
}

// asked tells whether a case waits for a yes or a no.
func asked(w *world.World, c cases.Case) bool {
	me := w.Me.Part()
	return c.May(cases.Confirm, me) == nil || c.May(cases.Agree, me) == nil || c.May(cases.Still, me) == nil
}

// likely is how sure we must be that words tell of a kind of hazard before we
// say that they are about no other.
const likely = 0.4

// kindsOf are the kinds of hazard words tell of.
func kindsOf(w *world.World, words string) []string {
	g := w.District.Guess(words)
	var kinds []string
	for _, l := range g.Likely {
		if !g.None && l.Score >= likely {
			kinds = append(kinds, l.ID)
		}
	}
	return kinds
}

func dangerous(w *world.World, words string) bool {
	_, is := w.District.Danger(words)
	return is
}

// newHazard tells whether words clearly begin a new report: they say what it is,
// and where.
func newHazard(w *world.World, words string) bool {
	return words != "" && len(kindsOf(w, words)) > 0 && len(w.District.Places.Named(words, 2)) > 0
}

// followsUp tells whether words are a short question or complaint about what was
// reported before, and no new hazard.
func followsUp(w *world.World, words string) bool {
	said := fold(words)
	if said == "" || len([]rune(said)) > longestFollowUp || len(w.District.Places.Named(words, 2)) > 0 {
		return false
	}
	if slices.ContainsFunc(followUps, func(m string) bool { return strings.Contains(" "+said+" ", m) }) {
		return true
	}
	return len(kindsOf(w, words)) == 0 && asksBack(words)
}

// longestFollowUp is how many characters a short follow-up has at most.
const longestFollowUp = 40

// followUps are what stands in a follow-up, folded.
var followUps = []string{"还没", "还在", "还是", "什么时候", "多久", "催", "怎么还", "没人来", "没来", "有人来", "来了没", " still ", " yet ", " when ", " any news", " update ", " nobody came", " how long "}

// outside makes of words out of the blue what senseOf found.
func outside(x *acts.Turn) error {
	s, now := senseOf(x.World, x.Event), saidNow(x.Event)
	switch {
	case s.take != nil:
		return take(x, *s.take, now)
	case s.notice != nil:
		return asksWish(x, *s.notice, now)
	case s.adds != nil:
		return goesOnTelling(x, *s.adds, now)
	case s.step:
		return asksWhich(x, now, whichStep(x.World, s.of), stepOptions(x.World, s.of, now.Words)...)
	case s.answer != nil:
		return asksWhich(x, now, whetherFixed(x.World, *s.answer, now.Words), fixedOrNot(x, *s.answer)...)
	}
	if len(s.over) > 0 {
		say := text.T("heard.over.which")
		if len(s.over) == 1 {
			say = text.T("heard.over", "number", s.over[0].Number)
		}
		return asksWhich(x, now, say, overOptions(x.World, s.over)...)
	}
	say := text.T("heard.which")
	if len(s.of) == 1 {
		say = text.T("heard.which.one", "number", s.of[0].Number)
	}
	return asksWhich(x, now, say, ofCases(x.World, s.of)...)
}

// whetherFixed asks whether a case is fixed, or whether words are about it at all.
func whetherFixed(w *world.World, c cases.Case, words string) text.Text {
	if ofElse(w, c, words) {
		return text.T("heard.fixed.other", "number", c.Number)
	}
	return text.T("heard.fixed", "number", c.Number)
}

// fineOf is the act by which somebody says that it is fixed.
func fineOf(x *acts.Turn, c cases.Case) cases.Action {
	for _, do := range []cases.Action{cases.Confirm, cases.Agree} {
		if c.May(do, x.Me.Part()) == nil {
			return do
		}
	}
	return cases.Still
}

// answersYes: it is fixed, or still is.
func answersYes(x *acts.Turn, c cases.Case, s said) error {
	do := fineOf(x, c)
	if does(x, c, s, cases.Act{Do: do}) {
		x.ShowCase(c, show.DoneText(do, c))
	}
	return again(x)
}

// answersNo: it is not fixed, and what was said is why. Where nothing was said of
// what is left, that is asked; it need not be answered.
func answersNo(x *acts.Turn, c cases.Case, s said) error {
	if !does(x, c, s, s.act(cases.Reopen, cases.PhaseNote)) {
		return again(x)
	}
	x.ShowCase(c, show.DoneText(cases.Reopen, c))
	if bare(s.Words) && len(s.Files) == 0 {
		return asksLeft(x, c)
	}
	return again(x)
}

// asksLeft asks what is left, after "not fixed".
func asksLeft(x *acts.Turn, c cases.Case) error {
	x.World.Case = &c
	return x.Above("left", ask.OnCaseData{}, c.Number)
}

// left: what is left to do, told to who works on it and to the leads.
var left = talk.Dialogue[*world.World, ask.OnCaseData]{
	Name: "left",
	Steps: []talk.Step[*world.World, ask.OnCaseData]{{
		Name: "what",
		Ask: func(w *world.World, _ ask.OnCaseData) talk.Prompt {
			return talk.Prompt{Say: text.T("heard.left", "number", ask.About(w)), Rows: [][]talk.Button{{show.Pick(text.T("talk.skip"), "skip")}}}
		},
		Hear: func(_ *world.World, d *ask.OnCaseData, e talk.Event) talk.Answer {
			if e.Press == "skip" {
				return talk.OK()
			}
			return ask.TakeMore(d, e, talk.Sorry("heard.left.sorry"))
		},
	}},
	Finish: func(_ *world.World, d ask.OnCaseData) talk.Decision { return d },
}

// leftOver tells what is left; where it was skipped, nothing.
func leftOver(x *acts.Turn, decided talk.Decision) error {
	d, ok := decided.(ask.OnCaseData)
	if !ok {
		return acts.ErrNoDialogue
	}
	x.Strip()
	if d.Words == "" && len(d.Files) == 0 {
		return nil
	}
	if x.World.Case == nil || !x.World.Case.Sees(x.Me.Part()) {
		x.OpenCase(x.World.Session.About)
		return nil
	}
	c := *x.World.Case
	x.Event.Press = ""
	if does(x, c, said{Messages: []int{x.Event.Message}}, cases.Act{Do: cases.Add, Note: text.Said(d.Words), Files: d.Files}) {
		x.Reply(noted(x, c, text.T("heard.added", "number", c.Number)))
	}
	return nil
}
