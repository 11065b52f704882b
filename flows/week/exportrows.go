package week

import (
	"slices"
	"time"

	"gridbot/flows/cases"
	"gridbot/flows/drawn"
	"gridbot/flows/show"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// A Cell is one value of an export: a text.Text, an int, a time.Time, or nil.
type Cell any

// A column of an export: what stands above it, and what in it.
type column[V any] struct {
	head text.Text
	cell func(*world.World, V) Cell
}

// caseColumns are what is told of a case: of the reporter their words about the
// problem and nothing else, and nothing of whom a notice was served on.
var caseColumns = []column[cases.Case]{
	{text.T("export.number"), func(_ *world.World, c cases.Case) Cell { return c.Number }},
	{text.T("export.source"), func(_ *world.World, c cases.Case) Cell {
		if c.From == nil {
			return nil
		}
		return text.Said(c.From.ID)
	}},
	{text.T("export.category"), func(w *world.World, c cases.Case) Cell { return show.CategoryName(w, c.Category) }},
	{text.T("export.danger"), func(_ *world.World, c cases.Case) Cell { return yes(c.Danger) }},
	{text.T("export.grid"), func(w *world.World, c cases.Case) Cell { return show.GridName(w, c.Grid) }},
	{text.T("export.place"), func(_ *world.World, c cases.Case) Cell { return show.PlaceText(c.Place) }},
	{text.T("export.what"), func(_ *world.World, c cases.Case) Cell { return text.Said(c.What) }},
	{text.T("export.opened"), func(w *world.World, c cases.Case) Cell { return hourly(w, c.Opened, nameless(c)) }},
	{text.T("export.answered"), func(w *world.World, c cases.Case) Cell {
		i := slices.IndexFunc(c.Log, func(e cases.Entry) bool { return cases.Answers(e.Do) })
		if i < 0 {
			return nil
		}
		return hourly(w, c.Log[i].At, nameless(c))
	}},
	{text.T("export.closed"), func(w *world.World, c cases.Case) Cell { return hourly(w, c.Ended, nameless(c)) }},
	{text.T("export.status"), func(_ *world.World, c cases.Case) Cell { return show.ShortTexts[c.Status] }},
	{text.T("export.outcome"), func(_ *world.World, c cases.Case) Cell { return outcomeTexts[c.Outcome] }},
	{text.T("export.rating"), func(_ *world.World, c cases.Case) Cell { return number(c.Rating) }},
	{text.T("export.round"), func(_ *world.World, c cases.Case) Cell { return max(c.Round, 1) }},
	{text.T("export.notices"), func(_ *world.World, c cases.Case) Cell { return number(len(c.Notices)) }},
	{text.T("export.overdue"), func(_ *world.World, c cases.Case) Cell {
		n := 0
		for _, e := range c.Log {
			if e.Do == cases.Overdue {
				n++
			}
		}
		return number(n)
	}},
	{text.T("export.late"), func(w *world.World, c cases.Case) Cell { return yes(c.Late(w.Now)) }},
	{text.T("export.agencies"), func(_ *world.World, c cases.Case) Cell { return number(c.AgenciesDone()) }},
	{text.T("export.crossed"), func(_ *world.World, c cases.Case) Cell {
		if crossed := show.CrossedText(c); !crossed.Empty() {
			return crossed
		}
		return nil
	}},
	{text.T("export.door"), func(_ *world.World, c cases.Case) Cell {
		if c.Filed == nil {
			return nil
		}
		return show.DoorTexts[c.Filed.Door]
	}},
	{text.T("export.ref"), func(_ *world.World, c cases.Case) Cell {
		if c.Filed == nil || c.Filed.Ref == "" {
			return nil
		}
		return text.Said(c.Filed.Ref)
	}},
}

// reporterColumn is for the coordinator who asked for it. Who wanted no name
// to be kept has none here.
var reporterColumn = column[cases.Case]{text.T("export.reporter"), func(_ *world.World, c cases.Case) Cell {
	switch {
	case !c.By.Anonymous && c.By.Name != "":
		return text.Said(c.By.Name)
	case c.Filed != nil && c.Filed.Caller != "":
		return text.Said(c.Filed.Caller)
	}
	return nil
}}

// eventColumns are what is told of an event: what, and as whom; never who.
var eventColumns = []column[world.Logged]{
	{text.T("export.time"), func(w *world.World, l world.Logged) Cell {
		return hourly(w, l.At, l.Nameless || l.Part.Outsider())
	}},
	{text.T("export.number"), func(_ *world.World, l world.Logged) Cell { return l.Case }},
	{text.T("export.did"), func(_ *world.World, l world.Logged) Cell { return show.ActOf[l.Do].Did }},
	{text.T("export.part"), func(_ *world.World, l world.Logged) Cell { return partTexts[l.Part] }},
	{text.T("export.from"), func(_ *world.World, l world.Logged) Cell { return show.ShortTexts[l.From] }},
	{text.T("export.to"), func(_ *world.World, l world.Logged) Cell { return show.ShortTexts[l.To] }},
	{text.T("export.category"), func(w *world.World, l world.Logged) Cell { return show.CategoryName(w, l.Category) }},
	{text.T("export.grid"), func(w *world.World, l world.Logged) Cell { return show.GridName(w, l.Grid) }},
	{text.T("export.overdue"), func(_ *world.World, l world.Logged) Cell { return yes(l.Late) }},
}

var outcomeTexts = map[cases.Outcome]text.Text{
	cases.Confirmed: text.T("outcome.confirmed"), cases.Unconfirmed: text.T("outcome.unconfirmed"), cases.Elsewhere: text.T("outcome.imported"),
	cases.NothingSeen: text.T("outcome.nothing"),
	cases.Checked:     text.T("outcome.checked"),
}

var partTexts = map[cases.Part]text.Text{
	cases.PartReporter: text.T("part.reporter"), cases.PartWorker: text.T("part.worker"), cases.PartAssignee: text.T("part.assignee"),
	cases.PartVerifier: text.T("part.verifier"), cases.PartLead: text.T("part.lead"), cases.PartRouter: text.T("part.router"),
	cases.PartClock: text.T("part.clock"), cases.PartAddressee: text.T("part.addressee"), cases.PartImport: text.T("part.import"),
	cases.PartFiler: text.T("part.filer"), cases.PartCaller: text.T("part.reporter"), cases.PartOfficer: text.T("part.officer"),
}

func yes(is bool) Cell {
	if !is {
		return nil
	}
	return text.T("export.yes")
}

func number(n int) Cell {
	if n == 0 {
		return nil
	}
	return n
}

// nameless tells whether who told of it gave no name, or is known no more.
func nameless(c cases.Case) bool { return c.By.Anonymous }

// hourly is a moment, of who gave no name to the hour alone: to the minute, whoever
// knows when somebody held their phone knows who it was.
func hourly(w *world.World, at int64, round bool) Cell {
	if round && at != 0 {
		here := w.District.Here(time.Unix(at, 0))
		return here.Add(-time.Duration(here.Minute())*time.Minute - time.Duration(here.Second())*time.Second)
	}
	return moment(w, at)
}

// moment is a time as the district's clocks showed it.
func moment(w *world.World, at int64) Cell {
	if at == 0 {
		return nil
	}
	return w.District.Here(time.Unix(at, 0))
}

// ExportHead is the first row of a part of an export.
func ExportHead(ex drawn.Export, part string) []text.Text {
	if part == ExportEvents {
		return heads(eventColumns)
	}
	return heads(caseColumnsOf(ex))
}

// ExportCase is the row of a case; false when it is not in the export.
func ExportCase(w *world.World, ex drawn.Export, c cases.Case) ([]Cell, bool) {
	listed := len(ex.Numbers) > 0
	if !listed && (c.Opened < ex.From || c.Opened >= ex.To) || (ex.Grid != "" && c.Grid != ex.Grid) {
		return nil, false
	}
	return cells(w, caseColumnsOf(ex), c), true
}

// ExportEvent is the row of an event; false when it is not in the export. What
// is about no case is in none.
func ExportEvent(w *world.World, ex drawn.Export, l world.Logged) ([]Cell, bool) {
	if l.At < ex.From || l.At >= ex.To || (ex.Grid != "" && l.Grid != ex.Grid) || l.Case == 0 {
		return nil, false
	}
	return cells(w, eventColumns, l), true
}

func caseColumnsOf(ex drawn.Export) []column[cases.Case] {
	if ex.Identity {
		return append(slices.Clone(caseColumns), reporterColumn)
	}
	return caseColumns
}

func heads[V any](columns []column[V]) []text.Text {
	var all []text.Text
	for _, c := range columns {
		all = append(all, c.head)
	}
	return all
}

func cells[V any](w *world.World, columns []column[V], v V) []Cell {
	row := make([]Cell, len(columns))
	for i, c := range columns {
		row[i] = c.cell(w, v)
	}
	return row
}
