package rights

import (
	"strconv"
	"time"

	"gridbot/flows/acts"
	"gridbot/flows/cases"
	"gridbot/flows/drawn"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// mydata owes the person a file of all that is kept of them. It is written when it is
// sent, and goes to their private chat alone.
func mydata(x *acts.Turn) {
	x.Reply(talk.Prompt{Say: text.T("mydata.coming")})
	x.Letters = append(x.Letters, world.Letter{Class: world.ClassBulk, To: x.Private(), Lang: x.Me.Lang,
		Say: talk.Prompt{Say: text.T("mydata.caption"), Draw: &drawn.Drawing{Mine: &drawn.Mine{Person: x.Me.ID}}}})
}

// Data is all that is kept of a person, in words; nothing of anybody else.
func Data(w *world.World, k world.Kept) []text.Text {
	at := func(unix int64) text.Text { return text.On(w.District.Here(time.Unix(unix, 0))) }
	lines := []text.Text{text.T("mydata.head", "time", at(w.Now.Unix()), "district", text.Named(w.District.Names))}
	if k.Me.Rev == 0 {
		lines = append(lines, text.T("mydata.nobody"))
	} else {
		lines = append(lines, text.T("mydata.you", "id", strconv.FormatInt(k.Me.ID, 10), "name", k.Me.Name, "lang", string(k.Me.Lang)))
	}
	if k.Me.Role != world.Resident {
		lines = append(lines, text.T("mydata.role", "role", string(k.Me.Role)))
	}
	if r := k.Me.Real; r != nil && r.Said != 0 {
		lines = append(lines, text.T("mydata.real", "name", r.Name, "time", at(r.Said)))
		if r.Photo != "" {
			lines = append(lines, text.T("mydata.badge", "id", r.Photo))
		}
	}
	if k.Me.Left != 0 {
		lines = append(lines, text.T("mydata.left", "time", at(k.Me.Left)))
	}
	if k.Session.Dialogue != "" {
		lines = append(lines, text.T("mydata.draft", "days", days(world.SessionLasts)), text.Said(string(k.Session.Data)))
	}
	lines = append(lines, text.T("mydata.letters", "n", k.Letters), text.T("mydata.cases", "n", k.Traces.All))
	for _, c := range k.Traces.Cases {
		lines = append(lines, caseData(w, c, k.Me.ID, at)...)
	}
	if n := k.Traces.All - len(k.Traces.Cases); n > 0 {
		lines = append(lines, text.T("mydata.more", "n", n))
	}
	for _, c := range k.Cares {
		lines = append(lines, careData(w, c, k.Me.ID, at)...)
	}
	if k.Shut {
		lines = append(lines, text.T("mydata.care.shut"))
	}
	for _, r := range k.Requests {
		lines = append(lines, requestData(w, r, at)...)
	}
	if k.Locked {
		lines = append(lines, text.T("mydata.request.shut"))
	}
	lines = append(lines, agreedData(w, k, at)...)
	lines = append(lines, workedData(w, k, at)...)
	for _, l := range k.Looks {
		lines = append(lines, text.T("mydata.looked", "time", at(l.At), "number", l.Case, "what", seenTexts[l.What]))
	}
	return append(lines, text.T("mydata.not"))
}

// caseData is what a case keeps of one person.
func caseData(w *world.World, c cases.Case, id int64, at func(int64) text.Text) []text.Text {
	lines := []text.Text{text.Said(""), text.T("mydata.case", "number", c.Number, "category", show.CategoryName(w, c.Category), "time", at(c.Opened), "status", show.ShortTexts[c.Status])}
	switch {
	case c.By.ID == id:
		lines = append(lines, text.T("mydata.place", "place", show.WhereText(c.Place)), said("mydata.what", c.What), show.FactsText(w, c.Category, c.Facts))
		if p := c.Place.Point; p != nil {
			lines = append(lines, text.T("mydata.point", "point", strconv.FormatFloat(p.Lat, 'f', 6, 64)+", "+strconv.FormatFloat(p.Lon, 'f', 6, 64)))
		}
		if c.By.Name != "" && !c.By.Anonymous {
			lines = append(lines, text.T("mydata.name", "name", c.By.Name))
		} else {
			lines = append(lines, text.T("mydata.nameless"))
		}
		if c.Filed != nil {
			lines = append(lines, said("mydata.contact", c.Filed.Caller))
		}
	case c.HasJoined(id):
		lines = append(lines, text.T("mydata.joined"))
	case c.Followed(id):
		lines = append(lines, text.T("mydata.follows"))
	case c.FiledBy(id):
		lines = append(lines, text.T("mydata.filed"))
	}
	for _, f := range c.Files {
		if c.By.ID == id && f.Phase == cases.PhaseReport {
			lines = append(lines, text.T("mydata.file", "kind", string(f.Kind), "time", at(f.At), "id", f.ID))
		}
	}
	for _, e := range c.Log {
		if e.By != id {
			continue
		}
		line := text.T("mydata.did", "time", at(e.At), "did", didText(e.Do))
		if !e.Note.Empty() {
			line = text.T("mydata.did.note", "line", line, "note", e.Note)
		}
		lines = append(lines, line)
		for _, f := range e.Files {
			lines = append(lines, text.T("mydata.sent", "id", f))
		}
	}
	return lines
}

// didText is what was done, in a word.
func didText(do cases.Action) text.Text {
	if did := show.ActOf[do].Did; !did.Empty() {
		return did
	}
	return text.Said(string(do))
}

func said(id, words string) text.Text {
	if words == "" {
		return text.Text{}
	}
	return text.T(id, "words", words)
}
