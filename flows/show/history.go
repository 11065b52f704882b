package show

import (
	"slices"
	"time"

	"gridbot/flows/cases"
	"gridbot/flows/measures"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// historyLines is how much of the history a lead's card shows.
const historyLines = 6

// history is what happened so far, for a lead.
func history(w *world.World, c cases.Case) text.Text {
	var lines []text.Text
	told := slices.DeleteFunc(slices.Clone(c.Log), func(e cases.Entry) bool { return ActOf[e.Do].Did.Empty() })
	for _, e := range told[max(0, len(told)-historyLines):] {
		did := measures.Did(c, e, ActOf[e.Do].Did)
		if e.Do == cases.Settle && e.Note.Empty() { // a lead's own doing, not the conference's
			did = text.T("did.settle.off")
		}
		if e.Fix != nil {
			did = text.Join(" ", did, FixText(w, *e.Fix))
		}
		who := Called(w, e.By)
		switch {
		case e.Part == cases.PartReporter:
			who = text.T("card.history.reporter")
		case e.Part == cases.PartJoiner:
			who = text.T("card.history.joiner")
		case e.Part == cases.PartAddressee:
			who = text.T("plea.addressee")
		case e.Part == cases.PartImport:
			who = text.T("card.history.import")
		case e.By == 0:
			who = text.T("card.history.clock")
		}
		if l := c.Leg(e.Leg); l != nil {
			who = text.Join(" · ", AgencyName(w, l.Agency), who)
		}
		line := text.T("card.history", "time", text.On(w.District.Here(time.Unix(e.At, 0))), "who", who, "did", did)
		if !e.Note.Empty() && e.Back == 0 {
			note := e.Note
			note.Words = text.CleanLine(note.Words, 80)
			line = text.T("card.history.note", "line", line, "note", note)
		}
		lines = append(lines, line)
	}
	return text.Lines(lines...)
}
