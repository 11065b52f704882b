package hearing

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

// Where it is not clear what words or photos are about, the bot asks, and keeps
// them meanwhile: a button for each case, the likeliest first, and a new report.

// An option is what words may be about, as it stands on a button: a letter and
// the number of a case. c: they are about it; y, n: it is fixed, it is not; w: it is
// taken back, as nobody has to come; t, q, o, p: what is wanted of its notice;
// l: they are the place of it, which is asked for; g, i, a, r, s, f: it is the step they
// say of it, see stepLetters.
type option struct {
	Press string    `json:"press"`
	Label text.Text `json:"label"`
}

// whichData is what was said, and what it may be about.
type whichData struct {
	said
	Say     text.Text `json:"say"`
	Options []option  `json:"options,omitempty"`
	Picked  string    `json:"picked,omitempty"`
}

var which = talk.Dialogue[*world.World, whichData]{
	Name: "which",
	Steps: []talk.Step[*world.World, whichData]{{
		Name: "which",
		Ask: func(_ *world.World, d whichData) talk.Prompt {
			p := talk.Prompt{Say: d.Say}
			if p.Say.Empty() { // of an older release
				p.Say = text.T("heard.choose")
			}
			for _, o := range d.Options {
				p.Rows = append(p.Rows, talk.Row(show.Pick(o.Label, o.Press)))
			}
			p.Rows = append(p.Rows, talk.Row(show.Pick(text.T("heard.new"), "new")))
			return p
		},
		Hear: hearWhich,
	}},
	Finish: func(_ *world.World, d whichData) talk.Decision { return d },
}

func hearWhich(w *world.World, d *whichData, e talk.Event) talk.Answer {
	if e.Press == "" && len(e.Files) == 0 {
		e.Press = d.meantBy(w, e.Text)
		if c := w.Case; e.Press != "" && !ofNumber(e.Press) && c != nil && c.Number == world.CaseNumber(e.Press[1:]) && ofElse(w, *c, e.Text) {
			e.Press = "" // it is no answer to that, but more of what is asked about
		}
		d.add(e, e.Press == "" || !ofNumber(e.Press) || stageOf(e.Text) != noStage)
	}
	known := slices.ContainsFunc(d.Options, func(o option) bool { return o.Press == e.Press })
	switch {
	case known || e.Press == "new":
		d.Picked = e.Press
		return talk.OK()
	case len(e.Files) > 0:
		rest := e.Album != "" && e.Album == d.Album
		d.add(e, true)
		if rest {
			return talk.Silent()
		}
		return talk.Redo()
	case e.Text != "" && e.Press == "":
		return talk.Redo()
	}
	return talk.Sorry("heard.choose")
}

// ofNumber tells whether an option is chosen by the number of its case.
func ofNumber(press string) bool {
	return press != "" && strings.ContainsRune("cgiarsfk", rune(press[0]))
}

// meantBy is the option that words choose: by what stands on it, by its number, or by a clear answer to
// whether it is fixed; "" for none.
func (d whichData) meantBy(w *world.World, words string) string {
	var labels []text.Text
	for _, o := range d.Options {
		labels = append(labels, o.Label)
	}
	if i := ask.Labelled(w, words, labels); i >= 0 {
		return d.Options[i].Press
	}
	number := strconv.Itoa(world.CaseNumber(words))
	if found := inWords.FindStringSubmatch(words); found != nil && stageOf(words) != noStage { // how far they are, in which
		number = found[1]
	}
	sort := map[answer]byte{yes: 'y', no: 'n', half: 'n'}[answerTo(words)]
	for _, o := range d.Options {
		if ofNumber(o.Press) && o.Press[1:] == number || o.Press != "" && o.Press[0] == sort {
			return o.Press
		}
	}
	return ""
}

// add keeps more of what is said, as far as a case could take it.
func (s *said) add(e talk.Event, keep bool) {
	if !keep || e.Text == "" && len(e.Files) == 0 {
		return
	}
	s.Album = e.Album
	s.Words = ask.JoinWords(s.Words, e.Text)
	if files := ask.Evidence(e, ""); len(s.Files)+len(files) <= ask.MostFiles {
		s.Files = append(s.Files, files...)
	}
	if len(s.Messages) < ask.MostFiles {
		s.Messages = append(s.Messages, e.Message)
	}
}

