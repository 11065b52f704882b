package chase

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"gridbot/flows/acts"
	"gridbot/flows/cases"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// overdue answers /overdue: what is late, what is due today, and what is to be
// looked at again, most urgent first; pressed as m|overdue|<part>|<page>, what
// did not fit of one of the three.
func overdue(x *acts.Turn, choice string) {
	parts := dayParts(x.World)
	if len(parts) == 0 {
		x.Reply(talk.Prompt{Say: text.T("overdue.none")})
		return
	}
	name, page, _ := strings.Cut(choice, "|")
	for _, part := range parts {
		if n, err := strconv.Atoi(page); string(part.name) == name && err == nil && n > 0 && len(part.list) > show.MostReminders {
			x.Reply(dayPage(x.World, part, min(n, (len(part.list)-1)/show.MostReminders)))
			return
		}
	}
	x.Reply(dayList(x.World, parts))
}

// morning is the list of the day, on working days; nothing on a day without.
func morning(x *acts.Turn) {
	if x.Me.Role == world.Resident || x.Me.Gone || x.Absent(x.Me) || (x.Me.Role == world.Worker && !x.Me.Duty) || !x.District.Calendar.Working(x.Now) {
		return
	}
	parts := dayParts(x.World)
	if len(parts) == 0 {
		return
	}
	p := dayList(x.World, parts)
	p.Say = text.Lines(text.T("morning.head", "time", text.On(x.Now)), p.Say)
	x.Letters = append(x.Letters, world.Letter{Class: world.ClassReminder, To: x.Private(), Lang: x.Me.Lang, Say: p})
}

// A dayPart is one of the three parts of what cannot wait longer than today.
type dayPart struct {
	name partName
	head text.Text
	list []cases.Case // the most urgent first
}

// A partName is a part of the day, as it stands on buttons.
type partName string

const (
	partLate  partName = "late"
	partToday partName = "today"
	partLooks partName = "looks" // what is to be looked at again
)

// dayParts is what cannot wait longer than today, in the parts there are.
func dayParts(w *world.World) []dayPart {
	all := w.List
	if w.Weekly != nil {
		all = slices.Concat(all, w.Weekly.Late) // of a grid, more than a list holds
	}
	lists := map[partName][]cases.Case{}
	seen := map[int]bool{}
	for _, c := range all {
		if !seen[c.Number] && concernsMe(w, c) {
			seen[c.Number] = true
			part := partOf(w, c)
			lists[part] = append(lists[part], c)
		}
	}
	late, today, looks := lists[partLate], lists[partToday], lists[partLooks]
	parts := []dayPart{
		{partLate, text.T("overdue.late", "n", len(late)), late},
		{partToday, text.T("overdue.today", "n", len(today)), today},
		{partLooks, text.T("overdue.looks", "n", len(looks)), looks},
	}
	for _, part := range parts { // of a coordinator, it was read grid by grid
		slices.SortStableFunc(part.list, func(a, b cases.Case) int { return cmp.Compare(dueFor(w, a), dueFor(w, b)) })
	}
	return slices.DeleteFunc(parts, func(part dayPart) bool { return len(part.list) == 0 })
}

// concernsMe tells whether a case has a clock that waits for the person: of an
// officer, that of their leg; of a worker, what is theirs or can be.
func concernsMe(w *world.World, c cases.Case) bool {
	if !c.Sees(w.Me.Part()) {
		return false
	}
	if c.Leg(w.MyLeg(c)) != nil {
		return true
	}
	mine := w.Me.Role != world.Worker || c.Assignee == w.Me.ID || c.Verifier == w.Me.ID || world.OnOffer(c) || c.Status == cases.Watch
	return mine && !show.LackTexts[c.Clock.Name].Empty()
}

