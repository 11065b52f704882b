package chase

import (
	"slices"

	"gridbot/flows/acts"
	"gridbot/flows/cases"
)

// unreached rings the coordinator at once where danger is on offer, or was told of just
// now, and nobody of its grid can be reached: they have all blocked the bot, or there is
// nobody.
func unreached(x *acts.Turn, after cases.Case, tells []cases.Tell, a cases.Act) []cases.Tell {
	if !after.Danger || !a.Danger && !slices.Contains(tells, cases.TellWorkers) || len(tells) == 0 || len(x.Reached(after, a.By.ID)) > 0 {
		return tells
	}
	return append(slices.Clone(tells), cases.TellRouter)
}
