package shop

import (
	"slices"
	"time"

	"gridbot/flows/acts"
	"gridbot/flows/drawn"
	"gridbot/flows/matter"
	"gridbot/flows/request"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// handLasts is how long somebody can take a request over by its link.
const handLasts = 7 * 24 * time.Hour

// hand makes the link by which somebody else takes it over, once one is sure; the link
// before is void. Taken back, nobody can.
func hand(x *acts.Turn, r request.Request, args []string) error {
	switch arg(args, 0) {
	case "off":
		r.Hand = nil
		return result(x, r, nil)
	case "yes":
	default:
		x.Reply(talk.Prompt{Say: text.T("shop.hand.sure", "s", request.Label(r.N), "papers", ownNames(x.World, r)), Rows: [][]talk.Button{
			{button(text.T("shop.button.hand.yes"), r, "hand", "yes"), button(text.T("talk.back"), r, "open")}}})
		return nil
	}
	r.Hand = &request.Hand{Token: x.Token(), Until: x.Now.Add(handLasts).Unix()}
	keep(x, x.Serving.Request, r)
	link := world.ServiceLink(x.Bot, r.N, r.Hand.Token)
	x.Beside(talk.Prompt{Say: text.T("shop.hand.link", "s", request.Label(r.N), "link", link, "time", show.Dated(x.World, r.Hand.Until)), Draw: &drawn.Drawing{Code: link}})
	x.Reply(card(x, r))
	return nil
}

// ownNames are the papers that go with the person who asks.
func ownNames(w *world.World, r request.Request) text.Text {
	var names []text.Text
	s, _ := matter.Service(w, r.Service)
	for _, id := range s.Own() {
		if r.Paper(id) != nil {
			names = append(names, paperName(w, r, id))
		}
	}
	if len(names) == 0 {
		return text.T("shop.hand.none")
	}
	return text.Join(" · ", names...)
}

// followed: somebody has followed the link. Nothing of the request is shown but what it
// is about, until they have said yes.
func followed(x *acts.Turn, number int, token string) error {
	r := x.Serving.Request
	switch {
	case r != nil && r.N == number && r.By == x.Me.ID:
		x.Reply(card(x, *r))
	case !takes(x, number, token):
		x.Reply(talk.Prompt{Say: text.T("shop.hand.void"), Rows: x.Menu()})
	default:
		x.Reply(talk.Prompt{Say: text.T("shop.hand.ask", "s", request.Label(number), "service", matter.Name(x.World, *r), "name", matter.Called(x.World, *r), "papers", ownNames(x.World, *r)),
			Rows: [][]talk.Button{{button(text.T("shop.button.take"), *r, "take", token)}}})
	}
	return nil
}

func takes(x *acts.Turn, number int, token string) bool {
	r := x.Serving.Request
	return r != nil && r.N == number && r.Takes(token, x.Now.Unix())
}

// take makes the request theirs who followed the link.
func take(x *acts.Turn, number int, token string) error {
	was := x.Serving.Request
	switch {
	case was != nil && was.N == number && was.By == x.Me.ID:
		x.Reply(card(x, *was)) // pressed twice
		return nil
	case !takes(x, number, token) || !x.Serving.Listed:
		x.Reply(talk.Prompt{Say: text.T("shop.hand.void"), Rows: x.Menu()})
		return nil
	case tooMany(x):
		return nil
	}
	r := was.Clone()
	s, _ := matter.Service(x.World, r.Service)
	anew, err := r.ChangeHands(x.Me.ID, s.Own(), x.District.Calendar, x.Now.Unix())
	if err != nil {
		return result(x, r, err)
	}
	keep(x, was, r)
	tellHands(x, *was, r, anew)
	p := card(x, r)
	p.Say = text.Join("\n\n", text.T("shop.hand.taken", "s", request.Label(r.N)), p.Say)
	x.Reply(p)
	return nil
}

// tellHands tells who had it, who accompanies it, and the departments whose steps begin
// anew.
func tellHands(x *acts.Turn, was, r request.Request, anew []string) {
	x.Write(applicantOf(x, was), world.ClassTask, talk.Prompt{Say: text.T("shop.hand.gone", "s", request.Label(r.N))})
	told := []int64{x.Me.ID, was.By}
	say := text.T("shop.hand.tell", "s", request.Label(r.N))
	write := func(p world.Person, say talk.Prompt) {
		if !slices.Contains(told, p.ID) {
			told = append(told, p.ID)
			x.Write(p, world.ClassTask, say)
		}
	}
	for _, id := range anew {
		for _, o := range officersOf(x, r, r.Step(id).Agency) {
			if slices.Contains(r.Agencies(), o.Agency) {
				write(o, door(r, say))
			}
			write(o, talk.Prompt{Say: say}) // there is nothing for them to see until they get it again
		}
	}
	if h, ok := x.Staff.People[r.Helper]; ok {
		write(h, door(r, say))
	}
}
