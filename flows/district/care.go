package district

import (
	"io/fs"
	"slices"

	"gridbot/flows/alarm"
	"gridbot/flows/district/lane"
	"gridbot/flows/district/orders"
	"gridbot/flows/services"
)

// agencyIDs are nil where agencies.yaml could not be read: one fault there is enough.
func (d *District) agencyIDs() []string {
	return idsOf(d.Agencies, func(a Agency) string { return a.ID })
}

// readCare reads care.yaml, after the agencies and the categories.
func (d *District) readCare(p page, b []byte) {
	d.Care = lane.Read(b, lane.Known{Fault: p.fault, Alike: didYouMean, Dangers: alarm.Kinds,
		Categories: idsOf(d.Categories, func(c Category) string { return c.ID }), Agencies: d.agencyIDs()})
}

// readOrders reads rectify.yaml, after the agencies and the categories.
func (d *District) readOrders(p page, b []byte) {
	k := orders.Known{Fault: p.fault, Alike: didYouMean, Agencies: d.agencyIDs()}
	k.Categories = idsOf(slices.DeleteFunc(slices.Clone(d.Categories), func(c Category) bool { return c.Notice.Basis == nil }), func(c Category) string { return c.ID })
	k.Undone = func(agency string) []string {
		if d.Agencies == nil {
			return nil
		}
		a, _ := d.Agency(agency)
		return append([]string{}, idsOf(slices.DeleteFunc(slices.Clone(a.Deeds), func(x Deed) bool { return !x.Undone() }), func(x Deed) string { return x.ID })...)
	}
	d.Orders = orders.Read(b, k)
}

// readServices reads services/*.yaml, after the agencies.
func (d *District) readServices(fsys fs.FS, found *findings) {
	d.Services = services.Load(fsys, services.Known{Agencies: d.agencyIDs(), Alike: didYouMean,
		Fault: func(file string, line int, format string, args ...any) {
			page{file, found}.fault(line, format, args...)
		}})
}
