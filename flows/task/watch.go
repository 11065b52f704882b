package task

import (
	"cmp"
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

// relapsed opens the next round of a case that was looked at again and has come
// back. Its reporter is told, and will be asked at the end.
func relapsed(x *acts.Turn, old cases.Case) {
	c := cases.Case{
		Number: old.Next, Category: old.Category, Danger: old.Danger, Grid: old.Grid,
		What: old.What, Place: old.Place, Facts: old.Facts, Files: slices.Clone(old.FilesOf(cases.PhaseReport)), By: old.By,
		Round: max(old.Round, 1) + 1, Family: old.Number, Came: old.Ended,
	}
	after := cases.Start(c, x.Now, x)
	after.Log[0].By, after.Log[0].Part = x.Me.ID, cases.PartWorker // who looked told us, not the reporter
	if c.By.ID != 0 {
		after.Cards = []cases.Card{{Chat: c.By.ID, As: cases.ViewReporter, Lang: c.By.Lang}}
	}
	x.Moved(nil, after, []cases.Tell{cases.TellWorkers, cases.TellLeads, cases.TellReporter},
		cases.Act{Do: cases.Relapse, By: x.Me.Part(), At: x.Now})
}

// needRounds: which earlier cases it may be a round of.
func needRounds(w *world.World, n *world.Need) {
	var numbers []string
	for _, old := range w.Case.Near {
		numbers = append(numbers, strconv.Itoa(old.Number))
	}
	n.Rounds = strings.Join(numbers, ",")
}

// succeeded withdraws what was still asked of the earlier case: whether it has stayed
// fixed is answered.
func succeeded(x *acts.Turn, c cases.Case) {
	for _, old := range x.Rounds {
		if old.Number != c.Family {
			continue
		}
		a := cases.Act{Do: cases.Succeed, By: cases.Person{Clock: true}, At: x.Now, To: int64(c.Number)}
		if after, tells, err := old.Apply(a, x); err == nil {
			x.Moved(&old, after, tells, a)
		}
	}
}

// placeFile answers /place: everything that was ever reported around there,
// newest first, with its rounds.
func placeFile(x *acts.Turn, words string) error {
	if text.CleanLine(words, 60) == "" {
		return x.Above(placing.Name, askedFor{})
	}
	at, point, ok := x.World.PlaceOf(words)
	if !ok {
		x.Reply(talk.Prompt{Say: text.T("place.unknown")})
		return nil
	}
	p := talk.Prompt{}
	lines := []text.Text{text.T("place.head", "place", at)}
	var rows [][]talk.Button
	newest := slices.SortedFunc(slices.Values(x.List), func(a, b cases.Case) int {
		return cmp.Or(cmp.Compare(b.Opened, a.Opened), cmp.Compare(b.Number, a.Number)) // what was brought in is old with a new number
	})
	for _, c := range newest {
		if !c.Sees(x.Me.Part()) || len(rows) == 20 || c.Place.Point == nil || c.Place.Point.Meters(point) > world.PlaceRadius {
			continue
		}
		rows = append(rows, talk.Row(show.Acting(placeLine(x.World, c), c.Number, "open")))
	}
	if len(rows) == 0 {
		lines = append(lines, text.T("place.none"))
	}
	p.Say, p.Rows = text.Lines(lines...), rows
	x.Beside(p) // what led here may be needed again
	return nil
}

func placeLine(w *world.World, c cases.Case) text.Text {
	line := show.Line(w, c, world.ViewOf(c, w.Me))
	if c.Round > 1 {
		line = text.Join(" ", text.T("mark.round", "round", c.Round), line)
	}
	return text.Join(" · ", show.Dated(w, c.Opened), line)
}
