package figures

import (
	"slices"

	"gridbot/flows/carecase"
)

// What happens to care cases is counted apart from the event log: a line there says
// of each when and where it was, and is kept for ever. Counted is the whole district
// by weeks, and no grid.

// Counters of care cases. Those of answers have a severity behind them.
const (
	CareOpened     = "opened"
	CareAnswered   = "answered."   // somebody of the team had it in time
	CareUnanswered = "unanswered." // nobody had, by then
	CareReviewed   = "reviewed"    // by the date that stood there
	CareUnreviewed = "unreviewed"
	CareOrdinary   = "closed.ordinary"
	CareOnwards    = "closed.onwards"
	CareOffered    = "offered" // a project, to a household
)

// CareOpen is the key of how many are open now: it is no counter of a week.
const CareOpen = "open"

// FewestHouseholds is below which number of households none is said: who lives there
// could be found out by it.
const FewestHouseholds = 5

// Care are the figures of care cases, in the order in which they are shown. One with
// Of says how many of those were not in time.
var Care = []Figure{
	{Key: "opened", Num: []string{CareOpened}},
	{Key: CareOpen, Num: []string{CareOpen}},
	answeredIn(carecase.Life), answeredIn(carecase.High), answeredIn(carecase.Ordinary),
	{Key: "reviewed", Num: []string{CareUnreviewed}, Of: []string{CareReviewed, CareUnreviewed}, Better: -1},
	{Key: "ordinary", Num: []string{CareOrdinary}},
	{Key: "onwards", Num: []string{CareOnwards}},
	{Key: "offered", Num: []string{CareOffered}},
}

func answeredIn(s carecase.Severity) Figure {
	kept, missed := CareAnswered+string(s), CareUnanswered+string(s)
	return Figure{Key: "answered." + string(s), Num: []string{missed}, Of: []string{kept, missed}, Better: -1}
}

// CareField is a counter in a week, as it is kept.
func CareField(week, counter string) string { return week + "|" + counter }

// CareCounted is what a change of a care case counts as. Before is nil for a new one:
// who opens it and is in its team has waited for nobody.
func CareCounted(before *carecase.Case, after carecase.Case, at int64) []string {
	if before == nil {
		return []string{CareOpened}
	}
	var all []string
	count := func(counter string, is bool) {
		if is {
			all = append(all, counter)
		}
	}
	if before.Unanswered == 0 {
		came, late := before.Stage == carecase.Identified && after.Stage == carecase.Responding, before.Waits(at)
		count(CareAnswered+string(before.Severity), came && !late)
		count(CareUnanswered+string(before.Severity), came && late || after.Unanswered != 0)
	}
	if looks := before.Review; looks.Due != 0 && looks.Rung == 0 {
		came, late := len(after.Reviews) > len(before.Reviews), max(looks.Due, looks.Next) < at
		count(CareReviewed, came && !late)
		count(CareUnreviewed, came && late || !came && after.Review.Rung > 0)
	}
	if before.Open() {
		count(CareOrdinary, after.Outcome == carecase.OrdinaryLife)
		count(CareOnwards, after.Outcome == carecase.Onwards)
	}
	for _, o := range after.Offers {
		count(CareOffered, !slices.ContainsFunc(before.Offers, func(b carecase.Offer) bool { return b.Project == o.Project }))
	}
	return all
}

// Band is what is said of a number of households: five of them at least, and no more
// exactly than in steps of five, so that two spans side by side say nothing of the
// week between them either. Few is true where no number is said at all.
func Band(n int) (from, to int, few bool) {
	from = n / FewestHouseholds * FewestHouseholds
	return from, from + FewestHouseholds - 1, n < FewestHouseholds
}
