package drawn

import "gridbot/flows/text"

// With is the drawing with all that is written on it as say has it. What is nobody's
// words stays: numbers of papers, links, hashes, photos.
func (d Drawing) With(say func(text.Text) text.Text) *Drawing {
	line := func(words string) string { return say(text.Said(words)).Words }
	d.Notice, d.Minutes, d.Pact, d.Guide = d.Notice.with(say, line), d.Minutes.with(say), d.Pact.with(say, line), d.Guide.with(say)
	d.Dates, d.Profile = d.Dates.with(say), d.Profile.with(say)
	d.Pairs = each(d.Pairs, func(p *Pair) { p.Was, p.Is = say(p.Was), say(p.Is) })
	if d.Week != nil {
		w := *d.Week
		w.Title = say(w.Title)
		d.Week = &w
	}
	if d.Map != nil {
		m := *d.Map
		m.Title = say(m.Title)
		d.Map = &m
	}
	if d.Sample != nil {
		d.Sample = &Sample{Title: say(d.Sample.Title), Lines: say(d.Sample.Lines)}
	}
	return &d
}

// each is a list with every one of it changed.
func each[T any](all []T, change func(*T)) []T {
	if all == nil {
		return nil
	}
	next := make([]T, len(all))
	for i, one := range all {
		change(&one)
		next[i] = one
	}
	return next
}

func items(all []Item, say func(text.Text) text.Text) []Item {
	return each(all, func(it *Item) { it.What, it.Due = say(it.What), say(it.Due) })
}

func (n *Notice) with(say func(text.Text) text.Text, line func(string) string) *Notice {
	if n == nil {
		return nil
	}
	next := *n
	next.Office, next.To, next.Place, next.Basis, next.Wording = say(n.Office), line(n.To), say(n.Place), say(n.Basis), say(n.Wording)
	next.Items, next.Served, next.Proof = items(n.Items, say), say(n.Served), say(n.Proof)
	return &next
}

func (m *Minutes) with(say func(text.Text) text.Text) *Minutes {
	if m == nil {
		return nil
	}
	next := *m
	next.Office, next.Who, next.Held, next.Items, next.Signed = say(m.Office), say(m.Who), say(m.Held), items(m.Items, say), say(m.Signed)
	return &next
}

func (p *Pact) with(say func(text.Text) text.Text, line func(string) string) *Pact {
	if p == nil {
		return nil
	}
	next := *p
	next.Office, next.What, next.Option, next.Parties = say(p.Office), say(p.What), line(p.Option), say(p.Parties)
	next.At, next.Items, next.Stands = say(p.At), items(p.Items, say), say(p.Stands)
	return &next
}

func (g *Guide) with(say func(text.Text) text.Text) *Guide {
	if g == nil {
		return nil
	}
	next := *g
	next.Office, next.Printed = say(g.Office), say(g.Printed)
	next.Chapters = each(g.Chapters, func(c *Chapter) { c.Title, c.Parts = say(c.Title), items(c.Parts, say) })
	return &next
}

func (d *Dates) with(say func(text.Text) text.Text) *Dates {
	if d == nil {
		return nil
	}
	next := *d
	next.All = each(d.All, func(one *Date) { one.Title, one.Words, one.Place = say(one.Title), say(one.Words), say(one.Place) })
	return &next
}

func (p *Profile) with(say func(text.Text) text.Text) *Profile {
	if p == nil {
		return nil
	}
	label := func(b *Bar) { b.Label = say(b.Label) }
	return &Profile{Title: say(p.Title), Hours: each(p.Hours, label), Weekdays: each(p.Weekdays, label)}
}
