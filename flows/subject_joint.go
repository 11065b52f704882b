package flows

import (
	"gridbot/flows/cases"
	"gridbot/flows/talk"
	"gridbot/flows/text"
)

// jointSubject is what one grid cannot solve alone: the whistle, the legs of
// the agencies, and what goes to another grid or level.
func jointSubject() subject {
	return subject{
		name: "joint",
		dialogues: []dialogue{
			{spoken: whistling, name: whistling.Name, begin: beginWhistle(whistling)}, {spoken: proposing, name: proposing.Name, begin: beginWhistle(proposing)},
			plain(dismissing), plain(callingOff), plain(releasing), plain(reaching), plain(finishing), plain(performing), plain(turningDown),
			plain(ceding), plain(keeping), plain(escalating), plain(spotting),
		},
		presses: []press{
			{do: cases.Whistle, need: needHelped}, {do: cases.Propose, need: needHelped},
			{do: cases.Entrust, fill: (*change).fillLeadGrid}, {do: cases.ReportIn, fill: (*change).fillLeg}, {do: cases.Undo, fill: (*change).fillLeg},
			{do: cases.Release, fill: (*change).fillLeg}, {do: cases.Swap, fill: (*change).fillLeg, then: (*change).pickLegs},
			{do: cases.Insist, fill: (*change).fillLeg, then: (*change).pickLegs}, {do: cases.CallHead, fill: (*change).fillLeg, then: (*change).pickLegs},
		},
		looks: []look{{name: "legs", does: (*change).lookLegs}, {name: "code", does: (*change).lookCode}},
		links: []link{{
			is:   func(payload string) bool { return payloadPlace(payload) != 0 },
			need: func(payload string, n *Need) { n.Case = payloadPlace(payload) },
			does: func(x *change, payload string) error { x.scannedPlace(payloadPlace(payload)); return nil },
		}},
		clocks: []clock{{
			is:   func(k talk.Clock) bool { return k.Grid == "" && legOf(k.Name) != 0 },
			does: func(x *change, k talk.Clock) error { x.legStrikes(k); return nil },
		}},
		hears: []hearing{{
			// An answer to the whistle in words is no report, and reaches nobody.
			is: func(w *World, e talk.Event) bool {
				return w.Me.Role == Officer && e.Text != "" && len(e.Files) == 0 && len(w.District.Alarms(e.Text)) == 0
			},
			does: func(x *change) error {
				x.reply(talk.Prompt{Say: text.T("officer.words"), Rows: x.menu()})
				return nil
			},
		}},
	}
}

// needHelped: who helped around there before is offered again.
func needHelped(w *World, n *Need) {
	if p := w.Case.Place.Point; p != nil {
		n.Around = *p
	}
}

// fillLeadGrid takes which grid is to lead, or asks.
func (x *change) fillLeadGrid(c cases.Case, a *cases.Act, choice string) (bool, error) {
	if _, ok := x.District.Map.Grid(choice); !ok || choice == c.Grid {
		x.pickLeadGrid(c)
		return false, nil
	}
	a.Grid = choice
	return true, nil
}

// lookLegs shows a lead what can be done with each leg.
func (x *change) lookLegs(c cases.Case, _ string) error {
	if ViewOf(c, x.Me) != cases.ViewLead || x.event.Chat.Group || len(c.Legs) == 0 {
		x.refuse(c, "", cases.ErrNotYours)
		return nil
	}
	x.pickLegs(c)
	return nil
}

// lookCode sends whoever is on the spot the code that officers scan there.
func (x *change) lookCode(c cases.Case, _ string) error {
	if view := ViewOf(c, x.Me); view != cases.ViewWorker && view != cases.ViewLead || !c.Legged() {
		x.refuse(c, "", cases.ErrNotYours)
		return nil
	}
	x.sendPlaceCode(c)
	return nil
}
