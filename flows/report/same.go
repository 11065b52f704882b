package report

import (
	"cmp"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"gridbot/flows/acts"
	"gridbot/flows/answer"
	"gridbot/flows/ask"
	"gridbot/flows/cases"
	"gridbot/flows/grids"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// The same hazard is told of by many. Before a report is sent, what is open of its
// kind around there is shown; who says that it is the same thing joins in one tap.
// In danger nothing is asked: two reports of one fire are better than none.

// mostSame is how many of them are shown.
const mostSame = 3

// same are the open cases that a report may be about, nearest first.
func (r report) same(w *world.World) []cases.Case {
	category, known := w.District.Category(r.Category)
	if !known || r.Warned || category.Danger {
		return nil
	}
	var all []cases.Case
	for _, c := range w.List {
		fits := c.Category == r.Category && c.Joinable() && r.Place.Beside(c.Place, cmp.Or(category.Near, cases.UsualNear))
		theirs := c.By.ID == w.Me.ID || c.HasJoined(w.Me.ID)
		if fits && !theirs && !slices.ContainsFunc(all, func(o cases.Case) bool { return o.Number == c.Number }) {
			all = append(all, c)
		}
	}
	slices.SortStableFunc(all, func(a, b cases.Case) int {
		return cmp.Or(cmp.Compare(r.Place.Away(a.Place), r.Place.Away(b.Place)), a.Number-b.Number)
	})
	return all[:min(len(all), mostSame)]
}

func askSame(w *world.World, r report) talk.Prompt {
	p := talk.Prompt{Say: text.T("report.same")}
	for _, c := range r.same(w) {
		age := text.On(w.District.Here(time.Unix(c.Opened, 0)))
		p.Say = text.Lines(p.Say, text.T("report.same.line", "number", c.Number, "place", show.PlaceText(r.known(c.Place)), "since", age, "status", show.StatusText(w, c, cases.ViewReporter)))
		p.Rows = append(p.Rows, talk.Row(show.Pick(text.T("report.same.join", "number", c.Number), "j-"+strconv.Itoa(c.Number))))
	}
	if f, of := shownOf(w, r.same(w)); of != 0 { // one alone: an album has no buttons
		p.Files = []talk.File{{Kind: string(f.Kind), ID: f.ID, Unique: f.Unique}}
		p.Say = text.Lines(p.Say, text.T("report.same.photo", "number", of))
	}
	p.Say = text.Lines(p.Say, text.T("report.same.who", "name", w.Me.Name))
	p.Rows = append(p.Rows, talk.Row(show.Pick(text.T("report.same.other"), "other")))
	return p
}

// shownOf is a photo of the nearest of them that has one which others may see, and of
// which case it is: what its reporter sent, and of what lies open to all. A home is
// nobody's to look into.
func shownOf(w *world.World, all []cases.Case) (cases.File, int) {
	for _, c := range all {
		if kind, _ := w.District.Category(c.Category); !kind.Public {
			continue
		}
		for _, f := range c.FilesOf(cases.PhaseReport) {
			if f.Kind == cases.KindPhoto && c.OriginOf(f) == cases.FromReporter {
				return f, c.Number
			}
		}
	}
	return cases.File{}, 0
}

// known is a place as far as others may read of it: by its name, or where words alone
// say where it is, by their own, which say the same.
func (r report) known(p cases.Place) cases.Place {
	if name := p.Known(); !name.Empty() {
		return cases.Place{Name: name}
	}
	return cases.Place{Name: r.Place.Name}
}

func hearSame(w *world.World, r *report, e talk.Event) talk.Answer {
	if e.Press == "" {
		e.Press = sameWords[ask.PlainWords(e.Text)]
		if all := r.same(w); e.Press == "same" && len(all) == 1 {
			e.Press = "j-" + strconv.Itoa(all[0].Number)
		}
	}
	if e.Press == "other" {
		return talk.OK()
	}
	number, ok := strings.CutPrefix(e.Press, "j-")
	if n, err := strconv.Atoi(number); ok && err == nil && slices.ContainsFunc(r.same(w), func(c cases.Case) bool { return c.Number == n }) {
		r.Join = n
		return talk.OK()
	}
	if e.Text != "" && answer.Doubts(e.Text) {
		return talk.Sorry("report.same.doubt")
	}
	return talk.Sorry("talk.choose")
}

// sameWords are what people write instead of pressing the button.
var sameWords = map[string]string{
	"是": "same", "是的": "same", "同一件": "same", "是同一件": "same", "一样": "same", "same": "same", "yes": "same", "the same": "same",
	"不是": "other", "另一件": "other", "不一样": "other", "no": "other", "another one": "other", "another": "other",
}

// joined adds the person to the case they say it is about. What they wrote and
// showed goes with them.
func joined(x *acts.Turn, r report) error {
	i := slices.IndexFunc(x.List, func(c cases.Case) bool { return c.Number == r.Join })
	if i < 0 {
		return sendInstead(x, r)
	}
	before := x.Latest(x.List[i])
	if before.Sees(x.Me.Part()) { // of the staff: they have it before them
		x.World.Case = &before
		x.ShowCase(before, text.T("report.same.yours"))
		return x.Resume()
	}
	me := x.Me.Part()
	me.Name = x.Me.Name
	a := cases.Act{Do: cases.Join, By: me, At: x.Now, Note: text.Said(r.What), Files: r.Files}
	after, err := before.Join(a)
	if errors.Is(err, cases.ErrNotNow) || errors.Is(err, cases.ErrFull) {
		return sendInstead(x, r)
	}
	if err != nil {
		x.ShowCase(before, text.Text{})
		return x.Resume()
	}
	x.World.Case = &before
	acts.Hold(&after, cases.Card{Chat: x.Me.ID, As: cases.ViewJoiner, Lang: x.Me.Lang})
	x.Became(after.Number, r.Messages...)
	x.Moved(&before, after, nil, a)
	x.Crowd(after)
	x.ShowCase(x.Latest(after), text.T("report.same.joined"))
	return x.Resume()
}

// sendInstead opens a report of its own: what they wanted to join is over.
func sendInstead(x *acts.Turn, r report) error {
	r.Join = 0
	x.Reply(talk.Prompt{Say: text.T("report.same.over")})
	if c := open(x, r); c.Number != 0 {
		return askDetails(x, c, r.Pin)
	}
	return nil
}

// needAround: what is open around the place of a report, as soon as it is known.
func needAround(w *world.World, s talk.Session, e talk.Event, n *world.Need) {
	var at struct {
		Place struct {
			Point *grids.Point `json:"point"`
		} `json:"place"`
	}
	if r, err := reporting.Data(s); err == nil {
		if at.Place.Point = r.Place.Point; at.Place.Point == nil && r.Place.Name.Words != "" {
			n.Grid = r.Grid // words say where it is: what else is open in the grid may say the same
		}
	}
	switch named := w.District.Places.Named(e.Text, 2); {
	case e.Point != nil:
		at.Place.Point = e.Point
	case e.Press != "":
		_, _, press := talk.Pressed(e.Press)
		if place, ok := w.District.Places.ByID(strings.TrimPrefix(press, "p-")); ok {
			p := place.Point
			at.Place.Point = &p
		}
		if grid, ok := strings.CutPrefix(press, "g-"); ok && at.Place.Point == nil {
			if _, known := w.District.Map.Grid(grid); known {
				n.Grid = grid
			}
		}
	case len(named) == 1:
		p := named[0].Point
		at.Place.Point = &p
	}
	if at.Place.Point != nil {
		n.Around, n.Grid = *at.Place.Point, ""
	}
}
