package flows

import (
	"slices"
	"strconv"

	"gridbot/flows/cases"
	"gridbot/flows/talk"
	"gridbot/flows/text"
)

// openCase shows a case somebody asked for by its number or by a link. A case
// one may not see is answered exactly like one that does not exist.
func (x *change) openCase(number int) {
	c := x.World.Case
	if c == nil || c.Number != number || !c.Sees(x.Me.part()) {
		x.reply(talk.Prompt{Say: text.T("case.none", "number", strconv.Itoa(number)), Rows: x.menu()})
		return
	}
	x.showCase(*c, text.Text{})
}

// showCase sends the card anew to the person's private chat, which holds it
// from then on, with a first line where there is one to say.
func (x *change) showCase(c cases.Case, head text.Text) {
	after := x.pending(c)
	k := cases.Card{Chat: x.Me.ID, As: ViewOf(*after, x.Me), Lang: x.Me.Lang}
	hold(after, k)
	l := x.cardLetter(*after, k, head, true)
	l.Class = ClassReply
	x.Letters = append(x.Letters, l)
}

// latest is a case as this change has left it so far.
func (x *change) latest(c cases.Case) cases.Case {
	for _, m := range x.Cases {
		if m.After.Number == c.Number {
			return m.After
		}
	}
	return c
}

// pending is the case as this change leaves it, to be changed further.
func (x *change) pending(c cases.Case) *cases.Case {
	for i := range x.Cases {
		if x.Cases[i].After.Number == c.Number {
			return &x.Cases[i].After
		}
	}
	before := c
	after := c
	after.Cards = append([]cases.Card(nil), c.Cards...)
	x.Cases = append(x.Cases, Moved{Before: &before, After: after})
	return &x.Cases[len(x.Cases)-1].After
}

// refresh draws the pressed card again, as the case is now. A card nobody
// holds any more loses its buttons.
func (x *change) refresh(c cases.Case) {
	for _, k := range c.Cards {
		if k.Chat == x.event.Chat.ID {
			x.Letters = append(x.Letters, x.cardLetter(c, k, text.Text{}, false))
			return
		}
	}
	x.strip()
}

// inPlace shows a question on the card itself.
func (x *change) inPlace(c cases.Case, p talk.Prompt) {
	p.Rows = append(p.Rows, talk.Row(acting(text.T("talk.back"), c.Number, "look")))
	x.Letters = append(x.Letters, Letter{Class: ClassReply, To: x.event.Chat, Lang: x.Me.Lang, Say: p, Card: c.Number, At: x.event.Message})
}

// longestOnLabel is how much of a name stands on a button among other words.
const longestOnLabel = 40

// pickWorker asks which worker of the grid: to have the case, or to check it.
func (x *change) pickWorker(c cases.Case, act cases.Action) error {
	p := talk.Prompt{Say: text.T("pick.worker", "number", c.Number)}
	if act == cases.Name {
		p.Say = text.T("pick.verifier", "number", c.Number)
	}
	for _, worker := range x.Staff.in(Worker, c.Grid) {
		skip := worker.ID == c.Assignee || worker.ID == c.By.ID
		if act == cases.Name {
			skip = !cases.MayVerify(c, worker.ID)
		}
		if skip || len(p.Rows) == 30 {
			continue
		}
		label := text.T("pick.worker.off", "name", text.CleanLine(worker.Name, longestOnLabel))
		if worker.Duty && !worker.Gone {
			label = text.Said(worker.Name)
		}
		p.Rows = append(p.Rows, talk.Row(acting(label, c.Number, act, strconv.FormatInt(worker.ID, 10))))
	}
	if len(p.Rows) == 0 {
		x.alert(text.T("pick.worker.none"))
		return nil
	}
	x.inPlace(c, p)
	return nil
}

// pickGrid asks the coordinator which grid a case belongs to.
func (x *change) pickGrid(c cases.Case) {
	p := talk.Prompt{Say: text.T("pick.grid", "number", c.Number, "place", placeText(c.Place))}
	for _, g := range x.District.Map.All() {
		if g.ID != c.Grid {
			p.Rows = append(p.Rows, talk.Row(acting(text.Named(g.Names), c.Number, cases.Route, g.ID)))
		}
	}
	x.inPlace(c, p)
}

