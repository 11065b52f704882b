package district

import (
	"io/fs"

	"gridbot/flows/alarm"
	"gridbot/flows/district/lane"
	"gridbot/flows/services"
)

func (d *District) agencyIDs() []string {
	return idsOf(d.Agencies, func(a Agency) string { return a.ID })
}

// readCare reads care.yaml, after the agencies and the categories.
func (d *District) readCare(p page, b []byte) {
	d.Care = lane.Read(b, lane.Known{Fault: p.fault, Alike: didYouMean, Dangers: alarm.Kinds,
		Categories: idsOf(d.Categories, func(c Category) string { return c.ID }), Agencies: d.agencyIDs()})
}

// readServices reads services/*.yaml, after the agencies.
func (d *District) readServices(fsys fs.FS, found *findings) {
	d.Services = services.Load(fsys, services.Known{Agencies: d.agencyIDs(), Alike: didYouMean,
		Fault: func(file string, line int, format string, args ...any) {
			page{file, found}.fault(line, format, args...)
		}})
}
