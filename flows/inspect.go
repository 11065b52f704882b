package flows

import (
	"slices"
	"strconv"
	"time"

	"gridbot/flows/calendar"
	"gridbot/flows/cases"
	"gridbot/flows/district"
	"gridbot/flows/talk"
	"gridbot/flows/text"
)

// inspectData is what a re-inspection has found so far.
type inspectData struct {
	dayPick
	Found []found      `json:"found,omitempty"`
	Seen  []int        `json:"seen,omitempty"` // items looked at or left out
	Files []cases.File `json:"files,omitempty"`
	Pass  bool         `json:"pass,omitempty"`
	Law   bool         `json:"law,omitempty"`
	Album string       `json:"album,omitempty"`
}

type found struct {
	Item  int        `json:"item"`
	Pass  bool       `json:"pass,omitempty"`
	File  cases.File `json:"file"`
	Until int64      `json:"until,omitempty"`
	Ref   string     `json:"ref,omitempty"`
}

// inspecting: the worker looks again, item by item, each with a photo beside
// the one from before.
var inspecting = talk.Dialogue[*World, inspectData]{
	Name: "inspect",
	Steps: []talk.Step[*World, inspectData]{
		{
			Name: "photo",
			Ask: func(w *World, d inspectData) talk.Prompt {
				i := d.now(w)
				p := talk.Prompt{
					Say:  text.T("inspect.photo", "number", w.about(), "n", i+1, "what", w.itemWhat(i)),
					Rows: [][]talk.Button{{pick(text.T("inspect.skip"), "skip"), leave()}},
				}
				if before, ok := Before(*w.Case); ok {
					p.Files = []talk.File{{Kind: string(before.Kind), ID: before.ID, Unique: before.Unique}}
				}
				return p
			},
			Hear: func(w *World, d *inspectData, e talk.Event) talk.Answer {
				switch {
				case e.Press == "skip" && len(d.Found) == 0 && d.last(w):
					return talk.Sorry("inspect.nothing")
				case e.Press == "skip":
					d.Seen = append(d.Seen, d.now(w))
					if d.now(w) < 0 {
						return talk.OK().And("verdict", "next", "ref")
					}
					return talk.Redo("photo")
				case !e.Shows():
					return talk.Sorry("inspect.photo.sorry")
				}
				again := e.Album != "" && e.Album == d.Album
				d.Album, d.Files = e.Album, evidence(e, cases.PhaseAfter)
				if again {
					return talk.Silent()
				}
				return talk.OK()
			},
		},
		{
			Name: "verdict",
			Ask: func(w *World, d inspectData) talk.Prompt {
				return talk.Prompt{Say: text.T("inspect.verdict", "what", w.itemWhat(d.now(w))), Rows: [][]talk.Button{
					{pick(text.T("inspect.pass"), "pass"), pick(text.T("inspect.fail"), "fail")}, {back(), quit()},
				}}
			},
			Hear: func(w *World, d *inspectData, e talk.Event) talk.Answer {
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
		nextRound(),
		{
			Name: "ref",
			When: func(_ *World, d inspectData) bool { return d.Law },
			Ask: func(*World, inspectData) talk.Prompt {
				return talk.Prompt{Say: text.T("inspect.ref"), Rows: [][]talk.Button{{back(), quit()}}}
			},
			Hear: func(w *World, d *inspectData, e talk.Event) talk.Answer {
				ref := text.CleanLine(e.Text, 40)
				if ref == "" {
					return talk.Sorry("inspect.ref.sorry")
				}
				return d.note(w, found{Until: w.roundEnd().Unix(), Ref: ref})
			},
		},
	},
	Finish: func(w *World, d inspectData) talk.Decision {
		a := cases.Act{Do: cases.Clear}
		for _, f := range d.Found {
			file := f.File
			a.Results = append(a.Results, cases.Result{Item: f.Item, Pass: f.Pass, File: &file, Until: time.Unix(f.Until, 0), Ref: f.Ref})
		}
		for _, i := range w.openItems() {
			if !slices.ContainsFunc(d.Found, func(f found) bool { return f.Item == i && f.Pass }) {
				a.Do = cases.Inspect
			}
		}
		return a
	},
}

// nextRound asks when an item that failed is looked at again, or hands it to
// enforcement.
func nextRound() talk.Step[*World, inspectData] {
	s := dayStep[inspectData]{
		name: "next", pick: func(d *inspectData) *dayPick { return &d.dayPick }, most: 180 * oneDay,
		quick: []calendar.Span{{Plain: oneDay}, {Work: 1}, {Work: 2}, {Work: 3}},
		ask:   func(*World, inspectData) text.Text { return text.T("inspect.next") },
		when:  func(_ *World, d inspectData) bool { return !d.Pass },
	}.step()
	ask, hear := s.Ask, s.Hear
	s.Ask = func(w *World, d inspectData) talk.Prompt {
		p := ask(w, d)
		if d.Month == "" {
			p.Rows = slices.Insert(p.Rows, 0, talk.Row(pick(text.T("inspect.law"), "law")))
		}
		return p
	}
	s.Hear = func(w *World, d *inspectData, e talk.Event) talk.Answer {
		if e.Press == "law" {
			d.Law = true
			return talk.OK()
		}
		a := hear(w, d, e)
		if d.Until == 0 {
			return a
		}
		until := d.Until
		return d.note(w, found{Until: until})
	}
	return s
}

// note keeps what was found of the item at hand, and goes on to the next.
func (d *inspectData) note(w *World, f found) talk.Answer {
	f.Item = d.now(w)
	if f.Item < 0 || len(d.Files) == 0 {
		return talk.Redo("photo", "verdict", "next", "ref")
	}
	f.File = d.Files[0]
	d.Found, d.Seen = append(d.Found, f), append(d.Seen, f.Item)
	d.Files, d.Until, d.Law, d.Pass = nil, 0, false, false
	if d.now(w) >= 0 {
		return talk.Redo("photo", "verdict", "next", "ref")
	}
	return talk.OK().And("photo", "verdict", "next", "ref")
}

// now is the item at hand; -1 when all were looked at.
func (d inspectData) now(w *World) int {
	for _, i := range w.openItems() {
		if !slices.Contains(d.Seen, i) {
			return i
		}
	}
	return -1
}

// last tells whether the item at hand is the last one.
func (d inspectData) last(w *World) bool {
	d.Seen = append(slices.Clone(d.Seen), d.now(w))
	return d.now(w) < 0
}

// roundEnd is when the category's next round usually ends.
func (w *World) roundEnd() time.Time {
	category, _ := w.District.Category(w.Case.Category)
	return w.District.Calendar.Add(w.Now, w.District.ClocksOf(category).Rectify)
}

// Before is the photo a case's work is compared with: of the site, or else of
// the report.
func Before(c cases.Case) (cases.File, bool) {
	for _, phase := range []cases.Phase{cases.PhaseSite, cases.PhaseReport, cases.PhaseNote} {
		for _, f := range slices.Backward(c.FilesOf(phase)) {
			if f.Kind == cases.KindPhoto {
				return f, true
			}
		}
	}
	return cases.File{}, false
}

// proving: the addressee shows that an item was put right.
var proving = talk.Dialogue[*World, onCaseData]{
	Name: "prove",
	Steps: []talk.Step[*World, onCaseData]{
		{
			Name: "mine", Aside: true,
			When: func(_ *World, d onCaseData) bool { return d.First },
			Ask: func(w *World, _ onCaseData) talk.Prompt {
				id := ""
				if n := w.notice(); n != nil {
					id = n.ID
				}
				return talk.Prompt{Say: text.T("prove.mine", "id", id), Rows: [][]talk.Button{
					{pick(text.T("prove.mine.yes"), "yes")}, {pick(text.T("prove.mine.no"), "no")}}}
			},
			Hear: func(_ *World, d *onCaseData, e talk.Event) talk.Answer {
				switch {
				case e.Press == "yes":
					return talk.OK()
				case e.Press == "no":
					d.Other = true
					return talk.OK().And("item", "photo")
				case e.Shows():
					takeFile(d, e, cases.PhaseProof)
					return talk.Silent()
				}
				return talk.Sorry("prove.mine.sorry")
			},
		},
		{
			Name: "item",
			When: func(w *World, _ onCaseData) bool { return len(w.openItems()) > 1 },
			Ask: func(w *World, _ onCaseData) talk.Prompt {
				p := talk.Prompt{Say: text.T("prove.item")}
				for _, i := range w.openItems() {
					p.Rows = append(p.Rows, talk.Row(pick(w.itemLabel(i), strconv.Itoa(i))))
				}
				p.Rows = append(p.Rows, talk.Row(leave()))
				return p
			},
			Hear: hearItem,
		},
		{
			Name: "photo",
			Ask: func(*World, onCaseData) talk.Prompt {
				return talk.Prompt{Say: text.T("prove.photo"), Rows: [][]talk.Button{{back(), quit()}}}
			},
			Hear: func(_ *World, d *onCaseData, e talk.Event) talk.Answer {
				if !e.Shows() {
					return talk.Sorry("prove.photo.sorry")
				}
				takeFile(d, e, cases.PhaseProof)
				return talk.OK()
			},
		},
	},
	Finish: func(w *World, d onCaseData) talk.Decision {
		if d.Other {
			return somethingElse{d.Files}
		}
		a := act(cases.Prove, d)
		a.Item = d.item(w)
		return a
	},
}

// somethingElse is a photo that shows nothing of the notice: a report begins
// with it.
type somethingElse struct{ files []cases.File }

// mayProve tells whether what was sent out of the blue may be proof of a notice.
// What tells of danger is a report, whoever sends it.
func (p Person) mayProve(e talk.Event, d *district.District) bool {
	return p.Role == Resident && p.Notice != 0 && e.Press == "" && e.Command == "" && !e.Chat.Group && e.Shows() && len(d.Alarms(e.Text)) == 0
}

// addressee tells whether the case at hand has a notice on which the person can
// still prove something.
func (x *change) addressee() bool {
	c := x.World.Case
	return c != nil && c.Number == x.Me.Notice && ViewOf(*c, x.Me) == cases.ViewAddressee && c.May(cases.Prove, x.Me.part()) == nil
}

// askMine asks whether a photo is proof of the notice, or a new report.
func (x *change) askMine() error {
	d := onCaseData{First: true}
	takeFile(&d, x.event, cases.PhaseProof)
	s, err := proving.Begin(d, "photo")
	if err != nil {
		return err
	}
	return x.enter(*x.World.Case, proving, s)
}
