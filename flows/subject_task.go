package flows

import (
	"strconv"
	"strings"

	"gridbot/flows/cases"
	"gridbot/flows/talk"
	"gridbot/flows/text"
)

// taskSubject is a case in somebody's hands: taken, done, given on, checked,
// looked at again.
func taskSubject() subject {
	return subject{
		name: "task",
		commands: []command{
			{name: "case", need: needNumber, does: func(x *change, choice string) error { x.openCase(caseNumber(choice)); return nil }},
			{name: "tasks", may: everyStaff, sorry: sorryMenu(text.T("tasks.staff")), need: func(w *World, _ string, n *Need) { n.tasks(w) }, does: func(x *change, _ string) error { x.listTasks(); return nil }},
			{name: "place", may: everyStaff, sorry: sorryMenu(text.T("tasks.staff")), need: needAround, does: func(x *change, choice string) error { x.placeFile(choice); return nil }},
		},
		dialogues: []dialogue{
			plain(arriving), plain(noting), plain(adding), shows(plain(handingIn)), plain(returning), plain(declining), plain(sendingBack),
			plain(promising), plain(pleading), plain(pausing), plain(denying), plain(extending),
		},
		presses: []press{
			{do: cases.Assign, fill: (*change).fillWorker}, {do: cases.Name, fill: (*change).fillWorker}, {do: cases.Handover, fill: (*change).fillWorker},
			{do: cases.Route, fill: (*change).fillGrid}, {do: cases.Withdraw, fill: (*change).fillWithdraw},
			{do: cases.Rate, fill: fillRating}, {do: cases.Again, fill: (*change).fillRound},
		},
		looks: []look{
			{name: "open", does: func(x *change, c cases.Case, _ string) error { x.showCase(c, text.Text{}); return nil }},
			{name: "look", does: func(x *change, c cases.Case, _ string) error { x.refresh(c); return nil }},
			{name: "files", whole: true, does: func(x *change, c cases.Case, _ string) error { x.sendFiles(c); return nil }},
			{name: "map", whole: true, does: func(x *change, c cases.Case, _ string) error { x.sendMap(c); return nil }},
			{name: "more", whole: true, does: (*change).lookFurther},
		},
		links: []link{{
			is:   func(payload string) bool { return payloadCase(payload) != 0 },
			need: func(payload string, n *Need) { n.Case = payloadCase(payload) },
			does: func(x *change, payload string) error { x.openCase(payloadCase(payload)); return nil },
		}},
		heeds: []heed{{acts: []cases.Action{cases.Relapse}, does: func(x *change, _ cases.Action, _, after cases.Case) { x.relapsed(after) }}},
		first: []hearing{{
			is: func(w *World, e talk.Event) bool {
				return e.Press == "" && !e.Chat.Group && !e.Edited && w.Me.goesOn(e)
			},
			need: func(w *World, _ talk.Event, n *Need) { n.Case = w.Me.Album.Case },
			does: func(x *change) error { x.goOnAlbum(); return nil },
		}},
		hears: []hearing{{
			is: func(_ *World, e talk.Event) bool {
				number := caseNumber(e.Text)
				return number >= 1000 || number != 0 && strings.HasPrefix(strings.TrimSpace(e.Text), "#")
			},
			need: func(_ *World, e talk.Event, n *Need) { n.Case = caseNumber(e.Text) },
			// Answered in one way, whether or not there is such a case.
			does: func(x *change) error { x.openCase(caseNumber(x.event.Text)); return nil },
		}},
	}
}

// shows is a dialogue whose photos are evidence that the work is done: they are
// compared with those of other cases.
func shows(d dialogue) dialogue {
	d.shown = true
	d.need = func(_ *World, s talk.Session, e talk.Event, n *Need) { n.Photos = evidenceOf(s, e) }
	return d
}

func needNumber(_ *World, choice string, n *Need) { n.Case = caseNumber(choice) }

func needAround(w *World, choice string, n *Need) {
	if _, at, ok := w.placeOf(choice); ok {
		n.Around = at
	}
}

// lookFurther shows what is needed seldom; in private.
func (x *change) lookFurther(c cases.Case, _ string) error {
	if x.event.Chat.Group {
		x.Open = "c" + strconv.Itoa(c.Number)
		return nil
	}
	x.more(c)
	return nil
}

// fillWorker takes which worker of the grid is meant, or asks.
func (x *change) fillWorker(c cases.Case, a *cases.Act, choice string) (bool, error) {
	if choice == "" {
		return false, x.pickWorker(c, a.Do)
	}
	to, err := strconv.ParseInt(choice, 10, 64)
	if p := x.Staff.People[to]; err != nil || p.Role != Worker || p.Grid != c.Grid || to == c.By.ID {
		x.refuse(c, a.Do, cases.ErrMissing)
		return false, nil
	}
	a.To = to
	return true, nil
}

// fillGrid takes which grid a case belongs to, or asks.
func (x *change) fillGrid(c cases.Case, a *cases.Act, choice string) (bool, error) {
	if choice == "" {
		x.pickGrid(c)
		return false, nil
	}
	if _, ok := x.District.Map.Grid(choice); !ok {
		x.refuse(c, a.Do, cases.ErrMissing)
		return false, nil
	}
	a.Grid = choice
	return true, nil
}

// fillWithdraw asks once more: it cannot be undone.
func (x *change) fillWithdraw(c cases.Case, _ *cases.Act, choice string) (bool, error) {
	if choice != "yes" {
		x.pickWithdraw(c)
		return false, nil
	}
	return true, nil
}

func fillRating(_ *change, _ cases.Case, a *cases.Act, choice string) (bool, error) {
	a.Rating, _ = strconv.Atoi(choice)
	return true, nil
}

// fillRound takes which earlier case it is a round of, or asks.
func (x *change) fillRound(c cases.Case, a *cases.Act, choice string) (bool, error) {
	if choice == "" {
		x.pickRound(c)
		return false, nil
	}
	to, err := strconv.ParseInt(choice, 10, 64)
	if err != nil {
		x.refuse(c, a.Do, cases.ErrMissing)
		return false, nil
	}
	a.To = to
	return true, nil
}
