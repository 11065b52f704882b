package district

import (
	"gridbot/flows/alarm"
	"gridbot/flows/district/lane"
)

// readCare reads care.yaml, after the agencies and the categories.
func (d *District) readCare(p page, b []byte) {
	d.Care = lane.Read(b, lane.Known{Fault: p.fault, Alike: didYouMean, Dangers: alarm.Kinds,
		Categories: idsOf(d.Categories, func(c Category) string { return c.ID }), Agencies: idsOf(d.Agencies, func(a Agency) string { return a.ID })})
}
