// Package rectify is the rectification notice: served, followed by its addressee,
// inspected again. It knows nothing of who reported.
package rectify

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"gridbot/flows/ask"
	"gridbot/flows/calendar"
	"gridbot/flows/cases"
	"gridbot/flows/drawn"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// noticeData is what the dialogue about a rectification notice has heard.
type noticeData struct {
	ask.DayPick
	To      string       `json:"to,omitempty"`
	Items   []noticeItem `json:"items,omitempty"`
	Files   []cases.File `json:"files,omitempty"`
	Proof   cases.Proof  `json:"proof,omitempty"`
	Witness string       `json:"witness,omitempty"`
	Album   string       `json:"album,omitempty"`
}

type noticeItem struct {
	What  text.Text `json:"what"`
	Usual int       `json:"usual,omitempty"` // which of the template's, from 1
	Due   int64     `json:"due,omitempty"`
	Was   int64     `json:"was,omitempty"` // when it is due by the notice that is replaced
}

// serving: on the spot, the responsible party is told on paper what to put
// right, and by when (责令整改通知书).
var serving = noticeDialogue("serve", cases.Serve)

// replacing: a notice that was served is never edited; a new one names it.
var replacing = noticeDialogue("replace", cases.Replace)

// noticeDialogue is the questions of a notice, whatever comes of their answers.
func noticeDialogue(name string, do cases.Action) talk.Dialogue[*world.World, noticeData] {
	return talk.Dialogue[*world.World, noticeData]{
		Name:  name,
		Steps: []talk.Step[*world.World, noticeData]{noticeTo, noticeItems, noticeDue(), noticePhoto, noticeProof, noticeSigned, noticeWitness, noticePreview},
		Finish: func(w *world.World, d noticeData) talk.Decision {
			return cases.Act{Do: do, Notice: d.notice(w), Files: d.Files, State: !state(w).Empty()}
		},
	}
}

var noticeTo = talk.Step[*world.World, noticeData]{
	Name: "to",
	Ask: func(w *world.World, d noticeData) talk.Prompt {
		p := talk.Prompt{Say: text.T("notice.to", "number", ask.About(w))}
		if d.To != "" { // of the notice that is replaced
			p.Rows = append(p.Rows, talk.Row(show.Pick(text.Said(text.CleanLine(d.To, show.LongestOnLabel)), "same")))
		}
		return p
	},
	Hear: func(_ *world.World, d *noticeData, e talk.Event) talk.Answer {
		if e.Press == "same" && d.To != "" {
			return talk.OK()
		}
		if d.To = text.CleanLine(e.Text, 60); d.To == "" {
			return talk.Sorry("notice.to.sorry")
		}
		return talk.OK()
	},
}

// longestItem is how many characters of what is to be put right fit the page.
const longestItem = 120

var noticeItems = talk.Step[*world.World, noticeData]{
	Name:    "items",
	Gathers: true,
	Ask: func(w *world.World, d noticeData) talk.Prompt {
		lines := []text.Text{text.T("notice.items", "n", cases.MostItems, "long", longestItem)}
		for i, it := range d.Items {
			lines = append(lines, text.T("item.label", "n", i+1, "what", it.What))
		}
		p := talk.Prompt{Say: text.Lines(lines...)}
		for i, usual := range templateOf(w).items {
			mark := text.T("notice.item.add", "what", usual)
			if d.usual(i+1) >= 0 {
				mark = text.T("notice.item.drop", "what", usual)
			}
			p.Rows = append(p.Rows, talk.Row(show.Pick(mark, "i"+strconv.Itoa(i+1))))
		}
		if len(d.Items) > 0 {
			p.Rows = append(p.Rows, talk.Row(show.Pick(text.T("notice.items.done"), "done"), show.Pick(text.T("notice.items.undo"), "undo")))
		}
		return p
	},
	Hear: func(w *world.World, d *noticeData, e talk.Event) talk.Answer {
		usual := templateOf(w).items
		n, _ := strconv.Atoi(strings.TrimPrefix(e.Press, "i"))
		switch what := text.CleanLine(e.Text, longestItem); {
		case e.Press == "done" && len(d.Items) > 0:
			return talk.OK()
		case e.Press == "undo" && len(d.Items) > 0:
			d.Items = d.Items[:len(d.Items)-1]
		case strings.HasPrefix(e.Press, "i") && n >= 1 && n <= len(usual):
			if at := d.usual(n); at >= 0 {
				d.Items = slices.Delete(d.Items, at, at+1)
			} else if len(d.Items) < cases.MostItems {
				d.Items = append(d.Items, noticeItem{What: usual[n-1], Usual: n})
			} else {
				return talk.Sorry("notice.items.full", "n", cases.MostItems)
			}
		case what != "" && len(d.Items) < cases.MostItems:
			d.Items = append(d.Items, noticeItem{What: text.Said(what)})
		case what != "":
			return talk.Sorry("notice.items.full", "n", cases.MostItems)
		default:
			return talk.Sorry("notice.items.sorry")
		}
		return talk.Redo("items")
	},
}

