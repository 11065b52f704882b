package flows

import (
	"strconv"
	"time"

	"gridbot/flows/calendar"
	"gridbot/flows/cases"
	"gridbot/flows/talk"
	"gridbot/flows/text"
)

// What cannot be done in time is answered for: with a promise, by asking for
// more time, or by stopping the clock for a reason.

const oneDay = 24 * time.Hour

// usualDays are the dates a tap away.
var usualDays = []calendar.Span{{Plain: 2 * time.Hour}, {Work: 1}, {Work: 2}, {Work: 3}, {Work: 5}}

// promising: whoever has the case names a day, and is left alone until then.
var promising = talk.Dialogue[*World, onCaseData]{
	Name: "promise",
	Steps: []talk.Step[*World, onCaseData]{
		dayStep[onCaseData]{
			name: "until", pick: untilOf, most: 30 * oneDay, quick: usualDays,
			ask: func(w *World, _ onCaseData) text.Text { return text.T("promise.until", "number", w.about()) },
		}.step(),
		whyStep(text.T("promise.why"), usualDelays, func(w *World, _ onCaseData) bool {
			return w.Case != nil && w.Case.Clock.Promises > 0
		}),
	},
	Finish: finish(cases.Promise),
}

// pleading: a lead is asked for more time, or to stop the clock.
var pleading = talk.Dialogue[*World, onCaseData]{
	Name: "plead",
	Steps: []talk.Step[*World, onCaseData]{
		{
			Name: "kind",
			When: func(w *World, _ onCaseData) bool { return !w.follows() },
			Ask: func(w *World, _ onCaseData) talk.Prompt {
				return talk.Prompt{Say: text.T("plead.kind", "number", w.about()), Rows: [][]talk.Button{
					{pick(text.T("plead.extension"), "extension"), pick(text.T("plead.pause"), "pause")}, {leave()},
				}}
			},
			Hear: func(_ *World, d *onCaseData, e talk.Event) talk.Answer {
				if e.Press != "extension" && e.Press != "pause" {
					return talk.Sorry("plead.kind.sorry")
				}
				d.Plea = cases.PleaKind(e.Press)
				return talk.OK()
			},
		},
		{
			Name: "item",
			When: func(w *World, d onCaseData) bool {
				return d.Plea != cases.PleaPause && len(w.openItems()) > 1
			},
			Ask: func(w *World, _ onCaseData) talk.Prompt {
				p := talk.Prompt{Say: text.T("plead.item")}
				for _, i := range w.openItems() {
					p.Rows = append(p.Rows, talk.Row(pick(w.itemLabel(i), strconv.Itoa(i))))
				}
				p.Rows = append(p.Rows, talk.Row(back(), quit()))
				return p
			},
			Hear: hearItem,
		},
		dayStep[onCaseData]{
			name: "until", pick: untilOf, most: 180 * oneDay,
			quick: []calendar.Span{{Work: 1}, {Work: 3}, {Work: 5}, {Work: 10}},
			ask: func(w *World, d onCaseData) text.Text {
				if d.Plea == cases.PleaPause {
					return text.T("pause.until", "number", w.about())
				}
				return text.T("plead.until", "number", w.about())
			},
			after: func(w *World, d onCaseData) time.Time {
				switch n := w.notice(); {
				case d.Plea == cases.PleaPause || w.Case == nil:
					return w.Now
				case n != nil && d.item(w) < len(n.Items):
					return time.Unix(n.Items[d.item(w)].Due, 0)
				}
				return w.Case.Due()
			},
		}.step(),
		pleadStep(),
	},
	Finish: func(w *World, d onCaseData) talk.Decision {
		a := act(cases.Plead, d)
		a.Item = d.item(w)
		if a.Plea == "" {
			a.Plea = cases.PleaExtension
		}
		return a
	},
}

// pausing: a lead stops the clock.
var pausing = talk.Dialogue[*World, onCaseData]{
	Name: "pause",
	Steps: []talk.Step[*World, onCaseData]{
		dayStep[onCaseData]{
			name: "until", pick: untilOf, most: 180 * oneDay,
			quick: []calendar.Span{{Work: 1}, {Work: 3}, {Work: 5}, {Work: 10}},
			ask:   func(w *World, _ onCaseData) text.Text { return text.T("pause.until", "number", w.about()) },
		}.step(),
		whyStep(text.T("pause.why"), usualDelays, nil),
	},
	Finish: finish(cases.Pause),
}

