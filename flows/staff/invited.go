package staff

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"gridbot/flows/acts"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// An invitation is worth what its inviter may now, and not what they were when they
// made it. Another coordinator takes two who want one.

// needInvites: the invitation that stands on a button, or all of them.
func needInvites(_ *world.World, choice string, n *world.Need) {
	what, token, _ := strings.Cut(choice, "|")
	switch what {
	case "list":
		n.Invites = true
	case "off", "ok", "no":
		n.Invite = token
	}
}

// invited lists invitations, revokes one, agrees to one; or makes one.
func invited(x *acts.Turn, choice string) {
	what, token, _ := strings.Cut(choice, "|")
	in := x.World.Invite
	if in != nil && (in.Token != token || x.Now.Unix() >= in.Expires) {
		in = nil
	}
	switch what {
	case "list":
		x.Reply(openInvites(x.World))
	case "off":
		revoke(x, in)
	case "ok", "no":
		second(x, in, what == "ok")
	default:
		invite(x, choice)
	}
}

// looksAfter tells whether the person may see an invitation and revoke it.
func looksAfter(w *world.World, in world.Invite) bool {
	return w.Me.Role == world.Coordinator || in.By == w.Me.ID || w.Me.Role == world.Lead && in.Grid != "" && in.Grid == w.Me.Grid
}

// mostInvites is how many invitations are listed.
const mostInvites = 20

// openInvites are the invitations nobody has used yet, each with a button that
// revokes it.
func openInvites(w *world.World) talk.Prompt {
	p := talk.Prompt{Say: text.T("invite.list.head")}
	for _, in := range w.Invites {
		if w.Now.Unix() >= in.Expires || !looksAfter(w, in) || len(p.Rows) == mostInvites {
			continue
		}
		by := text.T("invite.row.cli")
		if in.By != 0 {
			by = text.Said(w.Staff.Name(in.By))
		}
		row := text.T("invite.row", "role", inviteRole(w, in), "grid", show.WhichGrid(w, in.Grid), "by", by, "until", text.At(w.District.Here(time.Unix(in.Expires, 0)), w.District.Here(w.Now)))
		if in.Role == world.Coordinator && !seconded(w, in) {
			row = text.T("invite.row.wait", "row", row)
		}
		p.Say = text.Lines(p.Say, row)
		p.Rows = append(p.Rows, talk.Row(show.MenuButton(text.T("invite.off", "role", inviteRole(w, in), "grid", show.WhichGrid(w, in.Grid)), "invite", "off", in.Token)))
	}
	if len(p.Rows) == 0 {
		p.Say = text.T("invite.list.none")
	}
	return p
}

// inviteRole is what an invitation makes of somebody.
func inviteRole(w *world.World, in world.Invite) text.Text {
	switch {
	case in.Head:
		return text.T("officer.head.of", "agency", show.AgencyName(w, in.Agency))
	case in.Role == world.Officer:
		return show.AgencyName(w, in.Agency)
	}
	return roleTexts[in.Role]
}

// revoke ends an invitation.
func revoke(x *acts.Turn, in *world.Invite) {
	say := text.T("invite.off.done")
	switch {
	case in == nil:
		say = text.T("invite.off.gone")
	case !looksAfter(x.World, *in):
		say = text.T("invite.off.no")
	default:
		x.Used = in.Token
	}
	x.Reply(talk.Prompt{Say: say, Rows: [][]talk.Button{{show.MenuButton(text.T("invite.list"), "invite", "list")}}})
}

// seconds are who may agree that somebody invites another coordinator: the other
// coordinators, or where there are none, the leads.
func seconds(w *world.World, by int64) []world.Person {
	for _, role := range []world.Role{world.Coordinator, world.Lead} {
		others := slices.DeleteFunc(w.Staff.In(role, ""), func(p world.Person) bool { return p.ID == by || p.Gone })
		if len(others) > 0 {
			return others
		}
	}
	return nil
}

