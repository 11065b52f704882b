package shop

import (
	"gridbot/flows/acts"
	"gridbot/flows/request"
	"gridbot/flows/services"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// figures are for who leads: how long each service took against how it was before,
// and where it is slowest.
func figures(x *acts.Turn) {
	if x.Me.Role != world.Lead && x.Me.Role != world.Coordinator {
		x.Reply(talk.Prompt{Say: text.T("shop.figures.lead"), Rows: x.Menu()})
		return
	}
	lines := []text.Text{text.T("shop.figures")}
	for _, s := range x.District.Services {
		all := x.Serving.Figures.Of(s.ID, "")
		if all.N == 0 {
			lines = append(lines, text.T("shop.figures.none", "service", text.Named(s.Names)))
			continue
		}
		visits := x.Serving.Figures.Visits(s.ID)
		lines = append(lines, text.T("shop.figures.all", "service", text.Named(s.Names), "n", all.N, "days", tenths(all.Median), "high", tenths(all.High),
			"share", 100*all.Within5/all.N, "visits", tenths(10*visits.Sum/max(1, visits.N))))
		if s.Baseline.Days > 0 {
			lines = append(lines, text.T("shop.figures.before", "days", s.Baseline.Days, "visits", s.Baseline.Visits))
		}
		lines = append(lines, slowest(x, s)...)
	}
	lines = append(lines, departments(x)...)
	x.Reply(talk.Prompt{Say: text.Lines(lines...), Rows: x.Menu()})
}

// departments are how long each department takes, over all services.
func departments(x *acts.Turn) []text.Text {
	var lines []text.Text
	for _, a := range x.District.Agencies {
		if took := x.Serving.Figures.By(a.ID); took.N > 0 {
			lines = append(lines, text.T("shop.figures.agency", "agency", text.Named(a.Names), "n", took.N, "days", tenths(took.Median), "high", tenths(took.High)))
		}
	}
	if len(lines) == 0 {
		return nil
	}
	return append([]text.Text{text.T("shop.figures.agencies")}, lines...)
}

// slowest are the steps of a service, and of them the one that takes longest.
func slowest(x *acts.Turn, s services.Service) []text.Text {
	var lines []text.Text
	at, longest := -1, request.Spread{}
	for _, st := range s.Steps {
		took := x.Serving.Figures.Of(s.ID, st.ID)
		if took.N == 0 {
			continue
		}
		lines = append(lines, text.T("shop.figures.step", "step", text.Named(st.Names), "agency", show.AgencyName(x.World, st.Agency), "days", tenths(took.Median), "high", tenths(took.High)))
		if at < 0 || took.High > longest.High {
			at, longest = len(lines)-1, took
		}
	}
	if at >= 0 {
		lines[at] = text.Join(" ", lines[at], text.T("shop.mark.slowest"))
	}
	return lines
}
