// Package care is what happens behind the door: a household at risk, the team that
// is called to it, and what they do until ordinary life goes on. Who is not of the
// team reads that there is a care case, and since when. Nothing of what is told
// stands in a message that nobody asked for: it is the answer to a press.
package care

import (
	"regexp"
	"strconv"
	"strings"

	"gridbot/flows/acts"
	"gridbot/flows/carecase"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// Subject is the confidential lane.
func Subject() acts.Subject {
	return acts.Subject{
		Name:  "care",
		Words: Words,
		Commands: []acts.Command{{Name: "care", Line: text.T("command.care"), Place: 18, In: acts.EveryStaff, Need: needCare,
			Does: func(x *acts.Turn, choice string) error { return care(x, choice) }}},
		Dialogues: []acts.Dialogue{
			{Spoken: opening, Name: opening.Name, Free: true, Need: needOpening, Done: decided},
			{Spoken: writing, Name: writing.Name, Free: true, Need: needWriting, Done: decided},
		},
		Clocks: []acts.Clock{{
			Is:   func(k talk.Clock) bool { return k.Care != 0 },
			Need: func(_ *world.World, k talk.Clock, n *world.Need) { n.Care = k.Care },
			Does: func(x *acts.Turn, k talk.Clock) error { strike(x, k); return nil },
		}, {
			Is: func(k talk.Clock) bool { return k.Name == world.ClockParted || k.Name == world.ClockChanged },
			Need: func(w *world.World, k talk.Clock, n *world.Need) {
				if on(w) {
					n.Cares = world.CaresOf(k.Person)
				}
			},
			Does: func(x *acts.Turn, k talk.Clock) error { held(x, k); return nil },
		}},
		Last:   func(x *acts.Turn) error { changed(x); return nil },
		Before: needApart,
		First: []acts.Hearing{{ // whoever writes the answer to something may mean a house
			Is: func(w *world.World, e talk.Event) bool {
				return on(w) && labelOf(e.Text) != 0 && w.Session.Dialogue == "" && e.Press == "" && !e.Chat.Group && !e.Edited
			},
			Need: func(_ *world.World, e talk.Event, n *world.Need) { n.Care = labelOf(e.Text) },
			// Answered in one way, whether or not there is such a case.
			Does: func(x *acts.Turn) error { return one(x, labelOf(x.Event.Text), "") },
		}},
		Apart: apart(),
	}
}

// on tells whether there are care cases here: the folder says of what, and there are
// keys to seal them with.
func on(w *world.World) bool { return w.District.Care.On() && w.Seals }

// theirs is whose open care cases somebody is shown: those they are in, and of who
// leads those of the grids, of which they learn that they are there.
func theirs(w *world.World) string {
	all := []string{"p" + strconv.FormatInt(w.Me.ID, 10)}
	switch {
	case w.Me.Role == world.Coordinator || w.Me.Acting || w.Me.Audits:
		for _, g := range w.District.Map.All() {
			all = append(all, g.ID)
		}
		all = append(all, world.Unrouted)
	case w.Me.Role == world.Lead:
		all = append(all, append([]string{w.Me.Grid}, w.Me.Acts...)...)
	}
	return strings.Join(all, ",")
}

// needCare: one care case, or the lists.
func needCare(w *world.World, choice string, n *world.Need) {
	first, _, _ := strings.Cut(choice, "|")
	switch number := numberOf(first); {
	case !on(w):
	case number != 0:
		n.Care = number
	case strings.HasPrefix(first, "#"):
		n.Case, n.Cares = world.CaseNumber(first), theirs(w)
	case first == "projects":
		n.Projects = true
	default:
		n.Cares = theirs(w)
	}
}

func needOpening(w *world.World, _ talk.Session, _ talk.Event, n *world.Need) { n.Cares = theirs(w) }

func needWriting(_ *world.World, s talk.Session, _ talk.Event, n *world.Need) {
	if d, err := writing.Data(s); err == nil {
		n.Care = d.N
	}
}

// needApart: where a report may be sent now that is one of these, what the person
// told of before.
func needApart(w *world.World, e talk.Event, n *world.Need) {
	if !on(w) || e.Chat.Group || n.Cares != "" {
		return
	}
	ours := w.Session.Dialogue == opening.Name || w.Session.Dialogue == writing.Name
	sends := !ours && (strings.HasPrefix(e.Press, "d|") || e.Press == "" && w.Session.Dialogue != "") // what is typed sends, too
	if sends || e.Clock != nil && e.Clock.Name == world.ClockDraft || e.Text != "" && e.Press == "" && dangerous(w, e.Text) {
		n.Cares = "p" + strconv.FormatInt(e.From.ID, 10)
	}
}

func dangerous(w *world.World, words string) bool {
	_, heard := w.District.Danger(words)
	return heard
}

// numberOf reads the number of a care case as people write it: K12, k12 or 12.
func numberOf(s string) int {
	n, err := strconv.Atoi(strings.TrimLeft(s, "Kk"))
	if err != nil || n <= 0 || n > 1e6 {
		return 0
	}
	return n
}

var label = regexp.MustCompile(`^\s*[KkＫｋ][0-9]{1,6}\s*$`)

// labelOf is the number of a care case that is typed alone, with its letter: K12.
func labelOf(s string) int {
	if !label.MatchString(s) {
		return 0
	}
	return numberOf(strings.TrimLeft(strings.TrimSpace(s), "Ｋｋ"))
}

// change is the care case at hand, to be changed.
func change(x *acts.Turn) *carecase.Case {
	if x.Cared == nil {
		before := *x.Caring.Case
		x.Cared = &world.Cared{Before: &before, After: before.Clone()}
	}
	return &x.Cared.After
}

// now is the care case as this change leaves it; nil for none.
func now(x *acts.Turn) *carecase.Case {
	if x.Cared != nil {
		return &x.Cared.After
	}
	return x.Caring.Case
}
