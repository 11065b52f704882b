package chase

import (
	"slices"
	"time"

	"gridbot/flows/acts"
	"gridbot/flows/cases"
	"gridbot/flows/danger"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// The ladder of danger ends some hours after the deadline, and the gas does not stop then.
// So where nobody has taken it, it rings on: at night, too, and on the days after, until
// somebody takes it, gives it to somebody, names a day, or it is over. A ring is a letter
// of its own beside the card. It is no step of the case's life: it is neither in its
// history, which must have an end, nor in any figure but that of letters.

const (
	// ringEvery is how long it is between two rings at first: who sleeps through one hears
	// the next while there is still something to be done.
	ringEvery = 30 * time.Minute
	// ringSlower is how long after the deadline it rings only every ringLater: who has heard
	// a dozen of them mutes the bot, and hears nothing any more.
	ringSlower = 6 * time.Hour
	ringLater  = time.Hour
)

// ringsOn tells whether nobody has a case of danger, and its ladder has no rung left. What
// came with somebody's alarm, and did not ring by itself, does not do so now.
func ringsOn(w *world.World, c cases.Case) bool {
	return c.Danger && c.Echo == 0 && c.Clock.Name == cases.ClockClaim && c.Clock.Promise == 0 && w.Rung(c, c.Clock.Step).IsZero()
}

// windRing sets when it rings next: from now, so that a bot that was away rings once.
func windRing(w *world.World, c *cases.Case) {
	if !ringsOn(w, *c) {
		return
	}
	next := ringEvery
	if w.Now.Sub(c.Due()) >= ringSlower {
		next = ringLater
	}
	c.Clock.Rung, c.Clock.Next = false, w.Now.Add(next).Unix()
}

// rings winds the first ring when the last rung is told: before anybody is, as what can be
// done about it stands on their card. And it says who is rung where nobody can be reached.
func rings(x *acts.Turn, _, after *cases.Case, tells []cases.Tell, a cases.Act) []cases.Tell {
	if a.By.Clock {
		windRing(x.World, after)
	}
	return unreached(x, *after, tells, a)
}

// together tells whether a case came with the alarm of somebody else, which rings for both,
// or was seen to: a street that tells of one fire is not twenty letters every half hour.
func together(w *world.World, c cases.Case) bool {
	first := w.Other
	return c.With != 0 && first != nil && first.Number == c.With && first.Danger && first.Status != cases.Declined && first.Status != cases.Withdrawn
}

// needFirst: what a case that rings came with.
func needFirst(w *world.World, n *world.Need) {
	if c := w.Case; c != nil && c.With != 0 && ringsOn(w, *c) {
		n.Other = c.With
	}
}

// ring tells everybody who could take it, and who could see to it that somebody does. An
// agency that has said it comes is chased by the clock of its leg.
func ring(x *acts.Turn, c cases.Case) {
	windRing(x.World, x.Pending(c))
	if together(x.World, c) || slices.ContainsFunc(c.Legs, func(l cases.Leg) bool { return l.Open() && l.Status != cases.LegCalled }) {
		return
	}
	told, coordinators := map[int64]bool{c.By.ID: true, 0: true}, x.Coordinators()
	if !slices.ContainsFunc(coordinators, func(p world.Person) bool { return c.Sees(p.Part()) }) {
		coordinators = x.Staff.In(world.Coordinator, "") // it is about who stands in for them
	}
	for _, p := range append(x.Reached(c, 0), coordinators...) { // she hears every time
		if !told[p.ID] && !p.Gone && c.Sees(p.Part()) && (!c.Disputed() || p.Role != world.Worker) { // whether it is one is for those who lead to say
			told[p.ID] = true
			x.Letters = append(x.Letters, world.Letter{Class: world.ClassDanger, To: talk.Chat{ID: p.ID}, Lang: p.Lang, Say: ringing(x, c, p), About: c.Number})
		}
	}
}

// answering are the acts that end the ringing, as they stand under it. A day can be named
// on the card: it is no answer to gas.
var answering = []cases.Action{cases.Reinstate, cases.Uphold, cases.Claim, cases.Assign, cases.Route, cases.Decline}

// ringing is what somebody reads: how long nobody has had it, whom to call, and what they
// can do about it.
func ringing(x *acts.Turn, c cases.Case, p world.Person) talk.Prompt {
	as, category, long := world.ViewOf(c, p), show.CategoryName(x.World, c.Category), text.Lasting(x.Now.Sub(time.Unix(c.Clock.Since, 0)))
	place := show.PlaceFor(x.World, c, as, p.ID)
	if place.Empty() {
		place = text.T("card.place.none")
	}
	head := text.T("ring", "number", c.Number, "category", category, "place", place, "long", long)
	call, _ := danger.Text(x.World, c, as, text.Text{})
	var bs []talk.Button
	for _, do := range answering {
		if label := show.ActOf[do].Label; c.May(do, p.Part()) == nil {
			bs = append(bs, show.Acting(label, c.Number, do))
		}
	}
	bs = append(bs, show.Acting(text.T("remind.open", "number", c.Number), c.Number, "open"))
	return talk.Prompt{Say: text.Lines(head, call, text.T("ring.on")), Rows: talk.Pairs(bs...)}
}