// extending: a lead gives more time without having been asked.
var extending = talk.Dialogue[*World, onCaseData]{
	Name: "extend",
	Steps: []talk.Step[*World, onCaseData]{
		dayStep[onCaseData]{
			name: "until", pick: untilOf, most: 180 * oneDay,
			quick: []calendar.Span{{Work: 1}, {Work: 3}, {Work: 5}, {Work: 10}},
			ask:   func(w *World, _ onCaseData) text.Text { return text.T("plead.until", "number", w.about()) },
			after: func(w *World, _ onCaseData) time.Time {
				if w.Case == nil {
					return w.Now
				}
				return w.Case.Due()
			},
		}.step(),
		whyStep(text.T("extend.why"), usualDelays, nil),
	},
	Finish: finish(cases.Extend),
}

// denying: a lead says no to what was asked for.
var denying = reasoned("deny", cases.Deny, text.T("deny.why"), []choice{
	{"danger", text.T("deny.danger")}, {"enough", text.T("deny.enough")}, {"ground", text.T("deny.ground")},
})

// annulling: a lead takes a notice back.
var annulling = reasoned("annul", cases.Annul, text.T("annul.why"), []choice{
	{"wrong", text.T("annul.wrong")}, {"moot", text.T("annul.moot")},
})

// usualDelays are why things take longer.
var usualDelays = []choice{
	{"applicant", text.T("delay.applicant")}, {"parts", text.T("delay.parts")}, {"law", text.T("delay.law")},
	{"weather", text.T("delay.weather")}, {"agency", text.T("delay.agency")},
}

// theirDelays are why it takes the addressee of a notice longer.
var theirDelays = []choice{
	{"parts", text.T("delay.parts")}, {"builder", text.T("delay.builder")}, {"weather", text.T("delay.weather")}, {"away", text.T("delay.away")},
}

// pleadStep asks why more time is needed; the addressee of a notice has reasons
// of their own.
func pleadStep() talk.Step[*World, onCaseData] {
	staff, theirs := whyStep(text.T("plead.why"), usualDelays, nil), whyStep(text.T("plead.why"), theirDelays, nil)
	of := func(w *World) talk.Step[*World, onCaseData] {
		if w.follows() {
			return theirs
		}
		return staff
	}
	s := staff
	s.Ask = func(w *World, d onCaseData) talk.Prompt { return of(w).Ask(w, d) }
	s.Hear = func(w *World, d *onCaseData, e talk.Event) talk.Answer { return of(w).Hear(w, d, e) }
	return s
}

func untilOf(d *onCaseData) *dayPick { return &d.dayPick }

// whyStep asks for a reason: a usual one, or words.
func whyStep(question text.Text, usual []choice, when func(*World, onCaseData) bool) talk.Step[*World, onCaseData] {
	return talk.Step[*World, onCaseData]{
		Name: "why",
		When: when,
		Ask: func(*World, onCaseData) talk.Prompt {
			p := talk.Prompt{Say: question}
			var bs []talk.Button
			for _, c := range usual {
				bs = append(bs, pick(c.label, c.press))
			}
			p.Rows = append(talk.Pairs(bs...), talk.Row(back(), quit()))
			return p
		},
		Hear: func(_ *World, d *onCaseData, e talk.Event) talk.Answer { return hearReason(d, e, usual) },
	}
}

// hearItem takes a pressed item of the notice.
func hearItem(w *World, d *onCaseData, e talk.Event) talk.Answer {
	i, err := strconv.Atoi(e.Press)
	if n := w.notice(); err != nil || n == nil || i < 0 || i >= len(n.Items) || n.Items[i].Passed != 0 {
		return talk.Sorry("plead.item.sorry")
	}
	d.Item = &i
	return talk.OK()
}

// item is the item the person means: the one they picked, or the only open one.
func (d onCaseData) item(w *World) int {
	if d.Item != nil {
		return *d.Item
	}
	if open := w.openItems(); len(open) > 0 {
		return open[0]
	}
	return 0
}

// notice is the rectification notice in force of the case the event is about.
func (w *World) notice() *cases.Notice {
	if w.Case == nil {
		return nil
	}
	return w.Case.Notice()
}

// follows tells whether the person is here only as addressee of the notice.
func (w *World) follows() bool { return w.Case != nil && ViewOf(*w.Case, w.Me) == cases.ViewAddressee }

// openItems are the items of the notice that are not put right yet.
func (w *World) openItems() []int {
	n := w.notice()
	if n == nil || w.Case.Status != cases.Rectifying {
		return nil
	}
	return n.Open()
}

// itemWhat is what an item of the notice says; nothing where there is none, as
// in a session of another release.
func (w *World) itemWhat(i int) text.Text {
	if n := w.notice(); n != nil && i >= 0 && i < len(n.Items) {
		return n.Items[i].What
	}
	return text.Text{}
}

// itemLabel is an item on a button.
func (w *World) itemLabel(i int) text.Text {
	what := w.itemWhat(i)
	what.Words = text.CleanLine(what.Words, longestOnLabel)
	return text.T("item.label", "n", i+1, "what", what)
}
