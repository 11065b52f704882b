package mute

import (
	"slices"
	"strings"
	"time"

	"gridbot/flows/acts"
	"gridbot/flows/cases"
	"gridbot/flows/figures"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// A house burns, and the street tells of it: the alarm of the first rings, and those of
// the others stand with it, with a count. Each is a case of its own that is answered,
// stands in every list and runs by its own clock: where nobody takes it, it is chased
// as if it had come alone. Whatever is not told in the same way is another alarm: another
// kind or place, another part of the place, other words of danger.

// needAlarms: what was told of lately where somebody tells of danger now. A report that
// is sent by a button has read it already.
func needAlarms(w *world.World, e talk.Event, n *world.Need) {
	if e.Text == "" && e.Point == nil || e.Chat.Group || e.Clock != nil || e.Command != "" || e.Press != "" || w.Me.Role != world.Resident {
		return
	}
	_, danger := w.District.Danger(e.Text)
	switch named := w.District.Places.Named(e.Text, 2); {
	case !danger && w.Session.Dialogue != "locate":
	case e.Point != nil:
		n.Alarms = *e.Point
	case len(named) == 1:
		n.Alarms = named[0].Point
	}
}

// together folds an alarm into that of somebody else that has rung.
func together(x *acts.Turn, before, after *cases.Case, tells []cases.Tell, a cases.Act) []cases.Tell {
	told := before == nil || a.Do == cases.Locate
	all := slices.DeleteFunc(slices.Concat(x.Alarms, x.List), func(c cases.Case) bool { return !told || !sameAlarm(x.World, c, *after) })
	if len(all) == 0 {
		return tells
	}
	at := slices.IndexFunc(all, func(c cases.Case) bool { return strings.EqualFold(c.Place.More, after.Place.More) })
	first := x.Pending(all[max(at, 0)])
	first.Others = append(slices.Clone(first.Others), after.Number)
	after.With = first.Number
	drawn(x, *first)
	note(x, *after, figures.Folding)
	x.Beside(talk.Prompt{Say: text.T("crowd.told", "number", after.Number)})
	return nil
}

// sameAlarm tells whether a case is one of somebody else that rang a moment ago for what
// is told of now.
func sameAlarm(w *world.World, rang, c cases.Case) bool {
	return rang.Number != c.Number && rang.Danger && rang.Echo == 0 && rang.With == 0 && rang.Status.Type() == cases.Open && rang.By.ID != c.By.ID &&
		w.Now.Sub(time.Unix(rang.Opened, 0)) < oneAlarm && rang.Grid == c.Grid && rang.Grid != "" && rang.Category == c.Category && rang.Past == "" && c.Past == "" &&
		rang.Place.Point != nil && c.Place.Point != nil && oneSpot(rang.Place.Point, c.Place.Point) &&
		(c.Place.More == "" || strings.EqualFold(c.Place.More, rang.Place.More)) && alike(w, rang.What, c.What)
}

// alike tells whether words tell of no other danger than others do.
func alike(w *world.World, rang, words string) bool {
	a, heard := w.District.Danger(words)
	b, was := w.District.Danger(rang)
	return !heard || was && a.Kind == b.Kind && a.Category == b.Category && slices.Equal(a.Call, b.Call)
}
