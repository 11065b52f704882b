package treasurer

import (
	"errors"
	"slices"
	"strconv"
	"time"

	"gridbot/flows/acts"
	"gridbot/flows/ask"
	"gridbot/flows/bills"
	"gridbot/flows/calendar"
	"gridbot/flows/hotspots"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// By when a bill is paid can be any day: written, or picked from the calendar.

// longestDue is how far ahead that is at most.
const longestDue = 366 * world.OneDay

// dayData is by when a bill is to be paid.
type dayData struct {
	Topic int `json:"topic"`
	Bill  int `json:"bill"`
	ask.DayPick
}

// dating asks for the day.
var dating = talk.Dialogue[*world.World, dayData]{
	Name: "billday",
	Steps: []talk.Step[*world.World, dayData]{
		ask.DayStep[dayData]{
			Name: "until", Pick: func(d *dayData) *ask.DayPick { return &d.DayPick }, Most: longestDue,
			Quick: []calendar.Span{{Work: 5}, {Work: 10}, {Work: 20}, {Work: 40}},
			Ask: func(w *world.World, d dayData) text.Text {
				if t := w.Topics.Topic(d.Topic); t != nil && t.Bill(d.Bill) != nil {
					return text.T("billday.until", "what", t.Bill(d.Bill).What, "time", show.Dated(w, t.Bill(d.Bill).Due))
				}
				return text.T("billday.any")
			},
		}.Step(),
	},
	Finish: func(_ *world.World, d dayData) talk.Decision { return d },
}

// another begins to ask for another day; only who has the bill in hand chooses it.
func another(x *acts.Turn, t hotspots.Topic, b bills.Bill) error {
	if b.Treasurer != x.Me.ID {
		x.ShowAlert(text.T("treasurer.there", "name", show.Called(x.World, b.Treasurer)))
		return nil
	}
	return acts.Enter(x, dating, dayData{Topic: t.N, Bill: b.N})
}

// dated keeps the day; where the bill is over, or somebody else's by now, that is said.
func dated(x *acts.Turn, what talk.Decision) error {
	d, ok := what.(dayData)
	if !ok {
		return acts.ErrNoDialogue
	}
	x.Strip()
	t := now(x).Topic(d.Topic)
	if t == nil || t.Bill(d.Bill) == nil {
		x.Reply(talk.Prompt{Say: text.T("treasurer.none"), Rows: x.Menu()})
		return nil
	}
	if !there(x.Me, *t) { // they were asked while they worked here
		x.Reply(talk.Prompt{Say: text.T("treasurer.staff"), Rows: x.Menu()})
		return nil
	}
	if now(x).Sealed != nil {
		x.Reply(talk.Prompt{Say: text.T("treasurer.shut")})
		return nil
	}
	ts := now(x).Clone()
	own := ts.Topic(d.Topic)
	own.Bills = slices.Clone(own.Bills)
	b := own.Bill(d.Bill)
	err := b.Defer(x.Me.ID, time.Unix(d.Until, 0), x.Now)
	switch {
	case errors.Is(err, bills.ErrTreasurer):
		x.Reply(talk.Prompt{Say: text.T("treasurer.there", "name", show.Called(x.World, b.Treasurer))})
		return nil
	case err != nil || !t.Open():
		x.Reply(talk.Prompt{Say: text.T("treasurer.over")})
		return nil
	}
	x.Change.Topics = &ts
	for n, s := range b.Shares {
		if s.Who == 0 || s.Who == x.Me.ID || s.Paid != 0 || s.Away != 0 {
			continue
		}
		x.Write(payer(x.World, s), world.ClassTask, talk.Prompt{Rows: [][]talk.Button{{show.MenuButton(text.T("treasurer.mine"), "dues", strconv.Itoa(t.N), strconv.Itoa(b.N), strconv.Itoa(n))}},
			Say: text.T("billday.tell", "what", b.What, "name", shareText(s), "yuan", bills.Yuan(s.Cents), "time", show.Dated(x.World, b.Due))})
	}
	x.Reply(talk.Prompt{Say: text.T("billday.done", "what", b.What, "time", show.Dated(x.World, b.Due)), Rows: [][]talk.Button{{open(text.T("treasurer.open"), *t, *b)}}})
	return nil
}
