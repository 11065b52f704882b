package joint

import (
	"slices"
	"strconv"

	"gridbot/flows/acts"
	"gridbot/flows/ask"
	"gridbot/flows/cases"
	"gridbot/flows/measures"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
)

// What an agency asks those who lead for, as a worker does: more time, or rest.

// denyingLeg: a lead says no to what an agency asked for.
var denyingLeg = ask.Reasoned("legdeny", cases.LegDeny, text.T("legdeny.why"), []ask.Choice{
	{Press: "danger", Label: text.T("legdeny.danger")}, {Press: "enough", Label: text.T("legdeny.enough")}, {Press: "ground", Label: text.T("legdeny.ground")},
})

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
	return lines, rows
}
