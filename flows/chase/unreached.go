package chase

import (
	"slices"

	"gridbot/flows/acts"
	"gridbot/flows/cases"
)

// unreached rings the coordinator at once where danger is on offer, and nobody of its
// grid can be reached: they have all blocked the bot, or there is nobody.
func unreached(x *acts.Turn, after cases.Case, tells []cases.Tell) []cases.Tell {
	if !after.Danger || !slices.Contains(tells, cases.TellWorkers) || len(x.Reached(after)) > 0 {
		return tells
	}
	return append(slices.Clone(tells), cases.TellRouter)
}
