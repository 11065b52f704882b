package rectify

import (
	"slices"
	"strconv"
	"time"

	"gridbot/flows/acts"
	"gridbot/flows/ask"
	"gridbot/flows/cases"
	"gridbot/flows/district"
	"gridbot/flows/evidence"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// served tells whether the person's agency served the notice in force, or has what
// was handed over of it.
func served(w *world.World, c cases.Case) bool {
	n := c.Notice()
	if l := c.LegOf(w.Me.Agency); l != nil && n != nil && l.Awaited() && w.Me.Role == world.Officer && c.Sees(w.Me.Part()) {
		return true
	}
	return n != nil && w.Me.Role == world.Officer && w.Staff.People[n.By].Agency == w.Me.Agency
}

// inspectData is what a re-inspection has found so far.
type inspectData struct {
	ask.DayPick
	Found []found      `json:"found,omitempty"`
	Seen  []int        `json:"seen,omitempty"` // items looked at or left out
	Files []cases.File `json:"files,omitempty"`
	Pass  bool         `json:"pass,omitempty"`
	Why   text.Text    `json:"why,omitzero"`
	Law   bool         `json:"law,omitempty"`
	Album string       `json:"album,omitempty"`
}

type found struct {
	Item  int        `json:"item"`
	Pass  bool       `json:"pass,omitempty"`
	File  cases.File `json:"file"`
	Why   text.Text  `json:"why,omitzero"`
	Until int64      `json:"until,omitempty"`
	Ref   string     `json:"ref,omitempty"`
	Law   bool       `json:"law,omitempty"` // it goes to enforcement, who are called
}

// inspecting: the worker looks again, item by item, each with a photo beside
// the one from before.
var inspecting = talk.Dialogue[*world.World, inspectData]{
	Name: "inspect",
	Steps: []talk.Step[*world.World, inspectData]{
		{
			Name: "photo",
			Ask: func(w *world.World, d inspectData) talk.Prompt {
				i := d.now(w)
				p := talk.Prompt{
					Say:  text.T("inspect.photo", "number", ask.About(w), "n", i+1, "what", ask.ItemWhat(w, i)),
					Rows: [][]talk.Button{{show.Pick(text.T("inspect.skip"), "skip")}},
				}
				if before, ok := evidence.Before(*w.Case); ok {
					p.Files = []talk.File{{Kind: string(before.Kind), ID: before.ID, Unique: before.Unique}}
				}
				return p
			},
			Hear: func(w *world.World, d *inspectData, e talk.Event) talk.Answer {
				switch {
				case e.Press == "skip" && len(d.Found) == 0 && d.last(w):
					return talk.Sorry("inspect.nothing")
				case e.Press == "skip":
					d.Seen = append(d.Seen, d.now(w))
					if d.now(w) < 0 {
						return talk.OK().And("verdict", "why", "next", "ref")
					}
					return talk.Redo("photo")
				case !e.Shows():
					return talk.Sorry("inspect.photo.sorry")
				}
				again := e.Album != "" && e.Album == d.Album
				d.Album, d.Files = e.Album, ask.Evidence(e, cases.PhaseAfter)
				if again {
					return talk.Silent()
				}
				return talk.OK()
			},
		},
		{
			Name:  "verdict",
			Which: itemAtHand,
			Ask: func(w *world.World, d inspectData) talk.Prompt {
				return talk.Prompt{Say: text.T("inspect.verdict", "what", ask.ItemWhat(w, d.now(w))), Rows: [][]talk.Button{
					{show.Pick(text.T("inspect.pass"), "pass"), show.Pick(text.T("inspect.fail"), "fail")},
				}}
			},
			Hear: func(w *world.World, d *inspectData, e talk.Event) talk.Answer {
				switch e.Press {
				case "pass":
					d.Pass = true
					return d.note(w, found{Pass: true})
				case "fail":
					d.Pass = false
					return talk.OK()
				}
				if len(e.Files) > 0 {
					return talk.Silent() // the rest of an album
				}
				return talk.Sorry("inspect.verdict.sorry")
			},
		},
		failing(),
		nextRound(),
		{
			Name:  "ref",
			Which: itemAtHand,
			When:  func(_ *world.World, d inspectData) bool { return d.Law },
			Ask: func(*world.World, inspectData) talk.Prompt {
				return talk.Prompt{Say: text.T("inspect.ref")}
			},
			Hear: func(w *world.World, d *inspectData, e talk.Event) talk.Answer {
				ref := text.CleanLine(e.Text, 40)
				if ref == "" {
					return talk.Sorry("inspect.ref.sorry")
				}
				return d.note(w, found{Until: roundEnd(w).Unix(), Ref: ref})
			},
		},
	},
	Finish: func(w *world.World, d inspectData) talk.Decision {
		a := cases.Act{Do: cases.Clear, Results: d.results(w), Whistle: d.enforcement(w)}
		for _, i := range ask.OpenItems(w) {
			if !slices.ContainsFunc(d.Found, func(f found) bool { return f.Item == i && f.Pass }) {
				a.Do = cases.Inspect
			}
		}
		return a
	},
}

// note keeps what was found of the item at hand, and goes on to the next.
func (d *inspectData) note(w *world.World, f found) talk.Answer {
	f.Item = d.now(w)
	if f.Item < 0 || len(d.Files) == 0 {
		return talk.Redo("photo", "verdict", "why", "next", "ref")
	}
	f.File = d.Files[0]
	if !f.Pass {
		f.Why = d.Why
	}
	d.Found, d.Seen = append(d.Found, f), append(d.Seen, f.Item)
	d.Files, d.Until, d.Law, d.Pass, d.Why = nil, 0, false, false, text.Text{}
	if d.now(w) >= 0 {
		return talk.Redo("photo", "verdict", "why", "next", "ref")
	}
	return talk.OK().And("photo", "verdict", "why", "next", "ref")
}

// itemAtHand tells apart what is asked of each item in the same words.
func itemAtHand(w *world.World, d inspectData) string { return strconv.Itoa(d.now(w)) }

// now is the item at hand; -1 when all were looked at.
func (d inspectData) now(w *world.World) int {
	for _, i := range ask.OpenItems(w) {
		if !slices.Contains(d.Seen, i) {
			return i
		}
	}
	return -1
}

// last tells whether the item at hand is the last one.
func (d inspectData) last(w *world.World) bool {
	d.Seen = append(slices.Clone(d.Seen), d.now(w))
	return d.now(w) < 0
}

// roundEnd is when the category's next round usually ends.
func roundEnd(w *world.World) time.Time {
	category, _ := w.District.Category(w.Case.Category)
	return w.District.Calendar.Add(w.Now, w.District.ClocksOf(category).Rectify)
}

// proving: the addressee shows that an item was put right.
var proving = talk.Dialogue[*world.World, ask.OnCaseData]{
	Name: "prove",
	Steps: []talk.Step[*world.World, ask.OnCaseData]{
		{
			Name: "mine", Aside: true,
			When: func(_ *world.World, d ask.OnCaseData) bool { return d.First },
			Ask: func(w *world.World, _ ask.OnCaseData) talk.Prompt {
				id := ""
				if n := ask.Notice(w); n != nil {
					id = n.ID
				}
				return talk.Prompt{Say: text.T("prove.mine", "id", id), Rows: [][]talk.Button{
					{show.Pick(text.T("prove.mine.yes"), "yes")}, {show.Pick(text.T("prove.mine.no"), "no")}}}
			},
			Hear: func(_ *world.World, d *ask.OnCaseData, e talk.Event) talk.Answer {
				switch {
				case e.Press == "yes":
					return talk.OK()
				case e.Press == "no":
					d.Other = true
					return talk.OK().And("item", "photo")
				case e.Shows():
					ask.TakeFile(d, e, cases.PhaseProof)
					return talk.Silent()
				}
				return talk.Sorry("prove.mine.sorry")
			},
		},
		{
			Name: "item",
			When: func(w *world.World, _ ask.OnCaseData) bool { return len(ask.OpenItems(w)) > 1 },
			Ask: func(w *world.World, _ ask.OnCaseData) talk.Prompt {
				p := talk.Prompt{Say: text.T("prove.item")}
				for _, i := range ask.OpenItems(w) {
					p.Rows = append(p.Rows, talk.Row(show.Pick(ask.ItemLabel(w, i), strconv.Itoa(i))))
				}
				return p
			},
			Hear: ask.HearItem,
		},
		{
			Name: "photo",
			Ask: func(*world.World, ask.OnCaseData) talk.Prompt {
				return talk.Prompt{Say: text.T("prove.photo")}
			},
			Hear: func(_ *world.World, d *ask.OnCaseData, e talk.Event) talk.Answer {
				if !e.Shows() {
					return talk.Sorry("prove.photo.sorry")
				}
				ask.TakeFile(d, e, cases.PhaseProof)
				return talk.OK()
			},
		},
	},
	Finish: func(w *world.World, d ask.OnCaseData) talk.Decision {
		if d.Other {
			return somethingElse{d.Files}
		}
		a := ask.Act(cases.Prove, d)
		a.Item = d.ItemMeant(w)
		return a
	},
}

// somethingElse is a photo that shows nothing of the notice: a report begins
// with it.
type somethingElse struct{ files []cases.File }

// mayProve tells whether what was sent out of the blue may be proof of a notice.
// What tells of danger is a report, whoever sends it.
func mayProve(p world.Person, e talk.Event, d *district.District) bool {
	return p.Role == world.Resident && p.Notice != 0 && e.Press == "" && e.Command == "" && !e.Chat.Group && e.Shows()
}

// followsNotice tells whether the case at hand has a notice on which the person can
// still prove something.
func followsNotice(w *world.World) bool {
	c := w.Case
	return c != nil && c.Number == w.Me.Notice && world.ViewOf(*c, w.Me) == cases.ViewAddressee && c.May(cases.Prove, w.Me.Part()) == nil
}

// askMine asks whether a photo is proof of the notice, or a new report.
func askMine(x *acts.Turn) error {
	d := ask.OnCaseData{First: true}
	ask.TakeFile(&d, x.Event, cases.PhaseProof)
	s, err := proving.Begin(d, "photo")
	if err != nil {
		return err
	}
	return x.Enter(*x.World.Case, proving, s)
}

// annulling: a lead takes a notice back.
var annulling = ask.Reasoned("annul", cases.Annul, text.T("annul.why"), []ask.Choice{
	{Press: "wrong", Label: text.T("annul.wrong")}, {Press: "moot", Label: text.T("annul.moot")},
})
