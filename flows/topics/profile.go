package topics

import (
	"slices"
	"strconv"
	"time"

	"gridbot/flows/acts"
	"gridbot/flows/cases"
	"gridbot/flows/drawn"
	"gridbot/flows/frequent"
	"gridbot/flows/hotspots"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// A profile (精准画像) is what the cases of a topic have in common: on which days,
// at which hours, how often, and what helped. It is a sentence that can be read
// aloud, and a picture. It rests on when things were told of, and on nobody.

const (
	mostProfiled  = 100 // cases, the newest
	fewestProfile = 5   // cases, with fewer there is nothing to say
	partHours     = 3   // the day is told of in parts of so many hours
	dayParts      = 24 / partHours
)

// profile is what is counted of the cases of a topic.
type profile struct {
	n           int
	days        int // from the first to the last, both included
	hours       [dayParts]int
	weekdays    [7]int // from Monday
	alone, with [2]int // closed, and of those what came back: by the grid alone, with agencies
}

// profileOf counts. What was none does not count.
func profileOf(w *world.World, all []cases.Case) profile {
	var p profile
	var first, last int64
	for _, c := range all {
		if c.Status == cases.Withdrawn || c.Status == cases.Declined || c.Status == cases.Merged {
			continue
		}
		at := w.District.Here(time.Unix(c.Opened, 0))
		p.n++
		p.hours[at.Hour()/partHours]++
		p.weekdays[(int(at.Weekday())+6)%7]++
		if first == 0 || c.Opened < first {
			first = c.Opened
		}
		last = max(last, c.Opened)
		if c.Status.Type() != cases.Done {
			continue
		}
		side := &p.alone
		if len(c.Legs) > 0 {
			side = &p.with
		}
		if side[0]++; c.Next != 0 {
			side[1]++
		}
	}
	if p.n > 0 {
		p.days = 1 + int((last-first)/int64(world.OneDay/time.Second))
	}
	return p
}

// weekdayTexts are the days from Monday.
var weekdayTexts = [7]text.Text{
	text.T("profile.monday"), text.T("profile.tuesday"), text.T("profile.wednesday"), text.T("profile.thursday"), text.T("profile.friday"), text.T("profile.saturday"), text.T("profile.sunday"),
}

// sentence is the profile as it can be read aloud.
func (p profile) sentence(what text.Text) text.Text {
	every := strconv.FormatFloat(float64(p.days)/float64(p.n), 'f', 1, 64)
	lines := []text.Text{text.T("profile.often", "what", what, "days", p.days, "n", p.n, "every", every)}
	if busy := p.busyDays(); len(busy) > 0 {
		lines = append(lines, text.T("profile.weekdays", "days", text.Join(" · ", busy...)))
	}
	if at, n := p.busyHours(); n*2 >= p.n {
		lines = append(lines, text.T("profile.hours", "from", at*partHours, "to", at*partHours+2*partHours, "n", n, "of", p.n))
	}
	if p.alone[0]+p.with[0] > 0 {
		lines = append(lines, text.T("profile.closed", "n", p.alone[0]+p.with[0], "back", p.alone[1]+p.with[1]))
	}
	if p.alone[0] >= 2 && p.with[0] >= 2 {
		lines = append(lines, text.T("profile.helped", "with", p.with[0], "withback", p.with[1], "alone", p.alone[0], "aloneback", p.alone[1]))
	}
	return text.Lines(lines...)
}

// busyDays are the weekdays with half as much again as an even share, three at
// most; none where it is on all days alike.
func (p profile) busyDays() (days []text.Text) {
	for i, n := range p.weekdays {
		if n >= 2 && 2*7*n >= 3*p.n {
			days = append(days, weekdayTexts[i])
		}
	}
	if len(days) > 3 {
		return nil
	}
	return days
}

// busyHours are the six hours in a row with the most, and how many.
func (p profile) busyHours() (at, most int) {
	for i := range dayParts - 1 {
		if n := p.hours[i] + p.hours[i+1]; n > most {
			at, most = i, n
		}
	}
	return at, most
}

// profiled shows the profile of a topic.
func profiled(x *acts.Turn, t hotspots.Topic) {
	all := slices.DeleteFunc(slices.Clone(x.Rounds), func(c cases.Case) bool { return !slices.Contains(t.Cases, c.Number) })
	p := profileOf(x.World, all)
	what := frequent.Name(x.World, t.Spot)
	if p.n < fewestProfile {
		x.Beside(talk.Prompt{Say: text.T("profile.few", "what", what, "n", p.n, "least", fewestProfile)})
		return
	}
	d := drawn.Profile{Title: what}
	for i, n := range p.hours {
		d.Hours = append(d.Hours, drawn.Bar{Label: text.T("profile.hour", "hour", i*partHours), N: n})
	}
	for i, n := range p.weekdays {
		d.Weekdays = append(d.Weekdays, drawn.Bar{Label: weekdayTexts[i], N: n})
	}
	x.Beside(talk.Prompt{Say: text.Lines(p.sentence(what), countText(x.World, t.Counts)), Draw: &drawn.Drawing{Profile: &d}})
}
