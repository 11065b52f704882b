package district

import (
	"slices"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"

	"gridbot/flows/calendar"
)

// Duty is what a plan of duty is made of.
type Duty struct {
	Shifts []calendar.Hours // the usual ones, as they stand on buttons; they may run past midnight
	Cover  calendar.Hours   // somebody must be on then; all day when From and To are equal
}

// usualDuty is a day and a night, and somebody always on.
var usualDuty = Duty{Shifts: []calendar.Hours{{From: 8 * 60, To: 20 * 60}, {From: 20 * 60, To: 8 * 60}}}

// mostShifts is how many fit on a keyboard that is still read.
const mostShifts = 6

// duty reads what a plan of duty is made of.
func (p page) duty(n *yaml.Node) Duty {
	if n == nil {
		return usualDuty
	}
	d := usualDuty
	e := p.entry(n, "duty")
	if shifts := e.get("shifts"); shifts != nil {
		d.Shifts = nil
		for _, item := range p.list(shifts, "shifts") {
			h := p.hours(item, "a shift")
			if slices.Contains(d.Shifts, h) {
				p.fault(item.Line, "the shift %s stands here twice", h)
				continue
			}
			d.Shifts = append(d.Shifts, h)
		}
		if len(d.Shifts) == 0 || len(d.Shifts) > mostShifts {
			p.fault(shifts.Line, "these are %d shifts; write 1 to %d", len(d.Shifts), mostShifts)
		}
	}
	if cover := e.get("cover"); cover != nil {
		if d.Cover = p.hours(cover, "cover"); d.Cover.To-d.Cover.From == 24*60 {
			d.Cover = calendar.Hours{}
		}
	}
	e.done()
	return d
}

// A Rota is a plan of duty as the folder has it, by name: a lead takes it over
// with a tap, as only the bot knows whose names these are.
type Rota struct {
	Grid   string // or
	Agency string
	Week   []RotaTurn
}

// A RotaTurn is one shift of the week.
type RotaTurn struct {
	Days  []int // as time.Weekday counts them; 7: a weekday that is a holiday
	Hours calendar.Hours
	Who   []string
}

// Of is the plan of a grid or an agency that the folder has.
func (d *District) RotaOf(grid, agency string) (Rota, bool) {
	i := slices.IndexFunc(d.Rotas, func(r Rota) bool { return r.Grid == grid && r.Agency == agency })
	if i < 0 {
		return Rota{}, false
	}
	return d.Rotas[i], true
}

// readRotas reads rota.yaml.
func (d *District) readRotas(p page, b []byte) {
	doc := p.document(b)
	if doc == nil {
		return
	}
	e := p.entry(doc, "the file")
	lines := map[string]int{}
	for _, n := range p.list(e.need("rotas"), "rotas") {
		e := p.entry(n, "a rota")
		r := Rota{Grid: p.word(e.get("grid"), "the grid"), Agency: p.word(e.get("agency"), "the agency")}
		_, agency := d.Agency(r.Agency)
		grid := false
		if d.Map != nil {
			_, grid = d.Map.Grid(r.Grid)
		}
		switch first, twice := lines[r.Grid+"@"+r.Agency]; {
		case (r.Grid == "") == (r.Agency == ""):
			p.fault(n.Line, "a rota is of a \"grid\" or of an \"agency\"; write one of them")
		case r.Grid != "" && !grid && d.Map != nil:
			p.fault(n.Line, "there is no grid %q", clip(r.Grid))
		case r.Agency != "" && !agency:
			p.fault(n.Line, "there is no agency %q", clip(r.Agency))
		case twice:
			p.fault(n.Line, "there is a rota of it in line %d already", first)
		}
		lines[r.Grid+"@"+r.Agency] = n.Line
		for _, item := range p.list(e.need("week"), "week") {
			r.Week = append(r.Week, p.rotaTurn(item))
		}
		e.done()
		d.Rotas = append(d.Rotas, r)
	}
	e.done()
}

// rotaDays is how the rows of a week are called in a folder.
var rotaDays = append(slices.Clone(weekdays), "holiday")

func (p page) rotaTurn(n *yaml.Node) RotaTurn {
	e := p.entry(n, "a turn")
	var t RotaTurn
	if days := e.need("days"); days != nil {
		for _, item := range p.list(days, "days") {
			if day := p.oneOf(item, "a day", rotaDays...); day != "" {
				t.Days = append(t.Days, slices.Index(rotaDays, day))
			}
		}
	}
	t.Hours = p.hours(e.need("hours"), "the hours of a turn")
	for _, name := range p.words(e.need("who"), "who") {
		t.Who = append(t.Who, name)
	}
	e.done()
	return t
}

// A DutyPhone is where an agency answers, in some hours or always.
type DutyPhone struct {
	Phone string
	Hours calendar.Hours // they may run past midnight; From and To equal: always
}

// DutyPhone is where the agency answers at t; "" where nobody knows.
func (a Agency) DutyPhone(t time.Time) string {
	wall := calendar.Clock(t.Hour()*60 + t.Minute())
	always := ""
	for _, d := range a.Duty {
		h := d.Hours
		switch {
		case h.From == h.To:
			always = d.Phone
		case h.From < h.To && wall >= h.From && wall < h.To, h.From > h.To && (wall >= h.From || wall < h.To):
			return d.Phone
		}
	}
	return always
}

// dutyPhones reads one phone, or a list of phones with their hours.
func (p page) dutyPhones(n *yaml.Node) []DutyPhone {
	if n == nil {
		return nil
	}
	phone := func(n *yaml.Node) string {
		s := p.word(n, "the phone")
		if s != "" && !phoneForm.MatchString(s) {
			p.fault(n.Line, "%q cannot be dialled; write digits, spaces and \"-\"", clip(s))
		}
		return s
	}
	if n.Kind == yaml.ScalarNode {
		return []DutyPhone{{Phone: phone(n)}}
	}
	var all []DutyPhone
	for _, item := range p.list(n, "phone") {
		e := p.entry(item, "a duty phone")
		d := DutyPhone{Phone: phone(e.need("phone"))}
		if hours := e.get("hours"); hours != nil {
			d.Hours = p.hours(hours, "the hours of a phone")
		}
		e.done()
		if slices.ContainsFunc(all, func(o DutyPhone) bool { return o.Hours == d.Hours }) {
			p.fault(item.Line, "there is a phone for %s already", strings.TrimSpace(d.Hours.String()))
		}
		all = append(all, d)
	}
	return all
}