// usual is where a usual item stands among those picked; -1 when it does not.
func (d noticeData) usual(n int) int {
	return slices.IndexFunc(d.Items, func(it noticeItem) bool { return it.Usual == n })
}

// atOnce is how long what is to be put right at once may take.
var atOnce = calendar.Span{Plain: 2 * time.Hour}

// noticeDue asks for the deadline of each item, one after the other.
func noticeDue() talk.Step[*world.World, noticeData] {
	s := ask.DayStep[noticeData]{
		Name: "due", Pick: func(d *noticeData) *ask.DayPick { return &d.DayPick }, Most: 365 * world.OneDay,
		Quick: []calendar.Span{{Plain: world.OneDay}, {Work: 1}, {Work: 3}, {Work: 5}, {Work: 10}, {Work: 15}},
		Ask: func(_ *world.World, d noticeData) text.Text {
			i := d.undue()
			if i < 0 {
				return text.T("day.sorry") // a session of another release
			}
			return text.T("notice.due", "n", i+1, "what", d.Items[i].What)
		},
		Which: func(_ *world.World, d noticeData) string {
			if i := d.undue(); i >= 0 {
				return strconv.Itoa(i) + " " + d.Items[i].What.Words + strconv.Itoa(d.Items[i].Usual)
			}
			return ""
		},
		Rewind: func(_ *world.World, d *noticeData) bool {
			for i := len(d.Items) - 1; i >= 0; i-- {
				if d.Items[i].Due != 0 {
					d.Items[i].Due = 0
					return true
				}
			}
			return false
		},
	}.Step()
	ask, hear := s.Ask, s.Hear
	s.Ask = func(w *world.World, d noticeData) talk.Prompt {
		p := ask(w, d)
		if d.Month != "" {
			return p
		}
		first := []talk.Button{show.Pick(text.T("notice.due.now"), "now")}
		if i := d.undue(); i > 0 {
			at := text.At(w.District.Here(time.Unix(d.Items[i-1].Due, 0)), w.Now)
			first = append(first, show.Pick(text.T("notice.due.same", "time", at), "same"))
		}
		if was := d.was(w); was != 0 { // what was chosen last stands, unless another is
			first = append(first, show.Pick(text.T("notice.due.was", "time", text.At(w.District.Here(time.Unix(was, 0)), w.Now)), "was"))
		}
		p.Rows = slices.Insert(p.Rows, 0, talk.Row(first...))
		return p
	}
	s.Hear = func(w *world.World, d *noticeData, e talk.Event) talk.Answer {
		i := d.undue()
		switch {
		case i < 0:
			return talk.OK()
		case e.Press == "now":
			d.Items[i].Due = w.District.Calendar.Add(w.Now, atOnce).Unix()
		case e.Press == "was" && d.was(w) != 0:
			d.Items[i].Due = d.was(w)
		case e.Press == "same" && i > 0:
			for j := i; j < len(d.Items); j++ {
				d.Items[j].Due = d.Items[i-1].Due
			}
		default:
			a := hear(w, d, e)
			if d.Until == 0 {
				return a
			}
			d.Items[i].Due, d.Until = d.Until, 0
		}
		if d.undue() >= 0 {
			return talk.Redo("due")
		}
		return talk.OK()
	}
	return s
}

