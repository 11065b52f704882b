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
func onAgenda(x *acts.Turn, do cases.Action, before cases.Case) {
	m := meetingNow(x)
	if m == nil || m.Grid != before.Grid {
		return
	}
	switch {
	case (do == cases.Agenda || do == cases.Topic) && m.Running():
		why := world.WhyAgenda
		if do == cases.Topic {
			why = world.WhyTopic
		}
		meeting(x, func(m *world.Conference) { m.Add(caseItem(x.World, before, why)) })
	case do == cases.Settle && m.Stage == world.StageCalled:
		meeting(x, func(m *world.Conference) {
			for i, it := range m.Items {
				if it.Case == before.Number && it.Why != world.WhyLeft {
					m.Drop(i)
					return
				}
			}
		})
	case do == cases.Accede || do == cases.Refuse || do == cases.Unask:
		for i, it := range m.Items {
			if it.Case != before.Number || !it.Asked {
				continue
			}
			meeting(x, func(m *world.Conference) {
				m.Items[i].Asked = false
				if do != cases.Accede { // the grid that was to lead does not
					m.Items[i].Lead, m.Draft = "", m.Draft || m.Stage == world.StageOver
				}
			})
		}
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
