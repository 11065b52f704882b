package strays_test

import (
	"strings"
	"testing"

	"gridbot/flows"
	"gridbot/flows/boards"
	"gridbot/flows/cases"
	"gridbot/flows/show"
	"gridbot/flows/text"
	"gridbot/flows/world"
	"gridbot/flows/world/worldtest"
)

// A card whose case names nothing that the folder knows can be drawn and read through
// whoever's eyes: no ID of a text shows, and nothing breaks.
func TestNoCardDiesOfAFolderThatChanged(t *testing.T) {
	w := worldtest.New(t)
	catalog, err := flows.Catalog()
	if err != nil {
		t.Fatal(err)
	}
	at := w.Now.Unix()
	for _, status := range []cases.Status{cases.Reported, cases.Claimed, cases.OnSite, cases.Joint, cases.Rectifying, cases.Paused, cases.Submitted, cases.Verified, cases.Closed, cases.Watch, cases.Declined} {
		for _, danger := range []bool{false, true} {
			c := cases.Case{Number: 1001, Category: "nothing", Grid: "nowhere", Status: status, Danger: danger, What: "x", Opened: at, Entered: at, Assignee: 7011, Former: []string{"elsewhere"},
				Place: cases.Place{Name: text.Said("there")}, Facts: []cases.Fact{{Ask: "what", Value: "yes"}}, By: cases.Reporter{ID: 7001, Name: "Anna"}, Clock: cases.Clock{Name: cases.ClockClaim, Since: at, Due: at + 60},
				Legs:    []cases.Leg{{N: 1, Agency: "nobody", Status: cases.LegThere, Deeds: []cases.Deed{{ID: "cut", At: at, Undo: at + 60}}, Clock: cases.Clock{Name: cases.ClockFinish, Due: at + 60}}},
				Notices: []cases.Notice{{ID: "1", To: "shop"}}, Proposal: &cases.Whistling{Calls: []cases.Call{{Agency: "nobody"}}}, Ceding: &cases.Cession{To: "nowhere2"}, Pauses: []cases.Standstill{{From: at, Until: at + 60, Was: cases.Handling}},
				Log: []cases.Entry{{At: at, Do: cases.Report, To: cases.Reported, Part: cases.PartReporter}, {At: at, Do: cases.Unroute, To: status, Part: cases.PartClock, Note: text.Said("nowhere")}}}
			for _, grid := range []string{"nowhere", ""} {
				c.Grid = grid
				for _, as := range []cases.View{cases.ViewReporter, cases.ViewJoiner, cases.ViewWorker, cases.ViewLead, cases.ViewGroup, cases.ViewOfficer, cases.ViewAgency, cases.ViewAddressee, cases.ViewOutside} {
					for _, lang := range text.Langs {
						p := show.Card(w, c, cases.Card{Chat: 7011, As: as, Lang: lang}, text.Text{})
						said, err := catalog.Say(lang, p.Say)
						if err != nil || strings.TrimSpace(said) == "" || strings.Contains(said, "<no value>") {
							t.Errorf("%s, %s, in %q: %q, %v", status, as, grid, said, err)
						}
					}
				}
				boards.Board(w, c, true)
				w.Tasks()
				world.ViewOf(c, w.Me)
				w.Leads(c.Grid)
			}
		}
	}
}
