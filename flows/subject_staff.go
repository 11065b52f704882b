package flows

import (
	"strings"
	"time"

	"gridbot/flows/talk"
	"gridbot/flows/text"
)

// staffSubject is who works here: invited, on duty, dismissed, in which groups.
func staffSubject() subject {
	return subject{
		name: "staff",
		commands: []command{
			{name: "duty", may: onShift, sorry: sorryOnly(text.T("duty.staff")), does: func(x *change, choice string) error { x.duty(choice); return nil }},
			{name: "invite", may: whoLead, sorry: sorryOnly(text.T("invite.staff")), does: func(x *change, choice string) error { x.invite(choice); return nil }},
			{name: "staff", may: whoLead, sorry: sorryOnly(text.T("invite.staff")), need: needStaff, does: func(x *change, choice string) error { x.staff(choice); return nil }},
			{name: "roster", may: whoLead, sorry: sorryOnly(text.T("invite.staff")), need: func(w *World, _ string, n *Need) { n.Forces = w.lately() },
				does: func(x *change, choice string) error { x.roster(choice); return nil }},
			{name: "bind", does: func(x *change, _ string) error { x.bindHow(); return nil }},
		},
		group: []command{
			{name: "start", does: (*change).bindLink},
			{name: "bind", does: func(x *change, choice string) error { x.bindHere(choice); return nil }},
			{name: "help", does: func(x *change, _ string) error { x.groupHelp(); return nil }},
		},
		links: []link{{
			is:   func(payload string) bool { return payloadInvite(payload) != "" },
			need: func(payload string, n *Need) { n.Invite = payloadInvite(payload) },
			does: func(x *change, _ string) error { x.join(); return nil },
		}},
		first: []hearing{{
			is: func(_ *World, e talk.Event) bool {
				return e.Blocked || e.Unblock || e.Joined || e.Left || e.MovedTo != 0
			},
			need: func(w *World, e talk.Event, n *Need) {
				if e.Blocked && w.Me.Role == Officer {
					n.Agency = w.Me.Agency
				}
			},
			does: func(x *change) error { x.presence(); return nil },
		}},
	}
}

// needStaff: how much everybody was told today; of who is to be dismissed or
// relieved, what they hold.
func needStaff(w *World, choice string, n *Need) {
	n.Told = w.Now.Format(time.DateOnly)
	_, who, _ := strings.Cut(choice, "|")
	n.HeldBy = personNumber(who)
}

// bindLink binds the group somebody was asked to add the bot to.
func (x *change) bindLink(payload string) error {
	if grid, ok := strings.CutPrefix(payload, "b"); ok {
		x.bind(grid)
	} else if agency, ok := strings.CutPrefix(payload, "a"); ok {
		x.bindAgency(agency)
	}
	return nil
}

func (x *change) groupHelp() {
	x.reply(talk.Prompt{Say: text.T("group.help"), Rows: [][]talk.Button{
		{{Label: text.T("group.private"), Start: "hello"}},
	}})
}
