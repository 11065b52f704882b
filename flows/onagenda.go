package flows

import (
	"hash/fnv"
	"strconv"
	"strings"

	"gridbot/flows/cases"
	"gridbot/flows/text"
)

// What is done with a case while its grid's conference is called or held stands
// on the agenda, and in the minutes, at once.

// onAgenda writes an act on a case into the conference at hand.
func (x *change) onAgenda(do cases.Action, before cases.Case) {
	m := x.meetingNow()
	if m == nil || m.Grid != before.Grid {
		return
	}
	switch {
	case (do == cases.Agenda || do == cases.Topic) && m.running():
		why := WhyAgenda
		if do == cases.Topic {
			why = WhyTopic
		}
		x.meeting(func(m *Conference) { m.add(x.caseItem(before, why)) })
	case do == cases.Settle && m.Stage == StageCalled:
		x.meeting(func(m *Conference) {
			for i, it := range m.Items {
				if it.Case == before.Number && it.Why != WhyLeft {
					m.drop(i)
					return
				}
			}
		})
	case do == cases.Accede || do == cases.Refuse || do == cases.Unask:
		for i, it := range m.Items {
			if it.Case != before.Number || !it.Asked {
				continue
			}
			x.meeting(func(m *Conference) {
				m.Items[i].Asked = false
				if do != cases.Accede { // the grid that was to lead does not
					m.Items[i].Lead, m.Draft = "", m.Draft || m.Stage == StageOver
				}
			})
		}
	}
}

// caseItem is a case as a thing to talk of, in short.
func (w *World) caseItem(c cases.Case, why ItemWhy) AgendaItem {
	place := c.Place.Known() // in the reporter's own words it may tell who that was
	if place.Empty() {
		place = gridName(w, c.Grid)
	}
	return AgendaItem{Case: c.Number, Why: why, Title: text.T("conference.case", "number", c.Number,
		"category", categoryName(w, c.Category), "place", place)}
}

// drop takes an item off the agenda. A task that was of it is chased on.
func (m *Conference) drop(n int) {
	m.Items = append(m.Items[:n:n], m.Items[n+1:]...)
	for i, t := range m.Tasks {
		switch {
		case t.Item == n:
			m.Tasks[i].Item = -1
		case t.Item > n:
			m.Tasks[i].Item--
		}
	}
}

// mark names an item on a button: its place, and what it is, so that a button
// pressed after others moved things means no other item.
func (m *Conference) mark(n int) string {
	h := fnv.New32a()
	h.Write([]byte(m.Items[n].Title.ID + m.Items[n].Title.Words + strconv.Itoa(m.Items[n].Case)))
	return strconv.Itoa(n) + "-" + strconv.FormatUint(uint64(h.Sum32()&0xffff), 36)
}

// marked is the item a button names; -1 where another one stands there now.
func (m *Conference) marked(arg string) int {
	first, _, exact := strings.Cut(arg, "-")
	n, err := strconv.Atoi(first)
	if err != nil || n < 0 || n >= len(m.Items) || exact && m.mark(n) != arg {
		return -1
	}
	return n
}
