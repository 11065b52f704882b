package task

import (
	"slices"
	"strconv"
	"strings"

	"gridbot/flows/acts"
	"gridbot/flows/cases"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// Subject is a case in somebody's hands: taken, done, given on, checked,
// looked at again.
func Subject() acts.Subject {
	return acts.Subject{
		Name:  "task",
		Words: Words,
		Commands: []acts.Command{
			{Name: "case", Need: needNumber, Does: openByNumber},
			{Name: "place", Line: text.T("command.place"), Place: 4, May: acts.EveryStaff, Sorry: acts.SorryMenu(text.T("tasks.staff")), Need: needAround, Does: placeFile},
		},
		Dialogues: []acts.Dialogue{
			inDanger(acts.Plain(arriving)), acts.Plain(noting), acts.Plain(adding), acts.Shows(acts.Plain(handingIn)), acts.Plain(returning), declines(), acts.Plain(sendingBack),
			acts.Plain(promising), acts.Plain(arranging), acts.Plain(pleading), acts.Plain(pausing), acts.Plain(denying), acts.Plain(extending),
			acts.Plain(posting), acts.Plain(replying),
			{Spoken: placing, Name: placing.Name, Free: true, Need: func(w *world.World, _ talk.Session, e talk.Event, n *world.Need) { needAround(w, e.Text, n) }, Done: askedPlace},
			{Spoken: numbering, Name: numbering.Name, Free: true, Need: func(w *world.World, _ talk.Session, e talk.Event, n *world.Need) { needNumber(w, e.Text, n) }, Done: askedNumber},
		},
		Clocks: []acts.Clock{{Is: func(k talk.Clock) bool { return k.Case != 0 && world.PostingOf(k.Name) != 0 }, Does: postingStrikes}},
		Presses: []acts.Press{
			{Do: cases.Assign, Fill: fillWorker}, {Do: cases.Name, Fill: fillWorker}, {Do: cases.Handover, Fill: fillWorker}, {Do: cases.LegHand, Fill: fillOfficer},
			{Do: cases.Route, Fill: fillGrid}, {Do: cases.Withdraw, Fill: fillWithdraw}, {Do: cases.Over, Fill: fillOver},
			{Do: cases.TakeBack, Then: takenBack},
			{Do: cases.Rate, Fill: fillRating}, {Do: cases.Again, Fill: fillRound},
		},
		Looks: []acts.Look{
			{Name: "open", Does: func(x *acts.Turn, c cases.Case, _ string) error { x.ShowCase(c, text.Text{}); return nil }},
			{Name: "look", Does: func(x *acts.Turn, c cases.Case, _ string) error { x.Refresh(c); return nil }},
			{Name: "files", Whole: true, Does: func(x *acts.Turn, c cases.Case, _ string) error { sendFiles(x, c); return nil }},
			{Name: "map", Whole: true, Does: func(x *acts.Turn, c cases.Case, _ string) error { sendMap(x, c); return nil }},
			{Name: "more", Whole: true, Does: lookFurther},
		},
		Links: []acts.Link{{
			Is:   func(payload string) bool { return world.PayloadCase(payload) != 0 },
			Need: func(payload string, n *world.Need) { n.Case = world.PayloadCase(payload) },
			Does: func(x *acts.Turn, payload string) error { x.OpenCase(world.PayloadCase(payload)); return nil },
		}},
		Heeds: []acts.Heed{
			{Acts: []cases.Action{cases.Relapse}, Does: func(x *acts.Turn, _ cases.Action, _, after cases.Case) { relapsed(x, after) }},
			{Acts: []cases.Action{cases.Again}, Need: needRounds, Does: func(x *acts.Turn, _ cases.Action, _, after cases.Case) { succeeded(x, after) }},
		},
		First: []acts.Hearing{{
			Is: func(w *world.World, e talk.Event) bool {
				return e.Press == "" && !e.Chat.Group && !e.Edited && w.Me.GoesOn(e)
			},
			Need: func(w *world.World, _ talk.Event, n *world.Need) { n.Case = w.Me.Album.Case },
			Does: func(x *acts.Turn) error { x.GoOnAlbum(); return nil },
		}},
		Hears: []acts.Hearing{{
			Is: func(_ *world.World, e talk.Event) bool {
				number := world.CaseNumber(e.Text)
				return number >= 1000 || number != 0 && strings.HasPrefix(strings.TrimSpace(e.Text), "#")
			},
			Need: func(_ *world.World, e talk.Event, n *world.Need) { n.Case = world.CaseNumber(e.Text) },
			// Answered in one way, whether or not there is such a case.
			Does: func(x *acts.Turn) error { x.OpenCase(world.CaseNumber(x.Event.Text)); return nil },
		}},
	}
}

// inDanger: whoever comes to a danger has other things to do than to take a photo.
func inDanger(d acts.Dialogue) acts.Dialogue {
	d.Skips = func(c cases.Case) bool { return c.Danger }
	return d
}

// declines is a decline; what it may turn into needs what is around.
func declines() acts.Dialogue {
	d := acts.Plain(declining)
	d.Need = func(w *world.World, _ talk.Session, _ talk.Event, n *world.Need) {
		if c := w.Case; c != nil && c.Place.Point != nil {
			n.Around = *c.Place.Point
		}
	}
	d.Done = declined
	return d
}

func needNumber(_ *world.World, choice string, n *world.Need) { n.Case = world.CaseNumber(choice) }

func needAround(w *world.World, choice string, n *world.Need) {
	if _, at, ok := w.PlaceOf(choice); ok {
		n.Around = at
	}
}

// lookFurther shows what is needed seldom; in private.
func lookFurther(x *acts.Turn, c cases.Case, _ string) error {
	if x.Event.Chat.Group {
		x.Open = "c" + strconv.Itoa(c.Number)
		return nil
	}
	more(x, c)
	return nil
}

// fillWorker takes which worker of the grid is meant, or asks.
func fillWorker(x *acts.Turn, c cases.Case, a *cases.Act, choice string) (bool, error) {
	if choice == "" {
		return false, pickWorker(x, c, a.Do)
	}
	to, err := strconv.ParseInt(choice, 10, 64)
	if p := x.Staff.People[to]; err != nil || p.Role != world.Worker || !p.Belongs(c.Grid) {
		x.Refuse(c, a.Do, cases.ErrMissing)
		return false, nil
	} else if c.Bars(p.Part()) {
		x.ShowAlert(text.T("pick.unproven", "name", p.Name))
		return false, nil
	} else if c.Concerns(to) {
		x.ShowAlert(text.T("pick.recused", "name", p.Name))
		return false, nil
	}
	a.To = to
	return true, nil
}

// fillGrid takes which grid a case belongs to, or asks.
func fillGrid(x *acts.Turn, c cases.Case, a *cases.Act, choice string) (bool, error) {
	if choice == "" {
		pickGrid(x, c)
		return false, nil
	}
	if _, ok := x.District.Map.Grid(choice); !ok {
		x.Refuse(c, a.Do, cases.ErrMissing)
		return false, nil
	}
	a.Grid = choice
	return true, nil
}

// fillWithdraw asks once more: it cannot be undone.
func fillWithdraw(x *acts.Turn, c cases.Case, _ *cases.Act, choice string) (bool, error) {
	if choice != "yes" {
		pickWithdraw(x, c)
		return false, nil
	}
	return true, nil
}

// fillOver takes what they say of it, or asks.
func fillOver(x *acts.Turn, c cases.Case, a *cases.Act, choice string) (bool, error) {
	at := slices.IndexFunc(overTexts, func(o over) bool { return o.is == choice })
	if at < 0 {
		pickOver(x, c)
		return false, nil
	}
	a.Note = overTexts[at].say
	return true, nil
}

func fillRating(_ *acts.Turn, _ cases.Case, a *cases.Act, choice string) (bool, error) {
	a.Rating, _ = strconv.Atoi(choice)
	return true, nil
}

// takenBack puts in place of the button that it was taken back.
func takenBack(x *acts.Turn, c cases.Case) error {
	x.Reply(talk.Prompt{Say: text.Lines(text.T("card.number", "number", c.Number), show.DoneText(cases.TakeBack, c))})
	return nil
}

// fillRound takes which earlier case it is a round of, or asks.
func fillRound(x *acts.Turn, c cases.Case, a *cases.Act, choice string) (bool, error) {
	if choice == "" {
		pickRound(x, c)
		return false, nil
	}
	to, err := strconv.ParseInt(choice, 10, 64)
	if err != nil {
		x.Refuse(c, a.Do, cases.ErrMissing)
		return false, nil
	}
	a.To = to
	return true, nil
}
