package upkeep

import "slices"

// Staff shows everybody who works here and stands in a place that is watched: what is
// written there stands instead. What others hold of it is not changed.
func (p *Point) Staff(seen func(who *int64)) {
	if p.Tick != nil {
		t := *p.Tick
		p.Tick = &t
		seen(&p.Tick.By)
	}
	p.Before, p.After = slices.Clone(p.Before), slices.Clone(p.After)
	for _, list := range [][]Count{p.Before, p.After} {
		for i := range list {
			seen(&list[i].By)
		}
	}
}

// Staff shows everybody who works here and stands in a schedule, as that of a place does.
func (s *Schedule) Staff(seen func(who *int64)) {
	if s.Who != 0 {
		seen(&s.Who)
	}
	s.Done = slices.Clone(s.Done)
	for i := range s.Done {
		seen(&s.Done[i].By)
	}
}
