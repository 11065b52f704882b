package chase

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

// A folder that lost a grid: what is open there comes to the coordinator, who reads of
// it once. It is done a page at a time, so that nobody else waits.

// mostLost is how many numbers stand in what the coordinator reads; all of them stand
// in the list.
const mostLost = 20

// lost are the grids that are no more, and how many cases are to be told of.
func lost(k talk.Clock) (grids string, n int) {
	many, grids, _ := strings.Cut(strings.TrimPrefix(k.Name, world.ClockUnroute), ":")
	n, _ = strconv.Atoi(many)
	return grids, n
}

// unroute takes a page of cases out of their grids. Of danger the card comes, to
// everybody who can help.
func unroute(x *acts.Turn, k talk.Clock) error {
	of, n := lost(k)
	var numbers []text.Text
	list := slices.SortedFunc(slices.Values(x.List), func(a, b cases.Case) int { return cmp.Compare(a.Number, b.Number) })
	for _, c := range list {
		if c.Grid == "" || !slices.Contains(strings.Split(of, ","), c.Grid) {
			continue // it moved on meanwhile
		}
		if _, known := x.District.Map.Grid(c.Grid); known {
			continue
		}
		before := x.Latest(c)
		a := cases.Act{Do: cases.Unroute, By: cases.Person{Clock: true}, At: x.Now, Note: text.Said(c.Grid)}
		after, tells := before.Unrouted(a)
		x.Moved(&before, after, tells, a)
		if len(numbers) < mostLost {
			numbers = append(numbers, text.Said("#"+strconv.Itoa(c.Number)))
		}
	}
	if n == 0 || len(numbers) == 0 {
		return nil
	}
	if n > len(numbers) {
		numbers = append(numbers, text.Said("…"))
	}
	for _, p := range x.Coordinators() {
		x.Write(p, world.ClassTask, talk.Prompt{Say: text.T("unroute", "n", n, "grids", text.Said(strings.ReplaceAll(of, ",", ", ")), "cases", text.Join(" ", numbers...)),
			Rows: [][]talk.Button{{show.MenuButton(text.T("menu.open"), "tasks")}}})
	}
	return nil
}
