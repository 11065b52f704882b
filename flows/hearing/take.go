package hearing

import (
	"errors"
	"slices"

	"gridbot/flows/acts"
	"gridbot/flows/ask"
	"gridbot/flows/cases"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// said is what somebody said about a case, at once or piece by piece.
type said struct {
	Words    string       `json:"words,omitempty"`
	Files    []cases.File `json:"files,omitempty"` // of no phase yet
	Messages []int        `json:"messages,omitempty"`
	Album    string       `json:"album,omitempty"`
}

func saidNow(e talk.Event) said {
	return said{Words: text.Clean(e.Text, ask.LongestWords), Files: ask.Evidence(e, ""), Messages: []int{e.Message}, Album: e.Album}
}

// act is what was said, as an act on a case.
func (s said) act(do cases.Action, phase cases.Phase) cases.Act {
	a := cases.Act{Do: do, Note: text.Said(s.Words)}
	for _, f := range s.Files {
		if f.Phase = phase; phase != cases.PhaseProof && phase != cases.PhaseLeg && !f.Shows() {
			f.Phase = cases.PhaseNote // a voice shows nothing
		}
		a.Files = append(a.Files, f)
	}
	return a
}

// does carries an act out, and tells whether it counted.
func does(x *acts.Turn, c cases.Case, s said, a cases.Act) bool {
	a.By, a.At, x.World.Case = x.Me.Part(), x.Now, &c
	if !x.Do(a) {
		return false
	}
	x.Became(c.Number, s.Messages...)
	return true
}

// take takes what somebody said about a case they see: as who they are to it.
func take(x *acts.Turn, c cases.Case, s said) error {
	switch {
	case world.ViewOf(c, x.Me) == cases.ViewAddressee:
		return prove(x, c, s)
	case told(x, c):
		return fromReporter(x, c, s)
	}
	if done, err := decided(x, c, s); done || err != nil {
		return err
	}
	return fromStaff(x, c, s)
}

// decided: a lead answers what was asked of them, or whoever looks again says how
// it is. False where words are no answer to that.
func decided(x *acts.Turn, c cases.Case, s said) (bool, error) {
	may := func(do cases.Action) bool { return c.May(do, x.Me.Part()) == nil }
	switch meant := decides(s.Words); {
	case len(s.Files) > 0 && !may(cases.Fine), x.Event.Chat.Group:
		return false, nil // shown, not said; and nobody decides where everybody talks
	case may(cases.Fine):
		return true, lookedAgain(x, c, s)
	case meant == yes && may(cases.Grant):
		return true, doneAs(x, c, s, cases.Act{Do: cases.Grant})
	case meant == no && may(cases.Deny) && !onlyRefuses(s.Words):
		return true, doneAs(x, c, s, s.act(cases.Deny, cases.PhaseNote))
	case meant == no && may(cases.Deny): // the colleague reads why
		x.World.Case = &c
		return true, x.Lead(c, "deny", ask.OnCaseData{})
	}
	return false, nil
}

// lookedAgain: whether it is still fine, or has come back.
func lookedAgain(x *acts.Turn, c cases.Case, s said) error {
	switch answerTo(s.Words) {
	case yes:
		return doneAs(x, c, s, s.act(cases.Fine, cases.PhaseNote))
	case no, half:
		return doneAs(x, c, s, s.act(cases.Relapse, cases.PhaseNote))
	}
	x.ShowCase(c, text.T("heard.look"))
	return again(x)
}

// doneAs carries an act out, and shows what became of the case.
func doneAs(x *acts.Turn, c cases.Case, s said, a cases.Act) error {
	if does(x, c, s, a) {
		x.ShowCase(x.Latest(c), show.DoneText(a.Do, x.Latest(c)))
	}
	return again(x)
}

// told tells whether what somebody says is said as who told of the case: also for
// somebody, where none of it is theirs to do.
func told(x *acts.Turn, c cases.Case) bool {
	return c.By.ID == x.Me.ID || c.May(cases.Note, x.Me.Part()) != nil && c.May(cases.Add, x.Me.Part()) == nil
}

// prove: the addressee of a notice shows that something was put right, or wants
// something else of it.
func prove(x *acts.Turn, c cases.Case, s said) error {
	if len(s.Files) == 0 && wish(s.Words) != "" && len(wishOptions(x.World, c, "")) > 0 {
		return asksWish(x, c, s)
	}
	if err := c.May(cases.Prove, x.Me.Part()); err != nil {
		x.Refuse(c, cases.Prove, err)
		return nil
	}
	known := ask.OnCaseData{Words: s.Words, Album: s.Album, Files: s.act(cases.Prove, cases.PhaseProof).Files}
	if slices.ContainsFunc(known.Files, cases.File.Shows) {
		return x.Lead(c, "prove", known, "photo")
	}
	return x.Lead(c, "prove", ask.OnCaseData{Words: s.Words})
}

// fromReporter: who told of it tells more, or says whether it is fixed.
func fromReporter(x *acts.Turn, c cases.Case, s said) error {
	may := func(do cases.Action) bool { return c.May(do, x.Me.Part()) == nil }
	if kind := plain(s.Words); len(s.Files) == 0 && ofCase[kind] {
		if err := doPlainly(x, kind, []cases.Case{c}); err != nil {
			return err
		}
		return again(x)
	}
	said := answerTo(s.Words)
	if ofElse(x.World, c, s.Words) { // of which they may be telling beside its card
		said = unclear
	}
	switch {
	case may(cases.Add):
		if does(x, c, s, s.act(cases.Add, cases.PhaseNote)) {
			x.Reply(noted(x, c, text.T("heard.added", "number", c.Number)))
		}
		return again(x)
	case may(cases.Rate) && stars(s.Words) > 0:
		a := cases.Act{Do: cases.Rate, Rating: stars(s.Words)}
		if does(x, c, s, a) {
			x.ShowCase(c, show.DoneText(cases.Rate, c))
		}
		return again(x)
	case said == yes && (may(cases.Confirm) || may(cases.Agree) || may(cases.Still)):
		return answersYes(x, c, s)
	case (said == no || said == half) && may(cases.Reopen):
		return answersNo(x, c, s)
	case may(cases.Confirm) || may(cases.Agree) || may(cases.Still):
		return asksWhich(x, s, whetherFixed(x.World, c, s.Words), fixedOrNot(x, c)...)
	}
	return asksWhich(x, s, text.T("heard.closed", "number", c.Number), fixedOrNot(x, c)...)
}

// ofCase are the plain words that ask something of the case that is answered.
var ofCase = map[plainKind]bool{plainWhen: true, plainHuman: true, plainWithdraw: true, plainThanks: true, plainAnger: true}

// fromStaff: whoever works on it, leads there or checks it notes something.
func fromStaff(x *acts.Turn, c cases.Case, s said) error {
	if err := c.May(cases.Note, x.Me.Part()); err != nil {
		if errors.Is(err, cases.ErrNotNow) {
			x.Refuse(c, cases.Note, err)
			return again(x)
		}
		x.ShowCase(c, text.T("heard.notyours"))
		return again(x)
	}
	phase := phaseOf(x, c)
	a := s.act(cases.Note, phase)
	if !does(x, c, s, a) {
		return again(x)
	}
	say := text.T("heard.noted", "number", c.Number)
	shows := slices.ContainsFunc(a.Files, func(f cases.File) bool { return f.Phase == phase })
	switch {
	case shows && phase == cases.PhaseSite:
		say = text.T("heard.noted.site", "number", c.Number)
	case shows && phase == cases.PhaseAfter:
		say = text.T("heard.noted.after", "number", c.Number)
	}
	p := noted(x, c, say)
	next, ok := nextStep(x, c)
	if step := stepNow(x.World, c, s.Words); step != "" { // they say so themselves
		next, ok, shows = step, true, true
	}
	if ok && shows {
		p.Rows = append([][]talk.Button{{show.Acting(show.ActOf[next].Label, c.Number, next)}}, p.Rows...)
	}
	private(x, p)
	return again(x)
}

// mayNote tells whether what somebody says under a card in a group is for it.
func mayNote(x *acts.Turn, c cases.Case) bool {
	return c.By.ID != x.Me.ID && c.May(cases.Note, x.Me.Part()) == nil
}

// phaseOf is the part of a case's life that a photo of the person shows now.
func phaseOf(x *acts.Turn, c cases.Case) cases.Phase {
	switch {
	case x.Me.Role == world.Officer:
		return cases.PhaseLeg
	case c.Assignee != x.Me.ID:
		return cases.PhaseNote
	}
	switch c.Status {
	case cases.Claimed:
		return cases.PhaseSite
	case cases.OnSite, cases.Handling, cases.Rework, cases.Joint:
		return cases.PhaseAfter
	}
	return cases.PhaseNote
}

// nextStep is what may be done now that a photo shows it.
func nextStep(x *acts.Turn, c cases.Case) (cases.Action, bool) {
	for _, do := range []cases.Action{cases.Arrive, cases.Submit} {
		if c.May(do, x.Me.Part()) == nil {
			return do, true
		}
	}
	return "", false
}

// noted says that something was kept, with the way back.
func noted(x *acts.Turn, c cases.Case, say text.Text) talk.Prompt {
	p := talk.Prompt{Say: say}
	row := talk.Row(show.Acting(text.T("heard.open", "number", c.Number), c.Number, "open"))
	if x.Latest(c).Retractable(x.Me.Part(), x.Now) {
		row = append([]talk.Button{show.Acting(show.ActOf[cases.TakeBack].Label, c.Number, cases.TakeBack)}, row...)
	}
	p.Rows = append(p.Rows, row)
	return p
}

// private answers in private: what was said in a group was not asked there.
func private(x *acts.Turn, p talk.Prompt) {
	if x.Event.Chat.Group {
		x.Letters = append(x.Letters, world.Letter{Class: world.ClassReply, To: x.Private(), Lang: x.Me.Lang, Say: p})
		return
	}
	x.Reply(p)
}

// again asks what is open again: it waited.
func again(x *acts.Turn) error {
	if x.Event.Chat.Group || x.Change.Session != nil || x.World.Session.Dialogue == "" {
		return nil
	}
	for _, c := range x.List { // what is open may be about another case than the one that was shown
		if c.Number == x.World.Session.About {
			x.World.Case = &c
		}
	}
	x.KeepSession(x.World.Session)
	return x.Resume()
}
