package district

import (
	"slices"
	"strconv"
	"time"

	"go.yaml.in/yaml/v3"

	"gridbot/flows/calendar"
	"gridbot/flows/duty"
	"gridbot/flows/text"
)

// An Agency reports in when it is called: the enforcement team, the police,
// the gas company, a property manager.
type Agency struct {
	ID    string
	Names text.Names
	Kind  string // what sort of body it is, such as "enforcement"; for reports
	Force Force
	Deeds []Deed // what its officers do, as a tap says it
	Duty  duty.Phones
	Care  bool // it is called to care teams alone, and never to a case
}

// Force is how an agency belongs to a grid.
type Force string

const (
	ForceStationed Force = "stationed" // its people are posted in the grid (驻点力量)
	ForceReporting Force = "reporting" // it comes when it is called (报到力量)
	ForceSocial    Force = "social"    // neighbours: managers, merchants, volunteers (社会力量)
)

// Forces are all there are, the nearest first.
var Forces = []Force{ForceStationed, ForceReporting, ForceSocial}

// A Deed is something an officer does that is known by its name: supply
// suspended, a fine, a car towed away.
type Deed struct {
	ID    string
	Names text.Names
	// Undo is what ends it again, such as supply restored; empty where nothing
	// has to. Within is how long it may stand.
	Undo   text.Names
	Within calendar.Span
	Serves bool // it is a rectification notice: it is served with its own questions
}

// Undone tells whether the deed must be undone again.
func (d Deed) Undone() bool { return len(d.Undo) > 0 }

// Deed is the agency's deed of an ID.
func (a Agency) Deed(id string) (Deed, bool) {
	for _, d := range a.Deeds {
		if d.ID == id {
			return d, true
		}
	}
	return Deed{}, false
}

// Serves tells whether the agency serves rectification notices.
func (a Agency) Serves() bool {
	for _, d := range a.Deeds {
		if d.Serves {
			return true
		}
	}
	return false
}

// mostDeeds is how many fit on a keyboard that is still read.
const mostDeeds = 8

// usualStand is how long what must be undone may stand, where nothing else is said.
var usualStand = calendar.Span{Plain: 7 * oneDay}

// readAgencies reads agencies.yaml.
func (d *District) readAgencies(p page, b []byte) {
	doc := p.document(b)
	if doc == nil {
		return
	}
	e := p.entry(doc, "the file")
	seen := map[string]int{}
	for _, n := range p.list(e.need("agencies"), "agencies") {
		e := p.entry(n, "an agency")
		a := Agency{
			ID:    p.id(e.need("id"), seen),
			Names: p.names(e.need("name"), "the name of the agency", longestName),
			Kind:  p.word(e.need("kind"), "the kind"),
			Force: ForceReporting,
		}
		if force := e.get("force"); force != nil {
			a.Force = Force(p.oneOf(force, "force", string(ForceReporting), string(ForceStationed), string(ForceSocial)))
		}
		if care := e.get("care"); care != nil {
			a.Care = p.oneOf(care, "care", "true", "false") == "true"
		}
		a.Deeds = p.deeds(e.get("deeds"))
		a.Duty = p.dutyPhones(e.get("phone"))
		e.done()
		d.Agencies = append(d.Agencies, a)
	}
	e.done()
}

// deeds reads what the officers of an agency do.
func (p page) deeds(n *yaml.Node) []Deed {
	var deeds []Deed
	seen := map[string]int{}
	for _, item := range p.list(n, "deeds") {
		e := p.entry(item, "a deed")
		d := Deed{ID: p.id(e.need("id"), seen), Names: p.names(e.need("name"), "the name of the deed", longestName)}
		if undo := e.get("undo"); undo != nil {
			d.Undo, d.Within = p.names(undo, "what undoes it", longestName), usualStand
		}
		if within := e.get("within"); within != nil {
			if !d.Undone() {
				p.fault(within.Line, "\"within\" is how long it may stand; it needs \"undo\", what ends it again")
			}
			d.Within = p.span(within, "within")
		}
		d.Serves = p.yes(e.get("serves"), "serves")
		if d.Serves && d.Undone() {
			p.fault(item.Line, "a notice that is served is annulled by a lead; take \"undo\" away")
		}
		e.done()
		deeds = append(deeds, d)
	}
	if len(deeds) > mostDeeds {
		p.fault(n.Line, "these are %d deeds; a keyboard holds %d", len(deeds), mostDeeds)
	}
	return deeds
}

// LegClocks is how long each part of an agency's leg may take.
type LegClocks struct {
	Report calendar.Span // from the whistle until somebody reports in
	Arrive calendar.Span // from then, or from the time to meet, until somebody is there
	Finish calendar.Span // from then until it is done
}

// usualLegs and dangerLegs are what a district has that says nothing else.
var (
	usualLegs  = LegClocks{calendar.Span{Plain: 30 * time.Minute}, calendar.Span{Plain: 2 * time.Hour}, calendar.Span{Work: 3}}
	dangerLegs = LegClocks{calendar.Span{Plain: 5 * time.Minute}, calendar.Span{Plain: 20 * time.Minute}, calendar.Span{Plain: 4 * time.Hour}}
)

// Legs is the clocks of an agency's leg.
func (d *District) Legs(danger bool) LegClocks {
	if danger {
		return d.dangerLegs
	}
	return d.legs
}

// Far is from how many metres on somebody who says they are there is not.
func (d *District) Far() float64 { return d.far }

// usualFar is the same where a district says nothing.
const usualFar = 300

// legClocks reads the clocks of a leg; usual where there is nothing.
func (p page) legClocks(n *yaml.Node, what string, usual LegClocks) LegClocks {
	if n == nil {
		return usual
	}
	c := usual
	e := p.entry(n, what)
	for _, one := range []struct {
		key  string
		span *calendar.Span
	}{{"report", &c.Report}, {"arrive", &c.Arrive}, {"finish", &c.Finish}} {
		if v := e.get(one.key); v != nil {
			*one.span = p.span(v, "the clock "+one.key)
		}
	}
	e.done()
	return c
}

// Regular is when a grid's conference is held regularly.
type Regular struct {
	Day   time.Weekday
	Every int // weeks, counted on since January 1970
	At    calendar.Clock
}

// usualRegular is every second Tuesday, in the afternoon.
var usualRegular = Regular{Day: time.Tuesday, Every: 2, At: 14 * 60}

var weekdays = []string{"sun", "mon", "tue", "wed", "thu", "fri", "sat"}

// regular reads when conferences are held.
func (p page) regular(n *yaml.Node) Regular {
	r := usualRegular
	if n == nil {
		return r
	}
	e := p.entry(n, "conference")
	if day := e.get("day"); day != nil {
		r.Day = time.Weekday(slices.Index(weekdays, p.oneOf(day, "day", weekdays...)))
	}
	if every := e.get("every"); every != nil {
		weeks, err := strconv.Atoi(p.word(every, "every"))
		if err != nil || weeks < 1 || weeks > 8 {
			p.fault(every.Line, "every is a number of weeks from 1 to 8")
			weeks = r.Every
		}
		r.Every = weeks
	}
	if at := e.get("at"); at != nil {
		t, err := time.Parse("15:04", p.word(at, "at"))
		if err != nil {
			p.fault(at.Line, "at is a time of day such as 14:00")
		} else {
			r.At = calendar.Clock(t.Hour()*60 + t.Minute())
		}
	}
	e.done()
	return r
}
