package care

import (
	"fmt"
	"slices"
	"strings"

	"gridbot/flows/acts"
	"gridbot/flows/carecase"
	"gridbot/flows/cases"
	"gridbot/flows/district"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// openData is a care case that somebody of the staff opens.
type openData struct {
	From    int                    `json:"from,omitempty"`
	Kind    string                 `json:"kind,omitempty"`
	Risk    carecase.Severity      `json:"risk,omitempty"`
	Who     string                 `json:"who,omitempty"`
	What    string                 `json:"what,omitempty"`
	Files   []carecase.File        `json:"files,omitempty"`
	Consent carecase.ConsentAnswer `json:"consent,omitempty"`
	Why     string                 `json:"why,omitempty"`
}

// longestSaid is how much somebody may write at once.
const longestSaid = 1000

// opening: a worker or an officer opens a care case.
var opening = talk.Dialogue[*world.World, openData]{
	Name: "care",
	Steps: []talk.Step[*world.World, openData]{
		{
			Name: "kind",
			Ask: func(w *world.World, _ openData) talk.Prompt {
				var bs []talk.Button
				for _, k := range w.District.Care.Kinds {
					bs = append(bs, show.Pick(text.Named(k.Names), k.ID))
				}
				return talk.Prompt{Say: text.T("care.ask.kind"), Rows: talk.Pairs(bs...)}
			},
			Hear: func(w *world.World, d *openData, e talk.Event) talk.Answer {
				if _, ok := w.District.Care.Kind(e.Press); !ok {
					return talk.Sorry("care.ask.tap")
				}
				d.Kind = e.Press
				return talk.OK()
			},
		},
		{
			Name: "risk",
			Ask: func(*world.World, openData) talk.Prompt {
				var bs []talk.Button
				for _, s := range carecase.Severities {
					bs = append(bs, show.Pick(riskTexts[s], string(s)))
				}
				return talk.Prompt{Say: text.T("care.ask.risk"), Rows: talk.Column(bs...)}
			},
			Hear: func(_ *world.World, d *openData, e talk.Event) talk.Answer {
				if !slices.Contains(carecase.Severities, carecase.Severity(e.Press)) {
					return talk.Sorry("care.ask.tap")
				}
				d.Risk = carecase.Severity(e.Press)
				return talk.OK()
			},
		},
		{
			Name: "who",
			Ask:  func(*world.World, openData) talk.Prompt { return talk.Prompt{Say: text.T("care.ask.who")} },
			Hear: func(_ *world.World, d *openData, e talk.Event) talk.Answer {
				if d.Who = text.Clean(e.Text, longestSaid); d.Who == "" {
					return talk.Sorry("care.ask.words")
				}
				return talk.OK()
			},
		},
		{
			Name: "what",
			Ask:  func(*world.World, openData) talk.Prompt { return talk.Prompt{Say: text.T("care.ask.what")} },
			Hear: func(_ *world.World, d *openData, e talk.Event) talk.Answer {
				d.Files = append(d.Files, files(e)...)
				switch words := text.Clean(e.Text, longestSaid); {
				case words != "":
					d.What = words
					return talk.OK()
				case len(files(e)) > 0:
					return talk.Silent() // the words follow
				}
				return talk.Sorry("care.ask.words")
			},
		},
		{
			Name: "consent",
			Ask: func(*world.World, openData) talk.Prompt {
				return talk.Prompt{Say: text.T("care.ask.consent"), Rows: talk.Column(
					show.Pick(text.T("care.consent.yes"), "given"), show.Pick(text.T("care.consent.no"), "refused"))}
			},
			Hear: func(_ *world.World, d *openData, e talk.Event) talk.Answer {
				d.Consent, d.Why = carecase.ConsentAnswer(e.Press), text.Clean(e.Text, longestSaid)
				switch {
				case e.Press == "" && d.Why != "":
					d.Consent = carecase.ConsentNot
				case d.Consent != carecase.ConsentGiven && d.Consent != carecase.ConsentRefused:
					return talk.Sorry("care.ask.why")
				}
				return talk.OK()
			},
		},
	},
	Finish: func(_ *world.World, d openData) talk.Decision { return d },
}

// files are what an event brings to look at or listen to.
func files(e talk.Event) []carecase.File {
	var all []carecase.File
	for _, f := range e.Files {
		all = append(all, carecase.File{Kind: f.Kind, ID: f.ID})
	}
	return all
}

// begin asks what is to be known of a new care case; first is "new", or an ordinary
// case from which it comes.
func begin(x *acts.Turn, first string) error {
	d := openData{}
	if number := world.CaseNumber(first); number != 0 {
		c := x.World.Case
		if c == nil || c.Number != number || !c.Sees(x.Me.Part()) {
			x.Reply(talk.Prompt{Say: text.T("case.none", "number", number), Rows: x.Menu()})
			return nil
		}
		d.From = number
	}
	return enter(x, opening, opening.Name, d)
}

// enter begins a dialogue; what was open waits below it.
func enter(x *acts.Turn, d acts.Spoken, name string, data any) error {
	s, err := session(name, data)
	if err != nil {
		return err
	}
	p, _, err := d.Ask(x.World, s)
	if err != nil {
		return err
	}
	s.Below = x.Below()
	x.KeepSession(s)
	x.Beside(p)
	return nil
}

// decided carries out what a dialogue has ended in.
func decided(x *acts.Turn, what talk.Decision) error {
	switch d := what.(type) {
	case openData:
		return opened(x, d)
	case writeData:
		return written(x, d)
	}
	return acts.ErrNoDialogue
}

// opened opens what was told of. Who opens it is in its team, unless they lead, or
// nobody has confirmed who they are: those are in no team.
func opened(x *acts.Turn, d openData) error {
	switch {
	case !staff(x.World): // they have left meanwhile
		x.Reply(talk.Prompt{Say: text.T("care.staff"), Rows: x.Menu()})
		return nil
	case !on(x.World):
		x.Reply(talk.Prompt{Say: text.T("care.off"), Rows: x.Menu()})
		return nil
	}
	at := x.Now.Unix()
	c := carecase.Case{N: x.Caring.Last + 1, Opened: at, By: x.Me.ID, Staff: true, From: d.From, Kind: d.Kind, Severity: d.Risk,
		Stage: carecase.Identified, Who: d.Who, What: d.What, Files: d.Files, Grid: gridOf(x.World, d.Who)}
	c.Consent = carecase.Consent{Answer: d.Consent, Why: d.Why, At: at, By: x.Me.ID}
	x.Cared = &world.Cared{After: c}
	if x.Me.Known() && (x.Me.Role == world.Worker || x.Me.Role == world.Officer) {
		role := roleOf(x.World, x.Me)
		change(x).Join(x.Me.ID, role, carecase.Sections, at)
		change(x).Member(x.Me.ID).Here = here(x.Me, role, c.Grid)
	}
	callAll(x)
	x.Strip()
	c = *now(x)
	if c.Member(x.Me.ID) == nil {
		say := text.T("care.done.opened.lead", "k", carecase.Label(c.N))
		if !x.Me.Known() {
			say = text.T("care.done.opened.unproven", "k", carecase.Label(c.N))
		}
		x.Reply(talk.Prompt{Say: say})
		return nil
	}
	x.Reply(doorTo(c, text.T("care.done.opened", "k", carecase.Label(c.N))))
	return nil
}

// gridOf is the grid a care case belongs to: that of the place that is named, or
// else of who tells.
func gridOf(w *world.World, words string) string {
	if named := w.District.Places.Named(words, 2); len(named) == 1 && named[0].Grid != "" {
		return named[0].Grid
	}
	return w.Me.Grid
}

// roleOf is the role somebody has in a team they open: one they are called in, or
// none of the folder's.
func roleOf(w *world.World, p world.Person) string {
	for _, r := range w.District.Care.Roles {
		if may(r, p) {
			return r.ID
		}
	}
	return ""
}

// sameTeller is how long what somebody tells of danger is about the care case they
// told of before.
const sameTeller = 2 * 60 * 60 // seconds

// apart is how reports become care cases.
func apart() *acts.Apart {
	return &acts.Apart{Is: isApart, Said: text.T("care.danger.opened"), Does: takeApart}
}

// isApart tells whether a report is of this lane: by its category, or by the danger
// it tells of. It stays an ordinary one where nobody could be called: then everybody
// on duty must hear of it.
func isApart(x *acts.Turn, c cases.Case) bool {
	if !on(x.World) || !x.Caring.Listed {
		return false
	}
	_, of := dangerOf(x.World, c)
	if addsTo(x) != nil && c.Danger {
		d, _ := x.District.Danger(c.What)
		return slices.Contains(personal, d.Kind)
	}
	if !of && !slices.Contains(x.District.Care.Categories, c.Category) {
		return false
	}
	return recent(x, c) != nil || slices.ContainsFunc(wanted(x.World, kindOf(x.World, c)), func(role string) bool {
		first, rest := callable(x.World, role, c.Grid, nil)
		return len(first)+len(rest) > 0
	})
}

// dangerOf is the kind of a care case for danger of a kind.
func dangerOf(w *world.World, c cases.Case) (string, bool) {
	d, heard := w.District.Danger(c.What)
	kind, of := w.District.Care.Dangers[d.Kind]
	return kind, heard && of
}

func kindOf(w *world.World, c cases.Case) string {
	if kind, of := dangerOf(w, c); of {
		return kind
	}
	return w.District.Care.Hear(c.What)
}

// personal are the kinds of danger that are of a person: told while somebody writes
// of a household, they are told of it. A fire is everybody's.
var personal = []string{district.Violence, district.Suicide, district.Medical, district.Missing, district.Trapped, district.Help}

// addsTo is the care case the person is writing of just now; nil for none.
func addsTo(x *acts.Turn) *carecase.Case {
	s := x.World.Session
	d, err := writing.Data(s)
	if s.Dialogue != writing.Name || err != nil {
		return nil
	}
	for i := range x.Caring.List {
		if c := &x.Caring.List[i]; c.N == d.N && c.By == x.Me.ID {
			return c
		}
	}
	return nil
}

// recent is the care case the person writes of, or told of a moment ago, if this is of
// the same household as far as anybody can tell; nil for none. Another kind, or another
// place, is another one.
func recent(x *acts.Turn, told cases.Case) *carecase.Case {
	if c := addsTo(x); c != nil {
		return c
	}
	for i := range x.Caring.List {
		c, where := &x.Caring.List[i], whereOf(x.World, told)
		if c.By == x.Me.ID && c.Open() && x.Now.Unix()-c.Opened < sameTeller && c.Kind == kindOf(x.World, told) &&
			(where == "" || where == c.Where) && (told.Grid == "" || told.Grid == c.Grid) {
			return c
		}
	}
	return nil
}

// takeApart makes a care case of a report, or adds to the one the person told of
// just now.
func takeApart(x *acts.Turn, c cases.Case) {
	at := x.Now.Unix()
	var shows []carecase.File
	for _, f := range c.Files {
		shows = append(shows, carecase.File{Kind: string(f.Kind), ID: f.ID})
	}
	if was := recent(x, c); was != nil {
		if d, err := writing.Data(x.World.Session); err == nil && addsTo(x) != nil && d.Do != "where" {
			x.EndSession() // it is written with that
		}
		x.Caring.Case = was
		k := change(x)
		words := c.What
		if where := whereOf(x.World, c); where != "" && where != k.Where {
			words += "\n" + where
		}
		k.Notes = append(k.Notes, carecase.Note{At: at, By: x.Me.ID, Words: words, Files: shows})
		if c.Danger {
			k.Severity = carecase.Life
			hurry(x) // also where it was before: who is called and has not come hears it again
		}
		tellTeam(x, text.T("care.told.more", "k", carecase.Label(k.N)))
		x.Letters = append(x.Letters, reply(x, talk.Prompt{Say: text.T("care.more.thanks", "k", carecase.Label(k.N)), Rows: outside(x.World, *k).Rows}))
		return
	}
	k := carecase.Case{N: x.Caring.Last + 1, Opened: at, By: x.Me.ID, Staff: staff(x.World), Kind: kindOf(x.World, c), Severity: carecase.High,
		Stage: carecase.Identified, What: c.What, Where: whereOf(x.World, c), Files: shows, Grid: c.Grid}
	if c.Danger {
		k.Severity = carecase.Life
	}
	x.Cared = &world.Cared{After: k}
	callAll(x)
	label := carecase.Label(k.N)
	p := talk.Prompt{Say: text.T("care.thanks", "k", label), Rows: outside(x.World, k).Rows}
	x.Letters = append(x.Letters, reply(x, p))
	if k.Where != "" {
		return
	}
	// Where it is is asked at once; what was open waits below.
	if s, err := session(writing.Name, writeData{N: k.N, Do: "where"}); err == nil {
		s.Below = x.Change.Session
		if s.Below != nil && s.Below.Dialogue == "" {
			s.Below = nil
		}
		if p, _, err := writing.Ask(x.World, s); err == nil {
			x.KeepSession(s)
			x.Letters = append(x.Letters, reply(x, p))
		}
	}
}

func reply(x *acts.Turn, p talk.Prompt) world.Letter {
	return world.Letter{Class: world.ClassReply, To: x.Private(), Lang: x.Me.Lang, Say: p}
}

// whereOf is where a report says it is, in words.
func whereOf(w *world.World, c cases.Case) string {
	var parts []string
	name := c.Place.Name.Words
	if name == "" {
		name = c.Place.Name.Names.In(w.District.Langs[0])
	}
	if p := c.Place.Point; name == "" && p != nil {
		name = fmt.Sprintf("%.5f,%.5f", p.Lat, p.Lon)
	}
	for _, part := range []string{name, c.Place.More} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, " ")
}
