package acts

import "gridbot/flows/cases"

// Crowd makes a case urgent where so many have told of it as the folder says, and
// tells those who lead how many. It is done when one more has told.
func (x *Turn) Crowd(c cases.Case) {
	before := x.Latest(c)
	if kind, _ := x.District.Category(before.Category); !before.Crowds(kind.Raise) {
		return
	}
	a := cases.Act{Do: cases.Crowd, By: x.Me.Part(), At: x.Now}
	after, tells := before.Crowded(a, x)
	x.Moved(&before, after, tells, a)
}
