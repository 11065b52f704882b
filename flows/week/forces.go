package week

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"gridbot/flows/cases"
	"gridbot/flows/figures"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// Agencies that were called, and did not answer, did not come, or are not done.

// worstLeg is the agency that is late for the longest time in the area, with its case;
// nil when none is.
func worstLeg(w *world.World, d digest) (*cases.Case, *cases.Leg) {
	var in *cases.Case
	var worst *cases.Leg
	grids := strings.Split(w.GridsOf(d.grid), ",")
	for i, c := range w.Weekly.Legs {
		if !slices.Contains(grids, cmp.Or(c.Grid, figures.Unrouted)) || !c.Sees(w.Me.Part()) {
			continue
		}
		if l := c.WorstLeg(w.Now); l != nil && (worst == nil || l.Clock.Due < worst.Clock.Due) {
			in, worst = &w.Weekly.Legs[i], l
		}
	}
	return in, worst
}

// agencyIsWorst tells whether an agency is late for longer than anybody else.
func agencyIsWorst(w *world.World, d digest) bool {
	_, l := worstLeg(w, d)
	c := longestLate(w)
	return l != nil && (c == nil || l.Clock.Due < c.Clock.Due)
}

// silent is the agency that is late for the longest time: its head, another agency, or
// the conference.
func silent(w *world.World, d digest) (text.Text, []talk.Button) {
	c, l := worstLeg(w, d)
	if c == nil {
		return text.Text{}, nil
	}
	buttons := []talk.Button{show.Acting(text.T("remind.open", "number", c.Number), c.Number, "open"),
		show.Acting(text.T("digest.agency.do", "agency", show.AgencyName(w, l.Agency)), c.Number, "legs")}
	if c.May(cases.Agenda, w.Me.Part()) == nil {
		buttons = append(buttons, show.Acting(show.ActOf[cases.Agenda].Label, c.Number, cases.Agenda))
	}
	return text.T("digest.agency", "agency", show.AgencyName(w, l.Agency), "number", c.Number, "category", show.CategoryName(w, c.Category),
		"place", show.WhereText(c.Place), "what", show.LackTexts[l.Clock.Name], "late", text.Lasting(w.Now.Sub(time.Unix(l.Clock.Due, 0)))), buttons
}

// mostForces is how many agencies stand in the line of a digest.
const mostForces = 4

// forcesText is how the agencies did that were called in the week, who was late most
// first.
func forcesText(w *world.World, is figures.Sums) text.Text {
	type force struct {
		id string
		n  [4]int // called, silent, absent, late
	}
	var all []force
	for _, a := range w.District.Agencies {
		f := force{id: a.ID}
		for i, counter := range []string{figures.LegsCalled, figures.LegsSilent, figures.LegsAbsent, figures.LegsLate} {
			f.n[i] = is[figures.OfAgency(counter, a.ID)]
		}
		if f.n != [4]int{} {
			all = append(all, f)
		}
	}
	if len(all) == 0 {
		return text.Text{}
	}
	missed := func(f force) int { return f.n[1] + f.n[2] + f.n[3] }
	slices.SortStableFunc(all, func(a, b force) int {
		return cmp.Or(cmp.Compare(missed(b), missed(a)), cmp.Compare(b.n[0], a.n[0]))
	})
	lines := []text.Text{text.T("digest.forces")}
	for _, f := range all[:min(len(all), mostForces)] {
		name := show.AgencyName(w, f.id)
		if missed(f) == 0 {
			lines = append(lines, text.T("digest.force.well", "agency", name, "called", f.n[0]))
			continue
		}
		lines = append(lines, text.T("digest.force", "agency", name, "called", f.n[0], "silent", f.n[1], "absent", f.n[2], "late", f.n[3]))
	}
	if more := len(all) - mostForces; more > 0 {
		lines = append(lines, text.T("digest.forces.more", "n", more))
	}
	return text.Lines(lines...)
}