// partOf is the part of the day a case belongs to; "" when it can wait.
func partOf(w *world.World, c cases.Case) partName {
	here := w.District.Here(w.Now)
	tonight := time.Date(here.Year(), here.Month(), here.Day()+1, 0, 0, 0, 0, here.Location())
	if l := c.Leg(w.MyLeg(c)); l != nil {
		switch {
		case w.Now.Unix() >= l.Clock.Due:
			return partLate
		case l.Clock.Due < tonight.Unix():
			return partToday
		}
		return ""
	}
	switch {
	case c.Late(w.Now):
		return partLate
	case c.Due().After(tonight):
		return ""
	case c.Status == cases.Rectifying, c.Status == cases.Watch:
		return partLooks
	}
	return partToday
}

// dueFor is when a case is due for this person: of an officer, their leg.
func dueFor(w *world.World, c cases.Case) int64 {
	if l := c.Leg(w.MyLeg(c)); l != nil {
		return l.Clock.Due
	}
	return c.Clock.Due
}

// dayList is the parts in one message, the begin of each.
func dayList(w *world.World, parts []dayPart) talk.Prompt {
	var lines []text.Text
	var opens, more []talk.Button
	for _, part := range parts {
		lines = append(lines, part.head)
		says, bs := dayLines(w, part.list[:min(len(part.list), show.MostReminders)])
		lines, opens = append(lines, says...), append(opens, bs...)
		if left := len(part.list) - len(says); left > 0 {
			lines = append(lines, text.T("overdue.more", "n", left))
			more = append(more, show.MenuButton(moreTexts[part.name](left), "overdue", string(part.name), "1"))
		}
	}
	return talk.Prompt{Say: text.Lines(lines...), Rows: append(show.InFours(opens), talk.Pairs(more...)...)}
}

// moreTexts are on the buttons that lead to what did not fit of a part.
var moreTexts = map[partName]func(int) text.Text{
	partLate:  func(n int) text.Text { return text.T("overdue.late.more", "n", n) },
	partToday: func(n int) text.Text { return text.T("overdue.today.more", "n", n) },
	partLooks: func(n int) text.Text { return text.T("overdue.looks.more", "n", n) },
}

// dayPage is a later page of one part; before the second one is the whole list.
func dayPage(w *world.World, part dayPart, page int) talk.Prompt {
	from := page * show.MostReminders
	to := min(from+show.MostReminders, len(part.list))
	says, opens := dayLines(w, part.list[from:to])
	turns := []talk.Button{show.MenuButton(text.T("overdue.before"), "overdue", "all")}
	if page > 1 {
		turns[0] = show.MenuButton(text.T("overdue.before"), "overdue", string(part.name), strconv.Itoa(page-1))
	}
	if to < len(part.list) {
		turns = append(turns, show.MenuButton(text.T("overdue.after"), "overdue", string(part.name), strconv.Itoa(page+1)))
	}
	head := text.T("overdue.page", "head", part.head, "from", from+1, "to", to)
	return talk.Prompt{Say: text.Lines(append([]text.Text{head}, says...)...), Rows: append(show.InFours(opens), turns)}
}

// dayLines are cases, a line for each, and the buttons that open them.
func dayLines(w *world.World, list []cases.Case) (lines []text.Text, opens []talk.Button) {
	for _, c := range list {
		lines = append(lines, show.ChaseLine(w, c, w.MyLeg(c)))
		opens = append(opens, show.Acting(text.T("remind.open", "number", c.Number), c.Number, "open"))
	}
	return lines, opens
}

// year warns of a year whose days off nobody has named, from December before it
// on: deadlines in it would count plain weekends.
func year(x *acts.Turn) {
	here := x.District.Here(x.Now)
	for _, year := range []int{here.Year(), here.AddDate(0, 1, 0).Year()} { // from December on, the next one too
		if !x.District.Calendar.Known(year) {
			x.Letters = append(x.Letters, world.Letter{Class: world.ClassReminder, To: x.Private(), Lang: x.Me.Lang,
				Say: talk.Prompt{Say: text.T("year.missing", "year", year)}})
			return
		}
	}
}
