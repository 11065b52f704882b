package flows

import (
	"strings"
	"time"

	"gridbot/flows/cases"
	"gridbot/flows/figures"
	"gridbot/flows/talk"
	"gridbot/flows/text"
)

// What is exported leaves the house: it goes to who leads, and without who
// reported, unless the coordinator asks for that in a step of its own, which
// is written down.

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
var exportSpans = []choice{
	{"week", text.T("export.week")}, {"lastweek", text.T("export.lastweek")}, {"month", text.T("export.month")}, {"year", text.T("export.year")},
}

// exportSpan is from when to when a choice reaches.
func (w *World) exportSpan(press string) (from, to time.Time, ok bool) {
	here, monday := w.District.Here(w.Now), w.monday(w.Now)
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
func (x *change) export(choice string) {
	grid := x.World.overseen("")
	parts := strings.Split(choice+"|||", "|")
	span, format, who, sure := parts[0], parts[1], parts[2] == "who", parts[3] == "yes"
	from, to, ok := x.World.exportSpan(span)
	switch {
	case !ok:
		x.askExportSpan(grid)
		return
	case format != ExportXLSX && format != ExportCSV:
		x.reply(talk.Prompt{Say: text.T("export.format"), Rows: [][]talk.Button{
			{menuButton(text.T("export.xlsx"), "export", span, ExportXLSX), menuButton(text.T("export.csv"), "export", span, ExportCSV)},
			{menuButton(text.T("talk.back"), "export")},
		}})
		return
	case who && x.Me.Role != Coordinator:
		x.reply(talk.Prompt{Say: text.T("export.who.no"), Rows: x.menu()})
		return
	case who && (!sure || x.event.Press == ""):
		x.reply(talk.Prompt{Say: text.T("export.who.ask"), Rows: [][]talk.Button{
			{menuButton(text.T("export.who.yes"), "export", span, format, "who", "yes"), menuButton(text.T("talk.back"), "export")},
		}})
		return
	}
	x.sendExport(talk.Export{Grid: strings.TrimPrefix(grid, figures.Everywhere), From: from.Unix(), To: to.Unix(), Format: format, Identity: who}, span)
}

func (x *change) askExportSpan(grid string) {
	var bs []talk.Button
	for _, s := range exportSpans {
		bs = append(bs, menuButton(s.label, "export", s.press))
	}
	x.reply(talk.Prompt{Say: text.T("export.span", "grid", x.World.areaText(grid)), Rows: talk.Pairs(bs...)})
}

// sendExport owes the person the files, and says that they come: what is large
// takes a while.
func (x *change) sendExport(ex talk.Export, span string) {
	coming := talk.Prompt{Say: text.T("export.coming")}
	note := text.T("export.without")
	switch {
	case ex.Identity:
		note = text.T("export.with")
		x.Log = append(x.Log, Logged{At: x.Now.Unix(), Do: TookIdentity, Part: cases.PartRouter, By: x.Me.ID, Week: x.week(x.Now)})
	case x.Me.Role == Coordinator:
		coming.Rows = [][]talk.Button{{menuButton(text.T("export.who"), "export", span, ex.Format, "who")}}
	}
	x.reply(coming)
	parts := []string{""}
	if ex.Format == ExportCSV {
		parts = []string{ExportCases, ExportEvents}
	}
	area := text.Named(x.District.Names)
	if ex.Grid != "" {
		area = gridName(x.World, ex.Grid)
	}
	for _, part := range parts {
		one := ex
		one.Part = part
		caption := text.T("export.caption", "grid", area, "from", x.day(ex.From), "to", x.day(ex.To-1))
		if part == ExportEvents { // there is nobody in it
			one.Identity, note = false, text.Text{}
			caption = text.T("export.caption.events", "grid", area, "from", x.day(ex.From), "to", x.day(ex.To-1))
		}
		x.Letters = append(x.Letters, Letter{Class: ClassBulk, To: x.private(), Lang: x.Me.Lang, Say: talk.Prompt{
			Say:  text.Lines(caption, note),
			Draw: &talk.Drawing{Export: &one},
		}})
	}
}

// day is the date of a moment in the district.
func (x *change) day(at int64) string { return x.District.Here(time.Unix(at, 0)).Format(time.DateOnly) }
