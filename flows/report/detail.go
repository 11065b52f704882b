package report

import (
	"regexp"
	"slices"

	"gridbot/flows/acts"
	"gridbot/flows/answer"
	"gridbot/flows/ask"
	"gridbot/flows/cases"
	"gridbot/flows/district"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// What helps whoever comes, and can wait, is asked when the report is on its way:
// the category's own questions, and the building and floor. Each answer is kept
// when it is given; whoever leaves loses none.

// detailing asks one such question about a case that was just told of.
var detailing = talk.Dialogue[*world.World, detail]{
	Name: "detail",
	Steps: []talk.Step[*world.World, detail]{{
		Name: "detail",
		Ask:  askDetail,
		Hear: hearDetail,
	}},
	Finish: func(_ *world.World, d detail) talk.Decision { return d },
}

// detail is what is asked, and the answer.
type detail struct {
	Category string      `json:"category,omitempty"`
	Asked    []string    `json:"asked,omitempty"` // questions of the category that were put
	Spot     bool        `json:"spot,omitempty"`  // the building and floor are to be asked for, once
	Place    cases.Place `json:"place"`
	Fact     *cases.Fact `json:"fact,omitempty"`
	More     string      `json:"more,omitempty"`
	Words    string      `json:"words,omitempty"` // what was said beyond the answer, or instead of it
}

// detailOf is what can still be asked about a case; pinned tells that its place
// is where somebody stood.
func detailOf(c cases.Case, pinned bool) detail {
	d := detail{Category: c.Category, Place: c.Place}
	for _, f := range c.Facts {
		d.Asked = append(d.Asked, f.Ask)
	}
	d.Spot = !pinned && c.Place.Point != nil && !exact(c)
	return d
}

// anyDetail is what can be asked, or where exactly it is where all is known.
func anyDetail(c cases.Case, w *world.World) detail {
	d := detailOf(c, false)
	d.Spot = d.Spot || !d.open(w)
	return d
}

// exact reports whether somebody could find the spot: a building or flat was
// told already, in the description, with the place or as an answer.
func exact(c cases.Case) bool {
	return c.Place.More != "" || spot.MatchString(c.What) || spot.MatchString(c.Place.Name.Words) ||
		slices.ContainsFunc(c.Facts, func(f cases.Fact) bool { return spot.MatchString(f.Value) })
}

// spot is a house, a flat or a floor, as people write it.
var spot = regexp.MustCompile(`(?i)[0-9０-９一二三四五六七八九十]+ ?[号弄楼栋幢室层门]|[0-9０-９]单元` +
	`|\b(building|block|flat|floor|room|unit|gate|entrance|lane|number|no\.?) ?#?[0-9]|[0-9](st|nd|rd|th) floor`)

// asking is the question of the category that is put now; false when none is left.
func (d detail) asking(w *world.World) (district.Ask, bool) {
	c, _ := w.District.Category(d.Category)
	for _, a := range c.Asks {
		if !slices.Contains(d.Asked, a.ID) {
			return a, true
		}
	}
	return district.Ask{}, false
}

// open reports whether there is something to ask.
func (d detail) open(w *world.World) bool {
	_, more := d.asking(w)
	return more || d.Spot
}

func askDetail(w *world.World, d detail) talk.Prompt {
	a, category := d.asking(w)
	if !category {
		return talk.Prompt{Say: text.T("report.more", "place", d.Place.Name), Rows: [][]talk.Button{{show.Pick(text.T("talk.skip"), "skip")}}}
	}
	var bs []talk.Button
	for _, c := range a.Choices {
		bs = append(bs, show.Pick(text.Named(c.Names), "f-"+c.ID))
	}
	if a.Kind == district.KindYesNo {
		bs = append(bs, show.Pick(text.T("talk.yes"), "f-yes"), show.Pick(text.T("talk.no"), "f-no"), show.Pick(text.T("talk.unsure"), "f-unsure"))
	}
	return talk.Prompt{Words: true, Say: text.Named(a.Names), Rows: append(talk.Pairs(bs...), talk.Row(show.Pick(text.T("talk.skip"), "skip")))}
}

func hearDetail(w *world.World, d *detail, e talk.Event) talk.Answer {
	a, category := d.asking(w)
	switch {
	case e.Press == "skip", e.Press == "" && skipWords[ask.PlainWords(e.Text)] && ask.Typed(a, e.Text) == "":
		d.answered(a.ID)
		return talk.OK()
	case !category && e.Text == "":
		return talk.Sorry("report.more.sorry")
	case !category:
		d.More = text.CleanLine(e.Text, 100)
		d.answered("")
		return talk.OK()
	}
	value, ok := ask.Fact(a, e)
	switch {
	case !ok && e.Text != "" && d.danger(w): // nobody in danger is asked twice
		d.Words = text.Clean(e.Text, ask.LongestWords)
		d.answered(a.ID)
		return talk.OK()
	case !ok && a.Kind == district.KindNumber && e.Press == "":
		return talk.Sorry("report.fact.number")
	case !ok:
		return talk.Sorry("talk.choose")
	}
	if plain := ask.PlainWords(e.Text); plain != "" && a.Kind != district.KindText && plain != value && ask.Named(a, plain) == "" {
		d.Words = text.Clean(e.Text, ask.LongestWords) // they said more than that
	}
	d.Fact = &cases.Fact{Ask: a.ID, Value: value}
	d.answered(a.ID)
	return talk.OK()
}

// danger tells whether it is about a kind of danger.
func (d detail) danger(w *world.World) bool {
	c, _ := w.District.Category(d.Category)
	return c.Danger
}

// answered strikes a question off; "" is the building and floor.
func (d *detail) answered(question string) {
	if question == "" {
		d.Spot = false
		return
	}
	d.Asked = append(d.Asked, question)
}

// detailed keeps an answer, and asks on.
func detailed(x *acts.Turn, decided talk.Decision) error {
	d, ok := decided.(detail)
	if !ok || x.World.Case == nil {
		return acts.ErrNoDialogue
	}
	x.Strip()
	a := cases.Act{Do: cases.Detail, By: x.Me.Part(), At: x.Now}
	if d.Fact != nil {
		a.Facts = []cases.Fact{*d.Fact}
	}
	if d.More != "" {
		place := x.World.Case.Place
		place.More = d.More
		a.Place = &place
	}
	if (d.Fact != nil || d.More != "") && !x.Do(a) {
		return nil
	}
	if d.Words != "" && !x.Do(cases.Act{Do: cases.Add, By: x.Me.Part(), At: x.Now, Note: text.Said(d.Words)}) {
		return nil
	}
	c := x.Latest(*x.World.Case)
	d.Fact, d.More, d.Words, d.Spot = nil, "", "", d.Spot && !exact(c)
	if d.open(x.World) {
		return askOn(x, c, d)
	}
	x.Reply(talk.Prompt{Say: text.T("report.detailed", "number", c.Number)})
	return nil
}

// askDetails asks what helps whoever comes to a case that was told of just now.
func askDetails(x *acts.Turn, c cases.Case, pinned bool) error {
	d := detailOf(c, pinned)
	if !d.open(x.World) {
		return x.Resume()
	}
	if err := askOn(x, c, d); err != nil {
		return err
	}
	asked, head := &x.Letters[len(x.Letters)-1].Say, text.T("report.detail")
	if c.Danger {
		head = text.T("report.detail.danger")
	}
	asked.Say = text.Lines(head, asked.Say)
	return nil
}

// askOn puts the next question about a case.
func askOn(x *acts.Turn, c cases.Case, d detail) error {
	s, err := detailing.Begin(d)
	if err != nil {
		return err
	}
	s.About = c.Number
	if below := x.Change.Session; below != nil && below.Dialogue != "" && below.Dialogue != detailing.Name {
		s.Below = below
	}
	p, _, err := detailing.Ask(x.World, s)
	if err != nil {
		return err
	}
	x.KeepSession(s)
	x.Letters = append(x.Letters, world.Letter{Class: world.ClassReply, To: x.Private(), Lang: x.Me.Lang, Say: p})
	return nil
}

// noDetail reports that something is no answer to what is asked about a case that
// was told of: another hazard, a picture, a place. It is heard for what it is.
func noDetail(w *world.World, s talk.Session, e talk.Event) bool {
	if e.Press != "" || e.Command != "" {
		return false
	}
	if len(e.Files) > 0 || e.Point != nil {
		return true
	}
	if world.CaseNumber(e.Text) >= 1000 {
		return false // where it is one of their own it opens, and the question waits
	}
	d, err := detailing.Data(s)
	a, category := d.asking(w)
	_, answers := ask.Fact(a, e)
	category = category && a.Kind != district.KindText
	if answer.Over(e.Text) && !(category && answers) {
		return err == nil // nobody has to come: that is no place
	}
	if err != nil || d.danger(w) || skipWords[ask.PlainWords(e.Text)] {
		return false // in danger, all is of the danger
	}
	if _, danger := w.District.Danger(e.Text); danger {
		return true // the numbers come first, and where it is is asked
	}
	if category {
		return !answers
	}
	return !spot.MatchString(e.Text) && w.District.Guess(e.Text).Sure
}
