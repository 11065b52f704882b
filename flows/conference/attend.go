package conference

import (
	"crypto/subtle"

	"gridbot/flows/acts"
	"gridbot/flows/drawn"
	"gridbot/flows/errands"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// invitePerson asks a member to come.
func invitePerson(x *acts.Turn, k world.Member, m world.Conference) {
	inviteTo(x, k, m, text.T("conference.invited", "grid", show.GridName(x.World, m.Grid), "time", show.Dated(x.World, m.At)))
}

// inviteTo asks a member to come, in these words.
func inviteTo(x *acts.Turn, k world.Member, m world.Conference, head text.Text) {
	x.Write(x.Staff.People[k.ID], world.ClassTask, talk.Prompt{
		Say:  text.Lines(head, agendaText(x.World, m)),
		Rows: [][]talk.Button{answerButtons(x.World, x.Staff.People[k.ID], m), {show.AboutMeeting(text.T("conference.suggest"), m.Grid, &m, "suggest")}},
	})
	dateTo(x, &k, m)
}

// answerButtons are the answers a member can give. Whose work has nobody who
// stands in for it comes, or is excused.
func answerButtons(w *world.World, p world.Person, m world.Conference) []talk.Button {
	bs := []talk.Button{show.AboutMeeting(text.T("conference.come"), m.Grid, &m, "come")}
	if p.Role == world.Worker || p.Role == world.Officer {
		bs = append(bs, show.AboutMeeting(text.T("conference.sub"), m.Grid, &m, "sub"))
	}
	return append(bs, show.AboutMeeting(text.T("conference.excused"), m.Grid, &m, "excused"))
}

// tellMembers says something to everybody who was invited, with the page.
func tellMembers(x *acts.Turn, head text.Text) {
	m := meetingNow(x)
	for _, k := range m.Members {
		p := x.Staff.People[k.ID]
		if p.ID == x.Me.ID || k.Answer == "excused" {
			continue
		}
		rows := [][]talk.Button{{show.AboutMeeting(text.T("conference.there"), m.Grid, m, "there")}}
		x.Write(p, world.ClassTask, talk.Prompt{Say: text.Lines(head, agendaText(x.World, *m)), Rows: rows})
	}
}

// answerInvitation keeps whether a member comes.
func answerInvitation(x *acts.Turn, what string) {
	if m := meetingNow(x); m == nil || m.Stage != world.StageCalled || m.Member(x.Me.ID) == nil {
		return
	}
	if what == "sub" && !callSubstitute(x) {
		return
	}
	meeting(x, func(m *world.Conference) { m.Member(x.Me.ID).Answer = what })
}

// callSubstitute invites who stands in for the person. It tells whether there
// is somebody.
func callSubstitute(x *acts.Turn) bool {
	m := meetingNow(x)
	sub := x.Staff.People[x.Me.Substitute]
	if sub.ID == 0 || sub.Role == world.Resident {
		x.ShowAlert(text.T("conference.sub.none"))
		return false
	}
	if m.Member(sub.ID) == nil && len(m.Members) < world.MostMembers {
		meeting(x, func(m *world.Conference) { m.Members = append(m.Members, world.Member{ID: sub.ID}) })
		invitePerson(x, world.Member{ID: sub.ID}, *m)
	}
	return true
}

// attend: a member is there; one tap.
func attend(x *acts.Turn) {
	m := meetingNow(x)
	if m == nil || m.Stage != world.StageOpen || !missing(x.World, m.Grid, m) {
		return
	}
	meeting(x, func(m *world.Conference) {
		if me := m.Member(x.Me.ID); me != nil {
			me.There = x.Now.Unix()
			return
		}
		m.Members = append(m.Members, world.Member{ID: x.Me.ID, There: x.Now.Unix()})
	})
}

// sendCode sends the chair the code that hangs on the wall: who scans it is there.
func sendCode(x *acts.Turn) {
	m := meetingNow(x)
	x.Letters = append(x.Letters, world.Letter{Class: world.ClassReply, To: x.Private(), Lang: x.Me.Lang, Say: talk.Prompt{
		Say:  text.T("conference.scan", "grid", show.GridName(x.World, m.Grid), "n", m.N),
		Draw: &drawn.Drawing{Code: world.MeetingLink(x.Bot, m.Grid, m.Token)}}})
}

// scanned: somebody has scanned the code of a conference. Of who was not
// invited, and of one that is over, nothing is kept.
func scanned(x *acts.Turn, grid, token string) {
	m := x.Meeting
	if m == nil || x.Me.Role == world.Resident || m.Stage != world.StageOpen || m.Member(x.Me.ID) == nil && !errands.Chairs(x.World, grid) || subtle.ConstantTimeCompare([]byte(m.Token), []byte(token)) != 1 {
		x.Reply(talk.Prompt{Say: text.T("conference.scan.sorry"), Rows: x.Menu()})
		return
	}
	attend(x)
	x.Reply(conferencePage(x, grid))
}
