package picture

import (
	"cmp"
	"math"
	"slices"
	"strconv"
)

// A dot is the cases at a place: how many, how many of them overdue, and
// whether one came back.
type dot struct {
	at      spot
	n, late int
	back    bool
}

const (
	together = 30 // pixels: cases that are nearer are one dot
	mostDots = 60 // beyond, what is further apart is one too
)

// dots puts the marks on the picture. What lies outside stands at the edge, so
// that no case is missing.
func (p *pen) dots(s sketch, marks []Mark) []dot {
	near := float64(together)
	all := s.gathered(marks, near)
	for len(all) > mostDots {
		near *= 1.3
		all = s.gathered(marks, near)
	}
	for i, d := range all {
		all[i].at = s.inside(d.at, p.radius(d)+12)
	}
	slices.SortStableFunc(all, func(a, b dot) int { return cmp.Compare(b.n, a.n) }) // the small ones on top
	return all
}

func (s sketch) gathered(marks []Mark, near float64) []dot {
	var all []dot
	for _, m := range marks {
		if !earthly(m.Lon, m.Lat) {
			continue
		}
		at := s.inside(s.at(m.Lon, m.Lat), 12)
		i := slices.IndexFunc(all, func(d dot) bool { return math.Hypot(d.at.x-at.x, d.at.y-at.y) < near })
		if i < 0 {
			i, all = len(all), append(all, dot{at: at})
		}
		all[i].n++
		if m.Late {
			all[i].late++
		}
		all[i].back = all[i].back || m.Back
	}
	return all
}

// inside is the nearest spot that is some way inside the frame.
func (s sketch) inside(at spot, by float64) spot {
	in := s.bound(-by)
	return spot{min(max(at.x, in.Min[0]), in.Max[0]), min(max(at.y, in.Min[1]), in.Max[1])}
}

// count is what stands on a dot: nothing on that of one case.
func (d dot) count() string {
	switch {
	case d.n < 2:
		return ""
	case d.n > 999:
		return "999+"
	}
	return strconv.Itoa(d.n)
}

// radius leaves room for the count.
func (p *pen) radius(d dot) float64 {
	if d.n < 2 {
		return 11
	}
	return math.Max(20, float64(p.width(d.count(), smallSize))/2+9)
}

// dot draws cases: red as much of it as is overdue, with a ring where one came back.
func (p *pen) dot(d dot) {
	r := p.radius(d)
	p.disc(d.at, r+3, white)
	if d.back {
		p.disc(d.at, r+9, white)
		p.ring(d.at, r+6, 5, back)
	}
	p.disc(d.at, r, fresh)
	if d.late > 0 {
		p.fill(late, round(d.at, r, 0, float64(d.late)/float64(d.n)))
	}
	if words := d.count(); words != "" {
		p.words(words, int(math.Round(d.at.x))-p.width(words, smallSize)/2, int(math.Round(d.at.y))-smallSize/2-1, style{size: smallSize, ink: white})
	}
}
