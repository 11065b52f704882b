package district

import (
	"gridbot/flows/alarm"
	"gridbot/flows/district/lane"
)

// readCare reads care.yaml, after the agencies and the categories.
func (d *District) readCare(p page, b []byte) {
	var agencies []string // nil where agencies.yaml could not be read: one fault there is enough
	if len(d.Agencies) > 0 {
		agencies = idsOf(d.Agencies, func(a Agency) string { return a.ID })
	}
	d.Care = lane.Read(b, lane.Known{Fault: p.fault, Alike: didYouMean, Dangers: alarm.Kinds,
		Categories: idsOf(d.Categories, func(c Category) string { return c.ID }), Agencies: agencies})
}
