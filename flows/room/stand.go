package room

import (
	"fmt"

	"gridbot/flows/cases"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// stand makes a case of somebody that has come to a status the usual way: 王建国
// has it, 周莉 has checked it.
func (p *player) stand(number int, of string, status cases.Status) error {
	p.Messages++
	e := talk.Event{From: talk.Sender{ID: p.id(of), Name: of}, At: p.Now, Language: p.from(of).Language}
	w := p.World(e)
	c := cases.Start(cases.Case{Number: number, Category: "lamp", Grid: "yanchang", What: "路灯不亮", Place: cases.Place{Name: text.Said("崧涵庭")},
		By: cases.Reporter{ID: e.From.ID, Name: of, Lang: text.Match(e.Language)}}, p.Now, w)
	c.Cards = []cases.Card{{Chat: c.By.ID, As: cases.ViewReporter, Lang: c.By.Lang}}
	worker, lead := cases.Person{ID: Wang, Grid: "yanchang", Worker: true}, cases.Person{ID: Zhou, Grid: "yanchang", Lead: true}
	for _, a := range []cases.Act{
		{Do: cases.Claim, By: worker}, {Do: cases.Arrive, By: worker}, {Do: cases.Handle, By: worker},
		{Do: cases.Submit, By: worker, Files: []cases.File{{Kind: "photo", ID: "done", Phase: cases.PhaseAfter, At: p.Now.Unix()}}},
		{Do: cases.Pass, By: lead}, {Do: cases.Confirm, By: cases.Person{ID: c.By.ID}},
	} {
		if c.Status == status {
			break
		}
		a.At = p.Now
		next, _, err := c.Apply(a, w)
		if err != nil {
			return fmt.Errorf("case %d does not come to be %s: %w", number, status, err)
		}
		c = next
	}
	if c.Status != status {
		return fmt.Errorf("no case is %s the usual way", status)
	}
	p.Number = max(p.Number, number)
	p.Cases[number] = Freeze(p.T, c)
	return nil
}

// standing are the newest cases of which a card stands in a chat.
func (r *Room) standing(in world.Standing) []cases.Case {
	stands := func(c cases.Case) bool {
		for k := range r.cards {
			if k.chat == in.Chat && max(k.number, -k.number) == c.Number {
				return in.Below == 0 || c.Number < in.Below
			}
		}
		return false
	}
	all := r.all(stands, func(a, b cases.Case) int { return b.Number - a.Number })
	return all[:min(len(all), world.MostStanding)]
}
