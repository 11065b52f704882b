package task

import (
	"slices"
	"strconv"

	"gridbot/flows/acts"
	"gridbot/flows/cases"
	"gridbot/flows/evidence"
	"gridbot/flows/measures"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// pickWorker asks which worker of the grid: to have the case, or to check it.
func pickWorker(x *acts.Turn, c cases.Case, act cases.Action) error {
	p := talk.Prompt{Say: text.T("pick.worker", "number", c.Number)}
	if act == cases.Name {
		p.Say = text.T("pick.verifier", "number", c.Number)
	}
	for _, worker := range x.Staff.In(world.Worker, c.Grid) {
		skip := worker.ID == c.Assignee // whoever else cannot have it is refused when chosen: a gap in the list would say who told of it
		if act == cases.Name {
			skip = worker.ID == c.Verifier || slices.Contains(c.Handlers, worker.ID)
		}
		if skip || len(p.Rows) == 30 {
			continue
		}
		label := text.T("pick.worker.off", "name", text.CleanLine(worker.Name, show.LongestOnLabel))
		if worker.Duty && !worker.Gone {
			label = show.Named(worker)
		}
		p.Rows = append(p.Rows, talk.Row(show.Acting(label, c.Number, act, strconv.FormatInt(worker.ID, 10))))
	}
	if len(p.Rows) == 0 {
		x.ShowAlert(text.T("pick.worker.none"))
		return nil
	}
	x.InPlace(c, p)
	return nil
}

// pickGrid asks the coordinator which grid a case belongs to.
func pickGrid(x *acts.Turn, c cases.Case) {
	p := talk.Prompt{Say: text.T("pick.grid", "number", c.Number, "place", show.PlaceText(c.Place))}
	for _, g := range x.District.Map.All() {
		if g.ID != c.Grid {
			p.Rows = append(p.Rows, talk.Row(show.Acting(text.Named(g.Names), c.Number, cases.Route, g.ID)))
		}
	}
	x.InPlace(c, p)
}

// pickWithdraw asks again before what cannot be undone.
func pickWithdraw(x *acts.Turn, c cases.Case) {
	x.InPlace(c, talk.Prompt{Say: text.T("pick.withdraw", "number", c.Number), Rows: [][]talk.Button{
		{show.Acting(text.T("pick.withdraw.yes"), c.Number, cases.Withdraw, "yes")},
	}})
}

// An over is what who told of danger says when there is none.
type over struct {
	is  string
	say text.Text
}

var overTexts = []over{{"mistake", text.T("over.mistake")}, {"gone", text.T("over.gone")}, {"handled", text.T("over.handled")}}

// pickOver asks how it is, and says that somebody looks all the same: gas is not ended by
// whoever wrote of it.
func pickOver(x *acts.Turn, c cases.Case) {
	p := talk.Prompt{Say: text.T("pick.over", "number", c.Number)}
	for _, o := range overTexts {
		p.Rows = append(p.Rows, talk.Row(show.Acting(o.say, c.Number, cases.Over, o.is)))
	}
	x.InPlace(c, p)
}

// more shows what is needed seldom, on the card itself.
func more(x *acts.Turn, c cases.Case) {
	as := world.ViewOf(c, x.Me)
	may := c.Actions(x.Me.Part())
	play, open := playFor(x.World, c, as)
	p := talk.Prompt{Say: text.Lines(show.Title(x.World, c), text.T("more.head"), show.BoundText(c, as), play)}
	var bs []talk.Button
	for _, do := range show.BehindMore(as) {
		if slices.Contains(may, do) {
			bs = append(bs, show.Acting(measures.Named(c, do, show.ActOf[do].Label), c.Number, do))
		}
	}
	if c.Notice() != nil && (as == cases.ViewWorker || as == cases.ViewLead) {
		for _, l := range text.Langs {
			bs = append(bs, show.Acting(show.SheetTexts[l], c.Number, "pdf", string(l)))
		}
	}
	if c.Legged() && (as == cases.ViewWorker || as == cases.ViewLead) {
		bs = append(bs, show.Acting(text.T("button.code"), c.Number, "code"))
	}
	if x.World.Seals && x.District.Care.On() && c.Status.Type() == cases.Open && (as == cases.ViewWorker || as == cases.ViewLead) {
		bs = append(bs, show.MenuButton(text.T("more.care"), "care", "#"+strconv.Itoa(c.Number)))
	}
	p.Rows = talk.Pairs(append(bs, open...)...)
	x.InPlace(c, p)
}

// sendFiles sends the photos and recordings of a case to whoever asked, in
// private, each part of its life by itself.
func sendFiles(x *acts.Turn, c cases.Case) {
	sent := false
	view := world.ViewOf(c, x.Me)
	mine := x.FilesFor(c, view, x.Me.Agency)
	if view == cases.ViewLead || c.Assignee == x.Me.ID && view == cases.ViewWorker {
		mine = slices.Clone(mine)
		for _, l := range c.Legs {
			mine = append(mine, l.Files...)
		}
	}
	for _, phase := range evidence.Phases {
		var files []talk.File
		for _, f := range mine {
			if f.Phase != phase {
				continue
			}
			files = append(files, talk.File{Kind: string(f.Kind), ID: f.ID, Unique: f.Unique})
		}
		for len(files) > 0 {
			n := min(len(files), 10)
			x.Letters = append(x.Letters, world.Letter{Class: world.ClassReply, To: x.Private(), Lang: x.Me.Lang, Say: talk.Prompt{
				Say: text.T("files.of", "number", c.Number, "phase", show.PhaseTexts[phase]), Files: files[:n],
			}})
			files, sent = files[n:], true
		}
	}
	if !sent {
		x.ShowToast(text.T("files.none"))
	}
	if view == cases.ViewLead && c.May(cases.Correct, x.Me.Part()) == nil && slices.ContainsFunc(mine, forLeads) {
		x.Letters = append(x.Letters, world.Letter{Class: world.ClassReply, To: x.Private(), Lang: x.Me.Lang, About: c.Number, Say: talk.Prompt{
			Say: text.T("files.write.why"), Rows: [][]talk.Button{{show.Acting(text.T("files.write"), c.Number, "write")}}}})
	}
}

// forLeads tells whether a file is one of those of who told of it that only those who
// lead are given, as it says who somebody is.
func forLeads(f cases.File) bool {
	return f.Phase == cases.PhaseReport && slices.Contains([]cases.FileKind{cases.KindVoice, cases.KindAudio, cases.KindNote, cases.KindVideo, cases.KindDocument}, f.Kind)
}

// sendMap sends the place as a venue, for the phone's own map.
func sendMap(x *acts.Turn, c cases.Case) {
	if c.Place.Point == nil {
		x.ShowToast(text.T("map.none"))
		return
	}
	x.Letters = append(x.Letters, world.Letter{Class: world.ClassReply, To: x.Private(), Lang: x.Me.Lang, Say: talk.Prompt{
		Spot: &talk.Spot{
			Point: *c.Place.Point, Name: text.T("map.title", "number", c.Number),
			Where: text.Join(" · ", show.PlaceFor(x.World, c, world.ViewOf(c, x.Me), x.Me.ID), show.GridName(x.World, c.Grid)),
		},
	}})
}

// pickRound asks which earlier case it is a round of.
func pickRound(x *acts.Turn, c cases.Case) {
	p := talk.Prompt{Say: text.T("pick.round", "number", c.Number)}
	for _, n := range c.Near {
		label := text.T("pick.round.yes", "number", n.Number, "round", n.Next())
		if n.Open != 0 {
			label = text.T("pick.round.open", "number", n.Open, "round", n.Next())
		}
		p.Rows = append(p.Rows, talk.Row(show.Acting(label, c.Number, cases.Again, strconv.Itoa(n.Number))))
	}
	p.Rows = append(p.Rows, talk.Row(show.Acting(text.T("pick.round.no"), c.Number, cases.Again, "0")))
	x.InPlace(c, p)
}
