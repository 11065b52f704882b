package consult

import (
	"gridbot/flows/pact"
	"slices"
	"strconv"
	"time"

	"gridbot/flows/accord"
	"gridbot/flows/acts"
	"gridbot/flows/drawn"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// Who has a duty has its dates as a file for the calendar of their phone. It is theirs
// alone: of what others do, and of who they are, nothing stands in it.

const (
	mostAhead = 10        // dates of one duty
	mostDates = 40        // in one file
	dutyLasts = time.Hour // before it is due, in a calendar
)

// ownDuties are the duties that go on and are the person's.
func ownDuties(w *world.World, a accord.Accord) (all []accord.Duty) {
	for _, d := range a.Duties {
		if t := a.InForce(d.Term); a.Open() && d.Over == 0 && t != nil && pact.Speaks(w, a, t.Owner) {
			all = append(all, d)
		}
	}
	return all
}

// dates sends them, in the private chat: the card that was pressed stays.
func dates(x *acts.Turn, a accord.Accord, _ []string) error {
	var all []drawn.Date
	for _, d := range ownDuties(x.World, a) {
		t := a.InForce(d.Term)
		for _, at := range d.Ahead(*t, x.District.Calendar, x.Now.Unix(), mostAhead) {
			day := x.District.Here(time.Unix(at, 0)).Format("20060102T1504")
			all = append(all, drawn.Date{
				UID: "duty-" + strconv.Itoa(a.Topic) + "-" + t.ID + "-" + day + "@" + x.District.ID + ".gridbot", Seq: a.Runs,
				Title: text.T("accord.date.title", "words", t.Words), Words: text.T("accord.date.words", "a", accord.Label(a.Topic), "what", pact.Subject(x.World, a)),
				From: at - int64(dutyLasts/time.Second), To: at,
			})
		}
	}
	if len(all) == 0 {
		return sorry(x, accord.ErrUnknown, card(x, a))
	}
	slices.SortStableFunc(all, func(a, b drawn.Date) int { return int(a.From - b.From) })
	all = all[:min(len(all), mostDates)]
	x.Beside(talk.Prompt{Say: text.T("accord.date", "n", len(all), "what", pact.Subject(x.World, a)), Draw: &drawn.Drawing{Dates: &drawn.Dates{At: x.Now.Unix(), All: all}}})
	return nil
}
