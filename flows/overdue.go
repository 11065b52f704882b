package flows

import (
	"time"

	"gridbot/flows/cases"
	"gridbot/flows/talk"
	"gridbot/flows/text"
)

// ClockMorning names the daily event at which a member of the staff gets the
// list of the day.
const ClockMorning = "morning"

// overdue answers /overdue: what is late, what is due today, and what is to be
// looked at again, most urgent first.
func (x *change) overdue() {
	if x.Me.Role == Resident {
		x.reply(talk.Prompt{Say: text.T("tasks.staff"), Rows: x.menu()})
		return
	}
	p, any := x.dayList()
	if !any {
		x.reply(talk.Prompt{Say: text.T("overdue.none")})
		return
	}
	x.reply(p)
}

// morning is the list of the day, on working days; nothing on a day without.
func (x *change) morning() {
	if x.Me.Role == Resident || x.Me.Gone || (x.Me.Role == Worker && !x.Me.Duty) || !x.District.Calendar.Working(x.Now) {
		return
	}
	p, any := x.dayList()
	if !any {
		return
	}
	p.Say = text.Lines(text.T("morning.head", "time", text.On(x.Now)), p.Say)
	x.Letters = append(x.Letters, Letter{Class: ClassReminder, To: x.private(), Lang: x.Me.Lang, Say: p})
}

// dayList is what cannot wait longer than today, in up to three parts.
func (x *change) dayList() (talk.Prompt, bool) {
	var late, today, looks []cases.Case
	seen := map[int]bool{}
	tonight := x.District.Here(x.Now)
	tonight = time.Date(tonight.Year(), tonight.Month(), tonight.Day()+1, 0, 0, 0, 0, tonight.Location())
	for _, c := range x.List {
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
	p := talk.Prompt{}
	var parts []text.Text
	var opens []talk.Button
	for _, part := range []struct {
		head text.Text
		list []cases.Case
	}{{text.T("overdue.late", "n", len(late)), late}, {text.T("overdue.today", "n", len(today)), today}, {text.T("overdue.looks", "n", len(looks)), looks}} {
		if len(part.list) == 0 {
			continue
		}
		parts = append(parts, part.head)
		for _, c := range part.list[:min(len(part.list), mostReminders)] {
			parts = append(parts, x.chaseLine(c, x.myLeg(c)))
			opens = append(opens, acting(text.T("remind.open", "number", c.Number), c.Number, "open"))
		}
	}
	p.Say = text.Lines(parts...)
	for i := 0; i < len(opens); i += 4 {
		p.Rows = append(p.Rows, opens[i:min(i+4, len(opens))])
	}
	return p, len(opens) > 0
}

// ClockYear names the event at which a coordinator hears that next year's
// working days are missing.
const ClockYear = "year"

// year warns in December of a year whose days off nobody has named: deadlines
// in it would count plain weekends.
func (x *change) year() {
	if here := x.District.Here(x.Now); here.Month() == time.December && !x.District.Calendar.Known(here.Year()+1) {
		x.Letters = append(x.Letters, Letter{Class: ClassReminder, To: x.private(), Lang: x.Me.Lang,
			Say: talk.Prompt{Say: text.T("year.missing", "year", here.Year()+1)}})
	}
}
