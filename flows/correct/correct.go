package correct

import (
	"slices"
	"strconv"
	"strings"

	"gridbot/flows/ask"
	"gridbot/flows/cases"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// A draft is a correction as far as it was said.
type draft struct {
	Known    int          `json:"known,omitempty"` // how many corrections there were when it began
	Of       cases.Aspect `json:"of,omitempty"`
	Said     string       `json:"said,omitempty"` // what it is, in words: for a guess
	Group    string       `json:"group,omitempty"`
	Category string       `json:"category,omitempty"`
	Place    *cases.Place `json:"place,omitempty"`
	Near     []string     `json:"near,omitempty"` // places that may be meant
	Grid     string       `json:"grid,omitempty"`
	File     string       `json:"file,omitempty"`
	Words    string       `json:"words,omitempty"`
	Calm     bool         `json:"calm,omitempty"` // the new kind is no danger, and neither is this
}

func begun(w *world.World) draft {
	if w.Case == nil {
		return draft{}
	}
	return draft{Known: w.Case.Corrections()}
}

// correcting puts one thing right: what, and what it is instead. What makes others
// run, or takes the case away from them, is asked twice.
var correcting = talk.Dialogue[*world.World, draft]{
	Name: "correct",
	Steps: []talk.Step[*world.World, draft]{
		{Name: "what", Ask: askWhat, Hear: hearWhat},
		{Name: "category", Gathers: true, When: of(cases.OfCategory), Ask: askCategory, Hear: hearCategory},
		{Name: "where", Gathers: true, When: of(cases.OfPlace), Ask: askWhere, Hear: hearWhere},
		{Name: "grid", When: of(cases.OfGrid), Ask: askGrid, Hear: hearGrid},
		{Name: "photo", When: of(cases.OfPhoto), Ask: askPhoto, Hear: hearPhoto},
		{
			Name: "words",
			When: func(w *world.World, d draft) bool {
				return d.Of == cases.OfWords || d.Of == cases.OfUrgency && w.Case != nil && w.Case.Danger // the reason
			},
			Ask: func(_ *world.World, d draft) talk.Prompt {
				if d.Of == cases.OfUrgency {
					return talk.Prompt{Say: text.T("correct.calm.why")}
				}
				return talk.Prompt{Say: text.T("correct.words")}
			},
			Hear: hearWords,
		},
		{Name: "calm", Aside: true, When: func(w *world.World, d draft) bool { return d.calms(w) }, Ask: askCalm, Hear: hearCalm},
		{
			Name: "sure", Aside: true,
			When: func(w *world.World, d draft) bool { return d.alarms(w) || d.moves(w) },
			Ask: func(w *world.World, d draft) talk.Prompt {
				p := talk.Prompt{Say: text.T("correct.sure.danger"), Rows: [][]talk.Button{{show.Pick(text.T("correct.sure.yes"), "yes")}}}
				if d.moves(w) {
					p.Say = text.T("correct.sure.grid", "grid", show.GridName(w, d.Grid))
				}
				return p
			},
			Hear: func(_ *world.World, _ *draft, e talk.Event) talk.Answer {
				if e.Press != "yes" {
					return talk.Sorry("correct.choose")
				}
				return talk.OK()
			},
		},
	},
	Finish: func(w *world.World, d draft) talk.Decision {
		a := cases.Act{Do: cases.Correct, Of: d.Of, Known: d.Known, Category: d.Category, Place: d.Place, File: d.File, Note: text.Said(d.Words)}
		a.Calm = d.Calm && d.calms(w)
		a.Urgent = d.Of == cases.OfUrgency && w.Case != nil && !w.Case.Danger
		if d.moves(w) {
			a.Do, a.Grid = cases.Resite, d.Grid
		}
		return a
	},
}

func of(aspect cases.Aspect) func(*world.World, draft) bool {
	return func(_ *world.World, d draft) bool { return d.Of == aspect }
}

// alarms tells whether the correction makes it a case of danger.
func (d draft) alarms(w *world.World) bool {
	if w.Case == nil || w.Case.Danger {
		return false
	}
	c, _ := w.District.Category(d.Category)
	return d.Of == cases.OfUrgency || d.Of == cases.OfCategory && c.Danger
}

// moves tells whether the correction takes the case to another grid. What runs
// under a notice, stands still or is handed in is brought to its end where it is.
func (d draft) moves(w *world.World) bool {
	return w.Case != nil && d.Grid != "" && d.Grid != w.Case.Grid && w.Case.May(cases.Resite, w.Me.Part()) == nil
}

// leads tells whether the person may put right more than the kind and the place.
func leads(w *world.World) bool {
	return w.Case != nil && slices.Contains(w.Case.Parts(w.Me.Part()), cases.PartLead)
}

func askWhat(w *world.World, _ draft) talk.Prompt {
	p := talk.Prompt{Say: text.Lines(text.T("card.number", "number", ask.About(w)), text.T("correct.what"))}
	if w.Case == nil {
		return p
	}
	if sounds := guesses(w, w.Case.What, false); len(sounds) > 0 && sounds[0] != w.Case.Category && !sorted(*w.Case) {
		p.Rows = append(p.Rows, talk.Row(show.Pick(text.T("correct.guess", "category", show.CategoryName(w, sounds[0])), "c-"+sounds[0])))
	}
	bs := []talk.Button{show.Pick(text.T("correct.category"), "category"), show.Pick(text.T("correct.place"), "place")}
	if leads(w) {
		urgency := text.T("correct.urgent")
		if w.Case.Danger {
			urgency = text.T("correct.calm")
		}
		bs = append(bs, show.Pick(urgency, "urgency"), show.Pick(text.T("correct.description"), "words"))
		if w.Case.May(cases.Resite, w.Me.Part()) == nil {
			bs = append(bs, show.Pick(text.T("correct.grid"), "grid"))
		}
		if len(pictures(w)) > 0 {
			bs = append(bs, show.Pick(text.T("correct.photo"), "photo"))
		}
	}
	p.Rows = append(p.Rows, talk.Pairs(bs...)...)
	return p
}

// sorted tells whether somebody has said already which kind it is.
func sorted(c cases.Case) bool {
	return slices.ContainsFunc(c.Log, func(e cases.Entry) bool { return e.Fix != nil && e.Fix.Of == cases.OfCategory })
}

func hearWhat(w *world.World, d *draft, e talk.Event) talk.Answer {
	if strings.HasPrefix(e.Press, "c-") {
		d.Of = cases.OfCategory
		if a := hearCategory(w, d, e); d.Category == "" {
			return a
		}
		return talk.OK().And("category")
	}
	of := cases.Aspect(e.Press)
	if !slices.Contains(offered(w), of) {
		return talk.Sorry("correct.choose")
	}
	d.Of = of
	return talk.OK()
}

// offered is what the person may put right.
func offered(w *world.World) []cases.Aspect {
	all := []cases.Aspect{cases.OfCategory, cases.OfPlace}
	if !leads(w) {
		return all
	}
	all = append(all, cases.OfUrgency, cases.OfWords, cases.OfPhoto)
	if w.Case.May(cases.Resite, w.Me.Part()) == nil {
		all = append(all, cases.OfGrid)
	}
	return all
}

func askGrid(w *world.World, _ draft) talk.Prompt {
	var bs []talk.Button
	for _, g := range w.District.Map.All() {
		if w.Case == nil || g.ID != w.Case.Grid {
			bs = append(bs, show.Pick(text.Named(g.Names), "g-"+g.ID))
		}
	}
	return talk.Prompt{Say: text.T("correct.grid.which"), Rows: talk.Pairs(bs...)}
}

func hearGrid(w *world.World, d *draft, e talk.Event) talk.Answer {
	id, ok := strings.CutPrefix(e.Press, "g-")
	if _, known := w.District.Map.Grid(id); !ok || !known || w.Case != nil && id == w.Case.Grid {
		return talk.Sorry("correct.choose")
	}
	d.Grid = id
	return talk.OK()
}

// pictures are what may turn out to be of something else.
func pictures(w *world.World) []cases.File {
	if w.Case == nil {
		return nil
	}
	return w.Case.FilesOf(cases.PhaseReport, cases.PhaseSite, cases.PhaseNote, cases.PhaseAfter)
}

// mostPictures is how many of them a message shows, the newest.
const mostPictures = 20

func askPhoto(w *world.World, _ draft) talk.Prompt {
	p := talk.Prompt{Say: text.T("correct.photo.which")}
	all := pictures(w)
	from := max(0, len(all)-mostPictures)
	for i, f := range all[from:] {
		label := text.T("correct.photo.label", "n", from+i+1, "phase", show.PhaseTexts[f.Phase], "time", show.Dated(w, f.At))
		p.Rows = append(p.Rows, talk.Row(show.Pick(label, "f-"+strconv.Itoa(from+i))))
	}
	return p
}

func hearPhoto(w *world.World, d *draft, e talk.Event) talk.Answer {
	id, ok := strings.CutPrefix(e.Press, "f-")
	i, err := strconv.Atoi(id)
	all := pictures(w)
	if !ok || err != nil || i < 0 || i >= len(all) {
		return talk.Sorry("correct.choose")
	}
	d.File = all[i].ID
	return talk.OK()
}

func hearWords(_ *world.World, d *draft, e talk.Event) talk.Answer {
	if strings.TrimSpace(e.Text) == "" {
		return talk.Sorry("correct.words.sorry")
	}
	d.Words = text.Clean(e.Text, 300)
	return talk.OK()
}
