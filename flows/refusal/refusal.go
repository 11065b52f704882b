// Package refusal is why an act on a case does not count, in words: what is true of
// this case and person, or else what the lifecycle says of it. It refuses nothing.
package refusal

import (
	"embed"
	"errors"
	"slices"

	"gridbot/flows/cases"
	"gridbot/flows/measures"
	"gridbot/flows/show"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// Words are what is said here, a file for each language.
//
//go:embed words/*.json
var Words embed.FS

// Why is why an act does not count: what is true of this case and person, or
// else what the lifecycle says of it.
func Why(w *world.World, c cases.Case, do cases.Action, err error) text.Text {
	if said := theirs(w, c, do, err); !said.Empty() {
		return said
	}
	switch do {
	case cases.Topic:
		if c.KeyTopic != 0 && world.ViewOf(c, w.Me) == cases.ViewLead {
			return text.T("card.keytopic", "n", c.KeyTopic)
		}
	case cases.Merge:
		if c.Bound() {
			return show.BoundText(c, cases.ViewLead)
		}
	case cases.Submit:
		if c.Legged() {
			return text.T("refuse.legs")
		}
	case cases.Finish, cases.TurnDown:
		if w.StillStands(c) {
			return text.T("refuse.stands")
		}
	case cases.LegGrant, cases.LegDeny, cases.LegPause, cases.LegResume:
		if !errors.Is(err, cases.ErrNotYours) {
			return text.T("refuse.called")
		}
	case cases.Release, cases.Swap, cases.Insist, cases.CallHead:
		if errors.Is(err, cases.ErrMissing) {
			return text.T("refuse.called") // somebody was quicker: the agency is not called any more
		}
	}
	if said := ofLeg(w, c, do); !said.Empty() {
		return said
	}
	if errors.Is(err, cases.ErrNotNow) {
		return movedOn(w, c, do)
	}
	for _, r := range refusals {
		if r.fits(do, err) {
			return r.say
		}
	}
	return text.T("refuse.notyours")
}

// theirs is why an act does not count for this person; empty where that is no
// reason.
func theirs(w *world.World, c cases.Case, do cases.Action, err error) text.Text {
	if world.ViewOf(c, w.Me) == cases.ViewAddressee {
		switch {
		case c.Notice() == nil:
			return measures.Either(text.T("refuse.over"), text.T("refuse.over.advice"))(c)
		case errors.Is(err, cases.ErrNotNow), do == cases.Prove && errors.Is(err, cases.ErrMissing):
			return measures.Settled(c, do)
		}
	}
	switch {
	case do != cases.Claim:
		return text.Text{}
	case c.Assignee == w.Me.ID:
		return text.T("refuse.yours")
	case c.Assignee != 0:
		return text.T("refuse.taken", "name", w.Staff.Name(c.Assignee))
	case w.Me.Role == world.Worker && !w.Me.Duty:
		return text.T("refuse.offduty")
	}
	return text.Text{}
}

// ofLeg is why an officer cannot do it with their leg as it stands; empty where that is
// no reason.
func ofLeg(w *world.World, c cases.Case, do cases.Action) text.Text {
	l := c.Leg(w.MyLeg(c))
	switch {
	case l == nil || !slices.Contains(laterOfLeg, do):
		return text.Text{}
	case l.In == 0:
		return text.T("refuse.reportfirst")
	case do == cases.LegHand && l.Officer != w.Me.ID:
		return text.T("refuse.mates", "name", w.Staff.Name(l.Officer))
	case do == cases.LegHand:
		return text.Text{}
	case l.Rest != nil:
		return text.T("refuse.resting")
	case do == cases.Plead && l.Plea != nil:
		return text.T("refuse.pleaded")
	}
	return text.Text{}
}

// laterOfLeg are what an officer does once they have reported in, not before.
var laterOfLeg = []cases.Action{cases.Promise, cases.Plead, cases.LegHand}

// A refusal is an error of the lifecycle as a person reads it; of some acts
// alone, or of any.
type refusal struct {
	err error
	of  []cases.Action
	say text.Text
}

func (r refusal) fits(do cases.Action, err error) bool {
	return errors.Is(err, r.err) && (r.of == nil || slices.Contains(r.of, do))
}

// refusals are all there are; the first one that fits is said.
var refusals = []refusal{
	{cases.ErrCalled, []cases.Action{cases.Correct, cases.Resite}, text.T("refuse.corrected")}, {cases.ErrLate, []cases.Action{cases.Contest}, text.T("refuse.contest")},
	{cases.ErrSame, []cases.Action{cases.Route, cases.Entrust, cases.Resite, cases.Accede}, text.T("refuse.past")}, {cases.ErrCalled, nil, text.T("refuse.called")}, {cases.ErrStands, nil, text.T("refuse.stands")}, {cases.ErrSame, nil, text.T("refuse.same")},
	{cases.ErrLonger, nil, text.T("refuse.longer")}, {cases.ErrUnmet, nil, text.T("refuse.unmet")}, {cases.ErrFull, nil, text.T("refuse.full")}, {cases.ErrMissing, nil, text.T("refuse.missing")}, {cases.ErrLate, nil, text.T("refuse.late")},
}

// movedOn says where the case stands by now.
func movedOn(w *world.World, c cases.Case, do cases.Action) text.Text {
	switch early := world.OnOffer(c) || c.Status == cases.Claimed || c.Status == cases.OnSite; {
	case do == cases.Withdraw && c.May(cases.Over, w.Me.Part()) == nil:
		return text.T("refuse.withdraw.danger")
	case do == cases.Over && c.Danger && early && c.By.ID == w.Me.ID:
		return text.T("refuse.over.danger")
	}
	status := show.StatusText(w, c, world.ViewOf(c, w.Me))
	if c.Next != 0 && c.Status == cases.Closed {
		return text.T("refuse.cameback")
	}
	if c.Status == cases.Declined {
		status = show.ShortStatus(c, world.ViewOf(c, w.Me)) // the reason may be longer than a toast
	}
	return text.T("refuse.moved", "status", status)
}
