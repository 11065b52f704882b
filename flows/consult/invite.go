package consult

import (
	"crypto/subtle"
	"errors"
	"gridbot/flows/pact"
	"time"

	"gridbot/flows/accord"
	"gridbot/flows/acts"
	"gridbot/flows/drawn"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// linkLasts is how long somebody can come in by a link.
const linkLasts = 30 * 24 * time.Hour

// link makes the link of a house, with its code to hang up; the one before is void.
func link(x *acts.Turn, a accord.Accord, args []string) error {
	h := accord.House(arg(args, 0))
	if _, known := pact.Houses[h]; !known {
		x.Reply(manage(x, a))
		return nil
	}
	token := x.Token()
	if err := a.Invite(token, h, x.Now.Add(linkLasts).Unix()); err != nil {
		return sorry(x, err, card(x, a))
	}
	keep(x, a)
	to := world.AccordLink(x.Bot, a.Topic, token)
	x.Beside(talk.Prompt{Say: text.T("accord.link", "house", pact.Houses[h], "what", pact.Subject(x.World, a), "link", to), Draw: &drawn.Drawing{Code: to}})
	return nil
}

// comeData is somebody who comes in by a link.
type comeData struct {
	N     int          `json:"n"`
	Token string       `json:"token"`
	House accord.House `json:"house"`
	Name  string       `json:"name,omitempty"`
}

func (d comeData) topic() int { return d.N }

// longestName is how long the name of a shop, or the number of a house, may be.
const longestName = 30

// coming asks for whom somebody speaks.
var coming = talk.Dialogue[*world.World, comeData]{
	Name: "accordcome",
	Steps: []talk.Step[*world.World, comeData]{{
		Name: "name",
		Ask: func(_ *world.World, d comeData) talk.Prompt {
			switch d.House {
			case accord.Residents:
				return talk.Prompt{Say: text.T("accordcome.residents")}
			case accord.Merchants:
				return talk.Prompt{Say: text.T("accordcome.merchants")}
			}
			return talk.Prompt{Say: text.T("accordcome.others")}
		},
		Hear: func(_ *world.World, d *comeData, e talk.Event) talk.Answer {
			if d.Name = text.CleanLine(e.Text, longestName); d.Name == "" {
				return talk.Sorry("accordcome.sorry")
			}
			return talk.OK()
		},
	}},
	Finish: func(_ *world.World, d comeData) talk.Decision { return d },
}

// houseOf is the house a link leads to; false for a forged or an old one.
func houseOf(a accord.Accord, token string, at int64) (accord.House, bool) {
	for _, l := range a.Links {
		if subtle.ConstantTimeCompare([]byte(l.Token), []byte(token)) == 1 {
			return a.Link(l.Token, at)
		}
	}
	return "", false
}

// followed: somebody has followed a link. Who is there already sees the card.
func followed(x *acts.Turn, topic int, token string) error {
	a := x.Agreeing.Accord
	if a == nil || a.Topic != topic {
		x.Reply(talk.Prompt{Say: text.T("accord.link.sorry"), Rows: x.Menu()})
		return nil
	}
	h, ok := houseOf(*a, token, x.Now.Unix())
	switch {
	case ok && a.Of(x.Me.ID) == nil:
		return acts.Enter(x, coming, comeData{N: topic, Token: token, House: h})
	case partsOf(x.World, *a) != 0:
		x.Reply(card(x, *a))
	default:
		x.Reply(talk.Prompt{Say: text.T("accord.link.sorry"), Rows: x.Menu()})
	}
	return nil
}

// came lets somebody in. The link may have become void while they wrote.
func came(x *acts.Turn, d comeData) error {
	was := now(x)
	if was == nil {
		x.Reply(talk.Prompt{Say: text.T("accord.link.sorry"), Rows: x.Menu()})
		return nil
	}
	h, ok := houseOf(*was, d.Token, x.Now.Unix())
	if !ok {
		x.Reply(talk.Prompt{Say: text.T("accord.link.sorry"), Rows: x.Menu()})
		return nil
	}
	a := was.Clone()
	p, err := a.Join(x.Me.ID, string(x.Me.Lang), h, d.Name, x.Now.Unix())
	switch {
	case errors.Is(err, accord.ErrTaken):
		tell(x, world.ClassTask, leadsOf(x, a), door(a, text.T("accord.tell.taken", "name", d.Name, "who", x.Me.Name), button(text.T("accord.button.parties"), a, "parties")))
		x.Reply(talk.Prompt{Say: text.T("accord.come.taken", "name", d.Name), Rows: x.Menu()})
		return nil
	case errors.Is(err, accord.ErrCrowd):
		x.Reply(talk.Prompt{Say: text.T("accord.come.crowd", "name", d.Name, "n", accord.MostSpeak), Rows: x.Menu()})
		return nil
	case errors.Is(err, accord.ErrOut):
		wantsBack(x, a, d.Name)
		return nil
	case err != nil && a.Of(x.Me.ID) == nil:
		return sorry(x, err, talk.Prompt{Say: text.T("accord.link.sorry"), Rows: x.Menu()})
	case err == nil:
		keep(x, a)
		if len(p.People) > 1 {
			tell(x, world.ClassTask, speakers(x, *p), door(a, text.T("accord.tell.joined", "what", pact.Subject(x.World, a), "name", p.Name, "n", len(p.People)),
				button(text.T("accord.button.stranger"), a, "stranger")))
		}
	}
	say := text.T("accord.come.in", "name", p.Name)
	if len(p.People) > 1 {
		say = text.T("accord.come.more", "name", p.Name, "n", len(p.People))
	}
	show := card(x, a)
	show.Say = text.Lines(say, show.Say)
	x.Reply(show)
	return nil
}

// wantsBack: who was put out would like to come in again. Who leads hears it once, and
// lets them in or does not.
func wantsBack(x *acts.Turn, a accord.Accord, name string) {
	if o := a.WasPutOut(x.Me.ID); !o.Asked {
		o.Asked = true
		keep(x, a)
		tell(x, world.ClassTask, leadsOf(x, a), door(a, text.T("accord.tell.back", "what", pact.Subject(x.World, a), "who", x.Me.Name, "name", name),
			button(text.T("accord.button.admit", "who", text.CleanLine(x.Me.Name, 20)), a, "admit", world.ID36(x.Me.ID))))
	}
	x.Reply(talk.Prompt{Say: text.T("accord.come.out", "name", name), Rows: x.Menu()})
}

// admit lets somebody in again who was put out; they read that the link works for them.
func admit(x *acts.Turn, a accord.Accord, args []string) error {
	person := world.From36(arg(args, 0))
	o := a.WasPutOut(person)
	if o == nil {
		return sorry(x, accord.ErrTwice, card(x, a))
	}
	back := speakers(x, accord.Party{People: []int64{person}, Langs: []string{o.Lang}})
	if err := a.Admit(person); err != nil {
		return sorry(x, err, card(x, *now(x)))
	}
	keep(x, a)
	tell(x, world.ClassTask, back, talk.Prompt{Say: text.T("accord.tell.admitted", "what", pact.Subject(x.World, a))})
	x.ShowToast(text.T("accord.admitted"))
	x.Reply(card(x, a))
	return nil
}

// doubt: who speaks for a household says that whoever came in as one of them is not.
// Who leads hears it once, and can let the household begin anew.
func doubt(x *acts.Turn, a accord.Accord, _ []string) error {
	p := a.Of(x.Me.ID)
	if p.House != accord.Residents || len(p.People) < 2 {
		return sorry(x, accord.ErrNotNow, card(x, a))
	}
	if p.Doubted == 0 {
		p.Doubted = x.Now.Unix()
		keep(x, a)
		tell(x, world.ClassTask, leadsOf(x, a), door(a, text.T("accord.tell.stranger", "what", pact.Subject(x.World, a), "name", p.Name, "n", len(p.People)), button(text.T("accord.button.parties"), a, "parties")))
	}
	show := card(x, a)
	show.Say = text.Lines(text.T("accord.stranger"), show.Say)
	x.Reply(show)
	return nil
}

// parties are who takes part, for who leads: each can change hands, or leave.
func parties(x *acts.Turn, a accord.Accord, _ []string) error {
	lines := []text.Text{text.T("accord.parties", "n", len(a.Parties))}
	var bs []talk.Button
	for _, p := range a.Parties {
		if p.Left != 0 {
			continue
		}
		if len(p.People) == 0 {
			lines = append(lines, text.T("accord.party.empty", "house", pact.Houses[p.House], "name", pact.Known(p)))
		} else {
			lines = append(lines, text.T("accord.party", "house", pact.Houses[p.House], "name", pact.Known(p)))
		}
		if len(bs) < 80 {
			bs = append(bs, button(text.T("accord.button.hands", "name", pact.Brief(p)), a, "hands", p.ID), button(text.T("accord.button.left", "name", pact.Brief(p)), a, "left", p.ID))
		}
	}
	x.Reply(talk.Prompt{Say: text.Lines(lines...), Rows: append(talk.Pairs(bs...), talk.Row(button(text.T("talk.back"), a, "run")))})
	return nil
}

// hands: a shop changes hands; sure only once it is said twice.
func hands(x *acts.Turn, a accord.Accord, args []string) error {
	return parted(x, a, args, "hands", text.T("accord.hands.sure", "name", nameOf(a, arg(args, 0))), (*accord.Accord).ChangeHands)
}

// left: a party takes part no more.
func left(x *acts.Turn, a accord.Accord, args []string) error {
	return parted(x, a, args, "left", text.T("accord.left.sure", "name", nameOf(a, arg(args, 0))), (*accord.Accord).Leave)
}

func nameOf(a accord.Accord, party string) text.Text {
	if p := a.Party(party); p != nil {
		return pact.Known(*p)
	}
	return text.Text{}
}

// parted asks whether it is so, does it, and tells what hangs in the air then.
func parted(x *acts.Turn, a accord.Accord, args []string, press string, sure text.Text, does func(*accord.Accord, string, int64) error) error {
	id := arg(args, 0)
	if p := a.Party(id); p != nil && arg(args, 1) != "yes" {
		x.Reply(talk.Prompt{Say: sure, Rows: [][]talk.Button{{button(text.T("talk.yes"), a, press, id, "yes"), button(text.T("talk.back"), a, "parties")}}})
		return nil
	}
	out := []world.Person{}
	if p := a.Party(id); p != nil {
		out = speakers(x, *p)
	}
	if err := does(&a, id, x.Now.Unix()); err != nil {
		return sorry(x, err, card(x, *x.Agreeing.Accord))
	}
	keep(x, a)
	put := text.T("accord.tell.out", "what", pact.Subject(x.World, a), "name", nameOf(a, id))
	if a.Party(id).Left != 0 {
		put = text.T("accord.tell.left", "what", pact.Subject(x.World, a), "name", nameOf(a, id))
	}
	tell(x, world.ClassTask, out, talk.Prompt{Say: put})
	lines := []text.Text{text.T("accord.parted", "name", nameOf(a, id))}
	owner := accord.PartyOwner(id)
	if left, bs := leaves(x, a, owner); len(bs) > 0 { // who runs it may be somebody else than who pressed
		tell(x, world.ClassTask, leadsOf(x, a), door(a, text.Lines(text.T("accord.gone.party", "what", pact.Subject(x.World, a), "who", nameOf(a, id)), left), bs...))
	}
	for _, d := range a.Duties {
		if t := a.InForce(d.Term); d.Over == 0 && t != nil && t.Owner == owner {
			lines = append(lines, text.T("accord.parted.duty", "words", t.Words))
		}
	}
	for _, k := range a.Keys {
		if k.Holder == owner {
			lines = append(lines, text.T("accord.parted.key", "words", k.Words))
		}
	}
	x.Reply(talk.Prompt{Say: text.Lines(lines...), Rows: [][]talk.Button{{button(text.T("accord.button.keys"), a, "keys"), button(text.T("accord.button.terms"), a, "terms")}, {button(text.T("talk.back"), a, "run")}}})
	return nil
}

// works tells whether somebody still works here.
func works(x *acts.Turn) func(int64) bool {
	return func(id int64) bool {
		p, ok := x.Staff.People[id]
		return ok && p.Role != world.Resident && p.Left == 0
	}
}