// pickWithdraw asks again before what cannot be undone.
func (x *change) pickWithdraw(c cases.Case) {
	x.inPlace(c, talk.Prompt{Say: text.T("pick.withdraw", "number", c.Number), Rows: [][]talk.Button{
		{acting(text.T("pick.withdraw.yes"), c.Number, cases.Withdraw, "yes")},
	}})
}

// more shows what is needed seldom, on the card itself.
func (x *change) more(c cases.Case) {
	as := ViewOf(c, x.Me)
	may := c.Actions(x.Me.part())
	p := talk.Prompt{Say: text.Lines(x.title(c), text.T("more.head"))}
	var bs []talk.Button
	for _, do := range stands(as, behind) {
		if slices.Contains(may, do) {
			bs = append(bs, acting(rowOf[do].label, c.Number, do))
		}
	}
	if c.Notice() != nil && (as == cases.ViewWorker || as == cases.ViewLead) {
		for _, l := range text.Langs {
			bs = append(bs, acting(sheetTexts[l], c.Number, "pdf", string(l)))
		}
	}
	if c.Legged() && (as == cases.ViewWorker || as == cases.ViewLead) {
		bs = append(bs, acting(text.T("button.code"), c.Number, "code"))
	}
	p.Rows = talk.Pairs(bs...)
	x.inPlace(c, p)
}

// sheetTexts ask for the page of a notice in a language.
var sheetTexts = map[text.Lang]text.Text{text.Chinese: text.T("button.pdf.zh"), text.English: text.T("button.pdf.en")}

// write writes to one person, where they can be reached.
func (x *change) write(p Person, class Class, say talk.Prompt) {
	if p.ID != 0 && !p.Gone {
		x.Letters = append(x.Letters, Letter{Class: class, To: talk.Chat{ID: p.ID}, Lang: p.Lang, Say: say})
	}
}

// private is where a person reads what is for them alone.
func (x *change) private() talk.Chat { return talk.Chat{ID: x.Me.ID} }

// sendFiles sends the photos and recordings of a case to whoever asked, in
// private, each part of its life by itself.
func (x *change) sendFiles(c cases.Case) {
	sent := false
	view := ViewOf(c, x.Me)
	mine := x.filesFor(c, view, x.Me.Agency)
	if view == cases.ViewLead || c.Assignee == x.Me.ID && view == cases.ViewWorker {
		mine = slices.Clone(mine)
		for _, l := range c.Legs {
			mine = append(mine, l.Files...)
		}
	}
	for _, phase := range phasesOf(view) {
		var files []talk.File
		for _, f := range mine {
			if f.Phase != phase {
				continue
			}
			files = append(files, talk.File{Kind: string(f.Kind), ID: f.ID, Unique: f.Unique})
		}
		for len(files) > 0 {
			n := min(len(files), 10)
			x.Letters = append(x.Letters, Letter{Class: ClassReply, To: x.private(), Lang: x.Me.Lang, Say: talk.Prompt{
				Say: text.T("files.of", "number", c.Number, "phase", phaseTexts[phase]), Files: files[:n],
			}})
			files, sent = files[n:], true
		}
	}
	if !sent {
		x.toast(text.T("files.none"))
	}
}

// phasesOf are the parts of a case's life whose files a view shows: the signed
// paper names the addressee, and what they sent in shows their home.
func phasesOf(as cases.View) []cases.Phase {
	if as == cases.ViewReporter {
		return []cases.Phase{cases.PhaseReport, cases.PhaseSite, cases.PhaseNote, cases.PhaseAfter}
	}
	return []cases.Phase{cases.PhaseReport, cases.PhaseSite, cases.PhaseNote, cases.PhaseNotice, cases.PhaseProof, cases.PhaseLeg, cases.PhaseAfter}
}

