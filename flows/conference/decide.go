package conference

import (
	"cmp"
	"slices"
	"strings"

	"gridbot/flows/acts"
	"gridbot/flows/ask"
	"gridbot/flows/calendar"
	"gridbot/flows/cases"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// decideData is what the chair has said of an item so far.
type decideData struct {
	ask.DayPick
	Meeting string            `json:"meeting"`
	N       int               `json:"n"`             // of the conference
	Was     string            `json:"was,omitempty"` // what had been decided when it was asked
	Item    int               `json:"at"`
	Case    int               `json:"case,omitempty"`
	Outcome world.ItemOutcome `json:"outcome,omitempty"`
	Whom    []string          `json:"whom,omitempty"`
	Lead    string            `json:"lead,omitempty"`    // the grid that is to lead, where it is another one
	Leading bool              `json:"leading,omitempty"` // it is being chosen
	Words   string            `json:"words,omitempty"`
}

// longestTask is how far ahead the day may be by which something is to be done.
const longestTask = 180 * world.OneDay

// own stands on a button for the grid itself.
const own = "own"

// deciding: the chair records what was decided, by buttons and a sentence.
var deciding = talk.Dialogue[*world.World, decideData]{
	Name: "decide",
	Steps: []talk.Step[*world.World, decideData]{
		{
			Name: "outcome",
			Ask: func(w *world.World, d decideData) talk.Prompt {
				p := talk.Prompt{Say: text.T("decide.outcome", "n", d.Item+1, "title", itemTitle(w, d))}
				if d.Case != 0 {
					p.Rows = append(p.Rows, talk.Row(show.Pick(text.T("decide.legs"), string(world.OutcomeLegs))))
				}
				p.Rows = append(p.Rows, talk.Row(show.Pick(text.T("decide.task"), string(world.OutcomeTask)), show.Pick(text.T("decide.not"), string(world.OutcomeNot))))
				return p
			},
			Hear: func(w *world.World, d *decideData, e talk.Event) talk.Answer {
				if e.Press == string(world.OutcomeLegs) && !mayCall(w, *d) {
					return talk.Sorry("decide.nocase")
				}
				d.Outcome = world.ItemOutcome(e.Press)
				d.Whom = slices.DeleteFunc(d.Whom, func(id string) bool {
					return d.Outcome == world.OutcomeNot || d.Outcome == world.OutcomeLegs && id == ""
				})
				if d.Outcome == world.OutcomeNot {
					d.Lead, d.Leading = "", false
				}
				if d.Outcome != world.OutcomeTask && d.Outcome != world.OutcomeNot && (d.Outcome != world.OutcomeLegs || d.Case == 0) {
					return talk.Sorry("decide.outcome.sorry")
				}
				return talk.OK().Unasked("whom", "until")
			},
		},
		{
			Name: "lead",
			When: func(_ *world.World, d decideData) bool { return d.Leading },
			Ask: func(w *world.World, d decideData) talk.Prompt {
				var bs []talk.Button
				for _, g := range w.District.Map.All() {
					bs = append(bs, show.Pick(text.Named(g.Names), "g"+g.ID))
				}
				return talk.Prompt{Say: text.T("decide.lead"), Rows: talk.Pairs(bs...)}
			},
			Hear: func(w *world.World, d *decideData, e talk.Event) talk.Answer {
				id, ok := strings.CutPrefix(e.Press, "g")
				if _, known := w.District.Map.Grid(id); !ok || !known {
					return talk.Sorry("cede.grid.sorry")
				}
				if d.Lead, d.Leading = id, false; id == d.Meeting {
					d.Lead = ""
				}
				return talk.OK()
			},
		},
		{
			Name:    "whom",
			Gathers: true,
			When:    func(_ *world.World, d decideData) bool { return d.Outcome != world.OutcomeNot },
			Ask: func(w *world.World, d decideData) talk.Prompt {
				p := talk.Prompt{Say: text.T("decide.whom", "n", cases.MostCalls)}
				var bs []talk.Button
				mark := func(id string, name text.Text) {
					label := text.T("notice.item.add", "what", name)
					if slices.Contains(d.Whom, id) {
						label = text.T("notice.item.drop", "what", name)
					}
					press := id
					if id == "" {
						press = own
					}
					bs = append(bs, show.Pick(label, "w"+press))
				}
				if d.Outcome == world.OutcomeTask {
					mark("", text.T("decide.own"))
				}
				for _, a := range ask.Called(w.District) {
					mark(a.ID, text.Named(a.Names))
				}
				for _, g := range w.Guests(w.Meeting, d.Item) {
					if d.Outcome == world.OutcomeTask {
						mark(world.Guest+g, show.GridName(w, g))
					}
				}
				p.Rows = talk.Pairs(bs...)
				if mayPass(w, d) {
					p.Rows = append(p.Rows, talk.Row(show.Pick(text.T("decide.leading", "grid", show.GridName(w, cmp.Or(d.Lead, d.Meeting))), "lead")))
				}
				if len(d.Whom) > 0 {
					p.Rows = append(p.Rows, talk.Row(show.Pick(text.T("decide.chosen", "n", len(d.Whom)), "done")))
				}
				return p
			},
			Hear: func(w *world.World, d *decideData, e talk.Event) talk.Answer {
				id, ok := strings.CutPrefix(e.Press, "w")
				if id == own {
					id = ""
				}
				_, known := ask.Callable(w.District, id)
				switch {
				case strings.HasPrefix(id, world.Guest) && ok:
					if d.Outcome != world.OutcomeTask || stranger(w, *d, id) {
						return talk.Sorry("decide.guest.sorry")
					}
					d.Whom = ask.Toggled(d.Whom, id)
					return talk.Redo("whom")
				case e.Press == "done" && len(d.Whom) > 0:
					return talk.OK()
				case e.Press == "" && d.named(w, e.Text):
					return talk.Redo("whom")
				case e.Press == "lead" && mayPass(w, *d):
					d.Leading = true
					return talk.Redo("lead", "whom")
				case !ok || !known && (id != "" || d.Outcome != world.OutcomeTask) || !slices.Contains(d.Whom, id) && len(d.Whom) >= cases.MostCalls:
					return talk.Sorry("whistle.whom.sorry")
				}
				d.Whom = ask.Toggled(d.Whom, id)
				return talk.Redo("whom")
			},
		},
		{
			Name: "words",
			Ask: func(_ *world.World, d decideData) talk.Prompt {
				say := text.T("decide.words", "n", longestSaid)
				if d.Outcome == world.OutcomeNot {
					say = text.T("decide.why", "n", longestSaid)
				}
				return talk.Prompt{Say: say}
			},
			Hear: func(_ *world.World, d *decideData, e talk.Event) talk.Answer {
				return sentence(&d.Words, e, talk.Sorry("decide.words.sorry"))
			},
		},
		ask.DayStep[decideData]{
			Name: "until", Pick: func(d *decideData) *ask.DayPick { return &d.DayPick }, Most: longestTask,
			Quick: []calendar.Span{{Work: 1}, {Work: 3}, {Work: 5}, {Work: 10}},
			Ask: func(_ *world.World, d decideData) text.Text {
				if d.Outcome == world.OutcomeLegs {
					return text.T("decide.meet", "n", int(longestTask/world.OneDay))
				}
				return text.T("decide.until", "n", int(longestTask/world.OneDay))
			},
			When: func(_ *world.World, d decideData) bool { return d.Outcome != world.OutcomeNot },
		}.Step(),
	},
	Finish: func(_ *world.World, d decideData) talk.Decision { return resolution{d} },
}

// named puts whom words name among those to do it, and reports whether all of them
// stand there now.
func (d *decideData) named(w *world.World, words string) bool {
	whom, named := slices.Clone(d.Whom), ask.AgenciesNamed(w.District, words)
	for _, id := range named {
		if !slices.Contains(whom, id) {
			whom = append(whom, id)
		}
	}
	if len(named) == 0 || len(whom) > cases.MostCalls {
		return false
	}
	d.Whom = whom
	return true
}

// itemTitle is what an item is about.
func itemTitle(w *world.World, d decideData) text.Text {
	if m := w.Meeting; m != nil && d.Item >= 0 && d.Item < len(m.Items) {
		return m.Items[d.Item].Title
	}
	return text.Text{}
}

// decideItem asks the chair what was decided of an item.
func decideItem(x *acts.Turn, grid string, n int) {
	it := meetingNow(x).Items[n]
	s, err := deciding.Begin(decideData{Meeting: grid, N: meetingNow(x).N, Item: n, Case: it.Case, Was: it.Decided()})
	s.About = it.Case
	beginMeeting(x, s, err)
}

// mayPass tells whether another grid can be named to lead what the item is
// about: the coordinator names it, a lead asks it to take the case.
func mayPass(w *world.World, d decideData) bool {
	c := ours(w, d)
	return c != nil && c.May(passing(w), w.Me.Part()) == nil
}

// passing is how the person gives a case to another grid.
func passing(w *world.World) cases.Action {
	if w.Me.Role == world.Coordinator {
		return cases.Entrust
	}
	return cases.Cede
}

// ours is the case an item is about, while it is in the grid of the conference.
func ours(w *world.World, d decideData) *cases.Case {
	if c := w.Case; c != nil && c.Number == d.Case && c.Grid == d.Meeting {
		return c
	}
	return nil
}

// mayCall tells whether agencies can be called in for what the item is about.
func mayCall(w *world.World, d decideData) bool {
	c := ours(w, d)
	return c != nil && c.May(cases.Whistle, w.Me.Part()) == nil
}
