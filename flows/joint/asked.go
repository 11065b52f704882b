package joint

import (
	"slices"
	"strconv"

	"gridbot/flows/acts"
	"gridbot/flows/ask"
	"gridbot/flows/calendar"
	"gridbot/flows/cases"
	"gridbot/flows/measures"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// What an agency asks those who lead for, as a worker does: more time, or rest.

// denyingLeg: a lead says no to what an agency asked for.
var denyingLeg = ask.Reasoned("legdeny", cases.LegDeny, text.T("legdeny.why"), []ask.Choice{
	{Press: "danger", Label: text.T("legdeny.danger")}, {Press: "enough", Label: text.T("legdeny.enough")}, {Press: "ground", Label: text.T("legdeny.ground")},
})

// longestRest is how far ahead the day may be until which an agency rests.
const longestRest = 180 * world.OneDay

// pausingLeg: a lead lets the clock of an agency stand still, unasked.
var pausingLeg = talk.Dialogue[*world.World, ask.OnCaseData]{
	Name: "legpause",
	Steps: []talk.Step[*world.World, ask.OnCaseData]{
		ask.DayStep[ask.OnCaseData]{
			Name: "until", Pick: ask.UntilOf, Most: longestRest,
			Quick: []calendar.Span{{Work: 1}, {Work: 3}, {Work: 5}, {Work: 10}},
			Ask: func(w *world.World, _ ask.OnCaseData) text.Text {
				return text.T("legpause.until", "number", ask.About(w), "n", int(longestRest/world.OneDay))
			},
		}.Step(),
		ask.WhyStep(text.T("legpause.why"), ask.UsualDelays, nil),
	},
	Finish: ask.Finish(cases.LegPause),
}

// fillPause takes which agency is to rest, and asks until when and why.
func fillPause(x *acts.Turn, c cases.Case, a *cases.Act, choice string) (bool, error) {
	may := slices.DeleteFunc(c.OpenLegs(), func(l cases.Leg) bool { return !l.MayRest() || choice != "" && strconv.Itoa(l.N) != choice })
	switch {
	case len(may) == 0:
		x.Refuse(c, a.Do, cases.ErrCalled)
		return false, nil
	case len(may) > 1:
		pickLegs(x, c)
		return false, nil
	}
	s, err := pausingLeg.Begin(ask.OnCaseData{Leg: may[0].N})
	if err != nil {
		return false, err
	}
	return false, x.Enter(c, pausingLeg, s)
}

// fillAsked takes whose request is answered. Where several ask, the page of the
// agencies has a button for each.
func fillAsked(x *acts.Turn, c cases.Case, a *cases.Act, choice string) (bool, error) {
	asking := slices.DeleteFunc(c.OpenLegs(), func(l cases.Leg) bool { return l.Plea == nil || choice != "" && strconv.Itoa(l.N) != choice })
	switch {
	case len(asking) == 0:
		x.Refuse(c, a.Do, cases.ErrCalled)
		return false, nil
	case len(asking) > 1:
		pickLegs(x, c)
		return false, nil
	}
	if a.Leg = asking[0].N; a.Do == cases.LegGrant {
		return true, nil
	}
	s, err := denyingLeg.Begin(ask.OnCaseData{Leg: a.Leg})
	if err != nil {
		return false, err
	}
	return false, x.Enter(c, denyingLeg, s)
}

// askedRows are what a lead may say to what an agency asked for, and to its rest.
func askedRows(x *acts.Turn, c cases.Case, l cases.Leg) (lines []text.Text, rows [][]talk.Button) {
	may := c.Actions(x.Me.Part())
	n, name := strconv.Itoa(l.N), show.AgencyName(x.World, l.Agency)
	lines = append(lines, measures.Asked(x.World, l))
	if l.Plea != nil && slices.Contains(may, cases.LegGrant) {
		rows = append(rows, []talk.Button{
			show.Acting(text.T("legs.grant", "agency", name), c.Number, cases.LegGrant, n),
			show.Acting(text.T("legs.deny", "agency", name), c.Number, cases.LegDeny, n),
		})
	}
	if l.Rest != nil && slices.Contains(may, cases.LegResume) {
		rows = append(rows, talk.Row(show.Acting(text.T("legs.resume", "agency", name), c.Number, cases.LegResume, n)))
	}
	if l.MayRest() && slices.Contains(may, cases.LegPause) {
		rows = append(rows, talk.Row(show.Acting(text.T("legs.pause", "agency", name), c.Number, cases.LegPause, n)))
	}
	return lines, rows
}
