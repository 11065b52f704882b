package staff

import (
	"strings"
	"time"

	"gridbot/flows/acts"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// Subject is who works here: invited, on duty, dismissed, in which groups.
func Subject() acts.Subject {
	return acts.Subject{
		Name:  "staff",
		Words: Words,
		Commands: []acts.Command{
			{Name: "duty", Line: text.T("command.duty"), Place: 3, May: acts.EveryStaff, Sorry: acts.SorryOnly(text.T("duty.staff")), Does: func(x *acts.Turn, choice string) error { duty(x, choice); return nil }},
			{Name: "invite", Line: text.T("command.invite"), Place: 10, May: acts.WhoLead, Sorry: acts.SorryOnly(text.T("invite.staff")), Does: func(x *acts.Turn, choice string) error { invite(x, choice); return nil }},
			{Name: "staff", Line: text.T("command.staff"), Place: 9, May: acts.WhoLead, Sorry: acts.SorryOnly(text.T("invite.staff")), Need: needStaff, Does: func(x *acts.Turn, choice string) error { staff(x, choice); return nil }},
			{Name: "roster", Line: text.T("command.roster"), Place: 8, May: acts.WhoLead, Sorry: acts.SorryOnly(text.T("invite.staff")), Need: func(w *world.World, _ string, n *world.Need) { n.Forces = lately(w) },
				Does: func(x *acts.Turn, choice string) error { roster(x, choice); return nil }},
			{Name: "joins", Need: func(w *world.World, choice string, n *world.Need) {
				if _, n.Invite, _ = strings.Cut(choice, "|"); w.Me.Role != world.Resident {
					n.Listing = w.HeldBy(w.Me.ID)
				}
			},
				Does: func(x *acts.Turn, choice string) error { joins(x, choice); return nil }},
			{Name: "bind", Does: func(x *acts.Turn, _ string) error { bindHow(x); return nil }},
		},
		Group: []acts.Command{
			{Name: "start", Does: bindLink},
			{Name: "bind", Does: func(x *acts.Turn, choice string) error { bindHere(x, choice); return nil }},
			{Name: "help", Does: func(x *acts.Turn, _ string) error { groupHelp(x); return nil }},
		},
		Clocks: []acts.Clock{{Is: acts.Struck(world.ClockLeft), Need: func(w *world.World, _ talk.Clock, n *world.Need) { n.Listing = w.LeftBehind() },
			Does: func(x *acts.Turn, _ talk.Clock) error { leftBehind(x); return nil }}},
		Links: []acts.Link{{
			Is:   func(payload string) bool { return world.PayloadInvite(payload) != "" },
			Need: func(payload string, n *world.Need) { n.Invite = world.PayloadInvite(payload) },
			Does: func(x *acts.Turn, _ string) error { join(x, ""); return nil },
		}},
		First: []acts.Hearing{{
			Is: func(_ *world.World, e talk.Event) bool {
				return e.Blocked || e.Unblock || e.Joined || e.Left || e.MovedTo != 0
			},
			Need: func(w *world.World, e talk.Event, n *world.Need) {
				if e.Blocked && w.Me.Role == world.Officer {
					n.Agency = w.Me.Agency
				}
			},
			Does: func(x *acts.Turn) error { presence(x); return nil },
		}},
	}
}

// needStaff: how much everybody was told today; of who is to be dismissed or
// relieved, what they hold.
func needStaff(w *world.World, choice string, n *world.Need) {
	n.Told = w.Now.Format(time.DateOnly)
	what, who, _ := strings.Cut(choice, "|")
	if what == "ask" || what == "out" {
		n.Listing = w.HeldBy(world.PersonNumber(who))
		return
	}
	n.HeldBy = world.PersonNumber(who)
}

// bindLink binds the group somebody was asked to add the bot to.
func bindLink(x *acts.Turn, payload string) error {
	if grid, ok := strings.CutPrefix(payload, "b"); ok {
		bind(x, grid)
	} else if agency, ok := strings.CutPrefix(payload, "a"); ok {
		bindAgency(x, agency)
	}
	return nil
}

func groupHelp(x *acts.Turn) {
	x.Reply(talk.Prompt{Say: text.T("group.help"), Rows: [][]talk.Button{
		{{Label: text.T("group.private"), Start: "hello"}},
	}})
}
