// Package joint is what one grid cannot solve alone: the whistle, the legs of the
// agencies, and what goes to another grid or level. The conference that may order
// it is not known here.
package joint

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

// whistleData is what was heard of whom to call.
type whistleData struct {
	Calls  []cases.Call `json:"calls,omitempty"`
	Helped []string     `json:"helped,omitempty"` // agencies that helped at this place before
	All    bool         `json:"all,omitempty"`    // every agency is shown
	When   string       `json:"when,omitempty"`   // now, can, slot
	Meet   int64        `json:"meet,omitempty"`
	Where  string       `json:"where,omitempty"`
}

// What a whistle takes: so many letters of what is needed and of where to meet, and a
// meeting so far ahead. It is said before it is written.
const (
	longestAsk   = 200
	longestWhere = 60
	furthest     = 60 * world.OneDay
)

// whistling: agencies are called in (吹哨报到).
var whistling = whistleDialogue("whistle", cases.Whistle)

// proposing: who has the case asks a lead to sound the whistle.
var proposing = whistleDialogue("propose", cases.Propose)

func whistleDialogue(name string, do cases.Action) talk.Dialogue[*world.World, whistleData] {
	return talk.Dialogue[*world.World, whistleData]{
		Name:  name,
		Steps: []talk.Step[*world.World, whistleData]{whistleWhom, whistleAsk, whistleWhen, whistleWhere, whistlePreview},
		Finish: func(_ *world.World, d whistleData) talk.Decision {
			return cases.Act{Do: do, Whistle: &cases.Whistling{Calls: d.Calls, Meet: d.Meet, Where: d.Where}}
		},
	}
}

// beginWhistle begins with what is usual for the category and, in danger, with
// all of it; a proposal only waits to be confirmed.
func beginWhistle(d talk.Dialogue[*world.World, whistleData]) func(*world.World) (talk.Session, error) {
	return func(w *world.World) (talk.Session, error) {
		first := whistleData{Helped: helped(w)}
		if w.Case == nil {
			return d.Begin(first)
		}
		if p := w.Case.Proposal; p != nil && d.Name == whistling.Name && len(stillToCall(w, p.Calls)) > 0 {
			first.Calls, first.Meet, first.Where, first.When = stillToCall(w, p.Calls), p.Meet, p.Where, "slot"
			return d.Begin(first, "whom", "ask", "when", "where")
		}
		if w.Case.Danger {
			category, _ := w.District.Category(w.Case.Category)
			for _, id := range category.Agencies {
				first.toggle(w, id)
			}
			first.urgent(w.Now.Unix())
		}
		return d.Begin(first)
	}
}

// stillToCall are those of the calls whose agency is not at work, and can be called.
func stillToCall(w *world.World, calls []cases.Call) []cases.Call {
	return slices.DeleteFunc(slices.Clone(calls), func(k cases.Call) bool {
		_, callable := ask.Callable(w.District, k.Agency)
		return !callable || atWork(w, k.Agency)
	})
}

// atWork tells whether an agency has a leg to go in the case at hand.
func atWork(w *world.World, agency string) bool {
	if w.Case == nil {
		return false
	}
	l := w.Case.LegOf(agency)
	return l != nil && l.Open()
}

// helped are the agencies that finished a leg around here before, the newest first.
func helped(w *world.World) []string {
	var ids []string
	for _, c := range w.List {
		for _, l := range c.Legs {
			if l.Status == cases.LegFinished && !slices.Contains(ids, l.Agency) && (w.Case == nil || c.Number != w.Case.Number) {
				ids = append(ids, l.Agency)
			}
		}
	}
	return ids
}

// call puts an agency among those to call, and reports whether it stands there now.
func (d *whistleData) call(w *world.World, id string) bool {
	return slices.ContainsFunc(d.Calls, func(k cases.Call) bool { return k.Agency == id }) || d.toggle(w, id)
}

// toggle puts an agency among those to call, or takes it out.
func (d *whistleData) toggle(w *world.World, id string) bool {
	a, ok := ask.Callable(w.District, id)
	if i := slices.IndexFunc(d.Calls, func(k cases.Call) bool { return k.Agency == id }); i >= 0 {
		d.Calls = slices.Delete(d.Calls, i, i+1)
		return true
	}
	if !ok || atWork(w, id) || len(d.Calls) >= cases.MostCalls {
		return false
	}
	d.Calls = append(d.Calls, cases.Call{Agency: id, Serves: a.Serves()})
	return true
}

