package ask

import (
	"slices"

	"gridbot/flows/district"
)

// Called are the agencies that can be called to a case: not those that are called to
// care teams alone.
func Called(d *district.District) []district.Agency {
	return slices.DeleteFunc(slices.Clone(d.Agencies), func(a district.Agency) bool { return a.Care })
}

// Callable is the agency of an ID, if it can be called to a case: what stands on a button,
// in a session or in a category may name one that is called to care teams alone.
func Callable(d *district.District, id string) (district.Agency, bool) {
	a, known := d.Agency(id)
	return a, known && !a.Care
}
