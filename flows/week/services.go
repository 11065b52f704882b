package week

import (
	"strings"

	"gridbot/flows/matter"
	"gridbot/flows/request"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// servicesIn are the weeks of which is read how long what is done in one go took.
func servicesIn(w *world.World, s weeks) string {
	if len(w.District.Services) == 0 {
		return ""
	}
	return strings.Join(names(w, s), ",")
}

// servicesText is how what is done in one go went in a grid and in some weeks, all
// services together: how many were done, in how many days and in how many of them
// within five, how often somebody came to look, how it was before, and where it takes
// longest. Nothing is said where none was done, and little where there were few.
func servicesText(w *world.World, grid string) text.Text {
	in := w.Serving.Weeks.In(grid)
	all, slow := in.Whole(), request.Spread{}
	var came, days, before int
	var worst text.Text
	for _, s := range w.District.Services {
		n := in.Of(s.ID, "").N
		came += in.Visits(s.ID).Sum
		days, before = days+n*s.Baseline.Days, before+n*s.Baseline.Visits
		for _, st := range s.Steps {
			if took := in.Of(s.ID, st.ID); !took.Few() && (worst.Empty() || took.High > slow.High) {
				slow = took
				worst = text.T("services.slowest", "step", text.Named(st.Names), "agency", show.AgencyName(w, st.Agency), "days", matter.Tenths(took.High))
			}
		}
	}
	switch {
	case all.N == 0:
		return text.Text{}
	case all.Few():
		return text.T("services.few", "n", all.N)
	}
	line := text.T("services.line", "n", all.N, "days", matter.Tenths(all.Median), "high", matter.Tenths(all.High), "share", 100*all.Within5/all.N, "visits", matter.Tenths(10*came/all.N))
	was := text.Text{}
	if days > 0 {
		was = text.T("services.before", "days", matter.Tenths(10*days/all.N), "visits", matter.Tenths(10*before/all.N))
	}
	return text.Join(" ", line, was, worst)
}

// servicesButton leads to the steps and the departments behind the line.
func servicesButton(s weeks, w *world.World, grid string) talk.Button {
	return show.MenuButton(text.T("services.button"), "shop", "figures", nameOf(w, s), grid)
}
