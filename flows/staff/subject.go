package staff

import (
	"strings"
	"time"

	"gridbot/flows/acts"
	"gridbot/flows/matter"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// Subject is who works here: invited, on duty, dismissed.
func Subject() acts.Subject {
	return acts.Subject{
		Name:  "staff",
		Words: Words,
		Commands: []acts.Command{
			{Name: "duty", Line: text.T("command.duty"), Place: 3, May: acts.EveryStaff, Sorry: acts.SorryOnly(text.T("duty.staff")), Heard: dutyHeard, Does: func(x *acts.Turn, choice string) error { duty(x, choice); return nil }},
			{Name: "invite", Line: text.T("command.invite"), Place: 10, May: acts.WhoLead, Sorry: acts.SorryOnly(text.T("invite.staff")), Need: needInvites, Does: func(x *acts.Turn, choice string) error { invited(x, choice); return nil }},
			{Name: "staff", Line: text.T("command.staff"), Place: 9, May: acts.WhoLead, Sorry: acts.SorryOnly(text.T("invite.staff")), Need: needStaff, Does: func(x *acts.Turn, choice string) error { staff(x, choice); return nil }},
			{Name: "roster", Line: text.T("command.roster"), Place: 8, May: acts.WhoLead, Sorry: acts.SorryOnly(text.T("invite.staff")), Need: func(w *world.World, _ string, n *world.Need) { n.Forces = lately(w) },
				Does: func(x *acts.Turn, choice string) error { roster(x, choice); return nil }},
			{Name: "badge", May: acts.EveryStaff, Sorry: acts.SorryOnly(text.T("badge.staff")), Does: badge},
			{Name: "joins", Need: func(w *world.World, choice string, n *world.Need) {
				if _, n.Invite, _ = strings.Cut(choice, "|"); w.Me.Role != world.Resident {
					n.Listing = w.HeldBy(w.Me.ID)
				}
			},
				Does: func(x *acts.Turn, choice string) error { joins(x, choice); return nil }},
		},
		Clocks: []acts.Clock{{Is: acts.Struck(world.ClockLeft), Need: func(w *world.World, _ talk.Clock, n *world.Need) { n.Listing = w.LeftBehind() },
			Does: func(x *acts.Turn, _ talk.Clock) error { leftBehind(x); return nil }}},
		Links: []acts.Link{{
			Is:   func(payload string) bool { return world.PayloadInvite(payload) != "" },
			Need: func(payload string, n *world.Need) { n.Invite = world.PayloadInvite(payload) },
			Does: func(x *acts.Turn, _ string) error { join(x, ""); return nil },
		}},
		Dialogues: []acts.Dialogue{{Spoken: badging, Name: badging.Name, Free: true, Done: badged}},
		Before:    matter.NeedWaits,
		Last: func(x *acts.Turn) error {
			proven(x)
			return renamed(x)
		},
		First: []acts.Hearing{{
			Is: func(_ *world.World, e talk.Event) bool {
				return e.Blocked || e.Unblock
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
