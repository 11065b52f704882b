package flows

import (
	"slices"
	"strconv"

	"gridbot/flows/talk"
	"gridbot/flows/text"
)

// signers are who still have to countersign: both leads, and where the grid has
// only one, somebody of the district with them, for nobody countersigns alone.
func (w *World) signers(m Conference) []Person {
	unsigned := func(role Role, grid string) []Person {
		return slices.DeleteFunc(w.Staff.in(role, grid), func(p Person) bool {
			return p.Gone || slices.ContainsFunc(m.Signed, func(s Countersign) bool { return s.By == p.ID })
		})
	}
	left := unsigned(Lead, m.Grid)
	if len(m.Signed)+len(left) < 2 {
		left = append(left, unsigned(Coordinator, "")...)
	}
	return left
}

// maySign tells whether somebody still has to countersign the minutes.
func (w *World) maySign(m Conference, id int64) bool {
	return slices.ContainsFunc(w.signers(m), func(p Person) bool { return p.ID == id })
}

// countersign: somebody signs the version whose hash stands on the button.
func (x *change) countersign(hash string) {
	m := x.meetingNow()
	switch {
	case hash != m.short() || m.Draft:
		x.alert(text.T("conference.changed"))
		return
	case !x.maySign(*m, x.Me.ID):
		return
	}
	x.meeting(func(m *Conference) {
		m.Signed = append(m.Signed, Countersign{By: x.Me.ID, Name: x.Me.Name, At: x.Now.Unix(), Hash: m.Hash})
	})
	x.signed()
}

// signed tells whether nobody has to sign any more; then the minutes are what
// was decided, and everybody gets them.
func (x *change) signed() bool {
	m := x.meetingNow()
	if len(m.Signed) < 2 || len(x.signers(*m)) > 0 {
		return false
	}
	x.meeting(func(m *Conference) { m.Stage = StageSigned })
	x.sendMinutes()
	return true
}

// issue fixes what was decided as a version of the minutes, and sends it out.
func (x *change) issue() {
	x.meeting(func(m *Conference) {
		for i, k := range m.Members {
			if p := x.Staff.People[k.ID]; p.ID != 0 {
				m.Members[i].Name = p.Name
			}
		}
		m.Draft, m.Names = false, x.namesIn(*m)
		m.fix()
	})
	x.sendMinutes()
}

// sendMinutes sends the minutes to everybody who was invited, to who signs, and
// to who has something to do.
func (x *change) sendMinutes() {
	m := x.meetingNow()
	to := x.signers(*m)
	for _, t := range m.Tasks {
		if t.Done == 0 {
			to = append(to, x.owners(t, m.Grid)...)
		}
	}
	for _, k := range m.Members {
		to = append(to, x.Staff.People[k.ID])
	}
	sent := map[int64]bool{x.Me.ID: true}
	for _, p := range to {
		if !sent[p.ID] {
			sent[p.ID] = true
			x.minutesTo(p)
		}
	}
}

// itemsToRead is how many items one message of the minutes holds.
const itemsToRead = 6

// minutesTo sends the minutes to one person: as a page, and to be read at once,
// in as many messages as they need; below the last one who has to sign signs.
func (x *change) minutesTo(p Person) {
	m := x.meetingNow()
	head := text.T("minutes.caption", "grid", x.gridIn(*m, m.Grid), "n", m.N, "version", m.Version, "hash", m.short())
	says := []talk.Prompt{{Say: head, Draw: &talk.Drawing{Minutes: x.minutes(*m)}}}
	for from := 0; from == 0 || from < len(m.Items); from += itemsToRead {
		says = append(says, talk.Prompt{Say: x.itemsText(*m, from, min(from+itemsToRead, len(m.Items)), 0)})
	}
	says[1].Say = text.Lines(head, says[1].Say)
	last := &says[len(says)-1]
	last.Say = text.Lines(last.Say, x.membersText(*m), x.signedText(*m))
	if m.Stage == StageOver && x.maySign(*m, p.ID) {
		last.Say = text.Lines(last.Say, text.T("minutes.asked"))
		last.Rows = [][]talk.Button{{aboutMeeting(text.T("conference.sign"), m.Grid, m, "sign", m.short())}}
	}
	for _, s := range says {
		x.write(p, ClassTask, s)
	}
}

// signedText is who has signed this version.
func (x *change) signedText(m Conference) text.Text {
	var lines []text.Text
	for _, s := range m.Signed {
		lines = append(lines, text.T("minutes.signed", "name", text.Said(s.Name), "time", x.dated(s.At)))
	}
	return text.Lines(lines...)
}

// minutes is the page of the minutes.
func (x *change) minutes(m Conference) *talk.Sheet {
	s := &talk.Sheet{
		ID: m.Grid + "-" + strconv.Itoa(m.N) + "." + strconv.Itoa(m.Version), Office: text.Join(" · ", text.Named(x.District.Names), x.gridIn(m, m.Grid)),
		Place: x.membersText(m), Served: x.onPaper(m.At), Proof: text.Said(m.Hash), Wording: x.signedText(m),
	}
	for _, it := range m.Items {
		due := text.Text{}
		if it.Due != 0 {
			due = x.onPaper(it.Due)
		}
		s.Items = append(s.Items, talk.SheetItem{What: text.Lines(it.Title, x.outcomeText(m, it)), Due: due})
	}
	return s
}
