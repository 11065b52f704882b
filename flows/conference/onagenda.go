package conference

import (
	"gridbot/flows/acts"
	"gridbot/flows/cases"
	"gridbot/flows/show"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// What is done with a case while its grid's conference is called or held stands
// on the agenda, and in the minutes, at once.

// onAgenda writes an act on a case into the conference at hand.
func onAgenda(x *acts.Turn, do cases.Action, before, after cases.Case) {
	m := meetingNow(x)
	if m == nil || m.Grid != before.Grid {
		return
	}
	switch do {
	case cases.Agenda, cases.Topic:
		if m.Running() {
			meeting(x, func(m *world.Conference) { m.Add(caseItem(x.World, before, broughtBy[do])) })
			inviteFor(x, after)
		}
	case cases.Overdue, cases.LegLate:
		// Whoever was told of it read that the next conference talks of it: that is
		// this one, until it has begun.
		if m.Stage == world.StageCalled && after.OnRedList() && !before.OnRedList() {
			meeting(x, func(m *world.Conference) { m.Add(caseItem(x.World, after, world.WhyRed)) })
			inviteFor(x, after)
		}
	case cases.Settle:
		if m.Stage == world.StageCalled {
			takeOff(x, before.Number)
		}
	case cases.Accede, cases.Refuse, cases.Unask:
		noteAnswer(x, before.Number, do)
	}
}

// broughtBy is how an act brings a case onto the agenda.
var broughtBy = map[cases.Action]world.ItemWhy{cases.Agenda: world.WhyAgenda, cases.Topic: world.WhyTopic}

// takeOff takes a settled case off the agenda, but not what the last conference
// left undone.
func takeOff(x *acts.Turn, number int) {
	meeting(x, func(m *world.Conference) {
		for i, it := range m.Items {
			if it.Case == number && it.Why != world.WhyLeft {
				m.Drop(i)
				return
			}
		}
	})
}

// noteAnswer writes down what the grid said that was asked to lead: when it does
// not, the minutes name another one than it, and are issued anew.
func noteAnswer(x *acts.Turn, number int, do cases.Action) {
	for i, it := range meetingNow(x).Items {
		if it.Case != number || !it.Asked {
			continue
		}
		meeting(x, func(m *world.Conference) {
			m.Items[i].Asked = false
			if do != cases.Accede {
				m.Items[i].Lead, m.Draft = "", m.Draft || m.Stage == world.StageOver
			}
		})
	}
}

// caseItem is a case as a thing to talk of, in short.
func caseItem(w *world.World, c cases.Case, why world.ItemWhy) world.AgendaItem {
	place := c.Place.Known() // in the reporter's own words it may tell who that was
	if place.Empty() {
		place = show.GridName(w, c.Grid)
	}
	return world.AgendaItem{Case: c.Number, Why: why, Title: text.T("conference.case", "number", c.Number,
		"category", show.CategoryName(w, c.Category), "place", place)}
}
