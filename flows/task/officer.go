package task

import (
	"slices"
	"strconv"

	"gridbot/flows/acts"
	"gridbot/flows/cases"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// fillOfficer takes to which colleague of their agency somebody hands what they have,
// or asks.
func fillOfficer(x *acts.Turn, c cases.Case, a *cases.Act, choice string) (bool, error) {
	mates := colleagues(x.World, c)
	if choice == "" {
		if len(mates) == 0 {
			x.ShowAlert(text.T("pick.officer.none"))
			return false, nil
		}
		p := talk.Prompt{Say: text.T("pick.worker", "number", c.Number)}
		for _, o := range mates[:min(len(mates), 30)] {
			p.Rows = append(p.Rows, talk.Row(show.Acting(show.Named(o), c.Number, a.Do, strconv.FormatInt(o.ID, 10))))
		}
		x.InPlace(c, p)
		return false, nil
	}
	to, _ := strconv.ParseInt(choice, 10, 64)
	i := slices.IndexFunc(mates, func(o world.Person) bool { return o.ID == to })
	switch {
	case i < 0:
		x.Refuse(c, a.Do, cases.ErrMissing)
		return false, nil
	case c.Concerns(to):
		x.ShowAlert(text.T("pick.recused", "name", mates[i].Name))
		return false, nil
	}
	a.To = to
	return true, nil
}

// colleagues are the other officers of the person's agency who are on duty.
func colleagues(w *world.World, c cases.Case) []world.Person {
	return slices.DeleteFunc(w.Staff.Officers(w.Me.Agency), func(o world.Person) bool { return o.ID == w.Me.ID || !o.Duty || o.Gone || c.Bars(o.Part()) })
}
