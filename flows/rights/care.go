package rights

import (
	"strings"
	"unicode/utf8"

	"gridbot/flows/acts"
	"gridbot/flows/carecase"
	"gridbot/flows/personal"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// Who told of a household is found there, too, and can be forgotten: of what is closed
// nothing stays but its kind and times; of what is open, what the team needs to help.

// tells reports whether somebody who does not work here told of a care case.
func tells(c carecase.Case, id int64) bool { return c.By == id && !c.Staff }

func toldOfCare(w *world.World) bool {
	for _, c := range w.Caring.List {
		if tells(c, w.Me.ID) {
			return true
		}
	}
	return false
}

// caresText says what becomes of the care cases somebody told of.
func caresText(w *world.World) (lines []text.Text) {
	open, over := 0, 0
	for _, c := range w.Caring.List {
		switch {
		case !tells(c, w.Me.ID):
		case c.Open():
			open++
		default:
			over++
		}
	}
	if open > 0 {
		lines = append(lines, text.T("forget.care.open", "n", open, "days", days(w.Keeps(""))))
	}
	if over > 0 {
		lines = append(lines, text.T("forget.care.over", "n", over))
	}
	if w.Caring.Shut {
		lines = append(lines, text.T("forget.care.shut"))
	}
	return lines
}

// outOfCare takes the person out of the care cases they told of until a moment, and
// tells whether there may be more.
func outOfCare(x *acts.Turn, until int64) bool {
	for i := range x.Caring.List {
		before := &x.Caring.List[i]
		if !tells(*before, x.Me.ID) || before.Opened > until {
			continue
		}
		after := before.Strip(x.Now.Unix())
		if before.Open() {
			after = before.Forget(x.Me.ID, x.Now.Unix(), func(words string) string { return nameless(words, x.Me.Name) })
		}
		for i, m := range before.Team { // whoever has it opens it as it is now
			if m.Left != 0 {
				continue
			}
			p := x.Staff.People[m.ID]
			letter := world.Letter{Class: world.ClassReply, To: talk.Chat{ID: m.ID}, Lang: p.Lang, Care: after.N, Empty: true}
			x.Letters = append(x.Letters, letter)
			if letter.Care, letter.Empty = 0, false; m.Shown != 0 {
				letter.Edit, letter.Say = m.Shown, talk.Prompt{Say: text.T("forget.care.card", "k", carecase.Label(after.N))}
				x.Letters = append(x.Letters, letter)
			}
			after.Team[i].Shown = 0
		}
		x.Parted = append(x.Parted, world.Cared{Before: before, After: after})
	}
	return len(x.Parted) > 0 && len(x.Caring.List) >= world.MostCares
}

// nameless are words without what tells of who wrote them. Where it is stays: somebody
// is to go there.
func nameless(words, name string) string {
	if utf8.RuneCountInString(name) > 1 {
		words = strings.ReplaceAll(words, name, "…")
	}
	for _, said := range personal.Said(words, personal.Name, personal.Phone, personal.Identity) {
		words = strings.ReplaceAll(words, said, "…")
	}
	return words
}

// careData is what a care case keeps of one person: what they told, wrote and did.
func careData(w *world.World, c carecase.Case, id int64, at func(int64) text.Text) []text.Text {
	state := text.T("mydata.care.open")
	if !c.Open() {
		state = text.T("mydata.care.over", "time", at(c.Closed))
	}
	lines := []text.Text{text.Said(""), text.T("mydata.care", "k", carecase.Label(c.N), "time", at(c.Opened), "state", state)}
	if c.By == id {
		lines = append(lines, said("mydata.care.where", c.Where), said("mydata.care.who", c.Who), said("mydata.what", c.What))
		lines = append(lines, filesData(c.Files, c.Opened, at)...)
	}
	for _, m := range c.Team {
		if m.ID == id {
			lines = append(lines, text.T("mydata.care.team", "role", roleName(w, m.Role), "time", at(m.At)))
		}
	}
	for _, k := range c.Calls {
		for _, asked := range k.Asked {
			if asked == id {
				lines = append(lines, text.T("mydata.care.asked", "role", roleName(w, k.Role), "time", at(k.At)))
			}
		}
	}
	for _, n := range c.Notes {
		if n.By == id {
			lines = append(lines, text.T("mydata.care.note", "time", at(n.At), "words", n.Words))
			lines = append(lines, filesData(n.Files, n.At, at)...)
		}
	}
	return append(lines, workData(c, id, at)...)
}

// workData is what somebody of the team had to do, found and looked at.
func workData(c carecase.Case, id int64, at func(int64) text.Text) (lines []text.Text) {
	for _, s := range c.Steps {
		if s.Whose == id {
			lines = append(lines, text.T("mydata.care.step", "time", at(s.Clock.Due), "words", s.What))
		}
	}
	for _, v := range c.Visits {
		if v.Whose == id {
			lines = append(lines, text.T("mydata.care.visit", "time", at(v.Clock.Due), "words", v.Found))
		}
	}
	looks := 0
	for _, v := range c.Views {
		if v.By == id {
			looks++
		}
	}
	if looks > 0 {
		lines = append(lines, text.T("mydata.care.looks", "n", looks))
	}
	return lines
}

func filesData(files []carecase.File, when int64, at func(int64) text.Text) (lines []text.Text) {
	for _, f := range files {
		lines = append(lines, text.T("mydata.file", "kind", f.Kind, "time", at(when), "id", f.ID))
	}
	return lines
}

func roleName(w *world.World, id string) text.Text {
	if r, ok := w.District.Care.Role(id); ok {
		return text.Named(r.Names)
	}
	return text.T("mydata.care.opener")
}
