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
		if n, err := strconv.Atoi(page); part.name == name && err == nil && n > 0 && len(part.list) > show.MostReminders {
			x.Reply(dayPage(x.World, part, min(n, (len(part.list)-1)/show.MostReminders)))
			return
		}
	}
	x.Reply(dayList(x.World, parts))
}

// morning is the list of the day, on working days; nothing on a day without.
func morning(x *acts.Turn) {
	if x.Me.Role == world.Resident || x.Me.Gone || (x.Me.Role == world.Worker && !x.Me.Duty) || !x.District.Calendar.Working(x.Now) {
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
	name string // on buttons
	head text.Text
	list []cases.Case // the most urgent first
}

// dayParts is what cannot wait longer than today, in the parts there are.
func dayParts(w *world.World) []dayPart {
	var late, today, looks []cases.Case
	seen := map[int]bool{}
	tonight := w.District.Here(w.Now)
	tonight = time.Date(tonight.Year(), tonight.Month(), tonight.Day()+1, 0, 0, 0, 0, tonight.Location())
	all := w.List
	if w.Weekly != nil {
		all = slices.Concat(all, w.Weekly.Late) // of a grid, more than a list holds
	}
	for _, c := range all {
		if l := c.Leg(w.MyLeg(c)); l != nil && !seen[c.Number] && c.Sees(w.Me.Part()) {
			seen[c.Number] = true
			if w.Now.Unix() >= l.Clock.Due {
				late = append(late, c)
			} else if l.Clock.Due < tonight.Unix() {
				today = append(today, c)
			}
			continue
		}
		mine := w.Me.Role != world.Worker || c.Assignee == w.Me.ID || c.Verifier == w.Me.ID || world.OnOffer(c) || c.Status == cases.Watch
		if seen[c.Number] || !mine || !c.Sees(w.Me.Part()) || show.LackTexts[c.Clock.Name].Empty() {
			continue
		}
		seen[c.Number] = true
		switch due := c.Due(); {
		case c.Late(w.Now):
			late = append(late, c)
		case due.After(tonight):
		case c.Status == cases.Rectifying, c.Status == cases.Watch:
			looks = append(looks, c)
		default:
			today = append(today, c)
		}
	}
	parts := []dayPart{
		{"late", text.T("overdue.late", "n", len(late)), late},
		{"today", text.T("overdue.today", "n", len(today)), today},
		{"looks", text.T("overdue.looks", "n", len(looks)), looks},
	}
	for _, part := range parts { // of a coordinator, it was read grid by grid
		slices.SortStableFunc(part.list, func(a, b cases.Case) int { return cmp.Compare(dueFor(w, a), dueFor(w, b)) })
	}
	return slices.DeleteFunc(parts, func(part dayPart) bool { return len(part.list) == 0 })
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
			more = append(more, show.MenuButton(moreTexts[part.name](left), "overdue", part.name, "1"))
		}
	}
	return talk.Prompt{Say: text.Lines(lines...), Rows: append(show.InFours(opens), talk.Pairs(more...)...)}
}

// moreTexts are on the buttons that lead to what did not fit of a part.
var moreTexts = map[string]func(int) text.Text{
	"late":  func(n int) text.Text { return text.T("overdue.late.more", "n", n) },
	"today": func(n int) text.Text { return text.T("overdue.today.more", "n", n) },
	"looks": func(n int) text.Text { return text.T("overdue.looks.more", "n", n) },
}

// dayPage is a later page of one part; before the second one is the whole list.
func dayPage(w *world.World, part dayPart, page int) talk.Prompt {
	from := page * show.MostReminders
	to := min(from+show.MostReminders, len(part.list))
	says, opens := dayLines(w, part.list[from:to])
	turns := []talk.Button{show.MenuButton(text.T("overdue.before"), "overdue", "all")}
	if page > 1 {
		turns[0] = show.MenuButton(text.T("overdue.before"), "overdue", part.name, strconv.Itoa(page-1))
	}
	if to < len(part.list) {
		turns = append(turns, show.MenuButton(text.T("overdue.after"), "overdue", part.name, strconv.Itoa(page+1)))
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
