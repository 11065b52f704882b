package joint

import (
	"gridbot/flows/acts"
	"gridbot/flows/cases"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// Subject is what one grid cannot solve alone: the whistle, the legs of
// the agencies, and what goes to another grid or level.
func Subject() acts.Subject {
	return acts.Subject{
		Name:  "joint",
		Words: Words,
		Dialogues: []acts.Dialogue{
			{Spoken: whistling, Name: whistling.Name, Begin: beginWhistle(whistling)}, {Spoken: proposing, Name: proposing.Name, Begin: beginWhistle(proposing)},
			acts.Plain(dismissing), acts.Plain(callingOff), acts.Plain(releasing), acts.Plain(reaching), acts.Plain(finishing), acts.Plain(performing), acts.Plain(undoing), acts.Plain(receiving), acts.Plain(docketing), acts.Plain(ruling), acts.Plain(lifting), acts.Plain(turningDown), acts.Plain(denyingLeg), acts.Plain(pausingLeg),
			acts.Plain(ceding), acts.Plain(keeping), acts.Plain(escalating), acts.Plain(spotting),
		},
		Presses: []acts.Press{
			{Do: cases.Whistle, Need: needHelped}, {Do: cases.Propose, Need: needHelped},
			{Do: cases.Entrust, Fill: fillLeadGrid}, {Do: cases.ReportIn, Fill: fillLeg}, {Do: cases.Undo, Fill: fillUndo}, {Do: cases.Lift, Fill: fillLift},
			{Do: cases.Release, Fill: fillLeg}, {Do: cases.Swap, Fill: fillLeg, Then: legsAgain},
			{Do: cases.LegGrant, Fill: fillAsked}, {Do: cases.LegDeny, Fill: fillAsked}, {Do: cases.LegPause, Fill: fillPause}, {Do: cases.LegResume, Fill: fillLeg},
			{Do: cases.Insist, Fill: fillLeg, Then: legsAgain}, {Do: cases.CallHead, Fill: fillLeg, Then: legsAgain},
		},
		Looks: []acts.Look{{Name: "legs", Does: lookLegs}, {Name: "code", Does: lookCode}},
		Links: []acts.Link{{
			Is:   func(payload string) bool { number, _ := world.PayloadPlace(payload); return number != 0 },
			Need: func(payload string, n *world.Need) { n.Case, _ = world.PayloadPlace(payload) },
			Does: func(x *acts.Turn, payload string) error { scannedPlace(x, payload); return nil },
		}},
		Clocks: []acts.Clock{{
			Is:   func(k talk.Clock) bool { return k.Grid == "" && world.LegOf(k.Name) != 0 },
			Need: needMeeting,
			Does: func(x *acts.Turn, k talk.Clock) error { legStrikes(x, k); return nil },
		}},
		First: []acts.Hearing{{Is: endangered, Need: func(w *world.World, _ talk.Event, n *world.Need) { n.Case = w.Session.About }, Does: endanger}},
		Hears: []acts.Hearing{{
			// An answer to the whistle in words is no report, and reaches nobody.
			Is: func(w *world.World, e talk.Event) bool {
				return w.Me.Role == world.Officer && e.Text != "" && len(e.Files) == 0
			},
			Does: func(x *acts.Turn) error {
				x.Reply(talk.Prompt{Say: text.T("officer.words"), Rows: x.Menu()})
				return nil
			},
		}},
	}
}

// needHelped: who helped around there before is offered again.
func needHelped(w *world.World, n *world.Need) {
	if p := w.Case.Place.Point; p != nil {
		n.Around = *p
	}
}

// fillLeadGrid takes which grid is to lead, or asks.
func fillLeadGrid(x *acts.Turn, c cases.Case, a *cases.Act, choice string) (bool, error) {
	if _, ok := x.District.Map.Grid(choice); !ok || choice == c.Grid {
		pickLeadGrid(x, c)
		return false, nil
	}
	a.Grid = choice
	return true, nil
}

// lookLegs shows a lead what can be done with each leg.
func lookLegs(x *acts.Turn, c cases.Case, _ string) error {
	if world.ViewOf(c, x.Me) != cases.ViewLead || x.Event.Chat.Group || len(c.Legs) == 0 {
		x.Refuse(c, "", cases.ErrNotYours)
		return nil
	}
	pickLegs(x, c)
	return nil
}

// lookCode sends whoever is on the spot the code that officers scan there.
func lookCode(x *acts.Turn, c cases.Case, _ string) error {
	if view := world.ViewOf(c, x.Me); view != cases.ViewWorker && view != cases.ViewLead || !c.Legged() {
		x.Refuse(c, "", cases.ErrNotYours)
		return nil
	}
	sendPlaceCode(x, c)
	return nil
}
