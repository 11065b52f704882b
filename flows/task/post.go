package task

import (
	"slices"
	"strconv"

	"gridbot/flows/acts"
	"gridbot/flows/ask"
	"gridbot/flows/cases"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// posting: a lead writes to who has the case, or to an agency at work (批示); they
// say that they have heard it.
var posting = talk.Dialogue[*world.World, ask.OnCaseData]{
	Name: "post",
	Steps: []talk.Step[*world.World, ask.OnCaseData]{
		{
			Name: "whom",
			When: func(w *world.World, _ ask.OnCaseData) bool { return len(posts(w)) > 1 },
			Ask: func(w *world.World, _ ask.OnCaseData) talk.Prompt {
				p := talk.Prompt{Say: text.T("post.whom", "number", ask.About(w))}
				for _, leg := range posts(w) {
					p.Rows = append(p.Rows, talk.Row(show.Pick(addressee(w, leg), "l"+strconv.Itoa(leg))))
				}
				return p
			},
			Hear: func(w *world.World, d *ask.OnCaseData, e talk.Event) talk.Answer {
				for _, leg := range posts(w) {
					if e.Press == "l"+strconv.Itoa(leg) {
						d.Leg = leg
						return talk.OK()
					}
				}
				return talk.Sorry("post.whom.sorry")
			},
		},
		{
			Name: "words",
			Ask: func(w *world.World, d ask.OnCaseData) talk.Prompt {
				return talk.Prompt{Say: text.T("post.words", "number", ask.About(w), "to", addressee(w, meant(w, d)))}
			},
			Hear: hearWritten,
		},
	},
	Finish: func(w *world.World, d ask.OnCaseData) talk.Decision {
		a := ask.Act(cases.Post, d)
		a.Leg = meant(w, d)
		return a
	},
}

// replying: a lead answers who reported, in words.
var replying = talk.Dialogue[*world.World, ask.OnCaseData]{
	Name: "reply",
	Steps: []talk.Step[*world.World, ask.OnCaseData]{{
		Name: "words",
		Ask: func(w *world.World, _ ask.OnCaseData) talk.Prompt {
			return talk.Prompt{Say: text.T("reply.words", "number", ask.About(w))}
		},
		Hear: hearWritten,
	}},
	Finish: ask.Finish(cases.Reply),
}

// longestWritten is how long what a lead writes may be.
const longestWritten = 300

// hearWritten takes words alone: they are read by others as they stand.
func hearWritten(_ *world.World, d *ask.OnCaseData, e talk.Event) talk.Answer {
	words := text.Clean(e.Text, longestWritten+1)
	switch {
	case e.Press != "" || words == "":
		return talk.Sorry("written.sorry")
	case len([]rune(words)) > longestWritten:
		return talk.Sorry("written.long")
	}
	d.Words = words
	return talk.OK()
}

// posts are to whom a lead may write about the case at hand.
func posts(w *world.World) []int {
	if w.Case == nil {
		return nil
	}
	return w.Case.Posts()
}

// meant is to whom it is written: who was chosen, or the only one there is.
func meant(w *world.World, d ask.OnCaseData) int {
	if all := posts(w); len(all) == 1 {
		return all[0]
	}
	return d.Leg
}

// addressee is whom a posting goes to.
func addressee(w *world.World, leg int) text.Text {
	if w.Case == nil {
		return text.Text{}
	}
	if l := w.Case.Leg(leg); l != nil {
		return show.AgencyName(w, l.Agency)
	}
	return show.Called(w, w.Case.Assignee)
}

// postingStrikes: what was written has not been heard in time.
func postingStrikes(x *acts.Turn, k talk.Clock) error {
	if x.World.Case == nil {
		return nil
	}
	c := *x.World.Case
	p := c.Posting(world.PostingOf(k.Name))
	if p == nil || !p.Waits() || p.Clock.Strikes() != k.Due.Unix() {
		return nil // it was heard meanwhile
	}
	if until, quiet := x.Postponed(); quiet && !c.Danger {
		after := x.Pending(c)
		after.Postings = slices.Clone(after.Postings)
		after.Posting(p.N).Clock.Next = until.Unix()
		return nil
	}
	x.Do(cases.Act{Do: cases.Urge, By: cases.Person{Clock: true}, At: x.Now, Item: p.N})
	return nil
}
