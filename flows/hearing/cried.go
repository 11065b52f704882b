package hearing

import (
	"slices"

	"gridbot/flows/acts"
	"gridbot/flows/ask"
	"gridbot/flows/cases"
	"gridbot/flows/danger"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// Danger is heard also under a card in the work group, of whoever sees the case. What one
// of the staff tells there counts as danger in any words said of a case; what others tell,
// of a household, or of a case that is over, is told to who leads and who has it.

// cried hears danger under a card that is not theirs to write on. Everybody there reads
// the numbers, and who was told.
func cried(x *acts.Turn, c cases.Case) {
	d, rings := x.District.Danger(x.Event.Text)
	if !rings {
		return
	}
	x.Alarmed = true
	if x.Me.Role != world.Resident && !ask.OfAHousehold(x.World, d) && counts(x, c) {
		now := x.Latest(c)
		x.Reply(danger.Emergency(x.World, d, text.Lines(reached(x, now), stands(now))))
	} else {
		toldOf(x, c)
		p := danger.Emergency(x.World, d, text.Lines(reached(x, c), text.T("heard.cried.private")))
		p.Rows = [][]talk.Button{{{Label: text.T("heard.cried.report"), Start: "danger"}}}
		x.Reply(p)
	}
	last := len(x.Letters) - 1 // the numbers stand before the card that comes anew
	x.Letters = slices.Insert(x.Letters[:last], 0, x.Letters[last])
}

// counts makes the case one of danger by what was said, and tells whether it did.
func counts(x *acts.Turn, c cases.Case) bool {
	a := cases.Act{Do: cases.Note, By: x.Me.Part(), At: x.Now, Note: text.Said(danger.Kept(x.World, x.Event.Text, ask.LongestWords)), Files: ask.Evidence(x.Event, cases.PhaseNote)}
	after, tells, err := c.Cried(a, x)
	if err != nil {
		return false // it is over, or holds no more: those who read of it are told
	}
	x.World.Case = &c
	x.Became(c.Number, x.Event.Message)
	x.Moved(&c, after, tells, a)
	return true
}

// toldOf tells who leads and who has the case who said what.
func toldOf(x *acts.Turn, c cases.Case) {
	told := []int64{x.Me.ID}
	for _, p := range append(slices.Clone(x.Leads(c.Grid)), x.Staff.People[c.Assignee]) {
		if p.ID == 0 || p.Gone || slices.Contains(told, p.ID) {
			continue
		}
		told = append(told, p.ID)
		x.Write(p, world.ClassDanger, talk.Prompt{Say: text.T("heard.cried.tell", "who", show.Called(x.World, x.Me.ID), "number", c.Number, "words", text.Clean(x.Event.Text, ask.LongestWords)),
			Rows: [][]talk.Button{{show.Acting(text.T("remind.open", "number", c.Number), c.Number, "open")}}})
	}
}

// reached says who was written to in this turn: nobody reads that somebody knows who does
// not.
func reached(x *acts.Turn, c cases.Case) text.Text {
	var who []text.Text
	for _, o := range []struct {
		who text.Text
		is  func(world.Person) bool
	}{
		{text.T("heard.cried.leads"), func(p world.Person) bool { return p.Role == world.Lead }},
		{text.T("heard.cried.coordinator"), func(p world.Person) bool { return p.Role == world.Coordinator }},
		{text.T("heard.cried.has", "number", c.Number), func(p world.Person) bool { return p.ID == c.Assignee }},
		{text.T("heard.cried.workers"), func(p world.Person) bool { return p.Role == world.Worker && p.ID != c.Assignee }},
		{text.T("heard.cried.officers"), func(p world.Person) bool { return p.Role == world.Officer }},
	} {
		if slices.ContainsFunc(x.Letters, func(l world.Letter) bool {
			p, ok := x.Staff.People[l.To.ID]
			return ok && !p.Gone && p.ID != x.Me.ID && (l.Card == c.Number && l.Fresh || l.Card == 0 && l.Class == world.ClassDanger) && o.is(p)
		}) {
			who = append(who, o.who)
		}
	}
	if len(who) == 0 {
		return text.T("heard.cried.nobody")
	}
	return text.T("heard.cried.told", "who", text.Join(" · ", who...))
}

// stands says how the case stands now.
func stands(c cases.Case) text.Text {
	if c.Assignee == 0 {
		return text.T("heard.cried.offer", "number", c.Number)
	}
	return text.T("heard.cried.counts", "number", c.Number)
}

// inGroup shows the numbers in a group where danger stands behind a command, or in a reply
// to another message of ours. A report of it is made in the private chat, where a button
// leads: of what people say to each other there nothing is made.
func inGroup(x *acts.Turn) error {
	e, said := x.Event, ""
	switch {
	case !e.Chat.Group || x.Alarmed || e.Press != "" || e.Edited || e.Clock != nil:
	case e.Command != "":
		said = e.Payload
	case e.Reply != 0 && (e.Quoted != "" || x.Replied.Case != 0):
		said = e.Text
	}
	if said == "" {
		return nil
	}
	if d, rings := x.District.Danger(said); rings {
		x.Alarmed = true
		p := danger.Emergency(x.World, d, text.T("heard.cried.nothing"))
		p.Rows = [][]talk.Button{{{Label: text.T("heard.cried.report"), Start: "danger"}}}
		x.Reply(p)
	}
	return nil
}
