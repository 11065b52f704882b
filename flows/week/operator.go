package week

import (
	"gridbot/flows/figures"
	"gridbot/flows/talk"
	"gridbot/flows/world"
)

// DigestOf is the digest of a grid, or of figures.Everywhere, for an operator.
// read reads what it needs. The error is read's, or errNoSpan.
func DigestOf(w *world.World, week, grid string, read func(world.Span) (*world.Weekly, error)) (picture, paper talk.Prompt, err error) {
	s, ok := spanOf(w, week)
	if _, known := w.District.Map.Grid(grid); !known || !ok || s.n() != 1 {
		if grid != figures.Everywhere || !ok || s.n() != 1 {
			return talk.Prompt{}, talk.Prompt{}, errNoSpan
		}
	}
	d := digest{s, grid}
	own := *w
	own.Me = world.Person{Role: world.Coordinator, ID: -1}
	if own.Weekly, err = read(d.read(&own)); err != nil {
		return talk.Prompt{}, talk.Prompt{}, err
	}
	picture, paper = digested(&own, d)
	return picture, paper, nil
}
