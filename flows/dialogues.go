package flows

import (
	"fmt"
	"slices"
	"strings"

	"gridbot/flows/cases"
	"gridbot/flows/talk"
	"gridbot/flows/text"
)

// spoken is a dialogue, whatever it is about.
type spoken interface {
	Ask(*World, talk.Session) (talk.Prompt, bool, error)
	Advance(*World, talk.Session, talk.Event) (talk.Session, talk.Turn, talk.Decision, error)
}

// dialogues are all there are, by the name sessions know them by.
var dialogues = map[string]spoken{
	reporting.Name:   reporting,
	arriving.Name:    arriving,
	noting.Name:      noting,
	adding.Name:      adding,
	handingIn.Name:   handingIn,
	returning.Name:   returning,
	declining.Name:   declining,
	sendingBack.Name: sendingBack,
	serving.Name:     serving,
	replacing.Name:   replacing,
	inspecting.Name:  inspecting,
	proving.Name:     proving,
	promising.Name:   promising,
	pleading.Name:    pleading,
	pausing.Name:     pausing,
	denying.Name:     denying,
	extending.Name:   extending,
	annulling.Name:   annulling,
	whistling.Name:   whistling,
	proposing.Name:   proposing,
	dismissing.Name:  dismissing,
	callingOff.Name:  callingOff,
	releasing.Name:   releasing,
	reaching.Name:    reaching,
	finishing.Name:   finishing,
	performing.Name:  performing,
	turningDown.Name: turningDown,
	ceding.Name:      ceding,
	keeping.Name:     keeping,
	escalating.Name:  escalating,
	spotting.Name:    spotting,
	deciding.Name:    deciding,
	suggesting.Name:  suggesting,
}

// onCase are the dialogues that lead to an act on a case, and what each begins
// with.
var onCase = map[cases.Action]entrance{
	cases.Arrive: plain(arriving), cases.Note: plain(noting), cases.Add: plain(adding), cases.Submit: plain(handingIn),
	cases.Return: plain(returning), cases.Decline: plain(declining), cases.SendBack: plain(sendingBack),
	cases.Serve: entering(serving, func(*World) noticeData { return noticeData{} }), cases.Replace: entering(replacing, againNotice),
	cases.Inspect: entering(inspecting, func(*World) inspectData { return inspectData{} }), cases.Prove: plain(proving),
	cases.Promise: plain(promising), cases.Plead: plain(pleading), cases.Pause: plain(pausing), cases.Deny: plain(denying),
	cases.Annul: plain(annulling), cases.Extend: plain(extending),
	cases.Whistle: {whistling, beginWhistle(whistling)}, cases.Propose: {proposing, beginWhistle(proposing)},
	cases.Dismiss: plain(dismissing), cases.CallOff: plain(callingOff), cases.TurnDown: plain(turningDown),
	cases.Cede: plain(ceding), cases.Refuse: plain(keeping), cases.Escalate: plain(escalating),
	cases.Spots: entering(spotting, func(*World) spotsData { return spotsData{} }),
	cases.Reach: onOwnLeg(reaching), cases.Finish: onOwnLeg(finishing), cases.Perform: onOwnLeg(performing),
}

// An entrance begins a dialogue about a case.
type entrance struct {
	spoken
	begin func(*World) (talk.Session, error)
}

func entering[D any](d talk.Dialogue[*World, D], first func(*World) D) entrance {
	return entrance{d, func(w *World) (talk.Session, error) { return d.Begin(first(w)) }}
}

func plain(d talk.Dialogue[*World, onCaseData]) entrance {
	return entering(d, func(*World) onCaseData { return onCaseData{} })
}

func onOwnLeg(d talk.Dialogue[*World, legData]) entrance {
	return entering(d, func(*World) legData { return legData{} })
}

// leadsTo are the acts the dialogues about a case lead to, by name.
var leadsTo = map[string]cases.Action{
	serving.Name: cases.Serve, replacing.Name: cases.Replace, inspecting.Name: cases.Inspect, proving.Name: cases.Prove,
	promising.Name: cases.Promise, pleading.Name: cases.Plead, pausing.Name: cases.Pause, denying.Name: cases.Deny, annulling.Name: cases.Annul,
	extending.Name: cases.Extend,
	whistling.Name: cases.Whistle, proposing.Name: cases.Propose, dismissing.Name: cases.Dismiss, callingOff.Name: cases.CallOff,
	releasing.Name: cases.Release, reaching.Name: cases.Reach, finishing.Name: cases.Finish, performing.Name: cases.Perform, turningDown.Name: cases.TurnDown,
	ceding.Name: cases.Cede, keeping.Name: cases.Refuse, escalating.Name: cases.Escalate, spotting.Name: cases.Spots,
}

