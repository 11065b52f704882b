// Package report is how somebody tells us of a hazard, and follows what becomes of
// it. What is done about it is the affair of others.
package report

import (
	"slices"
	"strings"

	"gridbot/flows/answer"
	"gridbot/flows/ask"
	"gridbot/flows/cases"
	"gridbot/flows/district"
	"gridbot/flows/grids"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// nearbyMetres is how near a pin is to a place we know to be named after it.
const nearbyMetres = 150

// reporting is how a resident tells us of a hazard. What they give out of turn
// is taken, and only what is missing is asked for.
var reporting = talk.Dialogue[*world.World, report]{
	Name:  "report",
	Take:  takeReport,
	Stays: (*report).stays,
	Steps: []talk.Step[*world.World, report]{
		{Name: "door", When: filing, Ask: askDoor, Hear: hearDoor},
		{Name: "ref", When: numbered, Ask: askRef, Hear: hearRef},
		{
			Name: "what",
			Ask:  askWhat,
			Hear: func(w *world.World, r *report, e talk.Event) talk.Answer {
				switch {
				case e.Press == "list":
					r.List, r.Group = true, ""
					return talk.OK().Unasked("category")
				case strings.HasPrefix(e.Press, "c-"):
					return r.pickCategory(w, e.Press).And("category")
				case e.Text == "":
					return talk.Sorry("report.what.sorry")
				}
				if r.Warned { // they cried for help: nothing else is asked
					r.What = ask.JoinWords(r.What, text.Clean(e.Text, ask.LongestWords))
					r.Category = ask.CategoryOf(w, district.Danger{Why: []string{r.What}})
					return r.overhear(w, talk.OK().And("category"), r.What, "what")
				}
				return r.hearWhat(w, e.Text)
			},
		},
		{
			Name: "category",
			Ask: func(w *world.World, r report) talk.Prompt {
				if r.List || len(r.Guess) == 0 {
					return askFromList(w, r)
				}
				return askGuess(w, r)
			},
			Hear: hearCategory,
		},
		{
			Name: "where",
			When: func(_ *world.World, r report) bool { return !r.Warned },
			Ask:  askWhere,
			Hear: hearWhere,
		},
		{Name: "before", When: lacksBefore, Ask: askBefore, Hear: needsPhoto},
		{Name: "after", When: fixing, Ask: askAfter, Hear: needsPhoto},
		{Name: "caller", When: called, Ask: askCaller, Hear: hearCaller},
		{
			Name: "photo",
			When: func(_ *world.World, r report) bool { return r.Edit == "photo" },
			Ask: func(_ *world.World, r report) talk.Prompt {
				p := talk.Prompt{Say: text.T("report.photo"), Rows: [][]talk.Button{{show.Pick(text.T("talk.skip"), "skip")}}}
				if len(r.Files) > 0 {
					p = talk.Prompt{Say: text.T("report.photo.instead", "n", len(r.Files)), Rows: [][]talk.Button{
						{show.Pick(text.T("report.photo.same"), "skip"), show.Pick(text.T("report.photo.none"), "none")},
					}}
				}
				return p
			},
			Hear: func(_ *world.World, r *report, e talk.Event) talk.Answer {
				switch {
				case e.Press == "none":
					r.Files, r.Album = nil, ""
					return talk.OK()
				case e.Press == "skip" || skipWords[ask.PlainWords(e.Text)]:
					return talk.OK()
				}
				return talk.Sorry("report.photo.sorry") // photos are taken at every step
			},
		},
		{
			Name:  "same",
			When:  func(w *world.World, r report) bool { return r.Join != 0 || len(r.same(w)) > 0 },
			Aside: true,
			Ask:   askSame,
			Hear:  hearSame,
		},
		{
			Name:  "preview",
			When:  func(_ *world.World, r report) bool { return !r.Warned && r.Join == 0 },
			Aside: true,
			Ask: func(w *world.World, r report) talk.Prompt {
				if r.Editing {
					return askEdit(w, r)
				}
				if r.Filed != nil {
					return talk.Prompt{Say: r.preview(w), Rows: r.filingButtons()}
				}
				return talk.Prompt{Say: r.preview(w), Rows: append(r.personalRow(w), [][]talk.Button{
					{show.Pick(text.T("report.send.named"), "send"), show.Pick(text.T("report.send.anonymous"), "anonymous")},
					{show.Pick(text.T("report.edit"), "edit")},
				}...)}
			},
			Hear: func(w *world.World, r *report, e talk.Event) talk.Answer {
				r.Edit = "" // what was changed is as good as confirmed
				if e.Press == "" {
					e.Press = sendWords[ask.PlainWords(e.Text)]
				}
				switch {
				case e.Press == "send", e.Press == "anonymous":
					r.Anonymous = e.Press == "anonymous"
					if lacks := r.lacks(w); len(lacks) > 0 {
						return talk.Redo(lacks...)
					}
					return talk.OK()
				case e.Press == "mask":
					r.mask()
					return talk.Redo("preview")
				case e.Press == "edit", e.Press == "look":
					r.Editing = e.Press == "edit"
					return talk.Redo("preview")
				case strings.HasPrefix(e.Press, "e-"):
					return r.edit(strings.TrimPrefix(e.Press, "e-"))
				}
				return talk.Sorry("talk.choose")
			},
		},
	},
	Finish: func(_ *world.World, r report) talk.Decision {
		if r.Join != 0 && !r.Warned {
			return joinCase{r}
		}
		return openCase{r}
	},
}

// report is what is known so far.
type report struct {
	saidFrom
	What     string   `json:"what,omitempty"`
	Guess    []string `json:"guess,omitempty"` // categories offered
	None     bool     `json:"none,omitempty"`  // it sounded like no hazard at all
	List     bool     `json:"list,omitempty"`  // picking from the list
	Group    string   `json:"group,omitempty"` // of the list, "" for the first level
	Category string   `json:"category,omitempty"`
	Guessed  bool     `json:"guessed,omitempty"` // we took it from their words: they see it before they send
	Warned   bool     `json:"warned,omitempty"`  // it is about danger, and they have seen the emergency numbers

	Facts []cases.Fact `json:"facts,omitempty"`

	Place   cases.Place `json:"place"`
	Grid    string      `json:"grid,omitempty"`
	Pin     bool        `json:"pin,omitempty"`     // the person's own location, not a place they named
	Near    []string    `json:"near,omitempty"`    // places offered
	Unknown bool        `json:"unknown,omitempty"` // nobody knows the place: asking for the grid
	Other   string      `json:"other,omitempty"`   // said where the place was asked, and tells of something else

	Past      bool         `json:"past,omitempty"` // it is about somebody of the grid
	Join      int          `json:"join,omitempty"` // the case they say it is about
	Files     []cases.File `json:"files,omitempty"`
	Album     string       `json:"album,omitempty"` // the last one taken
	Anonymous bool         `json:"anonymous,omitempty"`
	Editing   bool         `json:"editing,omitempty"`
	Edit      string       `json:"edit,omitempty"` // what is changed from the preview

	Filed *cases.Filing `json:"filed,omitempty"` // by which door it came, where somebody of the staff files it
}

// openCase is the decision a report ends in.
type openCase struct{ report }

// joinCase is the decision of who tells of what is known.
type joinCase struct{ report }

// takeReport hears what may be given at any time: files, a place, more words.
func takeReport(w *world.World, r *report, e talk.Event, at string) talk.Answer {
	r.hears(e)
	switch {
	case e.Edited:
		return r.retell(w, e)
	case e.Press != "":
		return talk.Pass()
	case len(e.Files) > 0:
		return r.takeFiles(w, e, at)
	case e.Point != nil && r.Warned:
		return r.pinDanger(w, e).And("where")
	case e.Point != nil && at != "where":
		if _, in := w.District.GridAt(*e.Point); !in && !r.Place.Name.Empty() {
			return talk.Sorry("report.where.kept.outside", "place", r.Place.Name)
		}
		return hearWhere(w, r, e).And("where")
	case e.Text == "":
		return talk.Pass()
	}
	return r.takeWords(w, e.Text, at)
}

// takeWords takes words that do not answer what was asked: they tell more of
// what it is.
func (r *report) takeWords(w *world.World, words, at string) talk.Answer {
	switch {
	case at == "category":
		if r.List = false; r.None {
			r.What = "" // that was no report
		}
		return r.hearAgain(w, ask.JoinWords(r.What, words))
	case answersIn(at, ask.PlainWords(words)), answer.Doubts(words): // who does not know tells no more of it
		return talk.Pass()
	case at == "photo", at == "preview", at == "same":
		r.What = ask.JoinWords(r.What, words)
		return r.overhear(w, talk.Filled().After(talk.Prompt{Say: text.T("report.added")}), words, at)
	}
	return talk.Pass()
}

// takeFiles keeps photos and recordings. The items of an album come one by
// one: the first is answered, the others are kept quietly.
func (r *report) takeFiles(w *world.World, e talk.Event, at string) talk.Answer {
	again := e.Album != "" && e.Album == r.Album
	if at == "photo" && r.Edit == "photo" && !again {
		r.Files, r.Edit = nil, "" // they take the place of the others
	}
	phase := r.phase(at, again)
	if phase == cases.PhaseAfter && !r.showsAfter(e, again) {
		return talk.Sorry("file.photo.sorry")
	}
	r.Album = e.Album
	if len(r.Files)+len(e.Files) > ask.MostFiles {
		if again {
			return talk.Silent()
		}
		return talk.Sorry("report.photo.many", "n", ask.MostFiles)
	}
	r.addFiles(ask.Evidence(e, phase))
	a := r.filledBy(phase)
	switch {
	case e.Text == "" && again:
		return talk.Silent()
	case e.Text == "":
		if !slices.Contains(showing, at) { // those say it themselves
			a = a.After(talk.Prompt{Say: text.T("report.photo.kept")})
		}
	case r.What == "" && !r.List:
		a = r.hearWhat(w, e.Text).And("what", "photo")
	default:
		r.What = ask.JoinWords(r.What, e.Text)
		a = r.overhear(w, a, e.Text, at)
	}
	return a
}

// addFiles puts files to those that are there, each once.
func (r *report) addFiles(files []cases.File) {
	for _, f := range files {
		if !slices.ContainsFunc(r.Files, func(had cases.File) bool { return had.ID == f.ID }) {
			r.Files = append(r.Files, f)
		}
	}
}

// hearWhat takes the description and guesses the category from it. What we are
// sure of is not asked: it stands in sight until the report is sent.
func (r *report) hearWhat(w *world.World, words string) talk.Answer {
	r.What = text.Clean(words, ask.LongestWords)
	r.Guess = nil
	guess := w.District.Guess(unplaced(w, r.What))
	for _, c := range guess.Likely {
		r.Guess = append(r.Guess, c.ID)
	}
	if len(r.Guess) == 0 {
		r.List = true
	}
	r.None = guess.None && len(w.District.Places.Named(r.What, 1)) == 0 // a place is no chatter
	a := talk.OK()
	switch {
	case r.Category != "" && !r.Guessed: // they have picked it
	case guess.Sure && !guess.Likely[0].Danger:
		r.Category, r.Guessed, r.List = r.Guess[0], true, false
		a = a.And("category")
	default:
		r.Category, r.Guessed = "", false
		a = a.Unasked("category")
	}
	return r.overhear(w, a, r.What, "what")
}

// unplaced is what words say besides where it is: a building is no building work.
func unplaced(w *world.World, words string) string {
	less := words
	for _, p := range w.District.Places.Named(words, 1) {
		if before, behind, named := w.District.Places.Around(words, p.ID); named {
			less = before + " " + behind
		}
	}
	if less = strings.TrimSpace(spot.ReplaceAllString(less, " ")); less == "" {
		return words
	}
	return less
}

// hearAgain takes the description while the category is asked.
func (r *report) hearAgain(w *world.World, words string) talk.Answer {
	a := r.hearWhat(w, words)
	if r.Category == "" {
		return a.Unasked("category")
	}
	return a
}

// overhear takes the place from what was said of the problem: most people say
// it in the same breath.
func (r *report) overhear(w *world.World, a talk.Answer, words, at string) talk.Answer {
	if at != "where" && !r.Place.Name.Empty() {
		return a
	}
	exact := w.District.Places.Named(words, 2)
	if len(exact) != 1 {
		return a
	}
	r.settle(exact[0])
	p := talk.Prompt{Say: text.T("report.where.kept", "place", r.Place.Name)}
	if at == "where" {
		p.Keys = talk.KeysRemove
	}
	return a.After(p).And("where")
}

// forgetPlace takes back where it is.
func (r *report) forgetPlace() {
	r.Place, r.Grid, r.Pin, r.Near, r.Unknown, r.Other = cases.Place{}, "", false, nil, false, ""
}

// preview is the report as it will be sent.
func (r report) preview(w *world.World) text.Text {
	category, asks := text.T("report.preview.category", "category", show.CategoryName(w, r.Category)), text.T("report.preview.ask", "name", w.Me.Name)
	if r.Guessed {
		category = text.T("report.preview.guessed", "category", show.CategoryName(w, r.Category))
	}
	switch {
	case r.Filed != nil:
		asks = r.filingText()
	case ask.BehindTheDoor(w, r.Category):
		asks = text.T("report.preview.care")
	}
	var more text.Text
	if len(r.Files) == 0 {
		more = text.T("report.preview.photo")
	}
	grid := text.T("report.preview.nogrid")
	if g, ok := w.District.Map.Grid(r.Grid); ok {
		grid = text.Named(g.Names)
	}
	if r.Past {
		grid = text.T("report.preview.past")
	}
	return text.Lines(
		text.T("report.preview"),
		category,
		show.Said("report.preview.what", r.What),
		text.T("report.preview.where", "place", show.PlaceText(r.Place), "grid", grid),
		show.FactsText(w, r.Category, r.Facts),
		show.FilesText(len(r.Files)),
		more,
		r.personalText(w),
		asks,
	)
}

// placeOf is a place we know, as the place of a case.
func placeOf(p grids.Place) cases.Place {
	pt := p.Point
	return cases.Place{Name: text.Named(p.Names), Point: &pt}
}