// askSecond asks whoever may agree, and says to the inviter who that is.
func askSecond(x *acts.Turn) text.Text {
	var names []text.Text
	for _, p := range seconds(x.World, x.Me.ID) {
		names = append(names, text.Said(p.Name))
		x.Write(p, world.ClassTask, talk.Prompt{Say: text.T("invite.second.ask", "name", x.Me.Name), Rows: [][]talk.Button{{
			show.MenuButton(text.T("invite.second.ok"), "invite", "ok", x.Change.Invite.Token), show.MenuButton(text.T("invite.second.not"), "invite", "no", x.Change.Invite.Token)}}})
	}
	return text.T("invite.second.wait", "who", text.Join(" / ", names...))
}

// second is the answer of who was asked.
func second(x *acts.Turn, in *world.Invite, agrees bool) {
	switch {
	case in == nil:
		x.Reply(talk.Prompt{Say: text.T("invite.off.gone"), Rows: x.Menu()})
		return
	case in.Role != world.Coordinator || in.By == 0 || !slices.ContainsFunc(seconds(x.World, in.By), func(p world.Person) bool { return p.ID == x.Me.ID }):
		x.Reply(talk.Prompt{Say: text.T("invite.off.no"), Rows: x.Menu()})
		return
	}
	say, told := text.T("invite.second.done"), text.T("invite.second.told", "name", x.Me.Name)
	if agrees {
		in := *in
		in.Second = x.Me.ID
		x.Change.Invite = &in
	} else {
		say, told = text.T("invite.second.refused"), text.T("invite.second.told.not", "name", x.Me.Name)
		x.Used = in.Token
	}
	x.Write(x.Staff.People[in.By], world.ClassTask, talk.Prompt{Say: told})
	x.Reply(talk.Prompt{Say: say, Rows: x.Menu()})
}

// seconded tells whether somebody besides the inviter wants it, too, and still may.
func seconded(w *world.World, in world.Invite) bool {
	p := w.Staff.People[in.Second]
	return in.By == 0 || in.Second != in.By && (p.Role == world.Coordinator || p.Role == world.Lead)
}

// mayInvite tells whether somebody may make such an invitation.
func mayInvite(p world.Person, in world.Invite) bool {
	if p.Role == world.Lead {
		return (in.Role == world.Worker || in.Role == world.Officer && !in.Head) && in.Grid != "" && in.Grid == p.Grid
	}
	return p.Role == world.Coordinator
}

// whyNot is why an invitation is not followed now, though it is there; empty where
// it is. One whose inviter is not what they were is no more.
func whyNot(x *acts.Turn, in world.Invite) text.Text {
	switch {
	case in.By != 0 && !mayInvite(x.Staff.People[in.By], in):
		x.Used = in.Token
		return text.T("join.void")
	case in.Role == world.Coordinator && !seconded(x.World, in):
		return text.T("join.wait")
	case x.Me.Role == world.Coordinator && in.Role != world.Coordinator && len(x.Staff.In(world.Coordinator, "")) < 2:
		return text.T("join.last")
	}
	return text.Text{}
}

// came tells the inviter, and who answers for the place, who followed an invitation.
// What was made at the command line, the operator knows of.
func came(x *acts.Turn, in world.Invite) {
	if in.By == 0 {
		return
	}
	hear := []world.Person{x.Staff.People[in.By]}
	switch {
	case in.Role == world.Lead || in.Role == world.Coordinator || in.Grid == "":
		hear = append(hear, x.Coordinators()...)
	default:
		hear = append(hear, x.Leads(in.Grid)...)
	}
	told := map[int64]bool{x.Me.ID: true}
	for _, p := range hear {
		if told[p.ID] {
			continue
		}
		told[p.ID] = true
		say := talk.Prompt{Say: text.T("join.came", "name", x.Me.Name, "by", x.Staff.Name(in.By), "role", inviteRole(x.World, in), "grid", show.WhichGrid(x.World, in.Grid))}
		of := *x.World
		if of.Me = p; mayDismiss(&of, x.Me) {
			say.Rows = [][]talk.Button{{show.MenuButton(text.T("join.came.not"), "staff", "ask", strconv.FormatInt(x.Me.ID, 10))}}
		}
		x.Write(p, world.ClassTask, say)
	}
}
