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
	Basis   string       `json:"basis,omitempty"` // act and article, where the folder names none
	Proof   cases.Proof  `json:"proof,omitempty"`
	Witness string       `json:"witness,omitempty"`
	Post    string       `json:"post,omitempty"`  // the number of the parcel
	Token   string       `json:"token,omitempty"` // of the page that was there before it was served
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
		Steps: []talk.Step[*world.World, noticeData]{noticeTo, noticeBasis, noticeItems, noticeDue(do == cases.Replace), noticePhoto, noticePaper, noticeProof, noticeSigned, noticeWitness, noticePost, noticePreview},
		Finish: func(w *world.World, d noticeData) talk.Decision {
			return cases.Act{Do: do, Notice: d.notice(w), Files: d.Files, State: !state(w).Empty(), Most: d.most(w)}
		},
	}
}

var noticeTo = talk.Step[*world.World, noticeData]{
	Name: "to",
	Ask: func(w *world.World, d noticeData) talk.Prompt {
		if ordered(w) {
			return talk.Prompt{Say: text.T("advice.order")}
		}
		p := talk.Prompt{Say: text.T("notice.to", "number", ask.About(w))}
		if advises(w) {
			p.Say = text.T("advice.to", "number", ask.About(w))
		}
		if d.To != "" { // of the notice that is replaced
			p.Rows = append(p.Rows, talk.Row(show.Pick(text.Said(text.CleanLine(d.To, show.LongestOnLabel)), "same")))
		}
		return p
	},
	Hear: func(w *world.World, d *noticeData, e talk.Event) talk.Answer {
		if ordered(w) {
			return talk.Sorry("advice.order.sorry")
		}
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

// onceWords are how people write that it is to be done at once.
var onceWords = map[string]bool{"立即": true, "立刻": true, "马上": true, "at once": true, "now": true, "immediately": true}

func saysOnce(words string) bool { return onceWords[ask.PlainWords(words)] }

// noticeDue asks for the deadline of each item, one after the other. A notice that
// takes the place of another gives no more time than that.
func noticeDue(again bool) talk.Step[*world.World, noticeData] {
	s := ask.DayStep[noticeData]{
		Name: "due", Pick: func(d *noticeData) *ask.DayPick { return &d.DayPick }, Most: 365 * world.OneDay,
		Quick: []calendar.Span{{Plain: world.OneDay}, {Work: 1}, {Work: 3}, {Work: 5}, {Work: 10}, {Work: 15}},
		Latest: func(w *world.World, d noticeData) ask.Latest {
			at := w.Now.Add(366 * world.OneDay) // Most says it first
			if again {
				at = d.latest(w)
			}
			return ask.Latest{At: at, Sorry: talk.Sorry("notice.longer", "time", text.On(w.District.Here(at)))}
		},
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
		case e.Press == "now" || saysOnce(e.Text):
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

// most is as many working days for somebody else as the notice that is replaced gave;
// zero for whom that was served on.
func (d noticeData) most(w *world.World) time.Time {
	var most time.Time
	if n := ask.Notice(w); n != nil && n.To != d.To {
		for _, i := range n.Open() {
			if at := longest(w, i); at.After(most) {
				most = at
			}
		}
	}
	return most
}

// latest is how late a notice may end that takes the place of the one in force.
func (d noticeData) latest(w *world.World) time.Time {
	n := ask.Notice(w)
	if n == nil {
		return w.Now.Add(365 * world.OneDay)
	}
	if at := d.most(w); at.After(n.Latest(d.To, w.Now)) {
		return at
	}
	return n.Latest(d.To, w.Now)
}

// state is why a photo of how it is must be there; empty where it need not.
func state(w *world.World) text.Text {
	if w.Case == nil {
		return text.Text{}
	}
	return text.Named(w.District.Orders.State[w.Case.Category])
}

// unwritten warns of letters that cannot be printed, before a paper that counts has
// 〓 in a name.
func (d noticeData) unwritten() text.Text {
	words := d.To + d.Witness + d.Basis + d.Post
	for _, it := range d.Items {
		words += it.What.Words
	}
	_, missing := drawn.Written(words)
	return show.Said("notice.unwritten", string(missing))
}

// notice is what is served, as far as the dialogue knows it.
func (d noticeData) notice(w *world.World) *cases.Notice {
	t := d.template(w)
	n := &cases.Notice{Advice: advises(w), To: d.To, Basis: t.basis, Wording: t.wording, Proof: d.Proof, Witness: d.Witness, Post: d.Post, Token: d.Token}
	if n.Token == "" {
		n.Token = w.Token()
	}
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
	if advises(w) {
		t.wording = text.T("advice.wording")
	}
	return t
}

// template is the category's own, with the basis that was written.
func (d noticeData) template(w *world.World) template {
	t := templateOf(w)
	if d.Basis != "" {
		t.basis = text.Said(d.Basis)
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