// offered are the agencies shown: those usual for the category and those that
// helped here before; all of them when asked for.
func (d whistleData) offered(w *world.World) []string {
	var ids []string
	add := func(id string) {
		if _, ok := ask.Callable(w.District, id); ok && !slices.Contains(ids, id) && !atWork(w, id) {
			ids = append(ids, id)
		}
	}
	if w.Case != nil {
		category, _ := w.District.Category(w.Case.Category)
		for _, id := range category.Agencies {
			add(id)
		}
	}
	for _, id := range d.Helped {
		add(id)
	}
	for _, k := range d.Calls {
		add(k.Agency)
	}
	if d.All || len(ids) == 0 {
		for _, a := range ask.Called(w.District) {
			add(a.ID)
		}
	}
	return ids
}

var whistleWhom = talk.Step[*world.World, whistleData]{
	Name:    "whom",
	Gathers: true,
	Ask: func(w *world.World, d whistleData) talk.Prompt {
		p := talk.Prompt{Say: text.T("whistle.whom", "number", ask.About(w), "n", cases.MostCalls)}
		offered := d.offered(w)
		var bs []talk.Button
		for _, id := range offered {
			name := show.AgencyName(w, id)
			if slices.Contains(d.Helped, id) {
				name = text.T("whistle.helped", "agency", name)
			}
			if w.Case != nil && len(w.Staff.Callable(id, world.For(*w.Case))) == 0 {
				name = text.T("whistle.off", "agency", name)
			}
			mark := text.T("notice.item.add", "what", name)
			if slices.ContainsFunc(d.Calls, func(k cases.Call) bool { return k.Agency == id }) {
				mark = text.T("notice.item.drop", "what", name)
			}
			bs = append(bs, show.Pick(mark, "a"+id))
		}
		p.Rows = talk.Pairs(bs...)
		if len(offered) < len(ask.Called(w.District)) && !d.All {
			p.Rows = append(p.Rows, talk.Row(show.Pick(text.T("whistle.more"), "more")))
		}
		if len(d.Calls) > 0 {
			p.Rows = append(p.Rows, talk.Row(show.Pick(text.T("whistle.done", "n", len(d.Calls)), "done")))
		}
		return p
	},
	Hear: func(w *world.World, d *whistleData, e talk.Event) talk.Answer {
		id, ok := strings.CutPrefix(e.Press, "a")
		switch {
		case e.Press == "done" && len(d.Calls) > 0:
			return talk.OK()
		case e.Press == "more":
			d.All = true
		case e.Press == "" && d.named(w, e.Text):
		case !ok || !d.toggle(w, id):
			return talk.Sorry("whistle.whom.sorry")
		}
		if w.Case != nil && w.Case.Danger {
			for i := range d.Calls {
				d.Calls[i].Ask = text.T("whistle.come")
			}
		}
		return talk.Redo("whom")
	},
}

// named puts the agencies that words name among those to call, and reports whether one
// of them stands there now.
func (d *whistleData) named(w *world.World, words string) bool {
	called := false
	for _, id := range ask.AgenciesNamed(w.District, words) {
		called = d.call(w, id) || called
	}
	return called
}

// unasked is the first agency nobody has said anything to yet; -1 for none.
func (d whistleData) unasked() int {
	return slices.IndexFunc(d.Calls, func(k cases.Call) bool { return k.Ask.Empty() })
}

var whistleAsk = talk.Step[*world.World, whistleData]{
	Name: "ask",
	Rewind: func(_ *world.World, d *whistleData) bool {
		for i := len(d.Calls) - 1; i >= 0; i-- {
			if !d.Calls[i].Ask.Empty() {
				d.Calls[i].Ask = text.Text{}
				return true
			}
		}
		return false
	},
	When: func(w *world.World, _ whistleData) bool { return w.Case == nil || !w.Case.Danger },
	Ask: func(w *world.World, d whistleData) talk.Prompt {
		i := d.unasked()
		if i < 0 {
			return talk.Prompt{Say: text.T("day.sorry")} // a session of another release
		}
		return talk.Prompt{Say: text.T("whistle.ask", "n", longestAsk, "agency", show.AgencyName(w, d.Calls[i].Agency)), Rows: [][]talk.Button{
			{show.Pick(text.T("whistle.ask.come"), "come")},
		}}
	},
	Hear: func(_ *world.World, d *whistleData, e talk.Event) talk.Answer {
		i := d.unasked()
		switch words := text.CleanLine(e.Text, longestAsk); {
		case i < 0:
			return talk.OK()
		case e.Press == "come":
			d.Calls[i].Ask = text.T("whistle.come.look")
		case words != "":
			d.Calls[i].Ask = text.Said(words)
		default:
			return talk.Sorry("whistle.ask.sorry")
		}
		if d.unasked() >= 0 {
			return talk.Redo("ask")
		}
		return talk.OK()
	},
}

