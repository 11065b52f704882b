package topics

import (
	"slices"
	"strconv"

	"gridbot/flows/acts"
	"gridbot/flows/cases"
	"gridbot/flows/drawn"
	"gridbot/flows/frequent"
	"gridbot/flows/hotspots"
	"gridbot/flows/patrol"
	"gridbot/flows/talk"
	"gridbot/flows/text"
)

// A profile is a sentence that can be read aloud, and a picture.

const (
	mostProfiled  = 100 // cases, the newest
	fewestProfile = 5   // cases, with fewer there is nothing to say
)

// weekdayTexts are the days from Monday.
var weekdayTexts = [7]text.Text{
	text.T("profile.monday"), text.T("profile.tuesday"), text.T("profile.wednesday"), text.T("profile.thursday"), text.T("profile.friday"), text.T("profile.saturday"), text.T("profile.sunday"),
}

// sentence is the profile as it can be read aloud.
func sentence(p hotspots.Profile, what text.Text) text.Text {
	every := strconv.FormatFloat(float64(p.Days)/float64(p.N), 'f', 1, 64)
	lines := []text.Text{text.T("profile.often", "what", what, "days", p.Days, "n", p.N, "every", every)}
	var busy []text.Text
	for _, day := range p.BusyDays() {
		busy = append(busy, weekdayTexts[day])
	}
	if len(busy) > 0 {
		lines = append(lines, text.T("profile.weekdays", "days", text.Join(" · ", busy...)))
	}
	if at, n := p.BusyHours(); n*2 >= p.N {
		lines = append(lines, text.T("profile.hours", "from", at*hotspots.PartHours, "to", at*hotspots.PartHours+2*hotspots.PartHours, "n", n, "of", p.N))
	}
	if p.Alone[0]+p.With[0] > 0 {
		lines = append(lines, text.T("profile.closed", "n", p.Alone[0]+p.With[0], "back", p.Alone[1]+p.With[1]))
	}
	if p.Alone[0] >= 2 && p.With[0] >= 2 {
		lines = append(lines, text.T("profile.helped", "with", p.With[0], "withback", p.With[1], "alone", p.Alone[0], "aloneback", p.Alone[1]))
	}
	return text.Lines(lines...)
}

// profiled shows the profile of a topic.
func profiled(x *acts.Turn, t hotspots.Topic) {
	all := slices.DeleteFunc(slices.Clone(x.Rounds), func(c cases.Case) bool { return !slices.Contains(t.Cases, c.Number) })
	p := hotspots.Profiled(all, x.World.District.Here)
	what := frequent.Name(x.World, t.Spot)
	if p.N < fewestProfile {
		x.Beside(talk.Prompt{Say: text.T("profile.few", "what", what, "n", p.N, "least", fewestProfile)})
		return
	}
	d := drawn.Profile{Title: what}
	for i, n := range p.Hours {
		d.Hours = append(d.Hours, drawn.Bar{Label: text.T("profile.hour", "hour", i*hotspots.PartHours), N: n})
	}
	for i, n := range p.Weekdays {
		d.Weekdays = append(d.Weekdays, drawn.Bar{Label: weekdayTexts[i], N: n})
	}
	x.Beside(talk.Prompt{Say: text.Lines(sentence(p, what), patrol.CountText(x.World, t.Counts)), Draw: &drawn.Drawing{Profile: &d}})
}
