package hearing

import (
	"slices"
	"strconv"
	"time"

	"gridbot/flows/acts"
	"gridbot/flows/cases"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// Who told of danger a moment ago goes on telling of it: there are children upstairs, come
// by the back door. Nobody who stands there is asked which case they mean: it is on the
// case at once, and passed on. A tap says that it was of something else.

// stillInDanger is how long after somebody last told of their danger what they say next is
// of it. A fire lasts longer than it takes to be asked anything.
const stillInDanger = 30 * time.Minute

// lately is the case of danger that words or photos go on to tell of, the one they told of
// last; nil for none, or where they clearly tell of something else.
func lately(w *world.World, mine []cases.Case, words string) *cases.Case {
	var newest *cases.Case
	since := w.Now.Add(-stillInDanger).Unix()
	for _, c := range mine {
		me := w.Me.Part()
		if at := touched(c, w.Me.ID); c.Danger && c.May(cases.Add, me) == nil && at > since && (newest == nil || at > touched(*newest, w.Me.ID)) {
			newest = &c
		}
	}
	if newest == nil || words == "" && w.Me.Notice != 0 || ofOther(w, *newest, words) {
		return nil // a photo may as well be for a notice
	}
	return newest
}

// ofOther tells whether words clearly tell of a hazard that is no part of the danger: of
// another kind, or at another place of ours. The children upstairs are part of it.
func ofOther(w *world.World, c cases.Case, words string) bool {
	if words == "" {
		return false
	}
	g := w.District.Guess(words)
	people := g.Sure && slices.Contains(w.District.Care.Categories, g.Likely[0].ID)
	return g.Sure && !people && !g.Likely[0].Danger && g.Likely[0].ID != c.Category || c.Place.Point != nil && elsewhere(w, c, words)
}

// goesOnTelling adds what was said to the danger it is of. Where nobody has the case yet,
// those who can come hear of it; where nobody knew where it is, and it says so, they do.
func goesOnTelling(x *acts.Turn, c cases.Case, s said) error {
	a := s.act(cases.Add, cases.PhaseNote)
	a.By, a.At, a.Danger, x.World.Case = x.Me.Part(), x.Now, c.Assignee == 0, &c
	after, tells, err := c.Apply(a, x)
	if err != nil {
		x.Refuse(c, cases.Add, err)
		return nil
	}
	x.Became(c.Number, s.Messages...)
	x.Moved(&c, after, tells, a)
	if named := x.District.Places.Named(s.Words, 2); len(named) == 1 && x.Latest(c).May(cases.Locate, x.Me.Part()) == nil {
		at := named[0].Point
		x.Do(cases.Act{Do: cases.Locate, By: x.Me.Part(), At: x.Now, Grid: named[0].Grid,
			Place: &cases.Place{Name: text.Named(named[0].Names), Point: &at, More: x.District.Places.Beyond(s.Words, named[0].ID)}})
	}
	x.Reply(talk.Prompt{Say: text.T("heard.lately", "number", c.Number, "what", show.CategoryName(x.World, c.Category)), Rows: [][]talk.Button{
		{show.Acting(text.T("heard.lately.not"), c.Number, "else"), show.Acting(text.T("heard.open", "number", c.Number), c.Number, "open")},
	}})
	return nil
}

// ofElseAfterAll: what was added of itself was of something else. It is taken back, and
// they are asked of what, with their words kept.
func ofElseAfterAll(x *acts.Turn, c cases.Case, _ string) error {
	if x.Event.Chat.Group {
		x.Open = "c" + strconv.Itoa(c.Number)
		return nil
	}
	if err := c.May(cases.TakeBack, x.Me.Part()); err != nil {
		x.Refuse(c, cases.TakeBack, err)
		return nil
	}
	s := lastAdded(c, x.Me.ID)
	if !x.Do(cases.Act{Do: cases.TakeBack, By: x.Me.Part(), At: x.Now}) {
		return nil
	}
	x.Strip()
	others := slices.DeleteFunc(open(mine(x.World)), func(o cases.Case) bool { return o.Number == c.Number })
	return asksWhich(x, s, text.T("heard.lately.which", "number", c.Number), ofCases(x.World, others)...)
}

// lastAdded is what somebody added to a case last.
func lastAdded(c cases.Case, by int64) (s said) {
	for _, e := range slices.Backward(c.Log) {
		if e.By != by || e.Do != cases.Add && e.Do != cases.Note {
			continue
		}
		s.Words = e.Note.Words
		for _, f := range c.Files {
			if slices.Contains(e.Files, f.ID) {
				s.Files = append(s.Files, f)
			}
		}
		break
	}
	return s
}
