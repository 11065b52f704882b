package treasurer

import (
	"errors"
	"slices"
	"strconv"

	"gridbot/flows/acts"
	"gridbot/flows/bills"
	"gridbot/flows/hotspots"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// got: the treasurer says that the money of one share has come, or has not. Pressed again
// it changes nothing: it is no switch, as the one beside the shares is.
func got(x *acts.Turn, t hotspots.Topic, b bills.Bill, press, share string) {
	i, err := strconv.Atoi(share)
	if err != nil || i < 0 || i >= len(b.Shares) {
		x.ShowToast(text.T("treasurer.none"))
		x.Reply(page(x, t, b))
		return
	}
	s := b.Shares[i]
	ts := now(x).Clone()
	own := ts.Topic(t.N)
	own.Bills = slices.Clone(own.Bills)
	say := text.T("treasurer.got", "what", b.What, "name", shareText(s), "yuan", bills.Yuan(s.Cents))
	if press == "got" {
		err = own.Bill(b.N).Pay(i, x.Me.ID, x.Now)
	} else {
		err = own.Bill(b.N).Unseen(i, x.Me.ID)
		say = text.T("treasurer.unseen", "what", b.What, "name", shareText(s))
	}
	switch {
	case errors.Is(err, bills.ErrPaid):
		say = text.T("treasurer.got.already", "what", b.What, "name", shareText(s))
	case err != nil:
		say = text.T("treasurer.unseen.already", "what", b.What, "name", shareText(s))
	default:
		x.Change.Topics = &ts
		if press != "got" && s.Who != 0 && s.Who != x.Me.ID && s.Away == 0 {
			x.Write(payer(x.World, s), world.ClassTask, talk.Prompt{Say: text.T("treasurer.unseen.tell", "what", b.What, "name", shareText(s), "yuan", bills.Yuan(s.Cents), "treasurer", x.Me.Name)})
		}
	}
	x.Reply(talk.Prompt{Say: say, Rows: [][]talk.Button{{open(text.T("treasurer.open"), t, b)}}})
}
