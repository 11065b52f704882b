package conference

import (
	"strconv"
	"time"

	"gridbot/flows/acts"
	"gridbot/flows/drawn"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// The date of a conference goes into people's calendars with the invitation. When it is
// moved or called off, a new file of the same date does the same there. A calendar is
// read by families and kept in clouds: what is to be talked of does not stand in it.

// datedBefore is how long before a conference its date is worth a place in a calendar.
const datedBefore = time.Hour

// usuallyLasts is how long a conference stands in a calendar.
const usuallyLasts = time.Hour

// redated counts one more file of the date of a conference: the first where it is far
// enough away, and afterwards every change.
func redated(x *acts.Turn, m *world.Conference) {
	if m.Dated > 0 || m.Stage == world.StageCalled && m.At > x.Now.Add(datedBefore).Unix() {
		m.Dated++
	}
}

// dateTo sends a member the date of a conference as it is now; nothing where it is too
// near for calendars, or the member is none.
func dateTo(x *acts.Turn, k *world.Member, m world.Conference) {
	if k == nil || m.Dated == 0 {
		return
	}
	off := m.Stage == world.StageOff
	say := text.T("conference.date", "time", show.Dated(x.World, m.At))
	if off {
		say = text.T("conference.date.off", "time", show.Dated(x.World, m.At))
	}
	grid := show.GridName(x.World, m.Grid)
	x.Write(x.Staff.People[k.ID], world.ClassTask, talk.Prompt{Say: say, Draw: &drawn.Drawing{Dates: &drawn.Dates{
		Off: off, At: x.Now.Unix(), All: []drawn.Date{{
			UID: "conference-" + m.Grid + "-" + strconv.Itoa(m.N) + "@" + x.District.ID + ".gridbot", Seq: m.Dated - 1,
			Title: text.T("conference.date.title", "grid", grid, "n", m.N), Words: text.T("conference.date.words"),
			From: m.At, To: m.At + int64(usuallyLasts.Seconds()),
		}},
	}}})
}