var whistleWhen = talk.Step[*world.World, whistleData]{
	Name: "when",
	When: func(w *world.World, _ whistleData) bool { return w.Case == nil || !w.Case.Danger },
	Ask: func(w *world.World, _ whistleData) talk.Prompt {
		p := talk.Prompt{Say: text.T("whistle.when", "n", int(furthest/world.OneDay)), Rows: [][]talk.Button{{show.Pick(text.T("whistle.now"), "now"), show.Pick(text.T("whistle.can"), "can")}}}
		var bs []talk.Button
		for _, at := range w.Slots() {
			bs = append(bs, show.Pick(text.At(at, w.Now), strconv.FormatInt(at.Unix(), 10)))
		}
		p.Rows = append(p.Rows, talk.Pairs(bs...)...)
		return p
	},
	Hear: func(w *world.World, d *whistleData, e talk.Event) talk.Answer {
		d.When, d.Meet = e.Press, 0
		switch at := ask.WrittenHour(w, e.Text); {
		case e.Press == "now":
			d.Meet = w.Now.Unix()
		case e.Press == "can":
		case e.Press != "":
			slot, err := strconv.ParseInt(e.Press, 10, 64)
			if err != nil || slot <= w.Now.Unix() || slot > w.Now.Add(furthest).Unix() {
				return talk.Sorry("whistle.when.sorry")
			}
			d.When, d.Meet = "slot", slot
		case !at.IsZero() && at.After(w.Now) && at.Before(w.Now.Add(furthest)):
			d.When, d.Meet = "slot", at.Unix()
		default:
			return talk.Sorry("whistle.when.sorry")
		}
		return talk.OK()
	},
}

var whistleWhere = talk.Step[*world.World, whistleData]{
	Name: "where",
	When: func(_ *world.World, d whistleData) bool { return d.When == "slot" },
	Ask: func(*world.World, whistleData) talk.Prompt {
		return talk.Prompt{Say: text.T("whistle.where", "n", longestWhere), Rows: [][]talk.Button{{show.Pick(text.T("whistle.here"), "here")}}}
	},
	Hear: func(_ *world.World, d *whistleData, e talk.Event) talk.Answer {
		d.Where = text.CleanLine(e.Text, longestWhere)
		if e.Press != "here" && d.Where == "" {
			return talk.Sorry("whistle.where.sorry")
		}
		return talk.OK()
	},
}

var whistlePreview = talk.Step[*world.World, whistleData]{
	Name:  "preview",
	Aside: true,
	Ask: func(w *world.World, d whistleData) talk.Prompt {
		lines := []text.Text{text.T("whistle.preview", "number", ask.About(w))}
		for _, k := range d.Calls {
			lines = append(lines, text.T("whistle.call", "agency", show.AgencyName(w, k.Agency), "ask", k.Ask))
		}
		lines = append(lines, show.MeetText(w, cases.Leg{At: w.Now.Unix(), Meet: d.Meet, Where: d.Where}))
		return talk.Prompt{Say: text.Lines(lines...), Rows: [][]talk.Button{{show.Pick(text.T("whistle.send"), "send")}}}
	},
	Hear: func(_ *world.World, _ *whistleData, e talk.Event) talk.Answer {
		if e.Press != "send" {
			return talk.Sorry("whistle.preview.sorry")
		}
		return talk.OK()
	},
}

// dismissing: a lead does not sound the whistle that was proposed.
var dismissing = ask.Reasoned("dismiss", cases.Dismiss, text.T("dismiss.why"), []ask.Choice{
	{Press: "alone", Label: text.T("dismiss.alone")}, {Press: "later", Label: text.T("dismiss.later")}, {Press: "conference", Label: text.T("dismiss.conference")},
})

// callingOff: the whistle is withdrawn; everybody who was called is told at once.
var callingOff = ask.Reasoned("calloff", cases.CallOff, text.T("calloff.why"), []ask.Choice{
	{Press: "solved", Label: text.T("calloff.solved")}, {Press: "mistake", Label: text.T("calloff.mistake")}, {Press: "moved", Label: text.T("calloff.moved")},
})

// releasing: a lead lets one agency go.
var releasing = ask.Reasoned("release", cases.Release, text.T("release.why"), []ask.Choice{
	{Press: "enough", Label: text.T("release.enough")}, {Press: "done", Label: text.T("release.done")},
})
