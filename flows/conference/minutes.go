package conference

import (
	"slices"
	"strconv"

	"gridbot/flows/acts"
	"gridbot/flows/drawn"
	"gridbot/flows/errands"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// signers are who still have to countersign: both leads, and where the grid has
// only one, somebody of the district with them, for nobody countersigns alone.
func signers(w *world.World, m world.Conference) []world.Person {
	unsigned := func(role world.Role, grid string) []world.Person {
		return slices.DeleteFunc(w.Staff.In(role, grid), func(p world.Person) bool {
			return p.Gone || slices.ContainsFunc(m.Signed, func(s world.Countersign) bool { return s.By == p.ID })
		})
	}
	left := unsigned(world.Lead, m.Grid)
	if len(m.Signed)+len(left) < 2 {
		left = append(left, unsigned(world.Coordinator, "")...)
	}
	return left
}

// maySign tells whether somebody still has to countersign the minutes.
func maySign(w *world.World, m world.Conference, id int64) bool {
	return slices.ContainsFunc(signers(w, m), func(p world.Person) bool { return p.ID == id })
}

// countersign: somebody signs the version whose hash stands on the button.
func countersign(x *acts.Turn, hash string) {
	m := meetingNow(x)
	switch {
	case hash != m.Short() || m.Draft:
		x.ShowAlert(text.T("conference.changed"))
		return
	case !maySign(x.World, *m, x.Me.ID):
		return
	}
	meeting(x, func(m *world.Conference) {
		m.Signed = append(m.Signed, world.Countersign{By: x.Me.ID, Name: x.Me.Name, At: x.Now.Unix(), Hash: m.Hash})
	})
	signed(x)
}

// signed tells whether nobody has to sign any more; then the minutes are what
// was decided, and everybody gets them.
func signed(x *acts.Turn) bool {
	m := meetingNow(x)
	if len(m.Signed) < 2 || len(signers(x.World, *m)) > 0 {
		return false
	}
	meeting(x, func(m *world.Conference) { m.Stage = world.StageSigned })
	sendMinutes(x)
	return true
}

// issue fixes what was decided as a version of the minutes, and sends it out.
func issue(x *acts.Turn) {
	meeting(x, func(m *world.Conference) {
		for i, k := range m.Members {
			if p := x.Staff.People[k.ID]; p.ID != 0 {
				m.Members[i].Name = p.Name
			}
		}
		m.Draft, m.Names = false, namesIn(x.World, *m)
		m.Fix()
	})
	sendMinutes(x)
}

// sendMinutes sends the minutes to everybody who was invited, to who signs, and
// to who has something to do.
func sendMinutes(x *acts.Turn) {
	m := meetingNow(x)
	to := signers(x.World, *m)
	for _, t := range m.Tasks {
		if t.Done == 0 {
			to = append(to, errands.Owners(x.World, t, m.Grid)...)
		}
	}
	for _, k := range m.Members {
		to = append(to, x.Staff.People[k.ID])
	}
	sent := map[int64]bool{x.Me.ID: true}
	for _, p := range to {
		if !sent[p.ID] {
			sent[p.ID] = true
			minutesTo(x, p)
		}
	}
}

// itemsToRead is how many items one message of the minutes holds.
const itemsToRead = 6

// minutesTo sends the minutes to one person: as a page, and to be read at once,
// in as many messages as they need; below the last one who has to sign signs.
func minutesTo(x *acts.Turn, p world.Person) {
	m := meetingNow(x)
	head := text.T("minutes.caption", "grid", gridIn(x.World, *m, m.Grid), "n", m.N, "version", m.Version, "hash", m.Short())
	says := []talk.Prompt{{Say: head, Draw: &drawn.Drawing{Minutes: minutes(x.World, *m)}}}
	for from := 0; from == 0 || from < len(m.Items); from += itemsToRead {
		says = append(says, talk.Prompt{Say: itemsText(x.World, *m, from, min(from+itemsToRead, len(m.Items)), 0)})
	}
	says[1].Say = text.Lines(head, says[1].Say)
	last := &says[len(says)-1]
	last.Say = text.Lines(last.Say, membersText(x.World, *m), signedText(x.World, *m))
	if m.Stage == world.StageOver && maySign(x.World, *m, p.ID) {
		last.Say = text.Lines(last.Say, text.T("minutes.asked"))
		last.Rows = [][]talk.Button{{show.AboutMeeting(text.T("conference.sign"), m.Grid, m, "sign", m.Short())}}
	}
	for _, s := range says {
		x.Write(p, world.ClassTask, s)
	}
}

// signedText is who has signed this version.
func signedText(w *world.World, m world.Conference) text.Text {
	var lines []text.Text
	for _, s := range m.Signed {
		lines = append(lines, text.T("minutes.signed", "name", text.Said(s.Name), "time", show.Dated(w, s.At)))
	}
	return text.Lines(lines...)
}

// minutes is the page of the minutes.
func minutes(w *world.World, m world.Conference) *drawn.Minutes {
	s := &drawn.Minutes{
		ID: m.Grid + "-" + strconv.Itoa(m.N) + "." + strconv.Itoa(m.Version), Office: text.Join(" · ", text.Named(w.District.Names), gridIn(w, m, m.Grid)),
		Who: membersText(w, m), Held: show.OnPaper(w, m.At), Hash: text.Said(m.Hash), Signed: signedText(w, m),
	}
	for _, it := range m.Items {
		due := text.Text{}
		if it.Due != 0 {
			due = show.OnPaper(w, it.Due)
		}
		s.Items = append(s.Items, drawn.Item{What: text.Lines(it.Title, outcomeText(w, m, it)), Due: due})
	}
	return s
}