var phaseTexts = map[cases.Phase]text.Text{
	cases.PhaseReport: text.T("files.report"), cases.PhaseSite: text.T("files.site"),
	cases.PhaseNote: text.T("files.note"), cases.PhaseAfter: text.T("files.after"),
	cases.PhaseNotice: text.T("files.notice"), cases.PhaseProof: text.T("files.proof"),
	cases.PhaseLeg: text.T("files.leg"),
}

// sendMap sends the place as a venue, for the phone's own map.
func (x *change) sendMap(c cases.Case) {
	if c.Place.Point == nil {
		x.toast(text.T("map.none"))
		return
	}
	x.Letters = append(x.Letters, Letter{Class: ClassReply, To: x.private(), Lang: x.Me.Lang, Say: talk.Prompt{
		Spot: &talk.Spot{
			Point: *c.Place.Point, Name: text.T("map.title", "number", c.Number),
			Where: text.Join(" · ", placeText(c.Place), gridName(x.World, c.Grid)),
		},
	}})
}

// listCases answers /cases: what the person reported, newest first.
func (x *change) listCases() {
	if len(x.List) == 0 {
		x.reply(talk.Prompt{Say: text.T("cases.none"), Rows: x.menu()})
		return
	}
	p := talk.Prompt{Say: text.T("cases.head")}
	for _, c := range x.List {
		p.Rows = append(p.Rows, talk.Row(acting(x.line(c, cases.ViewReporter), c.Number, "open")))
	}
	x.reply(p)
}

// listTasks answers /tasks: what is mine and what is on offer, most urgent
// first; for a lead, what is open in the grid.
func (x *change) listTasks() {
	p := talk.Prompt{Say: text.T("tasks.head")}
	seen := map[int]bool{}
	for _, c := range x.List {
		may := c.Assignee == x.Me.ID || c.Verifier == x.Me.ID || onOffer(c) || x.Me.Role != Worker
		if x.Me.Role == Officer {
			may = x.myLeg(c) != 0
		}
		if x.Me.Role == Coordinator { // what nobody has, what is late, and what is urgent, in every grid
			may = c.Grid == "" || c.Late(x.Now) || c.Danger
		}
		if !may || seen[c.Number] || !c.Sees(x.Me.part()) || c.Status.Type() != cases.Open {
			continue
		}
		seen[c.Number] = true
		p.Rows = append(p.Rows, talk.Row(acting(x.line(c, ViewOf(c, x.Me)), c.Number, "open")))
	}
	if len(p.Rows) == 0 {
		x.reply(talk.Prompt{Say: text.T("tasks.none")})
		return
	}
	x.reply(p)
}

// line is a case on one button.
func (x *change) line(c cases.Case, as cases.View) text.Text {
	mark := text.Text{}
	switch {
	case c.Danger && c.Status.Type() == cases.Open:
		mark = text.T("mark.danger")
	case c.Late(x.Now):
		mark = text.T("mark.late")
	case c.Assignee == x.Me.ID:
		mark = text.T("mark.mine")
	}
	return text.Join(" ", mark, text.T("cases.line", "number", c.Number,
		"category", categoryName(x.World, c.Category), "status", shortStatus(c, as)))
}

// shortStatus is the status in a word or two.
func shortStatus(c cases.Case, as cases.View) text.Text {
	if c.Status == cases.Returned && as == cases.ViewReporter {
		return text.T("short.reported")
	}
	return shortTexts[c.Status]
}

var shortTexts = map[cases.Status]text.Text{
	cases.Reported: text.T("short.reported"), cases.Claimed: text.T("short.claimed"), cases.OnSite: text.T("short.onsite"),
	cases.Handling: text.T("short.handling"), cases.Submitted: text.T("short.submitted"), cases.Verified: text.T("short.verified"),
	cases.Closed: text.T("short.closed"), cases.Returned: text.T("short.returned"), cases.Rework: text.T("short.rework"),
	cases.Rectifying: text.T("short.rectifying"), cases.Paused: text.T("short.paused"), cases.Watch: text.T("short.watch"),
	cases.Joint: text.T("short.joint"), cases.Declined: text.T("short.declined"), cases.Withdrawn: text.T("short.withdrawn"),
}
