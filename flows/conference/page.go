package conference

import (
	"slices"
	"strconv"

	"gridbot/flows/acts"
	"gridbot/flows/errands"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// conferencePage is the conference at one look, with what the person can do.
func conferencePage(x *acts.Turn, grid string) talk.Prompt {
	w, m := x.World, meetingNow(x)
	p := page{w, grid, m, meetingPresses()}
	if m == nil {
		return talk.Prompt{
			Say:  text.T("conference.none", "grid", show.GridName(w, grid), "time", regularText(w)),
			Rows: inOneRow(p.offers("call")),
		}
	}
	head := text.T("conference.head", "grid", show.GridName(w, grid), "n", m.N, "time", show.Dated(w, m.At), "stage", stageTexts[m.Stage])
	return talk.Prompt{
		Say: text.Lines(head, agendaText(w, *m), membersText(w, *m), errands.Text(w, *m)),
		Rows: slices.Concat(
			inOneRow(p.answers()), show.InFours(p.items()), show.InFours(p.drops()), talk.Pairs(p.tasks()...),
			inOneRow(p.offers("move", "off")), inOneRow(p.signing()), talk.Pairs(p.rest()...),
		),
	}
}

// inOneRow is a row of buttons; none where there are none.
func inOneRow(bs []talk.Button) [][]talk.Button {
	if len(bs) == 0 {
		return nil
	}
	return [][]talk.Button{bs}
}

// A page is what a conference shows to one person. Whether a button stands on
// it is asked of the table of the presses, so that it never promises too much.
type page struct {
	w       *world.World
	grid    string
	m       *world.Conference
	presses map[string]meetingPress
}

// may tells whether the person may press a button now.
func (p page) may(press string) bool { return p.presses[press].open(p.w, p.grid, p.m) }

// button is a button of the page.
func (p page) button(label text.Text, what ...string) talk.Button {
	return show.AboutMeeting(label, p.grid, p.m, what...)
}

// pressTexts are on the buttons that say one thing wherever they stand.
var pressTexts = map[string]text.Text{
	"come": text.T("conference.come"), "excused": text.T("conference.excused"), "there": text.T("conference.there"),
	"suggest": text.T("conference.suggest"), "begin": text.T("conference.begin"), "move": text.T("conference.move"),
	"off": text.T("conference.callsoff"), "code": text.T("conference.code"), "end": text.T("conference.end"),
	"ask": text.T("conference.ask"), "call": text.T("conference.call"), "issue": text.T("conference.issue"), "minutes": text.T("conference.minutes"),
}

// offers are those of these buttons that the person may press now.
func (p page) offers(presses ...string) []talk.Button {
	var bs []talk.Button
	for _, press := range presses {
		if p.may(press) {
			bs = append(bs, p.button(pressTexts[press], press))
		}
	}
	return bs
}

// answers are how a member says that they come, and then that they are there.
// Who let it be can still come, and who said yes can still not.
func (p page) answers() []talk.Button {
	if !p.may("come") {
		return p.offers("there")
	}
	switch p.m.Member(p.w.Me.ID).Answer {
	case "":
		return answerButtons(p.w, p.w.Me, *p.m)
	case "come":
		return p.offers("excused")
	}
	return p.offers("come")
}

// items are how the chair orders the agenda, and later says what was decided.
func (p page) items() []talk.Button {
	var bs []talk.Button
	for i, it := range p.m.Items {
		switch {
		case p.may("up") && i > 0:
			bs = append(bs, p.button(text.T("conference.up", "n", i+1), "up", p.m.Mark(i)))
		case p.may("item") && it.Outcome == "":
			bs = append(bs, p.button(text.T("conference.decide", "n", i+1), "item", strconv.Itoa(i)))
		case p.may("item"):
			bs = append(bs, p.button(text.T("conference.decided", "n", i+1), "item", strconv.Itoa(i)))
		}
	}
	return bs
}

// drops are how what was proposed is taken off the agenda.
func (p page) drops() []talk.Button {
	var bs []talk.Button
	for i, it := range p.m.Items {
		if p.may("drop") && mayDrop(p.w, p.grid, it) {
			bs = append(bs, p.button(text.T("conference.drop", "n", i+1), "drop", p.m.Mark(i)))
		}
	}
	return bs
}

// tasks are how somebody says that a task is done.
func (p page) tasks() []talk.Button {
	var bs []talk.Button
	for _, t := range p.m.Tasks {
		if t.Done == 0 && errands.MayFinish(p.w, t, p.grid) && len(bs) < world.MostItems {
			bs = append(bs, errands.Done(p.grid, p.m, t.N))
		}
	}
	return bs
}

// signing is how the minutes go out, and are countersigned by whoever has not
// yet: on the button stands the version they have read.
func (p page) signing() []talk.Button {
	bs := p.offers("issue")
	if p.may("sign") && !p.m.Draft && maySign(p.w, *p.m, p.w.Me.ID) {
		bs = append(bs, p.button(text.T("conference.sign"), "sign", p.m.Short()))
	}
	return bs
}

// rest is what stands below all else. A conference that is called or held can be
// looked at anew: others answer meanwhile.
func (p page) rest() []talk.Button {
	bs := p.offers("suggest", "ask", "begin", "code", "end", "call", "minutes")
	if p.m.Running() {
		bs = append(bs, show.MenuButton(text.T("conference.refresh"), "conference", p.grid))
	}
	return bs
}
