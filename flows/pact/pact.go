// Package pact is an agreement in words: who takes part, what could be done, what a vote
// has come to, and who does what how often. It changes nothing, and knows neither buttons
// nor who is told.
package pact

import (
	"slices"

	"gridbot/flows/accord"
	"gridbot/flows/bills"
	"gridbot/flows/frequent"
	"gridbot/flows/often"
	"gridbot/flows/show"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// Owner is how an owner is called.
func Owner(w *world.World, a accord.Accord, owner string) text.Text {
	p, person, agency := accord.OwnerOf(owner)
	switch {
	case p != "":
		if of := a.Party(p); of != nil {
			return Standing(*of)
		}
	case person != 0:
		return show.Called(w, person)
	case agency != "":
		return show.AgencyName(w, agency)
	}
	return text.T("accord.station")
}

// Standing is how a party is called where others read it: a household by its number.
func Standing(p accord.Party) text.Text {
	if p.House == accord.Residents {
		return text.T("accord.household", "n", p.Home)
	}
	return text.Said(p.Name)
}

// Known is how a party is called for who leads, and for itself: a household with where it
// lives, while that is kept.
func Known(p accord.Party) text.Text {
	if p.House == accord.Residents && p.Name != "" {
		return text.T("accord.household.known", "name", p.Name, "n", p.Home)
	}
	return Standing(p)
}

// Speaks tells whether the person may say yes, and that it is done, for an owner.
func Speaks(w *world.World, a accord.Accord, owner string) bool {
	p, person, agency := accord.OwnerOf(owner)
	switch {
	case p != "":
		of := a.Of(w.Me.ID)
		return of != nil && of.ID == p
	case person != 0:
		return w.Me.ID == person
	}
	return agency != "" && w.Me.Role == world.Officer && w.Me.Agency == agency
}

// Houses are how the houses are called.
var Houses = map[accord.House]text.Text{
	accord.Residents: text.T("accord.house.residents"), accord.Merchants: text.T("accord.house.merchants"), accord.Others: text.T("accord.house.others"),
}

// Choice is a choice of a round as it was then.
func Choice(r accord.Round, id string) text.Text {
	for _, c := range r.Options {
		if c.ID == id {
			return text.Said(c.Words)
		}
	}
	return text.T("accord.choice.none")
}

// Results are both counts of a round, and what it has come to.
func Results(r accord.Round) []text.Text {
	verdict, want := r.Verdict()
	lines := []text.Text{verdictLine(r, verdict, want)}
	if r.Early != "" {
		lines = append(lines, text.T("accord.early", "why", r.Early))
	}
	for _, t := range r.Counts {
		var parts []text.Text
		for _, c := range append(slices.Clone(r.Options), accord.Choice{ID: accord.None}) {
			if n := t.For[c.ID]; n > 0 {
				parts = append(parts, text.T("accord.count", "option", Choice(r, c.ID), "n", n))
			}
		}
		lines = append(lines, text.T("accord.counts", "house", Houses[t.House], "given", t.Given, "of", t.Voices, "counts", text.Join(" · ", parts...)))
	}
	return lines
}

func verdictLine(r accord.Round, verdict accord.Verdict, want string) text.Text {
	switch verdict {
	case accord.Nobody:
		return text.T("accord.verdict.nobody", "n", r.N)
	case accord.Few:
		return text.T("accord.verdict.few", "n", r.N, "quorum", Quorum(r.Quorum))
	case accord.Split:
		return text.T("accord.verdict.split", "n", r.N)
	}
	return text.T("accord.verdict.want", "n", r.N, "option", Choice(r, want))
}

func Option(n int, o accord.Option) []text.Text {
	if o.Gone != 0 {
		return []text.Text{text.T("accord.option.gone", "n", n, "words", o.Words)}
	}
	lines := []text.Text{text.T("accord.option", "n", n, "words", o.Words)}
	if o.Cost > 0 {
		lines = append(lines, text.T("accord.option.cost", "yuan", bills.Yuan(o.Cost)))
	}
	if o.For != "" {
		lines = append(lines, text.T("accord.option.for", "words", o.For))
	}
	if o.Against != "" {
		lines = append(lines, text.T("accord.option.against", "words", o.Against))
	}
	return lines
}

// Subject is what the topic is about.
func Subject(w *world.World, a accord.Accord) text.Text {
	if t := w.Topics.Topic(a.Topic); t != nil {
		return frequent.Name(w, t.Spot)
	}
	return show.GridName(w, a.Grid)
}

// Kinds are what a term is about.
var Kinds = map[accord.Kind]text.Text{
	accord.Installs: text.T("accord.kind.install"), accord.Holds: text.T("accord.kind.keys"), accord.Patrols: text.T("accord.kind.patrol"),
	accord.Provides: text.T("accord.kind.provide"), accord.Pays: text.T("accord.kind.pay"),
}

// Line is a line of an agreement.
func Line(w *world.World, a accord.Accord, t accord.Term) text.Text {
	line := text.T("accord.term", "kind", Kinds[t.Kind], "words", t.Words, "who", Owner(w, a, t.Owner))
	if t.Cents > 0 {
		line = text.Join("", line, text.T("accord.term.pays", "yuan", bills.Yuan(t.Cents)))
	}
	if t.Rhythm.Set() {
		line = text.Join("", line, text.T("accord.term.rhythm", "rhythm", often.Text(w, t.Rhythm)))
	}
	return line
}

// Quorums are how many of each house must answer.
var Quorums = map[int]text.Text{
	accord.Anybody: text.T("accord.quorum.none"), accord.Third: text.T("accord.quorum.third"), accord.Half: text.T("accord.quorum.half"), accord.TwoThirds: text.T("accord.quorum.two"),
}

// Quorum says it; of a number nobody chooses now, in a hundred.
func Quorum(n int) text.Text {
	if say, Known := Quorums[n]; Known {
		return say
	}
	return text.T("accord.quorum.of", "n", n)
}

// Advice is what who leads can do now.
func Advice(r accord.Round) text.Text {
	switch verdict, want := r.Verdict(); {
	case verdict == accord.Nobody:
		return text.T("accord.advice.nobody")
	case verdict == accord.Few:
		return text.T("accord.advice.few")
	case verdict == accord.Want && want != accord.None:
		return text.T("accord.advice.want")
	}
	return text.T("accord.advice.split")
}

// Brief is a party on a button, for who leads.
func Brief(p accord.Party) text.Text {
	if p.Name == "" {
		return Standing(p)
	}
	return text.Said(text.CleanLine(p.Name, 12))
}
