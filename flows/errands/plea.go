package errands

import (
	"encoding/json"
	"slices"
	"time"

	"gridbot/flows/acts"
	"gridbot/flows/ask"
	"gridbot/flows/calendar"
	"gridbot/flows/cases"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// Whoever has a task asks for more time, or that its clock stands still; whoever leads
// the conference decides, and never of what they asked for themselves. They may also let
// it rest unasked. Each with a reason, and until a day.

// longestDelay is how far ahead the day may be.
const longestDelay = 180 * world.OneDay

// pleaData is what was said so far, of which task.
type pleaData struct {
	ask.OnCaseData
	Meeting string `json:"meeting"`
	Task    int    `json:"task"`
}

// task is the task it is about; nil where it is there no more.
func (d pleaData) task(w *world.World) *world.Task {
	if w.Meeting == nil || w.Meeting.Grid != d.Meeting {
		return nil
	}
	return w.Meeting.Task(d.Task)
}

// What was decided in a dialogue about a task.
type (
	pleaded struct{ pleaData }
	denied  struct{ pleaData }
	rested  struct{ pleaData }
)

// pleading asks for more time, or that the clock stands still.
var pleading = talk.Dialogue[*world.World, pleaData]{
	Name: "taskplea",
	Steps: []talk.Step[*world.World, pleaData]{
		{
			Name: "kind",
			Ask: func(w *world.World, d pleaData) talk.Prompt {
				return talk.Prompt{Say: text.T("taskplea.kind", "n", d.Task), Rows: [][]talk.Button{
					{show.Pick(text.T("taskplea.extension"), string(cases.PleaExtension)), show.Pick(text.T("taskplea.pause"), string(cases.PleaPause))},
				}}
			},
			Hear: func(_ *world.World, d *pleaData, e talk.Event) talk.Answer {
				if e.Press != string(cases.PleaExtension) && e.Press != string(cases.PleaPause) {
					return talk.Sorry("taskplea.kind.sorry")
				}
				d.Plea = cases.PleaKind(e.Press)
				return talk.OK()
			},
		},
		ask.DayStep[pleaData]{
			Name: "until", Pick: untilOf, Most: longestDelay, Quick: usualDelays,
			Ask: func(_ *world.World, d pleaData) text.Text {
				if d.Plea == cases.PleaPause {
					return text.T("taskrest.until", "n", int(longestDelay/world.OneDay))
				}
				return text.T("taskplea.until", "n", int(longestDelay/world.OneDay))
			},
			After: func(w *world.World, d pleaData) time.Time {
				if t := d.task(w); t != nil && d.Plea == cases.PleaExtension {
					return time.Unix(t.Due, 0)
				}
				return w.Now
			},
		}.Step(),
		onTask(ask.WhyStep(text.T("taskplea.why"), ask.UsualDelays, nil)),
	},
	Finish: func(_ *world.World, d pleaData) talk.Decision { return pleaded{d} },
}

// resting: whoever leads lets the clock of a task stand still.
var resting = talk.Dialogue[*world.World, pleaData]{
	Name: "taskrest",
	Steps: []talk.Step[*world.World, pleaData]{
		ask.DayStep[pleaData]{
			Name: "until", Pick: untilOf, Most: longestDelay, Quick: usualDelays,
			Ask: func(*world.World, pleaData) text.Text {
				return text.T("taskrest.until", "n", int(longestDelay/world.OneDay))
			},
		}.Step(),
		onTask(ask.WhyStep(text.T("taskplea.why"), ask.UsualDelays, nil)),
	},
	Finish: func(_ *world.World, d pleaData) talk.Decision { return rested{d} },
}

// denying says no to what was asked for, and why.
var denying = talk.Dialogue[*world.World, pleaData]{
	Name: "taskdeny",
	Steps: []talk.Step[*world.World, pleaData]{onTask(ask.WhyStep(text.T("taskplea.why"), []ask.Choice{
		{Press: "promised", Label: text.T("taskdeny.promised")}, {Press: "enough", Label: text.T("taskdeny.enough")}, {Press: "ground", Label: text.T("taskdeny.ground")},
	}, nil))},
	Finish: func(_ *world.World, d pleaData) talk.Decision { return denied{d} },
}

// usualDelays are the days that are a tap away.
var usualDelays = []calendar.Span{{Work: 1}, {Work: 3}, {Work: 5}, {Work: 10}}

// untilOf is where the day is kept.
func untilOf(d *pleaData) *ask.DayPick { return &d.DayPick }

// onTask is a question about a case, asked about a task.
func onTask(of talk.Step[*world.World, ask.OnCaseData]) talk.Step[*world.World, pleaData] {
	return talk.Step[*world.World, pleaData]{
		Name: of.Name,
		Ask:  func(w *world.World, d pleaData) talk.Prompt { return of.Ask(w, d.OnCaseData) },
		Hear: func(w *world.World, d *pleaData, e talk.Event) talk.Answer { return of.Hear(w, &d.OnCaseData, e) },
	}
}

// asked is what somebody asked for, in a line.
func asked(w *world.World, t world.Task) text.Text {
	p := t.Plea
	if p.Kind == cases.PleaPause {
		return text.T("conference.task.plea.pause", "name", show.Called(w, p.By), "time", show.Dated(w, p.Until), "reason", p.Why)
	}
	return text.T("conference.task.plea.extension", "name", show.Called(w, p.By), "time", show.Dated(w, p.Until), "reason", p.Why)
}

// decides tells whether the person may answer what is asked for about a task.
func decides(w *world.World, t world.Task, grid string) bool {
	return t.Plea != nil && Chairs(w, grid) && t.Plea.By != w.Me.ID
}

// mayPause tells whether the person may let a task rest unasked: who leads the
// conference, and has it not themselves.
func mayPause(w *world.World, t world.Task, grid string) bool {
	return Chairs(w, grid) && !theirs(w, t, grid)
}

// plead begins to ask, where nothing is asked for yet.
func plead(x *acts.Turn, t world.Task, grid, _ string) {
	switch {
	case t.Plea != nil && t.Plea.Until > x.Now.Unix():
		x.ShowAlert(text.T("conference.task.plea.twice", "name", show.Called(x.World, t.Plea.By)))
	case t.Rest != nil:
		x.ShowAlert(text.T("conference.task.rests.already", "time", show.Dated(x.World, t.Rest.Until)))
	default:
		begin(x, pleading, pleaData{Meeting: grid, Task: t.N})
	}
}

// pause begins to let a task rest.
func pause(x *acts.Turn, t world.Task, grid, _ string) {
	if t.Rest != nil {
		x.ShowAlert(text.T("conference.task.rests.already", "time", show.Dated(x.World, t.Rest.Until)))
		return
	}
	begin(x, resting, pleaData{OnCaseData: ask.OnCaseData{Plea: cases.PleaPause}, Meeting: grid, Task: t.N})
}

// deny begins to say no.
func deny(x *acts.Turn, t world.Task, grid, _ string) {
	begin(x, denying, pleaData{Meeting: grid, Task: t.N})
}

// begin enters a dialogue about a task.
func begin(x *acts.Turn, d talk.Dialogue[*world.World, pleaData], data pleaData) {
	s, err := d.Begin(data)
	if err != nil {
		return // a session of plain data always can be kept
	}
	p, _, err := x.Book.Dialogues[s.Dialogue].Ask(x.World, s)
	if err != nil {
		return
	}
	s.Below = x.Below()
	x.KeepSession(s)
	x.Reply(p)
}

// grant says yes to what was asked for, while the day that was named is still to come.
func grant(x *acts.Turn, t world.Task, grid string) {
	plea := *t.Plea
	if plea.Until <= x.Now.Unix() || plea.Kind == cases.PleaExtension && plea.Until <= t.Due {
		x.ShowAlert(text.T("conference.task.plea.late"))
		return
	}
	change(x, t.N, func(t *world.Task) {
		if plea.Kind == cases.PleaPause {
			rest(x.World, t, plea.Why, plea.Until)
			return
		}
		t.Plea, t.Due = nil, plea.Until
		t.Clock.Due, t.Clock.Step, t.Clock.Promise, t.Clock.Given, t.Clock.Rung = plea.Until, 0, 0, 0, false
		t.Clock.Extended++
		Climb(x.World, t)
	})
	tellAnswer(x, plea, t.N, text.T("conference.task.granted", "name", show.Called(x.World, x.Me.ID)))
	x.Reply(page(x.World, *x.Change.Met.After.Task(t.N), *x.Meeting))
}

// resume lets a task that rests go on.
func resume(x *acts.Turn, t world.Task, grid string) {
	if t.Rest == nil {
		x.ShowToast(text.T("conference.task.runs", "n", t.N))
		return
	}
	change(x, t.N, func(t *world.Task) { wake(x.World, t) })
	tellOwners(x, t.N, grid, text.T("conference.task.resumed", "name", show.Called(x.World, x.Me.ID)))
	x.Reply(page(x.World, *x.Change.Met.After.Task(t.N), *x.Meeting))
}

// tellAnswer tells who asked for something what was answered.
func tellAnswer(x *acts.Turn, plea cases.Plea, n int, head text.Text) {
	t := *x.Change.Met.After.Task(n)
	if p := x.Staff.People[plea.By]; p.Role != world.Resident && p.Role != "" {
		x.Write(p, world.ClassTask, talk.Prompt{Say: text.Lines(append([]text.Text{head, line(x.World, t, x.Meeting.Grid)}, stands(x.World, t)...)...),
			Rows: talk.Pairs(buttonsOf(x.World, p, t, *x.Meeting)...)})
	}
}

// tellOwners tells who has a task that others did something about it.
func tellOwners(x *acts.Turn, n int, grid string, head text.Text) {
	t := *x.Change.Met.After.Task(n)
	for _, p := range Owners(x.World, t, grid) {
		if p.ID != x.Me.ID {
			x.Write(p, world.ClassTask, talk.Prompt{Say: text.Lines(append([]text.Text{head, line(x.World, t, grid)}, stands(x.World, t)...)...),
				Rows: talk.Pairs(buttonsOf(x.World, p, t, *x.Meeting)...)})
		}
	}
}

// deciders are who may answer somebody's plea: who leads the grid, and whoever
// coordinates where that is nobody else.
func deciders(x *acts.Turn, grid string) []world.Person {
	other := func(p world.Person) bool { return p.ID == x.Me.ID }
	if all := slices.DeleteFunc(slices.Clone(x.Leads(grid)), other); len(all) > 0 {
		return all
	}
	return slices.DeleteFunc(slices.Clone(x.Coordinators()), other)
}

// Dialogues are those about a task.
func Dialogues() []acts.Dialogue {
	need := func(_ *world.World, s talk.Session, _ talk.Event, n *world.Need) { n.Meeting = about(s) }
	return []acts.Dialogue{
		{Spoken: pleading, Name: pleading.Name, Free: true, Need: need, Done: concluded},
		{Spoken: resting, Name: resting.Name, Free: true, Need: need, Done: concluded},
		{Spoken: denying, Name: denying.Name, Free: true, Need: need, Done: concluded},
	}
}

// about is the grid of a dialogue about a task.
func about(s talk.Session) string {
	var d pleaData
	if json.Unmarshal(s.Data, &d) != nil {
		return ""
	}
	return d.Meeting
}

// concluded carries out what a dialogue about a task has ended in, where that still counts.
func concluded(x *acts.Turn, what talk.Decision) error {
	x.Strip()
	var d pleaData
	may := mayPause
	switch decided := what.(type) {
	case pleaded:
		d, may = decided.pleaData, theirs
	case denied:
		d, may = decided.pleaData, decides
	case rested:
		d = decided.pleaData
	default:
		return acts.ErrNoDialogue
	}
	t := d.task(x.World)
	if t == nil || t.Done != 0 || !may(x.World, *t, d.Meeting) || t.Rest != nil {
		x.Reply(talk.Prompt{Say: text.T("conference.task.moved", "n", d.Task)})
		return nil
	}
	why := d.Reason
	if why.Empty() {
		why = text.Said(d.Words)
	}
	switch what.(type) {
	case pleaded:
		pleadNow(x, *t, d, why)
	case denied:
		plea := *t.Plea
		change(x, t.N, func(t *world.Task) { t.Plea = nil })
		tellAnswer(x, plea, t.N, text.T("conference.task.denied", "name", show.Called(x.World, x.Me.ID), "reason", why))
		x.Reply(page(x.World, *x.Change.Met.After.Task(t.N), *x.Meeting))
	default:
		change(x, t.N, func(t *world.Task) { rest(x.World, t, why, d.Until) })
		tellOwners(x, t.N, d.Meeting, text.T("conference.task.paused", "name", show.Called(x.World, x.Me.ID)))
		x.Reply(page(x.World, *x.Change.Met.After.Task(t.N), *x.Meeting))
	}
	return nil
}

// pleadNow keeps what is asked for, and puts it before those who decide.
func pleadNow(x *acts.Turn, t world.Task, d pleaData, why text.Text) {
	if t.Plea != nil && t.Plea.Until > x.Now.Unix() { // a colleague was quicker
		x.Reply(talk.Prompt{Say: text.T("conference.task.plea.twice", "name", show.Called(x.World, t.Plea.By))})
		return
	}
	change(x, t.N, func(t *world.Task) {
		t.Plea = &cases.Plea{Kind: d.Plea, By: x.Me.ID, Part: cases.PartAssignee, Item: -1, Until: d.Until, Why: why, At: x.Now.Unix()}
	})
	t = *x.Change.Met.After.Task(t.N)
	for _, p := range deciders(x, d.Meeting) {
		x.Write(p, world.ClassTask, talk.Prompt{Say: text.Lines(asked(x.World, t), line(x.World, t, d.Meeting)), Rows: talk.Pairs(buttonsOf(x.World, p, t, *x.Meeting)...)})
	}
	x.Reply(talk.Prompt{Say: text.Lines(text.T("conference.task.plea.sent"), line(x.World, t, d.Meeting), asked(x.World, t))})
}