// begin enters the report with what the event brought.
func (x *change) begin() error {
	s, err := reporting.Begin(report{})
	if err != nil {
		return err
	}
	if !x.event.Given() || x.event.Command != "" || x.event.Press != "" {
		p, _, err := reporting.Ask(x.World, s)
		if err != nil {
			return err
		}
		x.session(s)
		x.reply(p)
		return nil
	}
	return x.advance(reporting, s)
}

// beginOn enters a dialogue about the case the event names. What was going on
// waits below it.
func (x *change) beginOn(c cases.Case, act cases.Action) error {
	d := onCase[act]
	s, err := d.begin(x.World)
	if err != nil {
		return err
	}
	return x.enter(c, d, s)
}

// enter puts a person into a dialogue about a case.
func (x *change) enter(c cases.Case, d spoken, s talk.Session) error {
	s.About = c.Number
	s.Below = x.below()
	p, _, err := d.Ask(x.World, s)
	if err != nil {
		return err
	}
	x.session(s)
	// The card stays where it is: the question is a message of its own.
	x.Letters = append(x.Letters, Letter{Class: ClassReply, To: x.private(), Lang: x.Me.Lang, Say: p})
	return nil
}

// below is the report that waits while another dialogue is held; nil for none.
func (x *change) below() *talk.Session {
	if open := x.World.Session; open.Dialogue == reporting.Name {
		return &open
	}
	return x.World.Session.Below
}

// goOn hears the event in the dialogue the person is in.
func (x *change) goOn() error {
	s := x.World.Session
	d, ok := dialogues[s.Dialogue]
	if !ok {
		// A release dropped the whole dialogue: say so, and keep nothing half.
		x.endSession()
		x.reply(talk.Prompt{Say: text.T("talk.gone"), Rows: x.menu()})
		return nil
	}
	s = unsent(s)
	if do, over := x.over(s); over { // it moved on while they were asked
		x.endSession()
		if c := x.World.Case; c != nil && c.Number == s.About && c.Sees(x.Me.part()) {
			x.refuse(*c, do, c.May(do, x.Me.part()))
		} else {
			x.reply(talk.Prompt{Say: x.unknown()})
		}
		return x.resume()
	}
	if x.event.Unheard != "" {
		p, _, err := d.Ask(x.World, s)
		if err != nil {
			return err
		}
		x.reply(talk.Prompt{Say: text.T("talk.unheard")}, p)
		return nil
	}
	if s.Dialogue != reporting.Name && conferenceOf(s) == "" && (x.World.Case == nil || x.World.Case.Number != s.About || !x.World.Case.Sees(x.Me.part())) {
		x.endSession()
		x.reply(talk.Prompt{Say: x.unknown()})
		return x.resume()
	}
	return x.advance(d, s)
}

// over reports whether a dialogue leads to an act that cannot be done any more:
// its questions may be about what is no longer there.
func (x *change) over(s talk.Session) (cases.Action, bool) {
	do, ok := leadsTo[s.Dialogue]
	if !ok {
		return "", false
	}
	c := x.World.Case
	return do, c == nil || c.Number != s.About || c.May(do, x.Me.part()) != nil
}

// unsent takes a report back to its preview, where nothing else is left to ask:
// it is sent by whoever presses so, never by what was stored.
func unsent(s talk.Session) talk.Session {
	if s.Dialogue == reporting.Name {
		s.Answered = slices.DeleteFunc(slices.Clone(s.Answered), func(step string) bool { return step == "preview" })
	}
	return s
}

