package district

import (
	"strings"

	"go.yaml.in/yaml/v3"

	"gridbot/flows/calendar"
	"gridbot/flows/duty"
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
			d.Shifts = append(d.Shifts, p.hours(item, "a shift"))
		}
		if len(d.Shifts) == 0 || len(d.Shifts) > mostShifts {
			p.fault(shifts.Line, "these are %d shifts; write 1 to %d", len(d.Shifts), mostShifts)
		}
	}
	if cover := e.get("cover"); cover != nil {
		d.Cover = p.hours(cover, "cover")
	}
	e.done()
	return d
}

// readRotas reads rota.yaml: plans by name. A lead takes one over with a tap, as
// only the bot knows whose names these are.
func (d *District) readRotas(p page, b []byte) {
	d.Rotas = map[string][]duty.Line{}
	doc := p.document(b)
	if doc == nil {
		return
	}
	e := p.entry(doc, "the file")
	for _, n := range p.list(e.need("rotas"), "rotas") {
		e := p.entry(n, "a rota")
		of := p.word(e.need("of"), "whose rota it is")
		id, agency := strings.CutPrefix(of, "@")
		known := d.Map == nil || of == ""
		if agency {
			_, known = d.Agency(id)
		} else if !known {
			_, known = d.Map.Grid(id)
		}
		if !known {
			p.fault(n.Line, "there is no grid or agency %q; write the ID of a grid, or @ and that of an agency", clip(of))
		}
		if d.Rotas[of] != nil {
			p.fault(n.Line, "there is a rota of %q already", clip(of))
		}
		for _, item := range p.list(e.need("week"), "week") {
			line, err := duty.ParseLine(p.word(item, "a line of the week"))
			if err != nil {
				p.fault(item.Line, "%s", err)
			}
			d.Rotas[of] = append(d.Rotas[of], line)
		}
		e.done()
	}
	e.done()
}

// dutyPhones reads one phone, or a list of phones with their hours.
func (p page) dutyPhones(n *yaml.Node) (all duty.Phones) {
	items := []*yaml.Node{n}
	if n != nil && n.Kind == yaml.SequenceNode {
		items = n.Content
	}
	for _, item := range items {
		d := duty.Phone{}
		if at := item; at != nil {
			if at.Kind == yaml.MappingNode {
				e := p.entry(item, "a duty phone")
				if at = e.need("phone"); e.get("hours") != nil {
					d.Hours = p.hours(e.get("hours"), "the hours of a phone")
				}
				e.done()
			}
			if d.Number = p.word(at, "the phone"); d.Number != "" && !phoneForm.MatchString(d.Number) {
				p.fault(item.Line, "%q cannot be dialled; write digits, spaces and \"-\"", clip(d.Number))
			}
			all = append(all, d)
		}
	}
	return all
}