// undue is the first item without a deadline; -1 when all have one.
func (d noticeData) undue() int {
	return slices.IndexFunc(d.Items, func(it noticeItem) bool { return it.Due == 0 })
}

// was is when the first item without a deadline is due by the notice that is
// replaced; 0 when it is not, or is over.
func (d noticeData) was(w *world.World) int64 {
	if i := d.undue(); i >= 0 && d.Items[i].Was > w.Now.Unix() {
		return d.Items[i].Was
	}
	return 0
}

// state is why a photo of how it is must be there; empty where it need not.
func state(w *world.World) text.Text {
	if w.Case == nil {
		return text.Text{}
	}
	return text.Named(w.District.Orders.State[w.Case.Category])
}

var noticePhoto = talk.Step[*world.World, noticeData]{
	Name: "photo",
	When: func(w *world.World, _ noticeData) bool {
		return w.Case != nil && len(w.Case.FilesOf(cases.PhaseSite)) == 0
	},
	Ask: func(w *world.World, _ noticeData) talk.Prompt {
		if why := state(w); !why.Empty() {
			return talk.Prompt{Say: text.T("notice.photo.why", "why", why)}
		}
		return talk.Prompt{Say: text.T("notice.photo"), Rows: [][]talk.Button{{show.Pick(text.T("talk.skip"), "skip")}}}
	},
	Hear: func(w *world.World, d *noticeData, e talk.Event) talk.Answer {
		why := state(w)
		switch {
		case e.Press == "skip" && why.Empty():
			return talk.OK()
		case !e.Shows() && !why.Empty():
			return talk.Sorry("notice.photo.must")
		case !e.Shows():
			return talk.Sorry("notice.photo.sorry")
		}
		d.Files = append(d.Files, ask.Evidence(e, cases.PhaseSite)...)
		return talk.OK()
	},
}

var noticeProof = talk.Step[*world.World, noticeData]{
	Name: "proof",
	Ask: func(*world.World, noticeData) talk.Prompt {
		return talk.Prompt{Say: text.T("notice.proof"), Rows: [][]talk.Button{
			{show.Pick(show.ProofTexts[cases.ProofSigned], string(cases.ProofSigned))},
			{show.Pick(show.ProofTexts[cases.ProofWitness], string(cases.ProofWitness)), show.Pick(show.ProofTexts[cases.ProofRefused], string(cases.ProofRefused))},
		}}
	},
	Hear: func(_ *world.World, d *noticeData, e talk.Event) talk.Answer {
		if e.Shows() { // the signed paper itself
			d.Proof = cases.ProofSigned
			d.Files = append(d.Files, ask.Evidence(e, cases.PhaseNotice)...)
			return talk.OK().And("signed")
		}
		if _, ok := show.ProofTexts[cases.Proof(e.Press)]; !ok {
			return talk.Sorry("notice.proof.sorry")
		}
		d.Proof = cases.Proof(e.Press)
		return talk.OK().Unasked("signed", "witness")
	},
}

var noticeSigned = talk.Step[*world.World, noticeData]{
	Name: "signed",
	When: func(_ *world.World, d noticeData) bool { return d.Proof == cases.ProofSigned },
	Ask: func(*world.World, noticeData) talk.Prompt {
		return talk.Prompt{Say: text.T("notice.signed")}
	},
	Hear: func(_ *world.World, d *noticeData, e talk.Event) talk.Answer {
		if !e.Shows() {
			return talk.Sorry("notice.signed.sorry")
		}
		d.Files = append(d.Files, ask.Evidence(e, cases.PhaseNotice)...)
		return talk.OK()
	},
}

