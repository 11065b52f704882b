package consult

import (
	"fmt"
	"gridbot/flows/pact"

	"gridbot/flows/accord"
	"gridbot/flows/acts"
	"gridbot/flows/bills"
	"gridbot/flows/drawn"
	"gridbot/flows/often"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
)

// pdf sends the agreement as it was written down last, to be printed. Households stand
// on it by how many they are: it hangs where everybody reads it.
func pdf(x *acts.Turn, a accord.Accord, _ []string) error {
	v := a.Newest()
	if v == nil {
		return sorry(x, accord.ErrUnknown, card(x, a))
	}
	x.Beside(talk.Prompt{Say: text.T("accord.pdf", "a", accord.Label(a.Topic), "n", v.N), Draw: &drawn.Drawing{Pact: sheet(x, a, *v)}})
	return nil
}

// sheet is what stands on the page.
func sheet(x *acts.Turn, a accord.Accord, v accord.Version) *drawn.Pact {
	w := x.World
	p := &drawn.Pact{ID: fmt.Sprintf("%s-%d", accord.Label(a.Topic), v.N), Office: text.Join(" · ", text.Named(w.District.Names), show.GridName(w, a.Grid)),
		What: pact.Subject(w, a), Option: v.Option, At: show.OnPaper(w, v.At), Hash: text.Said(v.Hash)}
	homes := 0
	var parties []text.Text
	for _, of := range a.Parties {
		switch {
		case of.Left != 0:
		case of.House == accord.Residents:
			homes++
		default:
			parties = append(parties, text.Said(of.Name))
		}
	}
	if homes > 0 {
		parties = append(parties, text.T("accord.homes", "n", homes))
	}
	p.Parties = text.Join(" · ", parties...)
	for _, t := range v.Terms {
		who := pact.Owner(w, a, t.Owner)
		if t.Rhythm.Set() {
			who = text.Lines(who, often.Text(w, t.Rhythm))
		}
		what := text.T("accord.line.term", "kind", pact.Kinds[t.Kind], "words", t.Words)
		if t.Cents > 0 {
			what = text.Join("", what, text.T("accord.term.pays", "yuan", bills.Yuan(t.Cents)))
		}
		p.Items = append(p.Items, drawn.Item{What: what, Due: who})
	}
	if asked := len(a.Asked()); asked > 0 {
		p.Stands = text.T("accord.pact.asked", "n", v.N, "left", asked, "of", len(v.Terms))
	} else {
		p.Stands = text.T("accord.pact.runs", "n", v.N)
	}
	return p
}
