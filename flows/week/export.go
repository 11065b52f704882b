package week

import (
	"strings"
	"time"

	"gridbot/flows/acts"
	"gridbot/flows/ask"
	"gridbot/flows/cases"
	"gridbot/flows/drawn"
	"gridbot/flows/figures"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// What is exported leaves the house: it goes to who leads, and without who
// reported, unless the coordinator asks for that in a step of its own and a second
// person agrees, which is written down.

// TookIdentity is the line of the log that says so. It counts as nothing.
const TookIdentity cases.Action = "identity"

// The formats of an export, and the parts of one that is no workbook.
const (
	ExportXLSX = "xlsx"
	ExportCSV  = "csv"

	ExportCases  = "cases"
	ExportEvents = "events"
)

// exportSpans are what an export can be of.
var exportSpans = []ask.Choice{
	{Press: "week", Label: text.T("export.week")}, {Press: "lastweek", Label: text.T("export.lastweek")}, {Press: "month", Label: text.T("export.month")}, {Press: "year", Label: text.T("export.year")},
}

// exportSpan is from when to when a choice reaches.
func exportSpan(w *world.World, press string) (from, to time.Time, ok bool) {
	here, monday := w.District.Here(w.Now), w.Monday(w.Now)
	year, month, _ := here.Date()
	switch press {
	case "week":
		return monday, monday.AddDate(0, 0, 7), true
	case "lastweek":
		return monday.AddDate(0, 0, -7), monday, true
	case "month":
		from = time.Date(year, month, 1, 0, 0, 0, 0, here.Location())
		return from, from.AddDate(0, 1, 0), true
	case "year":
		from = time.Date(year, 1, 1, 0, 0, 0, 0, here.Location())
		return from, from.AddDate(1, 0, 0), true
	}
	return from, to, false
}

// export answers /export: <span>|<format>, and then, for the coordinator,
// |who|yes.
func export(x *acts.Turn, choice string) {
	grid := x.World.Overseen("")
	parts := strings.Split(choice+"|||", "|")
	span, format, who, sure := parts[0], parts[1], parts[2] == "who", parts[3] == "yes"
	from, to, ok := exportSpan(x.World, span)
	switch {
	case !ok:
		askExportSpan(x, grid)
		return
	case format != ExportXLSX && format != ExportCSV:
		x.Reply(talk.Prompt{Say: text.T("export.format"), Rows: [][]talk.Button{
			{show.MenuButton(text.T("export.xlsx"), "export", span, ExportXLSX), show.MenuButton(text.T("export.csv"), "export", span, ExportCSV)},
			{show.MenuButton(text.T("talk.back"), "export")},
		}})
		return
	case who && x.Me.Role != world.Coordinator:
		x.Reply(talk.Prompt{Say: text.T("export.who.no"), Rows: x.Menu()})
		return
	case who && (!sure || x.Event.Press == ""):
		x.Reply(talk.Prompt{Say: text.T("export.who.ask"), Rows: [][]talk.Button{
			{show.MenuButton(text.T("export.who.yes"), "export", span, format, "who", "yes"), show.MenuButton(text.T("talk.back"), "export")},
		}})
		return
	}
	ex := drawn.Export{Grid: strings.TrimPrefix(grid, figures.Everywhere), From: from.Unix(), To: to.Unix(), Format: format}
	if who {
		wish(x, ex)
		return
	}
	sendExport(x, ex, span)
}

func askExportSpan(x *acts.Turn, grid string) {
	var bs []talk.Button
	for _, s := range exportSpans {
		bs = append(bs, show.MenuButton(s.Label, "export", s.Press))
	}
	x.Reply(talk.Prompt{Say: text.T("export.span", "grid", areaText(x.World, grid)), Rows: talk.Pairs(bs...)})
}

// sendExport owes the person the files, and says that they come: what is large
// takes a while.
func sendExport(x *acts.Turn, ex drawn.Export, span string) {
	coming := talk.Prompt{Say: text.T("export.coming")}
	if x.Me.Role == world.Coordinator {
		coming.Rows = [][]talk.Button{{show.MenuButton(text.T("export.who"), "export", span, ex.Format, "who")}}
	}
	x.Reply(coming)
	x.Letters = append(x.Letters, exportLetters(x, x.Me, ex, text.T("export.without"))...)
}

// exportLetters are the files of an export, for somebody, with what is to be said of
// the names.
func exportLetters(x *acts.Turn, to world.Person, ex drawn.Export, note text.Text) []world.Letter {
	var letters []world.Letter
	parts := []string{""}
	if ex.Format == ExportCSV {
		parts = []string{ExportCases, ExportEvents}
	}
	area := text.Named(x.District.Names)
	if ex.Grid != "" {
		area = show.GridName(x.World, ex.Grid)
	}
	for _, part := range parts {
		one := ex
		one.Part = part
		caption := text.T("export.caption", "grid", area, "from", day(x.World, ex.From), "to", day(x.World, ex.To-1))
		if part == ExportEvents { // there is nobody in it
			one.Identity, note = false, text.Text{}
			caption = text.T("export.caption.events", "grid", area, "from", day(x.World, ex.From), "to", day(x.World, ex.To-1))
		}
		letters = append(letters, world.Letter{Class: world.ClassBulk, To: talk.Chat{ID: to.ID}, Lang: to.Lang, Say: talk.Prompt{
			Say:  text.Lines(caption, note),
			Draw: &drawn.Drawing{Export: &one},
		}})
	}
	return letters
}

// day is the date of a moment in the district.
func day(w *world.World, at int64) string {
	return w.District.Here(time.Unix(at, 0)).Format(time.DateOnly)
}
