package flows

import (
	"crypto/subtle"
	"strings"

	"gridbot/flows/talk"
	"gridbot/flows/text"
)

// invitePerson asks a member to come.
func (x *change) invitePerson(k Member, m Conference) {
	x.inviteTo(k, m, text.T("conference.invited", "grid", gridName(x.World, m.Grid), "time", x.dated(m.At)))
}

// inviteTo asks a member to come, in these words.
func (x *change) inviteTo(k Member, m Conference, head text.Text) {
	x.write(x.Staff.People[k.ID], ClassTask, talk.Prompt{
		Say:  text.Lines(head, x.agendaText(m)),
		Rows: [][]talk.Button{x.answerButtons(x.Staff.People[k.ID], m), {aboutMeeting(text.T("conference.suggest"), m.Grid, &m, "suggest")}},
	})
}

// answerButtons are the answers a member can give. Whose work has nobody who
// stands in for it comes, or is excused.
func (x *change) answerButtons(p Person, m Conference) []talk.Button {
	bs := []talk.Button{aboutMeeting(text.T("conference.come"), m.Grid, &m, "come")}
	if p.Role == Worker || p.Role == Officer {
		bs = append(bs, aboutMeeting(text.T("conference.sub"), m.Grid, &m, "sub"))
	}
	return append(bs, aboutMeeting(text.T("conference.excused"), m.Grid, &m, "excused"))
}

// tellMembers says something to everybody who was invited, with the page.
func (x *change) tellMembers(head text.Text) {
	m := x.meetingNow()
	for _, k := range m.Members {
		p := x.Staff.People[k.ID]
		if p.ID == x.Me.ID || k.Answer == "excused" {
			continue
		}
		rows := [][]talk.Button{{aboutMeeting(text.T("conference.there"), m.Grid, m, "there")}}
		x.write(p, ClassTask, talk.Prompt{Say: text.Lines(head, x.agendaText(*m)), Rows: rows})
	}
}

// answerInvitation keeps whether a member comes.
func (x *change) answerInvitation(what string) {
	if m := x.meetingNow(); m == nil || m.Stage != StageCalled || m.member(x.Me.ID) == nil {
		return
	}
	if what == "sub" && !x.callSubstitute() {
		return
	}
	x.meeting(func(m *Conference) { m.member(x.Me.ID).Answer = what })
}

// callSubstitute invites who stands in for the person. It tells whether there
// is somebody.
func (x *change) callSubstitute() bool {
	m := x.meetingNow()
	sub := x.Staff.People[x.Me.Substitute]
	if sub.ID == 0 || sub.Role == Resident {
		x.alert(text.T("conference.sub.none"))
		return false
	}
	if m.member(sub.ID) == nil && len(m.Members) < mostMembers {
		x.meeting(func(m *Conference) { m.Members = append(m.Members, Member{ID: sub.ID}) })
		x.invitePerson(Member{ID: sub.ID}, *m)
	}
	return true
}

// attend: a member is there; one tap.
func (x *change) attend() {
	m := x.meetingNow()
	if m == nil || m.Stage != StageOpen {
		return
	}
	me := m.member(x.Me.ID)
	switch {
	case me == nil && x.chairs(m.Grid): // they lead the grid only since it was called
		x.meeting(func(m *Conference) { m.Members = append(m.Members, Member{ID: x.Me.ID, There: x.Now.Unix()}) })
	case me != nil && me.There == 0:
		x.meeting(func(m *Conference) { m.member(x.Me.ID).There = x.Now.Unix() })
	}
}

// sendCode sends the chair the code that hangs on the wall: who scans it is there.
func (x *change) sendCode() {
	m := x.meetingNow()
	x.Letters = append(x.Letters, Letter{Class: ClassReply, To: x.private(), Lang: x.Me.Lang, Say: talk.Prompt{
		Say:  text.T("conference.scan", "grid", gridName(x.World, m.Grid), "n", m.N),
		Draw: &talk.Drawing{Code: MeetingLink(x.Bot, m.Grid, m.Token)}}})
}

// MeetingLink is the link by which a member says that they are there.
func MeetingLink(bot, grid, token string) string {
	return "https://t.me/" + bot + "?start=m" + grid + "_" + token
}

// payloadMeeting reads the payload of such a link.
func payloadMeeting(p string) (grid, token string) {
	rest, ok := strings.CutPrefix(p, "m")
	grid, token, _ = strings.Cut(rest, "_")
	if !ok || len(token) < 16 {
		return "", ""
	}
	return grid, token
}

// scanned: somebody has scanned the code of a conference. Of who was not
// invited, and of one that is over, nothing is kept.
func (x *change) scanned(grid, token string) {
	m := x.Meeting
	if m == nil || x.Me.Role == Resident || m.Stage != StageOpen || m.member(x.Me.ID) == nil && !x.chairs(grid) || subtle.ConstantTimeCompare([]byte(m.Token), []byte(token)) != 1 {
		x.reply(talk.Prompt{Say: text.T("conference.scan.sorry"), Rows: x.menu()})
		return
	}
	x.attend()
	x.reply(x.conferencePage(grid))
}