// advance is one turn of a dialogue, and what its end decides.
func (x *change) advance(d spoken, s talk.Session) error {
	e := x.event
	if backWords[strings.ToLower(strings.Trim(e.Text, " «"))] {
		e.Text, e.Press = "", talk.Back
	}
	next, turn, decision, err := d.Advance(x.World, s, e)
	if err != nil {
		return err
	}
	if !turn.Toast.Empty() {
		x.Change.Toast, x.Change.Alert = turn.Toast, turn.Alert
		return x.askAgain(d, s)
	}
	x.reply(turn.Say...)
	if decision == nil {
		x.session(next)
		return nil
	}
	x.endSession()
	switch decided := decision.(type) {
	case openCase:
		x.open(decided.report)
	case somethingElse:
		return x.reportThat(decided)
	case suggestion:
		x.strip()
		x.suggested(decided)
	case resolution:
		x.strip()
		x.resolved(decided)
	case cases.Act:
		x.strip()
		decided.By, decided.At = x.Me.part(), x.Now
		if x.do(decided) {
			x.showCase(*x.pending(*x.World.Case), x.keptText(decided.Do))
			if decided.Do == cases.Serve || decided.Do == cases.Replace {
				x.sendNotice(*x.pending(*x.World.Case), x.District.Langs[0])
			}
		}
	default:
		return fmt.Errorf("decision %T: %w", decision, errNoDialogue)
	}
	return x.resume()
}

// keptText is what is said of an act where the card does not show it.
func (x *change) keptText(do cases.Action) text.Text {
	if do == cases.Clear && x.pending(*x.World.Case).Legged() {
		return text.T("done.clear.joint")
	}
	return keptTexts[do]
}

// keptTexts say that something was kept where the card itself does not show it.
var keptTexts = map[cases.Action]text.Text{
	cases.Add:   text.T("done.add"),
	cases.Note:  text.T("done.note"),
	cases.Serve: text.T("done.serve"), cases.Replace: text.T("done.serve"), cases.Prove: text.T("done.prove"),
	cases.Promise: text.T("done.promise"), cases.Plead: text.T("done.plead"), cases.Inspect: text.T("done.inspect"),
	cases.Clear: text.T("done.clear"), cases.Pause: text.T("done.pause"), cases.Deny: text.T("done.deny"), cases.Annul: text.T("done.annul"),
	cases.Extend: text.T("done.extend"), cases.Propose: text.T("done.propose"), cases.Whistle: text.T("done.whistle"),
	cases.TurnDown: text.T("done.turndown"), cases.Perform: text.T("done.perform"), cases.Finish: text.T("done.finish"),
	cases.CallOff: text.T("done.calloff"), cases.Release: text.T("done.release"), cases.Dismiss: text.T("done.dismiss"),
	cases.Cede: text.T("done.cede"), cases.Refuse: text.T("done.keep"), cases.Unask: text.T("done.unask"), cases.Escalate: text.T("done.escalate"), cases.Spots: text.T("done.spots"),
}

// askAgain puts the question that is open where an outdated button was
// pressed. After two quick taps that is the message with the question itself,
// which must not lose its buttons.
func (x *change) askAgain(d spoken, s talk.Session) error {
	p, ok, err := d.Ask(x.World, s)
	if err != nil || !ok {
		return err
	}
	if p.Keys != "" {
		x.strip() // the question has no buttons: it is another message
		return nil
	}
	x.reply(p)
	return nil
}

// backWords are what people write to go back. A question that offers the
// keyboard for a place has no buttons of its own.
var backWords = map[string]bool{"返回": true, "上一步": true, "back": true}

// endSession ends the dialogue; what waited below it goes on.
func (x *change) endSession() {
	var s talk.Session
	if below := x.World.Session.Below; below != nil {
		s = *below
	}
	x.session(s)
}

// resume asks again what was asked before the interruption.
func (x *change) resume() error {
	s := x.Change.Session
	if s == nil || s.Dialogue == "" {
		return nil
	}
	d, ok := dialogues[s.Dialogue]
	if !ok {
		return nil
	}
	if _, over := x.over(*s); over {
		return nil // it is said when they go on
	}
	p, ok, err := d.Ask(x.World, *s)
	if err != nil || !ok {
		return err
	}
	x.Letters = append(x.Letters,
		Letter{Class: ClassReply, To: x.private(), Lang: x.Me.Lang, Say: talk.Prompt{Say: text.Lines(text.T("talk.resume"), p.Say), Rows: p.Rows, Keys: p.Keys}})
	return nil
}
