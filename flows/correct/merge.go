package correct

import (
	"cmp"
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"gridbot/flows/acts"
	"gridbot/flows/ask"
	"gridbot/flows/cases"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// merging puts a case into another one that is the same thing: which one, those of
// the same kind nearby first, and once more, as it is not undone.
var merging = talk.Dialogue[*world.World, twins]{
	Name: "merge",
	Steps: []talk.Step[*world.World, twins]{
		{Name: "which", Gathers: true, Ask: askTwin, Hear: hearTwin},
		{
			Name: "sure", Aside: true,
			Ask: func(w *world.World, d twins) talk.Prompt {
				p := talk.Prompt{Say: text.T("merge.sure", "from", ask.About(w), "into", d.Into), Rows: [][]talk.Button{{show.Pick(text.T("merge.yes", "into", d.Into), "yes")}}}
				if o := w.Other; o != nil && o.Number == d.Into {
					p.Say = text.Lines(p.Say, text.T("merge.line", "number", o.Number, "category", show.CategoryName(w, o.Category), "place", show.WhereText(o.Place), "status", show.StatusText(w, *o, cases.ViewLead)))
				}
				return p
			},
			Hear: func(w *world.World, d *twins, e talk.Event) talk.Answer {
				if e.Press != "yes" && !sureWords[ask.PlainWords(e.Text)] {
					return talk.Sorry("correct.choose")
				}
				if no := why(w, d.Into, w.Other); !no.Empty() { // it moved on while they were asked
					d.Into = 0
					return talk.Redo("which").After(talk.Prompt{Say: no})
				}
				return talk.OK()
			},
		},
	},
	Finish: func(_ *world.World, d twins) talk.Decision { return cases.Act{Do: cases.Merge, To: int64(d.Into)} },
}

// sureWords are what people write instead of pressing the button.
var sureWords = map[string]bool{"是": true, "是的": true, "确认": true, "并案": true, "yes": true, "merge": true}

// twins is the other case that it is the same as.
type twins struct {
	Into int `json:"into,omitempty"`
}

// mostTwins is how many of those nearby are offered.
const mostTwins = 5

// nearTwins are the open cases of the same kind around there, nearest first.
func nearTwins(w *world.World) []cases.Case {
	c := w.Case
	if c == nil {
		return nil
	}
	kind, _ := w.District.Category(c.Category)
	var all []cases.Case
	for _, o := range w.List {
		if o.Category == c.Category && why(w, o.Number, &o).Empty() && c.Place.Beside(o.Place, cmp.Or(kind.Near, cases.UsualNear)) && !slices.ContainsFunc(all, func(had cases.Case) bool { return had.Number == o.Number }) {
			all = append(all, o)
		}
	}
	slices.SortStableFunc(all, func(a, b cases.Case) int {
		return cmp.Or(cmp.Compare(c.Place.Away(a.Place), c.Place.Away(b.Place)), a.Number-b.Number)
	})
	return all[:min(len(all), mostTwins)]
}

func askTwin(w *world.World, _ twins) talk.Prompt {
	p := talk.Prompt{Say: text.Lines(text.T("card.number", "number", ask.About(w)), text.T("merge.which"))}
	near := nearTwins(w)
	if len(near) == 0 {
		p.Say = text.Lines(text.T("card.number", "number", ask.About(w)), text.T("merge.which.none"))
	}
	for _, o := range near {
		p.Say = text.Lines(p.Say, text.T("merge.line", "number", o.Number, "category", show.CategoryName(w, o.Category), "place", show.WhereText(o.Place), "status", show.StatusText(w, o, cases.ViewLead)))
		p.Rows = append(p.Rows, talk.Row(show.Pick(text.T("merge.pick", "number", o.Number), "m-"+strconv.Itoa(o.Number))))
	}
	return p
}

func hearTwin(w *world.World, d *twins, e talk.Event) talk.Answer {
	number := twinNamed(e)
	if number == 0 {
		return talk.Sorry("merge.sorry")
	}
	if no := why(w, number, w.Other); !no.Empty() {
		return talk.Sorry("merge.no", "why", no)
	}
	d.Into = number
	return talk.OK()
}

// twinNamed is the number somebody presses or writes; 0 for none.
func twinNamed(e talk.Event) int {
	_, _, press := talk.Pressed(e.Press)
	if press == "" {
		press = e.Press
	}
	if id, ok := strings.CutPrefix(press, "m-"); ok {
		n, _ := strconv.Atoi(id)
		return max(n, 0)
	}
	if e.Press != "" {
		return 0
	}
	_, number, numbered := strings.Cut(e.Text, "#") // as on its button
	if !numbered {
		number = e.Text
	}
	return world.CaseNumber(number)
}

// why a case does not take this one; empty where it does. Of one that is not theirs
// to see is said what is said of none.
func why(w *world.World, number int, o *cases.Case) text.Text {
	me := w.Me.Part()
	switch {
	case w.Case != nil && number == w.Case.Number:
		return text.T("merge.self")
	case o == nil || o.Number != number || !o.Sees(me):
		return text.T("case.none", "number", strconv.Itoa(number))
	case !slices.Contains(o.Parts(me), cases.PartLead):
		return text.T("merge.elsewhere", "number", number)
	case o.Status == cases.Merged:
		return text.T("merge.merged", "number", number, "into", o.Into)
	case !o.Joinable():
		return text.T("merge.over", "number", number, "status", show.StatusText(w, *o, cases.ViewLead))
	}
	return text.Text{}
}

// needTwin: the other case, and what is around the one that is there.
func needTwin(w *world.World, s talk.Session, e talk.Event, n *world.Need) {
	var d twins
	if json.Unmarshal(s.Data, &d) == nil {
		n.Other = d.Into
	}
	if named := twinNamed(e); named != 0 {
		n.Other = named
	}
	needTwins(w, n)
}

func needTwins(w *world.World, n *world.Need) {
	switch c := w.Case; {
	case c == nil:
	case c.Place.Point != nil:
		n.Around = *c.Place.Point
	default:
		n.Grid = c.Grid // words say where it is: those of the grid that say the same
	}
}

// merged carries out a merge: both change together, or neither.
func merged(x *acts.Turn, decided talk.Decision) error {
	a, ok := decided.(cases.Act)
	from, into := x.World.Case, x.World.Other
	if !ok || from == nil || into == nil || from.May(cases.Merge, x.Me.Part()) != nil {
		_, err := x.Acted(decided)
		return err
	}
	before, old := x.Latest(*into), x.Latest(*from)
	take := cases.Act{Do: cases.Absorb, By: x.Me.Part(), At: x.Now, To: int64(from.Number)}
	if goesAlong(x, old, before) {
		take.Note, take.Files = text.Said(old.What), old.FilesOf(cases.PhaseReport, cases.PhaseNote)
	}
	after, tells, err := before.Absorb(old, take, func(id int64) cases.Person { return someone(x, id) }, x)
	if err != nil {
		x.Reply(talk.Prompt{Say: text.T("merge.full", "number", into.Number)})
		x.ShowCase(old, text.Text{})
		return nil
	}
	counted, err := x.Acted(a)
	if !counted || err != nil {
		return err
	}
	x.Moved(&before, after, tells, take)
	x.Crowd(after)
	now := x.Latest(after)
	for _, k := range now.Cards {
		if now.HasJoined(k.Chat) && !before.HasJoined(k.Chat) {
			x.Letters = append(x.Letters, x.CardLetter(now, k, text.T("merge.theirs", "from", old.Number, "into", now.Number), true))
		}
	}
	return nil
}

// someone is who told of it, with what they are besides.
func someone(x *acts.Turn, id int64) cases.Person {
	if p, ok := x.Staff.People[id]; ok {
		return p.Part()
	}
	return cases.Person{ID: id}
}

// goesAlong tells whether words and files go with it: to those who have the other
// case they are no news of another kind, or lie open to all anyway.
func goesAlong(x *acts.Turn, from, into cases.Case) bool {
	kind, _ := x.District.Category(from.Category)
	return from.Category == into.Category || kind.Public
}