var noticeWitness = talk.Step[*world.World, noticeData]{
	Name: "witness",
	When: func(_ *world.World, d noticeData) bool {
		return d.Proof == cases.ProofWitness || d.Proof == cases.ProofRefused
	},
	Ask: func(_ *world.World, d noticeData) talk.Prompt {
		say := text.T("notice.witness")
		if d.Proof == cases.ProofRefused {
			say = text.T("notice.refused")
		}
		return talk.Prompt{Say: say}
	},
	Hear: func(_ *world.World, d *noticeData, e talk.Event) talk.Answer {
		if d.Witness = text.CleanLine(e.Text, 60); d.Witness == "" {
			return talk.Sorry("notice.witness.sorry")
		}
		return talk.OK()
	},
}

var noticePreview = talk.Step[*world.World, noticeData]{
	Name:  "preview",
	Aside: true,
	Ask: func(w *world.World, d noticeData) talk.Prompt {
		t := templateOf(w)
		lines := []text.Text{text.T("notice.preview"), text.T("notice.addressee", "to", d.To), t.basis, t.wording}
		for i, it := range d.Items {
			lines = append(lines, text.T("item.due", "n", i+1, "what", it.What, "time", text.On(w.District.Here(time.Unix(it.Due, 0)))))
		}
		lines = append(lines, show.ProofTexts[d.Proof], show.Said("notice.witnessed", d.Witness), d.unwritten())
		return talk.Prompt{Say: text.Lines(lines...), Rows: [][]talk.Button{{show.Pick(text.T("notice.serve"), "serve")}}}
	},
	Hear: func(_ *world.World, _ *noticeData, e talk.Event) talk.Answer {
		if e.Press != "serve" {
			return talk.Sorry("notice.preview.sorry")
		}
		return talk.OK()
	},
}

// unwritten warns of letters that cannot be printed, before a paper that counts has
// 〓 in a name.
func (d noticeData) unwritten() text.Text {
	words := d.To + d.Witness
	for _, it := range d.Items {
		words += it.What.Words
	}
	_, missing := drawn.Written(words)
	return show.Said("notice.unwritten", string(missing))
}

// notice is what is served, as far as the dialogue knows it.
func (d noticeData) notice(w *world.World) *cases.Notice {
	t := templateOf(w)
	n := &cases.Notice{To: d.To, Basis: t.basis, Wording: t.wording, Proof: d.Proof, Witness: d.Witness, Token: w.Token()}
	for _, it := range d.Items {
		n.Items = append(n.Items, cases.Item{What: it.What, Due: max(it.Due, w.Now.Unix())})
	}
	return n
}

// template is what a notice of a category usually says.
type template struct {
	basis, wording text.Text
	items          []text.Text
}

// templateOf is the category's own, with the general words where it has none.
func templateOf(w *world.World) template {
	t := template{text.T("notice.basis"), text.T("notice.wording"), nil}
	if w.Case == nil {
		return t
	}
	c, _ := w.District.Category(w.Case.Category)
	if len(c.Notice.Basis) > 0 {
		t.basis = text.Named(c.Notice.Basis)
	}
	if len(c.Notice.Wording) > 0 {
		t.wording = text.Named(c.Notice.Wording)
	}
	for _, it := range c.Notice.Items {
		t.items = append(t.items, text.Named(it))
	}
	return t
}

// againNotice is what a replacement begins with: the addressee, and what is open.
func againNotice(w *world.World) noticeData {
	var d noticeData
	if n := ask.Notice(w); n != nil {
		d.To = n.To
		for _, i := range n.Open() {
			what := n.Items[i].What
			d.Items = append(d.Items, noticeItem{What: what, Was: n.Items[i].Due, Usual: 1 + slices.IndexFunc(templateOf(w).items, func(usual text.Text) bool {
				return len(what.Names) > 0 && maps.Equal(what.Names, usual.Names)
			})})
		}
	}
	return d
}
