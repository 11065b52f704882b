package week

import (
	"strconv"

	"gridbot/flows/request"
	"gridbot/flows/show"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// servicesText is how what is done in one go went so far, all services together: how
// many were done, how many of them in five working days, how often somebody came to
// look, and where it takes longest. Nothing is said where none was done.
func servicesText(w *world.World) text.Text {
	var all, visits, slow request.Spread
	var worst text.Text
	for _, s := range w.District.Services {
		of, came := w.Serving.Figures.Of(s.ID, ""), w.Serving.Figures.Visits(s.ID)
		all.N, all.Within5, visits.N, visits.Sum = all.N+of.N, all.Within5+of.Within5, visits.N+came.N, visits.Sum+came.Sum
		for _, st := range s.Steps {
			if took := w.Serving.Figures.Of(s.ID, st.ID); took.N > 0 && (worst.Empty() || took.High > slow.High) {
				slow = took
				worst = text.T("services.slowest", "step", text.Named(st.Names), "agency", show.AgencyName(w, st.Agency), "days", tenths(took.High))
			}
		}
	}
	if all.N == 0 {
		return text.Text{}
	}
	return text.Join(" ", text.T("services.line", "n", all.N, "share", 100*all.Within5/all.N, "visits", tenths(10*visits.Sum/max(1, visits.N))), worst)
}

// tenths are tenths as people write them: 3.5.
func tenths(n int) string { return strconv.FormatFloat(float64(n)/10, 'f', -1, 64) }
