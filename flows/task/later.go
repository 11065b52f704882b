package task

import (
	"strconv"
	"time"

	"gridbot/flows/ask"
	"gridbot/flows/calendar"
	"gridbot/flows/cases"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// usualDays are the dates a tap away.
var usualDays = []calendar.Span{{Plain: 2 * time.Hour}, {Work: 1}, {Work: 2}, {Work: 3}, {Work: 5}}

// How far ahead a day may be that is promised, and one that is asked for or given.
const (
	longestPromise = 30 * world.OneDay
	longestDelay   = 180 * world.OneDay
)

// promising: whoever has the case names a day, and is left alone until then.
var promising = talk.Dialogue[*world.World, ask.OnCaseData]{
	Name: "promise",
	Steps: []talk.Step[*world.World, ask.OnCaseData]{
		ask.DayStep[ask.OnCaseData]{
			Name: "until", Pick: ask.UntilOf, Most: longestPromise, Quick: usualDays,
			Ask: func(w *world.World, _ ask.OnCaseData) text.Text {
				return text.T("promise.until", "number", ask.About(w), "n", int(longestPromise/world.OneDay))
			},
		}.Step(),
		ask.WhyStep(text.T("promise.why"), ask.UsualDelays, func(w *world.World, _ ask.OnCaseData) bool {
			return w.Case != nil && promised(w) > 0
		}),
	},
	Finish: ask.Finish(cases.Promise),
}

// promised is how often the person, or their agency, has named a day.
func promised(w *world.World) int { return running(w).Promises }

// running is the clock of what the person has: of an officer, that of their leg.
func running(w *world.World) cases.Clock {
	if l := w.Case.Leg(w.MyLeg(*w.Case)); l != nil {
		return l.Clock
	}
	return w.Case.Clock
}

// goesLeg tells whether the person has a leg of the case at hand to go, not the case.
func goesLeg(w *world.World) bool { return w.Case != nil && w.MyLeg(*w.Case) != 0 }

// pleading: a lead is asked for more time, or to stop the clock.
var pleading = talk.Dialogue[*world.World, ask.OnCaseData]{
	Name: "plead",
	Steps: []talk.Step[*world.World, ask.OnCaseData]{
		{
			Name: "kind",
			When: func(w *world.World, _ ask.OnCaseData) bool { return !ask.Follows(w) },
			Ask: func(w *world.World, _ ask.OnCaseData) talk.Prompt {
				return talk.Prompt{Say: text.T("plead.kind", "number", ask.About(w)), Rows: [][]talk.Button{
					{show.Pick(text.T("plead.extension"), "extension"), show.Pick(text.T("plead.pause"), "pause")},
				}}
			},
			Hear: func(_ *world.World, d *ask.OnCaseData, e talk.Event) talk.Answer {
				if e.Press != "extension" && e.Press != "pause" {
					return talk.Sorry("plead.kind.sorry")
				}
				d.Plea = cases.PleaKind(e.Press)
				return talk.OK()
			},
		},
		{
			Name: "item",
			When: func(w *world.World, d ask.OnCaseData) bool {
				return d.Plea != cases.PleaPause && !goesLeg(w) && len(ask.OpenItems(w)) > 1
			},
			Ask: func(w *world.World, _ ask.OnCaseData) talk.Prompt {
				p := talk.Prompt{Say: text.T("plead.item")}
				for _, i := range ask.OpenItems(w) {
					p.Rows = append(p.Rows, talk.Row(show.Pick(ask.ItemLabel(w, i), strconv.Itoa(i))))
				}
				return p
			},
			Hear: ask.HearItem,
		},
		ask.DayStep[ask.OnCaseData]{
			Name: "until", Pick: ask.UntilOf, Most: longestDelay,
			Quick: []calendar.Span{{Work: 1}, {Work: 3}, {Work: 5}, {Work: 10}},
			Ask: func(w *world.World, d ask.OnCaseData) text.Text {
				if d.Plea == cases.PleaPause {
					return text.T("pause.until", "number", ask.About(w), "n", int(longestDelay/world.OneDay))
				}
				return text.T("plead.until", "number", ask.About(w), "n", int(longestDelay/world.OneDay))
			},
			After: func(w *world.World, d ask.OnCaseData) time.Time {
				switch n := ask.Notice(w); {
				case d.Plea == cases.PleaPause || w.Case == nil:
					return w.Now
				case goesLeg(w):
					return time.Unix(running(w).Due, 0)
				case n != nil && d.ItemMeant(w) >= 0 && d.ItemMeant(w) < len(n.Items):
					return time.Unix(n.Items[d.ItemMeant(w)].Due, 0)
				}
				return w.Case.Due()
			},
		}.Step(),
		pleadStep(),
	},
	Finish: func(w *world.World, d ask.OnCaseData) talk.Decision {
		a := ask.Act(cases.Plead, d)
		a.Item = d.ItemMeant(w)
		if a.Plea == "" {
			a.Plea = cases.PleaExtension
		}
		return a
	},
}

// pausing: a lead stops the clock.
var pausing = talk.Dialogue[*world.World, ask.OnCaseData]{
	Name: "pause",
	Steps: []talk.Step[*world.World, ask.OnCaseData]{
		ask.DayStep[ask.OnCaseData]{
			Name: "until", Pick: ask.UntilOf, Most: longestDelay,
			Quick: []calendar.Span{{Work: 1}, {Work: 3}, {Work: 5}, {Work: 10}},
			Ask: func(w *world.World, _ ask.OnCaseData) text.Text {
				return text.T("pause.until", "number", ask.About(w), "n", int(longestDelay/world.OneDay))
			},
		}.Step(),
		ask.WhyStep(text.T("pause.why"), ask.UsualDelays, nil),
	},
	Finish: ask.Finish(cases.Pause),
}

// extending: a lead gives more time without having been asked.
var extending = talk.Dialogue[*world.World, ask.OnCaseData]{
	Name: "extend",
	Steps: []talk.Step[*world.World, ask.OnCaseData]{
		ask.DayStep[ask.OnCaseData]{
			Name: "until", Pick: ask.UntilOf, Most: longestDelay,
			Quick: []calendar.Span{{Work: 1}, {Work: 3}, {Work: 5}, {Work: 10}},
			Ask: func(w *world.World, _ ask.OnCaseData) text.Text {
				return text.T("plead.until", "number", ask.About(w), "n", int(longestDelay/world.OneDay))
			},
			After: func(w *world.World, _ ask.OnCaseData) time.Time {
				if w.Case == nil {
					return w.Now
				}
				return w.Case.Due()
			},
		}.Step(),
		ask.WhyStep(text.T("extend.why"), ask.UsualDelays, nil),
	},
	Finish: ask.Finish(cases.Extend),
}

// denying: a lead says no to what was asked for.
var denying = ask.Reasoned("deny", cases.Deny, text.T("deny.why"), []ask.Choice{
	{Press: "danger", Label: text.T("deny.danger")}, {Press: "enough", Label: text.T("deny.enough")}, {Press: "ground", Label: text.T("deny.ground")},
})

// theirDelays are why it takes the addressee of a notice longer.
var theirDelays = []ask.Choice{
	{Press: "parts", Label: text.T("delay.parts")}, {Press: "builder", Label: text.T("delay.builder")}, {Press: "weather", Label: text.T("delay.weather")}, {Press: "away", Label: text.T("delay.away")},
}

// pleadStep asks why more time is needed; the addressee of a notice has reasons
// of their own.
func pleadStep() talk.Step[*world.World, ask.OnCaseData] {
	staff, theirs := ask.WhyStep(text.T("plead.why"), ask.UsualDelays, nil), ask.WhyStep(text.T("plead.why"), theirDelays, nil)
	of := func(w *world.World) talk.Step[*world.World, ask.OnCaseData] {
		if ask.Follows(w) {
			return theirs
		}
		return staff
	}
	s := staff
	s.Ask = func(w *world.World, d ask.OnCaseData) talk.Prompt { return of(w).Ask(w, d) }
	s.Hear = func(w *world.World, d *ask.OnCaseData, e talk.Event) talk.Answer { return of(w).Hear(w, d, e) }
	return s
}
