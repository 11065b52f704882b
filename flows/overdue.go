package flows

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"gridbot/flows/cases"
	"gridbot/flows/talk"
	"gridbot/flows/text"
)

// ClockMorning names the daily event at which a member of the staff gets the
// list of the day.
const ClockMorning = "morning"

// overdue answers /overdue: what is late, what is due today, and what is to be
// looked at again, most urgent first; pressed as m|overdue|<part>|<page>, what
// did not fit of one of the three.
func (x *change) overdue(choice string) {
	parts := x.dayParts()
	if len(parts) == 0 {
		x.reply(talk.Prompt{Say: text.T("overdue.none")})
		return
	}
	name, page, _ := strings.Cut(choice, "|")
	for _, part := range parts {
		if n, err := strconv.Atoi(page); part.name == name && err == nil && n > 0 && len(part.list) > mostReminders {
			x.reply(x.dayPage(part, min(n, (len(part.list)-1)/mostReminders)))
			return
		}
	}
	x.reply(x.dayList(parts))
}

// morning is the list of the day, on working days; nothing on a day without.
func (x *change) morning() {
	if x.Me.Role == Resident || x.Me.Gone || (x.Me.Role == Worker && !x.Me.Duty) || !x.District.Calendar.Working(x.Now) {
		return
	}
	parts := x.dayParts()
	if len(parts) == 0 {
		return
	}
	p := x.dayList(parts)
	p.Say = text.Lines(text.T("morning.head", "time", text.On(x.Now)), p.Say)
	x.Letters = append(x.Letters, Letter{Class: ClassReminder, To: x.private(), Lang: x.Me.Lang, Say: p})
}

// A dayPart is one of the three parts of what cannot wait longer than today.
type dayPart struct {
	name string // on buttons
	head text.Text
	list []cases.Case // the most urgent first
}

// dayParts is what cannot wait longer than today, in the parts there are.
func (x *change) dayParts() []dayPart {
	var late, today, looks []cases.Case
	seen := map[int]bool{}
	tonight := x.District.Here(x.Now)
	tonight = time.Date(tonight.Year(), tonight.Month(), tonight.Day()+1, 0, 0, 0, 0, tonight.Location())
	all := x.List
	if x.World.Weekly != nil {
		all = slices.Concat(all, x.World.Weekly.Late) // of a grid, more than a list holds
	}
	for _, c := range all {
		if l := c.Leg(x.myLeg(c)); l != nil && !seen[c.Number] && c.Sees(x.Me.part()) {
			seen[c.Number] = true
			if x.Now.Unix() >= l.Clock.Due {
				late = append(late, c)
			} else if l.Clock.Due < tonight.Unix() {
				today = append(today, c)
			}
			continue
		}
		mine := x.Me.Role != Worker || c.Assignee == x.Me.ID || c.Verifier == x.Me.ID || onOffer(c) || c.Status == cases.Watch
		if seen[c.Number] || !mine || !c.Sees(x.Me.part()) || lackTexts[c.Clock.Name].Empty() {
			continue
		}
		seen[c.Number] = true
		switch due := c.Due(); {
		case c.Late(x.Now):
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
		slices.SortStableFunc(part.list, func(a, b cases.Case) int { return cmp.Compare(x.dueFor(a), x.dueFor(b)) })
	}
	return slices.DeleteFunc(parts, func(part dayPart) bool { return len(part.list) == 0 })
}

// dueFor is when a case is due for this person: of an officer, their leg.
func (x *change) dueFor(c cases.Case) int64 {
	if l := c.Leg(x.myLeg(c)); l != nil {
		return l.Clock.Due
	}
	return c.Clock.Due
}

// dayList is the parts in one message, the begin of each.
func (x *change) dayList(parts []dayPart) talk.Prompt {
	var lines []text.Text
	var opens, more []talk.Button
	for _, part := range parts {
		lines = append(lines, part.head)
		says, bs := x.dayLines(part.list[:min(len(part.list), mostReminders)])
		lines, opens = append(lines, says...), append(opens, bs...)
		if left := len(part.list) - len(says); left > 0 {
			lines = append(lines, text.T("overdue.more", "n", left))
			more = append(more, menuButton(moreTexts[part.name](left), "overdue", part.name, "1"))
		}
	}
	return talk.Prompt{Say: text.Lines(lines...), Rows: append(inFours(opens), talk.Pairs(more...)...)}
}

// moreTexts are on the buttons that lead to what did not fit of a part.
var moreTexts = map[string]func(int) text.Text{
	"late":  func(n int) text.Text { return text.T("overdue.late.more", "n", n) },
	"today": func(n int) text.Text { return text.T("overdue.today.more", "n", n) },
	"looks": func(n int) text.Text { return text.T("overdue.looks.more", "n", n) },
}

// dayPage is a later page of one part; before the second one is the whole list.
func (x *change) dayPage(part dayPart, page int) talk.Prompt {
	from := page * mostReminders
	to := min(from+mostReminders, len(part.list))
	says, opens := x.dayLines(part.list[from:to])
	turns := []talk.Button{menuButton(text.T("overdue.before"), "overdue", "all")}
	if page > 1 {
		turns[0] = menuButton(text.T("overdue.before"), "overdue", part.name, strconv.Itoa(page-1))
	}
	if to < len(part.list) {
		turns = append(turns, menuButton(text.T("overdue.after"), "overdue", part.name, strconv.Itoa(page+1)))
	}
	head := text.T("overdue.page", "head", part.head, "from", from+1, "to", to)
	return talk.Prompt{Say: text.Lines(append([]text.Text{head}, says...)...), Rows: append(inFours(opens), turns)}
}

// dayLines are cases, a line for each, and the buttons that open them.
func (x *change) dayLines(list []cases.Case) (lines []text.Text, opens []talk.Button) {
	for _, c := range list {
		lines = append(lines, x.chaseLine(c, x.myLeg(c)))
		opens = append(opens, acting(text.T("remind.open", "number", c.Number), c.Number, "open"))
	}
	return lines, opens
}

// inFours puts buttons with a number on them into rows.
func inFours(bs []talk.Button) (rows [][]talk.Button) {
	for row := range slices.Chunk(bs, 4) {
		rows = append(rows, row)
	}
	return rows
}

// ClockYear names the event at which a coordinator hears that a year's working
// days are missing.
const ClockYear = "year"

// year warns of a year whose days off nobody has named, from December before it
// on: deadlines in it would count plain weekends.
func (x *change) year() {
	here := x.District.Here(x.Now)
	for _, year := range []int{here.Year(), here.AddDate(0, 1, 0).Year()} { // from December on, the next one too
		if !x.District.Calendar.Known(year) {
			x.Letters = append(x.Letters, Letter{Class: ClassReminder, To: x.private(), Lang: x.Me.Lang,
				Say: talk.Prompt{Say: text.T("year.missing", "year", year)}})
			return
		}
	}
}