// needWhich: the case that is picked.
func needWhich(w *world.World, s talk.Session, e talk.Event, n *world.Need) {
	var d whichData
	if e.Press == "" && json.Unmarshal(s.Data, &d) == nil {
		if o := d.meantBy(w, e.Text); o != "" {
			n.Case = world.CaseNumber(o[1:])
		}
		return
	}
	_, _, press := talk.Pressed(e.Press)
	if press != "" {
		n.Case = world.CaseNumber(press[1:])
	}
}

// asksWhich asks what was meant. What is open waits below it.
func asksWhich(x *acts.Turn, s said, say text.Text, options ...option) error {
	return x.Above(which.Name, whichData{said: s, Say: say, Options: options})
}

// ofCases are the options to be about one of some cases.
func ofCases(w *world.World, all []cases.Case) []option {
	var some []option
	for _, c := range all[:min(len(all), mostOptions)] {
		some = append(some, option{"c" + strconv.Itoa(c.Number), show.Line(w, c, world.ViewOf(c, w.Me))})
	}
	return some
}

// mostOptions is how many cases somebody is asked to choose from.
const mostOptions = 8

// fixedOrNot are the two answers the bot waits for.
func fixedOrNot(x *acts.Turn, c cases.Case) []option {
	n := strconv.Itoa(c.Number)
	fine := fineOf(x, c)
	var some []option
	for _, o := range []struct {
		do    cases.Action
		press string
	}{{fine, "y"}, {cases.Reopen, "n"}} {
		if c.May(o.do, x.Me.Part()) == nil {
			some = append(some, option{o.press + n, show.ActOf[o.do].Label})
		}
	}
	return some
}

// overOptions are what may become of a case that somebody says is over.
func overOptions(w *world.World, all []cases.Case) []option {
	if len(all) != 1 {
		return ofCases(w, all)
	}
	n := strconv.Itoa(all[0].Number)
	some := []option{{"c" + n, text.T("heard.over.add", "number", n)}}
	switch takesBack(w, all[0]) {
	case cases.Withdraw:
		some = append(some, option{"w" + n, text.T("heard.over.withdraw", "number", n)})
	case cases.Over:
		some = append(some, option{"w" + n, text.T("heard.over.danger", "number", n)})
	}
	return some
}

// picked carries on with what was said, now that it is clear what it is about.
func picked(x *acts.Turn, decided talk.Decision) error {
	d, ok := decided.(whichData)
	if !ok {
		return acts.ErrNoDialogue
	}
	if d.Picked == "new" || d.Picked == "" {
		return reportIt(x, d.said)
	}
	number, c := world.CaseNumber(d.Picked[1:]), x.World.Case
	if c == nil || c.Number != number || !c.Sees(x.Me.Part()) {
		x.OpenCase(number)
		return nil
	}
	x.Strip()
	x.Event.Press = "" // it is answered below
	switch d.Picked[0] {
	case 'y':
		return answersYes(x, *c, d.said)
	case 'n':
		return answersNo(x, *c, d.said)
	case 'w':
		return x.PressCase(number, string(cmp.Or(takesBack(x.World, *c), cases.Withdraw)), "")
	case 'l':
		return placeAfterAll(x, d)
	}
	if done, err := wished(x, *c, d); done || err != nil {
		return err
	}
	if done, err := stepped(x, *c, d); done || err != nil {
		return err
	}
	return take(x, *c, d.said)
}

// reportIt begins a report with what was said.
func reportIt(x *acts.Turn, s said) error {
	x.Strip()
	x.Event.Press, x.Event.Text, x.Event.Album, x.Event.Files = "", s.Words, s.Album, nil
	for _, f := range s.Files {
		x.Event.Files = append(x.Event.Files, talk.File{Kind: string(f.Kind), ID: f.ID, Unique: f.Unique, Look: f.Look})
	}
	return x.Run("report", "new")
}
