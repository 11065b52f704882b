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
