package lists

import (
	"slices"
	"strings"
	"time"

	"gridbot/flows/acts"
	"gridbot/flows/cases"
	"gridbot/flows/show"
	"gridbot/flows/sight"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// list shows what is asked for: in place of the list whose button was pressed.
func list(x *acts.Turn, a asked) {
	if a.gone {
		x.Reply(talk.Prompt{Say: text.T("find.gone")})
		return
	}
	keepWords(x, a.words)
	switch i := facetOf(a.shown); {
	case a.shown == showSheet:
		sendSheet(x, a)
	case a.shown == showMap:
		sendMap(x, a)
	case a.shown == showPanel:
		x.Reply(panel(x.World, a))
	case i >= 0:
		x.Reply(choices(x.World, a, i))
	default:
		x.Reply(page(x.World, a))
	}
}

// keepWords keeps words that are too long for a button, so that their list can be
// turned: the newest first.
func keepWords(x *acts.Turn, words string) {
	me := x.Me
	if len(words) <= longestWords || slices.Contains(me.Sought, words) {
		return
	}
	me.Sought = append([]string{words}, me.Sought[:min(len(me.Sought), keptWords-1)]...)
	x.KeepPerson(me)
}

// morning is the list of the day, on working days; nothing on a day without. Of a task of
// a conference its own clock reminds: it is on the list, and alone makes none.
func morning(x *acts.Turn) {
	if x.Me.Role == world.Resident || x.Me.Gone || x.Absent(x.Me) || (x.Me.Role == world.Worker && !x.Me.Duty) || !x.District.Calendar.Working(x.Now) || x.Listed.All == 0 {
		return
	}
	p := page(x.World, asked{list: overdue, shown: showPage})
	p.Say = text.Lines(text.T("morning.head", "time", text.On(x.Now)), p.Say)
	x.Letters = append(x.Letters, world.Letter{Class: world.ClassReminder, To: x.Private(), Lang: x.Me.Lang, Say: p})
}

// page is a page of a list: how many there are and which these are, a line for
// each, and the ways on.
func page(w *world.World, a asked) talk.Prompt {
	found := w.Listed
	all := given(w, a)
	if found.All == 0 && len(all) == 0 {
		return nothing(w, a)
	}
	a.page = found.From / world.ListPage // it may be an earlier one than was asked for
	lines, opens, tasks := together(w, a, all)
	lines = append([]text.Text{heading(w, a, all), narrowedTo(w, a)}, lines...)
	rows := append(show.InFours(opens), talk.Pairs(tasks...)...)
	for _, more := range [][]talk.Button{turns(a, found), parts(a, found), tools(w, a)} {
		if len(more) > 0 {
			rows = append(rows, more)
		}
	}
	return talk.Prompt{Say: text.Lines(lines...), Rows: rows}
}

// opens is the button that opens a case of the list.
func opens(w *world.World, a asked, c cases.Case) talk.Button {
	return show.Acting(text.Join(" ", mark(w, a, c), text.T("list.number", "number", c.Number)), c.Number, "open")
}

// heading says what the list is, how many are in it, which of them these are, and how
// many tasks of conferences and steps of requests stand beside them.
func heading(w *world.World, a asked, beside []duty) text.Text {
	found := w.Listed
	head := text.T("list.head", "list", called(w, a), "n", found.All)
	if found.All > world.ListPage {
		head = text.T("list.head.page", "list", called(w, a), "n", found.All, "from", found.From+1, "to", min(found.From+world.ListPage, found.All))
	}
	if found.Late > 0 && a.list != overdue && a.part == "" {
		head = text.T("list.head.late", "head", head, "n", found.Late)
	}
	steps, kept := 0, 0
	for _, d := range beside {
		switch {
		case d.step:
			steps++
		case d.kept:
			kept++
		}
	}
	if n := len(beside) - steps - kept; n > 0 {
		head = text.T("list.head.tasks", "head", head, "n", n)
	}
	if steps > 0 {
		head = text.T("list.head.steps", "head", head, "n", steps)
	}
	if kept > 0 {
		head = text.T("list.head.kept", "head", head, "n", kept)
	}
	return head
}

// called is what a list is called for the person.
func called(w *world.World, a asked) text.Text {
	switch {
	case a.list == find:
		return text.T("list.find")
	case a.list == overdue && a.part != "":
		return partTexts[a.part]
	case a.list == overdue:
		return text.T("list.overdue")
	case a.list == tasks && w.Me.Role == world.Worker:
		return text.T("list.tasks")
	case w.Me.Role == world.Officer:
		return text.T("list.legs")
	case a.stands == world.StandsOver:
		return text.T("list.over")
	}
	return text.T("list.open")
}

// partTexts are the parts of the day, and standsTexts whether it is over.
var (
	partTexts   = map[world.Part]text.Text{world.PartLate: text.T("list.late"), world.PartToday: text.T("list.today"), world.PartLooks: text.T("list.looks")}
	standsTexts = map[world.Stands]text.Text{world.StandsOpen: text.T("list.open"), world.StandsOver: text.T("list.over"), world.StandsAny: text.T("list.any")}
)

// narrowedTo says what the list is narrowed to.
func narrowedTo(w *world.World, a asked) text.Text {
	var all []text.Text
	for i := range facets {
		if a.tags[i] != "" {
			all = append(all, chosen(w, a, i))
		}
	}
	if a.list != overdue && a.part != "" {
		all = append(all, partTexts[a.part])
	}
	if a.stands != "" && (a.list == find || a.stands == world.StandsOver && a.list == tasks) {
		all = append(all, standsTexts[a.stands])
	}
	if a.words != "" {
		all = append(all, text.T("list.words", "words", a.words))
	}
	if len(all) == 0 {
		return text.Text{}
	}
	return text.T("list.narrowed", "what", text.Join(" · ", all...))
}

// row is a case in one line: number, kind, place, age and status; in the list of
// the day also what is missing, and since when.
func row(w *world.World, a asked, c cases.Case) text.Text {
	place, as := c.Place.Name, world.ViewOf(c, w.Me)
	if !sight.Whole(c, as, w.Me.ID) {
		place = show.PlaceFor(w, c, as, w.Me.ID)
	}
	place.Words = text.CleanLine(place.Words, 30)
	if place.Empty() {
		place = text.T("card.place.none")
	}
	line := text.T("list.row", "number", c.Number, "category", show.CategoryName(w, c.Category), "place", place,
		"age", text.Lasting(w.Now.Sub(time.Unix(c.Opened, 0))), "status", show.ShortStatus(c, world.ViewOf(c, w.Me)))
	var what text.Text
	if a.list == overdue {
		what = lack(w, c)
	}
	return text.Join(" ", mark(w, a, c), text.Join(" · ", line, what))
}

// lack is what is missing, and by when; of an officer, in their leg.
func lack(w *world.World, c cases.Case) text.Text {
	what, due := show.LackTexts[c.Clock.Name], c.Clock.Due
	if l := c.Leg(w.MyLeg(c)); l != nil {
		what, due = show.LackTexts[l.Clock.Name], l.Clock.Due
	}
	if l := chased(w, c); l != nil {
		what, due = text.T("list.agency", "agency", show.AgencyName(w, l.Agency), "what", show.LackTexts[l.Clock.Name]), l.Clock.Due
	}
	if what.Empty() {
		return text.Text{}
	}
	return text.T("list.lack", "what", what, "time", show.Dated(w, due))
}

// chased is the agency that those who lead must chase, where it is late before who has
// the case is; nil for none.
func chased(w *world.World, c cases.Case) *cases.Leg {
	if w.Me.Role != world.Lead && w.Me.Role != world.Coordinator {
		return nil
	}
	l := c.WorstLeg(w.Now)
	if l == nil || c.Clock.Name.Climbs() && c.Clock.Due != 0 && c.Clock.Due <= l.Clock.Due {
		return nil
	}
	return l
}

// mark is what is most urgent about a case, as one sign.
func mark(w *world.World, a asked, c cases.Case) text.Text {
	late := c.Late(w.Now) && c.Clock.Name.Climbs()
	if l := c.Leg(w.MyLeg(c)); l != nil {
		late = w.Now.Unix() >= l.Clock.Due
	}
	late = late || chased(w, c) != nil
	switch {
	case c.Danger && c.Status.Type() == cases.Open:
		return text.T("mark.danger")
	case c.Red:
		return text.T("mark.red")
	case late:
		return text.T("mark.late")
	case a.list == overdue:
		return text.T("mark.soon")
	case c.Assignee == w.Me.ID:
		return text.T("mark.mine")
	}
	return text.Text{}
}

// to is a button to another view of the list.
func (a asked) to(label text.Text, change func(*asked)) talk.Button {
	change(&a)
	return talk.Button{Label: label, Data: "m|" + string(a.list) + "|" + a.data()}
}

// turns are the ways to the pages before and behind.
func turns(a asked, found world.Listed) []talk.Button {
	var row []talk.Button
	if a.page > 0 {
		row = append(row, a.to(text.T("list.before"), func(a *asked) { a.page-- }))
	}
	if found.From+world.ListPage < found.All {
		row = append(row, a.to(text.T("list.after"), func(a *asked) { a.page++ }))
	}
	return row
}

// parts are the parts of the day there are, each with how many it has.
func parts(a asked, found world.Listed) []talk.Button {
	if a.list != overdue {
		return nil
	}
	var row []talk.Button
	for _, part := range []world.Part{world.PartLate, world.PartToday, world.PartLooks} {
		switch n := found.Parts[part]; {
		case part == a.part:
			row = append(row, a.to(text.T("list.any"), func(a *asked) { a.part, a.page = "", 0 }))
		case n > 0:
			row = append(row, a.to(text.T("list.count", "what", partTexts[part], "n", n), func(a *asked) { a.part, a.page = part, 0 }))
		}
	}
	if len(row) == 1 && a.part == "" {
		return nil // it would show the same again
	}
	return row
}

// tools are what can be done with the list as a whole. Whoever leads takes it away
// as a workbook.
func tools(w *world.World, a asked) []talk.Button {
	row := []talk.Button{
		a.to(text.T("list.filter"), func(a *asked) { a.shown = showPanel }),
		a.to(text.T("list.map"), func(a *asked) { a.shown = showMap }),
	}
	if slices.Contains(acts.WhoLead, w.Me.Role) {
		row = append(row, a.to(text.T("list.sheet"), func(a *asked) { a.shown = showSheet }))
	}
	return row
}

// nothing says that there is nothing, and how there might be something.
func nothing(w *world.World, a asked) talk.Prompt {
	p := talk.Prompt{Say: text.T("tasks.none")}
	switch {
	case a.list == find:
		p.Say = text.T("find.none", "words", a.words)
	case a.narrowed():
		p.Say = text.T("list.none")
	case a.list == overdue:
		p.Say = text.T("overdue.none")
	}
	if a.narrowed() {
		p.Say = text.Lines(p.Say, narrowedTo(w, a))
		p.Rows = [][]talk.Button{{
			a.to(text.T("list.filter"), func(a *asked) { a.shown, a.page = showPanel, 0 }),
			a.to(text.T("list.clear"), func(a *asked) { *a = asked{list: a.list, words: a.words} }),
		}}
	}
	return p
}

// finding asks for the words /find is about.
var finding = talk.Dialogue[*world.World, wordsAsked]{
	Name: "find",
	Steps: []talk.Step[*world.World, wordsAsked]{{
		Name: "words",
		Ask:  func(*world.World, wordsAsked) talk.Prompt { return talk.Prompt{Say: text.T("find.ask")} },
		Hear: func(_ *world.World, d *wordsAsked, e talk.Event) talk.Answer {
			switch words := fold(e.Text); {
			case words == "":
				return talk.Sorry("find.sorry")
			case len(words) > mostWords:
				return talk.Sorry("find.long")
			default:
				d.Words = words
			}
			return talk.OK()
		},
	}},
	Finish: func(_ *world.World, d wordsAsked) talk.Decision { return d },
}

// wordsAsked are the words that were asked for.
type wordsAsked struct {
	Words string `json:"words,omitempty"`
}

// askWords asks for words, where there are none, or too many.
func askWords(x *acts.Turn, choice string) error {
	if strings.TrimSpace(choice) != "" {
		say := text.T("find.sorry")
		if len(fold(choice)) > mostWords {
			say = text.T("find.long")
		}
		x.Reply(talk.Prompt{Say: say})
		return nil
	}
	return x.Above(finding.Name, wordsAsked{})
}

// askedWords shows what was found to who may still search.
func askedWords(x *acts.Turn, decided talk.Decision) error {
	d, _ := decided.(wordsAsked)
	c := x.Book.Commands[string(find)]
	if !c.Allows(x.Me.Role) {
		x.Reply(c.Sorry(x))
		return nil
	}
	if d.Words == "" {
		return nil
	}
	list(x, asked{list: find, shown: showPage, words: d.Words})
	return nil
}
